import Foundation
import Testing

@testable import Probe

/// The coders of a value have the object of the command.
@Suite("The JSON of the library", .needsLinux)
struct JSONDocumentTests {
    private static let sections = Sample.Sections(Sample.Section.allCases)

    private func read(_ name: String) throws -> Sample {
        var collector = try Collector(root: Fixture.root(name))
        collector.listsAllMounts = true
        collector.processDetails = .all
        return collector.sample(Self.sections)
    }

    private func object(_ text: String) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    }

    private func object(_ data: Data) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    }

    /// What a document does not have of a command line: the padding behind its last word.
    private func withoutPadding(_ sample: Sample) -> Sample {
        guard case .value(var table) = sample.process else { return sample }
        for index in table.processes.indices {
            guard table.processes[index].commandLine != nil else { continue }
            var bytes: [UInt8] = []
            for word in table.processes[index].arguments { bytes += word.bytes + [0] }
            if table.processes[index].isCommandLineCut == true, !bytes.isEmpty {
                bytes.removeLast()
            }
            table.processes[index].commandLine = KernelName(bytes: bytes)
        }
        var copy = sample
        copy.slots.process.reading = .value(table)
        return copy
    }

    private func expectSame(_ sample: Sample) throws {
        let wanted = withoutPadding(sample)
        let line = sample.json()
        let coded = try JSONEncoder().encode(sample)
        #expect(try object(coded) == object(line))
        let decoded = try JSONDecoder().decode(Sample.self, from: Data(line.utf8))
        for section in Sample.Section.allCases where decoded != wanted {
            #expect(decoded.description(of: section) == wanted.description(of: section))
        }
        #expect(decoded == wanted)
        #expect(try JSONDecoder().decode(Sample.self, from: coded) == wanted)
        #expect(decoded.json() == line)
        var buffer: [UInt8] = [1]
        sample.appendJSON(to: &buffer)
        #expect(buffer == [1] + Array(line.utf8))
    }

    @Test("A sample is its document, and the document the sample", arguments: Fixture.names)
    func fixtures(name: String) throws {
        try expectSame(try read(name))
    }

    @Test("So are the sample and the rates of this machine")
    func live() throws {
        var collector = try Collector()
        collector.listsAllMounts = true
        collector.processDetails = .all
        let before = collector.sample(Self.sections)
        let after = collector.sample(Self.sections)
        try expectSame(after)
        var rates = after.rates(since: before)
        let line = after.json(rates: rates)
        let coded = try JSONEncoder().encode(rates)
        #expect(try object(coded) == object(line)["rates"] as? NSDictionary)
        // The document has the number of those that ended, and not which they were.
        rates.process.endedProcesses = nil
        #expect(try JSONDecoder().decode(Rates.self, from: coded) == rates)
        #expect(try JSONDecoder().decode(Rates.self, from: Data(line.utf8)) == rates)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Rates.self, from: Data(after.json().utf8))
        }
    }

    @Test("A section alone is its object, and is read of a whole document, too")
    func sections() throws {
        let sample = try read("debian-6.1-x86_64-v2")
        let whole = Data(sample.json().utf8)
        func expectSame<Value: JSONSection & Equatable>(_ reading: Sample.Reading<Value>) throws {
            let value = try reading.get()
            let coded = try JSONEncoder().encode(value)
            let document = try object(whole)
            let member = try #require(document[Value.section.rawValue] as? NSDictionary)
            let alone = try #require(member.mutableCopy() as? NSMutableDictionary)
            alone["failures"] = []
            #expect(try object(coded) == alone)
            #expect(try JSONDecoder().decode(Value.self, from: coded) == value)
            #expect(try JSONDecoder().decode(Value.self, from: whole) == value)
        }
        try expectSame(sample.cpu)
        try expectSame(sample.load)
        try expectSame(sample.memory)
        try expectSame(sample.disk)
        try expectSame(sample.filesystem)
        try expectSame(sample.network)
        try expectSame(sample.pressure)
        try expectSame(sample.quota)
        let quota = try sample.quota.get()
        #expect(try object(quota.json()) == object(JSONEncoder().encode(quota)))
    }

    @Test("A document that lists some of the processes is a partial table, with the counts of all")
    func partial() throws {
        func decoded(_ text: String) throws -> ProcessTable {
            try JSONDecoder().decode(ProcessTable.self, from: Data(text.utf8))
        }
        let sample = withoutPadding(try read("debian-6.12-x86_64-processes"))
        let table = try sample.process.get()
        let rates = sample.rates(since: sample)
        let chosen = table.indices(ofTop: 3, by: .memory)
        var document = SampleDocument(sample, rates, [.process], perCPU: false)
        document.listing = ProcessListing(
            chosen.map {
                ProcessListing.Row(table.processes[$0], rates: rates.process.processes[$0])
            }, order: .memory, threads: nil, failures: [])
        let line = document.json().text()
        let part = try decoded(line)
        #expect(!table.isPartial && table.count > 3 && part.isPartial)
        #expect(part.processes == chosen.sorted().map { table.processes[$0] })
        #expect(part.count == table.count && part.states == table.states)
        #expect(try decoded(part.json()) == part)
        #expect(try decoded(JSON(table).text()) == table)
        // The counts alone show that processes are left out, too.
        let old = line.replacingOccurrences(of: "\"partial\":true,", with: "")
        #expect(old != line)
        #expect(try decoded(old) == part)

        #expect(table.rates(since: table).started == 0 && table.rates(since: table).ended == 0)
        for (before, after) in [(table, part), (part, table), (part, part)] {
            let rates = after.rates(since: before)
            #expect(rates.started == nil && rates.ended == nil && rates.endedProcesses == nil)
            #expect(rates.processes.allSatisfy { $0.change == .same || $0.change == .unknown })
            let coded = try JSONEncoder().encode(rates)
            #expect(try JSONDecoder().decode(ProcessTableRates.self, from: coded) == rates)
        }
        let listed = try JSONDecoder().decode(Rates.self, from: Data(line.utf8)).process
        #expect(listed.processes.map(\.pid) == part.processes.map(\.pid))
        #expect(listed.started == 0 && listed.ended == 0 && listed.endedProcesses == nil)
        var activity = Diagnosis.ProcessActivity()
        activity.add(table)
        activity.add(part)
        #expect(activity.entries.allSatisfy { !$0.hasEnded })
    }

    @Test("A document without the single CPUs does not become one of a machine that has none")
    func withoutCPUs() throws {
        let sample = try read("debian-6.1-x86_64-v2")
        let rates = sample.rates(since: sample)
        let line = sample.json(rates: rates, perCPU: false)
        let data = Data(line.utf8)
        let decoded = try JSONDecoder().decode(Sample.self, from: data)
        let again = decoded.json(rates: try JSONDecoder().decode(Rates.self, from: data))
        #expect(try object(again)["cpu"] as? NSDictionary == object(line)["cpu"] as? NSDictionary)
        #expect(line.contains("\"cpus\":null"))
        // Other sections have lists of this name.
        let cpu = try object(again)["cpu"] as? [String: Any]
        let rate = (try object(again)["rates"] as? [String: Any])?["cpu"] as? [String: Any]
        #expect(cpu != nil && cpu?["cpus"] is NSNull)
        #expect(rate != nil && rate?["cpus"] as? [Any] == nil)
    }

    @Test("The schema lists the code of each reason")
    func reasonCodes() throws {
        let schema = try String(
            contentsOf: Fixture.tests.deletingLastPathComponent()
                .appendingPathComponent("Documentation/schema.json"), encoding: .utf8)
        let reasons: [Incompleteness.Reason] = [
            .aboveNamespace, .aboveMount, .outsideMount, .notMounted, .level, .deleted,
            .otherHierarchy, .noCgroups, .noMounts, .notRequested, .usage, .machine,
        ]
        let list = reasons.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        #expect(schema.contains("The same as a word: \(list);"))
    }

    @Test("A section alone has its failures, and so has the pressure of a cgroup")
    func failures() throws {
        let failures = [
            ProbeError(code: .malformed, source: "/proc/x", line: 4),
            ProbeError(code: .denied, source: "/proc/y", systemError: 13),
        ]
        func expectKept<Value: JSONSection & Equatable>(_ empty: Value) throws {
            var value = empty
            value.failures = failures
            let coded = try JSONEncoder().encode(value)
            #expect(try JSONDecoder().decode(Value.self, from: coded) == value)
        }
        try expectKept(CPU())
        try expectKept(Load())
        try expectKept(Memory())
        try expectKept(Disk())
        try expectKept(Filesystem())
        try expectKept(Networking())
        try expectKept(IO())
        try expectKept(Pressure())
        try expectKept(Quota())
        try expectKept(ProcessTable())
        try expectKept(Sensors())
        var quota = Quota()
        quota.pressure = Pressure()
        quota.pressure?.failures = failures
        var sample = Sample()
        sample.quota = .value(quota)
        try expectSame(sample)
        for text in [quota.json(), ProcessTable().json(), Sensors().json()] {
            #expect(try object(text)["failures"] != nil)
        }
    }

    @Test("cpu.idle is a Boolean, and a quota without its period has none")
    func idle() throws {
        var quota = Quota()
        quota.levels = [QuotaLevel()]
        quota.levels[0].cpuIdle = .init(.limited(true), file: "cpu.idle")
        quota.levels[0].cpu = .init(.limited(CPUBandwidth(quotaUs: 5, periodUs: nil)))
        let text = quota.json()
        #expect(text.contains(#""cpu_idle":{"state":"limited","value":true,"failure":null}"#))
        for value in ["true", "1"] {
            let decoded = try JSONDecoder().decode(
                Quota.self,
                from: Data(text.replacingOccurrences(of: ":true,", with: ":\(value),").utf8))
            #expect(decoded.levels[0].cpuIdle.value == true)
            #expect(decoded.levels[0].cpu.value == CPUBandwidth(quotaUs: 5, periodUs: nil))
        }
    }

    @Test("Only the sections that were requested are in it; an error is read back")
    func unavailable() throws {
        var sample = Sample()
        sample.slots.memory.reading = .error(
            ProbeError(code: .stalled, source: "/proc/meminfo", line: 3, systemError: 5))
        var load = Load()
        load.failures = [ProbeError(code: .malformed, source: "/proc/loadavg", line: 1)]
        sample.slots.load.reading = .value(load)
        try expectSame(sample)
        #expect(
            try Set(object(sample.json()).allKeys as? [String] ?? []) == [
                "schema", "time_ns", "load", "memory", "unavailable", "failures", "rates",
            ])
        let data = Data(sample.json().utf8)
        let error = #expect(throws: ProbeError.self) {
            try JSONDecoder().decode(Memory.self, from: data)
        }
        #expect(error == sample.memory.error)
    }

    @Test("Names that are not UTF-8, and failures of a quota, come back")
    func odd() throws {
        let name = KernelName(bytes: [0x2f, 0xff, 0x00, 0x61])
        let failure = ProbeError(code: .denied, source: "/sys/fs/cgroup/a/cpu.max", systemError: 13)
        var quota = Quota()
        quota.cpu.limit = .unknown(Incompleteness(reason: .level, failure: failure))
        quota.memory.limit = .limited(
            5, by: LimitSource(level: name, file: name),
            incomplete: Incompleteness(reason: .aboveMount, failure: nil))
        quota.io.incomplete = Incompleteness(reason: .level, failure: failure)
        quota.failures = [failure]
        quota.hierarchies = [Quota.Hierarchy()]
        quota.hierarchies[0].path = name
        var table = ProcessTable()
        table.processes = [ProcessSnapshot()]
        table.processes[0].state = ProcessState(rawValue: 0xe9)
        table.processes[0].commandLine = KernelName(bytes: [0xff, 0, 0x61, 0])
        table.processes[0].isCommandLineCut = false
        table.processes[0].unread = [.io, .descriptors]
        var sample = Sample()
        sample.slots.quota.reading = .value(quota)
        sample.slots.process.reading = .value(table)
        try expectSame(sample)
        for name in [name, KernelName("eth0")] {
            let coded = try JSONEncoder().encode([name])
            #expect(try JSONDecoder().decode([KernelName].self, from: coded) == [name])
        }
    }

    @Test("A reason is read by its code and its failure; no sentence is parsed")
    func reasons() throws {
        let failure = ProbeError(
            code: .io, source: "/sys/fs/cgroup/a: (b)/cpu.max", line: 2, systemError: 5)
        var quota = Quota()
        quota.cpu.limit = .unknown(Incompleteness(reason: .level, failure: failure))
        quota.memory.limit = .limited(
            5, by: LimitSource(level: nil, file: "/proc/meminfo"),
            incomplete: Incompleteness(reason: .notMounted, failure: failure))
        quota.hugetlb.incomplete = Incompleteness(reason: .init(rawValue: "later"))
        quota.io.incomplete = Incompleteness(reason: .deleted)
        quota.hierarchies = [Quota.Hierarchy()]
        quota.hierarchies[0].incomplete = Incompleteness(reason: .aboveMount, failure: failure)
        quota.pids.effectiveTasksCompleteness.incomplete = Incompleteness(
            reason: .usage, failure: failure)
        func read(_ text: String) throws -> Quota {
            try JSONDecoder().decode(Quota.self, from: Data(text.utf8))
        }
        let text = quota.json()
        #expect(try read(text) == quota)
        // Other words say the same.
        let other = text.replacingOccurrences(
            of: #""reason":"[^"]*""#, with: #""reason":"it was denied (x: y)""#,
            options: .regularExpression)
        #expect(other != text)
        #expect(try read(other) == quota)
        // A document without codes is incomplete, and not of a reason that its words seem to name.
        let old = other.replacingOccurrences(
            of: #""reason_code":("[^"]*"|null),"#, with: "", options: .regularExpression)
        let decoded = try read(old)
        #expect(decoded.io.incomplete?.reason == .init(rawValue: "unnamed"))
        #expect(!decoded.memory.limit.isComplete && decoded.memory.limit.value == 5)
        #expect(decoded.cpu.limit.incomplete?.failure == failure)
    }

    @Test("Coders that convert keys to and from snake case read and write the same values")
    func snakeCase() throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        func expectSame<Value: Codable & Equatable>(_ value: Value) throws {
            let coded = try encoder.encode(value)
            #expect(try object(coded) == object(JSONEncoder().encode(value)))
            #expect(try decoder.decode(Value.self, from: coded) == value)
            #expect(try JSONDecoder().decode(Value.self, from: coded) == value)
        }
        for name in Fixture.names { try expectSame(withoutPadding(try read(name))) }
        var collector = try Collector()
        let before = collector.sample(Self.sections)
        var rates = collector.sample(Self.sections).rates(since: before)
        rates.process.endedProcesses = nil
        try expectSame(rates)
        var tasks = Load.Tasks()
        tasks.lastPid = 7
        try expectSame(tasks)
        try expectSame(ProcessIdentity(pid: 1, startTicks: 2, bootID: BootID(high: 3, low: 4)))
        var address = NetworkAddress(name: KernelName(bytes: [0xff]))
        (address.prefixBits, address.scopeId) = (24, 2)
        (address.bytes, address.mask, address.broadcast) = ([1], [2], [3])
        try expectSame(address)
    }

    @Test("Unknown keys are skipped, a missing key is an unknown value")
    func otherKeys() throws {
        let text = """
            {"schema": 1, "time_ns": 7, "later": {"a": [1, {}]}, "memory": {"free_bytes": 5, "more": []},
            "disk": {"devices": [{"device_major": 1, "device_minor": 2, "name": "a", "partition": false,
            "stacked": false}]}}
            """
        let sample = try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
        #expect(sample.wallTimeNs == 7)
        let memory = try sample.memory.get()
        #expect(memory.freeBytes == 5 && memory.totalBytes == nil)
        let disk = try sample.disk.get()
        #expect(disk.devices.first?.counters == DiskCounters())
        #expect(sample.load == .notRequested)
    }

    @Test(
        "A document that is not one is an error that says where",
        arguments: [
            ("{\"schema\": 2, \"time_ns\": 1}", "schema"),
            ("{\"time_ns\": 1}", "schema"),
            ("{\"schema\": 1, \"time_ns\": \"1\"}", "time_ns"),
            ("{\"schema\": 1, \"time_ns\": 1, \"memory\": null}", "memory"),
            ("{\"schema\": 1, \"time_ns\": 1, \"memory\": []}", "memory"),
            ("{\"schema\": 1, \"time_ns\": 1, \"memory\": {\"free_bytes\": \"5\"}}", "free_bytes"),
            ("{\"schema\": 1, \"time_ns\": 1, \"memory\": {\"free_bytes\": 1e300}}", ""),
            ("{\"schema\": 1, \"time_ns\": 1, \"memory\": {\"free_bytes\": 1.5}}", ""),
            ("{\"schema\": 1, \"time_ns\": 1, \"disk\": {\"devices\": [{}]}}", "device_major"),
            (
                "{\"schema\": 1, \"time_ns\": 1, \"process\": {\"ended\": 0, \"boot_id\": \"x\"}}",
                "boot_id"
            ),
        ])
    func malformed(text: String, key: String) throws {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
        }
        // JSONDecoder gives no path of a number that its type cannot hold.
        let words = error.map { "\($0)" } ?? ""
        #expect(key.isEmpty ? !words.isEmpty : words.contains(key), "\(words)")
    }

    @Test("Hostile documents are errors, and nothing crashes")
    func hostile() throws {
        let line = try read("debian-6.1-x86_64-v1").json()
        let bytes = Array(line.utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 997) {
            #expect(throws: (any Error).self) {
                try JSONDecoder().decode(Sample.self, from: Data(bytes[..<length]))
            }
        }
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(
                Sample.self, from: Data("{\"schema\": 1, \"time_ns\": 1, \"x\": \(deep)}".utf8))
        }
        // A level of a hierarchy that is not there, numbers at the end of all numbers.
        let odd = line.replacingOccurrences(of: "\"hierarchy\":0", with: "\"hierarchy\":-9")
            .replacingOccurrences(of: "\"version\":1", with: "\"version\":9223372036854775807")
        let sample = try JSONDecoder().decode(Sample.self, from: Data(odd.utf8))
        #expect(try !sample.quota.get().levels.isEmpty)
        #expect(!sample.json().isEmpty)
    }

    @Test("Each number of a section is read back from its own key")
    func fields() throws {
        func expectOwn<Value: JSONObject>(
            _ empty: Value, _ list: (Value, (Sample.Field, Sample.Field.Value?) -> Void) -> Void
        ) throws {
            var names: [String] = []
            list(empty) { field, _ in names.append(field.path.description) }
            let text = JSON(empty).text()
            for (index, name) in names.enumerated() {
                let key = name.split(separator: ".").last.map(String.init) ?? name
                let with = text.replacingOccurrences(
                    of: #""\#(key)":(null|0)"#, with: #""\#(key)":\#(index + 1)"#,
                    options: .regularExpression)
                let value = try JSONDecoder().decode(Value.self, from: Data(with.utf8))
                list(value) { field, number in
                    let isIt = field.path.description == name
                    let wanted = isIt ? Double(index + 1) : 0
                    #expect(number?.double ?? 0 == wanted, "\(name), \(field.path)")
                }
            }
            #expect(!names.isEmpty)
        }
        try expectOwn(CPU()) { $0.forEachField($1) }
        try expectOwn(LogicalCPU()) { value, body in
            value.forEachField { if $0.name != "id" { body($0, $1) } }
        }
        try expectOwn(Load()) { $0.forEachField($1) }
        try expectOwn(Memory()) { $0.forEachField($1) }
        try expectOwn(DiskCounters()) { $0.forEachField($1) }
        try expectOwn(Mount()) { $0.forEachField($1) }
        try expectOwn(NetworkTraffic()) { $0.forEachField($1) }
        try expectOwn(NetworkInterface()) { $0.forEachField($1) }
        try expectOwn(Pressure.Stall()) { $0.forEachField($1) }
        try expectOwn(ProcessSnapshot()) { $0.forEachField($1) }
        try expectOwn(MemoryRates()) { $0.forEachField($1) }
        try expectOwn(CPURates()) { $0.forEachField($1) }
        try expectOwn(LogicalCPURates()) { $0.forEachField($1) }
        try expectOwn(DiskActivity()) { $0.forEachField($1) }
        try expectOwn(NetworkTrafficRates()) { $0.forEachField($1) }
        try expectOwn(PressureRates()) { $0.forEachField($1) }
        try expectOwn(ProcessRates()) { $0.forEachField($1) }
        try expectOwn(QuotaRates()) { $0.forEachField($1) }
        try expectOwn(Cgroup()) { $0.forEachField($1) }
        try expectOwn(CgroupRates()) { $0.forEachField($1) }
    }
}

extension Sample {
    fileprivate func description(of section: Sample.Section) -> String {
        switch section {
        case .cpu: "\(cpu)"
        case .load: "\(load)"
        case .memory: "\(memory)"
        case .disk: "\(disk)"
        case .filesystem: "\(filesystem)"
        case .network: "\(network)"
        case .io: "\(io)"
        case .pressure: "\(pressure)"
        case .quota: "\(quota)"
        case .process: "\(process)"
        case .sensors: "\(sensors)"
        case .cgroups: "\(cgroups)"
        case .swap: "\(swap)"
        case .interrupts: "\(interrupts)"
        case .host: "\(host)"
        case .topology: "\(topology)"
        case .protocols: "\(protocols)"
        case .storage: "\(storage)"
        case .connections: "\(connections)"
        case .power: "\(power)"
        case .gpu: "\(gpu)"
        case .memoryDetails: "\(memoryDetails)"
        case .routing: "\(routing)"
        }
    }
}
