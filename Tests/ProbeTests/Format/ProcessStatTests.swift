import CProbe
import Testing

@Suite("/proc/PID/stat")
struct ProcessStatTests {
    func stat(_ text: [UInt8], page: UInt32 = 4096) -> cprobe_process? {
        var process = cprobe_process()
        return text.asC { cprobe_process_stat_parse($0, $1, 100, page, &process, nil) }
            == .CPROBE_OK ? process : nil
    }

    func stat(_ text: String) -> cprobe_process? { stat([UInt8](text.utf8)) }

    func captured(_ pid: Int, _ name: String = processCaptures[2]) throws -> cprobe_process {
        try #require(stat(try Fixture.bytes(name, "/proc/\(pid)/stat")))
    }

    /// An ordinary line under another name.
    func line(_ name: [UInt8]) -> [UInt8] {
        let rest =
            ") S 169 7 8 34816 9 4194560 12 13 34 35 56 78 9 11 20 0 3 0 896 17076224 379 "
            + "18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 1 50 1 7 21 22 0 0 0 0 0 0 0 0\n"
        return Array("1020 (".utf8) + name + Array(rest.utf8)
    }

    @Test("An ordinary process, number by number")
    func ordinary() throws {
        let process = try #require(stat(line(Array("sh".utf8))))
        #expect(process.pid == 1020 && process.parent_pid == 169)
        #expect(process.nameBytes == Array("sh".utf8))
        #expect(UInt8(bitPattern: process.state) == UInt8(ascii: "S") && !process.kernel_thread)
        #expect(process.process_group == 7 && process.session == 8)
        #expect(process.minor_faults == 12 && process.major_faults == 34)
        #expect(process.user_time_ns == 560_000_000 && process.system_time_ns == 780_000_000)
        #expect(process.total_time_ns == 1_340_000_000)
        #expect(process.children_user_time_ns == 90_000_000)
        #expect(process.children_system_time_ns == 110_000_000)
        #expect(process.priority == 20 && process.nice == 0 && process.threads == 3)
        #expect(process.start_ticks == 896 && process.start_ns == 8_960_000_000)
        #expect(process.vms_bytes == 17_076_224 && process.rss_approximate_bytes == 379 * 4096)
        #expect(process.last_cpu == 1)
        #expect(process.terminal_device == 34816 && process.foreground_group == 9)
        #expect(process.flags == 4_194_560 && process.exit_signal == 17)
        #expect(process.children_minor_faults == 13 && process.children_major_faults == 35)
        #expect(process.realtime_priority == 50 && process.scheduling_policy == 1)
        #expect(process.block_delay_ns == 70_000_000)
        #expect(process.guest_time_ns == 210_000_000)
        #expect(process.children_guest_time_ns == 220_000_000)
    }

    @Test("A terminal with a high device number is printed below zero; -1 is no process group")
    func terminals() throws {
        let text = String(decoding: line([]), as: UTF8.self)
        let high = try #require(stat(text.replacing(" 34816 9 ", with: " -2147448832 -1 ")))
        #expect(high.terminal_device == 0x8000_8800 && high.foreground_group == -1)
        #expect(high.badLines.isEmpty && high.has(.CPROBE_PROCESS_TERMINAL))
        let thread = try #require(stat(text.replacing(" 17 1 50 ", with: " -1 1 50 ")))
        #expect(thread.exit_signal == -1 && thread.last_cpu == 1)
    }

    @Test("Times of a tenth, a kernel thread, zombies and what is stopped, as captured")
    func states() throws {
        let zombie = try captured(1012)
        #expect(UInt8(bitPattern: zombie.state) == UInt8(ascii: "Z"))
        #expect(zombie.vms_bytes == 0 && zombie.rss_approximate_bytes == 0)
        #expect(zombie.user_time_ns == 100_000_000 && zombie.system_time_ns == 100_000_000)
        let kernel = try captured(2)
        #expect(kernel.kernel_thread && kernel.parent_pid == 0 && kernel.vms_bytes == 0)
        #expect(!(try captured(1)).kernel_thread)
        #expect(UInt8(bitPattern: try captured(1014).state) == UInt8(ascii: "T"))
        #expect(UInt8(bitPattern: try captured(1015).state) == UInt8(ascii: "t"))
        #expect(UInt8(bitPattern: try captured(1040).state) == UInt8(ascii: "D"))
        #expect(UInt8(bitPattern: try captured(4).state) == UInt8(ascii: "I"))
        #expect(try captured(1090).total_time_ns == 1_500_000_000)
        // Its ended child's half second is not among its own.
        #expect(try captured(1091).total_time_ns < 100_000_000)
        #expect(try captured(1092).rss_approximate_bytes > 12 << 20)
    }

