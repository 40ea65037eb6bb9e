/// What the process may use of huge pages. Sources: hugetlb.SIZE.max and hugetlb.SIZE.current.
public struct HugetlbQuota: Sendable, Hashable, Codable {
    /// Why there may be limits that could not be seen; nil where every level up to the true root was.
    public internal(set) var incomplete: Incompleteness?
    /// Each size that the groups account.
    public internal(set) var sizes: [HugePages] = []

    init() {}
}

/// One size of huge pages.
public struct HugePages: Sendable, Hashable, Codable {
    /// The size, in bytes.
    public internal(set) var pageBytes: Int64 = 0
    /// The least of the levels' limits, in bytes.
    public internal(set) var limit = Limit<Int64>.unlimited
    /// What the own group and those below it use, in bytes.
    public internal(set) var currentBytes: Int64?

    init() {}
}
