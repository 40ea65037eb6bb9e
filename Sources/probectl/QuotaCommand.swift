import Probe

/// `probectl quota`: the answer first, then how it was found.
struct QuotaCommand {
    let options: QuotaOptions

    init(_ options: QuotaOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        let quota: Quota
        do throws(ProbeError) {
            var collector = try Collector(root: options.root)
            quota = try collector.quota()
        } catch {
            Output.complain("quota: \(error)")
            // A script that asks for a number gets one, also where nothing can be read.
            if options.answer == .cpus {
                Output.write("1\n")
            }
            return error.code == .unsupported && options.answer == .all ? .ok : .failed
        }
        switch options.answer {
        case .all:
            let text =
                options.format == .json
                ? QuotaJSON.line(quota) : QuotaText(quota, Terminal.current()).page()
            Output.write(text)
            return isUnknown(quota.cpu.limit) && isUnknown(quota.memory.limit) ? .failed : .ok
        case .cpus:
            warn("CPU", quota.cpu.limit)
            Output.write("\(quota.cpu.cpuCount(rounding: options.rounding))\n")
            return quota.cpu.effectiveCores == nil ? .failed : .ok
        case .memory:
            warn("memory", quota.memory.limit)
            guard let bytes = quota.memory.effectiveBytes else {
                Output.complain("the memory of this machine is not known")
                return .failed
            }
            Output.write("\(bytes)\n")
            return .ok
        }
    }

    private func isUnknown<Value>(_ limit: Limit<Value>) -> Bool {
        if case .unknown = limit { true } else { false }
    }

    /// Says that the true limit may be less than the number that is printed.
    private func warn<Value>(_ what: String, _ limit: Limit<Value>) {
        switch limit {
        case .unknown(let why): Output.complain("the \(what) limit is unknown: \(safe("\(why)"))")
        case .limited(_, _, let why?) where why.reason == .level,
            .unlimited(let why?) where why.reason == .level:
            Output.complain("the \(what) limit may be less: \(safe("\(why)"))")
        default: break
        }
    }
}
