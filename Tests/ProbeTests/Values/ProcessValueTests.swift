import Foundation
import Testing

@testable import Probe

/// A process as a test says it is.
func process(
    _ pid: Int32, start: Int64? = 100, _ body: (inout ProcessSnapshot) -> Void = { _ in }
) -> ProcessSnapshot {
    var process = ProcessSnapshot()
    process.pid = pid
    process.startTicks = start
    process.startNs = start.map { $0 * 10_000_000 }
    process.name = KernelName(bytes: Array("p\(pid)".utf8))
    body(&process)
    return process
}

/// A table that was read so many seconds after the boot.
func table(
    at seconds: Double?, boot: UInt64? = 7, _ processes: [ProcessSnapshot]
) -> ProcessTable {
    var table = ProcessTable()
    table.bootID = boot.map { BootID(high: $0, low: $0) }
    table.monotonicNs = seconds.map { Int64($0 * 1e9) }
    table.uptimeNs = seconds.map { Int64($0 * 1e9) }
    table.processes = processes
    for index in table.processes.indices {
        let process = table.processes[index]
        table.processes[index].identity = table.bootID.flatMap { boot in
            process.startTicks.map {
                ProcessIdentity(pid: process.pid, startTicks: $0, bootID: boot)
            }
        }
    }
    return table
}

@Suite("A process as a value")
struct ProcessValueTests {
    @Test("Children, ancestors and descendants in a table; a circle of parents ends")
    func relatives() {
        let table = table(
            at: nil,
            [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (8, 9), (9, 8), (10, 10)].map { pid, parent in
                process(pid) { $0.parentPid = parent }
            })
        #expect(table.children(of: 2).map { $0.pid } == [3, 4])
        #expect(table.children(of: 5).isEmpty && table.children(of: 10).isEmpty)
        #expect(table.ancestors(of: 5).map { $0.pid } == [3, 2, 1])
        #expect(table.ancestors(of: 1).isEmpty && table.ancestors(of: 99).isEmpty)
        #expect(table.ancestors(of: 8).map { $0.pid } == [9] && table.ancestors(of: 10).isEmpty)
        #expect(table.descendants(of: 1).map { $0.pid } == [2, 3, 5, 4])
        #expect(table.descendants(of: 8).map { $0.pid } == [9])
    }

    func arguments(_ text: String) -> [String] {
        process(1) { $0.commandLine = KernelName(bytes: Array(text.utf8)) }
            .arguments.map(\.description)
    }

    @Test("The words of a command line, empty ones too")
    func words() {
        #expect(arguments("sh\0-c\0sleep 1\0") == ["sh", "-c", "sleep 1"])
        #expect(arguments("prog\0\0x\0\0") == ["prog", "", "x", ""])
        #expect(arguments("\0") == [""])
        #expect(arguments("\0\0") == [])
        #expect(arguments("x\0") == ["x"] && arguments("x\0\0") == ["x", ""])
        // What a process left of its arguments when it wrote a shorter text over them.
        for padding in [3, 4, 31] {
            let zeros = String(repeating: "\0", count: padding)
            #expect(arguments("srv: idle" + zeros) == ["srv: idle"])
            #expect(arguments("a\0\0\0b" + zeros) == ["a", "", "", "b"])
            #expect(arguments(zeros) == [])
        }
        #expect(arguments("") == [])
        // As of setproctitle: no NUL at the end.
        #expect(arguments("worker: idle") == ["worker: idle"])
        #expect(arguments("a\0b") == ["a", "b"])
        #expect(process(1).arguments == [])
        let odd = process(1) { $0.commandLine = KernelName(bytes: [0xff, 0, 0xfe, 0]) }
        #expect(odd.arguments.map(\.bytes) == [[0xff], [0xfe]])
    }

    @Test("A boot id reads as the kernel prints it")
    func boots() {
        let id = BootID(high: 0x4c6a_b2ad_7d0c_4c7b, low: 0xa5e3_6d3c_f8ef_1c0e)
        #expect(id.description == "4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e")
        #expect(BootID(high: 0, low: 0).description == "00000000-0000-0000-0000-000000000000")
        #expect(BootID(high: 1, low: 0x0a).description == "00000000-0000-0001-0000-00000000000a")
        #expect(id != BootID(high: id.high, low: id.low + 1))
    }

