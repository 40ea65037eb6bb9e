import CProbe
import Testing

@Suite("/proc/loadavg and /proc/uptime")
struct LoadTests {
    func load(_ bytes: [UInt8]) -> cprobe_load? {
        var load = cprobe_load()
        return bytes.asC { cprobe_loadavg_parse($0, $1, &load, nil) } == .CPROBE_OK ? load : nil
    }

    func uptime(_ text: String) -> UInt64? {
        var ns: UInt64 = 0
        return text.asC { cprobe_uptime_parse($0, $1, &ns, nil) } == .CPROBE_OK ? ns : nil
    }

    @Test("A captured line gives its six numbers")
    func captured() throws {
        let load = try #require(self.load(Array("0.15 10.10 0.04 1/79 1785\n".utf8)))
        #expect(load.load1 == 0.15)
        #expect(load.load5 == 10.10)
        #expect(load.load15 == 0.04)
        #expect(load.tasks.runnable == 1)
        #expect(load.tasks.all == 79)
        #expect(load.tasks.last_pid == 1785)
    }

    @Test(
        "A prefix is malformed, or has a shorter number of tasks or pid", arguments: Fixture.names)
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/loadavg")
        let whole = try #require(load(bytes))
        for length in 0..<bytes.count {
            guard let part = load(Array(bytes.prefix(length))) else { continue }
            func has(_ field: cprobe_load_field) -> Bool {
                cprobe_has(part.present_fields, field.rawValue)
            }
            #expect(!has(.CPROBE_LOAD_1) || part.load1 == whole.load1)
            #expect(!has(.CPROBE_LOAD_15) || part.load15 == whole.load15)
            #expect(!has(.CPROBE_LOAD_RUNNABLE) || part.tasks.runnable == whole.tasks.runnable)
            let isPrefix = "\(whole.tasks.last_pid)".hasPrefix("\(part.tasks.last_pid)")
            #expect(isPrefix || !has(.CPROBE_LOAD_LAST_PID))
            #expect("\(whole.tasks.all)".hasPrefix("\(part.tasks.all)") || !has(.CPROBE_LOAD_ALL))
            #expect(part.failures.count == (has(.CPROBE_LOAD_LAST_PID) ? 0 : 1))
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        let load = try #require(self.load(Array("0.15 10.10 0.04 1/79 1785\(end)".utf8)))
        #expect(load.tasks.last_pid == 1785 && load.failures.count == 0)
        #expect(uptime("114.25 192.47" + end) == 114_250_000_000)
        #expect(uptime("114.25" + end) == 114_250_000_000)
    }

    @Test(
        "A bad number is absent, and a failure",
        arguments: [
            ("0.1 0.10 0.04 1/79 1785\n", [.CPROBE_LOAD_1]),
            ("-0.15 0.10 0.04 1/79 1785\n", [.CPROBE_LOAD_1]),
            ("0.15 x 0.04 1/79 1785\n", [.CPROBE_LOAD_5]),
            ("0.15 0.10 0.04 1-79 1785\n", [.CPROBE_LOAD_RUNNABLE, .CPROBE_LOAD_ALL]),
            ("0.15 0.10 0.04 -1/79 1785\n", [.CPROBE_LOAD_RUNNABLE]),
            ("0.15 0.10 0.04 1/79 -2\n", [.CPROBE_LOAD_LAST_PID]),
            ("0.15 0.10 0.04 1/2147483648 5\n", [.CPROBE_LOAD_ALL]),
        ] as [(String, [cprobe_load_field])])
    func bad(text: String, absent: [cprobe_load_field]) throws {
        let load = try #require(self.load(Array(text.utf8)))
        for field: cprobe_load_field in [
            .CPROBE_LOAD_1, .CPROBE_LOAD_5, .CPROBE_LOAD_15, .CPROBE_LOAD_RUNNABLE,
            .CPROBE_LOAD_ALL, .CPROBE_LOAD_LAST_PID,
        ] {
            #expect(cprobe_has(load.present_fields, field.rawValue) != absent.contains(field))
        }
        #expect(load.failures.count == 1)
    }

    @Test("Other texts are malformed", arguments: ["", "\n", "a b c d e\n", "1\n"])
    func malformed(text: String) {
        #expect(load(Array(text.utf8)) == nil)
    }

    @Test("Uptime is in nanoseconds, and a cut text is malformed")
    func uptimes() {
        #expect(uptime("114.25 192.47\n") == 114_250_000_000)
        // Two digits behind the point say that it is whole.
        for length in 0..<"114.25 192.47\n".count {
            let part = uptime(String("114.25 192.47\n".prefix(length)))
            #expect(part == (length >= "114.25".count ? 114_250_000_000 : nil))
        }
        #expect(uptime("99999999999999999999.00 1.00\n") == nil && uptime("114.25x\n") == nil)
    }
}
