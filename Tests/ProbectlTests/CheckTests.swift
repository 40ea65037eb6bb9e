import Probe
import Testing

@testable import probectl

@Suite("check: the line and the status of a monitoring plugin")
struct CheckTests {
    @Test(
        "A range is one of the plugins' guidelines",
        arguments: [
            ("10", 0, false), ("10", 10, false), ("10", 10.5, true), ("10", -1, true),
            ("10:", 9, true), ("10:", 1e9, false), ("~:10", -1e9, false), ("~:10", 11, true),
            ("10:20", 15, false), ("10:20", 21, true), ("@10:20", 15, true), ("@10:20", 9, false),
            ("-5.5:-1", -2, false), (":3", 2, false),
        ] as [(String, Double, Bool)])
    func ranges(text: String, value: Double, expected: Bool) throws {
        let range = try #require(CheckRange(text))
        #expect(range.isAlert(value) == expected, "\(text) \(value)")
    }

    @Test(
        "What is no range is refused",
        arguments: ["", "x", "1:x", "20:10", "@", "1:2:3", "-", ".", "~", "1e3", "--1"])
    func badRange(text: String) {
        #expect(CheckRange(text) == nil)
    }

    private func options(_ words: String...) throws -> CheckOptions {
        guard case .check(let options) = try Arguments.parse(["check"] + words) else {
            throw UsageError("not check")
        }
        return options
    }

    private func result(_ options: CheckOptions) -> CheckResult {
        var memory = Memory()
        (memory.usagePercent, memory.totalBytes) = (91.23456, 1 << 40)
        var filesystem = Filesystem()
        for (name, percent) in [("/", 50.0), ("/a b=c'd|e", 99.5)] {
            var mount = Mount(mountPoint: KernelName(name))
            (mount.device, mount.usagePercent) = ("x", percent)
            filesystem.mounts.append(mount)
        }
        var sample = Sample()
        sample.memory = .value(memory)
        sample.filesystem = .value(filesystem)
        sample.load = .error(ProbeError(code: .denied, source: "/proc/loadavg"))
        return CheckResult(options.rules, sample, Rates())
    }

