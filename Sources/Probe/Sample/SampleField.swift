extension Sample {
    /// One number of a section: its name, its unit, how it moves, and where the kernel prints it.
    ///
    /// The fields of a value are listed by its `forEachField`, those of a whole sample by
    /// ``Sample/forEachField(_:)`` and those of rates by ``Rates/forEachField(_:)``. Nothing is
    /// allocated: every text of a field is constant.
    public struct Field: @unchecked Sendable, Hashable {
        /// What a number counts.
        public enum Unit: String, Sendable, Hashable {
            /// Events, tasks, packets: whatever the name says.
            case count
            /// Bytes.
            case bytes
            /// Nanoseconds.
            case nanoseconds
            /// Percent, 0 to 100; of a process 0 to 100 for each CPU; of a CPU limit above 100 after a
            /// burst.
            case percent
            /// Thousandths of a percent.
            case millipercent
            /// Bits a second.
            case bitsPerSecond = "bits_per_second"
            /// Ticks of the kernel's clock.
            case ticks
            /// Degrees Celsius.
            case celsius
            /// Thousandths of a degree Celsius.
            case millicelsius
            /// Volts.
            case volts
            /// Millionths of a volt.
            case microvolts
            /// Amperes.
            case amperes
            /// Millionths of an ampere.
            case microamperes
            /// Watts.
            case watts
            /// Millionths of a watt.
            case microwatts
            /// Joules.
            case joules
            /// Millionths of a joule.
            case microjoules
            /// Millionths of a watt-hour: 3,600 microjoules.
            case microwattHours = "microwatt_hours"
            /// Millionths of an ampere-hour.
            case microampereHours = "microampere_hours"
            /// Hertz.
            case hertz
            /// Revolutions a minute.
            case revolutionsPerMinute = "revolutions_per_minute"
            /// None: the number names something, as a pid does.
            case none
        }

        /// How a number changes.
        public enum Kind: String, Sendable, Hashable {
            /// It goes up and down.
            case gauge
            /// It grows since boot; two readings have a rate.
            case counter
            /// An identifier or a time stamp: no measurement, so exporters skip it.
            case label
        }

        /// The key of the JSON, which is the property in snake case: "free_bytes". It matches
        /// `[a-z_][a-z0-9_]*`, as Prometheus demands, and names the same number and the same labels
        /// wherever it occurs in a section.
        ///
        /// A key inside a nested object begins with the name of that object: "tasks_runnable" is
        /// `runnable` of ``Load/tasks``. A number of all items together, whose items have it too, begins with
        /// "total_": "total_rx_bytes" is of all interfaces and "rx_bytes" of one, so that a sum over
        /// the labels of a name counts nothing twice.
        public var name: Text { row.pointee.name }
        /// What the number counts.
        public var unit: Unit { row.pointee.unit }
        /// Whether the number is that many a second, as rates are.
        public var isPerSecond: Bool { row.pointee.isPerSecond }
        /// How the number moves.
        public var kind: Kind { row.pointee.kind }
        /// The kernel's file, with the column where the file has no words; or the call; or what the
        /// field is computed from. Empty for a rate, which is made of two readings.
        public var source: Text { row.pointee.source }
        /// The kernel's word for the number: "MemFree". Empty where there is none.
        public var key: Text { row.pointee.key }
        /// The first kernel that has the number: 4.13 is 4 and 13. 0 and 0 where every kernel has
        /// it.
        public var since: (major: Int, minor: Int) { row.pointee.since }
        /// What the number is, in one line.
        public var meaning: Text { row.pointee.meaning }

        /// The properties of a field. A row is allocated once and never freed, so that a field is a
        /// pointer.
        struct Row {
            let name: Text
            /// The key of the JSON; a dot separates the key of an object from those inside it.
            let path: Text
            let unit: Unit
            let isPerSecond: Bool
            let kind: Kind
            let source: Text
            let key: Text
            let since: (major: Int, minor: Int)
            let meaning: Text
            /// The same row whose name has a prefix; nil where there is none.
            let prefixed: UnsafePointer<Row>?

            /// A row; with a prefix, there is also one whose name has the prefix.
            init(
                path: Text, unit: Unit, isPerSecond: Bool = false, kind: Kind, source: Text = "",
                key: Text = "", since: (major: Int, minor: Int) = (0, 0), meaning: Text,
                prefix: Text? = nil
            ) {
                self.init(
                    name: Text(prefix: "", name: path), path: path, unit: unit,
                    isPerSecond: isPerSecond, kind: kind, source: source, key: key, since: since,
                    meaning: meaning,
                    prefixed: prefix.map { prefix in
                        Field(
                            Row(
                                name: Text(prefix: prefix, name: path), path: path, unit: unit,
                                isPerSecond: isPerSecond, kind: kind, source: source, key: key,
                                since: since, meaning: meaning, prefixed: nil)
                        ).row
                    })
            }

            /// A row that has another name with a prefix, too.
            init(_ row: Row, prefix: Text) {
                self.init(
                    path: row.path, unit: row.unit, isPerSecond: row.isPerSecond, kind: row.kind,
                    source: row.source, key: row.key, since: row.since, meaning: row.meaning,
                    prefix: prefix)
            }

            private init(
                name: Text, path: Text, unit: Unit, isPerSecond: Bool, kind: Kind, source: Text,
                key: Text, since: (major: Int, minor: Int), meaning: Text,
                prefixed: UnsafePointer<Row>?
            ) {
                self.name = name
                self.path = path
                self.unit = unit
                self.isPerSecond = isPerSecond
                self.kind = kind
                self.source = source
                self.key = key
                self.since = since
                self.meaning = meaning
                self.prefixed = prefixed
            }
        }

        let row: UnsafePointer<Row>

        /// The key of the JSON; a dot separates the key of an object from those inside it.
        var path: Text { row.pointee.path }

        /// The same field whose name has the prefix of its list: of a total, or of another section.
        var prefixed: Field { Field(row: row.pointee.prefixed ?? row) }

        /// Whether both are the same row.
        public static func == (a: Field, b: Field) -> Bool { a.row == b.row }

        /// Hashes the row's address.
        public func hash(into hasher: inout Hasher) { hasher.combine(row) }
    }
}

