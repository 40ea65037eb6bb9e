/// The number of tasks (processes and their threads) that there may be.
public struct PidsQuota: Sendable, Hashable, Codable {
    /// The least of the levels' limits.
    public var limit = Limit<Int64>.unlimited
    /// Tasks in the own cgroup and those below it.
    public var currentTasks: Int64?
    /// The machine's limit. Source: /proc/sys/kernel/threads-max.
    public var threadsMax: Int64?
    /// Process ids are below this. Source: /proc/sys/kernel/pid_max.
    public var pidMax: Int64?
    /// The least of the limit, ``threadsMax`` and ``pidMax`` less 1. RLIMIT_NPROC counts the tasks of
    /// a user and is one of the resource limits.
    public var effectiveTasks: Int64?
    /// Whether that is exact, or at most that.
    public var effectiveTasksCompleteness = Quota.Completeness()

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