    @Test("Names that look like the rest of the line, as captured")
    func names() throws {
        let expected: [Int: [UInt8]] = [
            1001: Array("two  words here".utf8), 1002: Array("a) R 1 (b".utf8),
            1003: Array("line\nfeed".utf8), 1004: Array("back\\slash\\n".utf8),
            1005: [0xff, 0xfe, 0x20, 0xe9, 0x74, 0xe9, 0x20, 0x80], 1006: [],
            1008: Array(")".utf8), 1009: Array("a-name-of-twent".utf8),
            1010: Array("Zähler\n) S 1".utf8),
            1020: Array("processes".utf8),
        ]
        for (pid, name) in expected {
            let process = try captured(pid)
            #expect(process.nameBytes == name, "\(pid)")
            #expect(process.pid == pid && process.parent_pid == 169, "\(pid)")
        }
        #expect(try captured(10).nameBytes == Array("kworker/0:1-events_power_efficient".utf8))
    }

    @Test("A name of up to 63 bytes, of any bytes")
    func lengths() throws {
        for length in 0...63 {
            let name = (0..<length).map { UInt8(truncatingIfNeeded: 255 - $0) }
            #expect(stat(line(name))?.nameBytes == name)
            let parentheses = [UInt8](repeating: UInt8(ascii: ")"), count: length)
            #expect(stat(line(parentheses))?.nameBytes == parentheses)
        }
        #expect(stat(line([UInt8](repeating: 97, count: 65))) == nil)
    }

    @Test("Priorities and nice values below zero")
    func negative() throws {
        #expect(try captured(1070).priority == 15 && captured(1070).nice == -5)
        #expect(try captured(1071).priority == 39 && captured(1071).nice == 19)
        #expect(try captured(1072).priority == -11 && captured(1073).priority == -100)
        // Nothing else is below zero, and a sign does not go unseen.
        let text = String(decoding: line(Array("x".utf8)), as: UTF8.self)
        let signs = text.replacing(" 56 78 ", with: " -56 -78 ").replacing(" 896 ", with: " -896 ")
            .replacing(" 379 ", with: " -379 ").replacing(" 17076224 ", with: " -17076224 ")
            .replacing(" 12 13 34 ", with: " -12 13 -34 ")
        let process = try #require(stat(signs))
        for field in [
            ProcessField.CPROBE_PROCESS_USER_TIME, .CPROBE_PROCESS_SYSTEM_TIME,
            .CPROBE_PROCESS_TOTAL_TIME, .CPROBE_PROCESS_START, .CPROBE_PROCESS_RSS_APPROXIMATE,
            .CPROBE_PROCESS_VMS, .CPROBE_PROCESS_MINOR_FAULTS, .CPROBE_PROCESS_MAJOR_FAULTS,
        ] {
            #expect(!process.has(field), "\(field)")
        }
        #expect(process.has(.CPROBE_PROCESS_THREADS) && process.threads == 3)
        #expect(process.badLines == [1])
    }

    @Test("A start before the zero of the reader's time namespace is no time, and still a mark")
    func earlyStart() throws {
        // 100 s before it: what the kernel prints of 2^64 - 100 * 10^9 ns.
        let text = String(decoding: line(Array("x".utf8)), as: UTF8.self)
        let process = try #require(stat(text.replacing(" 896 ", with: " 1844674397370 ")))
        #expect(process.start_ticks == 1_844_674_397_370 && process.has(.CPROBE_PROCESS_START))
        #expect(!process.has(.CPROBE_PROCESS_START_TIME) && process.badLines.isEmpty)
        let late = try #require(stat(text.replacing(" 896 ", with: " 922337203685 ")))
        #expect(late.has(.CPROBE_PROCESS_START_TIME))
    }

