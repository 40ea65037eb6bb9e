extension QuotaLevel {
    /// The content of one file of one cgroup.
    public struct FileValue<Value> {
        /// The content of the file.
        public enum State {
            /// The cgroup has no such file: the controller is not enabled, or the cgroup is the
            /// root.
            case absent
            /// Not read, because the file has no effect at this level.
            case notRead
            /// The file has the value for no limit.
            case unlimited
            /// The file has this value.
            case limited(Value)
            // Indirect: failures stored inline in 25 values would take most of the size of a level.
            /// The cgroup or the file could not be read.
            indirect case unknown(ProbeError)
        }

        /// The content of the file.
        public var state = State.absent
        var fileName: SourceName?

        /// The name of the file in the cgroup's directory: "memory.max"; nil if absent or not read.
        public var file: String? { fileName?.text }

        /// The value of the file; nil unless `limited`.
        public var value: Value? {
            if case .limited(let value) = state { value } else { nil }
        }

        /// A value with this state, of the file with this name.
        public init(_ state: State = .absent, file: String? = nil) {
            self.state = state
            fileName = file.map { SourceName($0) }
        }
    }
}

// Conditional conformances instead of requirements on `Value`: see Limit.
extension QuotaLevel.FileValue: Sendable where Value: Sendable {}
extension QuotaLevel.FileValue: Equatable where Value: Equatable {}
extension QuotaLevel.FileValue: Hashable where Value: Hashable {}
extension QuotaLevel.FileValue.State: Sendable where Value: Sendable {}
extension QuotaLevel.FileValue.State: Equatable where Value: Equatable {}
extension QuotaLevel.FileValue.State: Hashable where Value: Hashable {}

/// The CPU quota in a cgroup's file.
public struct CPUBandwidth: Sendable, Hashable {
    /// CPU time that may be used in each period, in microseconds.
    public var quotaUs: Int64
    /// The period in microseconds of wall time; nil only if decoded from a document without a
    /// period.
    public var periodUs: Int64?

    /// This CPU time in each period, both in microseconds.
    public init(quotaUs: Int64, periodUs: Int64?) {
        self.quotaUs = quotaUs
        self.periodUs = periodUs
    }
}

/// One level of a hierarchy: one cgroup, and the contents of its files. "Own cgroup" marks files
/// that are read only for the cgroup of the process itself.
public struct QuotaLevel: Sendable, Hashable, Codable {
    /// Index into ``Quota/hierarchies``.
    public var hierarchy = 0
    /// The path of the cgroup in the hierarchy.
    public var path = KernelName()
    /// The path of the cgroup's directory.
    public var directory = KernelName()
    /// The quota of CPU time.
    public var cpu = FileValue<CPUBandwidth>()
    /// The period of the quota in microseconds of wall time, also without a quota; nil if unknown.
    public var cpuPeriodUs: Int64?
    /// CPU time that can be accumulated for a burst, in microseconds.
    public var cpuBurst = FileValue<Int64>()
    /// v2, own cgroup: the share of CPU time under contention (cpu.weight).
    public var cpuWeight = FileValue<Int64>()
    /// v1, own cgroup: the share of CPU time under contention (cpu.shares).
    public var cpuShares = FileValue<Int64>()
    /// Own cgroup: whether the cgroup runs only on otherwise idle CPUs (cpu.idle).
    public var cpuIdle = FileValue<Bool>()
    /// The throttling by the quota; read if the cgroup has a quota or is the own cgroup.
    public var throttling = CPUQuota.Throttling()
    /// CPU time used by the cgroup and its descendants, in nanoseconds; read if the cgroup has a
    /// quota or is the own cgroup.
    public var cpuUsage = FileValue<Int64>()
    /// Number of CPUs that the cgroup may run on: of the effective set, or of "cpuset.cpus" if the
    /// kernel reports no effective set.
    public var cpuset = FileValue<Int64>()
    /// The numbers of those CPUs.
    public var cpus: NumberSet?
    /// Own cgroup: the number of memory nodes.
    public var cpusetMems = FileValue<Int64>()
    /// The numbers of those nodes.
    public var mems: NumberSet?
    /// The limit of memory, in bytes.
    public var memoryMax = FileValue<Int64>()
    /// v2: the size in bytes above which the cgroup is throttled and reclaimed (memory.high).
    public var memoryHigh = FileValue<Int64>()
    /// Own cgroup: bytes protected from reclaim (memory.low); on v1 memory.soft_limit_in_bytes.
    public var memoryLow = FileValue<Int64>()
    /// v2, own cgroup: bytes that are never reclaimed (memory.min).
    public var memoryMin = FileValue<Int64>()
    /// The memory that the cgroup and its descendants use, in bytes.
    public var memoryCurrent = FileValue<Int64>()
    /// Own cgroup: the maximum of ``memoryCurrent`` so far, in bytes.
    public var memoryPeak = FileValue<Int64>()
    /// Inactive page cache in bytes, which can be dropped at once.
    public var memoryInactiveFile = FileValue<Int64>()
    /// Active page cache in bytes, which the kernel drops only under memory pressure.
    public var memoryActiveFile = FileValue<Int64>()
    /// v1, own cgroup: the kernel's lowest memory limit over all levels, invisible levels included,
    /// in bytes.
    public var memoryHierarchical = FileValue<Int64>()
    /// Whether usage of descendants does not count at this level: v1 with memory.use_hierarchy 0.
    public var memoryIsApart = false
    /// v2: the limit of swap, in bytes.
    public var swapMax = FileValue<Int64>()
    /// v2, own cgroup: swap in use, in bytes.
    public var swapCurrent = FileValue<Int64>()
    /// v1: the limit of memory and swap together, in bytes.
    public var memswMax = FileValue<Int64>()
    /// v1, own cgroup: memory and swap in use together, in bytes.
    public var memswCurrent = FileValue<Int64>()
    /// v1, own cgroup: as ``memoryHierarchical``, for memory and swap together, in bytes.
    public var memswHierarchical = FileValue<Int64>()
    /// Memory events; read if the cgroup has a memory limit or is the own cgroup.
    public var memoryEvents = MemoryEvents()
    /// The limit of tasks.
    public var pidsMax = FileValue<Int64>()
    /// The number of tasks.
    public var pidsCurrent = FileValue<Int64>()
    /// Whether the cgroup limits block devices; the limits are in ``Quota/io``.
    public var io = FileValue<Bool>()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
