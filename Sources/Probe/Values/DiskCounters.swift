/// The counters of a block device, or the sums over all devices, since boot. A counter is nil if
/// the kernel does not have it. Source: /proc/diskstats.
public struct DiskCounters: Sendable, Hashable, Codable {
    /// Completed reads.
    public var reads: Int64?
    /// Reads merged with an adjacent request before they were issued.
    public var readsMerged: Int64?
    /// Bytes read.
    public var readBytes: Int64?
    /// Sum of the times of all reads in nanoseconds, queueing included.
    public var readNs: Int64?
    /// Completed writes.
    public var writes: Int64?
    /// Writes merged with an adjacent request.
    public var writesMerged: Int64?
    /// Bytes written.
    public var writeBytes: Int64?
    /// Sum of the times of all writes in nanoseconds, queueing included.
    public var writeNs: Int64?
    /// Requests in flight: issued and not completed.
    public var inFlight: Int64?
    /// Nanoseconds with at least one request in flight; nil in totals, because busy times of
    /// devices overlap.
    public var busyNs: Int64?
    /// Sum over time of the number of requests in flight, in nanoseconds.
    public var weightedNs: Int64?
    /// Completed discards. Since Linux 4.18.
    public var discards: Int64?
    /// Discards merged with an adjacent request.
    public var discardsMerged: Int64?
    /// Bytes discarded.
    public var discardBytes: Int64?
    /// Sum of the times of all discards in nanoseconds.
    public var discardNs: Int64?
    /// Completed flushes; 0 for partitions. Since Linux 5.5.
    public var flushes: Int64?
    /// Sum of the times of all flushes in nanoseconds.
    public var flushNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
