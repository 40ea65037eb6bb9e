/// Interrupts by line, and counters of the scheduler, the network queue and the soft interrupts of
/// each CPU. Sources: /proc/interrupts, /proc/schedstat, /proc/net/softnet_stat and /proc/softirqs,
/// whose counters run since boot. Read only on request. ``CPU`` has the totals.
public struct Interrupts: Sendable, Hashable, Codable {
    /// Each line of /proc/interrupts, in the kernel's order.
    public var lines: [Line] = []
    /// Each CPU that is online.
    public var cpus: [CPUWork] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list incomplete.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Interrupts {
    /// One line of /proc/interrupts.
    public struct Line: Sendable, Hashable, Codable {
        /// The number of the interrupt, or a few letters: "41", "LOC".
        public var name = KernelName()
        /// The chip, its number, and the drivers: "PCI-MSIX-0000:00:04.0 1-edge virtio3-rx"; or what
        /// the letters mean. Nil if the kernel prints none. At most 112 bytes.
        public var description: KernelName?
        /// Interrupts since boot, on all CPUs that are online. Nil if a number is malformed.
        public var count: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// Counters of one CPU since boot.
    public struct CPUWork: Sendable, Hashable, Codable {
        /// The kernel's number of the CPU.
        public var id = 0
        /// Time that tasks ran on this CPU, in nanoseconds. Nil, as the next two, in kernels
        /// without CONFIG_SCHEDSTATS.
        public var runNs: Int64?
        /// Sum of the times that runnable tasks waited for this CPU, in nanoseconds.
        public var waitNs: Int64?
        /// Number of times that a task was scheduled on this CPU.
        public var timeslices: Int64?
        /// Packets received in soft interrupts; wraps at 2^32. Since 5.10, as the next two.
        public var packets: Int64?
        /// Packets dropped because the queue of the CPU was full; wraps at 2^32.
        public var packetsDropped: Int64?
        /// Number of times that the receive soft interrupt ran out of time or budget with packets
        /// left; wraps at 2^32.
        public var timeSqueezes: Int64?
        /// Soft interrupts of type HI: high-priority tasklets; wraps at 2^32, as the next ones.
        public var softInterruptsHi: Int64?
        /// Soft interrupts of type TIMER: timers.
        public var softInterruptsTimer: Int64?
        /// Soft interrupts of type NET_TX: packets that were sent.
        public var softInterruptsNetTx: Int64?
        /// Soft interrupts of type NET_RX: packets that were received.
        public var softInterruptsNetRx: Int64?
        /// Soft interrupts of type BLOCK: block requests that ended.
        public var softInterruptsBlock: Int64?
        /// Soft interrupts of type IRQ_POLL: polled block requests.
        public var softInterruptsIrqPoll: Int64?
        /// Soft interrupts of type TASKLET: tasklets.
        public var softInterruptsTasklet: Int64?
        /// Soft interrupts of type SCHED: balancing the load of CPUs.
        public var softInterruptsSched: Int64?
        /// Soft interrupts of type HRTIMER: high-resolution timers.
        public var softInterruptsHrtimer: Int64?
        /// Soft interrupts of type RCU: callbacks of read-copy-update.
        public var softInterruptsRcu: Int64?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
