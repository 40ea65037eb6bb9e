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
