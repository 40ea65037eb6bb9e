import Foundation
import Probe
import ProbeLive
import Testing

private let second: Int64 = 1_000_000_000
/// A whole day since 1970, at which a step of every span begins.
private let day: Int64 = 20_000 * 86_400 * second

/// Ticks with a value of memory and disks by name.
private func tick(
    at timeNs: Int64, available: Int64? = nil, disks: [String: Int64] = [:],
    diskError: Bool = false, sections: Sample.Sections = [.memory, .disk]
) -> Tick {
    var sample = Sample()
    sample.wallTimeNs = timeNs
    var memory = Memory()
    memory.availableBytes = available
    sample.memory = .value(memory)
    var disk = Disk()
    disk.devices = disks.sorted { $0.key < $1.key }.map { name, reads in
        var device = DiskDevice(name: KernelName(name))
        device.counters.reads = reads
        return device
    }
    sample.disk =
        diskError ? .error(ProbeError(code: .denied, source: "/proc/diskstats")) : .value(disk)
    return Tick(sample, sections: sections)
}

private let available = History.Key(.memory, "available_bytes")
private func reads(_ device: String) -> History.Key {
    History.Key(.disk, "reads", ["device": .name(KernelName(device))])
}

private func isWanted(_ section: Sample.Section, _ field: Sample.Field) -> Bool {
    section == .memory && field.name == "available_bytes"
        || section == .disk && field.name == "reads"
}

@Suite("A history")
struct HistoryTests {
    func history(_ spans: [History.Span] = History.Span.usual, limit: Int = 100) -> History {
        History(spans: spans, seriesLimit: limit, fields: isWanted)
    }

