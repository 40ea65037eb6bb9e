import Probe

/// A quota for people: the result first, then the contents of the files of each level.
struct QuotaText {
    let quota: Quota
    let terminal: Terminal

    init(_ quota: Quota, _ terminal: Terminal) {
        self.quota = quota
        self.terminal = terminal
    }

    func page() -> String {
        var page = Page(terminal)
        page.line("CPU", Self.cpu(quota.cpu))
        why(quota.cpu.effectiveCoresCompleteness, quota.cpu.limit, &page)
        throttled(&page)
        page.line("memory", Self.memory(quota.memory))
        why(quota.memory.effectiveBytesCompleteness, quota.memory.limit, &page)
        addMore(of: quota.memory, &page)
        page.line("tasks", tasks)
        if quota.pids.limit != .unlimited {
            why(quota.pids.effectiveTasksCompleteness, quota.pids.limit, &page)
        }
        if let refused = quota.pids.eventsMax, refused > 0 {
            page.line("", "a fork failed \(counted(refused, "time")) because of a limit of tasks")
        }
        addDevices(&page)
        addPressure(&page)
        addRest(&page)
        for failure in quota.failures {
            page.line("", "not known: \(failure)")
        }
        guard !quota.levels.isEmpty else { return page.text }
        page.blank()
        return page.text + levels()
    }

    /// Lines on memory besides the limit: memory.high, available memory and events, if known.
    private func addMore(of memory: MemoryQuota, _ page: inout Page) {
        if case .limited(let high, let source, _) = memory.high {
            page.line("", "reclaimed above \(bytes(high)) (\(source.file))")
        }
        let left = memory.availableBytesCompleteness
        if let available = memory.availableBytes {
            page.line("available", "\(left.words)\(bytes(available))\(workingSet(memory))")
        } else if let why = left.incomplete {
            page.line("available", "unknown, because \(why)")
        }
        if memory.availableBytes != nil, let why = left.incomplete,
            why != memory.effectiveBytesCompleteness.incomplete
        {
            page.line("", "because \(why)")
        }
        let events = [
            (memory.events.high, "above memory.high"), (memory.events.max, "at the limit"),
            (memory.events.oom, "out of memory"),
        ].compactMap { count, what in
            count.flatMap { $0 > 0 ? "\(what) \(counted($0, "time"))" : nil }
        }
        if !events.isEmpty {
            page.line("", events.joined(separator: ", "))
        }
        if let killed = memory.events.oomKill, killed > 0 {
            page.line("", "\(counted(killed, "process", "processes")) killed by the OOM killer")
        }
        let swapped = memory.swapCurrentBytes.flatMap { $0 > 0 ? "\(bytes($0)) used" : nil }
        switch memory.swap {
        case .limited(let swap, let source, _):
            page.line(
                "swap",
                "\(bytes(swap)), limited by \(source.file)" + (swapped.map { ", \($0)" } ?? ""))
        case .unlimited, .unknown: swapped.map { page.line("swap", $0) }
        }
        if case .limited(let high, let source, _) = memory.swapHigh {
            page.line("", "tasks slowed down above \(bytes(high)) of swap (\(source.file))")
        }
        if case .limited(let most, let source, _) = memory.zswap {
            page.line("", "zswap at most \(bytes(most)) (\(source.file))")
        }
    }

    private func workingSet(_ memory: MemoryQuota) -> String {
        memory.workingSetBytes.map { ", working set \(bytes($0))" } ?? ""
    }

