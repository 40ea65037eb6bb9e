/// What this process used since it started: ``Collector/ownUsage()``.
public struct OwnUsage: Sendable, Hashable, Codable {
    /// Nanoseconds of CPU time in the program, of all its threads.
    public internal(set) var userNs: UInt64
    /// Nanoseconds of CPU time in the kernel, of all its threads.
    public internal(set) var systemNs: UInt64
    /// The most memory that it had at once, in bytes; at least what is resident now.
    public internal(set) var peakResidentBytes: UInt64
    /// Page faults that were served without a disk.
    public internal(set) var pageFaults: UInt64
    /// Page faults that waited for a disk.
    public internal(set) var majorPageFaults: UInt64
    /// How often it waited for something.
    public internal(set) var voluntarySwitches: UInt64
    /// How often its time on a CPU was up.
    public internal(set) var involuntarySwitches: UInt64
}
