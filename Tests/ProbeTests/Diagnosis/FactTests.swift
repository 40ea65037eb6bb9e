import Testing

@testable import Probe

/// What a finding needs besides the number that it is about.
@Suite("Diagnosis: details and exceptions")
struct FileValueTests {
    private func details(_ machine: MadeMachine, _ resource: Diagnosis.Resource) -> String {
        machine.finding(resource)?.details.joined(separator: "\n") ?? ""
    }

    @Test("A busy CPU: tasks that wait, processes started, and time in interrupts")
    func cpu() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 90)
        let quiet = details(machine, .cpu)
        #expect(!quiet.isEmpty && !quiet.contains("9 tasks") && !quiet.contains("in interrupts"))
        var (before, after) = (try machine.before.cpu.get(), try machine.after.cpu.get())
        (before.forks, after.forks, after.running) = (100, 300, 9)
        after.irqNs = after.userNs! / 2
        after.userNs = after.userNs! / 2
        machine.before.slots.cpu.reading = .value(before)
        machine.after.slots.cpu.reading = .value(after)
        let busy = details(machine, .cpu)
        #expect(busy.contains(" 9 tasks"), "\(busy)")
        #expect(busy.contains("100 processes and threads"), "\(busy)")
        #expect(busy.contains("45% in interrupts"), "\(busy)")
        #expect(busy.split(separator: "\n").count == quiet.split(separator: "\n").count + 3)
    }

    private func quota(_ cores: Double, periods: (Int64, Int64)?) -> Diagnosis.QuotaWindow {
        var (old, new) = (Quota(), Quota())
        old.cpu.limit = .limited(
            cores,
            by: LimitSource(
                level: KernelName("/app"), file: KernelName("/sys/fs/cgroup/app/cpu.max")),
            incomplete: nil)
        new = old
        if let periods {
            (old.cpu.throttling.periods, old.cpu.throttling.throttledPeriods) = (0, 0)
            (new.cpu.throttling.periods, new.cpu.throttling.throttledPeriods) = periods
        }
        return Diagnosis.QuotaWindow(before: old, after: new)
    }

    @Test("A quota without periods is judged by what its processes use; each cgroup once")
    func quotas() throws {
        var machine = MadeMachine()
        machine.add("java", 10, cpuPercent: 49, group: "/app")
        machine.quota = quota(0.5, periods: nil)
        #expect(machine.finding(.cpuQuota)?.severity == .high)
        machine.quota = quota(1, periods: nil)
        #expect(machine.finding(.cpuQuota) == nil)
        // The table has the own cgroup as well.
        machine.quota = quota(0.5, periods: (20, 18))
        machine.cgroups = MadeMachine.cgroups { old, new in
            old["/app"] = Cgroup(path: "/app")
            (old["/app"]!.quotaNs, old["/app"]!.periodNs) = (50_000_000, 100_000_000)
            (old["/app"]!.periods, old["/app"]!.throttledPeriods) = (0, 0)
            new["/app"] = old["/app"]
            (new["/app"]!.periods, new["/app"]!.throttledPeriods) = (20, 18)
        }
        #expect(machine.diagnosis().findings.filter { $0.resource == .cpuQuota }.count == 1)
    }

    @Test("Open files near their limit are put down to who has them open, where that can be seen")
    func openFiles() throws {
        var machine = MadeMachine()
        var host = HostSystem()
        (host.openFiles, host.openFilesMax) = (9500, 10_000)
        machine.host = host
        #expect(machine.finding(.openFiles)?.account == nil)
        #expect(details(machine, .openFiles).contains("no process can be seen"))
        machine.add("leaky", 10) { $0.descriptors = 9000 }
        machine.add("cron", 11) { $0.descriptors = 10 }
        let finding = try #require(machine.finding(.openFiles))
        #expect(finding.severity == .high && finding.kind == .openFilesFull)
        #expect(finding.title == "Open files nearly used up (95% of 10000)")
        #expect(finding.details.count == 1)
        #expect(finding.account?.culprits.map(\.amount) == ["9000 open files"])
        // Without a limit, which a large file-max is, nothing can be near it.
        host.openFilesMax = nil
        machine.host = host
        #expect(machine.finding(.openFiles) == nil)
    }

    @Test("Errors of the memory that could not be corrected are reported with those that could")
    func memoryErrors() throws {
        var machine = MadeMachine()
        var host = HostSystem()
        (host.memoryCorrectedErrors, host.memoryUncorrectedErrors) = (7, 0)
        machine.host = host
        #expect(machine.finding(.memory) == nil)
        host.memoryUncorrectedErrors = 1
        machine.host = host
        let finding = try #require(machine.finding(.memory))
        #expect(finding.kind == .memoryErrors && finding.severity == .high)
        #expect(finding.title == "Memory had 1 error that could not be corrected")
        #expect(finding.details.last == "7 further errors could be corrected.")
        #expect(finding.measured?.value == 1)
        host.memoryCorrectedErrors = nil
        machine.host = host
        #expect(machine.finding(.memory)?.details.count == 1)
    }

    @Test("A busy disk: the time in which CPUs waited for it")
    func disk() throws {
        var machine = MadeMachine()
        machine.setDisk(busyPercent: 95, waitMs: 15)
        let count = try #require(machine.finding(.disk)).details.count
        var cpu = try machine.after.cpu.get()
        cpu.iowaitNs = cpu.idleNs! / 2
        cpu.idleNs = cpu.idleNs! / 2
        machine.after.slots.cpu.reading = .value(cpu)
        #expect(try #require(machine.finding(.disk)).details.count == count + 1)
        #expect(details(machine, .disk).contains("49% of the CPU time"))
    }

    @Test("A link of half duplex is busy by both directions; one beyond its speed has none")
    func links() {
        var machine = MadeMachine()
        func carry(_ rx: Int64, _ tx: Int64, _ duplex: NetworkInterface.Duplex) {
            machine.setNetwork {
                $0.interfaces[0].duplex = duplex
                ($0.interfaces[0].counters.rxBytes, $0.interfaces[0].counters.txBytes) = (rx, tx)
            }
        }
        // 1 Gbit/s carries 250,000,000 bytes in the two seconds.
        carry(120_000_000, 120_000_000, .full)
        #expect(machine.finding(.network) == nil)
        carry(120_000_000, 120_000_000, .half)
        #expect(machine.finding(.network)?.severity == .severe)
        carry(0, 250_000_000, .full)
        #expect(machine.finding(.network)?.severity == .severe)
        carry(0, 300_000_000, .full)
        #expect(machine.finding(.network) == nil)
    }

    @Test("Errors and drops of each kind are losses, of the loopback none")
    func losses() {
        var machine = MadeMachine()
        for counter in [\NetworkTraffic.rxErrors, \.txErrors, \.txDropped]
            as [WritableKeyPath<NetworkTraffic, Int64?>]
        {
            machine.setNetwork { $0.interfaces[0].counters[keyPath: counter] = 500 }
            #expect(machine.finding(.network)?.severity == .high)
            machine.setNetwork {
                $0.interfaces[0].counters[keyPath: counter] = 500
                $0.interfaces[0].isLoopback = true
            }
            #expect(machine.finding(.network) == nil)
        }
    }

    @Test("Disk sleep at one moment, and a load that is left of a busy time, are only noticed")
    func moments() {
        var machine = MadeMachine()
        for pid in 10..<15 {
            machine.add("nfsreader", Int32(pid)) { $0.state = .diskSleep }
            machine.first.processes[pid - 10].state = .diskSleep
        }
        #expect(machine.finding(.tasks)?.severity == .high)
        machine.first = machine.last
        machine.last.monotonicNs = machine.first.monotonicNs
        var evidence = machine.evidence
        evidence.activity = Diagnosis.ProcessActivity()
        evidence.activity.add(machine.last)
        let moment = Diagnosis(evidence).findings.first { $0.resource == .tasks }
        #expect(moment?.severity == .noticed)
        var left = MadeMachine()
        left.set(load: 30, 8, 7)
        #expect(left.finding(.tasks)?.severity == .noticed)
    }

    @Test("A process that is a zombie at one of two readings is none")
    func zombies() {
        var machine = MadeMachine()
        machine.add("child", 10) { $0.state = .zombie }
        #expect(machine.finding(.tasks) == nil)
        machine.first.processes[0].state = .zombie
        #expect(machine.finding(.tasks)?.severity == .noticed)
    }

    @Test("A fan that is broken, and packages that were slowed down")
    func sensors() {
        var machine = MadeMachine()
        var sensors = Sensors()
        var fan = Sensors.Fan()
        (fan.currentRpm, fan.isFault) = (900, false)
        sensors.fans = [fan]
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature) == nil)
        sensors.fans[0].isFault = true
        machine.sensors = (sensors, sensors)
        #expect(machine.finding(.temperature)?.severity == .high)
        var (before, after) = (Sensors(), Sensors())
        (before.throttling.packageEvents, after.throttling.packageEvents) = (4, 6)
        machine.sensors = (before, after)
        #expect(machine.finding(.temperature)?.severity == .severe)
    }

    @Test("A kill in the own cgroup counts where the machine has counted none")
    func killed() throws {
        var machine = MadeMachine()
        var quota = Quota()
        quota.memory.events.oomKill = 4
        var killed = quota
        killed.memory.events.oomKill = 5
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: quota)
        #expect(machine.finding(.memory) == nil)
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: killed)
        #expect(machine.finding(.memory)?.severity == .severe)
    }
}
