import Probe

/// A sample for people: one or two lines for each section, the most important number first.
struct SampleText {
    let sample: Sample
    let rates: Rates?
    let sections: [Sample.Section]
    /// Whether the sections were named, so that each is shown with all its fields.
    let isOnly: Bool
    /// Whether disks and the network have their totals besides their rates.
    let hasTotals: Bool
    let perCPU: Bool
    let frequencies: Frequencies?
    let processes: ProcessList
    let cgroups: CgroupList
    /// The swap devices, if shown below memory.
    let swap: Swap?
    /// The batteries, if shown below the sections.
    let batteries: [Power.Supply]
    let terminal: Terminal

    init(
        _ sample: Sample, _ rates: Rates?, _ sections: [Sample.Section],
        isOnly: Bool = false, hasTotals: Bool = false, perCPU: Bool,
        frequencies: Frequencies? = nil, processes: ProcessList = ProcessList(),
        cgroups: CgroupList = CgroupList(nil, nil, CgroupChoice()),
        swap: Swap? = nil, batteries: [Power.Supply] = [],
        _ terminal: Terminal
    ) {
        self.sample = sample
        self.rates = rates
        self.sections = sections
        self.isOnly = isOnly
        self.hasTotals = hasTotals
        self.perCPU = perCPU
        self.frequencies = frequencies
        self.processes = processes
        self.cgroups = cgroups
        self.swap = swap
        self.batteries = batteries
        self.terminal = terminal
    }

    func page() -> String {
        var page = Page(terminal)
        for section in sections {
            if let error = sample.error(of: section) {
                page.line(section.rawValue, "unavailable: \(error)", isAlarm: true)
                continue
            }
            switch section {
            case .cpu: sample.cpu.value.map { add($0, to: &page) }
            case .load: sample.load.value.map { add($0, to: &page) }
            case .memory: sample.memory.value.map { add($0, to: &page) }
            case .disk: sample.disk.value.map { add($0, to: &page) }
            case .filesystem: sample.filesystem.value.map { add($0, to: &page) }
            case .network: sample.network.value.map { add($0, to: &page) }
            case .io: sample.io.value.map { add($0, to: &page) }
            case .pressure: sample.pressure.value.map { add($0, to: &page) }
            case .quota: sample.quota.value.map { add($0, to: &page) }
            case .process: sample.process.value.map { add($0, to: &page) }
            case .sensors: sample.sensors.value.map { add($0, to: &page) }
            case .cgroups: CgroupText(cgroups).add(to: &page)
            case .swap: sample.swap.value.map { add($0, to: &page) }
            case .interrupts: sample.interrupts.value.map { add($0, to: &page) }
            case .host: sample.host.value.map { add($0, to: &page) }
            case .topology: sample.topology.value.map { add($0, to: &page) }
            case .protocols: sample.protocols.value.map { add($0, to: &page) }
            case .storage: sample.storage.value.map { add($0, to: &page) }
            case .connections: sample.connections.value.map { add($0, to: &page) }
            case .power: sample.power.value.map { add($0, to: &page) }
            case .gpu: sample.gpu.value.map { add($0, to: &page) }
            case .memoryDetails: sample.memoryDetails.value.map { add($0, to: &page) }
            case .routing: sample.routing.value.map { add($0, to: &page) }
            }
            addFields(of: section, to: &page)
            for failure in sample.failures(of: section) {
                page.line("", "not known: \(failure)")
            }
        }
        addGPUs(to: &page)
        addBatteries(to: &page)
        return page.text
    }

    private func add(_ table: ProcessTable, to page: inout Page) {
        let text = ProcessText(processes, table, rates?.process)
        page.line("process", text.summary())
        page.rows("", text.rows())
    }

