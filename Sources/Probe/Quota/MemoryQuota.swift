/// The memory that the process may use, in bytes. Unknown values are nil.
public struct MemoryQuota: Sendable, Hashable, Codable {
    /// The lowest limit of all levels. A limit above the physical memory is replaced by the
    /// physical memory, with /proc/meminfo as its source.
    public var limit = Limit<Int64>.unlimited
    /// The lowest memory.high of all levels: above this size a cgroup is throttled and reclaimed.
    /// Not part of ``limit``. v2 only.
    public var high = Limit<Int64>.unlimited
    /// The lowest limit of swap. On v1 the limit of memory and swap together less the memory limit.
    public var swap = Limit<Int64>.unlimited
    /// The lowest memory.swap.high of all levels: above this much swap tasks are slowed down. Nil on v1
    /// and, as the next one, unless ``Collector/readsQuotaDetails`` is set.
    public var swapHigh: Limit<Int64>?
    /// The lowest memory.zswap.max of all levels: the compressed swap in memory. Nil on v1.
    public var zswap: Limit<Int64>?
    /// The machine's memory (MemTotal).
    public var physicalBytes: Int64?
    /// The memory that the process can use: the lower of ``limit`` and ``physicalBytes``, as far as
    /// they are known.
    public var effectiveBytes: Int64?
    /// Whether ``effectiveBytes`` is exact or an upper bound.
    public var effectiveBytesCompleteness = Quota.Completeness()
    /// Memory that the own cgroup and its descendants use, page cache included.
    public var currentBytes: Int64?
    /// The maximum of ``currentBytes`` so far. On v2 since Linux 5.19.
    public var peakBytes: Int64?
    /// ``currentBytes`` less the inactive page cache: the working set of the kubelet.
    public var workingSetBytes: Int64?
    /// The memory that the process can still allocate: the lowest of MemAvailable and, for each
    /// level with a limit, limit less working set; 0 if a cgroup exceeds its limit. For a level
    /// whose inactive page cache is unknown, limit less usage; for a level whose usage is unknown,
    /// the limit. ``availableBytesCompleteness`` reports such levels.
    public var availableBytes: Int64?
    /// Whether ``availableBytes`` is exact, an upper bound or a lower bound.
    public var availableBytesCompleteness = Quota.Completeness()
    /// memory.low of the own cgroup: usage below this size is protected from reclaim. On v1
    /// memory.soft_limit_in_bytes.
    public var low = QuotaLevel.FileValue<Int64>()
    /// memory.min of the own cgroup: usage below this size is never reclaimed. v2 only.
    public var min = QuotaLevel.FileValue<Int64>()
    /// The swap that the own cgroup uses.
    public var swapCurrentBytes: Int64?
    /// Memory events of the own cgroup and its descendants.
    public var events = MemoryEvents()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// How often a cgroup and its descendants reached their memory limits since the cgroup was created.
/// Sources: memory.events; on v1 memory.failcnt (max) and memory.oom_control (oomKill). Unknown
/// values are nil.
public struct MemoryEvents: Sendable, Hashable, Codable {
    /// Times throttled to reclaim memory, above memory.high.
    public var high: Int64?
    /// Times that usage was about to exceed the limit.
    public var max: Int64?
    /// Times that an allocation was about to fail.
    public var oom: Int64?
    /// Processes killed by the OOM killer.
    public var oomKill: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
