/// The counters of a block device, or of all together, since boot. A counter is nil if the kernel does
/// not have it. Source: /proc/diskstats.
public struct DiskCounters: Sendable, Hashable, Codable {
    /// Reads that were completed.
    public var reads: Int64?
    /// Reads that were merged with an adjacent one before they were issued.
    public var readsMerged: Int64?
    /// Bytes read.
    public var readBytes: Int64?
    /// Nanoseconds that all reads took together, queueing included.
    public var readNs: Int64?
    /// Writes that were completed.
    public var writes: Int64?
    /// Writes that were merged with an adjacent one.
    public var writesMerged: Int64?
    /// Bytes written.
    public var writeBytes: Int64?
    /// Nanoseconds that all writes took together.
    public var writeNs: Int64?
    /// Requests in flight: issued and not completed.
    public var inFlight: Int64?
    /// Nanoseconds with at least one request in flight; nil in totals, since it does not add up.
    public var busyNs: Int64?
    /// Nanoseconds of all requests in flight, summed.
    public var weightedNs: Int64?
    /// Discards that were completed; Linux 4.18 and later.
    public var discards: Int64?
    /// Discards that were merged with an adjacent one.
    public var discardsMerged: Int64?
    /// Bytes discarded.
    public var discardBytes: Int64?
    /// Nanoseconds that all discards took together.
    public var discardNs: Int64?
    /// Flushes that were completed; Linux 5.5 and later. Partitions count none.
    public var flushes: Int64?
    /// Nanoseconds that all flushes took together.
    public var flushNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
