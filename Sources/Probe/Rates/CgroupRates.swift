/// The rates of one cgroup and its descendants over a window. A rate is nil if a counter is unknown
/// or stepped back, or if the earlier table lacks the cgroup.
public struct CgroupRates: Sendable, Hashable, Codable {
    /// The cgroup's path.
    public var path = KernelName()
    /// CPU time in percent of one core: 200 for two busy CPUs.
    public var usagePercent: Double?
    /// CPU time outside the kernel, in percent of one core.
    public var userPercent: Double?
    /// CPU time in the kernel, in percent of one core.
    public var systemPercent: Double?
    /// CPU time in percent of the cgroup's own quota; nil without a quota, or if the quota changed.
    /// Above 100 after a burst.
    public var quotaUsagePercent: Double?
    /// Percentage of the periods in which the quota was used up; nil if no period passed.
    public var throttledPercent: Double?
    /// Time that the cgroup's run queues waited for a new period, summed over CPUs, in nanoseconds
    /// a second.
    public var throttledNsPerSecond: Double?
    /// Change of ``Cgroup/memoryCurrentBytes``; negative if usage fell.
    public var memoryChangeBytes: Int64?
    /// Page faults a second that waited for a disk.
    public var majorFaultsPerSecond: Double?
    /// Times in the window that the cgroup was throttled to reclaim memory, above memory.high.
    public var memoryHighEvents: Int64?
    /// Times in the window that usage was about to exceed a memory limit.
    public var memoryMaxEvents: Int64?
    /// Times in the window that an allocation was about to fail.
    public var memoryOomEvents: Int64?
    /// Processes killed by the OOM killer in the window.
    public var memoryOomKills: Int64?
    /// Forks in the window that failed because of a task limit.
    public var pidsMaxEvents: Int64?
    /// Bytes read from block devices a second.
    public var readBytesPerSecond: Double?
    /// Bytes written to block devices a second.
    public var writtenBytesPerSecond: Double?
    /// Read operations a second.
    public var readsPerSecond: Double?
    /// Write operations a second.
    public var writesPerSecond: Double?
    /// Share of the window in which the cgroup's tasks were stalled; all nil on v1.
    public var pressure = PressureRates()

    /// The rates of the cgroup with this path, all nil.
    public init(path: KernelName = KernelName()) {
        self.path = path
    }
}

/// The rates of all cgroups between two tables.
public struct CgroupTableRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The rates of each cgroup of the later table, in the order of that table.
    public var cgroups: [CgroupRates] = []

    /// Rates without cgroups.
    public init() {}

    /// The rates of the cgroup with this path; nil if there is none.
    public subscript(path: KernelName) -> CgroupRates? {
        cgroups.first { $0.path == path }
    }
}

extension CgroupRates {
    /// A row for each rate except those of ``pressure``, in the order of the JSON.
    static let rows: [RateRow<CgroupRates>] = [
        RateRow(
            "usage_percent", .percent, .window,
            "CPU time in percent of one core: two busy CPUs have 200."
        ) { $0.usagePercent },
        RateRow(
            "user_percent", .percent, .window,
            "CPU time outside the kernel, in percent of one core."
        ) {
            $0.userPercent
        },
        RateRow(
            "system_percent", .percent, .window, "CPU time in the kernel, in percent of one core."
        ) {
            $0.systemPercent
        },
        RateRow(
            "quota_usage_percent", .percent, .window,
            "CPU time in percent of the cgroup's own quota; null without a quota."
        ) { $0.quotaUsagePercent },
        RateRow(
            "throttled_percent", .percent, .window,
            "Share of the periods in which the quota was used up; null if no period passed."
        ) { $0.throttledPercent },
        RateRow(
            "throttled_ns_per_second", .nanoseconds, .second,
            "Time that the cgroup's run queues waited for a new period, summed over CPUs."
        ) { $0.throttledNsPerSecond },
        RateRow(
            "memory_change_bytes", .bytes, .window,
            "Change of memory_current_bytes; negative if usage fell."
        ) { $0.memoryChangeBytes },
        RateRow("major_faults_per_second", .count, .second, "Page faults that waited for a disk.") {
            $0.majorFaultsPerSecond
        },
        RateRow(
            "memory_high_events", .count, .window,
            "Times that the cgroup was throttled to reclaim memory, above memory.high."
        ) { $0.memoryHighEvents },
        RateRow(
            "memory_max_events", .count, .window,
            "Times that usage was about to exceed a memory limit."
        ) { $0.memoryMaxEvents },
        RateRow("memory_oom_events", .count, .window, "Times that an allocation was about to fail.")
        {
            $0.memoryOomEvents
        },
        RateRow("memory_oom_kills", .count, .window, "Processes killed by the OOM killer.") {
            $0.memoryOomKills
        },
        RateRow(
            "pids_max_events", .count, .window,
            "Forks that failed because of a task limit."
        ) { $0.pidsMaxEvents },
        RateRow("read_bytes_per_second", .bytes, .second, "Bytes read from block devices.") {
            $0.readBytesPerSecond
        },
        RateRow("written_bytes_per_second", .bytes, .second, "Bytes written to block devices.") {
            $0.writtenBytesPerSecond
        },
        RateRow("reads_per_second", .count, .second, "Read operations.") { $0.readsPerSecond },
        RateRow("writes_per_second", .count, .second, "Write operations.") { $0.writesPerSecond },
    ]

