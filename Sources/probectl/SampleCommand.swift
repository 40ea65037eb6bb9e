import CProbectl
import Probe

/// `probectl sample`: one sample over a window, or repeated samples without drift.
struct SampleCommand {
    let options: SampleOptions

    init(_ options: SampleOptions) {
        self.options = options
    }

    /// The window of a single reading.
    private static let windowNs: UInt64 = 500_000_000

    func run() -> ExitStatus {
        do throws(ProbeError) {
            let collector = kept(
                try Collector(root: options.root, readsOnce: !options.pace.isRepeated))
            collector.pointee.listsAllMounts = options.allFilesystems
            collector.pointee.processDetails = options.processes.needed
            collector.pointee.cgroupStart = options.cgroups.start
            collector.pointee.readsHealth = true
            collector.pointee.cgroupDetails.formUnion(options.cgroups.details)
            return run(&collector.pointee)
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func run(_ collector: inout Collector) -> ExitStatus {
        var options = options
        do throws(UsageError) {
            try options.processes.findUsers(&collector)
        } catch {
            Output.complain(error.of("processes").message)
            return .usage
        }
        if options.processes.filters.contains(where: { $0.isText }) {
            options.processes.asking = AskingCommand.own(&collector)
        }
        return SampleCommand(options).read(&collector)
    }

    private func read(_ collector: inout Collector) -> ExitStatus {
        var sections = Sample.Sections(options.sections)
        // A line of the network's text needs the counters of refused connections: 40 µs. A machine without
        // a graphics processor costs the listing of an empty directory.
        if options.format == .text, !options.isOnly {
            if sections.contains(.network) { sections.insert(.protocols) }
            sections.insert(.gpu)
        }
        let schedule = Schedule(options.pace, usualWindowNs: Self.windowNs)
        return schedule.stepNs == 0
            ? readOnce(&collector, sections) : readRepeatedly(&collector, sections, schedule)
    }

    // Samples are large, and the command runs with 256 KiB of stack: each of these functions has its
    // own frame, and what lives through a call of write(_:_:_:_:_:) is not on the stack.

    private func users(
        _ collector: inout Collector, _ sections: Sample.Sections
    ) -> UserNames {
        sections.contains(.process) ? UserNames(&collector) : UserNames()
    }

    @inline(never)
    private func readOnce(
        _ collector: inout Collector, _ sections: Sample.Sections
    ) -> ExitStatus {
        var blocks = Blocks(options.pace)
        let sample = kept(collector.sample(sections))
        write(sample.pointee, nil, &collector, users(&collector, sections), &blocks)
        return status(sample.pointee)
    }

    @inline(never)
    private func readRepeatedly(
        _ collector: inout Collector, _ sections: Sample.Sections, _ schedule: Schedule
    ) -> ExitStatus {
        var schedule = schedule
        var blocks = Blocks(options.pace)
        let users = users(&collector, sections)
        // The first reading is only for rates: leave out the sections without rates.
        let counted = sections.subtracting([
            .sensors, .swap, .interrupts, .host, .topology, .storage, .connections,
            .memoryDetails, .routing,
        ])
        var before = kept(collector.sample(counted))
        probectl_end_when_interrupted()
        var now = kept(before.pointee)
        let rates = kept(now.pointee.rates(since: before.pointee))
        var worst = ExitStatus.ok
        var isFirst = true
        var alerts = AlertWatch()
        while let next = schedule.next() {
            if schedule.windowNs > 0, schedule.isWindowApart, !isFirst {
                wait(until: next.windowNs)
                collector.sample(into: &before.pointee, counted)
            }
            isFirst = false
            wait(until: next.readingNs)
            collector.sample(into: &now.pointee, sections)
            if schedule.windowNs > 0 {
                now.pointee.rates(since: before.pointee, into: &rates.pointee)
            }
            if options.hasAlerts {
                write(alerts: &alerts, now.pointee, rates.pointee, schedule.stepNs)
            } else {
                let shown = schedule.windowNs > 0 ? rates.pointee : nil
                write(now.pointee, shown, &collector, users, &blocks)
            }
            worst = status(now.pointee) == .ok ? worst : .failed
            guard !Output.isBroken else { break }
            Swift.swap(&now, &before)
        }
        return worst
    }

    @inline(never)
    private func write(
        alerts: inout AlertWatch, _ sample: borrowing Sample, _ rates: borrowing Rates,
        _ stepNs: UInt64
    ) {
        let events = alerts.check(
            sample, rates, nowNs: Int64(clamping: probectl_monotonic_ns()),
            gapNs: AlertWatch.gapNs(stepNs))
        for event in events {
            switch options.format {
            case .json: event.json().write()
            case .text: Output.write(event.line + "\n")
            }
        }
    }

    /// The CPU frequencies, if requested: some drivers measure for 20 ms for each CPU.
    private func frequencies(_ collector: inout Collector) -> Frequencies? {
        guard options.frequency, options.sections.contains(.cpu) else { return nil }
        do throws(ProbeError) {
            return Frequencies(list: try collector.cpuFrequencies(), error: nil)
        } catch {
            return Frequencies(list: nil, error: error)
        }
    }

    @inline(never)
    private func write(
        _ sample: Sample, _ rates: Rates?, _ collector: inout Collector,
        _ users: UserNames, _ blocks: inout Blocks
    ) {
        let terminal = Terminal.current()
        let sections = options.sections
        let frequencies = frequencies(&collector)
        let processes = processes(sample, rates, &collector, users)
        let cgroups = CgroupList(sample.cgroups.value, rates?.cgroups, options.cgroups)
        switch options.format {
        case .json:
            var document = SampleDocument(sample, rates, sections, perCPU: options.perCPU)
            document.frequencies = frequencies?.list
            document.frequencyError = frequencies?.error
            document.listing = processes.listing
            document.cgroups = cgroups.places
            document.json().write()
        case .text where sections == [.process]:
            guard let table = sample.process.value else {
                Output.complain("\(sample.process.error.map { "\($0)" } ?? "not read")")
                return
            }
            let text = ProcessText(processes, table, rates?.process)
            blocks.write(text.page(terminal), timeNs: sample.wallTimeNs, terminal)
        case .text where sections == [.cgroups] && sample.cgroups.value == nil:
            let error = sample.cgroups.error
            Output.complain(
                options.cgroups.start == "/"
                    ? "cgroups: \(error.map { "\($0)" } ?? "not read")"
                    : cgroupComplaint(options.cgroups.start, error))
        case .text where sections == [.cgroups]:
            blocks.write(CgroupText(cgroups).page(terminal), timeNs: sample.wallTimeNs, terminal)
        case .text:
            let text = SampleText(
                sample, rates, sections, isOnly: options.isOnly,
                hasTotals: options.pace.isRepeated, perCPU: options.perCPU,
                frequencies: frequencies, processes: processes, cgroups: cgroups,
                swap: swap(sample, &collector),
                batteries: batteries(&collector), terminal)
            blocks.write(text.page(), timeNs: sample.wallTimeNs, terminal)
        }
    }

    /// The swap devices, which are shown below memory if there are any and no section was named.
    @inline(never)
    private func swap(_ sample: Sample, _ collector: inout Collector) -> Swap? {
        guard !options.isOnly, (sample.memory.value?.swapTotalBytes ?? 0) > 0 else { return nil }
        return try? collector.swap()
    }

    /// The batteries of the machine, shown last if no section was named. A machine without power
    /// supplies costs the listing of an empty directory.
    @inline(never)
    private func batteries(_ collector: inout Collector) -> [Power.Supply] {
        guard !options.isOnly, let supplies = try? collector.powerSupplies() else { return [] }
        return supplies.filter { $0.isSystemBattery }
    }

    /// The processes to show, each read again with the details that only shown processes need.
    @inline(never)
    private func processes(
        _ sample: Sample, _ rates: Rates?, _ collector: inout Collector,
        _ users: UserNames
    ) -> ProcessList {
        guard let table = sample.process.value else { return ProcessList() }
        let choice = options.processes
        let details = choice.needed.union(ProcessChoice.ofShown)
        return ProcessList(
            table, rates?.process, choice, users: users, more: details.subtracting(choice.needed)
        ) { pid throws(ProbeError) in try collector.process(pid, details) }
    }

    /// The exit status: failed if a section is missing that was requested by name or should exist.
    private func status(_ sample: Sample) -> ExitStatus {
        let failed = options.sections.contains { section in
            if section == .process, options.processes.hasUnknownUser { return true }
            guard let error = sample.error(of: section) else {
                return section == .quota && options.isOnly && sample.quota.value?.isUnknown == true
            }
            return options.isOnly || !isData(error, section)
        }
        return failed ? .failed : .ok
    }
}

/// Whether a missing section is normal on this machine: its kernel is older, or built without the
/// section's source.
private func isData(_ error: ProbeError, _ section: Sample.Section) -> Bool {
    switch section {
    case .disk, .network, .io, .pressure: error.code == .unsupported || error.code == .notFound
    case .cgroups, .protocols, .connections, .routing:
        error.code == .unsupported || error.code == .notFound
    case .cpu, .load, .memory, .filesystem, .quota, .process, .sensors, .swap, .interrupts, .host,
        .topology, .storage, .power, .gpu, .memoryDetails:
        error.code == .unsupported
    }
}

extension AskingCommand {
    /// This command, to exclude it from the table; nil if a captured machine is read.
    static func own(_ collector: inout Collector) -> AskingCommand? {
        switch collector.rootKind {
        case .captured: nil
        case .live: AskingCommand(pid: nil, words: arguments())
        case .own:
            AskingCommand(
                pid: (try? collector.process(nil, []))?.pid ?? probectl_pid(), words: arguments())
        }
    }
}

/// The frequencies of the CPUs, or the error.
struct Frequencies {
    var list: [CPUFrequency]?
    var error: ProbeError?
}
