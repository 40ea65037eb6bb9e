import CProbectl
import Probe

/// `probectl check`: one line and a status, as monitoring plugins have them.
struct CheckCommand {
    let options: CheckOptions

    init(_ options: CheckOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            let collector = kept(try Collector(root: options.root))
            return read(&collector.pointee)
        } catch {
            return CheckCommand.unknown("--root \(safe(options.root)): \(error)")
        }
    }

    /// Prints the line of a check that has no answer.
    static func unknown(_ reason: String) -> ExitStatus {
        Output.write("PROBE UNKNOWN: \(plain(reason))\n")
        return .unknown
    }

    private func read(_ collector: inout Collector) -> ExitStatus {
        let sections = Sample.Sections(options.rules.map { $0.section })
        let before = kept(Sample())
        let sample = kept(Sample())
        let rates = kept(Rates())
        if options.windowNs > 0 {
            let start = probectl_monotonic_ns()
            collector.sample(into: &before.pointee, sections)
            wait(until: start + options.windowNs)
        }
        // The health of a disk costs a child process, and has no rates.
        collector.readsHealth = sections.contains(.storage)
        collector.sample(into: &sample.pointee, sections)
        if options.windowNs > 0 {
            sample.pointee.rates(since: before.pointee, into: &rates.pointee)
        }
        let result = CheckResult(options.rules, sample.pointee, rates.pointee)
        Output.write(result.line)
        return result.status
    }
}

/// What a check found.
struct CheckResult {
    enum State: Int {
        case ok
        case unknown
        case warning
        case critical

        var word: String {
            switch self {
            case .ok: "OK"
            case .unknown: "UNKNOWN"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            }
        }
    }

    fileprivate struct Number {
        let rule: CheckRule
        /// The number in words: the field, then the item.
        let label: String
        /// The item, then its field: some tools show or keep the first 19 characters alone.
        let shortLabel: String
        let value: Double
        let unit: String
        let state: State
    }

    private var numbers: [Number] = []
    private var missing: [String] = []

    init(_ rules: [CheckRule], _ sample: Sample, _ rates: Rates) {
        for rule in rules {
            let before = numbers.count
            var isListed = false
            func add(
                _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
                _ value: Sample.Field.Value?
            ) {
                guard section == rule.section, field.name.utf8.elementsEqual(rule.field.utf8)
                else { return }
                isListed = true
                let texts = labels.map { Self.text($0.value) }
                guard let value, rule.item == nil || texts.contains(rule.item ?? "") else { return }
                numbers.append(Number(rule, labels, texts, field, value.double))
            }
            sample.forEachField(add)
            rates.forEachField(add)
            guard numbers.count == before, rule.isNamed else { continue }
            let reason =
                sample.error(of: rule.section).map { "\($0)" }
                ?? (isListed ? "its value is not known" : "there is no such number here")
            missing.append("\(rule.name): \(reason)\(Self.cause(rule, sample))")
        }
    }

    /// The first failure that may be why a number is not known; empty if nothing failed.
    private static func cause(_ rule: CheckRule, _ sample: Sample) -> String {
        guard sample.error(of: rule.section) == nil else { return "" }
        let failure =
            sample.failures(of: rule.section).first
            ?? (rule.section == .storage
                ? sample.storage.value?.devices.lazy.compactMap { $0.failure }.first : nil)
        return failure.map { " (\($0))" } ?? ""
    }

    private static func text(_ value: Sample.Field.Label.Value) -> String {
        switch value {
        case .number(let number): "\(number)"
        case .word(let word): word.description
        case .name(let name): name.description
        }
    }

    private var state: State {
        let worst = numbers.reduce(State.ok) { $1.state.rawValue > $0.rawValue ? $1.state : $0 }
        return missing.isEmpty && !numbers.isEmpty || worst.rawValue > State.unknown.rawValue
            ? worst : .unknown
    }

    var status: ExitStatus {
        switch state {
        case .ok: .ok
        case .warning: .warning
        case .critical: .critical
        case .unknown: .unknown
        }
    }

    /// "PROBE WARNING: what is wrong | performance data".
    var line: String {
        var parts = missing
        let alerts = numbers.filter { $0.state != .ok }.sorted {
            $0.state.rawValue > $1.state.rawValue
        }
        for number in alerts.prefix(8) { parts.append(number.alert) }
        if alerts.count > 8 { parts.append("\(alerts.count - 8) more") }
        if parts.isEmpty { parts = numbers.prefix(6).map { $0.summary } }
        if parts.isEmpty { parts = ["nothing could be read"] }
        var text = "PROBE \(state.word): "
        text += plain(parts.joined(separator: ", "))
        if !numbers.isEmpty {
            text += " |"
            for (number, label) in zip(numbers, distinctLabels()) {
                text += " \(number.performance(label))"
            }
        }
        return text + "\n"
    }

