/// The rates of one process over a window. A rate is nil if a counter is unknown or stepped back.
public struct ProcessRates: Sendable, Hashable, Codable {
    /// The pid of the process.
    public var pid: Int32 = 0
    /// How the process relates to the earlier reading.
    public var change = ProcessChange.unknown
    /// CPU time in percent of one core: 200 for a process with two busy threads.
    public var usagePercent: Double?
    /// CPU time in user mode, in percent of one core.
    public var userPercent: Double?
    /// CPU time in the kernel, in percent of one core.
    public var systemPercent: Double?
    /// Minor page faults a second: without disk I/O.
    public var minorFaultsPerSecond: Double?
    /// Major page faults a second: with disk I/O.
    public var majorFaultsPerSecond: Double?
    /// Change of ``ProcessSnapshot/rssBytes`` in bytes; negative if the memory shrank.
    public var rssChangeBytes: Int64?
    /// Voluntary context switches of the main thread a second: the thread waited.
    public var voluntarySwitchesPerSecond: Double?
    /// Involuntary context switches of the main thread a second: the thread was preempted.
    public var involuntarySwitchesPerSecond: Double?
    /// Bytes read from storage a second.
    public var readBytesPerSecond: Double?
    /// Bytes written a second to storage, or to the page cache to be written.
    public var writeBytesPerSecond: Double?

    /// The rates of the process with this pid; all other values are nil.
    public init(pid: Int32 = 0) {
        self.pid = pid
    }
}

/// How a process relates to an earlier reading.
public enum ProcessChange: String, Sendable, Hashable, Codable {
    /// The same process, under the same name.
    case same
    /// The same process with another name or command line: the process called execve(2), or renamed
    /// itself.
    case renamed
    /// The process started in the window, possibly with the pid of a process that ended. Its rates
    /// refer to the whole window.
    case started
    /// Unknown: the start or the boot is unknown, or the process existed before and the earlier
    /// table lacks it. All rates are nil.
    case unknown
}

/// The rates of the processes between two tables.
public struct ProcessTableRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil if one table has no clock, or the clock did not
    /// advance.
    public var intervalNs: Int64?
    /// The rates of each process of the later table, in the order of that table.
    public var processes: [ProcessRates] = []
    /// Number of processes that started in the window and still exist; nil if one of the tables is
    /// partial, the tables are of different boots, or a boot is unknown.
    public var started: Int?
    /// Number of processes of the earlier table that ended; nil if one of the tables is partial, or
    /// a boot is unknown.
    public var ended: Int?
    /// The processes of the earlier table that ended; nil if ``ended`` is nil, and in rates decoded
    /// from JSON, which has only the number.
    public var endedProcesses: [ProcessIdentity]?

    /// All values nil, all lists empty.
    public init() {}
}

extension ProcessRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<ProcessRates>] = [
        RateRow(
            "usage_percent", .percent, .window,
            "CPU time in percent of one core: two busy threads have 200."
        ) { $0.usagePercent },
        RateRow("user_percent", .percent, .window, "CPU time in user mode, in percent of one core.")
        { $0.userPercent },
        RateRow(
            "system_percent", .percent, .window, "CPU time in the kernel, in percent of one core."
        ) {
            $0.systemPercent
        },
        RateRow("minor_faults_per_second", .count, .second, "Minor page faults: without disk I/O.")
        {
            $0.minorFaultsPerSecond
        },
        RateRow("major_faults_per_second", .count, .second, "Major page faults: with disk I/O.") {
            $0.majorFaultsPerSecond
        },
        RateRow(
            "rss_change_bytes", .bytes, .window,
            "Change of the resident memory; negative if the memory shrank."
        ) { $0.rssChangeBytes },
        RateRow(
            "voluntary_switches_per_second", .count, .second,
            "Voluntary context switches of the main thread: it waited."
        ) { $0.voluntarySwitchesPerSecond },
        RateRow(
            "involuntary_switches_per_second", .count, .second,
            "Involuntary context switches of the main thread: it was preempted."
        ) { $0.involuntarySwitchesPerSecond },
        RateRow("read_bytes_per_second", .bytes, .second, "Bytes read from storage.") {
            $0.readBytesPerSecond
        },
        RateRow(
            "write_bytes_per_second", .bytes, .second,
            "Bytes written to storage, or to the page cache to be written."
        ) { $0.writeBytesPerSecond },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
