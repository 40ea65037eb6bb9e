import CProbectl
import Probe

/// The options for the times of samples, with the same meaning in every command.
struct Pace {
    /// Nanoseconds between two samples; 0 for one sample at once, nil for one sample over the
    /// default window.
    var intervalNs: UInt64?
    /// Length of the window of rates in nanoseconds; 0 for no rates, nil for the interval or the
    /// default window.
    var windowNs: UInt64?
    var count: Int?
    var durationNs: UInt64?

    static let options = ["--interval", "--count", "--duration"]

    /// Parses the value of an option, if the option is one of these.
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

    /// Whether there may be several samples.
    var isRepeated: Bool {
        (intervalNs ?? 0) > 0 || intervalNs == nil && (count != nil || durationNs != nil)
    }
}

/// The times of the samples, by CLOCK_MONOTONIC and without drift.
struct Schedule {
    /// Nanoseconds from one sample to the next; 0 for a single sample at once.
    let stepNs: UInt64
    /// Length of the window before each sample in nanoseconds; 0 without rates.
    let windowNs: UInt64
    private let count: Int
    private let endNs: UInt64
    private var grid: TimeGrid
    private var index = 0

    /// `usualWindowNs`: the default window; 0 if nothing has rates.
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
        grid = TimeGrid(
            startNs: Int64(clamping: start + windowNs), stepNs: Int64(clamping: stepNs))
    }

    /// Whether the window begins later than the previous sample.
    var isWindowApart: Bool { windowNs < stepNs }

    /// The begin of the next window and the time of its sample; nil after the last sample. Samples that
    /// were missed because the machine was suspended or slow are skipped.
    mutating func next() -> (windowNs: UInt64, readingNs: UInt64)? {
        guard index < count else { return nil }
        let due = UInt64(grid.next(nowNs: Int64(clamping: probectl_monotonic_ns())))
        // A duration shorter than the window still yields one sample, at its end.
        guard index == 0 || due <= endNs else { return nil }
        index += 1
        let reading = min(due, endNs)
        return (reading > windowNs ? reading - windowNs : 0, reading)
    }
}

/// Text for people, in blocks. Repeated blocks have the time of the sample as a heading.
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
