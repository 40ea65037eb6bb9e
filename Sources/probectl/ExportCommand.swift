import CProbectl
import Probe
import ProbeExport

/// `probectl export`: readings in the format of another program.
struct ExportCommand {
    let options: ExportOptions

    init(_ options: ExportOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            let collector = kept(
                try Collector(root: options.choice.root, readsOnce: !options.pace.isRepeated))
            collector.pointee.listsAllMounts = options.choice.allFilesystems
            collector.pointee.readsQuotaDetails = options.choice.quotaDetails
            collector.pointee.readsHealth = options.choice.readsHealth
            return read(&collector.pointee)
        } catch {
            Output.complain("--root \(safe(options.choice.root)): \(error)")
            return .failed
        }
    }

    private func read(_ collector: inout Collector) -> ExitStatus {
        var schedule = Schedule(options.pace, usualWindowNs: 0)
        let sample = kept(Sample())
        var writer = ExportWriter(options.format, options.choice)
        var text: [UInt8] = []
        var status = ExitStatus.ok
        if options.pace.isRepeated { probectl_end_when_interrupted() }
        while let next = schedule.next() {
            wait(until: next.readingNs)
            collector.sample(into: &sample.pointee, options.choice.sections)
            text.removeAll(keepingCapacity: true)
            writer.append(sample.pointee, to: &text)
            if let output = options.output {
                if !replace(output, text) { status = .unwritable }
            } else {
                text.withUnsafeBytes { Output.write($0) }
            }
            guard !Output.isBroken else { break }
        }
        return status
    }

    /// Replaces a file; returns whether it could be written. A full disk is no reason to end: the next reading tries
    /// again.
    private func replace(_ path: String, _ text: [UInt8]) -> Bool {
        let error = text.withUnsafeBytes { probectl_replace_file(path, $0.baseAddress, $0.count) }
        guard error != 0 else { return true }
        Output.complain("\(safe(path)): \(String(cString: probectl_message(error)))")
        return false
    }
}

/// The writer of a format.
private enum ExportWriter {
    case metrics(MetricsWriter, Sample.Sections)
    case otlp(OTLPWriter)
    case influx(LineProtocolWriter)
    case csv(CSVWriter)

    init(_ format: ExportFormat, _ choice: MetricsChoice) {
        switch format {
        case .prometheus: self = .metrics(MetricsWriter(.prometheus, choice), choice.sections)
        case .openmetrics: self = .metrics(MetricsWriter(.openmetrics, choice), choice.sections)
        case .otlp: self = .otlp(OTLPWriter())
        case .influx: self = .influx(LineProtocolWriter())
        case .csv: self = .csv(CSVWriter())
        }
    }

    mutating func append(_ sample: borrowing Sample, to text: inout [UInt8]) {
        switch self {
        case .metrics(var writer, let sections):
            writer.append(sample, requested: sections, to: &text)
            self = .metrics(writer, sections)
        case .otlp(var writer):
            writer.append(sample, to: &text)
            self = .otlp(writer)
        case .influx(let writer): writer.append(sample, to: &text)
        case .csv(var writer):
            writer.append(sample, to: &text)
            self = .csv(writer)
        }
    }
}

extension MetricsWriter {
    init(_ format: Format, _ choice: MetricsChoice) {
        self.init(format, names: choice.names, pageBytes: Int(probectl_page_bytes()))
    }
}
