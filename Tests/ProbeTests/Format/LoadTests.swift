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

    @Test("A prefix is malformed, or lacks the pid that it may cut short", arguments: Fixture.names)
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/loadavg")
        let whole = try #require(load(bytes))
        for length in 0..<bytes.count {
            guard let part = load(Array(bytes.prefix(length))) else { continue }
            #expect(part.load15 == whole.load15 && part.tasks.all == whole.tasks.all)
            #expect(
                !cprobe_has(part.present_fields, cprobe_load_field.CPROBE_LOAD_LAST_PID.rawValue))
            #expect(part.failures.count == 1)
        }
    }

    @Test(
        "Other texts are malformed",
        arguments: [
            "0.1 0.10 0.04 1/79 1785\n", "-0.15 0.10 0.04 1/79 1785\n",
            "0.15 0.10 0.04 1-79 1785\n",
            "0.15 0.10 0.04 1/79 1785 x\n", "a b c d e\n",
        ])
    func malformed(text: String) {
        #expect(load(Array(text.utf8)) == nil)
    }

    @Test("Uptime is in nanoseconds, and a cut text is malformed")
    func uptimes() {
        #expect(uptime("114.25 192.47\n") == 114_250_000_000)
        // The blank behind the number says that it is whole.
        for length in 0..<"114.25 192.47\n".count {
            let part = uptime(String("114.25 192.47\n".prefix(length)))
            #expect(part == (length > "114.25".count ? 114_250_000_000 : nil))
        }
        #expect(uptime("99999999999999999999.00 1.00\n") == nil)
    }
}
