/// Load averages, tasks and uptime. Sources: /proc/loadavg, and the clocks or /proc/uptime.
public struct Load: Sendable, Hashable, Codable {
    /// Tasks (processes and their threads) of the machine.
    public struct Tasks: Sendable, Hashable, Codable {
        /// Running or ready to run now.
        public var runnable: Int64?
        /// All that exist.
        public var all: Int64?
        /// The pid assigned last, in the reader's pid namespace.
        public var lastPid: Int32?

        /// Tasks of which nothing is known.
        public init() {}
    }

    /// Tasks that run, could run or wait for a disk, averaged over 1 minute.
    public var load1: Double?
    /// The same over 5 minutes.
    public var load5: Double?
    /// The same over 15 minutes.
    public var load15: Double?
    /// Nanoseconds since boot, suspend included.
    public var uptimeNs: Int64?
    /// When the machine booted, in nanoseconds since 1970, to the second; moves with the wall clock.
    public var bootTimeNs: Int64?
    /// How many tasks there are.
    public var tasks = Tasks()
    /// What cost single fields.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