    @Test("The shortest steps keep the numbers themselves")
    func values() {
        var history = history()
        // More digits than a float has.
        for step in 0..<5 {
            history.record(
                tick(at: day + Int64(step) * second, available: 123_456_789_012 + Int64(step)))
        }
        let points = history.points(of: available, from: day)
        #expect(points.map { $0.mean } == (0..<5).map { 123_456_789_012 + Double($0) })
        #expect(points.map { $0.timeNs } == (0..<5).map { day + $0 * second })
        #expect(
            points.allSatisfy { $0.count == 1 && $0.minimum == $0.mean && $0.lengthNs == second })
        #expect(
            history.points(of: available, from: day + second, through: day + 2 * second).count == 2)
        #expect(history.points(of: reads("vda")).isEmpty && history.series(reads("vda")) == nil)
    }

    @Test("Longer steps keep minimum, mean, maximum and count, also of the step that is not over")
    func summaries() {
        var history = history()
        for step in 0..<25 {
            history.record(tick(at: day + Int64(step) * second, available: Int64(step * step)))
        }
        let points = history.points(of: available, from: day, stepNs: 10 * second)
        #expect(points.map { $0.count } == [10, 10, 5])
        #expect(points.map { $0.minimum } == [0, 100, 400])
        #expect(points.map { $0.maximum } == [81, 361, 576])
        #expect(points.map { $0.mean } == [28.5, 218.5, 486])
        let minute = history.points(of: available, stepNs: 60 * second)
        #expect(minute.map { $0.count } == [25] && minute.first?.mean == 196)
        #expect(history.summary(of: available, from: day)?.mean == 196)
        #expect(history.points(of: available, stepNs: 7).isEmpty)
    }

    @Test("Minimum and maximum of a longer step enclose the numbers, whose last digits are lost")
    func rounding() throws {
        var history = history()
        let value: Int64 = 123_456_789_013
        history.record(tick(at: day, available: value))
        history.record(tick(at: day + 60 * second, available: 1))
        let point = try #require(history.points(of: available, stepNs: 10 * second).first)
        #expect(point.minimum <= Double(value) && point.maximum >= Double(value))
        #expect(point.maximum - point.minimum <= Double(value) / 8_000_000)
    }

    @Test("A query uses the shortest steps that reach back far enough")
    func spans() {
        var history = history()
        for step in 0..<1080 {
            history.record(tick(at: day + Int64(step) * 10 * second, available: 5))
        }
        let now = history.newestNs
        func step(_ back: Int64) -> Int64? {
            history.points(of: available, from: now - back * second).first?.lengthNs
        }
        #expect([step(0), step(590), step(599)] == [second, second, second])
        #expect([step(600), step(7190)] == [10 * second, 10 * second])
        #expect([step(7200), step(1_000_000)] == [60 * second, 60 * second])
        // Of 10-second ticks the span of a second has ten minutes, too.
        #expect(history.points(of: available, stepNs: second).count == 60)
        #expect(history.points(of: available, stepNs: 10 * second).count == 720)
        #expect(history.points(of: available).count == 180)
    }

    @Test("Nothing is made up for a gap, and unknown numbers are in no record")
    func gaps() {
        var history = history()
        history.record(tick(at: day, available: 1))
        history.record(tick(at: day + second, available: nil))
        history.record(tick(at: day + 400 * second, available: 3))
        #expect(
            history.points(of: available, stepNs: second).map { $0.timeNs - day } == [
                0, 400 * second,
            ])
        let tens = history.points(of: available, stepNs: 10 * second)
        #expect(tens.map { $0.count } == [1, 1] && tens.last?.timeNs == day + 400 * second)
        // A pause longer than the ring leaves nothing of what was there.
        history.record(tick(at: day + 100_000 * second, available: 4))
        #expect(history.points(of: available, stepNs: second).map { $0.mean } == [4])
        #expect(history.points(of: available, stepNs: 10 * second).map { $0.mean } == [4])
        #expect(history.points(of: available, stepNs: 60 * second).map { $0.count } == [1, 1, 1])
    }

    @Test("The series of a device that went ends, and one that came begins")
    func devices() throws {
        var history = history()
        history.record(tick(at: day, disks: ["sda": 1, "sdb": 2]))
        history.record(tick(at: day + second, disks: ["sdb": 3, "sdc": 4]))
        history.record(tick(at: day + 2 * second, disks: ["sdb": 5, "sdc": 6]))
        let a = try #require(history.series(reads("sda")))
        #expect(!a.isLive && a.beganNs == day && a.lastNs == day)
        let c = try #require(history.series(reads("sdc")))
        #expect(c.isLive && c.beganNs == day + second && c.lastNs == day + 2 * second)
        #expect(c.unit == .count && c.kind == .counter && !c.isPerSecond)
        #expect(history.points(of: reads("sda"), stepNs: second).map { $0.mean } == [1])
        #expect(history.points(of: reads("sdb"), stepNs: second).map { $0.mean } == [2, 3, 5])
        #expect(history.points(of: reads("sdc"), stepNs: second).map { $0.mean } == [4, 6])
        #expect(history.series(.disk, "reads").count == 3)
        // It comes back: the same series goes on.
        history.record(tick(at: day + 3 * second, disks: ["sda": 7, "sdb": 8, "sdc": 9]))
        #expect(history.series(reads("sda"))?.isLive == true)
        #expect(history.points(of: reads("sda"), stepNs: second).map { $0.mean } == [1, 7])
    }

    @Test("A section that fails, or is not read each time, ends nothing")
    func failures() {
        var history = history()
        history.record(tick(at: day, disks: ["sda": 1]))
        history.record(tick(at: day + second, diskError: true))
        #expect(history.series(reads("sda"))?.isLive == true)
        history.record(tick(at: day + 2 * second, sections: .memory))
        #expect(history.series(reads("sda"))?.isLive == true)
        history.record(tick(at: day + 3 * second))
        #expect(history.series(reads("sda"))?.isLive == false)
    }

    @Test("A limit bounds the series: ended ones make way, what exceeds it is counted")
    func limit() {
        var history = history(limit: 3)
        history.record(tick(at: day, available: 1, disks: ["a": 1, "b": 2, "c": 3, "d": 4]))
        #expect(history.series.count == 3 && history.unrecorded == 2)
        history.record(tick(at: day + second, available: 1, disks: ["a": 1, "b": 2, "c": 3]))
        #expect(history.unrecorded == 1 && history.dropped == 0)
        // b ends; the next tick gives its place to c, without b's numbers.
        history.record(tick(at: day + 2 * second, available: 1, disks: ["a": 1, "c": 30]))
        #expect(history.unrecorded == 1)
        history.record(tick(at: day + 3 * second, available: 1, disks: ["a": 1, "c": 31]))
        #expect(history.unrecorded == 0 && history.dropped == 1)
        #expect(history.points(of: reads("b")).isEmpty && history.series(reads("b")) == nil)
        #expect(history.points(of: reads("c"), stepNs: second).map { $0.mean } == [31])
        let tens = history.points(of: reads("c"), stepNs: 10 * second)
        #expect(tens.map { $0.minimum } == [31] && tens.map { $0.count } == [1])
    }

    @Test("Memory stays below what was stated, and does not grow once the spans are full")
    func memory() {
        let spans = [
            History.Span(stepNs: second, count: 20), History.Span(stepNs: 4 * second, count: 10),
        ]
        var history = history(spans, limit: 8)
        var full = 0
        for step in 0..<400 {
            let disks = Dictionary(
                uniqueKeysWithValues: (0..<12).map { ("d\((step / 30 + $0) % 25)", Int64($0)) })
            history.record(tick(at: day + Int64(step) * second, available: 1, disks: disks))
            if step == 200 { full = history.bytes }
            #expect(history.bytes <= history.bytesLimit)
        }
        #expect(history.bytes <= full + 1280 && history.series.count <= 8 && history.dropped > 0)
        // 62,400 bytes a series, 64 for the step that is not over, a quarter of a byte a row, and twice
        // 36 for references; and the rows themselves.
        let series = 62_464 + 3600 / 4 + 2 * 36
        let limit = History().bytesLimit
        #expect(limit > 2048 * series && limit < 2048 * series + 4200 * 200)
        #expect(limit < 131_000_000)
    }

    @Test("Numbers that do not change need a fraction of the memory, and are the same")
    func steady() {
        let spans = [
            History.Span(stepNs: second, count: 10), History.Span(stepNs: 4 * second, count: 50),
        ]
        func record(_ value: (Int, Int) -> Int64) -> History {
            var history = history(spans, limit: 200)
            for step in 0..<240 {
                let disks = Dictionary(
                    uniqueKeysWithValues: (0..<150).map { ("d\($0)", value($0, step)) })
                history.record(tick(at: day + Int64(step) * second, available: 1, disks: disks))
            }
            return history
        }
        let steady = record { disk, step in disk < 15 ? Int64(step) : Int64(disk) }
        let moving = record { disk, step in Int64(disk + step) }
        #expect(moving.bytes <= moving.bytesLimit)
        #expect(steady.bytes < moving.bytes * 3 / 10)
        for disk in [0, 14, 15, 64, 127, 128, 149] {
            let points = steady.points(of: reads("d\(disk)"), stepNs: 4 * second)
            #expect(points.count == 50 && points.allSatisfy { $0.count == 4 })
            let wanted = points.map { Double($0.timeNs - day) / Double(second) }
            #expect(
                points.map { $0.minimum } == (disk < 15 ? wanted : wanted.map { _ in Double(disk) })
            )
            #expect(
                points.map { $0.maximum }
                    == (disk < 15 ? wanted.map { $0 + 3 } : wanted.map { _ in Double(disk) }))
        }
        // What was stored and read again is as small.
        let restored = try? History(snapshot: steady.snapshot())
        #expect(restored.map { $0.bytes < steady.bytes * 11 / 10 } == true)
        #expect(
            restored?.points(of: reads("d14"), stepNs: 4 * second)
                == steady.points(of: reads("d14"), stepNs: 4 * second))
    }

    @Test(
        "Packed rows say what was recorded: steady, changed, unknown, gone, with gaps, set back",
        arguments: [0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB] as [UInt64]
    )
    func packed(first: UInt64) {
        let spans = [
            History.Span(stepNs: second, count: 4), History.Span(stepNs: 4 * second, count: 25),
        ]
        var history = history(spans, limit: 100)
        var recorded: [String: [(Int64, Int64)]] = [:]
        var now: Int64 = 0
        // The step whose row has a place in the ring: another one took the place of the step before.
        var places: [Int64: Int64] = [:]
        var seed = first
        func next(_ below: Int) -> Int {
            seed ^= seed << 13
            seed ^= seed >> 7
            seed ^= seed << 17
            return Int(seed % UInt64(below))
        }
        for step in 0..<600 {
            now += next(20) == 0 ? Int64(next(30)) : 1
            if step > 0, next(150) == 0 {
                now -= min(now, Int64(next(20)))
                for disk in recorded.keys { recorded[disk]?.removeAll { $0.0 / 4 > now / 4 } }
            }
            var disks: [String: Int64] = [:]
            for disk in 0..<70 {
                guard disk % 10 != 9 || (step / 40 + disk) % 3 != 0 else { continue }
                let value = disk % 3 == 0 ? 7 : disk % 3 == 1 ? Int64(step / 100) : Int64(next(50))
                disks["d\(disk)"] = value
                recorded["d\(disk)", default: []].append((now, value))
            }
            history.record(tick(at: day + now * second, available: 1, disks: disks))
            places[now / 4 % 25] = now / 4
            guard step % 50 == 49 else { continue }
            for disk in [0, 1, 2, 9, 19, 29, 63, 64, 65, 66, 69] {
                let oldest = now / 4 - 24
                var wanted: [Int64: [Int64]] = [:]
                for (time, value) in recorded["d\(disk)"] ?? []
                where time / 4 >= oldest && places[time / 4 % 25] == time / 4 {
                    wanted[time / 4, default: []].append(value)
                }
                let points = history.points(of: reads("d\(disk)"), stepNs: 4 * second)
                #expect(
                    points.map { ($0.timeNs - day) / second / 4 } == wanted.keys.sorted(),
                    "disk \(disk), step \(step), seed \(first)")
                for point in points {
                    let values = wanted[(point.timeNs - day) / second / 4] ?? []
                    #expect(
                        point.count == values.count
                            && point.minimum == values.min().map { Double($0) }
                            && point.maximum == values.max().map { Double($0) })
                }
            }
        }
    }

    @Test("A clock that is set back drops what is later, and the rest stays")
    func clockBack() {
        var history = history()
        for step in 0..<30 {
            history.record(tick(at: day + Int64(step) * second, available: Int64(step)))
        }
        history.record(tick(at: day + 15 * second, available: 100))
        history.record(tick(at: day + 16 * second, available: 101))
        #expect(history.clockSteps == 1)
        #expect(
            history.points(of: available, stepNs: second).map { $0.mean } == (0..<15).map(
                Double.init) + [100, 101])
        let tens = history.points(of: available, stepNs: 10 * second)
        #expect(tens.first?.count == 10 && tens.last?.maximum == 101 && tens.count == 2)
        // None of what was dropped returns once its time has come again.
        history.record(tick(at: day + 29 * second, available: 7))
        #expect(
            history.points(of: available, from: day + 17 * second, stepNs: second).map { $0.mean }
                == [7])
    }

    @Test("Percentiles are nearest ranks")
    func percentiles() {
        var history = history()
        for step in 0..<100 {
            // 1 to 100 in another order.
            history.record(
                tick(at: day + Int64(step) * second, available: Int64(step * 37 % 100 + 1)))
        }
        func percentile(_ percent: Double) -> Double? {
            history.percentile(percent, of: available, stepNs: second)
        }
        #expect([0, 1, 7, 50, 95, 99, 100].map(percentile) == [1, 1, 7, 50, 95, 99, 100])
        #expect(percentile(50.5) == 51 && percentile(200) == 100 && percentile(.nan) == nil)
        #expect(history.percentile(50, of: reads("none")) == nil)
        // The last ten seconds, with the second at their start.
        let last = history.points(of: available, last: .seconds(10))
        #expect(last.count == 11 && last == history.points(of: available, from: day + 89 * second))
        #expect(
            history.summary(of: available, last: .seconds(10))?.maximum
                == last.map { $0.maximum }.max())
        #expect(
            history.percentile(100, of: available, last: .seconds(10))
                == last.map { $0.mean }.max())
        let all = history.points(of: available, last: .seconds(Int64.max))
        #expect(!all.isEmpty && all == history.points(of: available))
    }

    @Test("All fields of a real sample and its rates are recorded, and equal what was sampled")
    func everything() throws {
        var ticker = Ticker(try Collector(), everyNs: second)
        var history = History()
        var last = ticker.take(nowNs: 0)
        for step in 1...3 {
            last = ticker.take(nowNs: Int64(step) * second)
            history.record(last)
        }
        #expect(history.unrecorded == 0)
        var count = 0
        func check(
            _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
            _ value: Sample.Field.Value?
        ) {
            guard field.kind != .label else { return }
            let key = History.Key(
                section, "\(field.name)",
                labels.map { label in
                    switch label.value {
                    case .number(let number):
                        History.Label(name: "\(label.name)", value: .number(number))
                    case .name(let name): History.Label(name: "\(label.name)", value: .name(name))
                    case .word(let word):
                        History.Label(name: "\(label.name)", value: .name(KernelName("\(word)")))
                    }
                })
            count += 1
            let recorded = history.points(of: key, from: last.wallTimeNs, stepNs: second).last?.mean
            // A number that is not known now leaves that of an earlier tick of the same second.
            if let value, recorded != value.double {
                Issue.record("\(key): \(String(describing: recorded))")
            }
        }
        last.sample.forEachField(check)
        last.rates.forEachField(check)
        #expect(count == history.series.filter { $0.isLive }.count)
    }

    @Test("A copy is a snapshot")
    func copies() {
        var history = history()
        history.record(tick(at: day, available: 1))
        let copy = history
        history.record(tick(at: day + second, available: 2))
        #expect(copy.points(of: available, stepNs: second).count == 1)
        #expect(history.points(of: available, stepNs: second).count == 2)
    }
}

