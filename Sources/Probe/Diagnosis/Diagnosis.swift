/// Why a machine or a cgroup is slow, hot or full: which resource is short, for how long, and which
/// processes account for it. Every statement comes from a measurement.
///
/// A ``Session`` measures without waiting, so that the caller chooses how to wait:
///
/// ```swift
/// var collector = try Collector()
/// var session = Diagnosis.Session(&collector)
/// while let pauseNs = session.look(&collector) {
///     try await Task.sleep(for: .nanoseconds(pauseNs))
/// }
/// let diagnosis = session.finish(&collector)
/// print(diagnosis.headlines)
/// for finding in diagnosis.findings where finding.severity > .noticed {
///     print(finding.resource.rawValue, finding.measured?.value ?? 0)
///     for culprit in finding.account?.culprits ?? [] { print(culprit.name, culprit.sharePercent) }
/// }
/// ```
///
/// A ``SharedCollector`` does the same in one call.
public struct Diagnosis: Sendable, Hashable {
    /// What is short or worth a line, the most severe first.
    public var findings: [Finding]
    /// The main numbers, in words: "2% of 4 CPUs in use".
    public var figures: [String]
    /// What could not be measured or seen, in sentences.
    public var gaps: [String]
    /// The length of the window, in nanoseconds; 0 if only averages and levels are known.
    public var windowNs: Int64
    /// Whether anything could be measured.
    public var isMeasured: Bool
    /// The readings that the findings were made from; nil of a diagnosis that was not measured.
    public var evidence: Evidence?

    /// A diagnosis of these findings, for tests.
    public init(
        findings: [Finding] = [], figures: [String] = [], gaps: [String] = [], windowNs: Int64 = 0,
        isMeasured: Bool = true, evidence: Evidence? = nil
    ) {
        (self.findings, self.figures, self.gaps) = (findings, figures, gaps)
        (self.windowNs, self.isMeasured, self.evidence) = (windowNs, isMeasured, evidence)
    }

    /// What the evidence shows, judged by its ``Options``.
    public init(_ evidence: Evidence) {
        // Each list is about one resource and independent of the others.
        var found =
            evidence.cpuFindings() + evidence.quotaFindings() + evidence.memoryFindings()
            + evidence.cgroupMemoryFindings() + evidence.taskLimitFindings()
            + evidence.memoryErrorFindings()
            + evidence.limitFindings()
            + evidence.swapFindings() + evidence.diskFindings() + evidence.storageFindings()
            + evidence.filesystemFindings()
            + evidence.networkFindings() + evidence.taskFindings()
            + evidence.temperatureFindings() + evidence.powerFindings()
        found += evidence.pressureFindings(besides: found)
        // A stable sort: findings of one severity stay in this order.
        findings = found.enumerated().sorted { a, b in
            a.element.severity == b.element.severity
                ? a.offset < b.offset : a.element.severity > b.element.severity
        }.map { $0.element }
        figures = evidence.figures
        gaps = evidence.gaps
        windowNs = evidence.rates.cpu.intervalNs ?? evidence.activity.windowNs
        isMeasured =
            evidence.after.cpu.value != nil || evidence.after.memory.value != nil
            || evidence.after.load.value != nil
        self.evidence = evidence
    }

    /// The severity of the worst finding; nil without findings.
    public var severity: Severity? { findings.first?.severity }

    /// The answer in one line for each resource that is short, or one line that nothing is.
    public var headlines: [String] {
        let short = findings.filter { $0.severity > .noticed }
        guard short.isEmpty else { return short.map { $0.headline } }
        guard isMeasured else { return ["Nothing could be measured."] }
        let seen = windowNs == 0 || !gaps.isEmpty ? " in what could be read" : ""
        guard !figures.isEmpty else { return ["Nothing is known to be short."] }
        return ["Nothing is short\(seen): \(figures.joined(separator: ", "))."]
            + findings.map { "Noticed: \($0.headline)" }
    }
}

