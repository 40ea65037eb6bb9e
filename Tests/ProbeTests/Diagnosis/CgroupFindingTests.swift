import Testing

@testable import Probe

/// Cgroups that are short while the machine is not.
@Suite("Diagnosis: cgroups")
struct CgroupFindingTests {
    private static let mib: Int64 = 1 << 20

    /// A cgroup with a memory limit, of which `available` bytes are left, with nothing counted yet.
    private func limited(_ limit: Int64, available: Int64, cache: Int64 = 0) -> Cgroup {
        var cgroup = Cgroup()
        cgroup.memoryMaxBytes = limit
        cgroup.memoryCurrentBytes = limit - available
        cgroup.memoryWorkingSetBytes = limit - available
        cgroup.activeFileBytes = cache
        (cgroup.eventsHigh, cgroup.eventsMax) = (0, 0)
        (cgroup.eventsOom, cgroup.eventsOomKill) = (0, 0)
        cgroup.pressure.memory.some = Pressure.Stall()
        cgroup.pressure.monotonicNs = nil
        return cgroup
    }

    /// The same with memory.events.local.
    private func local(_ limit: Int64, available: Int64, cache: Int64 = 0) -> Cgroup {
        var cgroup = limited(limit, available: available, cache: cache)
        (cgroup.localHigh, cgroup.localMax, cgroup.localOom, cgroup.localOomKill) = (0, 0, 0, 0)
        return cgroup
    }

    private func wait(_ cgroup: inout Cgroup, percent: Int64) {
        var stall = Pressure.Stall()
        stall.totalNs = percent * 20_000_000
        stall.avg10Percent = Double(percent)
        cgroup.pressure.memory.some = stall
    }

    private func memory(_ machine: MadeMachine) -> [Diagnosis.Finding] {
        machine.diagnosis().findings.filter { $0.resource == .memory }
    }

