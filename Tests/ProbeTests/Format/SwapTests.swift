import CProbe
import Testing

@testable import Probe

@Suite("/proc/swaps and zram", .needsLinux)
struct SwapFormatTests {
    /// Captured from Linux 6.18.
    static let captured =
        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        + "/srv/my\\040swap                         file\t\t8188\t\t0\t\t-2\n"
        + "/dev/zram0                              partition\t65532\t\t12\t\t100\n"

    struct Parsed {
        var code: cprobe_result
        var devices: [Swap.Device] = []
        var count = 0
        var failure = cprobe_failure()
    }

    func parse(_ text: String, capacity: Int = 64) -> Parsed {
        var items = [cprobe_swap_device](repeating: cprobe_swap_device(), count: capacity)
        var parsed = Parsed(code: .CPROBE_IO)
        parsed.code = text.asC {
            cprobe_swaps_parse($0, $1, &items, capacity, &parsed.count, &parsed.failure)
        }
        for index in 0..<min(parsed.count, capacity) {
            var device = Swap.Device()
            device.set(&items[index])
            parsed.devices.append(device)
        }
        return parsed
    }

    @Test("A captured text gives each device, its name decoded")
    func captured() {
        let parsed = parse(Self.captured)
        #expect(parsed.code == .CPROBE_OK && parsed.count == 2)
        #expect(parsed.devices.map { $0.name?.description } == ["/srv/my swap", "/dev/zram0"])
        #expect(parsed.devices.map { $0.type } == [.file, .partition])
        #expect(parsed.devices.map { $0.sizeBytes } == [8188 * 1024, 65532 * 1024])
        #expect(parsed.devices.map { $0.usedBytes } == [0, 12 * 1024])
        #expect(parsed.devices.map { $0.priority } == [-2, 100])
        #expect(parsed.devices.allSatisfy { $0.failure == nil })
        let few = parse(Self.captured, capacity: 1)
        #expect(few.code == .CPROBE_OK && few.count == 2 && few.devices.count == 1)
    }

    @Test("Without swap there is the header alone; without a header it is another text")
    func empty() {
        #expect(parse("Filename\t\tType\n").code == .CPROBE_OK)
        #expect(parse("Filename\t\tType\n").count == 0)
        for text in ["", "\n", "/dev/vda2 partition 1 2 3\n", "\0\0"] {
            #expect(parse(text).code == .CPROBE_MALFORMED)
        }
        #expect(cprobe_swaps_parse(nil, 0, nil, 0, nil, nil) == .CPROBE_INVALID)
    }

    @Test("A bad number, and a name that is too long, cost their own fields")
    func bad() {
        let long = String(repeating: "x", count: 1025)
        let parsed = parse(
            "Filename\n/a partition 1x 2 3\n/b nfs 18014398509481984 7 x\n/\(long) file 1 1 1\n/c\n"
        )
        #expect(parsed.code == .CPROBE_OK && parsed.count == 4)
        #expect(parsed.devices[0].sizeBytes == nil && parsed.devices[0].usedBytes == 2048)
        #expect(parsed.devices[0].failure?.line == 2)
        #expect(parsed.devices[1].type == nil && parsed.devices[1].sizeBytes == nil)
        #expect(parsed.devices[1].usedBytes == 7168 && parsed.devices[1].priority == nil)
        #expect(parsed.devices[2].name == nil && parsed.devices[2].sizeBytes == 1024)
        #expect(parsed.devices[2].failure?.code == .tooLarge)
        #expect(parsed.devices[3].sizeBytes == nil && parsed.devices[3].failure?.line == 5)
    }

    @Test("More devices than any kernel has are counted up to a bound, which is reported")
    func many() {
        let line = "/dev/a partition 1 0 -2\n"
        let parsed = parse("Filename\n" + String(repeating: line, count: 100))
        #expect(parsed.code == .CPROBE_TOO_LARGE)
        #expect(parsed.count == Int(CPROBE_SWAP_DEVICES_LISTED))
    }

