import Testing

@testable import Probe

@Suite("Cores and packages", .needsLinux)
struct TopologyTests {
    private static let cpu = "/sys/devices/system/cpu"

    /// What is read of these CPUs with these files.
    private static func read(
        _ topology: [String: String], online: String = "0-3,5\n"
    ) throws -> CPU {
        let tree = try Tree(["\(cpu)/online": online, "/proc/stat": "cpu 1 2 3 4\n"])
        for (file, text) in topology {
            try tree.write("\(cpu)/\(file)_siblings_list", text)
        }
        var collector = try Collector(root: tree.root)
        return try collector.cpu()
    }

    @Test("Each is counted at its first CPU; what the others' files say is not needed")
    func counted() throws {
        let cpu = try Self.read([
            "cpu0/topology/thread": "0,2\n", "cpu1/topology/thread": "1,3\n",
            "cpu5/topology/thread": "5\n", "cpu0/topology/core": "0-3\n",
            "cpu5/topology/core": "5\n",
        ])
        #expect(cpu.physicalCores == 3 && cpu.packages == 2, "\(cpu.failures)")
    }

    @Test("The file of a CPU that no other names has to be there")
    func missing() throws {
        let cpu = try Self.read([
            "cpu0/topology/thread": "0,2\n", "cpu1/topology/thread": "1\n",
            "cpu5/topology/thread": "5\n", "cpu0/topology/core": "0-5\n",
        ])
        #expect(cpu.physicalCores == nil && cpu.packages == 1)
        #expect(
            cpu.failures.map(\.source).contains(
                "/sys/devices/system/cpu/cpuN/topology/thread_siblings_list"))
    }

    /// What lxcfs shows of a container: a list of CPUs over the kernel's, beside the kernel's own files.
    private static func readContainer(online: String, allowed: String?) throws -> CPU {
        // Eight CPUs in two packages, two threads a core: 0 and 4, 1 and 5, 2 and 6, 3 and 7.
        var topology: [String: String] = [:]
        for id in 0..<8 {
            topology["cpu\(id)/topology/thread"] = "\(id % 4),\(id % 4 + 4)\n"
            topology["cpu\(id)/topology/core"] = id % 4 < 2 ? "0-1,4-5\n" : "2-3,6-7\n"
        }
        let tree = try Tree(["\(cpu)/online": online, "/proc/stat": "cpu 1 2 3 4\n"])
        for (file, text) in topology {
            try tree.write("\(cpu)/\(file)_siblings_list", text)
        }
        if let allowed {
            try tree.write(
                "/proc/self/status", "Name:\tx\nCpus_allowed_list:\t\(allowed)\nMems_allowed:\t1\n")
        }
        var collector = try Collector(root: tree.root)
        return try collector.cpu()
    }

    @Test(
        "Cores and packages of a container whose list of CPUs lxcfs made",
        arguments: [
            // Numbered as the kernel does: both threads of one core, and one thread of two.
            ("2,6\n", "2,6", 1, 1), ("5-6\n", "5-6", 2, 2), ("4-7\n", "5", 4, 2),
            ("6\n", nil, 1, 1),
            // Numbered from 0: the CPUs are those on which it may run.
            ("0-1\n", "2,6", 1, 1), ("0-1\n", "5-6", 2, 2), ("0\n", "7", 1, 1),
            ("0-2\n", "1,5,7", 2, 2),
            // A quota shown as so many CPUs: which ones is unknown.
            ("0-2\n", "0-7", nil, nil), ("0-3\n", "6-7", nil, nil),
        ] as [(String, String?, Int?, Int?)])
    func container(online: String, allowed: String?, cores: Int?, packages: Int?) throws {
        let cpu = try Self.readContainer(online: online, allowed: allowed)
        #expect(cpu.physicalCores == cores && cpu.packages == packages)
        #expect((cpu.online ?? 0) > 0)
        let failure = cpu.failures.first { $0.source.contains("cpuN") }
        #expect((failure == nil) == (cores != nil), "\(cpu.failures)")
    }

    @Test("An empty list of CPUs is none: no machine has no CPU")
    func empty() throws {
        let cpu = try Self.read(["cpu0/topology/thread": "\n"], online: "\n")
        #expect(cpu.online == nil && cpu.physicalCores == nil && cpu.packages == nil)
        #expect(cpu.failures.contains { $0.source == "\(Self.cpu)/online" && $0.line == 1 })
        let unit = try Self.read(
            ["cpu0/topology/thread": "\n", "cpu0/topology/core": "0\n"], online: "0\n")
        #expect(unit.online == 1 && unit.physicalCores == nil && unit.packages == 1)
        // Each names its own file.
        let none = try Self.read([:], online: "0\n")
        #expect(none.physicalCores == nil && none.packages == nil)
        #expect(
            none.failures.suffix(2).map(\.source) == [
                "\(Self.cpu)/cpuN/topology/thread_siblings_list",
                "\(Self.cpu)/cpuN/topology/core_siblings_list",
            ])
    }

    @Test("CPUs beyond those that Linux can have are each asked")
    func beyond() throws {
        var files = [
            "cpu9000/topology/thread": "9000-9001\n", "cpu9000/topology/core": "9000-9001\n",
        ]
        #expect(try Self.read(files, online: "9000-9001\n").physicalCores == nil)
        files["cpu9001/topology/thread"] = "9000-9001\n"
        files["cpu9001/topology/core"] = "9000-9001\n"
        let cpu = try Self.read(files, online: "9000-9001\n")
        #expect(cpu.physicalCores == 1 && cpu.packages == 1)
    }
}
