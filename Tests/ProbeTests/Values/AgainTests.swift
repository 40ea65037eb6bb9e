import Testing

@testable import Probe

@Suite("Reading again, by what was learnt the first time", .needsLinux)
struct AgainTests {
    /// All that is wanted of /proc/vmstat, behind lines that are not.
    static func vmstat(_ value: Int, unwanted: Int, behind: Int = 100) -> String {
        let wanted = [
            "nr_anon_pages", "nr_mapped", "nr_page_table_pages", "pgpgin", "pgpgout", "pswpin",
            "pswpout", "pgfault", "pgmajfault", "oom_kill",
        ]
        let lines =
            (0..<unwanted).map { "nr_unwanted_\($0) \(value)" } + wanted.map { "\($0) \(value)" }
            + (0..<behind).map { "thp_\($0) 1" }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("Counters that became longer or shorter, other lines before them, fewer lines behind")
    func vmstat() throws {
        let tree = try Tree(["/proc/meminfo": "MemTotal: 1024 kB\nAnonPages: 28 kB\n"])
        var collector = try Collector(root: tree.root)
        for (value, unwanted, behind) in [
            (7, 10, 100), (7, 10, 100), (12_345_678_901, 10, 100), (8, 200, 100), (9, 0, 100),
            (7, 3, 0), (12_345_678_901, 400, 0),
        ] {
            try tree.write(
                "/proc/vmstat", Self.vmstat(value, unwanted: unwanted, behind: behind))
            let memory = try collector.memory()
            #expect(memory.pageFaults == Int64(value) && memory.majorPageFaults == Int64(value))
            #expect(memory.pagedInBytes == Int64(value) * 1024)
            #expect(memory.oomKills == Int64(value))
        }
    }

    @Test("A line of /proc/vmstat that is gone is absent, and not what it was")
    func vmstatWithout() throws {
        let tree = try Tree(["/proc/meminfo": "MemTotal: 1024 kB\n"])
        var collector = try Collector(root: tree.root)
        let whole = Self.vmstat(7, unwanted: 3)
        try tree.write("/proc/vmstat", whole)
        #expect(try collector.memory().oomKills == Int64(7))
        try tree.write("/proc/vmstat", whole.replacingOccurrences(of: "oom_kill 7\n", with: ""))
        let memory = try collector.memory()
        #expect(memory.oomKills == nil)
        #expect(memory.majorPageFaults == Int64(7))
    }

    /// A file of keys and numbers as another reading might find it: numbers that are longer, shorter
    /// or none, lines that are new or gone, a text that is cut.
    static func changed(_ text: String, _ random: inout UInt64) -> String {
        func draw(_ count: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % count
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let often = [2, 10, 100, 1000][Int(draw(4))] as UInt64
        for index in lines.indices.reversed() where draw(often) == 0 {
            let words = lines[index].split(separator: " ")
            let key = words.first.map(String.init) ?? ""
            let unit = words.count == 3 ? " kB" : ""
            let digits = String((0...draw(20)).map { _ in Character("\(draw(10))") })
            switch draw(10) {
            case 0: lines.remove(at: index)
            case 1: lines.insert("Another_\(draw(100)) \(digits)\(unit)", at: index)
            case 2: lines[index] = "\(key) \(digits)x\(unit)"
            case 3: lines[index] = "\(key)\(String(repeating: " ", count: Int(draw(40))))\(unit)"
            case 4: lines[index] = "\(key)\(digits)\(unit)"
            case 5: lines[index] += " "
            case 6: lines[index] = "x\(lines[index])"
            default: lines[index] = "\(key) \(digits)\(unit)"
            }
        }
        let whole = lines.joined(separator: "\n")
        return draw(10) == 0 ? String(whole.prefix(Int(draw(UInt64(whole.count))))) : whole
    }

    @Test("Whatever was read before, a text is read as by a collector that read no other")
    func again() throws {
        let place = "debian-5.10-x86_64-v1"
        let meminfo = String(decoding: try Fixture.bytes(place, "/proc/meminfo"), as: UTF8.self)
        let vmstat = String(decoding: try Fixture.bytes(place, "/proc/vmstat"), as: UTF8.self)
        let tree = try Tree([:])
        var collector = try Collector(root: tree.root)
        var (random, same, good) = (1 as UInt64, 0, 0)
        for _ in 0..<400 {
            try tree.write("/proc/meminfo", Self.changed(meminfo, &random))
            try tree.write("/proc/vmstat", Self.changed(vmstat, &random))
            var other = try Collector(root: tree.root)
            let (again, first) = (collector.sample(.memory), other.sample(.memory))
            same += again.memory == first.memory ? 1 : 0
            good += again.memory.value == nil ? 0 : 1
        }
        #expect(same == 400)
        #expect(good > 300)
    }

    @Test("A quota takes from a sample's own sections, and never from an older reading")
    func shared() throws {
        let tree = try Invented.v2([
            "/proc/stat": "cpu 1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1\n"
        ])
        var collector = try Collector(root: tree.root)
        let sample = collector.sample([.cpu, .memory, .quota])
        let quota = try #require(sample.quota.value)
        #expect(quota.memory.physicalBytes == Int64(1 << 30))
        #expect(quota.memory.availableBytes == Int64(1 << 29))
        #expect(quota.cpu.online == 8)
        try tree.write("/proc/meminfo", "MemTotal: 2097152 kB\nMemAvailable: 1048576 kB\n")
        try tree.write("/sys/devices/system/cpu/online", "0-3\n")
        #expect(try collector.quota().memory.physicalBytes == Int64(2 << 30))
        #expect(try collector.quota().cpu.online == 4)
        // Both from one text where both are of one sample.
        let second = collector.sample([.cpu, .memory, .quota])
        #expect(second.memory.value?.totalBytes == second.quota.value?.memory.physicalBytes)
        #expect(second.quota.value?.cpu.online == 4)
        let alone = collector.sample([.quota])
        #expect(alone.quota.value?.memory.physicalBytes == Int64(2 << 30))
    }
}
