/// What was measured, as one table or as one JSON document.
struct Report {
    let bench: Bench
    let rows: [Row]

    init(_ bench: Bench, _ counts: [[Count]]) {
        self.bench = bench
        rows = bench.workloads.indices.flatMap { number in
            let workload = bench.workloads[number]
            return workload.forms.indices.filter { workload.forms[$0] != .floor }.map {
                Row(workload, $0, bench.rounds[number], counts[number])
            }
        }
    }

    private var kernel: String { firstLine(of: "/proc/sys/kernel/osrelease") ?? "" }

    private var model: String {
        firstLine(of: "/proc/cpuinfo", startingWith: "model name")?
            .split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) } ?? ""
    }

    // MARK: The table

    var text: String {
        let head =
            "what        through   median µs      p99 µs    floor µs   ratio          target"
            + "   allocations   system calls   floor"
        let notVouchedFor = rows.filter { !$0.isVouchedFor }.map { "\($0.name) (\($0.form))" }
        let quiet =
            bench.droppedPercent < 10 ? "quiet" : bench.droppedPercent < 30 ? "noisy" : "very noisy"
        return
            ([head] + rows.map(line) + [
                "",
                "\(kernel), \(bench.cpus) CPUs, \(model)",
                "\(bench.count) rounds in \(fixed(bench.seconds, 0)) s. The machine was \(quiet): "
                    + "\(fixed(bench.droppedPercent, 1))% of the rounds met another speed, and are left out.",
                notVouchedFor.isEmpty
                    ? "Every ratio is known to 2%."
                    : "~ not vouched for, the ratio is not known to 2%: "
                        + notVouchedFor.joined(separator: ", "),
            ]).joined(separator: "\n")
    }

    private func line(_ row: Row) -> String {
        let ratio = row.floor?.ratio
        let mark = row.isVouchedFor ? " " : "~"
        let interval = ratio.map { "±" + fixed($0.percent, 1) + "%" } ?? ""
        return column(row.name, 12) + column("\(row.form)", 7) + micro(row.medianNs)
            + micro(row.p99Ns) + micro(row.floor?.medianNs)
            + padded(ratio.map { mark + fixed($0.median, 2) } ?? "-", 8) + padded(interval, 8)
            + padded(row.floor?.verdict.rawValue ?? "-", 8)
            + padded(row.count.allocations.map { "\($0)" } ?? "-", 14)
            + padded(row.count.systemCalls.map { "\($0)" } ?? "-", 15)
            + padded(row.floor?.count.systemCalls.map { "\($0)" } ?? "-", 8)
    }

    private func micro(_ ns: Double?) -> String {
        padded(ns.map { fixed($0 / 1000, 2) } ?? "-", 12)
    }

    // MARK: JSON

    /// What is not known is left out; nothing is null.
    var json: String {
        let safeModel = model.filter { $0 != "\"" && $0 != "\\" }
        return
            "{\"machine\":{\"kernel\":\"\(kernel)\",\"cpus\":\(bench.cpus),\"model\":\"\(safeModel)\","
            + "\"rounds\":\(bench.count),\"seconds\":\(fixed(bench.seconds, 1)),"
            + "\"noise_percent\":\(fixed(bench.droppedPercent, 1))},"
            + "\"rows\":[\(rows.map(object).joined(separator: ","))]}"
    }

    private func object(_ row: Row) -> String {
        var members = [
            "\"name\":\"\(row.name)\"", "\"through\":\"\(row.form)\"",
            "\"median_ns\":\(fixed(row.medianNs, 0))", "\"p99_ns\":\(fixed(row.p99Ns, 0))",
        ]
        if let floor = row.floor {
            members += [
                "\"floor_median_ns\":\(fixed(floor.medianNs, 0))",
                "\"ratio\":\(fixed(floor.ratio.median, 3))",
                "\"ratio_low\":\(fixed(floor.ratio.low, 3))",
                "\"ratio_high\":\(fixed(floor.ratio.high, 3))",
                "\"vouched_for\":\(row.isVouchedFor)", "\"target\":\"\(floor.verdict)\"",
            ]
        }
        members += [
            member("allocations", row.count.allocations),
            member("system_calls", row.count.systemCalls),
            // What asks the machine nothing has a floor of no calls.
            member("floor_system_calls", row.floor.map(\.count.systemCalls) ?? 0),
        ].compactMap { $0 }
        return "{\(members.joined(separator: ","))}"
    }

    private func member(_ key: String, _ value: Int64?) -> String? {
        value.map { "\"\(key)\":\($0)" }
    }
}
