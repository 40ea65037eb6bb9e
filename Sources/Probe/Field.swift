/// One number of a section: its name, its unit, how it moves, and where the kernel prints it.
///
/// The fields of a value are listed by its `forEachField`, those of a whole sample by
/// ``Sample/forEachField(_:)`` and those of rates by ``Rates/forEachField(_:)``. Nothing is allocated:
/// every text of a field is constant.
public struct Field: Sendable, Hashable {
    /// What a number counts.
    public enum Unit: String, Sendable, Hashable {
        /// Events, tasks, packets: whatever the name says.
        case count
        /// Bytes.
        case bytes
        /// Nanoseconds.
        case nanoseconds
        /// Percent, 0 to 100; of a process 0 to 100 for each CPU.
        case percent
        /// Bits a second.
        case bitsPerSecond = "bits_per_second"
        /// Ticks of the kernel's clock.
        case ticks
        /// None: the number names something, as a pid does.
        case none
    }

    /// How a number moves.
    public enum Kind: String, Sendable, Hashable {
        /// It goes up and down.
        case gauge
        /// It grows since boot; two readings have a rate.
        case counter
        /// It names something: its size means nothing.
        case label
    }

    /// The key of the JSON, which is the property in snake case: "free_bytes". A dot stands between the
    /// name of a nested value and that of its property: "tasks.runnable".
    public let name: ConstantText
    /// What the number counts.
    public let unit: Unit
    /// Whether the number is that many a second, as rates are.
    public let isPerSecond: Bool
    /// How the number moves.
    public let kind: Kind
    /// The kernel's file, with the column where the file has no words; or the call; or what the field is
    /// computed from. Empty for a rate, which is made of two readings.
    public let source: ConstantText
    /// The kernel's word for the number: "MemFree". Empty where there is none.
    public let key: ConstantText
    /// The first kernel that has the number: 4.13 is 4 and 13. 0 and 0 where every kernel has it.
    public let since: (major: Int, minor: Int)
    /// What the number is, in one line.
    public let meaning: ConstantText

    /// Whether both are the same field.
    public static func == (a: Field, b: Field) -> Bool {
        a.name == b.name && a.meaning == b.meaning && a.source == b.source
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

/// The value of a field.
public enum FieldValue: Sendable, Hashable {
    /// A whole number that is never negative.
    case unsigned(UInt64)
    /// A whole number that may be negative.
    case signed(Int64)
    /// A number with a fraction.
    case real(Double)

    /// The value as a Double; whole numbers above 2^53 lose their last digits.
    public var double: Double {
        switch self {
        case .unsigned(let value): Double(value)
        case .signed(let value): Double(value)
        case .real(let value): value
        }
    }

    @inline(__always)
    init?<Value: BinaryInteger>(_ value: Value?) {
        guard let value else { return nil }
        self = Value.isSigned ? .signed(Int64(value)) : .unsigned(UInt64(value))
    }

    @inline(__always)
    init?(_ value: Double?) {
        guard let value else { return nil }
        self = .real(value)
    }
}

/// What a number is of, beyond its section: the CPU, the device, the mount point, the interface.
public struct FieldLabel: Sendable, Hashable {
    /// The value of a label.
    public enum Value: Sendable, Hashable {
        /// A number: of a CPU, of a process.
        case number(Int)
        /// A name of the kernel's.
        case name(KernelName)
        /// A constant word: "memory", "some".
        case word(ConstantText)
    }

    /// "cpu", "device", "mount_point", "interface", "resource", "stall", "pid" or "name".
    public let name: ConstantText
    /// Its value.
    public let value: Value
}

/// The labels of a number: none, one or two.
public struct FieldLabels: Sendable, Hashable {
    /// The first; nil for a number of the whole section.
    public var first: FieldLabel?
    /// The second.
    public var second: FieldLabel?

    init() {}

    init(_ name: ConstantText, _ value: FieldLabel.Value) {
        first = FieldLabel(name: name, value: value)
    }

    init(
        _ name: ConstantText, _ value: FieldLabel.Value, _ other: ConstantText,
        _ otherValue: FieldLabel.Value
    ) {
        first = FieldLabel(name: name, value: value)
        second = FieldLabel(name: other, value: otherValue)
    }
}

/// A text that lives as long as the program, of which no copy is made until ``description`` is asked for.
public struct ConstantText: @unchecked Sendable, Hashable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// Its bytes in UTF-8.
    public let utf8: UnsafeBufferPointer<UInt8>

    /// A literal.
    public init(stringLiteral text: StaticString) {
        utf8 = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// A text of the C core.
    init(constant text: UnsafePointer<CChar>) {
        var count = 0
        while text[count] != 0 { count += 1 }
        utf8 = UnsafeBufferPointer(
            start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// What stands behind a prefix; nil where the text does not begin with it.
    public func tail(after prefix: ConstantText) -> ConstantText? {
        guard utf8.starts(with: prefix.utf8) else { return nil }
        return ConstantText(utf8: UnsafeBufferPointer(rebasing: utf8.dropFirst(prefix.utf8.count)))
    }

    private init(utf8: UnsafeBufferPointer<UInt8>) {
        self.utf8 = utf8
    }

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// Whether both have the same bytes.
    public static func == (a: ConstantText, b: ConstantText) -> Bool {
        a.utf8.count == b.utf8.count
            && (a.utf8.baseAddress == b.utf8.baseAddress
                || areEqual(UnsafeRawBufferPointer(a.utf8), UnsafeRawBufferPointer(b.utf8)))
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(bytes: UnsafeRawBufferPointer(utf8))
    }
}

/// A rate: its field, and where its value is. Each kind of rates has a list of them.
struct RateRow<Rates>: Sendable {
    let field: Field
    let value: @Sendable (Rates) -> FieldValue?

    enum Per {
        case second, window
    }

    init(
        _ name: ConstantText, _ unit: Field.Unit, _ per: Per, _ meaning: ConstantText,
        _ value: @escaping @Sendable (Rates) -> FieldValue?
    ) {
        field = Field(
            name: name, unit: unit, isPerSecond: per == .second, kind: .gauge, source: "", key: "",
            since: (0, 0), meaning: meaning)
        self.value = value
    }
}
