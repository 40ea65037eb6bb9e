/// The usage of the limits by the cgroups of a process between two readings.
///
/// A rate is nil if a counter is unknown or stepped back, or belongs to another cgroup than before:
/// the process moved, or the quota of another level binds.
public struct QuotaRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// CPUs used (1.5 is one and a half) by the cgroup of ``CPUQuota/throttling``: the cgroup whose
    /// quota binds, or the own cgroup if no quota binds.
    public var cpuCoresUsed: Double?
    /// ``cpuCoresUsed`` in percent of ``CPUQuota/limitCores``. Above 100 after a burst, and in a
    /// window that cuts a period in two. Nil without a limit, and if the limit changed in the
    /// window.
    public var cpuPercentOfLimit: Double?
    /// Percentage of the periods in which the quota was used up: 0 to 100. Nil without a quota, and
    /// if the cgroup was runnable in no period.
    public var throttledPercent: Double?
    /// Time that the run queues of the same cgroup waited for a new period, in nanoseconds a
    /// second, summed over CPUs: 2e9 if two CPUs waited all the time.
    public var throttledNsPerSecond: Double?
    /// Times in the window that the own cgroup or a descendant was throttled to reclaim memory,
    /// above memory.high.
    public var memoryHighEvents: Int64?
    /// Times in the window that the own cgroup or a descendant was about to exceed its memory
    /// limit.
    public var memoryMaxEvents: Int64?
    /// Times in the window that an allocation in these cgroups was about to fail.
    public var memoryOomEvents: Int64?
    /// Processes of these cgroups that the OOM killer killed in the window.
    public var memoryOomKills: Int64?
    /// Share of the window in which the tasks of the own cgroup were stalled. All nil if the cgroup
    /// has no pressure files, as on v1.
    public var pressure = PressureRates()

    /// All values nil.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Quota, _ after: Quota) {
        self = QuotaRates()
        intervalNs = Probe.interval(before.monotonicNs, after.monotonicNs)
        guard before.hierarchies == after.hierarchies else { return }
        if before.cpu.limit.source == after.cpu.limit.source {
            setCPU(before.cpu, after.cpu)
        }
        let (old, new) = (before.memory.events, after.memory.events)
        memoryHighEvents = change(old.high, new.high)
        memoryMaxEvents = change(old.max, new.max)
        memoryOomEvents = change(old.oom, new.oom)
        memoryOomKills = change(old.oomKill, new.oomKill)
        if let before = before.pressure, let after = after.pressure {
            pressure.set(before, after)
        }
    }

    private mutating func setCPU(_ before: CPUQuota, _ after: CPUQuota) {
        // perSecond() returns CPU nanoseconds a second; 1e9 of them are one CPU.
        cpuCoresUsed = perSecond(before.usageNs, after.usageNs, over: intervalNs).map { $0 / 1e9 }
        if let used = cpuCoresUsed, let limit = after.limitCores, limit > 0,
            before.limitCores == limit
        {
            cpuPercentOfLimit = used * 100 / limit
        }
        let (old, new) = (before.throttling, after.throttling)
        if let periods = change(old.periods, new.periods), periods > 0,
            let throttled = change(old.throttledPeriods, new.throttledPeriods)
        {
            // The kernel prints the two counters one after the other and can increase both in
            // between.
            throttledPercent = min(Double(throttled) * 100 / Double(periods), 100)
        }
        throttledNsPerSecond = perSecond(old.throttledNs, new.throttledNs, over: intervalNs)
    }
}

extension Quota {
    /// The rates between an earlier reading of the same process and this reading.
    public func rates(since earlier: Quota) -> QuotaRates {
        var rates = QuotaRates()
        rates.set(earlier, self)
        return rates
    }
}

extension QuotaRates {
    /// A row for each rate except those of ``pressure``, in the order of the JSON.
    static let rows: [RateRow<QuotaRates>] = [
        RateRow(
            "cpu_cores_used", .count, .window,
            "CPUs used by the cgroup whose quota binds, or by the own cgroup if no quota binds."
        ) { $0.cpuCoresUsed },
        RateRow(
            "cpu_percent_of_limit", .percent, .window,
            "cpu_cores_used in percent of limit_cores; above 100 after a burst."
        ) { $0.cpuPercentOfLimit },
        RateRow(
            "throttled_percent", .percent, .window,
            "Share of the periods in which the quota was used up; null if no period passed."
        ) { $0.throttledPercent },
        RateRow(
            "throttled_ns_per_second", .nanoseconds, .second,
            "Time that the cgroup's run queues waited for a new period, summed over CPUs."
        ) { $0.throttledNsPerSecond },
        RateRow(
            "memory_high_events", .count, .window,
            "Times that the own cgroup was throttled to reclaim memory, above memory.high."
        ) { $0.memoryHighEvents },
        RateRow(
            "memory_max_events", .count, .window,
            "Times that the own cgroup was about to exceed its memory limit."
        ) { $0.memoryMaxEvents },
        RateRow(
            "memory_oom_events", .count, .window,
            "Times that an allocation in the own cgroup was about to fail."
        ) { $0.memoryOomEvents },
        RateRow(
            "memory_oom_kills", .count, .window,
            "Processes of the own cgroup killed by the OOM killer."
        ) {
            $0.memoryOomKills
        },
    ]

    /// Calls `body` with the field and the value (nil if unknown) of each rate except those of
    /// ``pressure``, in the order of the JSON.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
