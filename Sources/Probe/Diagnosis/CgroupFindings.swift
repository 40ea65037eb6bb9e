/// The memory of cgroups: the findings, and what they explain of the machine's numbers.
struct CgroupMemory {
    var findings: [Diagnosis.Finding] = []
    /// Processes killed because of the limit of a cgroup.
    var kills: Int64 = 0
    /// Whether tasks of a cgroup at its limit wait for memory.
    var isWaiting = false
}

extension Diagnosis.Evidence {
    /// How many cgroups have a finding of their own for each resource.
    private static let shownCgroups = 8

    /// Cgroups whose CPU quota is used up: the own cgroup, then the others.
    @inline(never)
    func quotaFindings() -> [Finding] {
        withAccounts(
            shortQuotas(), .cpu.named("of the CPU time that the cgroup used"), "cpu")
    }

    /// The same without accounts: those are made for the shown cgroups only, because an account goes
    /// through all processes.
    @inline(never)
    private func shortQuotas() -> [Finding] {
        let found = throttledCgroups().compactMap { quotaFinding($0) }
        let path = quota?.cgroup
        let sorted =
            Self.worstFirst(found.filter { $0.controlGroup == path })
            + Self.worstFirst(found.filter { $0.controlGroup != path })
        return shortened(sorted, "used up their CPU quotas")
    }

    /// The cgroups with a CPU quota. Not inlined, as other functions here: the stack of a small thread holds
    /// the frames of one kind of findings, and not of all.
    @inline(never)
    private func throttledCgroups() -> [ThrottledCgroup] {
        var found: [ThrottledCgroup] = []
        if let changes = cgroupChanges {
            for index in changes.indices {
                guard let cores = changes[index].quotaCores, cores > 0 else { continue }
                found.append(ThrottledCgroup(index, changes, cores))
            }
        }
        if let quota, let own = ThrottledCgroup(quota),
            !found.contains(where: { $0.path == own.path })
        {
            found.append(own)
        }
        return found
    }

    @inline(never)
    private func quotaFinding(_ one: ThrottledCgroup) -> Finding? {
        let throttledPercent = one.periods.flatMap { percent($0.throttled, of: $0.all) }
        // The processes are looked through only where the kernel reports neither.
        var used = one.used ?? (one.periods == nil ? visibleCores(of: one.path) : nil)
        var usedPercent = used.map { $0 / one.cores * 100 }
        let judged =
            one.periods != nil
            ? thresholds.throttledPercent.severity(of: throttledPercent)
            : thresholds.quotaUsagePercent.severity(of: usedPercent)
        guard var severity = judged else { return nil }
        if let periods = one.periods,
            periods.all < thresholds.quotaPeriods
                || (usedPercent ?? 100) < thresholds.quotaLowUsagePercent
        {
            // A cgroup that hardly runs: a burst used up the quota of a few periods.
            severity = .noticed
        }
        if used == nil {
            used = visibleCores(of: one.path)
            usedPercent = used.map { $0 / one.cores * 100 }
        }
        let file = one.file.map { "\($0)" } ?? one.fileName
        var details = ["\(file) allows \(cores(one.cores)) of \(counted(Int(cpus), "CPU"))."]
        if let periods = one.periods, periods.all > 0 {
            let since = one.isStill ? " since the cgroup was created" : ""
            details.append(
                "It was used up in \(periods.throttled) of \(periods.all) periods\(since): "
                    + "tasks had to wait for the next period.")
        }
        if let used, let usedPercent {
            let who = one.used == nil ? "The visible processes of the cgroup" : "The cgroup"
            details.append(
                "\(who) used \(cores(used)) CPUs, \(decimal(usedPercent, 0))% of the quota.")
        }
        if throttledPercent != nil, let usage = usagePercent,
            usage < thresholds.cpuUsagePercent.noticed
        {
            details.append(
                "The machine itself is not busy (\(decimal(usage, 0))% of "
                    + "\(counted(Int(cpus), "CPU"))): the quota limits them.")
        }
        details += Self.identity(of: one.path)
        let title =
            throttledPercent.map {
                "CPU quota of \(cores(one.cores)) used up in \(decimal($0, 0))% of its periods"
            } ?? "CPU quota of \(cores(one.cores)) nearly used up"
        return Finding(
            resource: .cpuQuota,
            kind: throttledPercent == nil ? .quotaNearlyUsedUp : .quotaUsedUp,
            severity: severity, title: title + Self.brackets(one.path), details: details,
            measured: one.periods != nil
                ? thresholds.throttledPercent.measured(throttledPercent, .percent)
                : thresholds.quotaUsagePercent.measured(usedPercent, .percent),
            controlGroup: one.path, limitFile: one.file,
            since: Since(
                one.stall, atLeast: thresholds.pressurePercent.noticed,
                waitingFor: "a CPU in the cgroup"))
    }

