import Foundation
import Testing

@testable import Probe

/// A captured machine, one of whose files a test takes away or damages.
final class DamagedMachine {
    let root: String

    init(_ fixture: String = "debian-6.1-x86_64-devices") throws {
        root =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: Fixture.root(fixture), toPath: root)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: root + path)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + path, encoding: .utf8)
    }

    func write(_ path: String, _ text: String) throws {
        try text.write(toFile: root + path, atomically: false, encoding: .utf8)
    }

    /// Writes the file anew with other words in it.
    func change(_ path: String, _ old: String, _ new: String) throws {
        let text = try text(path)
        try #require(text.contains(old), "\(path) has no \(old)")
        try write(path, text.replacingOccurrences(of: old, with: new))
    }

    func sample(_ sections: Sample.Sections = [.cpu, .load, .memory, .network, .pressure]) throws
        -> Sample
    {
        var collector = try Collector(root: root)
        return collector.sample(sections)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }
}

@Suite("One source costs only its own fields", .needsLinux)
struct OneSourceTests {
    @Test("Without /proc/loadavg there are uptime and boot time")
    func loadavg() throws {
        let machine = try DamagedMachine()
        let whole = try #require(try machine.sample().load.value)
        try machine.remove("/proc/loadavg")
        let load = try #require(try machine.sample().load.value)
        #expect(load.load1 == nil && load.tasks == Load.Tasks())
        #expect(load.uptimeNs == whole.uptimeNs && whole.uptimeNs != nil)
        #expect(load.bootTimeNs == whole.bootTimeNs && whole.bootTimeNs != nil)
        #expect(load.failures.map(\.source) == ["/proc/loadavg"])
        #expect(load.failures.first?.code == .notFound)
        try machine.remove("/proc/uptime")
        try machine.remove("/proc/stat")
        let error = try machine.sample().error(of: .load)
        #expect(error?.source == "/proc/loadavg" && error?.code == .notFound)
    }

    @Test("A bad number of /proc/loadavg costs itself; a negative count is none")
    func loadavgNumbers() throws {
        let machine = try DamagedMachine()
        try machine.write("/proc/loadavg", "0.15 -0.10 0.04 4294967295/79 1785\n")
        let load = try #require(try machine.sample().load.value)
        #expect(load.load1 == 0.15 && load.load5 == nil && load.load15 == 0.04)
        #expect(load.tasks.runnable == nil && load.tasks.all == 79 && load.tasks.lastPid == 1785)
        #expect(load.failures.map(\.source) == ["/proc/loadavg"])
        #expect(load.failures.first?.line == 1)
    }

    @Test("A negative btime is unknown, with its line, and costs nothing else")
    func btime() throws {
        let machine = try DamagedMachine()
        let stat = try machine.text("/proc/stat").split(separator: "\n")
        let line = try #require(stat.firstIndex { $0.hasPrefix("btime ") })
        try machine.change("/proc/stat", String(stat[line]), "btime -77")
        let sample = try machine.sample()
        let load = try #require(sample.load.value)
        #expect(load.bootTimeNs == nil && load.uptimeNs != nil && load.load1 != nil)
        #expect(load.failures.map(\.source) == ["/proc/stat"])
        #expect(load.failures.first?.line == line + 1)
        #expect(sample.cpu.value?.failures == [])
        #expect(sample.cpu.value?.contextSwitches != nil)
    }

    @Test("Without /proc/stat there are the numbers of CPUs, cores and packages")
    func stat() throws {
        let machine = try DamagedMachine("debian-6.12-x86_64-numa")
        let whole = try #require(try machine.sample().cpu.value)
        try machine.remove("/proc/stat")
        let cpu = try #require(try machine.sample().cpu.value)
        #expect(cpu.userNs == nil && cpu.cpus.isEmpty && cpu.contextSwitches == nil)
        #expect(cpu.online == whole.online && cpu.possible == whole.possible)
        #expect(cpu.physicalCores == whole.physicalCores && cpu.packages == whole.packages)
        #expect(cpu.online != nil && cpu.packages != nil)
        #expect(cpu.failures.map(\.source) == ["/proc/stat"])
        try machine.remove("/sys/devices/system/cpu")
        let error = try machine.sample().error(of: .cpu)
        #expect(error?.source == "/proc/stat" && error?.code == .notFound)
    }

