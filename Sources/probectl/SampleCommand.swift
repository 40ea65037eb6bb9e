import CProbectl
import Probe

/// `probectl sample`: one reading over a window, or one after the other without drift.
struct SampleCommand {
    let options: SampleOptions

    init(_ options: SampleOptions) {
        self.options = options
    }

    /// The window of a single reading.
    private static let windowNs: UInt64 = 500_000_000

    /// Whether there is one window, of two readings.
    private var isOnce: Bool {
        options.intervalNs == nil && options.count == nil && options.durationNs == nil
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            let collector = kept(
                try Collector(root: options.root, readsOnce: options.intervalNs == 0 || isOnce))
            collector.pointee.listsAllMounts = options.allFilesystems
            collector.pointee.processDetails = options.processes.needed
            return run(&collector.pointee)
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func run(_ collector: inout Collector) -> ExitStatus {
        let sections = options.sections.reduce(into: Sections()) { $0.insert(Sections($1)) }
        let users = sections.contains(.process) ? UserNames(&collector) : UserNames()
        if options.intervalNs == 0 {
            let sample = kept(collector.sample(sections))
            write(sample.pointee, nil, &collector, users)
            return status(sample.pointee)
        }
        // The sensors, which can be slow, have no rates: the first reading is only for those.
        var before = collector.sample(sections.subtracting(.sensors))
        probectl_end_when_interrupted()
        let step = options.intervalNs ?? (isOnce ? Self.windowNs : 1_000_000_000)
        let count = isOnce ? 1 : options.count ?? Int.max
        let start = probectl_monotonic_ns()
        let end =
            options.durationNs.map { start.addingReportingOverflow($0) }
            .map { $0.overflow ? UInt64.max : $0.partialValue } ?? UInt64.max
        var now = before
        var rates = now.rates(since: before)
        var worst = ExitStatus.ok
        var deadline = start
        for index in 0..<count {
            deadline += step
            // A duration shorter than the window still gives one reading, at its end.
            guard deadline <= end || index == 0 else { break }
            wait(until: min(deadline, end))
            collector.sample(into: &now, sections)
            now.rates(since: before, into: &rates)
            write(now, rates, &collector, users)
            worst = status(now) == .ok ? worst : .failed
            guard !Output.isBroken else { break }
            swap(&now, &before)
            // Readings that were missed, by a suspended machine or a slow one, are left out.
            let late = probectl_monotonic_ns()
            if late > deadline {
                deadline += (late - deadline) / step * step
            }
        }
        return worst
    }

    /// The frequencies, where they were asked for: some drivers measure for 20 ms a CPU.
    private func frequencies(_ collector: inout Collector) -> Frequencies? {
        guard options.frequency, options.sections.contains(.cpu) else { return nil }
        do throws(ProbeError) {
            return Frequencies(list: try collector.cpuFrequencies(), error: nil)
        } catch {
            return Frequencies(list: nil, error: error)
        }
    }

    private func write(
        _ sample: Sample, _ rates: Rates?, _ collector: inout Collector,
        _ users: UserNames
    ) {
        let sections = options.sections
        let frequencies = frequencies(&collector)
        let processes = processes(sample, rates, &collector, users)
        switch options.format {
        case .json:
            SampleJSON.document(
                sample, rates, sections, perCPU: options.perCPU, frequencies: frequencies,
                processes: processes
            ).write()
        case .text where sections == [.process]:
            guard let table = sample.process.value else {
                Output.complain("\(sample.process.error.map { "\($0)" } ?? "not read")")
                return
            }
            Output.write(ProcessText(processes, table, rates?.process).page(Terminal.current()))
        case .text:
            let text = SampleText(
                sample, rates, sections, perCPU: options.perCPU, frequencies: frequencies,
                processes: processes, Terminal.current())
            Output.write(text.page())
        }
    }

    /// Those that are shown, each read once more with what is asked of no other.
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

    /// Failed where a section was asked for by name and is not there, or should be there and is not.
    private func status(_ sample: Sample) -> ExitStatus {
        let failed = options.sections.contains { section in
            guard let error = sample.error(of: section) else {
                return section == .quota && options.isOnly && sample.quota.value?.isUnknown == true
            }
            return options.isOnly || !isData(error, section)
        }
        return failed ? .failed : .ok
    }
}

/// Whether a section that is not there says something of the machine: its kernel can be built without
/// it, or be older.
private func isData(_ error: ProbeError, _ section: Section) -> Bool {
    switch section {
    case .disk, .network, .io, .pressure: error.code == .unsupported || error.code == .notFound
    case .cpu, .load, .memory, .filesystem, .quota, .process, .sensors: error.code == .unsupported
    }
}

/// The frequencies of the CPUs, or why there are none.
struct Frequencies {
    var list: [CPUFrequency]?
    var error: ProbeError?
}
