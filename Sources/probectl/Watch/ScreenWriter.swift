/// The colours of a terminal.
enum ColourDepth: String, CaseIterable {
    case auto
    case many = "256"
    case few = "16"
    case never
}

/// The escape sequences of the tones.
struct Palette {
    private let sequences: [[UInt8]]

    /// `depth`: not `auto`.
    init(_ depth: ColourDepth) {
        sequences = Tone.allCases.map { Array("\u{1b}[\(Self.code($0, depth))m".utf8) }
    }

    subscript(tone: Tone) -> [UInt8] { sequences[Int(tone.rawValue)] }

    /// What follows "ESC [". Each begins with 0: it does not depend on what was before.
    private static func code(_ tone: Tone, _ depth: ColourDepth) -> String {
        switch depth {
        case .never:
            switch tone {
            case .label, .title, .bad: "0;1"
            case .heading: "0;7"
            case .chosen: "0;1;7"
            case .input: "0;4"
            case .plain, .dim, .good, .notable, .second, .third, .fourth: "0"
            }
        case .few:
            switch tone {
            case .plain: "0"
            case .dim: "0;90"
            case .label: "0;36"
            case .title: "0;1"
            case .good: "0;32"
            case .notable: "0;33"
            case .bad: "0;1;31"
            case .second: "0;34"
            case .third: "0;35"
            case .fourth: "0;36"
            case .heading: "0;30;46"
            case .chosen: "0;1;30;42"
            case .input: "0;30;47"
            }
        case .many, .auto:
            switch tone {
            case .plain: "0"
            case .dim: "0;38;5;245"
            case .label: "0;38;5;73"
            case .title: "0;1"
            case .good: "0;38;5;71"
            case .notable: "0;38;5;179"
            case .bad: "0;1;38;5;203"
            case .second: "0;38;5;68"
            case .third: "0;38;5;139"
            case .fourth: "0;38;5;73"
            case .heading: "0;38;5;252;48;5;238"
            case .chosen: "0;1;38;5;231;48;5;30"
            case .input: "0;38;5;231;48;5;240"
            }
        }
    }
}

/// Makes the bytes that turn what the terminal shows into the next screen: only the differences, as one
/// synchronized update.
struct ScreenWriter {
    private let palette: Palette
    /// What the terminal shows; nil if that is not known.
    private var shown: Screen?
    private var tone = Tone.plain
    /// Where the cursor is; a row of -1 if that is not known.
    private var (row, column) = (-1, 0)
    private(set) var bytes: [UInt8] = []

    init(_ depth: ColourDepth) {
        palette = Palette(depth)
    }

    /// Forgets what the terminal shows: the next screen is written whole.
    mutating func forget() {
        shown = nil
    }

    /// Fills ``bytes``, which are empty if nothing differs.
    mutating func update(to next: Screen) {
        bytes.removeAll(keepingCapacity: true)
        append("\u{1b}[?2026h")
        let start = bytes.count
        (tone, row) = (.plain, -1)
        if shown == nil || shown?.columns != next.columns || shown?.rows != next.rows {
            append("\u{1b}[m\u{1b}[2J")
            shown = Screen(columns: next.columns, rows: next.rows)
        }
        for row in 0..<next.rows { update(row: row, next) }
        guard bytes.count > start else {
            bytes.removeAll(keepingCapacity: true)
            return
        }
        set(.plain)
        append("\u{1b}[?2026l")
        shown = next
    }

    /// Equal cells between two differences are written again where that is shorter than to move the cursor.
    private static let shortGap = 4

    private mutating func update(row: Int, _ next: Screen) {
        guard let old = shown else { return }
        let start = row * next.columns
        // After the last cell that is not blank, the rest of a row is erased at once.
        var end = next.columns
        while end > 0, next.cells[start + end - 1] == .blank { end -= 1 }
        var column = 0
        while column < end {
            guard next.cells[start + column] != old.cells[start + column] else {
                column += 1
                continue
            }
            // Not from the middle of a wide character.
            var from = column
            while from > 0, next.cells[start + from].scalar == 0 { from -= 1 }
            move(row, from, next)
            column = from
            var equal = 0
            while column < end {
                let cell = next.cells[start + column]
                equal = cell == old.cells[start + column] ? equal + 1 : 0
                if equal > Self.shortGap { break }
                if equal > 0, cell.tone != tone { break }
                write(cell)
                column += 1
            }
        }
        var oldEnd = next.columns
        while oldEnd > end, old.cells[start + oldEnd - 1] == .blank { oldEnd -= 1 }
        if oldEnd > end {
            move(row, end, next)
            set(.plain)
            append("\u{1b}[K")
        }
    }

    private mutating func write(_ cell: ScreenCell) {
        column += 1
        guard cell.scalar != 0 else { return }
        set(cell.tone)
        append(scalar: cell.scalar)
    }

    /// A scalar in UTF-8.
    private mutating func append(scalar: UInt32) {
        func rest(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3f) }
        switch scalar {
        case ..<0x80: bytes.append(UInt8(scalar))
        case ..<0x800:
            bytes.append(0xc0 | UInt8(scalar >> 6))
            bytes.append(rest(0))
        case ..<0x10000:
            bytes.append(0xe0 | UInt8(scalar >> 12))
            bytes.append(rest(6))
            bytes.append(rest(0))
        default:
            bytes.append(0xf0 | UInt8(scalar >> 18 & 0x07))
            bytes.append(rest(12))
            bytes.append(rest(6))
            bytes.append(rest(0))
        }
    }

    private mutating func move(_ row: Int, _ column: Int, _ next: Screen) {
        // After the last column the cursor is where the terminal decides.
        let isKnown = self.row == row && self.column < next.columns
        if isKnown, column == self.column { return }
        if isKnown, column > self.column {
            append("\u{1b}[")
            if column - self.column > 1 { append(column - self.column) }
            append("C")
        } else {
            append("\u{1b}[")
            append(row + 1)
            if column > 0 {
                append(";")
                append(column + 1)
            }
            append("H")
        }
        (self.row, self.column) = (row, column)
    }

    private mutating func set(_ tone: Tone) {
        guard tone != self.tone else { return }
        if tone == .plain {
            append("\u{1b}[m")
        } else {
            bytes.append(contentsOf: palette[tone])
        }
        self.tone = tone
    }

    private mutating func append(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { bytes.append(text.utf8Start[index]) }
    }

    private mutating func append(_ number: Int) {
        if number >= 10 { append(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
