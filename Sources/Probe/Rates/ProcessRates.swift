/// The rates of one process over a window. A number that cannot be computed is nil.
public struct ProcessRates: Sendable, Hashable, Codable {
    /// The pid.
    public var pid: Int32 = 0
    /// How the process relates to the earlier reading.
    public var change = ProcessChange.unknown
    /// CPU time in percent of one core: a process with two busy threads has 200.
    public var usagePercent: Double?
    /// The same, in user mode alone.
    public var userPercent: Double?
    /// The same, in the kernel alone.
    public var systemPercent: Double?
    /// Minor page faults a second: without a disk access.
    public var minorFaultsPerSecond: Double?
    /// Major page faults a second: with a disk access.
    public var majorFaultsPerSecond: Double?
    /// How much ``ProcessSnapshot/rssBytes`` grew; below zero where it shrank.
    public var rssChangeBytes: Int64?
    /// Voluntary context switches of its main thread a second: it waited.
    public var voluntarySwitchesPerSecond: Double?
    /// Involuntary context switches of its main thread a second: it was preempted.
    public var involuntarySwitchesPerSecond: Double?
    /// Bytes a second fetched from storage.
    public var readBytesPerSecond: Double?
    /// Bytes a second sent to storage, or dirtied to be sent.
    public var writeBytesPerSecond: Double?

    /// A process by its number, of which nothing else is known.
    public init(pid: Int32 = 0) {
        self.pid = pid
    }
}

/// How a process relates to an earlier reading.
public enum ProcessChange: String, Sendable, Hashable, Codable {
    /// The same process, under the same name.
    case same
    /// The same process under another name or command line: it runs another program, or named itself
    /// anew.
    case renamed
    /// It started in between, possibly with the pid of a process that ended. Its rates refer to the whole
    /// window.
    case started
    /// Unknown: its start or the boot is not known, or it existed before and was not listed. It has no
    /// rates.
    case unknown
}

/// The rates of the processes between two tables.
public struct ProcessTableRates: Sendable, Hashable, Codable {
    /// The length of the window in nanoseconds; nil where there is none.
    public var intervalNs: Int64?
    /// Each process of the later table, in its order.
    public var processes: [ProcessRates] = []
    /// How many processes started in the window and still exist; nil where one of the tables is partial, and
    /// where the tables are of different boots or a boot is not known.
    public var started: Int?
    /// How many processes of the earlier table are gone; nil where one of the tables is partial, and where a
    /// boot is not known.
    public var ended: Int?
    /// Which processes those are; nil also of a document, which has only their number.
    public var endedProcesses: [ProcessIdentity]?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension ProcessRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<ProcessRates>] = [
        RateRow(
            "usage_percent", .percent, .window,
            "CPU time in percent of one core: two busy threads have 200."
        ) { $0.usagePercent },
        RateRow("user_percent", .percent, .window, "The same in user mode.") { $0.userPercent },
        RateRow("system_percent", .percent, .window, "The same in the kernel.") {
            $0.systemPercent
        },
        RateRow("minor_faults_per_second", .count, .second, "Page faults that needed no disk.") {
            $0.minorFaultsPerSecond
        },
        RateRow("major_faults_per_second", .count, .second, "Page faults that did.") {
            $0.majorFaultsPerSecond
        },
        RateRow(
            "rss_change_bytes", .bytes, .window,
            "How much its resident memory grew; below 0 where it shrank."
        ) { $0.rssChangeBytes },
        RateRow(
            "voluntary_switches_per_second", .count, .second, "How often its main thread waited."
        ) { $0.voluntarySwitchesPerSecond },
        RateRow(
            "involuntary_switches_per_second", .count, .second,
            "How often its main thread's time was up."
        ) { $0.involuntarySwitchesPerSecond },
        RateRow("read_bytes_per_second", .bytes, .second, "Fetched from storage.") {
            $0.readBytesPerSecond
        },
        RateRow(
            "write_bytes_per_second", .bytes, .second, "Sent to storage, or dirtied to be sent."
        ) { $0.writeBytesPerSecond },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
