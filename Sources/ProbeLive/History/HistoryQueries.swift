public import Probe

extension History {
    /// What is known of a series over a step, or over a longer time.
    public struct Point: Sendable, Hashable {
        /// The begin of the time, in nanoseconds since 1970.
        public var timeNs: Int64
        /// The length of the time.
        public var lengthNs: Int64
        /// The lowest number.
        public var minimum: Double
        /// The mean of the numbers.
        public var mean: Double
        /// The highest number.
        public var maximum: Double
        /// How many numbers there were.
        public var count: Int

        /// A point of these figures.
        public init(
            timeNs: Int64, lengthNs: Int64, minimum: Double, mean: Double, maximum: Double,
            count: Int
        ) {
            (self.timeNs, self.lengthNs) = (timeNs, lengthNs)
            (self.minimum, self.mean, self.maximum, self.count) = (minimum, mean, maximum, count)
        }
    }

    /// All series, those that have ended included, as long as they have records.
    public var series: [Series] {
        columns.indices.filter { hasRecords($0) }.map { columns[$0].series }
    }

    /// The series of one name in a section: of each CPU, of each device.
    public func series(_ section: Sample.Section, _ name: String) -> [Series] {
        series.filter { $0.key.section == section && $0.key.name == name }
    }

    /// The series of a key; nil where it was not recorded, or its records are too old.
    public func series(_ key: Key) -> Series? {
        index[key.bytes].flatMap { hasRecords($0) ? columns[$0].series : nil }
    }

    /// The points of a series between two times (nanoseconds since 1970; both included), in their order. Steps
    /// without a number are left out.
    ///
    /// They are of the span with the shortest steps that reaches back to `startNs`, or of the one with the
    /// longest steps if none does; or of the span with steps of `stepNs`, if that is given: none, where there
    /// is no such span. A step that contains `startNs` is included.
    public func points(
        of key: Key, from startNs: Int64 = .min, through endNs: Int64 = .max, stepNs: Int64? = nil
    ) -> [Point] {
        guard let column = index[key.bytes], let span = span(from: startNs, stepNs: stepNs) else {
            return []
        }
        var points: [Point] = []
        if span == 0 {
            forEachSlot(values, column, startNs, endNs) { slot in
                guard let value = values.record(column, at: slot), !value.isNaN else { return }
                points.append(
                    Point(
                        timeNs: slot * values.stepNs, lengthNs: values.stepNs, minimum: value,
                        mean: value, maximum: value, count: 1))
            }
            return points
        }
        let ring = summaries[span - 1]
        let open = open[span - 1]
        forEachSlot(ring, column, startNs, endNs) { slot in
            var numbers = HistoryAccumulator()
            if slot == open.slot, column < open.numbers.count { numbers = open.numbers[column] }
            if let known = ring.record(column, at: slot) { numbers.add(known) }
            guard numbers.count > 0 else { return }
            points.append(
                Point(
                    timeNs: slot * ring.stepNs, lengthNs: ring.stepNs, minimum: numbers.minimum,
                    mean: numbers.sum / Double(numbers.count), maximum: numbers.maximum,
                    count: Int(numbers.count)))
        }
        return points
    }

    /// The minimum, mean, maximum and count of all numbers of ``points(of:from:through:stepNs:)``; nil where
    /// there are none.
    public func summary(
        of key: Key, from startNs: Int64 = .min, through endNs: Int64 = .max, stepNs: Int64? = nil
    ) -> Point? {
        let points = points(of: key, from: startNs, through: endNs, stepNs: stepNs)
        guard var all = points.first, let last = points.last else { return nil }
        var sum = all.mean * Double(all.count)
        for point in points.dropFirst() {
            all.minimum = min(all.minimum, point.minimum)
            all.maximum = max(all.maximum, point.maximum)
            all.count += point.count
            sum += point.mean * Double(point.count)
        }
        all.mean = sum / Double(all.count)
        all.lengthNs = last.timeNs + last.lengthNs - all.timeNs
        return all
    }

