import CProbe
import Testing

@testable import Probe

@Suite("/proc/diskstats")
struct DiskTests {
    struct Answer {
        var disk = cprobe_disk()
        var io = cprobe_io()
        var items: [cprobe_disk_device] = []
        var count = 0

        subscript(_ name: String) -> cprobe_disk_device? {
            items.first { device in
                withUnsafeBytes(of: device.name) {
                    $0.prefix(Int(device.name_length)).elementsEqual(name.utf8)
                }
            }
        }
    }

    func parse(_ bytes: [UInt8], capacity: Int = 64) -> Answer? {
        var answer = Answer()
        var items = [cprobe_disk_device](repeating: cprobe_disk_device(), count: capacity)
        let result = bytes.asC {
            cprobe_diskstats_parse(
                $0, $1, &answer.disk, &answer.io, &items, capacity, &answer.count, nil)
        }
        answer.items = Array(items.prefix(min(answer.count, capacity)))
        return result == .CPROBE_OK ? answer : nil
    }

    func parse(_ text: String) -> Answer? { parse(Array(text.utf8)) }

    static let numbers = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"

    @Test("Each column is its own counter, in base units")
    func columns() throws {
        let device = try #require(parse("8 0 sda \(Self.numbers)\n")?["sda"])
        let c = device.counters
        #expect(c.present_fields.words.0 == (1 << 17) - 1)
        #expect([c.reads, c.reads_merged, c.read_bytes, c.read_ns] == [1, 2, 1536, 4_000_000])
        #expect([c.writes, c.writes_merged, c.write_bytes, c.write_ns] == [5, 6, 3584, 8_000_000])
        #expect([c.in_flight, c.busy_ns, c.weighted_ns] == [9, 10_000_000, 11_000_000])
        #expect([c.discards, c.discards_merged, c.discard_bytes] == [12, 13, 7168])
        #expect([c.discard_ns, c.flushes, c.flush_ns] == [15_000_000, 16, 17_000_000])
        #expect(device.device_major == 8 && device.device_minor == 0)
    }

    @Test("Lines as the kernel prints them say what the same lines say with a blank before each")
    func idle() {
        let zeros = " " + Array(repeating: "0", count: 17).joined(separator: " ")
        let names = ["loop0", "sda", "nvme0n1", "nvme0n1p1", String(repeating: "n", count: 64)]
        let lines = names.enumerated().map { index, name in
            "   7       \(index) \(name)\(zeros)\n"
        }
        let good = Array(lines.joined().utf8)
        var random = SystemRandomNumberGenerator()
        var differing = 0
        for round in 0..<5000 {
            var text = good
            for _ in 0..<(round == 0 ? 0 : Int.random(in: 1...3, using: &random)) {
                let bytes = Array(" \t\n0919ax-".utf8) + [0, 0x80, 0xff]
                let place = Int.random(in: 0..<text.count, using: &random)
                text[place] = bytes.randomElement(using: &random)!
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                text.removeLast(Int.random(in: 0..<text.count, using: &random))
            }
            let moved = Array(
                text.split(separator: 0x0a, omittingEmptySubsequences: false)
                    .map { $0.isEmpty ? [] : [0x20] + $0 }.joined(separator: [0x0a]))
            let isSame = values(parse(text)) == values(parse(moved))
            differing += isSame ? 0 : 1
            #expect(isSame || differing > 1, "\(text)")
        }
        #expect(parse(good)?.count == names.count && differing == 0)
    }

    struct Values: Equatable {
        var disk = Disk()
        var io = IO()
    }

    func values(_ answer: Answer?) -> Values? {
        guard var answer else { return nil }
        var values = Values()
        answer.items.withUnsafeMutableBufferPointer {
            values.disk.set(&answer.disk, $0)
            values.io.set(&answer.io, $0)
        }
        return values
    }

    /// A whole device as before 2.6.25, whose partitions have four numbers.
    static let oldWhole = "8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n"

