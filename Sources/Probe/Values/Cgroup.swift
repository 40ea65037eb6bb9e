/// One cgroup: the usage of the cgroup and its descendants, and its limits. Sources: the files of
/// its directory (cpu.stat, memory.current, io.stat and others); on v1, of its directory in each
/// hierarchy.
///
/// A value is nil if the cgroup lacks the controller, the kernel lacks the file, the detail was not
/// requested (``CgroupDetails``), or the file could not be read (``failures``).
public struct Cgroup: Sendable, Hashable, Codable {
    /// The path in the hierarchies, as in /proc/PID/cgroup: "/system.slice/ssh.service"; "/" is the root.
    public var path = KernelName()
    /// Levels below the start of the table, whose depth is 0.
    public var depth = 0
    /// Inode number of the directory: a cgroup of the same path with another number is another cgroup.
    public var inode: UInt64 = 0
    /// The limits that are not set: their files say "max".
    public var unlimited: Limits = []
    /// CPU time used by the cgroup and its descendants, in nanoseconds. Since Linux 4.15 on v2.
    public var usageNs: Int64?
    /// CPU time used outside the kernel, in nanoseconds. Since Linux 4.15 on v2.
    public var userNs: Int64?
    /// CPU time used in the kernel, in nanoseconds. Since Linux 4.15 on v2.
    public var systemNs: Int64?
    /// Periods in which the cgroup was runnable.
    public var periods: Int64?
    /// Periods in which the quota was used up.
    public var throttledPeriods: Int64?
    /// Time that the cgroup's run queues waited for a new period, summed over CPUs, in nanoseconds.
    public var throttledNs: Int64?
    /// Periods that used accumulated quota. Since Linux 5.15 on v2.
    public var bursts: Int64?
    /// CPU time used beyond the quota in those periods, in nanoseconds. Since Linux 5.15 on v2.
    public var burstNs: Int64?
    /// Limit: CPU time in each period, in nanoseconds.
    public var quotaNs: Int64?
    /// Length of a period, in wall time, in nanoseconds.
    public var periodNs: Int64?
    /// Share of the CPU under contention; v2, usually 100.
    public var weight: Int64?
    /// Share of the CPU under contention; v1, usually 1024.
    public var shares: Int64?
    /// Memory used by the cgroup and its descendants, including page cache, in bytes.
    public var memoryCurrentBytes: Int64?
    /// ``memoryCurrentBytes`` less ``inactiveFileBytes``, as the kubelet counts it, in bytes.
    public var memoryWorkingSetBytes: Int64?
    /// Limit of memory, in bytes.
    public var memoryMaxBytes: Int64?
    /// Limit above which the cgroup is slowed down to reclaim memory; v2, in bytes.
    public var memoryHighBytes: Int64?
    /// The maximum of ``memoryCurrentBytes`` so far, in bytes. Since Linux 5.19 on v2.
    public var memoryPeakBytes: Int64?
    /// Anonymous memory: heap, stacks, in bytes.
    public var anonBytes: Int64?
    /// Page cache, tmpfs and shared memory included, in bytes.
    public var fileBytes: Int64?
    /// Kernel memory; v2, in bytes. Since Linux 5.18 on v2.
    public var kernelBytes: Int64?
    /// Kernel objects; v2, in bytes.
    public var slabBytes: Int64?
    /// Network buffers; v2, in bytes.
    public var sockBytes: Int64?
    /// tmpfs and shared memory, in bytes.
    public var shmemBytes: Int64?
    /// Page cache that can be dropped at once, in bytes.
    public var inactiveFileBytes: Int64?
    /// Page cache used recently, in bytes.
    public var activeFileBytes: Int64?
    /// Page faults that waited for a disk.
    public var majorFaults: Int64?
    /// Swap used, in bytes.
    public var swapCurrentBytes: Int64?
    /// Limit of swap; v2, in bytes.
    public var swapMaxBytes: Int64?
    /// Limit of swap above which the cgroup is slowed down; v2, in bytes. Since Linux 5.8 on v2.
    public var swapHighBytes: Int64?
    /// Memory and swap together; v1, in bytes.
    public var memswCurrentBytes: Int64?
    /// Limit of memory and swap together; v1, in bytes.
    public var memswMaxBytes: Int64?
    /// Memory that compressed swap takes; v2, in bytes. Since Linux 5.19 on v2.
    public var zswapCurrentBytes: Int64?
    /// Limit of compressed swap; v2, in bytes. Since Linux 5.19 on v2.
    public var zswapMaxBytes: Int64?
    /// Times that the cgroup was reclaimed although its usage was below memory.low; v2.
    public var eventsLow: Int64?
    /// Times that the cgroup was throttled to reclaim memory, above memory.high; v2.
    public var eventsHigh: Int64?
    /// Times that usage was about to exceed the memory limit.
    public var eventsMax: Int64?
    /// Times that an allocation was about to fail; v2.
    public var eventsOom: Int64?
    /// Processes killed by the OOM killer. Since Linux 4.13 on v2.
    public var eventsOomKill: Int64?
    /// Times that the OOM killer killed the whole cgroup (memory.oom.group); v2. Since Linux 5.17
    /// on v2.
    public var eventsOomGroupKill: Int64?
    /// As ``eventsHigh``, because of this cgroup's own memory.high only. Since Linux 5.2 on v2.
    public var localHigh: Int64?
    /// As ``eventsMax``, because of this cgroup's own limit only. Since Linux 5.2 on v2.
    public var localMax: Int64?
    /// As ``eventsOom``, because of this cgroup's own limit only. Since Linux 5.2 on v2.
    public var localOom: Int64?
    /// Processes of this cgroup itself, not of a descendant, killed by the OOM killer. Since Linux
    /// 5.2 on v2.
    public var localOomKill: Int64?
    /// Forks that failed because of a task limit. Since Linux 4.8 on v2.
    public var pidsEventsMax: Int64?
    /// Tasks: processes and their threads.
    public var pidsCurrent: Int64?
    /// Limit of tasks.
    public var pidsMax: Int64?
    /// Bytes read from block devices.
    public var readBytes: Int64?
    /// Bytes written to block devices.
    public var writtenBytes: Int64?
    /// Read operations.
    public var reads: Int64?
    /// Write operations.
    public var writes: Int64?
    /// Bytes discarded. Since Linux 4.20 on v2.
    public var discardedBytes: Int64?
    /// Discard operations. Since Linux 4.20 on v2.
    public var discards: Int64?
    /// The least utilization, in percent, that is assumed of the cgroup's tasks when the frequency and the
    /// CPU for them are chosen (cpu.uclamp.min): ``CgroupDetails/clamp``. Since Linux 5.4 on v2.
    public var uclampMinPercent: Double?
    /// The greatest utilization that is assumed of them, in percent (cpu.uclamp.max). Since Linux 5.4 on
    /// v2.
    public var uclampMaxPercent: Double?
    /// Pressure stall information of the cgroup; v2 with PSI. `pressure.monotonicNs` is nil.
    public var pressure = Pressure()
    /// The I/O of the cgroup on each block device.
    public var devices: [Device] = []
    /// Huge pages, RDMA devices, resources of the misc controller, and memory by its use, if they
    /// were requested: ``CgroupDetails/hugetlb``, ``CgroupDetails/rdma``, ``CgroupDetails/misc``,
    /// ``CgroupDetails/memoryStat``.
    public var resources: [Resource] = []
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// A cgroup with this path; all other values are nil.
    public init(path: KernelName = KernelName()) {
        self.path = path
    }
}

