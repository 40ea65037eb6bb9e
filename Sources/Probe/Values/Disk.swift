/// The block devices. Sources: /proc/diskstats, /sys/block.
public struct Disk: Sendable, Hashable, Codable {
    /// Each device in the kernel's order: a whole one, then its partitions.
    public var devices: [DiskDevice] = []
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// Lines that could not be understood.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One block device.
public struct DiskDevice: Sendable, Hashable, Codable {
    /// The first half of the device number.
    public var deviceMajor = 0
    /// The second half of the device number.
    public var deviceMinor = 0
    /// Its name: "nvme0n1p2".
    public var name = KernelName()
    /// Whether it is a partition of the whole device that precedes it.
    public var isPartition = false
    /// Whether its blocks are on other devices, in a file or in memory (dm, md, loop, zram and others), so
    /// that the total excludes it. True also for a path of a multipath NVMe device whose head has counters.
    public var isStacked = false
    /// The name that device-mapper's user gave it, such as "vg0-root"; nil where it has none.
    public var mappedName: KernelName?
    /// Its counters since boot.
    public var counters = DiskCounters()
    /// Why the mapped name is not known; nil where nothing failed.
    public var failure: ProbeError?

    /// A device by its name, of which nothing else is known.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}