    /// Calls `body` with the field and the value (nil if unknown) of each rate except those of
    /// ``pressure``, in the order of the JSON.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }

    fileprivate mutating func set(
        _ before: borrowing Cgroup, _ after: borrowing Cgroup, over window: Int64?
    ) {
        // CPU nanoseconds a second; 1e7 of them are one percent of a core.
        func percent(_ old: Int64?, _ new: Int64?) -> Double? {
            perSecond(old, new, over: window).map { $0 / 1e7 }
        }
        path = after.path
        usagePercent = percent(before.usageNs, after.usageNs)
        userPercent = percent(before.userNs, after.userNs)
        systemPercent = percent(before.systemNs, after.systemNs)
        quotaUsagePercent = nil
        if let cores = after.quotaCores, cores > 0, before.quotaCores == cores {
            quotaUsagePercent = usagePercent.map { $0 / cores }
        }
        throttledPercent = nil
        if let periods = change(before.periods, after.periods), periods > 0,
            let throttled = change(before.throttledPeriods, after.throttledPeriods)
        {
            throttledPercent = min(Double(throttled) * 100 / Double(periods), 100)
        }
        throttledNsPerSecond = perSecond(before.throttledNs, after.throttledNs, over: window)
        memoryChangeBytes = nil
        if let old = before.memoryCurrentBytes, let new = after.memoryCurrentBytes {
            memoryChangeBytes = difference(new, old)
        }
        majorFaultsPerSecond = perSecond(before.majorFaults, after.majorFaults, over: window)
        memoryHighEvents = change(before.eventsHigh, after.eventsHigh)
        memoryMaxEvents = change(before.eventsMax, after.eventsMax)
        memoryOomEvents = change(before.eventsOom, after.eventsOom)
        memoryOomKills = change(before.eventsOomKill, after.eventsOomKill)
        pidsMaxEvents = change(before.pidsEventsMax, after.pidsEventsMax)
        readBytesPerSecond = perSecond(before.readBytes, after.readBytes, over: window)
        writtenBytesPerSecond = perSecond(before.writtenBytes, after.writtenBytes, over: window)
        readsPerSecond = perSecond(before.reads, after.reads, over: window)
        writesPerSecond = perSecond(before.writes, after.writes, over: window)
        pressure.set(before.pressure, after.pressure, over: window)
    }
}

extension CgroupTable {
    /// The rates of the cgroups since an earlier table of the same root.
    public func rates(since earlier: CgroupTable) -> CgroupTableRates {
        var rates = CgroupTableRates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// As ``rates(since:)``, into existing rates: allocates nothing once the list has its length.
    public func rates(since earlier: CgroupTable, into rates: inout CgroupTableRates) {
        let window = Probe.interval(earlier.monotonicNs, monotonicNs)
        rates.intervalNs = window
        rates.cgroups.resize(to: cgroups.count, with: CgroupRates())
        var pairs = Pairs()
        for index in cgroups.indices {
            let old = pairs.partner(in: earlier.cgroups) {
                $0.inode == cgroups[index].inode && $0.path == cgroups[index].path
            }
            if let old {
                rates.cgroups[index].set(earlier.cgroups[old], cgroups[index], over: window)
            } else {
                rates.cgroups[index] = CgroupRates(path: cgroups[index].path)
            }
        }
    }
}
