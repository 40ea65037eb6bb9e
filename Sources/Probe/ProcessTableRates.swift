extension ProcessTable {
    /// What the processes did since an earlier table of the same root.
    public func rates(since earlier: ProcessTable) -> ProcessTableRates {
        var rates = ProcessTableRates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// The same into rates that exist already; allocates nothing once the list has its length.
    public func rates(since earlier: ProcessTable, into rates: inout ProcessTableRates) {
        let window = interval(earlier.monotonicNs, monotonicNs)
        let isSameBoot = bootID != nil && bootID == earlier.bootID
        let isOtherBoot = !isSameBoot && bootID != nil && earlier.bootID != nil
        rates.intervalNs = window
        rates.ended.removeAll(keepingCapacity: true)
        rates.processes.resize(to: processes.count, with: ProcessRates())
        // Both are in ascending order: one walk along the two.
        var old = 0
        for (index, process) in processes.enumerated() {
            while old < earlier.processes.count, earlier.processes[old].pid < process.pid {
                earlier.noteEnd(old, in: &rates)
                old += 1
            }
            let isThere = old < earlier.processes.count && earlier.processes[old].pid == process.pid
            let before = isThere ? earlier.processes[old] : nil
            let relation =
                isSameBoot ? process.relation(to: before, read: earlier.uptimeNs) : .unknown
            if let before, relation == .started || isOtherBoot {
                earlier.noteEnd(of: before, in: &rates)
            }
            old += isThere ? 1 : 0
            rates.processes[index].set(process, before, relation, over: window)
        }
        while old < earlier.processes.count {
            earlier.noteEnd(old, in: &rates)
            old += 1
        }
    }

    private func noteEnd(_ index: Int, in rates: inout ProcessTableRates) {
        noteEnd(of: processes[index], in: &rates)
    }

    private func noteEnd(of process: ProcessSnapshot, in rates: inout ProcessTableRates) {
        if let identity = process.identity { rates.ended.append(identity) }
    }
}

extension ProcessSnapshot {
    /// The length of a tick, in which the kernel tells starts, is at most this.
    private static let tickNs: UInt64 = 10_000_000

    /// What it is to the process that had its pid earlier, in the same boot.
    fileprivate func relation(to before: ProcessSnapshot?, read earlierNs: UInt64?) -> ProcessChange
    {
        guard let startTicks else { return .unknown }
        if let before {
            guard let earlierStart = before.startTicks else { return .unknown }
            guard earlierStart == startTicks else { return .started }
            let hasSameLine =
                commandLine == nil || before.commandLine == nil || commandLine == before.commandLine
            return name == before.name && hasSameLine ? .same : .renamed
        }
        guard let startNs, let earlierNs else { return .unknown }
        // Without adding to a start that a captured file may have at the end of all numbers.
        let isNew = startNs >= earlierNs || earlierNs - startNs <= Self.tickNs
        return isNew ? .started : .unknown
    }
}

extension ProcessRates {
    fileprivate mutating func set(
        _ now: ProcessSnapshot, _ earlier: ProcessSnapshot?, _ relation: ProcessChange,
        over window: UInt64?
    ) {
        pid = now.pid
        change = relation
        // A process that started in between had counted nothing before.
        let isNew = relation == .started
        let before = relation == .unknown || isNew ? nil : earlier
        func each(_ old: UInt64?, _ new: UInt64?) -> Double? {
            perSecond(isNew ? 0 : old, new, over: window)
        }
        usagePercent = each(before?.totalTimeNs, now.totalTimeNs).map { $0 / 1e7 }
        userPercent = each(before?.userTimeNs, now.userTimeNs).map { $0 / 1e7 }
        systemPercent = each(before?.systemTimeNs, now.systemTimeNs).map { $0 / 1e7 }
        minorFaultsPerSecond = each(before?.minorFaults, now.minorFaults)
        majorFaultsPerSecond = each(before?.majorFaults, now.majorFaults)
        voluntarySwitchesPerSecond = each(before?.voluntarySwitches, now.voluntarySwitches)
        involuntarySwitchesPerSecond = each(before?.involuntarySwitches, now.involuntarySwitches)
        readBytesPerSecond = each(before?.readBytes, now.readBytes)
        writeBytesPerSecond = each(before?.writeBytes, now.writeBytes)
        let resident = isNew ? 0 : before?.rssBytes
        rssChangeBytes = resident.flatMap { old in
            now.rssBytes.map { Int(clamping: $0) - Int(clamping: old) }
        }
    }
}
