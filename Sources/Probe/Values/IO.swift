/// The sums over all whole devices. Partitions and stacked devices (``DiskDevice/isStacked``) are
/// left out, so that no request counts twice. Source: /proc/diskstats.
public struct IO: Sendable, Hashable, Codable {
    /// Number of devices in the total.
    public var devices = 0
    /// Identifies the set of devices. Readings of different sets give no rates.
    public var deviceSet: UInt32 = 0
    /// The sum of each counter over the devices; nil if one device lacks the counter.
    public var total = DiskCounters()
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures of malformed lines.
    public var failures: [ProbeError] = []
    /// The counters of each device in the total, for the rates: the sum hides a step back of one device.
    var parts: [DiskCounters] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