    /// The limited devices, and huge pages.
    private func addDevices(_ page: inout Page) {
        var label = "io"
        for device in quota.io.devices {
            let limits: [(String, Limit<Int64>)] = [
                ("B/s read", device.readBytesPerSecond),
                ("B/s written", device.writeBytesPerSecond),
                ("reads/s", device.readsPerSecond), ("writes/s", device.writesPerSecond),
            ]
            for (unit, limit) in limits {
                guard case .limited(let value, let source, _) = limit else { continue }
                page.line(
                    label,
                    "device \(device.major):\(device.minor): \(value) \(unit), limited by "
                        + "\(source.file)")
                label = ""
            }
            if let use = used(device) {
                page.line(label, "device \(device.major):\(device.minor): \(use)")
                label = ""
            }
        }
        if let incomplete = quota.io.incomplete, incomplete.reason == .level {
            page.line(label, "may be limited: \(incomplete)")
        }
        for size in quota.hugetlb.sizes {
            let used = size.currentBytes.map { ", \(bytes($0)) used" } ?? ""
            let pages = "in pages of \(bytes(size.pageBytes))"
            if case .limited(let value, let source, _) = size.limit {
                page.line(
                    "huge pages", "\(bytes(value)) \(pages), limited by \(source.file)\(used)")
            } else if let current = size.currentBytes, current > 0 {
                page.line("huge pages", "\(bytes(current)) used \(pages)")
            }
            addReserved(size, pages, &page)
        }
        for resource in quota.resources ?? [] { add(resource, &page) }
    }

    /// Reservations of a size of huge pages, and refused pages, if any.
    private func addReserved(_ size: HugePages, _ pages: String, _ page: inout Page) {
        let used = size.reservedBytes.flatMap { $0 > 0 ? ", \(bytes($0)) reserved" : nil } ?? ""
        if case .limited(let value, let source, _) = size.reservedLimit {
            page.line(
                "",
                "reservations of \(bytes(value)) \(pages), limited by \(source.file)\(used)")
        } else if let reserved = size.reservedBytes, reserved > 0 {
            page.line("", "\(bytes(reserved)) reserved \(pages)")
        }
        if let refused = size.eventsMax, refused > 0 {
            page.line("", "refused \(counted(refused, "time")) \(pages)")
        }
    }

    /// A resource that is limited or used.
    private func add(_ resource: Quota.Resource, _ page: inout Page) {
        let refused = resource.eventsMax.flatMap {
            $0 > 0 ? "refused \(counted($0, "time"))" : nil
        }
        var parts: [String] = []
        switch resource.limit {
        case .limited(let value, let source, let why):
            parts.append("\(why == nil ? "" : "at most ")\(value), limited by \(source.file)")
        case .unknown(let why): parts.append("limit unknown, because \(why)")
        case .unlimited: break
        }
        if let current = resource.current, current > 0 || !parts.isEmpty {
            parts.append("\(current) used")
        }
        parts += refused.map { [$0] } ?? []
        guard !parts.isEmpty else { return }
        page.line(
            resource.controller.rawValue, "\(resource.name): \(parts.joined(separator: ", "))")
    }

    /// The I/O of the cgroup on a device, if any.
    private func used(_ device: DeviceQuota) -> String? {
        let all = [
            (device.readBytes, device.reads, "read"),
            (device.writtenBytes, device.writes, "written"),
            (device.discardedBytes, device.discards, "discarded"),
        ].compactMap { amount, operations, what -> String? in
            guard let amount, amount > 0 else { return nil }
            return "\(bytes(amount)) \(what)" + (operations.map { " in \($0)" } ?? "")
        }
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }

    /// The pressure of the cgroup over the last ten seconds.
    private func addPressure(_ page: inout Page) {
        guard let pressure = quota.pressure else { return }
        let stalls = [
            ("CPU", pressure.cpu), ("memory", pressure.memory), ("I/O", pressure.io),
            ("interrupts", pressure.irq),
        ].compactMap { name, stalls in
            (stalls.some ?? stalls.full).map { "\(percent($0.avg10Percent)) on \(name)" }
        }
        if !stalls.isEmpty {
            page.line(
                "pressure",
                "stalled " + stalls.joined(separator: ", ") + " (last 10 s)")
        }
    }

