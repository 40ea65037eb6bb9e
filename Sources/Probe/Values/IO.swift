/// What all whole devices did together: neither partitions nor devices whose blocks are on others,
/// so that nothing is counted twice. Source: /proc/diskstats.
public struct IO: Sendable, Hashable, Codable {
    /// How many devices were counted.
    public var devices = 0
    /// Identifies the set of devices. Readings of different sets give no rates.
    public var deviceSet: UInt32 = 0
    /// Their sum. A counter that one of them lacks is nil.
    public var total = DiskCounters()
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// Lines that could not be understood.
    public var failures: [ProbeError] = []
    /// Each device that was counted, for the rates: a sum hides that one of its parts stepped back.
    var parts: [DiskCounters] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
