import Foundation
import Testing

@testable import Probe

@Suite("The quota of captured and invented machines")
struct QuotaTests {
    func quota(_ root: String) throws -> Quota {
        var collector = try Collector(root: root)
        return try collector.quota()
    }

    /// What a case's processes are told, in short.
    struct Expected: Sendable {
        var fixture: String
        var cores: Double?
        var memory: UInt64?
        var tasks: UInt64?
        var effective: Double
        var level: String?
        var isComplete = true
    }

    static let expectations = [
        Expected(
            fixture: "debian-6.1-x86_64-v2", cores: 1.5, memory: 256 << 20, tasks: 64,
            effective: 1.5,
            level: "/app.slice/web.service"),
        Expected(
            fixture: "debian-6.1-x86_64-v1", cores: 1.5, memory: 300 << 20, tasks: 200,
            effective: 1,
            level: "/docker/0123456789ab"),
        Expected(
            fixture: "debian-6.1-x86_64-hybrid", cores: 0.8, memory: 200 << 20, tasks: 64,
            effective: 0.8,
            level: "/system.slice/web.service"),
        Expected(
            fixture: "debian-6.12-x86_64-v2-cgroupns", cores: 3, memory: 384 << 20, tasks: 100,
            effective: 3,
            level: "/", isComplete: false),
        Expected(
            fixture: "debian-6.1-x86_64-holes", cores: nil, memory: nil, tasks: nil, effective: 6,
            level: nil),
        Expected(
            fixture: "debian-6.1-aarch64-v2", cores: 1.5, memory: 192 << 20, tasks: nil,
            effective: 1.5,
            level: "/job"),
        Expected(
            fixture: "debian-5.10-x86_64-v1", cores: nil, memory: nil, tasks: nil, effective: 2,
            level: nil),
        Expected(
            fixture: "firecracker-6.18-x86_64-hybrid", cores: 0.5, memory: 512 << 20, tasks: 100,
            effective: 0.5, level: "/service-a/job-1"),
    ]

    @Test("A captured machine's limits are those that were set", arguments: expectations)
    func captured(expected: Expected) throws {
        let quota = try quota(Fixture.root(expected.fixture))
        #expect(quota.cpu.limit.value == expected.cores)
        #expect(quota.memory.limit.value == expected.memory)
        #expect(quota.pids.limit.value == expected.tasks)
        #expect(quota.cpu.effectiveCores == expected.effective)
        #expect(quota.cpu.limit.level?.description == expected.level)
        #expect(quota.cpu.limit.isComplete == expected.isComplete)
        #expect(quota.cpu.affinity == nil, "the affinity would be the reader's")
    }

    @Test("A limit names its level and file, which say so")
    func file() throws {
        let root = Fixture.root("debian-6.1-x86_64-v2")
        let limit = try quota(root).cpu.limit
        let file = try #require(limit.file).description
        #expect(file == "/sys/fs/cgroup/app.slice/web.service/cpu.max")
        #expect(try text(of: root + file) == "150000 100000\n")
    }

    @Test("Every captured machine names the parent that binds memory in v1")
    func parentOfV1() throws {
        let limit = try quota(Fixture.root("debian-6.1-x86_64-v1")).memory.limit
        #expect(limit.file?.description == "/sys/fs/cgroup/memory/docker/memory.limit_in_bytes")
        #expect(limit.level?.description == "/docker")
    }

    // Invented machines: v2 at /sys/fs/cgroup with a group /a/b.
    func v2(
        _ more: [String: String?] = [:], cgroup: String = "0::/a/b\n",
        mount: String = "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
    ) throws -> Tree {
        var files: [String: String] = [
            "/proc/self/cgroup": cgroup, "/proc/self/mountinfo": mount,
            "/proc/meminfo": "MemTotal: 1048576 kB\nMemAvailable: 524288 kB\n",
            "/sys/devices/system/cpu/online": "0-7\n",
            "/sys/fs/cgroup/cgroup.controllers": "cpuset cpu memory pids\n",
            "/sys/fs/cgroup/a/cgroup.events": "populated 1\n",
            "/sys/fs/cgroup/a/b/cgroup.events": "populated 1\n",
        ]
        for (path, text) in more {
            files[path] = text
        }
        return try Tree(files)
    }

