import Probe

/// Swap and zram devices for people: a line for each device.
extension SampleText {
    /// All swap devices and zram in one line.
    func addLine(of swap: Swap, to page: inout Page) {
        let rows = Self.rows(swap)
        guard rows.count > 1 else { return add(rows, "", to: &page) }
        page.line("", beginning(of: rows.map { "\($0[0]) \($0[2])" }, page.bodyWidth))
    }

    func add(_ swap: Swap, to page: inout Page) {
        let rows = Self.rows(swap)
        rows.isEmpty ? page.line("swap", "no swap device") : add(rows, "swap", to: &page)
    }

    private func add(_ rows: [[String]], _ label: String, to page: inout Page) {
        var table = Table([Column(least: 12), Column(rank: 1), Column(), Column(rank: 2)])
        for row in rows { table.add(row.map { Cell($0) }) }
        page.rows(label, table)
    }

    /// The name, the type, the use, and the priority or the ratio of each.
    private static func rows(_ swap: Swap) -> [[String]] {
        var rows: [[String]] = []
        for device in swap.devices {
            let use = device.usedBytes.flatMap { used in
                device.sizeBytes.map { "\(bytes(used)) of \(bytes($0))" }
            }
            rows.append([
                device.name.map { safe($0.description) } ?? "-", device.type?.rawValue ?? "-",
                use ?? "use unknown", device.priority.map { "priority \($0)" } ?? "",
            ])
        }
        for zram in swap.zram {
            let holds = zram.originalBytes.flatMap { data in
                zram.memoryUsedBytes.map { "\(bytes(data)) in \(bytes($0)) of memory" }
            }
            rows.append([
                "zram\(zram.index)", zram.algorithm.map { safe($0.description) } ?? "-",
                holds ?? "content unknown", zram.ratio.map { "ratio \(decimal($0))" } ?? "",
            ])
        }
        return rows
    }

    /// The interrupts that occurred, the most frequent first, and the work of the CPUs.
    func add(_ interrupts: Interrupts, to page: inout Page) {
        // Equal items remain in the kernel's order.
        let lines = interrupts.lines.enumerated().filter { ($0.element.count ?? 0) > 0 }.sorted {
            ($0.element.count ?? 0, $1.offset) > ($1.element.count ?? 0, $0.offset)
        }
        var table = Table([Column(), Column(isRight: true), Column(rank: 1, least: 12)])
        for (_, line) in lines {
            table.add(
                safe(line.name.description), "\(line.count ?? 0)",
                line.description.map { safe($0.description) } ?? "")
        }
        if lines.isEmpty {
            page.line("interrupts", "no interrupt is known")
        } else {
            page.rows("interrupts", table)
        }
        for cpu in perCPU ? interrupts.cpus : [] {
            page.line("  cpu\(cpu.id)", Self.work([cpu]))
        }
        if !perCPU, !interrupts.cpus.isEmpty { page.line("", Self.work(interrupts.cpus)) }
    }

    /// The counters of all CPUs since boot, summed. A counter that one CPU lacks is left out.
    static func work(_ cpus: [Interrupts.CPUWork]) -> String {
        let parts = [
            sum(cpus.map { $0.runNs }).map { "ran tasks for \(duration($0))" },
            sum(cpus.map { $0.waitNs }).map { "tasks waited for \(duration($0))" },
            sum(cpus.map { $0.packets }).map { "received \(counted($0, "packet"))" },
            sum(cpus.map { $0.packetsDropped }).map { "dropped \($0)" },
            sum(cpus.map { $0.timeSqueezes }).map { "ran out of time \(counted($0, "time"))" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}
