/// The machine's memory and swap. Sources: /proc/meminfo (its key in brackets) and, from
/// ``pageFaults`` on, /proc/vmstat, whose counters run since boot. A value that is not known is nil.
public struct Memory: Sendable, Hashable, Codable {
    /// Usable by the kernel and programs (MemTotal).
    public internal(set) var totalBytes: Int64?
    /// Used for nothing (MemFree).
    public internal(set) var freeBytes: Int64?
    /// What programs could still get without swapping, as the kernel estimates it (MemAvailable).
    /// Absent before Linux 3.14.
    public internal(set) var availableBytes: Int64?
    /// Total less available, as free(1) prints it. Absent where either is, or where available
    /// exceeds total.
    public internal(set) var usedBytes: Int64?
    /// Used of total, 0 to 100.
    public internal(set) var usagePercent: Double?
    /// Raw block device cache (Buffers).
    public internal(set) var buffersBytes: Int64?
    /// File cache, shared memory included (Cached).
    public internal(set) var cachedBytes: Int64?
    /// Kernel caches that can be given up (SReclaimable).
    public internal(set) var reclaimableBytes: Int64?
    /// Tmpfs and shared memory (Shmem).
    public internal(set) var sharedBytes: Int64?
    /// Used recently (Active).
    public internal(set) var activeBytes: Int64?
    /// Not used recently (Inactive).
    public internal(set) var inactiveBytes: Int64?
    /// Waiting to be written to disk (Dirty).
    public internal(set) var dirtyBytes: Int64?
    /// Being written to disk (Writeback).
    public internal(set) var writebackBytes: Int64?
    /// Programs' own pages, mapped (AnonPages).
    public internal(set) var anonymousBytes: Int64?
    /// Files mapped by programs (Mapped).
    public internal(set) var mappedBytes: Int64?
    /// The kernel's own objects (Slab).
    public internal(set) var slabBytes: Int64?
    /// (KernelStack).
    public internal(set) var kernelStackBytes: Int64?
    /// (PageTables).
    public internal(set) var pageTablesBytes: Int64?
    /// Taken by the allocator of per-CPU memory (Percpu). Since 4.20.
    public internal(set) var percpuBytes: Int64?
    /// Promised to programs (Committed_AS).
    public internal(set) var committedBytes: Int64?
    /// What could be promised under strict overcommit (CommitLimit).
    public internal(set) var commitLimitBytes: Int64?
    /// Huge pages in the pool (HugePages_Total).
    public internal(set) var hugePagesTotal: Int64?
    /// Huge pages not used (HugePages_Free).
    public internal(set) var hugePagesFree: Int64?
    /// Huge pages promised, not yet used (HugePages_Rsvd).
    public internal(set) var hugePagesReserved: Int64?
    /// Huge pages above the set size of the pool (HugePages_Surp).
    public internal(set) var hugePagesSurplus: Int64?
    /// The size of one huge page (Hugepagesize).
    public internal(set) var hugePageBytes: Int64?
    /// (SwapTotal). 0 is a machine without swap.
    public internal(set) var swapTotalBytes: Int64?
    /// (SwapFree).
    public internal(set) var swapFreeBytes: Int64?
    /// Total less free.
    public internal(set) var swapUsedBytes: Int64?
    /// In swap and in memory at once (SwapCached).
    public internal(set) var swapCachedBytes: Int64?
    /// Used of total, 0 to 100; absent without swap.
    public internal(set) var swapUsagePercent: Double?
    /// Memory that the compressed pool takes (Zswap).
    public internal(set) var zswapBytes: Int64?
    /// What it holds, before compression (Zswapped).
    public internal(set) var zswappedBytes: Int64?
    /// All, the major ones included (pgfault).
    public internal(set) var pageFaults: Int64?
    /// That had to wait for a disk (pgmajfault).
    public internal(set) var majorPageFaults: Int64?
    /// Read back from swap (pswpin, pages of the real size).
    public internal(set) var swappedInBytes: Int64?
    /// Written to swap (pswpout).
    public internal(set) var swappedOutBytes: Int64?
    /// Read from disks for the page cache and swap (pgpgin, KiB).
    public internal(set) var pagedInBytes: Int64?
    /// Written (pgpgout, KiB).
    public internal(set) var pagedOutBytes: Int64?
    /// Processes killed for want of memory (oom_kill). Since 4.13.
    public internal(set) var oomKills: Int64?
    /// When this was read, CLOCK_MONOTONIC; absent in a captured root.
    public internal(set) var monotonicNs: Int64?
    /// What cost single fields.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}
