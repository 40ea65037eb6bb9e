import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("Zones, slab caches and counters of memory", .needsLinux)
struct MemoryDetailsTests {
    /// Captured from Linux 6.18; without most counters, and the zones DMA32 and Device.
    static let zoneinfo = """
        Node 0, zone      DMA
          per-node stats
              nr_inactive_anon 264049
              nr_active_anon 276
              nr_balloon_pages 0
          pages free     3840
                boost    0
                min      18
                low      22
                high     26
                promo    30
                spanned  4095
                present  3998
                managed  3840
                cma      0
                protection: (0, 3019, 13387, 13387, 13387)
              nr_free_pages 3840
              numa_other   0
          pagesets
            cpu: 0
                      count:    0
                      high:     0
                      batch:    1
                      high_min: 11
                      high_max: 240
          vm stats threshold: 4
            cpu: 1
                      count:    0
                      high:     0
          node_unreclaimable:  0
          start_pfn:           1
        Node 0, zone   Normal
          pages free     1629257
                boost    1024
                min      13070
                low      16337
                high     19604
                promo    22871
                spanned  2719744
                present  2719744
                managed  2654206
                cma      512
                protection: (0, 0, 0, 0, 0)
              nr_free_pages 1629257
        Node 0, zone  Movable
          pages free     0
                boost    0
                min      32
                low      32
                high     32
                promo    32
                spanned  0
                present  0
                managed  0
                cma      0
                protection: (0, 0, 0, 0, 0)

        """
    /// Captured from Linux 6.18, with the blank at the end of each line.
    static let buddyinfo =
        "Node 0, zone      DMA      0      0      0      0      0      0      0      0      1      1"
        + "      3 \n"
        + "Node 0, zone   Normal   1514   1113   3474   3264   2310   2059   1202   1950   1038    575"
        + "    582 \n"
    /// Captured from Linux 6.18, but for the last two lines: a name with blanks and a colon, and the
    /// statistics of CONFIG_DEBUG_SLAB.
    static let slabinfo = """
        slabinfo - version: 2.1
        # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables \
        <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>
        btrfs_delayed_node      0      0    312   13    1 : tunables    0    0    0 : slabdata      0\
              0      0
        bio-376               21     21    384   21    2 : tunables    0    0    0 : slabdata      1\
              1      0
        dentry             71862  72198    192   21    1 : tunables    0    0    0 : slabdata   3438\
           3438      0
        an odd: name (2:x)     1      2      3    4    5 : tunables    6    7    8 : slabdata      9\
             10     11
        size-64              100    118     64   59    1 : tunables  120   60    8 : slabdata      2\
              2      0 : globalstat     236    118     2    0 0 0 0 0 0 : cpustat    300      4    204      0

        """
    static let vmstat = "nr_free_pages 2167154\nnr_mapped 93846\npgfault 631617\nnr_unstable 0\n"

    /// The bytes of a page.
    static let page: Int64 = 4096

    private struct Parsed<Item> {
        var code: cprobe_result
        var items: [Item] = []
        var count = 0
        var line = 0
    }

    private func zones(
        _ zoneinfo: String?, _ buddyinfo: String?, page: UInt32 = 4096, capacity: Int = 16
    ) -> Parsed<MemoryDetails.Zone> {
        var items = [cprobe_memory_zone](repeating: cprobe_memory_zone(), count: capacity)
        var parsed = Parsed<MemoryDetails.Zone>(code: .CPROBE_OK)
        var failure = cprobe_failure()
        if let zoneinfo {
            parsed.code = zoneinfo.asC {
                cprobe_zoneinfo_parse($0, $1, page, &items, capacity, &parsed.count, &failure)
            }
        }
        if let buddyinfo, parsed.code == .CPROBE_OK {
            parsed.code = buddyinfo.asC {
                cprobe_buddyinfo_parse($0, $1, &items, capacity, &parsed.count, &failure)
            }
        }
        parsed.line = Int(failure.line)
        for index in 0..<min(parsed.count, capacity) {
            var zone = MemoryDetails.Zone()
            zone.set(&items[index])
            parsed.items.append(zone)
        }
        return parsed
    }

