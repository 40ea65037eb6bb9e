import Testing

@testable import Probe

@Suite("Rates from two readings", .needsLinux)
struct RatesTests {
    func rates(_ before: String, _ after: String) throws -> Rates {
        let tree = try Tree(["/proc/stat": before])
        var collector = try Collector(root: tree.root)
        let first = collector.sample(.cpu)
        try tree.write("/proc/stat", after)
        // The file was replaced by rewriting it in place or anew; a new collector sees either.
        var again = try Collector(root: tree.root)
        return again.sample(.cpu).rates(since: first)
    }

    @Test("Usage is what was not idle, and the breakdown sums to 100")
    func usage() throws {
        let cpu = try rates("cpu 100 0 100 800 0 0 0 0 40 0\n", "cpu 150 0 110 830 10 0 0 0 60 0\n")
            .cpu
        #expect(cpu.usagePercent == 60)
        #expect(cpu.userPercent == 30)
        #expect(cpu.guestPercent == 20)
        #expect(cpu.iowaitPercent == 10)
        let parts = [
            cpu.userPercent, cpu.nicePercent, cpu.systemPercent, cpu.idlePercent, cpu.iowaitPercent,
            cpu.irqPercent, cpu.softirqPercent, cpu.stealPercent, cpu.guestPercent,
            cpu.guestNicePercent,
        ]
        #expect(parts.compactMap { $0 }.reduce(0, +) == 100)
    }

    @Test("More guest time than user time is wrong, but for the rounding to ticks")
    func guest() throws {
        let cpu = try rates(
            "cpu 100 10 100 800 0 0 0 0 40 4\n", "cpu 101 60 110 839 0 0 0 0 90 5\n"
        )
        .cpu
        #expect(cpu.guestPercent == nil && cpu.userPercent == nil)
        #expect(cpu.usagePercent == 61 && cpu.systemPercent == 10)
        #expect(cpu.nicePercent == 49 && cpu.guestNicePercent == 1)
        let rounded = try rates("cpu 0 0 0 0 0 0 0 0 0 0\n", "cpu 3 0 0 7 0 0 0 0 5 0\n").cpu
        #expect(rounded.guestPercent == 30 && rounded.userPercent == 0)
        let wrong = try rates("cpu 0 0 0 0 0 0 0 0 0 0\n", "cpu 3 0 0 7 0 0 0 0 6 0\n").cpu
        #expect(wrong.guestPercent == nil && wrong.usagePercent == 30)
        let nice = try rates("cpu 0 0 0 0 0 0 0 0 0 0\n", "cpu 3 1 0 6 0 0 0 0 0 900\n").cpu
        #expect(nice.guestNicePercent == nil && nice.nicePercent == nil && nice.userPercent == 30)
    }

    @Test("Time lost waiting that is far more than there was is wrong")
    func pressure() {
        func some(_ lostNs: Int64, over windowNs: Int64) -> Double? {
            var (before, after) = (Pressure(), Pressure())
            var stall = Pressure.Stall()
            before.cpu.some = stall
            stall.totalNs = lostNs
            after.cpu.some = stall
            (before.monotonicNs, after.monotonicNs) = (5, 5 + windowNs)
            var rates = PressureRates()
            rates.set(before, after)
            return rates.cpuSomePercent
        }
        #expect(some(250_000_000, over: 1_000_000_000) == 25)
        #expect(some(1_000_100_000, over: 1_000_000_000) == 100)
        // Before 5.2 the total is brought up to date every two seconds.
        #expect(some(2_400_000_000, over: 500_000_000) == 100)
        #expect(some(60_000_000_000, over: 1_000_000_000) == nil)
        #expect(some(Int64.max, over: Int64.max - 5) == 100)
    }

    @Test("A counter that steps back gives no rate rather than a wrong one")
    func back() throws {
        let cpu = try rates("cpu 100 0 100 800 50\n", "cpu 150 0 100 850 40\n").cpu
        #expect(cpu.iowaitPercent == nil)
        #expect(cpu.usagePercent == nil)
    }

    @Test("Nothing that moved is no rate, not an idle machine")
    func still() throws {
        let cpu = try rates("cpu 100 0 100 800\n", "cpu 100 0 100 800\n").cpu
        #expect(cpu.usagePercent == nil)
    }

    @Test("A CPU that comes or goes has no rate; the others keep theirs by id")
    func hotplug() throws {
        let cpu = try rates(
            "cpu 0 0 0 0\ncpu0 10 0 0 0\ncpu1 0 0 0 5\ncpu3 0 0 0 0\n",
            "cpu 10 0 0 10\ncpu0 15 0 0 5\ncpu3 0 0 0 10\ncpu4 9 0 0 9\n"
        ).cpu
        #expect(cpu.cpus.map(\.id) == [0, 3, 4])
        #expect(cpu.cpus[0].usagePercent == 50)
        #expect(cpu.cpus[1].usagePercent == 0)
        #expect(cpu.cpus[2].usagePercent == nil)
    }

    @Test("A CPU that comes between two others has no rate, and takes none of theirs")
    func hotplugBetween() throws {
        let cpu = try rates(
            "cpu 0 0 0 0\ncpu0 10 0 0 0\ncpu3 0 0 0 0\n",
            "cpu 10 0 0 10\ncpu0 15 0 0 5\ncpu1 9 0 0 9\ncpu3 0 0 0 10\n"
        ).cpu
        #expect(cpu.cpus.map(\.id) == [0, 1, 3])
        #expect(cpu.cpus.map(\.usagePercent) == [50, nil, 0])
    }

    @Test("A captured root has no clock, and so nothing a second")
    func clock() throws {
        let cpu = try rates("cpu 1 0 0 0\nctxt 5\n", "cpu 2 0 0 0\nctxt 9\n").cpu
        #expect(cpu.usagePercent == 100)
        #expect(cpu.contextSwitchesPerSecond == nil)
    }

    @Test("This machine's window has a length and its counters move")
    func live() async throws {
        var collector = try Collector()
        let before = collector.sample()
        try await Task.sleep(for: .milliseconds(200))
        let rates = collector.sample().rates(since: before)
        let usage = try #require(rates.cpu.usagePercent)
        #expect((0...100).contains(usage))
        #expect(try #require(rates.cpu.contextSwitchesPerSecond) > 0)
        #expect(try #require(rates.memory.intervalNs) >= 200_000_000)
    }
}
