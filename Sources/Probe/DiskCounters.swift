/// What a block device, or all of them, did since boot. A counter is nil where the kernel does not
/// keep it. Source: /proc/diskstats.
public struct DiskCounters: Sendable, Hashable, Codable {
    /// Reads that were completed.
    public internal(set) var reads: Int64?
    /// Reads that were joined to a neighbour before they were issued.
    public internal(set) var readsMerged: Int64?
    /// Bytes read.
    public internal(set) var readBytes: Int64?
    /// Nanoseconds that all reads took together, queueing included.
    public internal(set) var readNs: Int64?
    /// Writes that were completed.
    public internal(set) var writes: Int64?
    /// Writes that were joined to a neighbour.
    public internal(set) var writesMerged: Int64?
    /// Bytes written.
    public internal(set) var writeBytes: Int64?
    /// Nanoseconds that all writes took together.
    public internal(set) var writeNs: Int64?
    /// Requests that were issued and are not completed, now.
    public internal(set) var inFlight: Int64?
    /// Nanoseconds with at least one request in flight; nil in totals, since it does not add up.
    public internal(set) var busyNs: Int64?
    /// Nanoseconds of all requests in flight, summed.
    public internal(set) var weightedNs: Int64?
    /// Discards that were completed; Linux 4.18 and later.
    public internal(set) var discards: Int64?
    /// Discards that were joined to a neighbour.
    public internal(set) var discardsMerged: Int64?
    /// Bytes discarded.
    public internal(set) var discardBytes: Int64?
    /// Nanoseconds that all discards took together.
    public internal(set) var discardNs: Int64?
    /// Flushes that were completed; Linux 5.5 and later. Partitions count none.
    public internal(set) var flushes: Int64?
    /// Nanoseconds that all flushes took together.
    public internal(set) var flushNs: Int64?

    init() {}
}
