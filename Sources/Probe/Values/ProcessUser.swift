/// The real user of a process, by the passwd file below the process's own root directory: in a
/// container, the name that the container has for the user.
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
    /// Failures that made fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known.
    public init() {}
}
