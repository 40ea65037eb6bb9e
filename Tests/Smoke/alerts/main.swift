// Prints what the usual rules report while it runs, and what `why` says of it. The levels are those of the
// rules; each has to last for two seconds only.
//
//     raised cpu 99.8, why: CPU busy (99% of 2 CPUs) due to: other.
//     cleared cpu 3

import Probe
import ProbeLive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

func report(_ text: String) {
    print(text)
    fflush(nil)
}

let rules = Rule.usual.map { rule in
    var rule = rule
    rule.raiseAfterNs = 2_000_000_000
    rule.clearAfterNs = 2_000_000_000
    return rule
}
let wanted = CommandLine.arguments.dropFirst().first
var alerts = Alerts(rules.filter { $0.name == wanted || wanted == nil })
let sampler = try Sampler(every: .seconds(1), sections: alerts.sections)
report("watches \(alerts.rules.map { $0.name }.joined(separator: " "))")
for await tick in sampler {
    for event in alerts.check(tick) {
        let value = event.value.map { "\(Int($0))" } ?? "gone"
        guard event.change == .raised else {
            report("cleared \(event.rule) \(value)")
            continue
        }
        report("raised \(event.rule) \(value)")
        let explained = try await sampler.explain(event)
        let why = explained.findings.first?.headline ?? "nothing"
        report("why \(event.rule): \(why)")
    }
}
