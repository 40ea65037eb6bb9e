/// The mounts of the mount namespace of a process, as a container has them, below its root directory.
/// The usage of no file system is read. Source: /proc/PID/mountinfo.
public struct ProcessMounts: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The mounts, in the kernel's order.
    public var mounts: [ProcessMount] = []
    /// Failures that made the list incomplete.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// A mount of a process.
public struct ProcessMount: Sendable, Hashable, Codable {
    /// The kernel's id of the mount, as in ``OpenFile/mountId``; reused after umount.
    public var id = 0
    /// The id of the mount that contains the mount point.
    public var parentId = 0
    /// The peer group: mounts below one mount of the group appear below all of them. Nil if it has none: a
    /// mount with neither this group nor the next one is private.
    public var peerGroup: Int?
    /// The peer group from which it gets mounts, without giving its own: it is a slave.
    public var masterGroup: Int?
    /// Whether it cannot be bind-mounted.
    public var isUnbindable = false
    /// The major number of the device.
    public var deviceMajor = 0
    /// The minor number of the device.
    public var deviceMinor = 0
    /// What is mounted: "/dev/sda1", "host:/dir", "overlay".
    public var device = KernelName()
    /// Where it is mounted, below the root directory of the process.
    public var mountPoint = KernelName()
    /// The directory of the file system that is mounted; "/": all of it.
    public var root = KernelName()
    /// The type of the file system: "ext4".
    public var type = KernelName()
    /// The options of the mount: "rw,relatime".
    public var options = KernelName()
    /// The options of the file system: "rw,errors=remount-ro".
    public var superOptions = KernelName()
    /// Whether the mount or the file system is read-only.
    public var isReadOnly = false

    /// An empty value.
    public init() {}
}
