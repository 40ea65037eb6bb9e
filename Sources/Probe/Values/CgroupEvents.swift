/// What a cgroup of version 2 reports when it happens: the contents of memory.events and of cgroup.events,
/// for ``Collector/watchMemoryEvents(ofCgroup:)`` and ``Collector/watchState(ofCgroup:)``.
public enum CgroupEvents {
    /// How often the cgroup and those below it reached a limit of memory, since the cgroup was created.
    /// Unknown values are nil. Source: memory.events.
    public struct Memory: Sendable, Hashable, Codable {
        /// Times that memory was reclaimed although usage was below memory.low.
        public var low: Int64?
        /// Times throttled to reclaim memory, above memory.high.
        public var high: Int64?
        /// Times that usage was about to exceed memory.max.
        public var max: Int64?
        /// Times that an allocation was about to fail.
        public var oom: Int64?
        /// Processes killed by the OOM killer. Since Linux 4.13.
        public var oomKill: Int64?
        /// Times that the OOM killer killed a whole cgroup. Since Linux 5.17.
        public var oomGroupKill: Int64?

        /// An empty value.
        public init() {}
    }

    /// What a cgroup is doing. Unknown values are nil. Source: cgroup.events.
    public struct State: Sendable, Hashable, Codable {
        /// Whether the cgroup or one below it has processes.
        public var isPopulated: Bool?
        /// Whether the cgroup is frozen. Since Linux 5.2.
        public var isFrozen: Bool?

        /// An empty value.
        public init() {}
    }
}
