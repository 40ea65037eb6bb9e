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

    private func misc(_ text: String) -> String {
        var (name, number) = (cp_span(), cp_limit_value())
        return span(text) {
            guard cp_misc_parse($0, .CP_LINE_WHOLE, &name, &number) else { return "malformed" }
            return "\(name.length) \(number.is_limited ? "\(number.value)" : "max")"
        }
    }

    private func rdma(_ text: String) -> String {
        span(text) { line in
            var device = cp_span()
            return withUnsafeTemporaryAllocation(of: cp_limit_value.self, capacity: 2) { numbers in
                numbers.initialize(repeating: cp_limit_value())
                guard cp_rdma_parse(line, .CP_LINE_WHOLE, &device, numbers.baseAddress!) else {
                    return "malformed"
                }
                return "\(device.length)"
                    + numbers.map { $0.is_limited ? " \($0.value)" : " max" }.joined()
            }
        }
    }

    @Test(
        "Lines of misc.max and misc.current",
        arguments: [
            ("sev 512", "3 512"), ("sev_es max", "6 max"), ("sev", "malformed"),
            ("sev ", "malformed"), (" 5", "malformed"), ("sev -1", "malformed"),
            ("sev 1 2", "malformed"), ("", "malformed"),
        ])
    func miscLines(text: String, expected: String) {
        #expect(misc(text) == expected)
    }

    @Test(
        "Lines of rdma.max and rdma.current",
        arguments: [
            ("mlx4_0 hca_handle=2 hca_object=2000", "6 2 2000"),
            ("a hca_handle=max hca_object=max", "1 max max"), ("a hca_handle=2", "malformed"),
            ("a hca_object=2 hca_handle=2", "malformed"), ("a", "malformed"), ("", "malformed"),
            ("a hca_handle= hca_object=1", "malformed"),
            (" hca_handle=1 hca_object=1", "malformed"),
        ])
    func rdmaLines(text: String, expected: String) {
        #expect(rdma(text) == expected)
    }

    @Test("Lines of resources cut anywhere are malformed, or have the first digits")
    func resourceCuts() {
        for (text, whole, parse) in [
            ("sev 512", "3 512", misc), ("mlx4_0 hca_handle=2 hca_object=512", "6 2 512", rdma),
        ] {
            for length in 0..<text.count {
                let part = parse(String(text.prefix(length)))
                #expect(part == "malformed" || whole.hasPrefix(part), "\(text.prefix(length))")
            }
        }
    }

    @Test("misc.events: the attempts to exceed a limit, and nothing else")
    func miscEvents() {
        func count(_ text: String) -> UInt64? {
            var (name, count): (cp_span, UInt64) = (cp_span(), 0)
            return span(text) {
                cp_misc_events_parse($0, .CP_LINE_WHOLE, &name, &count) && name.length == 3
                    ? count : nil
            }
        }
        #expect(count("sev.max 12") == 12 && count("sev.other 12") == nil)
        #expect(count("sev.max") == nil && count("sev.max x") == nil && count(".max 1") == nil)
    }

    @Test(
        "uclamp",
        arguments: [
            ("20.25\n", 20.25), ("max\n", 100), ("0.00\n", 0), ("100.00\n", 100), ("100.01\n", nil),
            ("7\n", nil), ("7.5\n", nil), ("", nil), ("-1.00\n", nil), ("1.000\n", nil),
        ] as [(String, Double?)])
    func clamp(text: String, expected: Double?) {
        var percent = 0.0
        #expect((span(text) { cp_uclamp_parse($0, &percent) } ? percent : nil) == expected)
        for length in 0..<text.count {
            let isRead = span(String(text.prefix(length))) { cp_uclamp_parse($0, &percent) }
            #expect(!isRead || expected == nil || percent == expected, "\(length)")
        }
    }

    @Test(
        "Lines of cgroup.procs",
        arguments: [
            ("4711", 4711), ("0", 0), ("", nil), ("x", nil), ("-1", nil), ("2147483648", nil),
            ("1 2", nil),
        ] as [(String, Int32?)])
    func members(text: String, expected: Int32?) {
        var pid: Int32 = 0
        #expect(
            (span(text) { cp_cgroup_pid_parse($0, .CP_LINE_WHOLE, &pid) } ? pid : nil) == expected)
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