    @Test("A cgroup at its limit is named with its file and its processes, the machine is not")
    func atLimit() throws {
        var machine = MadeMachine()
        machine.add("java", 10, group: "/shop/web") { $0.rssBytes = 60 << 20 }
        machine.add("sh", 11, group: "/shopping") { $0.rssBytes = 90 << 20 }
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/shop"] = local(64 * Self.mib, available: 0)
            old["/shop/web"] = Cgroup()
            new = old
            new["/shop"]?.localMax = 40
            new["/shop"]?.eventsMax = 40
            self.wait(&new["/shop"]!, percent: 20)
        }
        let findings = memory(machine)
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.kind == .memoryLow && finding.severity == .severe)
        #expect(finding.controlGroup == KernelName("/shop"))
        #expect(finding.limitFile == KernelName("/sys/fs/cgroup/shop/memory.max"))
        #expect(
            finding.title == "Memory limit of 64 MiB reached, 0 B available (/shop)",
            "\(finding.title)")
        #expect(finding.account?.culprits.map(\.process.pid) == [10])
        #expect(finding.account?.controlGroups.map(\.path) == [KernelName("/shop/web")])
        #expect(finding.details.contains("The limit was reached 40 times."), "\(finding.details)")
        #expect(
            finding.details.contains { $0.contains("waited for memory for 20%") },
            "\(finding.details)")
        #expect(
            finding.details.contains { $0.hasPrefix("The machine is not short of memory: 75%") })
        #expect(finding.measured == .init(value: 0, unit: .percent, threshold: 1))
    }

    @Test("Page cache without waits is no shortage; before the limit is reached it is noticed")
    func fullOfCache() {
        var machine = MadeMachine()
        func set(_ cgroup: Cgroup, hits: Int64 = 0, waits: Int64 = 0) {
            machine.cgroups = MadeMachine.cgroups { old, new in
                old["/app"] = cgroup
                new = old
                new["/app"]?.localMax = hits
                self.wait(&new["/app"]!, percent: waits)
            }
        }
        set(local(64 * Self.mib, available: 0, cache: 50 * Self.mib), hits: 300)
        #expect(memory(machine).isEmpty)
        set(local(64 * Self.mib, available: 0, cache: 50 * Self.mib), hits: 300, waits: 15)
        #expect(memory(machine).map(\.severity) == [.severe])
        set(local(64 * Self.mib, available: 0, cache: 0))
        #expect(memory(machine).map(\.severity) == [.noticed])
        // Waits alone are of another limit, or of the machine.
        set(local(64 * Self.mib, available: 40 * Self.mib), waits: 15)
        #expect(memory(machine).isEmpty)
        set(local(64 * Self.mib, available: 40 * Self.mib), hits: 3, waits: 15)
        #expect(memory(machine).map(\.kind) == [.memoryWait])
        #expect(memory(machine).first?.severity == .high)
    }

    @Test("memory.high is the limit where it is lower")
    func high() throws {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            var cgroup = local(64 * Self.mib, available: 32 * Self.mib)
            cgroup.memoryHighBytes = 32 * Self.mib
            old["/app"] = cgroup
            cgroup.localHigh = 9
            self.wait(&cgroup, percent: 40)
            new["/app"] = cgroup
        }
        let finding = try #require(memory(machine).first)
        #expect(finding.limitFile == KernelName("/sys/fs/cgroup/app/memory.high"))
        #expect(finding.severity == .severe && finding.details[0].contains("allows 32 MiB"))
    }

    @Test(
        "Processes killed because of a parent's limit are the parent's, and not the machine's too")
    func killed() throws {
        var machine = MadeMachine()
        var memory = try machine.after.memory.get()
        memory.oomKills = 3
        machine.setMemory(memory) { $0.oomKills = 5 }
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/pod"] = local(64 * Self.mib, available: 30 * Self.mib)
            old["/pod/a"] = local(128 * Self.mib, available: 90 * Self.mib)
            new = old
            (new["/pod"]!.localOom, new["/pod"]!.eventsOom) = (2, 2)
            new["/pod"]?.eventsOomKill = 2
            (new["/pod/a"]!.localOomKill, new["/pod/a"]!.eventsOomKill) = (2, 2)
        }
        let findings = self.memory(machine)
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.kind == .memoryKill && finding.severity == .severe)
        #expect(
            finding.title
                == "2 processes killed by the OOM killer at the memory limit of 64 MiB (/pod)")
        #expect(finding.measured == .init(value: 2, unit: .count))
        #expect(finding.details.contains("Killed: 2 in /pod/a."), "\(finding.details)")
        // A kill that no cgroup explains is the machine's.
        machine.setMemory(memory) { $0.oomKills = 6 }
        #expect(
            self.memory(machine).map(\.title).contains("1 process killed by the OOM killer"))
    }

    @Test("A kill in a cgroup that is gone is that of the cgroup with the limit")
    func killedAndGone() {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/pod"] = local(64 * Self.mib, available: 30 * Self.mib)
            old["/pod/a"] = local(128 * Self.mib, available: 90 * Self.mib)
            new["/pod"] = old["/pod"]
            (new["/pod"]!.localOom, new["/pod"]!.eventsOom) = (1, 1)
            new["/pod"]?.eventsOomKill = 1
        }
        #expect(memory(machine).map(\.controlGroup) == [KernelName("/pod")])
    }

    @Test("Processes killed because the machine was out of memory are no cgroup's")
    func killedByMachine() throws {
        var machine = MadeMachine()
        machine.setMemory(try machine.after.memory.get()) { $0.oomKills = 4 }
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/pod"] = local(64 * Self.mib, available: 30 * Self.mib)
            new = old
            (new["/pod"]!.localOomKill, new["/pod"]!.eventsOomKill) = (1, 1)
        }
        #expect(memory(machine).map(\.controlGroup) == [nil])
    }

    @Test("A parent that only adds up the events of its child is not reported as well")
    func aggregated() {
        for hasLocal in [true, false] {
            var machine = MadeMachine()
            let make = hasLocal ? local : limited
            machine.cgroups = MadeMachine.cgroups { old, new in
                old["/a"] = make(66 * Self.mib, 2 * Self.mib, 0)
                old["/a/b"] = make(64 * Self.mib, 0, 0)
                new = old
                (new["/a"]!.eventsMax, new["/a/b"]!.eventsMax) = (7, 7)
                if hasLocal { new["/a/b"]?.localMax = 7 }
                for path in ["/a", "/a/b"] { self.wait(&new[path]!, percent: 20) }
            }
            #expect(
                memory(machine).map(\.controlGroup) == [KernelName("/a/b")], "\(hasLocal)")
        }
        // A parent that reached its own limit is.
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/a"] = local(66 * Self.mib, available: 0)
            old["/a/b"] = local(64 * Self.mib, available: 0)
            new = old
            (new["/a"]!.localMax, new["/a/b"]!.localMax) = (1, 7)
        }
        #expect(memory(machine).count == 2)
    }

    @Test("v1: failures to allocate, and the machine's waits, where the cgroup has no pressure")
    func v1() throws {
        var machine = MadeMachine()
        func set(hits: Int64, kills: Int64 = 0) {
            machine.cgroups = MadeMachine.cgroups(isV2: false) { old, new in
                old["/app"] = limited(64 * Self.mib, available: 0, cache: 60 * Self.mib)
                old["/app"]?.pressure = Pressure()
                (old["/app"]!.eventsOom, old["/app"]!.eventsHigh) = (nil, nil)
                new = old
                (new["/app"]!.eventsMax, new["/app"]!.eventsOomKill) = (hits, kills)
            }
        }
        set(hits: 50)
        #expect(memory(machine).isEmpty)
        machine.setPressure { _, new in new.memory.some?.totalNs = 400_000_000 }
        let finding = try #require(memory(machine).first)
        #expect(finding.controlGroup == KernelName("/app") && memory(machine).count == 1)
        #expect(
            finding.limitFile == KernelName("/sys/fs/cgroup/memory/app/memory.limit_in_bytes"))
        set(hits: 0)
        #expect(memory(machine).map(\.controlGroup) == [nil], "the waits are the machine's")
        set(hits: 5, kills: 2)
        #expect(memory(machine).map(\.kind) == [.memoryKill])
    }

    @Test("The own limit is reported once")
    func own() {
        var machine = MadeMachine()
        var quota = Quota()
        quota.memory.limit = .limited(
            64 * Self.mib,
            by: LimitSource(level: "/own", file: "/sys/fs/cgroup/own/memory.max"),
            incomplete: nil)
        quota.memory.availableBytes = 0
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/own"] = local(64 * Self.mib, available: 0)
            new = old
            new["/own"]?.localMax = 4
        }
        #expect(memory(machine).map(\.controlGroup) == [KernelName("/own")])
        #expect(memory(machine).first?.limitFile == KernelName("/sys/fs/cgroup/own/memory.max"))
    }

    private func tasks(
        _ current: Int64, of limit: Int64?, failed: Int64 = 0
    ) -> Cgroup {
        var cgroup = Cgroup()
        (cgroup.pidsCurrent, cgroup.pidsMax, cgroup.pidsEventsMax) = (current, limit, failed)
        return cgroup
    }

    @Test("A fork that failed is put down to the limit, whichever kernel counted it")
    func taskLimit() throws {
        var machine = MadeMachine()
        machine.add("make", 10, group: "/a/b") { $0.threads = 7 }
        machine.add("sh", 11, group: "/a") { $0.threads = 1 }
        machine.add("sh", 12, group: "/") { $0.threads = 1 }
        // Since 6.11 the limit's cgroup and those above it count; before, the cgroup of the fork.
        for counting in [["/a", "/"], ["/a/b"]] {
            machine.cgroups = MadeMachine.cgroups { old, new in
                old["/"] = tasks(50, of: nil)
                old["/a"] = tasks(8, of: 8)
                old["/a/b"] = tasks(7, of: 100)
                new = old
                for path in counting { new[path]?.pidsEventsMax = 3 }
            }
            let findings = machine.diagnosis().findings
            let finding = try #require(findings.first)
            #expect(findings.count == 1 && finding.kind == .taskLimit, "\(findings.map(\.title))")
            #expect(finding.severity == .severe && finding.resource == .tasks)
            #expect(finding.title == "3 forks failed at the limit of 8 tasks (/a)")
            #expect(finding.limitFile == KernelName("/sys/fs/cgroup/a/pids.max"))
            #expect(finding.measured == .init(value: 100, unit: .percent, threshold: 100))
            #expect(finding.account?.culprits.map(\.process.pid) == [10, 11])
            #expect(finding.account?.culprits.first?.amount == "7 tasks")
        }
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/a"] = tasks(90, of: 100, failed: 5)
            old["/b"] = tasks(1, of: 0)
            new = old
        }
        let near = try #require(machine.finding(.tasks))
        #expect(
            near.severity == .noticed && near.title.hasPrefix("Limit of 100 tasks nearly used up"))
        #expect(machine.diagnosis().findings.count == 1)
    }

    @Test("The list of a cgroup's processes decides, where it was read")
    func members() throws {
        var machine = MadeMachine()
        machine.add("sh", 11, group: "/other/hierarchy") { $0.threads = 9 }
        machine.add("sh", 12, group: "/a") { $0.threads = 9 }
        machine.cgroups = MadeMachine.cgroups(isV2: false) { old, new in
            old["/a"] = tasks(9, of: 9)
            new = old
        }
        machine.cgroups?.members["/sys/fs/cgroup/pids/a"] = [11]
        let finding = try #require(machine.finding(.tasks))
        #expect(finding.account?.culprits.map(\.process.pid) == [11])
        #expect(finding.account?.controlGroups == [])
    }

    @Test("Throttled cgroups are named, the worst first, and no more than can be read")
    func throttled() throws {
        var machine = MadeMachine()
        let id = String(repeating: "0123456789abcdef", count: 4)
        machine.cgroups = MadeMachine.cgroups { old, new in
            for number in 1...12 {
                let path = number == 12 ? "/docker/\(id)" : "/c\(number)"
                var cgroup = Cgroup()
                (cgroup.quotaNs, cgroup.periodNs) = (20_000_000, 100_000_000)
                (cgroup.periods, cgroup.throttledPeriods, cgroup.usageNs) = (100, 50, 0)
                old[path] = cgroup
                cgroup.periods = 120
                // 10 to 12 are severe, 2 to 9 high.
                cgroup.throttledPeriods = 50 + Int64(number == 1 ? 0 : number)
                cgroup.usageNs = 400_000_000
                new[path] = cgroup
            }
        }
        let findings = machine.diagnosis().findings.filter { $0.resource == .cpuQuota }
        #expect(
            findings.count == 8 && findings.last?.details.last?.hasPrefix("3 more cgroups") == true)
        let values = findings.map { $0.measured.map { decimal($0.value, 0) } ?? "" }
        #expect(values == ["60", "55", "50", "45", "40", "35", "30", "25"])
        #expect(findings.prefix(3).allSatisfy { $0.severity == .severe })
        #expect(findings.dropFirst(3).allSatisfy { $0.severity == .high })
        let worst = try #require(findings.first)
        #expect(worst.severity == .severe && worst.container == "0123456789ab")
        #expect(worst.details.contains("The cgroup is that of container 0123456789ab."))
        #expect(worst.details.contains("The cgroup used 0.2 CPUs, 100% of the quota."))
        #expect(
            worst.limitFile == KernelName("/sys/fs/cgroup/docker/\(id)/cpu.max"))
    }

    /// A machine with a quota of 0.2 CPUs in "/a", used up in some periods of two seconds.
    private func throttled(_ periods: Int64, of all: Int64, usedPercent: Int64) -> MadeMachine {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            var cgroup = Cgroup()
            (cgroup.quotaNs, cgroup.periodNs) = (20_000_000, 100_000_000)
            (cgroup.periods, cgroup.throttledPeriods, cgroup.usageNs) = (0, 0, 0)
            old["/a"] = cgroup
            (cgroup.periods, cgroup.throttledPeriods) = (all, periods)
            cgroup.usageNs = usedPercent * 4_000_000
            new["/a"] = cgroup
        }
        return machine
    }

    @Test("A cgroup that hardly runs is only noticed, however many of its periods were throttled")
    func hardlyRunning() {
        func severity(_ periods: Int64, of all: Int64, usedPercent: Int64) -> Diagnosis.Severity? {
            throttled(periods, of: all, usedPercent: usedPercent).finding(.cpuQuota)?.severity
        }
        #expect(severity(2, of: 4, usedPercent: 10) == .noticed)
        #expect(severity(9, of: 9, usedPercent: 45) == .noticed)
        #expect(severity(20, of: 40, usedPercent: 24) == .noticed)
        #expect(severity(20, of: 40, usedPercent: 50) == .severe)
        #expect(severity(5, of: 10, usedPercent: 25) == .severe)
    }

    @Test("A cgroup throttled for a moment does not explain why the machine waits for a CPU")
    func waiting() {
        for (periods, isExplained) in [(Int64(1), false), (9, false), (10, true)] {
            var machine = throttled(periods, of: 100, usedPercent: 100)
            machine.setPressure { _, new in new.cpu.some?.totalNs = 1_400_000_000 }
            #expect(machine.finding(.cpuQuota) != nil)
            #expect((machine.finding(.pressure) == nil) == isExplained, "\(periods)")
        }
    }

    @Test("With page cache and no waits the severity is that of memory and cache together")
    func cacheBeforeLimit() {
        var machine = MadeMachine()
        for (cache, severity) in [(11, nil), (9, .noticed), (4, .high), (0, .severe)]
            as [(Int64, Diagnosis.Severity?)]
        {
            machine.cgroups = MadeMachine.cgroups { old, new in
                old["/app"] = local(100 * Self.mib, available: 0, cache: cache * Self.mib)
                new = old
                new["/app"]?.localMax = 3
            }
            #expect(memory(machine).first?.severity == severity, "\(cache)")
        }
    }

    @Test("Parents are found by path, whatever the order and the depths of a decoded table")
    func decoded() throws {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/"] = tasks(50, of: nil)
            old["/a"] = tasks(8, of: 8)
            old["/a/b"] = tasks(7, of: 100)
            old["/a/b/c"] = tasks(7, of: nil)
            new = old
            for path in ["/", "/a"] { new[path]?.pidsEventsMax = 3 }
        }
        let expected = machine.diagnosis().findings
        #expect(expected.count == 1 && expected[0].limitFile == "/sys/fs/cgroup/a/pids.max")
        machine.cgroups?.after.cgroups.reverse()
        for index in 0..<4 {
            machine.cgroups?.after.cgroups[index].depth = [.max, .min, 7, -1][index]
        }
        machine.cgroups?.after.start = "/"
        #expect(machine.diagnosis().findings == expected)
        // The nearest cgroup above that is listed.
        machine.cgroups?.after.cgroups.removeAll { $0.path == "/a/b" || $0.path == "/" }
        let changes = CgroupChanges(try #require(machine.cgroups))
        #expect(changes.parents == [1, nil] && changes.deepestFirst == [0, 1])
        #expect(machine.diagnosis().findings == expected)
        // A file is named only if its directory is known.
        machine.cgroups?.after.start = nil
        #expect(machine.finding(.tasks)?.limitFile == nil)
        #expect(machine.finding(.tasks)?.details.first?.hasPrefix("pids.max allows") == true)
    }

    @Test("The numbers of a hostile document do not trap")
    func hostile() {
        for number in [Int64.min, -1, 0, 1, .max] {
            var machine = MadeMachine()
            machine.cgroups = MadeMachine.cgroups(isStill: number < 0) { old, new in
                for path in ["/a", "/a/b", "/a/c"] {
                    var cgroup = tasks(number, of: .max, failed: number)
                    (cgroup.memoryMaxBytes, cgroup.memoryHighBytes) = (.max, .max)
                    (cgroup.memoryCurrentBytes, cgroup.activeFileBytes) = (number, number)
                    (cgroup.eventsMax, cgroup.eventsHigh) = (number, number)
                    (cgroup.eventsOom, cgroup.eventsOomKill) = (number, number)
                    (cgroup.quotaNs, cgroup.periodNs) = (number, 1)
                    (cgroup.periods, cgroup.throttledPeriods) = (number, number)
                    cgroup.usageNs = number
                    (old[path], new[path]) = (tasks(0, of: 1), cgroup)
                }
            }
            #expect(machine.diagnosis().isMeasured)
        }
    }

    @Test("A cgroup that was created in the window counts from 0")
    func created() {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/a"] = tasks(1, of: 9, failed: 4)
            new["/a"] = tasks(1, of: 9, failed: 4)
            new["/a"]?.inode = 77
        }
        #expect(machine.finding(.tasks)?.title == "4 forks failed at the limit of 9 tasks (/a)")
    }
}

