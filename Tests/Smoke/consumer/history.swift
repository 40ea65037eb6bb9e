// A history of a machine in memory: what it used in the last second, ten times a second.
import Probe
import ProbeLive

var history = History(spans: [.init(stepNs: 100_000_000, count: 600)])
for await tick in try Sampler(every: .milliseconds(100), sections: [.cpu, .memory]) {
    history.record(tick)
    if tick.number == 11 { break }
}
for point in history.points(of: .init(.memory, "available_bytes")) {
    print("history:", point.timeNs, Int64(point.mean), "bytes available")
}
let busy = History.Key(.cpu, "total_usage_percent")
if let usage = history.summary(of: busy, last: .seconds(1)) {
    print("busy:", usage.mean, "percent of", usage.count, "steps, at most", usage.maximum)
}
