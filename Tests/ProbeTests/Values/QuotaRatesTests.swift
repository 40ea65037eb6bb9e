import Testing

@testable import Probe

@Suite("How cgroups used their limits between two readings", .needsLinux)
struct QuotaRatesTests {
    typealias Files = [String: String?]

    static let second: Int64 = 1_000_000_000

    /// v2 with a quota of half a CPU on /a, the group above the own.
    static func files(stat: String, events: String = "", pressure: String? = nil) -> Files {
        [
            "/sys/fs/cgroup/a/cpu.max": "50000 100000\n", "/sys/fs/cgroup/a/cpu.stat": stat,
            "/sys/fs/cgroup/a/b/cpu.stat": "usage_usec 0\nnr_periods 0\nthrottled_usec 0\n",
            "/sys/fs/cgroup/a/b/memory.events": events, "/sys/fs/cgroup/a/b/cpu.pressure": pressure,
        ]
    }

    static func quota(_ tree: Tree, at seconds: Int64) throws -> Quota {
        var quota = try Invented.quota(tree)
        quota.monotonicNs = seconds * second
        if quota.pressure != nil { quota.pressure?.monotonicNs = seconds * second }
        return quota
    }

    static func half() throws -> (Quota, Quota) {
        let before = try quota(
            Invented.v2(
                files(
                    stat: "usage_usec 4000000\nnr_periods 10\nnr_throttled 4\nthrottled_usec 70\n",
                    events: "low 0\nhigh 5\nmax 7\noom 1\noom_kill 1\n",
                    pressure: "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000\n")),
            at: 10)
        let after = try quota(
            Invented.v2(
                files(
                    stat:
                        "usage_usec 4900000\nnr_periods 30\nnr_throttled 19\nthrottled_usec 3000070\n",
                    events: "low 0\nhigh 5\nmax 10\noom 3\noom_kill 2\n",
                    pressure: "some avg10=0.00 avg60=0.00 avg300=0.00 total=501000\n")),
            at: 12)
        return (before, after)
    }

    @Test("The use of the limit, the throttled share, events and stalls of the window")
    func window() throws {
        let (before, after) = try Self.half()
        let rates = after.rates(since: before)
        #expect(rates.intervalNs == 2 * Self.second)
        // 0.9 s in two, of half a CPU.
        #expect(rates.cpuCoresUsed == 0.45)
        #expect(rates.cpuPercentOfLimit == 90)
        // 15 of 20 periods, and three seconds of two.
        #expect(rates.throttledPercent == 75)
        #expect(rates.throttledNsPerSecond == 1.5e9)
        #expect(rates.memoryHighEvents == 0 && rates.memoryMaxEvents == 3)
        #expect(rates.memoryOomEvents == 2 && rates.memoryOomKills == 1)
        #expect(rates.pressure.cpuSomePercent == 25 && rates.pressure.cpuFullPercent == nil)
    }

    @Test("A counter that stepped back has no rate, and costs no other")
    func back() throws {
        var (before, after) = try Self.half()
        before.cpu.usageNs = after.cpu.usageNs.map { $0 + 1 }
        before.cpu.throttling.throttledNs = 1 << 60
        before.memory.events.max = 11
        let rates = after.rates(since: before)
        #expect(rates.cpuCoresUsed == nil && rates.cpuPercentOfLimit == nil)
        #expect(rates.throttledNsPerSecond == nil && rates.throttledPercent == 75)
        #expect(rates.memoryMaxEvents == nil && rates.memoryOomKills == 1)
        before.cpu.throttling.periods = after.cpu.throttling.periods.map { $0 + 1 }
        #expect(after.rates(since: before).throttledPercent == nil)
    }

    @Test("A process that moved has no rates, though every counter grew")
    func moved() throws {
        let (_, after) = try Self.half()
        let elsewhere = try Self.quota(
            Invented.v2(
                [
                    "/sys/fs/cgroup/a/c/cgroup.events": "populated 1\n",
                    "/sys/fs/cgroup/a/cpu.max": "50000 100000\n",
                    "/sys/fs/cgroup/a/cpu.stat":
                        "usage_usec 1\nnr_periods 1\nnr_throttled 1\nthrottled_usec 1\n",
                    "/sys/fs/cgroup/a/c/memory.events": "low 0\nhigh 1\nmax 1\noom 1\noom_kill 1\n",
                ], cgroup: "0::/a/c\n"), at: 10)
        let rates = after.rates(since: elsewhere)
        var none = QuotaRates()
        none.intervalNs = 2 * Self.second
        #expect(elsewhere.cpu.usageNs == 1_000 && elsewhere.memory.events.high == 1)
        #expect(rates == none)
    }

