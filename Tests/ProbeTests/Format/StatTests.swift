import CProbe
import CProbeInternals
import Testing

@Suite("/proc/stat")
struct StatTests {
    struct Parsed {
        var code: cprobe_result
        var cpu = cprobe_cpu()
        var rows: [cprobe_logical_cpu] = []
        var failure = cprobe_failure()

        func has(_ field: cprobe_cpu_field) -> Bool {
            cprobe_has(cpu.present_fields, field.rawValue)
        }
    }

    func parse(_ bytes: [UInt8], capacity: Int = 64) -> Parsed {
        var parsed = Parsed(code: .CPROBE_IO)
        var rows = [cprobe_logical_cpu](repeating: cprobe_logical_cpu(), count: capacity)
        var count = 0
        parsed.code = bytes.asC { base, length in
            cprobe_stat_parse(
                base, length, 100, &parsed.cpu, &rows, capacity, &count, &parsed.failure)
        }
        parsed.rows = Array(rows.prefix(parsed.code == .CPROBE_OK ? min(count, capacity) : 0))
        return parsed
    }

    func parse(_ text: String) -> Parsed { parse([UInt8](text.utf8)) }

    @Test("A captured text gives its numbers in nanoseconds")
    func captured() throws {
        let bytes = try Fixture.bytes("debian-6.1-x86_64-holes", "/proc/stat")
        let parsed = parse(bytes)
        #expect(parsed.code == .CPROBE_OK)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let total = try #require(lines.first).split(separator: " ").dropFirst().map { UInt64($0)! }
        #expect(parsed.cpu.user_ns == total[0] * 10_000_000)
        #expect(parsed.cpu.idle_ns == total[3] * 10_000_000)
        #expect(parsed.cpu.guest_nice_ns == total[9] * 10_000_000)
        #expect(parsed.rows.map(\.id) == [0, 1, 2, 4, 6, 7])
        let contexts = try #require(lines.first { $0.hasPrefix("ctxt") }).split(separator: " ")[1]
        #expect(parsed.cpu.context_switches == UInt64(contexts))
        #expect(parsed.cpu.failures.count == 0)
        // softirq 6044 2 743 2 17 0 2 3 3709 0 1566
        let types = lines.last!.split(separator: " ").dropFirst(2).map { UInt64($0)! }
        #expect(types.count == Int(CPROBE_CPU_SOFT_INTERRUPT_TYPES))
        #expect(parsed.cpu.soft_interrupts_hi == types[0])
        #expect(parsed.cpu.soft_interrupts_net_rx == types[3])
        #expect(parsed.cpu.soft_interrupts_rcu == types[9])
        #expect(types.allSatisfy { $0 <= parsed.cpu.soft_interrupts })
    }

    @Test("A bad type of soft interrupts costs its own number; types that are missing are absent")
    func softInterrupts() {
        let parsed = parse("cpu 1 2 3 4\nsoftirq 9 1 2x 3 \n")
        #expect(parsed.cpu.soft_interrupts == 9 && parsed.cpu.soft_interrupts_hi == 1)
        #expect(!parsed.has(.CPROBE_CPU_SOFT_INTERRUPTS_TIMER))
        #expect(parsed.cpu.soft_interrupts_net_tx == 3)
        #expect(!parsed.has(.CPROBE_CPU_SOFT_INTERRUPTS_NET_RX))
        // The bad number, and that counters are missing.
        #expect(parsed.cpu.failures.count == 2 && parsed.cpu.failures.items.0.line == 2)
    }

