import Foundation
import Testing

@testable import Probe
@testable import probectl

/// Every text output in terminals of several widths, and without one.
@Suite("The width of a terminal", .needsLinux)
struct WidthTests {
    static let fixtures = [
        "debian-6.1-x86_64-v2", "debian-5.10-x86_64-v1", "debian-6.12-x86_64-devices",
        "debian-6.12-x86_64-processes", "firecracker-6.18-x86_64-hybrid", "debian-6.12-x86_64-numa",
    ]

    /// Each page of a captured machine, by its name.
    func pages(_ fixture: String, _ terminal: Terminal) throws -> [(String, String)] {
        var collector = try Collector(root: GoldenTests.root(fixture))
        collector.listsAllMounts = true
        let sample = collector.sample(Sample.Sections.usual.union(.sensors))
        var pages = [
            (
                "sample",
                SampleText(sample, nil, Sample.Section.usual + [.sensors], perCPU: true, terminal)
                    .page()
            ),
            (
                "capabilities",
                CapabilitiesCommand.text(collector.capabilities(), collector.rootKind, terminal)
            ),
        ]
        pages.append(("quota", QuotaText(try collector.quota(), terminal).page()))
        var options = WhyOptions()
        options.root = GoldenTests.root(fixture)
        let diagnosis = try WhyCommand(options).diagnose(ProcessClassifier())
        pages.append(("why", WhyText(diagnosis, terminal).page()))
        guard fixture.hasSuffix("-processes") else { return pages }
        let users = UserNames(&collector)
        let table = try collector.processes(.all)
        for choice in [
            ProcessChoice(), ProcessChoice(order: .pid, isTree: true),
            ProcessChoice(order: .io, details: .all), ProcessChoice(order: .start),
        ] {
            let list = ProcessList(table, nil, choice, users: users) { _ in table.processes[0] }
            pages.append(
                ("processes by \(choice.order)", ProcessText(list, table, nil).page(terminal)))
        }
        let one = try collector.processTable(of: nil, .all)
        var list = ProcessList(one, nil, ProcessChoice(), users: users) { _ in one.processes[0] }
        list.threads = try collector.threads(of: nil, .status).processes
        pages.append(("process", ProcessText(list, one, nil).page(parent: nil, terminal)))
        return pages
    }

    @Test("Each line fits the terminal, and none at the end is empty", arguments: fixtures)
    func fits(fixture: String) throws {
        for width in [40, 60, 80, 132, nil] {
            for (name, page) in try pages(fixture, Terminal(width: width, hasColour: false)) {
                let lines = page.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                #expect(page.hasSuffix("\n") && lines.last != "", "\(name) at \(width ?? 0)")
                for line in lines {
                    #expect(columns(line) <= width ?? Int.max, "\(name) at \(width ?? 0): \(line)")
                    #expect(line.last != " ", "\(name) at \(width ?? 0): '\(line)'")
                }
            }
        }
    }

    /// A process with a long path, far down in a tree.
    private func table() -> ProcessTable {
        var table = ProcessTable()
        for pid in 1...30 as ClosedRange<Int32> {
            var process = ProcessSnapshot()
            (process.pid, process.parentPid) = (pid, pid - 1)
            process.state = .diskSleep
            (process.rssBytes, process.totalTimeNs) = (1_000_000_000, 3_600_000_000_000)
            (process.ageNs, process.uid) = (7_200_000_000_000, 1_000_000 + UInt32(pid))
            (process.readBytes, process.writeBytes) = (1_500_000_000, 1_500_000_000)
            let line = "/opt/vendor/product/releases/4.2/bin/program\(pid)\0--config\0/etc/x"
            process.commandLine = KernelName(bytes: Array(line.utf8))
            table.processes.append(process)
        }
        return table
    }

