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

    @Test("Every prefix is malformed", arguments: Fixture.names)
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/loadavg")
        #expect(load(bytes) != nil)
        for length in 0..<bytes.count {
            #expect(load(Array(bytes.prefix(length))) == nil)
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
        for length in 0..<"114.25 192.47\n".count {
            #expect(uptime(String("114.25 192.47\n".prefix(length))) == nil)
        }
        #expect(uptime("99999999999999999999.00 1.00\n") == nil)
    }
}
