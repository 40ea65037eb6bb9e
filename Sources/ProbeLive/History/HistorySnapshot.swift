public import Probe

// The binary snapshot of a history.
//
//     snapshot = block(header) block(series)*
//     block    = "PBLK" type length crc payload
//     type     = byte: 1 header, 2 series
//     length   = 4 bytes, little-endian: of the payload
//     crc      = 4 bytes, little-endian: CRC-32C of type, length and payload
//     header   = version span-count (step-ns count)* series-limit newest-ns series-count
//     series   = section name label-count (name kind value)* unit kind flags began-ns last-ns
//                span-count records*
//     records  = run-count (distance length)* value*
//
// Whole numbers are LEB128, signed ones in zigzag form; a text is its length and its bytes. A run is a
// sequence of steps that follow each other; its distance is from the end of the run before. A value is XORed
// with the one before it: a byte with the number of significant bytes (low half) and of zero bytes below them
// (high half), then the significant bytes. A number that does not change costs one byte.
//
// A reader looks for the next "PBLK" behind a block that is damaged, so that a cut or damaged file loses the
// series of those blocks only.

extension History {
    /// Why bytes are not a snapshot that can be read.
    public enum SnapshotError: Error, Sendable, Hashable {
        /// They do not begin with the block of a snapshot.
        case notASnapshot
        /// A later version of Probe wrote them.
        case unknownVersion(Int)
        /// The first block, which describes the others, is cut or damaged.
        case damagedHeader
    }

    /// The history as bytes, for ``init(snapshot:lostSeries:fields:)``: compact, versioned, and with a checksum
    /// for each series. A few bytes a record where numbers change little.
    public func snapshot() -> [UInt8] {
        let archive = archive
        var header = SnapshotWriter()
        header.add(UInt64(HistorySnapshot.version))
        header.add(UInt64(archive.spans.count))
        for span in archive.spans {
            header.add(UInt64(span.stepNs))
            header.add(UInt64(span.count))
        }
        header.add(UInt64(archive.seriesLimit))
        header.add(signed: archive.newestNs)
        header.add(UInt64(archive.series.count))
        var bytes: [UInt8] = []
        HistorySnapshot.append(1, header.bytes, to: &bytes)
        var writer = SnapshotWriter()
        for item in archive.series {
            writer.bytes.removeAll(keepingCapacity: true)
            writer.add(item)
            HistorySnapshot.append(2, writer.bytes, to: &bytes)
        }
        return bytes
    }

    /// The history of a snapshot. A cut or damaged one gives the series that are whole; `lostSeries` is set to
    /// the number of the others. Throws where there is no whole header.
    ///
    /// Recording goes on where it ended; the time in between is a gap. `fields` chooses what is recorded from
    /// now on, as in ``init(spans:seriesLimit:fields:)``.
    public init(
        snapshot bytes: [UInt8], lostSeries: inout Int,
        fields: @escaping @Sendable (Sample.Section, Sample.Field) -> Bool = { _, _ in true }
    ) throws(SnapshotError) {
        var blocks = SnapshotBlocks(bytes)
        guard blocks.isAtBlock else { throw .notASnapshot }
        guard let (type, payload) = blocks.next(), type == 1, payload.lowerBound == 13 else {
            throw .damagedHeader
        }
        var reader = SnapshotReader(bytes, payload)
        guard let version = reader.number() else { throw .damagedHeader }
        guard version == UInt64(HistorySnapshot.version) else {
            throw .unknownVersion(Int(clamping: version))
        }
        var archive = HistoryArchive()
        guard let spans = reader.number(), spans <= 16 else { throw .damagedHeader }
        for _ in 0..<spans {
            guard let stepNs = reader.number(), let count = reader.number() else {
                throw .damagedHeader
            }
            archive.spans.append(Span(stepNs: Int64(clamping: stepNs), count: Int(clamping: count)))
        }
        guard let limit = reader.number(), let newestNs = reader.signed(),
            let count = reader.number()
        else { throw .damagedHeader }
        (archive.seriesLimit, archive.newestNs) = (Int(clamping: limit), newestNs)
        while let (type, payload) = blocks.next() {
            var reader = SnapshotReader(bytes, payload)
            if type == 2, let item = reader.item(spans: archive.spans) {
                archive.series.append(item)
            }
        }
        self.init(archive, fields: fields)
        lostSeries = max(0, Int(clamping: count) - columns.count)
    }

    /// The history of a snapshot, as ``init(snapshot:lostSeries:fields:)``.
    public init(
        snapshot bytes: [UInt8],
        fields: @escaping @Sendable (Sample.Section, Sample.Field) -> Bool = { _, _ in true }
    ) throws(SnapshotError) {
        var lost = 0
        try self.init(snapshot: bytes, lostSeries: &lost, fields: fields)
    }
}

