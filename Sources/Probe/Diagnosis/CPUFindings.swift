extension Diagnosis.Evidence {
    /// CPUs that are in use, CPU time that the hypervisor gave away, and single processes that fill a CPU.
    @inline(never)
    func cpuFindings() -> [Finding] {
        var findings: [Finding] = []
        let cpus = counted(Int(cpus), "CPU")
        let usage = usagePercent
        if let usage, let severity = thresholds.cpuUsagePercent.severity(of: usage) {
            let account = account(.cpu, of: usage * self.cpus)
            let unseen = ["The processes are not visible here."]
            findings.append(
                Finding(
                    resource: .cpu, kind: .cpuBusy, severity: severity,
                    title: "CPU busy (\(decimal(usage, 0))% of \(cpus))",
                    details: cpuDetails(usage) + (account == nil ? unseen : []),
                    measured: thresholds.cpuUsagePercent.measured(usage, .percent),
                    since: cpuSince, account: account))
        } else if let finding = oneBusyCPU(usage) {
            findings.append(finding)
        }
        let steal = rates.cpu.stealPercent
        if let steal, let severity = thresholds.stealPercent.severity(of: steal) {
            findings.append(
                Finding(
                    resource: .cpu, kind: .steal, severity: severity,
                    title: "CPU time taken by the hypervisor (\(decimal(steal, 0))% of \(cpus))",
                    details: [
                        "Other machines on the same host had \(decimal(steal, 0))% of the CPU time. "
                            + "Nothing in this machine is to blame."
                    ], measured: thresholds.stealPercent.measured(steal, .percent)))
        }
        return findings
    }

    private func cpuDetails(_ usage: Double) -> [String] {
        var parts: [String] = []
        let kinds: [(Double?, String)] = [
            (sum(rates.cpu.userPercent, rates.cpu.nicePercent), "in programs"),
            (rates.cpu.systemPercent, "in the kernel"),
            (sum(rates.cpu.irqPercent, rates.cpu.softirqPercent), "in interrupts"),
            (sum(rates.cpu.guestPercent, rates.cpu.guestNicePercent), "in virtual machines"),
        ]
        for (share, what) in kinds {
            if let share, share >= 0.5 { parts.append("\(decimal(share, 0))% \(what)") }
        }
        var details = [
            "\(decimal(usage, 0))% of \(counted(Int(cpus), "CPU")) \(cpus == 1 ? "is" : "are") in use"
                + (parts.isEmpty ? "." : ": \(parts.joined(separator: ", ")).")
        ]
        if let waiting = rates.pressure.cpuSomePercent {
            details.append(
                "Some task of the machine waited for a CPU for \(decimal(waiting, 0))% of the time."
            )
        }
        if let running = after.cpu.value?.running, Double(running) > cpus {
            details.append(
                "At the end \(running) tasks were runnable on \(counted(Int(cpus), "CPU")).")
        }
        if let starts = rates.cpu.forksPerSecond, starts >= thresholds.startsPerSecond {
            details.append("\(decimal(starts, 0)) processes and threads were started a second.")
        }
        let interrupts = sum(rates.cpu.irqPercent, rates.cpu.softirqPercent) ?? 0
        if interrupts >= thresholds.interruptsPercent {
            details.append("So much in interrupts is most often the network, or one bad device.")
        }
        return details
    }

    private var cpuSince: Since? {
        Since(
            after.pressure.value?.cpu.some, atLeast: thresholds.pressurePercent.noticed,
            waitingFor: "a CPU")
            ?? Since(after.load.value, atLeast: cpus * thresholds.cpuUsagePercent.noticed / 100)
    }

    /// A process that fills a CPU while the other CPUs are idle: no shortage, and enough for a fan.
    private func oneBusyCPU(_ usage: Double?) -> Finding? {
        guard let usage else { return nil }
        let account = account(.cpu, of: usage * cpus)
        let busy = (account?.culprits ?? []).filter {
            ($0.usagePercent ?? 0) >= thresholds.oneCPUPercent
        }
        guard let first = busy.first, let used = first.usagePercent else { return nil }
        return Finding(
            resource: .cpu, kind: .processFillsCPU, severity: .noticed,
            title: busy.count == 1
                ? "1 process fills a CPU (\(decimal(used, 0))% of one)"
                : "\(busy.count) processes fill a CPU each",
            details: cpuDetails(usage),
            measured: Measured(value: used, unit: .percent, threshold: thresholds.oneCPUPercent),
            since: cpuSince, account: account)
    }

    /// The sum of the numbers that are known; nil where neither is.
    func sum(_ a: Double?, _ b: Double?) -> Double? {
        a == nil && b == nil ? nil : (a ?? 0) + (b ?? 0)
    }
}
