import Probe

/// Cgroups for people: a line for each cgroup.
struct CgroupText {
    let list: CgroupList

    init(_ list: CgroupList) {
        self.list = list
    }

    /// "42 cgroups, 3 match the filter; over 0.5 s".
    private func summary(_ table: CgroupTable) -> String {
        var text = counted(table.count, "cgroup")
        if !list.choice.filters.isEmpty { text += ", \(list.matching) match the filter" }
        if table.gone > 0 { text += ", \(table.gone) removed meanwhile" }
        if let intervalNs = list.rates?.intervalNs {
            text += "; over \(decimal(Double(intervalNs) / 1e9)) s"
        }
        return text
    }

    private struct Field {
        var title: String
        var column: Column
        var cell: (Cgroup, CgroupRates?) -> String?

        init(
            _ title: String, rank: Int, _ cell: @escaping (Cgroup, CgroupRates?) -> String?
        ) {
            self.title = title
            column = Column(rank: rank, isRight: true)
            self.cell = cell
        }
    }

    /// The number of a limit, "none" if unlimited; nil if unknown.
    private static func limit(
        _ cgroup: Cgroup, _ value: Int64?, _ limit: Cgroup.Limits, _ text: (Int64) -> String
    ) -> String? {
        value.map(text) ?? (cgroup.unlimited.contains(limit) ? "none" : nil)
    }

    private func fields() -> [Field] {
        let order = list.choice.order
        let hasRates = list.rates != nil
        func rank(_ rank: Int, _ own: CgroupOrder) -> Int { order == own ? 0 : rank }
        func wait(
            _ title: String, _ share: @escaping (PressureRates) -> Double?,
            _ stall: @escaping (Pressure) -> Double?
        ) -> Field {
            Field(title, rank: rank(6, .pressure)) { cgroup, rates in
                (hasRates ? rates.flatMap { share($0.pressure) } : stall(cgroup.pressure)).map {
                    percent($0)
                }
            }
        }
        return [
            Field("CPU", rank: rank(1, .cpu)) { cgroup, rates in
                hasRates
                    ? rates?.usagePercent.map { percent($0) }
                    : cgroup.usageNs.map { ProcessText.time($0) }
            },
            Field(hasRates ? "OF QUOTA" : "QUOTA", rank: 4) { cgroup, rates in
                rates?.quotaUsagePercent.map { percent($0) }
                    ?? Self.limit(cgroup, cgroup.quotaNs, .quota) { _ in
                        hasRates ? "-" : cgroup.quotaCores.map { "\(decimal($0, 2)) CPU" } ?? "-"
                    }
            },
            Field("THROTTLED", rank: rank(5, .throttled)) { cgroup, rates in
                hasRates
                    ? rates?.throttledPercent.map { percent($0) }
                    : cgroup.throttledNs.map { ProcessText.time($0) }
            },
            Field("MEMORY", rank: rank(2, .memory)) { cgroup, _ in
                (cgroup.memoryWorkingSetBytes ?? cgroup.memoryCurrentBytes).map { bytes($0) }
            },
            Field("LIMIT", rank: 3) { cgroup, _ in
                Self.limit(cgroup, cgroup.memoryMaxBytes, .memoryMax) { bytes($0) }
            },
            Field("TASKS", rank: rank(7, .pids)) { cgroup, _ in
                cgroup.pidsCurrent.map { "\($0)" }
            },
            Field("READ", rank: rank(8, .io)) { cgroup, rates in
                hasRates
                    ? rates?.readBytesPerSecond.map { rate($0) }
                    : cgroup.readBytes.map { bytes($0) }
            },
            Field(hasRates ? "WRITE" : "WRITTEN", rank: rank(8, .io)) { cgroup, rates in
                hasRates
                    ? rates?.writtenBytesPerSecond.map { rate($0) }
                    : cgroup.writtenBytes.map { bytes($0) }
            },
            wait("CPU WAIT", { $0.cpuSomePercent }, { $0.cpu.some?.avg10Percent }),
            wait("MEM WAIT", { $0.memorySomePercent }, { $0.memory.some?.avg10Percent }),
            wait("IO WAIT", { $0.ioSomePercent }, { $0.io.some?.avg10Percent }),
        ]
    }

    /// A heading and a row for each cgroup. A column without a known value is left out.
    private func rows(_ table: CgroupTable) -> Table {
        let rows = list.places.map { (table.cgroups[$0], list.rates?.cgroups[$0]) }
        let all = fields()
        let cells = all.map { field in rows.map { field.cell($0.0, $0.1) } }
        let shown = all.indices.filter { column in cells[column].contains { $0 != nil } }
        var result = Table(shown.map { all[$0].column } + [Column(least: 16)])
        result.add(shown.map { Cell(all[$0].title) } + [Cell("CGROUP")])
        for (row, (cgroup, _)) in rows.enumerated() {
            let name = list.choice.isTree ? cgroup.name : cgroup.path
            let indent = list.choice.isTree ? 2 * min(cgroup.depth, 40) : 0
            result.add(
                shown.map { Cell(cells[$0][row] ?? "-") }
                    + [Cell(safe(name.description), indent: indent)])
        }
        return result
    }

    /// The lines of the section within a sample.
    func add(to page: inout Page) {
        guard let table = list.table else { return }
        page.line("cgroups", summary(table))
        page.rows("", rows(table))
    }

    /// The whole text of `probectl cgroups`.
    func page(_ terminal: Terminal) -> String {
        var page = Page(terminal)
        guard let table = list.table else { return "" }
        page.paragraph(summary(table))
        page.blank()
        for (index, line) in rows(table).lines(width: terminal.width).enumerated() {
            page.row(line, isHeading: index == 0)
        }
        if list.hidden > 0 { page.paragraph("and \(list.hidden) more") }
        for failure in table.failures { page.paragraph("not known: \(failure)") }
        for cgroup in list.places.map({ table.cgroups[$0] }) {
            for failure in cgroup.failures {
                page.paragraph("not known: \(safe(cgroup.path.description)): \(failure)")
            }
        }
        return page.text
    }
}
