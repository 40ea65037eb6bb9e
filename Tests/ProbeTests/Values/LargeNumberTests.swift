import Testing

@testable import Probe

/// The C core counts to 2^64, Swift to 2^63 - 1: what lies between was counted by no kernel.
@Suite("Numbers that an Int64 cannot hold", .needsLinux)
struct LargeNumberTests {
    static let texts = ["9223372036854775808", "18446744073709551615"]

    @Test("A counter as a Double is the number")
    func double() throws {
        let tree = try Tree([
            "/proc/meminfo": "MemTotal: 1024 kB\nHugePages_Total: 9223372036854775807\n"
        ])
        var collector = try Collector(root: tree.root)
        let memory = try collector.memory()
        #expect(memory.totalBytes.map(Double.init) == 1_048_576)
        #expect(memory.hugePagesTotal == Int64.max)
        var values: [String: Double] = [:]
        memory.forEachField { values[$0.name.description] = $1?.double }
        #expect(values["total_bytes"] == 1_048_576)
    }

    @Test("A line of a key with one is malformed, and the failure names it", arguments: texts)
    func keyed(text: String) throws {
        let tree = try Tree([
            "/proc/meminfo": "MemTotal: 1024 kB\nHugePages_Total: \(text)\nHugePages_Free: 3\n"
        ])
        var collector = try Collector(root: tree.root)
        let memory = try collector.memory()
        #expect(memory.hugePagesTotal == nil && memory.hugePagesFree == 3)
        let failure = try #require(memory.failures.first)
        #expect(failure.code == .malformed && failure.source == "/proc/meminfo")
        #expect(failure.line == 2)
    }

    @Test("A column with one is unknown, and so are its rates", arguments: texts)
    func column(text: String) throws {
        let tree = try Tree(["/proc/stat": "cpu 1 2 3 4\nctxt \(text)\n"])
        var collector = try Collector(root: tree.root)
        let sample = collector.sample(.cpu)
        let cpu = try #require(sample.cpu.value)
        #expect(cpu.contextSwitches == nil && cpu.idleNs == 40_000_000)
        #expect(sample.rates(since: sample).cpu.contextSwitchesPerSecond == nil)
    }

    @Test("A limit is unknown, and the failure names its file", arguments: texts)
    func limit(text: String) throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/pids.max": "\(text)\n",
                "/sys/fs/cgroup/a/memory.max": "\(text)\n",
            ]))
        #expect(quota.memory.effectiveBytes == 1 << 30)
        let level = try #require(quota.levels.first { $0.path == KernelName("/a") })
        for fileValue in [level.memoryMax, level.pidsMax] {
            guard case .unknown(let failure) = fileValue.state else {
                Issue.record("\(fileValue)")
                continue
            }
            #expect(failure.code == .tooLarge && failure.source == fileValue.file)
        }
        #expect(quota.pids.limit.unknown?.failure?.code == .tooLarge)
    }

    @Test("Pressure lost for longer than that is malformed")
    func pressure() throws {
        let line = "avg10=0.00 avg60=0.00 avg300=0.00 total="
        let tree = try Tree([
            "/proc/pressure/cpu": "some \(line)9223372036854776\nfull \(line)9223372036854775\n"
        ])
        var collector = try Collector(root: tree.root)
        let cpu = try collector.pressure().cpu
        #expect(cpu.some == nil && cpu.full?.totalNs == 9_223_372_036_854_775_000)
    }

    @Test("Steps of counters that a program made up add up without a trap")
    func made() {
        #expect(change(Int64.min, Int64.max) == nil && change(-1, 5) == nil)
        #expect(sum(Int64.max, 1) == nil && sum(Int64.max, 0) == Int64.max)
        #expect(difference(Int64.min, 1) == nil && difference(3, 5) == -2)
        var (before, after) = (IO(), IO())
        var (none, most) = (DiskCounters(), DiskCounters())
        (none.reads, most.reads) = (0, Int64.max)
        (before.devices, after.devices) = (2, 2)
        (before.parts, after.parts) = ([none, none], [most, most])
        (before.monotonicNs, after.monotonicNs) = (0, 1)
        var rates = IORates()
        rates.set(before, after)
        #expect(rates.total.readsPerSecond == nil)
    }
}
