/// The processes that there were at one moment. Threads are not among them.
public struct ProcessTable: Sendable, Hashable, Codable {
    /// Each of them, by ascending pid.
    public var processes: [ProcessSnapshot] = []
    /// The boot in which this was read; nil if the kernel does not report it.
    public var bootID: BootID?
    /// When this was read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// The same moment in nanoseconds since boot, suspend included: the clock of `startNs`.
    public var uptimeNs: Int64?
    /// The machine's memory, of which `memoryPercent` is a part.
    public var memoryTotalBytes: Int64?
    /// How many processes were listed, and gone when they were to be read.
    public var ended = 0
    /// Whether processes of other users are hidden from the reader (hidepid of /proc); nil where that is
    /// not known, and of a table that is not of all processes.
    public var isHidden: Bool?
    /// What could not be found out of all processes.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// The place of the process with this pid, found by halving; nil where there is none.
    public func index(of pid: Int32) -> Int? {
        var low = 0
        var high = processes.count
        while low < high {
            let middle = (low + high) / 2
            if processes[middle].pid < pid { low = middle + 1 } else { high = middle }
        }
        return low < processes.count && processes[low].pid == pid ? low : nil
    }

    /// The process with this pid; nil where there is none.
    public func process(_ pid: Int32) -> ProcessSnapshot? {
        index(of: pid).map { processes[$0] }
    }
}
