import Foundation
import Serve

/// What a Swift program writes that has only Foundation: each file as one String, and split.
func lines(_ path: String) -> [Substring] {
    (try! String(contentsOfFile: path, encoding: .utf8)).split(separator: "\n")
}

func words(_ line: Substring) -> [Substring] {
    line.split(separator: " ", omittingEmptySubsequences: true)
}

func readCPU() -> [(name: String, times: [UInt64])] {
    lines("/proc/stat").filter { $0.hasPrefix("cpu") }.map { line in
        let words = words(line)
        return (String(words[0]), words.dropFirst().map { UInt64($0)! })
    }
}

func sayCPU(_ values: inout Values) {
    let keys = [
        "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest",
        "guest_nice",
    ]
    for (name, times) in readCPU() {
        for (key, time) in zip(keys, times) {
            values.say(name == "cpu" ? "total" : name, key, time)
        }
    }
}

func readMemory() -> [String: UInt64] {
    var answer: [String: UInt64] = [:]
    for line in lines("/proc/meminfo") {
        let parts = line.split(separator: ":")
        answer[String(parts[0])] = words(parts[1]).first.flatMap { UInt64($0) }
    }
    return answer
}

func sayMemory(_ values: inout Values) {
    let read = readMemory()
    for (key, name) in [
        ("total", "MemTotal"), ("free", "MemFree"), ("available", "MemAvailable"),
        ("buffers", "Buffers"), ("cached", "Cached"), ("shared", "Shmem"),
        ("swap_total", "SwapTotal"), ("swap_free", "SwapFree"),
    ] {
        values.say("", key, read[name].map { $0 * 1024 })
    }
}

func readLoad() -> [Double] {
    words(lines("/proc/loadavg")[0]).prefix(3).map { Double($0)! }
}

func sayLoad(_ values: inout Values) {
    for (key, value) in zip(["load1", "load5", "load15"], readLoad()) {
        values.say("", key, value)
    }
}

func readDisk() -> [(name: String, columns: [UInt64])] {
    lines("/proc/diskstats").map { line in
        let words = words(line)
        return (String(words[2]), words.dropFirst(3).map { UInt64($0)! })
    }
}

func sayDisk(_ values: inout Values) {
    let keys = [
        "reads", "reads_merged", "read_bytes", "read_ms", "writes", "writes_merged",
        "write_bytes", "write_ms", "", "busy_ms",
    ]
    for (name, columns) in readDisk() {
        for (key, value) in zip(keys, columns) where key != "" {
            values.say(name, key, key.hasSuffix("bytes") ? value * 512 : value)
        }
    }
}

func readNetwork() -> [(name: String, columns: [UInt64])] {
    lines("/proc/net/dev").dropFirst(2).map { line in
        let parts = line.split(separator: ":")
        return (String(words(parts[0])[0]), words(parts[1]).map { UInt64($0)! })
    }
}

func sayNetwork(_ values: inout Values) {
    for (name, columns) in readNetwork() {
        for (side, start) in [("rx", 0), ("tx", 8)] {
            for (index, key) in ["bytes", "packets", "errors", "dropped"].enumerated() {
                values.say(name, side + "_" + key, columns[start + index])
            }
        }
    }
}

func readPressure() -> [(name: String, line: [Substring])] {
    ["cpu", "memory", "io"].flatMap { resource in
        lines("/proc/pressure/" + resource).map { line in
            let words = words(line)
            let values = words.dropFirst().map { $0.split(separator: "=")[1] }
            return (resource + "_" + words[0], values)
        }
    }
}

func sayPressure(_ values: inout Values) {
    for (name, line) in readPressure() where name != "cpu_full" {
        for (key, value) in zip(["avg10", "avg60", "avg300"], line) {
            values.say(name, key, Double(value)!)
        }
        values.say(name, "total_us", UInt64(line[3]))
    }
}

func sayCPUs(_ values: inout Values) {
    values.say("", "cpus", ProcessInfo.processInfo.activeProcessorCount)
}

func readOwn() -> [Substring] {
    let line = try! String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
    return words(line[line.lastIndex(of: ")")!...])
}

func sayOwn(_ values: inout Values) {
    let columns = readOwn()
    values.say("", "user", UInt64(columns[12]))
    values.say("", "system", UInt64(columns[13]))
    values.say("", "rss", UInt64(columns[22]).map { $0 * UInt64(sysconf(Int32(_SC_PAGESIZE))) })
}

func readSnapshot() {
    _ = (readCPU(), readMemory(), readLoad())
    _ = (readDisk(), readNetwork(), readPressure())
}

serve([
    Work("cpu", read: { _ = readCPU() }, values: sayCPU),
    Work("memory", read: { _ = readMemory() }, values: sayMemory),
    Work("load", read: { _ = readLoad() }, values: sayLoad),
    Work("disk", read: { _ = readDisk() }, values: sayDisk),
    Work("network", read: { _ = readNetwork() }, values: sayNetwork),
    Work("pressure", read: { _ = readPressure() }, values: sayPressure),
    Work("quota", read: { _ = ProcessInfo.processInfo.activeProcessorCount }, values: sayCPUs),
    Work("once", read: { _ = ProcessInfo.processInfo.activeProcessorCount }, values: sayCPUs),
    Work("own", read: { _ = readOwn() }, values: sayOwn),
    Work("snapshot", read: readSnapshot) {
        sayCPU(&$0)
        sayMemory(&$0)
        sayLoad(&$0)
        sayDisk(&$0)
        sayNetwork(&$0)
        sayPressure(&$0)
    },
])
