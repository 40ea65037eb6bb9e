#if !hasFeature(Embedded)
    extension Quota {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("cpu", &cpu)
            try object.read("memory", &memory)
            try object.read("pids", &pids)
            try object.read("hugetlb", &hugetlb)
            try object.read("io", &io)
            resources = try object.optional("resources")
            try object.read("pressure", &pressure)
            try object.read("rlimits", &rlimits)
            if let members = try object.object("container"),
                let runtime: Quota.Container.Runtime = try members.optional("runtime")
            {
                container = Quota.Container(
                    runtime: runtime, evidence: try members.optional("evidence") ?? "")
            }
            try object.read("hierarchies", &hierarchies)
            try object.read("levels", &levels)
            try object.read("monotonic_ns", &monotonicNs)
            nameFiles()
        }

        /// Sets the files of the values: the document has only the files of cpusets.
        private mutating func nameFiles() {
            for index in levels.indices where hierarchies.indices.contains(levels[index].hierarchy)
            {
                levels[index].nameFiles(isV2: hierarchies[levels[index].hierarchy].version == 2)
                levels[index].nameFile(of: io)
            }
            let isV2 = hierarchies.contains { $0.version == 2 && $0.controllers.contains("memory") }
            memory.low.nameFile(isV2 ? "memory.low" : "memory.soft_limit_in_bytes")
            memory.min.nameFile("memory.min")
        }
    }

    extension ObjectReader {
        fileprivate func read<Value: Decodable>(_ key: String, _ limit: inout Limit<Value>) throws {
            guard let members = try object(key) else { return }
            var state = ""
            try members.read("state", &state)
            let incomplete = try members.incompleteness()
            switch state {
            case "limited":
                guard let value: Value = try members.optional("value") else {
                    throw members.corrupted("value", "a limit without a value")
                }
                var source = LimitSource(level: nil, file: KernelName())
                try members.read("level", &source.level)
                try members.read("file", &source.file)
                limit = .limited(value, by: source, incomplete: incomplete)
            case "unlimited": limit = .unlimited
            case "unknown":
                limit = .unknown(incomplete ?? Incompleteness(reason: .unnamed))
            default: throw members.corrupted("state", "not the state of a limit: \(state)")
            }
        }

        /// Reads a limit that may be null.
        fileprivate func limit(_ key: String) throws -> Limit<Int64>? {
            guard try object(key) != nil else { return nil }
            var limit = Limit<Int64>.unlimited
            try read(key, &limit)
            return limit
        }

        /// Reads an incompleteness from its code and failure; "reason" repeats them in words, for
        /// people.
        fileprivate func incompleteness() throws -> Incompleteness? {
            var reason: Incompleteness.Reason?
            if let code: String = try optional("reason_code") {
                reason = Incompleteness.Reason(rawValue: code)
            } else if !contains("reason_code"), try optional("complete") == false {
                reason = .unnamed
            }
            guard let reason else { return nil }
            return Incompleteness(reason: reason, failure: try optional("failure"))
        }

        fileprivate func read<Value: Decodable>(
            _ key: String, _ fileValue: inout QuotaLevel.FileValue<Value>
        )
            throws
        {
            try read(key, &fileValue) { try $0.optional("value") }
        }

        fileprivate func read<Value>(
            _ key: String, _ fileValue: inout QuotaLevel.FileValue<Value>,
            _ value: (ObjectReader) throws -> Value?
        ) throws {
            guard let members = try object(key) else { return }
            var state = ""
            try members.read("state", &state)
            switch state {
            case "absent": fileValue.state = .absent
            case "not_read": fileValue.state = .notRead
            case "unlimited": fileValue.state = .unlimited
            case "limited":
                guard let value = try value(members) else {
                    throw members.corrupted("state", "a limited fileValue without a value")
                }
                fileValue.state = .limited(value)
            case "unknown":
                var failure = ProbeError(code: .io, source: "")
                try members.read("failure", &failure)
                fileValue.state = .unknown(failure)
            default: throw members.corrupted("state", "not the state of a fileValue: \(state)")
            }
        }

        /// Reads the file of a cpuset, a member of the level.
        fileprivate func readFile<Value>(
            _ key: String, _ fileValue: inout QuotaLevel.FileValue<Value>
        ) throws {
            fileValue.fileName = try optional(key, as: String.self).map { SourceName($0) }
        }
    }

    extension Incompleteness.Reason {
        /// The reason in a document without the code of a reason.
        fileprivate static let unnamed = Incompleteness.Reason(rawValue: "unnamed")
    }

    extension QuotaLevel.FileValue {
        fileprivate mutating func nameFile(_ name: String?) {
            switch state {
            case .absent, .notRead: break
            case .unlimited, .limited, .unknown: fileName = name.map { SourceName($0) }
            }
        }
    }

    extension QuotaRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try readFields(of: object)
            try object.read("pressure", &pressure)
        }
    }

    extension CPUQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("limit", &limit)
            try object.read("quota_us", &quotaUs)
            try object.read("period_us", &periodUs)
            try object.read("limit_cores", &limitCores)
            try object.read("affinity", &affinity)
            try object.read("cpuset", &cpuset)
            try object.read("online", &online)
            try object.read("effective_cores", &effectiveCores)
            try object.read("effective_cores_completeness", &effectiveCoresCompleteness)
            try object.read("bound", &bound)
            try object.read("cpus", &cpus)
            try object.read("cpuset_mems", &cpusetMems)
            try object.read("mems", &mems)
            try object.read("burst_us", &burstUs)
            try object.read("weight", &weight)
            try object.read("shares", &shares)
            try object.read("idle", &isIdle)
            try object.read("throttling", &throttling)
            try object.read("usage_ns", &usageNs)
        }
    }

    extension CPUQuota.Throttling {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("periods", &periods)
            try object.read("throttled_periods", &throttledPeriods)
            try object.read("throttled_ns", &throttledNs)
            try object.read("bursts", &bursts)
            try object.read("burst_ns", &burstNs)
        }
    }

    extension MemoryQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("limit", &limit)
            try object.read("high", &high)
            try object.read("swap", &swap)
            swapHigh = try object.limit("swap_high")
            zswap = try object.limit("zswap")
            try object.read("physical_bytes", &physicalBytes)
            try object.read("effective_bytes", &effectiveBytes)
            try object.read("effective_bytes_completeness", &effectiveBytesCompleteness)
            try object.read("current_bytes", &currentBytes)
            try object.read("peak_bytes", &peakBytes)
            try object.read("working_set_bytes", &workingSetBytes)
            try object.read("available_bytes", &availableBytes)
            try object.read("available_bytes_completeness", &availableBytesCompleteness)
            try object.read("low", &low)
            try object.read("min", &min)
            try object.read("swap_current_bytes", &swapCurrentBytes)
            try object.read("events", &events)
        }
    }

    extension MemoryEvents {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("high", &high)
            try object.read("max", &max)
            try object.read("oom", &oom)
            try object.read("oom_kill", &oomKill)
        }
    }

    extension PidsQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("limit", &limit)
            try object.read("current_tasks", &currentTasks)
            try object.read("threads_max", &threadsMax)
            try object.read("pid_max", &pidMax)
            try object.read("effective_tasks", &effectiveTasks)
            try object.read("effective_tasks_completeness", &effectiveTasksCompleteness)
            try object.read("events_max", &eventsMax)
        }
    }

    extension HugetlbQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            incomplete = try object.incompleteness()
            try object.read("sizes", &sizes)
        }
    }

    extension HugePages {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("page_bytes", &pageBytes)
            try object.read("limit", &limit)
            try object.read("current_bytes", &currentBytes)
            reservedLimit = try object.limit("reserved_limit")
            try object.read("reserved_bytes", &reservedBytes)
            try object.read("events_max", &eventsMax)
        }
    }

    extension Quota.Resource {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("controller", &controller)
            try object.read("name", &name)
            try object.read("limit", &limit)
            try object.read("current", &current)
            try object.read("events_max", &eventsMax)
        }
    }

    extension IOQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            incomplete = try object.incompleteness()
            try object.read("devices", &devices)
        }
    }

    extension DeviceQuota {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("major", &major)
            try object.read("minor", &minor)
            try object.read("read_bytes_per_second", &readBytesPerSecond)
            try object.read("write_bytes_per_second", &writeBytesPerSecond)
            try object.read("reads_per_second", &readsPerSecond)
            try object.read("writes_per_second", &writesPerSecond)
            try object.read("read_bytes", &readBytes)
            try object.read("written_bytes", &writtenBytes)
            try object.read("reads", &reads)
            try object.read("writes", &writes)
            try object.read("discarded_bytes", &discardedBytes)
            try object.read("discards", &discards)
        }
    }

    extension ResourceLimits {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("cpu_ns", &cpuNs)
            try object.read("fsize_bytes", &fsizeBytes)
            try object.read("data_bytes", &dataBytes)
            try object.read("stack_bytes", &stackBytes)
            try object.read("core_bytes", &coreBytes)
            try object.read("rss_bytes", &rssBytes)
            try object.read("nproc", &nproc)
            try object.read("nofile", &nofile)
            try object.read("memlock_bytes", &memlockBytes)
            try object.read("as_bytes", &asBytes)
            try object.read("locks", &locks)
            try object.read("sigpending", &sigpending)
            try object.read("msgqueue_bytes", &msgqueueBytes)
            try object.read("nice", &nice)
            try object.read("rtprio", &rtprio)
            try object.read("rttime_ns", &rttimeNs)
        }
    }

    extension ResourceLimit {
        init(_ object: ObjectReader) throws {
            self.init(soft: .unlimited, hard: .unlimited)
            try object.read("soft", &soft)
            try object.read("hard", &hard)
        }
    }

    extension ResourceBound {
        init(_ object: ObjectReader) throws {
            var state = ""
            try object.read("state", &state)
            self = .unlimited
            guard state != "unlimited" else { return }
            guard state == "limited" else {
                throw object.corrupted("state", "not the state of a limit: \(state)")
            }
            var value: Int64 = 0
            try object.read("value", &value)
            self = .limited(value)
        }
    }

    extension Quota.Hierarchy {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("version", &version)
            try object.read("controllers", &controllers)
            try object.read("mount_point", &mountPoint)
            try object.read("path", &path)
            incomplete = try object.incompleteness()
        }
    }

    extension Quota.Completeness {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("state", &state)
            incomplete = try object.incompleteness()
        }
    }

    extension QuotaLevel {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("hierarchy", &hierarchy)
            try object.read("path", &path)
            try object.read("directory", &directory)
            try object.object("cpu")?.read("period_us", &cpuPeriodUs)
            let period = cpuPeriodUs
            try object.read("cpu", &cpu) { members in
                try members.optional("quota_us").map {
                    CPUBandwidth(quotaUs: $0, periodUs: period)
                }
            }
            try object.read("cpu_burst", &cpuBurst)
            try object.read("cpu_weight", &cpuWeight)
            try object.read("cpu_shares", &cpuShares)
            // Accept the kernel's number, too.
            try object.read("cpu_idle", &cpuIdle) { members in
                if let isIdle = try? members.optional("value", as: Bool.self) { return isIdle }
                return try members.optional("value", as: Int64.self).map { $0 != 0 }
            }
            try object.read("throttling", &throttling)
            try object.read("cpu_usage", &cpuUsage)
            try object.read("cpuset", &cpuset)
            try object.readFile("cpuset_file", &cpuset)
            try object.read("cpus", &cpus)
            try object.read("cpuset_mems", &cpusetMems)
            try object.readFile("cpuset_mems_file", &cpusetMems)
            try object.read("mems", &mems)
            try readMemory(of: object)
            try object.read("pids_max", &pidsMax)
            try object.read("pids_current", &pidsCurrent)
            try object.read("io", &io) { _ in true }
        }

        private mutating func readMemory(of object: ObjectReader) throws {
            try object.read("memory_max", &memoryMax)
            try object.read("memory_high", &memoryHigh)
            try object.read("memory_low", &memoryLow)
            try object.read("memory_min", &memoryMin)
            try object.read("memory_current", &memoryCurrent)
            try object.read("memory_peak", &memoryPeak)
            try object.read("memory_inactive_file", &memoryInactiveFile)
            try object.read("memory_active_file", &memoryActiveFile)
            try object.read("memory_hierarchical", &memoryHierarchical)
            try object.read("memory_is_apart", &memoryIsApart)
            try object.read("swap_max", &swapMax)
            try object.read("swap_current", &swapCurrent)
            try object.read("memsw_max", &memswMax)
            try object.read("memsw_current", &memswCurrent)
            try object.read("memsw_hierarchical", &memswHierarchical)
            try object.read("memory_events", &memoryEvents)
        }

        /// Sets the file of each value, which depends on the version of the hierarchy.
        fileprivate mutating func nameFiles(isV2: Bool) {
            cpu.nameFile(isV2 ? "cpu.max" : "cpu.cfs_quota_us")
            cpuBurst.nameFile(isV2 ? "cpu.max.burst" : "cpu.cfs_burst_us")
            cpuWeight.nameFile("cpu.weight")
            cpuShares.nameFile("cpu.shares")
            cpuIdle.nameFile("cpu.idle")
            cpuUsage.nameFile(isV2 ? "cpu.stat" : "cpuacct.usage")
            memoryMax.nameFile(isV2 ? "memory.max" : "memory.limit_in_bytes")
            memoryHigh.nameFile("memory.high")
            memoryLow.nameFile(isV2 ? "memory.low" : "memory.soft_limit_in_bytes")
            memoryMin.nameFile("memory.min")
            memoryCurrent.nameFile(isV2 ? "memory.current" : "memory.usage_in_bytes")
            memoryPeak.nameFile(isV2 ? "memory.peak" : "memory.max_usage_in_bytes")
            memoryInactiveFile.nameFile("memory.stat")
            memoryActiveFile.nameFile("memory.stat")
            memoryHierarchical.nameFile("memory.stat")
            swapMax.nameFile("memory.swap.max")
            swapCurrent.nameFile("memory.swap.current")
            memswMax.nameFile("memory.memsw.limit_in_bytes")
            memswCurrent.nameFile("memory.memsw.usage_in_bytes")
            memswHierarchical.nameFile("memory.stat")
            pidsMax.nameFile("pids.max")
            pidsCurrent.nameFile("pids.current")
            if isV2 { io.nameFile("io.max") }
        }

        /// Version 1 has four files for the limits of devices; the file of a level is the first
        /// with a limit.
        fileprivate mutating func nameFile(of quota: IOQuota) {
            guard io.fileName == nil else { return }
            let files = [
                "blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device",
                "blkio.throttle.read_iops_device", "blkio.throttle.write_iops_device",
            ]
            let used = quota.devices.flatMap { device in
                [
                    device.readBytesPerSecond.file, device.writeBytesPerSecond.file,
                    device.readsPerSecond.file, device.writesPerSecond.file,
                ]
            }
            let limiting = files.first { file in
                used.contains(KernelName(bytes: directory.bytes + Array("/\(file)".utf8)))
            }
            switch io.state {
            case .limited: io.nameFile(limiting)
            case .unlimited: io.nameFile(files[0])
            case .absent, .notRead, .unknown: break
            }
        }
    }
#endif
