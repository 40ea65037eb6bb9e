public import Probe

extension History {
    /// What a series is of: a number of a section, of the whole or of one of its items.
    ///
    /// ```swift
    /// History.Key(.cpu, "total_usage_percent")
    /// History.Key(.disk, "utilization_percent", ["device": "vda"])
    /// ```
    public struct Key: Sendable, Hashable {
        /// The section.
        public var section: Sample.Section
        /// The name of the number, as `Sample.Field.name` has it.
        public var name: String
        /// What the number describes, in the order of `Sample.forEachField(_:)`; empty for a number of the
        /// whole section.
        public var labels: [Label]

        /// The number of this name and these labels.
        public init(_ section: Sample.Section, _ name: String, _ labels: [Label]) {
            (self.section, self.name, self.labels) = (section, name, labels)
        }

        /// The number of this name and these labels, whose values are texts or numbers.
        public init(
            _ section: Sample.Section, _ name: String,
            _ labels: KeyValuePairs<String, LabelValue> = [:]
        ) {
            self.init(section, name, labels.map { Label(name: $0.key, value: $0.value) })
        }
    }

    /// A label of a series and its value.
    public struct Label: Sendable, Hashable {
        /// "cpu", "device": as `Sample.forEachField(_:)` lists them.
        public var name: String
        /// Its value.
        public var value: LabelValue

        /// A label and its value.
        public init(name: String, value: LabelValue) {
            (self.name, self.value) = (name, value)
        }
    }

    /// The value of a label.
    public enum LabelValue: Sendable, Hashable, ExpressibleByStringLiteral,
        ExpressibleByIntegerLiteral
    {
        /// A number: of a CPU, of a process.
        case number(Int)
        /// A name from the kernel, or a constant word.
        case name(KernelName)

        /// A name of a literal's bytes.
        public init(stringLiteral text: String) { self = .name(KernelName(text)) }
        /// A number.
        public init(integerLiteral number: Int) { self = .number(number) }
    }

    /// One number over time.
    public struct Series: Sendable, Hashable {
        /// What the number is of.
        public var key: Key
        /// What the number counts.
        public var unit: Sample.Field.Unit
        /// Whether the number is that many a second.
        public var isPerSecond: Bool
        /// How the number moves.
        public var kind: Sample.Field.Kind
        /// The time of the first tick with the series, in nanoseconds since 1970.
        public var beganNs: Int64
        /// The time of the last tick with the series, in nanoseconds since 1970.
        public var lastNs: Int64
        /// Whether the series goes on. It has ended once its section was read without it: its device is
        /// gone. It stays while its section fails, or is not requested.
        public var isLive: Bool
    }
}

extension History.Key {
    /// The key of a field of a sample.
    init(_ section: Sample.Section, _ field: Sample.Field, _ labels: Sample.Field.Labels) {
        self.init(section, field.name.description, labels)
    }

    init(_ section: Sample.Section, _ name: String, _ labels: Sample.Field.Labels) {
        self.init(
            section, name,
            labels.map {
                History.Label(name: $0.name.description, value: History.LabelValue($0.value))
            })
    }
}

extension History.LabelValue {
    init(_ value: Sample.Field.Label.Value) {
        switch value {
        case .number(let number): self = .number(number)
        case .name(let name): self = .name(name)
        case .word(let word): self = .name(KernelName(bytes: [UInt8](word.utf8)))
        }
    }
}

extension History.Key {
    /// The key as bytes, for lookups: with the length of each part, so that no two keys are equal.
    var bytes: [UInt8] {
        var writer = SnapshotWriter()
        writer.add(section.rawValue)
        writer.add(name)
        for label in labels {
            writer.add(label.name)
            switch label.value {
            case .number(let number):
                writer.bytes.append(0)
                writer.add(signed: Int64(number))
            case .name(let name):
                writer.bytes.append(1)
                writer.add(name.bytes)
            }
        }
        return writer.bytes
    }
}

#if !hasFeature(Embedded)
    extension History.Label: Codable {}
    extension History.Key: Codable {}
#endif
