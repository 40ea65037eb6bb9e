// What asking costs: see Documentation/RESULTS.md.

import CFloor

let start = cfloor_now_ns()
guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    complain(
        """
        usage: probe-bench [--seconds N] [--rounds N] [--format text|json]
               probe-bench --rest floor|c|swift [--offset-ms N] --seconds N
               probe-bench --serve
        """)
    leave(64)
}
if case .rest(let form, let offsetMs) = options.mode {
    let rest = Rest(form: form, seconds: Int(options.seconds), offsetNs: offsetMs * 1_000_000)
    leave(rest.run() ? 0 : 1)
}
guard let workloads = allWorkloads() else {
    complain("probe-bench: this build can read nothing here")
    leave(1)
}
if case .serve = options.mode {
    serve(workloads)
    leave(0)
}
guard countsCount() else {
    complain("probe-bench: what counts allocations and system calls does not count")
    leave(1)
}
let counts = workloads.map { workload in workload.calls.map { Count(Work($0)) } }
var bench = Bench(workloads)
// Where there are thousands of processes, counting takes its time, too.
let left = Options.mostSeconds - Double(cfloor_now_ns() - start) / 1e9
bench.run(seconds: min(options.seconds, left), rounds: options.rounds)
let report = Report(bench, counts)
say(options.isJSON ? report.json : report.text)
