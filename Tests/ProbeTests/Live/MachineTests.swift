import Foundation
import Testing

@testable import Probe

@Suite(
    "This machine, beside what others say of it", .serialized,
    .enabled(if: Capabilities.current.has(.memory)))
struct MachineTests {
    @Test("Memory is what free(1) prints")
    func free() throws {
        let free = try #require(output(of: "free", ["-b"]), "free(1) is not installed")
        var collector = try Collector()
        let memory = try collector.memory()
        let row = try #require(free.split(separator: "\n").first { $0.hasPrefix("Mem:") })
            .split(separator: " ").dropFirst().compactMap { Int64($0) }
        #expect(memory.totalBytes == row[0])
        let available = try #require(memory.availableBytes)
        let slack: Int64 = 256 << 20  // What other tests use meanwhile.
        #expect(available > row[5] - min(slack, row[5]) && available < row[5] + slack)
        #expect(memory.usedBytes == memory.totalBytes! - available)
    }

    @Test("The CPUs are those of nproc, and of /proc/stat read by hand")
    func cpus() throws {
        var collector = try Collector()
        let cpu = try collector.cpu()
        let all = try #require(
            output(of: "nproc", ["--all"])?.trimmingCharacters(in: .whitespacesAndNewlines))
        let usable = try #require(
            output(of: "nproc")?.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(cpu.present.map(String.init) == all)
        #expect(try collector.quota().cpu.affinity.map(String.init) == usable)
        let ids = try text(of: "/proc/stat").split(separator: "\n")
            .filter { $0.hasPrefix("cpu") && !$0.hasPrefix("cpu ") }
            .compactMap { $0.dropFirst(3).split(separator: " ").first.flatMap { Int($0) } }
        #expect(cpu.cpus.map(\.id) == ids)
        #expect(cpu.online == ids.count)
    }

    @Test("Counters are between two readings by hand")
    func counters() throws {
        func contextSwitches() throws -> Int64 {
            let line = try #require(
                try text(of: "/proc/stat").split(separator: "\n").first { $0.hasPrefix("ctxt ") })
            return try #require(Int64(line.dropFirst(5)))
        }
        var collector = try Collector()
        let before = try contextSwitches()
        let read = try #require(try collector.cpu().contextSwitches)
        #expect(before <= read)
        #expect(try read <= contextSwitches())
    }

    @Test("Uptime and boot time are the kernel's")
    func uptime() throws {
        var collector = try Collector()
        let load = try collector.load()
        let seconds = try #require(Double(try text(of: "/proc/uptime").split(separator: " ")[0]))
        #expect(abs(Double(try #require(load.uptimeNs)) / 1e9 - seconds) < 1)
        let btime = try #require(
            try text(of: "/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime") })
        let boot = try #require(Int64(btime.split(separator: " ")[1]))
        #expect(try #require(load.bootTimeNs) / 1_000_000_000 >= boot - 1)
        #expect(try #require(load.bootTimeNs) / 1_000_000_000 <= boot + 1)
        #expect(try #require(load.tasks.all) > 1)
    }

    @Test("A collector keeps a bounded number of descriptors, and gives them back")
    func descriptors() throws {
        func open() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        // Other tests open descriptors meanwhile; a leak would show each time.
        var grown = Int.max
        var left = Int.max
        for _ in 0..<8 where grown > 4 || left > 4 {
            let before = try open()
            do {
                var collector = try Collector()
                for _ in 0..<50 {
                    _ = collector.sample()
                }
                // 19 files of the machine, /proc and /sys, 2 sockets, 2 and some 60 of groups.
                let kept = try open()
                #expect(kept <= before + 19 + 2 + 2 + 2 + 256)
                for _ in 0..<50 {
                    _ = collector.sample()
                }
                grown = try open() - kept
            }
            left = try open() - before
        }
        #expect(grown <= 4 && left <= 4)
    }

    @Test("sample(into:) gives what sample() gives")
    func refill() throws {
        var collector = try Collector()
        var sample = collector.sample()
        let first = sample
        collector.sample(into: &sample)
        #expect(sample.memory.value?.totalBytes == first.memory.value?.totalBytes)
        #expect(sample.cpu.value?.cpus.map(\.id) == first.cpu.value?.cpus.map(\.id))
        #expect(sample.quota.value?.hierarchies == first.quota.value?.hierarchies)
    }

    /// The first reading opens nothing that reports changes, the second all of it.
    @Test("What is read first is read second and third, alone and in a sample")
    func repeated() throws {
        var collector = try Collector()
        var sample = collector.sample()
        for reading in 1...3 {
            var alone = try Collector()
            let quota = try #require(sample.quota.value)
            let asked = try alone.quota()
            #expect(quota.hierarchies == asked.hierarchies, "reading \(reading)")
            #expect(quota.cpu.limit == asked.cpu.limit && quota.memory.limit == asked.memory.limit)
            #expect(quota.levels.map(\.directory) == asked.levels.map(\.directory))
            let network = try #require(sample.network.value)
            #expect(
                network.interfaces.map(Self.unchanging)
                    == (try alone.network().interfaces.map(Self.unchanging)), "reading \(reading)")
            collector.sample(into: &sample)
        }
    }

    /// An interface without its counters.
    private static func unchanging(_ interface: NetworkInterface) -> NetworkInterface {
        var interface = interface
        interface.counters = NetworkTraffic()
        return interface
    }

    @Test("One number for those who want one")
    func one() {
        #expect(effectiveCPUCount() >= 1)
        #expect(effectiveCPUCount() <= ProcessInfo.processInfo.activeProcessorCount)
    }
}

@Suite("A build that can read nothing", .enabled(if: !Capabilities.current.has(.memory)))
struct UnsupportedTests {
    @Test("Each call says so, and each flag is clear")
    func all() throws {
        #expect(Capabilities.current.port == "unsupported")
        var collector = try Collector()
        let sample = collector.sample()
        #expect(sample.cpu.error?.code == .unsupported)
        #expect(sample.load.error?.code == .unsupported)
        #expect(sample.memory.error?.code == .unsupported)
        #expect(sample.disk.error?.code == .unsupported)
        #expect(sample.filesystem.error?.code == .unsupported)
        #expect(sample.network.error?.code == .unsupported)
        #expect(sample.io.error?.code == .unsupported)
        #expect(sample.pressure.error?.code == .unsupported)
        #expect(sample.quota.error?.code == .unsupported)
        #expect(collector.sample(.sensors).sensors.error?.code == .unsupported)
        #expect(throws: ProbeError.self) { try collector.addresses() }
        #expect(Capabilities.current.fieldSets.allSatisfy { !$0.isSupported })
        #expect(collector.capabilities().fieldSets.allSatisfy { $0.here?.reason == .unsupported })
        #expect(effectiveCPUCount() >= 1)
    }
}
