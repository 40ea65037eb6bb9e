import CCount
import Dispatch
import Probe

/// What one call costs besides instructions: at first use, and in the steady state. Nil where it cannot be
/// counted.
struct Count {
    var firstAllocations: Int64?
    var firstCalls: Int64?
    var allocations: Int64?
    var calls: [String]?

    /// Counts the work of a maker, which gives it as new each time.
    init?(_ make: () -> Work?) {
        guard let work = make(), let fresh = make() else { return nil }
        firstAllocations = Self.allocations { work.body() }
        for _ in 0..<3 { work.body() }
        // What others change meanwhile can be a list's new length: the fewest of some calls.
        allocations = (0..<8).compactMap { _ in Self.allocations { work.body() } }.min()
        let first = ccount_system_calls(Work.call, Unmanaged.passUnretained(fresh).toOpaque(), 0)
        firstCalls = first < 0 ? nil : first
        calls = Self.calls(work)
    }

    init(allocations: Int64?) {
        self.allocations = allocations
    }

    /// Updates of a shared collector, counted inside the actor: there are no system calls in the count.
    static func shared(_ root: String) -> Count? {
        guard let machine = try? SharedCollector(root: root) else { return nil }
        let end = DispatchSemaphore(value: 0)
        let counted = Counted()
        Task.detached {
            counted.allocations = await machine.allocationsOfUpdate()
            end.signal()
        }
        end.wait()
        return Count(allocations: counted.allocations)
    }

    fileprivate static func allocations(_ body: () -> Void) -> Int64? {
        let before = ccount_allocations()
        body()
        return before < 0 ? nil : ccount_allocations() - before
    }

    private static func calls(_ work: Work) -> [String]? {
        let calls = UnsafeMutableBufferPointer<ccount_call>.allocate(capacity: 1 << 14)
        defer { calls.deallocate() }
        let count = ccount_list_system_calls(
            Work.call, Unmanaged.passUnretained(work).toOpaque(), 3, calls.baseAddress, calls.count)
        guard count >= 0 else { return nil }
        return calls[..<min(Int(count), calls.count)].map { call in
            withUnsafeBytes(of: call.text) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
    }

    /// A line of JSON.
    func line(_ subject: String, _ through: String) -> String {
        func written(_ number: Int64?) -> String { number.map { "\($0)" } ?? "null" }
        return "{\"subject\": \"\(subject)\", \"through\": \"\(through)\", "
            + "\"first_allocations\": \(written(firstAllocations)), "
            + "\"first_calls\": \(written(firstCalls)), "
            + "\"allocations\": \(written(allocations)), \"calls\": \(calls?.json ?? "null")}"
    }
}

/// A number that a task sets before it signals its end.
private final class Counted: @unchecked Sendable {
    var allocations: Int64?
}

extension SharedCollector {
    /// The fewest allocations of an update and of a look at its sample, once the lists have their length.
    fileprivate func allocationsOfUpdate() -> Int64? {
        for _ in 0..<4 { update() }
        return (0..<8).compactMap { _ in
            Count.allocations {
                update()
                _ = withSample { sample, rates in
                    (sample.memory.value?.availableBytes, rates.cpu.usagePercent)
                }
            }
        }.min()
    }
}

/// Holds what it is given, so that making it is not left out.
nonisolated(unsafe) private var held: AnyObject?

/// Work of which the counts are known: an allocation in C, one in Swift, and a system call.
enum Control: CaseIterable {
    case c, swift, call

    var work: Work {
        switch self {
        case .c: Work { ccount_allocate() }
        case .swift: Work { held = Held() }
        case .call: Work { ccount_call_once() }
        }
    }

    private final class Held {}
}