    /// The resource limits of the process that are lower than the limits of its cgroups, and its
    /// container.
    private func addRest(_ page: inout Page) {
        let memory = quota.memory.effectiveBytes ?? Int64.max
        for (name, limit) in [
            ("RLIMIT_AS", quota.rlimits.asBytes), ("RLIMIT_DATA", quota.rlimits.dataBytes),
        ] {
            if let soft = limit?.soft.value, soft < memory {
                page.line("process", "at most \(bytes(soft)) per process (\(name))")
            }
        }
        let rlimits = limits(of: quota.rlimits)
        if !rlimits.isEmpty {
            page.line("rlimits", rlimits.joined(separator: ", "))
        }
        if let container = quota.container {
            page.line(
                "container", "\(container.runtime.rawValue), detected by \(container.evidence)")
        }
    }

    /// The resource limits that are set: the soft limit, and the hard limit if different.
    private func limits(of all: ResourceLimits) -> [String] {
        let plain: (Int64) -> String = { "\($0)" }
        let time: (Int64) -> String = { "\(decimal(Double($0) / 1e9)) s" }
        let rows: [(String, ResourceLimit?, (Int64) -> String)] = [
            ("cpu", all.cpuNs, time), ("fsize", all.fsizeBytes, bytes),
            ("data", all.dataBytes, bytes), ("stack", all.stackBytes, bytes),
            ("core", all.coreBytes, bytes), ("rss", all.rssBytes, bytes),
            ("nproc", all.nproc, plain), ("nofile", all.nofile, plain),
            ("memlock", all.memlockBytes, bytes), ("as", all.asBytes, bytes),
            ("locks", all.locks, plain), ("sigpending", all.sigpending, plain),
            ("msgqueue", all.msgqueueBytes, bytes), ("nice", all.nice, plain),
            ("rtprio", all.rtprio, plain), ("rttime", all.rttimeNs, time),
        ]
        return rows.compactMap { name, limit, text in
            guard let limit, let soft = limit.soft.value else { return nil }
            let hard = limit.hard.value.map(text) ?? "unlimited"
            return "\(name) \(text(soft))" + (hard == text(soft) ? "" : " (hard \(hard))")
        }
    }

    /// The throttling by the quota, if any.
    private func throttled(_ page: inout Page) {
        let throttling = quota.cpu.throttling
        guard let throttled = throttling.throttledPeriods, throttled > 0,
            let periods = throttling.periods
        else { return }
        let seconds =
            throttling.throttledNs.map { ", \(decimal(Double($0) / 1e9)) s in total" } ?? ""
        let bursts = throttling.bursts.flatMap { $0 > 0 ? ", \(counted($0, "burst"))" : nil } ?? ""
        page.line("", "throttled in \(throttled) of \(periods) periods\(seconds)\(bursts)")
    }

    /// The result for CPUs in one line.
    static func cpu(_ cpu: CPUQuota) -> String {
        guard let effective = cpu.effectiveCores else { return "unknown" }
        let number =
            "\(cpu.effectiveCoresCompleteness.words)\(cores(effective)) "
            + (effective == 1 ? "CPU" : "CPUs")
        let online = cpu.online.map { " of \($0) online" } ?? ""
        switch cpu.bound {
        case .some(.quota):
            return "\(number)\(online), limited by \(cpu.limit.file?.description ?? "a quota")"
        case .some(.cpuset):
            let list = cpu.cpus.map { " (\($0))" } ?? ""
            return "\(number)\(online), limited by the cpuset\(list)\(quotaBeside(cpu))"
        case .some(.affinity):
            return "\(number)\(online), limited by the affinity\(quotaBeside(cpu))"
        default: return "\(number), all that are online\(quotaBeside(cpu))"
        }
    }

    /// The quota, if another bound is lower.
    private static func quotaBeside(_ cpu: CPUQuota) -> String {
        switch cpu.limit {
        case .limited(let limit, _, _): "; the quota is \(cores(limit))"
        case .unlimited: ""
        case .unknown: "; the quota is unknown"
        }
    }

