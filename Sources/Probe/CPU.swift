/// The machine's CPUs together. Sources: /proc/stat, and /sys/devices/system/cpu for the counts.
///
/// The times are described at ``CPUTimes``; a value that is not known is nil.
public struct CPU: CPUTimes, Sendable, Hashable, Codable {
    public internal(set) var userNs: UInt64?
    public internal(set) var niceNs: UInt64?
    public internal(set) var systemNs: UInt64?
    public internal(set) var idleNs: UInt64?
    public internal(set) var iowaitNs: UInt64?
    public internal(set) var irqNs: UInt64?
    public internal(set) var softirqNs: UInt64?
    public internal(set) var stealNs: UInt64?
    public internal(set) var guestNs: UInt64?
    public internal(set) var guestNiceNs: UInt64?
    /// Context switches since boot.
    public internal(set) var contextSwitches: UInt64?
    /// Interrupts since boot.
    public internal(set) var interrupts: UInt64?
    /// Soft interrupts since boot.
    public internal(set) var softInterrupts: UInt64?
    /// Processes and threads created since boot.
    public internal(set) var forks: UInt64?
    /// Tasks that run or could run now.
    public internal(set) var running: UInt64?
    /// Tasks that wait for a disk now.
    public internal(set) var blocked: UInt64?
    /// CPUs that could ever be plugged in.
    public internal(set) var possible: Int?
    /// CPUs that are plugged in.
    public internal(set) var present: Int?
    /// CPUs that the scheduler uses.
    public internal(set) var online: Int?
    /// Cores with at least one CPU online; hardware threads count once.
    public internal(set) var physicalCores: Int?
    /// Sockets with at least one CPU online.
    public internal(set) var packages: Int?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil of a captured root.
    public internal(set) var monotonicNs: UInt64?
    /// Each online CPU, in the kernel's order.
    public internal(set) var cpus: [LogicalCPU] = []
    /// What cost single fields.
    public internal(set) var failures: [Failure] = []

    init() {}
}
