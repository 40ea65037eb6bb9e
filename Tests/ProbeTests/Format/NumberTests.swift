import CProbeInternals
import Testing

@Suite("Rows of numbers")
struct NumberTests {
    /// What a row is by Swift's own parser: numbers of at most 15 digits, each behind one blank.
    static func row(_ text: String, most: Int) -> [UInt64] {
        var numbers: [UInt64] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false).dropFirst() {
            guard numbers.count < most, !word.isEmpty, word.utf8.count <= 15,
                word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(word)
            else { break }
            numbers.append(number)
        }
        return text.hasPrefix(" ") ? numbers : []
    }

    /// A text of words that mostly are numbers, of all lengths.
    static func words(_ random: inout UInt64) -> [String] {
        func draw(_ count: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % count
        }
        return (0...draw(20)).map { _ in
            let digits = String(
                (0...draw(draw(3) == 0 ? 20 : 9)).map { _ in Character("\(draw(10))") })
            switch draw(30) {
            case 0: return "-\(digits)"
            case 1: return "\(digits)x"
            case 2: return ""
            case 3: return "\(digits)\t"
            case 4: return "\u{b2}"
            default: return digits
            }
        }
    }

    @Test("Taken as far as they are plain, and as text behind the row allows to look")
    func rows() {
        var (random, taken) = (5 as UInt64, 0)
        for round in 0..<5000 {
            let text = Self.words(&random).map { " \($0)" }.joined()
            let most = round % 7 == 0 ? 3 : 30
            let behind = "\n7 another text that follows it"
            let expected = Self.row(text, most: most)
            (Array(text.utf8) + Array(behind.utf8)).asC { base, length in
                var numbers = [UInt64](repeating: 0, count: 30)
                var span = cp_span(bytes: base, length: text.utf8.count)
                let count = cp_take_row(&span, base! + length, &numbers, most)
                #expect(Array(numbers.prefix(count)) == expected, "\(text)")
                let left = expected.map { "\($0)".utf8.count }.reduce(0, +)
                #expect(span.length <= text.utf8.count - left - count)
                taken += count
            }
            // Without text behind it, a beginning of the same.
            Array(text.utf8).asC { base, length in
                var numbers = [UInt64](repeating: 0, count: 30)
                var span = cp_span(bytes: base, length: length)
                let count = cp_take_row(&span, base! + length, &numbers, most)
                #expect(numbers.prefix(count).elementsEqual(expected.prefix(count)))
                #expect(count >= min(expected.count, most) - 12)
            }
        }
        #expect(taken > 10_000)
    }

    @Test("Dropped up to the blank behind the last number, and only where all before it are some")
    func dropped() {
        var (random, dropped) = (9 as UInt64, 0)
        for _ in 0..<3000 {
            let words = Self.words(&random)
            let text = words.map { " \($0)" }.joined()
            for count in 0...words.count {
                let isRow = words.prefix(count).allSatisfy {
                    !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2d }
                }
                Array(text.utf8).asC { base, length in
                    var span = cp_span(bytes: base, length: length)
                    let isDropped = cp_drop_row(&span, UInt32(count))
                    #expect(isDropped == (count < words.count && isRow), "\(count) of \(text)")
                    let rest = words.dropFirst(isDropped ? count : 0).map { " \($0)" }.joined()
                    #expect(span.length == rest.utf8.count, "\(count) of \(text)")
                    dropped += isDropped ? 1 : 0
                }
            }
        }
        #expect(dropped > 5000)
    }

    @Test("A column of eight bytes: blanks, then digits up to the last")
    func columns() {
        func column(_ text: [UInt8]) -> UInt64? {
            var (word, number) = (0 as UInt64, 99 as UInt64)
            for byte in text.reversed() { word = word << 8 | UInt64(byte) }
            return cp_column_of_eight(word, &number) ? number : nil
        }
        for (text, number) in [
            ("       7", 7), ("    1048", 1048), ("12345678", 12_345_678), ("00000000", 0),
            ("       0", 0), (" 9999999", 9_999_999),
        ] as [(String, UInt64)] {
            #expect(column(Array(text.utf8)) == number)
        }
        // Each byte at each place: right only where it is a digit, or a blank before all digits.
        for digits in 1...8 {
            let good =
                Array("        ".utf8.dropFirst(digits)) + Array("12345678".utf8.prefix(digits))
            for place in 0..<8 {
                for byte in UInt8.min...UInt8.max {
                    var text = good
                    text[place] = byte
                    let trimmed = text.drop { $0 == 0x20 }
                    let isNumber =
                        !trimmed.isEmpty && trimmed.allSatisfy { (0x30...0x39).contains($0) }
                    let number = String(decoding: trimmed, as: UTF8.self)
                    #expect(column(text) == (isNumber ? UInt64(number) : nil), "\(text)")
                }
            }
        }
    }
}
