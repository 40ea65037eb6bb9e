// Bytes of a text: numbers, names, escapes.

import Probe

/// The text in which a name is written, which decides the bytes to escape.
enum Escape {
    /// The value of a label, between quotes.
    case label
    /// A line of help in the text of Prometheus.
    case help
    /// A line of help in OpenMetrics, which escapes quotes, too.
    case openMetricsHelp
    /// A string of JSON.
    case json
    /// The value of a tag in InfluxDB's line protocol, which has no escape for a newline.
    case tag
    /// The value of a label, within a quoted value of CSV.
    case csv
}

extension [UInt8] {
    mutating func add(_ text: StaticString) {
        append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @_disfavoredOverload
    mutating func add(_ text: Text) { append(contentsOf: text.utf8) }

    /// A whole number divided by a power of ten, in all its digits: 1500 and 3 places are "1.5".
    mutating func add(_ value: Int64, places: Int = 0) {
        if value < 0 { add("-") }
        var rest = value.magnitude
        var places = places
        while places > 0, rest % 10 == 0 {
            rest /= 10
            places -= 1
        }
        let start = count
        var index = 0
        while rest > 0 || index <= places {
            if index == places, places > 0 { append(UInt8(ascii: ".")) }
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            index += 1
        }
        self[start...].reverse()
    }

    /// The shortest digits that are read as the same number; a whole number without a point.
    mutating func add(_ value: Double) {
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
            add(whole)
        } else if value.isNaN {
            add("NaN")
        } else if value.isInfinite {
            add(value < 0 ? "-Inf" : "+Inf")
        } else {
            append(contentsOf: "\(value)".utf8)
        }
    }

    /// A name. A byte that is not UTF-8 becomes \xNN, so that names that differ stay different; returns whether
    /// there was one.
    mutating func add(name: [UInt8], _ escape: Escape) -> Bool {
        name.withUnsafeBufferPointer { add($0, escape) }
    }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ escape: Escape) -> Bool {
        var isRepaired = false
        var index = 0
        while index < text.count {
            let length = utf8Length(text, index)
            if length == 0 {
                isRepaired = true
                addEscaped(UInt8(ascii: "\\"), escape)
                add("x")
                addHexadecimal(text[index])
                index += 1
            } else if length == 1 {
                addEscaped(text[index], escape)
                index += 1
            } else {
                append(contentsOf: text[index..<index + length])
                index += length
            }
        }
        return isRepaired
    }

    private mutating func addEscaped(_ byte: UInt8, _ escape: Escape) {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        switch (byte, escape) {
        case (backslash, .tag): append(byte)
        case (backslash, _): add("\\\\")
        case (UInt8(ascii: "\n"), _): add("\\n")
        case (0..<0x20, .json):
            add("\\u00")
            addHexadecimal(byte)
        case (quote, .label), (quote, .openMetricsHelp), (quote, .json): add("\\\"")
        case (quote, .csv): add("\\\"\"")
        case (UInt8(ascii: ","), .tag), (UInt8(ascii: "="), .tag), (UInt8(ascii: " "), .tag):
            append(backslash)
            append(byte)
        default: append(byte)
        }
    }

    private mutating func addHexadecimal(_ byte: UInt8) {
        for digit in [byte >> 4, byte & 15] {
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// Whether the bytes end with a text.
    func ends(with text: Text) -> Bool {
        let text = text.utf8
        return count >= text.count && self[(count - text.count)...].elementsEqual(text)
    }

    /// Removes a text from the end; returns whether it was there.
    mutating func removeEnd(_ text: Text) -> Bool {
        guard ends(with: text) else { return false }
        removeLast(text.utf8.count)
        return true
    }
}

/// The length of the character of UTF-8 that begins at an index; 0 if none does. Table 3-7 of the Unicode standard.
private func utf8Length(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xbf) -> Bool {
        index + offset < text.count && range.contains(text[index + offset])
    }
    let first = text[index]
    switch first {
    case 0...0x7f: return 1
    case 0xc2...0xdf: return continues(1) ? 2 : 0
    case 0xe0...0xef:
        let second: ClosedRange<UInt8> =
            first == 0xe0 ? 0xa0...0xbf : first == 0xed ? 0x80...0x9f : 0x80...0xbf
        return continues(1, second) && continues(2) ? 3 : 0
    case 0xf0...0xf4:
        let second: ClosedRange<UInt8> =
            first == 0xf0 ? 0x90...0xbf : first == 0xf4 ? 0x80...0x8f : 0x80...0xbf
        return continues(1, second) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
}
