/// What the process may use of huge pages. Sources: hugetlb.SIZE.max and hugetlb.SIZE.current.
public struct HugetlbQuota: Sendable, Hashable, Codable {
    /// Why there may be limits that could not be seen; nil if every level up to the true root was.
    public var incomplete: Incompleteness?
    /// Each size that the cgroups account.
    public var sizes: [HugePages] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One size of huge pages.
public struct HugePages: Sendable, Hashable, Codable {
    /// The size, in bytes.
    public var pageBytes: Int64 = 0
    /// The least of the levels' limits, in bytes.
    public var limit = Limit<Int64>.unlimited
    /// What the own cgroup and those below it use, in bytes.
    public var currentBytes: Int64?

    /// A size of huge pages in bytes, of which nothing else is known.
    public init(pageBytes: Int64 = 0) {
        self.pageBytes = pageBytes
    }
}
