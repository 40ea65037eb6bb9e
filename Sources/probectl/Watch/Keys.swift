/// A key that was pressed.
enum Key: Equatable {
    /// A printable character, by its Unicode scalar.
    case character(UInt32)
    case enter, escape, tab, backTab, backspace
    case up, down, left, right, pageUp, pageDown, home, end
    case function(Int)
    /// Ctrl and a letter, from 1 for A.
    case control(UInt8)
}

/// Decodes the bytes of a terminal into keys. Unknown sequences are ignored.
struct KeyDecoder {
    private var pending: [UInt8] = []

    /// Whether bytes wait for the rest of their sequence: with an ESC alone it is not known yet whether it
    /// is the key Esc or the first byte of another key.
    var isPending: Bool { !pending.isEmpty }

    mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        var rest = pending[...]
        while !rest.isEmpty {
            let before = rest.count
            if let key = Self.next(&rest) { keys.append(key) }
            if rest.count == before { break }
        }
        // No sequence of a key is as long.
        pending = rest.count > 64 ? [] : Array(rest)
        return keys
    }

    /// Takes what is pending as it is, after the time in which the rest of a sequence would have come.
    mutating func flush() -> [Key] {
        defer { pending = [] }
        return pending == [0x1b] ? [.escape] : []
    }

    /// Takes one key, or the bytes of none; takes nothing if the sequence is not complete.
    private static func next(_ rest: inout ArraySlice<UInt8>) -> Key? {
        let first = rest[rest.startIndex]
        switch first {
        case 0x1b: return sequence(&rest)
        case 0x09:
            rest.removeFirst()
            return .tab
        case 0x0a, 0x0d:
            rest.removeFirst()
            return .enter
        case 0x08, 0x7f:
            rest.removeFirst()
            return .backspace
        case 0..<0x20:
            rest.removeFirst()
            return .control(first)
        case 0x20..<0x7f:
            rest.removeFirst()
            return .character(UInt32(first))
        default: return character(&rest)
        }
    }

    /// A character of several bytes in UTF-8.
    private static func character(_ rest: inout ArraySlice<UInt8>) -> Key? {
        let first = rest[rest.startIndex]
        let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
        guard rest.count >= length else { return nil }
        var decoder = UTF8()
        var iterator = rest.prefix(length).makeIterator()
        guard length > 1, case .scalarValue(let scalar) = decoder.decode(&iterator) else {
            rest.removeFirst()
            return nil
        }
        rest.removeFirst(length)
        return Screen.width(scalar.value) > 0 && scalar.value >= 0xa0
            ? .character(scalar.value) : nil
    }

    /// ESC [ numbers letter, ESC O letter, or ESC and a key (Alt), which is ignored.
    private static func sequence(_ rest: inout ArraySlice<UInt8>) -> Key? {
        guard rest.count > 1 else { return nil }
        let start = rest.startIndex
        switch rest[start + 1] {
        case UInt8(ascii: "["):
            // The console of Linux sends ESC [ [ A to E for F1 to F5.
            if rest.count > 2, rest[start + 2] == UInt8(ascii: "[") {
                guard rest.count > 3 else { return nil }
                let letter = rest[start + 3]
                rest.removeFirst(4)
                return (0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil
            }
            guard let end = rest[(start + 2)...].firstIndex(where: { (0x40...0x7e).contains($0) })
            else { return nil }
            let number = rest[(start + 2)..<end].prefix { (0x30...0x39).contains($0) }
                .prefix(4).reduce(0) { $0 * 10 + Int($1 - 0x30) }
            let letter = rest[end]
            rest = rest[(end + 1)...]
            return letter == UInt8(ascii: "~") ? numbered(number) : lettered(letter)
        case UInt8(ascii: "O"):
            guard rest.count > 2 else { return nil }
            let letter = rest[start + 2]
            rest.removeFirst(3)
            return lettered(letter)
        case 0x1b:
            rest.removeFirst()
            return .escape
        default:
            rest.removeFirst(2)
            return nil
        }
    }

    private static func lettered(_ letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(letter) - 0x4f)
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }
}
