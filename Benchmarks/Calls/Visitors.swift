import ProbeLive
import Synchronization

/// Readers of a sampler that come and go: some are quick, some too slow, and some are cancelled while they
/// wait.
final class Visitors: Sendable {
    struct Count {
        var readers = 0
        var ticks = 0
        var lost = 0
        /// Ticks whose number is not the one after the last, with those that the reader learned it lost.
        var unexplained = 0
    }

    private let sampler: Sampler
    /// The time from one tick to the next.
    private let pace: Duration
    private let state = Mutex(Count())

    init(_ sampler: Sampler, pace: Duration) {
        (self.sampler, self.pace) = (sampler, pace)
    }

    var count: Count { state.withLock { $0 } }

    /// Six at a time, until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for seed in 1...6 {
                group.addTask { [self] in
                    var random = Random(state: UInt64(seed))
                    while !Task.isCancelled { await visit(&random) }
                }
            }
        }
    }

    private func visit(_ random: inout Random) async {
        let ticks = Int.random(in: 1...20, using: &random)
        let isSlow = Int.random(in: 0..<4, using: &random) == 0
        let reader = Task.detached { [self] in await read(ticks, isSlow: isSlow) }
        if Int.random(in: 0..<3, using: &random) == 0 {
            try? await Task.sleep(for: pace * Int.random(in: 1...15, using: &random))
            reader.cancel()
        }
        let count = await withTaskCancellationHandler {
            await reader.value
        } onCancel: {
            reader.cancel()
        }
        state.withLock { all in
            all.readers += 1
            all.ticks += count.ticks
            all.lost += count.lost
            all.unexplained += count.unexplained
        }
        try? await Task.sleep(for: pace * Int.random(in: 1...3, using: &random))
    }

    private func read(_ ticks: Int, isSlow: Bool) async -> Count {
        var count = Count()
        var before: Int64?
        for await tick in sampler {
            count.ticks += 1
            count.lost += tick.lost
            if let before, tick.number != before + 1 + Int64(tick.lost) { count.unexplained += 1 }
            before = tick.number
            guard count.ticks < ticks else { break }
            if isSlow { try? await Task.sleep(for: pace * 6) }
        }
        return count
    }

    /// The same numbers in each run (xorshift).
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