enum HistorySnapshot {
    static let version = 1
    static let marker: [UInt8] = [0x50, 0x42, 0x4C, 0x4B]
    /// Marker, type, length and checksum.
    static let headerBytes = 13

    static func append(_ type: UInt8, _ payload: [UInt8], to bytes: inout [UInt8]) {
        let length = littleEndian(UInt32(payload.count))
        var sum = CRC32C()
        sum.add(type)
        for byte in length { sum.add(byte) }
        for byte in payload { sum.add(byte) }
        bytes += marker
        bytes.append(type)
        bytes += length
        bytes += littleEndian(sum.value)
        bytes += payload
    }

    private static func littleEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
}

/// Finds the whole blocks of a snapshot.
struct SnapshotBlocks {
    private let bytes: [UInt8]
    private var position = 0
    /// Each damaged block costs the checksum of up to the whole rest.
    private var attemptsLeft = 1000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a block begins here.
    var isAtBlock: Bool {
        position + HistorySnapshot.headerBytes <= bytes.count
            && bytes[position..<position + 4].elementsEqual(HistorySnapshot.marker)
    }

    /// The type of the next whole block, and where its payload is; nil where there is none.
    mutating func next() -> (UInt8, Range<Int>)? {
        while position + HistorySnapshot.headerBytes <= bytes.count, attemptsLeft > 0 {
            if isAtBlock, let block = whole() {
                position = block.1.upperBound
                return block
            }
            position += 1
        }
        return nil
    }

    private mutating func whole() -> (UInt8, Range<Int>)? {
        let start = position + HistorySnapshot.headerBytes
        let length = Int(number(at: position + 5))
        guard length <= bytes.count - start else { return nil }
        var sum = CRC32C()
        for index in position + 4..<position + 9 { sum.add(bytes[index]) }
        for index in start..<start + length { sum.add(bytes[index]) }
        guard sum.value == number(at: position + 9) else {
            attemptsLeft -= 1
            return nil
        }
        return (bytes[position + 4], start..<start + length)
    }

    private func number(at index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << (8 * UInt32($1)) }
    }
}

struct SnapshotWriter {
    var bytes: [UInt8] = []

    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(signed number: Int64) {
        add(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    mutating func add(_ text: [UInt8]) {
        add(UInt64(text.count))
        bytes += text
    }

    mutating func add(_ text: String) {
        add([UInt8](text.utf8))
    }

    mutating func add(_ item: HistoryArchive.Item) {
        let series = item.series
        add(series.key.section.rawValue)
        add(series.key.name)
        add(UInt64(series.key.labels.count))
        for label in series.key.labels {
            add(label.name)
            switch label.value {
            case .number(let number):
                bytes.append(0)
                add(signed: Int64(number))
            case .name(let name):
                bytes.append(1)
                add(name.bytes)
            }
        }
        add(series.unit.rawValue)
        add(series.kind.rawValue)
        bytes.append((series.isPerSecond ? 1 : 0) | (series.isLive ? 2 : 0))
        add(signed: series.beganNs)
        add(signed: series.lastNs)
        add(UInt64(item.records.count))
        for records in item.records { add(records) }
    }

    private mutating func add(_ records: HistoryArchive.Records) {
        var runs: [(first: Int64, length: Int64)] = []
        for slot in records.slots {
            if let last = runs.last, last.first + last.length == slot {
                runs[runs.count - 1].length += 1
            } else {
                runs.append((slot, 1))
            }
        }
        add(UInt64(runs.count))
        var end: Int64 = 0
        for run in runs {
            add(signed: run.first - end)
            add(UInt64(run.length))
            end = run.first + run.length
        }
        var before: UInt64 = 0
        for value in records.values { add(xored: value.bitPattern, &before) }
        var (low, mean, high): (UInt64, UInt64, UInt64) = (0, 0, 0)
        for summary in records.summaries {
            add(xored: UInt64(summary.minimum.bitPattern), &low)
            add(xored: UInt64(summary.mean.bitPattern), &mean)
            add(xored: UInt64(summary.maximum.bitPattern), &high)
            add(UInt64(summary.count))
        }
    }

    private mutating func add(xored bits: UInt64, _ before: inout UInt64) {
        let change = bits ^ before
        before = bits
        let zeros = change == 0 ? 0 : change.trailingZeroBitCount / 8
        let length = change == 0 ? 0 : 8 - change.leadingZeroBitCount / 8 - zeros
        bytes.append(UInt8(zeros << 4 | length))
        for index in 0..<length {
            bytes.append(UInt8(truncatingIfNeeded: change >> UInt64(8 * (zeros + index))))
        }
    }
}

/// Reads what a `SnapshotWriter` wrote; nil where the payload is not of that form.
struct SnapshotReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        (position, end) = (range.lowerBound, range.upperBound)
    }

