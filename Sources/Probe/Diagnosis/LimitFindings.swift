extension Diagnosis.Evidence {
    /// Limits of the whole machine that are nearly reached: open files and tasks.
    @inline(never)
    func limitFindings() -> [Finding] {
        [openFilesFinding, machineTaskFinding].compactMap { $0 }
    }

    /// How severe the number of open files is; nil if it is not worth a line.
    var openFilesSeverity: Diagnosis.Severity? {
        thresholds.openFilesPercent.severity(of: percent(host?.openFiles, of: host?.openFilesMax))
    }

    private var openFilesFinding: Finding? {
        guard let severity = openFilesSeverity, let open = host?.openFiles,
            let most = host?.openFilesMax, let used = percent(open, of: most)
        else { return nil }
        let account = account(.openFiles, of: Double(open))
        let unseen = ["The open files of no process can be seen here."]
        return Finding(
            resource: .openFiles, kind: .openFilesFull, severity: severity,
            title: "Open files nearly used up (\(decimal(used, 0))% of \(most))",
            details: [
                "\(open) files of the machine are open, of \(most) (/proc/sys/fs/file-max): beyond it "
                    + "only privileged programs can open one."
            ] + (account == nil ? unseen : []),
            measured: thresholds.openFilesPercent.measured(used, .percent), account: account)
    }

    private var machineTaskFinding: Finding? {
        let limits = [
            (host?.pidMax, "/proc/sys/kernel/pid_max"),
            (host?.threadsMax, "/proc/sys/kernel/threads-max"),
        ].compactMap { limit, file in limit.map { (limit: $0, file: file) } }
        guard let lowest = limits.min(by: { $0.limit < $1.limit }),
            let tasks = after.load.value?.tasks.all, let used = percent(tasks, of: lowest.limit),
            let severity = thresholds.taskLimitPercent.severity(of: used)
        else { return nil }
        return Finding(
            resource: .tasks, kind: .machineTaskLimit, severity: severity,
            title: "Tasks of the machine nearly used up (\(decimal(used, 0))% of \(lowest.limit))",
            details: [
                "The machine has \(tasks) tasks, processes and their threads, of \(lowest.limit) "
                    + "(\(lowest.file)): then every fork fails."
            ], measured: thresholds.taskLimitPercent.measured(used, .percent),
            account: account(
                .tasks.named("of the tasks of the machine"), of: Double(tasks)))
    }
}