    @Test("States by their letter, also an unknown one")
    func states() {
        let words = "RSDZTtXI".utf8.map { ProcessState(rawValue: $0).description }
        #expect(
            words == [
                "running", "sleeping", "disk_sleep", "zombie", "stopped", "tracing_stop", "dead",
                "idle",
            ])
        #expect(ProcessState(rawValue: UInt8(ascii: "Q")).description == "Q")
        #expect(ProcessState(rawValue: UInt8(ascii: "Z")) == .zombie)
    }

    @Test("Names of any bytes: their text loses only what is no UTF-8")
    func names() {
        #expect(KernelName(bytes: Array("a) R 1 (b\n".utf8)).description == "a) R 1 (b\n")
        #expect(KernelName(bytes: Array("ü".utf8)).isUTF8)
        let odd = KernelName(bytes: [0x61, 0xff, 0x62])
        #expect(!odd.isUTF8 && odd.description == "a\u{FFFD}b")
        #expect(KernelName(bytes: [0xff]) != KernelName(bytes: [0xfe]))
    }

    @Test("A process is found by its pid, and no other")
    func places() {
        let many = table(at: 5, [2, 3, 7, 90].map { process($0) })
        for pid: Int32 in [2, 3, 7, 90] {
            #expect(many.process(pid)?.pid == pid)
        }
        for pid: Int32 in [-1, 0, 1, 4, 89, 91] {
            #expect(many.process(pid) == nil)
        }
        #expect(table(at: 5, []).process(1) == nil)
    }

    @Test("Tables and rates are the same after they were coded")
    func coded() throws {
        let odd = process(3) {
            $0.name = KernelName(bytes: [0xff, 0x0a, 0x29])
            $0.state = .zombie
            $0.commandLine = KernelName(bytes: [0, 0xfe, 0])
            ($0.totalTimeNs, $0.rssBytes, $0.nice, $0.uid) = (.max, 0, -20, .max)
            $0.unread = [.io, .proportional]
            $0.failures = [
                ProbeError(code: .denied, source: "/proc/PID/io", line: nil, systemError: 13)
            ]
        }
        let before = table(at: 5, boot: .max, [process(1), odd, process(8)])
        let after = table(at: 6, boot: .max, [process(1), odd, process(9, start: 550)])
        let copy = try JSONDecoder().decode(
            ProcessTable.self, from: JSONEncoder().encode(after))
        #expect(copy == after)
        var rates = copy.rates(since: before)
        #expect(rates.endedProcesses?.map(\.pid) == [8])
        let coded = try JSONDecoder().decode(
            ProcessTableRates.self, from: JSONEncoder().encode(rates))
        // The document has how many ended, and not which.
        rates.endedProcesses = nil
        #expect(coded == rates)
    }
}

@Suite("What processes did between two tables")
struct ProcessRatesTests {
    /// One process before and after, two seconds apart.
    func one(_ before: ProcessSnapshot?, _ after: ProcessSnapshot) throws -> ProcessRates {
        let rates = table(at: 12, [after]).rates(since: table(at: 10, before.map { [$0] } ?? []))
        #expect(rates.intervalNs == 2_000_000_000)
        return try #require(rates.processes.first)
    }

    @Test("The same process: each figure over the window")
    func same() throws {
        let before = process(5) {
            ($0.userTimeNs, $0.systemTimeNs, $0.totalTimeNs) = (100, 200, 300)
            ($0.minorFaults, $0.majorFaults, $0.rssBytes) = (10, 20, 5000)
            ($0.voluntarySwitches, $0.involuntarySwitches) = (1, 2)
            ($0.readBytes, $0.writeBytes) = (1000, 2000)
        }
        let after = process(5) {
            ($0.userTimeNs, $0.systemTimeNs) = (1_000_000_100, 500_000_200)
            ($0.totalTimeNs, $0.rssBytes) = (1_500_000_300, 4000)
            ($0.minorFaults, $0.majorFaults) = (14, 26)
            ($0.voluntarySwitches, $0.involuntarySwitches) = (11, 22)
            ($0.readBytes, $0.writeBytes) = (3000, 2000)
        }
        let rates = try one(before, after)
        #expect(rates.pid == 5 && rates.change == .same)
        #expect(rates.usagePercent == 75 && rates.userPercent == 50 && rates.systemPercent == 25)
        #expect(rates.minorFaultsPerSecond == 2 && rates.majorFaultsPerSecond == 3)
        #expect(rates.rssChangeBytes == -1000)
        #expect(rates.voluntarySwitchesPerSecond == 5 && rates.involuntarySwitchesPerSecond == 10)
        #expect(rates.readBytesPerSecond == 1000 && rates.writeBytesPerSecond == 0)
    }