    mutating func byte() -> UInt8? {
        guard position < end else { return nil }
        position += 1
        return bytes[position - 1]
    }

    mutating func number() -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = byte() else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        return nil
    }

    mutating func signed() -> Int64? {
        number().map { Int64(bitPattern: $0 >> 1) ^ -Int64($0 & 1) }
    }

    mutating func text() -> [UInt8]? {
        guard let count = number(), count <= UInt64(end - position) else { return nil }
        defer { position += Int(count) }
        return [UInt8](bytes[position..<position + Int(count)])
    }

    mutating func word() -> String? {
        text().map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func item(spans: [History.Span]) -> HistoryArchive.Item? {
        guard let section = word().flatMap({ Sample.Section(rawValue: $0) }), let name = word(),
            let count = number(), count <= 16
        else { return nil }
        var labels: [History.Label] = []
        for _ in 0..<count {
            guard let label = word(), let kind = byte() else { return nil }
            if kind == 0 {
                guard let value = signed() else { return nil }
                labels.append(History.Label(name: label, value: .number(Int(value))))
            } else {
                guard let value = text() else { return nil }
                labels.append(History.Label(name: label, value: .name(KernelName(bytes: value))))
            }
        }
        guard let unit = word().flatMap({ Sample.Field.Unit(rawValue: $0) }),
            let kind = word().flatMap({ Sample.Field.Kind(rawValue: $0) }), let flags = byte(),
            let beganNs = signed(), let lastNs = signed(), let records = number(),
            records == UInt64(spans.count)
        else { return nil }
        var item = HistoryArchive.Item(
            series: History.Series(
                key: History.Key(section, name, labels), unit: unit, isPerSecond: flags & 1 != 0,
                kind: kind, beganNs: beganNs, lastNs: lastNs, isLive: flags & 2 != 0))
        for (index, span) in spans.enumerated() {
            guard let records = self.records(span, isFirst: index == 0) else { return nil }
            item.records.append(records)
        }
        return item
    }

    private mutating func records(_ span: History.Span, isFirst: Bool) -> HistoryArchive.Records? {
        guard let runs = number(), runs <= UInt64(span.count) else { return nil }
        var records = HistoryArchive.Records()
        var slot: Int64 = 0
        for _ in 0..<runs {
            guard let distance = signed(), let length = number(),
                length <= UInt64(span.count - records.slots.count)
            else { return nil }
            let (first, isFar) = slot.addingReportingOverflow(distance)
            let (next, isLong) = first.addingReportingOverflow(Int64(length))
            guard !isFar, !isLong else { return nil }
            for one in first..<next { records.slots.append(one) }
            slot = next
        }
        var before: UInt64 = 0
        var (low, mean, high): (UInt64, UInt64, UInt64) = (0, 0, 0)
        for _ in records.slots {
            if isFirst {
                guard let bits = xored(&before) else { return nil }
                records.values.append(Double(bitPattern: bits))
                continue
            }
            guard let minimum = xored(&low), let average = xored(&mean), let maximum = xored(&high),
                let count = number(), let count = UInt32(exactly: count)
            else { return nil }
            records.summaries.append(
                HistorySummary(
                    minimum: Float(bitPattern: UInt32(truncatingIfNeeded: minimum)),
                    maximum: Float(bitPattern: UInt32(truncatingIfNeeded: maximum)),
                    mean: Float(bitPattern: UInt32(truncatingIfNeeded: average)), count: count))
        }
        return records
    }

    private mutating func xored(_ before: inout UInt64) -> UInt64? {
        guard let control = byte() else { return nil }
        let (zeros, length) = (Int(control >> 4), Int(control & 15))
        guard zeros + length <= 8 else { return nil }
        for index in 0..<length {
            guard let byte = byte() else { return nil }
            before ^= UInt64(byte) << UInt64(8 * (zeros + index))
        }
        return before
    }
}

/// The checksum of Castagnoli, as iSCSI, ext4 and Btrfs have it.
struct CRC32C {
    private var rest: UInt32 = .max

    var value: UInt32 { ~rest }

    mutating func add(_ byte: UInt8) {
        rest = Self.table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ (rest >> 8)
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { rest, _ in
            rest & 1 == 1 ? 0x82F6_3B78 ^ (rest >> 1) : rest >> 1
        }
    }
}
