import Testing

@testable import Probe

@Suite("Cores and packages")
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
        #expect(cpu.physicalCores == nil && cpu.packages == nil)
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
