/// One CPU as the scheduler sees it, by the kernel's number. Source: its row of /proc/stat.
///
/// The times are described at ``CPUTimes``.
public struct LogicalCPU: CPUTimes, Sendable, Hashable, Codable {
    /// The kernel's number. Numbers have holes where a CPU is offline.
    public internal(set) var id = 0
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

    init() {}
}