    @Test("Renamed: another name, or another command line, of the same process")
    func renamed() throws {
        let before = process(5) {
            $0.totalTimeNs = 0
            $0.commandLine = KernelName(bytes: Array("a\0".utf8))
        }
        var after = before
        after.totalTimeNs = 200_000_000
        after.name = KernelName(bytes: Array("other".utf8))
        let renamed = try one(before, after)
        #expect(renamed.change == .renamed && renamed.usagePercent == 10)
        var line = before
        line.commandLine = KernelName(bytes: Array("b\0".utf8))
        #expect(try one(before, line).change == .renamed)
        var zombie = before
        zombie.state = .zombie
        zombie.commandLine = KernelName("")
        #expect(try one(before, zombie).change == .same)
        // A command line that only one of them has decides nothing.
        line.commandLine = nil
        #expect(try one(before, line).change == .same)
        #expect(try one(line, before).change == .same)
    }

    @Test("A pid that was given to another: that one started, and the old one ended")
    func reused() throws {
        let before = table(
            at: 10, [process(5) { ($0.totalTimeNs, $0.rssBytes) = (9_000_000_000, 77) }])
        let after = table(
            at: 12,
            [process(5, start: 1100) { ($0.totalTimeNs, $0.rssBytes) = (1_000_000_000, 33) }])
        let rates = after.rates(since: before)
        #expect(rates.processes[0].change == .started)
        #expect(rates.processes[0].usagePercent == 50 && rates.processes[0].rssChangeBytes == 33)
        #expect(rates.endedProcesses == [before.processes[0].identity!])
    }

    @Test("A start at the end of all numbers, as a made file may have it, is like any other")
    func lateStart() {
        let before = table(at: 1000, [])
        let last = Int64.max / 10_000_000
        let after = table(at: 1002, [process(1, start: last)])
        #expect(after.processes[0].startNs! > Int64.max - 10_000_000)
        #expect(after.rates(since: before).processes[0].change == .started)
    }

    @Test("Started anew in the window, within one tick of the start times")
    func started() throws {
        let busy = process(5, start: 1000) { $0.totalTimeNs = 500_000_000 }
        let rates = try one(nil, busy)
        #expect(rates.change == .started && rates.usagePercent == 25)
        #expect(try one(nil, process(5, start: 999)).change == .started)
    }

    @Test("There before and not listed: what it did is unknown")
    func unlisted() throws {
        let rates = try one(nil, process(5, start: 998) { $0.totalTimeNs = 500_000_000 })
        #expect(rates.change == .unknown && rates.usagePercent == nil)
        #expect(try one(nil, process(5, start: nil)).change == .unknown)
    }

    @Test("One whose start could not be read is unknown, and has not ended")
    func denied() throws {
        let known = process(5) { $0.totalTimeNs = 0 }
        let denied = process(5, start: nil)
        for (before, after) in [(known, denied), (denied, known)] {
            let rates = table(at: 12, [after]).rates(since: table(at: 10, [before]))
            #expect(rates.processes[0].change == .unknown)
            #expect(rates.processes[0].usagePercent == nil && rates.ended == 0)
        }
    }

    @Test("Vanished ones are in the list of those that ended, in order")
    func vanished() {
        let before = table(at: 10, [1, 2, 3, 4, 5, 6].map { process($0) })
        let rates = table(at: 12, [2, 5].map { process($0) }).rates(since: before)
        #expect(rates.endedProcesses?.map(\.pid) == [1, 3, 4, 6])
        #expect(rates.processes.map(\.change) == [.same, .same])
        #expect(table(at: 12, []).rates(since: before).ended == 6)
    }

