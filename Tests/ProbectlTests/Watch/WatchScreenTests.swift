import Testing

@testable import probectl

/// A terminal that knows the sequences which ScreenWriter writes, and complains of others.
struct MadeTerminal {
    private(set) var screen: [[ScreenCell]]
    private(set) var unknown: [String] = []
    private var (row, column) = (0, 0)
    private var tone = Tone.plain
    private let palette: [(Tone, [UInt8])]

    init(columns: Int, rows: Int, _ depth: ColourDepth) {
        // What was there before.
        screen = Array(
            repeating: Array(repeating: ScreenCell(scalar: 0x78, tone: .bad), count: columns),
            count: rows)
        palette = Tone.allCases.map { ($0, Palette(depth)[$0]) }
    }

    mutating func take(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x1b {
                guard rest.dropFirst().first == UInt8(ascii: "["),
                    let end = rest.dropFirst(2).firstIndex(where: { (0x40...0x7e).contains($0) })
                else {
                    unknown.append("\(rest.prefix(8))")
                    return
                }
                sequence(Array(rest[...end]))
                rest = rest[(end + 1)...]
            } else {
                let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
                let text = String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
                write(text.unicodeScalars.first!.value)
            }
        }
    }

    private mutating func write(_ scalar: UInt32) {
        let width = Screen.width(scalar)
        guard scalar >= 0x20, row < screen.count, column + width <= screen[0].count, width > 0
        else {
            unknown.append("\(scalar) at \(row), \(column)")
            return
        }
        screen[row][column] = ScreenCell(scalar: scalar, tone: tone)
        if width == 2 { screen[row][column + 1] = ScreenCell(scalar: 0, tone: tone) }
        column += width
    }

    private mutating func sequence(_ bytes: [UInt8]) {
        let numbers = String(decoding: bytes[2..<(bytes.count - 1)], as: UTF8.self)
            .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        switch bytes.last! {
        case UInt8(ascii: "H"):
            row = (numbers[0] ?? 1) - 1
            column = (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1
        case UInt8(ascii: "C"): column += numbers[0] ?? 1
        case UInt8(ascii: "K"):
            for column in column..<screen[row].count {
                screen[row][column] = ScreenCell(scalar: 0x20, tone: tone)
            }
        case UInt8(ascii: "J"):
            for row in screen.indices {
                for column in screen[row].indices { screen[row][column] = .blank }
            }
        case UInt8(ascii: "m"):
            if bytes.count == 3 {
                tone = .plain
            } else if let known = palette.first(where: { $0.1 == bytes }) {
                tone = known.0
            } else {
                unknown.append("\(bytes)")
            }
        case UInt8(ascii: "h"), UInt8(ascii: "l"):
            if String(decoding: bytes.dropFirst(2).dropLast(), as: UTF8.self) != "?2026" {
                unknown.append("\(bytes)")
            }
        default: unknown.append("\(bytes)")
        }
    }

    /// Where it differs from a screen. Tones that look the same are equal.
    func differs(from other: Screen, _ depth: ColourDepth) -> [String] {
        let palette = Palette(depth)
        var places: [String] = []
        for row in 0..<other.rows {
            for column in 0..<other.columns {
                let (own, wanted) = (screen[row][column], other[row, column])
                if own.scalar != wanted.scalar || palette[own.tone] != palette[wanted.tone] {
                    places.append("\(row), \(column): \(own) instead of \(wanted)")
                }
            }
        }
        return places
    }
}

/// A sequence of numbers that is the same in each run.
struct MadeNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

@Suite("The screen of watch, and what is written of it")
struct WatchScreenTests {
    static let texts = ["", " ", "a", "cpu  12.5%", "日本", "x日", "▁▂█", "é", "a\u{301}b", "   end"]

