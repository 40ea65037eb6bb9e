/// The mounted file systems. Sources: /proc/self/mountinfo, statfs(2).
public struct Filesystem: Sendable, Hashable, Codable {
    /// The mounts in the kernel's order. Pseudo, duplicate and covered mounts are left out unless
    /// ``Collector/listsAllMounts`` is set.
    public var mounts: [Mount] = []
    /// Failures of malformed lines.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One mount, and the usage of its file system.
public struct Mount: Sendable, Hashable, Codable {
    /// The kernel's id of the mount, reused after umount(2).
    public var id = 0
    /// The id of the mount that contains the mount point.
    public var parentId = 0
    /// Major part of the file system's device number.
    public var deviceMajor = 0
    /// Minor part of the file system's device number.
    public var deviceMinor = 0
    /// The source of the mount: "/dev/sda1", "host:/export", "tmpfs".
    public var device = KernelName()
    /// The path of the mount point.
    public var mountPoint = KernelName()
    /// The mounted directory of the file system; "/" for the whole file system.
    public var root = KernelName()
    /// The type of the file system: "ext4".
    public var type = KernelName()
    /// The options of the mount: "rw,relatime".
    public var options = KernelName()
    /// The options of the file system: "rw,errors=remount-ro".
    public var superOptions = KernelName()
    /// Whether the mount or the file system is read-only. A file system can become so after an error.
    public var isReadOnly = false
    /// Whether the file system has no storage: by its type, or because it has no blocks.
    public var isPseudo = false
    /// Whether another listed mount shows the same file system.
    public var isDuplicate = false
    /// Whether another mount hides this mount: on the same mount point, or on a directory above it.
    public var isCovered = false
    /// Why statfs(2) was not called; nil if it was called.
    public var notRequested: NotRequested?
    /// Size of the file system in bytes.
    public var totalBytes: Int64?
    /// Free bytes, those reserved for root included.
    public var freeBytes: Int64?
    /// Free bytes available to unprivileged users.
    public var availableBytes: Int64?
    /// Bytes in use.
    public var usedBytes: Int64?
    /// ``usedBytes`` in percent of used plus available bytes, as in df(1): 0 to 100.
    public var usagePercent: Double?
    /// Number of inodes; nil, as the next two, if the type has no fixed number of inodes.
    public var inodesTotal: Int64?
    /// Inodes not in use.
    public var inodesFree: Int64?
    /// Inodes in use.
    public var inodesUsed: Int64?
    /// Why a queried usage is absent; nil if nothing failed.
    public var failure: ProbeError?

    /// Why statfs(2) was not called: the call may block forever if the server of the file system is
    /// dead.
    public enum NotRequested: String, Sendable, Hashable, Codable {
        /// The type has no storage.
        case pseudo
        /// Another machine serves the type: nfs, cifs, ceph, 9p.
        case network
        /// A process serves the type: fuse, virtiofs.
        case userSpace = "user_space"
        /// The type is unknown to this library.
        case unknownType = "unknown_type"
        /// The path to the mount point, or a layer of the file system, crosses such a mount or an
        /// automount point.
        case behind
        /// Another mount hides this mount: the path would reach the other mount.
        case covered
        /// A captured root: only a live mount has a usage.
        case captured
    }

    /// A mount with this mount point; all other values are nil.
    public init(mountPoint: KernelName = KernelName()) {
        self.mountPoint = mountPoint
    }
}
