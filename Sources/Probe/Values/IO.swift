/// The counters of all whole devices together, without partitions and devices whose blocks are on other
/// devices, so that nothing is counted twice. Source: /proc/diskstats.
public struct IO: Sendable, Hashable, Codable {
    /// How many devices were counted.
    public var devices = 0
    /// Identifies the set of devices. Readings of different sets give no rates.
    public var deviceSet: UInt32 = 0
    /// The sums of their counters; nil if one device lacks the counter.
    public var total = DiskCounters()
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// Lines that could not be understood.
    public var failures: [ProbeError] = []
    /// The counters of each device in the total, for the rates: the sum hides a step back of one device.
    var parts: [DiskCounters] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
