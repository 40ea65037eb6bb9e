extension QuotaLevel {
    /// The content of one file of one cgroup.
    public struct Fact<Value> {
        /// The content of the file.
        public enum State {
            /// The cgroup has no such file: its controller is not enabled there, or it is the root.
            case absent
            /// Not read, because it has no effect at this level.
            case notRead
            /// The file says that there is no limit.
            case unlimited
            /// The file has this value.
            case limited(Value)
            // Indirect, because the failures of 25 facts would otherwise be most of a level's size.
            /// The cgroup or the file could not be read.
            indirect case unknown(ProbeError)
        }

        /// The content of the file.
        public var state = State.absent
        var fileName: SourceName?

        /// The name of the file in the directory of the cgroup: "memory.max"; nil if the fact is
        /// absent or was not read.
        public var file: String? { fileName?.text }

        /// The value of the file; nil if it has none.
        public var value: Value? {
            if case .limited(let value) = state { value } else { nil }
        }

        /// A fact of a file; without a state, the file is absent.
        public init(_ state: State = .absent, file: String? = nil) {
            self.state = state
            fileName = file.map { SourceName($0) }
        }
    }
}

// Conditional conformances instead of requirements on `Value`: see Limit.
extension QuotaLevel.Fact: Sendable where Value: Sendable {}
extension QuotaLevel.Fact: Equatable where Value: Equatable {}
extension QuotaLevel.Fact: Hashable where Value: Hashable {}
extension QuotaLevel.Fact.State: Sendable where Value: Sendable {}
extension QuotaLevel.Fact.State: Equatable where Value: Equatable {}
extension QuotaLevel.Fact.State: Hashable where Value: Hashable {}

/// The CPU quota in a cgroup's file.
public struct CPUBandwidth: Sendable, Hashable {
    /// CPU time in microseconds that may be used in each period.
    public var quotaUs: Int64
    /// Microseconds of wall time; nil only of a document that does not have it.
    public var periodUs: Int64?

    /// So much CPU time in each period, in microseconds.
    public init(quotaUs: Int64, periodUs: Int64?) {
        self.quotaUs = quotaUs
        self.periodUs = periodUs
    }
}

/// One level: one cgroup of one hierarchy, with the contents of its files.
public struct QuotaLevel: Sendable, Hashable, Codable {
    /// Index into ``Quota/hierarchies``.
    public var hierarchy = 0
    /// The cgroup, by its path in the hierarchy.
    public var path = KernelName()
    /// The path of the cgroup's directory.
    public var directory = KernelName()
    /// The quota of CPU time.
    public var cpu = Fact<CPUBandwidth>()
    /// Microseconds of wall time in which the quota counts, also where there is none; nil if it is
    /// not known.
    public var cpuPeriodUs: Int64?
    /// Microseconds of CPU time that can be accumulated.
    public var cpuBurst = Fact<Int64>()
    /// v2, own cgroup: its share under contention.
    public var cpuWeight = Fact<Int64>()
    /// v1, own cgroup: the same.
    public var cpuShares = Fact<Int64>()
    /// Own cgroup: whether it runs only on otherwise idle CPUs.
    public var cpuIdle = Fact<Bool>()
    /// How often the quota throttled the cgroup; read if the cgroup has a quota or is the own one.
    public var throttling = CPUQuota.Throttling()
    /// Nanoseconds of CPU time that the cgroup and those below it used, where it has a quota or is
    /// the own.
    public var cpuUsage = Fact<Int64>()
    /// The number of CPUs that the cgroup may run on. The file is that of the effective set, or
    /// where there is none of the own ("cpuset.cpus").
    public var cpuset = Fact<Int64>()
    /// The numbers of those CPUs.
    public var cpus: NumberSet?
    /// Own cgroup: the number of memory nodes.
    public var cpusetMems = Fact<Int64>()
    /// The numbers of those nodes.
    public var mems: NumberSet?
    /// The limit of memory, in bytes.
    public var memoryMax = Fact<Int64>()
    /// Bytes above which the cgroup is slowed down. v2.
    public var memoryHigh = Fact<Int64>()
    /// Own cgroup: bytes that are protected; of v1 memory.soft_limit_in_bytes.
    public var memoryLow = Fact<Int64>()
    /// Own cgroup: bytes that are never reclaimed. v2.
    public var memoryMin = Fact<Int64>()
    /// The memory that the cgroup uses, in bytes.
    public var memoryCurrent = Fact<Int64>()
    /// Own cgroup: the most that it used, in bytes.
    public var memoryPeak = Fact<Int64>()
    /// Bytes of file cache that can be dropped at once.
    public var memoryInactiveFile = Fact<Int64>()
    /// Bytes of file cache that was used recently: dropped, too, where the cgroup needs memory.
    public var memoryActiveFile = Fact<Int64>()
    /// v1, own cgroup: the kernel's least over all levels, unseen ones included, in bytes.
    public var memoryHierarchical = Fact<Int64>()
    /// v1 with use_hierarchy 0: the cgroups below do not count here.
    public var memoryIsApart = false
    /// v2: bytes of swap.
    public var swapMax = Fact<Int64>()
    /// v2, own cgroup: bytes of swap in use.
    public var swapCurrent = Fact<Int64>()
    /// v1: bytes of memory and swap together.
    public var memswMax = Fact<Int64>()
    /// v1, own cgroup: those in use.
    public var memswCurrent = Fact<Int64>()
    /// v1, own cgroup: as ``memoryHierarchical``, of both together.
    public var memswHierarchical = Fact<Int64>()
    /// How often the cgroup ran into its limits, where it has one or is the own.
    public var memoryEvents = MemoryEvents()
    /// The limit of tasks.
    public var pidsMax = Fact<Int64>()
    /// The number of tasks.
    public var pidsCurrent = Fact<Int64>()
    /// Whether the cgroup limits block devices; the limits are in ``Quota/io``.
    public var io = Fact<Bool>()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
