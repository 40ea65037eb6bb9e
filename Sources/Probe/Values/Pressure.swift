/// Pressure stall information (PSI): the time in which tasks waited for a CPU, memory, disks or interrupts,
/// of the machine or of one cgroup. Sources: /proc/pressure, cpu.pressure and the others of a cgroup.
public struct Pressure: Sendable, Hashable, Codable {
    /// Waiting for a CPU. "full" is 0 for the machine, and nil before Linux 5.13.
    public var cpu = Stalls()
    /// Waiting for memory: reclaim, swapping in, refaults.
    public var memory = Stalls()
    /// Waiting for disks.
    public var io = Stalls()
    /// Time lost to interrupts: "full" alone, since Linux 6.1 where interrupt time is accounted.
    public var irq = Stalls()
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// What cost single resources.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Pressure {
    /// The two kinds of waiting for one resource; nil where the kernel does not keep it.
    public struct Stalls: Sendable, Hashable, Codable {
        /// At least one task waited.
        public var some: Stall?
        /// All tasks that were not idle waited, so that nothing got done.
        public var full: Stall?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Pressure {
    /// The share of stalled time as three exponential averages, and the total stalled time.
    public struct Stall: Sendable, Hashable, Codable {
        /// Over 10 seconds: 0 to 100.
        public var avg10Percent = 0.0
        /// Over a minute.
        public var avg60Percent = 0.0
        /// Over five minutes.
        public var avg300Percent = 0.0
        /// Nanoseconds since boot, or since the cgroup was made.
        public var totalNs: Int64 = 0

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
