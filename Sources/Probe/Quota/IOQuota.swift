/// The I/O limits of the process on block devices.
public struct IOQuota: Sendable, Hashable, Codable {
    /// Why there may be further limits; nil if every level up to the root of the hierarchy was
    /// read.
    public var incomplete: Incompleteness?
    /// The devices that are limited or that the own cgroup used; at most 64.
    public var devices: [DeviceQuota] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One block device: the lowest limits of all levels, and the I/O of the own cgroup and its
/// descendants since the cgroup was created. Sources: io.max, io.stat; on v1 the files
/// blkio.throttle.*.
public struct DeviceQuota: Sendable, Hashable, Codable {
    /// Major part of the device number.
    public var major = 0
    /// Minor part of the device number.
    public var minor = 0
    /// Limit of bytes read a second.
    public var readBytesPerSecond = Limit<Int64>.unlimited
    /// Limit of bytes written a second.
    public var writeBytesPerSecond = Limit<Int64>.unlimited
    /// Limit of read operations a second.
    public var readsPerSecond = Limit<Int64>.unlimited
    /// Limit of write operations a second.
    public var writesPerSecond = Limit<Int64>.unlimited
    /// Bytes read; nil, as the counters below, if unknown.
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
