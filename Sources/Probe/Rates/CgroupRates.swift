/// What one cgroup and its descendants did over a window. A figure that would be wrong is nil.
public struct CgroupRates: Sendable, Hashable, Codable {
    /// The cgroup's path.
    public var path = KernelName()
    /// CPU time in percent of one core: two busy CPUs have 200.
    public var usagePercent: Double?
    /// The same, outside the kernel.
    public var userPercent: Double?
    /// The same, in the kernel.
    public var systemPercent: Double?
    /// CPU time in percent of its own quota; nil without one. Above 100 after a burst.
    public var quotaUsagePercent: Double?
    /// Share of the periods in which its quota was used up; nil if no period passed.
    public var throttledPercent: Double?
    /// Time that its run queues waited for a new period, summed over CPUs, in nanoseconds a second.
    public var throttledNsPerSecond: Double?
    /// Growth of ``Cgroup/memoryCurrentBytes``; below 0 if it shrank.
    public var memoryChangeBytes: Int64?
    /// Page faults that waited for a disk, a second.
    public var majorFaultsPerSecond: Double?
    /// Times it was slowed down above memory.high.
    public var memoryHighEvents: Int64?
    /// Times it was about to exceed a limit of memory.
    public var memoryMaxEvents: Int64?
    /// Times an allocation was about to fail.
    public var memoryOomEvents: Int64?
    /// Processes killed for lack of memory.
    public var memoryOomKills: Int64?
    /// Forks that failed because of a limit of tasks.
    public var pidsMaxEvents: Int64?
    /// Bytes a second read from block devices.
    public var readBytesPerSecond: Double?
    /// Bytes a second written to block devices.
    public var writtenBytesPerSecond: Double?
    /// Read operations, a second.
    public var readsPerSecond: Double?
    /// Write operations, a second.
    public var writesPerSecond: Double?
    /// The share of the window that its tasks lost waiting; without figures on v1.
    public var pressure = PressureRates()

    /// The rates of a cgroup of this path, none of which is known.
    public init(path: KernelName = KernelName()) {
        self.path = path
    }
}

/// What the cgroups did between two tables.
public struct CgroupTableRates: Sendable, Hashable, Codable {
    /// The window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The rates of each cgroup of the later table, in its order.
    public var cgroups: [CgroupRates] = []

    /// Rates without cgroups.
    public init() {}
}

extension CgroupRates {
    /// A row for each rate beside the pressure, in the order of the JSON.
    static let rows: [RateRow<CgroupRates>] = [
        RateRow(
            "usage_percent", .percent, .window,
            "CPU time in percent of one core: two busy CPUs have 200."
        ) { $0.usagePercent },
        RateRow("user_percent", .percent, .window, "The same, outside the kernel.") {
            $0.userPercent
        },
        RateRow("system_percent", .percent, .window, "The same, in the kernel.") {
            $0.systemPercent
        },
        RateRow(
            "quota_usage_percent", .percent, .window,
            "CPU time in percent of its own quota; null without one. Above 100 after a burst."
        ) { $0.quotaUsagePercent },
        RateRow(
            "throttled_percent", .percent, .window,
            "Share of the periods in which its quota was used up; null if no period passed."
        ) { $0.throttledPercent },
        RateRow(
            "throttled_ns_per_second", .nanoseconds, .second,
            "Time that its run queues waited for a new period, summed over CPUs."
        ) { $0.throttledNsPerSecond },
        RateRow(
            "memory_change_bytes", .bytes, .window,
            "Growth of memory_current_bytes; below 0 if it shrank."
        ) { $0.memoryChangeBytes },
        RateRow("major_faults_per_second", .count, .second, "Page faults that waited for a disk.") {
            $0.majorFaultsPerSecond
        },
        RateRow(
            "memory_high_events", .count, .window,
            "Times it was slowed down above memory.high."
        ) { $0.memoryHighEvents },
        RateRow(
            "memory_max_events", .count, .window,
            "Times it was about to exceed a limit of memory."
        ) { $0.memoryMaxEvents },
        RateRow("memory_oom_events", .count, .window, "Times an allocation was about to fail.") {
            $0.memoryOomEvents
        },
        RateRow("memory_oom_kills", .count, .window, "Processes killed for lack of memory.") {
            $0.memoryOomKills
        },
        RateRow(
            "pids_max_events", .count, .window,
            "Forks that failed because of a limit of tasks."
        ) { $0.pidsMaxEvents },
        RateRow("read_bytes_per_second", .bytes, .second, "Read from block devices.") {
            $0.readBytesPerSecond
        },
        RateRow("written_bytes_per_second", .bytes, .second, "Written to block devices.") {
            $0.writtenBytesPerSecond
        },
        RateRow("reads_per_second", .count, .second, "Read operations.") { $0.readsPerSecond },
        RateRow("writes_per_second", .count, .second, "Write operations.") { $0.writesPerSecond },
    ]

    /// Calls `body` with each rate but those of ``pressure``, in the order of the JSON: its field and its
    /// value, or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }

    fileprivate mutating func set(
        _ before: borrowing Cgroup, _ after: borrowing Cgroup, over window: Int64?
    ) {
        // Nanoseconds in each nanosecond, of one core.
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
    /// What the cgroups did since an earlier table of the same root.
    public func rates(since earlier: CgroupTable) -> CgroupTableRates {
        var rates = CgroupTableRates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// The same into rates that exist already; allocates nothing once the list has its length.
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
