import Foundation
import Testing

@testable import Probe
@testable import probectl

/// A text in the form of Prometheus, made by the list of fields alone, as a program that links the library
/// would make it.
struct Exporter {
    private(set) var lines: [String] = []
    /// The fields that were listed, those without a value, too.
    private(set) var series: [Series] = []
    private var types: Set<String> = []

    struct Series {
        let section: Sample.Section
        let labels: Sample.Field.Labels
        let field: Sample.Field
    }

    init(_ sample: Sample, _ rates: Rates) {
        sample.forEachField { add($0, $1, $2, $3) }
        rates.forEachField { add($0, $1, $2, $3) }
    }

    private mutating func add(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value?
    ) {
        series.append(Series(section: section, labels: labels, field: field))
        guard let value, field.kind != .label else { return }
        let name = "probe_\(section.rawValue)_\(field.name)"
        if types.insert(name).inserted {
            lines.append("# HELP \(name) \(field.meaning)")
            lines.append("# TYPE \(name) \(field.kind)")
        }
        let all = labels.map { label in
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
            ("probe_cpu_total_user_ns", number("cpu", "user_ns")),
            ("probe_cpu_context_switches", number("cpu", "context_switches")),
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
            ("probe_network_total_rx_bytes", number("network", "total", "rx_bytes")),
            ("probe_network_sockets_used", number("network", "sockets_used")),
            ("probe_io_total_writes", number("io", "total", "writes")),
            (
                "probe_quota_cpu_effective_cores", number("quota", "cpu", "effective_cores")
            ),
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
        // No number of the section is left out but the time of reading, which is a label.
        #expect(
            export.lines.count { $0.hasPrefix("probe_memory_") && !$0.contains("per_second") }
                == (json["memory"] as? [String: Any])?.count {
                    $0.value is NSNumber && $0.key != "monotonic_ns"
                })
    }

    /// What Prometheus would refuse of the metrics of a sample and its rates, or sum up wrongly.
    static func problems(_ sample: Sample, _ rates: Rates) -> [String] {
        struct Metric: Hashable {
            let section: Sample.Section
            let name: Sample.Field.Text
        }
        struct Full: Hashable {
            let metric: Metric
            let labels: Sample.Field.Labels
        }
        var problems: [String] = []
        var seen: Set<Full> = []
        var labelsOf: [Metric: [Sample.Field.Text]] = [:]
        var fieldOf: [Metric: Sample.Field] = [:]
        for series in Exporter(sample, rates).series {
            let metric = Metric(section: series.section, name: series.field.name)
            let shown = "\(metric.section) \(metric.name)"
            if !seen.insert(Full(metric: metric, labels: series.labels)).inserted {
                problems.append("\(shown): twice with \(series.labels.map { $0 })")
            }
            let name = Array(metric.name.utf8)
            let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
            let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            let isGood = name.enumerated().allSatisfy { index, byte in
                letters.contains(byte) || byte == UInt8(ascii: "_")
                    || (index > 0 && digits.contains(byte))
            }
            if name.isEmpty || !isGood { problems.append("\(shown): a bad name") }
            // Other labels, as of a total: a sum over them would count twice.
            let labels = series.labels.map { $0.name }
            if labelsOf.updateValue(labels, forKey: metric) ?? labels != labels {
                problems.append("\(shown): with other labels: \(labels)")
            }
            if let other = fieldOf.updateValue(series.field, forKey: metric),
                other.kind != series.field.kind || other.unit != series.field.unit
            {
                problems.append("\(shown): two fields")
            }
        }
        return problems
    }

    @Test("An item without a label that identifies it has no series")
    func unnamed() {
        var sample = Sample()
        var swap = Swap()
        swap.devices = Array(repeating: Swap.Device(), count: 3)
        swap.devices[2].name = "/dev/sda2"
        sample.slots.swap.reading = .value(swap)
        var topology = Topology()
        topology.caches = Array(repeating: Topology.Cache(), count: 5)
        for index in 2..<5 { topology.caches[index].level = index }
        (topology.caches[3].type, topology.caches[4].type) = ("Unified", "Unified")
        (topology.caches[2].cpus, topology.caches[4].cpus) = ([0, 1, 2, 3], [0, 1, 2, 3])
        sample.slots.topology.reading = .value(topology)
        let problems = Self.problems(sample, sample.rates(since: sample))
        #expect(problems.isEmpty, "\(problems.prefix(5))")
        let series = Exporter(sample, sample.rates(since: sample)).series
        #expect(Set(series.filter { $0.section == .swap }.map { $0.labels }).count == 1)
        #expect(Set(series.filter { $0.section == .topology }.map { $0.labels }).count == 1)
    }

    @Test(
        "No series occurs twice, no total has the name of its items, and every name is valid",
        arguments: [
            "debian-6.1-x86_64-devices", "debian-6.1-x86_64-holes", "debian-6.1-x86_64-v1",
            "debian-6.1-x86_64-hybrid", "debian-6.1-x86_64-v2", "debian-6.12-x86_64-processes",
            "debian-6.1-aarch64-devices", "firecracker-6.18-x86_64-namespaces",
        ])
    func series(machine: String) throws {
        var collector = try GoldenTests().collector(machine)
        collector.listsAllMounts = true
        let before = collector.sample(Sample.Sections(Sample.Section.allCases))
        let after = collector.sample(Sample.Sections(Sample.Section.allCases))
        let problems = Self.problems(after, after.rates(since: before))
        #expect(problems.isEmpty, "\(problems.prefix(5))")
    }

