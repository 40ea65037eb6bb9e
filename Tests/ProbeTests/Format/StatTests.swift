import CProbe
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
            #expect(part.cpu.user_ns == whole.cpu.user_ns)
            for (a, b) in zip(part.rows, whole.rows) where a.present_fields != 0 {
                #expect(
                    a.id == b.id && a.user_ns == b.user_ns && a.guest_nice_ns == b.guest_nice_ns)
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
            for (field, got, expected) in pairs where part.has(field) {
                #expect(got == expected)
            }
        }
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

    @Test("A text with nothing that is known is malformed")
    func malformed() {
        for text in ["", "\n", "cpu\n", "cpu x\n", "cpuset 1 2 3 4\n", "ctxt -1\n"] {
            #expect(parse(text).code == .CPROBE_MALFORMED, "\(text)")
        }
    }

    @Test("More CPUs than there is room for are counted, not written")
    func capacity() {
        var cpu = cprobe_cpu()
        var count = 0
        let text = "cpu 1 2 3 4\ncpu0 1 2 3 4\ncpu7 1 2 3 4\n"
        let code = text.asC { cprobe_stat_parse($0, $1, 100, &cpu, nil, 0, &count, nil) }
        #expect(code == .CPROBE_OK)
        #expect(count == 2)
    }
}
