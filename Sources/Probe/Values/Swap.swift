/// Swap devices one by one, and zram devices with what they hold. Sources: /proc/swaps and
/// /sys/block/zramN. Read only on request; ``Memory`` has the totals.
public struct Swap: Sendable, Hashable, Codable {
    /// Each swap device and file, in the kernel's order. Empty without swap.
    public var devices: [Device] = []
    /// Each zram device that has a size, by number: for swap, or for a file system.
    public var zram: [Zram] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// What made a list incomplete. A device carries its own failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Swap {
    /// The kind of a swap device.
    public enum DeviceType: String, Sendable, Hashable, Codable {
        /// A block device.
        case partition
        /// A file on a file system.
        case file
    }

    /// One swap device or file.
    public struct Device: Sendable, Hashable, Codable {
        /// Its path: "/dev/dm-1". A removed file ends in " (deleted)". Nil if it is longer than 1,024
        /// bytes.
        public var name: KernelName?
        /// Its kind; nil of one that this version does not know.
        public var type: DeviceType?
        /// Its size in bytes, without the header.
        public var sizeBytes: Int64?
        /// The used part.
        public var usedBytes: Int64?
        /// Devices with a higher priority are used first; negative if assigned by the kernel.
        public var priority: Int?
        /// The failure that made fields nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// A disk in memory whose content is compressed.
    public struct Zram: Sendable, Hashable, Codable {
        /// N of zramN.
        public var index = 0
        /// The compression in use: "zstd".
        public var algorithm: KernelName?
        /// The size of the disk in bytes, uncompressed.
        public var diskSizeBytes: Int64?
        /// The data that is stored, before compression, in bytes.
        public var originalBytes: Int64?
        /// The same data, compressed.
        public var compressedBytes: Int64?
        /// The memory that the device takes, the loss of its allocator included, in bytes.
        public var memoryUsedBytes: Int64?
        /// The most memory that the device may take, in bytes; nil without a limit.
        public var memoryLimitBytes: Int64?
        /// The most memory that the device took, in bytes.
        public var memoryPeakBytes: Int64?
        /// Pages that repeat one word and take no memory.
        public var samePages: Int64?
        /// Pages that do not compress and are stored as they are. Since 4.18.
        public var hugePages: Int64?
        /// ``originalBytes`` divided by ``compressedBytes``; nil if nothing is stored.
        public var ratio: Double?
        /// The failure that made fields nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
