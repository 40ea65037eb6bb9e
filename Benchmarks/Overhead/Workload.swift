import CFloor
import Probe

/// A way in which a piece of work is done.
enum Form: String, CaseIterable {
    case floor, c, swift
}

/// A piece of work in those of its forms that there are.
struct Workload {
    let name: String
    let forms: [Form]
    let calls: [() -> Void]

    /// A subject in all its forms.
    init(_ subject: Subject, _ reader: CReader, _ swift: SwiftReader) {
        let (floor, sections) = (subject.floor, subject.sections)
        name = subject.name
        forms = Form.allCases
        calls = [
            { _ = cfloor_run(floor) }, { reader.read(sections) }, { swift.read(sections) },
        ]
    }

    /// A section that is read only if named: through Swift, without a floor.
    init(_ section: Sample.Section, _ swift: SwiftReader) {
        name = section.rawValue
        forms = [.swift]
        let sections = Sample.Sections(section)
        calls = [{ swift.read(sections) }]
    }

    /// What happened between two samples, which asks the machine nothing.
    init(ratesOf swift: SwiftReader) {
        name = "rates"
        forms = [.swift]
        calls = [{ swift.rate() }]
    }

    func call(_ form: Form) -> (() -> Void)? {
        forms.firstIndex(of: form).map { calls[$0] }
    }
}

/// The work through Swift, as a program does it that allocates nothing. Its state is where no access
/// is checked at run time, as in a local variable.
final class SwiftReader {
    private let collector = UnsafeMutablePointer<Collector>.allocate(capacity: 1)
    private let before = UnsafeMutablePointer<Sample>.allocate(capacity: 1)
    private let now = UnsafeMutablePointer<Sample>.allocate(capacity: 1)
    private let rates = UnsafeMutablePointer<Rates>.allocate(capacity: 1)

    init?(_ sections: Sample.Sections) {
        guard let opened = try? Collector() else { return nil }
        collector.initialize(to: opened)
        before.initialize(to: collector.pointee.sample(sections))
        now.initialize(to: collector.pointee.sample(sections))
        rates.initialize(to: now.pointee.rates(since: before.pointee))
    }

    func read(_ sections: Sample.Sections) {
        collector.pointee.sample(into: &now.pointee, sections)
    }

    func rate() {
        now.pointee.rates(since: before.pointee, into: &rates.pointee)
    }

    /// The next reading is then compared with this one.
    func swap() {
        Swift.swap(&now.pointee, &before.pointee)
    }
}

/// All that is measured here: each section, the whole sample, the processes, the rates, and the
/// sections that are read only if named.
func allWorkloads() -> [Workload]? {
    guard Capabilities.current.has(.cpu), var collector = try? Collector(),
        let reader = CReader(), let usual = SwiftReader(.usual)
    else { return nil }
    let quota = try? collector.quota()
    let subjects =
        Sample.Section.usual.map { Subject($0, quota) } + [Subject(wholeWith: quota)]
        + [Subject(.process, nil)]
    var workloads = subjects.compactMap { subject in
        SwiftReader(subject.sections).map { Workload(subject, reader, $0) }
    }
    workloads.append(Workload(ratesOf: usual))
    for section in Sample.Section.allCases
    where section != .process && !Sample.Section.usual.contains(section) {
        SwiftReader(Sample.Sections(section)).map { workloads.append(Workload(section, $0)) }
    }
    return workloads
}
