// The storage of one span: rows by time, each with a record of every column, so that a row is written in one
// go, and memory grows with what was recorded.

/// A row for each step of time, in a ring: a row's position is its step's number modulo the count.
struct HistoryRing<Record: Sendable>: Sendable {
    struct Row: Sendable {
        /// The number of the step since 1970; `Int64.min` where there is none.
        var slot = Int64.min
        /// A record a column. Columns that came later are missing.
        var records: [Record] = []
    }

    let stepNs: Int64
    let count: Int
    /// The highest number of columns.
    let limit: Int
    private(set) var rows: [Row]
    /// The newest step that was opened.
    private(set) var newest = Int64.min

    init(_ span: History.Span, limit: Int) {
        (stepNs, count, self.limit) = (span.stepNs, span.count, limit)
        rows = Array(repeating: Row(), count: count)
    }

    /// The number of the step that contains a time.
    func slot(of timeNs: Int64) -> Int64 {
        let slot = timeNs / stepNs
        return timeNs < 0 && slot * stepNs != timeNs ? slot - 1 : slot
    }

    private func position(_ slot: Int64) -> Int {
        let rest = Int(slot % Int64(count))
        return rest < 0 ? rest + count : rest
    }

    /// The position of a step's row; nil where there is none, or it is too old.
    func row(_ slot: Int64) -> Int? {
        guard slot <= newest, newest - slot < Int64(count) else { return nil }
        let position = position(slot)
        return rows[position].slot == slot ? position : nil
    }

    /// The oldest step that a row can be of.
    var oldest: Int64 { newest == .min ? .min : newest - Int64(count) + 1 }

    /// Makes a step the newest, with a row of empty records unless it has one; returns its position.
    mutating func open(_ slot: Int64, columns: Int, empty: Record) -> Int {
        newest = max(newest, slot)
        let position = position(slot)
        if rows[position].slot != slot {
            rows[position].slot = slot
            rows[position].records.removeAll(keepingCapacity: true)
            rows[position].records.reserveCapacity(columns)
        }
        fill(position, columns: columns, empty: empty)
        return position
    }

    /// Adds the records of new columns to a row.
    mutating func fill(_ position: Int, columns: Int, empty: Record) {
        let missing = columns - rows[position].records.count
        guard missing > 0 else { return }
        rows[position].records.reserve(columns, limit: limit)
        for _ in 0..<missing { rows[position].records.append(empty) }
    }

    mutating func set(_ record: Record, _ column: Int, at position: Int) {
        rows[position].records[column] = record
    }

    /// Removes the record of a column at a step.
    mutating func clear(_ column: Int, at slot: Int64, _ empty: Record) {
        guard let position = row(slot), column < rows[position].records.count else { return }
        rows[position].records[column] = empty
    }

    /// Drops the rows of all steps after this one.
    mutating func drop(after slot: Int64) {
        for index in rows.indices where rows[index].slot > slot { rows[index].slot = .min }
        newest = min(newest, slot)
    }

    /// The record of a column at a step; nil where there is none.
    func record(_ column: Int, at slot: Int64) -> Record? {
        guard let position = row(slot), column < rows[position].records.count else { return nil }
        return rows[position].records[column]
    }

    /// The memory of the records, in bytes.
    var bytes: Int {
        rows.reduce(0) { $0 + $1.records.capacity * MemoryLayout<Record>.stride }
            + rows.capacity * MemoryLayout<Row>.stride
    }
}

extension Array {
    /// Makes the capacity at least `count`, at most `limit` beyond it: twice what it was, so that adding one
    /// by one does not copy the whole each time.
    mutating func reserve(_ count: Int, limit: Int) {
        if capacity < count { reserveCapacity(Swift.max(count, Swift.min(2 * capacity, limit))) }
    }
}

/// What a longer step keeps of a number: 16 bytes.
struct HistorySummary: Sendable, Hashable {
    /// Rounded down and up, so that the numbers are within.
    var minimum: Float = 0
    var maximum: Float = 0
    var mean: Float = 0
    /// How many numbers there were.
    var count: UInt32 = 0
}

/// The numbers of a step that is not over.
struct HistoryAccumulator: Sendable {
    var minimum = 0.0
    var maximum = 0.0
    var sum = 0.0
    var count: UInt32 = 0

    mutating func add(_ value: Double) {
        minimum = count == 0 ? value : min(minimum, value)
        maximum = count == 0 ? value : max(maximum, value)
        sum += value
        count += 1
    }

    /// The same with what was known of the step before.
    mutating func add(_ other: HistorySummary) {
        guard other.count > 0 else { return }
        minimum = count == 0 ? Double(other.minimum) : min(minimum, Double(other.minimum))
        maximum = count == 0 ? Double(other.maximum) : max(maximum, Double(other.maximum))
        sum += Double(other.mean) * Double(other.count)
        count += other.count
    }

    var summary: HistorySummary {
        guard count > 0 else { return HistorySummary() }
        let (low, high) = (Float(minimum), Float(maximum))
        return HistorySummary(
            minimum: Double(low) > minimum ? low.nextDown : low,
            maximum: Double(high) < maximum ? high.nextUp : high,
            mean: Float(sum / Double(count)), count: count)
    }
}
