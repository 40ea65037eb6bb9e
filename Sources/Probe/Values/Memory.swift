/// The machine's memory and swap, in bytes. Sources: /proc/meminfo and, from ``pageFaults`` on,
/// /proc/vmstat, whose counters run since boot; the key of each field is in parentheses. Unknown
/// values are nil.
public struct Memory: Sendable, Hashable, Codable {
    /// Memory usable by the kernel and programs (MemTotal).
    public var totalBytes: Int64?
    /// Unused memory (MemFree).
    public var freeBytes: Int64?
    /// The kernel's estimate of the memory that programs can still get without swapping
    /// (MemAvailable). Nil before Linux 3.14.
    public var availableBytes: Int64?
    /// ``totalBytes`` less ``availableBytes``, as free(1) prints it. Nil if one is nil, or if
    /// available exceeds total.
    public var usedBytes: Int64?
    /// ``usedBytes`` in percent of ``totalBytes``: 0 to 100.
    public var usagePercent: Double?
    /// Cache of raw block devices (Buffers).
    public var buffersBytes: Int64?
    /// Page cache, tmpfs and shared memory included (Cached).
    public var cachedBytes: Int64?
    /// Slab memory that can be reclaimed (SReclaimable).
    public var reclaimableBytes: Int64?
    /// Tmpfs and shared memory (Shmem).
    public var sharedBytes: Int64?
    /// Memory used recently (Active).
    public var activeBytes: Int64?
    /// Memory not used recently (Inactive).
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
    /// Memory waiting to be written to disk (Dirty).
    public var dirtyBytes: Int64?
    /// Memory being written to disk (Writeback).
    public var writebackBytes: Int64?
    /// Buffers of data that is being written to FUSE file systems (WritebackTmp).
    public var writebackTemporaryBytes: Int64?
    /// Anonymous memory mapped by programs: heap, stacks (AnonPages).
    public var anonymousBytes: Int64?
    /// Page cache mapped by programs (Mapped).
    public var mappedBytes: Int64?
    /// Kernel objects (Slab).
    public var slabBytes: Int64?
    /// Slab memory that cannot be reclaimed (SUnreclaim).
    public var unreclaimableSlabBytes: Int64?
    /// Kernel memory that can be reclaimed, ``reclaimableBytes`` included (KReclaimable). Since
    /// 4.20.
    public var kernelReclaimableBytes: Int64?
    /// Stacks of the kernel (KernelStack).
    public var kernelStackBytes: Int64?
    /// Page tables of programs (PageTables).
    public var pageTablesBytes: Int64?
    /// Page tables of virtual machines (KVM) and IOMMUs (SecPageTables). Since 6.1.
    public var secondaryPageTablesBytes: Int64?
    /// Memory that the kernel allocated by vmalloc(), kernel stacks included (VmallocUsed). Linux
    /// 4.4 to 5.2 print 0.
    public var vmallocBytes: Int64?
    /// Memory of the per-CPU allocator (Percpu). Since 4.20.
    public var percpuBytes: Int64?
    /// Memory that the kernel stopped using after hardware errors (HardwareCorrupted). Nil in
    /// kernels without CONFIG_MEMORY_FAILURE.
    public var corruptedBytes: Int64?
    /// Memory that a balloon driver returned to the hypervisor (Balloon). Since 6.16.
    public var balloonBytes: Int64?
    /// Memory reserved for contiguous allocations, which other data may use meanwhile (CmaTotal).
    /// Nil in kernels without CONFIG_CMA.
    public var cmaTotalBytes: Int64?
    /// The unused part of ``cmaTotalBytes`` (CmaFree).
    public var cmaFreeBytes: Int64?
    /// Memory that programs allocated, used or not (Committed_AS).
    public var committedBytes: Int64?
    /// The limit of ``committedBytes`` under strict overcommit (CommitLimit).
    public var commitLimitBytes: Int64?
    /// Transparent huge pages without a file (AnonHugePages). Nil, as the next four, in kernels
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
    /// Huge pages of the pool that are not allocated (HugePages_Free).
    public var hugePagesFree: Int64?
    /// Huge pages reserved and not yet allocated (HugePages_Rsvd).
    public var hugePagesReserved: Int64?
    /// Huge pages above the configured size of the pool (HugePages_Surp).
    public var hugePagesSurplus: Int64?
    /// The size of one huge page (Hugepagesize).
    public var hugePageBytes: Int64?
    /// Memory of the pools of huge pages of all sizes (Hugetlb). Since 4.16.
    public var hugetlbBytes: Int64?
    /// Size of swap (SwapTotal); 0 for a machine without swap.
    public var swapTotalBytes: Int64?
    /// Unused swap (SwapFree).
    public var swapFreeBytes: Int64?
    /// ``swapTotalBytes`` less ``swapFreeBytes``.
    public var swapUsedBytes: Int64?
    /// Pages that are in swap and in memory at once (SwapCached).
    public var swapCachedBytes: Int64?
    /// ``swapUsedBytes`` in percent of ``swapTotalBytes``: 0 to 100; nil without swap.
    public var swapUsagePercent: Double?
    /// Memory that zswap, compressed swap, takes (Zswap).
    public var zswapBytes: Int64?
    /// Size of the pages in zswap before compression (Zswapped).
    public var zswappedBytes: Int64?
    /// Page faults, major ones included (pgfault).
    public var pageFaults: Int64?
    /// Page faults that waited for a disk (pgmajfault).
    public var majorPageFaults: Int64?
    /// Bytes read back from swap (pswpin, converted from pages).
    public var swappedInBytes: Int64?
    /// Bytes written to swap (pswpout, converted from pages).
    public var swappedOutBytes: Int64?
    /// Bytes read from disks for the page cache and swap (pgpgin, converted from KiB).
    public var pagedInBytes: Int64?
    /// Bytes written to disks (pgpgout, converted from KiB).
    public var pagedOutBytes: Int64?
    /// Bytes read back from swap soon after they were reclaimed, a sign of too little memory
    /// (workingset_refault_anon). Since 5.9.
    public var refaultedAnonymousBytes: Int64?
    /// Bytes read back from files soon after they were reclaimed (workingset_refault_file). Since
    /// 5.9.
    public var refaultedFileBytes: Int64?
    /// Bytes scanned for reclaim by kswapd, in the background (pgscan_kswapd). Since 4.8. Reclaim for the
    /// limit of a cgroup is not counted by this and the next three.
    public var scannedKswapdBytes: Int64?
    /// Bytes scanned for reclaim by programs that waited for memory (pgscan_direct). Since 4.8.
    public var scannedDirectBytes: Int64?
    /// Bytes reclaimed by kswapd, in the background (pgsteal_kswapd). Since 4.8.
    public var reclaimedKswapdBytes: Int64?
    /// Bytes reclaimed by programs that waited for memory (pgsteal_direct). Since 4.8.
    public var reclaimedDirectBytes: Int64?
    /// Processes killed by the OOM killer (oom_kill). Since 4.13.
    public var oomKills: Int64?
    /// The kernel's own level of memory pressure: 1 normal, 2 warning, 4 critical. macOS only
    /// (kern.memorystatus_vm_pressure_level).
    public var pressureLevel: Int64?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
