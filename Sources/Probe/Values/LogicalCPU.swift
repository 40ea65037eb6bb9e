/// One CPU as the scheduler sees it, by the kernel's number. Source: its row of /proc/stat.
///
/// The times are described at ``CPUTimes``.
public struct LogicalCPU: CPUTimes, Sendable, Hashable, Codable {
    /// The kernel's number. Numbers have holes where a CPU is offline.
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

    /// A CPU by its number, of which nothing else is known.
    public init(id: Int = 0) {
        self.id = id
    }
}
