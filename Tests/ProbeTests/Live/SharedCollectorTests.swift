import Foundation
import Testing

@testable import Probe

@Suite("A collector that tasks share", .needsLinux)
struct SharedCollectorTests {
    private static let captured = Fixture.root("debian-6.12-x86_64-processes")

    @Test("Many tasks read through one collector, and each gets a whole answer")
    func many() async throws {
        let machine = try SharedCollector(root: Self.captured)
        var alone = try Collector(root: Self.captured)
        let memory = try alone.memory()
        let pids = try alone.processes().processes.map(\.pid)
        #expect(!pids.isEmpty)
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for index in 0..<60 {
                tasks.addTask {
                    switch index % 3 {
                    case 0: await machine.sample([.memory]).memory.value == memory
                    case 1: try await machine.processes().processes.map(\.pid) == pids
                    default:
                        try await machine.withCollector { collector throws(ProbeError) in
                            try collector.memory() == memory
                        }
                    }
                }
            }
            var answers = 0
            for try await isSame in tasks where isSame { answers += 1 }
            #expect(answers == 60)
        }
    }

    @Test("A shared collector has the options of the collector that it was made of")
    func options() async throws {
        let root = Fixture.root("debian-6.1-x86_64-devices")
        var collector = try Collector(root: root)
        var alone = try Collector(root: root)
        collector.listsAllMounts = true
        alone.listsAllMounts = true
        var other = try Collector(root: root)
        let few = other.sample(.filesystem).filesystem.value
        let all = alone.sample(.filesystem).filesystem.value
        let machine = SharedCollector(collector)
        #expect(await machine.sample(.filesystem).filesystem.value == all && all != few)
        var detailed = try Collector(root: Self.captured)
        detailed.processDetails = .cgroup
        let processes = await SharedCollector(detailed).sample(.process).process.value?.processes
        #expect(processes?.contains { $0.cgroup != nil } == true)
    }

    @Test("Updates fill the same two samples, and withSample shows the last one")
    func update() async throws {
        let root = Fixture.root("debian-6.1-x86_64-devices")
        var alone = try Collector(root: root)
        var wanted = alone.sample()
        wanted.wallTimeNs = 0
        let machine = try SharedCollector(root: root)
        let first = await machine.withSample { sample, rates in (sample, rates) }
        #expect(first.0 == Sample() && first.1 == Rates())
        /// Where the lists of the sample are.
        @Sendable func places(_ sample: Sample) -> [Int] {
            [
                sample.cpu.value?.cpus.withUnsafeBytes { Int(bitPattern: $0.baseAddress) },
                sample.disk.value?.devices.withUnsafeBytes { Int(bitPattern: $0.baseAddress) },
                sample.filesystem.value?.mounts.withUnsafeBytes { Int(bitPattern: $0.baseAddress) },
                sample.network.value?.interfaces.withUnsafeBytes {
                    Int(bitPattern: $0.baseAddress)
                },
            ].compactMap { $0 }
        }
        var seen: [[Int]] = []
        for _ in 0..<6 {
            await machine.update()
            seen.append(await machine.withSample { sample, _ in places(sample) })
            let isSame = await machine.withSample { [wanted] sample, _ in
                var sample = sample
                sample.wallTimeNs = 0
                return sample == wanted
            }
            #expect(isSame)
        }
        #expect(seen[0].count == 4)
        #expect(seen[2] == seen[4] && seen[3] == seen[5] && seen[2] != seen[3])
    }

    @Test("Two updates have rates between them; what the second did not read has none")
    func updateRates() async throws {
        let machine = try SharedCollector()
        await machine.update([.cpu, .memory])
        #expect(await machine.withSample { $1.memory.intervalNs } == nil)
        await machine.update([.cpu, .memory])
        let interval = await machine.withSample { $1.memory.intervalNs }
        #expect((interval ?? 0) > 0)
        await machine.update([.cpu])
        #expect(await machine.withSample { $1.memory } == MemoryRates())
        #expect(await machine.withSample { $1.cpu.intervalNs } != nil)
        await #expect(throws: CancellationError.self) {
            try await machine.withSample { _, _ in throw CancellationError() }
        }
    }

    @Test("A diagnosis reads no sensors where they are switched off")
    func noSensors() async throws {
        let machine = try SharedCollector(root: Fixture.root("debian-6.1-x86_64-devices"))
        let with = try await machine.diagnose(over: .zero)
        var options = Diagnosis.Options()
        options.readsSensors = false
        let without = try await machine.diagnose(over: .zero, options: options)
        #expect(with.evidence?.sensors != nil && with.evidence?.sensorsBefore != nil)
        #expect(without.evidence?.sensors == nil && without.evidence?.sensorsBefore == nil)
    }

    @Test("What the closure throws arrives with its type")
    func throwing() async throws {
        let machine = try SharedCollector(root: Self.captured)
        await #expect(throws: ProbeError.self) {
            _ = try await machine.withCollector { collector throws(ProbeError) in
                try collector.process(999_999)
            }
        }
        await #expect(throws: ProbeError.self) {
            _ = try await machine.quota(of: .process(999_999))
        }
        #expect(throws: ProbeError.self) { _ = try SharedCollector(root: "/nonexistent") }
    }

    @Test("A captured machine is diagnosed at once, as by a session")
    func capturedMachine() async throws {
        let machine = try SharedCollector(root: Self.captured)
        let start = ContinuousClock.now
        let diagnosis = try await machine.diagnose(over: .seconds(60))
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(diagnosis.isMeasured && diagnosis.windowNs == 0)
        #expect(diagnosis.evidence?.activity.table?.processes.isEmpty == false)
        #expect(diagnosis.evidence?.ownPid == nil)
        var collector = try Collector(root: Self.captured)
        var session = Diagnosis.Session(&collector)
        let pause = session.look(&collector)
        let again = session.finish(&collector)
        #expect(pause == nil && again.headlines == diagnosis.headlines)
    }

    @Test(
        "This machine is diagnosed over a window, while other tasks read",
        .enabled(if: Capabilities.current.has(.process)))
    func live() async throws {
        let machine = try SharedCollector()
        async let diagnosing = machine.diagnose(over: .milliseconds(500))
        var readings = 0
        for _ in 0..<5 {
            readings += await machine.sample([.memory]).memory.value == nil ? 0 : 1
        }
        let diagnosis = try await diagnosing
        #expect(readings == 5 && diagnosis.isMeasured)
        #expect(diagnosis.windowNs >= 500_000_000)
        let evidence = try #require(diagnosis.evidence)
        #expect(evidence.activity.tables >= 2 && !evidence.isStill)
        #expect(evidence.ownPid == getpid() && evidence.isRoot == (geteuid() == 0))
        for finding in diagnosis.findings {
            #expect(finding.account?.culprits.contains { $0.process.pid == getpid() } != true)
        }
    }

    @Test("A busy process is a culprit, with its identity")
    func busy() async throws {
        let busy = Foundation.Process()
        busy.executableURL = URL(fileURLWithPath: "/bin/sh")
        busy.arguments = ["-c", "while :; do :; done"]
        try busy.run()
        defer { kill(busy.processIdentifier, SIGKILL) }
        var options = Diagnosis.Options()
        // Found also beside whatever else this machine does.
        options.processes = 1000
        options.thresholds.cpuUsagePercent.noticed = 1
        let machine = try SharedCollector()
        let diagnosis = try await machine.diagnose(over: .seconds(1), options: options)
        let finding = try #require(diagnosis.findings.first { $0.kind == .cpuBusy })
        let culprit = try #require(
            finding.account?.culprits.first { $0.process.pid == busy.processIdentifier })
        let now = try await machine.withCollector { collector throws(ProbeError) in
            try collector.process(busy.processIdentifier, [])
        }
        #expect(culprit.process.identity == now.identity && now.identity != nil)
    }

    @Test("A cancelled task throws, and the collector goes on")
    func cancelled() async throws {
        let machine = try SharedCollector()
        let task = Task { try await machine.diagnose(over: .seconds(3600)) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(await machine.sample([.memory]).memory.value != nil)
    }

    @Test("A session says when to look next, and looks no earlier")
    func early() throws {
        var collector = try Collector()
        var session = Diagnosis.Session(&collector, windowNs: 60_000_000_000)
        let first = session.look(&collector)
        let pause = try #require(first)
        #expect(pause > 50_000_000 && pause < 60_000_000_000)
        let second = session.look(&collector)
        let rest = try #require(second)
        #expect(rest > 0 && rest <= pause)
        // Finished early: one look, and the last one.
        let diagnosis = session.finish(&collector)
        #expect(diagnosis.evidence?.activity.tables == 2 && diagnosis.isMeasured)
        var none = Diagnosis.Session(&collector, windowNs: -1)
        let pauseOfNone = none.look(&collector)
        let moment = none.finish(&collector)
        #expect(pauseOfNone == nil && moment.evidence?.activity.tables == 1)
    }
}