@Suite("A stored history")
struct HistorySnapshotTests {
    /// Some minutes of three series, one of which ended; steps are missing.
    func made() -> History { Self.made }

    static let made: History = {
        var history = History(fields: isWanted)
        for step in 0..<700 where step % 100 > 3 {
            let disks: [String: Int64] =
                step < 350 ? ["sda": 7, "sd\u{fc}": Int64(step * step)] : ["sda": 7]
            history.record(
                tick(
                    at: day + Int64(step) * 2 * second,
                    available: step % 17 == 0 ? nil : Int64(step % 23) << 30,
                    disks: disks))
        }
        return history
    }()

    func expectEqual(_ a: History, _ b: History) {
        #expect(a.series == b.series && a.newestNs == b.newestNs && a.spans == b.spans)
        for series in a.series {
            for span in a.spans {
                let points = [a, b].map { $0.points(of: series.key, stepNs: span.stepNs) }
                #expect(points[0].count == points[1].count)
                for (one, other) in zip(points[0], points[1]) {
                    #expect(one.timeNs == other.timeNs && one.count == other.count)
                    #expect(abs(one.mean - other.mean) <= abs(one.mean) * 1e-7)
                    #expect(one.minimum == other.minimum || other.minimum <= one.minimum)
                    #expect(one.maximum == other.maximum || other.maximum >= one.maximum)
                }
            }
        }
    }

