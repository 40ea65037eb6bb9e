import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite("The table of cgroups", .needsLinux)
struct CgroupTableTests {
    private static let mount = "/sys/fs/cgroup"

    /// Every file of a v2 cgroup, each number another one.
    private static let files: [String: String] = [
        "cpu.stat": """
        usage_usec 1001
        user_usec 1002
        system_usec 1003
        nr_periods 1004
        nr_throttled 1005
        throttled_usec 1006
        nr_bursts 1007
        burst_usec 1008

        """,
        "cpu.max": "1009 1010\n", "cpu.weight": "1011\n",
        "cpu.uclamp.min": "20.25\n", "cpu.uclamp.max": "max\n",
        "memory.current": "2001\n", "memory.max": "2002\n", "memory.high": "2003\n",
        "memory.peak": "2004\n",
        "memory.stat": """
        anon 2005
        file 2006
        kernel 2007
        sock 2008
        shmem 2009
        inactive_file 2010
        active_file 2011
        slab 2012
        pgmajfault 2013

        """,
        "memory.swap.current": "3001\n", "memory.swap.max": "3002\n", "memory.swap.high": "3003\n",
        "memory.zswap.current": "3004\n", "memory.zswap.max": "3005\n",
        "memory.events":
            "low 4001\nhigh 4002\nmax 4003\noom 4004\noom_kill 4005\noom_group_kill 4006\n",
        "memory.events.local":
            "low 9\nhigh 4012\nmax 4013\noom 4014\noom_kill 4015\noom_group_kill 9\n",
        "pids.events": "max 4020\n", "pids.current": "5001\n", "pids.max": "5002\n",
        "io.stat": """
        8:0 rbytes=6001 wbytes=6002 rios=6003 wios=6004 dbytes=6005 dios=6006
        8:16 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6

        """,
        "cpu.pressure": """
        some avg10=1.50 avg60=2.50 avg300=3.50 total=7001
        full avg10=0.50 avg60=0.00 avg300=0.00 total=7002

        """,
        "memory.pressure": "some avg10=4.50 avg60=0.00 avg300=0.00 total=7003\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=7004\n",
        "io.pressure": "some avg10=0.00 avg60=0.00 avg300=0.00 total=7005\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=7006\n",
        "irq.pressure": "full avg10=0.00 avg60=0.00 avg300=0.00 total=7007\n",
    ]

    private static func v2(_ cgroups: [String: [String: String]]) throws -> Tree {
        var all: [String: String?] = [:]
        for (path, files) in cgroups {
            for (name, text) in files {
                all.updateValue(text, forKey: "\(mount)\(path)/\(name)")
            }
        }
        return try Invented.v2(all)
    }

    private func table(
        _ tree: Tree, beneath start: String = "/", _ details: CgroupDetails = .all
    ) throws -> CgroupTable {
        try withExtendedLifetime(tree) {
            var collector = try Collector(root: tree.root)
            return try collector.cgroups(beneath: start, details)
        }
    }