    private func change(_ screen: inout Screen, _ numbers: inout MadeNumbers) {
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
            let row = Int.random(in: 0..<screen.rows, using: &numbers)
            screen.put(
                Self.texts.randomElement(using: &numbers)!, row: row,
                column: Int.random(in: 0..<screen.columns, using: &numbers),
                Tone.allCases.randomElement(using: &numbers)!)
            repairWide(&screen, row)
        }
        if Int.random(in: 0..<4, using: &numbers) == 0 {
            let row = Int.random(in: 0..<screen.rows, using: &numbers)
            for column in Int.random(in: 0..<screen.columns, using: &numbers)..<screen.columns {
                screen.set(row, column, .blank)
            }
            repairWide(&screen, row)
        }
    }

    /// A screen is drawn from nothing each time, so that no wide character is cut in two.
    private func repairWide(_ screen: inout Screen, _ row: Int) {
        for column in 0..<screen.columns {
            let cell = screen[row, column]
            let isWide = Screen.width(cell.scalar) == 2
            let hasRest =
                column + 1 < screen.columns && screen[row, column + 1].scalar == 0
            let isRest = cell.scalar == 0
            let hasStart = column > 0 && Screen.width(screen[row, column - 1].scalar) == 2
            if isWide && !hasRest || isRest && !hasStart { screen.set(row, column, .blank) }
        }
        for column in 0..<screen.columns where column > 0 && screen[row, column].scalar == 0 {
            screen.set(
                row, column, ScreenCell(scalar: 0, tone: screen[row, column - 1].tone))
        }
    }

    @Test(
        "After any changes the terminal shows the screen",
        arguments: [ColourDepth.never, .few, .many], [(1, 1), (2, 3), (7, 4), (40, 9)])
    func differences(depth: ColourDepth, size: (Int, Int)) {
        var numbers = MadeNumbers(state: UInt64(size.0 * 100 + size.1))
        var writer = ScreenWriter(depth)
        var terminal = MadeTerminal(columns: size.0, rows: size.1, depth)
        var screen = Screen(columns: size.0, rows: size.1)
        for step in 0..<300 {
            change(&screen, &numbers)
            writer.update(to: screen)
            terminal.take(writer.bytes)
            let wrong = terminal.differs(from: screen, depth)
            #expect(wrong.isEmpty, "step \(step): \(wrong.prefix(3))")
            #expect(terminal.unknown.isEmpty)
            guard wrong.isEmpty, terminal.unknown.isEmpty else { return }
            // Nothing is written twice.
            writer.update(to: screen)
            #expect(writer.bytes.isEmpty)
        }
    }

    @Test("Only what differs is written")
    func short() {
        var writer = ScreenWriter(.many)
        var screen = Screen(columns: 200, rows: 60)
        for row in 0..<60 { screen.put("number 12.5%   of something", row: row, column: 3) }
        writer.update(to: screen)
        let whole = writer.bytes.count
        screen.put("3", row: 30, column: 11)
        screen.put("9", row: 30, column: 13, .bad)
        writer.update(to: screen)
        #expect(whole > 1000 && writer.bytes.count < 60, "\(whole), \(writer.bytes.count)")
        // The end of a row is erased, not written.
        for column in 3..<200 { screen.set(40, column, .blank) }
        writer.update(to: screen)
        #expect(writer.bytes.count < 40)
        // Another size is written whole.
        writer.update(to: Screen(columns: 100, rows: 30))
        #expect(String(decoding: writer.bytes, as: UTF8.self).contains("\u{1b}[2J"))
    }

    @Test("Text is cut at the edges, and what is no character has no place")
    func text() {
        var screen = Screen(columns: 10, rows: 2)
        #expect(screen.put("abc", row: 0, column: 8) == 10)
        #expect(screen.put("日日", row: 1, column: 7) == 10)
        #expect(screen[1, 7].scalar == 0x65e5 && screen[1, 8].scalar == 0)
        #expect(screen[1, 9] == .blank)
        screen = Screen(columns: 10, rows: 1)
        screen.put("a\u{1b}[31mb\u{7}\u{9b}c", row: 0, column: 0)
        for column in 0..<10 {
            let scalar = screen[0, column].scalar
            #expect(scalar >= 0x20 && !(0x7f..<0xa0).contains(scalar))
        }
        screen.put("x", row: 5, column: 0)
        screen.put("x", row: -1, column: 0)
        let huge = Screen(columns: 65535, rows: 65535)
        #expect(huge.columns == Screen.mostColumns && huge.rows == Screen.mostRows)
        #expect(Glyphs(isASCII: true).plain("é日\u{200b}a") == "??a")
    }
}
