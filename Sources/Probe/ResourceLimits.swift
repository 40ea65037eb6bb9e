/// The resource limits of a process, by their names in the kernel; nil where one is not known. Sources:
/// getrlimit of the own process, /proc/PID/limits of others.
public struct ResourceLimits: Sendable, Hashable, Codable {
    /// Nanoseconds of CPU time.
    public internal(set) var cpuNs: ResourceLimit?
    /// Bytes of a file that it writes.
    public internal(set) var fsizeBytes: ResourceLimit?
    /// Bytes of its data segment.
    public internal(set) var dataBytes: ResourceLimit?
    /// Bytes of the main thread's stack.
    public internal(set) var stackBytes: ResourceLimit?
    /// Bytes of a core file.
    public internal(set) var coreBytes: ResourceLimit?
    /// Bytes of resident memory; the kernel does not enforce it.
    public internal(set) var rssBytes: ResourceLimit?
    /// Tasks of the same user.
    public internal(set) var nproc: ResourceLimit?
    /// Descriptors: one above the largest.
    public internal(set) var nofile: ResourceLimit?
    /// Bytes of locked memory.
    public internal(set) var memlockBytes: ResourceLimit?
    /// Bytes of address space.
    public internal(set) var asBytes: ResourceLimit?
    /// File locks; the kernel does not enforce it.
    public internal(set) var locks: ResourceLimit?
    /// Queued signals of the same user.
    public internal(set) var sigpending: ResourceLimit?
    /// Bytes of POSIX message queues of the same user.
    public internal(set) var msgqueueBytes: ResourceLimit?
    /// 20 less the lowest nice value.
    public internal(set) var nice: ResourceLimit?
    /// The highest real-time priority.
    public internal(set) var rtprio: ResourceLimit?
    /// Nanoseconds of real-time CPU time without a blocking call.
    public internal(set) var rttimeNs: ResourceLimit?

    init() {}
}

/// One resource limit.
public struct ResourceLimit: Sendable, Hashable, Codable {
    /// What the kernel enforces.
    public internal(set) var soft: ResourceBound
    /// Up to where the process may raise it.
    public internal(set) var hard: ResourceBound
}

/// A number, or none.
public enum ResourceBound: Sendable, Hashable, Codable {
    /// There is no limit.
    case unlimited
    /// The limit, in the unit that its name says.
    case limited(Int64)

    /// The limit; nil where there is none.
    public var value: Int64? {
        if case .limited(let value) = self { value } else { nil }
    }
}
