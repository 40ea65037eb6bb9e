/// The machine's memory and swap. Sources: /proc/meminfo (its key in brackets) and, from
/// ``pageFaults`` on, /proc/vmstat, whose counters run since boot. A value that is not known is nil.
public struct Memory: Sendable, Hashable, Codable {
    /// Usable by the kernel and programs (MemTotal).
    public internal(set) var totalBytes: UInt64?
    /// Used for nothing (MemFree).
    public internal(set) var freeBytes: UInt64?
    /// What programs could still get without swapping, as the kernel estimates it (MemAvailable).
    /// Absent before Linux 3.14.
    public internal(set) var availableBytes: UInt64?
    /// Total less available, as free(1) prints it. Absent where either is, or where available
    /// exceeds total.
    public internal(set) var usedBytes: UInt64?
    /// Used of total, 0 to 100.
    public internal(set) var usagePercent: Double?
    /// Raw block device cache (Buffers).
    public internal(set) var buffersBytes: UInt64?
    /// File cache, shared memory included (Cached).
    public internal(set) var cachedBytes: UInt64?
    /// Kernel caches that can be given up (SReclaimable).
    public internal(set) var reclaimableBytes: UInt64?
    /// Tmpfs and shared memory (Shmem).
    public internal(set) var sharedBytes: UInt64?
    /// Used recently (Active).
    public internal(set) var activeBytes: UInt64?
    /// Not used recently (Inactive).
    public internal(set) var inactiveBytes: UInt64?
    /// Waiting to be written to disk (Dirty).
    public internal(set) var dirtyBytes: UInt64?
    /// Being written to disk (Writeback).
    public internal(set) var writebackBytes: UInt64?
    /// Programs' own pages, mapped (AnonPages).
    public internal(set) var anonymousBytes: UInt64?
    /// Files mapped by programs (Mapped).
    public internal(set) var mappedBytes: UInt64?
    /// The kernel's own objects (Slab).
    public internal(set) var slabBytes: UInt64?
    /// (KernelStack).
    public internal(set) var kernelStackBytes: UInt64?
    /// (PageTables).
    public internal(set) var pageTablesBytes: UInt64?
    /// Taken by the allocator of per-CPU memory (Percpu). Since 4.20.
    public internal(set) var percpuBytes: UInt64?
    /// Promised to programs (Committed_AS).
    public internal(set) var committedBytes: UInt64?
    /// What could be promised under strict overcommit (CommitLimit).
    public internal(set) var commitLimitBytes: UInt64?
    /// Huge pages in the pool (HugePages_Total).
    public internal(set) var hugePagesTotal: UInt64?
    /// Huge pages not used (HugePages_Free).
    public internal(set) var hugePagesFree: UInt64?
    /// Huge pages promised, not yet used (HugePages_Rsvd).
    public internal(set) var hugePagesReserved: UInt64?
    /// Huge pages above the set size of the pool (HugePages_Surp).
    public internal(set) var hugePagesSurplus: UInt64?
    /// The size of one huge page (Hugepagesize).
    public internal(set) var hugePageBytes: UInt64?
    /// (SwapTotal). 0 is a machine without swap.
    public internal(set) var swapTotalBytes: UInt64?
    /// (SwapFree).
    public internal(set) var swapFreeBytes: UInt64?
    /// Total less free.
    public internal(set) var swapUsedBytes: UInt64?
    /// In swap and in memory at once (SwapCached).
    public internal(set) var swapCachedBytes: UInt64?
    /// Used of total, 0 to 100; absent without swap.
    public internal(set) var swapUsagePercent: Double?
    /// Memory that the compressed pool takes (Zswap).
    public internal(set) var zswapBytes: UInt64?
    /// What it holds, before compression (Zswapped).
    public internal(set) var zswappedBytes: UInt64?
    /// All, the major ones included (pgfault).
    public internal(set) var pageFaults: UInt64?
    /// That had to wait for a disk (pgmajfault).
    public internal(set) var majorPageFaults: UInt64?
    /// Read back from swap (pswpin, pages of the real size).
    public internal(set) var swappedInBytes: UInt64?
    /// Written to swap (pswpout).
    public internal(set) var swappedOutBytes: UInt64?
    /// Read from disks for the page cache and swap (pgpgin, KiB).
    public internal(set) var pagedInBytes: UInt64?
    /// Written (pgpgout, KiB).
    public internal(set) var pagedOutBytes: UInt64?
    /// Processes killed for want of memory (oom_kill). Since 4.13.
    public internal(set) var oomKills: UInt64?
    /// When this was read, CLOCK_MONOTONIC; absent in a captured root.
    public internal(set) var monotonicNs: UInt64?
    /// What cost single fields.
    public internal(set) var failures: [Failure] = []

    init() {}
}
