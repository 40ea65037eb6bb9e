// Made from the tables of Sources/CProbe/fields by Tests/Smoke/schema.py --write.

internal import CProbe

extension CPU {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_cpu>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.user_ns, &userNs)
        take(bits, 1, c.pointee.nice_ns, &niceNs)
        take(bits, 2, c.pointee.system_ns, &systemNs)
        take(bits, 3, c.pointee.idle_ns, &idleNs)
        take(bits, 4, c.pointee.iowait_ns, &iowaitNs)
        take(bits, 5, c.pointee.irq_ns, &irqNs)
        take(bits, 6, c.pointee.softirq_ns, &softirqNs)
        take(bits, 7, c.pointee.steal_ns, &stealNs)
        take(bits, 8, c.pointee.guest_ns, &guestNs)
        take(bits, 9, c.pointee.guest_nice_ns, &guestNiceNs)
        take(bits, 10, c.pointee.context_switches, &contextSwitches)
        take(bits, 11, c.pointee.interrupts, &interrupts)
        take(bits, 12, c.pointee.soft_interrupts, &softInterrupts)
        take(bits, 13, c.pointee.soft_interrupts_hi, &softInterruptsHi)
        take(bits, 14, c.pointee.soft_interrupts_timer, &softInterruptsTimer)
        take(bits, 15, c.pointee.soft_interrupts_net_tx, &softInterruptsNetTx)
        take(bits, 16, c.pointee.soft_interrupts_net_rx, &softInterruptsNetRx)
        take(bits, 17, c.pointee.soft_interrupts_block, &softInterruptsBlock)
        take(bits, 18, c.pointee.soft_interrupts_irq_poll, &softInterruptsIrqPoll)
        take(bits, 19, c.pointee.soft_interrupts_tasklet, &softInterruptsTasklet)
        take(bits, 20, c.pointee.soft_interrupts_sched, &softInterruptsSched)
        take(bits, 21, c.pointee.soft_interrupts_hrtimer, &softInterruptsHrtimer)
        take(bits, 22, c.pointee.soft_interrupts_rcu, &softInterruptsRcu)
        take(bits, 23, c.pointee.forks, &forks)
        take(bits, 24, c.pointee.running, &running)
        take(bits, 25, c.pointee.blocked, &blocked)
        take(bits, 26, c.pointee.possible, &possible)
        take(bits, 27, c.pointee.present, &present)
        take(bits, 28, c.pointee.online, &online)
        take(bits, 29, c.pointee.physical_cores, &physicalCores)
        take(bits, 30, c.pointee.packages, &packages)
        take(bits, 31, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.cpu
        body(fields[0], Sample.Field.Value(userNs))
        body(fields[1], Sample.Field.Value(niceNs))
        body(fields[2], Sample.Field.Value(systemNs))
        body(fields[3], Sample.Field.Value(idleNs))
        body(fields[4], Sample.Field.Value(iowaitNs))
        body(fields[5], Sample.Field.Value(irqNs))
        body(fields[6], Sample.Field.Value(softirqNs))
        body(fields[7], Sample.Field.Value(stealNs))
        body(fields[8], Sample.Field.Value(guestNs))
        body(fields[9], Sample.Field.Value(guestNiceNs))
        body(fields[10], Sample.Field.Value(contextSwitches))
        body(fields[11], Sample.Field.Value(interrupts))
        body(fields[12], Sample.Field.Value(softInterrupts))
        body(fields[13], Sample.Field.Value(softInterruptsHi))
        body(fields[14], Sample.Field.Value(softInterruptsTimer))
        body(fields[15], Sample.Field.Value(softInterruptsNetTx))
        body(fields[16], Sample.Field.Value(softInterruptsNetRx))
        body(fields[17], Sample.Field.Value(softInterruptsBlock))
        body(fields[18], Sample.Field.Value(softInterruptsIrqPoll))
        body(fields[19], Sample.Field.Value(softInterruptsTasklet))
        body(fields[20], Sample.Field.Value(softInterruptsSched))
        body(fields[21], Sample.Field.Value(softInterruptsHrtimer))
        body(fields[22], Sample.Field.Value(softInterruptsRcu))
        body(fields[23], Sample.Field.Value(forks))
        body(fields[24], Sample.Field.Value(running))
        body(fields[25], Sample.Field.Value(blocked))
        body(fields[26], Sample.Field.Value(possible))
        body(fields[27], Sample.Field.Value(present))
        body(fields[28], Sample.Field.Value(online))
        body(fields[29], Sample.Field.Value(physicalCores))
        body(fields[30], Sample.Field.Value(packages))
        body(fields[31], Sample.Field.Value(monotonicNs))
    }
}

extension LogicalCPU {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_logical_cpu>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.user_ns, &userNs)
        take(bits, 1, c.pointee.nice_ns, &niceNs)
        take(bits, 2, c.pointee.system_ns, &systemNs)
        take(bits, 3, c.pointee.idle_ns, &idleNs)
        take(bits, 4, c.pointee.iowait_ns, &iowaitNs)
        take(bits, 5, c.pointee.irq_ns, &irqNs)
        take(bits, 6, c.pointee.softirq_ns, &softirqNs)
        take(bits, 7, c.pointee.steal_ns, &stealNs)
        take(bits, 8, c.pointee.guest_ns, &guestNs)
        take(bits, 9, c.pointee.guest_nice_ns, &guestNiceNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.logicalCPU
        body(fields[0], Sample.Field.Value(userNs))
        body(fields[1], Sample.Field.Value(niceNs))
        body(fields[2], Sample.Field.Value(systemNs))
        body(fields[3], Sample.Field.Value(idleNs))
        body(fields[4], Sample.Field.Value(iowaitNs))
        body(fields[5], Sample.Field.Value(irqNs))
        body(fields[6], Sample.Field.Value(softirqNs))
        body(fields[7], Sample.Field.Value(stealNs))
        body(fields[8], Sample.Field.Value(guestNs))
        body(fields[9], Sample.Field.Value(guestNiceNs))
    }
}

extension Load {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_load>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.load1, &load1)
        take(bits, 1, c.pointee.load5, &load5)
        take(bits, 2, c.pointee.load15, &load15)
        take(bits, 3, c.pointee.uptime_ns, &uptimeNs)
        take(bits, 4, c.pointee.boot_time_ns, &bootTimeNs)
        take(bits, 5, c.pointee.tasks.runnable, &tasks.runnable)
        take(bits, 6, c.pointee.tasks.all, &tasks.all)
        take(bits, 7, c.pointee.tasks.last_pid, &tasks.lastPid)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.load
        body(fields[0], Sample.Field.Value(load1))
        body(fields[1], Sample.Field.Value(load5))
        body(fields[2], Sample.Field.Value(load15))
        body(fields[3], Sample.Field.Value(uptimeNs))
        body(fields[4], Sample.Field.Value(bootTimeNs))
        body(fields[5], Sample.Field.Value(tasks.runnable))
        body(fields[6], Sample.Field.Value(tasks.all))
        body(fields[7], Sample.Field.Value(tasks.lastPid))
    }
}

extension Memory {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_memory>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.total_bytes, &totalBytes)
        take(bits, 1, c.pointee.free_bytes, &freeBytes)
        take(bits, 2, c.pointee.available_bytes, &availableBytes)
        take(bits, 3, c.pointee.used_bytes, &usedBytes)
        take(bits, 4, c.pointee.usage_percent, &usagePercent)
        take(bits, 5, c.pointee.buffers_bytes, &buffersBytes)
        take(bits, 6, c.pointee.cached_bytes, &cachedBytes)
        take(bits, 7, c.pointee.reclaimable_bytes, &reclaimableBytes)
        take(bits, 8, c.pointee.shared_bytes, &sharedBytes)
        take(bits, 9, c.pointee.active_bytes, &activeBytes)
        take(bits, 10, c.pointee.inactive_bytes, &inactiveBytes)
        take(bits, 11, c.pointee.active_anonymous_bytes, &activeAnonymousBytes)
        take(bits, 12, c.pointee.inactive_anonymous_bytes, &inactiveAnonymousBytes)
        take(bits, 13, c.pointee.active_file_bytes, &activeFileBytes)
        take(bits, 14, c.pointee.inactive_file_bytes, &inactiveFileBytes)
        take(bits, 15, c.pointee.unevictable_bytes, &unevictableBytes)
        take(bits, 16, c.pointee.locked_bytes, &lockedBytes)
        take(bits, 17, c.pointee.dirty_bytes, &dirtyBytes)
        take(bits, 18, c.pointee.writeback_bytes, &writebackBytes)
        take(bits, 19, c.pointee.writeback_temporary_bytes, &writebackTemporaryBytes)
        take(bits, 20, c.pointee.anonymous_bytes, &anonymousBytes)
        take(bits, 21, c.pointee.mapped_bytes, &mappedBytes)
        take(bits, 22, c.pointee.slab_bytes, &slabBytes)
        take(bits, 23, c.pointee.unreclaimable_slab_bytes, &unreclaimableSlabBytes)
        take(bits, 24, c.pointee.kernel_reclaimable_bytes, &kernelReclaimableBytes)
        take(bits, 25, c.pointee.kernel_stack_bytes, &kernelStackBytes)
        take(bits, 26, c.pointee.page_tables_bytes, &pageTablesBytes)
        take(bits, 27, c.pointee.secondary_page_tables_bytes, &secondaryPageTablesBytes)
        take(bits, 28, c.pointee.vmalloc_bytes, &vmallocBytes)
        take(bits, 29, c.pointee.percpu_bytes, &percpuBytes)
        take(bits, 30, c.pointee.corrupted_bytes, &corruptedBytes)
        take(bits, 31, c.pointee.balloon_bytes, &balloonBytes)
        take(bits, 32, c.pointee.cma_total_bytes, &cmaTotalBytes)
        take(bits, 33, c.pointee.cma_free_bytes, &cmaFreeBytes)
        take(bits, 34, c.pointee.committed_bytes, &committedBytes)
        take(bits, 35, c.pointee.commit_limit_bytes, &commitLimitBytes)
        take(bits, 36, c.pointee.anonymous_huge_pages_bytes, &anonymousHugePagesBytes)
        take(bits, 37, c.pointee.shared_huge_pages_bytes, &sharedHugePagesBytes)
        take(bits, 38, c.pointee.shared_huge_mapped_bytes, &sharedHugeMappedBytes)
        take(bits, 39, c.pointee.file_huge_pages_bytes, &fileHugePagesBytes)
        take(bits, 40, c.pointee.file_huge_mapped_bytes, &fileHugeMappedBytes)
        take(bits, 41, c.pointee.huge_pages_total, &hugePagesTotal)
        take(bits, 42, c.pointee.huge_pages_free, &hugePagesFree)
        take(bits, 43, c.pointee.huge_pages_reserved, &hugePagesReserved)
        take(bits, 44, c.pointee.huge_pages_surplus, &hugePagesSurplus)
        take(bits, 45, c.pointee.huge_page_bytes, &hugePageBytes)
        take(bits, 46, c.pointee.hugetlb_bytes, &hugetlbBytes)
        take(bits, 47, c.pointee.swap_total_bytes, &swapTotalBytes)
        take(bits, 48, c.pointee.swap_free_bytes, &swapFreeBytes)
        take(bits, 49, c.pointee.swap_used_bytes, &swapUsedBytes)
        take(bits, 50, c.pointee.swap_cached_bytes, &swapCachedBytes)
        take(bits, 51, c.pointee.swap_usage_percent, &swapUsagePercent)
        take(bits, 52, c.pointee.zswap_bytes, &zswapBytes)
        take(bits, 53, c.pointee.zswapped_bytes, &zswappedBytes)
        take(bits, 54, c.pointee.page_faults, &pageFaults)
        take(bits, 55, c.pointee.major_page_faults, &majorPageFaults)
        take(bits, 56, c.pointee.swapped_in_bytes, &swappedInBytes)
        take(bits, 57, c.pointee.swapped_out_bytes, &swappedOutBytes)
        take(bits, 58, c.pointee.paged_in_bytes, &pagedInBytes)
        take(bits, 59, c.pointee.paged_out_bytes, &pagedOutBytes)
        take(bits, 60, c.pointee.refaulted_anonymous_bytes, &refaultedAnonymousBytes)
        take(bits, 61, c.pointee.refaulted_file_bytes, &refaultedFileBytes)
        take(bits, 62, c.pointee.scanned_kswapd_bytes, &scannedKswapdBytes)
        take(bits, 63, c.pointee.scanned_direct_bytes, &scannedDirectBytes)
        take(bits, 64, c.pointee.reclaimed_kswapd_bytes, &reclaimedKswapdBytes)
        take(bits, 65, c.pointee.reclaimed_direct_bytes, &reclaimedDirectBytes)
        take(bits, 66, c.pointee.oom_kills, &oomKills)
        take(bits, 67, c.pointee.pressure_level, &pressureLevel)
        take(bits, 68, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.memory
        body(fields[0], Sample.Field.Value(totalBytes))
        body(fields[1], Sample.Field.Value(freeBytes))
        body(fields[2], Sample.Field.Value(availableBytes))
        body(fields[3], Sample.Field.Value(usedBytes))
        body(fields[4], Sample.Field.Value(usagePercent))
        body(fields[5], Sample.Field.Value(buffersBytes))
        body(fields[6], Sample.Field.Value(cachedBytes))
        body(fields[7], Sample.Field.Value(reclaimableBytes))
        body(fields[8], Sample.Field.Value(sharedBytes))
        body(fields[9], Sample.Field.Value(activeBytes))
        body(fields[10], Sample.Field.Value(inactiveBytes))
        body(fields[11], Sample.Field.Value(activeAnonymousBytes))
        body(fields[12], Sample.Field.Value(inactiveAnonymousBytes))
        body(fields[13], Sample.Field.Value(activeFileBytes))
        body(fields[14], Sample.Field.Value(inactiveFileBytes))
        body(fields[15], Sample.Field.Value(unevictableBytes))
        body(fields[16], Sample.Field.Value(lockedBytes))
        body(fields[17], Sample.Field.Value(dirtyBytes))
        body(fields[18], Sample.Field.Value(writebackBytes))
        body(fields[19], Sample.Field.Value(writebackTemporaryBytes))
        body(fields[20], Sample.Field.Value(anonymousBytes))
        body(fields[21], Sample.Field.Value(mappedBytes))
        body(fields[22], Sample.Field.Value(slabBytes))
        body(fields[23], Sample.Field.Value(unreclaimableSlabBytes))
        body(fields[24], Sample.Field.Value(kernelReclaimableBytes))
        body(fields[25], Sample.Field.Value(kernelStackBytes))
        body(fields[26], Sample.Field.Value(pageTablesBytes))
        body(fields[27], Sample.Field.Value(secondaryPageTablesBytes))
        body(fields[28], Sample.Field.Value(vmallocBytes))
        body(fields[29], Sample.Field.Value(percpuBytes))
        body(fields[30], Sample.Field.Value(corruptedBytes))
        body(fields[31], Sample.Field.Value(balloonBytes))
        body(fields[32], Sample.Field.Value(cmaTotalBytes))
        body(fields[33], Sample.Field.Value(cmaFreeBytes))
        body(fields[34], Sample.Field.Value(committedBytes))
        body(fields[35], Sample.Field.Value(commitLimitBytes))
        body(fields[36], Sample.Field.Value(anonymousHugePagesBytes))
        body(fields[37], Sample.Field.Value(sharedHugePagesBytes))
        body(fields[38], Sample.Field.Value(sharedHugeMappedBytes))
        body(fields[39], Sample.Field.Value(fileHugePagesBytes))
        body(fields[40], Sample.Field.Value(fileHugeMappedBytes))
        body(fields[41], Sample.Field.Value(hugePagesTotal))
        body(fields[42], Sample.Field.Value(hugePagesFree))
        body(fields[43], Sample.Field.Value(hugePagesReserved))
        body(fields[44], Sample.Field.Value(hugePagesSurplus))
        body(fields[45], Sample.Field.Value(hugePageBytes))
        body(fields[46], Sample.Field.Value(hugetlbBytes))
        body(fields[47], Sample.Field.Value(swapTotalBytes))
        body(fields[48], Sample.Field.Value(swapFreeBytes))
        body(fields[49], Sample.Field.Value(swapUsedBytes))
        body(fields[50], Sample.Field.Value(swapCachedBytes))
        body(fields[51], Sample.Field.Value(swapUsagePercent))
        body(fields[52], Sample.Field.Value(zswapBytes))
        body(fields[53], Sample.Field.Value(zswappedBytes))
        body(fields[54], Sample.Field.Value(pageFaults))
        body(fields[55], Sample.Field.Value(majorPageFaults))
        body(fields[56], Sample.Field.Value(swappedInBytes))
        body(fields[57], Sample.Field.Value(swappedOutBytes))
        body(fields[58], Sample.Field.Value(pagedInBytes))
        body(fields[59], Sample.Field.Value(pagedOutBytes))
        body(fields[60], Sample.Field.Value(refaultedAnonymousBytes))
        body(fields[61], Sample.Field.Value(refaultedFileBytes))
        body(fields[62], Sample.Field.Value(scannedKswapdBytes))
        body(fields[63], Sample.Field.Value(scannedDirectBytes))
        body(fields[64], Sample.Field.Value(reclaimedKswapdBytes))
        body(fields[65], Sample.Field.Value(reclaimedDirectBytes))
        body(fields[66], Sample.Field.Value(oomKills))
        body(fields[67], Sample.Field.Value(pressureLevel))
        body(fields[68], Sample.Field.Value(monotonicNs))
    }
}

extension DiskCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_disk_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.reads, &reads)
        take(bits, 1, c.pointee.reads_merged, &readsMerged)
        take(bits, 2, c.pointee.read_bytes, &readBytes)
        take(bits, 3, c.pointee.read_ns, &readNs)
        take(bits, 4, c.pointee.writes, &writes)
        take(bits, 5, c.pointee.writes_merged, &writesMerged)
        take(bits, 6, c.pointee.write_bytes, &writeBytes)
        take(bits, 7, c.pointee.write_ns, &writeNs)
        take(bits, 8, c.pointee.in_flight, &inFlight)
        take(bits, 9, c.pointee.busy_ns, &busyNs)
        take(bits, 10, c.pointee.weighted_ns, &weightedNs)
        take(bits, 11, c.pointee.discards, &discards)
        take(bits, 12, c.pointee.discards_merged, &discardsMerged)
        take(bits, 13, c.pointee.discard_bytes, &discardBytes)
        take(bits, 14, c.pointee.discard_ns, &discardNs)
        take(bits, 15, c.pointee.flushes, &flushes)
        take(bits, 16, c.pointee.flush_ns, &flushNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.disk
        body(fields[0], Sample.Field.Value(reads))
        body(fields[1], Sample.Field.Value(readsMerged))
        body(fields[2], Sample.Field.Value(readBytes))
        body(fields[3], Sample.Field.Value(readNs))
        body(fields[4], Sample.Field.Value(writes))
        body(fields[5], Sample.Field.Value(writesMerged))
        body(fields[6], Sample.Field.Value(writeBytes))
        body(fields[7], Sample.Field.Value(writeNs))
        body(fields[8], Sample.Field.Value(inFlight))
        body(fields[9], Sample.Field.Value(busyNs))
        body(fields[10], Sample.Field.Value(weightedNs))
        body(fields[11], Sample.Field.Value(discards))
        body(fields[12], Sample.Field.Value(discardsMerged))
        body(fields[13], Sample.Field.Value(discardBytes))
        body(fields[14], Sample.Field.Value(discardNs))
        body(fields[15], Sample.Field.Value(flushes))
        body(fields[16], Sample.Field.Value(flushNs))
    }
}