    /// The CPU time of the processes of a cgroup that can be seen, in cores; nil if that of none is known.
    @inline(never)
    private func visibleCores(of path: KernelName) -> Double? {
        let members = members(of: path, "cpu")
        let known = activity.entries.compactMap {
            members.contains($0) ? Measure.cpu.amount($0, activity) : nil
        }
        return known.isEmpty ? nil : known.reduce(0, +) / 100
    }

    /// The findings of ``cgroupMemory()``, with the processes that account for them.
    @inline(never)
    func cgroupMemoryFindings() -> [Finding] {
        withAccounts(
            cgroupMemory().findings,
            .memory.named("of what the processes of the cgroup have resident"), "memory")
    }

    /// Cgroups at their memory limits, and processes killed because of them, without the limit that the
    /// own cgroup has: ``memoryFindings()`` reports that one.
    @inline(never)
    func cgroupMemory() -> CgroupMemory {
        guard let changes = cgroupChanges else { return CgroupMemory() }
        var all = CgroupMemory()
        var reported: Set<Int> = []
        let ownLevel = quota?.after.memory.limit.level
        let kills = memoryKills(changes)
        for (index, victims) in kills.sorted(by: { $0.key < $1.key }) {
            reported.formUnion(changes.lineage(index))
            guard changes[index].path != ownLevel else { continue }
            let count = victims.reduce(0) { Probe.sum($0, $1.count) ?? .max }
            all.kills = Probe.sum(all.kills, count) ?? .max
            all.isWaiting = true
            all.findings.append(memoryFinding(changes, index, kills: count, victims: victims))
        }
        // The deepest first: usage and events of a cgroup include those of its descendants.
        for index in changes.deepestFirst where kills[index] == nil {
            guard let state = CgroupMemoryState(changes, index),
                let (severity, kind) = judge(state),
                !reported.contains(index) || state.hits > 0
            else { continue }
            reported.formUnion(changes.lineage(index))
            guard changes[index].path != ownLevel else { continue }
            all.isWaiting = all.isWaiting || state.hits > 0
            all.findings.append(memoryFinding(changes, state, severity, kind))
        }
        all.findings = shortened(Self.worstFirst(all.findings), "are at their memory limits")
        return all
    }

    /// The killed processes of each cgroup, by the cgroup whose limit was the reason. The processes killed
    /// because the machine had no memory left are not among them.
    @inline(never)
    private func memoryKills(
        _ changes: CgroupChanges
    ) -> [Int: [(path: KernelName, count: Int64)]] {
        var kills: [Int: [(path: KernelName, count: Int64)]] = [:]
        let isV2 = changes.isV2("memory")
        func limitHits(_ index: Int) -> Int64? {
            isV2
                ? changes.own(index, local: { $0.localOom }, all: { $0.eventsOom })
                : changes.change(index) { $0.eventsMax }
        }
        for index in changes.indices {
            let count =
                changes.own(index, local: { $0.localOomKill }, all: { $0.eventsOomKill }) ?? 0
            guard count > 0 else { continue }
            let limited = changes.lineage(index).filter { changes[$0].memoryMaxBytes != nil }
            // A counter that is unknown rules nothing out.
            if let cause = limited.first(where: { (limitHits($0) ?? 1) > 0 }) {
                kills[cause, default: []].append((changes[index].path, count))
            }
        }
        // A cgroup that was removed after the kill: the cgroups above it counted the kill as well.
        for index in changes.deepestFirst where isV2 && changes[index].memoryMaxBytes != nil {
            guard let hits = changes.change(index, { $0.localOom }), hits > 0,
                let count = changes.change(index, { $0.eventsOomKill }), count > 0,
                !kills.keys.contains(where: { changes.lineage($0).contains(index) })
            else { continue }
            kills[index] = [(changes[index].path, count)]
        }
        return kills
    }

