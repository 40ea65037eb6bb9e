/// The resource limits of a process, with their names in the kernel; unknown limits are nil.
/// Sources: getrlimit of the own process, /proc/PID/limits of others.
public struct ResourceLimits: Sendable, Hashable, Codable {
    /// CPU time in nanoseconds.
    public var cpuNs: ResourceLimit?
    /// Size of a file that the process writes, in bytes.
    public var fsizeBytes: ResourceLimit?
    /// Size of the data segment, in bytes.
    public var dataBytes: ResourceLimit?
    /// Size of the main thread's stack, in bytes.
    public var stackBytes: ResourceLimit?
    /// Size of a core file, in bytes.
    public var coreBytes: ResourceLimit?
    /// Resident memory in bytes; not enforced by the kernel.
    public var rssBytes: ResourceLimit?
    /// Number of tasks of the real user.
    public var nproc: ResourceLimit?
    /// One more than the largest descriptor number.
    public var nofile: ResourceLimit?
    /// Locked memory in bytes.
    public var memlockBytes: ResourceLimit?
    /// Size of the address space in bytes.
    public var asBytes: ResourceLimit?
    /// Number of file locks; not enforced by the kernel.
    public var locks: ResourceLimit?
    /// Number of queued signals of the real user.
    public var sigpending: ResourceLimit?
    /// Size of the POSIX message queues of the real user, in bytes.
    public var msgqueueBytes: ResourceLimit?
    /// 20 less the lowest nice value.
    public var nice: ResourceLimit?
    /// The highest real-time priority.
    public var rtprio: ResourceLimit?
    /// CPU time in nanoseconds under a real-time policy without a blocking system call.
    public var rttimeNs: ResourceLimit?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One resource limit.
public struct ResourceLimit: Sendable, Hashable, Codable {
    /// The soft limit, which the kernel enforces.
    public var soft: ResourceBound
    /// The hard limit, up to which the process may raise the soft limit.
    public var hard: ResourceBound

    /// Both bounds of a resource.
    public init(soft: ResourceBound, hard: ResourceBound) {
        self.soft = soft
        self.hard = hard
    }
}

/// A resource limit: a number, or unlimited.
public enum ResourceBound: Sendable, Hashable, Codable {
    /// There is no limit.
    case unlimited
    /// The limit, in the unit of the property's name.
    case limited(Int64)

    /// The limit; nil if unlimited.
    public var value: Int64? {
        if case .limited(let value) = self { value } else { nil }
    }
}
