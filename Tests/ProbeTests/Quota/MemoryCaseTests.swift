import Foundation
import Testing

@testable import Probe

@Suite("The cases of Documentation/QUOTA.md: memory, tasks, huge pages, devices", .needsLinux)
struct MemoryCaseTests {
    func memory(_ tree: Tree) throws -> MemoryQuota { try Invented.quota(tree).memory }

    @Test(
        "E11: no limit in v1 is the largest number of whole pages, for pages of any size",
        arguments: ["9223372036854771712\n", "9223372036854710272\n", "9223372036854775807\n"])
    func e11(text: String) throws {
        #expect(
            try memory(Invented.v1("memory", ["/m/a/b/memory.limit_in_bytes": text])).limit
                == .unlimited)
    }

    @Test("E12: a limit above physical memory is bound by the machine")
    func e12() throws {
        let memory = try memory(Invented.v2(["/sys/fs/cgroup/a/memory.max": "9999999999999\n"]))
        #expect(memory.limit.value == 1 << 30 as Int64)
        #expect(memory.limit.file?.description == "/proc/meminfo")
        #expect(memory.limit.level == nil)
        #expect(memory.effectiveBytes == 1 << 30 as Int64)
    }

    /// v1 memory with a group /a/b, which has no limit of its own; /a has 64 MiB.
    func v1(useHierarchy: String, hierarchical: Int64) throws -> Tree {
        let none = "9223372036854771712\n"
        return try Invented.v1(
            "memory",
            [
                "/m/memory.limit_in_bytes": none, "/m/memory.use_hierarchy": useHierarchy,
                "/m/a/memory.limit_in_bytes": "67108864\n",
                "/m/a/memory.use_hierarchy": useHierarchy, "/m/a/b/memory.limit_in_bytes": none,
                "/m/a/b/memory.use_hierarchy": useHierarchy,
                "/m/a/b/memory.stat": "cache 0\nhierarchical_memory_limit \(hierarchical)\n",
            ])
    }

    @Test("E13: a parent without use_hierarchy does not limit its child")
    func e13() throws {
        let apart = try v1(useHierarchy: "0\n", hierarchical: 9_223_372_036_854_771_712)
        #expect(try memory(apart).limit == .unlimited)
        let together = try v1(useHierarchy: "1\n", hierarchical: 67_108_864)
        let limit = try memory(together).limit
        #expect(limit.value == 67_108_864 && limit.isComplete)
        #expect(limit.level?.description == "/a")
    }

    @Test("E13: a limit above what can be seen shows in memory.stat of the own group")
    func e13Unseen() throws {
        let unseen = try v1(useHierarchy: "1\n", hierarchical: 33_554_432)
        let limit = try memory(unseen).limit
        #expect(limit.value == 33_554_432 && limit.isComplete)
        #expect(limit.file?.description == "/m/a/b/memory.stat")
        let available = try memory(unseen).availableBytes
        #expect(available == 33_554_432 as Int64, "of a limit that is not seen no more is left")
    }

    @Test("E42: memory.high is reported with its own level, and is not the limit")
    func e42() throws {
        let memory = try memory(
            Invented.v2([
                "/sys/fs/cgroup/a/b/memory.max": "268435456\n",
                "/sys/fs/cgroup/a/b/memory.high": "max\n",
                "/sys/fs/cgroup/a/memory.high": "134217728\n",
                "/sys/fs/cgroup/a/b/memory.low": "1048576\n",
                "/sys/fs/cgroup/a/b/memory.min": "0\n",
            ]))
        #expect(memory.limit.value == 268_435_456)
        #expect(memory.effectiveBytes == 268_435_456)
        #expect(memory.high.value == 134_217_728)
        #expect(memory.high.level?.description == "/a")
        #expect(memory.low.state == .limited(1_048_576))
        #expect(memory.min.state == .limited(0))
    }

    @Test("E43: no swap is a limit of 0; in v1 what memory and swap leave above memory")
    func e43() throws {
        let zero = try memory(
            Invented.v2([
                "/sys/fs/cgroup/a/b/memory.swap.max": "max\n",
                "/sys/fs/cgroup/a/memory.swap.max": "0\n",
            ]))
        #expect(zero.swap.value == 0 as Int64)
        #expect(zero.swap.level?.description == "/a")
        let max = try memory(Invented.v2(["/sys/fs/cgroup/a/b/memory.swap.max": "max\n"]))
        #expect(max.swap == .unlimited)
        let v1 = try memory(
            Invented.v1(
                "memory",
                [
                    "/m/a/b/memory.limit_in_bytes": "104857600\n",
                    "/m/a/b/memory.memsw.limit_in_bytes": "9223372036854771712\n",
                    "/m/a/memory.limit_in_bytes": "536870912\n",
                    "/m/a/memory.memsw.limit_in_bytes": "629145600\n",
                ]))
        #expect(v1.swap.value == 629_145_600 - 104_857_600 as Int64)
        #expect(v1.swap.file?.description == "/m/a/memory.memsw.limit_in_bytes")
        #expect(v1.swap.isComplete)
    }

    @Test("E44: the working set is the usage less the inactive file cache, and never negative")
    func e44() throws {
        let files = [
            "/sys/fs/cgroup/a/b/memory.max": "10000000\n",
            "/sys/fs/cgroup/a/b/memory.current": "6000000\n",
            "/sys/fs/cgroup/a/b/memory.stat": "anon 1\ninactive_file 4000000\nslab 2\n",
        ]
        let memory = try memory(Invented.v2(files))
        #expect(memory.currentBytes == 6_000_000 as Int64)
        #expect(memory.workingSetBytes == 2_000_000 as Int64)
        #expect(memory.availableBytes == 8_000_000 as Int64)
        var more = files
        more["/sys/fs/cgroup/a/b/memory.stat"] = "inactive_file 7000000\n"
        let cached = try self.memory(Invented.v2(more))
        #expect(cached.workingSetBytes == 0 as Int64)
        #expect(cached.availableBytes == 10_000_000 as Int64)
        // v1 has the same by another name, and one of the group alone that is not meant.
        let v1 = try self.memory(
            Invented.v1(
                "memory",
                [
                    "/m/a/b/memory.usage_in_bytes": "6000000\n",
                    "/m/a/b/memory.stat": "inactive_file 1\ntotal_inactive_file 4000000\n",
                ]))
        #expect(v1.workingSetBytes == 2_000_000 as Int64)
    }

    @Test("E45: a group above its limit for a moment leaves 0")
    func e45() throws {
        let memory = try memory(
            Invented.v2([
                "/sys/fs/cgroup/a/b/memory.max": "10000000\n",
                "/sys/fs/cgroup/a/b/memory.current": "10004096\n",
                "/sys/fs/cgroup/a/b/memory.stat": "inactive_file 0\n",
            ]))
        #expect(memory.availableBytes == 0 as Int64)
    }

    @Test("E46: what a parent's other groups use is not available")
    func e46() throws {
        let files = [
            "/sys/fs/cgroup/a/b/memory.max": "100000000\n",
            "/sys/fs/cgroup/a/b/memory.current": "1000000\n",
            "/sys/fs/cgroup/a/b/memory.stat": "inactive_file 0\n",
            "/sys/fs/cgroup/a/memory.max": "200000000\n",
            "/sys/fs/cgroup/a/memory.current": "170000000\n",
            "/sys/fs/cgroup/a/memory.stat": "inactive_file 10000000\n",
        ]
        #expect(try memory(Invented.v2(files)).availableBytes == 40_000_000 as Int64)
        // And what the machine has not.
        var small = files
        small["/proc/meminfo"] = "MemTotal: 1048576 kB\nMemAvailable: 1024 kB\n"
        #expect(try memory(Invented.v2(small)).availableBytes == 1 << 20 as Int64)
    }

    @Test("E55: what is left by a group whose file cache or usage is not known")
    func e55() throws {
        let group = "/sys/fs/cgroup/a"
        let files = [
            "\(group)/memory.max": "500\n", "\(group)/memory.current": "450\n",
            "\(group)/b/memory.max": "200\n", "\(group)/b/memory.current": "100\n",
        ]
        let least = try memory(Invented.v2(files))
        #expect(least.availableBytes == 50 as Int64)
        #expect(least.availableBytesCompleteness.state == .atLeast)
        #expect(least.availableBytesCompleteness.incomplete?.reason == .usage)
        #expect(least.availableBytesCompleteness.incomplete?.failure?.source == "memory.stat")
        #expect(least.effectiveBytesCompleteness.isComplete)
        // Cache that may be dropped at a level which does not bind changes nothing.
        var wide = files
        wide["\(group)/memory.max"] = "5000\n"
        wide["\(group)/b/memory.stat"] = "inactive_file 10\n"
        let exact = try memory(Invented.v2(wide))
        #expect(exact.availableBytes == 110 as Int64)
        #expect(exact.availableBytesCompleteness.isComplete)
        // Usage that is not known: at most the limit.
        var unused = files
        unused["\(group)/memory.current"] = nil
        unused["\(group)/b/memory.stat"] = "inactive_file 0\n"
        let most = try memory(Invented.v2(unused))
        #expect(most.availableBytes == 100 as Int64)
        #expect(most.availableBytesCompleteness.state == .atMost)
        #expect(most.availableBytesCompleteness.incomplete?.failure?.source == "memory.current")
        // Both: no number.
        unused["\(group)/b/memory.stat"] = nil
        let none = try memory(Invented.v2(unused))
        #expect(none.availableBytes == nil)
        #expect(none.availableBytesCompleteness.state == .unknown)
        #expect(none.availableBytesCompleteness.incomplete != nil)
    }

    @Test("E55: levels that cannot be seen may be full")
    func e55Unseen() throws {
        let files = [
            "/sys/fs/cgroup/memory.max": "200\n", "/sys/fs/cgroup/memory.current": "100\n",
            "/sys/fs/cgroup/cgroup.events": "populated 1\n",
        ]
        var seen = files
        seen["/sys/fs/cgroup/memory.stat"] = "inactive_file 0\n"
        let most = try memory(Invented.v2(seen, cgroup: "0::/\n"))
        #expect(most.availableBytes == 100 as Int64)
        #expect(most.availableBytesCompleteness.state == .atMost)
        #expect(most.effectiveBytesCompleteness.state == .atMost)
        #expect(most.effectiveBytesCompleteness.incomplete?.reason == .aboveNamespace)
        let none = try memory(Invented.v2(files, cgroup: "0::/\n"))
        #expect(none.availableBytes == nil)
        // On v1 the kernel reports the least limit, but not what the groups above use.
        let v1 = try memory(
            Invented.v1(
                "memory",
                [
                    "/m/release_agent": nil, "/m/tasks": "1\n", "/proc/self/cgroup": "3:memory:/\n",
                    "/m/memory.limit_in_bytes": "500\n", "/m/memory.usage_in_bytes": "100\n",
                    "/m/memory.stat": "hierarchical_memory_limit 400\ntotal_inactive_file 0\n",
                ]))
        #expect(v1.effectiveBytes == 400 && v1.effectiveBytesCompleteness.isComplete)
        #expect(v1.availableBytes == 300 as Int64)
        #expect(v1.availableBytesCompleteness.state == .atMost)
    }

    @Test("E56: what cannot be read of memory is unknown, and named")
    func e56() throws {
        // A directory in the place of a file cannot be read by root either.
        let tree = try Invented.v2(["/sys/fs/cgroup/a/memory.max": "1000\n"])
        for name in ["max", "low", "min", "current", "peak", "swap.current"] {
            try tree.makeFolder("/sys/fs/cgroup/a/b/memory.\(name)")
        }
        let quota = try Invented.quota(tree)
        #expect(quota.memory.effectiveBytes == 1000)
        #expect(quota.memory.effectiveBytesCompleteness.state == .atMost)
        #expect(
            quota.memory.effectiveBytesCompleteness.incomplete?.failure?.source == "memory.max")
        #expect(quota.memory.low.isUnknown && quota.memory.min.isUnknown)
        for file in ["memory.current", "memory.peak", "memory.swap.current"] {
            #expect(quota.failures.contains { $0.source == file }, "\(file)")
        }
        let gone = try memory(Invented.v2(cgroup: "0::/a/gone\n"))
        #expect(gone.low.isUnknown && gone.min.isUnknown, "of a group that is not there")
        let unmounted = try memory(Invented.v2(mount: "20 1 0:19 / /proc rw - proc proc rw\n"))
        #expect(unmounted.low.isUnknown && unmounted.min.isUnknown)
        #expect(unmounted.effectiveBytesCompleteness.state == .atMost)
        let old = try memory(Invented.v2(["/sys/fs/cgroup/a/b/memory.max": "max\n"]))
        #expect(old.low.state == .absent && old.min.state == .absent, "of a kernel without them")
        let bare = try memory(Invented.v2(["/proc/meminfo": nil]))
        #expect(bare.effectiveBytes == nil && bare.effectiveBytesCompleteness.state == .unknown)
        #expect(
            bare.effectiveBytesCompleteness.incomplete?.failure?.source == "/proc/meminfo")
    }

    @Test("E56: whether a parent's limit holds is unknown where memory.use_hierarchy is")
    func e56UseHierarchy() throws {
        let tree = try v1(useHierarchy: "0\n", hierarchical: 9_223_372_036_854_771_712)
        try tree.write("/m/a/memory.use_hierarchy", "x\n")
        #expect(try memory(tree).limit == .unlimited, "memory.stat reports it")
        try tree.write("/m/a/b/memory.stat", "total_inactive_file 0\n")
        let limit = try memory(tree).limit
        #expect(limit.unknown?.failure?.source == "memory.use_hierarchy")
    }

    @Test(
        "E56: a file that was cut between two lines is named",
        arguments: [
            ("memory.stat", "anon 1\n"), ("memory.events", "low 0\nhigh 0\n"),
            ("cpu.stat", "usage_usec 1\nnr_periods 3\nnr_throttled 1\n"),
            ("io.stat", "8:0 rbytes=4096 wbytes=0 rios=1\n"), ("pids.current", ""),
        ])
    func cut(file: String, text: String) throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cpu.max": "100000 100000\n",
                "/sys/fs/cgroup/a/b/memory.current": "1\n", "/sys/fs/cgroup/a/b/\(file)": text,
            ]))
        #expect(
            quota.failures.contains { $0.code == .malformed && $0.source == file },
            "\(quota.failures)")
    }

    @Test("E56: tasks are at most what the rest says")
    func e56Tasks() throws {
        let files = [
            "/sys/fs/cgroup/a/pids.max": "512\n", "/proc/sys/kernel/threads-max": "300\n",
            "/proc/sys/kernel/pid_max": "32768\n",
        ]
        let exact = try Invented.quota(Invented.v2(files)).pids
        #expect(exact.effectiveTasks == 300 && exact.effectiveTasksCompleteness.isComplete)
        var less = files
        less["/proc/sys/kernel/threads-max"] = "many\n"
        let quota = try Invented.quota(Invented.v2(less))
        #expect(quota.pids.effectiveTasks == 512)
        #expect(quota.pids.effectiveTasksCompleteness.state == .atMost)
        #expect(quota.pids.effectiveTasksCompleteness.incomplete?.reason == .machine)
        #expect(quota.failures.map(\.source) == ["/proc/sys/kernel/threads-max"])
    }

    @Test("E47: what an old kernel does not have is absent, and costs nothing else")
    func e47() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/memory.max": "max\n",
                "/sys/fs/cgroup/a/b/memory.events": "low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\n",
            ]))
        #expect(quota.memory.peakBytes == nil)
        #expect(quota.memory.events.oomKill == 4 as Int64)
        #expect(quota.failures.isEmpty)
        let new = try memory(Invented.v2(["/sys/fs/cgroup/a/b/memory.peak": "77\n"]))
        #expect(new.peakBytes == 77 as Int64)
    }

    @Test("E48: of tasks the least of all levels binds, and the machine's limits beside it")
    func e48() throws {
        let pids = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/pids.max": "max\n", "/sys/fs/cgroup/a/b/pids.current": "7\n",
                "/sys/fs/cgroup/a/pids.max": "512\n",
                "/proc/sys/kernel/threads-max": "300\n", "/proc/sys/kernel/pid_max": "32768\n",
                "/proc/self/limits":
                    "Limit  Soft Limit  Hard Limit  Units\n"
                    + "Max processes             64                   unlimited            processes \n",
            ]))
        #expect(pids.pids.limit.value == 512 as Int64)
        #expect(pids.pids.limit.level?.description == "/a")
        #expect(pids.pids.currentTasks == 7 as Int64)
        #expect(pids.pids.threadsMax == 300 as Int64)
        #expect(pids.pids.effectiveTasks == 300 as Int64)
        #expect(pids.rlimits.nproc == ResourceLimit(soft: .limited(64), hard: .unlimited))
        // Of 200 process ids 0 is none.
        let few = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/pids.max": "512\n", "/proc/sys/kernel/threads-max": "300\n",
                "/proc/sys/kernel/pid_max": "200\n",
            ]))
        #expect(few.pids.effectiveTasks == 199)
    }

    @Test("E49: a /proc that is made for the container counts its limit once")
    func e49() throws {
        let memory = try memory(
            Invented.v2([
                "/proc/meminfo": "MemTotal: 262144 kB\nMemAvailable: 200000 kB\n",
                "/sys/fs/cgroup/a/b/memory.max": "268435456\n",
                "/sys/fs/cgroup/a/b/memory.current": "60000000\n",
                "/sys/fs/cgroup/a/b/memory.stat": "inactive_file 0\n",
                "/sys/devices/system/cpu/online": "0-1\n",
                "/sys/fs/cgroup/a/b/cpu.max": "200000 100000\n",
            ]))
        #expect(memory.limit.value == 268_435_456)
        #expect(memory.limit.level?.description == "/a/b")
        #expect(memory.availableBytes == 200_000 * 1024 as Int64)
    }

    @Test("E50: limits of the process are beside those of its groups")
    func e50() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/memory.max": "268435456\n",
                "/proc/self/limits":
                    "Max cpu time              10                   unlimited            seconds   \n"
                    + "Max data size             1048576              2097152              bytes     \n"
                    + "Max address space         67108864             unlimited            bytes     \n",
            ]))
        #expect(quota.memory.effectiveBytes == 268_435_456)
        #expect(quota.rlimits.asBytes?.soft == .limited(67_108_864))
        #expect(
            quota.rlimits.dataBytes
                == ResourceLimit(soft: .limited(1_048_576), hard: .limited(2_097_152)))
        #expect(quota.rlimits.cpuNs?.soft == .limited(10_000_000_000))
        #expect(quota.rlimits.rssBytes == nil, "the file does not have it")
    }

    @Test("E52: huge pages by the size in the name of the file")
    func e52() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/hugetlb.2MB.max": "max\n",
                "/sys/fs/cgroup/a/b/hugetlb.2MB.current": "4194304\n",
                "/sys/fs/cgroup/a/hugetlb.2MB.max": "20971520\n",
                "/sys/fs/cgroup/a/b/hugetlb.1GB.max": "9223372036854771712\n",
                "/sys/fs/cgroup/a/b/hugetlb.64KB.max": "65536\n",
            ]))
        let sizes = Dictionary(uniqueKeysWithValues: quota.hugetlb.sizes.map { ($0.pageBytes, $0) })
        #expect(sizes[2 << 20]?.limit.value == 20_971_520)
        #expect(sizes[2 << 20]?.limit.level?.description == "/a")
        #expect(sizes[2 << 20]?.currentBytes == 4_194_304)
        #expect(sizes[1 << 30]?.limit == .unlimited)
        #expect(sizes[64 << 10]?.limit.value == 65536)
        #expect(sizes.count == 3)
    }

    @Test("E52: in v1 no limit is rounded down to whole huge pages")
    func e52v1() throws {
        let quota = try Invented.quota(
            Invented.v1(
                "hugetlb",
                [
                    "/m/a/b/hugetlb.2MB.limit_in_bytes": "9223372036852678656\n",
                    "/m/a/b/hugetlb.1GB.limit_in_bytes": "9223372035781033984\n",
                ]
            ))
        #expect(quota.hugetlb.sizes.map(\.limit) == [.unlimited, .unlimited])
    }

    @Test("A level that cannot be read makes huge pages unknown, those of its parents' sizes too")
    func hugetlbUnknown() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/cgroup.events": nil,
                "/sys/fs/cgroup/a/hugetlb.2MB.max": "max\n",
            ]))
        #expect(quota.hugetlb.incomplete?.reason == .level)
        #expect(quota.hugetlb.sizes.first?.limit.unknown?.reason == .level)
    }

    @Test("The numbers of a line of io.stat are of its last device")
    func joinedDevices() throws {
        let io = try Invented.quota(
            Invented.v2(["/sys/fs/cgroup/a/b/io.stat": "7:1 7:0 8:0 rbytes=4096 rios=1\n"])
        ).io
        #expect(io.devices.count == 1)
        #expect(io.devices.first?.major == 8 && io.devices.first?.readBytes == 4096 as Int64)
    }

    @Test("Devices: the least of all levels, by device and kind, and what the own group did")
    func devices() throws {
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/io.max":
                    "8:0 rbps=2097152 wbps=max riops=max wiops=120\n259:1 rbps=max wbps=5 riops=max wiops=max\n",
                "/sys/fs/cgroup/a/io.max": "8:0 rbps=1048576 wbps=max riops=9 wiops=200\n",
                "/sys/fs/cgroup/a/b/io.stat":
                    "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6 cost.usage=7\n8:16 \n",
            ]))
        let io = quota.io
        #expect(io.incomplete == nil)
        #expect(io.devices.count == 2)
        let first = try #require(io.devices.first { $0.major == 8 })
        #expect(first.readBytesPerSecond.value == 1_048_576)
        #expect(first.readBytesPerSecond.level?.description == "/a")
        #expect(first.writeBytesPerSecond == .unlimited)
        #expect(first.writesPerSecond.value == 120)
        #expect(first.readsPerSecond.value == 9)
        #expect(first.discards == 6 as Int64)
        let second = try #require(io.devices.first { $0.major == 259 })
        #expect(second.writeBytesPerSecond.value == 5 && second.minor == 1)
        #expect(second.reads == nil)
        let bad = try Invented.quota(
            Invented.v2(["/sys/fs/cgroup/a/b/io.max": "8:0 rbps=many\n"]))
        #expect(bad.io.incomplete?.reason == .level)
    }

    @Test("Devices of v1, by the four files of limits and the two of use")
    func blkio() throws {
        let quota = try Invented.quota(
            Invented.v1(
                "blkio",
                [
                    "/m/a/b/blkio.throttle.read_bps_device": "8:0 1048576\n",
                    "/m/a/blkio.throttle.read_bps_device": "8:0 524288\n",
                    "/m/a/b/blkio.throttle.write_iops_device": "8:0 10\n",
                    "/m/a/b/blkio.throttle.io_service_bytes":
                        "8:0 Read 4096\n8:0 Write 8192\n8:0 Sync 1\n8:0 Total 12288\nTotal 12288\n",
                    "/m/a/b/blkio.throttle.io_serviced": "8:0 Read 1\n8:0 Write 2\nTotal 3\n",
                ]
            ))
        let device = try #require(quota.io.devices.first)
        #expect(quota.io.devices.count == 1)
        #expect(device.readBytesPerSecond.value == 1_048_576, "v1 throttles each group separately")
        #expect(
            device.readBytesPerSecond.file?.description == "/m/a/b/blkio.throttle.read_bps_device")
        #expect(device.writesPerSecond.value == 10)
        #expect(device.readBytes == 4096 as Int64 && device.writtenBytes == 8192 as Int64)
        #expect(device.reads == 1 as Int64 && device.writes == 2 as Int64)
        #expect(device.discards == nil)
    }

    @Test("More devices than the capacity: limits before what was done, and a failure")
    func manyDevices() throws {
        let used = (0..<200).map { "8:\($0) rbytes=1\n" }.joined()
        let limited = (300..<310).map { "8:\($0) rbps=\($0)\n" }.joined()
        let quota = try Invented.quota(
            Invented.v2([
                "/sys/fs/cgroup/a/b/io.stat": used, "/sys/fs/cgroup/a/io.max": limited,
            ]))
        #expect(quota.io.devices.count == 64)
        #expect(
            quota.io.devices.compactMap(\.readBytesPerSecond.value).sorted()
                == (300..<310).map {
                    Int64($0)
                })
        #expect(quota.failures.contains { $0.code == .tooLarge })
    }
}