    @Test("Old kernels print fewer columns, and the others are absent", arguments: [4, 11, 15])
    func old(columns: Int) throws {
        let numbers = Self.numbers.split(separator: " ").prefix(columns).joined(separator: " ")
        let answer = try #require(parse("\(Self.oldWhole)   8    1 sda1 \(numbers)\n"))
        let c = try #require(answer["sda1"]).counters
        #expect(answer.disk.failures.count == 0)
        #expect(c.present_fields.words.0.nonzeroBitCount == columns)
        if columns == 4 {
            #expect([c.reads, c.read_bytes, c.writes, c.write_bytes] == [1, 1024, 3, 2048])
        }
    }

    @Test(
        "Four numbers are no counters of a whole device, nor beside a row of a later kernel",
        arguments: ["8 0 sda 1 2 3 4\n", "8 0 sda \(numbers)\n8 1 sda1 1 2 3 4\n"])
    func fourOfLater(text: String) throws {
        let answer = try #require(parse(text))
        #expect(answer.items.last?.counters.present_fields.words.0 == 0)
        #expect(answer.disk.failures.count == 1)
    }

    @Test("Of the old columns one that is beyond 64 bits is absent, and named by its line")
    func oldTooLarge() throws {
        let most = UInt64.max
        let bytes = try #require(parse("\(Self.oldWhole)8 1 sda1 1 \(most) 3 4\n"))
        #expect(bytes["sda1"]?.counters.present_fields.words.0.nonzeroBitCount == 3)
        #expect(bytes.disk.failures.count == 1)
        // The third counts writes, not sectors.
        let writes = try #require(parse("\(Self.oldWhole)8 1 sda1 1 2 \(most) 4\n"))
        #expect(writes["sda1"]?.counters.writes == most && writes.disk.failures.count == 0)
    }

    @Test("Columns of a later kernel are passed over")
    func new() throws {
        let answer = try #require(parse("8 0 sda \(Self.numbers) 18 nonsense\n"))
        #expect(answer.disk.failures.count == 0)
        #expect(answer["sda"]?.counters.flush_ns == 17_000_000)
    }

