// Text for people: units, columns, and nothing that a terminal would act on.

/// A text whose control characters are written out, as "\x1b".
func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
        if isControl(scalar) {
            let digits = String(scalar.value, radix: 16)
            result += "\\x" + (digits.count < 2 ? "0" : "") + digits
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
}

/// C0, delete, C1, the marks that turn the direction of writing, and those that end a line.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        || (0x200e...0x200f).contains(scalar.value) || (0x2028...0x202e).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x61c
}

/// A number with so many digits after the point, without the C library.
func decimal(_ value: Double, _ digits: Int = 1) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int(abs(value) * Double(scale) + 0.5)
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % scale)"
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
}

/// Bytes in units people read: "512 B", "1.5 GiB".
func bytes(_ count: UInt64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(count)
    var unit = 0
    while value >= 1023.95, unit < units.count - 1 {
        value /= 1024
        unit += 1
    }
    return unit == 0 || value >= 99.95 || value == value.rounded(.towardZero)
        ? "\(decimal(value, 0)) \(units[unit])" : "\(decimal(value)) \(units[unit])"
}

/// Bytes a second: "1.5 MiB/s".
func rate(_ perSecond: Double) -> String {
    "\(bytes(UInt64(min(max(perSecond, 0), 1e18))))/s"
}

/// A number of CPUs: "2", "1.5", "0.25".
func cores(_ value: Double) -> String {
    var text = decimal(value, 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
}

/// "1 CPU", "2 CPUs".
func counted(_ count: some BinaryInteger, _ noun: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : many ?? noun + "s")"
}

/// A length of time: "3 days 4:05", "5 min".
func duration(_ ns: UInt64) -> String {
    let minutes = ns / 60_000_000_000
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    let clock = "\(hours):\(rest < 10 ? "0" : "")\(rest)"
    switch (days, hours) {
    case (0, 0): return "\(rest) min"
    case (0, _): return clock
    default: return "\(counted(days, "day")) \(clock)"
    }
}

/// A percentage with one digit; a dash where it is not known.
func percent(_ value: Double?) -> String {
    value.map { "\(decimal($0))%" } ?? "-"
}

func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// The text in lines of at most a width, broken at spaces, and inside a word that is longer.
func wrapped(_ text: String, _ width: Int?) -> [String] {
    guard let width, text.count > width, width > 0 else { return [text] }
    var lines: [String] = []
    var line: String?
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        if let full = line, full.count + 1 + word.count > width {
            lines.append(trimmed(full))
            line = nil
        }
        // Spaces where a line breaks are not needed; those within it are kept, as columns need them.
        if line == nil, !lines.isEmpty, word.isEmpty { continue }
        var longer = line.map { "\($0) \(word)" } ?? String(word)
        while longer.count > width {
            lines.append(String(longer.prefix(width)))
            longer = String(longer.dropFirst(width))
        }
        line = longer
    }
    return lines + (line.map { [$0] } ?? [])
}

private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
}

/// Rows of cells, each column as wide as its widest cell.
struct Table {
    private var rows: [[String]] = []
    private static let setIn = "      "

    mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// The rows, each broken to so many columns of a terminal, with what follows set in.
    func text(width: Int? = nil) -> String {
        let columns = rows.map { $0.count }.max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.reduce(into: "") { text, row in
            var line = zip(row, widths).map { left($0, $1) }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            let lines = wrapped(line, width.map { max(10, $0 - Self.setIn.count) })
            text += lines.joined(separator: "\n" + Self.setIn) + "\n"
        }
    }
}

/// A page of lines: a label, then what there is to say, broken to the terminal.
struct Page {
    let terminal: Terminal
    private(set) var text = ""
    static let labelWidth = 12

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    mutating func line(_ label: String, _ words: String, isAlarm: Bool = false) {
        let room = terminal.width.map { max(8, $0 - Self.labelWidth) }
        for (index, body) in wrapped(safe(words), room).enumerated() {
            let name = left(index == 0 ? label : "", Self.labelWidth)
            guard terminal.hasColour else {
                text += name + body + "\n"
                continue
            }
            text += "\u{1b}[1m\(name)\u{1b}[0m"
            text += isAlarm ? "\u{1b}[31m\(body)\u{1b}[0m\n" : "\(body)\n"
        }
    }

    /// Lines without a label.
    mutating func paragraph(_ words: String, isAlarm: Bool = false) {
        for body in wrapped(safe(words), terminal.width.map { max(8, $0) }) {
            text += isAlarm && terminal.hasColour ? "\u{1b}[31m\(body)\u{1b}[0m\n" : "\(body)\n"
        }
    }

    mutating func blank() {
        text += "\n"
    }
}
