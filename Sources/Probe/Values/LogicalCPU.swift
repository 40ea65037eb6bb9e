/// One CPU of the scheduler: a hardware thread. Source: its row of /proc/stat.
///
/// ``CPUTimes`` describes the times.
public struct LogicalCPU: CPUTimes, Sendable, Hashable, Codable {
    /// The kernel's number of the CPU. The numbers of offline CPUs are missing from the list.
    public var id = 0
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

    /// A CPU with this number; all other values are nil.
    public init(id: Int = 0) {
        self.id = id
    }
}
