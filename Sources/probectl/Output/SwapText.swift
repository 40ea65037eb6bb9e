import Probe

/// Swap and zram devices for people: a line for each device.
extension SampleText {
    func add(_ swap: Swap, _ label: String, to page: inout Page) {
        var table = Table([Column(least: 12), Column(rank: 1), Column(), Column(rank: 2)])
        for device in swap.devices {
            let use = device.usedBytes.flatMap { used in
                device.sizeBytes.map { "\(bytes(used)) of \(bytes($0))" }
            }
            table.add(
                device.name.map { safe($0.description) } ?? "-", device.type?.rawValue ?? "-",
                use ?? "use unknown", device.priority.map { "priority \($0)" } ?? "")
        }
        for zram in swap.zram {
            let holds = zram.originalBytes.flatMap { data in
                zram.memoryUsedBytes.map { "\(bytes(data)) in \(bytes($0)) of memory" }
            }
            table.add(
                "zram\(zram.index)", zram.algorithm.map { safe($0.description) } ?? "-",
                holds ?? "content unknown", zram.ratio.map { "ratio \(decimal($0))" } ?? "")
        }
        if !swap.devices.isEmpty || !swap.zram.isEmpty {
            page.rows(label, table)
        } else if !label.isEmpty {
            page.line(label, "no swap device")
        }
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
