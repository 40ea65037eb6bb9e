import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("The hardware", .needsLinux)
struct HardwareTests {
    /// Captured from Linux 6.18, the flags cut.
    static let cpuinfo = """
        processor\t: 0
        vendor_id\t: AuthenticAMD
        cpu family\t: 25
        model\t\t: 17
        model name\t: AMD EPYC
        microcode\t: 0x1000065
        flags\t\t: fpu vme de
        bugs\t\t: sysret_ss_attrs

        processor\t: 1
        model name\t: another
        flags\t\t: fpu

        """

    func parse(_ text: String) -> Topology? {
        let c = UnsafeMutablePointer<cprobe_topology>.allocate(capacity: 1)
        c.initialize(to: cprobe_topology())
        defer { c.deallocate() }
        guard text.asC({ cprobe_cpuinfo_parse($0, $1, c, nil) }) == .CPROBE_OK else { return nil }
        var topology = Topology()
        topology.set(c)
        return topology
    }

    @Test("The first CPU of cpuinfo is parsed, on each architecture")
    func cpuinfo() throws {
        let amd = try #require(parse(Self.cpuinfo))
        #expect(amd.vendor?.description == "AuthenticAMD")
        #expect(amd.model?.description == "AMD EPYC" && amd.microcode?.description == "0x1000065")
        #expect(amd.flags?.description == "fpu vme de")
        let arm = try #require(
            parse("processor\t: 0\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\n"))
        #expect(arm.vendor?.description == "0x41" && arm.model == nil)
        #expect(arm.flags?.description == "fp asimd")
        for text in ["", "\n", "processor : 0\n", "no colon\n", "\0: x\n"] {
            #expect(parse(text) == nil)
        }
        let many = String(repeating: "x", count: 5000)
        #expect(parse("flags : \(many)\n")?.flags?.bytes.count == 4092)
    }

    @Test("Every prefix is malformed, or has shorter texts")
    func cut() {
        let bytes = Array(Self.cpuinfo.utf8)
        for length in 0..<bytes.count {
            guard let part = parse(String(decoding: bytes.prefix(length), as: UTF8.self)) else {
                continue
            }
            #expect(part.vendor == nil || "AuthenticAMD".hasPrefix(part.vendor!.description))
            #expect(part.model == nil || "AMD EPYC".hasPrefix(part.model!.description))
            #expect(part.flags == nil || "fpu vme de".hasPrefix(part.flags!.description))
        }
    }

    @Test("A node's files, and bad ones")
    func node() {
        var c = cprobe_node()
        let meminfo = "Node 0 MemTotal:     472856 kB\nNode 0 MemFree:  x kB\nNode 0 Dirty: 7 kB\n"
        #expect(meminfo.asC { cprobe_node_meminfo_parse($0, $1, &c, nil) } == .CPROBE_OK)
        let numastat = "numa_hit 113442\nnuma_miss 1\nnuma_foreign 2\nlocal_node 3\nother_node 4\n"
        #expect(numastat.asC { cprobe_numastat_parse($0, $1, &c, nil) } == .CPROBE_OK)
        #expect("10 20\n".asC { cprobe_node_distance_parse($0, $1, &c, nil) } == .CPROBE_OK)
        var node = Topology.Node()
        node.set(&c)
        #expect(node.totalBytes == 472856 * 1024 && node.freeBytes == nil && node.usedBytes == nil)
        #expect(node.numaHit == 113_442 && node.numaMiss == 1 && node.numaForeign == 2)
        #expect(node.localNode == 3 && node.otherNode == 4 && node.distances == [10, 20])
        for text in ["", "x\n", "10 x\n"] {
            #expect(text.asC { cprobe_node_distance_parse($0, $1, &c, nil) } == .CPROBE_MALFORMED)
            #expect(text.asC { cprobe_numastat_parse($0, $1, &c, nil) } == .CPROBE_MALFORMED)
            #expect(text.asC { cprobe_node_meminfo_parse($0, $1, &c, nil) } == .CPROBE_MALFORMED)
        }
    }

    @Test("The size of a cache")
    func cacheSize() {
        var size: UInt64 = 0
        #expect("512K\n".asC { cprobe_cache_size_parse($0, $1, &size, nil) } == .CPROBE_OK)
        #expect(size == 512 * 1024)
        for text in ["", "K\n", "512\n", "512M\n", "512K 1\n", "99999999999999999999K"] {
            #expect(
                text.asC { cprobe_cache_size_parse($0, $1, &size, nil) } == .CPROBE_MALFORMED)
        }
    }

    @Test("CPUs, their cores and nodes, each cache once, nodes and vulnerabilities")
    func section() throws {
        var files = [
            "/proc/cpuinfo": Self.cpuinfo,
            "/sys/devices/system/cpu/online": "0-3\n", "/sys/devices/system/cpu/offline": "4-7\n",
            "/sys/devices/system/cpu/possible": "0-7\n",
            "/sys/devices/system/cpu/isolated": "3\n", "/sys/devices/system/cpu/nohz_full": "\n",
            "/sys/devices/cpu_core/cpus": "0-1\n", "/sys/devices/cpu_atom/cpus": "2-3\n",
            "/sys/devices/system/node/online": "0-3\n",
            "/sys/devices/system/node/node2/cpulist": "\n",
            "/sys/devices/system/node/node0/cpulist": "0-1\n",
            "/sys/devices/system/node/node0/meminfo": "Node 0 MemTotal: 8 kB\n",
            "/sys/devices/system/node/node0/numastat": "numa_hit 5\n",
            "/sys/devices/system/node/node0/distance": "10 20\n",
            "/sys/devices/system/node/node1/cpulist": "2-3\n",
            "/sys/devices/system/node/node1/distance": "20 x\n",
            "/sys/devices/system/cpu/vulnerabilities/mds": "Not affected\n",
        ]
        for cpu in 0..<4 {
            let folder = "/sys/devices/system/cpu/cpu\(cpu)"
            let pair = cpu < 2 ? "0-1\n" : "\(cpu)\n"
            files[folder + "/topology/thread_siblings_list"] = pair
            files[folder + "/topology/core_id"] = "\(cpu < 2 ? 0 : cpu)\n"
            files[folder + "/topology/physical_package_id"] = "-1\n"
            files[folder + "/cpu_capacity"] = cpu < 2 ? "1024\n" : "512\n"
            files[folder + "/cache/index0/shared_cpu_list"] = pair
            files[folder + "/cache/index0/level"] = "1\n"
            files[folder + "/cache/index0/size"] = "32K\n"
            files[folder + "/cache/index0/type"] = "Data\n"
            files[folder + "/cache/index0/coherency_line_size"] = "64\n"
            files[folder + "/cache/index1/shared_cpu_list"] = "0-3\n"
            files[folder + "/cache/index1/level"] = "3\n"
        }
        let tree = try Tree(files)
        var collector = try Collector(root: tree.root)
        let topology = try collector.topology()
        #expect(topology.model?.description == "AMD EPYC" && topology.monotonicNs == nil)
        #expect(topology.online?.description == "0-3" && topology.offline?.description == "4-7")
        #expect(topology.isolated?.description == "3" && topology.nohzFull == [])
        #expect(topology.cpus.map { $0.id } == [0, 1, 2, 3])
        #expect(topology.cpus.map { $0.coreId } == [0, 0, 2, 3])
        #expect(topology.cpus.map { $0.node } == [0, 0, 1, 1])
        #expect(topology.cpus.map { $0.capacity } == [1024, 1024, 512, 512])
        #expect(topology.cpus.allSatisfy { $0.packageId == nil })
        #expect(
            topology.cpus.map { $0.type } == [.performance, .performance, .efficiency, .efficiency])
        #expect(topology.cpus[1].siblings?.description == "0-1")
        #expect(topology.caches.map { $0.cpus?.description } == ["0-1", "0-3", "2", "3"])
        #expect(topology.caches[0].sizeBytes == 32768 && topology.caches[0].lineBytes == 64)
        #expect(topology.caches[0].type?.description == "Data" && topology.caches[0].level == 1)
        #expect(topology.caches[1].level == 3 && topology.caches[1].sizeBytes == nil)
        #expect(topology.nodes.map { $0.id } == [0, 1, 2, 3])
        #expect(topology.nodes[0].totalBytes == 8192 && topology.nodes[0].numaHit == 5)
        #expect(topology.nodes[0].distances == [10, 20] && topology.nodes[1].distances == [])
        #expect(topology.nodes[1].cpus?.description == "2-3")
        #expect(topology.nodes[2].cpus == [] && topology.nodes[3].cpus == nil)
        #expect(topology.vulnerabilities.map { $0.name.description } == ["mds"])
        #expect(topology.vulnerabilities[0].state?.description == "Not affected")
        #expect(
            topology.failures.map { $0.source } == ["/sys/devices/system/node/nodeN/distance"])
        #expect(collector.sample(.topology).topology.value == topology)
        #expect(collector.sample().topology == .notRequested)
        let none = try Tree(["/x": ""])
        var other = try Collector(root: none.root)
        #expect(throws: ProbeError.self) { try other.topology() }
    }

    @Test("A list of CPUs that is malformed or too long is unknown, and named")
    func badLists() throws {
        let cpus = "/sys/devices/system/cpu/"
        let long = (0..<100).map { String(2 * $0) }.joined(separator: ",")  // 289 bytes.
        let tree = try Tree([
            cpus + "online": "0\n", cpus + "possible": "0\n", cpus + "offline": "3-1\n",
            cpus + "isolated": long + "\n", cpus + "nohz_full": "(null)\n",
            cpus + "cpu0/topology/core_id": "none\n",
            "/sys/devices/system/node/online": String(repeating: "7,", count: 3000) + "7\n",
        ])
        var collector = try Collector(root: tree.root)
        let topology = try collector.topology()
        #expect(topology.online == [0] && topology.nohzFull == [])
        #expect(topology.offline == nil && topology.isolated == nil)
        #expect(topology.cpus[0].coreId == nil && topology.nodes == [])
        let failures = topology.failures.map { "\($0.source): \($0.code)" }
        #expect(failures.contains(cpus + "offline: malformed"), "\(failures)")
        #expect(failures.contains(cpus + "isolated: too_large"), "\(failures)")
        #expect(failures.contains(cpus + "cpuN/topology/core_id: malformed"), "\(failures)")
        #expect(failures.contains("/sys/devices/system/node/online: too_large"), "\(failures)")
    }

    @Test("Every captured machine with CPUs has as many cores and packages as the cpu section")
    func captured() throws {
        for name in Fixture.names {
            var collector = try Collector(root: Fixture.root(name))
            let sample = collector.sample([.cpu, .topology])
            guard let topology = sample.topology.value, let cpu = sample.cpu.value else { continue }
            #expect(topology.cpus.count == cpu.online, "\(name)")
            let siblings = Set(topology.cpus.compactMap { $0.siblings })
            #expect(siblings.count == cpu.physicalCores, "\(name)")
        }
    }
}