    @Test("A narrow table of processes keeps the program, the number and what it is ordered by")
    func processes() {
        let table = table()
        for (order, shown) in [
            (.cpu, "CPU"), (.memory, "954 MiB"), (.time, "1:00 h"), (.start, "2 h"),
            (.io, "1.4 GiB"),
        ] as [(ProcessOrder, String)] {
            for isTree in [false, true] {
                for width in [40, 60, 80, 132] {
                    let choice = ProcessChoice(order: order, isTree: isTree)
                    let list = ProcessList(table, nil, choice, users: UserNames()) { _ in
                        table.processes[0]
                    }
                    let page = ProcessText(list, table, nil).page(
                        Terminal(width: width, hasColour: false))
                    for pid in 1...30 {
                        let row = page.split(separator: "\n").first {
                            $0.drop { $0 == " " }.hasPrefix("\(pid)  ")
                        }
                        #expect(
                            row?.contains("program\(pid)") == true, "\(order), \(width): \(page)")
                    }
                    #expect(page.contains(shown), "\(order), \(width): \(page)")
                }
            }
        }
    }

    @Test(
        "Narrow tables of disks, mounts, interfaces and sensors keep their names and main figures")
    func devices() {
        var sample = Sample()
        var filesystem = Filesystem()
        for (place, device) in [
            ("/", "/dev/mapper/vg--data-root"), ("/home", "/dev/nvme0n1p3"),
            ("/srv/数据/备份", "pool/a"),
        ] {
            var mount = Mount()
            mount.mountPoint = KernelName(place)
            mount.device = KernelName(device)
            mount.type = KernelName("ext4")
            (mount.totalBytes, mount.usedBytes) = (1 << 40, 1 << 39)
            (mount.availableBytes, mount.usagePercent) = (1 << 39, 50)
            filesystem.mounts.append(mount)
        }
        var sensors = Sensors()
        var temperature = Sensors.Temperature()
        temperature.chip = KernelName("coretemp")
        temperature.label = KernelName("Package id 0")
        temperature.currentMillicelsius = 45_000
        (temperature.maxMillicelsius, temperature.critMillicelsius) = (80_000, 100_000)
        sensors.temperatures = [temperature]
        sample.slots.filesystem.reading = .value(filesystem)
        sample.slots.sensors.reading = .value(sensors)
        for width in [40, 60, 80] {
            let page = SampleText(
                sample, nil, [.filesystem, .sensors], perCPU: false,
                Terminal(width: width, hasColour: false)
            ).page()
            for words in ["50.0%", "/home", "/srv/数据/备份", "coret", "Package", "45.0 °C"] {
                #expect(page.contains(words), "\(width): no \(words) in\n\(page)")
            }
            for line in page.split(separator: "\n") { #expect(columns(line) <= width, "\(line)") }
        }
    }

    @Test("A cell is cut at the given width, and a wide character takes two columns")
    func cells() {
        #expect(columns("abc") == 3 && columns("数据") == 4 && columns("é°") == 2)
        #expect(
            cut("abcdef", 6) == "abcdef" && cut("abcdef", 5) == "abcd…" && cut("数据库", 5) == "数据…")
        #expect(
            wrapped("user 44.4%   system 6.1%   iowait 0.0%", 30) == [
                "user 44.4%   system 6.1%", "iowait 0.0%",
            ])
        #expect(wrapped("a b   c d", 4) == ["a b", "c d"])
        #expect(wrapped("a      b", 20) == ["a      b"])
        var table = Table([Column(), Column(rank: 1), Column(least: 4)])
        table.add("aa", "bbb", "cccccccc")
        #expect(table.width == 17)
        #expect(table.lines(width: nil) == ["aa  bbb  cccccccc"])
        #expect(table.lines(width: 17) == ["aa  bbb  cccccccc"])
        #expect(table.lines(width: 14) == ["aa  bbb  cccc…"])
        #expect(table.lines(width: 12) == ["aa  cccccccc"])
        #expect(table.lines(width: 3) == ["aa…"])
    }

    @Test("A moment is a date and a time")
    func moments() {
        #expect(utc(0) == "1970-01-01 00:00:00 UTC")
        #expect(
            utc(951_782_399_999_000_000, hasMilliseconds: true) == "2000-02-28 23:59:59.999 UTC")
        #expect(utc(951_782_400_000_000_000) == "2000-02-29 00:00:00 UTC")
        #expect(utc(1_798_761_599_000_000_000) == "2026-12-31 23:59:59 UTC")
        #expect(utc(4_107_542_400_000_000_000) == "2100-03-01 00:00:00 UTC")
    }
}