    private func add(_ cpu: CPU, to page: inout Page) {
        let machine = [
            cpu.online.map { "\(counted($0, "CPU"))" },
            cpu.physicalCores.map { "\(counted($0, "core"))" },
            cpu.packages.map { "\(counted($0, "package"))" },
        ].compactMap { $0 }.joined(separator: ", ")
        if let usage = rates?.cpu.usagePercent {
            page.line("cpu", "\(right(percent(usage), 6)) busy of \(machine)", isAlarm: usage >= 90)
            page.line("", parts(rates!.cpu))
        } else {
            page.line("cpu", machine.isEmpty ? "number of CPUs unknown" : machine)
        }
        if let contexts = rates?.cpu.contextSwitchesPerSecond,
            let interrupts = rates?.cpu.interruptsPerSecond
        {
            let forks = rates?.cpu.forksPerSecond.map { ", \(decimal($0, 0)) forks" } ?? ""
            page.line(
                "",
                "\(decimal(contexts, 0)) context switches, "
                    + "\(decimal(interrupts, 0)) interrupts\(forks) a second")
        }
        addFrequencies(to: &page)
        guard perCPU else { return }
        var table = Table(
            [
                Column(), Column(rank: 1), Column(rank: 1), Column(rank: 2),
                Column(rank: 3, least: 8),
            ],
            gap: 3)
        for logical in cpu.cpus {
            guard let usage = rates?.cpu.cpus.first(where: { $0.id == logical.id }) else {
                table.add(busy(logical).map { Cell($0) })
                continue
            }
            let parts = parts(of: usage)
            table.add(
                [Cell("\(right(percent(usage.usagePercent), 6)) busy")]
                    + parts.prefix(3).map { Cell($0) }
                    + [Cell(parts.dropFirst(3).joined(separator: "   "))])
        }
        page.rows(labels: cpu.cpus.map { "  cpu\($0.id)" }, table)
    }

    private func addFrequencies(to page: inout Page) {
        guard let frequencies else { return }
        if let error = frequencies.error {
            let isNone = error.code == .notFound
            page.line("", isNone ? "no CPU reports its frequency" : "frequency unknown: \(error)")
        }
        if let speed = Self.speed(frequencies.list ?? []) {
            page.line("", speed)
        }
    }

    /// The lowest and the highest current frequency, and the range of the hardware.
    static func speed(_ list: [CPUFrequency]) -> String? {
        func gigahertz(_ hz: Int64) -> String { "\(decimal(Double(hz) / 1e9, 2)) GHz" }
        let now = list.compactMap { $0.currentHz }
        guard let low = now.min(), let high = now.max() else { return nil }
        let span = low == high ? gigahertz(low) : "\(gigahertz(low)) to \(gigahertz(high))"
        let most = list.compactMap { $0.maximumHz }.max().map { " of \(gigahertz($0))" }
        return "running at \(span)\(most ?? "")"
    }

    /// The shares of CPU time, small shares left out.
    private func parts(_ usage: some CPUUsage) -> String {
        parts(of: usage).joined(separator: "   ")
    }

    private func parts(of usage: some CPUUsage) -> [String] {
        let usual: [(String, Double?)] = [
            ("user", usage.userPercent), ("system", usage.systemPercent),
            ("iowait", usage.iowaitPercent),
        ]
        let rare: [(String, Double?)] = [
            ("nice", usage.nicePercent), ("irq", usage.irqPercent),
            ("softirq", usage.softirqPercent), ("steal", usage.stealPercent),
            ("guest", usage.guestPercent),
        ]
        return (usual + rare.filter { ($0.1 ?? 0) >= 0.05 }).map { "\($0.0) \(percent($0.1))" }
    }

    /// Seconds since boot, if there is no window.
    private func busy(_ times: some CPUTimes) -> [String] {
        func seconds(_ ns: Int64?) -> String { ns.map { "\(decimal(Double($0) / 1e9)) s" } ?? "-" }
        return [
            "user \(seconds(times.userNs))", "system \(seconds(times.systemNs))",
            "idle \(seconds(times.idleNs))", "since boot",
        ]
    }

