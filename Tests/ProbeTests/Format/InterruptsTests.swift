import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("Interrupts by line, and the work of each CPU", .needsLinux)
struct InterruptsTests {
    /// Captured from Linux 6.18.
    static let captured = """
                   CPU0       CPU1       
         24:          1          0  IO-APIC   5-edge      ACPI:Ged
         41:      17416          5 PCI-MSIX-0000:00:04.0   1-edge      virtio3-rx
        LOC:    8466798    8961620   Local timer interrupts
        ERR:          3
        MIS:          0

        """
    /// Captured from Linux 6.18, but for the numbers.
    static let softnet =
        "00001c76 00000002 00000003 00000000 00000000 00000000 00000000 00000000 00000000 00000000 "
        + "00000000 00000000 00000000 00000000 00000000\n"
        + "0000b2c3 00000000 ffffffff 00000000 00000000 00000000 00000000 00000000 00000000 00000000 "
        + "00000000 00000000 00000003 00000000 00000000\n"
    static let schedstat = """
        version 15
        timestamp 4295121312
        cpu0 0 0 0 0 0 0 21358216841 2107953017 74532
        domain0 00000003 0 0 0 0 0 0 0 0
        cpu3 0 0 0 0 0 0 19853021733 1984012345 71220

        """

    /// Captured from Linux 6.18, but for the numbers and the CPUs that are not online.
    static let softirqs = """
                            CPU0       CPU1       CPU2       CPU3       
                  HI:          1          0          0         11
               TIMER:          2          0          0         12
              NET_TX:          3          0          0         13
              NET_RX:          4          0          0         14
               BLOCK:          5          0          0         15
            IRQ_POLL:          6          0          0         16
             TASKLET:          7          0          0         17
               SCHED:          8          0          0         18
             HRTIMER:          9          0          0         19
                 RCU:         10          0          0         20

        """

    struct Parsed {
        var code: cprobe_result
        var lines: [Interrupts.Line] = []
        var count = 0
    }

    func parse(_ text: String, capacity: Int = 16) -> Parsed {
        var items = [cprobe_interrupt](repeating: cprobe_interrupt(), count: capacity)
        var parsed = Parsed(code: .CPROBE_IO)
        parsed.code = text.asC {
            cprobe_interrupts_parse($0, $1, &items, capacity, &parsed.count, nil)
        }
        for index in 0..<min(parsed.count, capacity) {
            var line = Interrupts.Line()
            line.set(&items[index])
            parsed.lines.append(line)
        }
        return parsed
    }

