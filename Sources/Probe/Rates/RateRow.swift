/// A rate: its field, and its value. Each kind of rates has a list of them.
typealias RateRow<Rates> = ValueRow<Rates>

/// The time that a rate refers to.
enum RatePer {
    case second, window
}

extension ValueRow {
    init(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ per: RatePer,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Owner) -> Double?
    ) {
        self.init(
            Sample.Field.Row(
                path: name, unit: unit, isPerSecond: per == .second, kind: .gauge,
                meaning: meaning), property)
    }

    init(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ per: RatePer,
        _ meaning: Sample.Field.Text, _ property: @escaping @Sendable (Owner) -> Int64?
    ) {
        self.init(
            Sample.Field.Row(
                path: name, unit: unit, isPerSecond: per == .second, kind: .gauge,
                meaning: meaning), property)
    }
}
