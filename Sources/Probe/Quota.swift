/// How much of the machine a process may use: CPU, memory, swap, tasks, huge pages, disk traffic.
///
/// For each controller the hierarchy that has it is found (cgroup v1 or v2, each for itself), every
/// level is read from the own group up to the root of the mount, and the tightest limit decides.
public struct Quota: Sendable, Hashable, Codable {
    /// CPU time and CPUs.
    public internal(set) var cpu = CPUQuota()
    /// Memory and swap.
    public internal(set) var memory = MemoryQuota()
    /// The number of tasks.
    public internal(set) var pids = PidsQuota()
    /// Huge pages.
    public internal(set) var hugetlb = HugetlbQuota()
    /// Traffic with block devices.
    public internal(set) var io = IOQuota()
    /// The time that the own group lost waiting; nil where it has none (v1, or switched off).
    public internal(set) var pressure: Pressure?
    /// The resource limits of the process; all nil of a group.
    public internal(set) var rlimits = ResourceLimits()
    /// The container runtime of the process, as far as it can be detected; nil if none was.
    public internal(set) var container: Container?
    /// The hierarchies that have one of the controllers.
    public internal(set) var hierarchies: [Hierarchy] = []
    /// Every level that was read: of each hierarchy the own group first, then upwards.
    public internal(set) var levels: [QuotaLevel] = []
    /// When the cgroups were read, by the monotonic clock in nanoseconds; nil of a captured root.
    public internal(set) var monotonicNs: Int64?
    /// What cost single fields.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}

/// Whose quota.
public enum QuotaSubject: Sendable, Hashable {
    /// The process that asks; of a captured root, its proc/self.
    case own
    /// The process with this id, by the root's own proc.
    case process(Int32)
    /// A control group: its directory ("/sys/fs/cgroup/app.slice", of one hierarchy), or its path
    /// in the hierarchies ("/app.slice", in all that have it).
    case group(String)
}

extension Quota {
    /// A cgroup hierarchy, and where the process is in it.
    public struct Hierarchy: Sendable, Hashable, Codable {
        /// 1 or 2.
        public internal(set) var version = 0
        /// Those of "cpu", "cpuset", "memory", "pids", "io" and "hugetlb" that it has.
        public internal(set) var controllers: [String] = []
        /// Where it is mounted; nil where no mount contains the own group.
        public internal(set) var mountPoint: KernelName?
        /// The own group, as /proc/PID/cgroup has it.
        public internal(set) var path = KernelName()
        /// What of it cannot be seen; nil where every level up to the true root can.
        public internal(set) var incomplete: Incompleteness?

        init() {}
    }
}
