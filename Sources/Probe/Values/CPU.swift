/// The sums over all CPUs of the machine, and each CPU. Sources: /proc/stat, and
/// /sys/devices/system/cpu for the counts.
///
/// ``CPUTimes`` describes the times. Unknown values are nil.
public struct CPU: CPUTimes, Sendable, Hashable, Codable {
    public var userNs: Int64?
    public var niceNs: Int64?
    public var systemNs: Int64?
    public var idleNs: Int64?
    public var iowaitNs: Int64?
    public var irqNs: Int64?
    public var softirqNs: Int64?
    public var stealNs: Int64?
    public var guestNs: Int64?
    public var guestNiceNs: Int64?
    /// Context switches since boot.
    public var contextSwitches: Int64?
    /// Interrupts since boot.
    public var interrupts: Int64?
    /// Soft interrupts since boot.
    public var softInterrupts: Int64?
    /// Soft interrupts of type HI since boot: high-priority tasklets. Nil, as the types below, if
    /// the kernel does not report the type.
    public var softInterruptsHi: Int64?
    /// Soft interrupts of type TIMER since boot: timers.
    public var softInterruptsTimer: Int64?
    /// Soft interrupts of type NET_TX since boot: packets that were sent.
    public var softInterruptsNetTx: Int64?
    /// Soft interrupts of type NET_RX since boot: packets that were received.
    public var softInterruptsNetRx: Int64?
    /// Soft interrupts of type BLOCK since boot: block requests that ended.
    public var softInterruptsBlock: Int64?
    /// Soft interrupts of type IRQ_POLL since boot: polled block requests.
    public var softInterruptsIrqPoll: Int64?
    /// Soft interrupts of type TASKLET since boot: tasklets.
    public var softInterruptsTasklet: Int64?
    /// Soft interrupts of type SCHED since boot: balancing the load of CPUs.
    public var softInterruptsSched: Int64?
    /// Soft interrupts of type HRTIMER since boot: high-resolution timers.
    public var softInterruptsHrtimer: Int64?
    /// Soft interrupts of type RCU since boot: callbacks of read-copy-update.
    public var softInterruptsRcu: Int64?
    /// Processes and threads created since boot.
    public var forks: Int64?
    /// Tasks running or ready to run now.
    public var running: Int64?
    /// Tasks blocked on disk I/O now.
    public var blocked: Int64?
    /// CPUs that can ever be present, hot-plugged ones included.
    public var possible: Int?
    /// CPUs that are present.
    public var present: Int?
    /// CPUs that the scheduler uses.
    public var online: Int?
    /// Cores with at least one CPU online; hardware threads count once.
    public var physicalCores: Int?
    /// Sockets with at least one CPU online.
    public var packages: Int?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Each online CPU, in the kernel's order.
    public var cpus: [LogicalCPU] = []
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
