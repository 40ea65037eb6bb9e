internal import CProbe

extension Fact {
    /// Takes what C read. Most facts are absent or not read, at every reading again: those are left as
    /// they are.
    @inline(__always)
    mutating func set(_ c: cprobe_fact, _ value: @autoclosure () -> Value) {
        switch c.state {
        case .CPROBE_FACT_ABSENT:
            if case .absent = self { return }
            self = .absent
        case .CPROBE_FACT_NOT_READ:
            if case .notRead = self { return }
            self = .notRead
        case .CPROBE_FACT_UNLIMITED:
            if case .unlimited = self { return }
            self = .unlimited
        case .CPROBE_FACT_LIMITED: self = .limited(value())
        case .CPROBE_FACT_UNKNOWN:
            // A failure has memory of its own, which one that lasts keeps.
            let failure = Failure(c.failure)
            if case .unknown(failure) = self { return }
            self = .unknown(failure)
        }
    }
}

extension Fact where Value == UInt64 {
    mutating func set(_ c: cprobe_fact) {
        set(c, c.value)
    }
}

extension Throttling {
    init(_ c: cprobe_throttling) {
        func value(_ field: cprobe_throttling_field, _ number: UInt64) -> UInt64? {
            cprobe_has(c.present_fields, field.rawValue) ? number : nil
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
        func value(_ field: cprobe_memory_events_field, _ number: UInt64) -> UInt64? {
            cprobe_has(c.present_fields, field.rawValue) ? number : nil
        }
        high = value(.CPROBE_MEMORY_EVENTS_HIGH, c.high)
        max = value(.CPROBE_MEMORY_EVENTS_MAX, c.max)
        oom = value(.CPROBE_MEMORY_EVENTS_OOM, c.oom)
        oomKill = value(.CPROBE_MEMORY_EVENTS_OOM_KILL, c.oom_kill)
    }
}

extension QuotaLevel {
    mutating func set(
        _ c: borrowing cprobe_quota_level, _ quota: UnsafePointer<cprobe_quota>
    ) {
        hierarchy = Int(c.hierarchy)
        path.set(cprobe_quota_group(quota, c.hierarchy, c.path_length))
        directory.setPath(of: quota, c.hierarchy, c.path_length)
        let bandwidth = CPUBandwidth(quotaUs: c.cpu.value, periodUs: c.cpu_period_us)
        cpu.set(c.cpu, bandwidth)
        cpuBurst.set(c.cpu_burst)
        cpuWeight.set(c.cpu_weight)
        cpuShares.set(c.cpu_shares)
        cpuIdle.set(c.cpu_idle)
        throttling = Throttling(c.throttling)
        cpuset.set(c.cpuset)
        cpus.set(cprobe_quota_list(quota, c.cpus_offset, c.cpus_length))
        cpusetMems.set(c.cpuset_mems)
        mems.set(cprobe_quota_list(quota, c.mems_offset, c.mems_length))
        memoryMax.set(c.memory_max)
        memoryHigh.set(c.memory_high)
        memoryLow.set(c.memory_low)
        memoryMin.set(c.memory_min)
        memoryCurrent.set(c.memory_current)
        memoryPeak.set(c.memory_peak)
        memoryInactiveFile.set(c.memory_inactive_file)
        memoryHierarchical.set(c.memory_hierarchical)
        memoryIsApart = c.memory_is_apart
        swapMax.set(c.swap_max)
        swapCurrent.set(c.swap_current)
        memswMax.set(c.memsw_max)
        memswCurrent.set(c.memsw_current)
        memswHierarchical.set(c.memsw_hierarchical)
        memoryEvents = MemoryEvents(c.memory_events)
        pidsMax.set(c.pids_max)
        pidsCurrent.set(c.pids_current)
        io.set(c.io, true)
    }
}
