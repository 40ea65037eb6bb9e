extension Diagnosis.Evidence {
    /// Memory of the machine or of the own cgroup: little left, waiting for it, processes killed.
    @inline(never)
    func memoryFindings() -> [Finding] {
        let machine = machineMemoryPercent
        // What the limits of other cgroups explain is reported with these cgroups.
        let others = cgroupMemory()
        let memory = quota?.after.memory
        // File cache of a cgroup is no shortage while no task waits: the kernel drops it when needed.
        let cgroup =
            isFullOfCache ? nil : percent(memory?.availableBytes, of: memory?.limit.value)
        let isExplained =
            others.isWaiting
            && machine.map {
                thresholds.memoryAvailablePercent.severity(below: $0) == nil
            } ?? false
        let waiting = isExplained ? nil : machineMemoryWaitPercent
        let kernelKills =
            change(isStill ? 0 : before.memory.value?.oomKills, after.memory.value?.oomKills) ?? 0
        let killed = max(kernelKills - others.kills, 0)
        let killedInCgroup =
            change(
                isStill ? 0 : quota?.before.memory.events.oomKill,
                quota?.after.memory.events.oomKill) ?? 0
        let kills = max(killed, killedInCgroup)
        let severity = [
            thresholds.memoryAvailablePercent.severity(below: machine),
            thresholds.memoryAvailablePercent.severity(below: cgroup),
            thresholds.memoryPressurePercent.severity(of: waiting),
            kills > 0 ? (isStill ? .noticed : .severe) : nil,
        ].compactMap { $0 }.max()
        guard let severity else { return [] }
        let kind = memoryKind(machine, cgroup, kills)
        let measured: Measured?
        let isOfCgroup: Bool
        switch kind {
        case .memoryKill:
            measured = Measured(value: Double(kills), unit: .count)
            isOfCgroup = killedInCgroup > 0
        case .memoryLow:
            measured = thresholds.memoryAvailablePercent.measured(
                below: min(machine ?? 100, cgroup ?? 100), .percent)
            isOfCgroup = (cgroup ?? 101) < (machine ?? 101)
        default:
            measured = thresholds.memoryPressurePercent.measured(waiting, .percent)
            isOfCgroup = false
        }
        return [
            Finding(
                resource: .memory, kind: kind, severity: severity,
                title: memoryTitle(kind, machine, cgroup, kills),
                details: memoryDetails(machine, cgroup, kills), measured: measured,
                controlGroup: isOfCgroup ? memory?.limit.level : nil,
                limitFile: isOfCgroup && memory?.limit.level != nil ? memory?.limit.file : nil,
                since: Since(
                    after.pressure.value?.memory.some,
                    atLeast: thresholds.memoryPressurePercent.noticed,
                    waitingFor: "memory"),
                account: memoryAccount(machine, cgroup, kills, killedInCgroup))
        ]
    }

    /// Errors of the memory that could not be corrected: data is lost, and a module is to be replaced.
    @inline(never)
    func memoryErrorFindings() -> [Finding] {
        guard let lost = host?.memoryUncorrectedErrors, lost > 0 else { return [] }
        let corrected = host?.memoryCorrectedErrors.flatMap { $0 > 0 ? $0 : nil }
        return [
            Finding(
                resource: .memory, kind: .memoryErrors, severity: .high,
                title: "Memory had \(counted(lost, "error")) that could not be corrected",
                details: [
                    "What was in that memory is lost. /sys/devices/system/edac/mc has the module "
                        + "(dimmN/dimm_label, dimm_ue_count)."
                ]
                    + (corrected.map {
                        ["\(counted($0, "further error")) could be corrected."]
                    } ?? []),
                measured: Measured(value: Double(lost), unit: .count))
        ]
    }

    /// Percent of the machine's memory that is available; nil where it is unknown.
    var machineMemoryPercent: Double? {
        percent(machineAvailableBytes, of: after.memory.value?.totalBytes)
    }

    /// Memory of the machine that is available, with what ZFS would give back of its cache, which the kernel
    /// counts as used.
    var machineAvailableBytes: Int64? {
        guard let memory = after.memory.value, let available = memory.availableBytes else {
            return nil
        }
        let sum = Probe.sum(available, cacheOfZFSBytes ?? 0) ?? .max
        return memory.totalBytes.map { min(sum, $0) } ?? sum
    }

    /// What ZFS would give back of its cache; nil where the cache was not read, or there is none.
    private var cacheOfZFSBytes: Int64? {
        storage?.arc?.availableBytes.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Percent of the time in which a task of the machine waited for memory.
    var machineMemoryWaitPercent: Double? {
        rates.pressure.memorySomePercent ?? after.pressure.value?.memory.some?.avg10Percent
    }

    /// Whether the own cgroup is full only of file cache that was used recently, and no task waits for
    /// memory: by the pressure of the cgroup on version 2, else by that of the machine.
    private var isFullOfCache: Bool {
        guard let quota = quota?.after, let limit = quota.memory.limit.value,
            let available = quota.memory.availableBytes,
            let cache = quota.levels.lazy.filter({ $0.path == quota.memory.limit.level })
                .compactMap({ $0.memoryActiveFile.value }).first,
            thresholds.memoryAvailablePercent.severity(
                below: percent(available, of: limit).map {
                    $0 + Double(cache) / Double(limit) * 100
                })
                == nil
        else { return false }
        let waiting =
            quota.pressure?.memory.some?.avg10Percent ?? rates.pressure.memorySomePercent
        return waiting.map { $0 < thresholds.memoryPressurePercent.noticed } ?? false
    }

    /// The processes that have the memory, of the machine or of the own cgroup, whichever is short. Where
    /// neither is, another cgroup has reached its limit, and a large process is not to blame: then the
    /// major page faults show which processes wait.
    private func memoryAccount(
        _ machine: Double?, _ cgroup: Double?, _ kills: Int64, _ killedInCgroup: Int64
    ) -> Account? {
        let isCgroup = (cgroup ?? 101) < (machine ?? 101)
        if isCgroup, let quota = quota?.after.memory, let level = quota.limit.level {
            let isShort = thresholds.memoryAvailablePercent.severity(below: cgroup) != nil
            // A kill in another cgroup does not concern the own cgroup.
            if isShort && (kills == 0 || killedInCgroup > 0) {
                // The usage of a level above the own cgroup is unknown.
                return account(
                    .memory.named("of what the processes of the cgroup have resident"), of: nil
                ) {
                    $0.process.isIn(level)
                }
            }
        }
        if thresholds.memoryAvailablePercent.severity(below: machine) != nil {
            return account(.memory, of: after.memory.value?.usedBytes.map { Double($0) })
        }
        let faults = rates.memory.majorPageFaultsPerSecond
        guard kills == 0, let faults, faults >= thresholds.majorFaultsPerSecond else { return nil }
        return account(.majorFaults, of: faults)
    }

    /// The processes that ended within the window and had much memory, the largest first. A zombie has
    /// given back its memory, too.
    private var endedLarge: [ProcessActivity.Entry] {
        activity.entries.filter {
            ($0.hasEnded || $0.timesZombie > 0)
                && ($0.largestRssBytes ?? 0) >= thresholds.endedMemoryBytes
                && $0.process.pid != ownPid
        }.sorted { ($0.largestRssBytes ?? 0) > ($1.largestRssBytes ?? 0) }
    }

    /// The killed process may be among them; no file says so.
    func endedDetail(
        where isCounted: (ProcessActivity.Entry) -> Bool = { _ in true }
    ) -> String? {
        let ended = endedLarge.filter(isCounted)
        guard !ended.isEmpty else { return nil }
        let shown = ended.prefix(options.shown).map { entry in
            let process = entry.process
            let root = [UInt8(ascii: "/")]
            let cgroup = process.cgroup.flatMap { $0.bytes == root ? nil : " in \($0)" } ?? ""
            return "\(process.name?.description ?? "?") \(process.pid) with "
                + "\(bytes(entry.largestRssBytes ?? 0))\(cgroup)"
        }
        let more = ended.count - shown.count
        return "Of the processes with much memory these ended meanwhile, killed or not: "
            + "\(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")."
    }

    /// What is worst: processes killed, little memory left, or tasks that wait for memory.
    private func memoryKind(
        _ machine: Double?, _ cgroup: Double?, _ kills: Int64
    ) -> Diagnosis.Kind {
        if kills > 0 { return .memoryKill }
        let (available, total) = memoryLeft(machine, cgroup)
        return available != nil && total != nil
            && min(machine ?? 100, cgroup ?? 100) <= thresholds.memoryAvailablePercent.noticed
            ? .memoryLow : .memoryWait
    }

    /// What is available of what, of the own cgroup where less of it is left than of the machine.
    private func memoryLeft(
        _ machine: Double?, _ cgroup: Double?
    ) -> (available: Int64?, total: Int64?) {
        (cgroup ?? 101) < (machine ?? 101)
            ? (quota?.after.memory.availableBytes, quota?.after.memory.limit.value)
            : (machineAvailableBytes, after.memory.value?.totalBytes)
    }

    private func memoryTitle(
        _ kind: Diagnosis.Kind, _ machine: Double?, _ cgroup: Double?, _ kills: Int64
    ) -> String {
        let left = memoryLeft(machine, cgroup)
        switch kind {
        case .memoryKill:
            return "\(counted(kills, "process", "processes")) killed by the OOM killer"
                + (isStill ? " since boot" : "")
        case .memoryLow:
            return "Little memory left (\(bytes(left.available ?? 0)) of "
                + "\(bytes(left.total ?? 0)) available)"
        default: return "Tasks wait for memory"
        }
    }

    private func memoryDetails(_ machine: Double?, _ cgroup: Double?, _ kills: Int64) -> [String] {
        var details: [String] = []
        if let total = after.memory.value?.totalBytes, let available = machineAvailableBytes {
            details.append("\(bytes(available)) of \(bytes(total)) are available to programs.")
        }
        if let cache = cacheOfZFSBytes {
            details.append(
                "\(bytes(cache)) of them are in the cache of ZFS, which gives them back when needed."
            )
        }
        if machine != nil, !isStill,
            [machine, cgroup].allSatisfy({
                thresholds.memoryAvailablePercent.severity(below: $0) == nil
            })
        {
            details.append(
                "The machine is not short of memory: a cgroup that has reached its limit has its "
                    + "tasks wait, and its processes killed, nevertheless.")
        }
        if let quota = quota?.after.memory,
            case .limited(let limit, let source, _) = quota.limit,
            source.level != nil, let available = quota.availableBytes
        {
            details.append(
                "\(source.file) allows \(bytes(limit)), of which \(bytes(available)) are available."
            )
        }
        if let some = rates.pressure.memorySomePercent {
            let full = rates.pressure.memoryFullPercent.map {
                ", and all of them for \(decimal($0, 0))%"
            }
            details.append(
                "Some task of the machine waited for memory for \(decimal(some, 0))% of the time\(full ?? "")."
            )
        }
        if kills > 0, !isStill {
            details.append(
                "The OOM killer killed \(counted(kills, "process", "processes")) within the "
                    + "window; `dmesg` names them.")
            if let ended = endedDetail() { details.append(ended) }
        }
        return details
    }

    /// Swap: traffic to and from it, or little left.
    @inline(never)
    func swapFindings() -> [Finding] {
        guard let memory = after.memory.value, let total = memory.swapTotalBytes, total > 0 else {
            return []
        }
        let traffic = thresholds.swapTrafficBytesPerSecond.severity(of: swapTraffic)
        var usage = thresholds.swapUsagePercent.severity(of: memory.swapUsagePercent)
        // Pages that were swapped out long ago and are not used harm nothing while memory is available.
        let left = machineMemoryPercent
        if usage != nil, traffic == nil, left != nil,
            thresholds.memoryAvailablePercent.severity(below: left) == nil
        {
            usage = .noticed
        }
        guard let severity = [traffic, usage].compactMap({ $0 }).max() else { return [] }
        var details: [String] = []
        if let into = rates.memory.swappedInBytesPerSecond,
            let out = rates.memory.swappedOutBytesPerSecond
        {
            details.append("\(rate(into)) are read back from swap, \(rate(out)) are written to it.")
        }
        if let used = memory.swapUsedBytes {
            details.append("\(bytes(used)) of \(bytes(total)) of swap are in use.")
        }
        if let cached = memory.swapCachedBytes, cached >= total / 100 {
            details.append("\(bytes(cached)) of it are in memory as well (the swap cache).")
        }
        if let faults = rates.memory.majorPageFaultsPerSecond, faults >= 1 {
            details.append("\(decimal(faults, 0)) page faults a second had to wait for a disk.")
        }
        let title =
            traffic != nil
            ? "Swapping (\(rate(swapTraffic ?? 0)))"
            : "Swap nearly full (\(decimal(memory.swapUsagePercent ?? 0, 0))%)"
        return [
            Finding(
                resource: .swap, kind: traffic != nil ? .swapTraffic : .swapFull,
                severity: severity, title: title, details: details,
                measured: traffic != nil
                    ? thresholds.swapTrafficBytesPerSecond.measured(swapTraffic, .bytesPerSecond)
                    : thresholds.swapUsagePercent.measured(memory.swapUsagePercent, .percent),
                since: Since(
                    after.pressure.value?.memory.some,
                    atLeast: thresholds.memoryPressurePercent.noticed,
                    waitingFor: "memory"),
                account: account(.swap, of: memory.swapUsedBytes.map { Double($0) }))
        ]
    }
}
