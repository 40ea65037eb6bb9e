import CProbectl
import Probe

/// `probectl why`: measures over a window, and prints the resource that is short and the processes
/// that use it.
struct WhyCommand {
    let options: WhyOptions

    init(_ options: WhyOptions) {
        self.options = options
    }

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
                    // Each repeated window ends at its scheduled time and begins after the previous
                    // diagnosis is written.
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

    /// The default window.
    static let windowNs = UInt64(Diagnosis.Session.usualWindowNs)

    private func write(_ diagnosis: Diagnosis, _ blocks: inout Blocks) {
        switch options.format {
        case .json: diagnosis.document().write()
        case .text:
            let terminal = Terminal.current()
            blocks.write(
                WhyText(diagnosis, terminal).page(), timeNs: wallTimeNs(), terminal)
        }
    }

    /// Diagnoses a window; a captured machine has a single sample instead.
    func diagnose(
        _ classifier: ProcessClassifier, windowNs: UInt64 = windowNs
    ) throws(ProbeError) -> Diagnosis {
        var collector = try Collector(root: options.root)
        var judging = Diagnosis.Options()
        (judging.classifier, judging.processes) = (classifier, options.limit)
        var session = Diagnosis.Session(
            &collector, windowNs: Int64(clamping: windowNs), options: judging)
        while let pauseNs = session.look(&collector) {
            wait(until: probectl_monotonic_ns() + UInt64(pauseNs))
        }
        return session.finish(&collector)
    }

    /// The classifier rules: those of the file, then the built-in rules.
    private static func classifier(_ file: String?) throws(FileError) -> ProcessClassifier {
        guard let file else { return ProcessClassifier() }
        let rules = try readText(file)
        do {
            return try ProcessClassifier(rules: rules, file: file)
        } catch {
            throw FileError(description: error.description)
        }
    }
}
