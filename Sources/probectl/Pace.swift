import CProbectl

/// When readings are taken. Its options mean the same for every command that has them.
struct Pace {
    /// Nanoseconds between two readings; 0 for one at once, nil for one over the usual window.
    var intervalNs: UInt64?
    /// Nanoseconds over which rates are made; 0 for no rates, nil for the interval or the usual window.
    var windowNs: UInt64?
    var count: Int?
    var durationNs: UInt64?

    static let options = ["--interval", "--count", "--duration"]

    /// Takes the value of an option that is one of these.
    mutating func take(_ name: String, _ line: inout ArgumentLine) throws(UsageError) -> Bool {
        switch name {
        case "--interval": intervalNs = try line.duration(of: name)
        case "--window": windowNs = try line.duration(of: name)
        case "--count": count = try line.count(of: name)
        case "--duration": durationNs = try line.duration(of: name)
        default: return false
        }
        return true
    }

    func check() throws(UsageError) {
        if intervalNs == 0, (count ?? 1) > 1 || durationNs != nil || (windowNs ?? 0) > 0 {
            throw UsageError(
                "--interval 0 is a single reading: it cannot be combined with --count, --duration or --window"
            )
        }
        if let intervalNs, let windowNs, windowNs > intervalNs {
            throw UsageError("--window cannot be longer than --interval")
        }
    }

    /// Whether there may be several readings.
    var isRepeated: Bool {
        (intervalNs ?? 0) > 0 || intervalNs == nil && (count != nil || durationNs != nil)
    }
}

/// The moments of the readings, by the monotonic clock and without drift.
struct Schedule {
    /// From one reading to the next; 0 where there is one alone, at once.
    let stepNs: UInt64
    /// How long before each reading its window begins; 0 where there are no rates.
    let windowNs: UInt64
    private let count: Int
    private let endNs: UInt64
    private var deadlineNs: UInt64
    private var index = 0

    /// `usualWindowNs` is the window of a reading without options; 0 where nothing has rates.
    init(_ pace: Pace, usualWindowNs: UInt64) {
        let hasRates = usualWindowNs > 0
        let second: UInt64 = 1_000_000_000
        let isRepeated = pace.isRepeated
        let window = hasRates ? pace.windowNs : 0
        stepNs =
            pace.intervalNs
            ?? (isRepeated ? max(second, window ?? usualWindowNs) : window ?? usualWindowNs)
        windowNs = window ?? stepNs
        count = isRepeated ? pace.count ?? Int.max : 1
        let start = probectl_monotonic_ns()
        let end = start.addingReportingOverflow(pace.durationNs ?? UInt64.max)
        endNs = end.overflow ? UInt64.max : end.partialValue
        deadlineNs = start + windowNs
    }

    /// Whether a window does not begin with the reading before.
    var isWindowApart: Bool { windowNs < stepNs }

    /// Where the next window begins, and when the reading is taken; nil after the last one.
    mutating func next() -> (windowNs: UInt64, readingNs: UInt64)? {
        guard index < count else { return nil }
        if index > 0 {
            // Readings that were missed, by a suspended machine or a slow one, are left out.
            let now = probectl_monotonic_ns()
            if now > deadlineNs, stepNs > 0 { deadlineNs += (now - deadlineNs) / stepNs * stepNs }
            deadlineNs += stepNs
            // A duration shorter than the window still gives one reading, at its end.
            guard deadlineNs <= endNs else { return nil }
        }
        index += 1
        let reading = min(deadlineNs, endNs)
        return (reading > windowNs ? reading - windowNs : 0, reading)
    }
}

/// Text for people, in blocks: of repeated ones each has the time of its reading above it.
struct Blocks {
    let pace: Pace
    private var isFirst = true

    init(_ pace: Pace) {
        self.pace = pace
    }

    mutating func write(_ text: String, timeNs: Int64, _ terminal: Terminal) {
        guard pace.isRepeated else { return Output.write(text) }
        let second: UInt64 = 1_000_000_000
        let isFine = (pace.intervalNs ?? second) % second != 0
        let time = utc(timeNs, hasMilliseconds: isFine)
        let heading = terminal.hasColour ? "\u{1b}[1m\(time)\u{1b}[0m" : time
        Output.write("\(isFirst ? "" : "\n")\(heading)\n\(text)")
        isFirst = false
    }
}