    @Test("Another boot: all that was there ended, and what is there is unknown")
    func boots() {
        let before = table(at: 10, boot: 1, [process(1), process(5)])
        let rates = table(at: 12, boot: 2, [process(1), process(7)]).rates(since: before)
        #expect(rates.processes.map(\.change) == [.unknown, .unknown])
        #expect(rates.processes.allSatisfy { $0.usagePercent == nil })
        #expect(rates.endedProcesses?.map(\.pid) == [1, 5])
        // Where a boot is not known, nothing is reported at all.
        let nowhere = table(at: 12, boot: nil, [process(1)]).rates(since: before)
        #expect(nowhere.processes.map(\.change) == [.unknown])
        let unknown = table(at: 12, boot: nil, [process(1)])
            .rates(since: table(at: 10, boot: nil, [process(1), process(2)]))
        #expect(unknown.processes.map(\.change) == [.unknown] && unknown.ended == nil)
    }

    @Test("A counter that steps back has no rate, and the others keep theirs")
    func back() throws {
        let before = process(5) {
            ($0.userTimeNs, $0.systemTimeNs, $0.totalTimeNs) = (500, 500, 1000)
            ($0.minorFaults, $0.readBytes) = (10, 10)
        }
        let after = process(5) {
            ($0.userTimeNs, $0.systemTimeNs, $0.totalTimeNs) = (499, 2_000_000_500, 2_000_000_999)
            ($0.minorFaults, $0.readBytes) = (9, 12)
        }
        let rates = try one(before, after)
        #expect(rates.userPercent == nil && rates.systemPercent == 100)
        #expect(rates.minorFaultsPerSecond == nil && rates.readBytesPerSecond == 1)
        #expect(rates.writeBytesPerSecond == nil && rates.rssChangeBytes == nil)
    }

    @Test("No window, no rates: of captured roots, and of a table and itself")
    func windows() {
        let busy = process(5) { ($0.totalTimeNs, $0.rssBytes) = (1, 1) }
        for (before, after) in [(nil, nil), (10, 10), (12, 10)] as [(Double?, Double?)] {
            let rates = table(at: after, [busy]).rates(since: table(at: before, [busy]))
            #expect(rates.intervalNs == nil && rates.processes[0].usagePercent == nil)
            #expect(rates.processes[0].change == .same)
        }
    }

    @Test("Rates that exist already are filled with nothing of what they had")
    func refill() {
        let first = table(at: 10, [1, 2, 3].map { process($0) { $0.totalTimeNs = 0 } })
        let second = table(at: 12, [2, 4].map { process($0) { $0.totalTimeNs = 5 } })
        var rates = first.rates(since: second)
        second.rates(since: first, into: &rates)
        #expect(rates == second.rates(since: first))
        #expect(rates.processes.map(\.pid) == [2, 4])
    }
}

@Suite("The first processes by an order")
struct ProcessOrderTests {
    /// Of five: 2 and 4 are equal, 5 has no figure.
    func five(_ set: (inout ProcessSnapshot, Int64) -> Void) -> ProcessTable {
        table(
            at: 5,
            zip([1, 2, 3, 4], [10, 30, 20, 30] as [Int64]).map { pid, value in
                process(pid) { set(&$0, value) }
            } + [process(5)])
    }

    func pids(
        _ table: ProcessTable, _ order: ProcessOrder, _ count: Int = 9,
        rates: ProcessTableRates? = nil
    ) -> [Int32] {
        table.indices(ofTop: count, by: order, rates: rates).map { table.processes[$0].pid }
    }

    @Test("Each order: the greatest first, equals by pid, the unknown last")
    func orders() {
        #expect(pids(five { $0.totalTimeNs = $1 }, .cpu) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.totalTimeNs = $1 }, .time) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.rssBytes = $1 }, .memory) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.swapBytes = $1 }, .swap) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.threads = $1 }, .threads) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.descriptors = $1 }, .descriptors) == [2, 4, 3, 1, 5])
        #expect(pids(five { ($0.readBytes, $0.writeBytes) = ($1, 1) }, .io) == [2, 4, 3, 1, 5])
        // One of the two is enough.
        #expect(pids(five { $0.writeBytes = $1 }, .io) == [2, 4, 3, 1, 5])
        #expect(pids(five { $0.rssBytes = $1 }, .pid) == [1, 2, 3, 4, 5])
    }