    @Test("Every prefix is malformed, or a shorter text with the same values")
    func cut() {
        let bytes = Array(Self.captured.utf8)
        let whole = parse(Self.captured).devices
        for length in 0..<bytes.count {
            let part = parse(String(decoding: bytes.prefix(length), as: UTF8.self))
            guard part.code == .CPROBE_OK else { continue }
            // The last line may be shorter.
            for (a, b) in zip(part.devices.dropLast(), whole) { #expect(a == b) }
            #expect(part.count <= 2)
        }
    }

    func zram(_ text: String) -> Swap.Zram? {
        var c = cprobe_zram()
        guard text.asC({ cprobe_zram_mm_stat_parse($0, $1, &c, nil) }) == .CPROBE_OK else {
            return nil
        }
        var zram = Swap.Zram()
        zram.set(&c)
        return zram
    }

    @Test("mm_stat gives sizes, the ratio, and no limit where it is 0")
    func mmStat() throws {
        let one = try #require(
            zram(
                "    4096       73    12288        0    12288        0        0        0        0\n"
            ))
        #expect(one.originalBytes == 4096 && one.compressedBytes == 73)
        #expect(one.memoryUsedBytes == 12288 && one.memoryPeakBytes == 12288)
        #expect(one.memoryLimitBytes == nil && one.samePages == 0 && one.hugePages == 0)
        #expect(one.ratio == 4096.0 / 73)
        // Before 4.18; with a limit; nothing stored.
        let old = try #require(zram("0 0 7 1000 9 5 6"))
        #expect(old.hugePages == nil && old.memoryLimitBytes == 1000 && old.ratio == nil)
        #expect(old.samePages == 5)
        for text in ["", "1 2 3 4 5 6", "1 2 3 4 5 6 x", "1 2 3 4 5 6 7 x", "-1 2 3 4 5 6 7"] {
            #expect(zram(text) == nil, "\(text)")
        }
    }

    @Test("The algorithm is the word in brackets")
    func algorithm() {
        func parse(_ text: String) -> String? {
            var c = cprobe_zram()
            let code = text.asC { cprobe_zram_algorithm_parse($0, $1, &c, nil) }
            var zram = Swap.Zram()
            zram.set(&c)
            return code == .CPROBE_OK ? zram.algorithm?.description : nil
        }
        #expect(parse("[lzo-rle] lzo lz4 \n") == "lzo-rle")
        #expect(parse("lzo lz4 [zstd]\n") == "zstd")
        for text in ["", "lzo lz4", "[]", "[lzo", "lzo]", "[\0]"] { #expect(parse(text) == nil) }
        #expect(parse("[" + String(repeating: "x", count: 33) + "]") == nil)
    }

    @Test("The section has the devices of swaps, and the zram devices with a size, by number")
    func section() throws {
        let tree = try Tree([
            "/proc/swaps": Self.captured,
            "/sys/block/zram10/disksize": "0\n",
            "/sys/block/zram2/disksize": "67108864\n",
            "/sys/block/zram2/mm_stat": "4096 73 12288 0 12288 0 0 0 0\n",
            "/sys/block/zram2/comp_algorithm": "lzo [zstd]\n",
            "/sys/block/zram1/disksize": "4096\n",
            "/sys/block/vda/size": "1\n",
        ])
        var collector = try Collector(root: tree.root)
        let swap = try collector.swap()
        #expect(swap.devices.count == 2 && swap.failures.isEmpty && swap.monotonicNs == nil)
        #expect(swap.zram.map { $0.index } == [1, 2])
        #expect(swap.zram[0].failure?.source == "/sys/block/zramN/mm_stat")
        #expect(swap.zram[1].algorithm?.description == "zstd" && swap.zram[1].failure == nil)
        #expect(swap.zram[1].diskSizeBytes == 67_108_864)
        let sample = collector.sample([.swap, .load])
        #expect(sample.swap.value == swap)
        #expect(collector.sample().swap == .notRequested)
        let none = try Tree(["/etc/hostname": "x\n"])
        var other = try Collector(root: none.root)
        let error = #expect(throws: ProbeError.self) { try other.swap() }
        #expect(error?.source == "/proc/swaps" && error?.code == .notFound)
    }
}
