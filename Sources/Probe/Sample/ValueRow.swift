/// A number of a value: its field, and how the value gives it. Quotas, sensors and rates have lists of
/// rows; the fields of the other sections come from the tables of the C core.
struct ValueRow<Owner>: Sendable {
    private enum Property {
        case real(@Sendable (Owner) -> Double?)
        case integer(@Sendable (Owner) -> Int64?)
    }

    let field: Sample.Field
    private let property: Property

    init(_ row: Sample.Field.Row, _ property: @escaping @Sendable (Owner) -> Double?) {
        field = Sample.Field(row)
        self.property = .real(property)
    }

    init(_ row: Sample.Field.Row, _ property: @escaping @Sendable (Owner) -> Int64?) {
        field = Sample.Field(row)
        self.property = .integer(property)
    }

    private init(_ field: Sample.Field, _ property: Property) {
        self.field = field
        self.property = property
    }

    /// The row, whose field has another name with a prefix: in a total, or in another section.
    func prefixed(by prefix: Sample.Field.Text) -> ValueRow {
        ValueRow(Sample.Field(Sample.Field.Row(field.row.pointee, prefix: prefix)), property)
    }

    func value(of owner: Owner) -> Sample.Field.Value? {
        switch property {
        case .real(let property): Sample.Field.Value(property(owner))
        case .integer(let property): Sample.Field.Value(property(owner))
        }
    }
}

extension ValueRow {
    /// A gauge that is a whole number.
    static func integer(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ source: Sample.Field.Text,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Owner) -> Int64?
    ) -> ValueRow {
        ValueRow(
            Sample.Field.Row(
                path: name, unit: unit, kind: .gauge, source: source, meaning: meaning), property)
    }

    /// A gauge with a fraction.
    static func real(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ source: Sample.Field.Text,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Owner) -> Double?
    ) -> ValueRow {
        ValueRow(
            Sample.Field.Row(
                path: name, unit: unit, kind: .gauge, source: source, meaning: meaning), property)
    }

    /// A gauge that is 1 or 0.
    static func flag(
        _ name: Sample.Field.Text, _ source: Sample.Field.Text, _ meaning: Sample.Field.Text,
        _ property: @escaping @Sendable (Owner) -> Bool?
    ) -> ValueRow {
        integer(name, .count, source, meaning) { property($0).map { $0 ? 1 : 0 } }
    }

    /// A counter.
    static func counter(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ source: Sample.Field.Text,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Owner) -> Int64?
    ) -> ValueRow {
        ValueRow(
            Sample.Field.Row(
                path: name, unit: unit, kind: .counter, source: source, meaning: meaning),
            property)
    }
}

extension Array {
    /// Calls `body` with each field of a value, and its value or nil.
    func forEachField<Owner>(
        of owner: Owner, _ body: (Sample.Field, Sample.Field.Value?) -> Void
    ) where Element == ValueRow<Owner> {
        for row in self { body(row.field, row.value(of: owner)) }
    }
}
