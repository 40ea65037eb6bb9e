import Testing

@testable import Probe

@Suite("The frequency of the CPUs", .needsLinux)
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
        #expect(frequencies[0].failure?.code == .malformed && frequencies[1].failure == nil)
        #expect(
            frequencies[0].failure?.source
                == "/sys/devices/system/cpu/cpuN/cpufreq/cpuinfo_max_freq")
    }

    @Test(
        "Where the driver does not say, the hardware's own frequency counts",
        arguments: ["<unknown>\n", "0\n", "x\n", nil])
    func fallback(scaling: String?) throws {
        let cpufreq = "/sys/devices/system/cpu/cpu0/cpufreq"
        let tree = try Tree([
            "/sys/devices/system/cpu/online": "0\n", "\(cpufreq)/cpuinfo_cur_freq": "1800000\n",
        ])
        if let scaling { try tree.write("\(cpufreq)/scaling_cur_freq", scaling) }
        var collector = try Collector(root: tree.root)
        let found = try collector.cpuFrequencies()
        #expect(found.map(\.currentHz) == [1_800_000_000] && found[0].failure == nil)
        try tree.write("\(cpufreq)/scaling_cur_freq", "1200000\n")
        #expect(try collector.cpuFrequencies().map(\.currentHz) == [1_200_000_000])
    }

    @Test("CPUs that are plugged in are asked where the list of online ones is missing")
    func present() throws {
        let cpu = "/sys/devices/system/cpu"
        let tree = try Tree([
            "\(cpu)/present": "0-2\n", "\(cpu)/cpu2/cpufreq/scaling_cur_freq": "1\n",
        ])
        var collector = try Collector(root: tree.root)
        #expect(try collector.cpuFrequencies().map(\.id) == [2])
    }

    @Test("A machine without any driver says so")
    func none() throws {
        let tree = try Tree(["/sys/devices/system/cpu/online": "0\n"])
        var collector = try Collector(root: tree.root)
        #expect(throws: ProbeError.self) { try collector.cpuFrequencies() }
    }
}
