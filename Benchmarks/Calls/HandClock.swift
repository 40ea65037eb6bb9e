import Synchronization

/// A clock that moves when the program says so. One task sleeps at a time.
final class HandClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private struct State {
        var now = Instant()
        var sleeper: CheckedContinuation<Void, any Error>?
        var watcher: CheckedContinuation<Void, Never>?
        /// Whether the sleeping task was cancelled: no other will sleep.
        var isOver = false
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (sleeper: CheckedContinuation<Void, any Error>) in
                let (isOver, watcher) = state.withLock { state in
                    if !state.isOver { state.sleeper = sleeper }
                    defer { state.watcher = nil }
                    return (state.isOver, state.watcher)
                }
                if isOver { sleeper.resume(throwing: CancellationError()) }
                watcher?.resume()
            }
        } onCancel: {
            takeSleeper(isOver: true)?.resume(throwing: CancellationError())
        }
    }

    /// Waits until a task sleeps.
    func sleeper() async {
        await withCheckedContinuation { watcher in
            let isThere = state.withLock { state in
                if state.sleeper == nil, !state.isOver {
                    state.watcher = watcher
                    return false
                }
                return true
            }
            if isThere { watcher.resume() }
        }
    }

    /// Advances the time, and wakes the task that sleeps.
    func advance(by duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
        takeSleeper(isOver: false)?.resume()
    }

    private func takeSleeper(isOver: Bool) -> CheckedContinuation<Void, any Error>? {
        state.withLock { state in
            if isOver { state.isOver = true }
            defer { state.sleeper = nil }
            return state.sleeper
        }
    }
}
