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

    @Test("A word ends before the first blank or newline, whatever other bytes it has")
    func wordLengths() {
        var (random, long) = (3 as UInt64, 0)
        func draw(_ below: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % below
        }
        for _ in 0..<20_000 {
            let bytes = (0..<draw(40)).map { _ in
                draw(12) == 0 ? [32, 9, 10][Int(draw(3))] : UInt8(draw(draw(2) == 0 ? 40 : 256))
            }
            let expected = bytes.prefix { ![32, 9, 10].contains($0) }.count
            bytes.asC { #expect(cp_word_length(cp_span(bytes: $0, length: $1)) == expected) }
            long += expected > 7 ? 1 : 0
        }
        #expect(long > 1000)
    }
}
