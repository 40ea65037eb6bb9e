// The storage of one span: rows by time, each with a record of every column, so that a row is written in one
// go, and memory grows with what was recorded.

/// What a ring stores of a column at a step.
protocol HistoryRecord: Sendable {
    /// Whether rows that are complete are packed.
    static var isPacked: Bool { get }
    /// How many numbers there were; 0 of a record that is empty.
    var count: UInt32 { get }
    /// Whether it has the figures of another one, apart from the count.
    func matches(_ other: Self) -> Bool
    /// The same figures of so many numbers.
    func counting(_ count: UInt32) -> Self
}

extension Double: HistoryRecord {
    static var isPacked: Bool { false }
    var count: UInt32 { isNaN ? 0 : 1 }
    func matches(_ other: Double) -> Bool { self == other }
    func counting(_ count: UInt32) -> Double { self }
}

/// A row for each step of time, in a ring: a row's position is its step's number modulo the count.
///
/// Most numbers of a machine never change. A row of summaries that is complete is packed: a column whose
/// figures equal the column's reference has a bit instead of a record, and so has one without a record.
/// The reference is the first record of the column; another takes its place once no row refers to it.
struct HistoryRing<Record: HistoryRecord>: Sendable {
    struct Row: Sendable {
        /// The number of the step since 1970; `Int64.min` where there is none.
        var slot = Int64.min
        /// A record a column; columns that came later are missing. In a packed row, those that differ
        /// from the reference.
        var records: [Record] = []
        /// In a packed row, two words for each 64 columns: which equal the reference, and which have a
        /// record. Otherwise empty.
        var bits: [UInt64] = []
        /// In a packed row, the count of the columns that equal the reference.
        var count: UInt32 = 0
        /// In a packed row, how many columns it has.
        var width: UInt32 = 0
    }

    let stepNs: Int64
    let count: Int
    /// The highest number of columns.
    let limit: Int
    private(set) var rows: [Row]
    /// The newest step that was opened.
    private(set) var newest = Int64.min
    /// The position of the row that is not packed; nil where there is none, and while rows are restored.
    private var current: Int?
    private var isRestoring = false
    /// The reference of each column, and how many rows refer to it.
    private var references: [Record] = []
    private var uses: [UInt32] = []
    /// An array that is not in use: of the next row, or of the next packed one.
    private var spare: [Record] = []

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
        if let current, current != position { pack(current) }
        if rows[position].slot != slot {
            release(position)
            if Record.isPacked, !isRestoring { swap(&rows[position].records, &spare) }
            rows[position].slot = slot
            rows[position].records.removeAll(keepingCapacity: true)
            rows[position].records.reserveCapacity(columns)
        } else if !rows[position].bits.isEmpty {
            unpack(position, empty)
        }
        if Record.isPacked, !isRestoring { current = position }
        fill(position, columns: columns, empty: empty)
        return position
    }

    /// Adds the records of new columns to a row that is not packed.
    mutating func fill(_ position: Int, columns: Int, empty: Record) {
        let missing = columns - rows[position].records.count
        guard missing > 0 else { return }
        rows[position].records.reserve(columns, limit: limit)
        for _ in 0..<missing { rows[position].records.append(empty) }
    }

    /// Sets the record of a column in a row that was opened.
    mutating func set(_ record: Record, _ column: Int, at position: Int) {
        rows[position].records[column] = record
    }

    /// Removes the record of a column at a step.
    mutating func clear(_ column: Int, at slot: Int64, _ empty: Record) {
        guard let position = row(slot) else { return }
        if !rows[position].bits.isEmpty {
            _ = open(slot, columns: Int(rows[position].width), empty: empty)
        }
        guard column < rows[position].records.count else { return }
        rows[position].records[column] = empty
    }

    /// Drops the rows of all steps after this one.
    mutating func drop(after slot: Int64) {
        for index in rows.indices where rows[index].slot > slot {
            release(index)
            rows[index].slot = .min
            if current == index { current = nil }
        }
        newest = min(newest, slot)
    }

    /// The record of a column at a step; nil where there is none.
    func record(_ column: Int, at slot: Int64) -> Record? {
        guard let position = row(slot) else { return nil }
        if rows[position].bits.isEmpty {
            return column < rows[position].records.count ? rows[position].records[column] : nil
        }
        return packedRecord(column, at: position)
    }

    /// From now on, rows are opened in any order; ``endRestoring()`` packs them.
    mutating func beginRestoring() {
        isRestoring = Record.isPacked
        current = nil
    }

    /// Packs the rows but the newest.
    mutating func endRestoring() {
        isRestoring = false
        for slot in stride(from: oldest, to: newest, by: 1) {
            if let position = row(slot) { pack(position) }
        }
        current = Record.isPacked ? row(newest) : nil
    }

    /// The memory of the records, in bytes.
    var bytes: Int {
        let records = rows.reduce(spare.capacity + references.capacity) {
            $0 + $1.records.capacity
        }
        return records * MemoryLayout<Record>.stride
            + rows.reduce(0) { $0 + $1.bits.capacity } * MemoryLayout<UInt64>.stride
            + uses.capacity * MemoryLayout<UInt32>.stride
            + rows.capacity * MemoryLayout<Row>.stride
    }

    /// The most that ``bytes`` can become.
    static func bytesLimit(_ span: History.Span, limit: Int) -> Int {
        // The header of each row's arrays, and what an allocator rounds up.
        let row = MemoryLayout<Row>.stride + (isPacked ? 128 : 64)
        let dense = span.count * (limit * MemoryLayout<Record>.stride + row)
        guard isPacked else { return dense }
        let bits = span.count * (limit + 63) / 64 * 2 * MemoryLayout<UInt64>.stride
        let columns = limit * (2 * MemoryLayout<Record>.stride + MemoryLayout<UInt32>.stride)
        return dense + bits + columns
    }

    private static var isPacked: Bool { Record.isPacked }
}

