/// How the kernel manages memory: the zones of each NUMA node with their free blocks, the slab caches, and
/// all counters of memory management. Read only on request. ``Memory`` has the totals. Sources:
/// /proc/zoneinfo, /proc/buddyinfo, /proc/slabinfo, which root alone can read, and /proc/vmstat. A list is
/// empty if its file could not be read, which is one of ``failures``.
public struct MemoryDetails: Sendable, Hashable, Codable {
    /// Each zone of each NUMA node, in the kernel's order; one without memory has a size of 0.
    public var zones: [Zone] = []
    /// Each slab cache, in the kernel's order.
    public var slabs: [Slab] = []
    /// Each line of /proc/vmstat, in the kernel's order.
    public var counters: [Counter] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list empty or incomplete.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// The counter of this name, such as "pgfault". Nil if the kernel has no such counter, or its value is
    /// unknown.
    public func counter(_ name: String) -> Int64? {
        counters.first { $0.name.description == name }?.value
    }
}

extension MemoryDetails {
    /// One zone of a NUMA node: a range of memory that the same devices can address. All sizes are nil
    /// if the page size is unknown: in a captured root whose /proc/meminfo and /proc/vmstat do not show it.
    public struct Zone: Sendable, Hashable, Codable {
        /// The kernel's number of the NUMA node.
        public var node = 0
        /// The name: "DMA", "DMA32", "Normal", "HighMem", "Movable", "Device".
        public var name = KernelName()
        /// Free memory, in bytes.
        public var freeBytes: Int64?
        /// Bytes by which the watermarks are raised for a time, because blocks of different mobility were
        /// mixed. Nil in older kernels.
        public var boostBytes: Int64?
        /// The lowest watermark, in bytes: below it an allocation has to wait for reclaim. Includes
        /// ``boostBytes``, as the next three.
        public var minBytes: Int64?
        /// The watermark, in bytes, below which kswapd starts to reclaim.
        public var lowBytes: Int64?
        /// The watermark, in bytes, above which kswapd stops.
        public var highBytes: Int64?
        /// The watermark, in bytes, of the promotion of pages from slower memory. Nil in older kernels.
        public var promoBytes: Int64?
        /// Bytes from the first page to the last, holes included.
        public var spannedBytes: Int64?
        /// Bytes of memory, without the holes.
        public var presentBytes: Int64?
        /// Bytes of memory, without what the kernel reserved at boot.
        public var managedBytes: Int64?
        /// Bytes of the contiguous memory allocator. Nil in older kernels.
        public var cmaBytes: Int64?
        /// The number of free blocks of 2^N pages, for each order N from 0. Empty for a zone without
        /// memory, and if the numbers are unknown.
        public var freeBlocks: [Int64] = []

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One slab cache: the kernel's objects of one kind, or of several kinds that the kernel has merged.
    public struct Slab: Sendable, Hashable, Codable {
        /// The name: "dentry", "kmalloc-64". Two caches may have the same name.
        public var name = KernelName()
        /// Objects in use. SLUB, the allocator of current kernels, counts objects in slabs that a CPU keeps
        /// as in use.
        public var activeObjects: Int64?
        /// Objects that fit into the slabs.
        public var objects: Int64?
        /// The size of one object in bytes, with its padding.
        public var objectBytes: Int64?
        /// Objects that fit into one slab.
        public var objectsPerSlab: Int64?
        /// Pages of one slab.
        public var pagesPerSlab: Int64?
        /// Slabs with an object in use.
        public var activeSlabs: Int64?
        /// Slabs.
        public var slabs: Int64?
        /// Memory of all slabs, in bytes. Nil if the page size is unknown.
        public var totalBytes: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One line of /proc/vmstat.
    public struct Counter: Sendable, Hashable, Codable {
        /// The kernel's name: "nr_free_pages", "pgfault".
        public var name = KernelName()
        /// The number as printed. Most names that start with "nr_" are pages at this time; "nr_kernel_stack" is
        /// KiB; "nr_dirtied", "nr_written", "nr_vmscan_" and "nr_tlb_" count since boot, as most others do. Nil
        /// if it is malformed.
        public var value: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
