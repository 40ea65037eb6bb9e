/// The number of tasks (processes and their threads) that the process may have.
public struct PidsQuota: Sendable, Hashable, Codable {
    /// The lowest limit of all levels.
    public var limit = Limit<Int64>.unlimited
    /// Number of tasks in the own cgroup and its descendants; nil if unknown.
    public var currentTasks: Int64?
    /// The machine's limit. Source: /proc/sys/kernel/threads-max.
    public var threadsMax: Int64?
    /// Process ids are below this. Source: /proc/sys/kernel/pid_max.
    public var pidMax: Int64?
    /// The lowest of ``limit``, ``threadsMax`` and ``pidMax`` less 1. RLIMIT_NPROC, which counts
    /// the tasks of a user, is in ``ResourceLimits/nproc``.
    public var effectiveTasks: Int64?
    /// Whether ``effectiveTasks`` is exact or an upper bound.
    public var effectiveTasksCompleteness = Quota.Completeness()
    /// Forks that failed because of a limit of tasks, as the own cgroup counts them (pids.events); nil if
    /// unknown, and unless ``Collector/readsQuotaDetails`` is set.
    public var eventsMax: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
