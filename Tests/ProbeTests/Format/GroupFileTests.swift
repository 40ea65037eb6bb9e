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
            ("-1 100000\n", "malformed"), ("250000 100000", "malformed"), ("\n", "malformed"),
        ])
    func cpuMaxTexts(text: String, expected: String) {
        #expect(cpuMax(text) == expected)
    }

    @Test("cpu.max cut anywhere is malformed")
    func cut() {
        let text = "250000 100000\n"
        for length in 0..<text.count {
            #expect(cpuMax(String(text.prefix(length))) == "malformed")
        }
    }

    @Test(
        "cpu.cfs_quota_us of -1 is no limit",
        arguments: [
            ("-1\n", "none"), ("50000\n", "50000"), ("-2\n", "malformed"), ("0\n", "malformed"),
            ("5", "malformed"),
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
            ("max\n", "none"), ("0\n", "0"), ("64\n", "64"), ("max", "malformed"),
            ("64 \n", "malformed"),
            ("18446744073709551616\n", "malformed"),
        ])
    func max(text: String, expected: String) {
        var limit = cp_limit_value()
        let ok = span(text) { cp_max_parse($0, &limit) }
        #expect((ok ? (limit.is_limited ? "\(limit.value)" : "none") : "malformed") == expected)
    }
}