extension Cgroup {
    /// A set of limits.
    public struct Limits: OptionSet, Sendable, Hashable {
        /// The bits, one for each limit.
        public let rawValue: UInt32

        /// The set with these bits.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// ``Cgroup/quotaNs``.
        public static let quota = Limits(rawValue: 1 << 0)
        /// ``Cgroup/memoryMaxBytes``.
        public static let memoryMax = Limits(rawValue: 1 << 1)
        /// ``Cgroup/memoryHighBytes``.
        public static let memoryHigh = Limits(rawValue: 1 << 2)
        /// ``Cgroup/swapMaxBytes``.
        public static let swapMax = Limits(rawValue: 1 << 3)
        /// ``Cgroup/swapHighBytes``.
        public static let swapHigh = Limits(rawValue: 1 << 4)
        /// ``Cgroup/memswMaxBytes``.
        public static let memswMax = Limits(rawValue: 1 << 5)
        /// ``Cgroup/zswapMaxBytes``.
        public static let zswapMax = Limits(rawValue: 1 << 6)
        /// ``Cgroup/pidsMax``.
        public static let pidsMax = Limits(rawValue: 1 << 7)
    }

    /// The I/O of a cgroup and its descendants on one block device, since the cgroup was created.
    public struct Device: Sendable, Hashable, Codable {
        /// The device's major number.
        public var major = 0
        /// The device's minor number.
        public var minor = 0
        /// Bytes read.
        public var readBytes: Int64?
        /// Bytes written.
        public var writtenBytes: Int64?
        /// Read operations.
        public var reads: Int64?
        /// Write operations.
        public var writes: Int64?

