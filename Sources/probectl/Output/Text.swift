// Text for people: units, columns, and no control characters.

import Probe

/// A text with control characters written as "\x1b".
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

/// C0, delete, C1, bidirectional marks, and line separators.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        || (0x200e...0x200f).contains(scalar.value) || (0x2028...0x202e).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x61c
}

/// A length of time: "3 days 4:05", "5 min".
func duration(_ ns: Int64) -> String {
    let minutes = ns / 60_000_000_000
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    let clock = "\(hours):\(rest < 10 ? "0" : "")\(rest)"
    switch (days, hours) {
    case (0, 0): return "\(rest) min"
    case (0, _): return clock
    default: return "\(counted(days, "day")) \(clock)"
    }
}

/// A percentage with one decimal; a dash if unknown.
func percent(_ value: Double?) -> String {
    value.map { "\(decimal($0))%" } ?? "-"
}

/// A time: "2026-01-31 23:59:59 UTC", with milliseconds if requested.
func utc(_ timeNs: Int64, hasMilliseconds: Bool = false) -> String {
    func digits(_ number: Int64, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
    }
    let seconds = timeNs / 1_000_000_000
    let second = seconds % 86400
    // Days of years that begin in March, in eras of 400 years (Howard Hinnant's civil_from_days).
    let days = seconds / 86400 + 719_468
    let (era, day) = (days / 146_097, days % 146_097)
    let year = (day - day / 1460 + day / 36524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let date = [
        digits(era * 400 + year + (month < 10 ? 0 : 1), 4),
        digits(month < 10 ? month + 3 : month - 9, 2),
        digits(dayOfYear - (153 * month + 2) / 5 + 1, 2),
    ].joined(separator: "-")
    let clock = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }
        .joined(separator: ":")
    let fine = hasMilliseconds ? "." + digits(timeNs / 1_000_000 % 1000, 3) : ""
    return "\(date) \(clock)\(fine) UTC"
}

/// The sum of all values; nil if one of them is nil, or the sum overflows.
func sum(_ values: [Int64?]) -> Int64? {
    var sum: Int64 = 0
    for value in values {
        guard let value else { return nil }
        let next = sum.addingReportingOverflow(value)
        if next.overflow { return nil }
        sum = next.partialValue
    }
    return sum
}

/// The width of a text in columns of a terminal.
func columns(_ text: some StringProtocol) -> Int {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text.utf8.count }
    return text.reduce(0) { $0 + columns($1) }
}

/// The width of a character: two for East Asian wide characters and emoji, one for others.
private func columns(_ character: Character) -> Int {
    let isWide = character.unicodeScalars.contains { scalar in
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
            0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
            0x1f680...0x1f9ff, 0x20000...0x3fffd:
            true
        default: false
        }
    }
    return isWide ? 2 : 1
}

/// The longest prefix that fits in a number of columns, at least one character of a non-empty text.
private func beginning(_ text: String, _ width: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
        used += columns(character)
        guard used <= width || result.isEmpty else { break }
        result.append(character)
    }
    return result
}

/// The text in at most this many columns, with "…" if cut.
func cut(_ text: String, _ width: Int) -> String {
    guard columns(text) > width else { return text }
    return width > 1 ? beginning(text, width - 1) + "…" : "…"
}

/// The first items of a list, at most three and as many as fit the width, and how many more there are.
func beginning(of items: [String], _ width: Int?) -> String {
    var text = ""
    for count in stride(from: min(items.count, 3), to: 0, by: -1) {
        let more = items.count - count
        text = items.prefix(count).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
        if width.map({ columns(text) <= $0 }) ?? true { break }
    }
    return text
}

func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
}

func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(text))) + text
}

/// The text in lines of at most a width, broken where three spaces separate its parts, at spaces within
/// a part that is longer, and inside a word that is longer.
func wrapped(_ text: String, _ width: Int?) -> [String] {
    guard let width, columns(text) > width, width > 0 else { return [text] }
    var lines: [String] = []
    var line: String?
    for part in parts(of: text) {
        if let begun = line, columns(begun) + 3 + columns(part) <= width {
            line = "\(begun)   \(part)"
            continue
        }
        if let begun = line { lines.append(begun) }
        lines += broken(part, width)
        line = lines.popLast()
    }
    return lines + (line.map { [$0] } ?? [])
}