    @Test("The last started first, and names in the order of their bytes")
    func startsAndNames() {
        let starts = table(
            at: 99,
            [
                process(1, start: 5), process(2, start: nil), process(3, start: 9),
                process(4, start: 5),
            ])
        #expect(pids(starts, .start) == [3, 1, 4, 2])
        let names: [[UInt8]?] = [
            [0xff], Array("b".utf8), nil, Array("ab".utf8), [], Array("b".utf8),
        ]
        let named = table(
            at: 9,
            names.enumerated().map { index, name in
                process(Int32(index + 1)) { $0.name = name.map { KernelName(bytes: $0) } }
            })
        #expect(pids(named, .name) == [5, 4, 2, 6, 1, 3])
    }

    @Test("Over a window, of what they did in it")
    func windows() {
        let before = five { ($0.totalTimeNs, $0.readBytes, $0.writeBytes) = ($1, $1, $1) }
        var after = five {
            ($0.totalTimeNs, $0.readBytes, $0.writeBytes) = ($1 * $1, $1 + 5, $1)
        }
        after.monotonicNs = 6_000_000_000
        after.processes[0].totalTimeNs = 99_999
        let rates = after.rates(since: before)
        #expect(pids(after, .cpu, rates: rates) == [1, 2, 4, 3, 5])
        #expect(pids(after, .io, rates: rates) == [1, 2, 3, 4, 5])
        after.processes[2].readBytes = 1_000_000
        let more = after.rates(since: before)
        #expect(pids(after, .io, rates: more) == [3, 1, 2, 4, 5])
        // Rates of another table are none.
        #expect(pids(after, .cpu, rates: ProcessTableRates()) == [1, 2, 4, 3, 5])
    }

    @Test("Idle processes by their total, bytes written too, and approximate memory")
    func fallbacks() {
        var before = table(at: 5, [process(1), process(2), process(3)])
        for index in 0..<3 {
            before.processes[index].totalTimeNs = [10, 30, 20][index]
            (before.processes[index].readBytes, before.processes[index].writeBytes) = (0, 0)
        }
        var after = before
        after.monotonicNs = 6_000_000_000
        after.processes[0].readBytes = 5
        after.processes[1].writeBytes = 9
        let rates = after.rates(since: before)
        #expect(pids(after, .io, rates: rates) == [2, 1, 3])
        #expect(pids(after, .cpu, rates: rates) == [2, 3, 1])
        let memory = table(
            at: 5,
            [
                process(1), process(2) { $0.rssBytes = 40 },
                process(3) { $0.rssApproximateBytes = 50 },
            ])
        #expect(pids(memory, .memory) == [3, 2, 1])
    }

    @Test("Any count, and what is not wanted is not counted")
    func counts() {
        let some = five { $0.rssBytes = $1 }
        #expect(pids(some, .memory, 1) == [2] && pids(some, .memory, 2) == [2, 4])
        #expect(pids(some, .memory, 0) == [] && pids(some, .memory, -1) == [])
        #expect(pids(some, .memory, .max) == [2, 4, 3, 1, 5])
        #expect(table(at: 1, []).indices(ofTop: 3, by: .memory) == [])
        let odd = some.indices(ofTop: 2, by: .memory) { $0.pid % 2 == 1 }
        #expect(odd == [2, 0])
        #expect(some.indices(ofTop: 3, by: .memory) { _ in false } == [])
    }

    @Test("As sorting all of many would give, for any count")
    func many() {
        var seed: UInt64 = 1
        let large = table(
            at: 5,
            (1...500).map { pid in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1
                let value = Int64((seed >> 40) % 50)
                return process(Int32(pid)) { $0.rssBytes = value == 0 ? nil : value }
            })
        let sorted = large.processes.sorted {
            let (a, b) = ($0.rssBytes.map(Int.init) ?? -1, $1.rssBytes.map(Int.init) ?? -1)
            return a != b ? a > b : $0.pid < $1.pid
        }
        for count in [1, 2, 10, 499, 500, 501] {
            #expect(pids(large, .memory, count) == sorted.prefix(count).map(\.pid))
        }
    }

