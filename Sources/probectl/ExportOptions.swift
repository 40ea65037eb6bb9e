import Probe
import ProbeExport

/// The format of `probectl export`.
enum ExportFormat: String, CaseIterable {
    case prometheus
    case openmetrics
    case otlp
    case influx
    case csv

    /// Whether each reading is a document that replaces the one before; otherwise readings are lines one after another.
    var isDocument: Bool { self == .prometheus || self == .openmetrics }
}

/// The sections of `export` and `serve`, if none are named: what node_exporter has by default and the quota.
/// Without what grows with processes, cgroups and sockets.
extension Sample.Section {
    static let exported: [Sample.Section] =
        usual + [.sensors, .swap, .interrupts, .host, .protocols, .power]
}

/// The options that choose the metrics, the same in `export` and `serve`.
struct MetricsChoice {
    var names = MetricsWriter.Names.shared
    var sections = Sample.Sections(Sample.Section.exported)
    var allFilesystems = false
    /// Whether to read the details of the quota, whose files are opened for each reading.
    var quotaDetails = false
    var root = "/"

    /// Whether to read the health of disks: if their section is named, which is not among the usual ones.
    var readsHealth: Bool { sections.contains(.storage) }

    static let options = ["--names", "--only", "--all-filesystems", "--quota-details", "--root"]

    /// Parses the value of an option, if the option is one of these.
    mutating func take(
        _ name: String, _ line: inout ArgumentLine, _ named: inout Sample.Sections
    ) throws(UsageError) -> Bool {
        switch name {
        case "--names": names = try line.choice(of: name, MetricsWriter.Names.self)
        case "--only":
            named.formUnion(Sample.Sections(try SampleOptions.sections(try line.list(of: name))))
            sections = named
        case "--all-filesystems": allFilesystems = true
        case "--quota-details": quotaDetails = true
        case "--root": root = try line.directory(of: name)
        default: return false
        }
        return true
    }
}

struct ExportOptions {
    var choice = MetricsChoice()
    var format = ExportFormat.prometheus
    var pace = Pace()
    /// The file that is replaced by each reading; nil for standard output.
    var output: String?

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + MetricsChoice.options + ["--format", "--output", "--help", "-h"]
        var options = ExportOptions()
        var named: Sample.Sections = []
        var hasNames = false
        while let name = try line.option(of: known) {
            hasNames = hasNames || name == "--names"
            if try options.pace.take(name, &line) { continue }
            if try options.choice.take(name, &line, &named) { continue }
            switch name {
            case "--format": options.format = try line.choice(of: name, ExportFormat.self)
            case "--output": options.output = try line.file(of: name)
            default: return .help(.export)
            }
        }
        try line.finish()
        try options.pace.check()
        try options.check(hasNames: hasNames)
        return .export(options)
    }

    private func check(hasNames: Bool) throws(UsageError) {
        let format = "--format \(format.rawValue)"
        if hasNames, !self.format.isDocument {
            throw UsageError(
                "\(format) has names of its own: --names is for prometheus and openmetrics")
        }
        guard pace.isRepeated else { return }
        if self.format.isDocument, output == nil {
            throw UsageError("\(format) is one document: to repeat it, name a file with --output")
        }
        if !self.format.isDocument, output != nil {
            throw UsageError(
                "\(format) is repeated on standard output: --output would keep the last")
        }
    }
}

struct ServeOptions {
    var choice = MetricsChoice()
    /// A numeric address, of this machine alone unless another is named.
    var address = "127.0.0.1"
    var port: UInt16 = 9101

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        var options = ServeOptions()
        var named: Sample.Sections = []
        while let name = try line.option(of: MetricsChoice.options + ["--listen", "--help", "-h"]) {
            if try options.choice.take(name, &line, &named) { continue }
            switch name {
            case "--listen": try options.take(try line.value(of: name))
            default: return .help(.serve)
            }
        }
        try line.finish()
        return .serve(options)
    }

    /// Takes "ADDRESS:PORT", "[IPv6]:PORT", or a port.
    private mutating func take(_ word: String) throws(UsageError) {
        let bytes = Array(word.utf8)
        let colon = bytes.lastIndex(of: UInt8(ascii: ":"))
        var host = colon.map { Array(bytes[..<$0]) } ?? []
        if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]"), host.count > 2 {
            host = Array(host[1..<host.count - 1])
        } else if host.first == UInt8(ascii: "[") || host.contains(UInt8(ascii: ":")) {
            host = []
        }
        let digits = String(decoding: bytes[(colon.map { $0 + 1 } ?? 0)...], as: UTF8.self)
        guard let port: UInt16 = number(digits), colon == nil || !host.isEmpty else {
            throw UsageError(
                "--listen takes an address and a port, such as 127.0.0.1:9101 or [::1]:9101, not '\(safe(word))'"
            )
        }
        self.port = port
        guard colon != nil else { return }
        address =
            host.elementsEqual("localhost".utf8)
            ? "127.0.0.1" : String(decoding: host, as: UTF8.self)
    }
}
