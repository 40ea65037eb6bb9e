/// The memory mappings of a process, in ascending order of addresses. Sources: /proc/PID/maps, or
/// /proc/PID/smaps with their memory. Kernel threads and zombies have none.
public struct MemoryMappings: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The mappings.
    public var mappings: [MemoryMapping] = []
    /// Failures that made fields nil, or left out mappings.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One memory mapping of a process.
public struct MemoryMapping: Sendable, Hashable, Codable {
    /// The address of the first byte.
    public var startAddress: UInt64 = 0
    /// The address behind the last byte.
    public var endAddress: UInt64 = 0
    /// Whether the process may read it.
    public var isReadable = false
    /// Whether the process may write to it.
    public var isWritable = false
    /// Whether the process may execute it.
    public var isExecutable = false
    /// Whether writes reach the file or other processes (MAP_SHARED); otherwise they are private.
    public var isShared = false
    /// The place of the first byte in the file; 0 without a file. Nil if above 2^63.
    public var fileOffsetBytes: Int64? = 0
    /// The major number of the file system's device; 0 without a file, as the next two.
    public var deviceMajor: UInt32 = 0
    /// The minor number of the file system's device.
    public var deviceMinor: UInt32 = 0
    /// The file's inode number.
    public var inode: UInt64 = 0
    /// The file's path below the reader's root, or a name in brackets, such as "[heap]"; nil without
    /// a name.
    public var path: KernelName?
    /// Whether the file was removed. A name that ends with " (deleted)" looks the same.
    public var isDeleted = false
    /// The size of its pages; nil unless memory was read.
    public var pageBytes: Int64?
    /// Whether the kernel may use transparent huge pages; nil unless memory was read. Since 5.0.
    public var isThpEligible: Bool?
    /// The kernel's flags (VmFlags), two letters each, with blanks between: "rd ex mr mw me". Nil
    /// unless memory was read.
    public var kernelFlags: KernelName?
    /// The memory of the mapping; nil unless it was requested.
    public var memory: ProcessMemory?

    /// The size of the address range.
    public var sizeBytes: Int64? { Int64(exactly: endAddress &- startAddress) }

    /// The permissions as the kernel prints them: "r-xp"; the last letter is "s" if shared, "p" if
    /// private.
    public var permissions: String {
        (isReadable ? "r" : "-") + (isWritable ? "w" : "-") + (isExecutable ? "x" : "-")
            + (isShared ? "s" : "p")
    }

    /// An empty value: an empty range without a name.
    public init() {}
}
