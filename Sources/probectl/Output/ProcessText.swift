import Probe

/// Processes for people: a line for each process, or a page for one process.
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
        if !list.choice.filters.isEmpty { parts.append("\(list.matching) match the filter") }
        var text = parts.joined(separator: ", ")
        if let rates, let intervalNs = rates.intervalNs {
            let started = rates.started.map { "\($0)" } ?? "?"
            let ended = rates.ended.map { "\($0)" } ?? "?"
            text += "; \(started) started and \(ended) ended"
            text += " in \(decimal(Double(intervalNs) / 1e9)) s"
        }
        return text
    }

    /// A heading and a row for each process.
    func rows() -> Table {
        let columns = columns()
        var table = Table(columns.map { $0.column })
        table.add(columns.map { Cell($0.title) })
        for row in list.rows { table.add(columns.map { $0.cell(row) }) }
        return table
    }

    private struct Field {
        var title: String
        var column: Column
        var cell: (ProcessList.Row) -> Cell

        /// A number, never cut.
        init(_ title: String, rank: Int, _ text: @escaping (ProcessList.Row) -> String) {
            self.title = title
            column = Column(rank: rank, isRight: true)
            cell = { Cell(text($0)) }
        }

        init(
            _ title: String, _ column: Column, _ cell: @escaping (ProcessList.Row) -> Cell
        ) {
            self.title = title
            self.column = column
            self.cell = cell
        }
    }

    /// Priority in a narrow terminal: the pid, the command and the column of the order first, then
    /// columns requested by name.
    private func columns() -> [Field] {
        let hasWindow = rates?.intervalNs != nil
        let order = list.choice.order
        func rank(_ rank: Int, _ own: ProcessOrder) -> Int { order == own ? 0 : rank }
        var columns = [
            Field("PID", rank: 0) { "\($0.process.pid)" },
            Field("USER", Column(rank: 9, least: 8)) { row in
                Cell(safe(row.user?.description ?? row.process.uid.map { "\($0)" } ?? "-"))
            },
            Field("STATE", Column(rank: 10)) { Cell($0.process.state.map(Self.word) ?? "-") },
            Field("CPU", rank: rank(1, .cpu)) {
                hasWindow ? percent($0.rates?.usagePercent) : "-"
            },
            Field("MEMORY", rank: rank(8, .memory)) {
                $0.process.rssBytes.map { bytes($0) } ?? "-"
            },
            Field("CPU TIME", rank: rank(11, .time)) {
                $0.process.totalTimeNs.map(Self.time) ?? "-"
            },
            Field("AGE", rank: rank(12, .start)) { $0.process.ageNs.map(Self.age) ?? "-" },
        ]
        columns += special()
        columns.append(
            Field("COMMAND", Column(least: 16)) { row in
                Cell(
                    Self.command(row.process), short: Self.shortCommand(row.process),
                    indent: 2 * min(row.depth, Self.depthShown))
            })
        return columns
    }

    /// The maximum indentation of the tree: the depth of a captured table is unbounded.
    private static let depthShown = 40

    /// Columns for the order and the requested details that have no column yet.
    private func special() -> [Field] {
        let order = list.choice.order
        let details = list.choice.details
        func rank(_ rank: Int, _ own: ProcessOrder) -> Int { order == own ? 0 : rank }
        var fields: [Field] = []
        if order == .io || details.contains(.io) {
            if rates?.intervalNs != nil {
                fields += [
                    Field("READ", rank: rank(2, .io)) {
                        $0.rates?.readBytesPerSecond.map { rate($0) } ?? "-"
                    },
                    Field("WRITE", rank: rank(2, .io)) {
                        $0.rates?.writeBytesPerSecond.map { rate($0) } ?? "-"
                    },
                ]
            } else {
                fields += [
                    Field("READ", rank: rank(2, .io)) {
                        $0.process.readBytes.map { bytes($0) } ?? "-"
                    },
                    Field("WRITTEN", rank: rank(2, .io)) {
                        $0.process.writeBytes.map { bytes($0) } ?? "-"
                    },
                ]
            }
        }
        if order == .swap || details.contains(.status) {
            fields.append(
                Field("SWAP", rank: rank(3, .swap)) {
                    $0.process.swapBytes.map { bytes($0) } ?? "-"
                })
        }
        if order == .threads || details.contains(.status) {
            fields.append(
                Field("THREADS", rank: rank(4, .threads)) {
                    $0.process.threads.map { "\($0)" } ?? "-"
                }
            )
        }
        if order == .descriptors || details.contains(.descriptors) {
            fields.append(
                Field("FILES", rank: rank(5, .descriptors)) {
                    $0.process.descriptors.map { "\($0)" } ?? "-"
                })
        }
        if details.contains(.proportional) {
            fields.append(
                Field("PROPORTIONAL", rank: 6) {
                    $0.process.proportionalBytes.map { bytes($0) } ?? "-"
                })
        }
        if details.contains(.cgroup) {
            fields.append(
                Field("CGROUP", Column(rank: 7, least: 12)) {
                    Cell(safe($0.process.cgroup?.description ?? "-"))
                })
        }
        return fields
    }

    /// "disk sleep"
    static func word(_ state: ProcessState) -> String {
        safe(state.description.split(separator: "_").joined(separator: " "))
    }

    /// The command line, with dots if cut; without a command line the name in brackets, as in
    /// ps(1).
    static func command(_ process: ProcessSnapshot) -> String {
        let words = process.arguments.map { $0.description }
        let line = safe(words.joined(separator: " "))
        if !line.allSatisfy({ $0 == " " }) {
            return process.isCommandLineCut == true ? line + " ..." : line
        }
        let name = safe(process.name?.description ?? "?")
        return process.isKernelThread == true || process.state == .zombie ? "[\(name)]" : name
    }

    /// The command line without the directories of the program; nil if the program has no
    /// directory.
    static func shortCommand(_ process: ProcessSnapshot) -> String? {
        let words = process.arguments.map { $0.description }.joined(separator: " ")
        let program = words.prefix { $0 != " " }
        guard let slash = program.lastIndex(of: "/"),
            slash < program.index(before: program.endIndex)
        else { return nil }
        return safe(String(words[words.index(after: slash)...]))
    }

    /// CPU time: "0.05 s", "12.3 s", "3:25 min", "5:02 h".
    static func time(_ ns: Int64) -> String {
        let seconds = ns / 1_000_000_000
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + "\(number)" }
        switch seconds {
        case 0..<10: return "\(decimal(Double(ns) / 1e9, 2)) s"
        case 10..<60: return "\(decimal(Double(ns) / 1e9)) s"
        case 60..<3600: return "\(seconds / 60):\(two(seconds % 60)) min"
        default: return "\(seconds / 3600):\(two(seconds / 60 % 60)) h"
        }
    }

    /// An age: "12 s", "5 min", "3 h", "4 d".
    static func age(_ ns: Int64) -> String {
        let seconds = ns / 1_000_000_000
        switch seconds {
        case 0..<60: return "\(seconds) s"
        case 60..<3600: return "\(seconds / 60) min"
        case 3600..<172_800: return "\(seconds / 3600) h"
        default: return "\(seconds / 86400) d"
        }
    }

    /// Notes on details that could not be read, of all processes and of the shown processes.
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
        var page = Page(terminal)
        page.paragraph(summary())
        page.blank()
        for (index, line) in rows().lines(width: terminal.width).enumerated() {
            page.row(line, isHeading: index == 0)
        }
        let hidden = list.matching - list.rows.count
        if hidden > 0, !list.choice.isTree { page.paragraph("and \(hidden) more") }
        for line in unknowns() { page.paragraph("not known: \(line)") }
        return page.text
    }
}