    /// How short the memory of a cgroup is; nil if it is not. Page cache is no shortage while no task
    /// waits: the kernel drops it when it is needed. Nor is little memory left, before the limit is reached,
    /// more than noticed.
    @inline(never)
    private func judge(
        _ state: CgroupMemoryState
    ) -> (severity: Diagnosis.Severity, kind: Diagnosis.Kind)? {
        let isShort = machineMemoryPercent.map {
            thresholds.memoryAvailablePercent.severity(below: $0) != nil
        }
        // v1 has no pressure of a cgroup. The machine's is that of a cgroup that reached its limit if the
        // machine has memory.
        let machine = isShort == false && state.hits > 0 ? machineMemoryWaitPercent : nil
        let waiting = thresholds.memoryPressurePercent.severity(
            of: state.waitPercent ?? (state.isV2 ? nil : machine))
        let left = thresholds.cgroupMemoryAvailablePercent
        let withCache = left.severity(below: state.availableWithCachePercent)
        var low = left.severity(below: state.availablePercent)
        let isWaitingKnown = (state.waitPercent ?? (state.isV2 ? nil : machine)) != nil
        if waiting == nil, isWaitingKnown || withCache == nil { low = withCache }
        if waiting == nil, state.hits == 0, low != nil { low = .noticed }
        if let low {
            return (max(low, state.hits > 0 ? waiting ?? low : low), .memoryLow)
        }
        guard state.hits > 0, let waiting else { return nil }
        return (waiting, .memoryWait)
    }

    @inline(never)
    private func memoryFinding(
        _ changes: CgroupChanges, _ state: CgroupMemoryState, _ severity: Diagnosis.Severity,
        _ kind: Diagnosis.Kind
    ) -> Finding {
        let limit = bytes(state.limit)
        let title =
            switch kind {
            case .memoryWait: "Tasks wait for memory at their limit of \(limit)"
            default:
                "Memory limit of \(limit) \(state.isReached ? "reached" : "nearly reached"), "
                    + "\(bytes(state.available)) available"
            }
        return finding(
            changes, state.index, state, kind, severity, title: title,
            measured: kind == .memoryWait
                ? thresholds.memoryPressurePercent.measured(
                    state.waitPercent ?? machineMemoryWaitPercent, .percent)
                : thresholds.cgroupMemoryAvailablePercent.measured(
                    below: state.availablePercent, .percent))
    }

    @inline(never)
    private func memoryFinding(
        _ changes: CgroupChanges, _ index: Int, kills: Int64,
        victims: [(path: KernelName, count: Int64)]
    ) -> Finding {
        let state = CgroupMemoryState(changes, index)
        let processes = counted(kills, "process", "processes")
        let since = changes.window.isStill ? " since the cgroup was created" : ""
        let limit = changes[index].memoryMaxBytes.map { " of \(bytes($0))" } ?? ""
        var details: [String] = []
        let below = victims.filter { $0.path != changes[index].path }
        if !below.isEmpty {
            let shown = below.prefix(options.shown).map { "\($0.count) in \($0.path)" }
            let more = below.count - shown.count
            details.append(
                "Killed: \(shown.joined(separator: ", "))\(more > 0 ? " and in \(more) more" : "")."
            )
        }
        if !changes.window.isStill {
            details.append(
                "The OOM killer killed \(processes) within the window; `dmesg` names them.")
            let path = changes[index].path
            let members = members(of: path, "memory")
            if let ended = endedDetail(where: { members.contains($0) }) {
                details.append(ended)
            }
        }
        return finding(
            changes, index, state, .memoryKill, changes.window.isStill ? .noticed : .severe,
            title: "\(processes) killed by the OOM killer at the memory limit\(limit)\(since)",
            details: details, measured: Measured(value: Double(kills), unit: .count))
    }