    /// The labels of the performance data. Those that begin with the same 19 characters, such as two long mount
    /// points, begin with a checksum of the whole label instead.
    private func distinctLabels() -> [String] {
        var counts: [[UInt8]: Int] = [:]
        for number in numbers { counts[Array(number.shortLabel.utf8.prefix(19)), default: 0] += 1 }
        return numbers.map { number in
            let isAlone = counts[Array(number.shortLabel.utf8.prefix(19))] == 1
            return isAlone
                ? number.shortLabel : "\(checksum(of: number.label)) \(number.shortLabel)"
        }
    }
}

/// The FNV-1a checksum of a text, in eight hexadecimal digits.
private func checksum(of text: String) -> String {
    var sum: UInt32 = 0x811c_9dc5
    for byte in text.utf8 { sum = (sum ^ UInt32(byte)) &* 0x0100_0193 }
    var digits: [UInt8] = []
    for shift in stride(from: UInt32(28), through: 0, by: -4) {
        let digit = UInt8(sum >> shift & 15)
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
    return String(decoding: digits, as: UTF8.self)
}

extension CheckResult.Number {
    fileprivate init(
        _ rule: CheckRule, _ labels: Sample.Field.Labels, _ texts: [String],
        _ field: Sample.Field, _ value: Double
    ) {
        self.rule = rule
        let path = rule.section.rawValue + "." + rule.field
        label = ([path] + texts).joined(separator: " ")
        // A mount point identifies a mount without its device; a number alone says nothing: "cpu0".
        var item: [String] = []
        for (place, each) in labels.enumerated() where rule.section != .filesystem || place == 0 {
            if case .number = each.value {
                item.append("\(each.name)\(texts[place])")
            } else {
                item.append(texts[place])
            }
        }
        shortLabel = (item + [item.isEmpty ? path : rule.field]).joined(separator: " ")
        self.value = value
        switch field.unit {
        case .percent: unit = "%"
        case .bytes where !field.isPerSecond: unit = "B"
        case .count where field.kind == .counter: unit = "c"
        default: unit = ""
        }
        if rule.critical?.isAlert(value) == true {
            state = .critical
        } else {
            state = rule.warning?.isAlert(value) == true ? .warning : .ok
        }
    }

    /// At most three decimals.
    private var digits: String {
        // Int64 has 9.2e18 thousandths.
        guard value.magnitude < 9e15 else { return "\(value)" }
        let thousandths = (value * 1000).rounded()
        let whole = Int64(thousandths)
        var text = "\(whole.magnitude / 1000)"
        let rest = whole.magnitude % 1000
        if rest > 0 {
            var decimals = Array("\(1000 + rest)".utf8.dropFirst())
            while decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
            text += "." + String(decoding: decimals, as: UTF8.self)
        }
        return whole < 0 ? "-\(text)" : text
    }

    fileprivate var summary: String { "\(label) \(digits)\(unit)" }

    fileprivate var alert: String {
        let range = state == .critical ? rule.critical : rule.warning
        let word = state == .critical ? "critical" : "warning"
        return "\(summary) (\(word) \(range?.text ?? ""))"
    }

    fileprivate func performance(_ label: String) -> String {
        var name: [UInt8] = []
        for byte in plain(label).utf8 {
            if byte == UInt8(ascii: "'") { name.append(byte) }
            name.append(byte == UInt8(ascii: "=") ? UInt8(ascii: "_") : byte)
        }
        let bounds = unit == "%" && value <= 100 ? "0;100" : ";"
        return "'\(String(decoding: name, as: UTF8.self))'=\(digits)\(unit);"
            + "\(rule.warning?.text ?? "");\(rule.critical?.text ?? "");\(bounds)"
    }
}

/// A text without what would end the text of a plugin, or a line.
private func plain(_ text: String) -> String {
    let bytes = text.utf8.map { byte in
        byte == UInt8(ascii: "|") || byte < 0x20 || byte == 0x7f ? UInt8(ascii: "_") : byte
    }
    return String(decoding: bytes, as: UTF8.self)
}
