import Probe

/// A sample as one line of JSON: the sections by their ids, each with all its keys.
enum SampleJSON {
    static func document(
        _ sample: Sample, _ rates: Rates?, _ sections: [Section], perCPU: Bool,
        frequencies: Frequencies? = nil, processes: ProcessList = ProcessList()
    ) -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", sample.wallTimeNs)
            for section in sections {
                add(section, of: sample, to: &json, perCPU: perCPU, frequencies, processes)
            }
            json.object("unavailable") { json in
                for section in sections {
                    if let error = sample.error(of: section) {
                        json.field(.text(section.rawValue), error)
                    }
                }
            }
            json.array("failures") { json in
                for section in sections {
                    let more = section == .process ? processes.failures : []
                    for failure in sample.failures(of: section) + more {
                        add(failure, of: section, to: &json)
                    }
                }
                if let error = frequencies?.error { add(error, of: .cpu, to: &json) }
            }
            add(rates, of: sections, to: &json, perCPU: perCPU, processes)
        }
        return json
    }

    private static func add(_ failure: Failure, of section: Section, to json: inout JSON) {
        json.object { json in
            json.field("section", section.rawValue)
            json.members(of: failure)
        }
    }

    private static func add(
        _ section: Section, of sample: Sample, to json: inout JSON, perCPU: Bool,
        _ frequencies: Frequencies?, _ processes: ProcessList
    ) {
        guard sample.error(of: section) == nil else { return json.null(.text(section.rawValue)) }
        json.object(.text(section.rawValue)) { json in
            switch section {
            case .cpu: sample.cpu.value.map { add($0, to: &json, perCPU: perCPU, frequencies) }
            case .load: sample.load.value.map { add($0, to: &json) }
            case .memory: sample.memory.value.map { add($0, to: &json) }
            case .disk: sample.disk.value.map { add($0, to: &json) }
            case .filesystem: sample.filesystem.value.map { add($0, to: &json) }
            case .network: sample.network.value.map { add($0, to: &json) }
            case .io: sample.io.value.map { add($0, to: &json) }
            case .pressure: sample.pressure.value.map { add($0, to: &json) }
            case .quota: sample.quota.value.map { QuotaJSON.members(of: $0, to: &json) }
            case .process:
                sample.process.value.map { ProcessJSON.members(of: $0, processes, to: &json) }
            case .sensors: sample.sensors.value.map { SensorsJSON.members(of: $0, to: &json) }
            }
        }
    }

    private static func add(
        _ rates: Rates?, of sections: [Section], to json: inout JSON, perCPU: Bool,
        _ processes: ProcessList
    ) {
        guard let rates else { return json.null("rates") }
        json.object("rates") { json in
            if sections.contains(.cpu) {
                json.object("cpu") { add(rates.cpu, to: &$0, perCPU: perCPU) }
            }
            if sections.contains(.memory) {
                json.object("memory") { add(rates.memory, to: &$0) }
            }
            if sections.contains(.disk) { json.object("disk") { add(rates.disk, to: &$0) } }
            if sections.contains(.network) {
                json.object("network") { add(rates.network, to: &$0) }
            }
            if sections.contains(.io) { json.object("io") { add(rates.io, to: &$0) } }
            if sections.contains(.pressure) {
                json.object("pressure") { add(rates.pressure, to: &$0) }
            }
            if sections.contains(.process) {
                json.object("process") {
                    ProcessJSON.members(of: rates.process, processes, to: &$0)
                }
            }
        }
    }

    private static func add(
        _ cpu: CPU, to json: inout JSON, perCPU: Bool, _ frequencies: Frequencies?
    ) {
        cpu.forEachField { json.field($0, $1) }
        add(frequencies, to: &json)
        guard perCPU else { return json.null("cpus") }
        json.array("cpus", cpu.cpus) { json, cpu in
            json.object { json in
                json.field("id", cpu.id)
                cpu.forEachField { json.field($0, $1) }
            }
        }
    }

    private static func add(_ rates: CPURates, to json: inout JSON, perCPU: Bool) {
        json.field("interval_ns", rates.intervalNs)
        rates.forEachField { json.field($0, $1) }
        guard perCPU else { return json.null("cpus") }
        json.array("cpus", rates.cpus) { json, cpu in
            json.object { json in
                json.field("id", cpu.id)
                cpu.forEachField { json.field($0, $1) }
            }
        }
    }

    private static func add(_ frequencies: Frequencies?, to json: inout JSON) {
        add(frequencies?.list, to: &json)
    }

    /// The frequencies of the CPUs, of the section cpu and of the sensors.
    static func add(_ frequencies: [CPUFrequency]?, to json: inout JSON) {
        guard let list = frequencies else { return json.null("frequencies") }
        json.array("frequencies", list) { json, frequency in
            json.object { json in
                json.field("id", frequency.id)
                json.field("current_hz", frequency.currentHz)
                json.field("minimum_hz", frequency.minimumHz)
                json.field("maximum_hz", frequency.maximumHz)
                json.field("failure", frequency.failure)
            }
        }
    }

    private static func add(_ load: Load, to json: inout JSON) {
        let prefix: ConstantText = "tasks."
        load.forEachField { field, value in
            if field.name.tail(after: prefix) == nil { json.field(field, value) }
        }
        json.object("tasks") { json in
            load.forEachField { field, value in
                if let name = field.name.tail(after: prefix) {
                    json.field(.literal(name.utf8), value)
                }
            }
        }
    }

    private static func add(_ memory: Memory, to json: inout JSON) {
        memory.forEachField { json.field($0, $1) }
    }

    private static func add(_ rates: MemoryRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        rates.forEachField { json.field($0, $1) }
    }
}
