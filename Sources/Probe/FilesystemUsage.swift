/// How full one file system is: ``Collector/usage(ofPath:)``. A figure is nil where the file system does
/// not give it, or not one that can be.
public struct FilesystemUsage: Sendable, Hashable, Codable {
    /// Bytes in all.
    public internal(set) var totalBytes: UInt64?
    /// Bytes not in use, the reserve of the super-user included.
    public internal(set) var freeBytes: UInt64?
    /// Bytes free to an ordinary user.
    public internal(set) var availableBytes: UInt64?
    /// Bytes in use: total less free.
    public internal(set) var usedBytes: UInt64?
    /// Used of used and available, as df(1) has it: 0 to 100.
    public internal(set) var usagePercent: Double?
    /// Inodes in all; nil, as the two below, where the type has no fixed number.
    public internal(set) var inodesTotal: UInt64?
    /// Inodes not in use.
    public internal(set) var inodesFree: UInt64?
    /// Inodes in use.
    public internal(set) var inodesUsed: UInt64?
    /// Whether nothing can be written.
    public internal(set) var isReadOnly = false
}