    /// The number that `percent` of the numbers do not exceed: the nearest rank. Nil where there are none.
    ///
    /// In a span that keeps means, it is that of the means, each counted as often as it has numbers: peaks
    /// within a step are not seen.
    public func percentile(
        _ percent: Double, of key: Key, from startNs: Int64 = .min, through endNs: Int64 = .max,
        stepNs: Int64? = nil
    ) -> Double? {
        let points = points(of: key, from: startNs, through: endNs, stepNs: stepNs)
            .sorted { $0.mean < $1.mean }
        let count = points.reduce(0) { $0 + $1.count }
        guard let last = points.last, !percent.isNaN else { return nil }
        let rank = max(1, min(1, max(0, percent / 100)) * Double(count))
        var passed = 0
        for point in points {
            passed += point.count
            // A product like 0.07 * 100 is a little above the whole number that is meant.
            if Double(passed) >= rank * (1 - 1e-12) { return point.mean }
        }
        return last.mean
    }

    /// The position of a span.
    private func span(from startNs: Int64, stepNs: Int64?) -> Int? {
        if let stepNs { return spans.firstIndex { $0.stepNs == stepNs } }
        guard newestNs != .min else { return nil }
        return spans.firstIndex { span in
            let (length, isLong) = span.stepNs.multipliedReportingOverflow(by: Int64(span.count))
            let (reach, isFar) = newestNs.subtractingReportingOverflow(startNs)
            // A span whose rows all exist reaches back by its length less the part of the newest step.
            return isLong || (!isFar && reach <= length - span.stepNs)
        } ?? spans.count - 1
    }

    /// Calls `body` with each step of a span that can have a record of a column.
    func forEachSlot<Record: HistoryRecord>(
        _ ring: HistoryRing<Record>, _ column: Int, _ startNs: Int64 = .min,
        _ endNs: Int64 = .max, _ body: (Int64) -> Void
    ) {
        guard ring.newest != .min else { return }
        let first = max(
            ring.oldest, ring.slot(of: columns[column].series.beganNs), ring.slot(of: startNs))
        let last = min(ring.newest, ring.slot(of: endNs))
        guard first <= last else { return }
        for slot in first...last { body(slot) }
    }

    /// Whether a column has a record in any span.
    func hasRecords(_ column: Int) -> Bool {
        let last = columns[column].series.lastNs
        return values.slot(of: last) >= values.oldest
            || summaries.contains { $0.slot(of: last) >= $0.oldest }
    }
}

#if !hasFeature(Embedded)
    extension History {
        /// The points of a series in the time before the last tick: ``points(of:from:through:stepNs:)``.
        public func points(of key: Key, last length: Duration) -> [Point] {
            points(of: key, from: start(of: length))
        }

        /// The minimum, mean, maximum and count in the time before the last tick:
        /// ``summary(of:from:through:stepNs:)``.
        public func summary(of key: Key, last length: Duration) -> Point? {
            summary(of: key, from: start(of: length))
        }

        /// The number that `percent` of the numbers in the time before the last tick do not exceed:
        /// ``percentile(_:of:from:through:stepNs:)``.
        public func percentile(_ percent: Double, of key: Key, last length: Duration) -> Double? {
            self.percentile(percent, of: key, from: start(of: length))
        }

        private func start(of length: Duration) -> Int64 {
            let (start, isFar) = newestNs.subtractingReportingOverflow(length.wholeNs)
            return isFar ? .min : start
        }
    }

    extension History.Point {
        /// ``lengthNs`` as a duration.
        public var length: Duration { .nanoseconds(lengthNs) }
    }

    extension History.Point: Codable {
        enum CodingKeys: String, CodingKey {
            case timeNs = "time_ns"
            case lengthNs = "length_ns"
            case minimum, mean, maximum, count
        }
    }
#endif
