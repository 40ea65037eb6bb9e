import Foundation
import Probe
import ProbeLive
import Testing

private let second: Int64 = 1_000_000_000

/// Ticks of a second whose numbers a test chooses.
private struct Machine {
    var alerts: Alerts
    var now: Int64 = 0
    var number: Int64 = 0

    init(_ rules: [Rule], attachesSample: Bool = false) {
        alerts = Alerts(rules, attachesSample: attachesSample)
    }

    /// A tick with these percentages of memory and of file systems in use; nil for unknown.
    mutating func tick(
        memory: Double? = nil, mounts: [String: Double] = [:], readOnly: Set<String> = [],
        after seconds: Int64 = 1, skipped: Int64 = 0,
        sections: Sample.Sections = [.memory, .filesystem],
        isBroken: Bool = false, change: (inout Sample, inout Rates) -> Void = { _, _ in }
    ) -> [Event] {
        now += seconds * second
        number += 1
        var sample = Sample()
        sample.wallTimeNs = now + 1_700_000_000 * second
        var values = Memory()
        values.usagePercent = memory
        sample.memory =
            isBroken ? .error(ProbeError(code: .denied, source: "/proc/meminfo")) : .value(values)
        var filesystem = Filesystem()
        filesystem.mounts = mounts.sorted { $0.key < $1.key }.map { point, usage in
            var mount = Mount(mountPoint: KernelName(point))
            mount.usagePercent = usage
            mount.isReadOnly = readOnly.contains(point)
            return mount
        }
        sample.filesystem = .value(filesystem)
        var rates = Rates()
        change(&sample, &rates)
        return alerts.check(
            Tick(
                sample, rates: rates, sections: sections, number: number, skipped: skipped,
                takenNs: now, elapsedNs: seconds * second))
    }
}

@Suite("Alerts")
struct AlertsTests {
    static let memory = Rule(
        "memory", Rule.Measure(.memory, "usage_percent"), .atLeast, raise: 85, clear: 80,
        forNs: 3 * second, clearAfterNs: 2 * second, severity: .critical, message: "Memory is short"
    )
    static let disk = Rule(
        "disk", Rule.Measure(.filesystem, "usage_percent"), .atLeast, raise: 90, clear: 87,
        message: "Full")