    @Test("Each order asks for what it orders by")
    func details() {
        #expect(ProcessOrder.io.details == .io && ProcessOrder.swap.details == .status)
        #expect(ProcessOrder.descriptors.details == .descriptors)
        #expect(ProcessOrder.allCases.filter { !$0.details.isEmpty }.count == 3)
    }
}

@Suite("Processes of a captured root", .needsLinux)
struct ProcessRootTests {
    func stat(_ pid: Int, start: Int = 100, _ name: String = "x") -> String {
        "\(pid) (\(name)) S 1 2 3 0 -1 0 0 0 0 0 7 8 0 0 20 0 1 0 \(start) 4096 1 0\n"
    }

    let boot = "/proc/sys/kernel/random/boot_id"
    let id = "4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e"

    @Test("An identity wants a start and a boot, and an age a clock")
    func identities() throws {
        let tree = try Tree([
            boot: id + "\n", "/proc/uptime": "5.00 1.00\n", "/proc/7/stat": stat(7),
            "/proc/9/stat": stat(9, start: 900),
        ])
        var collector = try Collector(root: tree.root)
        let table = try collector.processes()
        let process = try #require(table.process(7))
        #expect(process.identity?.pid == 7 && process.identity?.startTicks == 100)
        #expect(process.identity?.bootID.description == id && table.bootID?.description == id)
        #expect(process.ageNs == 4_000_000_000 && table.monotonicNs == nil)
        // Its start is by another clock than the uptime, as in a container that is shown its own.
        #expect(table.process(9)?.ageNs == nil && table.process(9)?.startNs == 9_000_000_000)
        let poor = try Tree(["/proc/7/stat": stat(7)])
        var other = try Collector(root: poor.root)
        let nobody = try other.processes()
        #expect(nobody.process(7)?.identity == nil && nobody.process(7)?.ageNs == nil)
        #expect(nobody.process(7)?.startTicks == 100 && nobody.failures.count >= 2)
        // Before the zero of the reader's time namespace: the mark stays, the time is not known.
        let early = 1_844_674_397_370
        let shifted = try Tree([
            boot: id + "\n", "/proc/uptime": "5.00 1.00\n", "/proc/7/stat": stat(7, start: early),
        ])
        var third = try Collector(root: shifted.root)
        let old = try #require(try third.processes().process(7))
        #expect(old.startTicks == Int64(early) && old.identity?.startTicks == Int64(early))
        #expect(old.startNs == nil && old.ageNs == nil)
    }

    let status =
        "Tgid:\t7\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nVmHWM:\t 16 kB\nVmRSS:\t 12 kB\n"
        + "RssAnon:\t 8 kB\nRssFile:\t 4 kB\nRssShmem:\t 0 kB\nVmData:\t 9 kB\nVmStk:\t 9 kB\n"
        + "VmSwap:\t 0 kB\nvoluntary_ctxt_switches:\t1\nnonvoluntary_ctxt_switches:\t2\n"
    let io =
        "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: x\n"
        + "cancelled_write_bytes: 7\n"

    @Test(
        "A stat that is bad, or missing, costs the other files nothing", arguments: ["7 (x", nil])
    func badStat(text: String?) throws {
        let tree = try Tree([
            "/proc/7/status": status, "/proc/7/io": io, "/proc/7/cmdline": "a\0b\0",
            "/proc/8/stat": stat(8),
        ])
        if let text { try tree.write("/proc/7/stat", text) }
        var collector = try Collector(root: tree.root)
        let details: ProcessDetails = [.status, .io, .commandLine]
        for process in [
            try #require(try collector.processes(details).process(7)),
            try collector.process(7, details),
        ] {
            #expect(process.uid == 1 && process.rssBytes == 12 << 10 && process.readBytes == 5)
            #expect(process.arguments.map(\.description) == ["a", "b"])
            #expect(process.writeBytes == nil && process.cancelledWriteBytes == 7)
            #expect(process.unread == [] && process.state == nil && process.startTicks == nil)
            #expect(process.failures.map(\.source) == ["/proc/PID/stat", "/proc/PID/io"])
            #expect(process.failures[0].code == (text == nil ? .notFound : .malformed))
            #expect(process.failures[1].line == 6 && process.failures[1].code == .malformed)
        }
    }