    @Test("E1: max is no limit")
    func e1() throws {
        let tree = try v2(["/sys/fs/cgroup/a/b/cpu.max": "max 100000\n"])
        let cpu = try quota(tree.root).cpu
        #expect(cpu.limit == .unlimited(incomplete: nil))
        #expect(cpu.effectiveCores == 8)
    }

    @Test(
        "E3: garbage, an empty file and a period of 0 are unknown, never unlimited",
        arguments: ["100000 0\n", "garbage\n", ""])
    func e3(text: String) throws {
        let tree = try v2(["/sys/fs/cgroup/a/b/cpu.max": text])
        guard case .unknown(let why) = try quota(tree.root).cpu.limit else {
            Issue.record("it is not unknown")
            return
        }
        #expect(why.failure?.code == .malformed)
    }

    @Test("E5: a fraction is exact, and the caller rounds")
    func e5() throws {
        let tree = try v2(["/sys/fs/cgroup/a/cpu.max": "250000 100000\n"])
        let cpu = try quota(tree.root).cpu
        #expect(cpu.effectiveCores == 2.5)
        #expect(cpu.cpuCount(rounding: .down) == 2)
        #expect(cpu.cpuCount(rounding: .up) == 3)
        let small = try v2(["/sys/fs/cgroup/a/cpu.max": "25000 100000\n"])
        #expect(try quota(small.root).cpu.cpuCount() == 1)
    }

    @Test("E7: a limit on the parent binds where the child has no such file")
    func e7() throws {
        let tree = try v2(["/sys/fs/cgroup/a/cpu.max": "300000 100000\n"])
        let limit = try quota(tree.root).cpu.limit
        #expect(limit.value == 3 && limit.isComplete)
        #expect(limit.level?.description == "/a")
    }

    @Test("E12: a limit above physical memory is bound by the machine")
    func e12() throws {
        let tree = try v2(["/sys/fs/cgroup/a/memory.max": "9999999999999\n"])
        let memory = try quota(tree.root).memory
        #expect(memory.limit.value == 1 << 30)
        #expect(memory.limit.file?.description == "/proc/meminfo")
        #expect(memory.effectiveBytes == 1 << 30)
    }

    @Test("E14: a group outside the namespace is unknown")
    func e14() throws {
        let tree = try v2(
            ["/sys/fs/cgroup/foo/cpu.max": "100000 100000\n"], cgroup: "0::/../../foo\n")
        guard case .unknown(let why) = try quota(tree.root).cpu.limit else {
            Issue.record("it is not unknown")
            return
        }
        #expect(why.reason == .outsideMount)
    }

    @Test("E15, E17: a mount shows the part below its root, by whole names")
    func e15() throws {
        let inside = try v2(
            ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], cgroup: "0::/docker/id\n",
            mount: "30 20 0:26 /docker/id /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        let limit = try quota(inside.root).cpu.limit
        #expect(limit.value == 2 && !limit.isComplete)
        #expect(limit.incomplete?.reason == .aboveMount)
        #expect(limit.level?.description == "/docker/id")
        let beside = try v2(
            ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], cgroup: "0::/foobar\n",
            mount: "30 20 0:26 /foo /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try quota(beside.root).cpu.limit.value == nil)
    }

    /// v1 memory at /m with a group /a/b, which has no limit of its own; /a has 64 MiB.
    func v1(useHierarchy: String, hierarchical: UInt64) throws -> Tree {
        let none = "9223372036854771712\n"
        return try v2(
            [
                "/m/release_agent": "\n", "/m/memory.limit_in_bytes": none,
                "/m/memory.use_hierarchy": useHierarchy,
                "/m/a/memory.limit_in_bytes": "67108864\n",
                "/m/a/memory.use_hierarchy": useHierarchy, "/m/a/b/memory.limit_in_bytes": none,
                "/m/a/b/memory.use_hierarchy": useHierarchy,
                "/m/a/b/memory.stat": "cache 0\nhierarchical_memory_limit \(hierarchical)\n",
            ], cgroup: "4:memory:/a/b\n",
            mount: "30 20 0:26 / /m rw - cgroup cgroup rw,memory\n")
    }

