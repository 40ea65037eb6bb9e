import Foundation
import Testing

@testable import Probe

@Suite("The cases of Documentation/QUOTA.md: CPU", .needsLinux)
struct CPUCaseTests {
    func cpu(_ tree: Tree) throws -> CPUQuota { try Invented.quota(tree).cpu }

    @Test("E1: max is no limit")
    func e1() throws {
        let cpu = try cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "max 100000\n"]))
        #expect(cpu.limit == .unlimited)
        #expect(cpu.effectiveCores == 8)
        #expect(cpu.bound == .online)
    }

    @Test("E2: one field has a period of 100000")
    func e2() throws {
        let cpu = try cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "150000\n"]))
        #expect(cpu.limit.value == 1.5)
        let none = try self.cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "max\n"]))
        #expect(none.limit == .unlimited)
    }

    @Test(
        "E3: garbage, an empty file and a period of 0 are unknown, never unlimited",
        arguments: ["100000 0\n", "garbage\n", "", "100000 x", "-1 100000\n", "1 2 3\n"])
    func e3(text: String) throws {
        let cpu = try cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": text]))
        #expect(cpu.limit.unknown?.failure?.code == .malformed)
        #expect(cpu.effectiveCores == 8, "an unknown level sets no bound")
        // A parent's limit still binds, and is reported as incomplete.
        let some = try self.cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.max": text, "/sys/fs/cgroup/a/cpu.max": "200000 100000\n",
            ]))
        #expect(some.limit.value == 2 && !some.limit.isComplete)
    }

    @Test("E3: v1 with a period of 0 or none is unknown", arguments: ["0\n", "x\n", nil])
    func e3v1(period: String?) throws {
        let tree = try Invented.v1(
            "cpu", ["/m/a/b/cpu.cfs_quota_us": "50000\n", "/m/a/b/cpu.cfs_period_us": period])
        #expect(try cpu(tree).limit.unknown?.reason == .level)
    }

    @Test("E4: numbers beyond 32 bits, and a text beyond 16 bytes")
    func e4() throws {
        let long = try cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "10000000 1000000\n"]))
        #expect(long.limit.value == 10)
        let large = try cpu(
            Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "4294967296000000 1000000\n"]))
        #expect(large.limit.value == 4_294_967_296)
        #expect(large.effectiveCores == 8)
        #expect(large.cpuCount(rounding: .up) == 8)
    }

    @Test(
        "E5: a fraction is exact, and the caller rounds",
        arguments: [
            (25_000, 0.25, 1, 1, 1), (50_000, 0.5, 1, 1, 1), (150_000, 1.5, 1, 2, 2),
            (240_000, 2.4, 2, 3, 2), (250_000, 2.5, 2, 3, 3),
        ])
    func e5(quota: Int, cores: Double, down: Int, up: Int, nearest: Int) throws {
        let cpu = try cpu(Invented.v2(["/sys/fs/cgroup/a/cpu.max": "\(quota) 100000\n"]))
        #expect(cpu.effectiveCores == cores)
        #expect(cpu.cpuCount(rounding: .down) == down)
        #expect(cpu.cpuCount(rounding: .up) == up)
        #expect(cpu.cpuCount(rounding: .nearest) == nearest)
    }

    @Test("E6: a quota above the affinity does not bind")
    func e6() throws {
        let cpu = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/cpu.max": "1600000 100000\n",
                "/proc/self/status": "Name:\tx\nCpus_allowed_list:\t1,3-5\n",
            ]))
        #expect(cpu.limit.value == 16)
        #expect(cpu.affinity == 4)
        #expect(cpu.effectiveCores == 4)
        #expect(cpu.bound == .affinity)
    }

    @Test("E7: a limit on the parent binds where the child has no such file")
    func e7() throws {
        let limit = try cpu(Invented.v2(["/sys/fs/cgroup/a/cpu.max": "300000 100000\n"])).limit
        #expect(limit.value == 3 && limit.isComplete)
        #expect(limit.level?.description == "/a")
        #expect(limit.file?.description == "/sys/fs/cgroup/a/cpu.max")
    }

    @Test("E8: the tightest binds, two levels up and by ratio, not by quota")
    func e8() throws {
        let tree = try Invented.v2(
            [
                "/sys/fs/cgroup/a/cgroup.events": "populated 1\n",
                "/sys/fs/cgroup/a/b/c/cpu.max": "100000 100000\n",
                "/sys/fs/cgroup/a/b/cpu.max": "90000 100000\n",
                "/sys/fs/cgroup/a/cpu.max": "400000 1000000\n",
            ], cgroup: "0::/a/b/c\n")
        let limit = try cpu(tree).limit
        #expect(limit.value == 0.4)
        #expect(limit.level?.description == "/a")
    }

    @Test("E9: in the true root nothing limits, and all is seen")
    func e9() throws {
        let quota = try Invented.quota(Invented.v2(cgroup: "0::/\n"))
        #expect(quota.cpu.limit == .unlimited)
        #expect(quota.memory.limit == .unlimited)
        #expect(quota.memory.effectiveBytes == 1 << 30 as Int64)
    }

    @Test("E10: -1 is no limit in v1, and other negative numbers are unknown")
    func e10() throws {
        let none = try cpu(
            Invented.v1(
                "cpu,cpuacct",
                ["/m/a/b/cpu.cfs_quota_us": "-1\n", "/m/a/b/cpu.cfs_period_us": "100000\n"]))
        #expect(none.limit == .unlimited)
        let bad = try cpu(
            Invented.v1(
                "cpu", ["/m/a/b/cpu.cfs_quota_us": "-2\n", "/m/a/b/cpu.cfs_period_us": "100000\n"])
        )
        #expect(bad.limit.unknown?.failure?.code == .malformed)
    }

    @Test("E36: an empty cpuset is the parent's, and v1 without the effective set has its own")
    func e36() throws {
        let empty = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpuset.cpus": "\n",
                "/sys/fs/cgroup/a/cpuset.cpus.effective": "2-3\n",
            ]))
        #expect(empty.cpuset == 2 && empty.cpus?.description == "2-3")
        #expect(empty.effectiveCores == 2 && empty.bound == .cpuset)
        let both = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpuset.cpus": "\n",
                "/sys/fs/cgroup/a/b/cpuset.cpus.effective": "1\n",
            ]))
        #expect(both.cpuset == 1)
        let old = try cpu(Invented.v1("cpuset", ["/m/a/b/cpuset.cpus": "0,4-6\n"]))
        #expect(old.cpuset == 4 && old.cpus?.description == "0,4-6")
        let unset = try cpu(
            Invented.v1(
                "cpuset",
                ["/m/a/b/cpuset.effective_cpus": "\n", "/m/a/b/cpuset.cpus": "0,4-6\n"]))
        #expect(unset.cpus?.description == "0,4-6")
    }

    @Test("A cpuset that is no list of one line is unknown, and said to be")
    func badList() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpuset.cpus.effective": "0-3\n; echo\n",
                "/proc/self/status": "Cpus_allowed_list:\t\n",
            ]))
        #expect(quota.cpu.cpuset == nil && quota.cpu.cpus == nil)
        #expect(quota.cpu.affinity == nil)
        #expect(Set(quota.failures.map(\.source)) == ["cpuset.cpus.effective", "/proc/PID/status"])
        let two = try cpu(Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "max 100000\n1 100000\n"]))
        #expect(two.limit.unknown?.failure?.code == .malformed)
        let empty = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpuset.cpus.effective": "\n",
                "/sys/fs/cgroup/a/b/cpuset.cpus": "0-3\n",
                "/sys/fs/cgroup/a/cpuset.cpus.effective": "2\n",
            ]))
        #expect(empty.cpus?.description == "2", "the request is not the result")
    }

    @Test("E37: of a partition the effective set counts, whatever kind it is")
    func e37() throws {
        let cpu = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpuset.cpus": "4-7\n",
                "/sys/fs/cgroup/a/b/cpuset.cpus.partition": "isolated\n",
                "/sys/fs/cgroup/a/b/cpuset.cpus.effective": "4-7\n",
                "/sys/fs/cgroup/a/cpuset.cpus.effective": "0-3\n",
            ]))
        #expect(cpu.cpus?.description == "4-7" && cpu.effectiveCores == 4)
    }

    @Test("E38: more than 1,024 CPUs")
    func e38() throws {
        let second = stride(from: 0, to: 4096, by: 2).map(String.init).joined(separator: ",")
        let cpu = try cpu(
            Invented.v2([
                "/sys/devices/system/cpu/online": "0-8191\n",
                "/proc/self/status": "Cpus_allowed_list:\t1000-4999\n",
                "/sys/fs/cgroup/a/cpuset.cpus.effective": second + "\n",
            ]))
        #expect(cpu.online == 8192)
        #expect(cpu.affinity == 4000)
        #expect(cpu.cpuset == 2048)
        #expect(cpu.effectiveCores == 2048)
    }

    @Test("E39: CPUs of the affinity that are offline do not count")
    func e39() throws {
        let cpu = try cpu(
            Invented.v2([
                "/sys/devices/system/cpu/online": "0,2,5-6\n",
                "/proc/self/status": "Cpus_allowed_list:\t0-5\n",
            ]))
        #expect(cpu.affinity == 3)
        #expect(cpu.effectiveCores == 3)
    }

    @Test("E56: CPUs are at most what the rest says, where something could not be read")
    func e56() throws {
        let files = [
            "/sys/fs/cgroup/a/cpu.max": "300000 100000\n",
            "/proc/self/status": "Cpus_allowed_list:\t0-7\n",
        ]
        let exact = try cpu(Invented.v2(files))
        #expect(exact.effectiveCores == 3 && exact.effectiveCoresCompleteness.isComplete)
        let tree = try Invented.v2(files)
        try tree.makeFolder("/sys/fs/cgroup/a/b/cpu.max")
        try tree.makeFolder("/sys/fs/cgroup/a/b/cpu.weight")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.effectiveCores == 3)
        #expect(quota.cpu.effectiveCoresCompleteness.state == .atMost)
        #expect(quota.cpu.effectiveCoresCompleteness.incomplete?.reason == .level)
        #expect(quota.cpu.effectiveCoresCompleteness.incomplete?.failure?.source == "cpu.max")
        #expect(quota.failures.contains { $0.source == "cpu.weight" })
        // The affinity lies within a cpuset that could not be read, and a group has none.
        let sets = try Invented.v2(files)
        try sets.makeFolder("/sys/fs/cgroup/a/b/cpuset.cpus.effective")
        #expect(try Invented.quota(sets).cpu.effectiveCoresCompleteness.isComplete)
        let group = try Invented.quota(sets, .cgroup("/a/b")).cpu
        #expect(group.effectiveCoresCompleteness.state == .atMost)
        #expect(
            group.effectiveCoresCompleteness.incomplete?.failure?.source == "cpuset.cpus.effective")
        // Of a process the kernel says its affinity.
        var unknown = files
        unknown["/proc/self/status"] = "Name:\tx\n"
        let unsaid = try Invented.quota(Invented.v2(unknown))
        #expect(unsaid.cpu.effectiveCoresCompleteness.incomplete?.reason == .machine)
        #expect(unsaid.failures.map(\.source) == ["/proc/PID/status"])
        unknown["/proc/self/status"] = nil
        let captured = try Invented.quota(Invented.v2(unknown))
        #expect(captured.cpu.effectiveCoresCompleteness.state == .atMost)
        #expect(captured.failures.isEmpty, "a captured root need not have it")
    }

    @Test("A period is known without a quota too")
    func period() throws {
        let tree = try Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "max 50000\n"])
        let level = try #require(try Invented.quota(tree).levels.first)
        #expect(level.cpu.state == .unlimited && level.cpu.file == "cpu.max")
        #expect(level.cpuPeriodUs == 50000)
        let v1 = try Invented.v1(
            "cpu", ["/m/a/b/cpu.cfs_quota_us": "-1\n", "/m/a/b/cpu.cfs_period_us": "20000\n"])
        #expect(try Invented.quota(v1).levels.first?.cpuPeriodUs == 20000)
    }

    static let lxcfs = "41 30 0:50 / /sys/devices/system/cpu/online ro - fuse.lxcfs lxcfs rw\n"

    @Test(
        "E57: an affinity is not cut with a list of online CPUs that lxcfs numbered",
        arguments: [
            ("0\n", "24\n", "", nil, 1), ("0-5\n", "5,24\n", lxcfs, nil, 2),
            ("0-5\n", "5,24\n", "", "0-63\n", 1), ("0-5\n", "2,5,24\n", "", "16-31\n", 3),
            ("0-1\n", "5\n", lxcfs, "0-63\n", 1),
        ] as [(String, String, String, String?, Int)])
    func e57(
        online: String, allowed: String, mount: String, present: String?, expected: Int
    ) throws {
        let quota = try Invented.quota(
            Invented.v2(
                [
                    "/sys/devices/system/cpu/online": online,
                    "/sys/devices/system/cpu/present": present,
                    "/proc/self/status": "Cpus_allowed_list:\t\(allowed)",
                ], mount: "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n" + mount))
        #expect(quota.cpu.affinity == expected)
        #expect(quota.failures.isEmpty)
    }

    @Test("E58: a cpuset that is mounted with noprefix, and the file that was read")
    func e58() throws {
        let short = try Invented.v1(
            "cpuset,noprefix", ["/m/a/b/cpus": "0,4-6\n", "/m/a/b/mems": "0-1\n"])
        let quota = try Invented.quota(short)
        #expect(
            quota.cpu.cpuset == 4 && quota.cpu.cpus?.description == "0,4-6"
                && quota.cpu.mems?.description == "0-1")
        #expect(quota.levels.first?.cpuset.file == "cpus")
        #expect(quota.levels.first?.cpusetMems.file == "mems")
        let both = try Invented.v1(
            "cpuset,noprefix",
            [
                "/m/a/b/effective_cpus": "2\n", "/m/a/b/cpus": "2-3\n",
                "/m/a/b/effective_mems": "0\n",
            ])
        let level = try #require(try Invented.quota(both).levels.first)
        #expect(level.cpus?.description == "2" && level.cpuset.file == "effective_cpus")
        let own = try Invented.v1("cpuset", ["/m/a/b/cpuset.cpus": "0-3\n"])
        #expect(try Invented.quota(own).levels.first?.cpuset.file == "cpuset.cpus")
        let v2 = try Invented.v2(["/sys/fs/cgroup/a/b/cpuset.cpus.effective": "1\n"])
        #expect(try Invented.quota(v2).levels.first?.cpuset.file == "cpuset.cpus.effective")
    }

    @Test("E40: a burst is reported, and is no capacity")
    func e40() throws {
        let cpu = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.max": "100000 100000\n",
                "/sys/fs/cgroup/a/b/cpu.max.burst": "100000\n",
            ]))
        #expect(cpu.effectiveCores == 1)
        #expect(cpu.burstUs == 100_000 as Int64)
    }

    @Test("E41: a weight is reported, and limits nothing")
    func e41() throws {
        let v2 = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.weight": "1\n", "/sys/fs/cgroup/a/b/cpu.idle": "1\n",
            ]))
        #expect(v2.limit == .unlimited && v2.effectiveCores == 8)
        #expect(v2.weight == 1 as Int64 && v2.isIdle == true)
        let v1 = try cpu(Invented.v1("cpu", ["/m/a/b/cpu.shares": "2\n"]))
        #expect(v1.limit == .unlimited && v1.shares == 2 as Int64)
    }

    @Test("What a quota did is that of the group whose quota binds")
    func throttling() throws {
        let cpu = try cpu(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.stat": "usage_usec 5\nnr_periods 0\nnr_throttled 0\n",
                "/sys/fs/cgroup/a/cpu.max": "50000 100000\n",
                "/sys/fs/cgroup/a/cpu.stat":
                    "usage_usec 9\nnr_periods 13\nnr_throttled 9\nthrottled_usec 440512\n",
            ]))
        #expect(cpu.throttling.throttledPeriods == 9 as Int64)
        #expect(cpu.throttling.throttledNs == 440_512_000 as Int64)
        #expect(cpu.throttling.bursts == nil)
        #expect(cpu.usageNs == 9_000 as Int64)
    }

    @Test("The CPU time used is of the cgroup whose quota binds; where none does, of the own")
    func usage() throws {
        let files = [
            "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
            "/sys/fs/cgroup/a/b/cpu.stat": "usage_usec 5\nuser_usec 3\nsystem_usec 2\n",
            "/sys/fs/cgroup/a/cpu.max": "max 100000\n",
            "/sys/fs/cgroup/a/cpu.stat": "usage_usec 9\nuser_usec 3\nsystem_usec 2\n",
        ]
        let own = try Invented.quota(Invented.v2(files))
        #expect(own.cpu.usageNs == 5_000 as Int64)
        #expect(own.levels.map(\.cpuUsage.value) == [5_000, nil, nil])
        #expect(own.levels[0].cpuUsage.file == "cpu.stat")
        #expect(own.levels[1].cpuUsage.state == .notRead)

        // The tighter of two quotas, though the other is nearer, and the time of that one is unknown.
        var tight = files
        tight["/sys/fs/cgroup/a/b/cpu.max"] = "200000 100000\n"
        tight["/sys/fs/cgroup/a/cpu.max"] = "150000 100000\n"
        #expect(try cpu(Invented.v2(tight)).usageNs == 9_000 as Int64)
        tight["/sys/fs/cgroup/a/cpu.stat"] = nil
        #expect(try cpu(Invented.v2(tight)).usageNs == nil)
    }

    @Test("v1 has the CPU time used beside the quota where cpuacct is mounted with cpu")
    func usageV1() throws {
        let files = [
            "/m/a/b/cpu.cfs_quota_us": "-1\n", "/m/a/b/cpu.cfs_period_us": "100000\n",
            "/m/a/b/cpu.stat": "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n",
        ]
        let apart = try Invented.quota(Invented.v1("cpu", files))
        #expect(apart.cpu.usageNs == nil && apart.failures.isEmpty)
        #expect(apart.levels[0].cpuUsage.state == .absent)

        var joined = files
        joined["/m/a/b/cpuacct.usage"] = "1234567\n"
        joined["/m/a/cpuacct.usage"] = "9876543\n"
        let own = try Invented.quota(Invented.v1("cpu,cpuacct", joined))
        #expect(own.cpu.usageNs == 1_234_567 as Int64 && own.failures.isEmpty)
        #expect(own.levels[0].cpuUsage.file == "cpuacct.usage")
        #expect(own.levels[1].cpuUsage.state == .notRead)
        joined["/m/a/cpu.cfs_quota_us"] = "50000\n"
        joined["/m/a/cpu.cfs_period_us"] = "100000\n"
        #expect(
            try cpu(Invented.v1("cpu,cpuacct", joined)).usageNs == 9_876_543 as Int64)
    }

    /// v1 with cpu at /m and cpuacct at /n, and a quota on /a.
    func apart(
        cpuacct path: String = "/a/b", root: String = "/", point: String = "/n",
        _ more: [String: String] = [:], before: String = "29 20 0:5 / /dev rw - tmpfs tmpfs rw",
        subject: QuotaSubject = .own
    ) throws -> Quota {
        let mounts = [
            before, "30 20 0:26 / /m rw - cgroup cgroup rw,cpu",
            "31 20 0:27 \(root) \(point) rw - cgroup cgroup rw,cpuacct",
        ]
        var files: [String: String?] = [
            "/m/release_agent": "\n", "/m/a/tasks": "", "/m/a/b/tasks": "1\n",
            "/m/a/cpu.cfs_quota_us": "50000\n", "/m/a/cpu.cfs_period_us": "100000\n",
            "/n/a/cpuacct.usage": "7000\n", "/n/a/b/cpuacct.usage": "3000\n",
            "/n/c/cpuacct.usage": "1000\n",
        ]
        for (path, text) in more { files.updateValue(text, forKey: path) }
        return try Invented.quota(
            Invented.v2(
                files, cgroup: "5:cpuacct:\(path)\n4:cpu:/a/b\n",
                mount: mounts.joined(separator: "\n") + "\n"), subject)
    }

    @Test("cpuacct of v1 mounted apart has the time, if the cgroup has the same path there")
    func usageApart() throws {
        let same = try apart()
        #expect(same.cpu.usageNs == 7_000 && same.failures.isEmpty)
        #expect(same.levels.map(\.cpuUsage.value) == [3_000, 7_000, nil])
        #expect(same.hierarchies.map(\.controllers) == [["cpu"]], "it limits nothing")
        let other = try apart(cpuacct: "/c")
        #expect(other.cpu.usageNs == nil && other.levels[0].cpuUsage.state == .absent)
        #expect(other.failures.isEmpty)
        // Only what is below /a/b is shown, and the quota is on /a.
        let below = try apart(root: "/a/b", point: "/o", ["/o/cpuacct.usage": "2000\n"])
        #expect(below.levels.map(\.cpuUsage.value) == [2_000, nil, nil])
        #expect(below.cpu.usageNs == nil)
        let wrong = try apart(["/n/a/cpuacct.usage": "x\n"])
        #expect(wrong.cpu.usageNs == nil && wrong.failures.map(\.source) == ["cpuacct.usage"])
        #expect(try apart(point: "/nowhere").cpu.usageNs == nil)
    }

    @Test("cpuacct of v1 mounted apart: a second mount has the time if the first is not visible")
    func usageApartSecondMount() throws {
        let second = try apart(before: "29 20 0:27 / /gone rw - cgroup cgroup rw,cpuacct")
        #expect(second.cpu.usageNs == 7_000 && second.failures.isEmpty)
    }

    @Test("cpuacct of v1 mounted apart has the time of a cgroup that is named by its directory")
    func usageApartDirectory() throws {
        for name in ["/m/a/b", "/a/b"] {
            let named = try apart(subject: .cgroup(name))
            #expect(named.cpu.usageNs == 7_000 && named.failures.isEmpty, "\(name)")
        }
    }

    @Test(
        "A cpu.stat that is cut at any byte gives the right time or none, and is named",
        arguments: ["50000 100000\n", nil])
    func usageCut(max: String?) throws {
        var text = "usage_usec 421000\nuser_usec 301000\nsystem_usec 120000\n"
        if max != nil {
            text += "nr_periods 13\nnr_throttled 19\nthrottled_usec 440512\n"
            text += "nr_bursts 2\nburst_usec 3120\n"
        }
        for length in 1...text.utf8.count {
            let cut = String(text.prefix(length))
            let quota = try Invented.quota(
                Invented.v2([
                    "/sys/fs/cgroup/a/b/cpu.max": max, "/sys/fs/cgroup/a/b/cpu.stat": cut,
                ]))
            let usage = quota.cpu.usageNs
            let throttling = quota.cpu.throttling
            #expect(usage == nil || usage == 421_000_000, "\(cut)")
            #expect((usage == nil) == quota.levels[0].cpuUsage.isUnknown, "\(cut)")
            #expect(usage != nil || quota.failures.map(\.source) == ["cpu.stat"], "\(cut)")
            #expect(throttling.periods == nil || throttling.periods == 13, "\(cut)")
            #expect(
                throttling.throttledPeriods == nil || throttling.throttledPeriods == 19, "\(cut)")
            if length == text.utf8.count {
                #expect(usage == 421_000_000 && quota.failures.isEmpty)
                #expect((throttling.burstNs == 3_120_000) == (max != nil))
            }
        }
    }

    @Test("CPU time used that is no number is unknown, and named once")
    func usageMalformed() throws {
        let v2 = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.max": "100000 100000\n",
                "/sys/fs/cgroup/a/b/cpu.stat":
                    "usage_usec -5\nnr_periods 3\nnr_throttled 1\nthrottled_usec 7\n",
            ]))
        let wrong = ProbeError(code: .malformed, source: "cpu.stat", line: 1)
        #expect(v2.cpu.usageNs == nil && v2.cpu.throttling.periods == 3 as Int64)
        #expect(v2.levels[0].cpuUsage.state == .unknown(wrong) && v2.failures == [wrong])
        let v1 = try Invented.quota(
            Invented.v1(
                "cpu,cpuacct",
                [
                    "/m/a/b/cpu.cfs_quota_us": "-1\n", "/m/a/b/cpu.cfs_period_us": "100000\n",
                    "/m/a/b/cpuacct.usage": "many\n",
                ]))
        #expect(v1.cpu.usageNs == nil && v1.levels[0].cpuUsage.isUnknown)
        #expect(v1.failures.map(\.source) == ["cpuacct.usage"])
    }
}
