/// How the cgroups of a process used their limits between two readings.
///
/// A number is nil if a counter is unknown or stepped back, and if the counter belongs to another
/// cgroup than before, because the process moved or the quota of another level binds.
public struct QuotaRates: Sendable, Hashable, Codable {
    /// The window in nanoseconds; nil of a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The CPU time used, in CPUs (1.5 is one and a half), by the cgroup of
    /// ``CPUQuota/throttling``: the one whose quota binds, else the own.
    public var cpuCoresUsed: Double?
    /// ``cpuCoresUsed`` in percent of ``CPUQuota/limitCores``. Above 100 after a burst, and in a
    /// window that cuts a period in two. Nil without a limit, and where the limit changed
    /// meanwhile.
    public var cpuPercentOfLimit: Double?
    /// The share of the periods in which the quota was used up: 0 to 100. Nil where no period
    /// passed in which the cgroup wanted to run, as without a quota.
    public var throttledPercent: Double?
    /// Nanoseconds a second that the run queues of that cgroup waited for a new period, summed
    /// over CPUs: 2e9 is two CPUs that waited all the time.
    public var throttledNsPerSecond: Double?
    /// How often the own cgroup, or one below it, was slowed down above memory.high in the
    /// window.
    public var memoryHighEvents: Int64?
    /// How often the own cgroup, or one below it, was about to go above its limit of memory.
    public var memoryMaxEvents: Int64?
    /// How often an allocation in them was about to fail.
    public var memoryOomEvents: Int64?
    /// Processes in them that were killed for lack of memory.
    public var memoryOomKills: Int64?
    /// The share of the window that the own cgroup lost waiting. Without figures where the cgroup
    /// has no pressure files, as in v1.
    public var pressure = PressureRates()

    /// An empty value: nothing is known.
    public init() {}

    /// Computes all from two readings.
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
        // CPU nanoseconds a second; 1e9 of them are one CPU.
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
            // The kernel can count both between printing the first and the second number.
            throttledPercent = min(Double(throttled) * 100 / Double(periods), 100)
        }
        throttledNsPerSecond = perSecond(old.throttledNs, new.throttledNs, over: intervalNs)
    }
}

extension Quota {
    /// How the same cgroups used their limits between an earlier reading and this one.
    public func rates(since earlier: Quota) -> QuotaRates {
        var rates = QuotaRates()
        rates.set(earlier, self)
        return rates
    }
}

extension QuotaRates {
    /// A row for each rate beside the pressure, in the order of the JSON.
    static let rows: [RateRow<QuotaRates>] = [
        RateRow(
            "cpu_cores_used", .count, .window,
            "CPU time used by the cgroup whose quota binds, else the own, in CPUs."
        ) { $0.cpuCoresUsed },
        RateRow(
            "cpu_percent_of_limit", .percent, .window,
            "CPU time used in percent of limit_cores; above 100 after a burst."
        ) { $0.cpuPercentOfLimit },
        RateRow(
            "throttled_percent", .percent, .window,
            "Share of the periods in which the quota was used up; null where no period passed."
        ) { $0.throttledPercent },
        RateRow(
            "throttled_ns_per_second", .nanoseconds, .second,
            "Time that its run queues waited for a new period, summed over CPUs."
        ) { $0.throttledNsPerSecond },
        RateRow(
            "memory_high_events", .count, .window,
            "How often the own cgroup was slowed down above memory.high."
        ) { $0.memoryHighEvents },
        RateRow(
            "memory_max_events", .count, .window,
            "How often it was about to go above its limit of memory."
        ) { $0.memoryMaxEvents },
        RateRow(
            "memory_oom_events", .count, .window, "How often an allocation in it was about to fail."
        ) { $0.memoryOomEvents },
        RateRow("memory_oom_kills", .count, .window, "Processes killed for lack of memory.") {
            $0.memoryOomKills
        },
    ]

    /// Calls `body` with each rate but those of ``pressure``, in the order of the JSON: its field
    /// and its value, or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
