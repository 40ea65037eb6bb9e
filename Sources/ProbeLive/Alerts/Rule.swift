public import Probe

/// When a number is worth a message: two levels and how long they have to last.
///
/// ```swift
/// var rules = Rule.usual
/// rules.append(
///     Rule("disk-busy", .init(.disk, "utilization_percent"), .atLeast, raise: 95, clear: 80,
///         for: .seconds(60), message: "The disk is busy"))
/// ```
public struct Rule: Sendable, Hashable {
    /// What the rule is called, in events and configurations: "cpu".
    public var name: String
    /// The number that is compared.
    public var measure: Measure
    /// How it is compared with ``raise``.
    public var comparison: Comparison
    /// The level of the event, in the unit of the number.
    public var raise: Double
    /// The level at which the event ends, on the good side of ``raise``: a number between both changes
    /// nothing.
    public var clear: Double
    /// How long the number has to be at ``raise`` before the event, in nanoseconds; 0 for at once.
    public var raiseAfterNs: Int64
    /// How long the number has to be better than ``clear`` before the event ends; 0 for at once.
    public var clearAfterNs: Int64
    /// How bad it is.
    public var severity: Severity
    /// What is wrong, in words; the event adds the number.
    public var message: String
    /// Whether file systems that are mounted read-only are compared, too: nothing can fill them further, and
    /// some are always full. Only for the section `filesystem`.
    public var includesReadOnly = false

    /// A rule; its event ends after as long as it takes to begin, unless `clearAfterNs` is given. A `clear`
    /// on the bad side of `raise` is `raise`; a length of time below 0 is 0.
    public init(
        _ name: String, _ measure: Measure, _ comparison: Comparison, raise: Double, clear: Double,
        forNs raiseAfterNs: Int64 = 0, clearAfterNs: Int64? = nil, severity: Severity = .warning,
        message: String
    ) {
        self.name = name
        self.measure = measure
        self.comparison = comparison
        self.raise = raise
        self.clear = comparison.isHighBad ? min(raise, clear) : max(raise, clear)
        self.raiseAfterNs = max(0, raiseAfterNs)
        self.clearAfterNs = max(0, clearAfterNs ?? raiseAfterNs)
        self.severity = severity
        self.message = message
    }

    /// How bad something is.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Someone should look, in office hours.
        case warning
        /// Someone should look now.
        case critical

        /// Whether the second is worse.
        public static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .critical }
    }

    /// How a number is compared.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// It is bad if it is the level or higher.
        case atLeast = "at_least"
        /// It is bad if it is higher than the level.
        case above
        /// It is bad if it is the level or lower.
        case atMost = "at_most"
        /// It is bad if it is lower than the level.
        case below

        /// Whether high numbers are bad.
        public var isHighBad: Bool { self == .atLeast || self == .above }

        func isBad(_ value: Double, _ level: Double) -> Bool {
            switch self {
            case .atLeast: value >= level
            case .above: value > level
            case .atMost: value <= level
            case .below: value < level
            }
        }
    }

    /// A number of a section: a field of the sample or a rate, of every item that has it or of some.
    public struct Measure: Sendable, Hashable {
        /// The section.
        public var section: Sample.Section
        /// The name of the number, as `Sample.Field.name` has it.
        public var name: String
        /// Labels that the item must have, with these values; empty for every item.
        public var labels: [History.Label]
        /// The name of another number of the same item: then the first is compared in percent of it. There
        /// is nothing to compare where it is 0 or unknown, as a limit is that does not exist.
        public var percentOf: String?

        /// A number of every item that has it, or of those with the given labels.
        public init(
            _ section: Sample.Section, _ name: String, percentOf: String? = nil,
            labels: KeyValuePairs<String, History.LabelValue> = [:]
        ) {
            self.section = section
            self.name = name
            self.percentOf = percentOf
            self.labels = labels.map { History.Label(name: $0.key, value: $0.value) }
        }
    }
}