    private func add(_ load: Load, to page: inout Page) {
        let averages = [load.load1, load.load5, load.load15].map {
            $0.map { decimal($0, 2) } ?? "-"
        }
        let tasks = load.tasks.runnable.flatMap { runnable in
            load.tasks.all.map { ", \(runnable) of \(counted($0, "task")) runnable" }
        }
        let up = load.uptimeNs.map { ", up \(duration($0))" } ?? ""
        page.line("load", "\(averages.joined(separator: " ")) (1, 5, 15 min)\(tasks ?? "")\(up)")
    }

    private func add(_ memory: Memory, to page: inout Page) {
        if let usage = memory.usagePercent, let used = memory.usedBytes,
            let total = memory.totalBytes, let available = memory.availableBytes
        {
            page.line(
                "memory",
                "\(right(percent(usage), 6)) used: \(bytes(used)) of \(bytes(total)), "
                    + "\(bytes(available)) available",
                isAlarm: usage >= 90)
        } else {
            let total = memory.totalBytes.map { "\(bytes($0)) in total, " } ?? ""
            page.line("memory", "\(total)usage unknown")
        }
        let parts = Self.parts(memory)
        if !parts.isEmpty { page.line("", parts) }
        if let level = memory.pressureLevel, level > 1 {
            page.line("", "memory pressure: \(level == 2 ? "warning" : "critical")", isAlarm: true)
        }
        addSwap(memory, to: &page)
        if let swap { addLine(of: swap, to: &page) }
    }

    /// The unused parts, as in free(1): the cache includes reclaimable slab. Shared and dirty
    /// memory is part of the others.
    static func parts(_ memory: Memory) -> String {
        func list(_ parts: [(String, Int64?)], _ separator: String) -> String {
            parts.compactMap { name, count in count.map { "\(name) \(bytes($0))" } }
                .joined(separator: separator)
        }
        let cache = sum([memory.cachedBytes, memory.reclaimableBytes])
        let all = list(
            [
                ("free", memory.freeBytes), ("cache", cache),
                ("page cache", cache == nil ? memory.cachedBytes : nil),
                ("buffers", memory.buffersBytes),
            ], "   ")
        let within = list([("shared", memory.sharedBytes), ("dirty", memory.dirtyBytes)], ", ")
        return within.isEmpty ? all : all.isEmpty ? within : "\(all)   including \(within)"
    }

    private func addSwap(_ memory: Memory, to page: inout Page) {
        guard let total = memory.swapTotalBytes else { return }
        guard total > 0, let used = memory.swapUsedBytes else {
            page.line("swap", "none")
            return
        }
        let moved = rates?.memory.swappedInBytesPerSecond.flatMap { input in
            rates?.memory.swappedOutBytesPerSecond.map { output in
                ", \(rate(input)) in, \(rate(output)) out"
            }
        }
        page.line(
            "swap",
            "\(right(percent(memory.swapUsagePercent), 6)) used: "
                + "\(bytes(used)) of \(bytes(total))\(moved ?? "")")
    }

    /// The CPU usage in percent of the quota, and the throttling; nil without a quota.
    static func use(_ rates: QuotaRates) -> String? {
        let used = rates.cpuPercentOfLimit.map { "\(percent($0)) of the quota used" }
        let throttled = rates.throttledPercent.flatMap { share in
            share > 0 ? "used up in \(percent(share)) of its periods" : nil
        }
        let parts = [used, throttled].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func add(_ quota: Quota, to page: inout Page) {
        page.line("quota", QuotaText.cpu(quota.cpu))
        let why = quota.cpu.effectiveCoresCompleteness.incomplete
        why.map { page.line("", "because \($0)") }
        if let rates = rates?.quota, let use = Self.use(rates) {
            page.line("", use, isAlarm: (rates.throttledPercent ?? 0) >= 10)
        }
        page.line("", QuotaText.memory(quota.memory))
        if let other = quota.memory.effectiveBytesCompleteness.incomplete, other != why {
            page.line("", "because \(other)")
        }
        if let tasks = quota.pids.limit.value {
            page.line("", "\(tasks) tasks, \(quota.pids.currentTasks.map { "\($0)" } ?? "?") used")
        }
    }
}