extension Mount {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_mount>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.total_bytes, &totalBytes)
        take(bits, 1, c.pointee.free_bytes, &freeBytes)
        take(bits, 2, c.pointee.available_bytes, &availableBytes)
        take(bits, 3, c.pointee.used_bytes, &usedBytes)
        take(bits, 4, c.pointee.usage_percent, &usagePercent)
        take(bits, 5, c.pointee.inodes_total, &inodesTotal)
        take(bits, 6, c.pointee.inodes_free, &inodesFree)
        take(bits, 7, c.pointee.inodes_used, &inodesUsed)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.mount
        body(fields[0], Sample.Field.Value(totalBytes))
        body(fields[1], Sample.Field.Value(freeBytes))
        body(fields[2], Sample.Field.Value(availableBytes))
        body(fields[3], Sample.Field.Value(usedBytes))
        body(fields[4], Sample.Field.Value(usagePercent))
        body(fields[5], Sample.Field.Value(inodesTotal))
        body(fields[6], Sample.Field.Value(inodesFree))
        body(fields[7], Sample.Field.Value(inodesUsed))
    }
}

extension NetworkTraffic {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_traffic>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.rx_bytes, &rxBytes)
        take(bits, 1, c.pointee.rx_packets, &rxPackets)
        take(bits, 2, c.pointee.rx_errors, &rxErrors)
        take(bits, 3, c.pointee.rx_dropped, &rxDropped)
        take(bits, 4, c.pointee.rx_fifo, &rxFifo)
        take(bits, 5, c.pointee.rx_frame, &rxFrame)
        take(bits, 6, c.pointee.rx_compressed, &rxCompressed)
        take(bits, 7, c.pointee.rx_multicast, &rxMulticast)
        take(bits, 8, c.pointee.tx_bytes, &txBytes)
        take(bits, 9, c.pointee.tx_packets, &txPackets)
        take(bits, 10, c.pointee.tx_errors, &txErrors)
        take(bits, 11, c.pointee.tx_dropped, &txDropped)
        take(bits, 12, c.pointee.tx_fifo, &txFifo)
        take(bits, 13, c.pointee.tx_collisions, &txCollisions)
        take(bits, 14, c.pointee.tx_carrier, &txCarrier)
        take(bits, 15, c.pointee.tx_compressed, &txCompressed)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.traffic
        body(fields[0], Sample.Field.Value(rxBytes))
        body(fields[1], Sample.Field.Value(rxPackets))
        body(fields[2], Sample.Field.Value(rxErrors))
        body(fields[3], Sample.Field.Value(rxDropped))
        body(fields[4], Sample.Field.Value(rxFifo))
        body(fields[5], Sample.Field.Value(rxFrame))
        body(fields[6], Sample.Field.Value(rxCompressed))
        body(fields[7], Sample.Field.Value(rxMulticast))
        body(fields[8], Sample.Field.Value(txBytes))
        body(fields[9], Sample.Field.Value(txPackets))
        body(fields[10], Sample.Field.Value(txErrors))
        body(fields[11], Sample.Field.Value(txDropped))
        body(fields[12], Sample.Field.Value(txFifo))
        body(fields[13], Sample.Field.Value(txCollisions))
        body(fields[14], Sample.Field.Value(txCarrier))
        body(fields[15], Sample.Field.Value(txCompressed))
    }
}

extension NetworkInterface {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_interface>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.index, &index)
        take(bits, 2, c.pointee.mtu_bytes, &mtuBytes)
        take(bits, 3, c.pointee.speed_bits_per_second, &speedBitsPerSecond)
        take(bits, 6, c.pointee.lower_index, &lowerIndex)
        take(bits, 7, c.pointee.master_index, &masterIndex)
        take(bits, 8, c.pointee.tx_queue_length, &txQueueLength)
        take(bits, 9, c.pointee.carrier_changes, &carrierChanges)
        take(bits, 10, c.pointee.carrier_up_changes, &carrierUpChanges)
        take(bits, 11, c.pointee.carrier_down_changes, &carrierDownChanges)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.interface
        body(fields[0], Sample.Field.Value(index))
        body(fields[2], Sample.Field.Value(mtuBytes))
        body(fields[3], Sample.Field.Value(speedBitsPerSecond))
        body(fields[6], Sample.Field.Value(lowerIndex))
        body(fields[7], Sample.Field.Value(masterIndex))
        body(fields[8], Sample.Field.Value(txQueueLength))
        body(fields[9], Sample.Field.Value(carrierChanges))
        body(fields[10], Sample.Field.Value(carrierUpChanges))
        body(fields[11], Sample.Field.Value(carrierDownChanges))
    }
}

extension Networking {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_network>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.sockets_used, &socketsUsed)
        take(bits, 1, c.pointee.tcp_sockets, &tcpSockets)
        take(bits, 2, c.pointee.tcp_orphans, &tcpOrphans)
        take(bits, 3, c.pointee.tcp_time_wait, &tcpTimeWait)
        take(bits, 4, c.pointee.tcp_allocated, &tcpAllocated)
        take(bits, 5, c.pointee.tcp_memory_bytes, &tcpMemoryBytes)
        take(bits, 6, c.pointee.udp_sockets, &udpSockets)
        take(bits, 7, c.pointee.udp_memory_bytes, &udpMemoryBytes)
        take(bits, 8, c.pointee.udplite_sockets, &udpliteSockets)
        take(bits, 9, c.pointee.raw_sockets, &rawSockets)
        take(bits, 10, c.pointee.fragments, &fragments)
        take(bits, 11, c.pointee.fragments_memory_bytes, &fragmentsMemoryBytes)
        take(bits, 12, c.pointee.tcp_established, &tcpEstablished)
        take(bits, 13, c.pointee.tcp_retransmits, &tcpRetransmits)
        take(bits, 14, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.network
        body(fields[0], Sample.Field.Value(socketsUsed))
        body(fields[1], Sample.Field.Value(tcpSockets))
        body(fields[2], Sample.Field.Value(tcpOrphans))
        body(fields[3], Sample.Field.Value(tcpTimeWait))
        body(fields[4], Sample.Field.Value(tcpAllocated))
        body(fields[5], Sample.Field.Value(tcpMemoryBytes))
        body(fields[6], Sample.Field.Value(udpSockets))
        body(fields[7], Sample.Field.Value(udpMemoryBytes))
        body(fields[8], Sample.Field.Value(udpliteSockets))
        body(fields[9], Sample.Field.Value(rawSockets))
        body(fields[10], Sample.Field.Value(fragments))
        body(fields[11], Sample.Field.Value(fragmentsMemoryBytes))
        body(fields[12], Sample.Field.Value(tcpEstablished))
        body(fields[13], Sample.Field.Value(tcpRetransmits))
        body(fields[14], Sample.Field.Value(monotonicNs))
    }
}

extension Pressure.Stall {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_stall>) {
        avg10Percent = c.pointee.avg10_percent
        avg60Percent = c.pointee.avg60_percent
        avg300Percent = c.pointee.avg300_percent
        totalNs = Int64(truncatingIfNeeded: c.pointee.total_ns)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.stall
        body(fields[0], Sample.Field.Value(avg10Percent))
        body(fields[1], Sample.Field.Value(avg60Percent))
        body(fields[2], Sample.Field.Value(avg300Percent))
        body(fields[3], Sample.Field.Value(totalNs))
    }
}

extension ProcessSnapshot {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_process>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.parent_pid, &parentPid)
        take(bits, 1, c.pointee.start_ticks, &startTicks)
        take(bits, 2, c.pointee.start_ns, &startNs)
        take(bits, 5, c.pointee.main_thread_ended, &isMainThreadEnded)
        take(bits, 6, c.pointee.kernel_thread, &isKernelThread)
        take(bits, 7, c.pointee.threads, &threads)
        take(bits, 8, c.pointee.process_group, &processGroup)
        take(bits, 9, c.pointee.session, &session)
        take(bits, 10, c.pointee.terminal_device, &terminalDevice)
        take(bits, 11, c.pointee.foreground_group, &foregroundGroup)
        take(bits, 12, c.pointee.flags, &flags)
        take(bits, 13, c.pointee.exit_signal, &exitSignal)
        take(bits, 14, c.pointee.priority, &priority)
        take(bits, 15, c.pointee.nice, &nice)
        take(bits, 16, c.pointee.realtime_priority, &realtimePriority)
        take(bits, 17, c.pointee.scheduling_policy, &schedulingPolicy)
        take(bits, 18, c.pointee.last_cpu, &lastCPU)
        take(bits, 19, c.pointee.user_time_ns, &userTimeNs)
        take(bits, 20, c.pointee.system_time_ns, &systemTimeNs)
        take(bits, 21, c.pointee.total_time_ns, &totalTimeNs)
        take(bits, 22, c.pointee.children_user_time_ns, &childrenUserTimeNs)
        take(bits, 23, c.pointee.children_system_time_ns, &childrenSystemTimeNs)
        take(bits, 24, c.pointee.guest_time_ns, &guestTimeNs)
        take(bits, 25, c.pointee.children_guest_time_ns, &childrenGuestTimeNs)
        take(bits, 26, c.pointee.block_delay_ns, &blockDelayNs)
        take(bits, 27, c.pointee.minor_faults, &minorFaults)
        take(bits, 28, c.pointee.major_faults, &majorFaults)
        take(bits, 29, c.pointee.children_minor_faults, &childrenMinorFaults)
        take(bits, 30, c.pointee.children_major_faults, &childrenMajorFaults)
        take(bits, 31, c.pointee.rss_approximate_bytes, &rssApproximateBytes)
        take(bits, 32, c.pointee.vms_bytes, &vmsBytes)
        take(bits, 33, c.pointee.rss_bytes, &rssBytes)
        take(bits, 34, c.pointee.anonymous_bytes, &anonymousBytes)
        take(bits, 35, c.pointee.shared_bytes, &sharedBytes)
        take(bits, 36, c.pointee.memory_percent, &memoryPercent)
        take(bits, 37, c.pointee.uid, &uid)
        take(bits, 38, c.pointee.effective_uid, &effectiveUid)
        take(bits, 39, c.pointee.saved_uid, &savedUid)
        take(bits, 40, c.pointee.filesystem_uid, &filesystemUid)
        take(bits, 41, c.pointee.gid, &gid)
        take(bits, 42, c.pointee.effective_gid, &effectiveGid)
        take(bits, 43, c.pointee.saved_gid, &savedGid)
        take(bits, 44, c.pointee.filesystem_gid, &filesystemGid)
        take(bits, 45, c.pointee.namespace_pid, &namespacePid)
        take(bits, 46, c.pointee.tracer_pid, &tracerPid)
        take(bits, 47, c.pointee.peak_rss_bytes, &peakRssBytes)
        take(bits, 48, c.pointee.peak_vms_bytes, &peakVmsBytes)
        take(bits, 49, c.pointee.file_bytes, &fileBytes)
        take(bits, 50, c.pointee.shmem_bytes, &shmemBytes)
        take(bits, 51, c.pointee.swap_bytes, &swapBytes)
        take(bits, 52, c.pointee.data_bytes, &dataBytes)
        take(bits, 53, c.pointee.stack_bytes, &stackBytes)
        take(bits, 54, c.pointee.text_bytes, &textBytes)
        take(bits, 55, c.pointee.library_bytes, &libraryBytes)
        take(bits, 56, c.pointee.page_table_bytes, &pageTableBytes)
        take(bits, 57, c.pointee.locked_bytes, &lockedBytes)
        take(bits, 58, c.pointee.pinned_bytes, &pinnedBytes)
        take(bits, 59, c.pointee.hugetlb_bytes, &hugetlbBytes)
        take(bits, 60, c.pointee.voluntary_switches, &voluntarySwitches)
        take(bits, 61, c.pointee.involuntary_switches, &involuntarySwitches)
        take(bits, 62, c.pointee.seccomp_mode, &seccompMode)
        take(bits, 63, c.pointee.queued_signals, &queuedSignals)
        take(bits, 64, c.pointee.queued_signals_limit, &queuedSignalsLimit)
        take(bits, 65, c.pointee.thp_enabled, &isThpEnabled)
        take(bits, 66, c.pointee.no_new_privileges, &isNoNewPrivileges)
        take(bits, 80, c.pointee.read_bytes, &readBytes)
        take(bits, 81, c.pointee.write_bytes, &writeBytes)
        take(bits, 82, c.pointee.cancelled_write_bytes, &cancelledWriteBytes)
        take(bits, 83, c.pointee.rchar_bytes, &rcharBytes)
        take(bits, 84, c.pointee.wchar_bytes, &wcharBytes)
        take(bits, 85, c.pointee.read_calls, &readCalls)
        take(bits, 86, c.pointee.write_calls, &writeCalls)
        take(bits, 87, c.pointee.descriptors, &descriptors)
        take(bits, 90, c.pointee.proportional_bytes, &proportionalBytes)
        take(bits, 91, c.pointee.unique_bytes, &uniqueBytes)
        take(bits, 92, c.pointee.proportional_swap_bytes, &proportionalSwapBytes)
        take(bits, 96, c.pointee.cgroup_namespace, &cgroupNamespace)
        take(bits, 97, c.pointee.ipc_namespace, &ipcNamespace)
        take(bits, 98, c.pointee.mount_namespace, &mountNamespace)
        take(bits, 99, c.pointee.network_namespace, &networkNamespace)
        take(bits, 100, c.pointee.pid_namespace, &pidNamespace)
        take(bits, 101, c.pointee.children_pid_namespace, &childrenPidNamespace)
        take(bits, 102, c.pointee.time_namespace, &timeNamespace)
        take(bits, 103, c.pointee.children_time_namespace, &childrenTimeNamespace)
        take(bits, 104, c.pointee.user_namespace, &userNamespace)
        take(bits, 105, c.pointee.uts_namespace, &utsNamespace)
        take(bits, 106, c.pointee.oom_score, &oomScore)
        take(bits, 107, c.pointee.oom_score_adjustment, &oomScoreAdjustment)
        take(bits, 108, c.pointee.run_time_ns, &runTimeNs)
        take(bits, 109, c.pointee.run_delay_ns, &runDelayNs)
        take(bits, 110, c.pointee.time_slices, &timeSlices)
        take(bits, 112, c.pointee.io_priority_class, &ioPriorityClass)
        take(bits, 113, c.pointee.io_priority_level, &ioPriorityLevel)
        take(bits, 114, c.pointee.login_uid, &loginUid)
        take(bits, 115, c.pointee.audit_session, &auditSession)
        take(bits, 116, c.pointee.autogroup, &autogroup)
        take(bits, 117, c.pointee.autogroup_nice, &autogroupNice)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.process
        body(fields[0], Sample.Field.Value(parentPid))
        body(fields[1], Sample.Field.Value(startTicks))
        body(fields[2], Sample.Field.Value(startNs))
        body(fields[7], Sample.Field.Value(threads))
        body(fields[8], Sample.Field.Value(processGroup))
        body(fields[9], Sample.Field.Value(session))
        body(fields[10], Sample.Field.Value(terminalDevice))
        body(fields[11], Sample.Field.Value(foregroundGroup))
        body(fields[12], Sample.Field.Value(flags))
        body(fields[13], Sample.Field.Value(exitSignal))
        body(fields[14], Sample.Field.Value(priority))
        body(fields[15], Sample.Field.Value(nice))
        body(fields[16], Sample.Field.Value(realtimePriority))
        body(fields[17], Sample.Field.Value(schedulingPolicy))
        body(fields[18], Sample.Field.Value(lastCPU))
        body(fields[19], Sample.Field.Value(userTimeNs))
        body(fields[20], Sample.Field.Value(systemTimeNs))
        body(fields[21], Sample.Field.Value(totalTimeNs))
        body(fields[22], Sample.Field.Value(childrenUserTimeNs))
        body(fields[23], Sample.Field.Value(childrenSystemTimeNs))
        body(fields[24], Sample.Field.Value(guestTimeNs))
        body(fields[25], Sample.Field.Value(childrenGuestTimeNs))
        body(fields[26], Sample.Field.Value(blockDelayNs))
        body(fields[27], Sample.Field.Value(minorFaults))
        body(fields[28], Sample.Field.Value(majorFaults))
        body(fields[29], Sample.Field.Value(childrenMinorFaults))
        body(fields[30], Sample.Field.Value(childrenMajorFaults))
        body(fields[31], Sample.Field.Value(rssApproximateBytes))
        body(fields[32], Sample.Field.Value(vmsBytes))
        body(fields[33], Sample.Field.Value(rssBytes))
        body(fields[34], Sample.Field.Value(anonymousBytes))
        body(fields[35], Sample.Field.Value(sharedBytes))
        body(fields[36], Sample.Field.Value(memoryPercent))
        body(fields[37], Sample.Field.Value(uid))
        body(fields[38], Sample.Field.Value(effectiveUid))
        body(fields[39], Sample.Field.Value(savedUid))
        body(fields[40], Sample.Field.Value(filesystemUid))
        body(fields[41], Sample.Field.Value(gid))
        body(fields[42], Sample.Field.Value(effectiveGid))
        body(fields[43], Sample.Field.Value(savedGid))
        body(fields[44], Sample.Field.Value(filesystemGid))
        body(fields[45], Sample.Field.Value(namespacePid))
        body(fields[46], Sample.Field.Value(tracerPid))
        body(fields[47], Sample.Field.Value(peakRssBytes))
        body(fields[48], Sample.Field.Value(peakVmsBytes))
        body(fields[49], Sample.Field.Value(fileBytes))
        body(fields[50], Sample.Field.Value(shmemBytes))
        body(fields[51], Sample.Field.Value(swapBytes))
        body(fields[52], Sample.Field.Value(dataBytes))
        body(fields[53], Sample.Field.Value(stackBytes))
        body(fields[54], Sample.Field.Value(textBytes))
        body(fields[55], Sample.Field.Value(libraryBytes))
        body(fields[56], Sample.Field.Value(pageTableBytes))
        body(fields[57], Sample.Field.Value(lockedBytes))
        body(fields[58], Sample.Field.Value(pinnedBytes))
        body(fields[59], Sample.Field.Value(hugetlbBytes))
        body(fields[60], Sample.Field.Value(voluntarySwitches))
        body(fields[61], Sample.Field.Value(involuntarySwitches))
        body(fields[62], Sample.Field.Value(seccompMode))
        body(fields[63], Sample.Field.Value(queuedSignals))
        body(fields[64], Sample.Field.Value(queuedSignalsLimit))
        body(fields[80], Sample.Field.Value(readBytes))
        body(fields[81], Sample.Field.Value(writeBytes))
        body(fields[82], Sample.Field.Value(cancelledWriteBytes))
        body(fields[83], Sample.Field.Value(rcharBytes))
        body(fields[84], Sample.Field.Value(wcharBytes))
        body(fields[85], Sample.Field.Value(readCalls))
        body(fields[86], Sample.Field.Value(writeCalls))
        body(fields[87], Sample.Field.Value(descriptors))
        body(fields[90], Sample.Field.Value(proportionalBytes))
        body(fields[91], Sample.Field.Value(uniqueBytes))
        body(fields[92], Sample.Field.Value(proportionalSwapBytes))
        body(fields[96], Sample.Field.Value(cgroupNamespace))
        body(fields[97], Sample.Field.Value(ipcNamespace))
        body(fields[98], Sample.Field.Value(mountNamespace))
        body(fields[99], Sample.Field.Value(networkNamespace))
        body(fields[100], Sample.Field.Value(pidNamespace))
        body(fields[101], Sample.Field.Value(childrenPidNamespace))
        body(fields[102], Sample.Field.Value(timeNamespace))
        body(fields[103], Sample.Field.Value(childrenTimeNamespace))
        body(fields[104], Sample.Field.Value(userNamespace))
        body(fields[105], Sample.Field.Value(utsNamespace))
        body(fields[106], Sample.Field.Value(oomScore))
        body(fields[107], Sample.Field.Value(oomScoreAdjustment))
        body(fields[108], Sample.Field.Value(runTimeNs))
        body(fields[109], Sample.Field.Value(runDelayNs))
        body(fields[110], Sample.Field.Value(timeSlices))
        body(fields[112], Sample.Field.Value(ioPriorityClass))
        body(fields[113], Sample.Field.Value(ioPriorityLevel))
        body(fields[114], Sample.Field.Value(loginUid))
        body(fields[115], Sample.Field.Value(auditSession))
        body(fields[116], Sample.Field.Value(autogroup))
        body(fields[117], Sample.Field.Value(autogroupNice))
    }
}

