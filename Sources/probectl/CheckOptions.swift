import Probe

/// A range of the monitoring plugins: "10" is 0 to 10, "10:" at least 10, "~:10" at most 10, "@10:20" not 10 to 20.
struct CheckRange: Equatable {
    var start = 0.0
    var end = Double.infinity
    /// Whether the numbers inside are the wrong ones.
    var isInside = false
    /// As it was written.
    var text: String

    /// Parses a range; nil if it is malformed.
    init?(_ text: String) {
        self.text = text
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "@") {
            isInside = true
            rest.removeFirst()
        }
        let parts = rest.split(
            separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            if parts[0].elementsEqual("~".utf8) {
                start = -Double.infinity
            } else if !parts[0].isEmpty {
                guard let number = decimal(parts[0]) else { return nil }
                start = number
            }
        }
        if let last = parts.last, !last.isEmpty {
            guard let number = decimal(last) else { return nil }
            end = number
        } else if parts.count < 2 {
            return nil
        }
        guard start <= end else { return nil }
    }

    /// Whether a number is one to report.
    func isAlert(_ value: Double) -> Bool {
        let isWithin = value >= start && value <= end
        return isInside ? isWithin : !isWithin
    }
}

/// Parses a number with an optional sign and decimals; nil if it is malformed.
func decimal(_ text: ArraySlice<UInt8>) -> Double? {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var value = 0.0
    var divisor: Double?
    var digits = 0
    for byte in rest {
        if byte == UInt8(ascii: "."), divisor == nil {
            divisor = 1
        } else if case 0...9 = byte &- UInt8(ascii: "0") {
            value = value * 10 + Double(byte - UInt8(ascii: "0"))
            divisor = divisor.map { $0 * 10 }
            digits += 1
        } else {
            return nil
        }
    }
    guard digits > 0, digits < 20 else { return nil }
    value /= divisor ?? 1
    return isNegative ? -value : value
}

/// A number to check, and the ranges in which it is right.
struct CheckRule {
    let section: Sample.Section
    /// The name of the field in the JSON, or of a rate.
    let field: String
    /// The value of one of its labels: a device, a mount point. Nil: every item.
    let item: String?
    var warning: CheckRange?
    var critical: CheckRange?
    /// Whether a number that is not there is an error.
    var isNamed = true

    var name: String { "\(section.rawValue).\(field)\(item.map { "@\($0)" } ?? "")" }

    /// The numbers that are checked if none is named.
    static let usual: [CheckRule] = [
        usual(.cpu, "total_usage_percent", "90", "98"), usual(.memory, "usage_percent", "85", "95"),
        usual(.memory, "swap_usage_percent", "50", "80"),
        usual(.filesystem, "usage_percent", "90", "95"),
        usual(.quota, "throttled_percent", "25", "75"),
        usual(.pressure, "memory_full_percent", "10", "30"),
    ]

    private static func usual(
        _ section: Sample.Section, _ field: String, _ warning: String, _ critical: String
    ) -> CheckRule {
        CheckRule(
            section: section, field: field, item: nil, warning: CheckRange(warning),
            critical: CheckRange(critical), isNamed: false)
    }
}

struct CheckOptions {
    var rules: [CheckRule] = []
    /// Nanoseconds over which rates are measured; 0: one reading, without rates.
    var windowNs: UInt64 = 500_000_000
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--warning", "--critical", "--window", "--root", "--version", "-V", "--help", "-h",
        ]
        var options = CheckOptions()
        while let name = try line.option(of: known) {
            switch name {
            case "--warning", "--critical": try options.add(name, try line.value(of: name))
            case "--window": options.windowNs = try line.duration(of: name)
            case "--root": options.root = try line.directory(of: name)
            case "--version", "-V": return .version
            default: return .help(.check)
            }
        }
        try line.finish()
        if options.rules.isEmpty { options.rules = CheckRule.usual }
        return .check(options)
    }

    /// Adds "SECTION.FIELD=RANGE" or "SECTION.FIELD@ITEM=RANGE".
    private mutating func add(_ name: String, _ word: String) throws(UsageError) {
        let bytes = Array(word.utf8)
        guard let equal = bytes.lastIndex(of: UInt8(ascii: "=")),
            let range = CheckRange(String(decoding: bytes[(equal + 1)...], as: UTF8.self))
        else {
            throw UsageError(
                "\(name) takes FIELD=RANGE, such as memory.usage_percent=85 or load.load1=~:4, not '\(safe(word))'"
            )
        }
        let left = bytes[..<equal]
        let at = left.firstIndex(of: UInt8(ascii: "@"))
        let path = left[..<(at ?? equal)]
        let item = at.map { String(decoding: left[($0 + 1)...], as: UTF8.self) }
        guard let dot = path.firstIndex(of: UInt8(ascii: ".")), dot + 1 < path.endIndex else {
            throw UsageError("\(name) takes SECTION.FIELD=RANGE, not '\(safe(word))'")
        }
        let sectionName = String(decoding: path[..<dot], as: UTF8.self)
        guard let section = Sample.Section(rawValue: sectionName) else {
            throw UsageError(
                "unknown section '\(safe(sectionName))'", near: sectionName,
                of: Sample.Section.allCases.map { $0.rawValue })
        }
        let field = String(decoding: path[(dot + 1)...], as: UTF8.self)
        let index =
            rules.firstIndex { $0.section == section && $0.field == field && $0.item == item }
            ?? rules.count
        if index == rules.count {
            rules.append(CheckRule(section: section, field: field, item: item))
        }
        if name == "--warning" {
            rules[index].warning = range
        } else {
            rules[index].critical = range
        }
    }
}