    /// A finding about the memory of a cgroup.
    @inline(never)
    private func finding(
        _ changes: CgroupChanges, _ index: Int, _ state: CgroupMemoryState?,
        _ kind: Diagnosis.Kind, _ severity: Diagnosis.Severity, title: String,
        details more: [String] = [], measured: Measured?
    ) -> Finding {
        let path = changes[index].path
        let fileName = state?.fileName ?? "memory.max"
        let file = changes.file(index, "memory", fileName)
        var details: [String] = []
        if let state {
            details.append(
                "\(file.map { "\($0)" } ?? fileName) allows \(bytes(state.limit)), of which \(bytes(state.available)) are "
                    + "available"
                    + (state.cache > 0
                        ? ", and \(bytes(state.cache)) are page cache that was used recently."
                        : "."))
            if state.hits > 0 {
                let since = changes.window.isStill ? " since the cgroup was created" : ""
                details.append("The limit was reached \(counted(state.hits, "time"))\(since).")
            }
        }
        details += more
        if let waiting = state?.waitPercent {
            details.append(
                "Some task of the cgroup waited for memory for \(decimal(waiting, 0))% of the time."
            )
        }
        if let machineMemoryPercent,
            thresholds.memoryAvailablePercent.severity(below: machineMemoryPercent) == nil
        {
            details.append(
                "The machine is not short of memory: \(decimal(machineMemoryPercent, 0))% of it are "
                    + "available.")
        }
        details += Self.identity(of: path)
        return Finding(
            resource: .memory, kind: kind, severity: severity, title: title + Self.brackets(path),
            details: details, measured: measured, controlGroup: path, limitFile: file,
            since: Since(
                changes[index].pressure.memory.some,
                atLeast: thresholds.memoryPressurePercent.noticed,
                waitingFor: "memory in the cgroup"))
    }

    /// Cgroups that have no task left, or few.
    @inline(never)
    func taskLimitFindings() -> [Finding] {
        withAccounts(shortTaskLimits(), .tasks, "pids")
    }

    /// The same without accounts.
    @inline(never)
    private func shortTaskLimits() -> [Finding] {
        guard let changes = cgroupChanges else { return [] }
        var forks: [Int: Int64] = [:]
        for index in changes.deepestFirst {
            guard let count = changes.change(index, { $0.pidsEventsMax }), count > 0,
                // Since 6.11 the cgroups above the limit count the same forks.
                !forks.keys.contains(where: { changes.lineage($0).dropFirst().contains(index) })
            else { continue }
            forks[index] = count
        }
        // Before 6.11 the event is counted where the fork failed, which may be below the limit.
        var failed: [Int: Int64] = [:]
        for (index, count) in forks {
            let limited = changes.lineage(index).compactMap { above in
                percent(changes[above].pidsCurrent, of: changes[above].pidsMax).map { (above, $0) }
            }
            let fullest = limited.max { ($0.1, -$0.0) < ($1.1, -$1.0) }
            if let fullest {
                failed[fullest.0] = Probe.sum(failed[fullest.0] ?? 0, count) ?? .max
            }
        }
        let found = changes.indices.compactMap { index -> Finding? in
            // A limit of 0 allows no fork, and is reached by any task.
            guard let limit = changes[index].pidsMax, let current = changes[index].pidsCurrent
            else {
                return nil
            }
            let used = limit > 0 ? Double(current) / Double(limit) * 100 : 100
            let count = failed[index] ?? 0
            let full =
                limit == 0 && count == 0 ? nil : thresholds.taskLimitPercent.severity(of: used)
            let failing: Diagnosis.Severity? =
                count == 0 ? nil : changes.window.isStill ? .noticed : .severe
            guard let severity = [full, failing].compactMap({ $0 }).max() else { return nil }
            return taskLimitFinding(changes, index, severity, (current, limit), used, count)
        }
        return shortened(Self.worstFirst(found), "are at their limits of tasks")
    }

    @inline(never)
    private func taskLimitFinding(
        _ changes: CgroupChanges, _ index: Int, _ severity: Diagnosis.Severity,
        _ tasks: (current: Int64, limit: Int64), _ used: Double, _ failed: Int64
    ) -> Finding {
        let path = changes[index].path
        let file = changes.file(index, "pids", "pids.max")
        var details = [
            "\(file.map { "\($0)" } ?? "pids.max") allows \(counted(tasks.limit, "task")); the cgroup has "
                + "\(tasks.current), processes and their threads."
        ]
        if failed > 0 {
            let since = changes.window.isStill ? " since the cgroup was created" : ""
            details.append("\(counted(failed, "fork")) failed because of the limit\(since).")
        }
        details += Self.identity(of: path)
        let state = tasks.current >= tasks.limit ? "used up" : "nearly used up"
        let title =
            failed > 0
            ? "\(counted(failed, "fork")) failed at the limit of \(counted(tasks.limit, "task"))"
                + (changes.window.isStill ? " since the cgroup was created" : "")
            : "Limit of \(counted(tasks.limit, "task")) \(state) (\(decimal(used, 0))%)"
        return Finding(
            resource: .tasks, kind: .taskLimit, severity: severity,
            title: title + Self.brackets(path), details: details,
            measured: thresholds.taskLimitPercent.measured(used, .percent),
            controlGroup: path, limitFile: file)
    }

