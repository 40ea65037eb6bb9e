extension Diagnosis.Evidence {
    /// Processes in disk sleep for the whole window, a high load without CPU use, and zombies.
    @inline(never)
    func taskFindings() -> [Finding] {
        [blockedFinding, loadFinding, zombieFinding].compactMap { $0 }
    }

    /// In disk sleep in every table; a moment of it is normal.
    private var blocked: [ProcessActivity.Entry] {
        activity.entries.filter {
            !$0.hasEnded && $0.timesBlocked > 0 && $0.timesBlocked == activity.tables
        }
    }

    private var blockedFinding: Finding? {
        let programs = blocked.filter { $0.process.isKernelThread != true }
        let threads = blocked.filter { $0.process.isKernelThread == true }
        // Some threads of the kernel always wait like this: they are never more than noticed.
        guard
            let severity = programs.isEmpty
                ? (threads.isEmpty ? nil : .noticed)
                : thresholds.blockedProcesses.severity(of: Double(programs.count))
        else { return nil }
        // A single reading shows one moment.
        let isMoment = activity.windowNs == 0
        let seen =
            isMoment
            ? "In disk sleep at the one moment that was read"
            : "In disk sleep whenever it was looked in "
                + "\(decimal(Double(activity.windowNs) / 1e9)) s"
        let what =
            programs.isEmpty
            ? counted(threads.count, "kernel thread")
            : counted(programs.count, "process", "processes")
        var details: [String] = []
        if !programs.isEmpty {
            details += [
                "\(seen), which counts as load: \(names(programs)).",
                "Most such waits are for a disk or a network file system, some for a child or a lock "
                    + "of the kernel.",
            ]
        }
        if !threads.isEmpty {
            details.append(
                "\(programs.isEmpty ? "\(seen), which counts as load" : "Kernel threads"): "
                    + "\(names(threads)). Some kernel threads wait like this all the time, and need "
                    + "nothing.")
        }
        return Finding(
            resource: .tasks, kind: .diskSleep, severity: isMoment ? .noticed : severity,
            title: "\(what) in disk sleep\(isMoment ? "" : " all the while")", details: details,
            measured: programs.isEmpty
                ? Measured(value: Double(threads.count), unit: .count)
                : thresholds.blockedProcesses.measured(Double(programs.count), .count),
            since: isMoment || programs.isEmpty ? nil : ioSince)
    }

    private var loadFinding: Finding? {
        guard let load = after.load.value?.load1, let usage = usagePercent,
            usage < thresholds.cpuUsagePercent.noticed,
            let severity = thresholds.loadPerCPU.severity(of: load / cpus)
        else { return nil }
        var details = [
            "The load of the last minute is \(decimal(load, 2)), and only \(decimal(usage, 0))% of "
                + "\(counted(Int(cpus), "CPU")) are in use now."
        ]
        let waiting = activity.entries.count { !$0.hasEnded && $0.process.state == .diskSleep }
        details.append(
            waiting > 0
                ? "\(counted(waiting, "process is", "processes are")) in disk sleep, which counts as load."
                : "No process was seen in disk sleep: the load may be what is left of a busy time "
                    + "that is over, or threads that wait."
        )
        return Finding(
            resource: .tasks, kind: .loadWithoutUse, severity: waiting > 0 ? severity : .noticed,
            title:
                "Load high without CPU use (\(decimal(load, 2)) on \(counted(Int(cpus), "CPU")))",
            details: details, measured: thresholds.loadPerCPU.measured(load / cpus, .count),
            since: waiting > 0 ? Since(after.load.value, atLeast: cpus) : nil)
    }

    private var zombieFinding: Finding? {
        // Every process is a zombie for a moment when it ends.
        let zombies = activity.entries.filter {
            !$0.hasEnded && $0.timesZombie > 0 && $0.timesZombie == activity.tables
        }
        guard let severity = thresholds.zombies.severity(of: Double(zombies.count)) else {
            return nil
        }
        let parents = Dictionary(grouping: zombies) { $0.process.parentPid ?? 0 }
            .sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
            .prefix(options.shown)
            .map { pid, children in
                let name = activity.table?.process(pid)?.name?.description ?? "?"
                return "\(children.count) of \(name) \(pid)"
            }
        return Finding(
            resource: .tasks, kind: .zombies, severity: severity,
            title: "\(counted(zombies.count, "zombie"))",
            details: [
                "Zombies (exited, not yet reaped by their parent): \(names(zombies)). By parent: "
                    + "\(parents.joined(separator: ", ")). They hold only their pids."
            ], measured: thresholds.zombies.measured(Double(zombies.count), .count))
    }

    /// Waiting that no other finding explains.
    func pressureFindings(besides found: [Finding]) -> [Finding] {
        // Other findings about the same resource do not explain why tasks of the machine wait: a cgroup that
        // was throttled for a moment, a degraded array, a full swap.
        let isCPUExplained = found.contains {
            $0.kind == .cpuBusy || ($0.kind == .quotaUsedUp && $0.severity > .noticed)
        }
        let isDiskExplained = found.contains { $0.kind == .diskBusy || $0.kind == .swapTraffic }
        let kinds: [(what: String, share: Double?, stall: Pressure.Stall?, isExplained: Bool)] = [
            (
                "a CPU", rates.pressure.cpuSomePercent, after.pressure.value?.cpu.some,
                isCPUExplained
            ),
            (
                "a disk", rates.pressure.ioSomePercent, after.pressure.value?.io.some,
                isDiskExplained
            ),
        ]
        return kinds.compactMap { what, share, stall, isExplained in
            // Without a window the average of the last ten seconds is used.
            let waiting = share ?? stall?.avg10Percent
            guard !isExplained, let waiting,
                let severity = thresholds.pressurePercent.severity(of: waiting)
            else { return nil }
            let isCPU = what == "a CPU"
            return Finding(
                resource: .pressure, kind: isCPU ? .cpuWait : .diskWait, severity: severity,
                title: "Tasks wait for \(what) (\(decimal(waiting, 0))% of the time)",
                details: [
                    "For \(decimal(waiting, 0))% of the "
                        + (share == nil ? "last ten seconds" : "time")
                        + " at least one task waited for \(what)."
                ],
                measured: thresholds.pressurePercent.measured(waiting, .percent),
                since: Since(stall, atLeast: thresholds.pressurePercent.noticed, waitingFor: what),
                account: isCPU
                    ? account(.cpu, of: usagePercent.map { $0 * cpus })
                    : account(.io, of: diskTraffic, remarks: ioRemarks))
        }
    }

    private func names(_ entries: [ProcessActivity.Entry]) -> String {
        let shown = entries.prefix(options.shown).map {
            "\($0.process.name?.description ?? "?") \($0.process.pid)"
        }
        let more = entries.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
