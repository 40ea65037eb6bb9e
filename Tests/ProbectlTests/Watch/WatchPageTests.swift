import Foundation
import Testing

@testable import Probe
@testable import probectl

/// Two samples of a captured machine, of which the second has what two seconds of work would have made of
/// the first: the counters of a capture do not change.
struct WatchedMachine {
    let before = kept(Sample())
    let now = kept(Sample())
    let rates = kept(Rates())
    var input: WatchInput

    init() throws {
        var machine = try Collector(root: GoldenTests.root("debian-6.12-x86_64-machine"))
        var processes = try Collector(root: GoldenTests.root("debian-6.12-x86_64-processes"))
        var sample = machine.sample([
            .cpu, .load, .memory, .disk, .io, .network, .pressure, .quota, .cgroups,
        ])
        sample.process = .value(try processes.processes(.all))
        sample.wallTimeNs = 1_790_000_000_000_000_000
        Self.setClocks(&sample, 1_000_000_000_000)
        before.pointee = sample
        Self.work(&sample)
        Self.setClocks(&sample, 1_002_000_000_000)
        now.pointee = sample
        now.pointee.rates(since: before.pointee, into: &rates.pointee)
        input = WatchInput(sample: UnsafePointer(now), rates: UnsafePointer(rates))
        input.host = "captured"
        for step in 0..<200 {
            var past = rates.pointee
            let wave = Double((step * 7) % 40)
            past.cpu.usagePercent = step == 150 ? nil : 20 + wave * 2
            past.pressure.cpuSomePercent = wave
            past.pressure.ioSomePercent = wave / 4
            past.io.total.readBytesPerSecond = wave * 1e6
            past.io.total.writeBytesPerSecond = wave * 3e5
            past.network.total.rxBytesPerSecond = wave * 2e4
            past.network.total.txBytesPerSecond = wave * 1e4
            past.quota.throttledPercent = wave
            input.history.add(now.pointee, past)
        }
        input.history.add(now.pointee, rates.pointee)
    }

    private static func setClocks(_ sample: inout Sample, _ ns: Int64) {
        if case .value(var value) = sample.cpu {
            value.monotonicNs = ns
            sample.cpu = .value(value)
        }
        if case .value(var value) = sample.memory {
            value.monotonicNs = ns
            sample.memory = .value(value)
        }
        if case .value(var value) = sample.disk {
            value.monotonicNs = ns
            sample.disk = .value(value)
        }
        if case .value(var value) = sample.io {
            value.monotonicNs = ns
            sample.io = .value(value)
        }
        if case .value(var value) = sample.network {
            value.monotonicNs = ns
            sample.network = .value(value)
        }
        if case .value(var value) = sample.pressure {
            value.monotonicNs = ns
            sample.pressure = .value(value)
        }
        if case .value(var value) = sample.quota {
            value.monotonicNs = ns
            sample.quota = .value(value)
        }
        if case .value(var value) = sample.process {
            value.monotonicNs = ns
            sample.process = .value(value)
        }
        if case .value(var value) = sample.cgroups {
            value.monotonicNs = ns
            sample.cgroups = .value(value)
        }
    }

    private static func work(_ sample: inout Sample) {
        func add(_ counter: inout Int64?, _ step: Int64) {
            if let old = counter { counter = old + step }
        }
        let ms: Int64 = 1_000_000
        if case .value(var cpu) = sample.cpu {
            for index in cpu.cpus.indices {
                let busy = Int64(300 + 400 * index % 1700) * ms
                add(&cpu.cpus[index].userNs, busy / 2)
                add(&cpu.cpus[index].systemNs, busy / 4)
                add(&cpu.cpus[index].iowaitNs, busy / 8)
                add(&cpu.cpus[index].idleNs, 2000 * ms - busy / 2 - busy / 4 - busy / 8)
                add(&cpu.userNs, busy / 2)
                add(&cpu.systemNs, busy / 4)
                add(&cpu.iowaitNs, busy / 8)
                add(&cpu.idleNs, 2000 * ms - busy / 2 - busy / 4 - busy / 8)
            }
            sample.cpu = .value(cpu)
        }
        if case .value(var disk) = sample.disk {
            for index in disk.devices.indices {
                add(&disk.devices[index].counters.reads, 40)
                add(&disk.devices[index].counters.readBytes, 2_000_000 + Int64(index) * 50_000)
                add(&disk.devices[index].counters.readNs, 80 * ms)
                add(&disk.devices[index].counters.writes, 10)
                add(&disk.devices[index].counters.writeBytes, 300_000)
                add(&disk.devices[index].counters.writeNs, 30 * ms)
                add(&disk.devices[index].counters.busyNs, 500 * ms)
                add(&disk.devices[index].counters.weightedNs, 900 * ms)
            }
            sample.disk = .value(disk)
        }
        if case .value(var quota) = sample.quota {
            add(&quota.cpu.usageNs, 2400 * ms)
            add(&quota.cpu.throttling.periods, 20)
            add(&quota.cpu.throttling.throttledPeriods, 7)
            add(&quota.cpu.throttling.throttledNs, 900 * ms)
            sample.quota = .value(quota)
        }
        if case .value(var io) = sample.io {
            for index in io.parts.indices {
                add(&io.parts[index].readBytes, 2_000_000)
                add(&io.parts[index].writeBytes, 300_000)
            }
            add(&io.total.readBytes, 4_000_000)
            add(&io.total.writeBytes, 600_000)
            sample.io = .value(io)
        }
        if case .value(var network) = sample.network {
            for index in network.interfaces.indices {
                add(&network.interfaces[index].counters.rxBytes, 90_000)
                add(&network.interfaces[index].counters.txBytes, 12_000)
            }
            add(&network.total.rxBytes, 90_000)
            add(&network.total.txBytes, 12_000)
            sample.network = .value(network)
        }
        if case .value(var pressure) = sample.pressure {
            pressure.cpu.some?.totalNs += 250 * ms
            pressure.io.some?.totalNs += 700 * ms
            sample.pressure = .value(pressure)
        }
        if case .value(var table) = sample.process {
            for index in table.processes.indices {
                add(&table.processes[index].totalTimeNs, Int64(index * 37 % 500) * ms)
                add(&table.processes[index].userTimeNs, Int64(index * 37 % 500) * ms)
                add(&table.processes[index].readBytes, Int64(index) * 1000)
            }
            sample.process = .value(table)
        }
        if case .value(var table) = sample.cgroups {
            for index in table.cgroups.indices {
                add(&table.cgroups[index].usageNs, Int64(index * 53 % 900) * ms)
                add(&table.cgroups[index].readBytes, Int64(index) * 4096)
            }
            sample.cgroups = .value(table)
        }
    }

