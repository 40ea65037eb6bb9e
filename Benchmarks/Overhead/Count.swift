#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import CCount
import CFloor
import Probe

/// What one call costs besides time; nil where it cannot be counted.
struct Count {
    var allocations: Int64?
    var systemCalls: Int64?

    init(_ work: Work) {
        for _ in 0..<3 { work.body() }
        // What others change meanwhile can be a list's new length: the fewest of some calls.
        allocations = (0..<8).map { _ in
            let before = ccount_allocations()
            work.body()
            return ccount_allocations() - before
        }.min()
        if ccount_allocations() < 0 { allocations = nil }
        let calls = ccount_system_calls(
            { Unmanaged<Work>.fromOpaque($0!).takeUnretainedValue().body() },
            Unmanaged.passUnretained(work).toOpaque(), 3)
        systemCalls = calls < 0 ? nil : calls
    }
}

/// A piece of work that C can call.
final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
    }
}

/// The counts of one subject in each form.
struct Counts {
    let floor: Count
    let c: Count
    let swift: Count

    init(_ subject: Subject, _ reader: CReader) {
        let floor = subject.floor
        let sections = subject.sections
        let mine = SwiftReader(sections)
        self.floor = Count(Work { _ = cfloor_run(floor) })
        c = Count(Work { reader.read(sections) })
        swift = Count(Work { mine?.read() })
    }
}

private final class SwiftReader {
    private var collector: Collector
    private var sample: Sample
    private let sections: Sections

    init?(_ sections: Sections) {
        guard var collector = try? Collector() else { return nil }
        self.sections = sections
        sample = collector.sample(sections)
        self.collector = collector
    }

    func read() {
        collector.sample(into: &sample, sections)
    }
}

/// Holds what it is given, so that making it is not left out.
nonisolated(unsafe) private var held: AnyObject?

/// That the counter counts: an object that is made, and a system call that is made.
func countsCount() -> Bool {
    let one = Count(
        Work {
            held = Work {}
            _ = cfloor_now_ns()
        })
    let call = Count(Work { _ = getpid() })
    return (one.allocations ?? 1) >= 1 && (call.allocations ?? 0) == 0
        && (call.systemCalls ?? 1) == 1
}
