/// Page faults, paging and swapping a second between two readings.
public struct MemoryRates: Sendable, Hashable, Codable {
    /// The window in nanoseconds; nil of a captured root, which has no clock.
    public var intervalNs: Int64?
    /// Page faults, the major ones included.
    public var pageFaultsPerSecond: Double?
    /// Page faults that had to wait for a disk.
    public var majorPageFaultsPerSecond: Double?
    /// Bytes read back from swap.
    public var swappedInBytesPerSecond: Double?
    /// Bytes written to swap.
    public var swappedOutBytesPerSecond: Double?
    /// Bytes read from disks for the page cache and swap.
    public var pagedInBytesPerSecond: Double?
    /// Bytes written to disks.
    public var pagedOutBytesPerSecond: Double?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// Computes all from two readings.
    mutating func set(_ before: Memory, _ after: Memory) {
        let window = Probe.interval(before.monotonicNs, after.monotonicNs)
        intervalNs = window
        pageFaultsPerSecond = perSecond(before.pageFaults, after.pageFaults, over: window)
        majorPageFaultsPerSecond =
            perSecond(before.majorPageFaults, after.majorPageFaults, over: window)
        swappedInBytesPerSecond = perSecond(
            before.swappedInBytes, after.swappedInBytes, over: window)
        swappedOutBytesPerSecond =
            perSecond(before.swappedOutBytes, after.swappedOutBytes, over: window)
        pagedInBytesPerSecond = perSecond(before.pagedInBytes, after.pagedInBytes, over: window)
        pagedOutBytesPerSecond = perSecond(before.pagedOutBytes, after.pagedOutBytes, over: window)
    }
}

extension MemoryRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<MemoryRates>] = [
        RateRow("page_faults_per_second", .count, .second, "Page faults.") {
            $0.pageFaultsPerSecond
        },
        RateRow("major_page_faults_per_second", .count, .second, "Those that waited for a disk.") {
            $0.majorPageFaultsPerSecond
        },
        RateRow("swapped_in_bytes_per_second", .bytes, .second, "Read back from swap.") {
            $0.swappedInBytesPerSecond
        },
        RateRow("swapped_out_bytes_per_second", .bytes, .second, "Written to swap.") {
            $0.swappedOutBytesPerSecond
        },
        RateRow("paged_in_bytes_per_second", .bytes, .second, "Read from disks.") {
            $0.pagedInBytesPerSecond
        },
        RateRow("paged_out_bytes_per_second", .bytes, .second, "Written to disks.") {
            $0.pagedOutBytesPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
