/// The block devices. Sources: /proc/diskstats, /sys/block.
public struct Disk: Sendable, Hashable, Codable {
    /// Each device in the kernel's order: a whole device, then its partitions.
    public var devices: [DiskDevice] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures of malformed lines.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One block device.
public struct DiskDevice: Sendable, Hashable, Codable {
    /// Major part of the device number.
    public var deviceMajor = 0
    /// Minor part of the device number.
    public var deviceMinor = 0
    /// The name of the device: "nvme0n1p2".
    public var name = KernelName()
    /// Whether the device is a partition of the whole device that precedes it.
    public var isPartition = false
    /// Whether the blocks are on other devices, in a file or in memory (dm, md, loop, zram and
    /// others), so that the total excludes the device. True also for a path of a multipath NVMe
    /// device whose head has counters.
    public var isStacked = false
    /// The device-mapper name, such as "vg0-root"; nil if there is none.
    public var mappedName: KernelName?
    /// The counters of the device since boot.
    public var counters = DiskCounters()
    /// Why ``mappedName`` is unknown; nil if nothing failed.
    public var failure: ProbeError?

    /// A device with this name; all other values are nil.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}