    /// The result for memory in one line.
    static func memory(_ memory: MemoryQuota) -> String {
        let used = memory.currentBytes.map { ", \(bytes($0)) used by the cgroup" } ?? ""
        guard let effective = memory.effectiveBytes else { return "unknown" }
        let number = "\(memory.effectiveBytesCompleteness.words)\(bytes(effective))"
        switch memory.limit {
        case .limited(_, let source, _): return "\(number), limited by \(source.file)\(used)"
        case .unlimited: return "\(number), all of the machine's memory\(used)"
        case .unknown: return "\(number), all of the machine's memory; the limit is unknown\(used)"
        }
    }

    private var tasks: String {
        let used = quota.pids.currentTasks.map { ", \($0) used" } ?? ""
        switch quota.pids.limit {
        case .limited(let limit, let source, _):
            let words = quota.pids.effectiveTasksCompleteness.words
            return "\(words)\(limit), limited by \(source.file)\(used)"
        case .unlimited: return "no limit\(used)"
        case .unknown: return "unknown"
        }
    }

    /// Why the number of the line above is not exact, and why its limit is uncertain.
    private func why<Value>(
        _ number: Quota.Completeness, _ limit: Limit<Value>, _ page: inout Page
    ) {
        if let why = number.incomplete {
            page.line("", "because \(why)")
        }
        guard let why = limit.incomplete, why != number.incomplete else { return }
        if case .unknown = limit {
            page.line("", "limit unknown: \(why)")
        } else {
            page.line("", "limit may be smaller: \(why)")
        }
    }

    /// A block for each hierarchy, a row for each cgroup, the own cgroup first.
    private func levels() -> String {
        var text = ""
        let byController = quota.hierarchies.enumerated().sorted {
            ($0.element.controllers.first ?? "") < ($1.element.controllers.first ?? "")
        }
        for (index, hierarchy) in byController {
            let mount = hierarchy.mountPoint?.description ?? "a place that is not mounted here"
            let heading = safe(
                "cgroup v\(hierarchy.version): \(hierarchy.controllers.joined(separator: ", ")) "
                    + "at \(mount)")
            for line in wrapped(heading, terminal.width) { text += "\(line)\n" }
            text += rows(quota.levels.filter { $0.hierarchy == index }, hierarchy)
        }
        return text
    }

    /// A line for each level; in a narrow terminal the values are below the level, one on each line.
    private func rows(_ levels: [QuotaLevel], _ hierarchy: Quota.Hierarchy) -> String {
        var table = Table([Column(), Column()])
        for level in levels {
            table.add(
                "  " + safe(level.path.description),
                values(level, hierarchy).joined(separator: "   "))
        }
        guard let width = terminal.width, table.width > width else {
            return table.lines(width: nil).reduce(into: "") { $0 += "\($1)\n" }
        }
        return table.rows.reduce(into: "") { text, row in
            for line in wrapped(row[0].text, width) { text += "\(line)\n" }
            for line in wrapped(row[1].text, max(10, width - 6)) { text += "      \(line)\n" }
        }
    }

    /// The contents of the files of a cgroup, each with the name of the file.
    private func values(_ level: QuotaLevel, _ hierarchy: Quota.Hierarchy) -> [String] {
        var values: [String] = []
        addCPU(level, &values)
        add(level.cpuBurst, hidesZero: true, &values)
        add(level.cpuWeight, &values)
        add(level.cpuShares, &values)
        add(level.cpuIdle, hidesZero: true, number: { $0 ? 1 : 0 }, &values)
        addCPUSet(level, &values)
        add(level.memoryMax, &values)
        add(level.memoryHierarchical, key: "hierarchical_memory_limit", &values)
        if level.memoryIsApart {
            values.append("use_hierarchy 0")
        }
        addIfSet(level.memoryHigh, &values)
        addIfSet(level.memoryLow, hidesZero: true, &values)
        addIfSet(level.memoryMin, hidesZero: true, &values)
        addIfSet(level.swapMax, &values)
        addIfSet(level.memswMax, &values)
        add(level.memoryCurrent, &values)
        add(level.memoryPeak, &values)
        add(level.swapCurrent, hidesZero: true, &values)
        add(level.memswCurrent, &values)
        add(level.pidsMax, &values)
        add(level.pidsCurrent, &values)
        switch level.io.state {
        case .limited: values.append("\(level.io.file ?? "io") limits devices")
        case .unknown(let failure): values.append(safe("io unknown: \(failure)"))
        case .absent, .notRead, .unlimited: break
        }
        addHugePages(level, hierarchy, &values)
        return values.isEmpty ? ["no limits here"] : values
    }

