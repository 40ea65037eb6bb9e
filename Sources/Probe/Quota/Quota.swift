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
    /// Resources of RDMA devices and of the misc controller; nil unless
    /// ``Collector/readsQuotaDetails`` is set.
    public var resources: [Resource]?
    /// The pressure of the own cgroup; nil if the cgroup has no pressure files (v1, or PSI
    /// disabled).
    public var pressure: Pressure?
    /// The resource limits of the process; all nil for a cgroup.
    public var rlimits = ResourceLimits()
    /// The detected container runtime of the process; nil if none was detected.
    public var container: Container?
    /// The hierarchies that have at least one of the controllers.
    public var hierarchies: [Hierarchy] = []
    /// Every level that was read: for each hierarchy from the own cgroup upwards.
    public var levels: [QuotaLevel] = []
    /// When the cgroups were read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
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
    /// The process with this pid in the root's /proc.
    case process(Int32)
    /// A cgroup: its directory in one hierarchy ("/sys/fs/cgroup/app.slice"), or its path in all
    /// hierarchies that have the path ("/app.slice").
    case cgroup(String)
}

extension Quota {
    /// A cgroup hierarchy, and the cgroup of the process in this hierarchy.
    public struct Hierarchy: Sendable, Hashable, Codable {
        /// The cgroup version: 1 or 2.
        public var version = 0
        /// The controllers of the hierarchy among "cpu", "cpuset", "memory", "pids", "io" and
        /// "hugetlb".
        public var controllers: [String] = []
        /// The mount point; nil if no mount contains the own cgroup.
        public var mountPoint: KernelName?
        /// The path of the own cgroup, as in /proc/PID/cgroup.
        public var path = KernelName()
        /// Why some levels cannot be read; nil if every level up to the root of the hierarchy can
        /// be read.
        public var incomplete: Incompleteness?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
