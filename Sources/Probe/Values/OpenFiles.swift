/// The open files of a process, in ascending order of descriptors. Sources: /proc/PID/fd and
/// /proc/PID/fdinfo.
public struct OpenFiles: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The open files. Those of the calling process include what the call itself opens.
    public var files: [OpenFile] = []
    /// Failures that made fields of all files nil. Each file has failures of its own.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One open file of a process.
public struct OpenFile: Sendable, Hashable, Codable {
    /// What an open file is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A character device, such as a terminal.
        case characterDevice = "character_device"
        /// A block device.
        case blockDevice = "block_device"
        /// A named pipe.
        case fifo
        /// A symbolic link, opened with O_PATH.
        case link
        /// A pipe.
        case pipe
        /// A socket.
        case socket
        /// Events, timers, signals, io_uring and others that have no inode of their own.
        case anonymousInode = "anonymous_inode"
        /// A namespace.
        case namespace
    }

    /// Its number.
    public var descriptor: Int32 = 0
    /// What it is; nil if not known: always for a path in a captured root.
    public var kind: Kind?
    /// Its path below the reader's root, or what the kernel prints for a file without a path, such as
    /// "socket:[17]". Nil if it cannot be read.
    public var path: KernelName?
    /// Whether the file was removed. A name that ends with " (deleted)" looks the same.
    public var isDeleted = false
    /// The position in bytes from the start. Of some files it is no such position, and can be
    /// negative.
    public var position: Int64?
    /// The flags of open(2): ``accessMode``, and O_ bits, whose numbers differ between processors.
    public var flags: UInt32?
    /// The id of the mount, as in mountinfo of the process's mount namespace.
    public var mountId: Int32?
    /// The inode number; of sockets and pipes, the number in brackets.
    public var inode: UInt64?
    /// The size of the file; 0 for what has none. Nil, as the next two, in a captured root.
    public var fileBytes: Int64?
    /// The major number of the file system's device; of a device, its own number.
    public var deviceMajor: UInt32?
    /// The minor number of the file system's device; of a device, its own number.
    public var deviceMinor: UInt32?
    /// Why fields are nil.
    public var failure: ProbeError?

    /// How the file was opened: "r", "w" or "rw"; "-" if for neither (ioctl only).
    public var accessMode: String? {
        flags.map { flags in
            switch flags & 3 {
            case 0: "r"
            case 1: "w"
            case 2: "rw"
            default: "-"
            }
        }
    }

    /// An empty value: nothing is known.
    public init() {}
}
