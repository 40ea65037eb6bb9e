/// One size of huge pages.
public struct HugetlbQuota: Sendable, Hashable, Codable {
    /// The size, in bytes.
    public internal(set) var pageBytes: UInt64 = 0
    /// The least of the levels' limits, in bytes.
    public internal(set) var limit = Limit<UInt64>.unlimited
    /// What the own group and those below it use, in bytes.
    public internal(set) var currentBytes: UInt64?

    init() {}
}
