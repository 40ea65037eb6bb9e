/// Each swap device, and each zram device with its usage. Sources: /proc/swaps and
/// /sys/block/zramN. Read only on request; ``Memory`` has the totals.
public struct Swap: Sendable, Hashable, Codable {
    /// Each swap device and file, in the kernel's order. Empty without swap.
    public var devices: [Device] = []
    /// Each configured zram device, by number, whether used for swap or a file system.
    public var zram: [Zram] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list incomplete. A device has its own failure.
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
        /// The path of the device: "/dev/dm-1"; that of a removed file ends in " (deleted)". Nil if
        /// longer than 1,024 bytes.
        public var name: KernelName?
        /// The kind of the device; nil if unknown to this version.
        public var type: DeviceType?
        /// The size in bytes, without the header.
        public var sizeBytes: Int64?
        /// The used part in bytes.
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
        /// The compression algorithm: "zstd".
        public var algorithm: KernelName?
        /// The size of the disk in bytes, uncompressed.
        public var diskSizeBytes: Int64?
        /// The size of the stored data before compression, in bytes.
        public var originalBytes: Int64?
        /// The size of the stored data after compression, in bytes.
        public var compressedBytes: Int64?
        /// The memory that the device uses, allocator overhead included, in bytes.
        public var memoryUsedBytes: Int64?
        /// The limit of ``memoryUsedBytes``, in bytes; nil without a limit.
        public var memoryLimitBytes: Int64?
        /// The maximum of ``memoryUsedBytes`` so far, in bytes.
        public var memoryPeakBytes: Int64?
        /// Pages filled with one repeated word, which use no memory.
        public var samePages: Int64?
        /// Incompressible pages, stored uncompressed. Since 4.18.
        public var hugePages: Int64?
        /// ``originalBytes`` divided by ``compressedBytes``; nil if nothing is stored.
        public var ratio: Double?
        /// The failure that made fields nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