extension Sample.Field {
    init(_ row: Row) {
        let made = UnsafeMutablePointer<Row>.allocate(capacity: 1)
        made.initialize(to: row)
        self.row = UnsafePointer(made)
    }

    /// The fields of a record.
    struct List: @unchecked Sendable {
        private let rows: UnsafeMutablePointer<Row>
        private let count: Int

        init(count: Int, _ row: (Int) -> Row) {
            rows = .allocate(capacity: count)
            self.count = count
            for index in 0..<count { (rows + index).initialize(to: row(index)) }
        }

        @inline(__always)
        subscript(index: Int) -> Sample.Field {
            precondition(index < count, "the bridge is not that of the tables")
            return Sample.Field(row: UnsafePointer(rows + index))
        }

        func contains(path: Text) -> Bool {
            (0..<count).contains { rows[$0].path == path }
        }
    }
}

extension Sample.Field {
    /// The value of a field.
    public enum Value: Sendable, Hashable {
        /// A whole number.
        case integer(Int64)
        /// A number with a fraction.
        case real(Double)

        /// The value as a Double; whole numbers above 2^53 lose their last digits.
        public var double: Double {
            switch self {
            case .integer(let value): Double(value)
            case .real(let value): value
            }
        }

        @inline(__always)
        init?<Value: FixedWidthInteger>(_ value: Value?) {
            guard let value else { return nil }
            self = .integer(Int64(value))
        }

        @inline(__always)
        init?(_ value: Double?) {
            guard let value else { return nil }
            self = .real(value)
        }
    }
}

extension Sample.Field {
    /// What a number describes, beyond its section: the CPU, the device, the mount point, the
    /// interface.
    public struct Label: Sendable, Hashable {
        /// The value of a label.
        public enum Value: Sendable, Hashable {
            /// A number: of a CPU, of a process.
            case number(Int)
            /// A name from the kernel.
            case name(KernelName)
            /// A constant word: "memory", "some".
            case word(Text)
        }

        /// "cpu", "device", "mount_point": ``Sample/forEachField(_:)`` lists them.
        public let name: Text
        /// Its value.
        public let value: Value

        /// A label and its value.
        public init(name: Text, value: Value) {
            self.name = name
            self.value = value
        }
    }
}

