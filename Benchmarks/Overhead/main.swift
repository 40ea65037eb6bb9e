#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import CFloor
import Probe

/// A text of the kernel, or nil.
func firstLine(of path: String, startingWith prefix: String = "") -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 4096)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
        let end = buffer.firstIndex { $0 == 0 || $0 == 10 } ?? buffer.endIndex
        let line = String(decoding: buffer[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if line.hasPrefix(prefix) {
            return line
        }
    }
    return nil
}

func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "null" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int(value * scale + 0.5)
    guard digits > 0 else { return "\(scaled)" }
    let fraction = "\(scaled % Int(scale))"
    return "\(scaled / Int(scale))."
        + String(repeating: "0", count: digits - fraction.count) + fraction
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func complain(_ message: String) {
    let line = message + "\n"
    _ = line.withCString { write(2, $0, line.utf8.count) }
}

func usage() -> Never {
    complain("usage: probe-bench [--rounds N] [--format text|json]")
    exit(64)
}

var rounds = 400
var isJSON = false
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
    switch (word, words.popFirst()) {
    case ("--rounds", let value?):
        guard let number = Int(value), number >= 20 else { usage() }
        rounds = number
    case ("--format", "json"): isJSON = true
    case ("--format", "text"): isJSON = false
    default: usage()
    }
}

guard var collector = try? Collector(), let reader = CReader(), Capabilities.current.has(.cpu)
else {
    complain("probe-bench: this build can read nothing here")
    exit(1)
}
let quota = try? collector.quota()
let subjects =
    Section.usual.map { Subject($0, quota) } + [Subject(wholeWith: quota), Subject(.process, nil)]
guard countsCount() else {
    complain("probe-bench: what counts allocations and system calls does not count")
    exit(1)
}
let counts = subjects.map { Counts($0, reader) }
var bench = Bench(rounds: rounds)
bench.run(subjects, reader, &collector)
let rows = subjects.indices.flatMap { index in
    let (name, times, counts) = (subjects[index].name, bench.measurements[index], counts[index])
    return [
        Row(name, "c", times.c, times.floor, counts.c, counts.floor),
        Row(name, "swift", times.swift, times.floor, counts.swift, counts.floor),
    ]
}

func written(_ count: Int64?) -> String { count.map { "\($0)" } ?? "null" }

let kernel = firstLine(of: "/proc/sys/kernel/osrelease") ?? ""
let model =
    firstLine(of: "/proc/cpuinfo", startingWith: "model name")?
    .split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) } ?? ""
let cpus = effectiveCPUCount()

if isJSON {
    let list = rows.map { row in
        "{\"name\":\"\(row.name)\",\"through\":\"\(row.through)\","
            + "\"median_ns\":\(fixed(row.medianNs, 0)),\"p99_ns\":\(fixed(row.p99Ns, 0)),"
            + "\"floor_median_ns\":\(fixed(row.floorMedianNs, 0)),"
            + "\"ratio\":\(fixed(row.ratio, 3)),\"allocations\":\(written(row.count.allocations)),"
            + "\"system_calls\":\(written(row.count.systemCalls)),"
            + "\"floor_system_calls\":\(written(row.floorCount.systemCalls))}"
    }
    let safeModel = model.filter { $0 != "\"" && $0 != "\\" }
    print(
        "{\"machine\":{\"kernel\":\"\(kernel)\",\"cpus\":\(cpus),\"model\":\"\(safeModel)\","
            + "\"rounds\":\(rounds),\"noise_percent\":\(fixed(bench.droppedPercent, 1))},"
            + "\"rows\":[\(list.joined(separator: ","))]}")
} else {
    print(
        "what        through   median µs      p99 µs    floor µs   ratio   allocations"
            + "   system calls   floor")
    for row in rows {
        let name = row.name + String(repeating: " ", count: max(0, 12 - row.name.count))
        let through = row.through + String(repeating: " ", count: max(0, 7 - row.through.count))
        print(
            name + through + padded(fixed(row.medianNs / 1000, 2), 12)
                + padded(fixed(row.p99Ns / 1000, 2), 12)
                + padded(fixed(row.floorMedianNs / 1000, 2), 12)
                + padded(fixed(row.ratio, 2), 8) + padded(written(row.count.allocations), 14)
                + padded(written(row.count.systemCalls), 15)
                + padded(written(row.floorCount.systemCalls), 8))
    }
    print("\n\(kernel), \(cpus) CPUs, \(model)")
    print(
        "\(rounds) rounds; \(fixed(bench.droppedPercent, 1))% of them "
            + "left out, in which the machine was slowed down")
}
