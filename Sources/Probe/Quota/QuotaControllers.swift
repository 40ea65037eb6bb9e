/// The controllers whose limits a quota has.
public struct QuotaControllers: OptionSet, Sendable, Hashable {
    /// The bits: cpu 1, cpuset 2, memory 4, pids 8, io 16, hugetlb 32.
    public let rawValue: UInt32

    /// The controllers with these bits; other bits are ignored.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue & 63
    }

    /// CPU time and the set of CPUs: cpu and cpuset.
    public static let cpu = QuotaControllers(rawValue: 3)
    /// Memory and swap.
    public static let memory = QuotaControllers(rawValue: 4)
    /// The number of tasks: pids.
    public static let pids = QuotaControllers(rawValue: 8)
    /// Block devices: io, or blkio on v1.
    public static let io = QuotaControllers(rawValue: 16)
    /// Huge pages.
    public static let hugetlb = QuotaControllers(rawValue: 32)
}
