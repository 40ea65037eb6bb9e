/// Page faults, paging, swapping and reclaim between two readings. A rate is nil if a counter is unknown or
/// stepped back.
public struct MemoryRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// Page faults a second, major ones included.
    public var pageFaultsPerSecond: Double?
    /// Page faults a second that waited for a disk.
    public var majorPageFaultsPerSecond: Double?
    /// Bytes read back from swap a second.
    public var swappedInBytesPerSecond: Double?
    /// Bytes written to swap a second.
    public var swappedOutBytesPerSecond: Double?
    /// Bytes read from disks for the page cache and swap a second.
    public var pagedInBytesPerSecond: Double?
    /// Bytes written to disks a second.
    public var pagedOutBytesPerSecond: Double?
    /// Bytes scanned for reclaim a second by kswapd, in the background.
    public var scannedKswapdBytesPerSecond: Double?
    /// Bytes scanned for reclaim a second by programs that waited for memory.
    public var scannedDirectBytesPerSecond: Double?

    /// All values nil.
    public init() {}

    /// Computes all rates from two readings.
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
        scannedKswapdBytesPerSecond =
            perSecond(before.scannedKswapdBytes, after.scannedKswapdBytes, over: window)
        scannedDirectBytesPerSecond =
            perSecond(before.scannedDirectBytes, after.scannedDirectBytes, over: window)
    }
}

extension MemoryRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<MemoryRates>] = [
        RateRow("page_faults_per_second", .count, .second, "Page faults, major ones included.") {
            $0.pageFaultsPerSecond
        },
        RateRow(
            "major_page_faults_per_second", .count, .second, "Page faults that waited for a disk."
        ) {
            $0.majorPageFaultsPerSecond
        },
        RateRow("swapped_in_bytes_per_second", .bytes, .second, "Bytes read back from swap.") {
            $0.swappedInBytesPerSecond
        },
        RateRow("swapped_out_bytes_per_second", .bytes, .second, "Bytes written to swap.") {
            $0.swappedOutBytesPerSecond
        },
        RateRow(
            "paged_in_bytes_per_second", .bytes, .second,
            "Bytes read from disks for the page cache and swap."
        ) {
            $0.pagedInBytesPerSecond
        },
        RateRow("paged_out_bytes_per_second", .bytes, .second, "Bytes written to disks.") {
            $0.pagedOutBytesPerSecond
        },
        RateRow(
            "scanned_kswapd_bytes_per_second", .bytes, .second,
            "Bytes that kswapd examined for reclaim, in the background."
        ) {
            $0.scannedKswapdBytesPerSecond
        },
        RateRow(
            "scanned_direct_bytes_per_second", .bytes, .second,
            "Bytes that programs examined for reclaim while they waited for memory."
        ) {
            $0.scannedDirectBytesPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
