/// The CPU time and the CPUs that the process may use.
public struct CPUQuota: Sendable, Hashable, Codable {
    /// The lowest quota of all levels, in CPUs: 1.5 is one and a half.
    public var limit = Limit<Double>.unlimited
    /// The CPU time of that quota in each period, in microseconds; nil without a limit.
    public var quotaUs: Int64?
    /// The period of that quota in microseconds of wall time; nil without a limit.
    public var periodUs: Int64?
    /// ``quotaUs`` divided by ``periodUs``: the quota in CPUs; nil without a limit.
    public var limitCores: Double?
    /// Number of online CPUs in the affinity. Sources: sched_getaffinity(2), or Cpus_allowed_list
    /// in /proc/PID/status if the root is not "/". Counts all CPUs of the affinity if the kernel's
    /// list of online CPUs is not available. Nil for a cgroup, and if the file is missing.
    public var affinity: Int?
    /// Number of CPUs in the effective cpuset of the nearest cgroup; nil without a cpuset.
    public var cpuset: Int?
    /// Number of online CPUs.
    public var online: Int?
    /// The number of CPUs that the process can use: the lowest of the known bounds.
    public var effectiveCores: Double?
    /// Whether ``effectiveCores`` is exact or an upper bound.
    public var effectiveCoresCompleteness = Quota.Completeness()
    /// The bound that determines ``effectiveCores``.
    public var bound: CPUBound?
    /// The numbers of the cpuset's CPUs.
    public var cpus: NumberSet?
    /// Number of memory nodes in the cpuset.
    public var cpusetMems: Int?
    /// The numbers of the cpuset's memory nodes.
    public var mems: NumberSet?
    /// CPU time in microseconds that the cgroup whose quota binds can accumulate for a burst. Does
    /// not add capacity.
    public var burstUs: Int64?
    /// cpu.weight of the own cgroup (v2): the share under contention, 1 to 10000, usually 100. Not
    /// a limit.
    public var weight: Int64?
    /// cpu.shares of the own cgroup (v1): the share under contention, usually 1024. Not a limit.
    public var shares: Int64?
    /// Whether the own cgroup runs only on otherwise idle CPUs (cpu.idle).
    public var isIdle: Bool?
    /// How the quota throttled the cgroup whose quota binds, or the own cgroup if no quota binds.
    public var throttling = Throttling()
    /// CPU time in nanoseconds that the cgroup of ``throttling`` and its descendants used since the
    /// cgroup was created. Nil if the file could not be read, and on v1 if the cgroup has another
    /// path in a separate cpuacct hierarchy. On v1 a write to cpuacct.usage resets the counter.
    /// Sources: cpu.stat, since Linux 4.15; on v1 cpuacct.usage.
    public var usageNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// ``effectiveCores`` as a whole number of at least 1, at most the CPUs online. An unknown
    /// limit sets no bound; 1 if no bound is known.
    public func cpuCount(rounding: Rounding = .down) -> Int {
        // Integer arithmetic: rounding a Double would need libm.
        guard let effectiveCores, effectiveCores >= 0 else { return 1 }
        let cores = min(effectiveCores, Double(Int32.max))
        let whole = Int(cores)
        let count =
            switch rounding {
            case .down: whole
            case .up: Double(whole) < cores ? whole + 1 : whole
            case .nearest: Int(cores + 0.5)
            }
        return max(1, min(count, online ?? count))
    }
}

extension CPUQuota {
    /// How to round a fractional number of CPUs.
    public enum Rounding: String, Sendable, Hashable, Codable, CaseIterable {
        /// Round down: 1.5 becomes 1.
        case down = "floor"
        /// Round up: 1.5 becomes 2.
        case up = "ceil"
        /// Round to the nearest, halves up: 1.5 becomes 2, 1.4 becomes 1.
        case nearest
    }
}

/// The kind of bound of the number of CPUs. A struct, so that a new kind does not break programs.
public struct CPUBound: RawRepresentable, Sendable, Hashable, Codable {
    /// The name in the JSON of the command.
    public let rawValue: String

    /// The value with this name, known to this version or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The online CPUs: no other bound is lower.
    public static let online = CPUBound(rawValue: "online")
    /// The cpuset of a cgroup.
    public static let cpuset = CPUBound(rawValue: "cpuset")
    /// The affinity of the thread.
    public static let affinity = CPUBound(rawValue: "affinity")
    /// A quota of CPU time.
    public static let quota = CPUBound(rawValue: "quota")
}

extension CPUQuota {
    /// The throttling of a cgroup by its quota since the cgroup was created. Source: cpu.stat.
    public struct Throttling: Sendable, Hashable, Codable {
        /// Periods in which the cgroup was runnable.
        public var periods: Int64?
        /// Periods in which the quota was used up.
        public var throttledPeriods: Int64?
        /// Time that the cgroup's run queues waited for a new period, in nanoseconds, summed over
        /// CPUs.
        public var throttledNs: Int64?
        /// Periods that used accumulated quota. Since Linux 5.15.
        public var bursts: Int64?
        /// CPU time beyond the quota in those periods, in nanoseconds.
        public var burstNs: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
