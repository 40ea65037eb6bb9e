import Probe

/// Processes for people: a line each, or a page of one.
struct ProcessText {
    let list: ProcessList
    let table: ProcessTable
    let rates: ProcessTableRates?

    init(_ list: ProcessList, _ table: ProcessTable, _ rates: ProcessTableRates?) {
        self.list = list
        self.table = table
        self.rates = rates
    }

    /// "96 processes, 2 running, 1 zombie; 3 started and 2 ended in 0.5 s".
    func summary() -> String {
        var parts = ["\(counted(table.processes.count, "process", "processes"))"]
        let states: [(ProcessState, String)] = [
            (.running, "running"), (.diskSleep, "waiting for a disk"), (.stopped, "stopped"),
            (.zombie, "zombie"),
        ]
        parts += states.compactMap { state, word in
            let count = list.count(state)
            return count > 0 ? "\(count) \(word)" : nil
        }
        if table.isHidden == true { parts.append("those of other users hidden (hidepid)") }
        if !list.choice.filters.isEmpty { parts.append("\(list.matching) as filtered") }
        var text = parts.joined(separator: ", ")
        if let rates, let intervalNs = rates.intervalNs {
            let started = rates.processes.count { $0.change == .started }
            text += "; \(started) started and \(rates.ended.count) ended"
            text += " in \(decimal(Double(intervalNs) / 1e9)) s"
        }
        return text
    }

    /// A heading and a line for each process, cut to so many columns where there is a terminal.
    func lines(width: Int?) -> [String] {
        let columns = columns()
        let cells =
            [columns.map { $0.title }] + list.rows.map { row in columns.map { $0.cell(row) } }
        let widths = columns.indices.map { place in cells.map { $0[place].count }.max() ?? 0 }
        return cells.map { row in
            var line = ""
            for (place, cell) in row.enumerated() {
                let isLast = place == row.count - 1
                let padded = columns[place].isNumber ? right(cell, widths[place]) : cell
                line += isLast ? padded : left(padded, widths[place]) + "  "
            }
            guard let width, line.count > width else { return line }
            return String(line.prefix(width))
        }
    }

    private struct Column {
        var title: String
        var isNumber = true
        var cell: (ProcessList.Row) -> String
    }

    private func columns() -> [Column] {
        let hasWindow = rates?.intervalNs != nil
        var columns = [
            Column(title: "PID") { "\($0.process.pid)" },
            Column(title: "USER", isNumber: false) { row in
                safe(row.user?.description ?? row.process.uid.map { "\($0)" } ?? "-")
            },
            Column(title: "STATE", isNumber: false) { $0.process.state.map(Self.word) ?? "-" },
            Column(title: "CPU") { hasWindow ? percent($0.rates?.usagePercent) : "-" },
            Column(title: "MEMORY") { $0.process.rssBytes.map { bytes($0) } ?? "-" },
            Column(title: "CPU TIME") { $0.process.totalTimeNs.map(Self.time) ?? "-" },
            Column(title: "AGE") { $0.process.ageNs.map(Self.age) ?? "-" },
        ]
        columns += special()
        columns.append(
            Column(title: "COMMAND", isNumber: false) { row in
                String(repeating: "  ", count: min(row.depth, Self.depthShown))
                    + Self.command(row.process)
            })
        return columns
    }

    /// A captured machine may have any number of processes one below the other.
    private static let depthShown = 40

    /// What the order is about, where no column has it yet.
    private func special() -> [Column] {
        switch list.choice.order {
        case .io:
            guard rates?.intervalNs != nil else {
                return [
                    Column(title: "READ") { $0.process.readBytes.map { bytes($0) } ?? "-" },
                    Column(title: "WRITTEN") { $0.process.writeBytes.map { bytes($0) } ?? "-" },
                ]
            }
            return [
                Column(title: "READ") { $0.rates?.readBytesPerSecond.map { rate($0) } ?? "-" },
                Column(title: "WRITE") { $0.rates?.writeBytesPerSecond.map { rate($0) } ?? "-" },
            ]
        case .swap: return [Column(title: "SWAP") { $0.process.swapBytes.map { bytes($0) } ?? "-" }]
        case .threads:
            return [Column(title: "THREADS") { $0.process.threads.map { "\($0)" } ?? "-" }]
        case .descriptors:
            return [Column(title: "FILES") { $0.process.descriptors.map { "\($0)" } ?? "-" }]
        case .cpu, .memory, .time, .start, .pid, .name: return []
        }
    }

    /// "disk sleep"
    static func word(_ state: ProcessState) -> String {
        safe(state.description.split(separator: "_").joined(separator: " "))
    }

    /// The command line, with dots where it was cut; the name in brackets where there is none, as ps(1)
    /// has it.
    static func command(_ process: ProcessSnapshot) -> String {
        let words = process.arguments.map { $0.description }
        let line = safe(words.joined(separator: " "))
        if !line.allSatisfy({ $0 == " " }) {
            return process.isCommandLineCut == true ? line + " ..." : line
        }
        let name = safe(process.name?.description ?? "?")
        return process.isKernelThread == true || process.state == .zombie ? "[\(name)]" : name
    }

    /// CPU time: "0.05 s", "12.3 s", "3:25 min", "5:02 h".
    static func time(_ ns: UInt64) -> String {
        let seconds = ns / 1_000_000_000
        func two(_ number: UInt64) -> String { (number < 10 ? "0" : "") + "\(number)" }
        switch seconds {
        case 0..<10: return "\(decimal(Double(ns) / 1e9, 2)) s"
        case 10..<60: return "\(decimal(Double(ns) / 1e9)) s"
        case 60..<3600: return "\(seconds / 60):\(two(seconds % 60)) min"
        default: return "\(seconds / 3600):\(two(seconds / 60 % 60)) h"
        }
    }

    /// How long ago: "12 s", "5 min", "3 h", "4 d".
    static func age(_ ns: UInt64) -> String {
        let seconds = ns / 1_000_000_000
        switch seconds {
        case 0..<60: return "\(seconds) s"
        case 60..<3600: return "\(seconds / 60) min"
        case 3600..<172_800: return "\(seconds / 3600) h"
        default: return "\(seconds / 86400) d"
        }
    }

    /// What could not be read of all of them, and of those that are shown.
    private func unknowns() -> [String] {
        let failures = table.failures + list.failures + list.rows.compactMap { $0.failure }
        var lines: [String] = []
        for failure in failures.map({ "\($0)" }) where !lines.contains(failure) {
            lines.append(failure)
        }
        if list.endedRows > 0 {
            let processes = counted(list.endedRows, "process", "processes")
            lines.append("\(processes) ended meanwhile")
        }
        return lines
    }

    /// The whole text of `probectl processes`.
    func page(_ terminal: Terminal) -> String {
        var text = safe(summary()) + "\n\n"
        for (index, line) in lines(width: terminal.width).enumerated() {
            text += index == 0 && terminal.hasColour ? "\u{1b}[1m\(line)\u{1b}[0m\n" : "\(line)\n"
        }
        let hidden = list.matching - list.rows.count
        if hidden > 0, !list.choice.isTree { text += "and \(hidden) more\n" }
        for line in unknowns() { text += "not known: \(safe(line))\n" }
        return text + "\n"
    }
}
