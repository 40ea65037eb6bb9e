/// Times at equal distances: when the next reading is due, without drift, and without a burst of readings
/// after a pause.
///
/// Pure arithmetic on nanoseconds of any clock that does not step back; the caller reads the clock and
/// waits. A result that an `Int64` cannot hold is `Int64.max`.
///
/// ```swift
/// var grid = TimeGrid(startNs: 0, stepNs: 1_000)
/// grid.next(nowNs: 0)      // 0: the first time
/// grid.next(nowNs: 300)    // 1,000
/// grid.next(nowNs: 4_700)  // 5,000: 2,000, 3,000 and 4,000 are skipped
/// grid.skipped             // 3
/// ```
public struct TimeGrid: Sendable, Hashable {
    /// The first time.
    public let startNs: Int64
    /// The distance between two times; at least 1.
    public let stepNs: Int64
    /// The time that ``next(nowNs:)`` returned last; nil before the first.
    public private(set) var lastNs: Int64?
    /// How many times ``next(nowNs:)`` left out between its last two results because they had passed.
    public private(set) var skipped: Int64 = 0

    /// The times from `startNs` on, every `stepNs`. A step below 1 is 1.
    public init(startNs: Int64, stepNs: Int64) {
        self.startNs = startNs
        self.stepNs = max(1, stepNs)
    }

    /// The next time: at first the start, whatever the clock says; then the first time after `nowNs` that
    /// is also later than the one before. A clock that stepped back skips nothing and repeats nothing.
    public mutating func next(nowNs: Int64) -> Int64 {
        guard let last = lastNs else {
            (lastNs, skipped) = (startNs, 0)
            return startNs
        }
        let (late, isFar) = nowNs.subtractingReportingOverflow(last)
        skipped = isFar ? 0 : max(0, late / stepNs)
        let (distance, isLong) = (skipped + 1).multipliedReportingOverflow(by: stepNs)
        let (next, isLate) = last.addingReportingOverflow(distance)
        let due = isLong || isLate ? Int64.max : next
        lastNs = due
        return due
    }
}