    /// A screen, with the rows of the table as the command finds them, but without another reading.
    mutating func screen(_ columns: Int, _ rows: Int) throws -> Screen {
        let table = try #require(now.pointee.process.value)
        var page = WatchPage(input, columns: columns, rows: rows)
        input.state.pageRows = page.findTableRows()
        let order = input.state.order
        let places =
            input.state.isTree && input.state.table == .processes
            ? ProcessList.tree(of: Array(table.processes.indices), in: table)
            : table.indices(ofTop: Int.max, by: order, rates: rates.pointee.process).map { ($0, 0) }
        input.state.rowCount = places.count
        input.rows = places.dropFirst(input.state.offset).prefix(input.state.pageRows).map {
            place, depth in
            let process = table.processes[place]
            return WatchRow(
                process: process, rates: rates.pointee.process.processes[place],
                user: process.uid.map { "\($0)" } ?? "?", command: ProcessText.command(process),
                depth: depth)
        }
        if input.state.table == .cgroups || WatchPage.otherRows(rows) > 0 {
            let choice = CgroupChoice(
                order: input.state.cgroupOrder,
                isTree: input.state.isTree && input.state.table == .cgroups)
            input.cgroups =
                CgroupList(now.pointee.cgroups.value, rates.pointee.cgroups, choice).places
            if input.state.table == .cgroups { input.state.rowCount = input.cgroups.count }
        }
        return page.finish(input)
    }
}

extension WatchPage {
    static func draw(_ input: WatchInput, columns: Int, rows: Int) -> Screen {
        var page = WatchPage(input, columns: columns, rows: rows)
        _ = page.findTableRows()
        return page.finish(input)
    }
}

