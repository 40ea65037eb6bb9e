import CProbectl
import Probe

/// `probectl quota`: the result first, then the levels that it follows from.
struct QuotaCommand {
    let options: QuotaOptions

    init(_ options: QuotaOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            let collector = kept(
                try Collector(root: options.root, readsOnce: !options.pace.isRepeated))
            // The variables of a shell have no details.
            collector.pointee.readsQuotaDetails = options.format != .shell
            var blocks = Blocks(options.pace)
            guard options.pace.isRepeated else { return read(&collector.pointee, &blocks) }
            probectl_end_when_interrupted()
            var schedule = Schedule(options.pace, usualWindowNs: 0)
            while let next = schedule.next() {
                wait(until: next.readingNs)
                let status = read(&collector.pointee, &blocks)
                guard status == .ok, !Output.isBroken else { return status }
            }
            return .ok
        } catch {
            let place = error.code == .exhausted ? "quota" : "--root \(safe(options.root))"
            Output.complain("\(place): \(error)")
            answerNothing()
            return .failed
        }
    }

    private func read(_ collector: inout Collector, _ blocks: inout Blocks) -> ExitStatus {
        switch options.answer {
        case .all: answer(&collector, &blocks)
        case .cpus: answer(&collector, .cpu)
        case .memory: answer(&collector, .memory)
        }
    }

    private func answer(_ collector: inout Collector, _ blocks: inout Blocks) -> ExitStatus {
        if options.format == .json {
            let sample = collector.sample(.quota, quotaOf: options.subject)
            SampleDocument(sample, nil, [.quota], perCPU: false).json().write()
            return sample.quota.value.map(status) ?? failed(sample.quota.error)
        }
        do throws(ProbeError) {
            let quota = try collector.quota(of: options.subject)
            if options.format == .text {
                let terminal = Terminal.current()
                blocks.write(
                    QuotaText(quota, terminal).page(), timeNs: wallTimeNs(), terminal)
            } else {
                warn("CPU", quota.cpu.limit, quota.cpu.effectiveCoresCompleteness, quota.failures)
                warn(
                    "memory", quota.memory.limit, quota.memory.effectiveBytesCompleteness,
                    quota.failures)
                warn(
                    "tasks", quota.pids.limit, quota.pids.effectiveTasksCompleteness, quota.failures
                )
                warn(quota.failures)
                Output.write(QuotaShell(quota, rounding: options.rounding).text)
            }
            return status(quota)
        } catch {
            return failed(error)
        }
    }

    private func status(_ quota: Quota) -> ExitStatus {
        quota.isUnknown ? .failed : .ok
    }

    private func failed(_ error: ProbeError?) -> ExitStatus {
        Output.complain(complaint(error))
        return error?.code == .unsupported ? .ok : .failed
    }

    /// One number: reads only the controllers that determine the number.
    private func answer(
        _ collector: inout Collector, _ controllers: QuotaControllers
    ) -> ExitStatus {
        do throws(ProbeError) {
            let quota = try collector.quota(of: options.subject, limitsOf: controllers)
            return options.answer == .cpus ? answerCPUs(quota) : answerMemory(quota)
        } catch {
            Output.complain(complaint(error))
            answerNothing()
            return .failed
        }
    }

    /// Scripts get a number of CPUs even if nothing can be read.
    private func answerNothing() {
        if options.answer == .cpus {
            Output.write("1\n")
        }
    }

    /// The error, with the name of the subject.
    private func complaint(_ error: ProbeError?) -> String {
        let why = error.map { "\($0)" } ?? "not read"
        let isMissing = error?.code == .notFound || error?.code == .gone
        return switch options.subject {
        case .own where error?.code == .unsupported && options.root != "/":
            "--root \(safe(options.root)) is another system: name a process with --pid or a cgroup "
                + "with --cgroup"
        case .own: "quota: \(why)"
        case .process(let pid):
            isMissing ? "--pid: no process \(pid)" : "--pid \(pid): \(why)"
        case .cgroup(let cgroup): cgroupComplaint(cgroup, error)
        }
    }

    private func answerCPUs(_ quota: Quota) -> ExitStatus {
        warn("CPU", quota.cpu.limit, quota.cpu.effectiveCoresCompleteness, quota.failures)
        warn(quota.failures)
        Output.write("\(quota.cpu.cpuCount(rounding: options.rounding))\n")
        return quota.cpu.effectiveCores == nil ? .failed : .ok
    }

    private func answerMemory(_ quota: Quota) -> ExitStatus {
        warn("memory", quota.memory.limit, quota.memory.effectiveBytesCompleteness, quota.failures)
        warn(quota.failures)
        guard let bytes = quota.memory.effectiveBytes else {
            Output.complain("the machine's memory is unknown")
            return .failed
        }
        Output.write("\(bytes)\n")
        return .ok
    }

    /// Prints warnings for failures other than limits.
    private func warn(_ failures: [ProbeError]) {
        for failure in failures {
            Output.complain("not known: \(failure)")
        }
    }

    /// Warns that the true number may be less than the printed number. Sources of the machine that
    /// could not be read are among the failures, except files that a captured root lacks.
    private func warn<Value>(
        _ what: String, _ limit: Limit<Value>, _ number: Quota.Completeness,
        _ failures: [ProbeError]
    ) {
        if case .unknown(let why) = limit {
            Output.complain("the \(what) limit is unknown: \(safe("\(why)"))")
        } else if let why = limit.incomplete {
            Output.complain("the \(what) limit may be smaller: \(safe("\(why)"))")
        }
        guard let why = number.incomplete, why != limit.incomplete,
            !failures.contains(where: { $0 == why.failure })
        else { return }
        Output.complain("the \(what) number may be smaller: \(safe("\(why)"))")
    }
}

extension Quota {
    /// Whether both the CPU limit and the memory limit are unknown although their sources should
    /// exist.
    var isUnknown: Bool { isUnreadable(cpu.limit) && isUnreadable(memory.limit) }

    private func isUnreadable<Value>(_ limit: Limit<Value>) -> Bool {
        guard case .unknown(let why) = limit else { return false }
        return [.level, .noCgroups, .noMounts].contains(why.reason)
    }
}

/// Why the cgroup that --cgroup names could not be read.
func cgroupComplaint(_ cgroup: String, _ error: ProbeError?) -> String {
    switch error?.code {
    case .some(.notFound), .some(.gone): "--cgroup: no cgroup \(safe(cgroup))"
    case .some(.invalid):
        "--cgroup '\(safe(cgroup))': name a cgroup by its directory or by its path in the "
            + "hierarchies, without '..'"
    case .some(.tooLarge): "--cgroup: the name of the cgroup is too long"
    default: "--cgroup \(safe(cgroup)): \(error.map { "\($0)" } ?? "not read")"
    }
}