    @Test("The worst number decides, and performance data has all")
    func line() throws {
        let warning = try options(
            "--warning", "memory.usage_percent=90", "--critical", "memory.usage_percent=95")
        #expect(warning.rules.count == 1)
        #expect(result(warning).status == .warning && ExitStatus.warning.rawValue == 1)
        #expect(
            result(warning).line
                == "PROBE WARNING: memory.usage_percent 91.235% (warning 90) | 'memory.usage_percent'=91.235%;90;95;0;100\n"
        )
        let mounts = try options("--critical", "filesystem.usage_percent=@99:100")
        #expect(result(mounts).status == .critical)
        #expect(
            result(mounts).line
                == "PROBE CRITICAL: filesystem.usage_percent /a b=c'd_e x 99.5% (critical @99:100) | '/ usage_percent'=50%;;@99:100;0;100 '/a b_c''d_e usage_percent'=99.5%;;@99:100;0;100\n"
        )
        let one = try options("--critical", "filesystem.usage_percent@/=90")
        #expect(result(one).status == .ok)
        #expect(result(one).line.hasPrefix("PROBE OK: filesystem.usage_percent / x 50% | "))
        let large = try options("--warning", "memory.total_bytes=1:")
        #expect(result(large).line.hasSuffix("| 'memory.total_bytes'=1099511627776B;1:;;;\n"))
    }

    @Test("The first 19 characters of each label of performance data are unique")
    func labels() throws {
        var filesystem = Filesystem()
        for name in ["/", "/home", "/var/lib/containers/a", "/var/lib/containers/b"] {
            var mount = Mount(mountPoint: KernelName(name))
            (mount.device, mount.usagePercent, mount.totalBytes) = ("/dev/sda1", 50, 1000)
            filesystem.mounts.append(mount)
        }
        var cpu = CPU()
        cpu.cpus = [LogicalCPU(id: 0), LogicalCPU(id: 1)]
        for index in 0..<2 { cpu.cpus[index].userNs = 5 }
        var sample = Sample()
        sample.filesystem = .value(filesystem)
        sample.cpu = .value(cpu)
        let options = try options(
            "--warning", "filesystem.usage_percent=90", "--warning", "filesystem.total_bytes=1:",
            "--warning", "cpu.user_ns=9")
        let line = CheckResult(options.rules, sample, Rates()).line
        let data = try #require(line.split(separator: "|").last)
        let labels = data.split(separator: "'").map(String.init).enumerated()
            .filter { $0.offset % 2 == 1 }.map { $0.element }
        #expect(labels.count == 10)
        #expect(Set(labels.map { $0.prefix(19) }).count == labels.count, "\(labels)")
        #expect(labels.prefix(2) == ["/ usage_percent", "/home usage_percent"])
        #expect(labels.suffix(2) == ["cpu0 user_ns", "cpu1 user_ns"])
        // Those of long paths begin with a checksum, the same in each reading.
        #expect(labels[2].hasSuffix(" /var/lib/containers/a usage_percent"))
        #expect(CheckResult(options.rules, sample, Rates()).line == line)
    }

    @Test("A plugin says its version; its help is a text of its own")
    func version() throws {
        for words in [["-V"], ["--version"], ["--window", "0", "--version"]] {
            guard case .version = try Arguments.parse(["check"] + words) else {
                Issue.record("\(words)")
                continue
            }
        }
        guard case .help(.check) = try Arguments.parse(["check", "--help"]) else {
            Issue.record("no help")
            return
        }
        #expect(throws: UsageError.self) { try Arguments.parse(["sample", "--version"]) }
    }

    @Test("A number that is not known is UNKNOWN, unless another is worse")
    func unknown() throws {
        for (field, reason) in [
            ("memory.frobs", "there is no such number here"),
            ("memory.free_bytes", "its value is not known"), ("load.load1", "/proc/loadavg"),
            ("filesystem.usage_percent@/nowhere", "its value is not known"),
        ] {
            let options = try options("--warning", "\(field)=1")
            #expect(result(options).status == .unknown && ExitStatus.unknown.rawValue == 3)
            #expect(result(options).line.hasPrefix("PROBE UNKNOWN: \(field): "))
            #expect(result(options).line.contains(reason), "\(result(options).line)")
        }
        // A disk whose health could not be read has the reason.
        var disk = Storage.Device()
        (disk.name, disk.type) = ("nvme0n1", .disk)
        disk.failure = ProbeError(code: .denied, source: "/dev/nvme0, log page 2")
        var storage = Storage()
        storage.devices = [disk]
        var sample = Sample()
        sample.storage = .value(storage)
        let wear = CheckResult(
            try options("--critical", "storage.used_percent=90").rules, sample, Rates())
        #expect(wear.status == .unknown)
        #expect(
            wear.line.hasPrefix(
                "PROBE UNKNOWN: storage.used_percent: there is no such number here (/dev/nvme0"),
            "\(wear.line)")
        let worse = try options(
            "--warning", "memory.frobs=1", "--critical", "memory.usage_percent=1")
        #expect(result(worse).status == .critical)
        // What is checked by default need not be there: a machine without swap.
        #expect(result(try options()).status == .critical)
        #expect(CheckResult(try options().rules, Sample(), Rates()).status == .unknown)
    }

    @Test(
        "What names no number and range is refused",
        arguments: [
            "memory", "memory=1", "memory.=1", ".x=1", "frob.x=1", "memory.x=", "memory.x=y",
        ])
    func bad(word: String) {
        #expect(throws: UsageError.self) { try Arguments.parse(["check", "--warning", word]) }
    }
}
