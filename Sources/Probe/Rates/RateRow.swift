/// The field of a rate, and the closure that returns its value. Each type of rates has a list of
/// rows.
typealias RateRow<Rates> = ValueRow<Rates>

/// Whether a rate is per second, or over the whole window.
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