    /// The kinds of findings of cgroups, the worse of one severity first.
    private static let kinds: [Diagnosis.Kind] = [
        .memoryKill, .memoryWait, .memoryLow, .quotaUsedUp, .quotaNearlyUsedUp,
    ]

    /// By severity, then by kind, then by the measured number; equal ones in their order.
    private static func worstFirst(_ findings: [Finding]) -> [Finding] {
        let keyed = findings.enumerated().map { offset, finding in
            let value = finding.measured?.value ?? 0
            return (
                finding: finding, kind: kinds.firstIndex(of: finding.kind) ?? kinds.count,
                // Little memory is bad, and much of the others.
                value: finding.kind == .memoryLow ? value : -value, offset: offset
            )
        }
        return keyed.sorted { a, b in
            guard a.finding.severity == b.finding.severity else {
                return a.finding.severity > b.finding.severity
            }
            return (a.kind, a.value, a.offset) < (b.kind, b.value, b.offset)
        }.map { $0.finding }
    }

    /// Findings for so many cgroups, the others as a sentence of the last one.
    private func shortened(_ findings: [Finding], _ what: String) -> [Finding] {
        guard findings.count > Self.shownCgroups else { return findings }
        var shown = Array(findings.prefix(Self.shownCgroups))
        let names = findings.dropFirst(Self.shownCgroups).compactMap { $0.controlGroup }
        let listed = names.prefix(Self.shownCgroups).map { $0.description }.joined(separator: ", ")
        let more = names.count - min(names.count, Self.shownCgroups)
        shown[shown.count - 1].details.append(
            "\(counted(names.count, "more cgroup")) \(what): \(listed)"
                + (more > 0 ? " and \(more) more." : "."))
        return shown
    }

    /// The processes of a cgroup and of those below it.
    func members(of path: KernelName, _ controller: String) -> CgroupMembers {
        let directory = cgroups?.after.directory(of: path, controller: controller)
        return CgroupMembers(
            path: path, pids: directory.flatMap { cgroups?.members[$0] })
    }

    /// The findings with the processes of each cgroup that account for a measure, and the cgroups below it.
    @inline(never)
    private func withAccounts(
        _ findings: [Finding], _ measure: Measure, _ controller: String
    ) -> [Finding] {
        findings.map { finding in
            guard let path = finding.controlGroup else { return finding }
            var finding = finding
            let members = members(of: path, controller)
            finding.account = account(measure, of: nil) { members.contains($0) }
            finding.account?.controlGroups.removeAll { $0.path == path || !$0.path.isIn(path) }
            return finding
        }
    }

    /// The cgroups that findings are about, with the controller of the limit.
    var shortCgroups: [(path: KernelName, controller: String)] {
        let findings = shortQuotas() + cgroupMemory().findings + shortTaskLimits()
        return findings.compactMap { finding in
            let controller =
                finding.resource == .cpuQuota
                ? "cpu" : finding.resource == .memory ? "memory" : "pids"
            return finding.controlGroup.map { ($0, controller) }
        }
    }

    /// The path of a cgroup in brackets; empty for the root.
    private static func brackets(_ path: KernelName) -> String {
        path.bytes == [UInt8(ascii: "/")] ? "" : " (\(path))"
    }

    /// The container that the path names, or the unit, where that is not the last name of the path.
    private static func identity(of path: KernelName) -> [String] {
        let name = ControlGroupName(path.bytes)
        if let container = name.container {
            return ["The cgroup is that of container \(container)."]
        }
        guard let unit = name.unit, Cgroup(path: path).name.bytes != unit else { return [] }
        return ["The cgroup is that of \(KernelName(bytes: unit))."]
    }
}