extension IPCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_ip_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.default_ttl, &defaultTtl)
        take(bits, 1, c.pointee.in_receives, &inReceives)
        take(bits, 2, c.pointee.in_hdr_errors, &inHdrErrors)
        take(bits, 3, c.pointee.in_addr_errors, &inAddrErrors)
        take(bits, 4, c.pointee.forw_datagrams, &forwDatagrams)
        take(bits, 5, c.pointee.in_unknown_protos, &inUnknownProtos)
        take(bits, 6, c.pointee.in_discards, &inDiscards)
        take(bits, 7, c.pointee.in_delivers, &inDelivers)
        take(bits, 8, c.pointee.out_requests, &outRequests)
        take(bits, 9, c.pointee.out_discards, &outDiscards)
        take(bits, 10, c.pointee.out_no_routes, &outNoRoutes)
        take(bits, 11, c.pointee.reasm_timeout, &reasmTimeout)
        take(bits, 12, c.pointee.reasm_reqds, &reasmReqds)
        take(bits, 13, c.pointee.reasm_oks, &reasmOks)
        take(bits, 14, c.pointee.reasm_fails, &reasmFails)
        take(bits, 15, c.pointee.frag_oks, &fragOks)
        take(bits, 16, c.pointee.frag_fails, &fragFails)
        take(bits, 17, c.pointee.frag_creates, &fragCreates)
        take(bits, 18, c.pointee.out_transmits, &outTransmits)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.ip
        body(fields[0], Sample.Field.Value(defaultTtl))
        body(fields[1], Sample.Field.Value(inReceives))
        body(fields[2], Sample.Field.Value(inHdrErrors))
        body(fields[3], Sample.Field.Value(inAddrErrors))
        body(fields[4], Sample.Field.Value(forwDatagrams))
        body(fields[5], Sample.Field.Value(inUnknownProtos))
        body(fields[6], Sample.Field.Value(inDiscards))
        body(fields[7], Sample.Field.Value(inDelivers))
        body(fields[8], Sample.Field.Value(outRequests))
        body(fields[9], Sample.Field.Value(outDiscards))
        body(fields[10], Sample.Field.Value(outNoRoutes))
        body(fields[11], Sample.Field.Value(reasmTimeout))
        body(fields[12], Sample.Field.Value(reasmReqds))
        body(fields[13], Sample.Field.Value(reasmOks))
        body(fields[14], Sample.Field.Value(reasmFails))
        body(fields[15], Sample.Field.Value(fragOks))
        body(fields[16], Sample.Field.Value(fragFails))
        body(fields[17], Sample.Field.Value(fragCreates))
        body(fields[18], Sample.Field.Value(outTransmits))
    }
}

extension ICMPCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_icmp_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_msgs, &inMsgs)
        take(bits, 1, c.pointee.in_errors, &inErrors)
        take(bits, 2, c.pointee.in_csum_errors, &inCsumErrors)
        take(bits, 3, c.pointee.in_dest_unreachs, &inDestUnreachs)
        take(bits, 4, c.pointee.in_time_excds, &inTimeExcds)
        take(bits, 5, c.pointee.in_parm_probs, &inParmProbs)
        take(bits, 6, c.pointee.in_src_quenchs, &inSrcQuenchs)
        take(bits, 7, c.pointee.in_redirects, &inRedirects)
        take(bits, 8, c.pointee.in_echos, &inEchos)
        take(bits, 9, c.pointee.in_echo_reps, &inEchoReps)
        take(bits, 10, c.pointee.in_timestamps, &inTimestamps)
        take(bits, 11, c.pointee.in_timestamp_reps, &inTimestampReps)
        take(bits, 12, c.pointee.in_addr_masks, &inAddrMasks)
        take(bits, 13, c.pointee.in_addr_mask_reps, &inAddrMaskReps)
        take(bits, 14, c.pointee.out_msgs, &outMsgs)
        take(bits, 15, c.pointee.out_errors, &outErrors)
        take(bits, 16, c.pointee.out_rate_limit_global, &outRateLimitGlobal)
        take(bits, 17, c.pointee.out_rate_limit_host, &outRateLimitHost)
        take(bits, 18, c.pointee.out_dest_unreachs, &outDestUnreachs)
        take(bits, 19, c.pointee.out_time_excds, &outTimeExcds)
        take(bits, 20, c.pointee.out_parm_probs, &outParmProbs)
        take(bits, 21, c.pointee.out_src_quenchs, &outSrcQuenchs)
        take(bits, 22, c.pointee.out_redirects, &outRedirects)
        take(bits, 23, c.pointee.out_echos, &outEchos)
        take(bits, 24, c.pointee.out_echo_reps, &outEchoReps)
        take(bits, 25, c.pointee.out_timestamps, &outTimestamps)
        take(bits, 26, c.pointee.out_timestamp_reps, &outTimestampReps)
        take(bits, 27, c.pointee.out_addr_masks, &outAddrMasks)
        take(bits, 28, c.pointee.out_addr_mask_reps, &outAddrMaskReps)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.icmp
        body(fields[0], Sample.Field.Value(inMsgs))
        body(fields[1], Sample.Field.Value(inErrors))
        body(fields[2], Sample.Field.Value(inCsumErrors))
        body(fields[3], Sample.Field.Value(inDestUnreachs))
        body(fields[4], Sample.Field.Value(inTimeExcds))
        body(fields[5], Sample.Field.Value(inParmProbs))
        body(fields[6], Sample.Field.Value(inSrcQuenchs))
        body(fields[7], Sample.Field.Value(inRedirects))
        body(fields[8], Sample.Field.Value(inEchos))
        body(fields[9], Sample.Field.Value(inEchoReps))
        body(fields[10], Sample.Field.Value(inTimestamps))
        body(fields[11], Sample.Field.Value(inTimestampReps))
        body(fields[12], Sample.Field.Value(inAddrMasks))
        body(fields[13], Sample.Field.Value(inAddrMaskReps))
        body(fields[14], Sample.Field.Value(outMsgs))
        body(fields[15], Sample.Field.Value(outErrors))
        body(fields[16], Sample.Field.Value(outRateLimitGlobal))
        body(fields[17], Sample.Field.Value(outRateLimitHost))
        body(fields[18], Sample.Field.Value(outDestUnreachs))
        body(fields[19], Sample.Field.Value(outTimeExcds))
        body(fields[20], Sample.Field.Value(outParmProbs))
        body(fields[21], Sample.Field.Value(outSrcQuenchs))
        body(fields[22], Sample.Field.Value(outRedirects))
        body(fields[23], Sample.Field.Value(outEchos))
        body(fields[24], Sample.Field.Value(outEchoReps))
        body(fields[25], Sample.Field.Value(outTimestamps))
        body(fields[26], Sample.Field.Value(outTimestampReps))
        body(fields[27], Sample.Field.Value(outAddrMasks))
        body(fields[28], Sample.Field.Value(outAddrMaskReps))
    }
}

extension TCPCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_tcp_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.rto_min_ns, &rtoMinNs)
        take(bits, 1, c.pointee.rto_max_ns, &rtoMaxNs)
        take(bits, 2, c.pointee.active_opens, &activeOpens)
        take(bits, 3, c.pointee.passive_opens, &passiveOpens)
        take(bits, 4, c.pointee.attempt_fails, &attemptFails)
        take(bits, 5, c.pointee.estab_resets, &estabResets)
        take(bits, 6, c.pointee.in_segs, &inSegs)
        take(bits, 7, c.pointee.out_segs, &outSegs)
        take(bits, 8, c.pointee.in_errs, &inErrs)
        take(bits, 9, c.pointee.out_rsts, &outRsts)
        take(bits, 10, c.pointee.in_csum_errors, &inCsumErrors)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.tcp
        body(fields[0], Sample.Field.Value(rtoMinNs))
        body(fields[1], Sample.Field.Value(rtoMaxNs))
        body(fields[2], Sample.Field.Value(activeOpens))
        body(fields[3], Sample.Field.Value(passiveOpens))
        body(fields[4], Sample.Field.Value(attemptFails))
        body(fields[5], Sample.Field.Value(estabResets))
        body(fields[6], Sample.Field.Value(inSegs))
        body(fields[7], Sample.Field.Value(outSegs))
        body(fields[8], Sample.Field.Value(inErrs))
        body(fields[9], Sample.Field.Value(outRsts))
        body(fields[10], Sample.Field.Value(inCsumErrors))
    }
}

extension UDPCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_udp_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_datagrams, &inDatagrams)
        take(bits, 1, c.pointee.no_ports, &noPorts)
        take(bits, 2, c.pointee.in_errors, &inErrors)
        take(bits, 3, c.pointee.out_datagrams, &outDatagrams)
        take(bits, 4, c.pointee.rcvbuf_errors, &rcvbufErrors)
        take(bits, 5, c.pointee.sndbuf_errors, &sndbufErrors)
        take(bits, 6, c.pointee.in_csum_errors, &inCsumErrors)
        take(bits, 7, c.pointee.ignored_multi, &ignoredMulti)
        take(bits, 8, c.pointee.mem_errors, &memErrors)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.udp
        body(fields[0], Sample.Field.Value(inDatagrams))
        body(fields[1], Sample.Field.Value(noPorts))
        body(fields[2], Sample.Field.Value(inErrors))
        body(fields[3], Sample.Field.Value(outDatagrams))
        body(fields[4], Sample.Field.Value(rcvbufErrors))
        body(fields[5], Sample.Field.Value(sndbufErrors))
        body(fields[6], Sample.Field.Value(inCsumErrors))
        body(fields[7], Sample.Field.Value(ignoredMulti))
        body(fields[8], Sample.Field.Value(memErrors))
    }
}

extension Cgroup {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_cgroup>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.usage_ns, &usageNs)
        take(bits, 1, c.pointee.user_ns, &userNs)
        take(bits, 2, c.pointee.system_ns, &systemNs)
        take(bits, 3, c.pointee.periods, &periods)
        take(bits, 4, c.pointee.throttled_periods, &throttledPeriods)
        take(bits, 5, c.pointee.throttled_ns, &throttledNs)
        take(bits, 6, c.pointee.bursts, &bursts)
        take(bits, 7, c.pointee.burst_ns, &burstNs)
        take(bits, 8, c.pointee.quota_ns, &quotaNs)
        take(bits, 9, c.pointee.period_ns, &periodNs)
        take(bits, 10, c.pointee.weight, &weight)
        take(bits, 11, c.pointee.shares, &shares)
        take(bits, 12, c.pointee.memory_current_bytes, &memoryCurrentBytes)
        take(bits, 13, c.pointee.memory_working_set_bytes, &memoryWorkingSetBytes)
        take(bits, 14, c.pointee.memory_max_bytes, &memoryMaxBytes)
        take(bits, 15, c.pointee.memory_high_bytes, &memoryHighBytes)
        take(bits, 16, c.pointee.memory_peak_bytes, &memoryPeakBytes)
        take(bits, 17, c.pointee.anon_bytes, &anonBytes)
        take(bits, 18, c.pointee.file_bytes, &fileBytes)
        take(bits, 19, c.pointee.kernel_bytes, &kernelBytes)
        take(bits, 20, c.pointee.slab_bytes, &slabBytes)
        take(bits, 21, c.pointee.sock_bytes, &sockBytes)
        take(bits, 22, c.pointee.shmem_bytes, &shmemBytes)
        take(bits, 23, c.pointee.inactive_file_bytes, &inactiveFileBytes)
        take(bits, 24, c.pointee.active_file_bytes, &activeFileBytes)
        take(bits, 25, c.pointee.major_faults, &majorFaults)
        take(bits, 26, c.pointee.swap_current_bytes, &swapCurrentBytes)
        take(bits, 27, c.pointee.swap_max_bytes, &swapMaxBytes)
        take(bits, 28, c.pointee.swap_high_bytes, &swapHighBytes)
        take(bits, 29, c.pointee.memsw_current_bytes, &memswCurrentBytes)
        take(bits, 30, c.pointee.memsw_max_bytes, &memswMaxBytes)
        take(bits, 31, c.pointee.zswap_current_bytes, &zswapCurrentBytes)
        take(bits, 32, c.pointee.zswap_max_bytes, &zswapMaxBytes)
        take(bits, 33, c.pointee.events_low, &eventsLow)
        take(bits, 34, c.pointee.events_high, &eventsHigh)
        take(bits, 35, c.pointee.events_max, &eventsMax)
        take(bits, 36, c.pointee.events_oom, &eventsOom)
        take(bits, 37, c.pointee.events_oom_kill, &eventsOomKill)
        take(bits, 38, c.pointee.events_oom_group_kill, &eventsOomGroupKill)
        take(bits, 39, c.pointee.local_high, &localHigh)
        take(bits, 40, c.pointee.local_max, &localMax)
        take(bits, 41, c.pointee.local_oom, &localOom)
        take(bits, 42, c.pointee.local_oom_kill, &localOomKill)
        take(bits, 43, c.pointee.pids_events_max, &pidsEventsMax)
        take(bits, 44, c.pointee.pids_current, &pidsCurrent)
        take(bits, 45, c.pointee.pids_max, &pidsMax)
        take(bits, 46, c.pointee.read_bytes, &readBytes)
        take(bits, 47, c.pointee.written_bytes, &writtenBytes)
        take(bits, 48, c.pointee.reads, &reads)
        take(bits, 49, c.pointee.writes, &writes)
        take(bits, 50, c.pointee.discarded_bytes, &discardedBytes)
        take(bits, 51, c.pointee.discards, &discards)
        take(bits, 52, c.pointee.uclamp_min_percent, &uclampMinPercent)
        take(bits, 53, c.pointee.uclamp_max_percent, &uclampMaxPercent)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.cgroup
        body(fields[0], Sample.Field.Value(usageNs))
        body(fields[1], Sample.Field.Value(userNs))
        body(fields[2], Sample.Field.Value(systemNs))
        body(fields[3], Sample.Field.Value(periods))
        body(fields[4], Sample.Field.Value(throttledPeriods))
        body(fields[5], Sample.Field.Value(throttledNs))
        body(fields[6], Sample.Field.Value(bursts))
        body(fields[7], Sample.Field.Value(burstNs))
        body(fields[8], Sample.Field.Value(quotaNs))
        body(fields[9], Sample.Field.Value(periodNs))
        body(fields[10], Sample.Field.Value(weight))
        body(fields[11], Sample.Field.Value(shares))
        body(fields[12], Sample.Field.Value(memoryCurrentBytes))
        body(fields[13], Sample.Field.Value(memoryWorkingSetBytes))
        body(fields[14], Sample.Field.Value(memoryMaxBytes))
        body(fields[15], Sample.Field.Value(memoryHighBytes))
        body(fields[16], Sample.Field.Value(memoryPeakBytes))
        body(fields[17], Sample.Field.Value(anonBytes))
        body(fields[18], Sample.Field.Value(fileBytes))
        body(fields[19], Sample.Field.Value(kernelBytes))
        body(fields[20], Sample.Field.Value(slabBytes))
        body(fields[21], Sample.Field.Value(sockBytes))
        body(fields[22], Sample.Field.Value(shmemBytes))
        body(fields[23], Sample.Field.Value(inactiveFileBytes))
        body(fields[24], Sample.Field.Value(activeFileBytes))
        body(fields[25], Sample.Field.Value(majorFaults))
        body(fields[26], Sample.Field.Value(swapCurrentBytes))
        body(fields[27], Sample.Field.Value(swapMaxBytes))
        body(fields[28], Sample.Field.Value(swapHighBytes))
        body(fields[29], Sample.Field.Value(memswCurrentBytes))
        body(fields[30], Sample.Field.Value(memswMaxBytes))
        body(fields[31], Sample.Field.Value(zswapCurrentBytes))
        body(fields[32], Sample.Field.Value(zswapMaxBytes))
        body(fields[33], Sample.Field.Value(eventsLow))
        body(fields[34], Sample.Field.Value(eventsHigh))
        body(fields[35], Sample.Field.Value(eventsMax))
        body(fields[36], Sample.Field.Value(eventsOom))
        body(fields[37], Sample.Field.Value(eventsOomKill))
        body(fields[38], Sample.Field.Value(eventsOomGroupKill))
        body(fields[39], Sample.Field.Value(localHigh))
        body(fields[40], Sample.Field.Value(localMax))
        body(fields[41], Sample.Field.Value(localOom))
        body(fields[42], Sample.Field.Value(localOomKill))
        body(fields[43], Sample.Field.Value(pidsEventsMax))
        body(fields[44], Sample.Field.Value(pidsCurrent))
        body(fields[45], Sample.Field.Value(pidsMax))
        body(fields[46], Sample.Field.Value(readBytes))
        body(fields[47], Sample.Field.Value(writtenBytes))
        body(fields[48], Sample.Field.Value(reads))
        body(fields[49], Sample.Field.Value(writes))
        body(fields[50], Sample.Field.Value(discardedBytes))
        body(fields[51], Sample.Field.Value(discards))
        body(fields[52], Sample.Field.Value(uclampMinPercent))
        body(fields[53], Sample.Field.Value(uclampMaxPercent))
    }
}

extension Swap.Device {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_swap_device>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.size_bytes, &sizeBytes)
        take(bits, 1, c.pointee.used_bytes, &usedBytes)
        take(bits, 2, c.pointee.priority, &priority)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.swapDevice
        body(fields[0], Sample.Field.Value(sizeBytes))
        body(fields[1], Sample.Field.Value(usedBytes))
        body(fields[2], Sample.Field.Value(priority))
    }
}

extension Swap.Zram {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_zram>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.disk_size_bytes, &diskSizeBytes)
        take(bits, 1, c.pointee.original_bytes, &originalBytes)
        take(bits, 2, c.pointee.compressed_bytes, &compressedBytes)
        take(bits, 3, c.pointee.memory_used_bytes, &memoryUsedBytes)
        take(bits, 4, c.pointee.memory_limit_bytes, &memoryLimitBytes)
        take(bits, 5, c.pointee.memory_peak_bytes, &memoryPeakBytes)
        take(bits, 6, c.pointee.same_pages, &samePages)
        take(bits, 7, c.pointee.huge_pages, &hugePages)
        take(bits, 8, c.pointee.ratio, &ratio)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.zram
        body(fields[0], Sample.Field.Value(diskSizeBytes))
        body(fields[1], Sample.Field.Value(originalBytes))
        body(fields[2], Sample.Field.Value(compressedBytes))
        body(fields[3], Sample.Field.Value(memoryUsedBytes))
        body(fields[4], Sample.Field.Value(memoryLimitBytes))
        body(fields[5], Sample.Field.Value(memoryPeakBytes))
        body(fields[6], Sample.Field.Value(samePages))
        body(fields[7], Sample.Field.Value(hugePages))
        body(fields[8], Sample.Field.Value(ratio))
    }
}

extension Interrupts.Line {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_interrupt>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.count, &count)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.interrupt
        body(fields[0], Sample.Field.Value(count))
    }
}