    @Test("An event is raised after its time, cleared after its time, and reported once each")
    func life() throws {
        var machine = Machine([Self.memory])
        for usage in [84.9, 85, 99, 85] { #expect(machine.tick(memory: usage).isEmpty) }
        let raised = try #require(machine.tick(memory: 86).first)
        #expect(raised.change == .raised && raised.severity == .critical && raised.rule == "memory")
        #expect(raised.value == 86 && raised.level == 85 && raised.unit == .percent)
        #expect(raised.key == History.Key(.memory, "usage_percent") && raised.lastedNs == nil)
        #expect(raised.wallTimeNs == machine.now + 1_700_000_000 * second)
        #expect(machine.alerts.raised == [raised])
        for usage in [99.0, 80, 79, 79.9] { #expect(machine.tick(memory: usage).isEmpty) }
        let cleared = try #require(machine.tick(memory: 10).first)
        #expect(cleared.change == .cleared && cleared.value == 10 && cleared.level == 80)
        #expect(cleared.lasted == .seconds(5) && !cleared.isGone)
        #expect(machine.alerts.raised.isEmpty)
    }

    @Test("A number that moves around the level does not flap")
    func flapping() {
        var machine = Machine([Self.memory])
        var events: [Event] = []
        // Never as long as the rule wants.
        for step in 0..<60 { events += machine.tick(memory: step % 3 == 0 ? 84 : 95) }
        #expect(events.isEmpty)
        for _ in 0..<4 { events += machine.tick(memory: 95) }
        // Between both levels, and below for too short.
        for step in 0..<60 { events += machine.tick(memory: step % 2 == 0 ? 79 : 84) }
        #expect(events.map { $0.change } == [.raised])
    }

    @Test("Levels are compared as the rule says")
    func comparisons() {
        func isRaised(_ comparison: Rule.Comparison, _ value: Double) -> Bool {
            var machine = Machine([
                Rule(
                    "x", Rule.Measure(.memory, "usage_percent"), comparison, raise: 50, clear: 50,
                    message: "x")
            ])
            return !machine.tick(memory: value).isEmpty
        }
        #expect(isRaised(.atLeast, 50) && !isRaised(.atLeast, 49.9))
        #expect(isRaised(.above, 50.1) && !isRaised(.above, 50))
        #expect(isRaised(.atMost, 50) && !isRaised(.atMost, 50.1))
        #expect(isRaised(.below, 49.9) && !isRaised(.below, 50))
        // A level for the end that is worse than that of the begin would never rest.
        let rule = Rule(
            "x", Rule.Measure(.memory, "x"), .atMost, raise: 10, clear: 5, forNs: -1, message: "x")
        #expect(rule.clear == 10 && rule.raiseAfterNs == 0 && rule.clearAfterNs == 0)
        let timed = Rule(
            "x", Rule.Measure(.memory, "x"), .atLeast, raise: 10, clear: 5, for: .seconds(3),
            clearAfter: .milliseconds(500), message: "x")
        #expect(timed.raiseAfter == .seconds(3) && timed.clearAfter == .milliseconds(500))
    }

    @Test("What is unknown neither raises nor clears")
    func unknown() {
        var machine = Machine([Self.memory])
        for _ in 0..<3 { #expect(machine.tick(memory: 95).isEmpty) }
        #expect(machine.tick(memory: nil).isEmpty)
        for _ in 0..<3 { #expect(machine.tick(memory: 95).isEmpty) }
        #expect(machine.tick(memory: 95).count == 1)
        for _ in 0..<9 { #expect(machine.tick(memory: nil).isEmpty) }
        for _ in 0..<9 { #expect(machine.tick(isBroken: true).isEmpty) }
        for _ in 0..<9 { #expect(machine.tick(sections: .filesystem).isEmpty) }
        #expect(machine.alerts.raised.count == 1)
        for _ in 0..<2 { #expect(machine.tick(memory: 5).isEmpty) }
        #expect(machine.tick(memory: 5).count == 1)
    }

    @Test("A section that fails between two bad ticks begins the time anew")
    func failing() {
        var machine = Machine([Self.memory])
        for _ in 0..<3 { _ = machine.tick(memory: 95) }
        #expect(machine.tick(isBroken: true).isEmpty)
        for _ in 0..<3 { #expect(machine.tick(memory: 95).isEmpty) }
        #expect(machine.tick(memory: 95).count == 1)
    }

    @Test("A gap does not count as time, a short one apart")
    func gap() {
        var machine = Machine([Self.memory])
        #expect(machine.tick(memory: 95).isEmpty)
        #expect(machine.tick(memory: 95, after: 3600, skipped: 3599).isEmpty)
        #expect(machine.tick(memory: 95, after: 3, skipped: 2).count == 1)
    }

    @Test("Each item has its own event; one that is gone clears it")
    func items() throws {
        var machine = Machine([Self.disk])
        let first = machine.tick(mounts: ["/": 95, "/a": 10, "/b": 91])
        #expect(first.map { $0.key?.labels.first?.value } == ["/", "/b"])
        #expect(first.map { $0.key?.labels.first?.name } == ["mount_point", "mount_point"])
        #expect(machine.tick(mounts: ["/": 95, "/a": 10, "/b": 91]).isEmpty)
        let gone = machine.tick(mounts: ["/": 95, "/c": 99])
        #expect(gone.count == 2)
        let cleared = try #require(gone.first { $0.change == .cleared })
        #expect(cleared.isGone && cleared.value == nil && cleared.key == first[1].key)
        #expect(gone.first { $0.change == .raised }?.key?.labels.first?.value == "/c")
        // What comes back has no past.
        #expect(machine.tick(mounts: ["/": 95, "/b": 5, "/c": 99]).isEmpty)
        #expect(machine.alerts.raised.count == 2)
    }

    @Test("A file system that is mounted read-only is full by design")
    func readOnly() {
        var machine = Machine([Self.disk])
        #expect(machine.tick(mounts: ["/snap": 100], readOnly: ["/snap"]).isEmpty)
        var every = Self.disk
        every.includesReadOnly = true
        machine = Machine([every])
        #expect(machine.tick(mounts: ["/snap": 100], readOnly: ["/snap"]).count == 1)
    }

    @Test("Labels choose items")
    func labels() {
        var rule = Self.disk
        rule.measure = Rule.Measure(.filesystem, "usage_percent", labels: ["mount_point": "/data"])
        var machine = Machine([rule])
        let events = machine.tick(mounts: ["/": 95, "/data": 96, "/data2": 97])
        #expect(events.map { $0.value } == [96])
    }

    @Test("A number in percent of another; without a limit there is nothing to compare")
    func parts() {
        let rule = Rule.usual.first { $0.name == "memory-limit" }!
        var machine = Machine([rule])
        func tick(_ available: Int64?, _ limit: Limit<Int64>) -> [Event] {
            machine.tick(sections: .quota) { sample, _ in
                var quota = Quota()
                quota.memory.availableBytes = available
                quota.memory.limit = limit
                sample.quota = .value(quota)
            }
        }
        let source = LimitSource(level: "/a", file: "/sys/fs/cgroup/a/memory.max")
        let limit = Limit<Int64>.limited(1000, by: source, incomplete: nil)
        for _ in 0..<20 { #expect(tick(5, .unlimited).isEmpty && tick(nil, limit).isEmpty) }
        for _ in 0..<10 { #expect(tick(100, limit).isEmpty) }
        let raised = tick(90, limit)
        #expect(raised.map { $0.value } == [9] && raised.first?.unit == .percent)
        for _ in 0..<10 { #expect(tick(151, limit).isEmpty) }
        #expect(tick(200, limit).map { $0.change } == [.cleared])
    }

    @Test("Each usual rule raises and clears once, with the numbers of real records")
    func usual() {
        let source = LimitSource(level: "/a", file: "/sys/fs/cgroup/a/memory.max")
        var machine = Machine(Rule.usual)
        func tick(_ isBad: Bool) -> [Event] {
            machine.tick(
                memory: isBad ? 99 : 10, mounts: ["/": isBad ? 99 : 10],
                sections: machine.alerts.sections
            ) { sample, rates in
                var memory = sample.memory.value ?? Memory()
                memory.swapUsagePercent = isBad ? 90 : 0
                sample.memory = .value(memory)
                var quota = Quota()
                quota.memory.limit = .limited(1000, by: source, incomplete: nil)
                quota.memory.availableBytes = isBad ? 10 : 900
                sample.quota = .value(quota)
                sample.pressure = .value(Pressure())
                sample.cpu = .value(CPU())
                rates.cpu.usagePercent = isBad ? 99 : 1
                rates.quota.throttledPercent = isBad ? 80 : 0
                rates.pressure.memorySomePercent = isBad ? 50 : 0
                rates.pressure.ioSomePercent = isBad ? 90 : 0
                rates.pressure.cpuSomePercent = isBad ? 90 : 0
            }
        }
        var events: [Event] = []
        for step in 0..<300 { events += tick(step >= 100 && step < 200) }
        for rule in Rule.usual {
            #expect(
                events.filter { $0.rule == rule.name }.map { $0.change } == [.raised, .cleared])
        }
        #expect(events.count == 2 * Rule.usual.count)
    }

    @Test("The usual rules name fields that exist")
    func names() throws {
        var ticker = Ticker(try Collector(), everyNs: second, sections: Alerts().sections)
        _ = ticker.take(nowNs: 0)
        let tick = ticker.take(nowNs: second)
        var names: Set<String> = []
        func add(
            _ section: Sample.Section, _: Sample.Field.Labels, _ field: Sample.Field,
            _: Sample.Field.Value?
        ) { names.insert("\(section.rawValue) \(field.name)") }
        tick.sample.forEachField(add)
        tick.rates.forEachField(add)
        for rule in Rule.usual where tick.sample.error(of: rule.measure.section) == nil {
            #expect(names.contains("\(rule.measure.section.rawValue) \(rule.measure.name)"))
            if let whole = rule.measure.percentOf {
                #expect(names.contains("\(rule.measure.section.rawValue) \(whole)"))
            }
        }
    }

    @Test("An event carries the sample that is attached, and is stored with it")
    func attached() throws {
        var machine = Machine([Self.disk])
        let event = try #require(machine.tick(mounts: ["/data": 91.26]).first)
        #expect(event.sample == nil)
        var sample = Sample()
        sample.wallTimeNs = 5
        var memory = Memory()
        memory.totalBytes = 7
        sample.memory = .value(memory)
        let full = event.with(sample)
        #expect(full.sample?.memory.value?.totalBytes == 7 && full != event)
        let decoded = try JSONDecoder().decode(Event.self, from: JSONEncoder().encode(full))
        #expect(decoded == full)
        #expect(try JSONDecoder().decode(Event.self, from: JSONEncoder().encode(event)) == event)
        let own = Event("queue", severity: .warning, message: "The queue is full", wallTimeNs: 3)
        #expect(own.with(sample).sample == sample && own.value == nil && own.change == .raised)
        #expect(own.description == "warning: The queue is full (queue)")
        #expect(event.description == "warning: Full: /data, 91.3% (disk)")
    }

    @Test("Events have the samples that raised and cleared them, if requested")
    func samples() throws {
        var machine = Machine([Self.disk], attachesSample: true)
        let raised = try #require(machine.tick(mounts: ["/data": 91]).first)
        _ = machine.tick(mounts: ["/data": 99])
        #expect(raised.sample?.filesystem.value?.mounts.first?.usagePercent == 91)
        #expect(raised.sample?.wallTimeNs == raised.wallTimeNs)
        #expect(machine.alerts.raised == [raised])
        let cleared = try #require(machine.tick(mounts: ["/data": 1], after: 60).first)
        #expect(cleared.change == .cleared && cleared.sample?.wallTimeNs == cleared.wallTimeNs)
        _ = machine.tick(mounts: ["/data": 91])
        let gone = try #require(machine.tick().first)
        #expect(gone.isGone && gone.sample?.filesystem.value?.mounts.isEmpty == true)
        #expect(machine.alerts.raised.isEmpty)
    }

    @Test("A diagnosis is attached to an event, which finds what is about its own resource")
    func explained() throws {
        func finding(
            _ resource: Diagnosis.Resource, _ title: String, device: KernelName? = nil
        ) -> Diagnosis.Finding {
            Diagnosis.Finding(
                resource: resource, kind: .cpuBusy, severity: .high, title: title, device: device)
        }
        let diagnosis = Diagnosis(findings: [
            finding(.cpu, "CPU"), finding(.memory, "memory"), finding(.swap, "swap"),
            finding(.filesystem, "data", device: "/data"),
            finding(.filesystem, "root", device: "/"),
            finding(.disk, "disk"), finding(.pressure, "waits"),
        ])
        func titles(_ section: Sample.Section, _ name: String, _ labels: [History.Label] = [])
            -> [String]
        {
            Event(
                "x", severity: .warning, message: "x", wallTimeNs: 1,
                key: History.Key(section, name, labels)
            ).with(diagnosis).findings.map { $0.title }
        }
        #expect(titles(.cpu, "total_usage_percent") == ["CPU"])
        #expect(titles(.memory, "usage_percent") == ["memory", "swap"])
        #expect(titles(.memory, "swap_usage_percent") == ["swap"])
        let data = History.Label(name: "mount_point", value: "/data")
        #expect(titles(.filesystem, "usage_percent", [data]) == ["data"])
        #expect(titles(.pressure, "io_some_percent") == ["swap", "disk", "waits"])
        #expect(titles(.quota, "memory_available_bytes") == ["memory", "swap"])
        #expect(titles(.host, "x").isEmpty)

        var machine = Machine([Self.disk])
        let event = try #require(machine.tick(mounts: ["/data": 95]).first)
        #expect(event.diagnosis == nil && event.findings.isEmpty)
        let full = event.with(diagnosis)
        #expect(full.diagnosis == diagnosis && full != event && full.with(Sample()).sample != nil)
        let text = String(decoding: try JSONEncoder().encode(full), as: UTF8.self)
        #expect(text.contains("\"why\":{") && text.contains("\"headline\":\"data.\""))
        let decoded = try JSONDecoder().decode(Event.self, from: Data(text.utf8))
        #expect(decoded == event)
    }

    @Test(
        "A sampler explains an event while it goes on", .timeLimit(.minutes(10)),
        .enabled(if: Capabilities.current.port == "linux", "this build does not read Linux"))
    func explaining() async throws {
        let sampler = try Sampler(every: .milliseconds(50), sections: [.cpu])
        var ticks = sampler.makeAsyncIterator()
        let event = Event(
            "cpu", severity: .warning, message: "The CPUs are busy", wallTimeNs: 1,
            key: History.Key(.cpu, "total_usage_percent"))
        // While one is explained for an hour, ticks are taken in the pauses.
        let endless = Task { try await sampler.explain(event, over: .seconds(3600)) }
        for _ in 0..<5 { _ = try #require(await ticks.next()) }
        endless.cancel()
        await #expect(throws: CancellationError.self) { try await endless.value }
        let explained = try await sampler.explain(event, over: .milliseconds(500))
        let diagnosis = try #require(explained.diagnosis)
        #expect(!diagnosis.isMeasured || diagnosis.windowNs >= 500_000_000)
        #expect(explained.with(Diagnosis()).findings.isEmpty)
    }

    @Test("Rules are read from JSON")
    func rules() throws {
        let text = #"""
            [{"name": "m", "measure": {"section": "memory", "name": "usage_percent"}, "comparison": "at_least",
              "raise": 50, "clear": 60, "message": "much"}]
            """#
        let rules = try JSONDecoder().decode([Rule].self, from: Data(text.utf8))
        #expect(rules.first?.clear == 50 && rules.first?.severity == .warning)
        let usual = try JSONDecoder().decode([Rule].self, from: JSONEncoder().encode(Rule.usual))
        #expect(usual == Rule.usual)
    }
}
