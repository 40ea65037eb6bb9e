/// The memory that the process may use, in bytes.
public struct MemoryQuota: Sendable, Hashable, Codable {
    /// The least of the levels' limits; one above physical memory is bound by /proc/meminfo.
    public var limit = Limit<Int64>.unlimited
    /// The least memory.high: above it a cgroup is slowed down and made to reclaim. Never part of the
    /// limit. v2 alone.
    public var high = Limit<Int64>.unlimited
    /// The least limit of swap. Of v1 what memory and swap together leave above the memory limit.
    public var swap = Limit<Int64>.unlimited
    /// The machine's memory (MemTotal).
    public var physicalBytes: Int64?
    /// The least of those that are known.
    public var effectiveBytes: Int64?
    /// Whether that is exact, or at most that.
    public var effectiveBytesCompleteness = Quota.Completeness()
    /// What the own cgroup and those below it use, file cache included.
    public var currentBytes: Int64?
    /// The most that ``currentBytes`` was. Of v2 since Linux 5.19.
    public var peakBytes: Int64?
    /// ``currentBytes`` less the inactive file cache, as the kubelet counts it.
    public var workingSetBytes: Int64?
    /// The least of limit less working set over the levels that limit, and of MemAvailable. 0 where a
    /// cgroup is above its limit. Where a level's inactive file cache is not known limit less usage
    /// counts, and where its usage is not known its limit; ``availableBytesCompleteness`` says so.
    public var availableBytes: Int64?
    /// Whether that is exact, at most that or at least that.
    public var availableBytesCompleteness = Quota.Completeness()
    /// Bytes below which the own cgroup is protected; of v1 memory.soft_limit_in_bytes.
    public var low = QuotaLevel.Fact<Int64>()
    /// Bytes below which the own cgroup is never reclaimed. v2 alone.
    public var min = QuotaLevel.Fact<Int64>()
    /// The swap that the own cgroup uses.
    public var swapCurrentBytes: Int64?
    /// How often the own cgroup, or one below it, ran into its limits.
    public var events = MemoryEvents()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// How often a cgroup, or one below it, ran into its limits since it was made. Sources: memory.events;
/// of v1 memory.failcnt (max) and memory.oom_control (oomKill).
public struct MemoryEvents: Sendable, Hashable, Codable {
    /// Slowed down and made to reclaim, because above memory.high.
    public var high: Int64?
    /// About to go above the limit.
    public var max: Int64?
    /// An allocation was about to fail.
    public var oom: Int64?
    /// Processes killed.
    public var oomKill: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
