/// The machine's CPUs together. Sources: /proc/stat, and /sys/devices/system/cpu for the counts.
///
/// The times are described at ``CPUTimes``; a value that is not known is nil.
public struct CPU: CPUTimes, Sendable, Hashable, Codable {
    public internal(set) var userNs: Int64?
    public internal(set) var niceNs: Int64?
    public internal(set) var systemNs: Int64?
    public internal(set) var idleNs: Int64?
    public internal(set) var iowaitNs: Int64?
    public internal(set) var irqNs: Int64?
    public internal(set) var softirqNs: Int64?
    public internal(set) var stealNs: Int64?
    public internal(set) var guestNs: Int64?
    public internal(set) var guestNiceNs: Int64?
    /// Context switches since boot.
    public internal(set) var contextSwitches: Int64?
    /// Interrupts since boot.
    public internal(set) var interrupts: Int64?
    /// Soft interrupts since boot.
    public internal(set) var softInterrupts: Int64?
    /// Processes and threads created since boot.
    public internal(set) var forks: Int64?
    /// Tasks that run or could run now.
    public internal(set) var running: Int64?
    /// Tasks that wait for a disk now.
    public internal(set) var blocked: Int64?
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
    public internal(set) var monotonicNs: Int64?
    /// Each online CPU, in the kernel's order.
    public internal(set) var cpus: [LogicalCPU] = []
    /// What cost single fields.
    public internal(set) var failures: [ProbeError] = []

    init() {}
}
