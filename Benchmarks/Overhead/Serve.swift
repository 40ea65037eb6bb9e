import CFloor

/// Makes single rounds on command, so that another program can pair two builds of this one.
///
/// First a line for each workload, its name and its forms, then an empty one. Then for each line
/// "INDEX CALLS TURN" one with the fastest and the slowest spin and the times of the forms, in
/// nanoseconds. CALLS of 0 asks how many make a batch.
func serve(_ workloads: [Workload]) {
    for workload in workloads {
        for call in workload.calls { (0..<3).forEach { _ in call() } }
        say("\(workload.name) \(workload.forms.map(\.rawValue).joined(separator: " "))")
    }
    say("")
    while let line = readLine() {
        let words = line.split(separator: " ").compactMap { Int($0) }
        guard words.count == 3, workloads.indices.contains(words[0]) else { return }
        let workload = workloads[words[0]]
        guard words[1] > 0 else {
            say("\(Bench.calls(workload))")
            continue
        }
        let round = Round(workload, calls: words[1], turn: words[2])
        let figures = [round.fastest, round.slowest] + round.times
        say(figures.map { fixed($0, 1) }.joined(separator: " "))
    }
}
