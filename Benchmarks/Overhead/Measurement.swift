import CFloor
import Probe

/// The times of one call in each form, round by round.
struct Measurement {
    var floor: [Double] = []
    var c: [Double] = []
    var swift: [Double] = []
}

/// Measures each subject in turn, round after round, so that a drift of the machine meets all alike.
struct Bench {
    /// A round whose spin took longer than the fastest by this factor met another speed of the host.
    static let tolerance = 1.15

    var rounds: Int
    private(set) var measurements: [Measurement] = []
    private(set) var droppedPercent = 0.0

    init(rounds: Int) {
        self.rounds = rounds
    }

    mutating func run(_ subjects: [Subject], _ reader: CReader, _ collector: inout Collector) {
        // One each, so that each finds its lists as it left them.
        var samples = subjects.map { collector.sample($0.sections) }
        var spins: [[Double]] = []
        measurements = subjects.map { _ in Measurement() }
        for round in 0..<rounds {
            var roundSpins: [Double] = []
            for (index, subject) in subjects.enumerated() {
                let before = spin()
                // Each form comes first in a third of the rounds: the first meets the coldest caches.
                for turn in round..<round + 3 {
                    switch turn % 3 {
                    case 0:
                        let floor = time(subject.batch) { _ = cfloor_run(subject.floor) }
                        measurements[index].floor.append(floor)
                    case 1:
                        let c = time(subject.batch) { reader.read(subject.sections) }
                        measurements[index].c.append(c)
                    default:
                        let start = cfloor_now_ns()
                        for _ in 0..<subject.batch {
                            collector.sample(into: &samples[index], subject.sections)
                        }
                        let swift = Double(cfloor_now_ns() - start) / Double(subject.batch)
                        measurements[index].swift.append(swift)
                    }
                }
                roundSpins.append(max(before, spin()))
            }
            spins.append(roundSpins)
        }
        dropSlow(spins)
    }

    private func spin() -> Double {
        let start = cfloor_now_ns()
        _ = cfloor_spin()
        return Double(cfloor_now_ns() - start)
    }

    private func time(_ batch: Int, _ body: () -> Void) -> Double {
        let start = cfloor_now_ns()
        for _ in 0..<batch {
            body()
        }
        return Double(cfloor_now_ns() - start) / Double(batch)
    }

    /// Keeps the rounds in which the host ran at its usual speed.
    private mutating func dropSlow(_ spins: [[Double]]) {
        let all = spins.flatMap { $0 }.sorted()
        let usual = quantile(all, 0.1)
        var dropped = 0
        for index in measurements.indices {
            let kept = spins.indices.filter { spins[$0][index] <= usual * Self.tolerance }
            dropped += spins.count - kept.count
            guard kept.count >= 10 else { continue }
            let whole = measurements[index]
            measurements[index] = Measurement(
                floor: kept.map { whole.floor[$0] }, c: kept.map { whole.c[$0] },
                swift: kept.map { whole.swift[$0] })
        }
        droppedPercent = 100 * Double(dropped) / Double(max(1, all.count))
    }
}

/// The value below which so much of the sorted list lies.
func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

/// One line of the result.
struct Row {
    var name: String
    var through: String
    var medianNs: Double
    var p99Ns: Double
    var floorMedianNs: Double
    /// The median of the ratios of each round, in which both met the same machine.
    var ratio: Double
    var count: Count
    var floorCount: Count

    init(
        _ name: String, _ through: String, _ times: [Double], _ floor: [Double], _ count: Count,
        _ floorCount: Count
    ) {
        self.count = count
        self.floorCount = floorCount
        self.name = name
        self.through = through
        medianNs = quantile(times.sorted(), 0.5)
        p99Ns = quantile(times.sorted(), 0.99)
        floorMedianNs = quantile(floor.sorted(), 0.5)
        ratio = quantile(zip(times, floor).map { $0 / $1 }.sorted(), 0.5)
    }
}
