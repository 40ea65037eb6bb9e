import CCount
import CReading
import Probe

/// How a subject is read, or that two readings of it are compared.
enum Through: CaseIterable {
    case c, swift, rates
}

/// A piece of work that C can call.
final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
    }

    /// Where callgrind counts.
    func doOnce() {
        ccount_once(Self.call, Unmanaged.passUnretained(self).toOpaque())
    }

    static let call: @convention(c) (UnsafeMutableRawPointer?) -> Void = {
        Unmanaged<Work>.fromOpaque($0!).takeUnretainedValue().body()
    }
}

/// A section, the whole sample, or the processes with all that can be known of them.
struct Subject {
    let name: String
    let sections: Sample.Sections
    var details: ProcessDetails = []

    static let all =
        Sample.Section.usual.map { Subject(name: $0.rawValue, sections: Sample.Sections($0)) } + [
            Subject(name: "sample", sections: .usual),
            Subject(name: "process", sections: .process),
            Subject(name: "details", sections: .process, details: .all),
        ]

    /// A load, mounts and limits have no rates.
    var hasRates: Bool {
        sections.isDisjoint(with: [.load, .filesystem, .quota]) || sections == .usual
    }

    /// Whether the root has it: what cannot be read has no steady state. A whole sample can do without
    /// some of its sections.
    func isThere(_ root: String) -> Bool {
        guard let reader = SwiftReader(root, self) else { return false }
        reader.read()
        return sections == .usual || !reader.sample.hasError
    }

    /// The work on a root, with its own storage; nil where the root cannot be opened.
    func work(_ through: Through, _ root: String) -> Work? {
        switch through {
        case .c:
            guard let reading = creading_open(root) else { return nil }
            return Work { [sections, details] in
                _ = creading_read(reading, sections.rawValue, details.rawValue)
            }
        case .swift:
            guard let reader = SwiftReader(root, self) else { return nil }
            return Work { reader.read() }
        case .rates:
            guard let reader = SwiftReader(root, self) else { return nil }
            // Rates of nothing, into which the first comparison puts its lists.
            var rates = reader.sample.rates(since: reader.sample)
            reader.read()
            var earlier = reader.sample
            reader.read()
            var later = reader.sample
            earlier.setClock(1_000_000_000)
            later.setClock(2_000_000_000)
            return Work { [earlier, later] in later.rates(since: earlier, into: &rates) }
        }
    }
}

extension Subject {
    /// Lists every number of a sample and of its rates, with the processes.
    static func fieldsWork(_ root: String) -> Work? {
        let every = Subject(name: "fields", sections: Sample.Sections.usual.union(.process))
        guard let reader = SwiftReader(root, every) else { return nil }
        reader.read()
        let sample = reader.sample
        let rates = sample.rates(since: sample)
        var sum = 0.0
        return Work {
            sample.forEachField { _, _, _, value in sum += value?.double ?? 0 }
            rates.forEachField { _, _, _, value in sum += value?.double ?? 0 }
        }
    }
}

/// Two samples that are used in turn.
final class SwiftReader {
    private var collector: Collector
    private var one: Sample
    private var other: Sample
    private var isOther = false
    private let sections: Sample.Sections

    init?(_ root: String, _ subject: Subject) {
        guard var collector = try? Collector(root: root) else { return nil }
        collector.processDetails = subject.details
        sections = subject.sections
        one = collector.sample([])
        other = one
        self.collector = collector
    }

    func read() {
        if isOther {
            collector.sample(into: &other, sections)
        } else {
            collector.sample(into: &one, sections)
        }
        isOther.toggle()
    }

    /// The one that was read last.
    var sample: Sample { isOther ? one : other }
}

extension Sample {
    /// Whether a requested section could not be read.
    var hasError: Bool {
        cpu.error != nil || load.error != nil || memory.error != nil || disk.error != nil
            || filesystem.error != nil || network.error != nil || io.error != nil
            || pressure.error != nil || quota.error != nil || process.error != nil
    }
}
