/// How much of the machine a process may use: CPU, memory, swap, tasks, huge pages, disk traffic.
///
/// Each controller has its own hierarchy (cgroup v1 or v2). Every level from the own cgroup up to the root
/// of the mount is read, and the tightest limit applies.
public struct Quota: Sendable, Hashable, Codable {
    /// CPU time and CPUs.
    public var cpu = CPUQuota()
    /// Memory and swap.
    public var memory = MemoryQuota()
    /// The number of tasks.
    public var pids = PidsQuota()
    /// Huge pages.
    public var hugetlb = HugetlbQuota()
    /// Traffic with block devices.
    public var io = IOQuota()
    /// The pressure of the own cgroup; nil if it has none (v1, or switched off).
    public var pressure: Pressure?
    /// The resource limits of the process; all nil of a cgroup.
    public var rlimits = ResourceLimits()
    /// The container runtime of the process, as far as it can be detected; nil if none was.
    public var container: Container?
    /// The hierarchies that have one of the controllers.
    public var hierarchies: [Hierarchy] = []
    /// Every level that was read: of each hierarchy the own cgroup first, then upwards.
    public var levels: [QuotaLevel] = []
    /// When the cgroups were read, by the monotonic clock in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// The process or cgroup whose quota is read.
public enum QuotaSubject: Sendable, Hashable {
    /// The calling process; in a captured root, its proc/self.
    case own
    /// The process with this id, by the root's own proc.
    case process(Int32)
    /// A cgroup: its directory ("/sys/fs/cgroup/app.slice", of one hierarchy), or its path
    /// in the hierarchies ("/app.slice", in all that have it).
    case cgroup(String)
}

extension Quota {
    /// A cgroup hierarchy, and where the process is in it.
    public struct Hierarchy: Sendable, Hashable, Codable {
        /// 1 or 2.
        public var version = 0
        /// Those of "cpu", "cpuset", "memory", "pids", "io" and "hugetlb" that it has.
        public var controllers: [String] = []
        /// Where it is mounted; nil if no mount contains the own cgroup.
        public var mountPoint: KernelName?
        /// The own cgroup, as /proc/PID/cgroup has it.
        public var path = KernelName()
        /// What of it cannot be seen; nil if every level up to the true root can.
        public var incomplete: Incompleteness?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
