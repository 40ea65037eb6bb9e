import CProbeInternals
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

    @Test("A collector keeps files open between readings, not one more later, and closes all")
    func descriptors() throws {
        // In a process of its own, in which nothing else opens a descriptor.
        let scene = try Scene(CPI_SCENE_KEPT)
        let (before, first, second) = (scene.numbers[0], scene.numbers[1], scene.numbers[2])
        let (last, left, repeated) = (scene.numbers[3], scene.numbers[4], scene.numbers[5])
        // At least the files that every kernel has: stat, loadavg, uptime, meminfo, vmstat, present,
        // online, diskstats, mountinfo, snmp, sockstat, threads-max, pid_max.
        #expect(first >= before + 13 && second >= first)
        #expect(last == second && left == before, "\(scene.numbers)")
        // mountinfo alone is open twice: poll() reports a change once, and the file systems and the
        // quota both need the report.
        #expect(repeated <= 1, "\(scene.numbers)")
    }

    @Test("sample(into:) reads this machine again")
    func refill() throws {
        var collector = try Collector()
        var sample = collector.sample()
        let first = sample
        usleep(20_000)
        collector.sample(into: &sample)
        let (before, after) = (try first.cpu.get(), try sample.cpu.get())
        #expect(try #require(after.monotonicNs) > #require(before.monotonicNs))
        #expect(try #require(after.contextSwitches) > #require(before.contextSwitches))
        #expect(sample.wallTimeNs > first.wallTimeNs)
        #expect(after.cpus.map(\.id) == before.cpus.map(\.id))
        #expect(try sample.quota.get().hierarchies == first.quota.get().hierarchies)
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

    @Test(
        "effectiveCPUCount() is the number of the whole quota",
        arguments: CPUQuota.Rounding.allCases)
    func one(rounding: CPUQuota.Rounding) throws {
        var collector = try Collector()
        let quota = try collector.quota()
        #expect(effectiveCPUCount(rounding: rounding) == quota.cpu.cpuCount(rounding: rounding))
        #expect(effectiveCPUCount() == effectiveCPUCount(rounding: .down))
        #expect(try #require(quota.cpu.effectiveCores) > 0)
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