extension Interrupts.CPUWork {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_cpu_work>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.run_ns, &runNs)
        take(bits, 1, c.pointee.wait_ns, &waitNs)
        take(bits, 2, c.pointee.timeslices, &timeslices)
        take(bits, 3, c.pointee.packets, &packets)
        take(bits, 4, c.pointee.packets_dropped, &packetsDropped)
        take(bits, 5, c.pointee.time_squeezes, &timeSqueezes)
        take(bits, 6, c.pointee.soft_interrupts_hi, &softInterruptsHi)
        take(bits, 7, c.pointee.soft_interrupts_timer, &softInterruptsTimer)
        take(bits, 8, c.pointee.soft_interrupts_net_tx, &softInterruptsNetTx)
        take(bits, 9, c.pointee.soft_interrupts_net_rx, &softInterruptsNetRx)
        take(bits, 10, c.pointee.soft_interrupts_block, &softInterruptsBlock)
        take(bits, 11, c.pointee.soft_interrupts_irq_poll, &softInterruptsIrqPoll)
        take(bits, 12, c.pointee.soft_interrupts_tasklet, &softInterruptsTasklet)
        take(bits, 13, c.pointee.soft_interrupts_sched, &softInterruptsSched)
        take(bits, 14, c.pointee.soft_interrupts_hrtimer, &softInterruptsHrtimer)
        take(bits, 15, c.pointee.soft_interrupts_rcu, &softInterruptsRcu)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.cpuWork
        body(fields[0], Sample.Field.Value(runNs))
        body(fields[1], Sample.Field.Value(waitNs))
        body(fields[2], Sample.Field.Value(timeslices))
        body(fields[3], Sample.Field.Value(packets))
        body(fields[4], Sample.Field.Value(packetsDropped))
        body(fields[5], Sample.Field.Value(timeSqueezes))
        body(fields[6], Sample.Field.Value(softInterruptsHi))
        body(fields[7], Sample.Field.Value(softInterruptsTimer))
        body(fields[8], Sample.Field.Value(softInterruptsNetTx))
        body(fields[9], Sample.Field.Value(softInterruptsNetRx))
        body(fields[10], Sample.Field.Value(softInterruptsBlock))
        body(fields[11], Sample.Field.Value(softInterruptsIrqPoll))
        body(fields[12], Sample.Field.Value(softInterruptsTasklet))
        body(fields[13], Sample.Field.Value(softInterruptsSched))
        body(fields[14], Sample.Field.Value(softInterruptsHrtimer))
        body(fields[15], Sample.Field.Value(softInterruptsRcu))
    }
}

extension HostSystem {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_host>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.open_files, &openFiles)
        take(bits, 1, c.pointee.open_files_max, &openFilesMax)
        take(bits, 2, c.pointee.inodes_allocated, &inodesAllocated)
        take(bits, 3, c.pointee.inodes_free, &inodesFree)
        take(bits, 4, c.pointee.entropy_bits, &entropyBits)
        take(bits, 5, c.pointee.nr_open, &nrOpen)
        take(bits, 6, c.pointee.pid_max, &pidMax)
        take(bits, 7, c.pointee.threads_max, &threadsMax)
        take(bits, 8, c.pointee.max_map_count, &maxMapCount)
        take(bits, 9, c.pointee.swappiness, &swappiness)
        take(bits, 10, c.pointee.overcommit_memory, &overcommitMemory)
        take(bits, 11, c.pointee.overcommit_ratio, &overcommitRatio)
        take(bits, 12, c.pointee.dirty_ratio, &dirtyRatio)
        take(bits, 13, c.pointee.dirty_background_ratio, &dirtyBackgroundRatio)
        take(bits, 14, c.pointee.min_free_bytes, &minFreeBytes)
        take(bits, 15, c.pointee.vfs_cache_pressure, &vfsCachePressure)
        take(bits, 16, c.pointee.clock_synchronized, &isClockSynchronized)
        take(bits, 17, c.pointee.clock_offset_ns, &clockOffsetNs)
        take(bits, 18, c.pointee.clock_estimated_error_ns, &clockEstimatedErrorNs)
        take(bits, 19, c.pointee.clock_maximum_error_ns, &clockMaximumErrorNs)
        take(bits, 20, c.pointee.memory_corrected_errors, &memoryCorrectedErrors)
        take(bits, 21, c.pointee.memory_uncorrected_errors, &memoryUncorrectedErrors)
        take(bits, 22, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.host
        body(fields[0], Sample.Field.Value(openFiles))
        body(fields[1], Sample.Field.Value(openFilesMax))
        body(fields[2], Sample.Field.Value(inodesAllocated))
        body(fields[3], Sample.Field.Value(inodesFree))
        body(fields[4], Sample.Field.Value(entropyBits))
        body(fields[5], Sample.Field.Value(nrOpen))
        body(fields[6], Sample.Field.Value(pidMax))
        body(fields[7], Sample.Field.Value(threadsMax))
        body(fields[8], Sample.Field.Value(maxMapCount))
        body(fields[9], Sample.Field.Value(swappiness))
        body(fields[10], Sample.Field.Value(overcommitMemory))
        body(fields[11], Sample.Field.Value(overcommitRatio))
        body(fields[12], Sample.Field.Value(dirtyRatio))
        body(fields[13], Sample.Field.Value(dirtyBackgroundRatio))
        body(fields[14], Sample.Field.Value(minFreeBytes))
        body(fields[15], Sample.Field.Value(vfsCachePressure))
        body(fields[17], Sample.Field.Value(clockOffsetNs))
        body(fields[18], Sample.Field.Value(clockEstimatedErrorNs))
        body(fields[19], Sample.Field.Value(clockMaximumErrorNs))
        body(fields[20], Sample.Field.Value(memoryCorrectedErrors))
        body(fields[21], Sample.Field.Value(memoryUncorrectedErrors))
        body(fields[22], Sample.Field.Value(monotonicNs))
    }
}

extension Topology.LogicalCPU {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_topology_cpu>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.core_id, &coreId)
        take(bits, 1, c.pointee.package_id, &packageId)
        take(bits, 2, c.pointee.node, &node)
        take(bits, 3, c.pointee.capacity, &capacity)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.topologyCPU
        body(fields[0], Sample.Field.Value(coreId))
        body(fields[1], Sample.Field.Value(packageId))
        body(fields[2], Sample.Field.Value(node))
        body(fields[3], Sample.Field.Value(capacity))
    }
}

extension Topology.Cache {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_cache>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.level, &level)
        take(bits, 1, c.pointee.size_bytes, &sizeBytes)
        take(bits, 2, c.pointee.line_bytes, &lineBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.cache
        body(fields[0], Sample.Field.Value(level))
        body(fields[1], Sample.Field.Value(sizeBytes))
        body(fields[2], Sample.Field.Value(lineBytes))
    }
}

extension Topology.Node {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_node>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.total_bytes, &totalBytes)
        take(bits, 1, c.pointee.free_bytes, &freeBytes)
        take(bits, 2, c.pointee.used_bytes, &usedBytes)
        take(bits, 3, c.pointee.numa_hit, &numaHit)
        take(bits, 4, c.pointee.numa_miss, &numaMiss)
        take(bits, 5, c.pointee.numa_foreign, &numaForeign)
        take(bits, 6, c.pointee.local_node, &localNode)
        take(bits, 7, c.pointee.other_node, &otherNode)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.node
        body(fields[0], Sample.Field.Value(totalBytes))
        body(fields[1], Sample.Field.Value(freeBytes))
        body(fields[2], Sample.Field.Value(usedBytes))
        body(fields[3], Sample.Field.Value(numaHit))
        body(fields[4], Sample.Field.Value(numaMiss))
        body(fields[5], Sample.Field.Value(numaForeign))
        body(fields[6], Sample.Field.Value(localNode))
        body(fields[7], Sample.Field.Value(otherNode))
    }
}

extension Storage.Device {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_block_device>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.size_bytes, &sizeBytes)
        take(bits, 1, c.pointee.read_only, &isReadOnly)
        take(bits, 2, c.pointee.removable, &isRemovable)
        take(bits, 3, c.pointee.hidden, &isHidden)
        take(bits, 4, c.pointee.rotational, &isRotational)
        take(bits, 5, c.pointee.logical_block_bytes, &logicalBlockBytes)
        take(bits, 6, c.pointee.physical_block_bytes, &physicalBlockBytes)
        take(bits, 7, c.pointee.maximum_request_bytes, &maximumRequestBytes)
        take(bits, 8, c.pointee.discard_granularity_bytes, &discardGranularityBytes)
        take(bits, 9, c.pointee.queue_requests, &queueRequests)
        take(bits, 10, c.pointee.queue_depth, &queueDepth)
        take(bits, 11, c.pointee.write_back, &isWriteBack)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.blockDevice
        body(fields[0], Sample.Field.Value(sizeBytes))
        body(fields[5], Sample.Field.Value(logicalBlockBytes))
        body(fields[6], Sample.Field.Value(physicalBlockBytes))
        body(fields[7], Sample.Field.Value(maximumRequestBytes))
        body(fields[8], Sample.Field.Value(discardGranularityBytes))
        body(fields[9], Sample.Field.Value(queueRequests))
        body(fields[10], Sample.Field.Value(queueDepth))
    }
}

extension Storage.RAIDArray {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_md_array>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.raid_disks, &raidDisks)
        take(bits, 1, c.pointee.degraded_disks, &degradedDisks)
        take(bits, 2, c.pointee.chunk_bytes, &chunkBytes)
        take(bits, 3, c.pointee.sync_done_bytes, &syncDoneBytes)
        take(bits, 4, c.pointee.sync_total_bytes, &syncTotalBytes)
        take(bits, 5, c.pointee.sync_bytes_per_second, &syncBytesPerSecond)
        take(bits, 6, c.pointee.mismatch_bytes, &mismatchBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.mdArray
        body(fields[0], Sample.Field.Value(raidDisks))
        body(fields[1], Sample.Field.Value(degradedDisks))
        body(fields[2], Sample.Field.Value(chunkBytes))
        body(fields[3], Sample.Field.Value(syncDoneBytes))
        body(fields[4], Sample.Field.Value(syncTotalBytes))
        body(fields[5], Sample.Field.Value(syncBytesPerSecond))
        body(fields[6], Sample.Field.Value(mismatchBytes))
    }
}

extension Storage.Member {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_md_member>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.slot, &slot)
        take(bits, 1, c.pointee.errors, &errors)
        take(bits, 2, c.pointee.faulty, &isFaulty)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.mdMember
        body(fields[0], Sample.Field.Value(slot))
        body(fields[1], Sample.Field.Value(errors))
    }
}

extension Storage.ARC {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_arc>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.size_bytes, &sizeBytes)
        take(bits, 1, c.pointee.target_bytes, &targetBytes)
        take(bits, 2, c.pointee.minimum_bytes, &minimumBytes)
        take(bits, 3, c.pointee.maximum_bytes, &maximumBytes)
        take(bits, 4, c.pointee.available_bytes, &availableBytes)
        take(bits, 5, c.pointee.hits, &hits)
        take(bits, 6, c.pointee.misses, &misses)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.arc
        body(fields[0], Sample.Field.Value(sizeBytes))
        body(fields[1], Sample.Field.Value(targetBytes))
        body(fields[2], Sample.Field.Value(minimumBytes))
        body(fields[3], Sample.Field.Value(maximumBytes))
        body(fields[4], Sample.Field.Value(availableBytes))
        body(fields[5], Sample.Field.Value(hits))
        body(fields[6], Sample.Field.Value(misses))
    }
}

extension Storage.Btrfs {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_btrfs>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.data_total_bytes, &dataTotalBytes)
        take(bits, 1, c.pointee.data_used_bytes, &dataUsedBytes)
        take(bits, 2, c.pointee.metadata_total_bytes, &metadataTotalBytes)
        take(bits, 3, c.pointee.metadata_used_bytes, &metadataUsedBytes)
        take(bits, 4, c.pointee.system_total_bytes, &systemTotalBytes)
        take(bits, 5, c.pointee.system_used_bytes, &systemUsedBytes)
        take(bits, 6, c.pointee.mixed_total_bytes, &mixedTotalBytes)
        take(bits, 7, c.pointee.mixed_used_bytes, &mixedUsedBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.btrfs
        body(fields[0], Sample.Field.Value(dataTotalBytes))
        body(fields[1], Sample.Field.Value(dataUsedBytes))
        body(fields[2], Sample.Field.Value(metadataTotalBytes))
        body(fields[3], Sample.Field.Value(metadataUsedBytes))
        body(fields[4], Sample.Field.Value(systemTotalBytes))
        body(fields[5], Sample.Field.Value(systemUsedBytes))
        body(fields[6], Sample.Field.Value(mixedTotalBytes))
        body(fields[7], Sample.Field.Value(mixedUsedBytes))
    }
}

extension Storage.BtrfsDevice {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_btrfs_device>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.missing, &isMissing)
        take(bits, 1, c.pointee.write_errors, &writeErrors)
        take(bits, 2, c.pointee.read_errors, &readErrors)
        take(bits, 3, c.pointee.flush_errors, &flushErrors)
        take(bits, 4, c.pointee.corruption_errors, &corruptionErrors)
        take(bits, 5, c.pointee.generation_errors, &generationErrors)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.btrfsDevice
        body(fields[1], Sample.Field.Value(writeErrors))
        body(fields[2], Sample.Field.Value(readErrors))
        body(fields[3], Sample.Field.Value(flushErrors))
        body(fields[4], Sample.Field.Value(corruptionErrors))
        body(fields[5], Sample.Field.Value(generationErrors))
    }
}

extension Storage.Health {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_disk_health>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.critical_warning, &criticalWarning)
        take(bits, 1, c.pointee.failure_predicted, &isFailurePredicted)
        take(bits, 2, c.pointee.used_percent, &usedPercent)
        take(bits, 3, c.pointee.spare_percent, &sparePercent)
        take(bits, 4, c.pointee.spare_threshold_percent, &spareThresholdPercent)
        take(bits, 5, c.pointee.temperature_millicelsius, &temperatureMillicelsius)
        take(bits, 6, c.pointee.power_on_ns, &powerOnNs)
        take(bits, 7, c.pointee.busy_ns, &busyNs)
        take(bits, 8, c.pointee.power_cycles, &powerCycles)
        take(bits, 9, c.pointee.unsafe_shutdowns, &unsafeShutdowns)
        take(bits, 10, c.pointee.media_errors, &mediaErrors)
        take(bits, 11, c.pointee.error_log_entries, &errorLogEntries)
        take(bits, 12, c.pointee.read_bytes, &readBytes)
        take(bits, 13, c.pointee.written_bytes, &writtenBytes)
        take(bits, 14, c.pointee.reallocated_sectors, &reallocatedSectors)
        take(bits, 15, c.pointee.pending_sectors, &pendingSectors)
        take(bits, 16, c.pointee.uncorrectable_sectors, &uncorrectableSectors)
        take(bits, 17, c.pointee.interface_errors, &interfaceErrors)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.diskHealth
        body(fields[0], Sample.Field.Value(criticalWarning))
        body(fields[2], Sample.Field.Value(usedPercent))
        body(fields[3], Sample.Field.Value(sparePercent))
        body(fields[4], Sample.Field.Value(spareThresholdPercent))
        body(fields[5], Sample.Field.Value(temperatureMillicelsius))
        body(fields[6], Sample.Field.Value(powerOnNs))
        body(fields[7], Sample.Field.Value(busyNs))
        body(fields[8], Sample.Field.Value(powerCycles))
        body(fields[9], Sample.Field.Value(unsafeShutdowns))
        body(fields[10], Sample.Field.Value(mediaErrors))
        body(fields[11], Sample.Field.Value(errorLogEntries))
        body(fields[12], Sample.Field.Value(readBytes))
        body(fields[13], Sample.Field.Value(writtenBytes))
        body(fields[14], Sample.Field.Value(reallocatedSectors))
        body(fields[15], Sample.Field.Value(pendingSectors))
        body(fields[16], Sample.Field.Value(uncorrectableSectors))
        body(fields[17], Sample.Field.Value(interfaceErrors))
    }
}

extension Protocols {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_protocols>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.tcp6_sockets, &tcp6Sockets)
        take(bits, 1, c.pointee.udp6_sockets, &udp6Sockets)
        take(bits, 2, c.pointee.udplite6_sockets, &udplite6Sockets)
        take(bits, 3, c.pointee.raw6_sockets, &raw6Sockets)
        take(bits, 4, c.pointee.fragments6, &fragments6)
        take(bits, 5, c.pointee.fragments6_memory_bytes, &fragments6MemoryBytes)
        take(bits, 6, c.pointee.conntrack_entries, &conntrackEntries)
        take(bits, 7, c.pointee.conntrack_max, &conntrackMax)
        take(bits, 8, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.protocols
        body(fields[0], Sample.Field.Value(tcp6Sockets))
        body(fields[1], Sample.Field.Value(udp6Sockets))
        body(fields[2], Sample.Field.Value(udplite6Sockets))
        body(fields[3], Sample.Field.Value(raw6Sockets))
        body(fields[4], Sample.Field.Value(fragments6))
        body(fields[5], Sample.Field.Value(fragments6MemoryBytes))
        body(fields[6], Sample.Field.Value(conntrackEntries))
        body(fields[7], Sample.Field.Value(conntrackMax))
        body(fields[8], Sample.Field.Value(monotonicNs))
    }
}

