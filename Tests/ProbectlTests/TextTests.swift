import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("Text and JSON")
struct TextTests {
    @Test("No control character of a name reaches the terminal")
    func control() {
        #expect(safe("/a\u{1b}[31m\n\u{7f}\u{9b}") == "/a\\x1b[31m\\x0a\\x7f\\x9b")
        #expect(safe("/ünï") == "/ünï")
        #expect(safe("a\u{202e}b") == "a\\x202eb")
        #expect(safe("\u{200e}\u{200f}\u{61c}") == "\\x200e\\x200f\\x61c")
        #expect(safe("\u{2028}\u{2029}\u{2066}\u{2069}") == "\\x2028\\x2029\\x2066\\x2069")
    }

    @Test("Units are those that people read")
    func units() {
        #expect(bytes(0) == "0 B")
        #expect(bytes(1023) == "1023 B")
        #expect(bytes(1536) == "1.5 KiB")
        #expect(bytes(268_435_456) == "256 MiB")
        #expect(bytes(25_276_514_304) == "23.5 GiB")
        #expect(bytes(Int64.max) == "8 EiB")
        #expect(cores(1.5) == "1.5" && cores(2) == "2" && cores(0.25) == "0.25")
        #expect(
            decimal(99.95) == "100.0" && decimal(-0.01) == "0.0" && decimal(1234.5, 0) == "1235")
        #expect(percent(nil) == "-")
        #expect(duration(90_000_000_000) == "1 min")
        #expect(duration(183_840_000_000_000) == "2 days 3:04")
    }

    @Test("The level of memory pressure is printed where the kernel has one that is not normal")
    func memoryPressure() {
        func page(_ level: Int64?) -> String {
            var memory = Memory()
            memory.pressureLevel = level
            var sample = Sample()
            sample.memory = .value(memory)
            let terminal = Terminal(width: nil, hasColour: false)
            return SampleText(sample, nil, [.memory], perCPU: false, terminal).page()
        }
        #expect(page(nil) == page(1) && !page(1).contains("pressure"))
        #expect(page(2).contains("memory pressure: warning"))
        #expect(page(4).contains("memory pressure: critical"))
    }

    @Test("What could not be read is not said to be absent")
    func unknown() {
        var sample = Sample()
        var network = Networking()
        network.failures = [ProbeError(code: .exhausted, source: "/proc/net/dev")]
        var sensors = Sensors()
        sensors.failures = [ProbeError(code: .denied, source: "/sys/class")]
        func page() -> String {
            sample.slots.network.reading = .value(network)
            sample.slots.memory.reading = .value(Memory())
            sample.slots.cpu.reading = .value(CPU())
            sample.slots.sensors.reading = .value(sensors)
            return SampleText(
                sample, nil, [.network, .memory, .cpu, .sensors], perCPU: false,
                Terminal(width: nil, hasColour: false)
            ).page()
        }
        var text = page()
        for words in [
            "the interfaces are not known", "memory      usage unknown",
            "number of CPUs unknown", "no sensor was found",
            "not known: /proc/net/dev: out of descriptors or memory",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
        network.total.rxBytes = 0
        network.failures = []
        sensors.failures = []
        text = page()
        #expect(text.contains("no interface is up") && text.contains("no sensors: no driver"))
    }

    @Test("The parts of memory are those of free(1), and what is within another is marked")
    func memory() {
        var memory = Memory()
        memory.freeBytes = 1 << 30
        memory.cachedBytes = 512 << 20
        memory.reclaimableBytes = 256 << 20
        memory.buffersBytes = 1 << 20
        memory.sharedBytes = 2 << 20
        memory.dirtyBytes = 0
        #expect(
            SampleText.parts(memory)
                == "free 1 GiB   cache 768 MiB   buffers 1 MiB   including shared 2 MiB, dirty 0 B")
        memory.reclaimableBytes = nil
        (memory.sharedBytes, memory.dirtyBytes) = (nil, nil)
        #expect(SampleText.parts(memory) == "free 1 GiB   page cache 512 MiB   buffers 1 MiB")
        #expect(SampleText.parts(Memory()) == "")
    }

    @Test("A line is broken to the terminal, and loses nothing")
    func width() {
        #expect(wrapped("abc def", 4) == ["abc", "def"])
        #expect(wrapped("abcdef", 4) == ["abcd", "ef"])
        #expect(wrapped("abcdef", 6) == ["abcdef"])
        #expect(wrapped("abcdef", nil) == ["abcdef"])
        #expect(wrapped("  a  bcd", 5) == ["  a", "bcd"])
        var page = Page(Terminal(width: 20, hasColour: false))
        page.line("cpu", String(repeating: "x", count: 100))
        #expect(page.text.split(separator: "\n").allSatisfy { $0.count <= 20 })
        #expect(page.text.hasPrefix("cpu ") && page.text.count { $0 == "x" } == 100)
    }

    @Test("Strings are escaped, and what is not UTF-8 has its bytes beside it")
    func strings() throws {
        var json = JSON()
        json.object { json in
            json.field(.text("a\"\\\n\u{1}"), "b\t\u{7f}")
            json.field("name", KernelName(bytes: [0x2f, 0xff, 0x61]))
            json.field("plain", KernelName(bytes: Array("/ok".utf8)))
            json.field("none", nil as Int64?)
            json.field("nan", Double.nan)
            json.field("half", 0.5)
            json.field("big", Int64.max)
        }
        let line = json.line()
        #expect(line.contains("\"name\":\"/\u{fffd}a\",\"name_hex\":\"2fff61\""))
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(parsed["a\"\\\n\u{1}"] as? String == "b\t\u{7f}")
        #expect(parsed["none"] is NSNull && parsed["nan"] is NSNull)
        #expect(parsed["half"] as? Double == 0.5)
        #expect(parsed["big"] as? Int64 == Int64.max)
        #expect(parsed["plain_hex"] == nil)
    }

    @Test("What is escaped is escaped wherever it is, in a text longer than the first buffer")
    func escapes() {
        let written = [
            ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{0}", "\\u0000"),
            ("\u{1f}", "\\u001f"), ("\u{7f}", "\\u007f"), ("\u{85}", "\\u0085"), (" ", " "),
            ("!", "!"),
            ("~", "~"), ("é", "é"), ("\u{a0}", "\u{a0}"), ("€", "€"), ("\u{1f600}", "\u{1f600}"),
            ("", ""),
        ]
        var json = JSON()
        var expected: [String] = []
        json.array("all", [0]) { json, _ in
            for before in 0..<18 {
                for after in 0..<10 {
                    for (text, escaped) in written {
                        let front = String(repeating: "[", count: before)
                        let back = String(repeating: "]", count: after)
                        json.element(front + text + back)
                        expected.append("\"\(front)\(escaped)\(back)\"")
                    }
                }
            }
        }
        #expect(json.line() == "\"all\":[\(expected.joined(separator: ","))]\n")
    }

    @Test("A circle of parents, which a captured machine may have, hides no process in a tree")
    func circle() {
        var table = ProcessTable()
        for (pid, parent) in [(1, 0), (5, 1), (10, 11), (11, 10), (12, 11)] as [(Int32, Int32)] {
            var process = ProcessSnapshot()
            (process.pid, process.parentPid) = (pid, parent)
            table.processes.append(process)
        }
        var choice = ProcessChoice()
        choice.isTree = true
        let list = ProcessList(table, nil, choice, users: UserNames()) { _ in table.processes[0] }
        #expect(list.rows.map(\.process.pid) == [1, 5, 10, 11, 12])
        #expect(list.rows.map(\.depth) == [0, 1, 0, 1, 2])
    }

    @Test("What is read of those alone that are shown: it ended meanwhile, or why it was not read")
    func readAgain() throws {
        var table = ProcessTable()
        for pid: Int32 in [1, 2, 3] {
            var process = ProcessSnapshot()
            process.pid = pid
            process.identity = ProcessIdentity(
                pid: pid, startTicks: 1, bootID: BootID(high: 1, low: 2))
            table.processes.append(process)
        }
        let list = ProcessList(
            table, nil, ProcessChoice(order: .pid), users: UserNames(), more: .status
        ) { pid throws(ProbeError) in
            switch pid {
            case 1: throw ProbeError(code: .exhausted, source: "/proc")
            case 2: throw ProbeError(code: .notFound, source: "the process")
            default:
                // Its number is another's by now.
                var other = ProcessSnapshot()
                (other.pid, other.uid) = (3, 7)
                return other
            }
        }
        let line = list.listing.json(of: table, nil, timeNs: 0).line()
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let process = try #require(parsed["process"] as? [String: Any])
        let rows = try #require(process["processes"] as? [[String: Any]])
        let codes = rows.map { ($0["failures"] as? [[String: Any]])?.first?["code"] as? String }
        #expect(codes == ["exhausted", "gone", "gone"])
        #expect(rows.allSatisfy { $0["unread"] as? [String] == ["status"] && $0["uid"] is NSNull })
        let text = ProcessText(list, table, nil).page(Terminal(width: nil, hasColour: false))
        #expect(text.contains("not known: /proc: out of descriptors or memory\n"))
        #expect(text.contains("not known: 2 processes ended meanwhile\n"))
    }

    @Test("Sums that overflow, and those of which a part is unknown, are left out")
    func sums() {
        #expect(sum([1, 2]) == 3 && sum([]) == 0)
        #expect(sum([.max, 1]) == nil && sum([1, nil]) == nil)
        var process = ProcessSnapshot()
        (process.childrenUserTimeNs, process.childrenSystemTimeNs) = (.max, .max)
        // SCHED_DEADLINE has priority -101, and no real-time priority.
        (process.priority, process.realtimePriority, process.schedulingPolicy) = (-101, 0, 6)
        func page() -> String {
            var table = ProcessTable()
            table.processes = [process]
            let list = ProcessList(table, nil, ProcessChoice(), users: UserNames()) { _ in process }
            return ProcessText(list, table, nil).page(
                parent: nil, Terminal(width: nil, hasColour: false))
        }
        let deadline = page()
        #expect(!deadline.contains("ended children") && deadline.contains("policy DEADLINE"))
        #expect(!deadline.contains("real time"))
        (process.priority, process.realtimePriority, process.schedulingPolicy) = (-51, 50, 1)
        #expect(page().contains("real time 50"))
        var work = Array(repeating: Interrupts.CPUWork(), count: 2)
        (work[0].runNs, work[1].runNs, work[0].packets) = (.max, 1, 7)
        (work[0].packetsDropped, work[1].packetsDropped) = (3, 4)
        #expect(SampleText.work(work) == "dropped 7")
    }

    @Test("The lowest 36 or more capabilities are all of a kernel")
    func capabilities() {
        func text(_ bits: UInt64) -> String {
            ProcessText.capabilities(CapabilitySet(rawValue: bits))
        }
        for count in 36...41 as ClosedRange<UInt64> {
            #expect(text((1 << count) - 1) == "all capabilities", "\(count)")
        }
        #expect(
            text((1 << 35) - 1)
                == "all but WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE")
        #expect(text((1 << 41) - 1 - (1 << 21)) == "all but SYS_ADMIN")
    }

    @Test("A repeated block has the totals of disks and interfaces besides their rates")
    func totals() {
        var disk = Disk()
        disk.devices = [DiskDevice()]
        disk.devices[0].name = "vda"
        (disk.devices[0].counters.reads, disk.devices[0].counters.readBytes) = (5, 3 << 30)
        disk.devices[0].counters.writeBytes = 7 << 20
        var network = Networking()
        network.interfaces = [NetworkInterface()]
        network.interfaces[0].name = "eth0"
        network.interfaces[0].counters.rxBytes = 2 << 40
        network.interfaces[0].counters.txBytes = 9 << 10
        (network.total.rxBytes, network.total.txBytes) = (4 << 40, 11 << 10)
        var io = IO()
        (io.devices, io.total.readBytes, io.total.writeBytes) = (1, 13 << 30, 15 << 20)
        (io.total.reads, io.total.writes) = (1, 2)
        var sample = Sample()
        sample.disk = .value(disk)
        sample.network = .value(network)
        sample.io = .value(io)
        var rates = Rates()
        (rates.disk.intervalNs, rates.network.intervalNs, rates.io.intervalNs) = (1, 1, 1)
        rates.disk.devices = [DiskDeviceRates()]
        rates.network.interfaces = [NetworkInterfaceRates()]
        (rates.network.total.rxBytesPerSecond, rates.network.total.rxPacketsPerSecond) = (512, 3)
        func page(_ hasTotals: Bool) -> String {
            SampleText(
                sample, rates, [.disk, .network, .io], hasTotals: hasTotals, perCPU: false,
                Terminal(width: nil, hasColour: false)
            ).page()
        }
        let parts = [
            "3 GiB read, 7 MiB written", "2 TiB in, 9 KiB out",
            "all: in 512 B/s, 3/s   out -   4 TiB in, 11 KiB out",
            "read 13 GiB in 1, written 15 MiB in 2 since boot",
        ]
        for part in parts {
            #expect(page(true).contains(part), "\(part) in \(page(true))")
            #expect(!page(false).contains(part), "\(part)")
        }
    }

    @Test("Trouble of connections is a line of its own, and only where there is some")
    func connectionTrouble() {
        var network = Networking()
        var protocols = Protocols()
        var rates = ProtocolRates()
        var links = NetworkRates()
        (network.tcpOrphans, network.tcpTimeWait) = (999, 50_000)
        (rates.listenDropsPerSecond, rates.tcpTimeoutsPerSecond) = (0, 9)
        (links.tcpOutSegsPerSecond, links.tcpRetransmitsPerSecond) = (1000, 9)
        (protocols.conntrackEntries, protocols.conntrackMax) = (10, 100)
        #expect(SampleText.trouble(network, nil, nil, nil) == nil)
        #expect(SampleText.trouble(network, links, protocols, rates) == nil)
        // One in 100 segments; without the segments nothing is known.
        (rates.listenDropsPerSecond, rates.tcpTimeoutsPerSecond) = (3, 20)
        #expect(
            SampleText.trouble(network, nil, protocols, rates)
                == "trouble: 3.0 connections dropped/s")
        links.tcpRetransmitsPerSecond = 30
        protocols.conntrackEntries = 80
        network.tcpOrphans = 2000
        #expect(
            SampleText.trouble(network, links, protocols, rates)
                == "trouble: 3.0 connections dropped/s, 30.0 TCP retransmits/s, 20.0 TCP timeouts/s, "
                + "2000 orphans, connection tracking 80.0% full")
    }

    @Test("Each failure of the storage has one line, however many devices have the same")
    func storageFailures() {
        let failure = ProbeError(code: .denied, source: "/dev/nvmeN")
        var storage = Storage()
        var device = Storage.Device()
        (device.name, device.sizeBytes, device.failure) = ("nvme0n1", 1024, failure)
        storage.devices = [device, device]
        var array = Storage.RAIDArray()
        var member = Storage.Member()
        member.failure = ProbeError(code: .malformed, source: "/sys/block/md0/md/dev-sda")
        (array.name, array.members, array.failure) = ("md0", [member], failure)
        storage.arrays = [array]
        var arc = Storage.ARC()
        arc.failure = ProbeError(code: .malformed, source: "arcstats")
        storage.arc = arc
        var fileSystem = Storage.Btrfs()
        var part = Storage.BtrfsDevice()
        part.failure = ProbeError(code: .io, source: "error_stats")
        (fileSystem.devices, fileSystem.failure) = ([part], part.failure)
        storage.btrfs = [fileSystem]
        var page = Page(Terminal(width: nil, hasColour: false))
        SampleText(
            Sample(), nil, [.storage], perCPU: false, Terminal(width: nil, hasColour: false)
        ).add(storage, to: &page)
        let lines = page.text.split(separator: "\n").filter { $0.contains("not known:") }
        #expect(lines.count == 4, "\(page.text)")
    }

    @Test(
        "A vulnerability is mitigated, open or unknown; a node without CPUs is not an unknown one")
    func topology() {
        var topology = Topology()
        func page() -> String {
            var sample = Sample()
            sample.slots.topology.reading = .value(topology)
            return SampleText(
                sample, nil, [.topology], perCPU: false, Terminal(width: nil, hasColour: false)
            ).page()
        }
        func add(_ name: String, _ state: String?) {
            var item = Topology.Vulnerability()
            (item.name, item.state) = (KernelName(name), state.map { KernelName($0) })
            topology.vulnerabilities.append(item)
        }
        add("mds", "Not affected")
        add("spectre_v2", "Mitigation: Retpolines")
        add("itlb_multihit", "KVM: Mitigation: VMX disabled")
        #expect(page().contains("vulnerable to none of 3 known attacks"))
        add("srbds", "Unknown: Dependent on hypervisor status")
        add("gds", nil)
        let unknown = page()
        #expect(unknown.contains("vulnerable to none of 3 known attacks"))
        #expect(unknown.contains("vulnerability unknown for srbds, gds"))
        add("l1tf", "Vulnerable")
        add("mmio", "KVM: Vulnerable")
        add("x", "Processor vulnerable")
        #expect(page().contains("vulnerable to l1tf, mmio, x\n"))
        var node = Topology.Node()
        topology.nodes = [node]
        #expect(page().contains("node 0: memory unknown\n"))
        node.cpus = NumberSet()
        topology.nodes = [node]
        topology.isolated = NumberSet()
        #expect(page().contains("node 0: memory unknown, no CPUs\n"))
        #expect(!page().contains("isolated"))
    }

    @Test("A command line that was cut says so, and padding is no word")
    func commandLine() {
        var process = ProcessSnapshot()
        process.commandLine = KernelName(bytes: Array("a\0bc".utf8))
        process.isCommandLineCut = true
        #expect(ProcessText.command(process) == "a bc ...")
        process.isCommandLineCut = false
        #expect(ProcessText.command(process) == "a bc")
        process.commandLine = KernelName(bytes: Array("srv: idle\0\0\0\0".utf8))
        #expect(ProcessText.command(process) == "srv: idle")
    }

    @Test("A tree is indented so far and no further")
    func deep() {
        var table = ProcessTable()
        for pid in 1...1000 as ClosedRange<Int32> {
            var process = ProcessSnapshot()
            (process.pid, process.parentPid) = (pid, pid - 1)
            table.processes.append(process)
        }
        var choice = ProcessChoice()
        choice.isTree = true
        let list = ProcessList(table, nil, choice, users: UserNames()) { _ in table.processes[0] }
        #expect(list.rows.last?.depth == 999)
        let lines = ProcessText(list, table, nil).rows().lines(width: nil)
        #expect(lines.count > 1000 && lines.allSatisfy { $0.count < 200 })
    }
}
