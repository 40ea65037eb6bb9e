import Probe

typealias Text = Sample.Field.Text

/// How a number becomes the value of a metric: times a factor, divided by a divisor and by a power of ten.
struct Scale {
    var factor: Int64 = 1
    var divisor: Int64 = 1
    var places = 0

    static let one = Scale()
    static let nanoseconds = Scale(places: 9)

    /// Appends the value: exact if it is a whole number in the unit of the power of ten.
    func append(_ value: Sample.Field.Value, to bytes: inout [UInt8]) {
        if case .integer(let number) = value {
            let (product, overflow) = number.multipliedReportingOverflow(by: factor)
            if !overflow, product % divisor == 0 {
                return bytes.add(product / divisor, places: places)
            }
        }
        var power = 1.0
        for _ in 0..<places { power *= 10 }
        bytes.add(value.double * Double(factor) / (Double(divisor) * power))
    }
}

/// The type of a metric.
enum MetricType {
    case counter
    case gauge
    case untyped
    /// A gauge whose series can be summed up. Only of OpenTelemetry.
    case upDown

    func word(_ format: MetricsWriter.Format) -> StaticString {
        switch self {
        case .counter: "counter"
        case .gauge, .upDown: "gauge"
        case .untyped: format == .prometheus ? "untyped" : "unknown"
        }
    }
}

/// How a label is named in a metric. A label without a rule keeps its name.
struct LabelRule {
    let ours: Text
    /// Its name in the metric; nil if the metric does not have it.
    let theirs: Text?
    /// Put before the value.
    let prefix: Text
    /// Removed from the start of the value.
    let strip: Text

    init(_ ours: Text, _ theirs: Text?, prefix: Text = "", strip: Text = "") {
        self.ours = ours
        self.theirs = theirs
        self.prefix = prefix
        self.strip = strip
    }
}

/// The metric of a field.
struct Metric {
    var name: [UInt8]
    var type: MetricType
    /// Nil: the meaning of the field.
    var help: Text?
    var labels: [LabelRule] = []
    /// Further labels, as they are written: `mode="user"`.
    var constant: StaticString = ""
    var scale = Scale.one
    /// Whether the file system type of the mount is a label, too.
    var hasType = false
    /// Whether the metric is left out if the cgroups were read, which have the same series.
    var isOfLevel = false
}
