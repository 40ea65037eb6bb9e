extension Evidence {
    /// Memory of the machine or of the own group: little left, waiting for it, processes killed.
    package func memoryFindings() -> [Finding] {
        let machine = percent(
            after.memory.value?.availableBytes, of: after.memory.value?.totalBytes)
        let quota = ownQuota?.after.memory
        // File cache that a cgroup uses is no shortage while nothing waits: the kernel drops it, too.
        let group =
            isFullOfCache ? nil : percent(quota?.availableBytes, of: quota?.limit.value)
        let waiting =
            rates.pressure.memorySomePercent
            ?? after.pressure.value?.memory.some?.avg10Percent
        let killed =
            change(isStill ? 0 : before.memory.value?.oomKills, after.memory.value?.oomKills) ?? 0
        let killedInGroup =
            change(
                isStill ? 0 : ownQuota?.before.memory.events.oomKill,
                ownQuota?.after.memory.events.oomKill) ?? 0
        let kills = max(killed, killedInGroup)
        let severity = [
            Threshold.memoryAvailable.severity(below: machine),
            Threshold.memoryAvailable.severity(below: group),
            Threshold.memoryPressure.severity(of: waiting),
            kills > 0 ? (isStill ? .noticed : .severe) : nil,
        ].compactMap { $0 }.max()
        guard let severity else { return [] }
        return [
            Finding(
                resource: .memory, severity: severity,
                title: memoryTitle(machine, group, kills),
                facts: memoryFacts(machine, group, kills),
                since: Since(
                    after.pressure.value?.memory.some, atLeast: Threshold.memoryPressure.noticed,
                    waitingFor: "memory"),
                account: memoryAccount(machine, group, kills, killedInGroup))
        ]
    }

    /// Whether what the own cgroup is short of is there as file cache that was used recently, and no task
    /// waits for memory. Its pressure says so on version 2; else that of the machine.
    private var isFullOfCache: Bool {
        guard let quota = ownQuota?.after, let limit = quota.memory.limit.value,
            let available = quota.memory.availableBytes,
            let cache = quota.levels.lazy.filter({ $0.path == quota.memory.limit.level })
                .compactMap({ $0.memoryActiveFile.value }).first,
            Threshold.memoryAvailable.severity(
                below: percent(available, of: limit).map {
                    $0 + Double(cache) / Double(limit) * 100
                })
                == nil
        else { return false }
        let waiting =
            quota.pressure?.memory.some?.avg10Percent ?? rates.pressure.memorySomePercent
        return waiting.map { $0 < Threshold.memoryPressure.noticed } ?? false
    }

    /// Who has the memory, of the machine or of the own group, whichever is short. Where neither is,
    /// another group has reached its limit, and who has much is not to blame: then the page faults that
    /// waited for a disk show which processes wait.
    private func memoryAccount(
        _ machine: Double?, _ group: Double?, _ kills: Int64, _ killedInGroup: Int64
    ) -> Account? {
        let isGroup = (group ?? 101) < (machine ?? 101)
        if isGroup, let quota = ownQuota?.after.memory, let level = quota.limit.level {
            let isShort = Threshold.memoryAvailable.severity(below: group) != nil
            // What was killed elsewhere was not killed for the own group.
            if isShort && (kills == 0 || killedInGroup > 0) {
                // What the level holds is not known where it is above the own group.
                return account(
                    .memory.named("of what the processes of the group have resident"), of: nil
                ) {
                    $0.process.isIn(level)
                }
            }
        }
        if Threshold.memoryAvailable.severity(below: machine) != nil {
            return account(.memory, of: after.memory.value?.usedBytes.map { Double($0) })
        }
        let faults = rates.memory.majorPageFaultsPerSecond
        guard kills == 0, let faults, faults >= Threshold.majorFaults else { return nil }
        return account(.majorFaults, of: faults)
    }

    /// What ended within the window and had much memory, the largest first. A process whose parent has
    /// not asked how has given back its memory, too.
    private var endedLarge: [ProcessActivity.Entry] {
        activity.entries.filter {
            ($0.hasEnded || $0.timesZombie > 0)
                && ($0.largestRssBytes ?? 0) >= Threshold.endedMemory
                && $0.process.pid != ownPid
        }.sorted { ($0.largestRssBytes ?? 0) > ($1.largestRssBytes ?? 0) }
    }

    /// One may be what was killed; nothing that can be read says so.
    private var endedFact: String? {
        let ended = endedLarge
        guard !ended.isEmpty else { return nil }
        let shown = ended.prefix(limit).map { entry in
            let process = entry.process
            let root = [UInt8(ascii: "/")]
            let group = process.cgroup.flatMap { $0.bytes == root ? nil : " in \($0)" } ?? ""
            return "\(process.name?.description ?? "?") \(process.pid) with "
                + "\(bytes(entry.largestRssBytes ?? 0))\(group)"
        }
        let more = ended.count - shown.count
        return "Of the processes with much memory these ended meanwhile, killed or not: "
            + "\(shown.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")."
    }

    private func memoryTitle(_ machine: Double?, _ group: Double?, _ kills: Int64) -> String {
        if kills > 0 {
            return "\(counted(kills, "process", "processes")) killed for want of memory"
                + (isStill ? " since boot" : "")
        }
        // What is left of the group counts where it is less than what is left of the machine.
        let left =
            (group ?? 101) < (machine ?? 101)
            ? (ownQuota?.after.memory.availableBytes, ownQuota?.after.memory.limit.value)
            : (after.memory.value?.availableBytes, after.memory.value?.totalBytes)
        guard let available = left.0, let total = left.1,
            min(machine ?? 100, group ?? 100) <= Threshold.memoryAvailable.noticed
        else { return "Tasks wait for memory" }
        return "Little memory left (\(bytes(available)) of \(bytes(total)) available)"
    }

    private func memoryFacts(_ machine: Double?, _ group: Double?, _ kills: Int64) -> [String] {
        var facts: [String] = []
        if let memory = after.memory.value, let total = memory.totalBytes,
            let available = memory.availableBytes
        {
            facts.append("\(bytes(available)) of \(bytes(total)) are available to programs.")
        }
        if machine != nil, !isStill,
            [machine, group].allSatisfy({ Threshold.memoryAvailable.severity(below: $0) == nil })
        {
            facts.append(
                "The machine is not short of memory: a control group that has reached its limit has its "
                    + "tasks wait, and its processes killed, nevertheless.")
        }
        if let quota = ownQuota?.after.memory,
            case .limited(let limit, let source, _) = quota.limit,
            source.level != nil, let available = quota.availableBytes
        {
            facts.append(
                "\(source.file) allows \(bytes(limit)), of which \(bytes(available)) are available."
            )
        }
        if let some = rates.pressure.memorySomePercent {
            let full = rates.pressure.memoryFullPercent.map {
                ", and all of them for \(decimal($0, 0))%"
            }
            facts.append(
                "Some task of the machine waited for memory for \(decimal(some, 0))% of the time\(full ?? "")."
            )
        }
        if kills > 0, !isStill {
            facts.append(
                "The kernel killed \(counted(kills, "process", "processes")) for want of memory while "
                    + "this was measured; `dmesg` names what it killed.")
            if let endedFact { facts.append(endedFact) }
        }
        return facts
    }

    /// Swap: traffic to and from it, or little left.
    func swapFindings() -> [Finding] {
        guard let memory = after.memory.value, let total = memory.swapTotalBytes, total > 0 else {
            return []
        }
        let traffic = Threshold.swapTraffic.severity(of: swapTraffic)
        var usage = Threshold.swapUsage.severity(of: memory.swapUsagePercent)
        // What was swapped out long ago and is not missed harms nothing while memory is available.
        let left = percent(memory.availableBytes, of: memory.totalBytes)
        if usage != nil, traffic == nil, left != nil,
            Threshold.memoryAvailable.severity(below: left) == nil
        {
            usage = .noticed
        }
        guard let severity = [traffic, usage].compactMap({ $0 }).max() else { return [] }
        var facts: [String] = []
        if let into = rates.memory.swappedInBytesPerSecond,
            let out = rates.memory.swappedOutBytesPerSecond
        {
            facts.append("\(rate(into)) are read back from swap, \(rate(out)) are written to it.")
        }
        if let used = memory.swapUsedBytes {
            facts.append("\(bytes(used)) of \(bytes(total)) of swap are in use.")
        }
        if let cached = memory.swapCachedBytes, cached >= total / 100 {
            facts.append("\(bytes(cached)) of it are in memory as well (the swap cache).")
        }
        if let faults = rates.memory.majorPageFaultsPerSecond, faults >= 1 {
            facts.append("\(decimal(faults, 0)) page faults a second had to wait for a disk.")
        }
        let title =
            traffic != nil
            ? "Swapping (\(rate(swapTraffic ?? 0)))"
            : "Swap nearly full (\(decimal(memory.swapUsagePercent ?? 0, 0))%)"
        return [
            Finding(
                resource: .swap, severity: severity, title: title, facts: facts,
                since: Since(
                    after.pressure.value?.memory.some, atLeast: Threshold.memoryPressure.noticed,
                    waitingFor: "memory"),
                account: account(.swap, of: memory.swapUsedBytes.map { Double($0) }))
        ]
    }
}
