import Probe

/// Writes samples for OpenTelemetry: one JSON document of the metrics service a line, as the collector's receiver
/// `otlpjsonfile` reads them.
///
/// The metrics have the names of the semantic conventions, version 1.44.0, where these have one, and
/// `probe.SECTION.FIELD` in base units elsewhere. Counters are cumulative sums since boot.
public struct OTLPWriter: Sendable {
    private var plans: [PlanKey: Plan] = [:]
    private var table = SeriesTable()
    /// "timeUnixNano", and "startTimeUnixNano" if the time of boot is known.
    private var gaugeTime: [UInt8] = []
    private var counterTime: [UInt8] = []
    private var types: [MetricType] = []

    /// A writer.
    public init() {}

    /// Appends the document of a sample, and a newline.
    public mutating func append(_ sample: borrowing Sample, to buffer: inout [UInt8]) {
        table.removeSeries()
        setTimes(sample)
        var mounts = MountTypes(sample)
        sample.forEachField { section, labels, field, value in
            guard let value, field.kind != .label, value.double.isFinite else { return }
            add(section, labels, field, value, &mounts)
        }
        addComputed(sample)
        write(sample, to: &buffer)
    }

    private mutating func setTimes(_ sample: borrowing Sample) {
        gaugeTime.removeAll(keepingCapacity: true)
        gaugeTime.add(#","timeUnixNano":""#)
        gaugeTime.add(sample.wallTimeNs)
        gaugeTime.add(#"""#)
        counterTime.removeAll(keepingCapacity: true)
        if let boot = sample.load.value?.bootTimeNs {
            counterTime.add(#","startTimeUnixNano":""#)
            counterTime.add(boot)
            counterTime.add(#"""#)
        }
        counterTime.append(contentsOf: gaugeTime)
    }

    private mutating func add(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value, _ mounts: inout MountTypes
    ) {
        let key = PlanKey(section, field, labels)
        let plan: Plan
        if let known = plans[key] {
            plan = known
        } else {
            plan = makePlan(section, labels, field)
            plans[key] = plan
        }
        let metric = plan.metric
        var point = Point(&table)
        var isRepaired = false
        for label in labels {
            let rule = metric.labels.first { $0.ours == label.name }
            guard let name = rule == nil ? label.name : rule?.theirs else { continue }
            switch label.value {
            case .number(let number): point.add(name, Int64(number), &table)
            case .word(let word): isRepaired = point.add(name, word.utf8, &table) || isRepaired
            case .name(let kernelName):
                let repaired = kernelName.bytes.withUnsafeBufferPointer {
                    point.add(name, $0, &table)
                }
                isRepaired = repaired || isRepaired
            }
        }
        if metric.hasType, let type = mounts.type(labels) {
            point.add("system.filesystem.type", type, &table)
        }
        point.add(metric.constant, &table)
        end(point, plan.family, value, metric.scale, isRepaired)
    }

    private mutating func end(
        _ point: Point, _ family: Int, _ value: Sample.Field.Value, _ scale: Scale = .one,
        _ isRepaired: Bool = false
    ) {
        table.lines.add("]")
        let labelsEnd = table.lines.count
        let isSum = types[family] != .gauge
        table.lines.append(contentsOf: isSum ? counterTime : gaugeTime)
        if case .integer = value, scale.isWhole {
            table.lines.add(#","asInt":""#)
            scale.append(value, to: &table.lines)
            table.lines.add(#""}"#)
        } else {
            table.lines.add(#","asDouble":"#)
            scale.append(value, to: &table.lines)
            table.lines.add("}")
        }
        table.end(point.start, labelsEnd, family, isRepaired: isRepaired)
    }

    private mutating func makePlan(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field
    ) -> Plan {
        var unit: Text = "1"
        let metric: Metric
        if let row = SharedName.row(of: field, section, labels, in: SharedName.semanticTables) {
            metric = Metric(row)
            unit = row.unit
        } else {
            let own = Metric(section: section, field: field)
            metric = own.semantic(section)
            unit = own.ucum
        }
        return Plan(
            family: family(metric.name, metric.type, metric.help ?? field.meaning, unit),
            metric: metric)
    }

    private mutating func family(
        _ name: [UInt8], _ type: MetricType, _ help: Text, _ unit: Text
    ) -> Int {
        if let index = table.family(name) { return index }
        var head: [UInt8] = []
        head.add(#"{"name":""#)
        head.append(contentsOf: name)
        head.add(#"","description":""#)
        _ = head.add(help.utf8, .json)
        head.add(#"","unit":""#)
        head.add(unit)
        switch type {
        case .counter:
            head.add(#"","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":["#)
        case .upDown:
            head.add(#"","sum":{"aggregationTemporality":2,"isMonotonic":false,"dataPoints":["#)
        case .gauge, .untyped: head.add(#"","gauge":{"dataPoints":["#)
        }
        types.append(type)
        return table.add(family: name, head: head)
    }

    // MARK: - The document

    private func write(_ sample: borrowing Sample, to buffer: inout [UInt8]) {
        buffer.add(#"{"resourceMetrics":[{"resource":{"attributes":["#)
        buffer.add(#"{"key":"os.type","value":{"stringValue":"linux"}}"#)
        let host = sample.host.value
        for (key, value) in [
            ("host.name" as Text, host?.hostname), ("host.id", host?.machineId),
            ("os.description", host?.osName), ("os.version", host?.osVersion),
        ] {
            guard let value else { continue }
            buffer.add(#",{"key":""#)
            buffer.add(key)
            buffer.add(#"","value":{"stringValue":""#)
            _ = buffer.add(name: value.bytes, .json)
            buffer.add(#""}}"#)
        }
        buffer.add(#"]},"schemaUrl":""#)
        buffer.add(SharedName.semanticSchema)
        buffer.add(#"","scopeMetrics":[{"scope":{"name":"probe"},"schemaUrl":""#)
        buffer.add(SharedName.semanticSchema)
        buffer.add(#"","metrics":["#)
        var isFirst = true
        for index in table.families.indices where table.families[index].first >= 0 {
            if !isFirst { buffer.add(",") }
            isFirst = false
            buffer.append(contentsOf: table.families[index].head)
            var isFirstPoint = true
            table.forEachSeries(of: index) { point in
                if !isFirstPoint { buffer.add(",") }
                isFirstPoint = false
                buffer.append(contentsOf: point)
            }
            buffer.add("]}}")
        }
        buffer.add("]}]}]}\n")
    }
}

/// A data point: the start of its text, and whether it has an attribute.
private struct Point {
    let start: Int
    private var isFirst = true

    init(_ table: inout SeriesTable) {
        start = table.lines.count
        table.lines.add(#"{"attributes":["#)
    }

    private mutating func open(_ key: Text, _ table: inout SeriesTable) {
        if !isFirst { table.lines.add(",") }
        isFirst = false
        table.lines.add(#"{"key":""#)
        table.lines.add(key)
        table.lines.add(#"","value":{"#)
    }

    mutating func add(_ key: Text, _ number: Int64, _ table: inout SeriesTable) {
        open(key, &table)
        table.lines.add(#""intValue":""#)
        table.lines.add(number)
        table.lines.add(#""}}"#)
    }

    mutating func add(
        _ key: Text, _ text: UnsafeBufferPointer<UInt8>, _ table: inout SeriesTable
    ) -> Bool {
        open(key, &table)
        table.lines.add(#""stringValue":""#)
        let isRepaired = table.lines.add(text, .json)
        table.lines.add(#""}}"#)
        return isRepaired
    }

    mutating func add(_ key: Text, _ name: KernelName, _ table: inout SeriesTable) {
        _ = name.bytes.withUnsafeBufferPointer { add(key, $0, &table) }
    }

    /// An attribute as it is written; none if empty.
    mutating func add(_ constant: StaticString, _ table: inout SeriesTable) {
        guard constant.utf8CodeUnitCount > 0 else { return }
        if !isFirst { table.lines.add(",") }
        isFirst = false
        table.lines.add(constant)
    }
}

// MARK: - Numbers that make the states complete

extension OTLPWriter {
    /// The states whose sum is the limit, as the conventions ask for it.
    private mutating func addComputed(_ sample: borrowing Sample) {
        if let memory = sample.memory.value, let total = memory.totalBytes,
            let free = memory.freeBytes, let cached = memory.cachedBytes,
            let buffers = memory.buffersBytes, total >= free + cached + buffers
        {
            var point = Point(&table)
            point.add(#"{"key":"system.memory.state","value":{"stringValue":"used"}}"#, &table)
            let usage = family(
                Array("system.memory.usage".utf8), .upDown, SharedName.memoryStates, "By")
            end(point, usage, .integer(total - free - cached - buffers))
        }
        for mount in sample.filesystem.value?.mounts ?? [] where !mount.isCovered {
            guard let free = mount.freeBytes, let available = mount.availableBytes,
                free >= available
            else { continue }
            var point = Point(&table)
            point.add("system.filesystem.mountpoint", mount.mountPoint, &table)
            point.add("system.device", mount.device, &table)
            point.add("system.filesystem.type", mount.type, &table)
            point.add(
                #"{"key":"system.filesystem.state","value":{"stringValue":"reserved"}}"#, &table)
            let usage = family(
                Array("system.filesystem.usage".utf8), .upDown, SharedName.mountStates, "By")
            end(point, usage, .integer(free - available))
        }
    }
}

extension Scale {
    /// Whether a whole number stays one.
    fileprivate var isWhole: Bool { divisor == 1 && places == 0 }
}

extension Metric {
    /// A name of our own in the form of the conventions: probe.memory.used_bytes.
    fileprivate func semantic(_ section: Sample.Section) -> Metric {
        var metric = self
        metric.name = []
        metric.name.add("probe.")
        metric.name.append(contentsOf: section.rawValue.utf8)
        metric.name.add(".")
        metric.name.append(contentsOf: name.dropFirst(7 + section.rawValue.utf8.count))
        if type == .counter { _ = metric.name.removeEnd("_total") }
        return metric
    }

    /// The unit of a name of our own, in UCUM.
    fileprivate var ucum: Text {
        let units: [(Text, Text)] = [
            ("_bytes_per_second", "By/s"), ("_bytes", "By"), ("_seconds", "s"), ("_celsius", "Cel"),
            ("_volts", "V"), ("_amperes", "A"), ("_watts", "W"), ("_joules", "J"),
            ("_coulombs", "C"), ("_hertz", "Hz"), ("_rpm", "{revolution}/min"),
        ]
        var base = name
        if type == .counter { _ = base.removeEnd("_total") }
        return units.first { base.ends(with: $0.0) }?.1 ?? "1"
    }
}