extension Sample.Field {
    /// The labels of a number: none, or up to four. Within a reading, no two numbers of a section
    /// have the same name and equal labels.
    public struct Labels: Sendable, Hashable, RandomAccessCollection {
        private let storage: (Label?, Label?, Label?, Label?)
        /// How many labels there are.
        public let count: Int

        /// So many labels. One after a nil is left out.
        public init(
            _ first: Label? = nil, _ second: Label? = nil, _ third: Label? = nil,
            _ fourth: Label? = nil
        ) {
            storage = (first, second, third, fourth)
            count = first == nil ? 0 : second == nil ? 1 : third == nil ? 2 : fourth == nil ? 3 : 4
        }

        init(_ name: Text, _ value: Label.Value) {
            self.init(Label(name: name, value: value))
        }

        init(_ name: Text, _ value: Label.Value, _ other: Text, _ otherValue: Label.Value) {
            self.init(Label(name: name, value: value), Label(name: other, value: otherValue))
        }

        /// 0.
        public var startIndex: Int { 0 }
        /// ``count``.
        public var endIndex: Int { count }

        /// The label at a position below ``count``.
        public subscript(position: Int) -> Label {
            precondition(position >= 0 && position < count, "there is no such label")
            let label =
                switch position {
                case 0: storage.0
                case 1: storage.1
                case 2: storage.2
                default: storage.3
                }
            return label.unsafelyUnwrapped
        }

        /// Whether both have the same labels in the same order.
        public static func == (a: Labels, b: Labels) -> Bool { a.elementsEqual(b) }

        /// Hashes each label.
        public func hash(into hasher: inout Hasher) {
            for label in self { label.hash(into: &hasher) }
        }
    }
}

extension Sample.Field {
    /// A text that lives as long as the program, which is not copied until ``description`` is read.
    public struct Text: @unchecked Sendable, Hashable, CustomStringConvertible,
        ExpressibleByStringLiteral
    {
        private let start: UnsafePointer<UInt8>
        /// Below 0 if a NUL ends the text and its length is not known yet.
        private let count: Int

        /// A literal.
        @inline(__always)
        public init(stringLiteral text: StaticString) {
            start = text.utf8Start
            count = text.utf8CodeUnitCount
        }

        /// A text of the C core. The length of a frequently used text is counted at once.
        init(constant text: UnsafePointer<CChar>, isCounted: Bool = false) {
            start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
            count = isCounted ? Self.length(of: start) : -1
        }

        /// A name with a prefix, with underscores for its dots. Allocated once and never freed.
        init(prefix: Text, name: Text) {
            let (prefix, name) = (prefix.utf8, name.utf8)
            let dot = UInt8(ascii: "."), underscore = UInt8(ascii: "_")
            let made = UnsafeMutablePointer<UInt8>.allocate(capacity: prefix.count + name.count)
            for (index, byte) in prefix.enumerated() { made[index] = byte }
            for (index, byte) in name.enumerated() {
                made[prefix.count + index] = byte == dot ? underscore : byte
            }
            start = UnsafePointer(made)
            count = prefix.count + name.count
        }

        private init(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
            start = text.base.baseAddress.unsafelyUnwrapped + text.startIndex
            count = text.count
        }

        private static func length(of text: UnsafePointer<UInt8>) -> Int {
            var count = 0
            while text[count] != 0 { count += 1 }
            return count
        }

        /// Its bytes in UTF-8.
        @inline(__always)
        public var utf8: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: start, count: count < 0 ? Self.length(of: start) : count)
        }

        /// The rest after a prefix; nil if the text does not start with it.
        public func tail(after prefix: Text) -> Text? {
            guard utf8.starts(with: prefix.utf8) else { return nil }
            return Text(utf8.dropFirst(prefix.utf8.count))
        }

        /// The text.
        public var description: String { String(decoding: utf8, as: UTF8.self) }

        /// Whether both have the same bytes.
        public static func == (a: Text, b: Text) -> Bool {
            if a.start == b.start, a.count == b.count { return true }
            let (a, b) = (a.utf8, b.utf8)
            return a.count == b.count
                && areEqual(UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
        }

        /// Hashes the bytes.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(bytes: UnsafeRawBufferPointer(utf8))
        }
    }
}