    private func slabs(
        _ text: String, page: UInt32 = 4096, capacity: Int = 16
    ) -> Parsed<MemoryDetails.Slab> {
        var items = [cprobe_slab](repeating: cprobe_slab(), count: capacity)
        var parsed = Parsed<MemoryDetails.Slab>(code: .CPROBE_OK)
        var failure = cprobe_failure()
        parsed.code = text.asC {
            cprobe_slabinfo_parse($0, $1, page, &items, capacity, &parsed.count, &failure)
        }
        parsed.line = Int(failure.line)
        for index in 0..<min(parsed.count, capacity) {
            var slab = MemoryDetails.Slab()
            slab.set(&items[index])
            parsed.items.append(slab)
        }
        return parsed
    }

    private func counters(
        _ text: String, capacity: Int = 16
    ) -> Parsed<MemoryDetails.Counter> {
        var items = [cprobe_memory_counter](repeating: cprobe_memory_counter(), count: capacity)
        var parsed = Parsed<MemoryDetails.Counter>(code: .CPROBE_OK)
        var failure = cprobe_failure()
        parsed.code = text.asC {
            cprobe_vmstat_counters_parse($0, $1, &items, capacity, &parsed.count, &failure)
        }
        parsed.line = Int(failure.line)
        for index in 0..<min(parsed.count, capacity) {
            var counter = MemoryDetails.Counter()
            counter.set(&items[index])
            parsed.items.append(counter)
        }
        return parsed
    }

