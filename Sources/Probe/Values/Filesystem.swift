/// The mounted file systems. Sources: /proc/self/mountinfo, statfs(2).
public struct Filesystem: Sendable, Hashable, Codable {
    /// The mounts in the kernel's order; without those that are pseudo, duplicates or covered, unless
    /// ``Collector/listsAllMounts`` is set.
    public var mounts: [Mount] = []
    /// Lines that could not be understood.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One mount, and how full its file system is.
public struct Mount: Sendable, Hashable, Codable {
    /// The kernel's number of the mount; it is used again after umount.
    public var id = 0
    /// The number of the mount in which its mount point lies.
    public var parentId = 0
    /// The first half of the file system's device number.
    public var deviceMajor = 0
    /// The second half of the file system's device number.
    public var deviceMinor = 0
    /// What is mounted: "/dev/sda1", "host:/export", "tmpfs".
    public var device = KernelName()
    /// Where it is mounted.
    public var mountPoint = KernelName()
    /// The directory of the file system that is mounted; "/" is all of it.
    public var root = KernelName()
    /// The type of the file system: "ext4".
    public var type = KernelName()
    /// The options of the mount: "rw,relatime".
    public var options = KernelName()
    /// The options of the file system: "rw,errors=remount-ro".
    public var superOptions = KernelName()
    /// Whether the mount or the file system is read-only. A file system can become so after an error.
    public var isReadOnly = false
    /// Whether it has no storage: by its type, or because it has no blocks.
    public var isPseudo = false
    /// Whether another mount that is listed shows the same file system.
    public var isDuplicate = false
    /// Whether another mount hides it: mounted on the same mount point, or on a directory above it.
    public var isCovered = false
    /// Why its usage was not queried; nil if it was.
    public var notRequested: NotRequested?
    /// Bytes of the file system.
    public var totalBytes: Int64?
    /// Bytes not in use, the reserve of the super-user included.
    public var freeBytes: Int64?
    /// Bytes free to an ordinary user.
    public var availableBytes: Int64?
    /// Bytes in use.
    public var usedBytes: Int64?
    /// Used in percent of used plus available, as df(1) prints it: 0 to 100.
    public var usagePercent: Double?
    /// Inodes; nil, as the two below, where the type has no fixed number.
    public var inodesTotal: Int64?
    /// Inodes not in use.
    public var inodesFree: Int64?
    /// Inodes in use.
    public var inodesUsed: Int64?
    /// Why a queried usage is absent; nil if nothing failed.
    public var failure: ProbeError?

    /// Why a mount's usage was not queried. A call into a file system whose server is dead may block
    /// forever.
    public enum NotRequested: String, Sendable, Hashable, Codable {
        /// Its type has no storage.
        case pseudo
        /// Its type is served by another machine: nfs, cifs, ceph, 9p.
        case network
        /// Its type is served by a process: fuse, virtiofs.
        case userSpace = "user_space"
        /// Nothing is known of its type.
        case unknownType = "unknown_type"
        /// The path to it, or one of its layers, crosses such a mount or an automount point.
        case behind
        /// Another mount hides it, and a path to it would reach the other.
        case covered
        /// A captured root has no usage.
        case captured
    }

    /// A mount by its mount point, of which nothing else is known.
    public init(mountPoint: KernelName = KernelName()) {
        self.mountPoint = mountPoint
    }
}
