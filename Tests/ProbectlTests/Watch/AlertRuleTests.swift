import Foundation
import ProbeLive
import Testing

@testable import Probe
@testable import probectl

@Suite("The alerts of the command")
struct AlertRuleTests {
    @Test("The rules are those of the library")
    func rules() {
        let usual = Rule.usual
        #expect(AlertRule.all.count == usual.count)
        for rule in usual {
            guard let own = AlertRule.all.first(where: { $0.name == rule.name }) else {
                Issue.record("no rule \(rule.name)")
                continue
            }
            #expect(own.raise == rule.raise && own.clear == rule.clear, "\(rule.name)")
            #expect(own.forNs == rule.raiseAfterNs && own.forNs == rule.clearAfterNs)
            #expect(own.message == rule.message)
            #expect(own.isCritical == (rule.severity == .critical), "\(rule.name)")
            #expect(own.isLowBad == !rule.comparison.isHighBad, "\(rule.name)")
            #expect(own.isAbove == (rule.comparison == .above), "\(rule.name)")
        }
    }

    private static let second: Int64 = 1_000_000_000

    /// A sample in which every rule has its number.
    private func machine(_ percent: Double, available: Int64, mount: Double?) -> (Sample, Rates) {
        var (sample, rates) = (Sample(), Rates())
        var memory = Memory()
        (memory.usagePercent, memory.swapUsagePercent) = (percent, percent)
        sample.memory = .value(memory)
        var quota = Quota()
        quota.memory.limit = .limited(
            1000, by: LimitSource(level: "/app", file: "/app/memory.max"), incomplete: nil)
        quota.memory.availableBytes = available
        sample.quota = .value(quota)
        sample.cpu = .value(CPU())
        sample.pressure = .value(Pressure())
        var filesystem = Filesystem()
        if let mount {
            var one = Mount(mountPoint: "/srv")
            one.usagePercent = mount
            filesystem.mounts = [one]
        }
        sample.filesystem = .value(filesystem)
        rates.cpu.usagePercent = percent
        rates.quota.throttledPercent = percent
        rates.pressure.memorySomePercent = percent
        rates.pressure.ioSomePercent = percent
        rates.pressure.cpuSomePercent = percent
        return (sample, rates)
    }

    @Test("Each rule raises and clears once, at the same samples as in the library")
    func same() {
        var own = AlertWatch()
        var library = Alerts()
        let sections: Sample.Sections = [.cpu, .memory, .quota, .pressure, .filesystem]
        var found: [String] = []
        var expected: [String] = []
        var number: Int64 = 0
        func take(_ percent: Double, _ available: Int64, _ mount: Double?, seconds: Int) {
            for _ in 0..<seconds {
                number += 1
                let (sample, rates) = machine(percent, available: available, mount: mount)
                let now = number * Self.second
                found +=
                    own.check(sample, rates, nowNs: now, gapNs: 4 * Self.second)
                    .map { "\(number) \($0.rule.name) \($0.isRaised)" }.sorted()
                let tick = Tick(
                    sample, rates: rates, sections: sections, number: number, dueNs: now,
                    takenNs: now, elapsedNs: Self.second)
                expected += library.check(tick).map {
                    "\(number) \($0.rule) \($0.change == .raised)"
                }.sorted()
            }
        }
        take(10, 900, 20, seconds: 3)
        take(95, 50, 95, seconds: 40)
        // Between both levels, and once for a moment on the good side: no change.
        take(84, 120, 89, seconds: 20)
        take(95, 50, 95, seconds: 5)
        take(3, 800, 20, seconds: 2)
        take(95, 50, 95, seconds: 40)
        take(3, 800, 20, seconds: 40)
        take(95, 50, 95, seconds: 20)
        take(95, 50, nil, seconds: 2)
        #expect(found == expected)
        let names = Set(AlertRule.all.map { $0.name })
        for name in names {
            #expect(found.contains { $0.hasSuffix(" \(name) true") }, "\(name)")
            #expect(found.contains { $0.hasSuffix(" \(name) false") }, "\(name)")
        }
        #expect(own.raised.first?.rule.isCritical == true)
    }

    @Test("The JSON of an alert is that of the library's event")
    func json() throws {
        var alerts = AlertWatch()
        var lines: [String] = []
        for second in 0..<30 {
            let mount: Double? = second == 29 ? nil : 95.5
            var (sample, rates) = machine(second < 15 ? 95 : 3, available: 900, mount: mount)
            sample.wallTimeNs = Int64(second)
            rates.cpu.usagePercent = nil
            lines += alerts.check(
                sample, rates, nowNs: Int64(second) * Self.second, gapNs: 4 * Self.second
            ).map { $0.json().line() }
        }
        let events = try lines.map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
        let raised = try #require(events.first { $0.rule == "memory" })
        #expect(raised.change == .raised && raised.severity == .warning && !raised.isGone)
        #expect(raised.value == 95 && raised.level == 85 && raised.unit == .percent)
        #expect(raised.message == "Memory is short" && raised.wallTimeNs == 10)
        let stall = try #require(events.last { $0.rule == "memory-stall" })
        #expect(stall.change == .cleared && stall.severity == .critical && stall.level == 5)
        let gone = """
            {"schema":1,"wall_time_ns":29,"change":"cleared","severity":"warning","rule":"disk",\
            "message":"The file system is nearly full","item":"/srv","value":null,\
            "unit":"percent","level":null,"gone":true}

            """
        #expect(lines.last == gone)
    }

    @Test("What is not known, and what comes after a gap, begins anew")
    func gaps() {
        var alerts = AlertWatch()
        var events: [AlertEvent] = []
        func take(_ percent: Double?, at second: Int64) {
            var rates = Rates()
            rates.cpu.usagePercent = percent
            events += alerts.check(
                Sample(), rates, nowNs: second * Self.second, gapNs: 4 * Self.second)
        }
        for second in 0..<29 { take(95, at: Int64(second)) }
        take(nil, at: 29)
        take(95, at: 30)
        #expect(events.isEmpty)
        for second in 31..<55 { take(95, at: Int64(second)) }
        take(95, at: 100)
        #expect(events.isEmpty)
        for second in 101...130 { take(95, at: Int64(second)) }
        #expect(events.count == 1 && events.first?.isRaised == true)
        #expect(
            events.first?.line == "1970-01-01 00:00:00 UTC  warning: The CPUs are busy: 95.0% (cpu)"
        )
    }
}