    @Test("The sizes of a zone are pages; per-node counters and lists of CPUs are none of them")
    func captured() {
        let parsed = zones(Self.zoneinfo, Self.buddyinfo)
        #expect(parsed.code == .CPROBE_OK && parsed.count == 3)
        #expect(parsed.items.map { $0.name.description } == ["DMA", "Normal", "Movable"])
        let normal = parsed.items[1]
        #expect(normal.node == 0 && normal.freeBytes == 1_629_257 * Self.page)
        #expect(normal.boostBytes == 1024 * Self.page && normal.minBytes == 13070 * Self.page)
        #expect(normal.lowBytes == 16337 * Self.page && normal.highBytes == 19604 * Self.page)
        #expect(
            normal.promoBytes == 22871 * Self.page && normal.spannedBytes == 2_719_744 * Self.page)
        #expect(
            normal.presentBytes == 2_719_744 * Self.page
                && normal.managedBytes == 2_654_206 * Self.page)
        #expect(normal.cmaBytes == 512 * Self.page)
        #expect(parsed.items[0].highBytes == 26 * Self.page)
        #expect(parsed.items[0].spannedBytes == 4095 * Self.page)
        #expect(parsed.items[0].freeBlocks == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 3])
        // 3,840 free pages are these blocks.
        #expect(zip(0..., parsed.items[0].freeBlocks).map { $1 << $0 }.reduce(0, +) == 3840)
        #expect(normal.freeBlocks.first == 1514 && normal.freeBlocks.count == 11)
        #expect(parsed.items[2].managedBytes == 0 && parsed.items[2].freeBlocks.isEmpty)
        #expect(zones(Self.zoneinfo, Self.buddyinfo, capacity: 2).count >= 3)
    }

    @Test("Another page size multiplies; without one there are no sizes, and the blocks remain")
    func pages() {
        #expect(zones(Self.zoneinfo, nil, page: 65536).items[1].minBytes == 13070 * Int64(65536))
        let none = zones(Self.zoneinfo, Self.buddyinfo, page: 0)
        #expect(none.code == .CPROBE_OK && none.items[1].freeBytes == nil)
        #expect(none.items[1].freeBlocks.count == 11)
        let huge = Self.zoneinfo.replacingOccurrences(
            of: "managed  2654206", with: "managed  9000000000000000000")
        let parsed = zones(huge, nil)
        #expect(parsed.code == .CPROBE_MALFORMED && parsed.items[1].managedBytes == nil)
        #expect(parsed.items[1].presentBytes == 2_719_744 * Self.page)
    }

    @Test("Older kernels print fewer sizes, and 14 orders with large pages")
    func older() {
        let text = """
            Node 1, zone   Normal
              pages free     10
                    min      1
                    low      2
                    high     3
                    spanned  40
                    present  30
                    managed  20
                    protection: (0, 0)

            """
        let orders = "Node 1, zone   Normal " + (0..<14).map { "\($0) " }.joined() + "\n"
        let zone = zones(text, orders).items[0]
        #expect(zone.node == 1 && zone.boostBytes == nil && zone.promoBytes == nil)
        #expect(zone.cmaBytes == nil && zone.managedBytes == 20 * Self.page)
        #expect(zone.freeBlocks == Array(0..<14))
        #expect(zones(nil, orders).items[0].freeBlocks.count == 14)
    }

    @Test("A bad number costs its own size; a cut within a zone costs the zone's sizes")
    func badZones() {
        let bad = zones(
            Self.zoneinfo.replacingOccurrences(of: "low      16337", with: "low      16x37"), nil)
        #expect(bad.code == .CPROBE_MALFORMED && bad.line == 36 && bad.items[1].lowBytes == nil)
        #expect(bad.items[1].minBytes == 13070 * Self.page)
        let whole = zones(Self.zoneinfo, nil).items
        let bytes = Array(Self.zoneinfo.utf8)
        for length in 0..<bytes.count {
            let part = zones(String(decoding: bytes.prefix(length), as: UTF8.self), nil)
            for (a, b) in zip(part.items.dropLast(), whole) { #expect(a == b) }
            guard let last = part.items.last else {
                #expect(part.code == .CPROBE_MALFORMED)
                continue
            }
            // Whole, without sizes, or with a name that is cut.
            let expected = whole[part.items.count - 1]
            #expect(last == expected || (last.freeBytes == nil && last.managedBytes == nil))
            #expect(last == expected || part.code == .CPROBE_MALFORMED)
        }
        for text in ["", "\n", "Node 0\n", "Node x, zone DMA\n", "Node 0, zone\n", "\0"] {
            #expect(zones(text, nil).code == .CPROBE_MALFORMED)
            #expect(zones(nil, text).code == .CPROBE_MALFORMED)
        }
        let twice = "Node 0, zone DMA\n" + Self.zoneinfo
        #expect(zones(twice, nil).code == .CPROBE_MALFORMED && zones(twice, nil).line == 1)
    }

    @Test("A bad line of free blocks costs the blocks of its zone")
    func badBlocks() {
        for line in [
            "1 2 x \n", "1 2", "\n", "1 99999999999999999999 \n", "1 9223372036854775808 \n",
        ] {
            let parsed = zones(Self.zoneinfo, "Node 0, zone Normal \(line)")
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.line == 1, "\(line)")
            #expect(parsed.items[1].freeBlocks.isEmpty && parsed.items[1].freeBytes != nil)
        }
        let many = "Node 0, zone DMA " + String(repeating: "1 ", count: 33) + "\n"
        #expect(zones(nil, many).code == .CPROBE_TOO_LARGE)
        #expect(zones(nil, many).items[0].freeBlocks.isEmpty)
        let first = zones(nil, "rubbish\n" + Self.buddyinfo)
        #expect(first.code == .CPROBE_MALFORMED && first.count == 2)
        let bytes = Array(Self.buddyinfo.utf8)
        let whole = zones(nil, Self.buddyinfo).items
        for length in 0..<bytes.count {
            let part = zones(nil, String(decoding: bytes.prefix(length), as: UTF8.self))
            for zone in part.items { #expect(zone.freeBlocks.isEmpty || whole.contains(zone)) }
        }
    }

    @Test("The columns of a slab cache; a name may have blanks and colons")
    func slabCaches() {
        let parsed = slabs(Self.slabinfo)
        #expect(parsed.code == .CPROBE_OK && parsed.count == 5)
        #expect(
            parsed.items.map { $0.name.description } == [
                "btrfs_delayed_node", "bio-376", "dentry", "an odd: name (2:x)", "size-64",
            ])
        let dentry = parsed.items[2]
        #expect(dentry.activeObjects == 71862 && dentry.objects == 72198)
        #expect(dentry.objectBytes == 192 && dentry.objectsPerSlab == 21)
        #expect(dentry.pagesPerSlab == 1 && dentry.activeSlabs == 3438 && dentry.slabs == 3438)
        #expect(dentry.totalBytes == 3438 * Self.page)
        let odd = parsed.items[3]
        #expect(odd.activeObjects == 1 && odd.pagesPerSlab == 5 && odd.activeSlabs == 9)
        #expect(odd.slabs == 10 && odd.totalBytes == 10 * 5 * Self.page)
        #expect(parsed.items[1].totalBytes == 8192 && parsed.items[4].slabs == 2)
        #expect(slabs(Self.slabinfo, page: 0).items[2].totalBytes == nil)
        #expect(slabs(Self.slabinfo, page: 0).items[2].slabs == 3438)
        #expect(slabs(Self.slabinfo, capacity: 1).count == 5)
    }

    @Test("A malformed line of a slab cache is skipped; another version is unsupported")
    func badSlabs() {
        let head = "slabinfo - version: 2.1\n"
        let good = "a 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 7 0\n"
        for line in [
            "a 1 2 3 4 : tunables 0 0 0 : slabdata 6 7 0\n",
            "1 2 3 4 5 : tunables 0 : slabdata 6 7 0\n",
            "a 1 2 3 4 5 : slabdata 6 7 0\n",
            "a 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 x 0\n",
            "a 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 7\n",
            "a 1 x 3 4 5 : tunables 0 : slabdata 6 7 0\n",
            "a 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 9223372036854775807 0\n",
            "x\n", "\0\n",
        ] {
            let parsed = slabs(head + line + good)
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.line == 2, "\(line)")
            #expect(parsed.items.map { $0.totalBytes } == [7 * 5 * Self.page], "\(line)")
        }
        #expect(slabs("slabinfo - version: 1.1\n" + good).code == .CPROBE_UNSUPPORTED)
        #expect(slabs(head).code == .CPROBE_OK && slabs(head).count == 0)
        for text in ["", "\n", good, "slabinfo\n", "slabinfo - version: x\n"] {
            #expect(slabs(text).code == .CPROBE_MALFORMED)
        }
        let bytes = Array(Self.slabinfo.utf8)
        let whole = slabs(Self.slabinfo).items
        for length in 0..<bytes.count {
            let part = slabs(String(decoding: bytes.prefix(length), as: UTF8.self))
            #expect(part.items == Array(whole.prefix(part.items.count)))
        }
    }

    @Test("Every line is a counter; a value that is bad, or may be cut short, is unknown")
    func allCounters() {
        let parsed = counters(Self.vmstat)
        #expect(parsed.code == .CPROBE_OK && parsed.count == 4)
        #expect(parsed.items.map { $0.value } == [2_167_154, 93846, 631_617, 0])
        #expect(parsed.items[0].name.description == "nr_free_pages")
        #expect(counters(Self.vmstat, capacity: 2).count == 4)
        let bad = counters("a 1\nb x\nc\nd 9223372036854775808\ne 5")
        #expect(bad.code == .CPROBE_MALFORMED)
        #expect(bad.items.map { $0.value } == [1, nil, nil, nil, nil])
        #expect(bad.items.map { $0.name.description } == ["a", "b", "c", "d", "e"])
        #expect(counters("").code == .CPROBE_MALFORMED)
        let many = counters((0..<1025).map { "c\($0) 1\n" }.joined())
        #expect(many.code == .CPROBE_TOO_LARGE && many.count == 1024 && many.line == 1025)
        let long = String(repeating: "n", count: 70)
        #expect(counters("\(long) 3\n").items[0].name.description == String(long.prefix(64)))
        let bytes = Array(Self.vmstat.utf8)
        for length in 0..<bytes.count {
            let part = counters(String(decoding: bytes.prefix(length), as: UTF8.self))
            for (a, b) in zip(part.items, parsed.items) { #expect(a.value == nil || a == b) }
        }
    }

    @Test("A captured root has sizes if its meminfo and vmstat show the page size")
    func captureds() throws {
        let files = [
            "/proc/zoneinfo": Self.zoneinfo, "/proc/buddyinfo": Self.buddyinfo,
            "/proc/slabinfo": Self.slabinfo, "/proc/vmstat": Self.vmstat,
        ]
        let tree = try Tree(files)
        var collector = try Collector(root: tree.root)
        let unknown = try collector.memoryDetails()
        #expect(unknown.zones.count == 3 && unknown.slabs.count == 5 && unknown.counters.count == 4)
        #expect(unknown.zones.allSatisfy { $0.freeBytes == nil })
        #expect(unknown.failures.map { $0.source } == ["the page size"])
        #expect(unknown.counter("pgfault") == 631_617 && unknown.counter("pgfaul") == nil)
        // 93,846 mapped pages of 16 KiB.
        try tree.write("/proc/meminfo", "MemTotal: 16777216 kB\nMapped: \(93846 * 16) kB\n")
        let known = try collector.memoryDetails()
        #expect(known.failures.isEmpty && known.monotonicNs == nil)
        #expect(
            known.zones[1].minBytes == 13070 * Int64(16384)
                && known.slabs[1].totalBytes == 2 * Int64(16384))
        for file in files.keys.sorted() {
            try FileManager.default.removeItem(atPath: tree.root + file)
            let left = try collector.memoryDetails()
            #expect(left.failures.contains { $0.source == file && $0.code == .notFound }, "\(file)")
            try tree.write(file, files[file]!)
        }
        for file in files.keys { try FileManager.default.removeItem(atPath: tree.root + file) }
        let error = #expect(throws: ProbeError.self) { try collector.memoryDetails() }
        #expect(error?.source == "/proc/zoneinfo" && error?.code == .notFound)
    }

    @Test("A captured machine: each zone, cache and counter, with sizes")
    func machine() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-hybrid"))
        let details = try collector.memoryDetails()
        #expect(details.failures.isEmpty)
        let names = ["DMA", "DMA32", "Normal", "Movable", "Device"]
        #expect(details.zones.map { $0.name.description } == names)
        #expect(details.zones.map { $0.freeBlocks.count } == [11, 11, 11, 0, 0])
        let normal = details.zones[2]
        #expect(normal.freeBytes == 907_640 * Self.page && normal.boostBytes == 0)
        #expect(normal.minBytes == 13211 * Self.page && normal.lowBytes == 16513 * Self.page)
        #expect(normal.highBytes == 19815 * Self.page && normal.promoBytes == 23117 * Self.page)
        #expect(normal.spannedBytes == 5_505_024 * Self.page)
        #expect(normal.managedBytes == 2_785_280 * Self.page)
        #expect(
            normal.freeBlocks == [3473, 7319, 5965, 11350, 7789, 4718, 2139, 869, 291, 41, 152])
        #expect(details.slabs.count == 235 && details.counters.count == 192)
        let dentry = try #require(details.slabs.first { $0.name == "dentry" })
        #expect(dentry.activeObjects == 931_006 && dentry.totalBytes == 45286 * Self.page)
        let text = try Fixture.bytes("firecracker-6.18-x86_64-hybrid", "/proc/vmstat")
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        #expect(
            details.counters.map { "\($0.name) \($0.value ?? -1)" } == lines.map(String.init))
    }

    @Test("Many zones, caches and counters fit after the lists have grown")
    func many() throws {
        let nodes = 0..<40
        let zones = nodes.map { "Node \($0), zone Normal\n  pages free \($0)\n protection:\n" }
        let blocks = nodes.reversed().map { "Node \($0), zone Normal \($0) 1 \n" }
        let slabs = (0..<900).map { "c\($0) 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 \($0) 0\n" }
        let tree = try Tree([
            "/proc/zoneinfo": zones.joined(), "/proc/buddyinfo": blocks.joined(),
            "/proc/slabinfo": "slabinfo - version: 2.1\n" + slabs.joined(),
            "/proc/vmstat": (0..<600).map { "c\($0) \($0)\n" }.joined(),
        ])
        var collector = try Collector(root: tree.root)
        let details = try collector.memoryDetails()
        #expect(details.zones.map { $0.node } == Array(nodes))
        #expect(details.zones.allSatisfy { $0.freeBlocks == [Int64($0.node), 1] })
        #expect(details.slabs.map { $0.slabs } == (0..<900).map { Int64($0) })
        #expect(details.counters.map { $0.value } == (0..<600).map { Int64($0) })
    }

    @Test("Each number has labels of its own; of two caches with one name the first is listed")
    func labels() throws {
        let head = "slabinfo - version: 2.1\n"
        let line = " 1 2 3 4 5 : tunables 0 0 0 : slabdata 6 7 0\n"
        let tree = try Tree([
            "/proc/zoneinfo": Self.zoneinfo, "/proc/vmstat": Self.vmstat,
            "/proc/slabinfo": "\(head)a\(line)b\(line)a\(line)",
        ])
        var collector = try Collector(root: tree.root)
        let sample = collector.sample(.memoryDetails)
        var found: [String: Int] = [:]
        sample.forEachField { section, labels, field, _ in
            #expect(section == .memoryDetails)
            let names = labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            found["\(field.name) \(names)", default: 0] += 1
        }
        #expect(found.values.allSatisfy { $0 == 1 })
        #expect(found.count == 3 * 10 + 2 * 8 + 4)
    }
}
