/// How much there is to do. Sources: /proc/loadavg, and the clocks or /proc/uptime.
public struct Load: Sendable, Hashable, Codable {
    /// Tasks (processes and their threads) of the machine.
    public struct Tasks: Sendable, Hashable, Codable {
        /// Running or ready to run now.
        public internal(set) var runnable: Int64?
        /// All that exist.
        public internal(set) var all: Int64?
        /// The pid given out last, in the reader's pid namespace.
        public internal(set) var lastPid: Int32?
    }

    /// Tasks that run, could run or wait for a disk, averaged over 1 minute.
    public internal(set) var load1: Double?
    /// The same over 5 minutes.
    public internal(set) var load5: Double?
    /// The same over 15 minutes.
    public internal(set) var load15: Double?
    /// Nanoseconds since boot, suspend included.
    public internal(set) var uptimeNs: Int64?
    /// When the machine booted, in nanoseconds since 1970, to the second; moves with the wall clock.
    public internal(set) var bootTimeNs: Int64?
    /// How many tasks there are.
    public internal(set) var tasks = Tasks()
    /// What cost single fields.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}
