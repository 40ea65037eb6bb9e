internal import CProbe

extension QuotaLevel.FileValue {
    /// Copies from the C struct. A value that was absent or not read before and still is, as most are, is
    /// left as it is.
    @inline(__always)
    mutating func set(_ c: cprobe_file_value, _ value: @autoclosure () -> Value?) {
        fileName = c.file.map { SourceName(constant: $0) }
        switch c.state {
        case .CPROBE_FILE_ABSENT:
            if case .absent = state { return }
            state = .absent
        case .CPROBE_FILE_NOT_READ:
            if case .notRead = state { return }
            state = .notRead
        case .CPROBE_FILE_UNLIMITED:
            if case .unlimited = state { return }
            state = .unlimited
        case .CPROBE_FILE_LIMITED:
            guard let value = value() else {
                state = .unknown(.tooLarge(c.file))
                return
            }
            state = .limited(value)
        case .CPROBE_FILE_UNKNOWN:
            // The enum case is indirect: assigning an equal failure again would allocate.
            let failure = ProbeError(c.failure)
            if case .unknown(failure) = state { return }
            state = .unknown(failure)
        }
    }
}

extension QuotaLevel.FileValue where Value == Int64 {
    mutating func set(_ c: cprobe_file_value) {
        set(c, number(c.value))
    }
}

extension CPUQuota.Throttling {
    init(_ c: cprobe_throttling) {
        func value(_ field: cprobe_throttling_field, _ member: UInt64) -> Int64? {
            number(member, cprobe_has(c.present_fields, field.rawValue))
        }
        periods = value(.CPROBE_THROTTLING_PERIODS, c.periods)
        throttledPeriods = value(.CPROBE_THROTTLING_THROTTLED_PERIODS, c.throttled_periods)
        throttledNs = value(.CPROBE_THROTTLING_THROTTLED, c.throttled_ns)
        bursts = value(.CPROBE_THROTTLING_BURSTS, c.bursts)
        burstNs = value(.CPROBE_THROTTLING_BURST, c.burst_ns)
    }
}

extension MemoryEvents {
    init(_ c: cprobe_memory_events) {
        func value(_ field: cprobe_memory_events_field, _ member: UInt64) -> Int64? {
            number(member, cprobe_has(c.present_fields, field.rawValue))
        }
        high = value(.CPROBE_MEMORY_EVENTS_HIGH, c.high)
        max = value(.CPROBE_MEMORY_EVENTS_MAX, c.max)
        oom = value(.CPROBE_MEMORY_EVENTS_OOM, c.oom)
        oomKill = value(.CPROBE_MEMORY_EVENTS_OOM_KILL, c.oom_kill)
    }
}

extension QuotaLevel {
    mutating func set(
        _ c: UnsafePointer<cprobe_quota_level>, _ quota: UnsafePointer<cprobe_quota>
    ) {
        hierarchy = Int(c.pointee.hierarchy)
        path.set(cprobe_quota_cgroup(quota, c.pointee.hierarchy, c.pointee.path_length))
        directory.setPath(of: quota, c.pointee.hierarchy, c.pointee.path_length)
        cpuPeriodUs = number(c.pointee.cpu_period_us, c.pointee.cpu_period_us != 0)
        let quotaUs = number(c.pointee.cpu.value)
        let bandwidth = quotaUs.flatMap { quotaUs in
            number(c.pointee.cpu_period_us).map { CPUBandwidth(quotaUs: quotaUs, periodUs: $0) }
        }
        cpu.set(c.pointee.cpu, bandwidth)
        cpuBurst.set(c.pointee.cpu_burst)
        cpuWeight.set(c.pointee.cpu_weight)
        cpuShares.set(c.pointee.cpu_shares)
        cpuIdle.set(c.pointee.cpu_idle, c.pointee.cpu_idle.value != 0)
        throttling = CPUQuota.Throttling(c.pointee.throttling)
        cpuUsage.set(c.pointee.cpu_usage)
        cpuset.set(c.pointee.cpuset)
        cpus.set(cprobe_quota_list(quota, c.pointee.cpus_offset, c.pointee.cpus_length))
        cpusetMems.set(c.pointee.cpuset_mems)
        mems.set(cprobe_quota_list(quota, c.pointee.mems_offset, c.pointee.mems_length))
        memoryMax.set(c.pointee.memory_max)
        memoryHigh.set(c.pointee.memory_high)
        memoryLow.set(c.pointee.memory_low)
        memoryMin.set(c.pointee.memory_min)
        memoryCurrent.set(c.pointee.memory_current)
        memoryPeak.set(c.pointee.memory_peak)
        memoryInactiveFile.set(c.pointee.memory_inactive_file)
        memoryActiveFile.set(c.pointee.memory_active_file)
        memoryHierarchical.set(c.pointee.memory_hierarchical)
        memoryIsApart = c.pointee.memory_is_apart
        swapMax.set(c.pointee.swap_max)
        swapCurrent.set(c.pointee.swap_current)
        memswMax.set(c.pointee.memsw_max)
        memswCurrent.set(c.pointee.memsw_current)
        memswHierarchical.set(c.pointee.memsw_hierarchical)
        memoryEvents = MemoryEvents(c.pointee.memory_events)
        pidsMax.set(c.pointee.pids_max)
        pidsCurrent.set(c.pointee.pids_current)
        io.set(c.pointee.io, true)
    }
}
