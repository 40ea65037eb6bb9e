import Probe

/// Writes samples in the text format of Prometheus.
///
///     var writer = MetricsWriter()
///     var text: [UInt8] = []
///     writer.append(collector.sample(), to: &text)
///
/// Every number of `Sample.forEachField` that is known becomes a series; identifiers and time stamps do not.
/// All series of a metric are together, below its help and its type, and none occurs twice. A server keeps the
/// writer and the buffer, whose memory is used again.
///
/// `Documentation/EXPORT.md` lists the names.
public struct MetricsWriter: Sendable {
    /// A version of the text format.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// The text format of Prometheus, version 0.0.4.
        case prometheus
        /// OpenMetrics 1.0.0.
        case openmetrics

        /// The content type of an HTTP response.
        public var contentType: String {
            switch self {
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            case .openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    /// How metrics are named.
    public enum Names: String, Sendable, Hashable, CaseIterable {
        /// As node_exporter and cAdvisor name them, so that existing dashboards and alerts work; where neither has
        /// a metric, as ``own``.
        case shared
        /// `probe_SECTION_FIELD`, in base units: beside a node_exporter, which has the shared names itself.
        case own
    }

    /// The format.
    public let format: Format
    /// The names.
    public let names: Names
    private let pageBytes: Int?

    private var plans: [PlanKey: Plan] = [:]
    private var table = SeriesTable()
    private var hasLabels = false
    /// Whether a name in a label of the series was repaired.
    private var isRepaired = false

    /// A writer of a format.
    ///
    /// - Parameters:
    ///   - format: The text format.
    ///   - names: How metrics are named.
    ///   - pageBytes: The page size of the machine, `sysconf(_SC_PAGESIZE)`. Without it, the numbers of
    ///     /proc/vmstat that the kernel counts in pages have names of our own, in bytes.
    public init(_ format: Format = .prometheus, names: Names = .shared, pageBytes: Int? = nil) {
        self.format = format
        self.names = names
        self.pageBytes = pageBytes.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Appends the metrics of a sample.
    ///
    /// - Parameters:
    ///   - sample: The sample.
    ///   - requested: The sections that were requested: for each, `probe_section_success` is 1 if it was read and
    ///     0 if not, and `probe_section_failures` counts the failures that cost it fields.
    ///   - buffer: What the text is appended to.
    public mutating func append(
        _ sample: borrowing Sample, requested: Sample.Sections = [], to buffer: inout [UInt8]
    ) {
        table.removeSeries()
        var mounts = MountTypes(sample)
        let hasCgroups = sample.cgroups.value != nil
        sample.forEachField { section, labels, field, value in
            guard let value, field.kind != .label else { return }
            add(section, labels, field, value, &mounts, hasCgroups)
        }
        if names == .shared { addShared(sample) }
        addSections(sample, requested)
        write(to: &buffer)
    }

    // MARK: - Series

    private mutating func add(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value, _ mounts: inout MountTypes, _ hasCgroups: Bool
    ) {
        let key = PlanKey(section, field, labels)
        let plan: Plan
        if let known = plans[key] {
            plan = known
        } else {
            plan = makePlan(section, labels, field)
            plans[key] = plan
        }
        if plan.metric.isOfLevel, hasCgroups { return }
        let start = begin()
        for label in labels {
            let rule = plan.metric.labels.first { $0.ours == label.name }
            guard let name = rule == nil ? label.name : rule?.theirs else { continue }
            openLabel(name)
            table.lines.add(rule?.prefix ?? "")
            switch label.value {
            case .number(let number): table.lines.add(Int64(number))
            case .word(let word): _ = table.lines.add(word.utf8, .label)
            case .name(let kernelName):
                let skipped = kernelName.bytes.count(ofPrefix: rule?.strip ?? "")
                let repaired = kernelName.bytes.withUnsafeBufferPointer {
                    table.lines.add(UnsafeBufferPointer(rebasing: $0[skipped...]), .label)
                }
                isRepaired = repaired || isRepaired
            }
            table.lines.add("\"")
        }
        if plan.metric.hasType, let type = mounts.type(labels) {
            addLabel("fstype", type)
        }
        if plan.metric.constant.utf8CodeUnitCount > 0 {
            table.lines.add(hasLabels ? "," : "{")
            hasLabels = true
            table.lines.add(plan.metric.constant)
        }
        end(start, plan.family, value, plan.metric.scale)
    }

    private mutating func makePlan(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field
    ) -> Plan {
        var metric: Metric?
        if names == .shared {
            metric = Metric(
                shared: section, field: field, labels: labels, pageBytes: pageBytes)
        }
        let made = metric ?? Metric(section: section, field: field)
        return Plan(
            family: family(made.name, made.type, made.help ?? field.meaning), metric: made)
    }

    mutating func family(_ name: [UInt8], _ type: MetricType, _ help: Text) -> Int {
        if let index = table.family(name) { return index }
        // In OpenMetrics "_total" belongs to the sample, not to the name of its metric.
        var base = name
        if format == .openmetrics, type == .counter { _ = base.removeEnd("_total") }
        var head: [UInt8] = []
        head.add("# HELP ")
        head.append(contentsOf: base)
        head.add(" ")
        _ = head.add(help.utf8, format == .openmetrics ? .openMetricsHelp : .help)
        head.add("\n# TYPE ")
        head.append(contentsOf: base)
        head.add(" ")
        head.add(type.word(format))
        head.add("\n")
        if format == .openmetrics, let unit = Self.units.first(where: { base.ends(with: $0) }) {
            head.add("# UNIT ")
            head.append(contentsOf: base)
            head.add(" ")
            head.append(contentsOf: unit.utf8.dropFirst())
            head.add("\n")
        }
        return table.add(family: name, head: head)
    }

    private static let units: [Text] = [
        "_seconds", "_bytes", "_ratio", "_celsius", "_hertz", "_volts", "_amperes", "_watts",
        "_joules",
        "_coulombs",
    ]

    private mutating func begin() -> Int {
        (hasLabels, isRepaired) = (false, false)
        return table.lines.count
    }

    private mutating func openLabel(_ name: Text) {
        table.lines.add(hasLabels ? "," : "{")
        hasLabels = true
        table.lines.add(name)
        table.lines.add("=\"")
    }

    private mutating func addLabel(_ name: Text, _ value: KernelName?) {
        openLabel(name)
        isRepaired = table.lines.add(name: value?.bytes ?? [], .label) || isRepaired
        table.lines.add("\"")
    }

    private mutating func end(
        _ start: Int, _ family: Int, _ value: Sample.Field.Value, _ scale: Scale = .one
    ) {
        if hasLabels { table.lines.add("}") }
        let labelsEnd = table.lines.count
        table.lines.add(" ")
        scale.append(value, to: &table.lines)
        table.lines.add("\n")
        table.end(start, labelsEnd, family, isRepaired: isRepaired)
    }

    private func write(to buffer: inout [UInt8]) {
        for index in table.families.indices where table.families[index].first >= 0 {
            let family = table.families[index]
            buffer.append(contentsOf: family.head)
            table.forEachSeries(of: index) { line in
                buffer.append(contentsOf: family.name)
                buffer.append(contentsOf: line)
            }
        }
        if format == .openmetrics { buffer.add("# EOF\n") }
    }
}

extension [UInt8] {
    /// The length of a text, if the bytes begin with it; 0 if not.
    fileprivate func count(ofPrefix text: Text) -> Int {
        starts(with: text.utf8) ? text.utf8.count : 0
    }
}

// MARK: - Series without a field

extension MetricsWriter {
    private mutating func addSections(_ sample: borrowing Sample, _ requested: Sample.Sections) {
        for section in Sample.Section.allCases where requested.contains(Sample.Sections(section)) {
            let isRead = sample.error(of: section) == nil
            add(
                "probe_section_success", "1 if the section was read, 0 if not.", isRead ? 1 : 0,
                word: ("section", section.rawValue))
            add(
                "probe_section_failures", "Failures that cost the section some of its numbers.",
                Int64(sample.failures(of: section).count), word: ("section", section.rawValue))
        }
    }

    private mutating func add(
        _ name: StaticString, _ help: Text, _ value: Int64, word: (name: Text, value: String)
    ) {
        let start = begin()
        openLabel(word.name)
        table.lines.append(contentsOf: word.value.utf8)
        table.lines.add("\"")
        end(start, gauge(name, help), .integer(value))
    }

    mutating func add(
        _ name: StaticString, _ help: Text, _ value: Sample.Field.Value, scale: Scale = .one,
        _ labels: [(name: Text, value: KernelName?)]
    ) {
        add(gauge(name, help), value, scale: scale, labels)
    }

    /// Adds a series of a family; the value of a label is empty if it is not known.
    mutating func add(
        _ family: Int, _ value: Sample.Field.Value, scale: Scale = .one,
        _ labels: [(name: Text, value: KernelName?)]
    ) {
        let start = begin()
        for label in labels { addLabel(label.name, label.value) }
        end(start, family, value, scale)
    }

    private mutating func gauge(_ name: StaticString, _ help: Text) -> Int {
        var bytes: [UInt8] = []
        bytes.add(name)
        return family(bytes, .gauge, help)
    }

    /// What node_exporter has of values that are no numbers.
    private mutating func addShared(_ sample: borrowing Sample) {
        if sample.wallTimeNs > 0 {
            add(
                "node_time_seconds", "When the sample was taken, in seconds since 1970.",
                .integer(sample.wallTimeNs), scale: .nanoseconds, [])
        }
        if let host = sample.host.value { add(host) }
        for mount in sample.filesystem.value?.mounts ?? []
        where !mount.isCovered && mount.notRequested == nil {
            add(mount)
        }
        if let network = sample.network.value { add(network, pageBytes: pageBytes) }
        if let sensors = sample.sensors.value { add(sensors) }
        if let power = sample.power.value { add(power) }
        add(sample.disk.value?.devices ?? [], sample.storage.value)
        if let storage = sample.storage.value { add(storage) }
    }
}
