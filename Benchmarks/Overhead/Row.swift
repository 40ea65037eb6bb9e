/// One line of the result: a workload in one form.
struct Row {
    let name: String
    let form: Form
    let medianNs: Double
    /// Of single calls, each the first after another form's batch.
    let p99Ns: Double
    let count: Count
    /// The same of its floor; nil where it asks the machine nothing.
    let floor: Floor?

    struct Floor {
        let medianNs: Double
        /// Of the ratios of each round, in which both met the same machine.
        let ratio: Estimate
        let count: Count
        let verdict: Verdict
    }

    /// The comparison with its target: a ratio to the floor, or a time above it if the floor is short.
    enum Verdict: String {
        case met, over
        /// The interval has the target in it.
        case open
    }

    /// A floor of less is held to a time beyond it.
    private static let shortNs = 2000.0
    private static let beyondNs = 100.0

    init(_ workload: Workload, _ index: Int, _ rounds: [Round], _ counts: [Count]) {
        let form = workload.forms[index]
        name = workload.name
        self.form = form
        medianNs = median(rounds.map { $0.times[index] })
        p99Ns = quantile(rounds.map { $0.firsts[index] }.sorted(), 0.99)
        count = counts[index]
        guard workload.forms[0] == .floor else {
            floor = nil
            return
        }
        let floorNs = median(rounds.map { $0.times[0] })
        let ratio = Estimate(rounds.map { $0.times[index] / $0.times[0] })
        let excess = Estimate(rounds.map { $0.times[index] - $0.times[0] })
        let verdict =
            floorNs < Self.shortNs
            ? Self.verdict(excess, Self.beyondNs)
            : Self.verdict(ratio, Self.target(workload.name, form))
        floor = Floor(medianNs: floorNs, ratio: ratio, count: counts[0], verdict: verdict)
    }

    private static func target(_ name: String, _ form: Form) -> Double {
        switch (name, form) {
        case (_, .swift): 1.2
        case ("sample", _): 1.1
        default: 1.15
        }
    }

    private static func verdict(_ estimate: Estimate, _ target: Double) -> Verdict {
        estimate.high <= target ? .met : estimate.low > target ? .over : .open
    }

    /// Whether the run was quiet enough to measure the ratio to two percent.
    var isVouchedFor: Bool { (floor?.ratio.percent ?? 0) <= 2 }
}
