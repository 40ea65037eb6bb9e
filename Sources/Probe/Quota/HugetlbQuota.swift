/// The huge pages that the process may use. Sources: hugetlb.SIZE.max and hugetlb.SIZE.current.
public struct HugetlbQuota: Sendable, Hashable, Codable {
    /// Why there may be further limits; nil if every level up to the root of the hierarchy was
    /// read.
    public var incomplete: Incompleteness?
    /// Each page size that the cgroups account.
    public var sizes: [HugePages] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One size of huge pages.
public struct HugePages: Sendable, Hashable, Codable {
    /// The size, in bytes.
    public var pageBytes: Int64 = 0
    /// The lowest limit of all levels, in bytes.
    public var limit = Limit<Int64>.unlimited
    /// Usage of the own cgroup and its descendants, in bytes; nil if unknown.
    public var currentBytes: Int64?
    /// The lowest limit of reservations of all levels, in bytes (hugetlb.SIZE.rsvd.max). Nil before Linux
    /// 5.7 and, as the next two, unless ``Collector/readsQuotaDetails`` is set.
    public var reservedLimit: Limit<Int64>?
    /// What the own cgroup and its descendants have reserved, in bytes; nil if unknown.
    public var reservedBytes: Int64?
    /// Times that pages of this size were refused because of the limit of the own cgroup or one below it
    /// (hugetlb.SIZE.events, on v1 failcnt); nil if unknown.
    public var eventsMax: Int64?

    /// Huge pages of this size in bytes, unlimited and of unknown usage.
    public init(pageBytes: Int64 = 0) {
        self.pageBytes = pageBytes
    }
}