    @Test("A bad line of a process's groups costs no other line")
    func badGroup() throws {
        let tree = try Tree([
            "/proc/7/stat": stat(7), "/proc/7/cgroup": "x:memory:/a\n0::/b\n",
            "/proc/8/stat": stat(8), "/proc/8/cgroup": "x\n",
        ])
        var collector = try Collector(root: tree.root)
        let table = try collector.processes(.cgroup)
        let (some, none) = (try #require(table.process(7)), try #require(table.process(8)))
        #expect(some.cgroup?.description == "/b" && some.unread == .status)
        #expect(none.cgroup == nil && none.unread == [.status, .cgroup])
        for process in [some, none] {
            let bad = process.failures.filter { $0.source == "/proc/PID/cgroup" }
            #expect(bad.map(\.line) == [1] && bad.first?.code == .malformed)
        }
    }

    /// What the kernel has of a process whose main thread ended: nothing of memory.
    func leader(_ pid: Int, threads: Int) -> String {
        "\(pid) (x) Z 1 2 3 0 -1 0 0 0 0 0 7 8 0 0 20 0 \(threads) 0 100 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"
            + " 0 17 1\n"
    }

    @Test("A captured process whose main thread ended is what its living thread says")
    func mainThread() throws {
        let bare = "Tgid:\t7\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\n"
        let tree = try Tree([
            "/proc/7/stat": leader(7, threads: 3), "/proc/7/status": bare, "/proc/7/cmdline": "",
            "/proc/7/io": io, "/proc/7/task/7/stat": leader(7, threads: 3),
            "/proc/7/task/8/stat": leader(8, threads: 3),
            "/proc/7/task/9/stat": stat(9), "/proc/7/task/9/status": status,
            "/proc/7/task/9/cmdline": "srv\0", "/proc/7/task/9/fd/0": "", "/proc/7/task/9/fd/5": "",
            "/proc/7/task/9/cgroup": "0::/a\n",
        ])
        var collector = try Collector(root: tree.root)
        let details = ProcessDetails.all.subtracting(.proportional)
        for process in [
            try collector.process(7, details),
            try #require(try collector.processes(details).process(7)),
        ] {
            #expect(process.state == .sleeping && process.isMainThreadEnded == true)
            #expect(process.rssBytes == 12 << 10 && process.vmsBytes == 4096)
            #expect(process.descriptors == 2 && process.arguments.map(\.description) == ["srv"])
            #expect(process.cgroup?.description == "/a" && process.readBytes == 5)
            // The capture is without the details that a kernel may lack.
            #expect(
                process.unread.isDisjoint(with: [
                    .status, .io, .descriptors, .commandLine, .cgroup, .proportional,
                ]))
            #expect(process.totalTimeNs == 150_000_000)
        }
        let threads = try collector.threads(of: 7, [.status, .descriptors]).processes
        #expect(threads.map(\.state) == [.zombie, .zombie, .sleeping])
        #expect(threads.allSatisfy { $0.rssBytes == 12 << 10 && $0.descriptors == 2 })
        // Without the threads nothing of that is known, and nothing is 0.
        let poor = try Tree([
            "/proc/7/stat": leader(7, threads: 3), "/proc/7/status": bare, "/proc/7/cmdline": "",
        ])
        var other = try Collector(root: poor.root)
        let process = try other.process(7, [.status, .commandLine, .descriptors])
        #expect(process.isMainThreadEnded == true && process.state == nil && process.uid == 1)
        #expect(process.rssBytes == nil && process.vmsBytes == nil && process.descriptors == nil)
        #expect(process.commandLine == nil && process.unread == [.commandLine, .descriptors])
        #expect(process.failures.contains { $0.source == "/proc/PID/task" && $0.code == .notFound })
        // One thread alone has ended, or all have: that is a zombie.
        let zombie = try Tree([
            "/proc/7/stat": leader(7, threads: 1), "/proc/7/status": bare, "/proc/7/cmdline": "",
            "/proc/9/stat": leader(9, threads: 2), "/proc/9/task/10/stat": leader(10, threads: 2),
        ])
        var third = try Collector(root: zombie.root)
        let zombies = try third.processes().processes
        #expect(zombies.map(\.pid) == [7, 9])
        #expect(zombies.allSatisfy { $0.state == .zombie && $0.rssBytes == 0 })
        #expect(zombies.first?.isMainThreadEnded == false)
    }

