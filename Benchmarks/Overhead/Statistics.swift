/// The value below which so much of the sorted list lies.
func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

func median(_ values: [Double]) -> Double {
    quantile(values.sorted(), 0.5)
}

/// A median, and where it may truly lie.
struct Estimate {
    var median: Double
    /// The 95 % interval of the median of blocks that follow each other, by order statistics: it widens
    /// with what changes from one round to the next, and with what changes slowly.
    var low: Double
    var high: Double

    init(_ values: [Double], blocks: Int = 20) {
        median = quantile(values.sorted(), 0.5)
        let blocks = max(1, min(blocks, values.count))
        let medians = (0..<blocks).map { block in
            let start = block * values.count / blocks
            let end = (block + 1) * values.count / blocks
            return quantile(values[start..<end].sorted(), 0.5)
        }.sorted()
        // So many of n lie below the interval's first and above its last: the 6th and the 15th of 20.
        let count = Double(medians.count)
        let outside = max(0, Int((count - 1.96 * count.squareRoot()) / 2))
        low = medians[outside]
        high = medians[medians.count - 1 - outside]
    }

    /// Half the interval's width, in percent of the median.
    var percent: Double { 50 * (high - low) / abs(median) }
}
