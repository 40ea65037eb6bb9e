import CFloor
import Probe

/// Measures each piece of work in turn, round after round, so that a drift of the machine meets all
/// alike.
struct Bench {
    let workloads: [Workload]
    /// Those that count, of each piece of work.
    private(set) var rounds: [[Round]] = []
    private(set) var count = 0
    private(set) var droppedPercent = 0.0
    /// How much of the time others had the CPU; nil where the kernel does not say.
    private(set) var waitedPercent: Double?
    private(set) var seconds = 0.0
    let cpus = effectiveCPUCount()

    /// A batch of one form lasts at least this long, far longer than reading the clock,
    private static let leastNs = 200_000.0
    /// and has this many calls, so that the first, which meets the caches as another form left them,
    /// does not count for much,
    private static let leastCalls = 8.0
    /// unless it then lasts longer than this: the machine stays at one speed for some 50 ms.
    private static let mostNs = 2_000_000.0

    /// None has more of the time than one of so many shares: thousands of processes would take it all.
    private static let shares: UInt64 = 5

    init(_ workloads: [Workload]) {
        self.workloads = workloads
    }

    /// How many calls make a batch of each.
    static func calls(_ workload: Workload) -> Int {
        let call = workload.calls[0]
        for _ in 0..<3 { call() }
        let times = (0..<9).map { _ in
            let start = cfloor_now_ns()
            call()
            return Double(cfloor_now_ns() - start)
        }
        let ns = max(1, median(times))
        let calls = max(Self.leastNs / ns, min(Self.leastCalls, Self.mostNs / ns))
        return max(2, min(256, Int(calls)))
    }

    /// Until the time is over or the rounds are made, and at least three rounds.
    mutating func run(seconds limit: Double, rounds most: Int) {
        let start = cfloor_now_ns()
        let waited = waitedNs()
        let calls = workloads.map(Self.calls)
        var all = workloads.map { _ in [Round]() }
        var spentNs = workloads.map { _ in UInt64(0) }
        while count < most, count < 3 || Double(cfloor_now_ns() - start) / 1e9 < limit {
            for index in workloads.indices {
                let now = cfloor_now_ns()
                guard count < 3 || spentNs[index] * Self.shares < now - start else { continue }
                all[index].append(
                    Round(workloads[index], calls: calls[index], turn: all[index].count))
                spentNs[index] += cfloor_now_ns() - now
            }
            count += 1
        }
        seconds = Double(cfloor_now_ns() - start) / 1e9
        if let waited, let now = waitedNs() {
            waitedPercent = Double(now - waited) / 1e7 / seconds
        }
        keep(all)
    }

    /// Keeps the rounds that met the machine at its usual speed from their beginning to their end. Where
    /// it was slow nearly always, those that met one speed, whichever.
    private mutating func keep(_ all: [[Round]]) {
        let speeds = all.joined().map(\.fastest).sorted()
        let usual = quantile(speeds, 0.1) * Speed.tolerance
        rounds = all.map { rounds in
            let even = rounds.filter(\.isEven)
            let fast = even.filter { $0.slowest <= usual }
            return [fast, even].first { $0.count * 4 >= rounds.count } ?? rounds
        }
        let kept = rounds.reduce(0) { $0 + $1.count }
        droppedPercent = 100 * (1 - Double(kept) / Double(max(1, speeds.count)))
    }
}
