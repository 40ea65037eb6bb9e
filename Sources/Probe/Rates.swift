/// What happened between two samples. A figure that would be wrong is nil: a counter that stepped
/// back, a CPU that came or went, a window without a length.
public struct Rates: Sendable, Hashable, Codable {
    /// What the CPUs did.
    public internal(set) var cpu = CPURates()
    /// What the memory management did.
    public internal(set) var memory = MemoryRates()

    init() {}
}

/// How many of a counter's steps there were a second; nil where it is unknown or stepped back.
func perSecond(_ before: UInt64?, _ after: UInt64?, over intervalNs: UInt64?) -> Double? {
    guard let before, let after, let intervalNs, intervalNs > 0, after >= before else { return nil }
    return Double(after - before) * 1e9 / Double(intervalNs)
}

/// The time between two readings; nil where one has no clock or it did not move.
func interval(_ before: UInt64?, _ after: UInt64?) -> UInt64? {
    guard let before, let after, after > before else { return nil }
    return after - before
}
