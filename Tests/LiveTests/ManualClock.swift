import Synchronization

/// A clock that a test moves: no test waits for real time.
final class ManualClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private struct Sleeper {
        var id: Int
        var deadline: Instant
        var end: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant()
        var ids = 0
        var cancelled: Set<Int> = []
        var sleepers: [Sleeper] = []
        var watchers: [CheckedContinuation<Instant, Never>] = []
        var failure: (any Error)?

        /// The result of a sleep that ends at once, and who waits for one that does not.
        mutating func add(
            _ sleeper: Sleeper
        ) -> (Result<Void, any Error>?, [CheckedContinuation<Instant, Never>]) {
            if cancelled.contains(sleeper.id) { return (.failure(CancellationError()), []) }
            if let failure { return (.failure(failure), []) }
            if sleeper.deadline <= now { return (.success(()), []) }
            sleepers.append(sleeper)
            defer { watchers = [] }
            return (nil, watchers)
        }
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.ids += 1
            return state.ids
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (end: CheckedContinuation<Void, any Error>) in
                let (result, watchers) = state.withLock { state in
                    state.add(Sleeper(id: id, deadline: deadline, end: end))
                }
                if let result { end.resume(with: result) }
                for watcher in watchers { watcher.resume(returning: deadline) }
            }
        } onCancel: {
            let ended = state.withLock { state in
                state.cancelled.insert(id)
                defer { state.sleepers.removeAll { $0.id == id } }
                return state.sleepers.filter { $0.id == id }
            }
            for sleeper in ended { sleeper.end.resume(throwing: CancellationError()) }
        }
    }

    /// Waits until something sleeps; returns its deadline.
    @discardableResult
    func sleeper() async -> Duration {
        await withCheckedContinuation { watcher in
            let deadline = state.withLock { state -> Instant? in
                if let first = state.sleepers.first { return first.deadline }
                state.watchers.append(watcher)
                return nil
            }
            if let deadline { watcher.resume(returning: deadline) }
        }.offset
    }

    /// How many sleep now.
    var sleepers: Int { state.withLock { $0.sleepers.count } }

    /// Advances the time, and ends what sleeps no longer than until then.
    func advance(by duration: Duration) {
        let ended = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            defer { state.sleepers.removeAll { $0.deadline <= now } }
            return state.sleepers.filter { $0.deadline <= now }
        }
        for sleeper in ended { sleeper.end.resume() }
    }

    /// Lets every sleep from now on fail.
    func fail(_ error: any Error) {
        let ended = state.withLock { state in
            state.failure = error
            defer { state.sleepers = [] }
            return state.sleepers
        }
        for sleeper in ended { sleeper.end.resume(throwing: error) }
    }
}
