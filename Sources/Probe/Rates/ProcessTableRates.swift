extension ProcessTable {
    /// The rates of the processes since an earlier table of the same root.
    public func rates(since earlier: ProcessTable) -> ProcessTableRates {
        var rates = ProcessTableRates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// As ``rates(since:)``, into existing rates: allocates nothing once the lists have their
    /// length.
    public func rates(since earlier: ProcessTable, into rates: inout ProcessTableRates) {
        let window = Probe.interval(earlier.monotonicNs, monotonicNs)
        let isSameBoot = bootID != nil && bootID == earlier.bootID
        let isOtherBoot = !isSameBoot && bootID != nil && earlier.bootID != nil
        rates.intervalNs = window
        let isWhole = !isPartial && !earlier.isPartial
        rates.clearEnds(areKnown: isWhole && (isSameBoot || isOtherBoot))
        var started = 0
        rates.processes.resize(to: processes.count, with: ProcessRates())
        // Pointers avoid copies of the large snapshots. Both tables are in ascending order of pids, so
        // one pass finds the pairs.
        processes.withUnsafeBufferPointer { now in
            earlier.processes.withUnsafeBufferPointer { before in
                var old = 0
                for index in now.indices {
                    while old < before.count, before[old].pid < now[index].pid {
                        rates.noteEnd(of: before[old].identity)
                        old += 1
                    }
                    let isThere = old < before.count && before[old].pid == now[index].pid
                    let partner = isThere ? before.baseAddress! + old : nil
                    let process = now.baseAddress! + index
                    let relation =
                        isSameBoot
                        ? relation(of: process, to: partner, read: earlier.uptimeNs) : .unknown
                    if let partner, relation == .started || isOtherBoot {
                        rates.noteEnd(of: partner.pointee.identity)
                    }
                    old += isThere ? 1 : 0
                    started += relation == .started ? 1 : 0
                    rates.processes[index].set(process, partner, relation, over: window)
                }
                for process in before[old...] { rates.noteEnd(of: process.identity) }
            }
        }
        rates.started = isWhole && isSameBoot ? started : nil
        rates.ended = rates.endedProcesses?.count
    }

    /// The maximum length of a tick, the resolution of start times.
    private static let tickNs: Int64 = 10_000_000

    /// The relation of a process to the process that had the same pid earlier, in the same boot.
    private func relation(
        of process: UnsafePointer<ProcessSnapshot>, to before: UnsafePointer<ProcessSnapshot>?,
        read earlierNs: Int64?
    ) -> ProcessChange {
        guard let startTicks = process.pointee.startTicks else { return .unknown }
        if let before {
            guard let earlierStart = before.pointee.startTicks else { return .unknown }
            guard earlierStart == startTicks else { return .started }
            // A zombie has no command line: its memory is freed.
            let hasSameLine =
                process.pointee.state == .zombie || process.pointee.commandLine == nil
                || before.pointee.commandLine == nil
                || process.pointee.commandLine == before.pointee.commandLine
            return process.pointee.name == before.pointee.name && hasSameLine ? .same : .renamed
        }
        guard let startNs = process.pointee.startNs, let earlierNs else { return .unknown }
        // A difference instead of a sum: the start in a captured file may be close to Int64.max.
        let isNew =
            startNs >= earlierNs || change(startNs, earlierNs).map { $0 <= Self.tickNs } == true
        return isNew ? .started : .unknown
    }
}

extension ProcessTableRates {
    /// Empties the list and retains its capacity; nil if the ended processes cannot be known.
    fileprivate mutating func clearEnds(areKnown: Bool) {
        if !areKnown {
            endedProcesses = nil
        } else if endedProcesses == nil {
            endedProcesses = []
        } else {
            endedProcesses?.removeAll(keepingCapacity: true)
        }
    }

    fileprivate mutating func noteEnd(of identity: ProcessIdentity?) {
        if let identity { endedProcesses?.append(identity) }
    }
}

extension ProcessRates {
    fileprivate mutating func set(
        _ process: UnsafePointer<ProcessSnapshot>, _ earlier: UnsafePointer<ProcessSnapshot>?,
        _ relation: ProcessChange, over window: Int64?
    ) {
        pid = process.pointee.pid
        change = relation
        // The counters of a process that started in the window began at 0.
        let isNew = relation == .started
        let before = relation == .unknown || isNew ? nil : earlier
        func each(_ old: Int64?, _ new: Int64?) -> Double? {
            perSecond(isNew ? 0 : old, new, over: window)
        }
        usagePercent = each(before?.pointee.totalTimeNs, process.pointee.totalTimeNs).map {
            $0 / 1e7
        }
        userPercent = each(before?.pointee.userTimeNs, process.pointee.userTimeNs).map { $0 / 1e7 }
        systemPercent = each(before?.pointee.systemTimeNs, process.pointee.systemTimeNs).map {
            $0 / 1e7
        }
        minorFaultsPerSecond = each(before?.pointee.minorFaults, process.pointee.minorFaults)
        majorFaultsPerSecond = each(before?.pointee.majorFaults, process.pointee.majorFaults)
        voluntarySwitchesPerSecond = each(
            before?.pointee.voluntarySwitches, process.pointee.voluntarySwitches)
        involuntarySwitchesPerSecond = each(
            before?.pointee.involuntarySwitches, process.pointee.involuntarySwitches)
        readBytesPerSecond = each(before?.pointee.readBytes, process.pointee.readBytes)
        writeBytesPerSecond = each(before?.pointee.writeBytes, process.pointee.writeBytes)
        let resident = isNew ? 0 : before?.pointee.rssBytes
        rssChangeBytes = resident.flatMap { old in
            process.pointee.rssBytes.flatMap { difference($0, old) }
        }
    }
}
