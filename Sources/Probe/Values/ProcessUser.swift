/// The real user and group of a process, by the passwd and group files below the process's own root
/// directory: in a container, the names that the container has for them.
public struct ProcessUser: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The user id in the reader's user namespace, as in ``ProcessSnapshot/uid``.
    public var uid: UInt32 = 0
    /// The user id in the user namespace of the process; nil if the namespace has no such user, or its
    /// map cannot be read.
    public var innerUid: UInt32?
    /// The name of ``innerUid`` in the process's own /etc/passwd; nil if the file does not list it, or cannot
    /// be read.
    public var name: KernelName?
    /// The group id in the reader's user namespace, as in ``ProcessSnapshot/gid``.
    public var gid: UInt32 = 0
    /// The group id in the user namespace of the process; nil as ``innerUid``.
    public var innerGid: UInt32?
    /// The name of ``innerGid`` in the process's own /etc/group; nil as ``name``.
    public var groupName: KernelName?
    /// Failures that made fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known.
    public init() {}
}
