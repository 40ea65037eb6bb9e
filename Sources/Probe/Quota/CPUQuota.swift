/// The CPU time and the CPUs that the process may use.
public struct CPUQuota: Sendable, Hashable, Codable {
    /// The least quota over the levels, in CPUs: 1.5 is one and a half.
    public var limit = Limit<Double>.unlimited
    /// CPU time in microseconds that may be used in each period; nil without a limit.
    public var quotaUs: Int64?
    /// Microseconds of wall time; nil without a limit.
    public var periodUs: Int64?
    /// Quota by period: the quota alone, in CPUs; nil without a limit.
    public var limitCores: Double?
    /// CPUs of sched_getaffinity, or of Cpus_allowed_list in /proc/PID/status where the root is not
    /// "/", as far as they are online (all of them where the list of online CPUs is not the
    /// kernel's own); nil of a cgroup, and where that file is missing.
    public var affinity: Int?
    /// CPUs of the nearest cgroup's effective cpuset.
    public var cpuset: Int?
    /// CPUs that are online.
    public var online: Int?
    /// The least of the known bounds: the number of CPUs that the process can use.
    public var effectiveCores: Double?
    /// Whether ``effectiveCores`` is exact or an upper bound.
    public var effectiveCoresCompleteness = Quota.Completeness()
    /// The bound that is the least.
    public var bound: CPUBound?
    /// The numbers of the cpuset's CPUs.
    public var cpus: NumberSet?
    /// Memory nodes of that cpuset.
    public var cpusetMems: Int?
    /// The numbers of its memory nodes.
    public var mems: NumberSet?
    /// Microseconds of CPU time that the cgroup whose quota binds can accumulate. Not extra capacity.
    public var burstUs: Int64?
    /// v2, of the own cgroup: its share under contention, 1 to 10000, usually 100. Not a limit.
    public var weight: Int64?
    /// v1, the same: usually 1024.
    public var shares: Int64?
    /// Whether the own cgroup runs only on otherwise idle CPUs.
    public var isIdle: Bool?
    /// How the quota throttled the cgroup whose quota binds, or the own cgroup if no quota binds.
    public var throttling = Throttling()
    /// Nanoseconds of CPU time that the cgroup of ``throttling`` and those below it used since it was
    /// made; nil if the file could not be read, and if v1 has cpuacct mounted separately and the
    /// cgroup has another path there. A write to cpuacct.usage of v1 resets it. Sources: cpu.stat,
    /// since Linux 4.15; of v1 cpuacct.usage.
    public var usageNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// ``effectiveCores`` as a whole number of at least 1, at most the CPUs online. An unknown
    /// limit sets no bound; 1 where nothing at all is known.
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
    /// How a fraction of a CPU becomes a whole number.
    public enum Rounding: String, Sendable, Hashable, Codable, CaseIterable {
        /// The whole CPUs only: 1.5 is 1.
        case down = "floor"
        /// A part counts as a whole: 1.5 is 2.
        case up = "ceil"
        /// The nearest, a half upwards: 1.5 is 2, 1.4 is 1.
        case nearest
    }
}

/// What bounds the number of CPUs. A struct, so that a new bound does not break programs.
public struct CPUBound: RawRepresentable, Sendable, Hashable, Codable {
    /// The name, as the JSON of the command has it.
    public let rawValue: String

    /// The value of this name, known or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing less than the CPUs that are online.
    public static let online = CPUBound(rawValue: "online")
    /// The cpuset of a cgroup.
    public static let cpuset = CPUBound(rawValue: "cpuset")
    /// The affinity of the thread.
    public static let affinity = CPUBound(rawValue: "affinity")
    /// A quota of CPU time.
    public static let quota = CPUBound(rawValue: "quota")
}

extension CPUQuota {
    /// How a quota throttled its cgroup since the cgroup was created. Source: cpu.stat.
    public struct Throttling: Sendable, Hashable, Codable {
        /// Periods in which the cgroup wanted to run.
        public var periods: Int64?
        /// Those in which its quota was used up.
        public var throttledPeriods: Int64?
        /// Nanoseconds that its run queues waited for a new period, summed over CPUs.
        public var throttledNs: Int64?
        /// Periods that used accumulated time. Since Linux 5.15.
        public var bursts: Int64?
        /// Nanoseconds of CPU time beyond the quota in those.
        public var burstNs: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