        /// A device with these numbers; all other values are nil.
        public init(major: Int = 0, minor: Int = 0) {
            (self.major, self.minor) = (major, minor)
        }
    }

    /// What a cgroup and its descendants use of a resource that one of the smaller controllers counts.
    public struct Resource: Sendable, Hashable, Codable {
        /// The controllers with such resources.
        public enum Controller: String, Sendable, Hashable, CaseIterable {
            /// Huge pages of one size: ``Cgroup/Resource/name`` is "2MB". All numbers are bytes.
            case hugetlb
            /// Handles or objects of an RDMA device: "mlx4_0 hca_handle", "mlx4_0 hca_object".
            case rdma
            /// What the misc controller counts: "sev".
            case misc
            /// Lines of memory.stat, whose number is ``Cgroup/Resource/current``, in bytes or as a
            /// count: "file_mapped", "pgfault". On v1 the totals: "mapped_file".
            case memory
        }

        /// The controller; nil in a decoded document whose word for it is unknown.
        public var controller: Controller? = Controller.hugetlb
        /// Which of its resources.
        public var name = KernelName()
        /// Usage.
        public var current: Int64?
        /// The limit; nil if unlimited or unknown.
        public var max: Int64?
        /// Whether ``max`` is not set: its file says "max".
        public var isUnlimited = false
        /// Attempts to exceed the limit; nil for RDMA. Since Linux 5.7 of huge pages on v2.
        public var eventsMax: Int64?
        /// Huge pages that are reserved, used or not; nil for other resources. Since Linux 5.7.
        public var reserved: Int64?
        /// The limit of reserved huge pages; nil if unlimited or unknown.
        public var reservedMax: Int64?
        /// Whether ``reservedMax`` is not set.
        public var isReservedUnlimited = false

        /// A resource of which nothing is known.
        public init() {}
    }

    /// The last component of the path; "/" for the root.
    public var name: KernelName {
        let bytes = path.bytes
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), bytes.count > 1 else {
            return path
        }
        return KernelName(bytes: Array(bytes[(slash + 1)...]))
    }

    /// The quota in cores: CPU seconds that the cgroup may use in each second. Nil if unlimited or
    /// unknown.
    public var quotaCores: Double? {
        guard let quotaNs, let periodNs, periodNs > 0 else { return nil }
        return Double(quotaNs) / Double(periodNs)
    }
}

/// A table of cgroups: the start cgroup and all its descendants.
public struct CgroupTable: Sendable, Hashable, Codable {
    /// The cgroups, depth first: each cgroup is followed by its descendants. Siblings are in the
    /// kernel's order. A decoded document has the order of the command that wrote it.
    public var cgroups: [Cgroup] = []
    /// The path of the start, which a decoded document may leave out of ``cgroups``; nil if unknown.
    public var start: KernelName?
    /// The count of all cgroups in a decoded document that leaves out some.
    var documentCount: Int?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// The hierarchies that have the start, one on a v2 system.
    public var hierarchies: [Hierarchy] = []
    /// Number of cgroups that were removed between listing and reading them.
    public var gone = 0
    /// Failures of hierarchies that could not be read.
    public var failures: [ProbeError] = []

