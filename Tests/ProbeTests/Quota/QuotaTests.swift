import Foundation
import Testing

@testable import Probe

@Suite("The quota of captured and invented machines", .needsLinux)
struct QuotaTests {
    func quota(_ root: String) throws -> Quota { try Invented.quota(root) }

    /// The expected answer of a case, in short.
    struct Expected: Sendable {
        var fixture: String
        var cores: Double?
        var memory: Int64?
        var tasks: Int64?
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

    @Test("A group whose directory is missing is unknown, and its parents still bind")
    func missing() throws {
        let tree = try Invented.v2([
            "/sys/fs/cgroup/a/b/cgroup.events": nil, "/sys/fs/cgroup/a/cpu.max": "100000 100000\n",
        ])
        let limit = try quota(tree.root).cpu.limit
        #expect(limit.value == 1 && !limit.isComplete)
        let none = try Invented.v2(["/sys/fs/cgroup/a/b/cgroup.events": nil])
        #expect(try quota(none.root).cpu.limit.isComplete == false)
    }

    @Test("Captured files that lost their final newlines are whole")
    func lostNewlines() throws {
        let tree = try Invented.v2(
            [
                "/sys/fs/cgroup/a/b/cpu.max": "max 100000",
                "/sys/fs/cgroup/a/cpu.max": "250000 100000",
                "/sys/fs/cgroup/a/b/memory.max": "268435456",
                "/sys/fs/cgroup/a/b/memory.high": "max",
                "/sys/fs/cgroup/a/b/memory.current": "6193152",
                "/sys/fs/cgroup/a/b/memory.stat": "anon 3108864\ninactive_file 193152",
                "/sys/fs/cgroup/a/b/memory.events": "low 0\noom_kill 2",
                "/sys/fs/cgroup/a/b/pids.max": "42",
                "/sys/fs/cgroup/a/b/cpuset.cpus.effective": "0-3",
                "/sys/fs/cgroup/a/b/io.max": "8:0 rbps=max wbps=1048576 riops=max wiops=max",
                "/sys/fs/cgroup/a/b/hugetlb.2MB.max": "4194304",
            ], cgroup: "1:name=systemd:/\n0::/a/b",
            mount: "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
        let quota = try quota(tree.root)
        #expect(quota.cpu.limit.value == 2.5 && quota.cpu.limit.isComplete)
        #expect(quota.cpu.cpus?.description == "0-3")
        #expect(quota.memory.limit.value == 268_435_456 && quota.memory.high == .unlimited)
        #expect(quota.memory.workingSetBytes == 6_000_000 as Int64)
        #expect(quota.memory.events.oomKill == 2 as Int64)
        #expect(quota.pids.limit.value == 42 as Int64)
        #expect(quota.io.devices.first?.writeBytesPerSecond.value == 1_048_576)
        #expect(quota.hugetlb.sizes.first?.limit.value == 4_194_304)
        #expect(quota.failures.isEmpty)
        let v1 = try Invented.v1(
            "memory",
            [
                "/m/a/b/memory.limit_in_bytes": "8192",
                "/m/a/b/memory.stat": "cache 512\nhierarchical_memory_limit 4096",
            ])
        #expect(try self.quota(v1.root).memory.limit.value == 4096)
    }

    @Test("A FIFO in the place of a limit is a failure, not a wait")
    func fifo() throws {
        let tree = try Invented.v2()
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
