import Testing

@testable import Probe

@Suite("The frequency of the CPUs")
struct FrequencyTests {
    @Test("Frequencies are in hertz; a CPU without a driver has none")
    func invented() throws {
        let cpu = "/sys/devices/system/cpu"
        let tree = try Tree([
            "\(cpu)/online": "0,2\n", "\(cpu)/cpu0/cpufreq/scaling_cur_freq": "2100000\n",
            "\(cpu)/cpu0/cpufreq/cpuinfo_min_freq": "800000\n",
            "\(cpu)/cpu0/cpufreq/cpuinfo_max_freq": "bad\n",
        ])
        var collector = try Collector(root: tree.root)
        let frequencies = try collector.cpuFrequencies()
        #expect(frequencies.map(\.id) == [0, 2])
        #expect(frequencies[0].currentHz == 2_100_000_000)
        #expect(frequencies[0].minimumHz == 800_000_000)
        #expect(frequencies[0].maximumHz == nil)
        #expect(frequencies[1].currentHz == nil)
    }

    @Test("A machine without any driver says so")
    func none() throws {
        let tree = try Tree(["/sys/devices/system/cpu/online": "0\n"])
        var collector = try Collector(root: tree.root)
        #expect(throws: ProbeError.self) { try collector.cpuFrequencies() }
    }
}

@Suite("Cores and packages")
struct TopologyTests {
    private static let cpu = "/sys/devices/system/cpu"

    /// What is read of CPUs 0 to 3 and 5 with these files.
    private static func read(_ topology: [String: String]) throws -> CPU {
        let tree = try Tree(["\(cpu)/online": "0-3,5\n", "/proc/stat": "cpu 1 2 3 4\n"])
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
}