    @Test("A snapshot is read back, and recording goes on in the same steps")
    func roundTrip() throws {
        var history = made()
        var restored = try History(snapshot: history.snapshot(), fields: isWanted)
        expectEqual(history, restored)
        for step in 700..<740 {
            let next = tick(at: day + Int64(step) * 2 * second, available: 9, disks: ["sda": 8])
            history.record(next)
            restored.record(next)
        }
        expectEqual(history, restored)
    }

    @Test("A snapshot is compact")
    func compact() {
        let history = made()
        let records = history.series.reduce(0) { sum, series in
            history.spans.reduce(sum) {
                $0 + history.points(of: series.key, stepNs: $1.stepNs).count
            }
        }
        #expect(records > 700)
        #expect(history.snapshot().count < records * 10)
    }

    @Test("A cut snapshot loses what was cut, and no cut is a crash or a wrong number")
    func cut() throws {
        let history = made()
        let bytes = history.snapshot()
        var before = 0
        for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 150)) {
            var lost = -1
            guard let restored = try? History(snapshot: Array(bytes[..<length]), lostSeries: &lost)
            else {
                #expect(length < 100)
                continue
            }
            let count = restored.series.count
            #expect(count >= before && count + lost == history.series.count)
            before = count
            for series in restored.series {
                #expect(history.series(series.key) == series)
                #expect(
                    history.points(of: series.key, stepNs: second)
                        == restored.points(of: series.key, stepNs: second))
            }
        }
        #expect(before >= history.series.count - 1)
    }

    @Test("A damaged byte costs one series at most")
    func damaged() throws {
        let history = made()
        let bytes = history.snapshot()
        for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            var copy = bytes
            copy[index] ^= 0x10
            var lost = -1
            guard let restored = try? History(snapshot: copy, lostSeries: &lost) else {
                #expect(index < 100)
                continue
            }
            #expect(lost <= 1 && restored.series.count + lost == history.series.count)
        }
    }

    @Test("What is no snapshot is an error")
    func errors() {
        func error(_ bytes: [UInt8]) -> History.SnapshotError? {
            do throws(History.SnapshotError) {
                _ = try History(snapshot: bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(error([]) == .notASnapshot && error(Array("{}".utf8)) == .notASnapshot)
        let bytes = History().snapshot()
        #expect(error(bytes) == nil)
        #expect(error(Array(bytes.dropLast())) == .damagedHeader)
        // Random bytes behind a good header.
        var random = SystemRandomNumberGenerator()
        let noise = (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(error(bytes + noise) == nil)
        let markers = (0..<3000).flatMap { _ in
            [0x50, 0x42, 0x4C, 0x4B, 2, 0, 16, 0, 0, 1, 2, 3, 4] as [UInt8]
        }
        #expect(error(bytes + markers) == nil)
    }

    @Test("A later version is reported as such")
    func version() {
        // The header's block of version 2, with its checksum.
        let header: [UInt8] = [2]
        #expect(crc32c(Array("123456789".utf8)) == 0xE306_9283)
        let head: [UInt8] = [1, 1, 0, 0, 0]
        let sum = crc32c(head + header)
        let bytes =
            Array("PBLK".utf8) + head
            + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } + header
        #expect(throws: History.SnapshotError.unknownVersion(2)) { try History(snapshot: bytes) }
    }

    /// The checksum, bit by bit.
    func crc32c(_ bytes: [UInt8]) -> UInt32 {
        var rest = UInt32.max
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? 0x82F6_3B78 ^ (rest >> 1) : rest >> 1 }
        }
        return ~rest
    }

    @Test("The coders write the same")
    func coders() throws {
        let history = made()
        let data = try JSONEncoder().encode(history)
        let decoded = try JSONDecoder().decode(History.self, from: data)
        expectEqual(history, decoded)
        #expect(decoded.snapshot() == history.snapshot())
        let empty = try JSONDecoder().decode(History.self, from: JSONEncoder().encode(History()))
        #expect(empty.series.isEmpty && empty.spans == History.Span.usual)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                History.self,
                from: Data(#"{"version": 2, "spans": [], "series_limit": 1, "series": []}"#.utf8))
        }
    }

    @Test("A name that is not UTF-8 is stored as its bytes")
    func names() throws {
        var sample = Sample()
        sample.wallTimeNs = day
        var disk = Disk()
        let name = KernelName(bytes: [0x73, 0xFF, 0x2F])
        disk.devices = [DiskDevice(name: name)]
        disk.devices[0].counters.reads = 3
        sample.disk = .value(disk)
        var history = History(fields: isWanted)
        history.record(Tick(sample, sections: .disk))
        let key = History.Key(.disk, "reads", ["device": .name(name)])
        #expect(
            try History(snapshot: history.snapshot()).points(of: key, stepNs: second).map {
                $0.mean
            } == [3])
        let decoded = try JSONDecoder().decode(History.self, from: JSONEncoder().encode(history))
        #expect(decoded.points(of: key, stepNs: second).map { $0.mean } == [3])
    }
}