    @Test("Without the list of online CPUs there are the cores of those that are plugged in")
    func online() throws {
        let machine = try DamagedMachine("debian-6.12-x86_64-numa")
        let whole = try #require(try machine.sample().cpu.value)
        try machine.remove("/sys/devices/system/cpu/online")
        let cpu = try #require(try machine.sample().cpu.value)
        #expect(cpu.online == whole.cpus.count)
        #expect(cpu.physicalCores == whole.physicalCores && cpu.packages == whole.packages)
        #expect(cpu.failures.map(\.source) == ["/sys/devices/system/cpu/online"])
    }

    @Test("Each CPU of /proc/stat, and the sum, count alone")
    func rows() throws {
        let machine = try DamagedMachine()
        try machine.write("/proc/stat", "cpu0 1 2 3 4\ncpu1 5 6 x 8\nctxt 9\n")
        let cpu = try #require(try machine.sample().cpu.value)
        #expect(cpu.userNs == nil && cpu.contextSwitches == 9)
        #expect(cpu.cpus.map(\.id) == [0, 1])
        #expect(cpu.cpus[0].idleNs == 40_000_000 && cpu.cpus[1].systemNs == nil)
        #expect(cpu.cpus[1].idleNs == 80_000_000)
        // The bad column, and that the rest of the text is missing.
        #expect(cpu.failures.map(\.line) == [2, nil])
        try machine.write("/proc/stat", "cpu 1 2\nprocs_blocked 18446744073709551615\n")
        let short = try #require(try machine.sample().cpu.value)
        #expect(short.userNs == 10_000_000 && short.systemNs == nil && short.blocked == nil)
        #expect(short.failures.map(\.line) == [1, 2, nil])
    }

    @Test("Without MemTotal, or without /proc/meminfo, there is the rest of memory")
    func memory() throws {
        let machine = try DamagedMachine()
        let whole = try #require(try machine.sample().memory.value)
        try machine.change("/proc/meminfo", "MemTotal:", "MemTotul:")
        let memory = try #require(try machine.sample().memory.value)
        #expect(memory.totalBytes == nil && memory.usedBytes == nil && memory.usagePercent == nil)
        #expect(memory.freeBytes == whole.freeBytes && memory.swapTotalBytes != nil)
        #expect(memory.failures.map(\.source) == ["/proc/meminfo"])
        try machine.remove("/proc/meminfo")
        let events = try #require(try machine.sample().memory.value)
        #expect(events.freeBytes == nil && events.pageFaults == whole.pageFaults)
        #expect(events.failures.first?.source == "/proc/meminfo")
        try machine.remove("/proc/vmstat")
        let error = try machine.sample().error(of: .memory)
        #expect(error?.source == "/proc/meminfo" && error?.code == .notFound)
    }

    @Test("Numbers of /proc/meminfo that cannot be are unknown and said")
    func impossible() throws {
        let machine = try DamagedMachine()
        let text = try machine.text("/proc/meminfo")
        func line(_ key: String) throws -> String {
            String(try #require(text.split(separator: "\n").first { $0.hasPrefix(key) }))
        }
        try machine.change(
            "/proc/meminfo", try line("HugePages_Rsvd:"), "HugePages_Rsvd: 18446744073709551615")
        try machine.change(
            "/proc/meminfo", try line("MemAvailable:"), "MemAvailable: 99999999999 kB")
        let memory = try #require(try machine.sample().memory.value)
        #expect(memory.hugePagesReserved == nil && memory.hugePagesTotal != nil)
        #expect(memory.usedBytes == nil && memory.usagePercent == nil && memory.totalBytes != nil)
        #expect(memory.failures.count == 2)
    }

    @Test("Without the interfaces there are the sockets, and no total of nothing")
    func network() throws {
        let machine = try DamagedMachine()
        let whole = try #require(try machine.sample().network.value)
        #expect(!whole.interfaces.isEmpty && whole.socketsUsed != nil)
        try machine.remove("/proc/net/dev")
        let sample = try machine.sample()
        let network = try #require(sample.network.value)
        #expect(network.interfaces.isEmpty && network.total == NetworkTraffic())
        #expect(network.socketsUsed == whole.socketsUsed)
        #expect(network.tcpEstablished == whole.tcpEstablished)
        #expect(network.failures.map(\.source) == ["/proc/net/dev"])
        var (before, after) = (network, network)
        (before.monotonicNs, after.monotonicNs) = (1, 1_000_000_001)
        var rates = NetworkRates()
        rates.set(before, after)
        #expect(rates.total == NetworkTrafficRates() && rates.intervalNs == 1_000_000_000)
        try machine.remove("/proc/net/sockstat")
        try machine.remove("/proc/net/snmp")
        let error = try machine.sample().error(of: .network)
        #expect(error?.source == "/proc/net/dev" && error?.code == .notFound)
    }

    @Test("A total that lacks an interface is unknown, and so is one that does not fit")
    func total() throws {
        let machine = try DamagedMachine()
        let whole = try #require(try machine.sample().network.value)
        try #require(whole.total.rxBytes != nil)
        let text = try machine.text("/proc/net/dev")
        let line = try #require(text.split(separator: "\n").first { $0.contains("eth0:") })
        try machine.write(
            "/proc/net/dev", text.replacingOccurrences(of: line, with: "  eth0 123"))
        let lost = try #require(try machine.sample().network.value)
        #expect(
            lost.total == NetworkTraffic() && lost.interfaces.count == whole.interfaces.count - 1)
        #expect(lost.failures.map(\.source) == ["/proc/net/dev"])
        // What is left of a text that was cut within its headers.
        try machine.write("/proc/net/dev", String(text.prefix(150)))
        let none = try #require(try machine.sample().network.value)
        #expect(none.total == NetworkTraffic() && none.failures.map(\.source) == ["/proc/net/dev"])
        let most = " \(UInt64.max)" + String(repeating: " 1", count: 15)
        try machine.write(
            "/proc/net/dev",
            text.replacingOccurrences(of: line, with: "eth0:\(most)") + "extra0:\(most)\n")
        let large = try #require(try machine.sample().network.value)
        #expect(large.total.rxBytes == nil && large.total.txBytes != nil)
        #expect(large.failures.map(\.source) == ["the sum of the interfaces"])
    }

