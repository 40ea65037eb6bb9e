/// A moment: nanoseconds since the beginning of 1970, in UTC and without leap seconds.
///
/// `Date(timeIntervalSince1970: sample.time.secondsSince1970)` makes a date of it.
public struct UnixTime: Sendable, Hashable, Comparable, Codable {
    /// Nanoseconds since 1970.
    public var nanosecondsSince1970: Int64

    /// A moment by its nanoseconds since 1970.
    public init(nanosecondsSince1970: Int64) {
        self.nanosecondsSince1970 = nanosecondsSince1970
    }

    /// Seconds since 1970, rounded to about a quarter of a microsecond as a Double is.
    public var secondsSince1970: Double { Double(nanosecondsSince1970) / 1e9 }

    /// Whether one moment is before another.
    public static func < (a: UnixTime, b: UnixTime) -> Bool {
        a.nanosecondsSince1970 < b.nanosecondsSince1970
    }
}

extension Sample {
    /// When the sample was taken, by the wall clock.
    public var time: UnixTime { UnixTime(nanosecondsSince1970: wallTimeNs) }
}

extension Load {
    /// When the machine booted, to the second; changes when the wall clock is set.
    public var bootTime: UnixTime? { bootTimeNs.map { UnixTime(nanosecondsSince1970: $0) } }
}