    @Test("Every prefix is malformed, or a shorter text with the same values")
    func cut() throws {
        let bytes = try Fixture.bytes("debian-6.1-x86_64-holes", "/proc/stat")
        let whole = parse(bytes)
        for length in 0..<bytes.count {
            let part = parse(Array(bytes.prefix(length)))
            guard part.code == .CPROBE_OK else {
                #expect(part.code == .CPROBE_MALFORMED)
                continue
            }
            #expect(isCut(part.cpu.user_ns, of: whole.cpu.user_ns))
            for (a, b) in zip(part.rows, whole.rows) {
                // The last one may be shorter.
                #expect(a.id == b.id && isCut(a.user_ns, of: b.user_ns))
                #expect(isCut(a.guest_nice_ns, of: b.guest_nice_ns))
            }
            for (a, b) in zip(part.rows.dropLast(), whole.rows) {
                #expect(a.present_fields.words.0 == b.present_fields.words.0)
                #expect(a.user_ns == b.user_ns)
            }
            let pairs: [(cprobe_cpu_field, UInt64, UInt64)] = [
                (
                    .CPROBE_CPU_CONTEXT_SWITCHES, part.cpu.context_switches,
                    whole.cpu.context_switches
                ),
                (.CPROBE_CPU_INTERRUPTS, part.cpu.interrupts, whole.cpu.interrupts),
                (.CPROBE_CPU_FORKS, part.cpu.forks, whole.cpu.forks),
                (.CPROBE_CPU_SOFT_INTERRUPTS, part.cpu.soft_interrupts, whole.cpu.soft_interrupts),
            ]
            let others = pairs.filter { part.has($0.0) && $0.1 != $0.2 }
            #expect(others.count <= 1 && others.allSatisfy { isCut($0.1, of: $0.2) })
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        for last in ["cpu1 1 2 3 4 5 6 7 8 9 10", "ctxt 5", "intr 5 1 1", "new_in_the_kernel 7"] {
            let text = "cpu  1 2 3 4 5 6 7 8 9 10 \ncpu0 1 2 3 4 5 6 7 8 9 10\n\(last)"
            let whole = parse(text + "\n")
            let part = parse(text + end)
            #expect(part.code == .CPROBE_OK)
            #expect(part.cpu.failures.count == whole.cpu.failures.count)
            #expect(part.rows.count == whole.rows.count)
            #expect(part.rows.last?.guest_nice_ns == 100_000_000)
            #expect(part.cpu.present_fields.words.0 == whole.cpu.present_fields.words.0)
            #expect(part.cpu.context_switches == whole.cpu.context_switches)
        }
        var boot: UInt64 = 0
        "cpu 1 2 3 4\nbtime 1700000000\(end)".asC { base, length in
            var lines = cp_lines_of(base, length)
            #expect(cp_stat_parse_boot_time(&lines, &boot, nil) == .CPROBE_OK)
        }
        #expect(boot == 1_700_000_000_000_000_000)
    }

    @Test("Columns that an old kernel lacks are absent, not zero")
    func old() {
        let parsed = parse("cpu  1 2 3 4 5 6 7\n")
        #expect(parsed.code == .CPROBE_OK)
        #expect(parsed.has(.CPROBE_CPU_SOFTIRQ))
        #expect(!parsed.has(.CPROBE_CPU_STEAL))
    }

    @Test("A bad column is an absent field and a failure with its line")
    func badColumn() {
        let parsed = parse("cpu  1 2 x 4 5\ncpu0 1 2 3 99999999999999999999\nctxt -5\n")
        #expect(parsed.code == .CPROBE_OK)
        #expect(!parsed.has(.CPROBE_CPU_SYSTEM))
        #expect(parsed.has(.CPROBE_CPU_IDLE))
        #expect(!parsed.has(.CPROBE_CPU_CONTEXT_SWITCHES))
        #expect(parsed.cpu.failures.count == 4)
        #expect(parsed.cpu.failures.items.0.line == 1)
        #expect(parsed.cpu.failures.items.2.line == 3)
        // The other counters, which every kernel prints.
        #expect(parsed.cpu.failures.items.3.line == 0)
    }

    @Test("A row whose number is no CPU's is skipped")
    func rowNumbers() {
        let row = " 1 2 3 4 5 6 7 8 9 10\n"
        for number in ["4294967296", "18446744073709551616", "x", "1x", "-1"] {
            let parsed = parse("cpu\(row)cpu\(number)\(row)cpu4294967295\(row)")
            #expect(parsed.code == .CPROBE_OK, "\(number)")
            #expect(parsed.rows.map(\.id) == [.max], "\(number)")
        }
    }

    @Test("A text with nothing that is known is malformed")
    func malformed() {
        for text in ["", "\n", "cpu\n", "cpu x\n", "cpuset 1 2 3 4\n", "ctxt -1\n"] {
            #expect(parse(text).code == .CPROBE_MALFORMED, "\(text)")
        }
    }

    @Test("More CPUs than the capacity are counted, not written")
    func capacity() {
        var cpu = cprobe_cpu()
        var count = 0
        let text = "cpu 1 2 3 4\ncpu0 1 2 3 4\ncpu7 1 2 3 4\n"
        let code = text.asC { cprobe_stat_parse($0, $1, 100, &cpu, nil, 0, &count, nil) }
        #expect(code == .CPROBE_OK)
        #expect(count == 2)
    }
}
