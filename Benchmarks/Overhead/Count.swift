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