    @Test("Each file sets its own fields")
    func everyFile() throws {
        let cgroup = try #require(try table(Self.v2(["/web": Self.files]))["/web"])
        var read: [String: Int64] = [:]
        cgroup.forEachField { field, value in
            if case .integer(let number)? = value { read[field.name.description] = number }
        }
        let expected: [String: Int64] = [
            "usage_ns": 1_001_000, "user_ns": 1_002_000, "system_ns": 1_003_000, "periods": 1004,
            "throttled_periods": 1005, "throttled_ns": 1_006_000, "bursts": 1007,
            "burst_ns": 1_008_000, "quota_ns": 1_009_000, "period_ns": 1_010_000, "weight": 1011,
            "memory_current_bytes": 2001, "memory_working_set_bytes": 0, "memory_max_bytes": 2002,
            "memory_high_bytes": 2003, "memory_peak_bytes": 2004, "anon_bytes": 2005,
            "file_bytes": 2006, "kernel_bytes": 2007, "sock_bytes": 2008, "shmem_bytes": 2009,
            "inactive_file_bytes": 2010, "active_file_bytes": 2011, "slab_bytes": 2012,
            "major_faults": 2013, "swap_current_bytes": 3001, "swap_max_bytes": 3002,
            "swap_high_bytes": 3003, "zswap_current_bytes": 3004, "zswap_max_bytes": 3005,
            "events_low": 4001, "events_high": 4002, "events_max": 4003, "events_oom": 4004,
            "events_oom_kill": 4005, "events_oom_group_kill": 4006, "local_high": 4012,
            "local_max": 4013, "local_oom": 4014, "local_oom_kill": 4015, "pids_events_max": 4020,
            "pids_current": 5001, "pids_max": 5002, "read_bytes": 6002, "written_bytes": 6004,
            "reads": 6006, "writes": 6008, "discarded_bytes": 6010, "discards": 6012,
        ]
        for (name, number) in expected { #expect(read[name] == number, "\(name)") }
        #expect(read.count == expected.count, "\(Set(read.keys).subtracting(expected.keys))")
        #expect(cgroup.unlimited == [] && cgroup.failures == [])
        #expect(cgroup.quotaCores == 1009.0 / 1010)
        #expect(cgroup.pressure.cpu.some?.avg10Percent == 1.5)
        #expect(cgroup.pressure.cpu.full?.totalNs == 7_002_000)
        #expect(cgroup.pressure.memory.some?.totalNs == 7_003_000)
        #expect(cgroup.pressure.io.full?.totalNs == 7_006_000)
        #expect(cgroup.pressure.irq.full?.totalNs == 7_007_000)
        #expect(cgroup.devices.map { $0.minor } == [0, 16])
        #expect(cgroup.devices.map { $0.readBytes } == [6001, 1])
        #expect(cgroup.devices.map { $0.writes } == [6004, 4])
    }

    @Test("Only requested details are read")
    func details() throws {
        let tree = try Self.v2(["/web": Self.files])
        var counted = 0
        for bit in 0..<8 {
            let details = CgroupDetails(rawValue: 1 << bit)
            let cgroup = try #require(try table(tree, details)["/web"])
            var count = 0
            cgroup.forEachField { count += $1 == nil ? 0 : 1 }
            #expect(count > 0 || details == .pressure, "\(bit)")
            #expect((cgroup.pressure.cpu.some != nil) == (details == .pressure))
            counted += count
        }
        // Each field belongs to one detail.
        #expect(counted == 51)
    }

    @Test("\"max\" is the absence of a limit, not an unknown one")
    func unlimited() throws {
        let tree = try Self.v2([
            "/a": [
                "cpu.max": "max 100000\n", "memory.max": "max\n", "memory.high": "max\n",
                "memory.swap.max": "max\n", "memory.swap.high": "max\n",
                "memory.zswap.max": "max\n",
                "pids.max": "max\n",
            ]
        ])
        let table = try table(tree)
        let cgroup = try #require(table["/a"])
        #expect(
            cgroup.unlimited
                == [.quota, .memoryMax, .memoryHigh, .swapMax, .swapHigh, .zswapMax, .pidsMax])
        #expect(cgroup.memoryMaxBytes == nil && cgroup.pidsMax == nil && cgroup.quotaNs == nil)
        #expect(cgroup.quotaCores == nil && cgroup.periodNs == 100_000_000)
        let other = try #require(table["/a/b"])
        #expect(other.unlimited == [] && other.memoryMaxBytes == nil)
    }