/// The parts between three spaces.
private func parts(of text: String) -> [String] {
    var parts: [String] = []
    var words: [Substring] = []
    var spaces = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        spaces = word.isEmpty ? spaces + 1 : 0
        words.append(word)
        // Two adjacent empty words mean three spaces.
        if spaces == 2, words.count > 2 {
            parts.append(words.dropLast(2).joined(separator: " "))
            words = []
        }
    }
    return parts + (words.isEmpty ? [] : [words.joined(separator: " ")])
}

/// The text in lines of at most a width, broken at spaces, and inside a word that is longer.
private func broken(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line: String?
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        if let full = line, columns(full) + 1 + columns(word) > width {
            lines.append(withoutEnd(full))
            line = nil
        }
        // Drop spaces at a line break; preserve spaces within a line, which align columns.
        if line == nil, !lines.isEmpty, word.isEmpty { continue }
        var longer = line.map { "\($0) \(word)" } ?? String(word)
        while columns(longer) > width {
            // Break a path between names.
            var first = beginning(longer, width)
            if let slash = first.lastIndex(of: "/"), columns(first[..<slash]) > width / 3 {
                first = String(first[...slash])
            }
            lines.append(first)
            longer = String(longer.dropFirst(first.count))
        }
        line = longer
    }
    return lines + (line.map { [$0] } ?? [])
}

private func withoutEnd(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
}

/// A cell: one column of one row.
struct Cell {
    var text: String
    /// A shorter text, used if the text does not fit.
    var short: String?
    /// Number of spaces before the text; fewer if they would hide the text.
    var indent = 0

    init(_ text: String, short: String? = nil, indent: Int = 0) {
        self.text = text
        self.short = short
        self.indent = indent
    }

    fileprivate var width: Int { indent + columns(text) }

    /// Minimum number of characters of the text to show before indenting.
    private static let seen = 16

    fileprivate func text(_ width: Int) -> String {
        guard self.width > width else { return String(repeating: " ", count: indent) + text }
        let body = short ?? text
        let indent = min(indent, max(0, width - min(columns(body), Self.seen)))
        return String(repeating: " ", count: indent) + cut(body, width - indent)
    }
}

/// The behaviour of a column if the table is wider than the terminal.
struct Column {
    /// Rank 0 is always shown. Of the others, all columns of the highest rank are left out first.
    var rank = 0
    /// The width to which the column may be cut; nil if never cut.
    var least: Int?
    var isRight = false
}

/// Rows of cells, each column as wide as its widest cell. A row is a line of the terminal: columns
/// that do not fit are cut or left out, and "…" marks a cut.
struct Table {
    var columns: [Column]
    var gap = 2
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column], gap: Int = 2) {
        self.columns = columns
        self.gap = gap
    }

    mutating func add(_ cells: [Cell]) {
        rows.append(cells)
    }

    mutating func add(_ cells: String...) {
        rows.append(cells.map { Cell($0) })
    }

    /// The width of the whole table in columns of the terminal.
    var width: Int {
        let widths = columns.indices.map(widest).filter { $0 > 0 }
        return widths.reduce(0, +) + gap * max(0, widths.count - 1)
    }

    private func widest(_ column: Int) -> Int {
        rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }

    /// The minimum width of a column.
    private func least(_ column: Int) -> Int {
        let short =
            rows.map { row -> Int in
                guard column < row.count else { return 0 }
                return row[column].short.map { min(probectl.columns($0), row[column].width) }
                    ?? row[column].width
            }.max() ?? 0
        return columns[column].least.map { min($0, short) } ?? short
    }

    /// The rows, each at most as wide as the terminal, if there is one.
    func lines(width: Int?) -> [String] {
        var widths = columns.indices.map(widest)
        var shown = Array(columns.indices)
        if let width, self.width > width {
            shown = shown.filter { widths[$0] > 0 }
            func total(_ widths: [Int]) -> Int {
                shown.reduce(gap * max(0, shown.count - 1)) { $0 + widths[$1] }
            }
            let least = columns.indices.map(least)
            while total(least) > width, let rank = shown.map({ columns[$0].rank }).max(), rank > 0 {
                shown = shown.filter { columns[$0].rank < rank }
            }
            var free = max(0, width - total(least))
            let byRank = shown.sorted { (columns[$0].rank, $0) < (columns[$1].rank, $1) }
            let full = widths
            widths = least
            for column in byRank {
                let more = min(free, full[column] - least[column])
                widths[column] += more
                free -= more
            }
        }
        return rows.map { row in
            var line = ""
            for (index, column) in shown.enumerated() where column < row.count {
                let text = row[column].text(widths[column])
                if index > 0 { line += String(repeating: " ", count: gap) }
                line +=
                    columns[column].isRight
                    ? right(text, widths[column]) : left(text, widths[column])
            }
            line = withoutEnd(line)
            return width.map { cut(line, $0) } ?? line
        }
    }
}