    @Test("A file of an interface that every kernel has, and that is missing, is reported")
    func interfaceFile() throws {
        let machine = try DamagedMachine()
        let name = "eth0"
        let whole = try #require(
            try machine.sample().network.value?.interfaces.first { $0.name.description == name })
        try #require(whole.mtuBytes != nil)
        let path = "/sys/class/net/\(name)"
        let real = (machine.root + path as NSString).resolvingSymlinksInPath
        try FileManager.default.removeItem(atPath: real + "/mtu")
        let found = try #require(
            try machine.sample().network.value?.interfaces.first { $0.name.description == name })
        #expect(found.mtuBytes == nil && found.index == whole.index)
        #expect(found.failure?.source == "/sys/class/net/NAME/mtu")
    }

    @Test("What is built on an interface whose number is not known is not counted twice")
    func interfaceNumber() throws {
        let machine = try DamagedMachine()
        let whole = try #require(try machine.sample().network.value)
        try machine.remove("/sys/class/net/eth0/ifindex")
        let network = try #require(try machine.sample().network.value)
        #expect(network.total == whole.total)
        for name in ["eth0.7", "mac0"] {
            let found = try #require(network.interfaces.first { $0.name.description == name })
            #expect(found.isStacked && found.lowerIndex != nil)
            #expect(found.failure?.source == "/sys/class/net/NAME/ifindex")
        }
        let eth0 = try #require(network.interfaces.first { $0.name.description == "eth0" })
        #expect(eth0.index == nil && !eth0.isStacked && eth0.failure?.code == .notFound)
    }

    @Test("One line of a pressure file that every kernel prints, and that is missing, is reported")
    func pressure() throws {
        let machine = try DamagedMachine()
        let memory = try machine.text("/proc/pressure/memory")
        try machine.write("/proc/pressure/memory", String(memory.prefix { $0 != "\n" }) + "\n")
        try machine.write(
            "/proc/pressure/io",
            "some avg10=250.00 avg60=0.00 avg300=0.00 total=1\n"
                + "full avg10=0.00 avg60=0.00 avg300=0.00 total=1\n")
        let pressure = try #require(try machine.sample().pressure.value)
        #expect(pressure.memory.some != nil && pressure.memory.full == nil)
        #expect(pressure.io.some == nil && pressure.io.full != nil && pressure.cpu.some != nil)
        #expect(
            pressure.failures.map(\.source) == ["/proc/pressure/memory", "/proc/pressure/io"])
        #expect(pressure.failures.map(\.line) == [nil, 1])
    }

    @Test("Without /sys/class there are throttling and the frequencies of the CPUs")
    func sensors() throws {
        let cpu = "/sys/devices/system/cpu"
        let tree = try Tree([
            "\(cpu)/online": "0\n", "\(cpu)/cpu0/cpufreq/scaling_cur_freq": "2100000\n",
        ])
        var collector = try Collector(root: tree.root)
        let frequencies = try collector.sensors()
        #expect(frequencies.frequencies?.map(\.currentHz) == [2_100_000_000])
        #expect(frequencies.failures.map(\.source) == ["/sys/class"])
        try tree.write("\(cpu)/cpu0/topology/thread_siblings_list", "0\n")
        try tree.write("\(cpu)/cpu0/topology/core_siblings_list", "0\n")
        try tree.write("\(cpu)/cpu0/thermal_throttle/core_throttle_count", "7\n")
        let throttled = try collector.sensors()
        #expect(throttled.throttling.coreEvents == 7 && throttled.frequencies?.count == 1)
        #expect(throttled.failures.first?.source == "/sys/class")
        let empty = try Tree(["/etc/hostname": "x\n"])
        var none = try Collector(root: empty.root)
        let error = #expect(throws: ProbeError.self) { try none.sensors() }
        #expect(error?.source == "/sys/class" && error?.code == .notFound)
    }
}