extension Rule {
    /// The rules that suit most machines: CPU from 90 %, memory from 85 %, a file system from 90 %, swap from
    /// 50 %, more than 25 % of the periods of a CPU quota used up, at most 10 % of the memory limit
    /// available, and tasks that wait for memory (10 % of the time), for a disk (30 %) or for a CPU (60 %).
    public static let usual = [
        Rule(
            "cpu", Measure(.cpu, "total_usage_percent"), .atLeast, raise: 90, clear: 80,
            forNs: 30_000_000_000, message: "The CPUs are busy"),
        Rule(
            "memory", Measure(.memory, "usage_percent"), .atLeast, raise: 85, clear: 80,
            forNs: 10_000_000_000, message: "Memory is short"),
        Rule(
            "disk", Measure(.filesystem, "usage_percent"), .atLeast, raise: 90, clear: 87,
            forNs: 10_000_000_000, message: "The file system is nearly full"),
        Rule(
            "swap", Measure(.memory, "swap_usage_percent"), .atLeast, raise: 50, clear: 40,
            forNs: 10_000_000_000, message: "Much of swap is in use"),
        Rule(
            "throttled", Measure(.quota, "throttled_percent"), .above, raise: 25, clear: 15,
            forNs: 30_000_000_000, message: "The CPU quota is used up in many periods"),
        Rule(
            "memory-limit",
            Measure(.quota, "memory_available_bytes", percentOf: "memory_limit_bytes"), .atMost,
            raise: 10, clear: 15, forNs: 10_000_000_000, severity: .critical,
            message: "Little of the memory limit is available"),
        Rule(
            "memory-stall", Measure(.pressure, "memory_some_percent"), .atLeast, raise: 10,
            clear: 5,
            forNs: 10_000_000_000, severity: .critical, message: "Tasks wait for memory"),
        Rule(
            "io-stall", Measure(.pressure, "io_some_percent"), .atLeast, raise: 30, clear: 20,
            forNs: 30_000_000_000, message: "Tasks wait for a disk"),
        Rule(
            "cpu-stall", Measure(.pressure, "cpu_some_percent"), .atLeast, raise: 60, clear: 40,
            forNs: 30_000_000_000, message: "Tasks wait for a CPU"),
    ]
}

#if !hasFeature(Embedded)
    extension Rule.Severity: Codable {}
    extension Rule.Comparison: Codable {}

    extension Rule.Measure: Codable {
        enum CodingKeys: String, CodingKey {
            case section, name, labels
            case percentOf = "percent_of"
        }

        /// Reads the keys that the encoder writes; `labels` and `percent_of` can be absent.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                try object.decode(Sample.Section.self, forKey: .section),
                try object.decode(String.self, forKey: .name),
                percentOf: try object.decodeIfPresent(String.self, forKey: .percentOf))
            labels = try object.decodeIfPresent([History.Label].self, forKey: .labels) ?? []
        }
    }

    extension Rule: Codable {
        enum CodingKeys: String, CodingKey {
            case name, measure, comparison, raise, clear, severity, message
            case raiseAfterNs = "raise_after_ns"
            case clearAfterNs = "clear_after_ns"
            case includesReadOnly = "includes_read_only"
        }

        /// Reads the keys that the encoder writes; numbers as the initialiser takes them.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                try object.decode(String.self, forKey: .name),
                try object.decode(Measure.self, forKey: .measure),
                try object.decode(Comparison.self, forKey: .comparison),
                raise: try object.decode(Double.self, forKey: .raise),
                clear: try object.decode(Double.self, forKey: .clear),
                forNs: try object.decodeIfPresent(Int64.self, forKey: .raiseAfterNs) ?? 0,
                clearAfterNs: try object.decodeIfPresent(Int64.self, forKey: .clearAfterNs),
                severity: try object.decodeIfPresent(Severity.self, forKey: .severity) ?? .warning,
                message: try object.decode(String.self, forKey: .message))
            includesReadOnly =
                try object.decodeIfPresent(Bool.self, forKey: .includesReadOnly) ?? false
        }

    }

    extension Rule {
        /// A rule whose lengths of time are durations.
        public init(
            _ name: String, _ measure: Measure, _ comparison: Comparison, raise: Double,
            clear: Double, for raiseAfter: Duration, clearAfter: Duration? = nil,
            severity: Severity = .warning, message: String
        ) {
            self.init(
                name, measure, comparison, raise: raise, clear: clear, forNs: raiseAfter.wholeNs,
                clearAfterNs: clearAfter?.wholeNs, severity: severity, message: message)
        }

        /// ``raiseAfterNs`` as a duration.
        public var raiseAfter: Duration { .nanoseconds(raiseAfterNs) }

        /// ``clearAfterNs`` as a duration.
        public var clearAfter: Duration { .nanoseconds(clearAfterNs) }
    }
#endif
