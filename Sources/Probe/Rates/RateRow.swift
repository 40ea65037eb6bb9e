/// A rate: its field, and its value. Each kind of rates has a list of them.
struct RateRow<Rates>: Sendable {
    private enum Property {
        case real(@Sendable (Rates) -> Double?)
        case integer(@Sendable (Rates) -> Int64?)
    }

    enum Per {
        case second, window
    }

    let field: Sample.Field
    private let property: Property

    init(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ per: Per,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Rates) -> Double?
    ) {
        field = Sample.Field(name, unit, per, meaning)
        self.property = .real(property)
    }

    init(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ per: Per,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Rates) -> Int64?
    ) {
        field = Sample.Field(name, unit, per, meaning)
        self.property = .integer(property)
    }

    func value(of rates: Rates) -> Sample.Field.Value? {
        switch property {
        case .real(let property): Sample.Field.Value(property(rates))
        case .integer(let property): Sample.Field.Value(property(rates))
        }
    }
}

extension Sample.Field {
    fileprivate init<Rates>(
        _ name: Text, _ unit: Unit, _ per: RateRow<Rates>.Per, _ meaning: Text
    ) {
        self.init(
            Row(
                name: name, unit: unit, isPerSecond: per == .second, kind: .gauge, source: "",
                key: "", since: (0, 0), meaning: meaning))
    }
}