extension TCPExtendedCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_tcp_ext_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.syncookies_sent, &syncookiesSent)
        take(bits, 1, c.pointee.syncookies_recv, &syncookiesRecv)
        take(bits, 2, c.pointee.syncookies_failed, &syncookiesFailed)
        take(bits, 3, c.pointee.embryonic_rsts, &embryonicRsts)
        take(bits, 4, c.pointee.prune_called, &pruneCalled)
        take(bits, 5, c.pointee.rcv_pruned, &rcvPruned)
        take(bits, 6, c.pointee.ofo_pruned, &ofoPruned)
        take(bits, 7, c.pointee.out_of_window_icmps, &outOfWindowIcmps)
        take(bits, 8, c.pointee.lock_dropped_icmps, &lockDroppedIcmps)
        take(bits, 9, c.pointee.arp_filter, &arpFilter)
        take(bits, 10, c.pointee.tw, &tw)
        take(bits, 11, c.pointee.tw_recycled, &twRecycled)
        take(bits, 12, c.pointee.tw_killed, &twKilled)
        take(bits, 13, c.pointee.paws_active, &pawsActive)
        take(bits, 14, c.pointee.paws_estab, &pawsEstab)
        take(bits, 15, c.pointee.beyond_window, &beyondWindow)
        take(bits, 16, c.pointee.tsecr_rejected, &tsecrRejected)
        take(bits, 17, c.pointee.paws_old_ack, &pawsOldAck)
        take(bits, 18, c.pointee.paws_timewait, &pawsTimewait)
        take(bits, 19, c.pointee.delayed_acks, &delayedAcks)
        take(bits, 20, c.pointee.delayed_ack_locked, &delayedAckLocked)
        take(bits, 21, c.pointee.delayed_ack_lost, &delayedAckLost)
        take(bits, 22, c.pointee.listen_overflows, &listenOverflows)
        take(bits, 23, c.pointee.listen_drops, &listenDrops)
        take(bits, 24, c.pointee.tcp_hp_hits, &tcpHpHits)
        take(bits, 25, c.pointee.tcp_pure_acks, &tcpPureAcks)
        take(bits, 26, c.pointee.tcp_hp_acks, &tcpHpAcks)
        take(bits, 27, c.pointee.tcp_reno_recovery, &tcpRenoRecovery)
        take(bits, 28, c.pointee.tcp_sack_recovery, &tcpSackRecovery)
        take(bits, 29, c.pointee.tcp_sack_reneging, &tcpSackReneging)
        take(bits, 30, c.pointee.tcp_sack_reorder, &tcpSackReorder)
        take(bits, 31, c.pointee.tcp_reno_reorder, &tcpRenoReorder)
        take(bits, 32, c.pointee.tcp_ts_reorder, &tcpTsReorder)
        take(bits, 33, c.pointee.tcp_full_undo, &tcpFullUndo)
        take(bits, 34, c.pointee.tcp_partial_undo, &tcpPartialUndo)
        take(bits, 35, c.pointee.tcp_dsack_undo, &tcpDsackUndo)
        take(bits, 36, c.pointee.tcp_loss_undo, &tcpLossUndo)
        take(bits, 37, c.pointee.tcp_lost_retransmit, &tcpLostRetransmit)
        take(bits, 38, c.pointee.tcp_reno_failures, &tcpRenoFailures)
        take(bits, 39, c.pointee.tcp_sack_failures, &tcpSackFailures)
        take(bits, 40, c.pointee.tcp_loss_failures, &tcpLossFailures)
        take(bits, 41, c.pointee.tcp_fast_retrans, &tcpFastRetrans)
        take(bits, 42, c.pointee.tcp_slow_start_retrans, &tcpSlowStartRetrans)
        take(bits, 43, c.pointee.tcp_timeouts, &tcpTimeouts)
        take(bits, 44, c.pointee.tcp_loss_probes, &tcpLossProbes)
        take(bits, 45, c.pointee.tcp_loss_probe_recovery, &tcpLossProbeRecovery)
        take(bits, 46, c.pointee.tcp_reno_recovery_fail, &tcpRenoRecoveryFail)
        take(bits, 47, c.pointee.tcp_sack_recovery_fail, &tcpSackRecoveryFail)
        take(bits, 48, c.pointee.tcp_rcv_collapsed, &tcpRcvCollapsed)
        take(bits, 49, c.pointee.tcp_backlog_coalesce, &tcpBacklogCoalesce)
        take(bits, 50, c.pointee.tcp_dsack_old_sent, &tcpDsackOldSent)
        take(bits, 51, c.pointee.tcp_dsack_ofo_sent, &tcpDsackOfoSent)
        take(bits, 52, c.pointee.tcp_dsack_recv, &tcpDsackRecv)
        take(bits, 53, c.pointee.tcp_dsack_ofo_recv, &tcpDsackOfoRecv)
        take(bits, 54, c.pointee.tcp_abort_on_data, &tcpAbortOnData)
        take(bits, 55, c.pointee.tcp_abort_on_close, &tcpAbortOnClose)
        take(bits, 56, c.pointee.tcp_abort_on_memory, &tcpAbortOnMemory)
        take(bits, 57, c.pointee.tcp_abort_on_timeout, &tcpAbortOnTimeout)
        take(bits, 58, c.pointee.tcp_abort_on_linger, &tcpAbortOnLinger)
        take(bits, 59, c.pointee.tcp_abort_failed, &tcpAbortFailed)
        take(bits, 60, c.pointee.tcp_memory_pressures, &tcpMemoryPressures)
        take(bits, 61, c.pointee.tcp_memory_pressures_chrono_ns, &tcpMemoryPressuresChronoNs)
        take(bits, 62, c.pointee.tcp_sack_discard, &tcpSackDiscard)
        take(bits, 63, c.pointee.tcp_dsack_ignored_old, &tcpDsackIgnoredOld)
        take(bits, 64, c.pointee.tcp_dsack_ignored_no_undo, &tcpDsackIgnoredNoUndo)
        take(bits, 65, c.pointee.tcp_spurious_rtos, &tcpSpuriousRtos)
        take(bits, 66, c.pointee.tcp_sack_shifted, &tcpSackShifted)
        take(bits, 67, c.pointee.tcp_sack_merged, &tcpSackMerged)
        take(bits, 68, c.pointee.tcp_sack_shift_fallback, &tcpSackShiftFallback)
        take(bits, 69, c.pointee.tcp_backlog_drop, &tcpBacklogDrop)
        take(bits, 70, c.pointee.pfmemalloc_drop, &pfmemallocDrop)
        take(bits, 71, c.pointee.tcp_min_ttl_drop, &tcpMinTtlDrop)
        take(bits, 72, c.pointee.tcp_defer_accept_drop, &tcpDeferAcceptDrop)
        take(bits, 73, c.pointee.ip_reverse_path_filter, &ipReversePathFilter)
        take(bits, 74, c.pointee.tcp_time_wait_overflow, &tcpTimeWaitOverflow)
        take(bits, 75, c.pointee.tcp_req_q_full_do_cookies, &tcpReqQFullDoCookies)
        take(bits, 76, c.pointee.tcp_req_q_full_drop, &tcpReqQFullDrop)
        take(bits, 77, c.pointee.tcp_retrans_fail, &tcpRetransFail)
        take(bits, 78, c.pointee.tcp_rcv_coalesce, &tcpRcvCoalesce)
        take(bits, 79, c.pointee.tcp_ofo_queue, &tcpOfoQueue)
        take(bits, 80, c.pointee.tcp_ofo_drop, &tcpOfoDrop)
        take(bits, 81, c.pointee.tcp_ofo_merge, &tcpOfoMerge)
        take(bits, 82, c.pointee.tcp_challenge_ack, &tcpChallengeAck)
        take(bits, 83, c.pointee.tcp_syn_challenge, &tcpSynChallenge)
        take(bits, 84, c.pointee.tcp_spurious_rtx_host_queues, &tcpSpuriousRtxHostQueues)
        take(bits, 85, c.pointee.busy_poll_rx_packets, &busyPollRxPackets)
        take(bits, 86, c.pointee.tcp_auto_corking, &tcpAutoCorking)
        take(bits, 87, c.pointee.tcp_from_zero_window_adv, &tcpFromZeroWindowAdv)
        take(bits, 88, c.pointee.tcp_to_zero_window_adv, &tcpToZeroWindowAdv)
        take(bits, 89, c.pointee.tcp_want_zero_window_adv, &tcpWantZeroWindowAdv)
        take(bits, 90, c.pointee.tcp_syn_retrans, &tcpSynRetrans)
        take(bits, 91, c.pointee.tcp_orig_data_sent, &tcpOrigDataSent)
        take(bits, 92, c.pointee.tcp_hystart_train_detect, &tcpHystartTrainDetect)
        take(bits, 93, c.pointee.tcp_hystart_train_cwnd, &tcpHystartTrainCwnd)
        take(bits, 94, c.pointee.tcp_hystart_delay_detect, &tcpHystartDelayDetect)
        take(bits, 95, c.pointee.tcp_hystart_delay_cwnd, &tcpHystartDelayCwnd)
        take(bits, 96, c.pointee.tcp_ack_skipped_syn_recv, &tcpAckSkippedSynRecv)
        take(bits, 97, c.pointee.tcp_ack_skipped_paws, &tcpAckSkippedPaws)
        take(bits, 98, c.pointee.tcp_ack_skipped_seq, &tcpAckSkippedSeq)
        take(bits, 99, c.pointee.tcp_ack_skipped_fin_wait2, &tcpAckSkippedFinWait2)
        take(bits, 100, c.pointee.tcp_ack_skipped_time_wait, &tcpAckSkippedTimeWait)
        take(bits, 101, c.pointee.tcp_ack_skipped_challenge, &tcpAckSkippedChallenge)
        take(bits, 102, c.pointee.tcp_win_probe, &tcpWinProbe)
        take(bits, 103, c.pointee.tcp_keep_alive, &tcpKeepAlive)
        take(bits, 104, c.pointee.tcp_mtup_fail, &tcpMtupFail)
        take(bits, 105, c.pointee.tcp_mtup_success, &tcpMtupSuccess)
        take(bits, 106, c.pointee.tcp_delivered, &tcpDelivered)
        take(bits, 107, c.pointee.tcp_delivered_ce, &tcpDeliveredCe)
        take(bits, 108, c.pointee.tcp_ack_compressed, &tcpAckCompressed)
        take(bits, 109, c.pointee.tcp_zero_window_drop, &tcpZeroWindowDrop)
        take(bits, 110, c.pointee.tcp_rcvq_drop, &tcpRcvqDrop)
        take(bits, 111, c.pointee.tcp_wqueue_too_big, &tcpWqueueTooBig)
        take(bits, 112, c.pointee.tcp_timeout_rehash, &tcpTimeoutRehash)
        take(bits, 113, c.pointee.tcp_duplicate_data_rehash, &tcpDuplicateDataRehash)
        take(bits, 114, c.pointee.tcp_dsack_recv_segs, &tcpDsackRecvSegs)
        take(bits, 115, c.pointee.tcp_dsack_ignored_dubious, &tcpDsackIgnoredDubious)
        take(bits, 116, c.pointee.tcp_migrate_req_success, &tcpMigrateReqSuccess)
        take(bits, 117, c.pointee.tcp_migrate_req_failure, &tcpMigrateReqFailure)
        take(bits, 118, c.pointee.tcp_plb_rehash, &tcpPlbRehash)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.tcpExt
        body(fields[0], Sample.Field.Value(syncookiesSent))
        body(fields[1], Sample.Field.Value(syncookiesRecv))
        body(fields[2], Sample.Field.Value(syncookiesFailed))
        body(fields[3], Sample.Field.Value(embryonicRsts))
        body(fields[4], Sample.Field.Value(pruneCalled))
        body(fields[5], Sample.Field.Value(rcvPruned))
        body(fields[6], Sample.Field.Value(ofoPruned))
        body(fields[7], Sample.Field.Value(outOfWindowIcmps))
        body(fields[8], Sample.Field.Value(lockDroppedIcmps))
        body(fields[9], Sample.Field.Value(arpFilter))
        body(fields[10], Sample.Field.Value(tw))
        body(fields[11], Sample.Field.Value(twRecycled))
        body(fields[12], Sample.Field.Value(twKilled))
        body(fields[13], Sample.Field.Value(pawsActive))
        body(fields[14], Sample.Field.Value(pawsEstab))
        body(fields[15], Sample.Field.Value(beyondWindow))
        body(fields[16], Sample.Field.Value(tsecrRejected))
        body(fields[17], Sample.Field.Value(pawsOldAck))
        body(fields[18], Sample.Field.Value(pawsTimewait))
        body(fields[19], Sample.Field.Value(delayedAcks))
        body(fields[20], Sample.Field.Value(delayedAckLocked))
        body(fields[21], Sample.Field.Value(delayedAckLost))
        body(fields[22], Sample.Field.Value(listenOverflows))
        body(fields[23], Sample.Field.Value(listenDrops))
        body(fields[24], Sample.Field.Value(tcpHpHits))
        body(fields[25], Sample.Field.Value(tcpPureAcks))
        body(fields[26], Sample.Field.Value(tcpHpAcks))
        body(fields[27], Sample.Field.Value(tcpRenoRecovery))
        body(fields[28], Sample.Field.Value(tcpSackRecovery))
        body(fields[29], Sample.Field.Value(tcpSackReneging))
        body(fields[30], Sample.Field.Value(tcpSackReorder))
        body(fields[31], Sample.Field.Value(tcpRenoReorder))
        body(fields[32], Sample.Field.Value(tcpTsReorder))
        body(fields[33], Sample.Field.Value(tcpFullUndo))
        body(fields[34], Sample.Field.Value(tcpPartialUndo))
        body(fields[35], Sample.Field.Value(tcpDsackUndo))
        body(fields[36], Sample.Field.Value(tcpLossUndo))
        body(fields[37], Sample.Field.Value(tcpLostRetransmit))
        body(fields[38], Sample.Field.Value(tcpRenoFailures))
        body(fields[39], Sample.Field.Value(tcpSackFailures))
        body(fields[40], Sample.Field.Value(tcpLossFailures))
        body(fields[41], Sample.Field.Value(tcpFastRetrans))
        body(fields[42], Sample.Field.Value(tcpSlowStartRetrans))
        body(fields[43], Sample.Field.Value(tcpTimeouts))
        body(fields[44], Sample.Field.Value(tcpLossProbes))
        body(fields[45], Sample.Field.Value(tcpLossProbeRecovery))
        body(fields[46], Sample.Field.Value(tcpRenoRecoveryFail))
        body(fields[47], Sample.Field.Value(tcpSackRecoveryFail))
        body(fields[48], Sample.Field.Value(tcpRcvCollapsed))
        body(fields[49], Sample.Field.Value(tcpBacklogCoalesce))
        body(fields[50], Sample.Field.Value(tcpDsackOldSent))
        body(fields[51], Sample.Field.Value(tcpDsackOfoSent))
        body(fields[52], Sample.Field.Value(tcpDsackRecv))
        body(fields[53], Sample.Field.Value(tcpDsackOfoRecv))
        body(fields[54], Sample.Field.Value(tcpAbortOnData))
        body(fields[55], Sample.Field.Value(tcpAbortOnClose))
        body(fields[56], Sample.Field.Value(tcpAbortOnMemory))
        body(fields[57], Sample.Field.Value(tcpAbortOnTimeout))
        body(fields[58], Sample.Field.Value(tcpAbortOnLinger))
        body(fields[59], Sample.Field.Value(tcpAbortFailed))
        body(fields[60], Sample.Field.Value(tcpMemoryPressures))
        body(fields[61], Sample.Field.Value(tcpMemoryPressuresChronoNs))
        body(fields[62], Sample.Field.Value(tcpSackDiscard))
        body(fields[63], Sample.Field.Value(tcpDsackIgnoredOld))
        body(fields[64], Sample.Field.Value(tcpDsackIgnoredNoUndo))
        body(fields[65], Sample.Field.Value(tcpSpuriousRtos))
        body(fields[66], Sample.Field.Value(tcpSackShifted))
        body(fields[67], Sample.Field.Value(tcpSackMerged))
        body(fields[68], Sample.Field.Value(tcpSackShiftFallback))
        body(fields[69], Sample.Field.Value(tcpBacklogDrop))
        body(fields[70], Sample.Field.Value(pfmemallocDrop))
        body(fields[71], Sample.Field.Value(tcpMinTtlDrop))
        body(fields[72], Sample.Field.Value(tcpDeferAcceptDrop))
        body(fields[73], Sample.Field.Value(ipReversePathFilter))
        body(fields[74], Sample.Field.Value(tcpTimeWaitOverflow))
        body(fields[75], Sample.Field.Value(tcpReqQFullDoCookies))
        body(fields[76], Sample.Field.Value(tcpReqQFullDrop))
        body(fields[77], Sample.Field.Value(tcpRetransFail))
        body(fields[78], Sample.Field.Value(tcpRcvCoalesce))
        body(fields[79], Sample.Field.Value(tcpOfoQueue))
        body(fields[80], Sample.Field.Value(tcpOfoDrop))
        body(fields[81], Sample.Field.Value(tcpOfoMerge))
        body(fields[82], Sample.Field.Value(tcpChallengeAck))
        body(fields[83], Sample.Field.Value(tcpSynChallenge))
        body(fields[84], Sample.Field.Value(tcpSpuriousRtxHostQueues))
        body(fields[85], Sample.Field.Value(busyPollRxPackets))
        body(fields[86], Sample.Field.Value(tcpAutoCorking))
        body(fields[87], Sample.Field.Value(tcpFromZeroWindowAdv))
        body(fields[88], Sample.Field.Value(tcpToZeroWindowAdv))
        body(fields[89], Sample.Field.Value(tcpWantZeroWindowAdv))
        body(fields[90], Sample.Field.Value(tcpSynRetrans))
        body(fields[91], Sample.Field.Value(tcpOrigDataSent))
        body(fields[92], Sample.Field.Value(tcpHystartTrainDetect))
        body(fields[93], Sample.Field.Value(tcpHystartTrainCwnd))
        body(fields[94], Sample.Field.Value(tcpHystartDelayDetect))
        body(fields[95], Sample.Field.Value(tcpHystartDelayCwnd))
        body(fields[96], Sample.Field.Value(tcpAckSkippedSynRecv))
        body(fields[97], Sample.Field.Value(tcpAckSkippedPaws))
        body(fields[98], Sample.Field.Value(tcpAckSkippedSeq))
        body(fields[99], Sample.Field.Value(tcpAckSkippedFinWait2))
        body(fields[100], Sample.Field.Value(tcpAckSkippedTimeWait))
        body(fields[101], Sample.Field.Value(tcpAckSkippedChallenge))
        body(fields[102], Sample.Field.Value(tcpWinProbe))
        body(fields[103], Sample.Field.Value(tcpKeepAlive))
        body(fields[104], Sample.Field.Value(tcpMtupFail))
        body(fields[105], Sample.Field.Value(tcpMtupSuccess))
        body(fields[106], Sample.Field.Value(tcpDelivered))
        body(fields[107], Sample.Field.Value(tcpDeliveredCe))
        body(fields[108], Sample.Field.Value(tcpAckCompressed))
        body(fields[109], Sample.Field.Value(tcpZeroWindowDrop))
        body(fields[110], Sample.Field.Value(tcpRcvqDrop))
        body(fields[111], Sample.Field.Value(tcpWqueueTooBig))
        body(fields[112], Sample.Field.Value(tcpTimeoutRehash))
        body(fields[113], Sample.Field.Value(tcpDuplicateDataRehash))
        body(fields[114], Sample.Field.Value(tcpDsackRecvSegs))
        body(fields[115], Sample.Field.Value(tcpDsackIgnoredDubious))
        body(fields[116], Sample.Field.Value(tcpMigrateReqSuccess))
        body(fields[117], Sample.Field.Value(tcpMigrateReqFailure))
        body(fields[118], Sample.Field.Value(tcpPlbRehash))
    }
}

extension TCPFastOpenCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_tcp_fast_open_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.active, &active)
        take(bits, 1, c.pointee.active_fail, &activeFail)
        take(bits, 2, c.pointee.passive, &passive)
        take(bits, 3, c.pointee.passive_fail, &passiveFail)
        take(bits, 4, c.pointee.listen_overflow, &listenOverflow)
        take(bits, 5, c.pointee.cookie_reqd, &cookieReqd)
        take(bits, 6, c.pointee.blackhole, &blackhole)
        take(bits, 7, c.pointee.passive_alt_key, &passiveAltKey)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.tcpFastOpen
        body(fields[0], Sample.Field.Value(active))
        body(fields[1], Sample.Field.Value(activeFail))
        body(fields[2], Sample.Field.Value(passive))
        body(fields[3], Sample.Field.Value(passiveFail))
        body(fields[4], Sample.Field.Value(listenOverflow))
        body(fields[5], Sample.Field.Value(cookieReqd))
        body(fields[6], Sample.Field.Value(blackhole))
        body(fields[7], Sample.Field.Value(passiveAltKey))
    }
}

extension TCPSignatureCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_tcp_signature_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.md5_not_found, &md5NotFound)
        take(bits, 1, c.pointee.md5_unexpected, &md5Unexpected)
        take(bits, 2, c.pointee.md5_failure, &md5Failure)
        take(bits, 3, c.pointee.ao_required, &aoRequired)
        take(bits, 4, c.pointee.ao_bad, &aoBad)
        take(bits, 5, c.pointee.ao_key_not_found, &aoKeyNotFound)
        take(bits, 6, c.pointee.ao_good, &aoGood)
        take(bits, 7, c.pointee.ao_dropped_icmps, &aoDroppedIcmps)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.tcpSignature
        body(fields[0], Sample.Field.Value(md5NotFound))
        body(fields[1], Sample.Field.Value(md5Unexpected))
        body(fields[2], Sample.Field.Value(md5Failure))
        body(fields[3], Sample.Field.Value(aoRequired))
        body(fields[4], Sample.Field.Value(aoBad))
        body(fields[5], Sample.Field.Value(aoKeyNotFound))
        body(fields[6], Sample.Field.Value(aoGood))
        body(fields[7], Sample.Field.Value(aoDroppedIcmps))
    }
}

