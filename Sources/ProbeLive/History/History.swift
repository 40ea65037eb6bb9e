public import Probe

/// The numbers of the last ticks in memory: every field of the samples and rates, or those chosen, at three
/// resolutions.
///
/// ```swift
/// var history = History()
/// for await tick in sampler {
///     history.record(tick)
///     let usage = History.Key(.cpu, "total_usage_percent")
///     print(history.percentile(95, of: usage, last: .seconds(60)) ?? 0)
/// }
/// ```
///
/// The first span keeps the numbers themselves: the last one of each step. The others keep the minimum, the
/// mean, the maximum and the count of each step; minimum and maximum are rounded outward to 24 bits, so that
/// the numbers are within. A step without a tick has no record, and a number that was unknown is in none:
/// nothing is made up for gaps.
///
/// A number that does not change costs little: of the steps of the longer spans that are over, what equals
/// an earlier step is stored as a bit. The usual history of a small machine, 1,350 series of which 175
/// changed in a measurement, needs 15 MB once all spans are full, and 84 MB if all of them change.
/// ``bytesLimit`` is what a history can need at most, 131 MB by default; `seriesLimit` and the choice of
/// fields lower it.
///
/// Times are those of the wall clock, in nanoseconds since 1970. Where the clock was set back, the records
/// after the new time are dropped (``clockSteps``).
///
/// A history is a value: a copy is a snapshot that another task can query. One that is changed while a copy
/// exists copies its storage. Recording allocates when a span gets further rows, until it is full, when
/// a series begins, and when more numbers change than in the row that is replaced.
public struct History: Sendable {
    /// A resolution: so many steps of such a length.
    public struct Span: Sendable, Hashable {
        /// The length of a step in nanoseconds; at least 1.
        public let stepNs: Int64
        /// How many steps there are; at least 1.
        public let count: Int

        /// So many steps of such a length. Less than 1 is 1, and more than 200,000 steps are 200,000.
        public init(stepNs: Int64, count: Int) {
            self.stepNs = max(1, stepNs)
            self.count = min(max(1, count), 200_000)
        }

        /// A second for ten minutes, ten seconds for two hours, and a minute for two days.
        public static let usual = [
            Span(stepNs: 1_000_000_000, count: 600), Span(stepNs: 10_000_000_000, count: 720),
            Span(stepNs: 60_000_000_000, count: 2880),
        ]
    }

    /// The spans, the one with the shortest steps first.
    public let spans: [Span]
    /// The highest number of series in memory, with those that have ended.
    public let seriesLimit: Int
    /// Whether a number is recorded.
    private let isChosen: @Sendable (Sample.Section, Sample.Field) -> Bool
    /// The time of the last tick; `Int64.min` before the first.
    public internal(set) var newestNs = Int64.min
    /// How many numbers of the last tick were not recorded because ``seriesLimit`` was reached.
    public private(set) var unrecorded = 0
    /// How many series that had ended were dropped, so far, for others.
    public private(set) var dropped = 0
    /// How often the wall clock was set back.
    public private(set) var clockSteps = 0

    var values: HistoryRing<Double>
    var summaries: [HistoryRing<HistorySummary>]
    /// The step of each of ``summaries`` that is not over, and its numbers by column.
    var open: [OpenStep]
    var columns: [Column] = []
    /// The columns by their keys.
    var index: [[UInt8]: Int] = [:]
    /// The fields of the last tick in their order: the next tick usually has the same.
    private var order: [Entry] = []
    private var ticks: Int64 = 0
    private var live = 0

    struct OpenStep: Sendable {
        var slot = Int64.min
        var numbers: [HistoryAccumulator] = []
    }

    struct Column: Sendable {
        var series: Series
        var key: [UInt8]
        /// The last tick that had the series.
        var tick: Int64 = 0
        /// Its position in ``History/order``.
        var position = 0
    }

    private struct Entry: Sendable {
        var section: Sample.Section
        var field: Sample.Field
        var labels: Sample.Field.Labels
        /// The column; nil for a field that is not recorded, -1 for one beyond the limit.
        var column: Int?
    }

