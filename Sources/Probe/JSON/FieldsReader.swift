// Made from the tables of Sources/CProbe/fields and the lists of rates by Tests/Smoke/schema.py --write.

#if !hasFeature(Embedded)
    extension CPU {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("user_ns", &userNs)
            try object.read("nice_ns", &niceNs)
            try object.read("system_ns", &systemNs)
            try object.read("idle_ns", &idleNs)
            try object.read("iowait_ns", &iowaitNs)
            try object.read("irq_ns", &irqNs)
            try object.read("softirq_ns", &softirqNs)
            try object.read("steal_ns", &stealNs)
            try object.read("guest_ns", &guestNs)
            try object.read("guest_nice_ns", &guestNiceNs)
            try object.read("context_switches", &contextSwitches)
            try object.read("interrupts", &interrupts)
            try object.read("soft_interrupts", &softInterrupts)
            try object.read("soft_interrupts_hi", &softInterruptsHi)
            try object.read("soft_interrupts_timer", &softInterruptsTimer)
            try object.read("soft_interrupts_net_tx", &softInterruptsNetTx)
            try object.read("soft_interrupts_net_rx", &softInterruptsNetRx)
            try object.read("soft_interrupts_block", &softInterruptsBlock)
            try object.read("soft_interrupts_irq_poll", &softInterruptsIrqPoll)
            try object.read("soft_interrupts_tasklet", &softInterruptsTasklet)
            try object.read("soft_interrupts_sched", &softInterruptsSched)
            try object.read("soft_interrupts_hrtimer", &softInterruptsHrtimer)
            try object.read("soft_interrupts_rcu", &softInterruptsRcu)
            try object.read("forks", &forks)
            try object.read("running", &running)
            try object.read("blocked", &blocked)
            try object.read("possible", &possible)
            try object.read("present", &present)
            try object.read("online", &online)
            try object.read("physical_cores", &physicalCores)
            try object.read("packages", &packages)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension LogicalCPU {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("user_ns", &userNs)
            try object.read("nice_ns", &niceNs)
            try object.read("system_ns", &systemNs)
            try object.read("idle_ns", &idleNs)
            try object.read("iowait_ns", &iowaitNs)
            try object.read("irq_ns", &irqNs)
            try object.read("softirq_ns", &softirqNs)
            try object.read("steal_ns", &stealNs)
            try object.read("guest_ns", &guestNs)
            try object.read("guest_nice_ns", &guestNiceNs)
        }
    }

    extension Load {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("load1", &load1)
            try object.read("load5", &load5)
            try object.read("load15", &load15)
            try object.read("uptime_ns", &uptimeNs)
            try object.read("boot_time_ns", &bootTimeNs)
            let tasks = try object.object("tasks")
            try tasks?.read("runnable", &self.tasks.runnable)
            try tasks?.read("all", &self.tasks.all)
            try tasks?.read("last_pid", &self.tasks.lastPid)
        }
    }

    extension Memory {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("total_bytes", &totalBytes)
            try object.read("free_bytes", &freeBytes)
            try object.read("available_bytes", &availableBytes)
            try object.read("used_bytes", &usedBytes)
            try object.read("usage_percent", &usagePercent)
            try object.read("buffers_bytes", &buffersBytes)
            try object.read("cached_bytes", &cachedBytes)
            try object.read("reclaimable_bytes", &reclaimableBytes)
            try object.read("shared_bytes", &sharedBytes)
            try object.read("active_bytes", &activeBytes)
            try object.read("inactive_bytes", &inactiveBytes)
            try object.read("active_anonymous_bytes", &activeAnonymousBytes)
            try object.read("inactive_anonymous_bytes", &inactiveAnonymousBytes)
            try object.read("active_file_bytes", &activeFileBytes)
            try object.read("inactive_file_bytes", &inactiveFileBytes)
            try object.read("unevictable_bytes", &unevictableBytes)
            try object.read("locked_bytes", &lockedBytes)
            try object.read("dirty_bytes", &dirtyBytes)
            try object.read("writeback_bytes", &writebackBytes)
            try object.read("writeback_temporary_bytes", &writebackTemporaryBytes)
            try object.read("anonymous_bytes", &anonymousBytes)
            try object.read("mapped_bytes", &mappedBytes)
            try object.read("slab_bytes", &slabBytes)
            try object.read("unreclaimable_slab_bytes", &unreclaimableSlabBytes)
            try object.read("kernel_reclaimable_bytes", &kernelReclaimableBytes)
            try object.read("kernel_stack_bytes", &kernelStackBytes)
            try object.read("page_tables_bytes", &pageTablesBytes)
            try object.read("secondary_page_tables_bytes", &secondaryPageTablesBytes)
            try object.read("vmalloc_bytes", &vmallocBytes)
            try object.read("percpu_bytes", &percpuBytes)
            try object.read("corrupted_bytes", &corruptedBytes)
            try object.read("balloon_bytes", &balloonBytes)
            try object.read("cma_total_bytes", &cmaTotalBytes)
            try object.read("cma_free_bytes", &cmaFreeBytes)
            try object.read("committed_bytes", &committedBytes)
            try object.read("commit_limit_bytes", &commitLimitBytes)
            try object.read("anonymous_huge_pages_bytes", &anonymousHugePagesBytes)
            try object.read("shared_huge_pages_bytes", &sharedHugePagesBytes)
            try object.read("shared_huge_mapped_bytes", &sharedHugeMappedBytes)
            try object.read("file_huge_pages_bytes", &fileHugePagesBytes)
            try object.read("file_huge_mapped_bytes", &fileHugeMappedBytes)
            try object.read("huge_pages_total", &hugePagesTotal)
            try object.read("huge_pages_free", &hugePagesFree)
            try object.read("huge_pages_reserved", &hugePagesReserved)
            try object.read("huge_pages_surplus", &hugePagesSurplus)
            try object.read("huge_page_bytes", &hugePageBytes)
            try object.read("hugetlb_bytes", &hugetlbBytes)
            try object.read("swap_total_bytes", &swapTotalBytes)
            try object.read("swap_free_bytes", &swapFreeBytes)
            try object.read("swap_used_bytes", &swapUsedBytes)
            try object.read("swap_cached_bytes", &swapCachedBytes)
            try object.read("swap_usage_percent", &swapUsagePercent)
            try object.read("zswap_bytes", &zswapBytes)
            try object.read("zswapped_bytes", &zswappedBytes)
            try object.read("page_faults", &pageFaults)
            try object.read("major_page_faults", &majorPageFaults)
            try object.read("swapped_in_bytes", &swappedInBytes)
            try object.read("swapped_out_bytes", &swappedOutBytes)
            try object.read("paged_in_bytes", &pagedInBytes)
            try object.read("paged_out_bytes", &pagedOutBytes)
            try object.read("refaulted_anonymous_bytes", &refaultedAnonymousBytes)
            try object.read("refaulted_file_bytes", &refaultedFileBytes)
            try object.read("scanned_kswapd_bytes", &scannedKswapdBytes)
            try object.read("scanned_direct_bytes", &scannedDirectBytes)
            try object.read("reclaimed_kswapd_bytes", &reclaimedKswapdBytes)
            try object.read("reclaimed_direct_bytes", &reclaimedDirectBytes)
            try object.read("oom_kills", &oomKills)
            try object.read("pressure_level", &pressureLevel)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension DiskCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("reads", &reads)
            try object.read("reads_merged", &readsMerged)
            try object.read("read_bytes", &readBytes)
            try object.read("read_ns", &readNs)
            try object.read("writes", &writes)
            try object.read("writes_merged", &writesMerged)
            try object.read("write_bytes", &writeBytes)
            try object.read("write_ns", &writeNs)
            try object.read("in_flight", &inFlight)
            try object.read("busy_ns", &busyNs)
            try object.read("weighted_ns", &weightedNs)
            try object.read("discards", &discards)
            try object.read("discards_merged", &discardsMerged)
            try object.read("discard_bytes", &discardBytes)
            try object.read("discard_ns", &discardNs)
            try object.read("flushes", &flushes)
            try object.read("flush_ns", &flushNs)
        }
    }

    extension Mount {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("total_bytes", &totalBytes)
            try object.read("free_bytes", &freeBytes)
            try object.read("available_bytes", &availableBytes)
            try object.read("used_bytes", &usedBytes)
            try object.read("usage_percent", &usagePercent)
            try object.read("inodes_total", &inodesTotal)
            try object.read("inodes_free", &inodesFree)
            try object.read("inodes_used", &inodesUsed)
        }
    }

    extension NetworkTraffic {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("rx_bytes", &rxBytes)
            try object.read("rx_packets", &rxPackets)
            try object.read("rx_errors", &rxErrors)
            try object.read("rx_dropped", &rxDropped)
            try object.read("rx_fifo", &rxFifo)
            try object.read("rx_frame", &rxFrame)
            try object.read("rx_compressed", &rxCompressed)
            try object.read("rx_multicast", &rxMulticast)
            try object.read("tx_bytes", &txBytes)
            try object.read("tx_packets", &txPackets)
            try object.read("tx_errors", &txErrors)
            try object.read("tx_dropped", &txDropped)
            try object.read("tx_fifo", &txFifo)
            try object.read("tx_collisions", &txCollisions)
            try object.read("tx_carrier", &txCarrier)
            try object.read("tx_compressed", &txCompressed)
        }
    }

    extension NetworkInterface {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("index", &index)
            try object.read("mtu_bytes", &mtuBytes)
            try object.read("speed_bits_per_second", &speedBitsPerSecond)
            try object.read("lower_index", &lowerIndex)
            try object.read("master_index", &masterIndex)
            try object.read("tx_queue_length", &txQueueLength)
            try object.read("carrier_changes", &carrierChanges)
            try object.read("carrier_up_changes", &carrierUpChanges)
            try object.read("carrier_down_changes", &carrierDownChanges)
        }
    }

    extension Networking {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("sockets_used", &socketsUsed)
            try object.read("tcp_sockets", &tcpSockets)
            try object.read("tcp_orphans", &tcpOrphans)
            try object.read("tcp_time_wait", &tcpTimeWait)
            try object.read("tcp_allocated", &tcpAllocated)
            try object.read("tcp_memory_bytes", &tcpMemoryBytes)
            try object.read("udp_sockets", &udpSockets)
            try object.read("udp_memory_bytes", &udpMemoryBytes)
            try object.read("udplite_sockets", &udpliteSockets)
            try object.read("raw_sockets", &rawSockets)
            try object.read("fragments", &fragments)
            try object.read("fragments_memory_bytes", &fragmentsMemoryBytes)
            try object.read("tcp_established", &tcpEstablished)
            try object.read("tcp_retransmits", &tcpRetransmits)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Pressure.Stall {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("avg10_percent", &avg10Percent)
            try object.read("avg60_percent", &avg60Percent)
            try object.read("avg300_percent", &avg300Percent)
            try object.read("total_ns", &totalNs)
        }
    }

    extension ProcessSnapshot {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("parent_pid", &parentPid)
            try object.read("start_ticks", &startTicks)
            try object.read("start_ns", &startNs)
            try object.read("main_thread_ended", &isMainThreadEnded)
            try object.read("kernel_thread", &isKernelThread)
            try object.read("threads", &threads)
            try object.read("process_group", &processGroup)
            try object.read("session", &session)
            try object.read("terminal_device", &terminalDevice)
            try object.read("foreground_group", &foregroundGroup)
            try object.read("flags", &flags)
            try object.read("exit_signal", &exitSignal)
            try object.read("priority", &priority)
            try object.read("nice", &nice)
            try object.read("realtime_priority", &realtimePriority)
            try object.read("scheduling_policy", &schedulingPolicy)
            try object.read("last_cpu", &lastCPU)
            try object.read("user_time_ns", &userTimeNs)
            try object.read("system_time_ns", &systemTimeNs)
            try object.read("total_time_ns", &totalTimeNs)
            try object.read("children_user_time_ns", &childrenUserTimeNs)
            try object.read("children_system_time_ns", &childrenSystemTimeNs)
            try object.read("guest_time_ns", &guestTimeNs)
            try object.read("children_guest_time_ns", &childrenGuestTimeNs)
            try object.read("block_delay_ns", &blockDelayNs)
            try object.read("minor_faults", &minorFaults)
            try object.read("major_faults", &majorFaults)
            try object.read("children_minor_faults", &childrenMinorFaults)
            try object.read("children_major_faults", &childrenMajorFaults)
            try object.read("rss_approximate_bytes", &rssApproximateBytes)
            try object.read("vms_bytes", &vmsBytes)
            try object.read("rss_bytes", &rssBytes)
            try object.read("anonymous_bytes", &anonymousBytes)
            try object.read("shared_bytes", &sharedBytes)
            try object.read("memory_percent", &memoryPercent)
            try object.read("uid", &uid)
            try object.read("effective_uid", &effectiveUid)
            try object.read("saved_uid", &savedUid)
            try object.read("filesystem_uid", &filesystemUid)
            try object.read("gid", &gid)
            try object.read("effective_gid", &effectiveGid)
            try object.read("saved_gid", &savedGid)
            try object.read("filesystem_gid", &filesystemGid)
            try object.read("namespace_pid", &namespacePid)
            try object.read("tracer_pid", &tracerPid)
            try object.read("peak_rss_bytes", &peakRssBytes)
            try object.read("peak_vms_bytes", &peakVmsBytes)
            try object.read("file_bytes", &fileBytes)
            try object.read("shmem_bytes", &shmemBytes)
            try object.read("swap_bytes", &swapBytes)
            try object.read("data_bytes", &dataBytes)
            try object.read("stack_bytes", &stackBytes)
            try object.read("text_bytes", &textBytes)
            try object.read("library_bytes", &libraryBytes)
            try object.read("page_table_bytes", &pageTableBytes)
            try object.read("locked_bytes", &lockedBytes)
            try object.read("pinned_bytes", &pinnedBytes)
            try object.read("hugetlb_bytes", &hugetlbBytes)
            try object.read("voluntary_switches", &voluntarySwitches)
            try object.read("involuntary_switches", &involuntarySwitches)
            try object.read("seccomp_mode", &seccompMode)
            try object.read("queued_signals", &queuedSignals)
            try object.read("queued_signals_limit", &queuedSignalsLimit)
            try object.read("thp_enabled", &isThpEnabled)
            try object.read("no_new_privileges", &isNoNewPrivileges)
            try object.read("read_bytes", &readBytes)
            try object.read("write_bytes", &writeBytes)
            try object.read("cancelled_write_bytes", &cancelledWriteBytes)
            try object.read("rchar_bytes", &rcharBytes)
            try object.read("wchar_bytes", &wcharBytes)
            try object.read("read_calls", &readCalls)
            try object.read("write_calls", &writeCalls)
            try object.read("descriptors", &descriptors)
            try object.read("proportional_bytes", &proportionalBytes)
            try object.read("unique_bytes", &uniqueBytes)
            try object.read("proportional_swap_bytes", &proportionalSwapBytes)
            try object.read("cgroup_namespace", &cgroupNamespace)
            try object.read("ipc_namespace", &ipcNamespace)
            try object.read("mount_namespace", &mountNamespace)
            try object.read("network_namespace", &networkNamespace)
            try object.read("pid_namespace", &pidNamespace)
            try object.read("children_pid_namespace", &childrenPidNamespace)
            try object.read("time_namespace", &timeNamespace)
            try object.read("children_time_namespace", &childrenTimeNamespace)
            try object.read("user_namespace", &userNamespace)
            try object.read("uts_namespace", &utsNamespace)
            try object.read("oom_score", &oomScore)
            try object.read("oom_score_adjustment", &oomScoreAdjustment)
            try object.read("run_time_ns", &runTimeNs)
            try object.read("run_delay_ns", &runDelayNs)
            try object.read("time_slices", &timeSlices)
            try object.read("io_priority_class", &ioPriorityClass)
            try object.read("io_priority_level", &ioPriorityLevel)
            try object.read("login_uid", &loginUid)
            try object.read("audit_session", &auditSession)
            try object.read("autogroup", &autogroup)
            try object.read("autogroup_nice", &autogroupNice)
        }
    }

    extension IPCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("default_ttl", &defaultTtl)
            try object.read("in_receives", &inReceives)
            try object.read("in_hdr_errors", &inHdrErrors)
            try object.read("in_addr_errors", &inAddrErrors)
            try object.read("forw_datagrams", &forwDatagrams)
            try object.read("in_unknown_protos", &inUnknownProtos)
            try object.read("in_discards", &inDiscards)
            try object.read("in_delivers", &inDelivers)
            try object.read("out_requests", &outRequests)
            try object.read("out_discards", &outDiscards)
            try object.read("out_no_routes", &outNoRoutes)
            try object.read("reasm_timeout", &reasmTimeout)
            try object.read("reasm_reqds", &reasmReqds)
            try object.read("reasm_oks", &reasmOks)
            try object.read("reasm_fails", &reasmFails)
            try object.read("frag_oks", &fragOks)
            try object.read("frag_fails", &fragFails)
            try object.read("frag_creates", &fragCreates)
            try object.read("out_transmits", &outTransmits)
        }
    }

    extension ICMPCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_msgs", &inMsgs)
            try object.read("in_errors", &inErrors)
            try object.read("in_csum_errors", &inCsumErrors)
            try object.read("in_dest_unreachs", &inDestUnreachs)
            try object.read("in_time_excds", &inTimeExcds)
            try object.read("in_parm_probs", &inParmProbs)
            try object.read("in_src_quenchs", &inSrcQuenchs)
            try object.read("in_redirects", &inRedirects)
            try object.read("in_echos", &inEchos)
            try object.read("in_echo_reps", &inEchoReps)
            try object.read("in_timestamps", &inTimestamps)
            try object.read("in_timestamp_reps", &inTimestampReps)
            try object.read("in_addr_masks", &inAddrMasks)
            try object.read("in_addr_mask_reps", &inAddrMaskReps)
            try object.read("out_msgs", &outMsgs)
            try object.read("out_errors", &outErrors)
            try object.read("out_rate_limit_global", &outRateLimitGlobal)
            try object.read("out_rate_limit_host", &outRateLimitHost)
            try object.read("out_dest_unreachs", &outDestUnreachs)
            try object.read("out_time_excds", &outTimeExcds)
            try object.read("out_parm_probs", &outParmProbs)
            try object.read("out_src_quenchs", &outSrcQuenchs)
            try object.read("out_redirects", &outRedirects)
            try object.read("out_echos", &outEchos)
            try object.read("out_echo_reps", &outEchoReps)
            try object.read("out_timestamps", &outTimestamps)
            try object.read("out_timestamp_reps", &outTimestampReps)
            try object.read("out_addr_masks", &outAddrMasks)
            try object.read("out_addr_mask_reps", &outAddrMaskReps)
        }
    }

    extension TCPCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("rto_min_ns", &rtoMinNs)
            try object.read("rto_max_ns", &rtoMaxNs)
            try object.read("active_opens", &activeOpens)
            try object.read("passive_opens", &passiveOpens)
            try object.read("attempt_fails", &attemptFails)
            try object.read("estab_resets", &estabResets)
            try object.read("in_segs", &inSegs)
            try object.read("out_segs", &outSegs)
            try object.read("in_errs", &inErrs)
            try object.read("out_rsts", &outRsts)
            try object.read("in_csum_errors", &inCsumErrors)
        }
    }

    extension UDPCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_datagrams", &inDatagrams)
            try object.read("no_ports", &noPorts)
            try object.read("in_errors", &inErrors)
            try object.read("out_datagrams", &outDatagrams)
            try object.read("rcvbuf_errors", &rcvbufErrors)
            try object.read("sndbuf_errors", &sndbufErrors)
            try object.read("in_csum_errors", &inCsumErrors)
            try object.read("ignored_multi", &ignoredMulti)
            try object.read("mem_errors", &memErrors)
        }
    }

    extension Cgroup {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("usage_ns", &usageNs)
            try object.read("user_ns", &userNs)
            try object.read("system_ns", &systemNs)
            try object.read("periods", &periods)
            try object.read("throttled_periods", &throttledPeriods)
            try object.read("throttled_ns", &throttledNs)
            try object.read("bursts", &bursts)
            try object.read("burst_ns", &burstNs)
            try object.read("quota_ns", &quotaNs)
            try object.read("period_ns", &periodNs)
            try object.read("weight", &weight)
            try object.read("shares", &shares)
            try object.read("memory_current_bytes", &memoryCurrentBytes)
            try object.read("memory_working_set_bytes", &memoryWorkingSetBytes)
            try object.read("memory_max_bytes", &memoryMaxBytes)
            try object.read("memory_high_bytes", &memoryHighBytes)
            try object.read("memory_peak_bytes", &memoryPeakBytes)
            try object.read("anon_bytes", &anonBytes)
            try object.read("file_bytes", &fileBytes)
            try object.read("kernel_bytes", &kernelBytes)
            try object.read("slab_bytes", &slabBytes)
            try object.read("sock_bytes", &sockBytes)
            try object.read("shmem_bytes", &shmemBytes)
            try object.read("inactive_file_bytes", &inactiveFileBytes)
            try object.read("active_file_bytes", &activeFileBytes)
            try object.read("major_faults", &majorFaults)
            try object.read("swap_current_bytes", &swapCurrentBytes)
            try object.read("swap_max_bytes", &swapMaxBytes)
            try object.read("swap_high_bytes", &swapHighBytes)
            try object.read("memsw_current_bytes", &memswCurrentBytes)
            try object.read("memsw_max_bytes", &memswMaxBytes)
            try object.read("zswap_current_bytes", &zswapCurrentBytes)
            try object.read("zswap_max_bytes", &zswapMaxBytes)
            try object.read("events_low", &eventsLow)
            try object.read("events_high", &eventsHigh)
            try object.read("events_max", &eventsMax)
            try object.read("events_oom", &eventsOom)
            try object.read("events_oom_kill", &eventsOomKill)
            try object.read("events_oom_group_kill", &eventsOomGroupKill)
            try object.read("local_high", &localHigh)
            try object.read("local_max", &localMax)
            try object.read("local_oom", &localOom)
            try object.read("local_oom_kill", &localOomKill)
            try object.read("pids_events_max", &pidsEventsMax)
            try object.read("pids_current", &pidsCurrent)
            try object.read("pids_max", &pidsMax)
            try object.read("read_bytes", &readBytes)
            try object.read("written_bytes", &writtenBytes)
            try object.read("reads", &reads)
            try object.read("writes", &writes)
            try object.read("discarded_bytes", &discardedBytes)
            try object.read("discards", &discards)
            try object.read("uclamp_min_percent", &uclampMinPercent)
            try object.read("uclamp_max_percent", &uclampMaxPercent)
        }
    }

    extension Swap.Device {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("size_bytes", &sizeBytes)
            try object.read("used_bytes", &usedBytes)
            try object.read("priority", &priority)
        }
    }

    extension Swap.Zram {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("disk_size_bytes", &diskSizeBytes)
            try object.read("original_bytes", &originalBytes)
            try object.read("compressed_bytes", &compressedBytes)
            try object.read("memory_used_bytes", &memoryUsedBytes)
            try object.read("memory_limit_bytes", &memoryLimitBytes)
            try object.read("memory_peak_bytes", &memoryPeakBytes)
            try object.read("same_pages", &samePages)
            try object.read("huge_pages", &hugePages)
            try object.read("ratio", &ratio)
        }
    }

    extension Interrupts.Line {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("count", &count)
        }
    }

    extension Interrupts.CPUWork {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("run_ns", &runNs)
            try object.read("wait_ns", &waitNs)
            try object.read("timeslices", &timeslices)
            try object.read("packets", &packets)
            try object.read("packets_dropped", &packetsDropped)
            try object.read("time_squeezes", &timeSqueezes)
            try object.read("soft_interrupts_hi", &softInterruptsHi)
            try object.read("soft_interrupts_timer", &softInterruptsTimer)
            try object.read("soft_interrupts_net_tx", &softInterruptsNetTx)
            try object.read("soft_interrupts_net_rx", &softInterruptsNetRx)
            try object.read("soft_interrupts_block", &softInterruptsBlock)
            try object.read("soft_interrupts_irq_poll", &softInterruptsIrqPoll)
            try object.read("soft_interrupts_tasklet", &softInterruptsTasklet)
            try object.read("soft_interrupts_sched", &softInterruptsSched)
            try object.read("soft_interrupts_hrtimer", &softInterruptsHrtimer)
            try object.read("soft_interrupts_rcu", &softInterruptsRcu)
        }
    }

    extension HostSystem {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("open_files", &openFiles)
            try object.read("open_files_max", &openFilesMax)
            try object.read("inodes_allocated", &inodesAllocated)
            try object.read("inodes_free", &inodesFree)
            try object.read("entropy_bits", &entropyBits)
            try object.read("nr_open", &nrOpen)
            try object.read("pid_max", &pidMax)
            try object.read("threads_max", &threadsMax)
            try object.read("max_map_count", &maxMapCount)
            try object.read("swappiness", &swappiness)
            try object.read("overcommit_memory", &overcommitMemory)
            try object.read("overcommit_ratio", &overcommitRatio)
            try object.read("dirty_ratio", &dirtyRatio)
            try object.read("dirty_background_ratio", &dirtyBackgroundRatio)
            try object.read("min_free_bytes", &minFreeBytes)
            try object.read("vfs_cache_pressure", &vfsCachePressure)
            try object.read("clock_synchronized", &isClockSynchronized)
            try object.read("clock_offset_ns", &clockOffsetNs)
            try object.read("clock_estimated_error_ns", &clockEstimatedErrorNs)
            try object.read("clock_maximum_error_ns", &clockMaximumErrorNs)
            try object.read("memory_corrected_errors", &memoryCorrectedErrors)
            try object.read("memory_uncorrected_errors", &memoryUncorrectedErrors)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Topology.LogicalCPU {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("core_id", &coreId)
            try object.read("package_id", &packageId)
            try object.read("node", &node)
            try object.read("capacity", &capacity)
        }
    }

    extension Topology.Cache {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("level", &level)
            try object.read("size_bytes", &sizeBytes)
            try object.read("line_bytes", &lineBytes)
        }
    }

    extension Topology.Node {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("total_bytes", &totalBytes)
            try object.read("free_bytes", &freeBytes)
            try object.read("used_bytes", &usedBytes)
            try object.read("numa_hit", &numaHit)
            try object.read("numa_miss", &numaMiss)
            try object.read("numa_foreign", &numaForeign)
            try object.read("local_node", &localNode)
            try object.read("other_node", &otherNode)
        }
    }

    extension Storage.Device {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("size_bytes", &sizeBytes)
            try object.read("read_only", &isReadOnly)
            try object.read("removable", &isRemovable)
            try object.read("hidden", &isHidden)
            try object.read("rotational", &isRotational)
            try object.read("logical_block_bytes", &logicalBlockBytes)
            try object.read("physical_block_bytes", &physicalBlockBytes)
            try object.read("maximum_request_bytes", &maximumRequestBytes)
            try object.read("discard_granularity_bytes", &discardGranularityBytes)
            try object.read("queue_requests", &queueRequests)
            try object.read("queue_depth", &queueDepth)
            try object.read("write_back", &isWriteBack)
        }
    }

    extension Storage.RAIDArray {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("raid_disks", &raidDisks)
            try object.read("degraded_disks", &degradedDisks)
            try object.read("chunk_bytes", &chunkBytes)
            try object.read("sync_done_bytes", &syncDoneBytes)
            try object.read("sync_total_bytes", &syncTotalBytes)
            try object.read("sync_bytes_per_second", &syncBytesPerSecond)
            try object.read("mismatch_bytes", &mismatchBytes)
        }
    }

    extension Storage.Member {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("slot", &slot)
            try object.read("errors", &errors)
            try object.read("faulty", &isFaulty)
        }
    }

    extension Storage.ARC {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("size_bytes", &sizeBytes)
            try object.read("target_bytes", &targetBytes)
            try object.read("minimum_bytes", &minimumBytes)
            try object.read("maximum_bytes", &maximumBytes)
            try object.read("available_bytes", &availableBytes)
            try object.read("hits", &hits)
            try object.read("misses", &misses)
        }
    }

    extension Storage.Btrfs {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("data_total_bytes", &dataTotalBytes)
            try object.read("data_used_bytes", &dataUsedBytes)
            try object.read("metadata_total_bytes", &metadataTotalBytes)
            try object.read("metadata_used_bytes", &metadataUsedBytes)
            try object.read("system_total_bytes", &systemTotalBytes)
            try object.read("system_used_bytes", &systemUsedBytes)
            try object.read("mixed_total_bytes", &mixedTotalBytes)
            try object.read("mixed_used_bytes", &mixedUsedBytes)
        }
    }

    extension Storage.BtrfsDevice {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("missing", &isMissing)
            try object.read("write_errors", &writeErrors)
            try object.read("read_errors", &readErrors)
            try object.read("flush_errors", &flushErrors)
            try object.read("corruption_errors", &corruptionErrors)
            try object.read("generation_errors", &generationErrors)
        }
    }

    extension Storage.Health {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("critical_warning", &criticalWarning)
            try object.read("failure_predicted", &isFailurePredicted)
            try object.read("used_percent", &usedPercent)
            try object.read("spare_percent", &sparePercent)
            try object.read("spare_threshold_percent", &spareThresholdPercent)
            try object.read("temperature_millicelsius", &temperatureMillicelsius)
            try object.read("power_on_ns", &powerOnNs)
            try object.read("busy_ns", &busyNs)
            try object.read("power_cycles", &powerCycles)
            try object.read("unsafe_shutdowns", &unsafeShutdowns)
            try object.read("media_errors", &mediaErrors)
            try object.read("error_log_entries", &errorLogEntries)
            try object.read("read_bytes", &readBytes)
            try object.read("written_bytes", &writtenBytes)
            try object.read("reallocated_sectors", &reallocatedSectors)
            try object.read("pending_sectors", &pendingSectors)
            try object.read("uncorrectable_sectors", &uncorrectableSectors)
            try object.read("interface_errors", &interfaceErrors)
        }
    }

    extension Protocols {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("tcp6_sockets", &tcp6Sockets)
            try object.read("udp6_sockets", &udp6Sockets)
            try object.read("udplite6_sockets", &udplite6Sockets)
            try object.read("raw6_sockets", &raw6Sockets)
            try object.read("fragments6", &fragments6)
            try object.read("fragments6_memory_bytes", &fragments6MemoryBytes)
            try object.read("conntrack_entries", &conntrackEntries)
            try object.read("conntrack_max", &conntrackMax)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension TCPExtendedCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("syncookies_sent", &syncookiesSent)
            try object.read("syncookies_recv", &syncookiesRecv)
            try object.read("syncookies_failed", &syncookiesFailed)
            try object.read("embryonic_rsts", &embryonicRsts)
            try object.read("prune_called", &pruneCalled)
            try object.read("rcv_pruned", &rcvPruned)
            try object.read("ofo_pruned", &ofoPruned)
            try object.read("out_of_window_icmps", &outOfWindowIcmps)
            try object.read("lock_dropped_icmps", &lockDroppedIcmps)
            try object.read("arp_filter", &arpFilter)
            try object.read("tw", &tw)
            try object.read("tw_recycled", &twRecycled)
            try object.read("tw_killed", &twKilled)
            try object.read("paws_active", &pawsActive)
            try object.read("paws_estab", &pawsEstab)
            try object.read("beyond_window", &beyondWindow)
            try object.read("tsecr_rejected", &tsecrRejected)
            try object.read("paws_old_ack", &pawsOldAck)
            try object.read("paws_timewait", &pawsTimewait)
            try object.read("delayed_acks", &delayedAcks)
            try object.read("delayed_ack_locked", &delayedAckLocked)
            try object.read("delayed_ack_lost", &delayedAckLost)
            try object.read("listen_overflows", &listenOverflows)
            try object.read("listen_drops", &listenDrops)
            try object.read("tcp_hp_hits", &tcpHpHits)
            try object.read("tcp_pure_acks", &tcpPureAcks)
            try object.read("tcp_hp_acks", &tcpHpAcks)
            try object.read("tcp_reno_recovery", &tcpRenoRecovery)
            try object.read("tcp_sack_recovery", &tcpSackRecovery)
            try object.read("tcp_sack_reneging", &tcpSackReneging)
            try object.read("tcp_sack_reorder", &tcpSackReorder)
            try object.read("tcp_reno_reorder", &tcpRenoReorder)
            try object.read("tcp_ts_reorder", &tcpTsReorder)
            try object.read("tcp_full_undo", &tcpFullUndo)
            try object.read("tcp_partial_undo", &tcpPartialUndo)
            try object.read("tcp_dsack_undo", &tcpDsackUndo)
            try object.read("tcp_loss_undo", &tcpLossUndo)
            try object.read("tcp_lost_retransmit", &tcpLostRetransmit)
            try object.read("tcp_reno_failures", &tcpRenoFailures)
            try object.read("tcp_sack_failures", &tcpSackFailures)
            try object.read("tcp_loss_failures", &tcpLossFailures)
            try object.read("tcp_fast_retrans", &tcpFastRetrans)
            try object.read("tcp_slow_start_retrans", &tcpSlowStartRetrans)
            try object.read("tcp_timeouts", &tcpTimeouts)
            try object.read("tcp_loss_probes", &tcpLossProbes)
            try object.read("tcp_loss_probe_recovery", &tcpLossProbeRecovery)
            try object.read("tcp_reno_recovery_fail", &tcpRenoRecoveryFail)
            try object.read("tcp_sack_recovery_fail", &tcpSackRecoveryFail)
            try object.read("tcp_rcv_collapsed", &tcpRcvCollapsed)
            try object.read("tcp_backlog_coalesce", &tcpBacklogCoalesce)
            try object.read("tcp_dsack_old_sent", &tcpDsackOldSent)
            try object.read("tcp_dsack_ofo_sent", &tcpDsackOfoSent)
            try object.read("tcp_dsack_recv", &tcpDsackRecv)
            try object.read("tcp_dsack_ofo_recv", &tcpDsackOfoRecv)
            try object.read("tcp_abort_on_data", &tcpAbortOnData)
            try object.read("tcp_abort_on_close", &tcpAbortOnClose)
            try object.read("tcp_abort_on_memory", &tcpAbortOnMemory)
            try object.read("tcp_abort_on_timeout", &tcpAbortOnTimeout)
            try object.read("tcp_abort_on_linger", &tcpAbortOnLinger)
            try object.read("tcp_abort_failed", &tcpAbortFailed)
            try object.read("tcp_memory_pressures", &tcpMemoryPressures)
            try object.read("tcp_memory_pressures_chrono_ns", &tcpMemoryPressuresChronoNs)
            try object.read("tcp_sack_discard", &tcpSackDiscard)
            try object.read("tcp_dsack_ignored_old", &tcpDsackIgnoredOld)
            try object.read("tcp_dsack_ignored_no_undo", &tcpDsackIgnoredNoUndo)
            try object.read("tcp_spurious_rtos", &tcpSpuriousRtos)
            try object.read("tcp_sack_shifted", &tcpSackShifted)
            try object.read("tcp_sack_merged", &tcpSackMerged)
            try object.read("tcp_sack_shift_fallback", &tcpSackShiftFallback)
            try object.read("tcp_backlog_drop", &tcpBacklogDrop)
            try object.read("pfmemalloc_drop", &pfmemallocDrop)
            try object.read("tcp_min_ttl_drop", &tcpMinTtlDrop)
            try object.read("tcp_defer_accept_drop", &tcpDeferAcceptDrop)
            try object.read("ip_reverse_path_filter", &ipReversePathFilter)
            try object.read("tcp_time_wait_overflow", &tcpTimeWaitOverflow)
            try object.read("tcp_req_q_full_do_cookies", &tcpReqQFullDoCookies)
            try object.read("tcp_req_q_full_drop", &tcpReqQFullDrop)
            try object.read("tcp_retrans_fail", &tcpRetransFail)
            try object.read("tcp_rcv_coalesce", &tcpRcvCoalesce)
            try object.read("tcp_ofo_queue", &tcpOfoQueue)
            try object.read("tcp_ofo_drop", &tcpOfoDrop)
            try object.read("tcp_ofo_merge", &tcpOfoMerge)
            try object.read("tcp_challenge_ack", &tcpChallengeAck)
            try object.read("tcp_syn_challenge", &tcpSynChallenge)
            try object.read("tcp_spurious_rtx_host_queues", &tcpSpuriousRtxHostQueues)
            try object.read("busy_poll_rx_packets", &busyPollRxPackets)
            try object.read("tcp_auto_corking", &tcpAutoCorking)
            try object.read("tcp_from_zero_window_adv", &tcpFromZeroWindowAdv)
            try object.read("tcp_to_zero_window_adv", &tcpToZeroWindowAdv)
            try object.read("tcp_want_zero_window_adv", &tcpWantZeroWindowAdv)
            try object.read("tcp_syn_retrans", &tcpSynRetrans)
            try object.read("tcp_orig_data_sent", &tcpOrigDataSent)
            try object.read("tcp_hystart_train_detect", &tcpHystartTrainDetect)
            try object.read("tcp_hystart_train_cwnd", &tcpHystartTrainCwnd)
            try object.read("tcp_hystart_delay_detect", &tcpHystartDelayDetect)
            try object.read("tcp_hystart_delay_cwnd", &tcpHystartDelayCwnd)
            try object.read("tcp_ack_skipped_syn_recv", &tcpAckSkippedSynRecv)
            try object.read("tcp_ack_skipped_paws", &tcpAckSkippedPaws)
            try object.read("tcp_ack_skipped_seq", &tcpAckSkippedSeq)
            try object.read("tcp_ack_skipped_fin_wait2", &tcpAckSkippedFinWait2)
            try object.read("tcp_ack_skipped_time_wait", &tcpAckSkippedTimeWait)
            try object.read("tcp_ack_skipped_challenge", &tcpAckSkippedChallenge)
            try object.read("tcp_win_probe", &tcpWinProbe)
            try object.read("tcp_keep_alive", &tcpKeepAlive)
            try object.read("tcp_mtup_fail", &tcpMtupFail)
            try object.read("tcp_mtup_success", &tcpMtupSuccess)
            try object.read("tcp_delivered", &tcpDelivered)
            try object.read("tcp_delivered_ce", &tcpDeliveredCe)
            try object.read("tcp_ack_compressed", &tcpAckCompressed)
            try object.read("tcp_zero_window_drop", &tcpZeroWindowDrop)
            try object.read("tcp_rcvq_drop", &tcpRcvqDrop)
            try object.read("tcp_wqueue_too_big", &tcpWqueueTooBig)
            try object.read("tcp_timeout_rehash", &tcpTimeoutRehash)
            try object.read("tcp_duplicate_data_rehash", &tcpDuplicateDataRehash)
            try object.read("tcp_dsack_recv_segs", &tcpDsackRecvSegs)
            try object.read("tcp_dsack_ignored_dubious", &tcpDsackIgnoredDubious)
            try object.read("tcp_migrate_req_success", &tcpMigrateReqSuccess)
            try object.read("tcp_migrate_req_failure", &tcpMigrateReqFailure)
            try object.read("tcp_plb_rehash", &tcpPlbRehash)
        }
    }

    extension TCPFastOpenCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("active", &active)
            try object.read("active_fail", &activeFail)
            try object.read("passive", &passive)
            try object.read("passive_fail", &passiveFail)
            try object.read("listen_overflow", &listenOverflow)
            try object.read("cookie_reqd", &cookieReqd)
            try object.read("blackhole", &blackhole)
            try object.read("passive_alt_key", &passiveAltKey)
        }
    }

    extension TCPSignatureCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("md5_not_found", &md5NotFound)
            try object.read("md5_unexpected", &md5Unexpected)
            try object.read("md5_failure", &md5Failure)
            try object.read("ao_required", &aoRequired)
            try object.read("ao_bad", &aoBad)
            try object.read("ao_key_not_found", &aoKeyNotFound)
            try object.read("ao_good", &aoGood)
            try object.read("ao_dropped_icmps", &aoDroppedIcmps)
        }
    }

    extension MPTCPCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("mp_capable_syn_rx", &mpCapableSynRx)
            try object.read("mp_capable_syn_tx", &mpCapableSynTx)
            try object.read("mp_capable_synack_rx", &mpCapableSynackRx)
            try object.read("mp_capable_ack_rx", &mpCapableAckRx)
            try object.read("mp_capable_fallback_ack", &mpCapableFallbackAck)
            try object.read("mp_capable_fallback_synack", &mpCapableFallbackSynack)
            try object.read("mp_capable_syn_tx_drop", &mpCapableSynTxDrop)
            try object.read("mp_capable_syn_tx_disabled", &mpCapableSynTxDisabled)
            try object.read("mp_capable_endp_attempt", &mpCapableEndpAttempt)
            try object.read("mp_fallback_token_init", &mpFallbackTokenInit)
            try object.read("mptcp_retrans", &mptcpRetrans)
            try object.read("mp_join_no_token_found", &mpJoinNoTokenFound)
            try object.read("mp_join_syn_rx", &mpJoinSynRx)
            try object.read("mp_join_syn_backup_rx", &mpJoinSynBackupRx)
            try object.read("mp_join_synack_rx", &mpJoinSynackRx)
            try object.read("mp_join_synack_backup_rx", &mpJoinSynackBackupRx)
            try object.read("mp_join_synack_hmac_failure", &mpJoinSynackHmacFailure)
            try object.read("mp_join_ack_rx", &mpJoinAckRx)
            try object.read("mp_join_ack_hmac_failure", &mpJoinAckHmacFailure)
            try object.read("mp_join_rejected", &mpJoinRejected)
            try object.read("mp_join_syn_tx", &mpJoinSynTx)
            try object.read("mp_join_syn_tx_creat_sk_err", &mpJoinSynTxCreatSkErr)
            try object.read("mp_join_syn_tx_bind_err", &mpJoinSynTxBindErr)
            try object.read("mp_join_syn_tx_connect_err", &mpJoinSynTxConnectErr)
            try object.read("dss_not_matching", &dssNotMatching)
            try object.read("dss_corruption_fallback", &dssCorruptionFallback)
            try object.read("dss_corruption_reset", &dssCorruptionReset)
            try object.read("infinite_map_tx", &infiniteMapTx)
            try object.read("infinite_map_rx", &infiniteMapRx)
            try object.read("dss_no_match_tcp", &dssNoMatchTcp)
            try object.read("data_csum_err", &dataCsumErr)
            try object.read("ofo_queue_tail", &ofoQueueTail)
            try object.read("ofo_queue", &ofoQueue)
            try object.read("ofo_merge", &ofoMerge)
            try object.read("no_dss_in_window", &noDssInWindow)
            try object.read("duplicate_data", &duplicateData)
            try object.read("add_addr", &addAddr)
            try object.read("add_addr_tx", &addAddrTx)
            try object.read("add_addr_tx_drop", &addAddrTxDrop)
            try object.read("echo_add", &echoAdd)
            try object.read("echo_add_tx", &echoAddTx)
            try object.read("echo_add_tx_drop", &echoAddTxDrop)
            try object.read("port_add", &portAdd)
            try object.read("add_addr_drop", &addAddrDrop)
            try object.read("mp_join_port_syn_rx", &mpJoinPortSynRx)
            try object.read("mp_join_port_synack_rx", &mpJoinPortSynackRx)
            try object.read("mp_join_port_ack_rx", &mpJoinPortAckRx)
            try object.read("mismatch_port_syn_rx", &mismatchPortSynRx)
            try object.read("mismatch_port_ack_rx", &mismatchPortAckRx)
            try object.read("rm_addr", &rmAddr)
            try object.read("rm_addr_drop", &rmAddrDrop)
            try object.read("rm_addr_tx", &rmAddrTx)
            try object.read("rm_addr_tx_drop", &rmAddrTxDrop)
            try object.read("rm_subflow", &rmSubflow)
            try object.read("mp_prio_tx", &mpPrioTx)
            try object.read("mp_prio_rx", &mpPrioRx)
            try object.read("mp_fail_tx", &mpFailTx)
            try object.read("mp_fail_rx", &mpFailRx)
            try object.read("mp_fastclose_tx", &mpFastcloseTx)
            try object.read("mp_fastclose_rx", &mpFastcloseRx)
            try object.read("mp_rst_tx", &mpRstTx)
            try object.read("mp_rst_rx", &mpRstRx)
            try object.read("rcv_pruned", &rcvPruned)
            try object.read("subflow_stale", &subflowStale)
            try object.read("subflow_recover", &subflowRecover)
            try object.read("snd_wnd_shared", &sndWndShared)
            try object.read("rcv_wnd_shared", &rcvWndShared)
            try object.read("rcv_wnd_conflict_update", &rcvWndConflictUpdate)
            try object.read("rcv_wnd_conflict", &rcvWndConflict)
            try object.read("mp_curr_estab", &mpCurrEstab)
            try object.read("blackhole", &blackhole)
            try object.read("mp_capable_data_fallback", &mpCapableDataFallback)
            try object.read("md5_sig_fallback", &md5SigFallback)
            try object.read("dss_fallback", &dssFallback)
            try object.read("simult_connect_fallback", &simultConnectFallback)
            try object.read("fallback_failed", &fallbackFailed)
            try object.read("win_probe", &winProbe)
        }
    }

    extension IPExtendedCounters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_no_routes", &inNoRoutes)
            try object.read("in_truncated_pkts", &inTruncatedPkts)
            try object.read("in_mcast_pkts", &inMcastPkts)
            try object.read("out_mcast_pkts", &outMcastPkts)
            try object.read("in_bcast_pkts", &inBcastPkts)
            try object.read("out_bcast_pkts", &outBcastPkts)
            try object.read("in_bytes", &inBytes)
            try object.read("out_bytes", &outBytes)
            try object.read("in_mcast_bytes", &inMcastBytes)
            try object.read("out_mcast_bytes", &outMcastBytes)
            try object.read("in_bcast_bytes", &inBcastBytes)
            try object.read("out_bcast_bytes", &outBcastBytes)
            try object.read("in_csum_errors", &inCsumErrors)
            try object.read("in_no_ect_pkts", &inNoEctPkts)
            try object.read("in_ect1_pkts", &inEct1Pkts)
            try object.read("in_ect0_pkts", &inEct0Pkts)
            try object.read("in_ce_pkts", &inCePkts)
            try object.read("reasm_overlaps", &reasmOverlaps)
        }
    }

    extension IPv6Counters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_receives", &inReceives)
            try object.read("in_hdr_errors", &inHdrErrors)
            try object.read("in_too_big_errors", &inTooBigErrors)
            try object.read("in_no_routes", &inNoRoutes)
            try object.read("in_addr_errors", &inAddrErrors)
            try object.read("in_unknown_protos", &inUnknownProtos)
            try object.read("in_truncated_pkts", &inTruncatedPkts)
            try object.read("in_discards", &inDiscards)
            try object.read("in_delivers", &inDelivers)
            try object.read("out_forw_datagrams", &outForwDatagrams)
            try object.read("out_requests", &outRequests)
            try object.read("out_discards", &outDiscards)
            try object.read("out_no_routes", &outNoRoutes)
            try object.read("reasm_timeout", &reasmTimeout)
            try object.read("reasm_reqds", &reasmReqds)
            try object.read("reasm_oks", &reasmOks)
            try object.read("reasm_fails", &reasmFails)
            try object.read("frag_oks", &fragOks)
            try object.read("frag_fails", &fragFails)
            try object.read("frag_creates", &fragCreates)
            try object.read("in_mcast_pkts", &inMcastPkts)
            try object.read("out_mcast_pkts", &outMcastPkts)
            try object.read("in_bytes", &inBytes)
            try object.read("out_bytes", &outBytes)
            try object.read("in_mcast_bytes", &inMcastBytes)
            try object.read("out_mcast_bytes", &outMcastBytes)
            try object.read("in_bcast_bytes", &inBcastBytes)
            try object.read("out_bcast_bytes", &outBcastBytes)
            try object.read("in_no_ect_pkts", &inNoEctPkts)
            try object.read("in_ect1_pkts", &inEct1Pkts)
            try object.read("in_ect0_pkts", &inEct0Pkts)
            try object.read("in_ce_pkts", &inCePkts)
            try object.read("out_transmits", &outTransmits)
        }
    }

    extension ICMPv6Counters {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_msgs", &inMsgs)
            try object.read("in_errors", &inErrors)
            try object.read("out_msgs", &outMsgs)
            try object.read("out_errors", &outErrors)
            try object.read("in_csum_errors", &inCsumErrors)
            try object.read("out_rate_limit_host", &outRateLimitHost)
            try object.read("in_dest_unreachs", &inDestUnreachs)
            try object.read("in_pkt_too_bigs", &inPktTooBigs)
            try object.read("in_time_excds", &inTimeExcds)
            try object.read("in_parm_problems", &inParmProblems)
            try object.read("in_echos", &inEchos)
            try object.read("in_echo_replies", &inEchoReplies)
            try object.read("in_group_memb_queries", &inGroupMembQueries)
            try object.read("in_group_memb_responses", &inGroupMembResponses)
            try object.read("in_group_memb_reductions", &inGroupMembReductions)
            try object.read("in_router_solicits", &inRouterSolicits)
            try object.read("in_router_advertisements", &inRouterAdvertisements)
            try object.read("in_neighbor_solicits", &inNeighborSolicits)
            try object.read("in_neighbor_advertisements", &inNeighborAdvertisements)
            try object.read("in_redirects", &inRedirects)
            try object.read("in_mldv2_reports", &inMldv2Reports)
            try object.read("out_dest_unreachs", &outDestUnreachs)
            try object.read("out_pkt_too_bigs", &outPktTooBigs)
            try object.read("out_time_excds", &outTimeExcds)
            try object.read("out_parm_problems", &outParmProblems)
            try object.read("out_echos", &outEchos)
            try object.read("out_echo_replies", &outEchoReplies)
            try object.read("out_group_memb_queries", &outGroupMembQueries)
            try object.read("out_group_memb_responses", &outGroupMembResponses)
            try object.read("out_group_memb_reductions", &outGroupMembReductions)
            try object.read("out_router_solicits", &outRouterSolicits)
            try object.read("out_router_advertisements", &outRouterAdvertisements)
            try object.read("out_neighbor_solicits", &outNeighborSolicits)
            try object.read("out_neighbor_advertisements", &outNeighborAdvertisements)
            try object.read("out_redirects", &outRedirects)
            try object.read("out_mldv2_reports", &outMldv2Reports)
        }
    }

    extension ProcessMemory {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("rss_bytes", &rssBytes)
            try object.read("pss_bytes", &pssBytes)
            try object.read("pss_dirty_bytes", &pssDirtyBytes)
            try object.read("pss_anonymous_bytes", &pssAnonymousBytes)
            try object.read("pss_file_bytes", &pssFileBytes)
            try object.read("pss_shmem_bytes", &pssShmemBytes)
            try object.read("shared_clean_bytes", &sharedCleanBytes)
            try object.read("shared_dirty_bytes", &sharedDirtyBytes)
            try object.read("private_clean_bytes", &privateCleanBytes)
            try object.read("private_dirty_bytes", &privateDirtyBytes)
            try object.read("referenced_bytes", &referencedBytes)
            try object.read("anonymous_bytes", &anonymousBytes)
            try object.read("ksm_bytes", &ksmBytes)
            try object.read("lazy_free_bytes", &lazyFreeBytes)
            try object.read("anonymous_huge_pages_bytes", &anonymousHugePagesBytes)
            try object.read("shared_huge_mapped_bytes", &sharedHugeMappedBytes)
            try object.read("file_huge_mapped_bytes", &fileHugeMappedBytes)
            try object.read("shared_hugetlb_bytes", &sharedHugetlbBytes)
            try object.read("private_hugetlb_bytes", &privateHugetlbBytes)
            try object.read("swap_bytes", &swapBytes)
            try object.read("swap_pss_bytes", &swapPssBytes)
            try object.read("locked_bytes", &lockedBytes)
        }
    }

    extension Connections {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension TCPStates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("established", &established)
            try object.read("syn_sent", &synSent)
            try object.read("syn_received", &synReceived)
            try object.read("fin_wait1", &finWait1)
            try object.read("fin_wait2", &finWait2)
            try object.read("time_wait", &timeWait)
            try object.read("closed", &closed)
            try object.read("close_wait", &closeWait)
            try object.read("last_ack", &lastAck)
            try object.read("listen", &listen)
            try object.read("closing", &closing)
            try object.read("accept_queued", &acceptQueued)
            try object.read("full_accept_queues", &fullAcceptQueues)
            try object.read("receive_queued_bytes", &receiveQueuedBytes)
            try object.read("send_queued_bytes", &sendQueuedBytes)
        }
    }

    extension UDPStates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("connected", &connected)
            try object.read("unconnected", &unconnected)
            try object.read("receive_queued_bytes", &receiveQueuedBytes)
            try object.read("send_queued_bytes", &sendQueuedBytes)
        }
    }

    extension Power.Supply {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("present", &isPresent)
            try object.read("online", &isOnline)
            try object.read("capacity_percent", &capacityPercent)
            try object.read("health_percent", &healthPercent)
            try object.read("cycles", &cycles)
            try object.read("energy_microwatt_hours", &energyMicrowattHours)
            try object.read("energy_full_microwatt_hours", &energyFullMicrowattHours)
            try object.read("energy_full_design_microwatt_hours", &energyFullDesignMicrowattHours)
            try object.read("charge_microampere_hours", &chargeMicroampereHours)
            try object.read("charge_full_microampere_hours", &chargeFullMicroampereHours)
            try object.read(
                "charge_full_design_microampere_hours", &chargeFullDesignMicroampereHours)
            try object.read("voltage_microvolts", &voltageMicrovolts)
            try object.read("voltage_min_design_microvolts", &voltageMinDesignMicrovolts)
            try object.read("voltage_max_design_microvolts", &voltageMaxDesignMicrovolts)
            try object.read("current_microamperes", &currentMicroamperes)
            try object.read("power_microwatts", &powerMicrowatts)
            try object.read("time_to_empty_ns", &timeToEmptyNs)
            try object.read("time_to_full_ns", &timeToFullNs)
            try object.read("temperature_millicelsius", &temperatureMillicelsius)
            try object.read("charge_limit_percent", &chargeLimitPercent)
        }
    }

    extension Power.EnergyZone {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("energy_microjoules", &energyMicrojoules)
            try object.read("energy_range_microjoules", &energyRangeMicrojoules)
        }
    }

    extension Power.CoolingDevice {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("state", &state)
            try object.read("max_state", &maxState)
        }
    }

    extension GPU.Device {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("vendor_id", &vendorId)
            try object.read("device_id", &deviceId)
            try object.read("busy_percent", &busyPercent)
            try object.read("memory_busy_percent", &memoryBusyPercent)
            try object.read("vram_total_bytes", &vramTotalBytes)
            try object.read("vram_used_bytes", &vramUsedBytes)
            try object.read("gtt_total_bytes", &gttTotalBytes)
            try object.read("gtt_used_bytes", &gttUsedBytes)
            try object.read("clock_hz", &clockHz)
            try object.read("clock_min_hz", &clockMinHz)
            try object.read("clock_max_hz", &clockMaxHz)
            try object.read("memory_clock_hz", &memoryClockHz)
            try object.read("power_microwatts", &powerMicrowatts)
            try object.read("power_limit_microwatts", &powerLimitMicrowatts)
            try object.read("energy_microjoules", &energyMicrojoules)
            try object.read("idle_ns", &idleNs)
        }
    }

    extension Sensors.Temperature {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_millicelsius", &currentMillicelsius)
            try object.read("lowest_millicelsius", &lowestMillicelsius)
            try object.read("highest_millicelsius", &highestMillicelsius)
            try object.read("min_millicelsius", &minMillicelsius)
            try object.read("max_millicelsius", &maxMillicelsius)
            try object.read("lcrit_millicelsius", &lcritMillicelsius)
            try object.read("crit_millicelsius", &critMillicelsius)
            try object.read("emergency_millicelsius", &emergencyMillicelsius)
            try object.read("active_millicelsius", &activeMillicelsius)
            try object.read("passive_millicelsius", &passiveMillicelsius)
            try object.read("hot_millicelsius", &hotMillicelsius)
        }
    }

    extension Sensors.Fan {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_rpm", &currentRpm)
            try object.read("min_rpm", &minRpm)
            try object.read("max_rpm", &maxRpm)
            try object.read("target_rpm", &targetRpm)
        }
    }

    extension Sensors.Voltage {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_microvolts", &currentMicrovolts)
            try object.read("average_microvolts", &averageMicrovolts)
            try object.read("lowest_microvolts", &lowestMicrovolts)
            try object.read("highest_microvolts", &highestMicrovolts)
            try object.read("min_microvolts", &minMicrovolts)
            try object.read("max_microvolts", &maxMicrovolts)
            try object.read("lcrit_microvolts", &lcritMicrovolts)
            try object.read("crit_microvolts", &critMicrovolts)
            try object.read("rated_min_microvolts", &ratedMinMicrovolts)
            try object.read("rated_max_microvolts", &ratedMaxMicrovolts)
        }
    }

    extension Sensors.Current {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_microamperes", &currentMicroamperes)
            try object.read("average_microamperes", &averageMicroamperes)
            try object.read("lowest_microamperes", &lowestMicroamperes)
            try object.read("highest_microamperes", &highestMicroamperes)
            try object.read("min_microamperes", &minMicroamperes)
            try object.read("max_microamperes", &maxMicroamperes)
            try object.read("lcrit_microamperes", &lcritMicroamperes)
            try object.read("crit_microamperes", &critMicroamperes)
            try object.read("rated_min_microamperes", &ratedMinMicroamperes)
            try object.read("rated_max_microamperes", &ratedMaxMicroamperes)
        }
    }

    extension Sensors.Power {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_microwatts", &currentMicrowatts)
            try object.read("average_microwatts", &averageMicrowatts)
            try object.read("lowest_microwatts", &lowestMicrowatts)
            try object.read("highest_microwatts", &highestMicrowatts)
            try object.read("min_microwatts", &minMicrowatts)
            try object.read("max_microwatts", &maxMicrowatts)
            try object.read("lcrit_microwatts", &lcritMicrowatts)
            try object.read("crit_microwatts", &critMicrowatts)
            try object.read("rated_min_microwatts", &ratedMinMicrowatts)
            try object.read("rated_max_microwatts", &ratedMaxMicrowatts)
            try object.read("cap_microwatts", &capMicrowatts)
        }
    }

    extension Sensors.Energy {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("energy_microjoules", &energyMicrojoules)
        }
    }

    extension Sensors.Humidity {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("current_millipercent", &currentMillipercent)
            try object.read("min_millipercent", &minMillipercent)
            try object.read("max_millipercent", &maxMillipercent)
            try object.read("rated_min_millipercent", &ratedMinMillipercent)
            try object.read("rated_max_millipercent", &ratedMaxMillipercent)
        }
    }

    extension ThermalThrottling {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("core_events", &coreEvents)
            try object.read("core_ns", &coreNs)
            try object.read("package_events", &packageEvents)
            try object.read("package_ns", &packageNs)
        }
    }

    extension MemoryDetails.Zone {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("free_bytes", &freeBytes)
            try object.read("boost_bytes", &boostBytes)
            try object.read("min_bytes", &minBytes)
            try object.read("low_bytes", &lowBytes)
            try object.read("high_bytes", &highBytes)
            try object.read("promo_bytes", &promoBytes)
            try object.read("spanned_bytes", &spannedBytes)
            try object.read("present_bytes", &presentBytes)
            try object.read("managed_bytes", &managedBytes)
            try object.read("cma_bytes", &cmaBytes)
        }
    }

    extension MemoryDetails.Slab {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("active_objects", &activeObjects)
            try object.read("objects", &objects)
            try object.read("object_bytes", &objectBytes)
            try object.read("objects_per_slab", &objectsPerSlab)
            try object.read("pages_per_slab", &pagesPerSlab)
            try object.read("active_slabs", &activeSlabs)
            try object.read("slabs", &slabs)
            try object.read("total_bytes", &totalBytes)
        }
    }

    extension MemoryDetails.Counter {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("value", &value)
        }
    }

    extension Routing.Route {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("prefix_bits", &prefixBits)
            try object.read("metric", &metric)
            try object.read("weight", &weight)
        }
    }

    extension Routing.Qdisc {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("sent_bytes", &sentBytes)
            try object.read("sent_packets", &sentPackets)
            try object.read("drops", &drops)
            try object.read("overlimits", &overlimits)
            try object.read("requeues", &requeues)
            try object.read("backlog_bytes", &backlogBytes)
            try object.read("backlog_packets", &backlogPackets)
        }
    }

    extension Routing.Wireless {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("link", &link)
            try object.read("level", &level)
            try object.read("noise", &noise)
            try object.read("discarded_nwid", &discardedNwid)
            try object.read("discarded_crypt", &discardedCrypt)
            try object.read("discarded_frag", &discardedFrag)
            try object.read("discarded_retry", &discardedRetry)
            try object.read("discarded_misc", &discardedMisc)
            try object.read("missed_beacons", &missedBeacons)
        }
    }

    extension Routing.Xfrm {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("in_error", &inError)
            try object.read("in_buffer_error", &inBufferError)
            try object.read("in_hdr_error", &inHdrError)
            try object.read("in_no_states", &inNoStates)
            try object.read("in_state_proto_error", &inStateProtoError)
            try object.read("in_state_mode_error", &inStateModeError)
            try object.read("in_state_seq_error", &inStateSeqError)
            try object.read("in_state_expired", &inStateExpired)
            try object.read("in_state_mismatch", &inStateMismatch)
            try object.read("in_state_invalid", &inStateInvalid)
            try object.read("in_tmpl_mismatch", &inTmplMismatch)
            try object.read("in_no_pols", &inNoPols)
            try object.read("in_pol_block", &inPolBlock)
            try object.read("in_pol_error", &inPolError)
            try object.read("out_error", &outError)
            try object.read("out_bundle_gen_error", &outBundleGenError)
            try object.read("out_bundle_check_error", &outBundleCheckError)
            try object.read("out_no_states", &outNoStates)
            try object.read("out_state_proto_error", &outStateProtoError)
            try object.read("out_state_mode_error", &outStateModeError)
            try object.read("out_state_seq_error", &outStateSeqError)
            try object.read("out_state_expired", &outStateExpired)
            try object.read("out_pol_block", &outPolBlock)
            try object.read("out_pol_dead", &outPolDead)
            try object.read("out_pol_error", &outPolError)
            try object.read("fwd_hdr_error", &fwdHdrError)
            try object.read("out_state_invalid", &outStateInvalid)
            try object.read("acquire_error", &acquireError)
            try object.read("out_state_dir_error", &outStateDirError)
            try object.read("in_state_dir_error", &inStateDirError)
            try object.read("in_iptfs_error", &inIptfsError)
            try object.read("out_no_queue_space", &outNoQueueSpace)
        }
    }

    extension CPURates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("context_switches_per_second", &contextSwitchesPerSecond)
            try object.read("interrupts_per_second", &interruptsPerSecond)
            try object.read("soft_interrupts_per_second", &softInterruptsPerSecond)
            try object.read("forks_per_second", &forksPerSecond)
        }
    }

    extension CgroupRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("usage_percent", &usagePercent)
            try object.read("user_percent", &userPercent)
            try object.read("system_percent", &systemPercent)
            try object.read("quota_usage_percent", &quotaUsagePercent)
            try object.read("throttled_percent", &throttledPercent)
            try object.read("throttled_ns_per_second", &throttledNsPerSecond)
            try object.read("memory_change_bytes", &memoryChangeBytes)
            try object.read("major_faults_per_second", &majorFaultsPerSecond)
            try object.read("memory_high_events", &memoryHighEvents)
            try object.read("memory_max_events", &memoryMaxEvents)
            try object.read("memory_oom_events", &memoryOomEvents)
            try object.read("memory_oom_kills", &memoryOomKills)
            try object.read("pids_max_events", &pidsMaxEvents)
            try object.read("read_bytes_per_second", &readBytesPerSecond)
            try object.read("written_bytes_per_second", &writtenBytesPerSecond)
            try object.read("reads_per_second", &readsPerSecond)
            try object.read("writes_per_second", &writesPerSecond)
        }
    }

    extension DiskActivity {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("reads_per_second", &readsPerSecond)
            try object.read("reads_merged_per_second", &readsMergedPerSecond)
            try object.read("read_bytes_per_second", &readBytesPerSecond)
            try object.read("writes_per_second", &writesPerSecond)
            try object.read("writes_merged_per_second", &writesMergedPerSecond)
            try object.read("write_bytes_per_second", &writeBytesPerSecond)
            try object.read("discards_per_second", &discardsPerSecond)
            try object.read("discard_bytes_per_second", &discardBytesPerSecond)
            try object.read("flushes_per_second", &flushesPerSecond)
            try object.read("utilization_percent", &utilizationPercent)
            try object.read("mean_read_wait_ns", &meanReadWaitNs)
            try object.read("mean_write_wait_ns", &meanWriteWaitNs)
            try object.read("mean_wait_ns", &meanWaitNs)
            try object.read("mean_queue", &meanQueue)
        }
    }

    extension EnergyZoneRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("power_watts", &powerWatts)
        }
    }

    extension GPUDeviceRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("power_watts", &powerWatts)
            try object.read("idle_percent", &idlePercent)
        }
    }

    extension MemoryRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("page_faults_per_second", &pageFaultsPerSecond)
            try object.read("major_page_faults_per_second", &majorPageFaultsPerSecond)
            try object.read("swapped_in_bytes_per_second", &swappedInBytesPerSecond)
            try object.read("swapped_out_bytes_per_second", &swappedOutBytesPerSecond)
            try object.read("paged_in_bytes_per_second", &pagedInBytesPerSecond)
            try object.read("paged_out_bytes_per_second", &pagedOutBytesPerSecond)
            try object.read("scanned_kswapd_bytes_per_second", &scannedKswapdBytesPerSecond)
            try object.read("scanned_direct_bytes_per_second", &scannedDirectBytesPerSecond)
        }
    }

    extension NetworkRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("tcp_retransmits_per_second", &tcpRetransmitsPerSecond)
            try object.read("ip_in_receives_per_second", &ipInReceivesPerSecond)
            try object.read("ip_in_delivers_per_second", &ipInDeliversPerSecond)
            try object.read("ip_in_discards_per_second", &ipInDiscardsPerSecond)
            try object.read("ip_out_requests_per_second", &ipOutRequestsPerSecond)
            try object.read("ip_out_discards_per_second", &ipOutDiscardsPerSecond)
            try object.read("ip_reasm_fails_per_second", &ipReasmFailsPerSecond)
            try object.read("icmp_in_msgs_per_second", &icmpInMsgsPerSecond)
            try object.read("icmp_out_msgs_per_second", &icmpOutMsgsPerSecond)
            try object.read("tcp_active_opens_per_second", &tcpActiveOpensPerSecond)
            try object.read("tcp_passive_opens_per_second", &tcpPassiveOpensPerSecond)
            try object.read("tcp_attempt_fails_per_second", &tcpAttemptFailsPerSecond)
            try object.read("tcp_estab_resets_per_second", &tcpEstabResetsPerSecond)
            try object.read("tcp_in_segs_per_second", &tcpInSegsPerSecond)
            try object.read("tcp_out_segs_per_second", &tcpOutSegsPerSecond)
            try object.read("tcp_in_errs_per_second", &tcpInErrsPerSecond)
            try object.read("tcp_out_rsts_per_second", &tcpOutRstsPerSecond)
            try object.read("udp_in_datagrams_per_second", &udpInDatagramsPerSecond)
            try object.read("udp_no_ports_per_second", &udpNoPortsPerSecond)
            try object.read("udp_in_errors_per_second", &udpInErrorsPerSecond)
            try object.read("udp_out_datagrams_per_second", &udpOutDatagramsPerSecond)
            try object.read("udp_rcvbuf_errors_per_second", &udpRcvbufErrorsPerSecond)
            try object.read("udp_sndbuf_errors_per_second", &udpSndbufErrorsPerSecond)
        }
    }

    extension NetworkTrafficRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("rx_bytes_per_second", &rxBytesPerSecond)
            try object.read("rx_packets_per_second", &rxPacketsPerSecond)
            try object.read("rx_errors_per_second", &rxErrorsPerSecond)
            try object.read("rx_dropped_per_second", &rxDroppedPerSecond)
            try object.read("rx_multicast_per_second", &rxMulticastPerSecond)
            try object.read("tx_bytes_per_second", &txBytesPerSecond)
            try object.read("tx_packets_per_second", &txPacketsPerSecond)
            try object.read("tx_errors_per_second", &txErrorsPerSecond)
            try object.read("tx_dropped_per_second", &txDroppedPerSecond)
            try object.read("tx_collisions_per_second", &txCollisionsPerSecond)
        }
    }

    extension PressureRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("cpu_some_percent", &cpuSomePercent)
            try object.read("cpu_full_percent", &cpuFullPercent)
            try object.read("memory_some_percent", &memorySomePercent)
            try object.read("memory_full_percent", &memoryFullPercent)
            try object.read("io_some_percent", &ioSomePercent)
            try object.read("io_full_percent", &ioFullPercent)
            try object.read("irq_full_percent", &irqFullPercent)
        }
    }

    extension ProcessRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("usage_percent", &usagePercent)
            try object.read("user_percent", &userPercent)
            try object.read("system_percent", &systemPercent)
            try object.read("minor_faults_per_second", &minorFaultsPerSecond)
            try object.read("major_faults_per_second", &majorFaultsPerSecond)
            try object.read("rss_change_bytes", &rssChangeBytes)
            try object.read("voluntary_switches_per_second", &voluntarySwitchesPerSecond)
            try object.read("involuntary_switches_per_second", &involuntarySwitchesPerSecond)
            try object.read("read_bytes_per_second", &readBytesPerSecond)
            try object.read("write_bytes_per_second", &writeBytesPerSecond)
        }
    }

    extension ProtocolRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("tcp_timeouts_per_second", &tcpTimeoutsPerSecond)
            try object.read("tcp_fast_retrans_per_second", &tcpFastRetransPerSecond)
            try object.read("tcp_syn_retrans_per_second", &tcpSynRetransPerSecond)
            try object.read("tcp_lost_retransmit_per_second", &tcpLostRetransmitPerSecond)
            try object.read("listen_overflows_per_second", &listenOverflowsPerSecond)
            try object.read("listen_drops_per_second", &listenDropsPerSecond)
            try object.read("tcp_req_q_full_drop_per_second", &tcpReqQFullDropPerSecond)
            try object.read("syncookies_sent_per_second", &syncookiesSentPerSecond)
            try object.read("tcp_backlog_drop_per_second", &tcpBacklogDropPerSecond)
            try object.read("tcp_rcvq_drop_per_second", &tcpRcvqDropPerSecond)
            try object.read("tcp_zero_window_drop_per_second", &tcpZeroWindowDropPerSecond)
            try object.read("prune_called_per_second", &pruneCalledPerSecond)
            try object.read("tcp_memory_pressures_per_second", &tcpMemoryPressuresPerSecond)
            try object.read("tcp_abort_on_memory_per_second", &tcpAbortOnMemoryPerSecond)
            try object.read("tcp_abort_on_timeout_per_second", &tcpAbortOnTimeoutPerSecond)
            try object.read("tcp_time_wait_overflow_per_second", &tcpTimeWaitOverflowPerSecond)
            try object.read("ip_in_bytes_per_second", &ipInBytesPerSecond)
            try object.read("ip_out_bytes_per_second", &ipOutBytesPerSecond)
            try object.read("ip6_in_receives_per_second", &ip6InReceivesPerSecond)
            try object.read("ip6_in_discards_per_second", &ip6InDiscardsPerSecond)
            try object.read("ip6_out_requests_per_second", &ip6OutRequestsPerSecond)
            try object.read("ip6_out_discards_per_second", &ip6OutDiscardsPerSecond)
            try object.read("ip6_in_bytes_per_second", &ip6InBytesPerSecond)
            try object.read("ip6_out_bytes_per_second", &ip6OutBytesPerSecond)
            try object.read("icmp6_in_msgs_per_second", &icmp6InMsgsPerSecond)
            try object.read("icmp6_out_msgs_per_second", &icmp6OutMsgsPerSecond)
            try object.read("udp6_in_datagrams_per_second", &udp6InDatagramsPerSecond)
            try object.read("udp6_out_datagrams_per_second", &udp6OutDatagramsPerSecond)
            try object.read("udp6_no_ports_per_second", &udp6NoPortsPerSecond)
            try object.read("udp6_in_errors_per_second", &udp6InErrorsPerSecond)
            try object.read("udp6_rcvbuf_errors_per_second", &udp6RcvbufErrorsPerSecond)
        }
    }

    extension QuotaRates {
        /// Reads the fields of an object of a document.
        mutating func readFields(of object: ObjectReader) throws {
            try object.read("cpu_cores_used", &cpuCoresUsed)
            try object.read("cpu_percent_of_limit", &cpuPercentOfLimit)
            try object.read("throttled_percent", &throttledPercent)
            try object.read("throttled_ns_per_second", &throttledNsPerSecond)
            try object.read("memory_high_events", &memoryHighEvents)
            try object.read("memory_max_events", &memoryMaxEvents)
            try object.read("memory_oom_events", &memoryOomEvents)
            try object.read("memory_oom_kills", &memoryOomKills)
        }
    }

    extension SettableUsage {
        /// Reads the shares of an object of a document.
        mutating func readShares(of object: ObjectReader) throws {
            try object.read("usage_percent", &usagePercent)
            try object.read("user_percent", &userPercent)
            try object.read("nice_percent", &nicePercent)
            try object.read("system_percent", &systemPercent)
            try object.read("idle_percent", &idlePercent)
            try object.read("iowait_percent", &iowaitPercent)
            try object.read("irq_percent", &irqPercent)
            try object.read("softirq_percent", &softirqPercent)
            try object.read("steal_percent", &stealPercent)
            try object.read("guest_percent", &guestPercent)
            try object.read("guest_nice_percent", &guestNicePercent)
        }
    }
#endif