extension MPTCPCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_mptcp_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.mp_capable_syn_rx, &mpCapableSynRx)
        take(bits, 1, c.pointee.mp_capable_syn_tx, &mpCapableSynTx)
        take(bits, 2, c.pointee.mp_capable_synack_rx, &mpCapableSynackRx)
        take(bits, 3, c.pointee.mp_capable_ack_rx, &mpCapableAckRx)
        take(bits, 4, c.pointee.mp_capable_fallback_ack, &mpCapableFallbackAck)
        take(bits, 5, c.pointee.mp_capable_fallback_synack, &mpCapableFallbackSynack)
        take(bits, 6, c.pointee.mp_capable_syn_tx_drop, &mpCapableSynTxDrop)
        take(bits, 7, c.pointee.mp_capable_syn_tx_disabled, &mpCapableSynTxDisabled)
        take(bits, 8, c.pointee.mp_capable_endp_attempt, &mpCapableEndpAttempt)
        take(bits, 9, c.pointee.mp_fallback_token_init, &mpFallbackTokenInit)
        take(bits, 10, c.pointee.mptcp_retrans, &mptcpRetrans)
        take(bits, 11, c.pointee.mp_join_no_token_found, &mpJoinNoTokenFound)
        take(bits, 12, c.pointee.mp_join_syn_rx, &mpJoinSynRx)
        take(bits, 13, c.pointee.mp_join_syn_backup_rx, &mpJoinSynBackupRx)
        take(bits, 14, c.pointee.mp_join_synack_rx, &mpJoinSynackRx)
        take(bits, 15, c.pointee.mp_join_synack_backup_rx, &mpJoinSynackBackupRx)
        take(bits, 16, c.pointee.mp_join_synack_hmac_failure, &mpJoinSynackHmacFailure)
        take(bits, 17, c.pointee.mp_join_ack_rx, &mpJoinAckRx)
        take(bits, 18, c.pointee.mp_join_ack_hmac_failure, &mpJoinAckHmacFailure)
        take(bits, 19, c.pointee.mp_join_rejected, &mpJoinRejected)
        take(bits, 20, c.pointee.mp_join_syn_tx, &mpJoinSynTx)
        take(bits, 21, c.pointee.mp_join_syn_tx_creat_sk_err, &mpJoinSynTxCreatSkErr)
        take(bits, 22, c.pointee.mp_join_syn_tx_bind_err, &mpJoinSynTxBindErr)
        take(bits, 23, c.pointee.mp_join_syn_tx_connect_err, &mpJoinSynTxConnectErr)
        take(bits, 24, c.pointee.dss_not_matching, &dssNotMatching)
        take(bits, 25, c.pointee.dss_corruption_fallback, &dssCorruptionFallback)
        take(bits, 26, c.pointee.dss_corruption_reset, &dssCorruptionReset)
        take(bits, 27, c.pointee.infinite_map_tx, &infiniteMapTx)
        take(bits, 28, c.pointee.infinite_map_rx, &infiniteMapRx)
        take(bits, 29, c.pointee.dss_no_match_tcp, &dssNoMatchTcp)
        take(bits, 30, c.pointee.data_csum_err, &dataCsumErr)
        take(bits, 31, c.pointee.ofo_queue_tail, &ofoQueueTail)
        take(bits, 32, c.pointee.ofo_queue, &ofoQueue)
        take(bits, 33, c.pointee.ofo_merge, &ofoMerge)
        take(bits, 34, c.pointee.no_dss_in_window, &noDssInWindow)
        take(bits, 35, c.pointee.duplicate_data, &duplicateData)
        take(bits, 36, c.pointee.add_addr, &addAddr)
        take(bits, 37, c.pointee.add_addr_tx, &addAddrTx)
        take(bits, 38, c.pointee.add_addr_tx_drop, &addAddrTxDrop)
        take(bits, 39, c.pointee.echo_add, &echoAdd)
        take(bits, 40, c.pointee.echo_add_tx, &echoAddTx)
        take(bits, 41, c.pointee.echo_add_tx_drop, &echoAddTxDrop)
        take(bits, 42, c.pointee.port_add, &portAdd)
        take(bits, 43, c.pointee.add_addr_drop, &addAddrDrop)
        take(bits, 44, c.pointee.mp_join_port_syn_rx, &mpJoinPortSynRx)
        take(bits, 45, c.pointee.mp_join_port_synack_rx, &mpJoinPortSynackRx)
        take(bits, 46, c.pointee.mp_join_port_ack_rx, &mpJoinPortAckRx)
        take(bits, 47, c.pointee.mismatch_port_syn_rx, &mismatchPortSynRx)
        take(bits, 48, c.pointee.mismatch_port_ack_rx, &mismatchPortAckRx)
        take(bits, 49, c.pointee.rm_addr, &rmAddr)
        take(bits, 50, c.pointee.rm_addr_drop, &rmAddrDrop)
        take(bits, 51, c.pointee.rm_addr_tx, &rmAddrTx)
        take(bits, 52, c.pointee.rm_addr_tx_drop, &rmAddrTxDrop)
        take(bits, 53, c.pointee.rm_subflow, &rmSubflow)
        take(bits, 54, c.pointee.mp_prio_tx, &mpPrioTx)
        take(bits, 55, c.pointee.mp_prio_rx, &mpPrioRx)
        take(bits, 56, c.pointee.mp_fail_tx, &mpFailTx)
        take(bits, 57, c.pointee.mp_fail_rx, &mpFailRx)
        take(bits, 58, c.pointee.mp_fastclose_tx, &mpFastcloseTx)
        take(bits, 59, c.pointee.mp_fastclose_rx, &mpFastcloseRx)
        take(bits, 60, c.pointee.mp_rst_tx, &mpRstTx)
        take(bits, 61, c.pointee.mp_rst_rx, &mpRstRx)
        take(bits, 62, c.pointee.rcv_pruned, &rcvPruned)
        take(bits, 63, c.pointee.subflow_stale, &subflowStale)
        take(bits, 64, c.pointee.subflow_recover, &subflowRecover)
        take(bits, 65, c.pointee.snd_wnd_shared, &sndWndShared)
        take(bits, 66, c.pointee.rcv_wnd_shared, &rcvWndShared)
        take(bits, 67, c.pointee.rcv_wnd_conflict_update, &rcvWndConflictUpdate)
        take(bits, 68, c.pointee.rcv_wnd_conflict, &rcvWndConflict)
        take(bits, 69, c.pointee.mp_curr_estab, &mpCurrEstab)
        take(bits, 70, c.pointee.blackhole, &blackhole)
        take(bits, 71, c.pointee.mp_capable_data_fallback, &mpCapableDataFallback)
        take(bits, 72, c.pointee.md5_sig_fallback, &md5SigFallback)
        take(bits, 73, c.pointee.dss_fallback, &dssFallback)
        take(bits, 74, c.pointee.simult_connect_fallback, &simultConnectFallback)
        take(bits, 75, c.pointee.fallback_failed, &fallbackFailed)
        take(bits, 76, c.pointee.win_probe, &winProbe)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.mptcp
        body(fields[0], Sample.Field.Value(mpCapableSynRx))
        body(fields[1], Sample.Field.Value(mpCapableSynTx))
        body(fields[2], Sample.Field.Value(mpCapableSynackRx))
        body(fields[3], Sample.Field.Value(mpCapableAckRx))
        body(fields[4], Sample.Field.Value(mpCapableFallbackAck))
        body(fields[5], Sample.Field.Value(mpCapableFallbackSynack))
        body(fields[6], Sample.Field.Value(mpCapableSynTxDrop))
        body(fields[7], Sample.Field.Value(mpCapableSynTxDisabled))
        body(fields[8], Sample.Field.Value(mpCapableEndpAttempt))
        body(fields[9], Sample.Field.Value(mpFallbackTokenInit))
        body(fields[10], Sample.Field.Value(mptcpRetrans))
        body(fields[11], Sample.Field.Value(mpJoinNoTokenFound))
        body(fields[12], Sample.Field.Value(mpJoinSynRx))
        body(fields[13], Sample.Field.Value(mpJoinSynBackupRx))
        body(fields[14], Sample.Field.Value(mpJoinSynackRx))
        body(fields[15], Sample.Field.Value(mpJoinSynackBackupRx))
        body(fields[16], Sample.Field.Value(mpJoinSynackHmacFailure))
        body(fields[17], Sample.Field.Value(mpJoinAckRx))
        body(fields[18], Sample.Field.Value(mpJoinAckHmacFailure))
        body(fields[19], Sample.Field.Value(mpJoinRejected))
        body(fields[20], Sample.Field.Value(mpJoinSynTx))
        body(fields[21], Sample.Field.Value(mpJoinSynTxCreatSkErr))
        body(fields[22], Sample.Field.Value(mpJoinSynTxBindErr))
        body(fields[23], Sample.Field.Value(mpJoinSynTxConnectErr))
        body(fields[24], Sample.Field.Value(dssNotMatching))
        body(fields[25], Sample.Field.Value(dssCorruptionFallback))
        body(fields[26], Sample.Field.Value(dssCorruptionReset))
        body(fields[27], Sample.Field.Value(infiniteMapTx))
        body(fields[28], Sample.Field.Value(infiniteMapRx))
        body(fields[29], Sample.Field.Value(dssNoMatchTcp))
        body(fields[30], Sample.Field.Value(dataCsumErr))
        body(fields[31], Sample.Field.Value(ofoQueueTail))
        body(fields[32], Sample.Field.Value(ofoQueue))
        body(fields[33], Sample.Field.Value(ofoMerge))
        body(fields[34], Sample.Field.Value(noDssInWindow))
        body(fields[35], Sample.Field.Value(duplicateData))
        body(fields[36], Sample.Field.Value(addAddr))
        body(fields[37], Sample.Field.Value(addAddrTx))
        body(fields[38], Sample.Field.Value(addAddrTxDrop))
        body(fields[39], Sample.Field.Value(echoAdd))
        body(fields[40], Sample.Field.Value(echoAddTx))
        body(fields[41], Sample.Field.Value(echoAddTxDrop))
        body(fields[42], Sample.Field.Value(portAdd))
        body(fields[43], Sample.Field.Value(addAddrDrop))
        body(fields[44], Sample.Field.Value(mpJoinPortSynRx))
        body(fields[45], Sample.Field.Value(mpJoinPortSynackRx))
        body(fields[46], Sample.Field.Value(mpJoinPortAckRx))
        body(fields[47], Sample.Field.Value(mismatchPortSynRx))
        body(fields[48], Sample.Field.Value(mismatchPortAckRx))
        body(fields[49], Sample.Field.Value(rmAddr))
        body(fields[50], Sample.Field.Value(rmAddrDrop))
        body(fields[51], Sample.Field.Value(rmAddrTx))
        body(fields[52], Sample.Field.Value(rmAddrTxDrop))
        body(fields[53], Sample.Field.Value(rmSubflow))
        body(fields[54], Sample.Field.Value(mpPrioTx))
        body(fields[55], Sample.Field.Value(mpPrioRx))
        body(fields[56], Sample.Field.Value(mpFailTx))
        body(fields[57], Sample.Field.Value(mpFailRx))
        body(fields[58], Sample.Field.Value(mpFastcloseTx))
        body(fields[59], Sample.Field.Value(mpFastcloseRx))
        body(fields[60], Sample.Field.Value(mpRstTx))
        body(fields[61], Sample.Field.Value(mpRstRx))
        body(fields[62], Sample.Field.Value(rcvPruned))
        body(fields[63], Sample.Field.Value(subflowStale))
        body(fields[64], Sample.Field.Value(subflowRecover))
        body(fields[65], Sample.Field.Value(sndWndShared))
        body(fields[66], Sample.Field.Value(rcvWndShared))
        body(fields[67], Sample.Field.Value(rcvWndConflictUpdate))
        body(fields[68], Sample.Field.Value(rcvWndConflict))
        body(fields[69], Sample.Field.Value(mpCurrEstab))
        body(fields[70], Sample.Field.Value(blackhole))
        body(fields[71], Sample.Field.Value(mpCapableDataFallback))
        body(fields[72], Sample.Field.Value(md5SigFallback))
        body(fields[73], Sample.Field.Value(dssFallback))
        body(fields[74], Sample.Field.Value(simultConnectFallback))
        body(fields[75], Sample.Field.Value(fallbackFailed))
        body(fields[76], Sample.Field.Value(winProbe))
    }
}

extension IPExtendedCounters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_ip_ext_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_no_routes, &inNoRoutes)
        take(bits, 1, c.pointee.in_truncated_pkts, &inTruncatedPkts)
        take(bits, 2, c.pointee.in_mcast_pkts, &inMcastPkts)
        take(bits, 3, c.pointee.out_mcast_pkts, &outMcastPkts)
        take(bits, 4, c.pointee.in_bcast_pkts, &inBcastPkts)
        take(bits, 5, c.pointee.out_bcast_pkts, &outBcastPkts)
        take(bits, 6, c.pointee.in_bytes, &inBytes)
        take(bits, 7, c.pointee.out_bytes, &outBytes)
        take(bits, 8, c.pointee.in_mcast_bytes, &inMcastBytes)
        take(bits, 9, c.pointee.out_mcast_bytes, &outMcastBytes)
        take(bits, 10, c.pointee.in_bcast_bytes, &inBcastBytes)
        take(bits, 11, c.pointee.out_bcast_bytes, &outBcastBytes)
        take(bits, 12, c.pointee.in_csum_errors, &inCsumErrors)
        take(bits, 13, c.pointee.in_no_ect_pkts, &inNoEctPkts)
        take(bits, 14, c.pointee.in_ect1_pkts, &inEct1Pkts)
        take(bits, 15, c.pointee.in_ect0_pkts, &inEct0Pkts)
        take(bits, 16, c.pointee.in_ce_pkts, &inCePkts)
        take(bits, 17, c.pointee.reasm_overlaps, &reasmOverlaps)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.ipExt
        body(fields[0], Sample.Field.Value(inNoRoutes))
        body(fields[1], Sample.Field.Value(inTruncatedPkts))
        body(fields[2], Sample.Field.Value(inMcastPkts))
        body(fields[3], Sample.Field.Value(outMcastPkts))
        body(fields[4], Sample.Field.Value(inBcastPkts))
        body(fields[5], Sample.Field.Value(outBcastPkts))
        body(fields[6], Sample.Field.Value(inBytes))
        body(fields[7], Sample.Field.Value(outBytes))
        body(fields[8], Sample.Field.Value(inMcastBytes))
        body(fields[9], Sample.Field.Value(outMcastBytes))
        body(fields[10], Sample.Field.Value(inBcastBytes))
        body(fields[11], Sample.Field.Value(outBcastBytes))
        body(fields[12], Sample.Field.Value(inCsumErrors))
        body(fields[13], Sample.Field.Value(inNoEctPkts))
        body(fields[14], Sample.Field.Value(inEct1Pkts))
        body(fields[15], Sample.Field.Value(inEct0Pkts))
        body(fields[16], Sample.Field.Value(inCePkts))
        body(fields[17], Sample.Field.Value(reasmOverlaps))
    }
}

extension IPv6Counters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_ip6_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_receives, &inReceives)
        take(bits, 1, c.pointee.in_hdr_errors, &inHdrErrors)
        take(bits, 2, c.pointee.in_too_big_errors, &inTooBigErrors)
        take(bits, 3, c.pointee.in_no_routes, &inNoRoutes)
        take(bits, 4, c.pointee.in_addr_errors, &inAddrErrors)
        take(bits, 5, c.pointee.in_unknown_protos, &inUnknownProtos)
        take(bits, 6, c.pointee.in_truncated_pkts, &inTruncatedPkts)
        take(bits, 7, c.pointee.in_discards, &inDiscards)
        take(bits, 8, c.pointee.in_delivers, &inDelivers)
        take(bits, 9, c.pointee.out_forw_datagrams, &outForwDatagrams)
        take(bits, 10, c.pointee.out_requests, &outRequests)
        take(bits, 11, c.pointee.out_discards, &outDiscards)
        take(bits, 12, c.pointee.out_no_routes, &outNoRoutes)
        take(bits, 13, c.pointee.reasm_timeout, &reasmTimeout)
        take(bits, 14, c.pointee.reasm_reqds, &reasmReqds)
        take(bits, 15, c.pointee.reasm_oks, &reasmOks)
        take(bits, 16, c.pointee.reasm_fails, &reasmFails)
        take(bits, 17, c.pointee.frag_oks, &fragOks)
        take(bits, 18, c.pointee.frag_fails, &fragFails)
        take(bits, 19, c.pointee.frag_creates, &fragCreates)
        take(bits, 20, c.pointee.in_mcast_pkts, &inMcastPkts)
        take(bits, 21, c.pointee.out_mcast_pkts, &outMcastPkts)
        take(bits, 22, c.pointee.in_bytes, &inBytes)
        take(bits, 23, c.pointee.out_bytes, &outBytes)
        take(bits, 24, c.pointee.in_mcast_bytes, &inMcastBytes)
        take(bits, 25, c.pointee.out_mcast_bytes, &outMcastBytes)
        take(bits, 26, c.pointee.in_bcast_bytes, &inBcastBytes)
        take(bits, 27, c.pointee.out_bcast_bytes, &outBcastBytes)
        take(bits, 28, c.pointee.in_no_ect_pkts, &inNoEctPkts)
        take(bits, 29, c.pointee.in_ect1_pkts, &inEct1Pkts)
        take(bits, 30, c.pointee.in_ect0_pkts, &inEct0Pkts)
        take(bits, 31, c.pointee.in_ce_pkts, &inCePkts)
        take(bits, 32, c.pointee.out_transmits, &outTransmits)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.ip6
        body(fields[0], Sample.Field.Value(inReceives))
        body(fields[1], Sample.Field.Value(inHdrErrors))
        body(fields[2], Sample.Field.Value(inTooBigErrors))
        body(fields[3], Sample.Field.Value(inNoRoutes))
        body(fields[4], Sample.Field.Value(inAddrErrors))
        body(fields[5], Sample.Field.Value(inUnknownProtos))
        body(fields[6], Sample.Field.Value(inTruncatedPkts))
        body(fields[7], Sample.Field.Value(inDiscards))
        body(fields[8], Sample.Field.Value(inDelivers))
        body(fields[9], Sample.Field.Value(outForwDatagrams))
        body(fields[10], Sample.Field.Value(outRequests))
        body(fields[11], Sample.Field.Value(outDiscards))
        body(fields[12], Sample.Field.Value(outNoRoutes))
        body(fields[13], Sample.Field.Value(reasmTimeout))
        body(fields[14], Sample.Field.Value(reasmReqds))
        body(fields[15], Sample.Field.Value(reasmOks))
        body(fields[16], Sample.Field.Value(reasmFails))
        body(fields[17], Sample.Field.Value(fragOks))
        body(fields[18], Sample.Field.Value(fragFails))
        body(fields[19], Sample.Field.Value(fragCreates))
        body(fields[20], Sample.Field.Value(inMcastPkts))
        body(fields[21], Sample.Field.Value(outMcastPkts))
        body(fields[22], Sample.Field.Value(inBytes))
        body(fields[23], Sample.Field.Value(outBytes))
        body(fields[24], Sample.Field.Value(inMcastBytes))
        body(fields[25], Sample.Field.Value(outMcastBytes))
        body(fields[26], Sample.Field.Value(inBcastBytes))
        body(fields[27], Sample.Field.Value(outBcastBytes))
        body(fields[28], Sample.Field.Value(inNoEctPkts))
        body(fields[29], Sample.Field.Value(inEct1Pkts))
        body(fields[30], Sample.Field.Value(inEct0Pkts))
        body(fields[31], Sample.Field.Value(inCePkts))
        body(fields[32], Sample.Field.Value(outTransmits))
    }
}