    @Test("A number beyond its range costs its own field")
    func ranges() throws {
        let text = String(decoding: line(Array("x".utf8)), as: UTF8.self)
        let large = text.replacing(" 169 ", with: " 2147483648 ")
            .replacing(" 56 78 ", with: " 18446744073709551615 9223372036854775807 ")
            .replacing(" 379 ", with: " 18446744073709551615 ").replacing(
                " 17 1 ", with: " 17 4294967296 ")
        let process = try #require(stat(large))
        for field in [
            ProcessField.CPROBE_PROCESS_PARENT_PID, .CPROBE_PROCESS_USER_TIME,
            .CPROBE_PROCESS_SYSTEM_TIME, .CPROBE_PROCESS_TOTAL_TIME,
            .CPROBE_PROCESS_RSS_APPROXIMATE,
            .CPROBE_PROCESS_LAST_CPU,
        ] {
            #expect(!process.has(field), "\(field)")
        }
        #expect(process.start_ticks == 896 && process.vms_bytes == 17_076_224)
        #expect(process.badLines == [1])
        // Each time for itself, and their sum not.
        let sum = try #require(
            stat(text.replacing(" 56 78 ", with: " 1844674407370 1844674407370 ")))
        #expect(sum.has(.CPROBE_PROCESS_USER_TIME) && sum.has(.CPROBE_PROCESS_SYSTEM_TIME))
        #expect(!sum.has(.CPROBE_PROCESS_TOTAL_TIME))
        #expect(stat(text.replacing("1020 (", with: "2147483648 (")) == nil)
    }

    @Test("A word that is no number costs its own field, and the line is named")
    func words() throws {
        let text = String(decoding: line(Array("x".utf8)), as: UTF8.self)
        let whole = try #require(stat(text))
        for (from, bad, cost) in [
            (" 896 ", " 18446744073709551616 ", 2), (" 12 13 34 ", " 1x2 13 34 ", 1),
            (" 12 13 34 ", " 12 x 34 ", 1), (" 34816 9 ", " ? 9 ", 1),
            (" 0 3 0 896 ", " 0 3 x 896 ", 0), (" 50 1 7 ", " 50 x 7 ", 4),
            (" 56 78 ", " ? 78 ", 2), (" 379 ", " 379- ", 1),
            (" 17076224 ", " 0x17 ", 1), (" 169 ", " -x ", 1),
        ] {
            let process = try #require(stat(text.replacing(from, with: bad)), "\(bad)")
            let lost = zip(process.numbers, whole.numbers).filter { $0 != $1 }
            #expect(lost.count == cost && lost.allSatisfy { $0.0 == nil }, "\(bad)")
            #expect(process.badLines == (cost == 0 ? [] : [1]), "\(bad)")
        }
    }

    @Test("A page of no known size leaves the resident memory absent")
    func pages() throws {
        let process = try #require(stat(line([]), page: 0))
        #expect(!process.has(.CPROBE_PROCESS_RSS_APPROXIMATE) && process.has(.CPROBE_PROCESS_VMS))
        let large = try #require(stat(line([]), page: 65536))
        #expect(large.rss_approximate_bytes == 379 * 65536)
    }

    @Test("Kernels that print fewer numbers, or more")
    func columns() throws {
        let fields = String(decoding: line(Array("x".utf8)), as: UTF8.self).split(separator: " ")
        let short = try #require(stat(fields.prefix(24).joined(separator: " ") + "\n"))
        #expect(short.rss_approximate_bytes == 379 * 4096 && !short.has(.CPROBE_PROCESS_LAST_CPU))
        // Every kernel that this library knows prints it.
        #expect(short.badLines == [1] && stat(line(Array("x".utf8)))?.badLines == [])
        #expect(stat(fields.prefix(23).joined(separator: " ") + "\n") == nil)
        let long = String(decoding: line(Array("x".utf8)).dropLast(), as: UTF8.self) + " 1 2 3\n"
        #expect(stat(long)?.last_cpu == 1)
    }

    @Test(
        "If the words before the last CPU are no row of numbers, its place is unknown")
    func lastCPU() throws {
        let start = "1 (a) S 1 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 5 100 3"
        let row = (1...14).map { " \($0)" }.joined()
        #expect(stat("\(start)\(row) 7 8\n")?.last_cpu == 7)
        for behind in [
            "\(String(repeating: " x", count: 14)) 7\n", " \(row) 7 8\n", "\n\(row) 7 8\n",
            "\(row) \n", "\(row)\n7 8\n", "\(row)\n",
        ] {
            let process = try #require(stat(start + behind))
            #expect(process.rss_approximate_bytes == 3 * 4096, "\(behind)")
            #expect(!process.has(.CPROBE_PROCESS_LAST_CPU), "\(behind)")
        }
    }

    @Test(
        "Other texts are malformed",
        arguments: [
            "", "\n", "1", "1 (a", "1 (a) S\n", "(a) S 1 1\n", "x (a) S 1 1\n", "-1 (a) S 1 1\n",
            "1 a S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1 1 1\n",
            "1 (a)S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1 1 1\n",
            "1 (a) S 1 1 1 0 -1 0 0 0 0 0  0 0 0 20 0 1 0 1 1 1\n",
            "1 (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1 1",
        ])
    func malformed(text: String) {
        #expect(stat(text) == nil)
    }

    @Test("Each captured text, cut at every byte", arguments: processCaptures)
    func cuts(name: String) throws {
        for pid in [1, 2, 10, 1001, 1002, 1003, 1005, 1006, 1010, 1012, 1020, 1073, 1090, 1094] {
            let text = try Fixture.bytes(name, "/proc/\(pid)/stat")
            cutProcess(text) { stat($0) }
            #expect(stat(text)?.pid == Int32(pid))
        }
    }

    @Test("Arguments that cannot be are refused, and nothing is touched")
    func invalid() {
        var process = cprobe_process()
        process.pid = 5
        let text = line([])
        func parse(_ ticks: UInt32) -> cprobe_result {
            text.asC { cprobe_process_stat_parse($0, $1, ticks, 4096, &process, nil) }
        }
        #expect(parse(0) == .CPROBE_INVALID && parse(2_000_000_000) == .CPROBE_INVALID)
        #expect(cprobe_process_stat_parse(nil, 1, 100, 4096, &process, nil) == .CPROBE_INVALID)
        #expect(cprobe_process_stat_parse(nil, 0, 100, 4096, &process, nil) == .CPROBE_MALFORMED)
        #expect(process.pid == 5)
        #expect(parse(1024) == .CPROBE_OK && process.start_ns == 896 * 976_562)
    }
}