/// A page of labelled lines, wrapped to the width of the terminal.
struct Page {
    let terminal: Terminal
    private(set) var text = ""
    static let labelWidth = 12
    /// The width of the terminal below which a table that does not fit beside its label is printed
    /// below the label.
    private static let narrow = 72

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    /// The width that a line has beside its label; nil if unlimited.
    var bodyWidth: Int? { terminal.width.map { max(8, $0 - Self.labelWidth) } }

    mutating func line(_ label: String, _ words: String, isAlarm: Bool = false) {
        for (index, body) in wrapped(safe(words), bodyWidth).enumerated() {
            write(index == 0 ? label : "", body, isAlarm: isAlarm)
        }
    }

    /// An indented item of a list; continuation lines are indented further.
    mutating func item(_ words: String) {
        let width = terminal.width.map { max(8, $0 - Self.labelWidth - 2) }
        let lines = wrapped(safe(words), width)
        let rest = lines.dropFirst().joined(separator: " ")
        write("", "  " + lines[0], isAlarm: false)
        guard !rest.isEmpty else { return }
        for body in wrapped(rest, width.map { max(8, $0 - 2) }) {
            write("", "    " + body, isAlarm: false)
        }
    }

    private mutating func write(_ label: String, _ body: String, isAlarm: Bool) {
        let name = left(label, Self.labelWidth)
        guard terminal.hasColour else {
            text += name + body + "\n"
            return
        }
        text += "\u{1b}[1m\(name)\u{1b}[0m"
        text += isAlarm ? "\u{1b}[31m\(body)\u{1b}[0m\n" : "\(body)\n"
    }

    /// A table beside its label, or below it in a narrow terminal.
    mutating func rows(_ label: String, _ table: Table, isAlarm: [Bool] = []) {
        let beside = bodyWidth
        guard let width = terminal.width, width < Self.narrow, let beside, table.width > beside
        else {
            for (index, line) in table.lines(width: beside).enumerated() {
                write(
                    index == 0 ? label : "", line, isAlarm: index < isAlarm.count && isAlarm[index])
            }
            return
        }
        if !label.isEmpty {
            text += terminal.hasColour ? "\u{1b}[1m\(label)\u{1b}[0m\n" : "\(label)\n"
        }
        for (index, line) in table.lines(width: max(8, width - 2)).enumerated() {
            let isRed = terminal.hasColour && index < isAlarm.count && isAlarm[index]
            text += isRed ? "  \u{1b}[31m\(line)\u{1b}[0m\n" : "  \(line)\n"
        }
    }

    /// A table with a label for each row.
    mutating func rows(labels: [String], _ table: Table) {
        for (label, line) in zip(labels, table.lines(width: bodyWidth)) {
            write(label, line, isAlarm: false)
        }
    }

    /// Lines without a label.
    mutating func paragraph(_ words: String, isAlarm: Bool = false) {
        for body in wrapped(safe(words), terminal.width.map { max(8, $0) }) {
            text += isAlarm && terminal.hasColour ? "\u{1b}[31m\(body)\u{1b}[0m\n" : "\(body)\n"
        }
    }

    /// A row of a table without a label.
    mutating func row(_ line: String, isHeading: Bool) {
        text += isHeading && terminal.hasColour ? "\u{1b}[1m\(line)\u{1b}[0m\n" : "\(line)\n"
    }

    mutating func blank() {
        text += "\n"
    }
}