// MARK: Packed rows

extension HistoryRing {
    private func packedRecord(_ column: Int, at position: Int) -> Record? {
        let (word, mask) = (column / 64 * 2, UInt64(1) << UInt64(column % 64))
        guard word < rows[position].bits.count else { return nil }
        if rows[position].bits[word] & mask != 0 {
            return references[column].counting(rows[position].count)
        }
        guard rows[position].bits[word + 1] & mask != 0 else { return nil }
        var before = (rows[position].bits[word + 1] & (mask - 1)).nonzeroBitCount
        for other in stride(from: 1, to: word, by: 2) {
            before += rows[position].bits[other].nonzeroBitCount
        }
        return rows[position].records[before]
    }

    private mutating func pack(_ position: Int) {
        current = nil
        guard Record.isPacked, rows[position].bits.isEmpty, !rows[position].records.isEmpty else {
            return
        }
        var count: UInt32 = 0
        for record in rows[position].records { count = max(count, record.count) }
        let width = rows[position].records.count
        rows[position].count = count
        rows[position].width = UInt32(width)
        rows[position].bits.reserveCapacity((width + 63) / 64 * 2)
        var stored = 0
        for column in 0..<width {
            if column % 64 == 0 {
                rows[position].bits.append(0)
                rows[position].bits.append(0)
            }
            let record = rows[position].records[column]
            guard record.count > 0 else { continue }
            let (word, mask) = (column / 64 * 2, UInt64(1) << UInt64(column % 64))
            if references.count <= column { extendReferences(to: width, record) }
            if uses[column] == 0 { references[column] = record }
            if record.count == count, record.matches(references[column]) {
                uses[column] += 1
                rows[position].bits[word] |= mask
            } else {
                rows[position].bits[word + 1] |= mask
                stored += 1
            }
        }
        keepStored(position, stored)
    }

    /// Replaces the records of a row by those that have their bit, in the spare array if its size suits.
    private mutating func keepStored(_ position: Int, _ stored: Int) {
        swap(&rows[position].records, &spare)
        if rows[position].records.capacity < stored
            || rows[position].records.capacity > stored + stored / 4 + 8
        {
            rows[position].records = []
            rows[position].records.reserveCapacity(stored)
        } else {
            rows[position].records.removeAll(keepingCapacity: true)
        }
        for column in spare.indices
        where rows[position].bits[column / 64 * 2 + 1] >> UInt64(column % 64) & 1 != 0 {
            rows[position].records.append(spare[column])
        }
        spare.removeAll(keepingCapacity: true)
    }

    private mutating func extendReferences(to columns: Int, _ record: Record) {
        references.reserve(columns, limit: limit)
        uses.reserve(columns, limit: limit)
        while references.count < columns {
            references.append(record)
            uses.append(0)
        }
    }

    /// Makes a packed row one with a record a column.
    private mutating func unpack(_ position: Int, _ empty: Record) {
        var records: [Record] = []
        records.reserveCapacity(Int(rows[position].width))
        for column in 0..<Int(rows[position].width) {
            records.append(packedRecord(column, at: position) ?? empty)
        }
        release(position)
        rows[position].records = records
    }

    /// The row refers to no column any more.
    private mutating func release(_ position: Int) {
        for word in stride(from: 0, to: rows[position].bits.count, by: 2) {
            var rest = rows[position].bits[word]
            while rest != 0 {
                uses[word * 32 + rest.trailingZeroBitCount] -= 1
                rest &= rest - 1
            }
        }
        rows[position].bits.removeAll(keepingCapacity: true)
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
struct HistorySummary: Sendable, Hashable, HistoryRecord {
    static var isPacked: Bool { true }

    /// Rounded down and up, so that the numbers are within.
    var minimum: Float = 0
    var maximum: Float = 0
    var mean: Float = 0
    /// How many numbers there were.
    var count: UInt32 = 0

    func matches(_ other: HistorySummary) -> Bool {
        minimum == other.minimum && maximum == other.maximum && mean == other.mean
    }

    func counting(_ count: UInt32) -> HistorySummary {
        HistorySummary(minimum: minimum, maximum: maximum, mean: mean, count: count)
    }
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