    @Test("The series of this machine are unique, too")
    func live() throws {
        var collector = try Collector()
        collector.listsAllMounts = true
        let before = collector.sample(Sample.Sections(Sample.Section.allCases))
        let after = collector.sample(Sample.Sections(Sample.Section.allCases))
        let problems = Self.problems(after, after.rates(since: before))
        #expect(problems.isEmpty, "\(problems.prefix(5))")
    }

    @Test("A total has a name of its own, which begins with total_")
    func totals() {
        var sample = Sample()
        var network = Networking()
        network.interfaces = [NetworkInterface()]
        sample.network = .value(network)
        sample.io = .value(IO())
        sample.disk = .value(Disk())
        var cpu = CPU()
        cpu.cpus = [LogicalCPU(id: 0)]
        sample.cpu = .value(cpu)
        var rates = Rates()
        rates.network.interfaces = [NetworkInterfaceRates()]
        rates.cpu.cpus = [LogicalCPURates(id: 0)]
        #expect(Self.problems(sample, rates).isEmpty)
        let names = Set(
            Exporter(sample, rates).series.filter { $0.labels.isEmpty }
                .map { "\($0.section) \($0.field.name)" })
        for name in [
            "cpu total_user_ns", "cpu total_usage_percent", "cpu context_switches",
            "network total_rx_bytes", "network total_rx_bytes_per_second", "network sockets_used",
            "io total_reads", "io total_reads_per_second",
        ] {
            #expect(names.contains(name), "\(name)")
        }
    }

    @Test("A limit of the quota is a number, or none with the reason")
    func limits() {
        var quota = Quota()
        quota.memory.limit = .limited(
            1 << 30, by: LimitSource(level: "/a", file: "/sys/fs/cgroup/a/memory.max"),
            incomplete: nil)
        quota.pids.limit = .unlimited
        quota.cpu.limit = .unknown(Incompleteness(reason: .aboveNamespace))
        quota.cpu.burstUs = 5
        quota.rlimits.nofile = ResourceLimit(soft: .limited(1024), hard: .unlimited)
        var sample = Sample()
        sample.quota = .value(quota)
        let export = Exporter(sample, Rates())
        #expect(export.value("probe_quota_memory_limit_bytes") == 1_073_741_824)
        #expect(export.value("probe_quota_memory_is_limited") == 1)
        #expect(export.value("probe_quota_pids_limit_tasks") == nil)
        #expect(export.value("probe_quota_pids_is_limited") == 0)
        #expect(export.value("probe_quota_cpu_is_limited") == nil)
        #expect(export.value("probe_quota_cpu_burst_ns") == 5000)
        #expect(export.value("probe_quota_rlimits_nofile{bound=\"soft\"}") == 1024)
        #expect(export.value("probe_quota_rlimits_nofile{bound=\"hard\"}") == nil)
        let limited = "probe_quota_rlimits_is_limited{resource=\"nofile\",bound="
        #expect(export.value(limited + "\"soft\"}") == 1)
        #expect(export.value(limited + "\"hard\"}") == 0)
    }

    @Test("The levels of a quota are labelled by path and hierarchy", arguments: [1, 2])
    func levels(version: Int) throws {
        var collector = try GoldenTests().collector("debian-6.1-x86_64-v\(version)")
        let sample = collector.sample(.quota)
        let quota = try sample.quota.get()
        let export = Exporter(sample, Rates())
        let levels = quota.levels.filter { $0.memoryCurrent.value != nil }
        for level in levels {
            let labels = "{level=\"\(level.path)\",hierarchy=\"\(level.hierarchy)\"}"
            #expect(
                export.value("probe_quota_level_memory_current_bytes\(labels)")
                    == level.memoryCurrent.value.map { Double($0) })
        }
        #expect(!levels.isEmpty && quota.memory.currentBytes != nil)
        #expect(
            export.value("probe_quota_memory_current_bytes")
                == quota.memory.currentBytes.map { Double($0) })
    }

    @Test("Sensors have their device, and degrees")
    func sensors() {
        var temperature = Sensors.Temperature()
        temperature.device = 3
        temperature.index = 1
        temperature.chip = "coretemp"
        temperature.currentMillicelsius = 45_500
        var sensors = Sensors()
        sensors.temperatures = [temperature]
        sensors.voltages = [Sensors.Voltage()]
        (sensors.voltages[0].currentMicrovolts, sensors.voltages[0].isAlarm) = (-1_200_000, true)
        sensors.fans = [Sensors.Fan()]
        sensors.fans[0].currentRpm = 900
        sensors.powers = [Sensors.Power()]
        sensors.powers[0].averageMicrowatts = 18_000_003
        sensors.energies = [Sensors.Energy()]
        sensors.energies[0].energyMicrojoules = 7
        sensors.throttling.coreEvents = 3
        var sample = Sample()
        sample.sensors = .value(sensors)
        let name =
            "probe_sensors_temperature_current_celsius{device=\"3\",index=\"1\",chip=\"coretemp\",label=\"\"}"
        let export = Exporter(sample, Rates())
        #expect(export.value(name) == 45.5)
        let none = "{device=\"0\",index=\"0\",chip=\"\",label=\"\"}"
        #expect(export.value("probe_sensors_voltage_current_microvolts\(none)") == -1_200_000)
        #expect(export.value("probe_sensors_voltage_alarm\(none)") == 1)
        #expect(export.value("probe_sensors_fan_current_rpm\(none)") == 900)
        #expect(export.value("probe_sensors_power_average_microwatts\(none)") == 18_000_003)
        #expect(export.value("probe_sensors_energy_microjoules\(none)") == 7)
        #expect(export.value("probe_sensors_throttling_core_events") == 3)
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
