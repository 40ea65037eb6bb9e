/// The block devices. Sources: /proc/diskstats, /sys/block.
public struct Disk: Sendable, Hashable, Codable {
    /// Each device in the kernel's order: a whole one, then its partitions.
    public internal(set) var devices: [DiskDevice] = []
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public internal(set) var monotonicNs: Int64?
    /// Lines that could not be understood.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}

/// One block device.
public struct DiskDevice: Sendable, Hashable, Codable {
    /// The first half of the device number.
    public internal(set) var deviceMajor = 0
    /// The second half of the device number.
    public internal(set) var deviceMinor = 0
    /// Its name: "nvme0n1p2".
    public internal(set) var name = KernelName()
    /// Whether it is a part of the whole device that precedes it.
    public internal(set) var isPartition = false
    /// Whether its blocks are on other devices, in a file or in memory (dm, md, loop, zram and others),
    /// so that it is not counted in the total. A path of NVMe is so where its head counts, too.
    public internal(set) var isStacked = false
    /// The name that device-mapper's user gave it, such as "vg0-root"; nil where it has none.
    public internal(set) var mappedName: KernelName?
    /// What it did since boot.
    public internal(set) var counters = DiskCounters()
    /// Why the mapped name is not known; nil where nothing failed.
    public internal(set) var failure: ProbeError?

    init() {}
}