/// Of each fixture's file, cut behind every line: what is missing is reported.
@Suite("A text that ends early", .needsLinux)
struct CutTests {
    static let fixtures = [
        "debian-5.10-x86_64-devices", "debian-6.1-aarch64-devices", "debian-6.12-x86_64-numa",
        "firecracker-6.18-x86_64-hybrid",
    ]

    /// The fields of a value that are not nil, by their names.
    private func known(_ value: Any) -> Set<String> {
        Set(
            Mirror(reflecting: value).children.compactMap { child in
                let mirror = Mirror(reflecting: child.value)
                guard mirror.displayStyle == .optional else { return nil }
                return mirror.children.isEmpty ? nil : child.label
            })
    }

    private func hold<Value>(
        _ fixture: String, _ file: String, _ read: (Sample) -> Sample.Reading<Value>,
        _ failures: (Value) -> [ProbeError]
    ) throws {
        let machine = try DamagedMachine(fixture)
        let text = try machine.text(file)
        let whole = try #require(read(try machine.sample()).value)
        #expect(failures(whole).isEmpty, "\(failures(whole))")
        let all = known(whole)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        var lacking = 0
        for count in 0..<lines.count {
            try machine.write(file, lines.prefix(count).map { "\($0)\n" }.joined())
            guard let value = read(try machine.sample()).value else { continue }
            // This is the whole text of a kernel without huge pages.
            if count > 0, lines[count - 1].hasPrefix("CmaFree:") { continue }
            if known(value) != all {
                lacking += 1
                #expect(
                    failures(value).contains { $0.source == file },
                    "\(fixture): \(file), \(count) lines, lacks \(all.subtracting(known(value)))")
            }
        }
        #expect(lacking > 0, "no cut of \(file) costs a field")
    }

    @Test("/proc/stat", arguments: fixtures)
    func stat(fixture: String) throws {
        try hold(fixture, "/proc/stat", { $0.cpu }, { $0.failures })
        try hold(fixture, "/proc/stat", { $0.load }, { $0.failures })
    }

    @Test("/proc/meminfo", arguments: fixtures)
    func meminfo(fixture: String) throws {
        try hold(fixture, "/proc/meminfo", { $0.memory }, { $0.failures })
    }

    @Test("/proc/vmstat", arguments: fixtures)
    func vmstat(fixture: String) throws {
        try hold(fixture, "/proc/vmstat", { $0.memory }, { $0.failures })
    }

    @Test("A kernel without huge pages, zswap or OOM kills lacks nothing")
    func without() throws {
        let machine = try DamagedMachine()
        func keep(_ file: String, without keys: [String]) throws {
            let lines = try machine.text(file).split(separator: "\n").filter { line in
                !keys.contains { line.hasPrefix($0) }
            }
            try machine.write(file, lines.map { "\($0)\n" }.joined())
        }
        try keep("/proc/meminfo", without: ["Huge", "Zswap"])
        try keep("/proc/vmstat", without: ["oom_kill", "drop_"])
        let memory = try #require(try machine.sample().memory.value)
        #expect(memory.hugePagesTotal == nil && memory.oomKills == nil && memory.zswapBytes == nil)
        #expect(memory.failures == [])
        try keep("/proc/vmstat", without: ["unevictable"])
        #expect(try machine.sample().memory.value?.failures.map(\.source) == ["/proc/vmstat"])
    }
}
