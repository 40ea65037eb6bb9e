/// What happened between two samples. A figure that would be wrong is nil: a counter that stepped
/// back, a CPU that came or went, a window without a length.
public struct Rates: Sendable, Hashable, Codable {
    /// What the CPUs did.
    public var cpu = CPURates()
    /// What the memory management did.
    public var memory = MemoryRates()
    /// What each block device did.
    public var disk = DiskRates()
    /// What went through the network.
    public var network = NetworkRates()
    /// What all whole block devices did together.
    public var io = IORates()
    /// How much time was lost waiting.
    public var pressure = PressureRates()
    /// How the process's own cgroups used their limits.
    public var quota = QuotaRates()
    /// What each process did.
    public var process = ProcessTableRates()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// How many of a counter's steps there were a second; nil where it is unknown or stepped back.
func perSecond(_ before: Int64?, _ after: Int64?, over intervalNs: Int64?) -> Double? {
    guard let step = change(before, after), let intervalNs, intervalNs > 0 else { return nil }
    return Double(step) * 1e9 / Double(intervalNs)
}

/// How far a counter went; nil where it is unknown, stepped back, or is below 0, as none is that was read.
@inline(__always)
func change(_ before: Int64?, _ after: Int64?) -> Int64? {
    guard let before, let after, before >= 0, after >= before else { return nil }
    return after - before
}

/// Both together; nil where one is unknown, or an `Int64` cannot hold the sum.
func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? nil : sum
}

/// One less the other; nil where an `Int64` cannot hold it.
func difference(_ a: Int64, _ b: Int64) -> Int64? {
    let (difference, overflows) = a.subtractingReportingOverflow(b)
    return overflows ? nil : difference
}

/// Finds in an earlier list the items of a later one. Both are mostly the same and in one order, so
/// each search begins behind the item found last. Where thousands were exchanged, the search is given
/// up: what is not found has no rates.
struct Pairs {
    private var next = 0
    private var stepsLeft = 1_000_000

    /// The place of the earlier item, or nil where there is none.
    mutating func partner<Item>(in items: [Item], _ isIt: (Item) -> Bool) -> Int? {
        for step in items.indices {
            stepsLeft -= 1
            guard stepsLeft > 0 else { return nil }
            let index = (next + step) % items.count
            if isIt(items[index]) {
                next = index + 1
                return index
            }
        }
        return nil
    }
}

/// The time between two readings; nil where one has no clock or it did not move.
func interval(_ before: Int64?, _ after: Int64?) -> Int64? {
    change(before, after).flatMap { $0 > 0 ? $0 : nil }
}
