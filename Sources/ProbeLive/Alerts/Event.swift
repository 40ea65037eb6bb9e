public import Probe

/// Something that a program or a ``Rule`` reports about the machine, with the number and the time.
///
/// A program can make events of its own, and attach the state of the machine to them:
///
/// ```swift
/// let event = Event("queue-full", severity: .warning, message: "The queue is full", wallTimeNs: now)
/// log(sampler.latest.map { event.with($0.sample) } ?? event)
/// ```
public struct Event: Sendable, Hashable {
    /// Whether it begins or ends.
    public enum Change: String, Sendable, Hashable {
        /// The rule applies from now on.
        case raised
        /// It applies no longer.
        case cleared
    }

    /// Whether it begins or ends; an event of a program only begins.
    public var change: Change
    /// How bad it is.
    public var severity: Rule.Severity
    /// The name of the rule, or what the program calls the event.
    public var rule: String
    /// What is wrong, in a sentence without a full stop.
    public var message: String
    /// The number that was compared; nil for an event of a program, and where the item is gone.
    public var value: Double?
    /// The unit of the number; percent where it was compared in percent of another.
    public var unit: Sample.Field.Unit
    /// The level that was reached or left; nil for an event of a program.
    public var level: Double?
    /// What the number is of; nil for an event of a program. Its labels name the item.
    public var key: History.Key?
    /// The time of the sample, in nanoseconds since 1970.
    public var wallTimeNs: Int64
    /// How long the event lasted, in nanoseconds of the sampler's clock, of one that is cleared.
    public var lastedNs: Int64?
    /// Whether it ended because the item is gone: a mount that was unmounted.
    public var isGone = false
    /// None or one: a sample is too large for a property.
    private var samples: [Sample] = []
    /// None or one.
    private var diagnoses: [Diagnosis] = []

    /// An event of a program.
    public init(
        _ rule: String, severity: Rule.Severity, message: String, wallTimeNs: Int64,
        key: History.Key? = nil
    ) {
        self.init(
            change: .raised, severity: severity, rule: rule, message: message, value: nil,
            unit: .none, level: nil, key: key, wallTimeNs: wallTimeNs)
    }

    init(
        change: Change, severity: Rule.Severity, rule: String, message: String, value: Double?,
        unit: Sample.Field.Unit, level: Double?, key: History.Key?, wallTimeNs: Int64,
        lastedNs: Int64? = nil, isGone: Bool = false
    ) {
        (self.change, self.severity, self.rule, self.message) = (change, severity, rule, message)
        (self.value, self.unit, self.level, self.key) = (value, unit, level, key)
        (self.wallTimeNs, self.lastedNs, self.isGone) = (wallTimeNs, lastedNs, isGone)
    }

    /// The state of the machine that was attached: by `with(_:)`, or by ``Alerts`` that are made
    /// with `attachesSample`.
    public var sample: Sample? { samples.first }

    /// The event with the state of the machine attached, instead of one that it has.
    public func with(_ sample: Sample) -> Event {
        var event = self
        event.samples = [sample]
        return event
    }

    /// What `probectl why` said of the machine, if it was attached: by `with(_:)` or
    /// `Sampler.explain(_:over:options:)`.
    public var diagnosis: Diagnosis? { diagnoses.first }

    /// The event with a diagnosis attached, instead of one that it has.
    public func with(_ diagnosis: Diagnosis) -> Event {
        var event = self
        event.diagnoses = [diagnosis]
        return event
    }

    /// What ``diagnosis`` found about what the event is about: the same resource, and the same device or
    /// mount point where the event has one. Empty without a diagnosis, and of an event without a key.
    public var findings: [Diagnosis.Finding] {
        guard let key, let diagnosis else { return [] }
        let resources = key.resources
        return diagnosis.findings.filter { finding in
            guard resources.contains(finding.resource) else { return false }
            guard let device = finding.device, !key.names.isEmpty else { return true }
            return key.names.contains(device)
        }
    }
}

extension History.Key {
    /// The names of the item: of a device, an interface, a mount point.
    fileprivate var names: [KernelName] {
        labels.compactMap { label in
            guard case .name(let name) = label.value, !name.bytes.isEmpty else { return nil }
            return name
        }
    }

