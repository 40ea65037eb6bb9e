import Probe

/// The table of processes or cgroups.
extension WatchPage {
    /// A column of numbers of a fixed width, so that nothing moves from screen to screen.
    private struct Field<Item> {
        var title: String
        var width: Int
        var isRight = true
        /// Columns of a higher rank are left out first.
        var rank = 0
        var isChosen = false
        var text: (Item) -> String?
        /// The tone of the text.
        var tone: (Item) -> Tone = { _ in .plain }
    }

    mutating func drawTable() {
        let end = screen.rows - 1
        let otherRows = Self.otherRows(screen.rows)
        let isProcesses = input.state.table == .processes
        draw(isProcesses, to: end - otherRows, isMain: true)
        guard otherRows > 0 else { return }
        row = end - otherRows
        draw(!isProcesses, to: end, isMain: false)
    }

    private mutating func draw(_ isProcesses: Bool, to end: Int, isMain: Bool) {
        guard row < end else { return }
        if isProcesses {
            drawProcesses(to: end, isTree: isMain && input.state.isTree)
        } else {
            drawCgroups(
                to: end, isTree: isMain && input.state.isTree,
                offset: isMain ? input.state.offset : 0)
        }
    }

    /// The columns that leave enough for the last one.
    private func fitting<Item>(_ fields: [Field<Item>], last: Int) -> [Field<Item>] {
        var shown = fields
        func total() -> Int { shown.reduce(0) { $0 + $1.width + 1 } }
        while total() + last > screen.columns, let rank = shown.map({ $0.rank }).max(), rank > 0 {
            shown.removeAll { $0.rank == rank }
        }
        while total() + last > screen.columns, shown.count > 1 { shown.removeLast() }
        return shown
    }

    /// Writes the heading, and returns the column after its last field.
    private mutating func heading<Item>(
        _ fields: [Field<Item>], _ last: String, isLastChosen: Bool
    ) -> Int {
        screen.tint(row: row, 0..<screen.columns, .heading)
        var column = 0
        for field in fields {
            let tone = field.isChosen ? Tone.chosen : .heading
            screen.tint(row: row, column..<(column + field.width), tone)
            if field.isRight {
                putRight(field.title, column + field.width, tone)
            } else {
                put(field.title, column, tone)
            }
            column += field.width + 1
        }
        put(last, column, isLastChosen ? .chosen : .heading)
        row += 1
        return column
    }

    private mutating func cells<Item>(_ fields: [Field<Item>], _ item: Item) -> Int {
        var column = 0
        for field in fields {
            let text = field.text(item)
            let tone = text == nil ? .dim : field.tone(item)
            if field.isRight {
                putRight(text ?? "-", column + field.width, tone)
            } else {
                let end = left + column + field.width
                screen.put(text ?? "-", row: row, column: left + column, end: end, tone)
            }
            column += field.width + 1
        }
        return column
    }

    private mutating func note(_ text: String, _ tone: Tone = .dim) {
        put(glyphs.plain(safe(text)), 1, tone)
    }

    // MARK: - processes

    private func processFields() -> [Field<WatchRow>] {
        let order = input.state.order
        typealias Own = Field<WatchRow>
        func number(_ value: Int64?) -> String? { value.map { "\($0)" } }
        func rank(_ rank: Int, _ own: ProcessOrder) -> Int { order == own ? 0 : rank }
        var fields = [
            Own(title: "PID", width: 7, isChosen: order == .pid) { "\($0.process.pid)" },
            Own(title: "USER", width: 9, isRight: false, rank: 5) { [glyphs] in
                glyphs.plain($0.user)
            },
            Own(title: "S", width: 1, isRight: false, rank: 4) {
                $0.process.state.map { String(UnicodeScalar($0.rawValue)) }
            } tone: {
                $0.process.state == .running
                    ? .good
                    : $0.process.state == .diskSleep || $0.process.state == .zombie ? .bad : .dim
            },
            Own(title: "CPU%", width: 6, rank: rank(1, .cpu), isChosen: order == .cpu) {
                $0.rates?.usagePercent.map { decimal($0) }
            } tone: {
                let usage = $0.rates?.usagePercent ?? 0
                return usage >= 50 ? .notable : usage < 0.05 ? .dim : .plain
            },
            Own(title: "MEMORY", width: 8, rank: rank(3, .memory), isChosen: order == .memory) {
                ($0.process.rssBytes ?? $0.process.rssApproximateBytes).map { bytes($0) }
            },
            Own(title: "TIME", width: 9, rank: rank(6, .time), isChosen: order == .time) {
                $0.process.totalTimeNs.map { ProcessText.time($0) }
            },
        ]
        switch order {
        case .io:
            fields += [
                Own(title: "READ", width: 10, isChosen: true) {
                    $0.rates?.readBytesPerSecond.map { rate($0) }
                },
                Own(title: "WRITE", width: 10, isChosen: true) {
                    $0.rates?.writeBytesPerSecond.map { rate($0) }
                },
            ]
        case .threads:
            fields.append(
                Own(title: "THREADS", width: 7, isChosen: true) { number($0.process.threads) })
        case .swap:
            fields.append(
                Own(title: "SWAP", width: 8, isChosen: true) {
                    $0.process.swapBytes.map { bytes($0) }
                })
        case .descriptors:
            fields.append(
                Own(title: "FILES", width: 7, isChosen: true) { number($0.process.descriptors) })
        case .start:
            fields.append(
                Own(title: "AGE", width: 7, isChosen: true) {
                    $0.process.ageNs.map { ProcessText.age($0) }
                })
        case .cpu, .memory, .time, .pid, .name: break
        }
        return fields
    }

