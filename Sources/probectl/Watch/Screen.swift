/// What a text on the screen means; ``Palette`` says how it looks.
enum Tone: UInt8, CaseIterable {
    case plain
    /// Labels, and numbers of no interest.
    case dim
    case label
    case title
    case good
    case notable
    case bad
    /// Parts of a bar, besides `good`.
    case second
    case third
    case fourth
    /// The heading of a table, the line of keys.
    case heading
    /// The column by which a table is sorted.
    case chosen
    /// A place for input.
    case input
}

/// One column of one row of the screen.
struct ScreenCell: Equatable {
    /// A Unicode scalar; 0 in the second column of a wide character.
    var scalar: UInt32 = 0x20
    var tone = Tone.plain

    static let blank = ScreenCell()
}

/// Rows of cells. Writing beyond an edge is cut.
struct Screen: Equatable {
    let columns: Int
    let rows: Int
    private(set) var cells: [ScreenCell]

    /// A terminal of absurd size must not make the program allocate without bound.
    static let mostColumns = 600
    static let mostRows = 300

    init(columns: Int, rows: Int) {
        self.columns = max(1, min(columns, Self.mostColumns))
        self.rows = max(1, min(rows, Self.mostRows))
        cells = Array(repeating: .blank, count: self.columns * self.rows)
    }

    mutating func clear() {
        for index in cells.indices { cells[index] = .blank }
    }

    subscript(row: Int, column: Int) -> ScreenCell {
        cells[row * columns + column]
    }

    mutating func set(_ row: Int, _ column: Int, _ cell: ScreenCell) {
        guard row >= 0, row < rows, column >= 0, column < columns else { return }
        cells[row * columns + column] = cell
    }

    /// Writes the text up to the column `end`, and returns the column after it. Characters without a width are
    /// left out, and control characters are spaces: what the kernel reports can contain anything.
    @discardableResult
    mutating func put(
        _ text: String, row: Int, column: Int, end: Int = Int.max, _ tone: Tone = .plain
    ) -> Int {
        guard row >= 0, row < rows else { return column }
        let end = min(end, columns)
        var column = column
        for scalar in text.unicodeScalars {
            let value = scalar.value
            let width = value < 0x7f ? 1 : Self.width(value)
            guard width > 0 else { continue }
            guard column + width <= end else { return end }
            let isControl = value < 0x20 || (0x7f..<0xa0).contains(value)
            cells[row * columns + column] = ScreenCell(
                scalar: isControl ? 0x20 : value, tone: tone)
            if width == 2 {
                cells[row * columns + column + 1] = ScreenCell(scalar: 0, tone: tone)
            }
            column += width
        }
        return column
    }

    /// Gives the cells of a row a tone.
    mutating func tint(row: Int, _ range: Range<Int>, _ tone: Tone) {
        guard row >= 0, row < rows else { return }
        for column in max(0, range.lowerBound)..<max(0, min(range.upperBound, columns)) {
            cells[row * columns + column].tone = tone
        }
    }

    /// The columns of a terminal that a Unicode scalar takes: 0 for combining and invisible ones, 2 for East
    /// Asian wide ones and emoji.
    static func width(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x300...0x36f, 0x483...0x489, 0x591...0x5bd, 0x610...0x61a, 0x61c, 0x64b...0x65f,
            0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0x20d0...0x20f0, 0xfe00...0xfe0f,
            0xfe20...0xfe2f, 0xfeff, 0xe0000...0xe0fff, 0xad:
            0
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3,
            0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
            0x1f300...0x1f64f, 0x1f680...0x1f9ff, 0x1fa70...0x1faff, 0x20000...0x3fffd:
            2
        default: 1
        }
    }
}

/// The signs of bars and graphs, in UTF-8 or in plain ASCII.
struct Glyphs {
    let isASCII: Bool
    /// Whether all tones of a bar have one colour: then each has a sign of its own.
    var isColourless = false

    /// Eight heights of a graph, the lowest first.
    private static let blocks: [UInt32] = [
        0x2581, 0x2582, 0x2583, 0x2584, 0x2585, 0x2586, 0x2587, 0x2588,
    ]
    private static let ramp: [UInt32] = Array("_.-=+*%#".unicodeScalars).map { $0.value }

    /// A part of the greatest value, from 0 to 1.
    func height(_ part: Double) -> UInt32 {
        let step = part.isNaN ? 0 : Int(max(0, min(7, part * 8)))
        return isASCII ? Self.ramp[step] : Self.blocks[step]
    }

    /// A full cell of a bar.
    func bar(_ tone: Tone) -> UInt32 {
        guard isColourless else { return isASCII ? 0x7c : 0x25a0 }
        switch tone {
        case .second: return isASCII ? 0x2b : 0x25a4
        case .third: return isASCII ? 0x3a : 0x25a1
        case .notable: return isASCII ? 0x23 : 0x25a3
        case .bad: return isASCII ? 0x21 : 0x25a9
        default: return isASCII ? 0x7c : 0x25a0
        }
    }
    /// An empty cell of a bar.
    var rest: UInt32 { isASCII ? 0x20 : 0xb7 }

    /// The text with a question mark for what a terminal without UTF-8 cannot show.
    func plain(_ text: String) -> String {
        guard isASCII, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                result.unicodeScalars.append(scalar)
            } else if Screen.width(scalar.value) > 0 {
                result += "?"
            }
        }
        return result
    }
}