    /// What a diagnosis calls the resource of the number.
    fileprivate var resources: [Diagnosis.Resource] {
        switch section {
        case .cpu, .load: [.cpu, .cpuQuota, .tasks]
        case .memory, .swap: begins("swap") ? [.swap] : [.memory, .swap]
        case .disk, .io, .storage: [.disk]
        case .filesystem: [.filesystem]
        case .network, .protocols, .connections: [.network]
        case .pressure where begins("memory"): [.memory, .swap, .pressure]
        case .pressure where begins("io"): [.disk, .swap, .tasks, .pressure]
        case .pressure: [.cpu, .cpuQuota, .pressure]
        case .quota, .cgroups:
            begins("memory")
                ? [.memory, .swap] : begins("pids") ? [.tasks] : [.cpu, .cpuQuota, .pressure]
        case .process: [.tasks, .cpu, .memory]
        case .sensors: [.temperature]
        case .power: [.power]
        default: []
        }
    }

    private func begins(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in name.utf8.starts(with: word) }
    }
}

extension Event: CustomStringConvertible {
    /// The event in a line: "warning: The file system is nearly full: /srv, 91.2% (disk)".
    public var description: String {
        let end = change == .raised ? "" : isGone ? "gone: " : "ended: "
        var details: [String] = []
        for label in key?.labels ?? [] {
            switch label.value {
            case .number(let number): details.append("\(label.name) \(number)")
            case .name(let name) where name.bytes.isEmpty: break
            case .name(let name): details.append(name.description)
            }
        }
        if let value { details.append(Self.text(value) + (unit == .percent ? "%" : "")) }
        let list = details.reduce("") { $0 + ($0.isEmpty ? ": " : ", ") + $1 }
        return "\(severity.rawValue): \(end)\(message)\(list) (\(rule))"
    }

    /// A number with one digit after the point, unless it is whole or large.
    private static func text(_ value: Double) -> String {
        guard value.magnitude < 1e15 else {
            return value.magnitude < 9e18 ? "\(Int64(value))" : "?"
        }
        let tenths = Int64((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, digit) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return digit == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(digit)"
    }
}

#if !hasFeature(Embedded)
    extension Event.Change: Codable {}

    extension Event {
        /// ``lastedNs`` as a duration.
        public var lasted: Duration? { lastedNs.map { .nanoseconds($0) } }
    }

    extension Event: Codable {
        enum CodingKeys: String, CodingKey {
            case change, severity, rule, message, value, unit, level, key, sample, why
            case wallTimeNs = "wall_time_ns"
            case lastedNs = "lasted_ns"
            case isGone = "gone"
        }

        /// Reads the keys that the encoder writes.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            let unit = try object.decode(String.self, forKey: .unit)
            guard let known = Sample.Field.Unit(rawValue: unit) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .unit, in: object, debugDescription: "unknown: \(unit)")
            }
            self.init(
                change: try object.decode(Change.self, forKey: .change),
                severity: try object.decode(Rule.Severity.self, forKey: .severity),
                rule: try object.decode(String.self, forKey: .rule),
                message: try object.decode(String.self, forKey: .message),
                value: try object.decodeIfPresent(Double.self, forKey: .value), unit: known,
                level: try object.decodeIfPresent(Double.self, forKey: .level),
                key: try object.decodeIfPresent(History.Key.self, forKey: .key),
                wallTimeNs: try object.decode(Int64.self, forKey: .wallTimeNs),
                lastedNs: try object.decodeIfPresent(Int64.self, forKey: .lastedNs),
                isGone: try object.decode(Bool.self, forKey: .isGone))
            samples = try object.decodeIfPresent(Sample.self, forKey: .sample).map { [$0] } ?? []
        }

        /// Writes the event; a sample and a diagnosis that are attached as the JSON of the command, the
        /// latter as "why". A diagnosis is not read again.
        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(change, forKey: .change)
            try object.encode(severity, forKey: .severity)
            try object.encode(rule, forKey: .rule)
            try object.encode(message, forKey: .message)
            try object.encodeIfPresent(value, forKey: .value)
            try object.encode(unit.rawValue, forKey: .unit)
            try object.encodeIfPresent(level, forKey: .level)
            try object.encodeIfPresent(key, forKey: .key)
            try object.encode(wallTimeNs, forKey: .wallTimeNs)
            try object.encodeIfPresent(lastedNs, forKey: .lastedNs)
            try object.encode(isGone, forKey: .isGone)
            try object.encodeIfPresent(sample, forKey: .sample)
            try object.encodeIfPresent(diagnosis, forKey: .why)
        }
    }
#endif