extension Screen {
    /// The rows as text, without blanks at their ends.
    var text: String {
        var text = ""
        for row in 0..<rows {
            var line = ""
            for column in 0..<columns {
                if let scalar = Unicode.Scalar(self[row, column].scalar), scalar.value > 0 {
                    line.unicodeScalars.append(scalar)
                }
            }
            while line.hasSuffix(" ") { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    /// A letter for the tone of each cell.
    var tones: String {
        let letters = Array(".dltgnb234hci")
        var text = ""
        for row in 0..<rows {
            text += String((0..<columns).map { letters[Int(self[row, $0].tone.rawValue)] }) + "\n"
        }
        return text
    }
}

@Suite("The screen of watch, of a captured machine", .needsLinux)
struct WatchPageTests {
    @Test(
        "The screen, in UTF-8 and in ASCII", arguments: [(80, 24), (120, 40), (200, 60)],
        [false, true])
    func screens(size: (Int, Int), isASCII: Bool) throws {
        var machine = try WatchedMachine()
        machine.input.glyphs = Glyphs(isASCII: isASCII)
        let screen = try machine.screen(size.0, size.1)
        let name = "watch.\(size.0)x\(size.1).\(isASCII ? "ascii" : "utf8")"
        try GoldenTests().hold(screen.text, to: "\(name).txt")
        #expect(!isASCII || screen.text.utf8.allSatisfy { $0 < 0x80 })
        if size == (80, 24), !isASCII {
            try GoldenTests().hold(screen.tones, to: "watch.tones.txt")
        }
    }

    @Test("Without colours the parts of a bar have signs of their own", arguments: [false, true])
    func colourless(isASCII: Bool) throws {
        let glyphs = Glyphs(isASCII: isASCII, isColourless: true)
        let tones: [Tone] = [.good, .second, .third, .notable, .bad]
        #expect(Set(tones.map { glyphs.bar($0) }).count == tones.count)
        var machine = try WatchedMachine()
        machine.input.glyphs = glyphs
        var memory = try #require(machine.now.pointee.memory.value)
        memory.usagePercent = 30
        memory.freeBytes = memory.totalBytes.map { $0 / 4 }
        machine.now.pointee.memory = .value(memory)
        let lines = try machine.screen(120, 40).text.split(separator: "\n")
        let (used, cache) = isASCII ? ("|", ":") : ("■", "□")
        let meter = try #require(lines.first { $0.hasPrefix("memory") })
        #expect(meter.contains(used) && meter.contains(cache))
        #expect(lines.contains { $0.contains("\(used)used") && $0.contains("\(cache)cache") })
        machine.input.glyphs.isColourless = false
        let coloured = try machine.screen(120, 40).text
        #expect(!coloured.contains("\(used)used") && coloured.contains("used"))
    }

    @Test("The table of cgroups, and the tree of processes")
    func others() throws {
        var machine = try WatchedMachine()
        machine.input.state.table = .cgroups
        try GoldenTests().hold(try machine.screen(120, 30).text, to: "watch.cgroups.txt")
        machine.input.state.table = .processes
        machine.input.state.isTree = true
        try GoldenTests().hold(try machine.screen(80, 40).text, to: "watch.tree.txt")
        machine.input.state.hasHelp = true
        try GoldenTests().hold(try machine.screen(80, 24).text, to: "watch.help.txt")
    }

    @Test("Any size can be drawn, in any state, with and without rates")
    func sizes() throws {
        var machine = try WatchedMachine()
        for columns in [1, 2, 5, 29, 30, 31, 40, 60, 79, 80, 100, 131, 132, 133, 200, 300] {
            for rows in [1, 2, 5, 6, 7, 8, 10, 13, 14, 20, 24, 40, 60, 100] {
                for order in [ProcessOrder.cpu, .io, .threads, .start] {
                    machine.input.state = WatchState()
                    machine.input.state.order = order
                    machine.input.state.offset = order == .io ? 5 : 0
                    machine.input.rates = order == .start ? nil : UnsafePointer(machine.rates)
                    let screen = try machine.screen(columns, rows)
                    #expect(screen.columns == columns && screen.rows == rows)
                    if columns < WatchPage.leastColumns || rows < WatchPage.leastRows {
                        #expect(columns < 26 || screen.text.hasPrefix("The terminal is too small:"))
                        continue
                    }
                    // The table and the keys are there in each size.
                    #expect(screen.text.contains("COMMAND"), "\(columns)x\(rows)")
                    #expect(screen.text.contains("q quit"), "\(columns)x\(rows)")
                }
                machine.input.state = WatchState()
                machine.input.state.table = .cgroups
                _ = try machine.screen(columns, rows)
                machine.input.state.hasHelp = true
                machine.input.state.input = "日本 text"
                machine.input.state.complaint = "no"
                _ = try machine.screen(columns, rows)
            }
        }
    }

    @Test("A machine that has nothing is drawn, and says what is not there")
    func nothing() throws {
        let sample = kept(Sample())
        let error = ProbeError(code: .denied, source: "/proc/\u{1b}[2Jstat")
        sample.pointee.cpu = .error(error)
        sample.pointee.memory = .error(error)
        sample.pointee.process = .error(error)
        sample.pointee.quota = .error(error)
        let input = WatchInput(sample: UnsafePointer(sample), rates: nil)
        let text = WatchPage.draw(input, columns: 100, rows: 30).text
        #expect(text.contains("cpu      unavailable") && text.contains("memory   unavailable"))
        #expect(!text.contains("\u{1b}") && text.contains("not known"))
        let empty = WatchInput(sample: UnsafePointer(kept(Sample())), rates: nil)
        #expect(WatchPage.draw(empty, columns: 80, rows: 24).text.contains("reading"))
    }

    @Test("Many CPUs become a strip")
    func manyCPUs() throws {
        let sample = kept(Sample())
        let rates = kept(Rates())
        var cpu = CPU()
        for id in 0..<512 {
            cpu.cpus.append(LogicalCPU(id: id))
            var usage = LogicalCPURates(id: id)
            usage.usagePercent = id % 3 == 0 ? nil : Double(id % 101)
            rates.pointee.cpu.cpus.append(usage)
        }
        sample.pointee.cpu = .value(cpu)
        let input = WatchInput(sample: UnsafePointer(sample), rates: UnsafePointer(rates))
        for (columns, rows) in [(80, 24), (200, 60), (300, 100), (40, 10)] {
            let text = WatchPage.draw(input, columns: columns, rows: rows).text
            #expect(text.contains("COMMAND"), "\(columns)x\(rows)")
            #expect(rows < 24 || text.contains("cores"), "\(columns)x\(rows)")
        }
    }
}
