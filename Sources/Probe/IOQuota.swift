/// What the process may read from and write to block devices.
public struct IOQuota: Sendable, Hashable, Codable {
    /// Why there may be limits that could not be seen; nil where every level up to the true root was.
    public internal(set) var incomplete: Incompleteness?
    /// The devices that are limited, or that the own group used; at most 64.
    public internal(set) var devices: [DeviceQuota] = []

    init() {}
}

/// One block device: the least limits over the levels, and what the own group and those below it did.
/// Sources: io.max, io.stat; of v1 the files of blkio.throttle.
public struct DeviceQuota: Sendable, Hashable, Codable {
    /// The device number.
    public internal(set) var major = 0
    /// Its second part.
    public internal(set) var minor = 0
    /// Bytes that may be read in a second.
    public internal(set) var readBytesPerSecond = Limit<Int64>.unlimited
    /// Bytes that may be written in a second.
    public internal(set) var writeBytesPerSecond = Limit<Int64>.unlimited
    /// Read operations in a second.
    public internal(set) var readsPerSecond = Limit<Int64>.unlimited
    /// Write operations in a second.
    public internal(set) var writesPerSecond = Limit<Int64>.unlimited
    /// Bytes read since the group was made.
    public internal(set) var readBytes: Int64?
    /// Bytes written.
    public internal(set) var writtenBytes: Int64?
    /// Read operations.
    public internal(set) var reads: Int64?
    /// Write operations.
    public internal(set) var writes: Int64?
    /// Bytes discarded.
    public internal(set) var discardedBytes: Int64?
    /// Discard operations.
    public internal(set) var discards: Int64?

    init() {}
}
