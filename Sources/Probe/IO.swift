/// What all whole devices did together: neither partitions nor devices whose blocks are on others,
/// so that nothing is counted twice. Source: /proc/diskstats.
public struct IO: Sendable, Hashable, Codable {
    /// How many devices were counted.
    public internal(set) var devices = 0
    /// Identifies the set of devices. Readings of different sets give no rates.
    public internal(set) var deviceSet: UInt32 = 0
    /// Their sum. A counter that one of them lacks is nil.
    public internal(set) var total = DiskCounters()
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public internal(set) var monotonicNs: Int64?
    /// Lines that could not be understood.
    public internal(set) var failures: [ProbeError] = []
    /// Each device that was counted, for the rates: a sum hides that one of its parts stepped back.
    var parts: [DiskCounters] = []

    init() {}
}