    @Test("E13: a parent without use_hierarchy does not limit its child")
    func e13() throws {
        let apart = try v1(useHierarchy: "0\n", hierarchical: 9_223_372_036_854_771_712)
        #expect(try quota(apart.root).memory.limit == .unlimited(incomplete: nil))
        let together = try v1(useHierarchy: "1\n", hierarchical: 67_108_864)
        let limit = try quota(together.root).memory.limit
        #expect(limit.value == 67_108_864 && limit.isComplete)
        #expect(limit.level?.description == "/a")
        // A limit above what can be seen shows in memory.stat of the own group.
        let unseen = try v1(useHierarchy: "1\n", hierarchical: 33_554_432)
        #expect(try quota(unseen.root).memory.limit.value == 33_554_432)
    }

    @Test("E18: of two mounts the one that shows more levels is read")
    func e18() throws {
        let tree = try v2(
            [
                "/part/b/cpu.max": "max 100000\n", "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
                "/sys/fs/cgroup/a/cpu.max": "100000 100000\n",
            ],
            mount: "29 20 0:26 /a /part rw - cgroup2 cgroup2 rw\n"
                + "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try quota(tree.root).cpu.limit.value == 1)
    }

    @Test("E22: a controller that no hierarchy has cannot limit")
    func e22() throws {
        let tree = try v2(
            cgroup: "1:name=systemd:/\n",
            mount: "30 20 0:26 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n")
        #expect(try quota(tree.root).cpu.limit == .unlimited(incomplete: nil))
    }

    @Test("E23: without any cgroup mount nothing is known")
    func e23() throws {
        let tree = try v2(mount: "21 20 0:20 / /proc rw - proc proc rw\n")
        guard case .unknown(let why) = try quota(tree.root).cpu.limit else {
            Issue.record("it is not unknown")
            return
        }
        #expect(why.reason == .notMounted)
    }

    @Test("E25, E27, E29: escapes, colons and hyphens")
    func e25() throws {
        let tree = try v2(
            [
                "/cg roups/x:y/cpu.max": "100000 100000\n",
                "/cg roups/x:y/cgroup.events": "populated 1\n",
            ],
            cgroup: "0::/x:y\n", mount: "30 20 0:26 / /cg\\040roups rw a-b - cgroup2 cgroup2 rw\n")
        let limit = try quota(tree.root).cpu.limit
        #expect(limit.value == 1)
        #expect(limit.file?.description == "/cg roups/x:y/cpu.max")
    }

    @Test("E28: a line longer than any buffer does not hide what follows it")
    func e28() throws {
        let lower = String(repeating: "/var/lib/overlay/layer:", count: 12_000)
        let tree = try v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"],
            mount: "29 20 0:25 / /o rw - overlay overlay rw,lowerdir=\(lower)\n"
                + "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try quota(tree.root).cpu.limit.value == 1)
    }

    @Test("A group whose directory is missing is unknown, and its parents still bind")
    func missing() throws {
        let tree = try v2([
            "/sys/fs/cgroup/a/b/cgroup.events": nil, "/sys/fs/cgroup/a/cpu.max": "100000 100000\n",
        ])
        let limit = try quota(tree.root).cpu.limit
        #expect(limit.value == 1 && !limit.isComplete)
        let none = try v2(["/sys/fs/cgroup/a/b/cgroup.events": nil])
        #expect(try quota(none.root).cpu.limit.isComplete == false)
    }

    @Test("A FIFO in the place of a limit is a failure, not a wait")
    func fifo() throws {
        let tree = try v2()
        #expect(mkfifo(tree.root + "/sys/fs/cgroup/a/b/cpu.max", 0o600) == 0)
        guard case .unknown = try quota(tree.root).cpu.limit else {
            Issue.record("it is not unknown")
            return
        }
    }

    @Test("An empty root answers, and knows nothing")
    func empty() throws {
        let tree = try Tree()
        let quota = try quota(tree.root)
        #expect(quota.cpu.limit.value == nil && !quota.cpu.limit.isComplete)
        #expect(quota.cpu.effectiveCores == nil)
        #expect(quota.cpu.cpuCount() == 1)
    }
}
