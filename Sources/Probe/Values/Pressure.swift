/// Pressure stall information (PSI): the time in which tasks of the machine, or of one cgroup,
/// waited for a CPU, memory, disks or interrupts. Sources: /proc/pressure; cpu.pressure,
/// memory.pressure, io.pressure and irq.pressure of a cgroup.
public struct Pressure: Sendable, Hashable, Codable {
    /// Waiting for a CPU. "full" is 0 for the machine, and nil before Linux 5.13.
    public var cpu = Stalls()
    /// Waiting for memory: reclaim, swapping in, refaults.
    public var memory = Stalls()
    /// Waiting for disks.
    public var io = Stalls()
    /// Time lost to interrupts: "full" alone, since Linux 6.1 where interrupt time is accounted.
    public var irq = Stalls()
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made the stalls of a resource nil.
    public var failures: [ProbeError] = []

    /// An empty value.
    public init() {}
}

extension Pressure {
    /// The two kinds of stalls of one resource; nil if the kernel does not report the kind.
    public struct Stalls: Sendable, Hashable, Codable {
        /// At least one task waited.
        public var some: Stall?
        /// All non-idle tasks waited at once.
        public var full: Stall?

        /// An empty value.
        public init() {}
    }
}

extension Pressure {
    /// The share of stalled time as three exponential averages, and the total stalled time.
    public struct Stall: Sendable, Hashable, Codable {
        /// Average over 10 seconds, in percent: 0 to 100.
        public var avg10Percent = 0.0
        /// Average over a minute, in percent.
        public var avg60Percent = 0.0
        /// Average over five minutes, in percent.
        public var avg300Percent = 0.0
        /// Stalled time since boot, or since the cgroup was created, in nanoseconds.
        public var totalNs: Int64 = 0

        /// An empty value.
        public init() {}
    }
}