    private mutating func drawProcesses(to last: Int, isTree: Bool) {
        let fields = fitting(processFields(), last: 12)
        let end = heading(fields, "COMMAND", isLastChosen: input.state.order == .name)
        if let error = sample.pointee.process.error { return note("not known: \(error)", .bad) }
        guard sample.pointee.process.value != nil else { return note("reading") }
        if input.rows.isEmpty, !input.state.filter.isEmpty {
            return note("no process matches the filter")
        }
        for item in input.rows {
            guard row < last else { return }
            _ = cells(fields, item)
            let indent = isTree ? 2 * min(item.depth, 40) : 0
            put(
                glyphs.plain(item.command), min(end + indent, max(end, screen.columns - 12)),
                item.process.isKernelThread == true ? .dim : .plain)
            row += 1
        }
    }

    // MARK: - cgroups

    /// What the columns need: neither swap nor events.
    static let cgroupDetails: CgroupDetails = [.cpu, .memory, .pids, .io, .pressure]

    private func cgroupFields() -> [Field<(Cgroup, CgroupRates?)>] {
        let order = input.state.cgroupOrder
        typealias Own = Field<(Cgroup, CgroupRates?)>
        func rank(_ rank: Int, _ own: CgroupOrder) -> Int { order == own ? 0 : rank }
        func limit(_ cgroup: Cgroup, _ value: Int64?, _ kind: Cgroup.Limits) -> String? {
            value.map { bytes($0) } ?? (cgroup.unlimited.contains(kind) ? "none" : nil)
        }
        func alarm(_ value: Double?, _ level: Double) -> Tone {
            value ?? 0 >= level ? .bad : .plain
        }
        var fields = [
            Own(title: "CPU%", width: 6, rank: rank(1, .cpu), isChosen: order == .cpu) {
                $0.1?.usagePercent.map { decimal($0) }
            },
            Own(title: "QUOTA%", width: 6, rank: 4) {
                $0.1?.quotaUsagePercent.map { decimal($0) }
                    ?? ($0.0.unlimited.contains(.quota) ? "none" : nil)
            } tone: {
                alarm($0.1?.quotaUsagePercent, 90)
            },
            Own(
                title: "THROTTLED", width: 9, rank: rank(5, .throttled),
                isChosen: order == .throttled
            ) {
                $0.1?.throttledPercent.map { percent($0) }
            } tone: {
                alarm($0.1?.throttledPercent, 10)
            },
            Own(title: "MEMORY", width: 8, rank: rank(2, .memory), isChosen: order == .memory) {
                ($0.0.memoryWorkingSetBytes ?? $0.0.memoryCurrentBytes).map { bytes($0) }
            },
            Own(title: "LIMIT", width: 8, rank: 3) {
                limit($0.0, $0.0.memoryMaxBytes, .memoryMax)
            },
            Own(title: "TASKS", width: 6, rank: rank(6, .pids), isChosen: order == .pids) {
                $0.0.pidsCurrent.map { "\($0)" }
            },
            Own(title: "READ", width: 10, rank: rank(8, .io), isChosen: order == .io) {
                $0.1?.readBytesPerSecond.map { rate($0) }
            },
            Own(title: "WRITE", width: 10, rank: rank(8, .io), isChosen: order == .io) {
                $0.1?.writtenBytesPerSecond.map { rate($0) }
            },
        ]
        let waits: [(String, (PressureRates) -> Double?)] = [
            ("CPUWAIT", { $0.cpuSomePercent }), ("MEMWAIT", { $0.memorySomePercent }),
            ("IOWAIT", { $0.ioSomePercent }),
        ]
        for (title, share) in waits {
            fields.append(
                Own(
                    title: title, width: 7, rank: rank(7, .pressure),
                    isChosen: order == .pressure
                ) {
                    $0.1.flatMap { share($0.pressure) }.map { percent($0) }
                } tone: {
                    alarm($0.1.flatMap { share($0.pressure) }, 30)
                })
        }
        return fields
    }

    private mutating func drawCgroups(to last: Int, isTree: Bool, offset: Int) {
        let fields = fitting(cgroupFields(), last: 20)
        let end = heading(fields, "CGROUP", isLastChosen: input.state.cgroupOrder == .path)
        guard let table = sample.pointee.cgroups.value else {
            return note(
                sample.pointee.cgroups.error.map { "not known: \($0)" } ?? "reading",
                sample.pointee.cgroups.error == nil ? .dim : .bad)
        }
        let rates = input.rates?.pointee.cgroups.cgroups ?? []
        for place in input.cgroups.dropFirst(offset) {
            guard row < last else { return }
            let cgroup = table.cgroups[place]
            let own = rates.count == table.cgroups.count ? rates[place] : nil
            _ = cells(fields, (cgroup, own))
            let name = isTree ? cgroup.name : cgroup.path
            let indent = isTree ? 2 * min(cgroup.depth, 40) : 0
            let text = glyphs.plain(safe(name.description))
            let start = min(end + indent, max(end, screen.columns - 16))
            // The end of a path names the cgroup.
            let space = max(4, screen.columns - start)
            let scalars = Array(text.unicodeScalars)
            if scalars.count > space {
                var shown = ".."
                for scalar in scalars[(scalars.count - space + 2)...] {
                    shown.unicodeScalars.append(scalar)
                }
                put(shown, start)
            } else {
                put(text, start)
            }
            row += 1
        }
    }
}
