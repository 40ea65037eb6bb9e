/// The rates between two samples. A rate is nil if a counter is unknown or stepped back, a CPU was
/// added or removed, or the window has no length.
public struct Rates: Sendable, Hashable, Codable {
    /// The shares of CPU time.
    public var cpu = CPURates()
    /// Page faults, paging and swapping.
    public var memory = MemoryRates()
    /// The activity of each block device.
    public var disk = DiskRates()
    /// The network traffic.
    public var network = NetworkRates()
    /// The activity of all whole block devices together.
    public var io = IORates()
    /// The share of the window in which tasks were stalled.
    public var pressure = PressureRates()
    /// The usage of the quota by the process's own cgroups.
    public var quota = QuotaRates()
    /// The rates of each process.
    public var process = ProcessTableRates()
    /// The rates of each cgroup.
    public var cgroups = CgroupTableRates()
    /// Trouble of TCP, and the traffic of IP.
    public var protocols = ProtocolRates()
    /// The power of each energy zone.
    public var power = PowerRates()
    /// The rates of each graphics processor.
    public var gpu = GPURates()

    /// All values nil, all lists empty.
    public init() {}
}

/// The change of a counter a second; nil if the counter is unknown or stepped back.
func perSecond(_ before: Int64?, _ after: Int64?, over intervalNs: Int64?) -> Double? {
    guard let step = change(before, after), let intervalNs, intervalNs > 0 else { return nil }
    return Double(step) * 1e9 / Double(intervalNs)
}

/// The change of a counter; nil if the counter is unknown, stepped back, or is negative (possible
/// only in a decoded document).
@inline(__always)
func change(_ before: Int64?, _ after: Int64?) -> Int64? {
    guard let before, let after, before >= 0, after >= before else { return nil }
    return after - before
}

/// The sum; nil if one is unknown, or an `Int64` cannot hold the sum.
func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? nil : sum
}

/// The difference; nil if an `Int64` cannot hold it.
func difference(_ a: Int64, _ b: Int64) -> Int64? {
    let (difference, overflows) = a.subtractingReportingOverflow(b)
    return overflows ? nil : difference
}

/// Finds the items of a later list in an earlier list. Both lists usually have the same items in
/// the same order, so each search starts after the previous match. The search stops after a million
/// comparisons: the rates of the remaining items are nil.
struct Pairs {
    private var next = 0
    private var stepsLeft = 1_000_000

    /// The index of the matching earlier item; nil if none matches.
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

/// The time between two readings in nanoseconds; nil if one reading has no clock, or the clock did
/// not advance.
func interval(_ before: Int64?, _ after: Int64?) -> Int64? {
    change(before, after).flatMap { $0 > 0 ? $0 : nil }
}