/// The processes of a cgroup and of those below it.
struct CgroupMembers {
    let path: KernelName
    /// The list of the cgroup; nil where it was not read.
    let pids: Set<Int32>?

    /// Whether a process is among them. /proc/PID/cgroup has a path for each hierarchy, of which a process
    /// has one: the list of the cgroup is exact, where it was read.
    func contains(_ entry: Diagnosis.ProcessActivity.Entry) -> Bool {
        if !entry.hasEnded, let pids { return pids.contains(entry.process.pid) }
        return entry.process.isIn(path)
    }
}

/// What limits a cgroup's CPU time, and what it used.
private struct ThrottledCgroup {
    let path: KernelName
    /// The file that sets the quota; nil where its directory is not known.
    let file: KernelName?
    /// What a sentence calls it then.
    let fileName: String
    let cores: Double
    let isStill: Bool
    /// The periods of the window, or since the cgroup was created, and those in which the quota was used up.
    let periods: (all: Int64, throttled: Int64)?
    /// CPU time that the cgroup used, in cores; nil if the kernel does not report it.
    let used: Double?
    /// How long tasks of the cgroup have waited for a CPU.
    let stall: Pressure.Stall?

    init(_ index: Int, _ changes: CgroupChanges, _ cores: Double) {
        path = changes[index].path
        self.cores = cores
        isStill = changes.window.isStill
        fileName = changes.isV2("cpu") ? "cpu.max" : "cpu.cfs_quota_us"
        file = changes.file(index, "cpu", fileName)
        used = changes.cores(index)
        stall = changes[index].pressure.cpu.some
        let all = changes.change(index) { $0.periods }
        let throttled = changes.change(index) { $0.throttledPeriods }
        periods = all.flatMap { all in throttled.map { (all, $0) } }
    }

    /// The own quota, of a cgroup that the table does not have.
    init?(_ window: Diagnosis.QuotaWindow) {
        guard let cores = window.after.cpu.limit.value, cores > 0, let path = window.cgroup else {
            return nil
        }
        (self.path, self.cores) = (path, cores)
        (file, fileName) = (window.after.cpu.limit.file, "The quota")
        (isStill, periods, used) = (window.isStill, window.periods, nil)
        stall = window.isOfVersion2 ? window.after.pressure?.cpu.some : nil
    }
}

/// The memory of a cgroup with a limit.
struct CgroupMemoryState {
    let index: Int
    /// The lower one of memory.max and memory.high.
    let limit: Int64
    /// The limit less usage without inactive page cache, at least 0.
    let available: Int64
    /// Page cache that was used recently.
    let cache: Int64
    /// How often the limit was reached; 0 also if that is not known.
    let hits: Int64
    /// Percent of the time in which a task of the cgroup waited for memory.
    let waitPercent: Double?
    let isV2: Bool
    private let isHigh: Bool

    init?(_ changes: CgroupChanges, _ index: Int) {
        let (max, high) = (changes[index].memoryMaxBytes, changes[index].memoryHighBytes)
        guard let limit = [max, high].compactMap({ $0 }).min(), limit > 0,
            let used = changes[index].memoryWorkingSetBytes ?? changes[index].memoryCurrentBytes
        else { return nil }
        self.index = index
        self.limit = limit
        isHigh = high == limit && max != limit
        available = Swift.max(limit - Swift.max(used, 0), 0)
        let active = changes[index].activeFileBytes ?? 0
        cache = Swift.min(Swift.max(active, 0), Swift.max(used, 0))
        let atMax = changes.own(index, local: { $0.localMax }, all: { $0.eventsMax }) ?? 0
        let atHigh = changes.own(index, local: { $0.localHigh }, all: { $0.eventsHigh }) ?? 0
        hits = isHigh ? (sum(atMax, atHigh) ?? .max) : atMax
        waitPercent = changes.memoryWaitPercent(index)
        isV2 = changes.isV2("memory")
    }

    /// Whether the limit was reached in the window, or is.
    var isReached: Bool { hits > 0 || available == 0 }

    var availablePercent: Double { Double(available) / Double(limit) * 100 }

    var availableWithCachePercent: Double {
        (Double(available) + Double(cache)) / Double(limit) * 100
    }

    /// The file that sets the limit.
    var fileName: String {
        isHigh ? "memory.high" : isV2 ? "memory.max" : "memory.limit_in_bytes"
    }
}