    @Test("Whether a capture was made where processes were hidden")
    func hidden() throws {
        func isHidden(_ mount: String?, _ pids: [Int]) throws -> Bool? {
            let tree = try Tree()
            for pid in pids { try tree.write("/proc/\(pid)/stat", stat(pid)) }
            if let mount { try tree.write("/proc/self/mountinfo", mount) }
            var collector = try Collector(root: tree.root)
            return try collector.processes().isHidden
        }
        func mount(_ options: String) -> String {
            "20 1 0:21 / /proc rw,nosuid - proc proc rw\(options)\n21 1 0:22 / /p rw - proc proc rw\n"
        }
        #expect(try isHidden(mount(""), [7]) == false && isHidden(nil, [7]) == nil)
        #expect(try isHidden(mount(",gid=4,hidepid=2"), [7]) == true)
        #expect(try isHidden(mount(",hidepid=invisible"), [7]) == true)
        #expect(try isHidden(mount(",hidepid=ptraceable,subset=pid"), [7]) == true)
        #expect(try isHidden(mount(",hidepid=1"), [7]) == false)
        #expect(try isHidden(mount(",hidepid=noaccess"), [7]) == false)
        #expect(try isHidden(mount(",hidepid=2"), [1, 7]) == nil)
    }

    @Test("A table that is filled again has nothing of what it had, whoever came and went")
    func refill() throws {
        let tree = try Tree([boot: id + "\n", "/proc/uptime": "5.00 1.00\n"])
        var seed: UInt64 = 7
        var table = ProcessTable()
        for round in 0..<12 {
            try? FileManager.default.removeItem(atPath: tree.root + "/proc")
            try tree.write(boot, id + "\n")
            try tree.write("/proc/uptime", "5.00 1.00\n")
            try tree.write("/proc/1/stat", stat(1))
            for pid in 2..<30 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1
                guard seed >> 62 != 0 else { continue }
                try tree.write(
                    "/proc/\(pid)/stat", stat(pid, start: Int(seed >> 60), "\(round % 3)"))
                if seed >> 61 == 7 { try tree.write("/proc/\(pid)/cmdline", "a\0\(round)\0") }
            }
            var collector = try Collector(root: tree.root)
            let details: ProcessDetails = round % 2 == 0 ? .commandLine : []
            try collector.processes(into: &table, details)
            var fresh = try Collector(root: tree.root)
            #expect(try table == fresh.processes(details), "round \(round)")
            #expect(table.processes.map(\.pid) == table.processes.map(\.pid).sorted())
        }
    }

    @Test("What is no process is not listed, and a text that is another's is its failure")
    func odd() throws {
        let tree = try Tree([
            "/proc/7/stat": stat(7), "/proc/8/stat": stat(9), "/proc/10/stat": "10 (x",
            "/proc/011/stat": stat(11), "/proc/0/stat": stat(0), "/proc/12x/stat": stat(12),
            "/proc/99999999999/stat": stat(1), "/proc/self/stat": stat(7),
            "/proc/11/comm": "no stat\n",
        ])
        var collector = try Collector(root: tree.root)
        let table = try collector.processes()
        #expect(table.processes.map(\.pid) == [7, 8, 10] && table.ended == 1)
        #expect(table.process(7)?.startTicks == 100)
        for pid: Int32 in [8, 10] {
            let process = try #require(table.process(pid))
            #expect(process.failure?.code == .malformed && process.name == nil)
        }
        #expect(try collector.process().pid == 7)
        #expect(throws: ProbeError.self) { try collector.process(11) }
        let empty = try Tree(["/proc/stat": "cpu 1 2 3 4\n"])
        var nobody = try Collector(root: empty.root)
        #expect(throws: ProbeError.self) { try nobody.processes() }
    }
}
