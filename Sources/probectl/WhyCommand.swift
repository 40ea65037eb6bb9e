import CProbectl
import Probe

/// `probectl why`: measures for a while, and says what is short and who is to blame.
struct WhyCommand {
    let options: WhyOptions

    init(_ options: WhyOptions) {
        self.options = options
    }

    /// The processes are listed so often, so that short-lived ones are seen.
    private static let stepNs: UInt64 = 100_000_000
    /// A step is at least so many times as long as the listing takes, so that looking costs no more
    /// than a twentieth of a CPU.
    private static let pausesPerTable: UInt64 = 20
    /// So many processes are looked at closely for each measure.
    private static let candidates = 12
    /// The quotas of so many busy groups are looked at each time, and of so many in all.
    private static let groups = 6
    private static let groupsInAll = 16
    /// How many tables lie between two looks at who is busy.
    private static let tablesPerQuotas = 5

    func run() -> ExitStatus {
        let classifier: ProcessClassifier
        do throws(FileError) {
            classifier = try Self.classifier(options.rules)
        } catch {
            Output.complain("--rules \(safe(error.description))")
            return .failed
        }
        do throws(ProbeError) {
            var schedule = Schedule(options.pace, usualWindowNs: Self.windowNs)
            var blocks = Blocks(options.pace)
            if options.pace.isRepeated { probectl_end_when_interrupted() }
            while let next = schedule.next() {
                wait(until: next.windowNs)
                let diagnosis = try diagnose(
                    classifier,
                    // Of repeated ones each ends at its time, although it begins when the one before is
                    // written.
                    windowNs: options.pace.isRepeated
                        ? max(
                            WhyOptions.leastWindowNs,
                            next.readingNs - min(next.readingNs, probectl_monotonic_ns()))
                        : schedule.windowNs)
                write(diagnosis, &blocks)
                guard diagnosis.isMeasured, !Output.isBroken else {
                    return diagnosis.isMeasured ? .ok : .failed
                }
            }
            return .ok
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    /// The usual window.
    static let windowNs: UInt64 = 2_000_000_000

    private func write(_ diagnosis: Diagnosis, _ blocks: inout Blocks) {
        switch options.format {
        case .json: Output.write(WhyJSON.line(diagnosis))
        case .text:
            let terminal = Terminal.current()
            blocks.write(
                WhyText(diagnosis, terminal).page(), timeNs: wallTimeNs(), terminal)
        }
    }

    /// Measures over a window, which a captured machine does not have.
    func diagnose(
        _ classifier: ProcessClassifier, windowNs: UInt64 = windowNs
    ) throws(ProbeError) -> Diagnosis {
        var collector = try Collector(root: options.root)
        return Diagnosis(measure(&collector, classifier, windowNs))
    }

    /// The built-in rules, with those of a file before them.
    private static func classifier(_ file: String?) throws(FileError) -> ProcessClassifier {
        guard let file else { return ProcessClassifier() }
        let rules = try readText(file)
        do {
            return try ProcessClassifier(rules: rules, file: file)
        } catch {
            throw FileError(description: error.description)
        }
    }

    private func measure(
        _ collector: inout Collector, _ classifier: ProcessClassifier, _ windowNs: UInt64
    ) -> Evidence {
        var activity = ProcessActivity()
        var processError: ProbeError?
        func look(_ collector: inout Collector, _ details: ProcessDetails) {
            do throws(ProbeError) {
                activity.add(try collector.processes(details))
            } catch {
                processError = error
            }
        }
        // A sensor that is slow or hangs takes its time before the window begins.
        let sensors = try? collector.sensors()
        let before = collector.sample()
        var busyGroups: [(path: String, quota: Quota)] = []
        let hasClock = collector.rootKind != .captured
        let end = probectl_monotonic_ns() + (hasClock ? windowNs : 0)
        var step: UInt64 = 0
        while hasClock {
            let start = probectl_monotonic_ns()
            look(&collector, .io)
            // Who is busy changes; those that are throttled most are the least so.
            if activity.tables % Self.tablesPerQuotas == 2 {
                addQuotas(of: activity, to: &busyGroups, &collector)
            }
            step = max(Self.stepNs, (probectl_monotonic_ns() - start) * Self.pausesPerTable)
            guard probectl_monotonic_ns() + step < end else { break }
            wait(until: start + step)
        }
        wait(until: end)
        let after = collector.sample()
        // Swapped memory is read only if something is swapped out.
        let isSwapping = (after.memory.value?.swapUsedBytes ?? 0) > 0
        look(&collector, isSwapping ? [.io, .cgroup, .status] : [.io, .cgroup])
        var evidence = Evidence(
            before: before, after: after, rates: after.rates(since: before),
            ownPid: collector.rootKind == .own ? probectl_pid() : 0, classifier: classifier,
            limit: options.limit)
        evidence.isStill = !hasClock
        evidence.isRoot = probectl_user_is_root()
        evidence.sensorsBefore = sensors
        evidence.sensors = try? collector.sensors()
        evidence.processError = processError
        if let old = before.quota.value, let new = after.quota.value {
            evidence.quotas.append(
                QuotaWindow(before: old, after: new, isOwn: true, isStill: !hasClock))
        }
        for (path, quota) in busyGroups {
            if let now = try? collector.quota(of: .group(path)) {
                evidence.quotas.append(QuotaWindow(before: quota, after: now, isOwn: false))
            }
        }
        // Proportional memory is read only where memory is short, since it walks all pages of a process.
        readDetails(&activity, &collector, isMemoryShort: !evidence.memoryFindings().isEmpty)
        evidence.activity = activity
        return evidence
    }

    /// Adds the quotas that bind the processes which are busiest so far, each group once. Its window
    /// begins here.
    private func addQuotas(
        of activity: ProcessActivity, to found: inout [(path: String, quota: Quota)],
        _ collector: inout Collector
    ) {
        for entry in top(activity, { Measure.cpu.amount($0, activity) }).prefix(Self.groups)
        where found.count < Self.groupsInAll {
            guard
                let level = try? collector.quota(of: .process(entry.process.pid)).cpu.limit.level,
                level.isUTF8, !found.contains(where: { $0.path == level.description }),
                let quota = try? collector.quota(of: .group(level.description))
            else { continue }
            found.append((level.description, quota))
        }
    }

    /// Looks closely at those that use most of something. The command line of a process that waits for
    /// a disk is not read: that could wait as long.
    private func readDetails(
        _ activity: inout ProcessActivity, _ collector: inout Collector, isMemoryShort: Bool
    ) {
        let seen = activity
        let largest = isMemoryShort ? top(seen) { seen.memoryBytes($0) } : []
        let measures: [(ProcessActivity.Entry) -> Double?] = [
            { Measure.cpu.amount($0, seen) },
            { seen.memoryBytes($0) },
            { $0.process.swapBytes.map { Double($0) } },
            { Measure.io.amount($0, seen) },
            { seen.perSecond($0.majorFaults) },
        ]
        var pids: Set<Int32> = []
        for measure in measures {
            for entry in top(seen, measure) { pids.insert(entry.process.pid) }
        }
        for pid in pids {
            let isBlocked = seen.table?.process(pid)?.state == .diskSleep
            var details: ProcessDetails =
                isBlocked ? [.status, .io, .cgroup] : [.status, .io, .cgroup, .commandLine]
            if !isBlocked, largest.contains(where: { $0.process.pid == pid }) {
                details.insert(.proportional)
            }
            if let process = try? collector.process(pid, details) {
                activity.add(details: process)
            }
        }
    }

    /// The entries that still run and have most of something.
    private func top(
        _ activity: ProcessActivity, _ measure: (ProcessActivity.Entry) -> Double?
    ) -> [ProcessActivity.Entry] {
        let known = activity.entries.compactMap { entry in
            measure(entry).flatMap { !entry.hasEnded && $0 > 0 ? (entry, $0) : nil }
        }
        return known.sorted { $0.1 > $1.1 }.prefix(max(Self.candidates, options.limit)).map { $0.0 }
    }
}