    @Test("Another level that binds has other counters; the events stay those of the own")
    func otherLevel() throws {
        let (before, _) = try Self.half()
        var files = Self.files(
            stat: "usage_usec 4900000\nnr_periods 30\nnr_throttled 19\nthrottled_usec 3000070\n",
            events: "low 0\nhigh 6\nmax 10\noom 3\noom_kill 2\n")
        files["/sys/fs/cgroup/a/b/cpu.max"] = "20000 100000\n"
        files["/sys/fs/cgroup/a/b/cpu.stat"] =
            "usage_usec 9000000\nnr_periods 90\nnr_throttled 80\nthrottled_usec 9000000\n"
        let after = try Self.quota(Invented.v2(files), at: 12)
        let rates = after.rates(since: before)
        #expect(after.cpu.usageNs == 9_000_000_000)
        #expect(rates.cpuCoresUsed == nil && rates.cpuPercentOfLimit == nil)
        #expect(rates.throttledPercent == nil && rates.throttledNsPerSecond == nil)
        #expect(rates.memoryHighEvents == 1)
    }

    @Test("A limit that changed has no share; what was used is known")
    func otherLimit() throws {
        let (before, _) = try Self.half()
        var files = Self.files(
            stat: "usage_usec 4900000\nnr_periods 30\nnr_throttled 19\nthrottled_usec 3000070\n")
        files["/sys/fs/cgroup/a/cpu.max"] = "60000 100000\n"
        let rates = try Self.quota(Invented.v2(files), at: 12).rates(since: before)
        #expect(rates.cpuCoresUsed == 0.45 && rates.cpuPercentOfLimit == nil)
        #expect(rates.throttledPercent == 75)
    }

    @Test("Without a limit there is no share of one, and no period")
    func noLimit() throws {
        func quota(_ usage: Int, at seconds: Int64) throws -> Quota {
            let text = "usage_usec \(usage)\nuser_usec \(usage)\nsystem_usec 0\n"
            return try Self.quota(
                Invented.v2(["/sys/fs/cgroup/a/b/cpu.stat": text]), at: seconds)
        }
        let rates = try quota(5_000_000, at: 12).rates(since: quota(2_000_000, at: 10))
        #expect(rates.cpuCoresUsed == 1.5 && rates.cpuPercentOfLimit == nil)
        #expect(rates.throttledPercent == nil && rates.throttledNsPerSecond == nil)
        #expect(rates.memoryMaxEvents == nil && rates.pressure == PressureRates())
        let idle = try Self.half().0
        var later = idle
        later.monotonicNs = 12 * Self.second
        let still = later.rates(since: idle)
        #expect(still.cpuPercentOfLimit == 0 && still.throttledPercent == nil)
        #expect(still.throttledNsPerSecond == 0)
    }

    @Test("More throttled periods than periods, read while both were counted, are all of them")
    func race() throws {
        var (before, after) = try Self.half()
        before.cpu.throttling.throttledPeriods = 0
        after.cpu.throttling.throttledPeriods = 21
        #expect(after.rates(since: before).throttledPercent == 100)
    }

    @Test("A captured root has no clock: events and shares of periods alone")
    func noClock() throws {
        var (before, after) = try Self.half()
        (before.monotonicNs, after.monotonicNs) = (nil, nil)
        let rates = after.rates(since: before)
        #expect(rates.intervalNs == nil && rates.cpuCoresUsed == nil)
        #expect(rates.throttledPercent == 75 && rates.memoryMaxEvents == 3)
    }

    @Test("v1: what cpuacct and the other files count")
    func v1() throws {
        func quota(_ usage: Int, _ failures: Int, at seconds: Int64) throws -> Quota {
            try Self.quota(
                Invented.v1(
                    "cpu,cpuacct,memory",
                    [
                        "/m/a/b/cpu.cfs_quota_us": "150000\n",
                        "/m/a/b/cpu.cfs_period_us": "100000\n",
                        "/m/a/b/cpuacct.usage": "\(usage)\n",
                        "/m/a/b/memory.failcnt": "\(failures)\n",
                    ]), at: seconds)
        }
        let rates = try quota(3_500_000_000, 9, at: 12).rates(since: quota(500_000_000, 4, at: 10))
        #expect(rates.cpuCoresUsed == 1.5 && rates.cpuPercentOfLimit == 100)
        #expect(rates.memoryMaxEvents == 5 && rates.memoryOomEvents == nil)
    }

    @Test("The rates of a sample have those of its quota, and lose them with it")
    func sample() throws {
        let (before, after) = try Self.half()
        var (earlier, later) = (Sample(), Sample())
        earlier.slots.quota.reading = .value(before)
        later.slots.quota.reading = .value(after)
        var rates = later.rates(since: earlier)
        #expect(rates.quota == after.rates(since: before) && rates.quota.throttledPercent == 75)
        var fields: [String: Double] = [:]
        rates.forEachField { section, labels, field, value in
            guard section == .quota, let value else { return }
            #expect(labels == Sample.Field.Labels())
            fields[field.name.description] = value.double
        }
        #expect(fields["cpu_percent_of_limit"] == 90 && fields["memory_oom_kills"] == 1)
        #expect(fields["pressure_cpu_some_percent"] == 25)
        later.rates(since: Sample(), into: &rates)
        #expect(rates.quota == QuotaRates())
    }
}