/// The same from the files of captured machines, whose counters are all there is.
@Suite("Diagnosis: cgroups of captured machines", .needsLinux)
struct CgroupCaptureTests {
    private func stat(_ pid: Int, _ name: String, threads: Int = 1, pages: Int) -> String {
        "\(pid) (\(name)) S 1 \(pid) \(pid) 0 -1 4194304 0 0 0 0 5 5 0 0 20 0 \(threads) 0 100 "
            + "400000000 \(pages) 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
    }

    private func diagnosis(_ files: [String: String]) throws -> Diagnosis {
        var all = files
        all["/proc/meminfo"] = "MemTotal: 16777216 kB\nMemAvailable: 12582912 kB\n"
        all["/proc/uptime"] = "5000.00 1.00\n"
        all["/proc/loadavg"] = "0.00 0.00 0.00 1/100 20\n"
        all["/sys/devices/system/cpu/online"] = "0-3\n"
        for (pid, name) in [(10, "java"), (11, "cron")] {
            all["/proc/\(pid)/stat"] = stat(pid, name, threads: 4, pages: 10_000 + pid)
            all["/proc/\(pid)/statm"] = "100000 \(10_000 + pid) 100 10 0 9000 0\n"
        }
        let tree = try Tree(all)
        return try withExtendedLifetime(tree) {
            var collector = try Collector(root: tree.root)
            var session = Diagnosis.Session(&collector)
            while session.look(&collector) != nil {}
            return session.finish(&collector)
        }
    }