    @Test("A captured text gives each line's sum, and its words")
    func captured() {
        let parsed = parse(Self.captured)
        #expect(parsed.code == .CPROBE_OK && parsed.count == 5)
        #expect(parsed.lines.map { $0.name.description } == ["24", "41", "LOC", "ERR", "MIS"])
        #expect(parsed.lines.map { $0.count } == [1, 17421, 17_428_418, 3, 0])
        #expect(
            parsed.lines.map { $0.description?.description } == [
                "IO-APIC 5-edge ACPI:Ged", "PCI-MSIX-0000:00:04.0 1-edge virtio3-rx",
                "Local timer interrupts", nil, nil,
            ])
        #expect(parse(Self.captured, capacity: 2).count == 5)
    }

    @Test("A number behind the columns belongs to the words, as on arm64")
    func columns() {
        let parsed = parse("   CPU0\n 11:  100  GICv3  27 Level  arch_timer\nIPI0: 7 8 words\n")
        #expect(parsed.lines.map { $0.count } == [100, 7])
        #expect(parsed.lines[0].description?.description == "GICv3 27 Level arch_timer")
    }

    @Test("A number that does not fit costs the sum; a text without CPUs is another text")
    func bad() {
        let parsed = parse("CPU0 CPU1\n1: 2 99999999999999999999 x\n2: 1 2x y\nno colon\n3:\n")
        #expect(parsed.code == .CPROBE_OK && parsed.count == 3)
        #expect(parsed.lines[0].count == nil)
        #expect(parsed.lines[1].count == nil && parsed.lines[2].count == nil)
        let high = "9223372036854775807"
        #expect(parse("CPU0 CPU1\n1: \(high) 1 x\n").lines[0].count == nil)
        for text in ["", "\n", "1: 2\n", "\0"] { #expect(parse(text).code == .CPROBE_MALFORMED) }
    }

    @Test("Every prefix is malformed, or has lines of the whole text before its last")
    func cut() {
        let bytes = Array(Self.captured.utf8)
        let whole = parse(Self.captured).lines
        for length in 0..<bytes.count {
            let part = parse(String(decoding: bytes.prefix(length), as: UTF8.self))
            guard part.code == .CPROBE_OK, part.count > 0 else { continue }
            // A cut header has fewer columns.
            for (a, b) in zip(part.lines.dropLast(), whole) { #expect(a == b) }
        }
    }

    @Test("The scheduler's and the network's lines are joined by CPU")
    func work() throws {
        let tree = try Tree([
            "/proc/interrupts": Self.captured, "/proc/schedstat": Self.schedstat,
            "/proc/net/softnet_stat": Self.softnet,
        ])
        var collector = try Collector(root: tree.root)
        let interrupts = try collector.interrupts()
        #expect(interrupts.failures.isEmpty && interrupts.lines.count == 5)
        #expect(interrupts.cpus.map { $0.id } == [0, 3])
        #expect(interrupts.cpus.map { $0.runNs } == [21_358_216_841, 19_853_021_733])
        #expect(interrupts.cpus.map { $0.waitNs } == [2_107_953_017, 1_984_012_345])
        #expect(interrupts.cpus.map { $0.timeslices } == [74532, 71220])
        #expect(interrupts.cpus.map { $0.packets } == [0x1c76, 0xb2c3])
        #expect(interrupts.cpus.map { $0.packetsDropped } == [2, 0])
        #expect(interrupts.cpus.map { $0.timeSqueezes } == [3, 0xffff_ffff])
        // A kernel without schedstat, before 5.10.
        try tree.write("/proc/net/softnet_stat", "00000001 00000002 00000003 0 0 0 0 0 0 0 0\n")
        try FileManager.default.removeItem(atPath: tree.root + "/proc/schedstat")
        let old = try collector.interrupts()
        #expect(old.cpus.isEmpty && old.failures.isEmpty && old.lines.count == 5)
        try tree.write("/proc/net/softnet_stat", "00000001 zz\n")
        try tree.write("/proc/schedstat", "version 14\ncpu0 1 2 3 4 5 6 7 8 9\n")
        try FileManager.default.removeItem(atPath: tree.root + "/proc/interrupts")
        let error = #expect(throws: ProbeError.self) { try collector.interrupts() }
        #expect(error?.source == "/proc/interrupts" && error?.code == .notFound)
        try tree.write("/proc/interrupts", Self.captured)
        let bad = try collector.interrupts()
        #expect(bad.failures.map { $0.code } == [.unsupported, .malformed])
        try tree.write("/proc/schedstat", "version 15\ncpu0 1 2\ncpu1 0 0 0 0 0 0 7 8 9\n")
        let one = try collector.interrupts()
        #expect(one.cpus.map { $0.runNs } == [7] && one.failures[0].line == 2)
    }

    @Test("Many CPUs and lines fit after the lists have grown")
    func many() throws {
        var text = "    " + (0..<300).map { "CPU\($0) " }.joined() + "\n"
        for line in 0..<200 {
            text += "\(line): " + String(repeating: "1 ", count: 300) + " chip\n"
        }
        let schedstat =
            "version 17\n" + (0..<300).map { "cpu\($0) 0 0 0 0 0 0 \($0) 1 2\n" }.joined()
        let softnet = (0..<300).map { cpu in
            let hex = String(cpu, radix: 16)
            let id = String(repeating: "0", count: 8 - hex.utf8.count) + hex
            return "00000005 " + String(repeating: "00000000 ", count: 11) + id + "\n"
        }
        let tree = try Tree([
            "/proc/interrupts": text, "/proc/schedstat": schedstat,
            "/proc/net/softnet_stat": softnet.joined(),
        ])
        var collector = try Collector(root: tree.root)
        let interrupts = try collector.interrupts()
        #expect(interrupts.lines.count == 200 && interrupts.lines.allSatisfy { $0.count == 300 })
        #expect(interrupts.cpus.map { $0.id } == Array(0..<300))
        #expect(interrupts.cpus.allSatisfy { $0.packets == 5 && $0.runNs == Int64($0.id) })
    }

    private func soft(_ cpu: Interrupts.CPUWork) -> [Int64?] {
        [
            cpu.softInterruptsHi, cpu.softInterruptsTimer, cpu.softInterruptsNetTx,
            cpu.softInterruptsNetRx, cpu.softInterruptsBlock, cpu.softInterruptsIrqPoll,
            cpu.softInterruptsTasklet, cpu.softInterruptsSched, cpu.softInterruptsHrtimer,
            cpu.softInterruptsRcu,
        ]
    }

    @Test("Soft interrupts complete the CPUs that other files name, or list all that are possible")
    func softInterrupts() throws {
        let tree = try Tree([
            "/proc/interrupts": Self.captured, "/proc/schedstat": Self.schedstat,
            "/proc/softirqs": Self.softirqs, "/proc/net/softnet_stat": Self.softnet,
        ])
        var collector = try Collector(root: tree.root)
        let interrupts = try collector.interrupts()
        #expect(interrupts.cpus.map { $0.id } == [0, 3] && interrupts.failures.isEmpty)
        #expect(soft(interrupts.cpus[0]) == Array(1...10))
        #expect(soft(interrupts.cpus[1]) == Array(11...20))
        for path in ["/proc/schedstat", "/proc/net/softnet_stat"] {
            try FileManager.default.removeItem(atPath: tree.root + path)
        }
        let alone = try collector.interrupts()
        #expect(alone.cpus.map { $0.id } == [0, 1, 2, 3])
        #expect(alone.cpus.map { $0.softInterruptsRcu } == [10, 0, 0, 20])
        #expect(alone.failures.map { $0.source } == ["/proc/net/softnet_stat"])
    }

    @Test("A bad line of a type costs that type, and CPUs need not be numbered without holes")
    func badSoftInterrupts() throws {
        let tree = try Tree([
            "/proc/interrupts": Self.captured,
            "/proc/softirqs": " CPU0 CPU1 CPU5 CPU6\nHI: 1 2 3 4\nTIMER: 1 2 x 4\nNEW: 7\n"
                + "SCHED: 1 2 3\nRCU: 5 6 7 8\n",
        ])
        var collector = try Collector(root: tree.root)
        let bad = try collector.interrupts()
        #expect(bad.cpus.map { $0.id } == [0, 1, 5, 6])
        #expect(bad.cpus.map { $0.softInterruptsHi } == [1, 2, 3, 4])
        #expect(bad.cpus.map { $0.softInterruptsRcu } == [5, 6, 7, 8])
        #expect(bad.cpus.allSatisfy { $0.softInterruptsTimer == nil })
        #expect(bad.cpus.allSatisfy { $0.softInterruptsSched == nil })
        #expect(bad.failures.last?.source == "/proc/softirqs" && bad.failures.last?.line == 5)
        for text in ["", "HI: 1\n", "CPUx\nHI: 1\n", "CPU0 CPU\nHI: 1 1\n"] {
            try tree.write("/proc/softirqs", text)
            let none = try collector.interrupts()
            #expect(none.cpus.isEmpty && none.failures.last?.code == .malformed)
        }
    }

    @Test("Many CPUs: as many soft interrupts, after the list has grown")
    func manySoftInterrupts() throws {
        let cpus = 0..<700
        let tree = try Tree([
            "/proc/interrupts": Self.captured,
            "/proc/softirqs": cpus.map { "CPU\($0) " }.joined() + "\nHI:"
                + cpus.map { " \($0)" }.joined() + "\n",
        ])
        var collector = try Collector(root: tree.root)
        let all = try collector.interrupts().cpus
        #expect(all.map { $0.id } == Array(cpus))
        #expect(all.allSatisfy { $0.softInterruptsHi == Int64($0.id) })
    }
}
