import Testing

@testable import Probe

@Suite("Diagnosis")
struct DiagnosisTests {
    @Test("Where nothing is short it says so, with what was measured")
    func nothing() {
        var machine = MadeMachine()
        machine.add("nginx", 10, cpuPercent: 4)
        let diagnosis = machine.diagnosis()
        #expect(diagnosis.findings.isEmpty && diagnosis.isMeasured)
        #expect(
            diagnosis.headlines == [
                "Nothing is short: 2% of 4 CPUs in use, load 0.10, 12 GiB of 16 GiB memory available, "
                    + "nothing swapped, waiting for a CPU 0%, for memory 0%, for disks 0%, busiest "
                    + "process nginx 10 with 4% of one CPU."
            ])
    }

    @Test("Where nothing was measured it does not say that nothing is short")
    func unmeasured() {
        let diagnosis = Diagnosis(Diagnosis.Evidence(before: Sample(), after: Sample()))
        #expect(!diagnosis.isMeasured)
        #expect(diagnosis.headlines == ["Nothing could be measured."])
    }

    @Test("Busy CPUs are attributed to kinds of processes by name, and the rest is reported")
    func busy() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        machine.add("swift-frontend", 10, cpuPercent: 98, ["/usr/bin/swift-frontend", "-c"])
        machine.add("clang", 11, cpuPercent: 90, group: "/user.slice/session-1.scope")
        machine.add("borg", 12, cpuPercent: 60, ["/usr/bin/python3", "/usr/bin/borg", "create"])
        machine.add("idle", 13)
        machine.add("probectl", 9999, cpuPercent: 10)
        let diagnosis = machine.diagnosis()
        #expect(
            diagnosis.headlines == [
                "CPU busy (97% of 4 CPUs) due to: 2 development processes (swift-frontend, clang), "
                    + "1 backup process (borg)."
            ])
        let finding = try #require(diagnosis.findings.first)
        #expect(finding.severity == .severe)
        let account = try #require(finding.account)
        #expect(account.culprits.map(\.process.pid) == [10, 11, 12])
        #expect(account.culprits[0].amount == "98% of one CPU")
        // 98 of the 388 percent that were in use.
        #expect(abs(account.culprits[0].sharePercent - 25.26) < 0.1)
        #expect(abs((account.unaccountedPercent ?? 0) - (388 - 258) / 3.88) < 0.1)
        #expect(
            account.remarks.first?.hasPrefix("34% of it belongs to processes that started") == true)
        #expect(account.controlGroups.map(\.path.description) == ["/user.slice/session-1.scope"])
    }

    @Test("Busy CPUs are reported even if no process is visible, and none is blamed")
    func unseen() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        let finding = try #require(machine.finding(.cpu))
        #expect(finding.headline == "CPU busy (97% of 4 CPUs).")
        #expect(finding.details.last == "The processes are not visible here.")
    }

    @Test("What ended within the window is counted and said to have ended")
    func ended() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 60)
        machine.add("yes", 10, cpuPercent: 50)
        machine.add("cc1plus", 11, cpuPercent: 100)
        var activity = Diagnosis.ProcessActivity()
        activity.add(machine.first)
        activity.add(machine.last)
        machine.last.processes.removeLast()
        machine.last.monotonicNs? += 1
        activity.add(machine.last)
        var evidence = machine.evidence
        evidence.activity = activity
        let account = try #require(Diagnosis(evidence).findings.first?.account)
        #expect(account.culprits.map(\.hasEnded) == [true, false])
        #expect(account.categories.map(\.category) == [.development, .loadTest])
    }

    @Test("Children that no table saw are put down to the parent that waited for them")
    func storm() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 60)
        // 240 percent of one CPU over two seconds: 4.8 s.
        machine.add("bash", 10, cpuPercent: 30) {
            ($0.childrenUserTimeNs, $0.childrenSystemTimeNs) = (1_900_000_000, 1_100_000_000)
        }
        machine.add("yes", 11, cpuPercent: 13)
        (
            machine.first.processes[0].childrenUserTimeNs,
            machine.first.processes[0].childrenSystemTimeNs
        ) =
            (100_000_000, 100_000_000)
        // One of them was seen: with 0.4 s of its own, and 0.2 s of its child.
        machine.add("child", 12, cpuPercent: 5)
        machine.last.processes.removeLast()
        machine.first.processes[2].parentPid = 10
        machine.first.processes[2].totalTimeNs = 400_000_000
        (
            machine.first.processes[2].childrenUserTimeNs,
            machine.first.processes[2].childrenSystemTimeNs
        ) =
            (200_000_000, 0)
        let account = try #require(machine.finding(.cpu)?.account)
        #expect(account.culprits.first?.process.pid == 10)
        // 2.8 s in children less 0.6 s: 110 percent.
        #expect(account.culprits.first?.amount == "140% of one CPU, 110% in children that ended")
        #expect(account.mainCategories.flatMap(\.names) == ["bash"])
    }

    @Test("An unaccounted share is not attributed to a process with less")
    func unaccounted() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        machine.add("yes", 10, cpuPercent: 52)
        let finding = try #require(machine.finding(.cpu))
        #expect(finding.headline == "CPU busy (97% of 4 CPUs).")
        #expect(finding.account?.remarks.first?.hasPrefix("87% of it belongs to") == true)
    }

    @Test("One process that fills one of many CPUs is noticed, and nothing is short")
    func oneBusy() {
        var machine = MadeMachine()
        machine.setCPU(percent: 26)
        machine.add("yes", 10, cpuPercent: 99)
        let headlines = machine.diagnosis().headlines
        #expect(headlines[0].hasPrefix("Nothing is short: 26% of 4 CPUs in use"))
        #expect(
            headlines[1]
                == "Noticed: 1 process fills a CPU (99% of one) due to: 1 load test process (yes).")
    }

    @Test("A quota that is used up is reported, while the machine is idle")
    func throttled() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 13)
        machine.add("java", 10, cpuPercent: 45, group: "/app.slice/app.service")
        machine.add("yes", 11, cpuPercent: 5, group: "/app.sliced")
        var (old, new) = (Quota(), Quota())
        let source = LimitSource(
            level: KernelName(bytes: Array("/app.slice".utf8)),
            file: KernelName(bytes: Array("/sys/fs/cgroup/app.slice/cpu.max".utf8)))
        old.cpu.limit = .limited(0.5, by: source, incomplete: nil)
        (old.cpu.throttling.periods, old.cpu.throttling.throttledPeriods) = (100, 50)
        new = old
        (new.cpu.throttling.periods, new.cpu.throttling.throttledPeriods) = (120, 68)
        machine.quota = Diagnosis.QuotaWindow(before: old, after: new)
        let finding = try #require(machine.diagnosis().findings.first)
        #expect(finding.resource == .cpuQuota && finding.severity == .severe)
        #expect(
            finding.headline
                == "CPU quota of 0.5 used up in 90% of its periods (/app.slice) due to: "
                + "1 other process (java).")
        #expect(finding.details.contains { $0.contains("18 of 20 periods") })
        #expect(finding.details.contains { $0.contains("used 0.45 CPUs, 90% of the quota") })
        #expect(finding.details.contains { $0.contains("The machine itself is not busy") })
        machine.quota = Diagnosis.QuotaWindow(before: old, after: old)
        #expect(machine.finding(.cpuQuota) == nil)
        // Where nothing moves, what was counted before is all there is.
        machine.quota = Diagnosis.QuotaWindow(before: old, after: old, isStill: true)
        let still = try #require(machine.finding(.cpuQuota))
        #expect(still.severity == .severe)
        #expect(
            still.details.contains {
                $0.contains("in 50 of 100 periods since the cgroup was created")
            })
    }

    @Test("Kills that were counted before are noticed where nothing moves, and else are not")
    func killedBefore() throws {
        var machine = MadeMachine()
        #expect(machine.finding(.memory) == nil)
        machine.isStill = true
        let finding = try #require(machine.finding(.memory))
        #expect(finding.severity == .noticed && finding.account == nil)
        #expect(finding.headline == "3 processes killed by the OOM killer since boot.")
        #expect(!finding.details.contains { $0.contains("dmesg") })
    }

    @Test("Swap that is full is only noticed while memory is available and nothing is swapped")
    func fullSwap() throws {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.swapUsedBytes = 4 * MadeMachine.gib
        memory.swapUsagePercent = 100
        machine.setMemory(memory)
        #expect(machine.finding(.swap)?.severity == .noticed)
        memory.availableBytes = MadeMachine.gib
        machine.setMemory(memory)
        #expect(machine.finding(.swap)?.severity == .high)
        memory.availableBytes = nil
        machine.setMemory(memory)
        #expect(machine.finding(.swap)?.severity == .high)
    }

    @Test("Little memory, waiting and killing for it are reported with the largest processes")
    func memory() throws {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.availableBytes = MadeMachine.gib / 2
        memory.usedBytes = memory.totalBytes! - memory.availableBytes!
        machine.setMemory(memory) { $0.oomKills! += 1 }
        machine.setPressure { _, new in
            new.memory.some?.totalNs = 400_000_000
            new.memory.some?.avg10Percent = 22
            new.memory.some?.avg60Percent = 20
            new.memory.some?.avg300Percent = 4
        }
        machine.add("mysqld", 10) { $0.rssBytes = 10 * MadeMachine.gib }
        let finding = try #require(machine.finding(.memory))
        #expect(finding.severity == .severe)
        #expect(
            finding.headline == "1 process killed by the OOM killer due to: "
                + "1 database process (mysqld).")
        #expect(finding.details[0] == "512 MiB of 16 GiB are available to programs.")
        #expect(finding.details.contains { $0.contains("waited for memory for 20% of the time") })
        #expect(finding.since?.words == "for about a minute")
        machine.setMemory(memory)
        #expect(
            machine.finding(.memory)?.title == "Little memory left (512 MiB of 16 GiB available)")
    }

    @Test("The cache of ZFS is available, down to its minimum", .needsLinux)
    func cacheOfZFS() throws {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.availableBytes = MadeMachine.gib / 2
        machine.setMemory(memory)
        var evidence = machine.evidence
        #expect(Diagnosis(evidence).findings.map(\.kind) == [.memoryLow])
        evidence.storage = Storage()
        evidence.storage?.arc = Storage.ARC()
        #expect(Diagnosis(evidence).findings.map(\.kind) == [.memoryLow])
        evidence.storage?.arc?.availableBytes = 8 * MadeMachine.gib
        #expect(Diagnosis(evidence).findings.isEmpty)
        evidence.storage?.arc?.availableBytes = .max
        #expect(Diagnosis(evidence).findings.isEmpty)
        evidence.storage?.arc?.availableBytes = MadeMachine.gib / 4
        let finding = try #require(Diagnosis(evidence).findings.first)
        #expect(finding.title == "Little memory left (768 MiB of 16 GiB available)")
        #expect(
            finding.details.contains(
                "256 MiB of them are in the cache of ZFS, which gives them back when needed."))
        // Of a captured machine, too, where a file system of ZFS is mounted.
        let arcstats =
            "13 1 0x01 147 39984 1 2\nname type data\nsize 4 9000000000\nc_min 4 1000000000\n"
        let tree = try Tree([
            "/proc/meminfo": "MemTotal: 16000000 kB\nMemFree: 200000 kB\nMemAvailable: 300000 kB\n",
            "/proc/self/mountinfo": "25 1 0:20 / / rw - zfs rpool/ROOT rw\n",
            "/proc/spl/kstat/zfs/arcstats": arcstats,
        ])
        var collector = try Collector(root: tree.root)
        var session = Diagnosis.Session(&collector, windowNs: 0)
        #expect(session.finish(&collector).findings.allSatisfy { $0.kind != .memoryLow })
        try tree.write("/proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
        var other = Diagnosis.Session(&collector, windowNs: 0)
        #expect(other.finish(&collector).findings.contains { $0.kind == .memoryLow })
    }

    @Test("A kill with plenty of memory is attributed to no process; what ended is named")
    func killedWithPlenty() throws {
        var machine = MadeMachine()
        machine.setMemory(try #require(machine.after.memory.value)) {
            $0.oomKills! += 1
            $0.majorPageFaults = 4000
        }
        machine.add("swift-frontend", 10) { $0.rssBytes = MadeMachine.gib }
        machine.add("python3", 1605, group: "/box/hog") { $0.rssBytes = 55 << 20 }
        machine.add("sh", 1606) { $0.rssBytes = 4 << 20 }
        machine.first.processes[1].rssBytes = 55 << 20
        machine.first.processes[1].cgroup = KernelName(bytes: Array("/box/hog".utf8))
        machine.last.processes.removeLast(2)
        // One that its parent has not asked about holds no memory any more.
        machine.add("hog", 1607) { ($0.state, $0.rssBytes) = (.zombie, 0) }
        machine.first.processes[3].rssBytes = 39 << 20
        let finding = try #require(machine.finding(.memory))
        #expect(finding.severity == .severe && finding.account == nil)
        #expect(finding.headline == "1 process killed by the OOM killer.")
        #expect(finding.details[1].hasPrefix("The machine is not short of memory: a cgroup"))
        #expect(
            finding.details.last
                == "Of the processes with much memory these ended meanwhile, killed or not: "
                + "python3 1605 with 55 MiB in /box/hog, hog 1607 with 39 MiB.")
    }

    @Test("A kill elsewhere is not put down to the own group, though it is short as well")
    func killedElsewhere() throws {
        var machine = MadeMachine()
        machine.setMemory(try #require(machine.after.memory.value)) { $0.oomKills! += 1 }
        machine.add("java", 10, group: "/app") { $0.rssBytes = 900 << 20 }
        var quota = Quota()
        quota.memory.limit = .limited(
            MadeMachine.gib,
            by: LimitSource(
                level: KernelName(bytes: Array("/app".utf8)),
                file: KernelName(bytes: Array("/sys/fs/cgroup/app/memory.max".utf8))),
            incomplete: nil)
        quota.memory.availableBytes = 60 << 20
        quota.memory.events.oomKill = 4
        var killed = quota
        killed.memory.events.oomKill = 5
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory)?.headline == "1 process killed by the OOM killer.")
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: killed)
        #expect(
            machine.finding(.memory)?.headline
                == "1 process killed by the OOM killer due to: 1 other process (java).")
    }

    @Test("Waiting for memory with plenty of it is put down to who waits for a disk in page faults")
    func thrashing() throws {
        var machine = MadeMachine()
        let memory = try #require(machine.after.memory.value)
        machine.setMemory(memory) { $0.majorPageFaults = 4000 }
        machine.setPressure { _, new in new.memory.some?.totalNs = 400_000_000 }
        machine.first.processes = []
        machine.add("swift-frontend", 10) { $0.rssBytes = MadeMachine.gib }
        machine.add("firefox", 11, group: "/box") {
            ($0.rssBytes, $0.majorFaults) = (90 << 20, 3700)
        }
        machine.first.processes[1].majorFaults = 100
        let finding = try #require(machine.finding(.memory))
        #expect(
            finding.headline == "Tasks wait for memory due to: 1 desktop process (firefox).")
        let account = try #require(finding.account)
        #expect(account.culprits.map(\.process.pid) == [11])
        #expect(account.culprits[0].amount == "1800 page faults a second waited for a disk")
        #expect(account.whole == "of the page faults that waited for a disk")
        #expect(account.culprits[0].sharePercent == 90)
        // Next to none show nothing, and then no process is to blame.
        machine.setMemory(memory) { $0.majorPageFaults = 4 }
        #expect(machine.finding(.memory)?.headline == "Tasks wait for memory.")
    }

    @Test("A group short of memory is distinguished from the machine, with its own processes")
    func groupMemory() throws {
        var machine = MadeMachine()
        machine.add("java", 10, group: "/app/web") { $0.rssBytes = 900 << 20 }
        machine.add("mysqld", 11, group: "/other") { $0.rssBytes = 3 * MadeMachine.gib }
        var quota = Quota()
        quota.memory.limit = .limited(
            MadeMachine.gib,
            by: LimitSource(
                level: KernelName(bytes: Array("/app".utf8)),
                file: KernelName(bytes: Array("/sys/fs/cgroup/app/memory.max".utf8))),
            incomplete: nil)
        quota.memory.availableBytes = 60 << 20
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        let finding = try #require(machine.finding(.memory))
        #expect(
            finding.headline
                == "Little memory left (60 MiB of 1 GiB available) due to: 1 other process (java).")
        #expect(finding.details.contains { $0.hasPrefix("/sys/fs/cgroup/app/memory.max allows") })
        #expect(finding.account?.culprits.map(\.process.pid) == [10])
    }

    @Test("A cgroup that is full of file cache in use is not short while nothing waits")
    func fullOfCache() throws {
        var machine = MadeMachine()
        var quota = Quota()
        let group = KernelName(bytes: Array("/app".utf8))
        quota.memory.limit = .limited(
            MadeMachine.gib,
            by: LimitSource(
                level: group,
                file: KernelName(bytes: Array("/sys/fs/cgroup/app/memory.max".utf8))),
            incomplete: nil)
        quota.memory.availableBytes = 20 << 20
        var level = QuotaLevel()
        level.path = group
        level.memoryActiveFile.state = .limited(700 << 20)
        quota.levels = [level]
        quota.pressure = Pressure()
        quota.pressure?.memory.some = Pressure.Stall()
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory) == nil)
        // More than fits into 64 bits with what is available.
        quota.levels[0].memoryActiveFile.state = .limited(.max)
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory) == nil)
        quota.pressure?.memory.some?.avg10Percent = 12
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory)?.severity == .severe)
        quota.pressure?.memory.some?.avg10Percent = 0
        quota.levels[0].memoryActiveFile.state = .limited(20 << 20)
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory)?.severity == .severe)
    }

    @Test("Swapping is reported with the processes in swap")
    func swap() throws {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.swapUsedBytes = 2 * MadeMachine.gib
        memory.swapUsagePercent = 50
        machine.setMemory(memory) {
            $0.swappedInBytes = 8 << 20
            $0.swappedOutBytes = 16 << 20
            $0.majorPageFaults = 400
        }
        machine.add("firefox", 10) { $0.swapBytes = MadeMachine.gib }
        let finding = try #require(machine.finding(.swap))
        #expect(finding.severity == .severe)
        #expect(finding.headline == "Swapping (12 MiB/s) due to: 1 desktop process (firefox).")
        #expect(finding.details[0] == "4 MiB/s are read back from swap, 8 MiB/s are written to it.")
        #expect(finding.details.contains { $0.contains("200 page faults a second") })
        #expect(finding.account?.culprits[0].sharePercent == 50)
        #expect(
            finding.account?.remarks == [
                "50% of it belongs to shared memory, the swap cache (what is in memory as well), or "
                    + "processes that cannot be seen from here."
            ])
        #expect(!finding.details.contains { $0.contains("swap cache") })
        memory.swapCachedBytes = 900 << 20
        machine.setMemory(memory) { $0.swappedInBytes = 8 << 20 }
        #expect(
            machine.finding(.swap)?.details.contains(
                "900 MiB of it are in memory as well (the swap cache).") == true)
        memory.swapUsedBytes = 0
        memory.swapUsagePercent = 0
        machine.setMemory(memory)
        #expect(machine.finding(.swap) == nil)
    }

    @Test("A busy disk is reported with its waits, and the processes whose reads are hidden")
    func disk() throws {
        var machine = MadeMachine()
        machine.setDisk(busyPercent: 95, waitMs: 15)
        machine.add("rsync", 10) { $0.readBytes = 100 << 20 }
        machine.add("hidden", 11) {
            ($0.readBytes, $0.writeBytes) = (nil, nil)
            $0.unread = .io
            $0.failures = [ProbeError(code: .denied, source: "/proc/PID/io")]
        }
        let finding = try #require(machine.finding(.disk))
        #expect(finding.severity == .high)
        #expect(
            finding.headline == "Disk sda busy (95% of the time) due to: 1 backup process (rsync).")
        #expect(finding.details.contains { $0.hasPrefix("A request took 15.0 ms on average") })
        #expect(
            finding.account?.remarks == [
                "50% of it belongs to processes that cannot be seen from here, or to what the kernel "
                    + "itself reads and writes, also for programs that wrote earlier.",
                "What 1 of 2 processes read and write may not be seen: run as root, with "
                    + "CAP_SYS_PTRACE, to see who reads and writes.",
            ])
        machine.setDisk(busyPercent: 95, waitMs: 0)
        #expect(machine.finding(.disk)?.severity == .noticed)
        machine.setDisk(busyPercent: 60, waitMs: 15)
        #expect(machine.finding(.disk) == nil)
    }

    @Test("A busy disk without anybody to see says so, also where tasks wait for it")
    func diskOfNobody() throws {
        var machine = MadeMachine()
        machine.add("mine", 10)
        machine.add("hidden", 11) {
            ($0.readBytes, $0.writeBytes) = (nil, nil)
            $0.unread = .io
            $0.failures = [ProbeError(code: .denied, source: "/proc/PID/io")]
        }
        machine.setDisk(busyPercent: 95, waitMs: 15)
        let remarks = [
            "100% of it belongs to processes that cannot be seen from here, or to what the kernel "
                + "itself reads and writes, also for programs that wrote earlier.",
            "No process was seen to read or write.",
            "What 1 of 2 processes read and write may not be seen: run as root, with "
                + "CAP_SYS_PTRACE, to see who reads and writes.",
        ]
        let finding = try #require(machine.finding(.disk))
        #expect(finding.headline == "Disk sda busy (95% of the time).")
        #expect(finding.account?.remarks == remarks && finding.account?.culprits.isEmpty == true)
        // Root gets no advice to become root.
        machine.isRoot = true
        #expect(
            machine.finding(.disk)?.account?.remarks.last
                == "What 1 of 2 processes read and write may not be read here.")
        machine.setDisk(busyPercent: 10, waitMs: 15)
        machine.setPressure { _, new in new.io.some?.totalNs = 1_000_000_000 }
        #expect(
            machine.finding(.pressure)?.account?.remarks.contains(
                "No process was seen to read or write.") == true)
    }

    @Test("Processes in disk sleep all the while are named, and the load without work is explained")
    func blocked() throws {
        var machine = MadeMachine()
        machine.set(load: 9, 8, 7)
        for pid in 10..<15 {
            machine.add("nfsreader", Int32(pid)) { $0.state = .diskSleep }
            machine.first.processes[pid - 10].state = .diskSleep
        }
        machine.add("moment", 20) { $0.state = .diskSleep }
        let findings = machine.diagnosis().findings
        let blocked = try #require(findings.first { $0.title.contains("all the while") })
        #expect(blocked.severity == .high)
        #expect(blocked.title == "5 processes in disk sleep all the while")
        #expect(blocked.details[0].contains("nfsreader 10, nfsreader 11"))
        #expect(!blocked.details[0].contains("moment"))
        // A parent that waits for a child of vfork can be killed.
        #expect(!blocked.details.contains { $0.contains("signal") })
        #expect(blocked.details.last?.contains("some for a child or a lock") == true)
        let load = try #require(findings.first { $0.title.hasPrefix("Load high") })
        #expect(load.details[1] == "6 processes are in disk sleep, which counts as load.")
        #expect(load.since?.words == "for at least a quarter of an hour")
    }

    @Test("Kernel threads in disk sleep are called so, and are never more than noticed")
    func blockedThreads() throws {
        var machine = MadeMachine()
        for pid in 10..<15 {
            machine.add("kdamond.\(pid)", Int32(pid)) {
                ($0.state, $0.isKernelThread) = (.diskSleep, true)
            }
            machine.first.processes[pid - 10].state = .diskSleep
        }
        let threads = try #require(machine.finding(.tasks))
        #expect(threads.severity == .noticed)
        #expect(threads.title == "5 kernel threads in disk sleep all the while")
        #expect(threads.details[0].contains("kdamond.10 10"))
        machine.add("cp", 20) { $0.state = .diskSleep }
        machine.first.processes[5].state = .diskSleep
        let both = try #require(machine.finding(.tasks))
        #expect(both.title == "1 process in disk sleep all the while")
        #expect(both.details[0].hasSuffix("which counts as load: cp 20."))
        #expect(both.details.last?.hasPrefix("Kernel threads: kdamond.10 10") == true)
    }

    @Test("Zombies are reported with their parents")
    func zombies() throws {
        var machine = MadeMachine()
        machine.add("bad", 5)
        machine.add("child", 10) {
            $0.state = .zombie
            $0.parentPid = 5
        }
        machine.first.processes[1].state = .zombie
        let finding = try #require(machine.finding(.tasks))
        #expect(finding.severity == .noticed && finding.title == "1 zombie")
        #expect(finding.details[0].contains("child 10. By parent: 1 of bad 5."))
    }

    @Test("File systems that are nearly full, by space or by inodes, or that turned read-only")
    func filesystems() {
        func mount(_ point: String, _ change: (inout Mount) -> Void) -> Mount {
            var mount = Mount()
            mount.mountPoint = KernelName(bytes: Array(point.utf8))
            mount.type = KernelName(bytes: Array("ext4".utf8))
            mount.options = KernelName(bytes: Array("rw,relatime".utf8))
            mount.superOptions = KernelName(bytes: Array("rw".utf8))
            mount.usagePercent = 10
            (mount.inodesUsed, mount.inodesTotal, mount.inodesFree) = (1, 100, 99)
            change(&mount)
            return mount
        }
        var machine = MadeMachine()
        var filesystem = Filesystem()
        filesystem.mounts = [
            mount("/") { $0.usagePercent = 96 },
            mount("/mail") { ($0.inodesUsed, $0.inodesFree) = (100, 0) },
            mount("/broken") {
                $0.isReadOnly = true
                $0.superOptions = KernelName(bytes: Array("ro,errors=remount-ro".utf8))
            },
            mount("/cdrom") {
                $0.isReadOnly = true
                $0.usagePercent = 100
                $0.options = KernelName(bytes: Array("ro".utf8))
                $0.superOptions = KernelName(bytes: Array("ro".utf8))
            },
        ]
        machine.after.slots.filesystem.reading = .value(filesystem)
        #expect(
            machine.diagnosis().headlines == [
                "File system /mail nearly full (100% of its inodes).",
                "File system /broken cannot be written any more.",
                "File system / nearly full (96% of its space).",
            ])
    }

    @Test(
        "A network near its speed, with errors or retransmits is reported without blame")
    func network() throws {
        var machine = MadeMachine()
        machine.add("scp", 10, cpuPercent: 40)
        machine.setNetwork { $0.interfaces[0].counters.txBytes = 240_000_000 }
        let busy = try #require(machine.finding(.network))
        #expect(busy.severity == .severe)
        #expect(busy.headline == "Network eth0 busy (96% of its speed).")
        #expect(busy.details.last?.contains("does not count traffic by process") == true)
        machine.setNetwork { $0.interfaces[0].counters.txDropped = 500 }
        #expect(
            machine.finding(.network)?.headline == "Network eth0 loses packets (250.0 a second).")
        // Frames of protocols that nothing listens to are counted as dropped, and are no loss.
        machine.setNetwork { $0.interfaces[0].counters.rxDropped = 500 }
        #expect(machine.finding(.network) == nil)
        machine.setNetwork {
            $0.interfaces[0].counters.txPackets = 1000
            $0.tcpRetransmits = 60
        }
        #expect(
            machine.finding(.network)?.headline
                == "TCP retransmits (6.0% of the packets sent).")
        machine.setNetwork { $0.interfaces[0].counters.txBytes = 1000 }
        #expect(machine.finding(.network) == nil)
    }

    @Test("Connections that listening sockets drop, and a full connection tracking, are reported")
    func refused() throws {
        var machine = MadeMachine()
        machine.setProtocols { $0.tcpExt.listenDrops = 0 }
        #expect(machine.finding(.network) == nil)
        machine.setProtocols {
            $0.tcpExt.listenDrops = 6
            $0.tcpExt.listenOverflows = 4
        }
        let drops = try #require(machine.finding(.network))
        #expect(drops.kind == .listenDrops && drops.severity == .high)
        #expect(drops.headline == "Listening sockets drop connections (3.0 a second).")
        #expect(
            drops.details.first?.contains("Accept queues were full (2.0 times a second)") == true)
        #expect(drops.measured?.value == 3 && drops.measured?.threshold == 1)
        machine.setProtocols {
            $0.tcpExt.listenDrops = 1
            $0.tcpExt.listenOverflows = 0
        }
        #expect(machine.finding(.network)?.severity == .noticed)
        // Without the counter of half-open connections their queue may be the reason.
        #expect(
            machine.finding(.network)?.details.first
                == "No accept queue was full: a queue of half-open connections was, or the kernel had no "
                + "memory for the connections, or their requests were invalid.")
        func reason(_ overflows: Int64?, _ halfOpen: Int64?) -> String? {
            machine.setProtocols {
                ($0.tcpExt.listenDrops, $0.tcpExt.listenOverflows) = (2, overflows)
                $0.tcpExt.tcpReqQFullDrop = halfOpen
            }
            var old = machine.before.protocols.value
            old?.tcpExt.tcpReqQFullDrop = 0
            if let old { machine.before.protocols = .value(old) }
            return machine.finding(.network)?.details.first
        }
        #expect(reason(0, 0)?.hasPrefix("No queue was full: the kernel") == true)
        #expect(reason(0, 2)?.hasPrefix("Queues of half-open connections were full (1.0") == true)
        #expect(reason(nil, 0) == "Whether accept queues were full is not known.")
        machine.setProtocols {
            $0.conntrackEntries = 92
            $0.conntrackMax = 100
        }
        let full = try #require(machine.finding(.network))
        #expect(full.kind == .conntrackFull && full.severity == .high)
        #expect(full.headline == "Connection tracking nearly full (92% of its entries).")
        machine.setProtocols {
            $0.conntrackEntries = 74
            $0.conntrackMax = 100
        }
        #expect(machine.finding(.network) == nil)
        // Without a maximum, or without the module, there is no share.
        machine.setProtocols { $0.conntrackEntries = 92 }
        #expect(machine.finding(.network) == nil)
    }

    @Test("Time that the hypervisor took is no use of the CPUs")
    func steal() throws {
        var machine = MadeMachine()
        var cpu = try #require(machine.after.cpu.value)
        cpu.stealNs = 4 * MadeMachine.secondNs
        cpu.idleNs = cpu.idleNs! - 4 * MadeMachine.secondNs
        machine.after.slots.cpu.reading = .value(cpu)
        let findings = machine.diagnosis().findings
        #expect(findings.map(\.title) == ["CPU time taken by the hypervisor (50% of 4 CPUs)"])
        #expect(findings[0].severity == .severe)
    }

    @Test("Waiting is reported if nothing else explains it, and since when")
    func pressure() throws {
        var machine = MadeMachine()
        machine.setPressure { _, new in
            new.io.some?.totalNs = 1_000_000_000
            new.io.some?.avg10Percent = 50
            new.io.some?.avg60Percent = 50
            new.io.some?.avg300Percent = 45
        }
        let finding = try #require(machine.finding(.pressure))
        #expect(finding.severity == .high)
        #expect(finding.title == "Tasks wait for a disk (50% of the time)")
        #expect(finding.since?.words == "for at least five minutes")
        // An array that lacks a member is no reason to wait; a busy disk is.
        var array = Storage.RAIDArray()
        (array.name, array.level, array.raidDisks, array.degradedDisks) = ("md0", "raid1", 2, 1)
        var evidence = machine.evidence
        evidence.storage = Storage()
        evidence.storage?.arrays = [array]
        #expect(Set(Diagnosis(evidence).findings.map(\.kind)) == [.arrayDegraded, .diskWait])
        machine.setDisk(busyPercent: 95, waitMs: 1)
        #expect(machine.diagnosis().findings.map(\.kind) == [.diskBusy])
    }

    @Test("A sensor near its limit is hot, and who uses the CPUs makes the heat")
    func hot() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        machine.add("clang", 11, cpuPercent: 380)
        var sensors = Sensors()
        var package = Sensors.Temperature()
        package.chip = KernelName(bytes: Array("coretemp".utf8))
        package.label = KernelName(bytes: Array("Package id 0".utf8))
        package.currentMillicelsius = 97_000
        package.maxMillicelsius = 100_000
        package.critMillicelsius = 105_000
        var broken = package
        broken.isFault = true
        broken.currentMillicelsius = 127_000
        var fan = Sensors.Fan()
        fan.chip = KernelName(bytes: Array("nct6775".utf8))
        fan.index = 2
        fan.currentRpm = 4200
        sensors.temperatures = [broken, package]
        sensors.fans = [fan]
        machine.sensors = (sensors, sensors)
        let finding = try #require(machine.finding(.temperature))
        #expect(finding.severity == .high)
        #expect(
            finding.headline
                == "coretemp Package id 0 hot (97 °C) due to: 1 development process (clang).")
        #expect(
            finding.details == [
                "coretemp Package id 0 has 97 °C, its limit is 100 °C.",
                "nct6775 fan 2 turns 4200 times a minute.",
            ])
    }

    @Test("A battery that supplies the machine and is nearly empty is low, unless another is not")
    func batteryLow() throws {
        var machine = MadeMachine()
        var battery = Power.Supply()
        (battery.name, battery.type, battery.status) = ("BAT0", .battery, .discharging)
        (battery.capacityPercent, battery.powerMicrowatts) = (8, -9_800_000)
        battery.timeToEmptyNs = 1_860_000_000_000
        machine.batteries = [battery]
        let finding = try #require(machine.finding(.power))
        #expect(finding.severity == .high && finding.kind == .batteryLow)
        #expect(finding.title == "battery low (8%)")
        #expect(
            finding.details
                == ["BAT0 has 8% of its charge and supplies 9.8 W: enough for 31 minutes."])
        #expect(finding.measured?.value == 8 && finding.measured?.threshold == 10)
        var other = battery
        (other.name, other.status, other.capacityPercent) = ("BAT1", .notCharging, 90)
        machine.batteries = [battery, other]
        #expect(machine.finding(.power) == nil)
        other.scope = .device
        machine.batteries = [battery, other]
        #expect(machine.finding(.power)?.details.count == 1)
        for status in [Power.Status.charging, .full, .notCharging, nil] {
            machine.batteries[0].status = status
            #expect(machine.finding(.power) == nil)
        }
        machine.batteries[0].status = .discharging
        machine.batteries[0].capacityPercent = 20.5
        #expect(machine.finding(.power) == nil)
    }

    @Test("Throttling for heat counts only within the window")
    func throttledForHeat() throws {
        var machine = MadeMachine()
        var before = Sensors()
        before.throttling.coreEvents = 100
        before.throttling.coreNs = 5_000_000_000
        machine.sensors = (before, before)
        #expect(machine.finding(.temperature) == nil)
        var after = before
        after.throttling.coreEvents = 103
        after.throttling.coreNs = 5_250_000_000
        machine.sensors = (before, after)
        let finding = try #require(machine.finding(.temperature))
        #expect(finding.severity == .severe)
        #expect(
            finding.details.first
                == "Within the window cores were slowed down 3 times and packages 0 times, for 250 ms "
                + "of all together.")
    }

    @Test("What has no limit that is believable, or none at all, is not called hot")
    func noLimit() {
        var machine = MadeMachine()
        var sensors = Sensors()
        var board = Sensors.Temperature()
        board.currentMillicelsius = 60_000
        board.maxMillicelsius = 0
        board.critMillicelsius = 65_261_850
        sensors.temperatures = [board]
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature) == nil)
        // A critical limit below the ordinary one, and a sensor that is not connected.
        board.maxMillicelsius = 90_000
        board.critMillicelsius = 62_000
        var loose = board
        loose.currentMillicelsius = 4_294_967_000
        sensors.temperatures = [board, loose]
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature) == nil)
        #expect(machine.diagnosis().headlines[0].contains("temperature 0 60 °C"))
        board.critMillicelsius = 95_000
        board.currentMillicelsius = 88_000
        sensors.temperatures = [board]
        machine.sensors = (sensors, sensors)
        #expect(
            machine.finding(.temperature)?.details.first?.hasSuffix("its limit is 90 °C.") == true)
    }

    @Test("A header without a fan is in no trouble, whatever alarm it gives")
    func emptyHeader() {
        var machine = MadeMachine()
        var sensors = Sensors()
        var fan = Sensors.Fan()
        (fan.currentRpm, fan.minRpm, fan.isAlarm) = (0, 0, true)
        sensors.fans = [fan]
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature) == nil)
        fan.minRpm = 600
        sensors.fans = [fan]
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature)?.title == "1 fan with an alarm or a fault")
    }

    @Test("Who did next to nothing is not blamed for what no process was seen to do")
    func notBlamed() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        machine.setDisk(busyPercent: 95, waitMs: 15)
        machine.add("clang", 11, cpuPercent: 5) { $0.readBytes = 40_000 }
        #expect(machine.finding(.cpu)?.headline == "CPU busy (97% of 4 CPUs).")
        #expect(machine.finding(.disk)?.headline == "Disk sda busy (95% of the time).")
        #expect(machine.finding(.disk)?.account?.remarks.first?.hasPrefix("100% of it") == true)
    }

    @Test("The heat of a disk, and of CPUs that are idle, is not attributed")
    func heatOfNobody() throws {
        var machine = MadeMachine()
        var sensors = Sensors()
        var disk = Sensors.Temperature()
        disk.chip = KernelName(bytes: Array("nvme".utf8))
        disk.currentMillicelsius = 84_000
        disk.maxMillicelsius = 85_000
        func headline(_ percent: Int64) -> String? {
            sensors.temperatures = [disk]
            machine.sensors = (sensors, sensors)
            machine.setCPU(percent: percent)
            machine.first.processes = []
            machine.last.processes = []
            machine.add("clang", 11, cpuPercent: percent * 4)
            return machine.finding(.temperature)?.headline
        }
        #expect(headline(97) == "nvme temperature 0 hot (84 °C).")
        disk.chip = KernelName(bytes: Array("cpu_thermal".utf8))
        #expect(headline(2) == "cpu_thermal temperature 0 hot (84 °C).")
        #expect(headline(97)?.contains("due to: 1 development process (clang)") == true)
    }

    @Test("Resident memory that is more than what is in use is no part of it")
    func sharedMemory() throws {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.availableBytes = MadeMachine.gib / 2
        memory.usedBytes = memory.totalBytes! - memory.availableBytes!
        machine.setMemory(memory)
        for pid in 10..<14 { machine.add("postgres", Int32(pid)) { $0.rssBytes = 8 << 30 } }
        let account = try #require(machine.finding(.memory)?.account)
        #expect(
            account.whole == "of what processes have resident, what they share counted once")
        #expect(account.culprits.map(\.sharePercent) == [25, 25, 25, 25])
    }

    /// Eleven processes that share 300 MiB and have 5 MiB each, and one program with 800 MiB.
    func crowd(_ change: (inout ProcessSnapshot) -> Void) throws -> Diagnosis.Account {
        let mib: Int64 = 1 << 20
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.totalBytes = 2048 * mib
        memory.availableBytes = 40 * mib
        memory.usedBytes = 2008 * mib
        machine.setMemory(memory)
        for pid in 10..<21 {
            machine.add("postgres", Int32(pid)) {
                ($0.rssBytes, $0.anonymousBytes, $0.sharedBytes) = (305 * mib, 5 * mib, 300 * mib)
                change(&$0)
            }
        }
        machine.add("java", 30) {
            ($0.rssBytes, $0.anonymousBytes, $0.sharedBytes) = (801 * mib, 800 * mib, mib)
        }
        return try #require(machine.finding(.memory)?.account)
    }

    @Test("What processes of a program share is counted once, not in each of them")
    func sharedOnce() throws {
        let account = try crowd { _ in }
        #expect(account.whole == "of the memory in use")
        #expect(account.culprits.first?.name == "java 30")
        #expect(account.culprits.first?.amount == "801 MiB resident")
        #expect(
            account.culprits[1].amount
                == "32.3 MiB of 305 MiB resident, its part of what it shares")
        #expect(account.categories.map(\.category) == [.other, .database])
        // 300 and 11 times 5 MiB of 2,008.
        #expect(abs(account.categories[1].sharePercent - 355.0 / 2008 * 100) < 0.01)
        #expect(abs(account.categories[0].sharePercent - 801.0 / 2008 * 100) < 0.01)
    }

    @Test("Proportional memory, where it was read, and resident memory, where nothing else was")
    func proportional() throws {
        let read = try crowd { $0.proportionalBytes = 20 << 20 }
        #expect(abs(read.categories[1].sharePercent - 220.0 / 2008 * 100) < 0.01)
        let bare = try crowd { ($0.anonymousBytes, $0.sharedBytes) = (nil, nil) }
        #expect(bare.categories.map(\.category) == [.database, .other])
        #expect(
            bare.whole == "of what processes have resident, what they share counted once")
    }

    @Test("What a program is by a guess is called one")
    func guess() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        machine.add("tar", 10, cpuPercent: 380, ["tar", "cf", "/dev/null", "/usr"])
        #expect(
            try #require(machine.finding(.cpu)).headline
                == "CPU busy (97% of 4 CPUs) due to: 1 process, perhaps backup (tar).")
    }
}
