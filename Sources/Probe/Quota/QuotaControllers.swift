/// Controllers of cgroups, by what they limit.
public struct QuotaControllers: OptionSet, Sendable, Hashable {
    /// The bits: cpu 1, cpuset 2, memory 4, pids 8, io 16, hugetlb 32.
    public let rawValue: UInt32

    /// A choice of these bits; others choose nothing.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue & 63
    }

    /// CPU time and which CPUs: cpu and cpuset.
    public static let cpu = QuotaControllers(rawValue: 3)
    /// Memory and swap.
    public static let memory = QuotaControllers(rawValue: 4)
    /// Processes and threads.
    public static let pids = QuotaControllers(rawValue: 8)
    /// Block devices; of v1 blkio.
    public static let io = QuotaControllers(rawValue: 16)
    /// Huge pages.
    public static let hugetlb = QuotaControllers(rawValue: 32)
}
