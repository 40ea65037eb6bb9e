import Foundation
import Testing

@testable import Probe

@Suite("Captured machines, whole", .needsLinux)
struct FixtureTests {
    @Test("Each answers every section, without a failure", arguments: Fixture.names)
    func whole(name: String) throws {
        var collector = try Collector(root: Fixture.root(name))
        collector.listsAllMounts = true
        let sample = collector.sample()
        #expect(try sample.cpu.get().failures.isEmpty)
        #expect(try sample.load.get().failures.isEmpty)
        #expect(try sample.memory.get().failures.isEmpty)
        #expect(try sample.disk.get().failures.isEmpty)
        #expect(try sample.filesystem.get().failures.isEmpty)
        #expect(try sample.network.get().failures.isEmpty)
        #expect(try sample.io.get().failures.isEmpty)
        #expect(try sample.pressure.get().failures.isEmpty)
        #expect(try !sample.quota.get().hierarchies.isEmpty)
        #expect(try sample.disk.get().devices.contains { $0.name.description == "vda" })
        let interfaces = try sample.network.get().interfaces
        #expect(!interfaces.isEmpty)
        // The older captures have no /sys/class/net, and each interface says so.
        let hasDetails = interfaces.allSatisfy { $0.failure == nil && $0.index != nil }
        #expect(hasDetails || interfaces.allSatisfy { $0.failure?.code == .notFound })
    }

    /// Gives the sections a clock, which those of a captured machine lack.
    static func set(_ sample: inout Sample, monotonicNs: Int64) {
        func set<Value>(_ slot: inout Slot<Value>, _ clock: WritableKeyPath<Value, Int64?>) {
            guard var value = slot.reading.value else { return }
            value[keyPath: clock] = monotonicNs
            slot.reading = .value(value)
        }
        set(&sample.slots.cpu, \.monotonicNs)
        set(&sample.slots.memory, \.monotonicNs)
        set(&sample.slots.disk, \.monotonicNs)
        set(&sample.slots.io, \.monotonicNs)
        set(&sample.slots.network, \.monotonicNs)
        set(&sample.slots.pressure, \.monotonicNs)
        set(&sample.slots.process, \.monotonicNs)
    }

    @Test("Holes in the ids, four sockets, two nodes")
    func numa() throws {
        var collector = try Collector(root: Fixture.root("debian-6.12-x86_64-numa"))
        let cpu = try collector.cpu()
        #expect(cpu.cpus.map(\.id) == [0, 1, 2, 4] + Array(6...15))
        #expect(cpu.possible == 16 && cpu.present == 16 && cpu.online == 14)
        // CPUs 3 and 5 were the second threads of their cores.
        #expect(cpu.physicalCores == 8 && cpu.packages == 4)
        #expect(try collector.quota().cpu.effectiveCores == 14)
    }

    @Test("Swap on zram, odd names of interfaces, and lower devices")
    func namespaces() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-namespaces"))
        let memory = try collector.memory()
        let swapBytes: Int64 = 64 << 20
        #expect(memory.swapTotalBytes == swapBytes - 4096)
        let interfaces = try collector.network().interfaces
        let names = Set(interfaces.map(\.name.description))
        #expect(
            names.isSuperset(of: [
                "we.ird-1", "a\"b\\c", "x@y", "a{b}=c", "0", "ünï", "fifteen-letters",
            ]))
        func interface(_ name: String) throws -> NetworkInterface {
            try #require(interfaces.first { $0.name.description == name })
        }
        #expect(try interface("br0").isStacked && interface("mac0").isStacked)
        #expect(try interface("mac0").lowerIndex == interface("v1").index)
        #expect(try !interface("v0").isStacked && !interface("v1").isStacked)
        let devices = try collector.disk().devices
        #expect(devices.first { $0.name.description == "loop0" }?.isStacked == true)
        #expect(try #require(devices.first { $0.name.description == "zram0" }?.counters.writes) > 0)
    }
}