    @Test("Partitions are detected by their names, and never counted with the whole")
    func partitions() throws {
        let names = [
            "sda", "sda1", "sda15", "sdaa", "sdaa1", "nvme0n1", "nvme0n1p1", "nvme0n1p2", "mmcblk0",
            "mmcblk0p1", "mmcblk0boot0", "dm-1", "dm-10", "md0", "md0p1", "vda", "loop0", "loop0p1",
            "sr0", "nvme0c1n1", "md_d0", "drbd0", "zram0",
        ]
        let answer = try #require(
            parse(names.map { "8 1 \($0) 1 0 0 0 0 0 0 0 0 0 0\n" }.joined()))
        let parts = answer.items.indices.filter { answer.items[$0].partition }.map { names[$0] }
        #expect(
            parts == [
                "sda1", "sda15", "sdaa1", "nvme0n1p1", "nvme0n1p2", "mmcblk0p1", "md0p1", "loop0p1",
            ])
        let stacked = answer.items.indices.filter { answer.items[$0].stacked }.map { names[$0] }
        #expect(
            stacked == [
                "dm-1", "dm-10", "md0", "md0p1", "loop0", "loop0p1", "nvme0c1n1", "md_d0", "drbd0",
                "zram0",
            ])
        // sda, sdaa, nvme0n1, mmcblk0, mmcblk0boot0, vda, sr0
        #expect(answer.io.devices == 7)
        #expect(answer.io.total.reads == 7)
    }

    static let zeros = "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"

    @Test("Of NVMe with several paths the head counts, or its paths where it counted nothing")
    func nvmePaths() throws {
        func text(head: String, isFirst: Bool) -> String {
            let heads = ["259 1 nvme3n1 \(head)\n", "259 2 nvme3n1p1 \(head)\n"].joined()
            let ways =
                "259 0 nvme3c33n1 \(Self.numbers)\n259 5 nvme3c34n1 \(Self.numbers)\n"
                + "259 6 nvme3c33n2 \(Self.zeros)\n"
            return (isFirst ? heads + ways : ways + heads) + "8 0 sda \(Self.numbers)\n"
        }
        for isFirst in [false, true] {
            let old = try #require(parse(text(head: Self.zeros, isFirst: isFirst)))
            #expect(old.io.total.reads == 3 && old.io.total.read_bytes == 3 * 3 * 512)
            #expect(old["nvme3c33n1"]?.stacked == false && old["nvme3c34n1"]?.stacked == false)
            #expect(old["nvme3c33n2"]?.stacked == true)
            let new = try #require(parse(text(head: Self.numbers, isFirst: isFirst)))
            #expect(new.io.total.reads == 2 && new.io.devices == 2)
            #expect(new["nvme3c33n1"]?.stacked == true)
            // No rate is made from one to the other.
            #expect(old.io.device_set != new.io.device_set)
            let totals = try #require(
                parse(Array(text(head: Self.zeros, isFirst: isFirst).utf8), capacity: 0))
            #expect(totals.io.total.reads == 3 && totals.io.device_set == old.io.device_set)
        }
    }

    @Test("Another namespace of the same subsystem has its own head")
    func otherNamespace() throws {
        let answer = try #require(
            parse("259 0 nvme0c0n2 \(Self.numbers)\n259 1 nvme0n1 \(Self.numbers)\n"))
        #expect(answer.io.total.reads == 2 && answer["nvme0c0n2"]?.stacked == false)
    }

    @Test("More paths than the capacity are a failure, and left out")
    func manyPaths() throws {
        let text = (0..<40).map { "259 \($0) nvme0c\($0)n1 \(Self.numbers)\n" }.joined()
        let answer = try #require(parse(text))
        #expect(answer.disk.failures.count == 8)
        #expect(answer.io.devices == 32 && answer.io.total.present_fields.words.0 == 0)
    }

    @Test("A total lacks what one device lacks, and busy time, which does not add up")
    func totals() throws {
        let both = try #require(
            parse("8 0 sda \(Self.numbers)\n8 16 sdb 1 2 3 4 5 6 7 8 9 10 11\n"))
        #expect(both.io.total.reads == 2)
        #expect(
            !cprobe_has(
                both.io.total.present_fields, cprobe_disk_counter.CPROBE_DISK_BUSY_NS.rawValue))
        #expect(
            !cprobe_has(
                both.io.total.present_fields, cprobe_disk_counter.CPROBE_DISK_FLUSHES.rawValue))
        #expect(
            cprobe_has(
                both.io.total.present_fields, cprobe_disk_counter.CPROBE_DISK_WEIGHTED_NS.rawValue))
        let none = try #require(parse(""))
        #expect(none.count == 0 && none.io.devices == 0 && none.io.total.reads == 0)
        #expect(
            cprobe_has(none.io.total.present_fields, cprobe_disk_counter.CPROBE_DISK_READS.rawValue)
        )
    }

    @Test("Other devices make another set")
    func set() throws {
        func set(_ names: String...) -> UInt32? {
            parse(names.map { "8 0 \($0) 1 0 0 0 0 0 0 0 0 0 0\n" }.joined())?.io.device_set
        }
        #expect(set("sda", "sdb") == set("sda", "sdb"))
        #expect(set("sda", "sdb") != set("sda", "sdc"))
        #expect(set("sda", "loop0") == set("sda"))
    }

    @Test("One bad line or number costs nothing but itself")
    func bad() throws {
        let text = """
            8 0 sda 1 x 3 4 5 6 7 8 9 10 11
            8 nonsense
            8 16 sdb 1 2 3 4 5 6 7 999999999999999 9 10 11
            8 32 sdc 1 2 3
            8 48 sdd 1 2 3 4 5 6 7 8 9 10 99999999999999999999

            """
        let answer = try #require(parse(text))
        #expect(answer.count == 3)
        #expect(answer.disk.failures.count == 5)
        let lines = withUnsafeBytes(of: answer.disk.failures.items) {
            $0.bindMemory(to: cprobe_failure.self).prefix(5).map(\.line)
        }
        #expect(lines == [1, 2, 3, 4, 5])
        // What the lines that are none have counted is not known.
        #expect(answer.io.total.present_fields.words.0 == 0)
        let a = try #require(answer["sda"]).counters
        #expect(
            !cprobe_has(a.present_fields, cprobe_disk_counter.CPROBE_DISK_READS_MERGED.rawValue)
                && a.read_bytes == 1536
        )
        // A time that does not fit 64 bits of nanoseconds is absent, not wrapped.
        let b = try #require(answer["sdb"]).counters
        #expect(
            !cprobe_has(b.present_fields, cprobe_disk_counter.CPROBE_DISK_WRITE_NS.rawValue)
                && b.reads == 1 && b.write_ns == 0)
    }

    @Test(
        "A row of a number of columns that no kernel prints is a failure; a short one has no counters",
        arguments: [(5, 0), (10, 0), (13, 13), (16, 16)])
    func columns(count: Int, kept: Int) throws {
        let numbers = Self.numbers.split(separator: " ").prefix(count).joined(separator: " ")
        let answer = try #require(parse("8 0 sda \(numbers)\n8 16 sdb \(Self.numbers)\n"))
        #expect(answer["sda"]?.counters.present_fields.words.0 == (UInt64(1) << UInt64(kept)) - 1)
        #expect(answer["sdb"]?.counters.reads == 1 && answer.disk.failures.count == 1)
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        for numbers in [Self.numbers, "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"] {
            let text = "   8       0 sda \(Self.numbers) \n   8      16 sdb \(numbers)"
            let whole = try #require(parse(text + "\n"))
            let answer = try #require(parse(text + end))
            #expect(answer.count == 2 && answer.disk.failures.count == 0)
            #expect(
                try #require(answer["sdb"]).counters.present_fields.words.0
                    == whole["sdb"]?.counters.present_fields.words.0)
            #expect(answer.io.total.writes == whole.io.total.writes)
        }
    }

    @Test(
        "A text of another kind is malformed",
        arguments: ["hello\n", "8 0\n", "\n", "8 0 sda 1 2 3\n"])
    func malformed(text: String) {
        #expect(parse(text) == nil)
    }

    @Test("A cut text has whole devices only", arguments: Fixture.names)
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/diskstats")
        let whole = try #require(parse(bytes))
        let rows = FieldRow.all(.CPROBE_RECORD_DISK)
        func numbers(_ device: cprobe_disk_device) -> [Double?] {
            withUnsafePointer(to: device.counters) { counters in
                rows.map { $0.number(of: counters) }
            }
        }
        let wanted = whole.items.map(numbers)
        #expect(wanted.allSatisfy { $0.contains { $0 != nil } })
        for length in 0..<bytes.count {
            guard let part = parse(Array(bytes.prefix(length))) else { continue }
            // A line that was begun is counted once its name is whole.
            let lines = bytes.prefix(length).count { $0 == 10 }
            #expect(part.count == lines || part.count == lines + 1)
            for (index, device) in part.items.enumerated() {
                for (a, b) in zip(numbers(device), wanted[index]) where a != nil && a != b {
                    // The last number of the last row may be shorter.
                    #expect(index == lines && a! <= b ?? .infinity, "cut at \(length)")
                }
            }
        }
    }

    @Test("More devices than the capacity are counted, and in the total")
    func capacity() throws {
        let text = (0..<5).map {
            "8 \($0) sd\("abcde".dropFirst($0).first!) 1 0 0 0 0 0 0 0 0 0 0\n"
        }
        let answer = try #require(parse(Array(text.joined().utf8), capacity: 2))
        #expect(answer.count == 5 && answer.items.count == 2 && answer.io.total.reads == 5)
    }

    @Test("A mapped device has its user's name", .needsLinux)
    func mapped() throws {
        var collector = try Collector(root: Fixture.root("debian-6.1-x86_64-devices"))
        let disk = try collector.disk()
        let device = try #require(disk.devices.first { $0.name.description == "dm-0" })
        #expect(device.mappedName?.description == "vg0-root" && device.isStacked)
        #expect(disk.devices.filter(\.isPartition).map(\.name.description) == ["vda1", "vda2"])
        let io = try collector.io()
        #expect(
            io.devices == 1
                && io.total.reads
                    == disk.devices.first { $0.name.description == "vda" }?.counters.reads
        )
    }
}
