import CProbeInternals
import Foundation
import Probe
import ProbeExport
import Testing

extension Trait where Self == ConditionTrait {
    /// For tests of captured machines: skipped in a build whose port can't read a Linux system.
    static var needsLinux: Self {
        .enabled(if: Capabilities.current.port == "linux", "this build does not read Linux")
    }
}

/// The captured machines of Tests/Fixtures.
enum Fixture {
    static let names = [
        "debian-6.1-x86_64-devices", "debian-6.1-x86_64-holes", "debian-6.1-x86_64-v1",
        "debian-6.1-x86_64-hybrid", "debian-6.1-x86_64-v2", "debian-6.12-x86_64-machine",
        "debian-6.12-x86_64-processes", "debian-6.1-aarch64-devices",
        "firecracker-6.18-x86_64-namespaces",
    ]

    /// Where the archives are unpacked.
    private static let folder: URL = {
        let tests = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.deletingLastPathComponent().appendingPathComponent(".build/fixtures")
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        let archives = tests.appendingPathComponent("Fixtures")
        if !cpi_archive_unpack_all(archives.path, folder.path, &message) {
            fatalError(message.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
        }
        return folder
    }()

    static func sample(_ name: String, _ sections: Sample.Sections = Self.all) throws -> Sample {
        var collector = try Collector(root: folder.appendingPathComponent("\(name)/root").path)
        collector.listsAllMounts = true
        return collector.sample(sections)
    }

    static let all = Sample.Sections(Sample.Section.allCases)
}

/// A text of metrics, taken apart as strictly as the format allows.
struct Metrics {
    struct Series: Hashable {
        let name: String
        let labels: [String: String]
    }
    private(set) var values: [Series: String] = [:]
    private(set) var types: [String: String] = [:]
    private(set) var problems: [String] = []

    init(
        _ sample: Sample, _ format: MetricsWriter.Format = .prometheus,
        names: MetricsWriter.Names = .shared, requested: Sample.Sections = []
    ) {
        var writer = MetricsWriter(format, names: names, pageBytes: 4096)
        var bytes: [UInt8] = []
        writer.append(sample, requested: requested, to: &bytes)
        let first = bytes
        // The writer and the buffer are used again.
        bytes.removeAll(keepingCapacity: true)
        writer.append(sample, requested: requested, to: &bytes)
        self.init(bytes, format)
        if first != bytes { problems.append("the second text differs from the first") }
    }

    init(_ bytes: [UInt8], _ format: MetricsWriter.Format) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems.append("not UTF-8")
            return
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.popLast() != "" { problems.append("no final newline") }
        if format == .openmetrics, lines.popLast() != "# EOF" { problems.append("no # EOF") }
        var family = ""
        var help: Set<String> = []
        for line in lines {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                if !help.insert(words[2]).inserted { problems.append("\(words[2]): help twice") }
                if words.count < 4 { problems.append("\(words[2]): empty help") }
                family = words[2]
            } else if line.hasPrefix("# TYPE ") {
                if words[2] != family { problems.append("\(words[2]): no help") }
                if types.updateValue(words[3], forKey: words[2]) != nil {
                    problems.append("\(words[2]): in two pieces")
                }
            } else if line.hasPrefix("# UNIT ") {
                if words[2] != family || !family.hasSuffix("_" + words[3]) { problems.append(line) }
            } else if let (series, value) = Self.series(line) {
                let isCounter = format == .openmetrics && types[family] == "counter"
                if series.name != family + (isCounter ? "_total" : "") {
                    problems.append("\(series.name): among those of \(family)")
                }
                if values.updateValue(value, forKey: series) != nil {
                    problems.append("\(line): twice")
                }
                if Double(value) == nil && value != "NaN" { problems.append("\(line): no number") }
            } else {
                problems.append("\(line): malformed")
            }
        }
    }

    private static func series(_ line: String) -> (Series, String)? {
        var rest = Array(line.utf8)[...]
        func isName(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        func take(_ matches: (UInt8) -> Bool) -> String {
            let word = rest.prefix(while: matches)
            rest = rest.dropFirst(word.count)
            return String(decoding: word, as: UTF8.self)
        }
        func skip(_ text: String) -> Bool {
            guard rest.starts(with: text.utf8) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            return true
        }
        let name = take(isName)
        guard !name.isEmpty, !name.first!.isNumber else { return nil }
        var labels: [String: String] = [:]
        if skip("{") {
            repeat {
                let label = take(isName)
                guard !label.isEmpty, skip("=\"") else { return nil }
                var value: [UInt8] = []
                while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                    guard byte == UInt8(ascii: "\\") else {
                        value.append(byte)
                        continue
                    }
                    switch rest.popFirst() {
                    case UInt8(ascii: "n"): value.append(10)
                    case UInt8(ascii: "\\"): value.append(byte)
                    case UInt8(ascii: "\""): value.append(UInt8(ascii: "\""))
                    default: return nil
                    }
                }
                guard
                    labels.updateValue(String(decoding: value, as: UTF8.self), forKey: label) == nil
                else { return nil }
            } while skip(",")
            guard skip("}") else { return nil }
        }
        guard skip(" ") else { return nil }
        return (Series(name: name, labels: labels), String(decoding: rest, as: UTF8.self))
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> String? {
        values[Series(name: name, labels: labels)]
    }
}
