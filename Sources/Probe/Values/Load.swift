/// Load averages, tasks and uptime. Sources: /proc/loadavg, and the clocks or /proc/uptime.
public struct Load: Sendable, Hashable, Codable {
    /// Tasks (processes and their threads) of the machine.
    public struct Tasks: Sendable, Hashable, Codable {
        /// Running or ready to run now.
        public var runnable: Int64?
        /// All tasks.
        public var all: Int64?
        /// The most recently assigned pid, in the reader's pid namespace.
        public var lastPid: Int32?

        /// All values nil.
        public init() {}
    }

    /// Exponential average over 1 minute of the tasks that run, are ready to run or wait for a
    /// disk.
    public var load1: Double?
    /// Load average over 5 minutes.
    public var load5: Double?
    /// Load average over 15 minutes.
    public var load15: Double?
    /// Nanoseconds since boot, suspend included.
    public var uptimeNs: Int64?
    /// When the machine booted, in nanoseconds since 1970, to the second; moves with the wall clock.
    public var bootTimeNs: Int64?
    /// Numbers of tasks.
    public var tasks = Tasks()
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
