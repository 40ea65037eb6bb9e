/// How much of the machine the process may use: CPU, memory, number of tasks.
///
/// For each controller the hierarchy that has it is found (cgroup v1 or v2, each for itself), every
/// level is read from the own group up to the root of the mount, and the tightest limit decides.
public struct Quota: Sendable, Hashable, Codable {
    /// CPU time and CPUs.
    public internal(set) var cpu = CPUQuota()
    /// Memory.
    public internal(set) var memory = MemoryQuota()
    /// The number of tasks.
    public internal(set) var pids = PidsQuota()
    /// The hierarchies that have one of these controllers.
    public internal(set) var hierarchies: [Hierarchy] = []
    /// Every level that was read: of each hierarchy the own group first, then upwards.
    public internal(set) var levels: [QuotaLevel] = []
    /// What cost single fields.
    public internal(set) var failures: [Failure] = []

    init() {}
}

/// The CPU time and the CPUs that the process may use.
public struct CPUQuota: Sendable, Hashable, Codable {
    /// The least quota over the levels, in CPUs: 1.5 is one and a half.
    public internal(set) var limit = Limit<Double>.unlimited(incomplete: nil)
    /// CPU time in microseconds that may be used in each period; nil without a limit.
    public internal(set) var quotaUs: UInt64?
    /// Microseconds of wall time; nil without a limit.
    public internal(set) var periodUs: UInt64?
    /// Quota by period: the quota alone, in CPUs; nil without a limit.
    public internal(set) var limitCores: Double?
    /// CPUs of sched_getaffinity; nil of a captured root.
    public internal(set) var affinity: Int?
    /// CPUs of the nearest group's effective cpuset.
    public internal(set) var cpuset: Int?
    /// CPUs that are online.
    public internal(set) var online: Int?
    /// The least of those that are known: how many CPUs the process really has.
    public internal(set) var effectiveCores: Double?
    /// Which one that is.
    public internal(set) var bound: CPUBound?

    init() {}

    /// ``effectiveCores`` as a whole number of at least 1, at most the CPUs online. An unknown limit
    /// sets no bound; 1 where nothing at all is known.
    public func cpuCount(rounding: Rounding = .down) -> Int {
        // By whole numbers, because rounding a Double would need the mathematical library.
        let cores = min(effectiveCores ?? 1, Double(Int32.max))
        let whole = Int(cores)
        let count =
            switch rounding {
            case .down: whole
            case .up: Double(whole) < cores ? whole + 1 : whole
            case .nearest: Int(cores + 0.5)
            }
        return max(1, min(count, online ?? count))
    }
}

/// How a fraction of a CPU becomes a whole number.
public enum Rounding: String, Sendable, Hashable, Codable, CaseIterable {
    /// The whole CPUs only: 1.5 is 1.
    case down = "floor"
    /// A part counts as a whole: 1.5 is 2.
    case up = "ceil"
    /// The nearest, a half upwards: 1.5 is 2, 1.4 is 1.
    case nearest
}

/// What bounds the number of CPUs. A struct, so that a new bound breaks nobody's program.
public struct CPUBound: RawRepresentable, Sendable, Hashable, Codable {
    /// The name, as the JSON of the command has it.
    public let rawValue: String

    /// The value of this name, known or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing less than the CPUs that are online.
    public static let online = CPUBound(rawValue: "online")
    /// The cpuset of a group.
    public static let cpuset = CPUBound(rawValue: "cpuset")
    /// The affinity of the thread.
    public static let affinity = CPUBound(rawValue: "affinity")
    /// A quota of CPU time.
    public static let quota = CPUBound(rawValue: "quota")
}

/// The memory that the process may use, in bytes.
public struct MemoryQuota: Sendable, Hashable, Codable {
    /// The least of the levels' limits; one above physical memory is bound by /proc/meminfo.
    public internal(set) var limit = Limit<UInt64>.unlimited(incomplete: nil)
    /// The machine's memory (MemTotal).
    public internal(set) var physicalBytes: UInt64?
    /// The least of those that are known.
    public internal(set) var effectiveBytes: UInt64?
    /// What the own group and those below it use, file cache included.
    public internal(set) var currentBytes: UInt64?

    init() {}
}

/// The number of tasks (processes and their threads) that there may be.
public struct PidsQuota: Sendable, Hashable, Codable {
    /// The least of the levels' limits.
    public internal(set) var limit = Limit<UInt64>.unlimited(incomplete: nil)
    /// Tasks in the own group and those below it.
    public internal(set) var currentTasks: UInt64?

    init() {}
}

/// A cgroup hierarchy, and where the process is in it.
public struct Hierarchy: Sendable, Hashable, Codable {
    /// 1 or 2.
    public internal(set) var version = 0
    /// Those of "cpu", "cpuset", "memory" and "pids" that it has.
    public internal(set) var controllers: [String] = []
    /// Where it is mounted; nil where no mount contains the own group.
    public internal(set) var mountPoint: KernelName?
    /// The own group, as /proc/self/cgroup has it.
    public internal(set) var path = KernelName()
    /// What of it cannot be seen; nil where every level up to the true root can.
    public internal(set) var incomplete: Incompleteness?

    init() {}
}

/// What one file of one group says.
public enum Fact<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// The group has no such file: its controller is not switched on there, or it is the root.
    case absent
    /// The file says that there is no limit.
    case unlimited
    /// The file has this value.
    case limited(Value)
    /// The group or the file could not be read.
    case unknown(Failure)
}

/// A CPU quota as a group's file has it.
public struct CPUBandwidth: Sendable, Hashable, Codable {
    /// CPU time in microseconds that may be used in each period.
    public internal(set) var quotaUs: UInt64
    /// Microseconds of wall time.
    public internal(set) var periodUs: UInt64
}

/// One level: one group of one hierarchy, with what its files say.
public struct QuotaLevel: Sendable, Hashable, Codable {
    /// Index into ``Quota/hierarchies``.
    public internal(set) var hierarchy = 0
    /// The group, by its path in the hierarchy.
    public internal(set) var path = KernelName()
    /// The group's directory, as cd takes it.
    public internal(set) var directory = KernelName()
    /// The quota of CPU time.
    public internal(set) var cpu = Fact<CPUBandwidth>.absent
    /// The number of CPUs that the group may run on.
    public internal(set) var cpuset = Fact<UInt64>.absent
    /// The limit of memory, in bytes.
    public internal(set) var memoryMax = Fact<UInt64>.absent
    /// The memory that the group uses, in bytes.
    public internal(set) var memoryCurrent = Fact<UInt64>.absent
    /// v1 with use_hierarchy 0: the groups below do not count here.
    public internal(set) var memoryIsApart = false
    /// v1, own group: the kernel's least over all levels, unseen ones included, in bytes.
    public internal(set) var memoryHierarchical = Fact<UInt64>.absent
    /// The limit of tasks.
    public internal(set) var pidsMax = Fact<UInt64>.absent
    /// The number of tasks.
    public internal(set) var pidsCurrent = Fact<UInt64>.absent

    init() {}
}
