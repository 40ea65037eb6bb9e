import Testing

@testable import Probe

@Suite("Samples and rates that are filled again", .needsLinux)
struct RefillTests {
    private static let sections = Sample.Sections.usual.union([.process, .sensors])

    private static func sample(_ name: String, _ sections: Sample.Sections = sections) throws
        -> Sample
    {
        var collector = try Collector(root: Fixture.root(name))
        var sample = collector.sample(sections)
        sample.wallTimeNs = 0
        return sample
    }

    /// Another machine: the next of the list.
    private static func other(_ name: String) throws -> String {
        let index = try #require(Fixture.names.firstIndex(of: name))
        return Fixture.names[(index + 1) % Fixture.names.count]
    }

    @Test("A sample has nothing of the machine that it held before", arguments: Fixture.names)
    func otherMachine(name: String) throws {
        let fresh = try Self.sample(name)
        var sample = try Self.sample(Self.other(name))
        #expect(sample != fresh)
        var collector = try Collector(root: Fixture.root(name))
        for reading in 1...2 {
            collector.sample(into: &sample, Self.sections)
            sample.wallTimeNs = 0
            #expect(sample == fresh, "reading \(reading)")
        }
    }

    @Test("A section that fails, or is not asked for, has nothing of what it held before")
    func errors() throws {
        let name = "debian-6.1-x86_64-devices"
        var sample = try Self.sample(name)
        let tree = try Tree()
        var empty = try Collector(root: tree.root)
        empty.sample(into: &sample, Self.sections)
        #expect(sample.cpu.value == nil && sample.cpu.error?.code == .notFound)
        #expect(sample.memory.value == nil && sample.network.value == nil)
        sample.wallTimeNs = 0
        var other = try Collector(root: tree.root)
        var again = other.sample(Self.sections)
        again.wallTimeNs = 0
        #expect(sample == again)
        var collector = try Collector(root: Fixture.root(name))
        collector.sample(into: &sample, [.cpu, .disk])
        sample.wallTimeNs = 0
        #expect(try sample == Self.sample(name, [.cpu, .disk]))
        #expect(sample.cpu.value != nil && sample.disk.value != nil && sample.io == .notRequested)
        #expect(sample.memory == .notRequested && sample.quota == .notRequested)
    }

    @Test("Rates have nothing of the samples that they were of before", arguments: Fixture.names)
    func rates(name: String) throws {
        func at(_ seconds: Int64, _ name: String) throws -> Sample {
            var sample = try Self.sample(name)
            FixtureTests.set(&sample, monotonicNs: seconds * 1_000_000_000)
            return sample
        }
        let other = try Self.other(name)
        var rates = try at(3, other).rates(since: at(1, other))
        let fresh = try at(9, name).rates(since: at(8, name))
        #expect(rates != fresh && rates.memory.pageFaultsPerSecond == 0)
        try at(9, name).rates(since: at(8, name), into: &rates)
        #expect(rates == fresh)
        // Of a sample without sections nothing is left.
        Sample().rates(since: try at(8, name), into: &rates)
        #expect(rates == Rates())
    }
}
