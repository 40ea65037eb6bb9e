import Testing

@testable import Probe

@Suite("Diagnosis: thresholds and measured numbers")
struct ThresholdTests {
    /// A machine whose memory is 75% used.
    private func full() throws -> MadeMachine {
        var machine = MadeMachine()
        var memory = try #require(machine.after.memory.value)
        memory.availableBytes = memory.totalBytes! / 4
        memory.usedBytes = memory.totalBytes! - memory.availableBytes!
        machine.setMemory(memory)
        return machine
    }

    @Test("A threshold that is set changes what is found, and the usual one finds nothing")
    func settable() throws {
        let machine = try full()
        #expect(machine.finding(.memory) == nil)
        let low = machine.diagnosis { $0.memoryAvailablePercent.noticed = 30 }
        #expect(low.findings.map(\.kind) == [.memoryLow] && low.severity == .noticed)
        #expect(
            low.findings.first?.measured
                == Diagnosis.Measured(value: 25, unit: .percent, threshold: 30))
        let severe = machine.diagnosis {
            $0.memoryAvailablePercent = Diagnosis.Threshold(noticed: 60, high: 40, severe: 30)
        }
        #expect(severe.severity == .severe && severe.findings.first?.measured?.threshold == 30)
        #expect(severe.headlines == ["Little memory left (4 GiB of 16 GiB available)."])
    }

    @Test("Evidence is judged again with other options, without measuring again")
    func again() throws {
        var evidence = try #require(try full().diagnosis().evidence)
        evidence.options.thresholds.memoryAvailablePercent.noticed = 30
        #expect(Diagnosis(evidence).findings.map(\.resource) == [.memory])
        #expect(Diagnosis(evidence) == Diagnosis(evidence))
    }

    @Test("Each threshold decides: a level just above the number finds nothing, one below does")
    func each() throws {
        func check(
            _ resource: Diagnosis.Resource, _ kind: Diagnosis.Kind, _ unit: Diagnosis.Unit,
            _ value: Double,
            _ threshold: WritableKeyPath<Diagnosis.Thresholds, Diagnosis.Threshold>,
            of change: (inout MadeMachine) throws -> Void
        ) throws {
            var machine = MadeMachine()
            try change(&machine)
            func measured(_ level: Double) -> Diagnosis.Measured? {
                machine.diagnosis {
                    $0[keyPath: threshold] = Diagnosis.Threshold(
                        noticed: level, high: 1e12, severe: 1e12)
                }.findings.first { $0.resource == resource && $0.kind == kind }?.measured
            }
            let found = try #require(measured(value * 0.9), "\(kind.rawValue)")
            #expect(abs(found.value - value) < value / 1000, "\(kind.rawValue) \(found.value)")
            #expect(found.unit == unit && found.threshold == value * 0.9, "\(kind.rawValue)")
            #expect(measured(value * 1.1) == nil, "\(kind.rawValue)")
        }
        try check(.cpu, .cpuBusy, .percent, 30, \.cpuUsagePercent) { $0.setCPU(percent: 30) }
        try check(
            .swap, .swapTraffic, .bytesPerSecond, 4096, \.swapTrafficBytesPerSecond
        ) {
            $0.setMemory(try #require($0.after.memory.value)) { $0.swappedInBytes = 8192 }
        }
        try check(.network, .networkBusy, .percent, 40, \.networkUsagePercent) {
            $0.setNetwork { $0.interfaces[0].counters.txBytes = 100_000_000 }
        }
        try check(.network, .networkErrors, .perSecond, 0.5, \.networkErrorsPerSecond) {
            $0.setNetwork { $0.interfaces[0].counters.txDropped = 1 }
        }
        try check(.pressure, .diskWait, .percent, 5, \.pressurePercent) {
            $0.setPressure { _, new in new.io.some?.totalNs = 100_000_000 }
        }
        try check(.memory, .memoryWait, .percent, 1, \.memoryPressurePercent) {
            $0.setPressure { _, new in new.memory.some?.totalNs = 20_000_000 }
        }
        func cgroup(_ change: @escaping (inout Cgroup) -> Void) -> (inout MadeMachine) -> Void {
            { machine in
                machine.cgroups = MadeMachine.cgroups { old, new in
                    var app = Cgroup()
                    change(&app)
                    (old["/app"], new["/app"]) = (app, app)
                }
            }
        }
        try check(
            .tasks, .taskLimit, .percent, 25, \.taskLimitPercent,
            of: cgroup { ($0.pidsCurrent, $0.pidsMax) = (25, 100) })
        try check(.openFiles, .openFilesFull, .percent, 40, \.openFilesPercent) {
            var host = HostSystem()
            (host.openFiles, host.openFilesMax) = (400, 1000)
            $0.host = host
        }
        try check(.tasks, .machineTaskLimit, .percent, 50, \.taskLimitPercent) {
            var (host, load) = (HostSystem(), Load())
            (host.pidMax, host.threadsMax, load.tasks.all) = (4000, 2000, 1000)
            $0.host = host
            $0.after.slots.load.reading = .value(load)
        }
        try check(.tasks, .loadWithoutUse, .count, 0.75, \.loadPerCPU) { $0.set(load: 3, 3, 3) }
    }

    @Test("The memory that another cgroup has left is judged by a threshold of its own")
    func cgroupMemory() {
        var machine = MadeMachine()
        machine.cgroups = MadeMachine.cgroups { old, new in
            var app = Cgroup()
            (app.memoryMaxBytes, app.memoryCurrentBytes, app.activeFileBytes) = (100, 60, 0)
            app.eventsMax = 0
            old["/app"] = app
            app.eventsMax = 1
            new["/app"] = app
        }
        #expect(machine.finding(.memory) == nil)
        let low = machine.diagnosis { $0.cgroupMemoryAvailablePercent.high = 40 }.findings
        #expect(low.map(\.kind) == [.memoryLow] && low.first?.severity == .high)
        #expect(low.first?.measured == .init(value: 40, unit: .percent, threshold: 40))
    }

    @Test("A finding names the disk, the interface, the mount or the cgroup that it is about")
    func subject() throws {
        var machine = MadeMachine()
        machine.setDisk(busyPercent: 95, waitMs: 15)
        let disk = try #require(machine.finding(.disk))
        #expect(disk.device == KernelName("sda") && disk.controlGroup == nil)
        #expect(disk.kind == .diskBusy && abs((disk.measured?.value ?? 0) - 95) < 0.01)
        machine.setNetwork { $0.interfaces[0].counters.txBytes = 240_000_000 }
        #expect(machine.finding(.network)?.device == KernelName("eth0"))
        var quota = Quota()
        quota.cpu.limit = .limited(
            0.5,
            by: LimitSource(
                level: KernelName("/app"), file: KernelName("/sys/fs/cgroup/app/cpu.max")),
            incomplete: nil)
        (quota.cpu.throttling.periods, quota.cpu.throttling.throttledPeriods) = (0, 0)
        var used = quota
        (used.cpu.throttling.periods, used.cpu.throttling.throttledPeriods) = (20, 18)
        machine.quota = Diagnosis.QuotaWindow(before: quota, after: used)
        let throttled = try #require(machine.finding(.cpuQuota))
        #expect(throttled.controlGroup == KernelName("/app") && throttled.kind == .quotaUsedUp)
        #expect(throttled.measured == .init(value: 90, unit: .percent, threshold: 50))
    }

    @Test("A culprit has its process, its identity, its category and its part as a number")
    func culprit() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 50)
        machine.add("clang", 10, cpuPercent: 150)
        let account = try #require(machine.finding(.cpu)?.account)
        let culprit = try #require(account.culprits.first)
        #expect(culprit.process.pid == 10 && culprit.classification.category == .development)
        #expect(account.unit == .percent && abs(culprit.value - 150) < 0.01)
        #expect(abs(culprit.sharePercent - 75) < 0.01)
        #expect(account.categories.map(\.category) == [.development])
    }
}
