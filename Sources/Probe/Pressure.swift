/// How much time was lost waiting for the CPU, memory, disks and interrupts, of the machine or of
/// one cgroup. Sources: /proc/pressure, cpu.pressure and the others of a cgroup.
public struct Pressure: Sendable, Hashable, Codable {
    /// Waiting for a CPU. "full" is 0 for the machine, and nil before Linux 5.13.
    public internal(set) var cpu = Stalls()
    /// Waiting for memory: reclaim, swapping in, refaults.
    public internal(set) var memory = Stalls()
    /// Waiting for disks.
    public internal(set) var io = Stalls()
    /// Time lost to interrupts: "full" alone, since Linux 6.1 where interrupt time is accounted.
    public internal(set) var irq = Stalls()
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public internal(set) var monotonicNs: Int64?
    /// What cost single resources.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}

extension Pressure {
    /// The two kinds of waiting for one resource; nil where the kernel does not keep it.
    public struct Stalls: Sendable, Hashable, Codable {
        /// At least one task waited.
        public internal(set) var some: Stall?
        /// All tasks that were not idle waited, so that nothing got done.
        public internal(set) var full: Stall?

        init() {}
    }
}

extension Pressure {
    /// The share of the time that was lost, damped over three lengths of time, and the time itself.
    public struct Stall: Sendable, Hashable, Codable {
        /// Over 10 seconds: 0 to 100.
        public internal(set) var avg10Percent = 0.0
        /// Over a minute.
        public internal(set) var avg60Percent = 0.0
        /// Over five minutes.
        public internal(set) var avg300Percent = 0.0
        /// Nanoseconds since boot, or since the group was made.
        public internal(set) var totalNs: Int64 = 0

        init() {}
    }
}
