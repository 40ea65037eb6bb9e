/// The JSON of a sample, with optional additions: a selection of processes or cgroups, and
/// frequencies.
package struct SampleDocument {
    private let sample: Sample
    private let rates: Rates?
    private let sections: [Sample.Section]
    private let isPerCPU: Bool
    /// The frequencies of the CPUs, which are not part of a sample.
    package var frequencies: [CPUFrequency]?
    /// The error if the frequencies were requested and could not be read.
    package var frequencyError: ProbeError?
    /// The processes to write instead of all processes of the sample.
    package var listing: ProcessListing?
    /// The indices of the cgroups to write instead of all cgroups of the sample.
    package var cgroups: [Int]?

    package init(_ sample: Sample, _ rates: Rates?, _ sections: [Sample.Section], perCPU: Bool) {
        self.sample = sample
        self.rates = rates
        self.sections = sections
        isPerCPU = perCPU
    }

    /// One line of JSON.
    package func json() -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", sample.wallTimeNs)
            for section in sections { write(section, to: &json) }
            json.object("unavailable") { json in
                for section in sections {
                    if let error = sample.error(of: section) {
                        json.field(.text(section.rawValue), error)
                    }
                }
            }
            json.array("failures") { json in
                for section in sections {
                    let more = section == .process ? listing?.failures ?? [] : []
                    for failure in sample.failures(of: section) + more {
                        json.element(failure, of: section)
                    }
                }
                if let frequencyError { json.element(frequencyError, of: .cpu) }
            }
            writeRates(to: &json)
        }
        return json
    }

    private func write(_ section: Sample.Section, to json: inout JSON) {
        let key = JSON.Key.text(section.rawValue)
        guard sample.error(of: section) == nil else { return json.null(key) }
        json.object(key) { json in
            switch section {
            case .cpu: sample.cpu.value?.write(to: &json, perCPU: isPerCPU, frequencies)
            case .load: sample.load.value?.write(to: &json)
            case .memory: sample.memory.value?.write(to: &json)
            case .disk: sample.disk.value?.write(to: &json)
            case .filesystem: sample.filesystem.value?.write(to: &json)
            case .network: sample.network.value?.write(to: &json)
            case .io: sample.io.value?.write(to: &json)
            case .pressure: sample.pressure.value?.write(to: &json)
            case .quota: sample.quota.value?.write(to: &json)
            case .process:
                sample.process.value.map {
                    (listing ?? ProcessListing($0)).write(of: $0, to: &json)
                }
            case .sensors: sample.sensors.value?.write(to: &json)
            case .cgroups: sample.cgroups.value?.write(to: &json, cgroups)
            case .swap: sample.swap.value?.write(to: &json)
            case .interrupts: sample.interrupts.value?.write(to: &json)
            case .host: sample.host.value?.write(to: &json)
            case .topology: sample.topology.value?.write(to: &json)
            case .protocols: sample.protocols.value?.write(to: &json)
            case .storage: sample.storage.value?.write(to: &json)
            case .connections: sample.connections.value?.write(to: &json)
            case .power: sample.power.value?.write(to: &json)
            case .gpu: sample.gpu.value?.write(to: &json)
            case .memoryDetails: sample.memoryDetails.value?.write(to: &json)
            case .routing: sample.routing.value?.write(to: &json)
            }
        }
    }

    private func writeRates(to json: inout JSON) {
        guard let rates else { return json.null("rates") }
        json.object("rates") { json in
            rates.write(to: &json, sections, perCPU: isPerCPU, listing, cgroups)
        }
    }
}

extension JSON {
    /// Writes a failure that made single fields of a section nil.
    package mutating func element(_ failure: ProbeError, of section: Sample.Section) {
        object { json in
            json.field("section", section.rawValue)
            failure.write(to: &json)
        }
    }
}

extension Rates {
    func write(
        to json: inout JSON, _ sections: [Sample.Section], perCPU: Bool,
        _ listing: ProcessListing? = nil, _ places: [Int]? = nil
    ) {
        if sections.contains(.cpu) { json.object("cpu") { cpu.write(to: &$0, perCPU: perCPU) } }
        if sections.contains(.memory) { json.object("memory", memory) }
        if sections.contains(.disk) { json.object("disk", disk) }
        if sections.contains(.network) { json.object("network", network) }
        if sections.contains(.io) { json.object("io", io) }
        if sections.contains(.pressure) { json.object("pressure", pressure) }
        if sections.contains(.quota) { json.object("quota", quota) }
        if sections.contains(.process) {
            json.object("process") { json in
                process.write(to: &json, listing?.rows.compactMap { $0.rates } ?? process.processes)
            }
        }
        if sections.contains(.cgroups) {
            json.object("cgroups") { cgroups.write(to: &$0, places) }
        }
        if sections.contains(.protocols) { json.object("protocols", protocols) }
        if sections.contains(.power) { json.object("power", power) }
        if sections.contains(.gpu) { json.object("gpu", gpu) }
    }
}

extension CPU: JSONObject {
    func write(to json: inout JSON) { write(to: &json, perCPU: true, nil) }

    func write(to json: inout JSON, perCPU: Bool, _ frequencies: [CPUFrequency]?) {
        forEachField { json.field($0, $1) }
        json.objects("frequencies", frequencies)
        json.objects("cpus", perCPU && !cpus.isEmpty ? cpus : nil)
    }
}

extension LogicalCPU: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        forEachField { json.field($0, $1) }
    }
}

extension CPURates: JSONObject {
    func write(to json: inout JSON) { write(to: &json, perCPU: true) }

    func write(to json: inout JSON, perCPU: Bool) {
        json.field("interval_ns", intervalNs)
        forEachField { json.field($0, $1) }
        json.objects("cpus", perCPU && !cpus.isEmpty ? cpus : nil)
    }
}

extension LogicalCPURates: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        forEachField { json.field($0, $1) }
    }
}

extension CPUFrequency: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        json.field("current_hz", currentHz)
        json.field("minimum_hz", minimumHz)
        json.field("maximum_hz", maximumHz)
        json.field("failure", failure)
    }
}

extension Load: JSONObject {
    func write(to json: inout JSON) {
        let prefix: Sample.Field.Text = "tasks."
        forEachField { field, value in
            if field.path.tail(after: prefix) == nil { json.field(field, value) }
        }
        json.object("tasks") { json in
            forEachField { field, value in
                if let name = field.path.tail(after: prefix) {
                    json.field(.literal(name.utf8), value)
                }
            }
        }
    }
}

extension Memory: JSONRecord {}

extension MemoryRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        forEachField { json.field($0, $1) }
    }
}
