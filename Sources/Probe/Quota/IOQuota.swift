/// What the process may read from and write to block devices.
public struct IOQuota: Sendable, Hashable, Codable {
    /// Why there may be limits that could not be seen; nil if every level up to the true root was.
    public var incomplete: Incompleteness?
    /// The devices that are limited, or that the own cgroup used; at most 64.
    public var devices: [DeviceQuota] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One block device: the least limits over the levels, and what the own cgroup and those below it did.
/// Sources: io.max, io.stat; of v1 the files of blkio.throttle.
public struct DeviceQuota: Sendable, Hashable, Codable {
    /// The device number.
    public var major = 0
    /// Its second part.
    public var minor = 0
    /// Bytes that may be read in a second.
    public var readBytesPerSecond = Limit<Int64>.unlimited
    /// Bytes that may be written in a second.
    public var writeBytesPerSecond = Limit<Int64>.unlimited
    /// Read operations in a second.
    public var readsPerSecond = Limit<Int64>.unlimited
    /// Write operations in a second.
    public var writesPerSecond = Limit<Int64>.unlimited
    /// Bytes read since the cgroup was made.
    public var readBytes: Int64?
    /// Bytes written.
    public var writtenBytes: Int64?
    /// Read operations.
    public var reads: Int64?
    /// Write operations.
    public var writes: Int64?
    /// Bytes discarded.
    public var discardedBytes: Int64?
    /// Discard operations.
    public var discards: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