    /// An empty history. Without spans it has the usual ones.
    ///
    /// - Parameters:
    ///   - spans: The resolutions, in any order; at most 16. The one with the shortest steps keeps the numbers themselves.
    ///   - seriesLimit: The highest number of series; less than 1 is 1. ``bytesLimit`` says what they need.
    ///   - fields: Whether a number is recorded; by default each is. Labels (`Sample.Field.Kind.label`) never
    ///     are.
    public init(
        spans: [Span] = Span.usual, seriesLimit: Int = 2048,
        fields: @escaping @Sendable (Sample.Section, Sample.Field) -> Bool = { _, _ in true }
    ) {
        let spans = (spans.isEmpty ? Span.usual : Array(spans.prefix(16))).sorted {
            $0.stepNs < $1.stepNs
        }
        self.spans = spans
        self.seriesLimit = max(1, seriesLimit)
        isChosen = fields
        values = HistoryRing(spans[0], limit: self.seriesLimit)
        summaries = []
        for span in spans.dropFirst() {
            summaries.append(HistoryRing(span, limit: self.seriesLimit))
        }
        open = summaries.map { _ in OpenStep() }
    }

    /// Records the numbers of a tick.
    public mutating func record(_ tick: Tick) {
        ticks += 1
        unrecorded = 0
        let timeNs = max(0, tick.wallTimeNs)
        if timeNs < newestNs { dropAfter(timeNs) }
        newestNs = timeNs
        let row = values.open(values.slot(of: timeNs), columns: columns.count, empty: .nan)
        for span in summaries.indices { advance(span, to: timeNs) }
        var pass = Pass(row: row, timeNs: timeNs)
        tick.withSample { sample, rates in
            sample.forEachField { put($0, $1, $2, $3, &pass) }
            rates.forEachField { put($0, $1, $2, $3, &pass) }
        }
        if let next = pass.order {
            order = next
            for (position, entry) in order.enumerated() {
                if let column = entry.column, column >= 0 { columns[column].position = position }
            }
        } else if pass.cursor < order.count {
            order.removeSubrange(pass.cursor...)
        }
        if pass.seen < live { endSeries(tick) }
    }

    /// What is known while a tick is recorded.
    private struct Pass {
        let row: Int
        let timeNs: Int64
        var cursor = 0
        /// The order of this tick, once it differs from the last one.
        var order: [Entry]?
        var seen = 0
    }

    private mutating func put(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value?, _ pass: inout Pass
    ) {
        let entry: Entry
        if pass.cursor < order.count, order[pass.cursor].field == field,
            order[pass.cursor].section == section, order[pass.cursor].labels == labels,
            order[pass.cursor].column != -1 || live >= seriesLimit
        {
            entry = order[pass.cursor]
            pass.cursor += 1
        } else {
            if pass.order == nil { pass.order = Array(order[..<pass.cursor]) }
            entry = find(section, labels, field, &pass)
        }
        pass.order?.append(entry)
        guard let column = entry.column else { return }
        guard column >= 0 else {
            unrecorded += 1
            return
        }
        guard columns[column].tick != ticks else { return }
        columns[column].tick = ticks
        columns[column].series.lastNs = pass.timeNs
        pass.seen += 1
        guard let number = value?.double, number.isFinite else { return }
        values.set(number, column, at: pass.row)
        for span in open.indices { open[span].numbers[column].add(number) }
    }

    /// The entry of a field that is not where it was in the last tick.
    private mutating func find(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ pass: inout Pass
    ) -> Entry {
        var entry = Entry(section: section, field: field, labels: labels, column: nil)
        guard field.kind != .label, isChosen(section, field) else { return entry }
        let key = Key(section, field, labels)
        let bytes = key.bytes
        if let column = index[bytes] {
            let position = columns[column].position
            // The fields that follow are most likely those that followed it before.
            if position < order.count, order[position].column == column {
                pass.cursor = position + 1
            }
            if !columns[column].series.isLive {
                columns[column].series.isLive = true
                live += 1
            }
            entry.column = column
            return entry
        }
        entry.column =
            add(
                Series(
                    key: key, unit: field.unit, isPerSecond: field.isPerSecond, kind: field.kind,
                    beganNs: pass.timeNs, lastNs: pass.timeNs, isLive: true), bytes, pass.row) ?? -1
        return entry
    }

    /// A column for a new series: an unused one, or that of the series that ended first; nil if all are live.
    private mutating func add(_ series: Series, _ key: [UInt8], _ row: Int) -> Int? {
        let column: Int
        if columns.count < seriesLimit {
            column = columns.count
            columns.append(Column(series: series, key: key))
            values.fill(row, columns: columns.count, empty: .nan)
            for span in open.indices {
                open[span].numbers.reserve(columns.count, limit: seriesLimit)
                open[span].numbers.append(HistoryAccumulator())
            }
        } else {
            var ended: Int?
            for candidate in columns.indices where !columns[candidate].series.isLive {
                if ended.map({ columns[candidate].series.lastNs < columns[$0].series.lastNs })
                    ?? true
                {
                    ended = candidate
                }
            }
            guard let ended else { return nil }
            column = ended
            dropped += 1
            index[columns[column].key] = nil
            columns[column] = Column(series: series, key: key)
            values.set(.nan, column, at: row)
            for span in open.indices {
                open[span].numbers[column] = HistoryAccumulator()
                summaries[span].clear(column, at: open[span].slot, HistorySummary())
            }
        }
        index[key] = column
        live += 1
        return column
    }