    /// The quota and its period: one file on v2, two files on v1.
    private func addCPU(_ level: QuotaLevel, _ values: inout [String]) {
        let file = level.cpu.file ?? "cpu"
        let isV2 = file == "cpu.max"
        switch level.cpu.state {
        case .limited(let bandwidth):
            let between = isV2 ? "" : "of "
            let period = bandwidth.periodUs.map { " \(between)\($0)" } ?? ""
            values.append("\(file) \(bandwidth.quotaUs)\(period)")
        case .unlimited where isV2:
            values.append("\(file) max" + (level.cpuPeriodUs.map { " \($0)" } ?? ""))
        case .unlimited: values.append("\(file) -1")
        case .unknown(let failure): values.append(safe("cpu unknown: \(failure)"))
        case .absent, .notRead: break
        }
    }

    /// The binding limits of huge pages, at their level; other limits are not stored.
    private func addHugePages(
        _ level: QuotaLevel, _ hierarchy: Quota.Hierarchy, _ values: inout [String]
    ) {
        guard hierarchy.controllers.contains("hugetlb") else { return }
        let limits = quota.hugetlb.sizes.compactMap { size -> (Int64, LimitSource)? in
            guard case .limited(let value, let source, _) = size.limit else { return nil }
            return (value, source)
        }
        let directory = level.directory.description + "/"
        let here = limits.compactMap { value, source -> String? in
            let file = source.file.description
            guard source.level == level.path, file.hasPrefix(directory) else { return nil }
            return "\(file.dropFirst(directory.count)) \(value)"
        }
        values += here
        if values.isEmpty && !limits.isEmpty {
            values.append("no binding limit here")
        }
    }

    /// The list of CPUs or nodes, as in the file.
    private func addCPUSet(_ level: QuotaLevel, _ values: inout [String]) {
        if let count = level.cpuset.value {
            let file = level.cpuset.file ?? "cpuset"
            values.append("\(file) \(level.cpus?.description ?? counted(count, "CPU"))")
        } else {
            add(level.cpuset, key: level.cpuset.file ?? "cpuset", &values)
        }
        if let mems = level.mems, let file = level.cpusetMems.file {
            values.append("\(file) \(mems)")
        }
    }

    /// Protection and rare limits, if set.
    private func addIfSet(
        _ fileValue: QuotaLevel.FileValue<Int64>, hidesZero: Bool = false, _ values: inout [String]
    ) {
        if fileValue.state != .unlimited {
            add(fileValue, hidesZero: hidesZero, &values)
        }
    }

    private func add(
        _ fileValue: QuotaLevel.FileValue<Int64>, key: String? = nil, hidesZero: Bool = false,
        _ values: inout [String]
    ) {
        add(fileValue, key: key, hidesZero: hidesZero, number: { $0 }, &values)
    }

    /// A value: the name of the file, or the key in the file, and the number.
    private func add<Value>(
        _ fileValue: QuotaLevel.FileValue<Value>, key: String? = nil, hidesZero: Bool = false,
        number: (Value) -> Int64, _ values: inout [String]
    ) {
        guard let name = key ?? fileValue.file else { return }
        switch fileValue.state {
        case .limited(let value):
            let value = number(value)
            if value != 0 || !hidesZero {
                values.append("\(name) \(value)")
            }
        case .unlimited: values.append("\(name) max")
        case .unknown(let failure): values.append(safe("\(name) unknown: \(failure)"))
        case .absent, .notRead: break
        }
    }
}

extension Quota.Completeness {
    /// The text before the number.
    var words: String {
        switch state {
        case .atMost: "at most "
        case .atLeast: "at least "
        case .exact, .unknown: ""
        }
    }
}