    @Test("A line that a pressure file lacks is a failure that names the file")
    func missingLine() throws {
        let tree = try Self.v2([
            "/a": [
                "cpu.pressure": "some avg10=0.00 avg60=0.00 avg300=0.00 total=1\n",
                "memory.pressure": "some avg10=4.50 avg60=0.00 avg300=0.00 total=7003\n",
                "io.pressure": "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\nsome x\n",
            ]
        ])
        let cgroup = try #require(try table(tree)["/a"])
        #expect(cgroup.pressure.memory.some?.avg10Percent == 4.5)
        #expect(cgroup.pressure.memory.full == nil && cgroup.pressure.io.some == nil)
        #expect(cgroup.pressure.io.full?.totalNs == 7_000)
        #expect(
            cgroup.failures.map { "\($0.source) \($0.line ?? 0)" } == [
                "memory.pressure 0", "io.pressure 2",
            ])
    }

    @Test("uclamp is a percentage, which no clamp makes 100")
    func clamp() throws {
        let tree = try Self.v2([
            "/a": ["cpu.uclamp.min": "20.25\n", "cpu.uclamp.max": "max\n"],
            "/b": ["cpu.uclamp.min": "100.01\n", "cpu.uclamp.max": "7\n"],
        ])
        let table = try table(tree, .clamp)
        #expect(table["/a"]?.uclampMinPercent == 20.25 && table["/a"]?.uclampMaxPercent == 100)
        #expect(table["/b"]?.uclampMinPercent == nil && table["/b"]?.uclampMaxPercent == nil)
        #expect(table["/b"]?.failures.map { $0.source } == ["cpu.uclamp.min", "cpu.uclamp.max"])
    }

    private static let resources = [
        "hugetlb.2MB.max": "4194304\n", "hugetlb.2MB.current": "2097152\n",
        "hugetlb.2MB.events": "max 7\n", "hugetlb.2MB.rsvd.max": "max\n",
        "hugetlb.2MB.rsvd.current": "6291456\n", "hugetlb.1GB.max": "max\n",
        "hugetlb.1GB.current": "0\n",
        "rdma.max": "mlx4_0 hca_handle=2 hca_object=max\nx hca_handle=max hca_object=9\n",
        "rdma.current": "mlx4_0 hca_handle=1 hca_object=20\nx hca_handle=0 hca_object=0\n",
        "misc.max": "sev 500\nsev_es max\n", "misc.current": "sev 3\nsev_es 0\n",
        "misc.events": "sev.max 12\nsev.other 1\nsev_es.max 0\n",
    ]

    @Test("Huge pages, RDMA devices and misc resources are read on request")
    func resources() throws {
        let tree = try Self.v2(["/a/b": Self.resources, "/c": Self.resources])
        #expect(try table(tree, .usual)["/c"]?.resources == [])
        let table = try table(tree, [.hugetlb, .rdma, .misc])
        let all = try #require(table["/c"]).resources
        #expect(all == table["/a/b"]?.resources && table["/c"]?.failures == [])
        let names = all.map { "\($0.controller?.rawValue ?? "?") \($0.name)" }
        #expect(
            names == [
                "hugetlb 2MB", "hugetlb 1GB", "rdma mlx4_0 hca_handle", "rdma mlx4_0 hca_object",
                "rdma x hca_handle", "rdma x hca_object", "misc sev", "misc sev_es",
            ])
        #expect(all.map { $0.current } == [2_097_152, 0, 1, 20, 0, 0, 3, 0])
        #expect(all.map { $0.max } == [4_194_304, nil, 2, nil, nil, 9, 500, nil])
        #expect(
            all.map { $0.isUnlimited } == [false, true, false, true, true, false, false, true])
        #expect(all.map { $0.eventsMax } == [7, nil, nil, nil, nil, nil, 12, 0])
        #expect(all[0].reserved == 6_291_456 && all[0].reservedMax == nil)
        #expect(all[0].isReservedUnlimited && !all[1].isReservedUnlimited)
        let bad = try Self.v2([
            "/a": [
                "rdma.max": "x hca_handle=1\n", "misc.max": "sev x\n", "misc.current": "sev 1\n",
            ]
        ])
        let cgroup = try #require(try self.table(bad, [.rdma, .misc])["/a"])
        #expect(cgroup.failures.map { $0.source } == ["rdma.max", "misc.max"])
        #expect(cgroup.resources.map { $0.current } == [1])
    }

    @Test("All of memory.stat is read on request, on v1 its totals")
    func memoryStat() throws {
        let stat = "anon 1921024\nfile_mapped 4096\npgfault 7\nworkingset_refault_file 0\n"
        let tree = try Self.v2(["/a/b": ["memory.stat": stat]])
        #expect(try table(tree, .usual)["/a/b"]?.resources == [])
        let alone = try #require(try table(tree, .memoryStat)["/a/b"])
        #expect(alone.anonBytes == nil && alone.failures.isEmpty)
        #expect(
            alone.resources.map { "\($0.name) \($0.current ?? -1)" } == [
                "anon 1921024", "file_mapped 4096", "pgfault 7", "workingset_refault_file 0",
            ])
        #expect(alone.resources.allSatisfy { $0.controller == .memory && $0.max == nil })
        let both = try #require(try table(tree, [.memoryStat, .memory])["/a/b"])
        #expect(both.anonBytes == 1_921_024 && both.resources == alone.resources)
        let lines = "anon x\nfile\nkernel 99999999999999999999\nslab 5\n"
        let bad = try Self.v2(["/a": ["memory.stat": lines]])
        let cgroup = try #require(try table(bad, .memoryStat)["/a"])
        #expect(cgroup.resources.map { $0.current } == [5])
        #expect(cgroup.failures.map { $0.line } == [1, 2, 3])
        let v1 = try Tree([
            "/proc/self/cgroup": "4:memory:/\n",
            "/proc/self/mountinfo": "31 20 0:31 / /c rw - cgroup cgroup rw,memory\n",
            "/c/a/memory.stat": "cache 1\nrss 2\ntotal_cache 3\ntotal_mapped_file 4\n",
        ])
        let totals = try #require(try table(v1, .memoryStat)["/a"]).resources
        #expect(totals.map { "\($0.name) \($0.current ?? -1)" } == ["cache 3", "mapped_file 4"])
    }

    @Test("v1: each of rdma, misc and huge pages may have a hierarchy of its own")
    func resourcesOfHierarchies() throws {
        let tree = try Tree([
            "/proc/self/cgroup": "5:misc:/\n4:hugetlb:/\n3:rdma:/\n0::/\n",
            "/proc/self/mountinfo":
                "31 20 0:31 / /h rw - cgroup cgroup rw,hugetlb\n"
                + "32 20 0:32 / /r rw - cgroup cgroup rw,rdma\n"
                + "33 20 0:33 / /m rw - cgroup cgroup rw,misc\n"
                + "34 20 0:34 / /u rw - cgroup2 cgroup2 rw\n",
            "/h/a/hugetlb.2MB.limit_in_bytes": "2097152\n", "/h/a/hugetlb.2MB.failcnt": "3\n",
            "/h/b/hugetlb.2MB.limit_in_bytes": "4194304\n",
            "/r/a/rdma.max": "x hca_handle=2 hca_object=max\n",
            "/r/b/rdma.max": "x hca_handle=3 hca_object=max\n",
            "/m/a/misc.max": "sev 5\n", "/m/b/misc.current": "sev 6\n",
            // The v2 hierarchy has none of them: a file that is not the kernel's.
            "/u/a/misc.max": "sev 99\n",
        ])
        let table = try table(tree, [.hugetlb, .rdma, .misc])
        let a = try #require(table["/a"]).resources
        let b = try #require(table["/b"]).resources
        #expect(a.map { "\($0.name)" } == ["2MB", "x hca_handle", "x hca_object", "sev"])
        #expect(a.map { $0.max } == [2_097_152, 2, nil, 5] && a[0].eventsMax == 3)
        #expect(b.map { $0.max } == [4_194_304, 3, nil, nil] && b[3].current == 6)
        #expect(try self.table(tree, .rdma)["/b"]?.resources.map { $0.max } == [3, nil])
        #expect(try self.table(tree, .usual)["/a"]?.resources == [])
    }

    @Test("Names that do not fit are counted, and no element without a name is compared")
    func resourcesWithoutText() throws {
        let tree = try Self.v2(["/a": Self.resources, "/c": Self.resources])
        let storage = UnsafeMutablePointer<cprobe_collector>.allocate(capacity: 1)
        defer { storage.deallocate() }
        var failure = cprobe_failure()
        try #require(
            cprobe_collector_open(storage, tree.root, .CPROBE_READS_ONCE, &failure) == .CPROBE_OK)
        defer { cprobe_collector_close(storage) }
        var items = [cprobe_cgroup](repeating: cprobe_cgroup(), count: 4)
        var text = [CChar](repeating: 0, count: 256)
        // What an element may hold before it is written: a name far outside of the text.
        var junk = cprobe_cgroup_resource()
        junk.kind = .CPROBE_CGROUP_RESOURCE_MISC
        (junk.name_offset, junk.name_length) = (.max, 3)
        for capacity in 0...text.count {
            var resources = [cprobe_cgroup_resource](repeating: junk, count: 32)
            var cgroups = cprobe_cgroups()
            let (result, length) = items.withUnsafeMutableBufferPointer { items in
                text.withUnsafeMutableBufferPointer { text in
                    resources.withUnsafeMutableBufferPointer { resources in
                        var list = cprobe_cgroup_list()
                        (list.items, list.capacity) = (items.baseAddress, items.count)
                        (list.text, list.text_capacity) = (text.baseAddress, capacity)
                        list.resources = resources.baseAddress
                        list.resource_capacity = resources.count
                        let result = cprobe_cgroups_read(
                            storage, nil, CgroupDetails.misc.rawValue, &cgroups, &list, &failure)
                        return (result, list.text_length)
                    }
                }
            }
            #expect(result == (length <= capacity ? .CPROBE_OK : .CPROBE_TOO_LARGE))
        }
    }

    @Test("A failure of huge pages names its file")
    func badHugePages() throws {
        let tree = try Self.v2([
            "/a": ["hugetlb.2MB.max": "x\n", "hugetlb.2MB.events": "high 1\n"]
        ])
        let cgroup = try #require(try table(tree, .hugetlb)["/a"])
        #expect(cgroup.failures.map { $0.source } == ["hugetlb.2MB.max", "hugetlb.2MB.events"])
        #expect(cgroup.failures.allSatisfy { $0.code == .malformed && $0.line == 1 })
    }

    @Test("v1: huge pages without a limit, and failures to allocate")
    func resourcesOfV1() throws {
        let tree = try Tree([
            "/proc/self/cgroup": "4:hugetlb:/\n",
            "/proc/self/mountinfo": "31 20 0:31 / /c rw - cgroup cgroup rw,hugetlb\n",
            "/c/a/hugetlb.2MB.limit_in_bytes": "9223372036852678656\n",
            "/c/a/hugetlb.2MB.usage_in_bytes": "4194304\n", "/c/a/hugetlb.2MB.failcnt": "3\n",
        ])
        let all = try #require(try table(tree, .hugetlb)["/a"]).resources
        #expect(all.count == 1 && all.first?.isUnlimited == true && all.first?.max == nil)
        #expect(all.first?.current == 4_194_304 && all.first?.eventsMax == 3)
    }

    @Test("A cgroup has the container and the unit that its path names")
    func containers() throws {
        let one = ["cgroup.procs": "1\n"]
        let id = String(repeating: "0123456789abcdef", count: 4)
        let docker = "/system.slice/docker-\(id).scope"
        let tree = try Self.v2([
            "\(docker)/inner": one, "/docker/\(id)": one, "/user.slice/a\u{e9}.service": one,
        ])
        let table = try table(tree)
        #expect(table[KernelName(docker)]?.container == "0123456789ab")
        let inner = try #require(table[KernelName("\(docker)/inner")])
        #expect(
            inner.container == "0123456789ab" && inner.unit?.description == "docker-\(id).scope")
        let plain = try #require(table[KernelName("/docker/\(id)")])
        #expect(plain.container == "0123456789ab" && plain.unit == nil)
        #expect(table["/user.slice/a\u{e9}.service"]?.unit == "a\u{e9}.service")
        #expect(table["/user.slice"]?.container == nil && table["/user.slice"]?.unit == nil)
        let json = table.json()
        #expect(json.contains("\"container\":\"0123456789ab\",\"unit\":\"docker-\(id).scope\""))
        #expect(json.contains("\"container\":null,\"unit\":null"))
    }

    @Test("Each cgroup is followed by its descendants, with its depth")
    func order() throws {
        let one = ["cgroup.procs": "1\n"]
        let tree = try Self.v2([
            "/a/b/c": one, "/a/d": one, "/e": one, "/e/f/g/h": one, "/system.slice/x.service": one,
        ])
        let table = try table(tree)
        #expect(table.count == 11 && table.cgroups.count == 11)
        var above: [String] = []
        for cgroup in table.cgroups {
            let path = cgroup.path.description
            above.removeLast(above.count - cgroup.depth)
            if let parent = above.last {
                #expect(path.hasPrefix(parent == "/" ? "/" : parent + "/"), "\(path)")
            }
            above.append(path)
        }
        #expect(table["/e/f/g/h"]?.depth == 4)
        #expect(table["/e/f/g/h"]?.name == "h")
        #expect(table["/"]?.name == "/")
    }

    @Test("A start is the table's first cgroup, by its path or its directory")
    func start() throws {
        let tree = try Self.v2(["/a/b": Self.files, "/c": Self.files])
        for name in ["/a", "a/", "\(Self.mount)/a", "\(Self.mount)//a/."] {
            let table = try table(tree, beneath: name)
            #expect(table.cgroups.map { $0.path.description } == ["/a", "/a/b"], "\(name)")
            #expect(table.cgroups.map { $0.depth } == [0, 1])
            #expect(table["/a/b"]?.usageNs == 1_001_000)
        }
        #expect(throws: ProbeError.self) { try self.table(tree, beneath: "/none") }
        #expect(throws: ProbeError.self) { try self.table(tree, beneath: "/a/../c") }
        #expect(throws: ProbeError.self) { try self.table(tree, beneath: "") }
        #expect(throws: ProbeError.self) { try self.table(tree, beneath: "/a\0") }
    }

    @Test("v1: the values of a cgroup come from all hierarchies that have its path")
    func v1() throws {
        let tree = try Tree([
            "/proc/self/cgroup": "4:cpu:/\n3:cpuacct:/\n2:memory:/\n1:pids:/\n5:blkio:/\n",
            "/proc/self/mountinfo": """
            31 20 0:31 / /c/cpu rw - cgroup cgroup rw,cpu
            32 20 0:32 / /c/cpuacct rw - cgroup cgroup rw,cpuacct
            33 20 0:33 / /c/memory rw - cgroup cgroup rw,memory
            34 20 0:34 / /c/pids rw - cgroup cgroup rw,pids
            35 20 0:35 / /c/blkio rw - cgroup cgroup rw,blkio

            """,
            "/c/cpu/a/cpu.cfs_quota_us": "50000\n", "/c/cpu/a/cpu.cfs_period_us": "100000\n",
            "/c/cpu/a/cpu.shares": "512\n",
            "/c/cpu/a/cpu.stat": "nr_periods 3\nnr_throttled 2\nthrottled_time 70\n",
            "/c/cpuacct/a/cpuacct.usage": "1234567\n",
            "/c/cpuacct/a/cpuacct.stat": "user 3\nsystem 4\n",
            "/c/memory/a/memory.usage_in_bytes": "5000\n",
            "/c/memory/a/memory.limit_in_bytes": "9223372036854771712\n",
            "/c/memory/a/memory.stat": "inactive_file 1\ntotal_cache 40\ntotal_rss 30\n"
                + "total_inactive_file 2000\ntotal_swap 6\n",
            "/c/memory/a/memory.failcnt": "8\n",
            "/c/memory/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n",
            "/c/memory/only/memory.usage_in_bytes": "77\n",
            "/c/pids/a/pids.current": "9\n", "/c/pids/a/pids.max": "max\n",
            "/c/blkio/a/blkio.throttle.io_service_bytes_recursive":
                "8:0 Read 10\n8:0 Write 20\n8:0 Discard 0\n8:0 Total 30\nTotal 30\n",
            "/c/blkio/a/blkio.throttle.io_serviced_recursive":
                "8:0 Read 1\n8:0 Write 2\n8:0 Total 3\nTotal 3\n",
        ])
        let table = try table(tree)
        #expect(Set(table.cgroups.map { $0.path.description }) == ["/", "/a", "/only"])
        let cgroup = try #require(table["/a"])
        #expect(cgroup.usageNs == 1_234_567)
        #expect(cgroup.userNs == 30_000_000 && cgroup.systemNs == 40_000_000)
        #expect(cgroup.quotaCores == 0.5 && cgroup.shares == 512)
        #expect(cgroup.periods == 3 && cgroup.throttledNs == 70)
        #expect(cgroup.memoryCurrentBytes == 5000 && cgroup.memoryWorkingSetBytes == 3000)
        #expect(cgroup.anonBytes == 30 && cgroup.fileBytes == 40 && cgroup.swapCurrentBytes == 6)
        #expect(cgroup.unlimited == [.memoryMax, .pidsMax])
        #expect(cgroup.eventsMax == 8 && cgroup.eventsOomKill == 3 && cgroup.eventsOom == nil)
        #expect(cgroup.pidsCurrent == 9)
        #expect(cgroup.readBytes == 10 && cgroup.writtenBytes == 20 && cgroup.writes == 2)
        #expect(cgroup.devices.count == 1 && cgroup.devices.first?.reads == 1)
        #expect(cgroup.failures == [])
        #expect(table["/only"]?.memoryCurrentBytes == 77 && table["/only"]?.usageNs == nil)
    }

    @Test("Beside cpuacct of v1, cpu.stat of v2 counts for cgroups that only v2 has")
    func accounting() throws {
        let stat = "usage_usec 9\nuser_usec 8\nsystem_usec 7\n"
        let tree = try Tree([
            "/proc/self/cgroup": "3:cpu:/\n2:cpuacct:/\n0::/\n",
            "/proc/self/mountinfo":
                "30 20 0:30 / /cpu rw - cgroup cgroup rw,cpu\n"
                + "31 20 0:31 / /acct rw - cgroup cgroup rw,cpuacct\n"
                + "32 20 0:32 / /u rw - cgroup2 cgroup2 rw\n",
            "/cpu/a/cpu.shares": "9\n",
            "/acct/a/cpuacct.usage": "5\n", "/u/a/cpu.stat": stat, "/u/b/cpu.stat": stat,
            "/acct/c/cpuacct.usage": "x\n", "/u/c/cpu.stat": stat,
            "/u/a/cpu.pressure": Self.files["cpu.pressure"]!,
        ])
        let table = try table(tree)
        #expect(table["/a"]?.usageNs == 5 && table["/a"]?.userNs == nil)
        #expect(table["/a"]?.pressure.cpu.some?.avg10Percent == 1.5)
        #expect(table["/b"]?.usageNs == 9000 && table["/b"]?.userNs == 8000)
        #expect(table["/c"]?.usageNs == 9000)
        #expect(table["/c"]?.failures.map { $0.source } == ["cpuacct.usage"])
    }

    @Test("In a captured root, no file is taken from another, and none is missing everywhere")
    func captured() throws {
        var files = [
            "/proc/self/cgroup": "2:memory:/\n",
            "/proc/self/mountinfo": "31 20 0:31 / /m rw - cgroup cgroup rw,memory\n",
            "/m/z/memory.stat": "hierarchical_memory_limit 9223372036854771712\n",
            "/m/z/memory.limit_in_bytes": "4096\n", "/m/z/memory.usage_in_bytes": "7\n",
        ]
        for index in 0..<100 {
            files["/m/z/\(index)/memory.usage_in_bytes"] = "\(index)\n"
            if index % 33 == 0 { files["/m/z/\(index)/memory.failcnt"] = "\(index)\n" }
        }
        let table = try table(Tree(files))
        #expect(table["/z"]?.memoryMaxBytes == 4096 && table["/z"]?.unlimited == [])
        for index in 0..<100 {
            let cgroup = try #require(table[KernelName("/z/\(index)")])
            #expect(cgroup.memoryCurrentBytes == Int64(index))
            #expect(cgroup.eventsMax == (index % 33 == 0 ? Int64(index) : nil))
        }
    }

    @Test("A bad file costs its own fields of one cgroup, and is named")
    func badFiles() throws {
        for (name, text) in Self.files {
            for bad in ["", "x\n", "\(UInt64.max) \(UInt64.max)\n", text.prefix(1) + "\u{1}"] {
                var files = Self.files
                files[name] = String(bad)
                let table = try table(Self.v2(["/bad": files, "/good": Self.files]))
                let (one, other) = (try #require(table["/bad"]), try #require(table["/good"]))
                #expect(other.failures == [] && other.usageNs == 1_001_000)
                for failure in one.failures { #expect(failure.source == name, "\(bad)") }
                if name != "cpu.stat" { #expect(one.usageNs == 1_001_000, "\(name): \(bad)") }
                if name != "memory.current" { #expect(one.memoryCurrentBytes == 2001) }
            }
        }
        let numbers = Self.files.filter { $0.value.split(separator: "\n").count == 1 }
        for name in numbers.keys where !name.hasSuffix("pressure") && name != "pids.events" {
            var files = Self.files
            files[name] = "12x\n"
            let cgroup = try #require(try table(Self.v2(["/bad": files]))["/bad"])
            #expect(cgroup.failures.map { $0.source } == [name])
            #expect(cgroup.failures.first?.code == .malformed && cgroup.failures.first?.line == 1)
        }
    }

    @Test(
        "A table that grows is read whole: more cgroups, text and devices than there was space for")
    func growth() throws {
        var cgroups: [String: [String: String]] = [:]
        for index in 0..<300 {
            let path = "/slice-\(index % 7)/service-\(index)" + String(repeating: "x", count: 90)
            cgroups[path] = [
                "io.stat": "8:\(index) rbytes=\(index) wbytes=1 rios=1 wios=1 dbytes=0 dios=0\n"
            ]
        }
        let table = try table(Self.v2(cgroups))
        #expect(table.cgroups.count == 1 + 2 + 7 + 300)
        for cgroup in table.cgroups where cgroup.depth == 2 && cgroup.path != "/a/b" {
            #expect(cgroup.devices.count == 1)
            #expect(cgroup.devices.first.map { Int64($0.minor) } == cgroup.readBytes)
        }
    }

    @Test("A name of any bytes is kept")
    func names() throws {
        let tree = try Self.v2(["/a b": Self.files, "/a\nb": Self.files])
        let table = try table(tree)
        #expect(table["/a b"]?.weight == 1011 && table["/a\nb"]?.weight == 1011)
    }

    @Test("Rates of two tables, and none of a cgroup that was created again")
    func rates() throws {
        var before = CgroupTable()
        before.monotonicNs = 1_000_000_000
        var cgroup = Cgroup(path: "/a")
        (cgroup.inode, cgroup.usageNs, cgroup.periods, cgroup.throttledPeriods) = (7, 100, 10, 1)
        (cgroup.quotaNs, cgroup.periodNs) = (50_000_000, 100_000_000)
        (cgroup.memoryCurrentBytes, cgroup.readBytes, cgroup.eventsOomKill) = (500, 1000, 1)
        var stall = Pressure.Stall()
        cgroup.pressure.cpu.some = stall
        before.cgroups = [Cgroup(path: "/"), cgroup, cgroup]
        before.cgroups[2].path = "/b"
        var after = before
        after.monotonicNs = 3_000_000_000
        after.cgroups[1].usageNs = 500_000_100
        (after.cgroups[1].periods, after.cgroups[1].throttledPeriods) = (30, 11)
        (after.cgroups[1].memoryCurrentBytes, after.cgroups[1].readBytes) = (400, 5000)
        after.cgroups[1].eventsOomKill = 3
        stall.totalNs = 1_000_000_000
        after.cgroups[1].pressure.cpu.some = stall
        after.cgroups[2].inode = 8
        after.cgroups[2].usageNs = 900
        let rates = after.rates(since: before)
        #expect(rates.intervalNs == 2_000_000_000 && rates.cgroups.count == 3)
        let one = rates.cgroups[1]
        #expect(one.path == "/a" && one.usagePercent == 25 && one.quotaUsagePercent == 50)
        #expect(one.throttledPercent == 50 && one.memoryChangeBytes == -100)
        #expect(one.readBytesPerSecond == 2000 && one.memoryOomKills == 2)
        #expect(one.pressure.cpuSomePercent == 50 && one.memoryHighEvents == nil)
        #expect(rates.cgroups[2] == CgroupRates(path: "/b"))
    }

    @Test("The JSON of a table is read back, limits and pressure included")
    func json() throws {
        let unlimited = ["memory.max": "max\n", "cpu.max": "max 100000\n"]
        let table = try table(Self.v2(["/web": Self.files, "/free": unlimited]))
        let encoded = try JSONEncoder().encode(table)
        #expect(try JSONDecoder().decode(CgroupTable.self, from: encoded) == table)
        let least = Data(#"{"cgroups": [{"path": "/", "depth": 0, "inode": null}]}"#.utf8)
        let read = try JSONDecoder().decode(CgroupTable.self, from: least)
        #expect(read.count == 1 && read.gone == 0 && read.cgroups[0].inode == 0)
        let part = Data(#"{"count": 9, "cgroups": [{"path": "/", "depth": 0}]}"#.utf8)
        #expect(try JSONDecoder().decode(CgroupTable.self, from: part).count == 9)
        #expect(CgroupTableRates().json(of: [0, 1]).contains(#""cgroups":[]"#))
    }

    @Test("A malformed line of io.stat makes the sums unknown, not 0")
    func badSums() throws {
        var files = Self.files
        files["io.stat"] = "8:0 rbytes=5 wbytes=6 rios=1 wios=1 dbytes=0 dios=0\n8:1 rbytes=x\n"
        let cgroup = try #require(try table(Self.v2(["/a": files]))["/a"])
        #expect(cgroup.readBytes == nil && cgroup.writes == nil && cgroup.discards == nil)
        #expect(cgroup.devices.map { $0.readBytes } == [nil])
        #expect(cgroup.failures.map { $0.source } == ["io.stat"] && cgroup.failures[0].line == 2)
        let none = try #require(try table(Self.v2(["/a": ["io.stat": ""]]))["/a"])
        #expect(none.readBytes == 0 && none.failures == [])
    }

    @Test("v1: a text of sums without a device is unknown; operations may be missing")
    func sumsOfV1() throws {
        func cgroup(_ bytes: String) throws -> Cgroup {
            let tree = try Tree([
                "/proc/self/cgroup": "5:blkio:/\n",
                "/proc/self/mountinfo": "35 20 0:35 / /b rw - cgroup cgroup rw,blkio\n",
                "/b/a/blkio.throttle.io_service_bytes_recursive": bytes,
            ])
            return try #require(try table(tree)["/a"])
        }
        #expect(try cgroup("Total 0\n").readBytes == nil)
        let one = try cgroup("8:0 Read 3\n8:0 Write 4\n8:0 Total 7\nTotal 7\n")
        #expect(one.readBytes == 3 && one.writtenBytes == 4 && one.reads == nil)
        #expect(one.devices.first?.readBytes == 3 && one.devices.first?.reads == nil)
        let bad = try cgroup("8:0 Read 3\n8:0 Write x\n")
        #expect(bad.readBytes == nil && bad.writtenBytes == nil && bad.failures.count == 1)
    }

    @Test("A decoded table knows its start and directories, whatever it lists in which order")
    func decoded() throws {
        let tree = try Self.v2(["/a": [:], "/a/b": Self.resources, "/a/b/c": [:]])
        var table = try table(tree, beneath: "/a")
        #expect(table.start == "/a")
        let directory = table.directory(of: "/a/b", controller: "memory")
        #expect(directory == KernelName("\(Self.mount)/a/b"), "\(table.hierarchies)")
        table.cgroups.removeFirst()
        table.cgroups.reverse()
        table.cgroups[0].inode = .max
        var sample = Sample()
        sample.cgroups = .value(table)
        var text = sample.json()
        var read = try JSONDecoder().decode(Sample.self, from: Data(text.utf8)).cgroups.get()
        #expect(read.start == "/a" && read.cgroups[0].inode == .max)
        #expect(read.directory(of: "/a/b", controller: "memory") == directory)
        // A document from before the key, and a controller of a later version.
        text.replace("\"start\":\"/a\",", with: "")
        text.replace("\"controller\":\"misc\"", with: "\"controller\":\"dmem\"")
        read = try JSONDecoder().decode(Sample.self, from: Data(text.utf8)).cgroups.get()
        #expect(read.start == nil)
        #expect(read.directory(of: "/a/b", controller: "memory") == nil)
        let resources = read.cgroups.flatMap { $0.resources }
        #expect(resources.count == 8 && resources.filter { $0.controller == nil }.count == 2)
    }

    @Test("Orders put the greatest first and unknown figures last")
    func orders() throws {
        var table = CgroupTable()
        for (path, usage, memory) in [("/a", 5, 100), ("/b", nil, 300), ("/c", 9, nil)]
            as [(KernelName, Int64?, Int64?)]
        {
            var cgroup = Cgroup(path: path)
            (cgroup.usageNs, cgroup.memoryCurrentBytes) = (usage, memory)
            table.cgroups.append(cgroup)
        }
        #expect(table.indices(by: .cpu) == [2, 0, 1])
        #expect(table.indices(by: .memory) == [1, 0, 2])
        #expect(table.indices(by: .path) == [0, 1, 2])
    }

    /// The fields that a parser sets in an empty cgroup, by their numbers.
    private func fields(
        _ text: [UInt8], _ parse: (inout cp_lines, inout cprobe_cgroup) -> Void
    ) -> [UInt64?] {
        var c = cprobe_cgroup()
        GroupStreamTests().lines(text) { parse(&$0, &c) }
        return FieldRow.all(.CPROBE_RECORD_CGROUP).map { row in
            withUnsafeBytes(of: c) { bytes in
                cprobe_has(c.present_fields, UInt32(row.row.presence))
                    ? bytes.load(fromByteOffset: Int(row.row.offset), as: UInt64.self) : nil
            }
        }
    }

    @Test("Each keyed file, cut at every byte")
    func cuts() {
        let cut = GroupStreamTests().cut
        func text(_ name: String) -> [UInt8] { Array(Self.files[name]!.utf8) }
        cut(text("cpu.stat")) { fields($0) { _ = cp_cgroup_cpu_stat_parse(&$0, &$1) } }
        cut(text("memory.stat")) {
            fields($0) { _ = cp_cgroup_memory_stat_parse(&$0, true, &$1) }
        }
        cut(Array("total_cache 11\ntotal_rss 12\ntotal_swap 13\n".utf8)) {
            fields($0) { _ = cp_cgroup_memory_stat_parse(&$0, false, &$1) }
        }
        cut(text("memory.events")) { fields($0) { _ = cp_cgroup_memory_events_parse(&$0, &$1) } }
        cut(text("memory.events.local")) {
            fields($0) { _ = cp_cgroup_memory_local_parse(&$0, &$1) }
        }
        cut(text("pids.events")) { fields($0) { _ = cp_cgroup_pids_events_parse(&$0, &$1) } }
        cut(Array("user 11\nsystem 12\n".utf8)) {
            fields($0) { _ = cp_cgroup_cpuacct_stat_parse(&$0, 1_000_000_000, &$1) }
        }
    }
}

extension CgroupTableRates {
    /// The JSON of the rates with these indices.
    fileprivate func json(of places: [Int]) -> String {
        var json = JSON()
        json.object { write(to: &$0, places) }
        return json.text()
    }
}