    /// Adds a series of an earlier history.
    mutating func restore(_ series: Series) {
        let key = series.key.bytes
        guard index[key] == nil else { return }
        index[key] = columns.count
        columns.append(Column(series: series, key: key))
        for span in open.indices { open[span].numbers.append(HistoryAccumulator()) }
        if series.isLive { live += 1 }
    }

    /// Ends the series that the tick lacks although their sections were read.
    private mutating func endSeries(_ tick: Tick) {
        var read: Sample.Sections = []
        tick.withSample { sample, _ in
            for section in Sample.Section.allCases where sample.error(of: section) == nil {
                read.insert(Sample.Sections(section))
            }
        }
        read.formIntersection(tick.sections)
        for column in columns.indices
        where columns[column].series.isLive && columns[column].tick != ticks
            && read.contains(Sample.Sections(columns[column].series.key.section))
        {
            columns[column].series.isLive = false
            live -= 1
        }
    }
}

extension History {
    /// Begins the step of a longer span that contains a time, and stores the one before it.
    private mutating func advance(_ span: Int, to timeNs: Int64) {
        let slot = summaries[span].slot(of: timeNs)
        guard open[span].slot != slot else { return }
        close(span)
        open[span].slot = slot
        _ = summaries[span].open(slot, columns: columns.count, empty: HistorySummary())
        for column in open[span].numbers.indices {
            open[span].numbers[column] = HistoryAccumulator()
        }
    }

    /// Stores the numbers of a step.
    mutating func close(_ span: Int) {
        let slot = open[span].slot
        guard slot != .min else { return }
        let row = summaries[span].open(slot, columns: columns.count, empty: HistorySummary())
        for (column, numbers) in open[span].numbers.enumerated() {
            var numbers = numbers
            if let known = summaries[span].record(column, at: slot),
                slot >= summaries[span].slot(of: columns[column].series.beganNs)
            {
                numbers.add(known)
            }
            summaries[span].set(numbers.summary, column, at: row)
        }
    }

    /// Drops what is later than a time: the wall clock was set back.
    private mutating func dropAfter(_ timeNs: Int64) {
        clockSteps += 1
        values.drop(after: values.slot(of: timeNs))
        for span in summaries.indices {
            let slot = summaries[span].slot(of: timeNs)
            summaries[span].drop(after: slot)
            guard open[span].slot > slot else { continue }
            open[span].slot = .min
        }
        for column in columns.indices {
            columns[column].series.beganNs = min(columns[column].series.beganNs, timeNs)
            columns[column].series.lastNs = min(columns[column].series.lastNs, timeNs)
        }
    }
}

extension History {
    /// The memory of the records at present, in bytes. The names of the series are not part of it.
    public var bytes: Int {
        values.bytes + summaries.reduce(0) { $0 + $1.bytes }
            + open.reduce(0) {
                $0 + $1.numbers.capacity * MemoryLayout<HistoryAccumulator>.stride
            }
    }

    /// The most that ``bytes`` can become, once every span is full and ``seriesLimit`` is reached, if all
    /// numbers change all the time. With the usual spans such a series needs 62,400 bytes, and 1,036 beside
    /// them; one that does not change needs 4,800 of the first span, and those 1,036.
    public var bytesLimit: Int {
        let open = seriesLimit * summaries.count * MemoryLayout<HistoryAccumulator>.stride
        return spans.dropFirst().reduce(
            open + HistoryRing<Double>.bytesLimit(spans[0], limit: seriesLimit)
        ) {
            $0 + HistoryRing<HistorySummary>.bytesLimit($1, limit: seriesLimit)
        }
    }
}

#if !hasFeature(Embedded)
    extension History.Span {
        /// ``stepNs`` as a duration.
        public var step: Duration { .nanoseconds(stepNs) }
    }

    extension History.Span: Codable {
        enum CodingKeys: String, CodingKey {
            case stepNs = "step_ns"
            case count
        }

        /// Reads the keys that the encoder writes; numbers out of bounds as the initialiser does.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                stepNs: try values.decode(Int64.self, forKey: .stepNs),
                count: try values.decode(Int.self, forKey: .count))
        }
    }
#endif
