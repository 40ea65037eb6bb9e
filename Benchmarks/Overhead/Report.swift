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

    private static let columns = [
        ("median µs", 10), ("p99 µs", 10), ("floor µs", 10), ("ratio", 8), ("95%", 8),
        ("target", 8),
        ("allocations", 13), ("system calls", 14), ("floor's", 9),
    ]

    var text: String {
        ([line("what", "through", Self.columns.map(\.0))] + rows.map(line) + [""] + closing)
            .joined(separator: "\n")
    }

    private func line(_ name: String, _ through: String, _ cells: [String]) -> String {
        column(name, 12) + column(through, 7)
            + zip(cells, Self.columns).map { padded($0, $1.1) }.joined()
    }

    private func line(_ row: Row) -> String {
        let floor = row.floor
        let mark = row.isVouchedFor ? "" : "~"
        let cells = [
            micro(row.medianNs), micro(row.p99Ns), micro(floor?.medianNs),
            floor.map { mark + fixed($0.ratio.median, 2) },
            floor.map { "±" + fixed($0.ratio.percent, 1) + "%" },
            floor?.verdict.rawValue, row.count.allocations.map { "\($0)" },
            row.count.systemCalls.map { "\($0)" }, floor?.count.systemCalls.map { "\($0)" },
        ]
        return line(row.name, "\(row.form)", cells.map { $0 ?? "-" })
    }

    private func micro(_ ns: Double?) -> String? {
        ns.map { fixed($0 / 1000, 2) }
    }

    private var closing: [String] {
        let share = bench.droppedPercent
        let worst = max(share, bench.waitedPercent ?? 0)
        let noise = worst < 10 ? "quiet" : worst < 30 ? "noisy" : "very noisy"
        let waited = bench.waitedPercent.map {
            ", and others had the CPU for \(fixed($0, 1))% of the time"
        }
        let doubtful = rows.filter { !$0.isVouchedFor }.map { "\($0.name) (\($0.form))" }
        return [
            "\(kernel), \(bench.cpus) CPUs, \(model); \(bench.count) rounds in "
                + "\(fixed(bench.seconds, 0)) s",
            "The machine was \(noise): \(fixed(share, 1))% of the rounds met another speed and are "
                + "left out\(waited ?? "").",
            doubtful.isEmpty
                ? "Every ratio is known to 2%."
                : "~ not vouched for, the ratio is not known to 2%: "
                    + doubtful.joined(separator: ", "),
        ]
    }

    // MARK: JSON

    /// What is not known is left out; nothing is null.
    var json: String {
        let safeModel = model.filter { $0 != "\"" && $0 != "\\" }
        let waited = bench.waitedPercent.map { ",\"waited_percent\":\(fixed($0, 1))" } ?? ""
        return
            "{\"machine\":{\"kernel\":\"\(kernel)\",\"cpus\":\(bench.cpus),\"model\":\"\(safeModel)\","
            + "\"rounds\":\(bench.count),\"seconds\":\(fixed(bench.seconds, 1)),"
            + "\"noise_percent\":\(fixed(bench.droppedPercent, 1))\(waited)},"
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
            member("floor_system_calls", row.floor?.count.systemCalls),
        ].compactMap { $0 }
        return "{\(members.joined(separator: ","))}"
    }

    private func member(_ key: String, _ value: Int64?) -> String? {
        value.map { "\"\(key)\":\($0)" }
    }
}