extension ICMPv6Counters {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_icmp6_counters>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_msgs, &inMsgs)
        take(bits, 1, c.pointee.in_errors, &inErrors)
        take(bits, 2, c.pointee.out_msgs, &outMsgs)
        take(bits, 3, c.pointee.out_errors, &outErrors)
        take(bits, 4, c.pointee.in_csum_errors, &inCsumErrors)
        take(bits, 5, c.pointee.out_rate_limit_host, &outRateLimitHost)
        take(bits, 6, c.pointee.in_dest_unreachs, &inDestUnreachs)
        take(bits, 7, c.pointee.in_pkt_too_bigs, &inPktTooBigs)
        take(bits, 8, c.pointee.in_time_excds, &inTimeExcds)
        take(bits, 9, c.pointee.in_parm_problems, &inParmProblems)
        take(bits, 10, c.pointee.in_echos, &inEchos)
        take(bits, 11, c.pointee.in_echo_replies, &inEchoReplies)
        take(bits, 12, c.pointee.in_group_memb_queries, &inGroupMembQueries)
        take(bits, 13, c.pointee.in_group_memb_responses, &inGroupMembResponses)
        take(bits, 14, c.pointee.in_group_memb_reductions, &inGroupMembReductions)
        take(bits, 15, c.pointee.in_router_solicits, &inRouterSolicits)
        take(bits, 16, c.pointee.in_router_advertisements, &inRouterAdvertisements)
        take(bits, 17, c.pointee.in_neighbor_solicits, &inNeighborSolicits)
        take(bits, 18, c.pointee.in_neighbor_advertisements, &inNeighborAdvertisements)
        take(bits, 19, c.pointee.in_redirects, &inRedirects)
        take(bits, 20, c.pointee.in_mldv2_reports, &inMldv2Reports)
        take(bits, 21, c.pointee.out_dest_unreachs, &outDestUnreachs)
        take(bits, 22, c.pointee.out_pkt_too_bigs, &outPktTooBigs)
        take(bits, 23, c.pointee.out_time_excds, &outTimeExcds)
        take(bits, 24, c.pointee.out_parm_problems, &outParmProblems)
        take(bits, 25, c.pointee.out_echos, &outEchos)
        take(bits, 26, c.pointee.out_echo_replies, &outEchoReplies)
        take(bits, 27, c.pointee.out_group_memb_queries, &outGroupMembQueries)
        take(bits, 28, c.pointee.out_group_memb_responses, &outGroupMembResponses)
        take(bits, 29, c.pointee.out_group_memb_reductions, &outGroupMembReductions)
        take(bits, 30, c.pointee.out_router_solicits, &outRouterSolicits)
        take(bits, 31, c.pointee.out_router_advertisements, &outRouterAdvertisements)
        take(bits, 32, c.pointee.out_neighbor_solicits, &outNeighborSolicits)
        take(bits, 33, c.pointee.out_neighbor_advertisements, &outNeighborAdvertisements)
        take(bits, 34, c.pointee.out_redirects, &outRedirects)
        take(bits, 35, c.pointee.out_mldv2_reports, &outMldv2Reports)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.icmp6
        body(fields[0], Sample.Field.Value(inMsgs))
        body(fields[1], Sample.Field.Value(inErrors))
        body(fields[2], Sample.Field.Value(outMsgs))
        body(fields[3], Sample.Field.Value(outErrors))
        body(fields[4], Sample.Field.Value(inCsumErrors))
        body(fields[5], Sample.Field.Value(outRateLimitHost))
        body(fields[6], Sample.Field.Value(inDestUnreachs))
        body(fields[7], Sample.Field.Value(inPktTooBigs))
        body(fields[8], Sample.Field.Value(inTimeExcds))
        body(fields[9], Sample.Field.Value(inParmProblems))
        body(fields[10], Sample.Field.Value(inEchos))
        body(fields[11], Sample.Field.Value(inEchoReplies))
        body(fields[12], Sample.Field.Value(inGroupMembQueries))
        body(fields[13], Sample.Field.Value(inGroupMembResponses))
        body(fields[14], Sample.Field.Value(inGroupMembReductions))
        body(fields[15], Sample.Field.Value(inRouterSolicits))
        body(fields[16], Sample.Field.Value(inRouterAdvertisements))
        body(fields[17], Sample.Field.Value(inNeighborSolicits))
        body(fields[18], Sample.Field.Value(inNeighborAdvertisements))
        body(fields[19], Sample.Field.Value(inRedirects))
        body(fields[20], Sample.Field.Value(inMldv2Reports))
        body(fields[21], Sample.Field.Value(outDestUnreachs))
        body(fields[22], Sample.Field.Value(outPktTooBigs))
        body(fields[23], Sample.Field.Value(outTimeExcds))
        body(fields[24], Sample.Field.Value(outParmProblems))
        body(fields[25], Sample.Field.Value(outEchos))
        body(fields[26], Sample.Field.Value(outEchoReplies))
        body(fields[27], Sample.Field.Value(outGroupMembQueries))
        body(fields[28], Sample.Field.Value(outGroupMembResponses))
        body(fields[29], Sample.Field.Value(outGroupMembReductions))
        body(fields[30], Sample.Field.Value(outRouterSolicits))
        body(fields[31], Sample.Field.Value(outRouterAdvertisements))
        body(fields[32], Sample.Field.Value(outNeighborSolicits))
        body(fields[33], Sample.Field.Value(outNeighborAdvertisements))
        body(fields[34], Sample.Field.Value(outRedirects))
        body(fields[35], Sample.Field.Value(outMldv2Reports))
    }
}

extension ProcessMemory {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_process_memory>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.rss_bytes, &rssBytes)
        take(bits, 1, c.pointee.pss_bytes, &pssBytes)
        take(bits, 2, c.pointee.pss_dirty_bytes, &pssDirtyBytes)
        take(bits, 3, c.pointee.pss_anonymous_bytes, &pssAnonymousBytes)
        take(bits, 4, c.pointee.pss_file_bytes, &pssFileBytes)
        take(bits, 5, c.pointee.pss_shmem_bytes, &pssShmemBytes)
        take(bits, 6, c.pointee.shared_clean_bytes, &sharedCleanBytes)
        take(bits, 7, c.pointee.shared_dirty_bytes, &sharedDirtyBytes)
        take(bits, 8, c.pointee.private_clean_bytes, &privateCleanBytes)
        take(bits, 9, c.pointee.private_dirty_bytes, &privateDirtyBytes)
        take(bits, 10, c.pointee.referenced_bytes, &referencedBytes)
        take(bits, 11, c.pointee.anonymous_bytes, &anonymousBytes)
        take(bits, 12, c.pointee.ksm_bytes, &ksmBytes)
        take(bits, 13, c.pointee.lazy_free_bytes, &lazyFreeBytes)
        take(bits, 14, c.pointee.anonymous_huge_pages_bytes, &anonymousHugePagesBytes)
        take(bits, 15, c.pointee.shared_huge_mapped_bytes, &sharedHugeMappedBytes)
        take(bits, 16, c.pointee.file_huge_mapped_bytes, &fileHugeMappedBytes)
        take(bits, 17, c.pointee.shared_hugetlb_bytes, &sharedHugetlbBytes)
        take(bits, 18, c.pointee.private_hugetlb_bytes, &privateHugetlbBytes)
        take(bits, 19, c.pointee.swap_bytes, &swapBytes)
        take(bits, 20, c.pointee.swap_pss_bytes, &swapPssBytes)
        take(bits, 21, c.pointee.locked_bytes, &lockedBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.processMemory
        body(fields[0], Sample.Field.Value(rssBytes))
        body(fields[1], Sample.Field.Value(pssBytes))
        body(fields[2], Sample.Field.Value(pssDirtyBytes))
        body(fields[3], Sample.Field.Value(pssAnonymousBytes))
        body(fields[4], Sample.Field.Value(pssFileBytes))
        body(fields[5], Sample.Field.Value(pssShmemBytes))
        body(fields[6], Sample.Field.Value(sharedCleanBytes))
        body(fields[7], Sample.Field.Value(sharedDirtyBytes))
        body(fields[8], Sample.Field.Value(privateCleanBytes))
        body(fields[9], Sample.Field.Value(privateDirtyBytes))
        body(fields[10], Sample.Field.Value(referencedBytes))
        body(fields[11], Sample.Field.Value(anonymousBytes))
        body(fields[12], Sample.Field.Value(ksmBytes))
        body(fields[13], Sample.Field.Value(lazyFreeBytes))
        body(fields[14], Sample.Field.Value(anonymousHugePagesBytes))
        body(fields[15], Sample.Field.Value(sharedHugeMappedBytes))
        body(fields[16], Sample.Field.Value(fileHugeMappedBytes))
        body(fields[17], Sample.Field.Value(sharedHugetlbBytes))
        body(fields[18], Sample.Field.Value(privateHugetlbBytes))
        body(fields[19], Sample.Field.Value(swapBytes))
        body(fields[20], Sample.Field.Value(swapPssBytes))
        body(fields[21], Sample.Field.Value(lockedBytes))
    }
}

extension Connections {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_connections>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.monotonic_ns, &monotonicNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.connections
        body(fields[0], Sample.Field.Value(monotonicNs))
    }
}

extension TCPStates {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_tcp_states>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.established, &established)
        take(bits, 1, c.pointee.syn_sent, &synSent)
        take(bits, 2, c.pointee.syn_received, &synReceived)
        take(bits, 3, c.pointee.fin_wait1, &finWait1)
        take(bits, 4, c.pointee.fin_wait2, &finWait2)
        take(bits, 5, c.pointee.time_wait, &timeWait)
        take(bits, 6, c.pointee.closed, &closed)
        take(bits, 7, c.pointee.close_wait, &closeWait)
        take(bits, 8, c.pointee.last_ack, &lastAck)
        take(bits, 9, c.pointee.listen, &listen)
        take(bits, 10, c.pointee.closing, &closing)
        take(bits, 11, c.pointee.accept_queued, &acceptQueued)
        take(bits, 12, c.pointee.full_accept_queues, &fullAcceptQueues)
        take(bits, 13, c.pointee.receive_queued_bytes, &receiveQueuedBytes)
        take(bits, 14, c.pointee.send_queued_bytes, &sendQueuedBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.tcpStates
        body(fields[0], Sample.Field.Value(established))
        body(fields[1], Sample.Field.Value(synSent))
        body(fields[2], Sample.Field.Value(synReceived))
        body(fields[3], Sample.Field.Value(finWait1))
        body(fields[4], Sample.Field.Value(finWait2))
        body(fields[5], Sample.Field.Value(timeWait))
        body(fields[6], Sample.Field.Value(closed))
        body(fields[7], Sample.Field.Value(closeWait))
        body(fields[8], Sample.Field.Value(lastAck))
        body(fields[9], Sample.Field.Value(listen))
        body(fields[10], Sample.Field.Value(closing))
        body(fields[11], Sample.Field.Value(acceptQueued))
        body(fields[12], Sample.Field.Value(fullAcceptQueues))
        body(fields[13], Sample.Field.Value(receiveQueuedBytes))
        body(fields[14], Sample.Field.Value(sendQueuedBytes))
    }
}

extension UDPStates {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_udp_states>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.connected, &connected)
        take(bits, 1, c.pointee.unconnected, &unconnected)
        take(bits, 2, c.pointee.receive_queued_bytes, &receiveQueuedBytes)
        take(bits, 3, c.pointee.send_queued_bytes, &sendQueuedBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.udpStates
        body(fields[0], Sample.Field.Value(connected))
        body(fields[1], Sample.Field.Value(unconnected))
        body(fields[2], Sample.Field.Value(receiveQueuedBytes))
        body(fields[3], Sample.Field.Value(sendQueuedBytes))
    }
}

extension Power.Supply {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_power_supply>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.present, &isPresent)
        take(bits, 1, c.pointee.online, &isOnline)
        take(bits, 2, c.pointee.capacity_percent, &capacityPercent)
        take(bits, 3, c.pointee.health_percent, &healthPercent)
        take(bits, 4, c.pointee.cycles, &cycles)
        take(bits, 5, c.pointee.energy_microwatt_hours, &energyMicrowattHours)
        take(bits, 6, c.pointee.energy_full_microwatt_hours, &energyFullMicrowattHours)
        take(bits, 7, c.pointee.energy_full_design_microwatt_hours, &energyFullDesignMicrowattHours)
        take(bits, 8, c.pointee.charge_microampere_hours, &chargeMicroampereHours)
        take(bits, 9, c.pointee.charge_full_microampere_hours, &chargeFullMicroampereHours)
        take(
            bits, 10, c.pointee.charge_full_design_microampere_hours,
            &chargeFullDesignMicroampereHours)
        take(bits, 11, c.pointee.voltage_microvolts, &voltageMicrovolts)
        take(bits, 12, c.pointee.voltage_min_design_microvolts, &voltageMinDesignMicrovolts)
        take(bits, 13, c.pointee.voltage_max_design_microvolts, &voltageMaxDesignMicrovolts)
        take(bits, 14, c.pointee.current_microamperes, &currentMicroamperes)
        take(bits, 15, c.pointee.power_microwatts, &powerMicrowatts)
        take(bits, 16, c.pointee.time_to_empty_ns, &timeToEmptyNs)
        take(bits, 17, c.pointee.time_to_full_ns, &timeToFullNs)
        take(bits, 18, c.pointee.temperature_millicelsius, &temperatureMillicelsius)
        take(bits, 19, c.pointee.charge_limit_percent, &chargeLimitPercent)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.powerSupply
        body(fields[2], Sample.Field.Value(capacityPercent))
        body(fields[3], Sample.Field.Value(healthPercent))
        body(fields[4], Sample.Field.Value(cycles))
        body(fields[5], Sample.Field.Value(energyMicrowattHours))
        body(fields[6], Sample.Field.Value(energyFullMicrowattHours))
        body(fields[7], Sample.Field.Value(energyFullDesignMicrowattHours))
        body(fields[8], Sample.Field.Value(chargeMicroampereHours))
        body(fields[9], Sample.Field.Value(chargeFullMicroampereHours))
        body(fields[10], Sample.Field.Value(chargeFullDesignMicroampereHours))
        body(fields[11], Sample.Field.Value(voltageMicrovolts))
        body(fields[12], Sample.Field.Value(voltageMinDesignMicrovolts))
        body(fields[13], Sample.Field.Value(voltageMaxDesignMicrovolts))
        body(fields[14], Sample.Field.Value(currentMicroamperes))
        body(fields[15], Sample.Field.Value(powerMicrowatts))
        body(fields[16], Sample.Field.Value(timeToEmptyNs))
        body(fields[17], Sample.Field.Value(timeToFullNs))
        body(fields[18], Sample.Field.Value(temperatureMillicelsius))
        body(fields[19], Sample.Field.Value(chargeLimitPercent))
    }
}

extension Power.EnergyZone {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_energy_zone>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.energy_microjoules, &energyMicrojoules)
        take(bits, 1, c.pointee.energy_range_microjoules, &energyRangeMicrojoules)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.energyZone
        body(fields[0], Sample.Field.Value(energyMicrojoules))
        body(fields[1], Sample.Field.Value(energyRangeMicrojoules))
    }
}

extension Power.CoolingDevice {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_cooling_device>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.state, &state)
        take(bits, 1, c.pointee.max_state, &maxState)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.coolingDevice
        body(fields[0], Sample.Field.Value(state))
        body(fields[1], Sample.Field.Value(maxState))
    }
}

extension GPU.Device {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_gpu>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.vendor_id, &vendorId)
        take(bits, 1, c.pointee.device_id, &deviceId)
        take(bits, 2, c.pointee.busy_percent, &busyPercent)
        take(bits, 3, c.pointee.memory_busy_percent, &memoryBusyPercent)
        take(bits, 4, c.pointee.vram_total_bytes, &vramTotalBytes)
        take(bits, 5, c.pointee.vram_used_bytes, &vramUsedBytes)
        take(bits, 6, c.pointee.gtt_total_bytes, &gttTotalBytes)
        take(bits, 7, c.pointee.gtt_used_bytes, &gttUsedBytes)
        take(bits, 8, c.pointee.clock_hz, &clockHz)
        take(bits, 9, c.pointee.clock_min_hz, &clockMinHz)
        take(bits, 10, c.pointee.clock_max_hz, &clockMaxHz)
        take(bits, 11, c.pointee.memory_clock_hz, &memoryClockHz)
        take(bits, 12, c.pointee.power_microwatts, &powerMicrowatts)
        take(bits, 13, c.pointee.power_limit_microwatts, &powerLimitMicrowatts)
        take(bits, 14, c.pointee.energy_microjoules, &energyMicrojoules)
        take(bits, 15, c.pointee.idle_ns, &idleNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.gpu
        body(fields[0], Sample.Field.Value(vendorId))
        body(fields[1], Sample.Field.Value(deviceId))
        body(fields[2], Sample.Field.Value(busyPercent))
        body(fields[3], Sample.Field.Value(memoryBusyPercent))
        body(fields[4], Sample.Field.Value(vramTotalBytes))
        body(fields[5], Sample.Field.Value(vramUsedBytes))
        body(fields[6], Sample.Field.Value(gttTotalBytes))
        body(fields[7], Sample.Field.Value(gttUsedBytes))
        body(fields[8], Sample.Field.Value(clockHz))
        body(fields[9], Sample.Field.Value(clockMinHz))
        body(fields[10], Sample.Field.Value(clockMaxHz))
        body(fields[11], Sample.Field.Value(memoryClockHz))
        body(fields[12], Sample.Field.Value(powerMicrowatts))
        body(fields[13], Sample.Field.Value(powerLimitMicrowatts))
        body(fields[14], Sample.Field.Value(energyMicrojoules))
        body(fields[15], Sample.Field.Value(idleNs))
    }
}

extension Sensors.Temperature {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_temperature>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_millicelsius, &currentMillicelsius)
        take(bits, 1, c.pointee.lowest_millicelsius, &lowestMillicelsius)
        take(bits, 2, c.pointee.highest_millicelsius, &highestMillicelsius)
        take(bits, 3, c.pointee.min_millicelsius, &minMillicelsius)
        take(bits, 4, c.pointee.max_millicelsius, &maxMillicelsius)
        take(bits, 5, c.pointee.lcrit_millicelsius, &lcritMillicelsius)
        take(bits, 6, c.pointee.crit_millicelsius, &critMillicelsius)
        take(bits, 7, c.pointee.emergency_millicelsius, &emergencyMillicelsius)
        take(bits, 8, c.pointee.active_millicelsius, &activeMillicelsius)
        take(bits, 9, c.pointee.passive_millicelsius, &passiveMillicelsius)
        take(bits, 10, c.pointee.hot_millicelsius, &hotMillicelsius)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.temperature
        body(fields[0], Sample.Field.Value(currentMillicelsius))
        body(fields[1], Sample.Field.Value(lowestMillicelsius))
        body(fields[2], Sample.Field.Value(highestMillicelsius))
        body(fields[3], Sample.Field.Value(minMillicelsius))
        body(fields[4], Sample.Field.Value(maxMillicelsius))
        body(fields[5], Sample.Field.Value(lcritMillicelsius))
        body(fields[6], Sample.Field.Value(critMillicelsius))
        body(fields[7], Sample.Field.Value(emergencyMillicelsius))
        body(fields[8], Sample.Field.Value(activeMillicelsius))
        body(fields[9], Sample.Field.Value(passiveMillicelsius))
        body(fields[10], Sample.Field.Value(hotMillicelsius))
    }
}

extension Sensors.Fan {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_fan>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_rpm, &currentRpm)
        take(bits, 1, c.pointee.min_rpm, &minRpm)
        take(bits, 2, c.pointee.max_rpm, &maxRpm)
        take(bits, 3, c.pointee.target_rpm, &targetRpm)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.fan
        body(fields[0], Sample.Field.Value(currentRpm))
        body(fields[1], Sample.Field.Value(minRpm))
        body(fields[2], Sample.Field.Value(maxRpm))
        body(fields[3], Sample.Field.Value(targetRpm))
    }
}

extension Sensors.Voltage {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_voltage_sensor>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_microvolts, &currentMicrovolts)
        take(bits, 1, c.pointee.average_microvolts, &averageMicrovolts)
        take(bits, 2, c.pointee.lowest_microvolts, &lowestMicrovolts)
        take(bits, 3, c.pointee.highest_microvolts, &highestMicrovolts)
        take(bits, 4, c.pointee.min_microvolts, &minMicrovolts)
        take(bits, 5, c.pointee.max_microvolts, &maxMicrovolts)
        take(bits, 6, c.pointee.lcrit_microvolts, &lcritMicrovolts)
        take(bits, 7, c.pointee.crit_microvolts, &critMicrovolts)
        take(bits, 8, c.pointee.rated_min_microvolts, &ratedMinMicrovolts)
        take(bits, 9, c.pointee.rated_max_microvolts, &ratedMaxMicrovolts)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.voltageSensor
        body(fields[0], Sample.Field.Value(currentMicrovolts))
        body(fields[1], Sample.Field.Value(averageMicrovolts))
        body(fields[2], Sample.Field.Value(lowestMicrovolts))
        body(fields[3], Sample.Field.Value(highestMicrovolts))
        body(fields[4], Sample.Field.Value(minMicrovolts))
        body(fields[5], Sample.Field.Value(maxMicrovolts))
        body(fields[6], Sample.Field.Value(lcritMicrovolts))
        body(fields[7], Sample.Field.Value(critMicrovolts))
        body(fields[8], Sample.Field.Value(ratedMinMicrovolts))
        body(fields[9], Sample.Field.Value(ratedMaxMicrovolts))
    }
}

