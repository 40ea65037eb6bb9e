import CCount
import Dispatch
import Probe
import ProbeLive
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Count {
    /// The fewest allocations of a tick of a sampler with a reader: taken, its rates computed, handed on.
    static func sampler(_ root: String) -> Count? {
        let clock = CountingClock()
        guard let sampler = try? Sampler(every: .seconds(1), root: root, clock: clock) else {
            return nil
        }
        let end = DispatchSemaphore(value: 0)
        let seen = DispatchSemaphore(value: 0)
        clock.onSleep = { seen.wait() }
        Task.detached {
            for await tick in sampler {
                tick.withSample { sample, rates in
                    Held.number = rates.cpu.usagePercent ?? Double(sample.wallTimeNs)
                }
                seen.signal()
                if tick.number == 40 { break }
            }
            end.signal()
        }
        end.wait()
        return clock.fewest.map { Count(allocations: $0) }
    }

    private enum Held {
        nonisolated(unsafe) static var number = 0.0
    }
}

/// A clock whose sleeps end at once. Counts the allocations between two readings of it by one thread without
/// a sleep in between: a sampler reads it before a tick, and again after it.
private final class CountingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private struct State {
        var now = Instant()
        var before: (thread: pthread_t, allocations: Int64)?
        var fewest: Int64?
    }

    private let state = Mutex(State())
    nonisolated(unsafe) var onSleep: () -> Void = {}

    /// The fewest allocations of a tick.
    var fewest: Int64? { state.withLock { $0.fewest } }

    var minimumResolution: Duration { .nanoseconds(1) }

    var now: Instant {
        let (thread, allocations) = (pthread_self(), ccount_allocations())
        return state.withLock { state in
            if let before = state.before, pthread_equal(before.thread, thread) != 0,
                allocations >= 0
            {
                let count = allocations - before.allocations
                state.fewest = Swift.min(state.fewest ?? count, count)
            }
            state.before = (thread, allocations)
            return state.now
        }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        onSleep()
        state.withLock { state in
            state.now = deadline
            state.before = nil
        }
    }
}