extension Diagnosis.Evidence {
    /// The main figures that were measured.
    var figures: [String] {
        var figures: [String] = []
        if let usage = usagePercent {
            figures.append("\(decimal(usage, 0))% of \(counted(Int(cpus), "CPU")) in use")
        }
        if let load = after.load.value?.load1 { figures.append("load \(decimal(load, 2))") }
        if let total = after.memory.value?.totalBytes, let available = machineAvailableBytes {
            figures.append("\(bytes(available)) of \(bytes(total)) memory available")
        }
        if let swapped = swapTraffic {
            figures.append(swapped > 0 ? "\(rate(swapped)) swapped" : "nothing swapped")
        }
        if let busiest = busiestDisk {
            figures.append(
                "disk \(busiest.name) \(decimal(busiest.activity.utilizationPercent ?? 0, 0))% busy"
            )
        }
        if let fullest = fullestMount {
            figures.append("\(fullest.mountPoint) \(decimal(fullest.usagePercent ?? 0, 0))% full")
        }
        if let hottest, let celsius = hottest.celsius {
            figures.append("\(Self.name(of: hottest)) \(decimal(celsius, 0)) °C")
        }
        let waits: [(String, Double?)] = [
            ("a CPU", rates.pressure.cpuSomePercent), ("memory", rates.pressure.memorySomePercent),
            ("disks", rates.pressure.ioSomePercent),
        ]
        let known = waits.compactMap { what, share in
            share.map { "for \(what) \(decimal($0, 0))%" }
        }
        if !known.isEmpty { figures.append("waiting \(known.joined(separator: ", "))") }
        if let account = account(.cpu, of: nil), let first = account.culprits.first {
            figures.append("busiest process \(first.name) with \(first.amount)")
        }
        return figures
    }

    /// What could not be measured or seen, in sentences.
    var gaps: [String] {
        var gaps: [String] = []
        for section in Sample.Section.usual {
            guard let error = after.error(of: section), error.code != .unsupported else { continue }
            gaps.append("\(section.rawValue) could not be read: \(error).")
        }
        if let processError {
            gaps.append("The processes could not be read: \(processError).")
        }
        if activity.table?.isHidden == true {
            gaps.append("The processes of other users are hidden from this one (hidepid of /proc).")
        }
        if let cgroupError {
            gaps.append("The cgroups could not be read: \(cgroupError).")
        }
        if rates.cpu.intervalNs == nil {
            gaps.append("No rates: a captured machine does not change.")
        }
        return gaps
    }

    /// Which processes' reads and writes could not be seen: those of other users are shown to root
    /// alone.
    var ioRemarks: [String] {
        guard let table = activity.table, !table.processes.isEmpty else {
            return ["Which processes read and write cannot be seen from here."]
        }
        guard activity.windowNs > 0 else {
            return ["One moment alone does not show which processes read and write."]
        }
        let isSeen = activity.entries.contains { (Measure.io.amount($0, activity) ?? 0) > 0 }
        let unseen = isSeen ? [] : ["No process was seen to read or write."]
        let hidden = table.processes.count {
            $0.unread.contains(.io) && $0.failures.contains { $0.code == .denied }
        }
        guard hidden > 0 else { return unseen }
        let what =
            "What \(hidden) of \(counted(table.processes.count, "process", "processes")) read and write"
        // The root of a container lacks the right as well.
        return unseen + [
            isRoot
                ? "\(what) may not be read here."
                : "\(what) may not be seen: run as root, with CAP_SYS_PTRACE, to see who reads and "
                    + "writes."
        ]
    }

    /// Whole devices, without those that are stacked on other devices, with what they did.
    var disks: [(name: KernelName, device: DiskDevice, activity: DiskActivity)] {
        guard let disk = after.disk.value, disk.devices.count == rates.disk.devices.count else {
            return []
        }
        return zip(disk.devices, rates.disk.devices).compactMap { device, rates in
            device.isPartition || device.isStacked ? nil : (device.name, device, rates.activity)
        }
    }

    /// Bytes per second to and from all disks together; nil where no disk reports them.
    var diskTraffic: Double? {
        let known = disks.compactMap {
            sum($0.activity.readBytesPerSecond, $0.activity.writeBytesPerSecond)
        }
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    var busiestDisk: (name: KernelName, device: DiskDevice, activity: DiskActivity)? {
        disks.filter { $0.activity.utilizationPercent != nil }.max {
            ($0.activity.utilizationPercent ?? 0) < ($1.activity.utilizationPercent ?? 0)
        }
    }

    /// Mounts that can be written, and so become full.
    var writableMounts: [Mount] {
        (after.filesystem.value?.mounts ?? []).filter { !$0.isReadOnly && !$0.isDuplicate }
    }

    var fullestMount: Mount? {
        writableMounts.filter { $0.usagePercent != nil }.max {
            ($0.usagePercent ?? 0) < ($1.usagePercent ?? 0)
        }
    }

    /// Bytes per second to and from swap together.
    var swapTraffic: Double? {
        guard let into = rates.memory.swappedInBytesPerSecond,
            let out = rates.memory.swappedOutBytesPerSecond
        else { return nil }
        return into + out
    }
}