extension Sensors.Current {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_current_sensor>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_microamperes, &currentMicroamperes)
        take(bits, 1, c.pointee.average_microamperes, &averageMicroamperes)
        take(bits, 2, c.pointee.lowest_microamperes, &lowestMicroamperes)
        take(bits, 3, c.pointee.highest_microamperes, &highestMicroamperes)
        take(bits, 4, c.pointee.min_microamperes, &minMicroamperes)
        take(bits, 5, c.pointee.max_microamperes, &maxMicroamperes)
        take(bits, 6, c.pointee.lcrit_microamperes, &lcritMicroamperes)
        take(bits, 7, c.pointee.crit_microamperes, &critMicroamperes)
        take(bits, 8, c.pointee.rated_min_microamperes, &ratedMinMicroamperes)
        take(bits, 9, c.pointee.rated_max_microamperes, &ratedMaxMicroamperes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.currentSensor
        body(fields[0], Sample.Field.Value(currentMicroamperes))
        body(fields[1], Sample.Field.Value(averageMicroamperes))
        body(fields[2], Sample.Field.Value(lowestMicroamperes))
        body(fields[3], Sample.Field.Value(highestMicroamperes))
        body(fields[4], Sample.Field.Value(minMicroamperes))
        body(fields[5], Sample.Field.Value(maxMicroamperes))
        body(fields[6], Sample.Field.Value(lcritMicroamperes))
        body(fields[7], Sample.Field.Value(critMicroamperes))
        body(fields[8], Sample.Field.Value(ratedMinMicroamperes))
        body(fields[9], Sample.Field.Value(ratedMaxMicroamperes))
    }
}

extension Sensors.Power {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_power_sensor>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_microwatts, &currentMicrowatts)
        take(bits, 1, c.pointee.average_microwatts, &averageMicrowatts)
        take(bits, 2, c.pointee.lowest_microwatts, &lowestMicrowatts)
        take(bits, 3, c.pointee.highest_microwatts, &highestMicrowatts)
        take(bits, 4, c.pointee.min_microwatts, &minMicrowatts)
        take(bits, 5, c.pointee.max_microwatts, &maxMicrowatts)
        take(bits, 6, c.pointee.lcrit_microwatts, &lcritMicrowatts)
        take(bits, 7, c.pointee.crit_microwatts, &critMicrowatts)
        take(bits, 8, c.pointee.rated_min_microwatts, &ratedMinMicrowatts)
        take(bits, 9, c.pointee.rated_max_microwatts, &ratedMaxMicrowatts)
        take(bits, 10, c.pointee.cap_microwatts, &capMicrowatts)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.powerSensor
        body(fields[0], Sample.Field.Value(currentMicrowatts))
        body(fields[1], Sample.Field.Value(averageMicrowatts))
        body(fields[2], Sample.Field.Value(lowestMicrowatts))
        body(fields[3], Sample.Field.Value(highestMicrowatts))
        body(fields[4], Sample.Field.Value(minMicrowatts))
        body(fields[5], Sample.Field.Value(maxMicrowatts))
        body(fields[6], Sample.Field.Value(lcritMicrowatts))
        body(fields[7], Sample.Field.Value(critMicrowatts))
        body(fields[8], Sample.Field.Value(ratedMinMicrowatts))
        body(fields[9], Sample.Field.Value(ratedMaxMicrowatts))
        body(fields[10], Sample.Field.Value(capMicrowatts))
    }
}

extension Sensors.Energy {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_energy_sensor>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.energy_microjoules, &energyMicrojoules)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.energySensor
        body(fields[0], Sample.Field.Value(energyMicrojoules))
    }
}

extension Sensors.Humidity {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_humidity_sensor>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.current_millipercent, &currentMillipercent)
        take(bits, 1, c.pointee.min_millipercent, &minMillipercent)
        take(bits, 2, c.pointee.max_millipercent, &maxMillipercent)
        take(bits, 3, c.pointee.rated_min_millipercent, &ratedMinMillipercent)
        take(bits, 4, c.pointee.rated_max_millipercent, &ratedMaxMillipercent)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.humiditySensor
        body(fields[0], Sample.Field.Value(currentMillipercent))
        body(fields[1], Sample.Field.Value(minMillipercent))
        body(fields[2], Sample.Field.Value(maxMillipercent))
        body(fields[3], Sample.Field.Value(ratedMinMillipercent))
        body(fields[4], Sample.Field.Value(ratedMaxMillipercent))
    }
}

extension ThermalThrottling {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_thermal_throttling>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.core_events, &coreEvents)
        take(bits, 1, c.pointee.core_ns, &coreNs)
        take(bits, 2, c.pointee.package_events, &packageEvents)
        take(bits, 3, c.pointee.package_ns, &packageNs)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.thermalThrottling
        body(fields[0], Sample.Field.Value(coreEvents))
        body(fields[1], Sample.Field.Value(coreNs))
        body(fields[2], Sample.Field.Value(packageEvents))
        body(fields[3], Sample.Field.Value(packageNs))
    }
}

extension MemoryDetails.Zone {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_memory_zone>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.free_bytes, &freeBytes)
        take(bits, 1, c.pointee.boost_bytes, &boostBytes)
        take(bits, 2, c.pointee.min_bytes, &minBytes)
        take(bits, 3, c.pointee.low_bytes, &lowBytes)
        take(bits, 4, c.pointee.high_bytes, &highBytes)
        take(bits, 5, c.pointee.promo_bytes, &promoBytes)
        take(bits, 6, c.pointee.spanned_bytes, &spannedBytes)
        take(bits, 7, c.pointee.present_bytes, &presentBytes)
        take(bits, 8, c.pointee.managed_bytes, &managedBytes)
        take(bits, 9, c.pointee.cma_bytes, &cmaBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.memoryZone
        body(fields[0], Sample.Field.Value(freeBytes))
        body(fields[1], Sample.Field.Value(boostBytes))
        body(fields[2], Sample.Field.Value(minBytes))
        body(fields[3], Sample.Field.Value(lowBytes))
        body(fields[4], Sample.Field.Value(highBytes))
        body(fields[5], Sample.Field.Value(promoBytes))
        body(fields[6], Sample.Field.Value(spannedBytes))
        body(fields[7], Sample.Field.Value(presentBytes))
        body(fields[8], Sample.Field.Value(managedBytes))
        body(fields[9], Sample.Field.Value(cmaBytes))
    }
}

extension MemoryDetails.Slab {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_slab>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.active_objects, &activeObjects)
        take(bits, 1, c.pointee.objects, &objects)
        take(bits, 2, c.pointee.object_bytes, &objectBytes)
        take(bits, 3, c.pointee.objects_per_slab, &objectsPerSlab)
        take(bits, 4, c.pointee.pages_per_slab, &pagesPerSlab)
        take(bits, 5, c.pointee.active_slabs, &activeSlabs)
        take(bits, 6, c.pointee.slabs, &slabs)
        take(bits, 7, c.pointee.total_bytes, &totalBytes)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.slab
        body(fields[0], Sample.Field.Value(activeObjects))
        body(fields[1], Sample.Field.Value(objects))
        body(fields[2], Sample.Field.Value(objectBytes))
        body(fields[3], Sample.Field.Value(objectsPerSlab))
        body(fields[4], Sample.Field.Value(pagesPerSlab))
        body(fields[5], Sample.Field.Value(activeSlabs))
        body(fields[6], Sample.Field.Value(slabs))
        body(fields[7], Sample.Field.Value(totalBytes))
    }
}

extension MemoryDetails.Counter {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_memory_counter>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.value, &value)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.memoryCounter
        body(fields[0], Sample.Field.Value(value))
    }
}

extension Routing.Route {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_route>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.prefix_bits, &prefixBits)
        take(bits, 1, c.pointee.metric, &metric)
        take(bits, 2, c.pointee.weight, &weight)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.route
        body(fields[0], Sample.Field.Value(prefixBits))
        body(fields[1], Sample.Field.Value(metric))
        body(fields[2], Sample.Field.Value(weight))
    }
}

extension Routing.Qdisc {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_qdisc>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.sent_bytes, &sentBytes)
        take(bits, 1, c.pointee.sent_packets, &sentPackets)
        take(bits, 2, c.pointee.drops, &drops)
        take(bits, 3, c.pointee.overlimits, &overlimits)
        take(bits, 4, c.pointee.requeues, &requeues)
        take(bits, 5, c.pointee.backlog_bytes, &backlogBytes)
        take(bits, 6, c.pointee.backlog_packets, &backlogPackets)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.qdisc
        body(fields[0], Sample.Field.Value(sentBytes))
        body(fields[1], Sample.Field.Value(sentPackets))
        body(fields[2], Sample.Field.Value(drops))
        body(fields[3], Sample.Field.Value(overlimits))
        body(fields[4], Sample.Field.Value(requeues))
        body(fields[5], Sample.Field.Value(backlogBytes))
        body(fields[6], Sample.Field.Value(backlogPackets))
    }
}

extension Routing.Wireless {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_wireless>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.link, &link)
        take(bits, 1, c.pointee.level, &level)
        take(bits, 2, c.pointee.noise, &noise)
        take(bits, 3, c.pointee.discarded_nwid, &discardedNwid)
        take(bits, 4, c.pointee.discarded_crypt, &discardedCrypt)
        take(bits, 5, c.pointee.discarded_frag, &discardedFrag)
        take(bits, 6, c.pointee.discarded_retry, &discardedRetry)
        take(bits, 7, c.pointee.discarded_misc, &discardedMisc)
        take(bits, 8, c.pointee.missed_beacons, &missedBeacons)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.wireless
        body(fields[0], Sample.Field.Value(link))
        body(fields[1], Sample.Field.Value(level))
        body(fields[2], Sample.Field.Value(noise))
        body(fields[3], Sample.Field.Value(discardedNwid))
        body(fields[4], Sample.Field.Value(discardedCrypt))
        body(fields[5], Sample.Field.Value(discardedFrag))
        body(fields[6], Sample.Field.Value(discardedRetry))
        body(fields[7], Sample.Field.Value(discardedMisc))
        body(fields[8], Sample.Field.Value(missedBeacons))
    }
}

extension Routing.Xfrm {
    /// Takes the fields that C read.
    mutating func setFields(_ c: UnsafePointer<cprobe_xfrm>) {
        let bits = c.pointee.present_fields
        take(bits, 0, c.pointee.in_error, &inError)
        take(bits, 1, c.pointee.in_buffer_error, &inBufferError)
        take(bits, 2, c.pointee.in_hdr_error, &inHdrError)
        take(bits, 3, c.pointee.in_no_states, &inNoStates)
        take(bits, 4, c.pointee.in_state_proto_error, &inStateProtoError)
        take(bits, 5, c.pointee.in_state_mode_error, &inStateModeError)
        take(bits, 6, c.pointee.in_state_seq_error, &inStateSeqError)
        take(bits, 7, c.pointee.in_state_expired, &inStateExpired)
        take(bits, 8, c.pointee.in_state_mismatch, &inStateMismatch)
        take(bits, 9, c.pointee.in_state_invalid, &inStateInvalid)
        take(bits, 10, c.pointee.in_tmpl_mismatch, &inTmplMismatch)
        take(bits, 11, c.pointee.in_no_pols, &inNoPols)
        take(bits, 12, c.pointee.in_pol_block, &inPolBlock)
        take(bits, 13, c.pointee.in_pol_error, &inPolError)
        take(bits, 14, c.pointee.out_error, &outError)
        take(bits, 15, c.pointee.out_bundle_gen_error, &outBundleGenError)
        take(bits, 16, c.pointee.out_bundle_check_error, &outBundleCheckError)
        take(bits, 17, c.pointee.out_no_states, &outNoStates)
        take(bits, 18, c.pointee.out_state_proto_error, &outStateProtoError)
        take(bits, 19, c.pointee.out_state_mode_error, &outStateModeError)
        take(bits, 20, c.pointee.out_state_seq_error, &outStateSeqError)
        take(bits, 21, c.pointee.out_state_expired, &outStateExpired)
        take(bits, 22, c.pointee.out_pol_block, &outPolBlock)
        take(bits, 23, c.pointee.out_pol_dead, &outPolDead)
        take(bits, 24, c.pointee.out_pol_error, &outPolError)
        take(bits, 25, c.pointee.fwd_hdr_error, &fwdHdrError)
        take(bits, 26, c.pointee.out_state_invalid, &outStateInvalid)
        take(bits, 27, c.pointee.acquire_error, &acquireError)
        take(bits, 28, c.pointee.out_state_dir_error, &outStateDirError)
        take(bits, 29, c.pointee.in_state_dir_error, &inStateDirError)
        take(bits, 30, c.pointee.in_iptfs_error, &inIptfsError)
        take(bits, 31, c.pointee.out_no_queue_space, &outNoQueueSpace)
    }

    /// Calls `body` with each number, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        let fields = Sample.Field.xfrm
        body(fields[0], Sample.Field.Value(inError))
        body(fields[1], Sample.Field.Value(inBufferError))
        body(fields[2], Sample.Field.Value(inHdrError))
        body(fields[3], Sample.Field.Value(inNoStates))
        body(fields[4], Sample.Field.Value(inStateProtoError))
        body(fields[5], Sample.Field.Value(inStateModeError))
        body(fields[6], Sample.Field.Value(inStateSeqError))
        body(fields[7], Sample.Field.Value(inStateExpired))
        body(fields[8], Sample.Field.Value(inStateMismatch))
        body(fields[9], Sample.Field.Value(inStateInvalid))
        body(fields[10], Sample.Field.Value(inTmplMismatch))
        body(fields[11], Sample.Field.Value(inNoPols))
        body(fields[12], Sample.Field.Value(inPolBlock))
        body(fields[13], Sample.Field.Value(inPolError))
        body(fields[14], Sample.Field.Value(outError))
        body(fields[15], Sample.Field.Value(outBundleGenError))
        body(fields[16], Sample.Field.Value(outBundleCheckError))
        body(fields[17], Sample.Field.Value(outNoStates))
        body(fields[18], Sample.Field.Value(outStateProtoError))
        body(fields[19], Sample.Field.Value(outStateModeError))
        body(fields[20], Sample.Field.Value(outStateSeqError))
        body(fields[21], Sample.Field.Value(outStateExpired))
        body(fields[22], Sample.Field.Value(outPolBlock))
        body(fields[23], Sample.Field.Value(outPolDead))
        body(fields[24], Sample.Field.Value(outPolError))
        body(fields[25], Sample.Field.Value(fwdHdrError))
        body(fields[26], Sample.Field.Value(outStateInvalid))
        body(fields[27], Sample.Field.Value(acquireError))
        body(fields[28], Sample.Field.Value(outStateDirError))
        body(fields[29], Sample.Field.Value(inStateDirError))
        body(fields[30], Sample.Field.Value(inIptfsError))
        body(fields[31], Sample.Field.Value(outNoQueueSpace))
    }
}

extension Sample.Field {
    // The fields of each record, by their presence bits, in the order of the JSON.
    static let cpu = list(.CPROBE_RECORD_CPU, prefix: "total_", ofItems: logicalCPU)
    static let logicalCPU = list(.CPROBE_RECORD_LOGICAL_CPU)
    static let load = list(.CPROBE_RECORD_LOAD)
    static let memory = list(.CPROBE_RECORD_MEMORY)
    static let disk = list(.CPROBE_RECORD_DISK, prefix: "total_")
    static let mount = list(.CPROBE_RECORD_MOUNT)
    static let traffic = list(.CPROBE_RECORD_TRAFFIC, prefix: "total_")
    static let interface = list(.CPROBE_RECORD_INTERFACE)
    static let network = list(.CPROBE_RECORD_NETWORK)
    static let stall = list(.CPROBE_RECORD_STALL, prefix: "pressure_")
    static let process = list(.CPROBE_RECORD_PROCESS)
    static let ip = list(.CPROBE_RECORD_IP)
    static let icmp = list(.CPROBE_RECORD_ICMP)
    static let tcp = list(.CPROBE_RECORD_TCP)
    static let udp = list(.CPROBE_RECORD_UDP)
    static let cgroup = list(.CPROBE_RECORD_CGROUP)
    static let swapDevice = list(.CPROBE_RECORD_SWAP_DEVICE)
    static let zram = list(.CPROBE_RECORD_ZRAM)
    static let interrupt = list(.CPROBE_RECORD_INTERRUPT)
    static let cpuWork = list(.CPROBE_RECORD_CPU_WORK)
    static let host = list(.CPROBE_RECORD_HOST)
    static let topologyCPU = list(.CPROBE_RECORD_TOPOLOGY_CPU)
    static let cache = list(.CPROBE_RECORD_CACHE)
    static let node = list(.CPROBE_RECORD_NODE)
    static let blockDevice = list(.CPROBE_RECORD_BLOCK_DEVICE)
    static let mdArray = list(.CPROBE_RECORD_MD_ARRAY)
    static let mdMember = list(.CPROBE_RECORD_MD_MEMBER)
    static let arc = list(.CPROBE_RECORD_ARC, prefix: "arc_")
    static let btrfs = list(.CPROBE_RECORD_BTRFS)
    static let btrfsDevice = list(.CPROBE_RECORD_BTRFS_DEVICE)
    static let diskHealth = list(.CPROBE_RECORD_DISK_HEALTH)
    static let protocols = list(.CPROBE_RECORD_PROTOCOLS)
    static let tcpExt = list(.CPROBE_RECORD_TCP_EXT)
    static let tcpFastOpen = list(.CPROBE_RECORD_TCP_FAST_OPEN)
    static let tcpSignature = list(.CPROBE_RECORD_TCP_SIGNATURE)
    static let mptcp = list(.CPROBE_RECORD_MPTCP)
    static let ipExt = list(.CPROBE_RECORD_IP_EXT)
    static let ip6 = list(.CPROBE_RECORD_IP6)
    static let icmp6 = list(.CPROBE_RECORD_ICMP6)
    static let processMemory = list(.CPROBE_RECORD_PROCESS_MEMORY)
    static let connections = list(.CPROBE_RECORD_CONNECTIONS)
    static let tcpStates = list(.CPROBE_RECORD_TCP_STATES)
    static let udpStates = list(.CPROBE_RECORD_UDP_STATES)
    static let powerSupply = list(.CPROBE_RECORD_POWER_SUPPLY)
    static let energyZone = list(.CPROBE_RECORD_ENERGY_ZONE)
    static let coolingDevice = list(.CPROBE_RECORD_COOLING_DEVICE)
    static let gpu = list(.CPROBE_RECORD_GPU)
    static let temperature = list(.CPROBE_RECORD_TEMPERATURE)
    static let fan = list(.CPROBE_RECORD_FAN, prefix: "fan_")
    static let voltageSensor = list(.CPROBE_RECORD_VOLTAGE_SENSOR, prefix: "voltage_")
    static let currentSensor = list(.CPROBE_RECORD_CURRENT_SENSOR, prefix: "current_")
    static let powerSensor = list(.CPROBE_RECORD_POWER_SENSOR, prefix: "power_")
    static let energySensor = list(.CPROBE_RECORD_ENERGY_SENSOR)
    static let humiditySensor = list(.CPROBE_RECORD_HUMIDITY_SENSOR, prefix: "humidity_")
    static let thermalThrottling = list(.CPROBE_RECORD_THERMAL_THROTTLING, prefix: "throttling_")
    static let memoryZone = list(.CPROBE_RECORD_MEMORY_ZONE)
    static let slab = list(.CPROBE_RECORD_SLAB)
    static let memoryCounter = list(.CPROBE_RECORD_MEMORY_COUNTER)
    static let route = list(.CPROBE_RECORD_ROUTE)
    static let qdisc = list(.CPROBE_RECORD_QDISC)
    static let wireless = list(.CPROBE_RECORD_WIRELESS)
    static let xfrm = list(.CPROBE_RECORD_XFRM, prefix: "xfrm_")
}
