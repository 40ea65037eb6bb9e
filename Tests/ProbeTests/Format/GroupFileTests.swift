import CProbe
import CProbeInternals
import Testing

@Suite("Files of a cgroup")
struct GroupFileTests {
    func span<R>(_ text: String, _ body: (cp_span) -> R) -> R {
        text.asC { body(cp_span(bytes: $0, length: $1)) }
    }

    func cpuMax(_ text: String) -> String {
        var quota = cp_limit_value()
        var period: UInt64 = 0
        guard span(text, { cp_cpu_max_parse($0, &quota, &period) }) else { return "malformed" }
        return quota.is_limited ? "\(quota.value)/\(period)" : "max/\(period)"
    }

    @Test(
        "cpu.max",
        arguments: [
            ("max 100000\n", "max/100000"), ("250000 100000\n", "250000/100000"),
            ("25000\n", "25000/100000"),
            ("10000000000 1000000\n", "10000000000/1000000"), ("100000 0\n", "malformed"),
            ("", "malformed"),
            ("0 100000\n", "malformed"), ("garbage\n", "malformed"), ("1 2 3\n", "malformed"),
            ("-1 100000\n", "malformed"), ("250000 100000\r\n", "malformed"),
            ("250000 100000\n\nx\n", "malformed"), ("\n", "malformed"),
        ])
    func cpuMaxTexts(text: String, expected: String) {
        #expect(cpuMax(text) == expected)
    }

    @Test("cpu.max cut anywhere is malformed, or a shorter text")
    func cut() {
        let text = "250000 100000\n"
        for length in 0..<text.count {
            let part = text.prefix(length).split(separator: " ")
            let expected =
                part.isEmpty ? "malformed" : "\(part[0])/\(part.count > 1 ? part[1] : "100000")"
            #expect(cpuMax(String(text.prefix(length))) == expected)
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) {
        #expect(cpuMax("150000 100000" + end) == "150000/100000")
        #expect(cpuMax("max" + end) == "max/100000")
        var limit = cp_limit_value()
        #expect(span("max" + end) { cp_max_parse($0, &limit) } && !limit.is_limited)
        #expect(span("64" + end) { cp_max_parse($0, &limit) } && limit.value == 64)
        #expect(span("8192" + end) { cp_memory_limit_parse($0, &limit) } && limit.value == 8192)
        #expect(span("-1" + end) { cp_cfs_quota_parse($0, &limit) } && !limit.is_limited)
        #expect(span("50000" + end) { cp_cfs_quota_parse($0, &limit) } && limit.value == 50000)
    }

    @Test(
        "cpu.cfs_quota_us of -1 is no limit",
        arguments: [
            ("-1\n", "none"), ("50000\n", "50000"), ("-2\n", "malformed"), ("0\n", "malformed"),
            ("-", "malformed"), ("", "malformed"),
        ])
    func cfs(text: String, expected: String) {
        var quota = cp_limit_value()
        let ok = span(text) { cp_cfs_quota_parse($0, &quota) }
        #expect((ok ? (quota.is_limited ? "\(quota.value)" : "none") : "malformed") == expected)
    }

    @Test(
        "The largest number of whole pages is no limit, for each size of page",
        arguments: [
            ("9223372036854771712\n", "none"), ("9223372036854710272\n", "none"),
            ("9223372036854775807\n", "none"), ("9223372036854710271\n", "9223372036854710271"),
            ("314572800\n", "314572800"), ("max\n", "malformed"), ("-1\n", "malformed"),
        ])
    func memoryLimit(text: String, expected: String) {
        var limit = cp_limit_value()
        let ok = span(text) { cp_memory_limit_parse($0, &limit) }
        #expect((ok ? (limit.is_limited ? "\(limit.value)" : "none") : "malformed") == expected)
    }

    @Test(
        "memory.max and pids.max are a number or max",
        arguments: [
            ("max\n", "none"), ("0\n", "0"), ("64\n", "64"), ("ma", "malformed"),
            ("64 1\n", "malformed"), ("\n", "malformed"),
            ("18446744073709551616\n", "malformed"),
        ])
    func max(text: String, expected: String) {
        var limit = cp_limit_value()
        let ok = span(text) { cp_max_parse($0, &limit) }
        #expect((ok ? (limit.is_limited ? "\(limit.value)" : "none") : "malformed") == expected)
    }
}