    private func hold(_ diagnosis: Diagnosis, _ files: [Diagnosis.Kind: String]) throws {
        let found = diagnosis.findings.filter { $0.controlGroup == KernelName("/app") }
        #expect(
            Set(found.map(\.kind)) == Set(files.keys), "\(diagnosis.findings.map { $0.title })")
        for finding in found {
            #expect(finding.limitFile.map { "\($0)" } == files[finding.kind], "\(finding.kind)")
            #expect(
                finding.account?.culprits.map(\.process.pid) ?? [10] == [10], "\(finding.kind)")
            #expect(
                finding.details.contains { $0.contains("since the cgroup was created") },
                "\(finding.details)")
        }
        #expect(found.first { $0.kind == .memoryKill }?.severity == .noticed)
        #expect(found.first { $0.kind == .quotaUsedUp }?.measured?.value == 75)
        let limit = found.first { $0.kind == .taskLimit }
        #expect(
            limit?.title
                == "6 forks failed at the limit of 4 tasks since the cgroup was created (/app)")
        #expect(limit?.account?.culprits.first?.process.pid == 10)
    }

    @Test("v2")
    func v2() throws {
        try hold(
            diagnosis([
                "/proc/self/cgroup": "0::/\n", "/proc/10/cgroup": "0::/app\n",
                "/proc/11/cgroup": "0::/\n",
                "/proc/self/mountinfo": "30 20 0:26 / /c rw - cgroup2 cgroup2 rw\n",
                "/c/cgroup.controllers": "cpu memory pids\n",
                "/c/cgroup.subtree_control": "cpu memory pids\n",
                "/c/app/cgroup.procs": "10\n",
                "/c/app/cpu.max": "25000 100000\n",
                "/c/app/cpu.stat":
                    "usage_usec 9\nnr_periods 40\nnr_throttled 30\nthrottled_usec 1\n",
                "/c/app/memory.current": "67108864\n", "/c/app/memory.max": "67108864\n",
                "/c/app/memory.events": "low 0\nhigh 0\nmax 9\noom 2\noom_kill 2\n",
                "/c/app/memory.events.local": "low 0\nhigh 0\nmax 9\noom 2\noom_kill 2\n",
                "/c/app/pids.current": "4\n", "/c/app/pids.max": "4\n",
                "/c/app/pids.events": "max 6\n",
            ]),
            [
                .quotaUsedUp: "/c/app/cpu.max", .memoryKill: "/c/app/memory.max",
                .taskLimit: "/c/app/pids.max",
            ])
    }

    private static let v1Files = [
        "/c/cpu/app/cpu.cfs_quota_us": "25000\n", "/c/cpu/app/cpu.cfs_period_us": "100000\n",
        "/c/cpu/app/cpu.stat": "nr_periods 40\nnr_throttled 30\nthrottled_time 1\n",
        "/c/cpu/app/cgroup.procs": "10\n",
        "/c/memory/app/memory.usage_in_bytes": "67108864\n",
        "/c/memory/app/memory.limit_in_bytes": "67108864\n",
        "/c/memory/app/memory.failcnt": "9\n",
        "/c/memory/app/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
        "/c/memory/app/cgroup.procs": "10\n",
    ]

    @Test("v1, where the cgroup of each controller has processes of its own")
    func v1() throws {
        var files = Self.v1Files
        files["/proc/self/cgroup"] = "3:cpu:/\n2:memory:/\n1:pids:/\n"
        files["/proc/10/cgroup"] =
            "4:name=systemd:/elsewhere\n3:cpu:/app\n2:memory:/app\n1:pids:/app\n"
        files["/proc/11/cgroup"] = "4:name=systemd:/app\n3:cpu:/\n2:memory:/\n1:pids:/\n"
        files["/proc/self/mountinfo"] = """
            31 20 0:31 / /c/cpu rw - cgroup cgroup rw,cpu
            33 20 0:33 / /c/memory rw - cgroup cgroup rw,memory
            34 20 0:34 / /c/pids rw - cgroup cgroup rw,pids

            """
        files["/c/pids/app/pids.current"] = "4\n"
        files["/c/pids/app/pids.max"] = "4\n"
        files["/c/pids/app/pids.events"] = "max 6\n"
        files["/c/pids/app/cgroup.procs"] = "10\n"
        try hold(
            diagnosis(files),
            [
                .quotaUsedUp: "/c/cpu/app/cpu.cfs_quota_us",
                .memoryKill: "/c/memory/app/memory.limit_in_bytes",
                .taskLimit: "/c/pids/app/pids.max",
            ])
    }

    @Test("Hybrid: tasks in the v2 hierarchy, the others in v1")
    func hybrid() throws {
        var files = Self.v1Files
        files["/proc/self/cgroup"] = "3:cpu:/\n2:memory:/\n0::/\n"
        files["/proc/10/cgroup"] = "3:cpu:/app\n2:memory:/app\n0::/app\n"
        files["/proc/11/cgroup"] = "3:cpu:/\n2:memory:/\n0::/\n"
        files["/proc/self/mountinfo"] = """
            31 20 0:31 / /c/cpu rw - cgroup cgroup rw,cpu
            33 20 0:33 / /c/memory rw - cgroup cgroup rw,memory
            34 20 0:34 / /c/unified rw - cgroup2 cgroup2 rw

            """
        files["/c/unified/cgroup.controllers"] = "pids\n"
        files["/c/unified/cgroup.subtree_control"] = "pids\n"
        files["/c/unified/app/pids.current"] = "4\n"
        files["/c/unified/app/pids.max"] = "4\n"
        files["/c/unified/app/pids.events"] = "max 6\n"
        files["/c/unified/app/cgroup.procs"] = "10\n"
        try hold(
            diagnosis(files),
            [
                .quotaUsedUp: "/c/cpu/app/cpu.cfs_quota_us",
                .memoryKill: "/c/memory/app/memory.limit_in_bytes",
                .taskLimit: "/c/unified/app/pids.max",
            ])
    }
}
