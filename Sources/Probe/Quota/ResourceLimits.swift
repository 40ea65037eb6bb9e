/// The resource limits of a process, by their names in the kernel; nil if one is not known.
/// Sources: getrlimit of the own process, /proc/PID/limits of others.
public struct ResourceLimits: Sendable, Hashable, Codable {
    /// Nanoseconds of CPU time.
    public var cpuNs: ResourceLimit?
    /// Bytes of a file that it writes.
    public var fsizeBytes: ResourceLimit?
    /// Bytes of its data segment.
    public var dataBytes: ResourceLimit?
    /// Bytes of the main thread's stack.
    public var stackBytes: ResourceLimit?
    /// Bytes of a core file.
    public var coreBytes: ResourceLimit?
    /// Bytes of resident memory; the kernel does not enforce it.
    public var rssBytes: ResourceLimit?
    /// Tasks of the same user.
    public var nproc: ResourceLimit?
    /// Descriptors: one above the largest.
    public var nofile: ResourceLimit?
    /// Bytes of locked memory.
    public var memlockBytes: ResourceLimit?
    /// Bytes of address space.
    public var asBytes: ResourceLimit?
    /// File locks; the kernel does not enforce it.
    public var locks: ResourceLimit?
    /// Queued signals of the same user.
    public var sigpending: ResourceLimit?
    /// Bytes of POSIX message queues of the same user.
    public var msgqueueBytes: ResourceLimit?
    /// 20 less the lowest nice value.
    public var nice: ResourceLimit?
    /// The highest real-time priority.
    public var rtprio: ResourceLimit?
    /// Nanoseconds of real-time CPU time without a blocking call.
    public var rttimeNs: ResourceLimit?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One resource limit.
public struct ResourceLimit: Sendable, Hashable, Codable {
    /// What the kernel enforces.
    public var soft: ResourceBound
    /// Up to where the process may raise it.
    public var hard: ResourceBound

    /// Both bounds of a resource.
    public init(soft: ResourceBound, hard: ResourceBound) {
        self.soft = soft
        self.hard = hard
    }
}

/// A number, or none.
public enum ResourceBound: Sendable, Hashable, Codable {
    /// There is no limit.
    case unlimited
    /// The limit, in the unit that its name says.
    case limited(Int64)

    /// The limit; nil if there is none.
    public var value: Int64? {
        if case .limited(let value) = self { value } else { nil }
    }
}