    /// An empty table.
    public init() {}

    /// Number of cgroups. Greater than `cgroups.count` in a decoded document that lists only some
    /// cgroups.
    public var count: Int { documentCount ?? cgroups.count }

    /// The cgroup with this path: `table["/system.slice"]`; nil if there is none.
    public subscript(path: KernelName) -> Cgroup? {
        cgroups.first { $0.path == path }
    }

    /// A hierarchy of cgroups that the table was read from.
    public struct Hierarchy: Sendable, Hashable, Codable {
        /// The cgroup version: 1 or 2.
        public var version = 0
        /// The controllers of the hierarchy among "cpu", "cpuset", "memory", "pids", "io" and
        /// "hugetlb".
        public var controllers: [String] = []
        /// The directory of the start of the table, below the collector's root.
        public var directory = KernelName()

        /// An empty value: nothing is known, and the list has no element.
        public init() {}
    }

    /// The directory in which the files of a controller ("memory") are for the cgroup with this path; nil if
    /// the controller is in no hierarchy of the table, or the path is not below the start.
    public func directory(of path: KernelName, controller: String) -> KernelName? {
        guard let start = (start ?? cgroups.first { $0.depth == 0 }?.path)?.bytes,
            let directory = hierarchies.first(where: { $0.controllers.contains(controller) })?
                .directory.bytes
        else { return nil }
        let slash = UInt8(ascii: "/")
        if path.bytes == start { return KernelName(bytes: directory) }
        let prefix = start == [slash] ? start : start + [slash]
        guard path.bytes.starts(with: prefix) else { return nil }
        return KernelName(bytes: directory + [slash] + path.bytes.dropFirst(prefix.count))
    }
}

/// The fields of a cgroup to read. Each detail costs its files for each cgroup.
public struct CgroupDetails: OptionSet, Sendable, Hashable {
    /// The bits: CPROBE_CGROUP_DETAIL_ of the C header.
    public let rawValue: UInt32

    /// The details with these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// CPU time, throttling, quota: cpu.stat, cpu.max, cpu.weight.
    public static let cpu = CgroupDetails(rawValue: 1 << 0)
    /// Memory and its limits: memory.current, memory.stat, memory.max, memory.high, memory.peak.
    public static let memory = CgroupDetails(rawValue: 1 << 1)
    /// Swap: memory.swap.*, memory.zswap.*.
    public static let swap = CgroupDetails(rawValue: 1 << 2)
    /// Events of reached limits: memory.events, memory.events.local, pids.events.
    public static let events = CgroupDetails(rawValue: 1 << 3)
    /// Tasks: pids.current, pids.max.
    public static let pids = CgroupDetails(rawValue: 1 << 4)
    /// Block devices: io.stat.
    public static let io = CgroupDetails(rawValue: 1 << 5)
    /// Pressure: cpu.pressure, memory.pressure, io.pressure, irq.pressure.
    public static let pressure = CgroupDetails(rawValue: 1 << 6)
    /// Bounds of the assumed utilization: cpu.uclamp.min, cpu.uclamp.max.
    public static let clamp = CgroupDetails(rawValue: 1 << 7)
    /// Huge pages, their reservations and events: hugetlb.*, five files for each size.
    public static let hugetlb = CgroupDetails(rawValue: 1 << 8)
    /// RDMA devices: rdma.max, rdma.current.
    public static let rdma = CgroupDetails(rawValue: 1 << 9)
    /// The misc controller: misc.max, misc.current, misc.events.
    public static let misc = CgroupDetails(rawValue: 1 << 10)
    /// All of memory.stat, as ``Cgroup/resources``.
    public static let memoryStat = CgroupDetails(rawValue: 1 << 11)
    /// What is read unless other details are requested: all but ``clamp``, ``hugetlb``, ``rdma``,
    /// ``misc`` and ``memoryStat``.
    public static let usual = CgroupDetails(rawValue: (1 << 7) - 1)
    /// All details.
    public static let all = CgroupDetails(rawValue: (1 << 12) - 1)
}
