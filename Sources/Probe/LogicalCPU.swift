/// One CPU as the scheduler sees it, by the kernel's number. Source: its row of /proc/stat.
///
/// The times are described at ``CPUTimes``.
public struct LogicalCPU: CPUTimes, Sendable, Hashable, Codable {
    /// The kernel's number. Numbers have holes where a CPU is offline.
    public internal(set) var id = 0
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

    init() {}
}
