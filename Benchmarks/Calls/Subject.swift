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
        ccount_once(
            { Unmanaged<Work>.fromOpaque($0!).takeUnretainedValue().body() },
            Unmanaged.passUnretained(self).toOpaque())
    }
}

/// A section, or the whole sample.
struct Subject {
    let name: String
    let sections: Sections

    static let all =
        Section.usual.map { Subject(name: $0.rawValue, sections: Sections($0)) }
        + [Subject(name: "sample", sections: .usual), Subject(name: "process", sections: .process)]

    /// A load, mounts and limits have no rates.
    var hasRates: Bool {
        sections.isDisjoint(with: [.load, .filesystem, .quota]) || sections == .usual
    }

    /// Whether the root has it: what cannot be read has no steady state. A whole sample can do without
    /// some of its sections.
    func isThere(_ root: String) -> Bool {
        guard let sample = SwiftReader(root, sections)?.sample else { return false }
        return sections == .usual || !sample.hasError
    }

    /// The work on a root, with its own storage; nil where the root cannot be opened.
    func work(_ through: Through, _ root: String) -> Work? {
        switch through {
        case .c:
            guard let reading = creading_open(root) else { return nil }
            return Work { [sections] in _ = creading_read(reading, sections.rawValue) }
        case .swift:
            guard let reader = SwiftReader(root, sections) else { return nil }
            return Work { reader.read() }
        case .rates:
            guard let reader = SwiftReader(root, sections) else { return nil }
            var earlier = reader.sample
            reader.read()
            var later = reader.sample
            earlier.setClock(1_000_000_000)
            later.setClock(2_000_000_000)
            var rates = later.rates(since: earlier)
            return Work { [earlier, later] in later.rates(since: earlier, into: &rates) }
        }
    }
}

final class SwiftReader {
    private var collector: Collector
    private(set) var sample: Sample
    private let sections: Sections

    init?(_ root: String, _ sections: Sections) {
        guard var collector = try? Collector(root: root) else { return nil }
        self.sections = sections
        sample = collector.sample(sections)
        self.collector = collector
    }

    func read() {
        collector.sample(into: &sample, sections)
    }
}

extension Sample {
    /// Whether a section that was asked for could not be read.
    var hasError: Bool {
        cpu.error != nil || load.error != nil || memory.error != nil || disk.error != nil
            || filesystem.error != nil || network.error != nil || io.error != nil
            || pressure.error != nil || quota.error != nil || process.error != nil
    }
}
