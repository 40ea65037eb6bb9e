import Foundation
import Testing

@testable import Probe
@testable import probectl

/// A text in the form of Prometheus, made by the list of fields alone, as a program that links the library
/// would make it.
struct Exporter {
    private(set) var lines: [String] = []
    private var types: Set<String> = []

    init(_ sample: Sample, _ rates: Rates) {
        sample.forEachField { add($0, $1, $2, $3) }
        rates.forEachField { add($0, $1, $2, $3) }
    }

    private mutating func add(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value?
    ) {
        guard let value, field.kind != .label else { return }
        let name = "probe_\(section.rawValue)_\(field.name)".replacingOccurrences(
            of: ".", with: "_")
        if types.insert(name).inserted {
            lines.append("# HELP \(name) \(field.meaning)")
            lines.append("# TYPE \(name) \(field.kind)")
        }
        let all = [labels.first, labels.second].compactMap { $0 }.map { label in
            switch label.value {
            case .number(let number): "\(label.name)=\"\(number)\""
            case .name(let text): "\(label.name)=\"\(text)\""
            case .word(let word): "\(label.name)=\"\(word)\""
            }
        }
        let braces = all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
        lines.append("\(name)\(braces) \(value.double)")
    }

    func value(_ name: String) -> Double? {
        lines.first { $0.hasPrefix("\(name) ") }.flatMap {
            Double($0.dropFirst(name.count + 1))
        }
    }
}

@Suite("The list of fields, as an exporter uses it", .needsLinux)
struct ExportTests {
    @Test("A text of metrics has the numbers of the command's JSON")
    func export() throws {
        var collector = try GoldenTests().collector("debian-6.1-x86_64-devices")
        let sample = collector.sample([.usual, .process])
        var later = sample
        var (memory, disk) = (try later.memory.get(), try later.disk.get())
        memory.monotonicNs = 2_000_000_000
        memory.pageFaults = memory.pageFaults.map { $0 + 500 }
        disk.monotonicNs = 2_000_000_000
        later.slots.memory.reading = .value(memory)
        later.slots.disk.reading = .value(disk)
        var earlier = sample
        earlier.slots.memory.reading = .value(
            {
                var memory = memory
                memory.monotonicNs = 1_000_000_000
                memory.pageFaults = memory.pageFaults.map { $0 - 500 }
                return memory
            }())
        let rates = later.rates(since: earlier)
        let export = Exporter(later, rates)
        let line = SampleDocument(later, rates, Sample.Section.usual, perCPU: true).json().line()
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        func number(_ path: Any...) -> Double? {
            var value: Any? = json
            for step in path {
                value =
                    (step as? Int).flatMap { (value as? [Any])?[$0] }
                    ?? (value as? [String: Any])?[step as? String ?? ""]
            }
            return (value as? NSNumber)?.doubleValue
        }
        func name(_ path: Any...) -> String {
            var value: Any? = json
            for step in path {
                value =
                    (step as? Int).flatMap { (value as? [Any])?[$0] }
                    ?? (value as? [String: Any])?[step as? String ?? ""]
            }
            return value as? String ?? "?"
        }
        let pairs: [(String, Double?)] = [
            ("probe_memory_free_bytes", number("memory", "free_bytes")),
            ("probe_memory_usage_percent", number("memory", "usage_percent")),
            ("probe_cpu_user_ns", number("cpu", "user_ns")),
            ("probe_cpu_user_ns{cpu=\"1\"}", number("cpu", "cpus", 1, "user_ns")),
            ("probe_load_load1", number("load", "load1")),
            ("probe_load_tasks_all", number("load", "tasks", "all")),
            (
                "probe_disk_read_bytes{device=\"\(name("disk", "devices", 0, "name"))\"}",
                number("disk", "devices", 0, "counters", "read_bytes")
            ),
            (
                "probe_network_rx_bytes{interface=\"\(name("network", "interfaces", 1, "name"))\"}",
                number("network", "interfaces", 1, "counters", "rx_bytes")
            ),
            ("probe_network_rx_bytes", number("network", "total", "rx_bytes")),
            ("probe_network_sockets_used", number("network", "sockets_used")),
            ("probe_io_writes", number("io", "total", "writes")),
            (
                "probe_pressure_total_ns{resource=\"memory\",stall=\"some\"}",
                number("pressure", "memory", "some", "total_ns")
            ),
            (
                "probe_memory_page_faults_per_second",
                number("rates", "memory", "page_faults_per_second")
            ),
        ]
        for (metric, value) in pairs {
            #expect(value != nil && export.value(metric) == value, "\(metric)")
        }
        #expect(export.value("probe_memory_page_faults_per_second") == 500)
        #expect(export.lines.contains("# TYPE probe_memory_page_faults counter"))
        #expect(export.lines.contains("# TYPE probe_memory_free_bytes gauge"))
        // No number of the sections is left out: each that the JSON has, labels apart, is here.
        #expect(
            export.lines.count { $0.hasPrefix("probe_memory_") && !$0.contains("per_second") }
                == (json["memory"] as? [String: Any])?.values.count { $0 is NSNumber })
    }

    @Test("A process is labelled by its pid and its name")
    func process() throws {
        var collector = try GoldenTests().collector("debian-6.12-x86_64-processes")
        let sample = collector.sample(.process)
        let process = try #require(sample.process.value?.processes.first { $0.threads != nil })
        let export = Exporter(sample, Rates())
        let name = "probe_process_threads{pid=\"\(process.pid)\",name=\"\(process.name!)\"}"
        #expect(export.value(name) == process.threads.map { Double($0) })
    }
}
