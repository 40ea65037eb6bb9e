/// The machine's memory and swap. Sources: /proc/meminfo (its key in brackets) and, from
/// ``pageFaults`` on, /proc/vmstat, whose counters run since boot. A value that is not known is nil.
public struct Memory: Sendable, Hashable, Codable {
    /// Usable by the kernel and programs (MemTotal).
    public var totalBytes: Int64?
    /// Used for nothing (MemFree).
    public var freeBytes: Int64?
    /// What programs could still get without swapping, as the kernel estimates it (MemAvailable).
    /// Absent before Linux 3.14.
    public var availableBytes: Int64?
    /// Total less available, as free(1) prints it. Absent where either is, or where available
    /// exceeds total.
    public var usedBytes: Int64?
    /// Used of total, 0 to 100.
    public var usagePercent: Double?
    /// Raw block device cache (Buffers).
    public var buffersBytes: Int64?
    /// File cache, shared memory included (Cached).
    public var cachedBytes: Int64?
    /// Kernel caches that can be given up (SReclaimable).
    public var reclaimableBytes: Int64?
    /// Tmpfs and shared memory (Shmem).
    public var sharedBytes: Int64?
    /// Used recently (Active).
    public var activeBytes: Int64?
    /// Not used recently (Inactive).
    public var inactiveBytes: Int64?
    /// The part of ``activeBytes`` without a file: program memory and tmpfs (Active(anon)).
    public var activeAnonymousBytes: Int64?
    /// The part of ``inactiveBytes`` without a file, which is swapped out first (Inactive(anon)).
    public var inactiveAnonymousBytes: Int64?
    /// The part of ``activeBytes`` that caches files (Active(file)).
    public var activeFileBytes: Int64?
    /// The part of ``inactiveBytes`` that caches files, which is reclaimed first (Inactive(file)).
    public var inactiveFileBytes: Int64?
    /// Memory that cannot be reclaimed: locked pages, ramfs and others (Unevictable).
    public var unevictableBytes: Int64?
    /// Memory that programs locked with mlock(2) (Mlocked).
    public var lockedBytes: Int64?
    /// Waiting to be written to disk (Dirty).
    public var dirtyBytes: Int64?
    /// Being written to disk (Writeback).
    public var writebackBytes: Int64?
    /// Buffers of data that is being written to FUSE file systems (WritebackTmp).
    public var writebackTemporaryBytes: Int64?
    /// Programs' own pages, mapped (AnonPages).
    public var anonymousBytes: Int64?
    /// Files mapped by programs (Mapped).
    public var mappedBytes: Int64?
    /// The kernel's own objects (Slab).
    public var slabBytes: Int64?
    /// Slab memory that cannot be reclaimed (SUnreclaim).
    public var unreclaimableSlabBytes: Int64?
    /// Kernel memory that can be reclaimed, ``reclaimableBytes`` included (KReclaimable). Since
    /// 4.20.
    public var kernelReclaimableBytes: Int64?
    /// (KernelStack).
    public var kernelStackBytes: Int64?
    /// (PageTables).
    public var pageTablesBytes: Int64?
    /// Page tables of virtual machines (KVM) and IOMMUs (SecPageTables). Since 6.1.
    public var secondaryPageTablesBytes: Int64?
    /// Memory that the kernel allocated by vmalloc(), kernel stacks included (VmallocUsed). Linux
    /// 4.4 to 5.2 print 0.
    public var vmallocBytes: Int64?
    /// Taken by the allocator of per-CPU memory (Percpu). Since 4.20.
    public var percpuBytes: Int64?
    /// Memory that the kernel stopped using after hardware errors (HardwareCorrupted). Absent in
    /// builds without CONFIG_MEMORY_FAILURE.
    public var corruptedBytes: Int64?
    /// Memory that a balloon driver returned to the hypervisor (Balloon). Since 6.16.
    public var balloonBytes: Int64?
    /// Memory reserved for contiguous allocations, which other data may use meanwhile (CmaTotal).
    /// Absent in builds without CONFIG_CMA.
    public var cmaTotalBytes: Int64?
    /// The unused part of ``cmaTotalBytes`` (CmaFree).
    public var cmaFreeBytes: Int64?
    /// Promised to programs (Committed_AS).
    public var committedBytes: Int64?
    /// What could be promised under strict overcommit (CommitLimit).
    public var commitLimitBytes: Int64?
    /// Transparent huge pages without a file (AnonHugePages). Like the next four, absent in builds
    /// without CONFIG_TRANSPARENT_HUGEPAGE.
    public var anonymousHugePagesBytes: Int64?
    /// Transparent huge pages of tmpfs and shared memory (ShmemHugePages). Since 4.8.
    public var sharedHugePagesBytes: Int64?
    /// The part of ``sharedHugePagesBytes`` that programs map as huge pages (ShmemPmdMapped). Since
    /// 4.8.
    public var sharedHugeMappedBytes: Int64?
    /// Transparent huge pages of the page cache (FileHugePages). Since 5.4.
    public var fileHugePagesBytes: Int64?
    /// The part of ``fileHugePagesBytes`` that programs map as huge pages (FilePmdMapped). Since
    /// 5.4.
    public var fileHugeMappedBytes: Int64?
    /// Huge pages in the pool (HugePages_Total).
    public var hugePagesTotal: Int64?
    /// Huge pages not used (HugePages_Free).
    public var hugePagesFree: Int64?
    /// Huge pages promised, not yet used (HugePages_Rsvd).
    public var hugePagesReserved: Int64?
    /// Huge pages above the set size of the pool (HugePages_Surp).
    public var hugePagesSurplus: Int64?
    /// The size of one huge page (Hugepagesize).
    public var hugePageBytes: Int64?
    /// Memory of the pools of huge pages of all sizes (Hugetlb). Since 4.16.
    public var hugetlbBytes: Int64?
    /// (SwapTotal). 0 is a machine without swap.
    public var swapTotalBytes: Int64?
    /// (SwapFree).
    public var swapFreeBytes: Int64?
    /// Total less free.
    public var swapUsedBytes: Int64?
    /// In swap and in memory at once (SwapCached).
    public var swapCachedBytes: Int64?
    /// Used of total, 0 to 100; absent without swap.
    public var swapUsagePercent: Double?
    /// Memory that the compressed pool takes (Zswap).
    public var zswapBytes: Int64?
    /// What it holds, before compression (Zswapped).
    public var zswappedBytes: Int64?
    /// All, the major ones included (pgfault).
    public var pageFaults: Int64?
    /// That had to wait for a disk (pgmajfault).
    public var majorPageFaults: Int64?
    /// Read back from swap (pswpin, pages of the real size).
    public var swappedInBytes: Int64?
    /// Written to swap (pswpout).
    public var swappedOutBytes: Int64?
    /// Read from disks for the page cache and swap (pgpgin, KiB).
    public var pagedInBytes: Int64?
    /// Written (pgpgout, KiB).
    public var pagedOutBytes: Int64?
    /// Read back from swap soon after being reclaimed, which shows that memory is too small
    /// (workingset_refault_anon). Since 5.9.
    public var refaultedAnonymousBytes: Int64?
    /// Read back from files soon after being reclaimed (workingset_refault_file). Since 5.9.
    public var refaultedFileBytes: Int64?
    /// Examined for reclaim by kswapd, in the background (pgscan_kswapd). Since 4.8.
    public var scannedKswapdBytes: Int64?
    /// Examined for reclaim by programs that had to wait for memory (pgscan_direct). Since 4.8.
    public var scannedDirectBytes: Int64?
    /// Reclaimed by kswapd, in the background (pgsteal_kswapd). Since 4.8.
    public var reclaimedKswapdBytes: Int64?
    /// Reclaimed by programs that had to wait for memory (pgsteal_direct). Since 4.8.
    public var reclaimedDirectBytes: Int64?
    /// Processes killed for want of memory (oom_kill). Since 4.13.
    public var oomKills: Int64?
    /// When this was read, CLOCK_MONOTONIC; absent in a captured root.
    public var monotonicNs: Int64?
    /// What cost single fields.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
