import Probe

/// A JSON text on one line, written key by key.
///
/// Into memory of its own: a thousand keys into an array cost more than reading the machine.
struct JSON: ~Copyable {
    /// The version of the document's form; it rises when a key changes its meaning or goes away.
    static let schema = 1

    /// The name of a member: nearly all are literals, which have nothing that must be escaped.
    enum Key: ExpressibleByStringLiteral {
        case literal(UnsafeBufferPointer<UInt8>)
        case text(String)

        init(stringLiteral text: StaticString) {
            self = .literal(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        /// The key beside this one for the bytes themselves.
        var hex: Key {
            switch self {
            case .literal(let text): .text(String(decoding: text, as: UTF8.self) + "_hex")
            case .text(let text): .text("\(text)_hex")
            }
        }
    }

    private var room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65536)
    private var count = 0
    private var needsComma = false

    deinit {
        room.deallocate()
    }

    /// The text, ended with a newline.
    consuming func line() -> String {
        String(decoding: bytes(), as: UTF8.self)
    }

    /// Writes the text, ended with a newline.
    consuming func write() {
        Output.write(UnsafeRawBufferPointer(bytes()))
    }

    private mutating func bytes() -> UnsafeBufferPointer<UInt8> {
        add("\n")
        return UnsafeBufferPointer(rebasing: room[..<count])
    }

    // What an object or an array stands in.

    mutating func object(_ key: Key? = nil, _ body: (inout JSON) -> Void) {
        enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    mutating func array(_ key: Key, _ body: (inout JSON) -> Void) {
        enclose(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    mutating func array<Element>(
        _ key: Key, _ elements: [Element], _ body: (inout JSON, Element) -> Void
    ) {
        array(key) { json in
            for element in elements {
                body(&json, element)
            }
        }
    }

    private mutating func enclose(
        _ key: Key?, _ open: UInt8, _ close: UInt8, _ body: (inout JSON) -> Void
    ) {
        begin(key)
        add(open)
        needsComma = false
        body(&self)
        add(close)
        needsComma = true
    }

    // Values, by key. What is not known is null.

    mutating func field(_ key: Key, _ value: UInt64?) { put(key, value) { $0.digits($1) } }
    mutating func field(_ key: Key, _ value: Int?) { put(key, value) { $0.number(Int64($1)) } }
    mutating func field(_ key: Key, _ value: Int32?) { put(key, value) { $0.number(Int64($1)) } }
    mutating func field(_ key: Key, _ value: Int64?) { put(key, value) { $0.number($1) } }

    mutating func field(_ key: Key, _ value: Bool?) {
        put(key, value) { $0.add($1 ? "true" : "false") }
    }

    /// The shortest digits that give the same number back; a whole number has none after the point.
    mutating func field(_ key: Key, _ value: Double?) {
        put(key, value.flatMap { $0.isFinite ? $0 : nil }) { json, number in
            if let whole = Int64(exactly: number), abs(whole) < 1 << 53 {
                json.number(whole)
            } else {
                json.add("\(number)".utf8)
            }
        }
    }

    /// A field of a value, by its name.
    mutating func field(_ field: Field, _ value: FieldValue?) {
        self.field(.literal(field.name.utf8), value)
    }

    mutating func field(_ key: Key, _ value: FieldValue?) {
        switch value {
        case .unsigned(let number): self.field(key, number)
        case .signed(let number): self.field(key, number)
        case .real(let number): self.field(key, number)
        case nil: null(key)
        }
    }

    mutating func field(_ key: Key, _ value: String?) { put(key, value) { $0.string($1) } }

    /// A name that is not UTF-8 is repaired, with its bytes in hexadecimal beside it.
    mutating func field(_ key: Key, _ name: KernelName?) {
        field(key, name?.description)
        if let name, !name.isUTF8 {
            field(key.hex, Self.hex(name.bytes))
        }
    }

    mutating func field(_ key: Key, _ error: ProbeError?) {
        guard let error else { return null(key) }
        object(key) { $0.members(of: error) }
    }

    mutating func null(_ key: Key) { put(key, String?.none) { $0.string($1) } }

    mutating func strings(_ key: Key, _ list: [String]?) {
        guard let list else { return null(key) }
        array(key, list) { $0.element($1) }
    }

    /// Names, each repaired where it is not UTF-8, and then all their bytes beside them.
    mutating func names(_ key: Key, _ list: [KernelName]) {
        strings(key, list.map { $0.description })
        if !list.allSatisfy({ $0.isUTF8 }) {
            strings(key.hex, list.map { Self.hex($0.bytes) })
        }
    }

    /// An element of an array.
    mutating func element(_ text: String) { put(nil, text) { $0.string($1) } }
    mutating func element(_ error: ProbeError) { object { $0.members(of: error) } }

    /// The members of an error, into the object that is open.
    mutating func members(of error: ProbeError) {
        field("code", error.code.rawValue)
        field("source", error.source)
        field("line", error.line)
        field("system_error", error.systemError)
    }

    private mutating func put<Value>(
        _ key: Key?, _ value: Value?, _ write: (inout JSON, Value) -> Void
    ) {
        begin(key)
        if let value {
            write(&self, value)
        } else {
            add("null")
        }
        needsComma = true
    }

    private mutating func begin(_ key: Key?) {
        if case .literal(let text) = key { return begin(text) }
        if needsComma {
            add(UInt8(ascii: ","))
        }
        if case .text(let text) = key {
            string(text)
            add(UInt8(ascii: ":"))
        }
    }

    /// A key that is a literal, all at once.
    @inline(__always)
    private mutating func begin(_ key: UnsafeBufferPointer<UInt8>) {
        makeRoom(for: key.count + 4)
        var end = room.baseAddress.unsafelyUnwrapped + count
        if needsComma {
            end.pointee = UInt8(ascii: ",")
            end += 1
        }
        end.pointee = UInt8(ascii: "\"")
        copyFew(from: key.baseAddress.unsafelyUnwrapped, to: end + 1, count: key.count)
        end += 1 + key.count
        end[0] = UInt8(ascii: "\"")
        end[1] = UInt8(ascii: ":")
        count = end + 2 - room.baseAddress.unsafelyUnwrapped
    }

    private mutating func number(_ value: Int64) {
        if value < 0 { add(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    private mutating func digits(_ value: UInt64) {
        var length = 1
        var rest = value
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        makeRoom(for: length)
        rest = value
        for index in (count..<count + length).reversed() {
            room[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    /// A string with what JSON demands escaped, and what a terminal would act on. Nearly all are written
    /// as they are.
    private mutating func string(_ string: String) {
        let isPlain = string.utf8.withContiguousStorageIfAvailable { plain($0) }
        if isPlain != true { escaped(string) }
    }

    /// A string in quotes, where nothing in it has to be escaped. False, and nothing written, otherwise.
    private mutating func plain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        makeRoom(for: text.count + 1 + Word.count)
        let start = UnsafeMutableRawPointer(room.baseAddress! + count)
        start.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
        if let bytes = text.baseAddress {
            (start + 1).copyMemory(from: bytes, byteCount: text.count)
        }
        // What stands behind the text in its last word is made plain, and written over later.
        let end = start + 1 + text.count
        end.storeBytes(of: Word.all(0x20), as: UInt64.self)
        var special: UInt64 = 0
        var at = start + 1
        while at < end {
            special |= Word.special(at.loadUnaligned(as: UInt64.self))
            at += Word.count
        }
        end.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
        count += special == 0 ? text.count + 2 : 0
        return special == 0
    }

    private mutating func escaped(_ string: String) {
        add(UInt8(ascii: "\""))
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": add("\\\"")
            case "\\": add("\\\\")
            case "\n": add("\\n")
            case "\t": add("\\t")
            case "\r": add("\\r")
            case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
                add("\\u00")
                add(Self.hex([UInt8(scalar.value)]).utf8)
            default: add(String(scalar).utf8)
            }
        }
        add(UInt8(ascii: "\""))
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8) {
        makeRoom(for: 1)
        room[count] = byte
        count += 1
    }

    private mutating func add(_ text: StaticString) {
        makeRoom(for: text.utf8CodeUnitCount)
        copyFew(from: text.utf8Start, to: room.baseAddress! + count, count: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    private mutating func add(_ text: String.UTF8View) {
        for byte in text { add(byte) }
    }

    /// Makes room for so many more bytes.
    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if room.count - count < more { grow(for: more) }
    }

    private mutating func grow(for more: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * room.count + more)
        _ = larger.initialize(from: room[..<count])
        room.deallocate()
        room = larger
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }
}

/// Copies bytes that do not overlap. They are few: a call of memmove takes longer.
@inline(__always)
private func copyFew(
    from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int
) {
    func copy<Bytes: BitwiseCopyable>(_ bytes: Bytes.Type, at offset: Int) {
        target.storeBytes(
            of: source.loadUnaligned(fromByteOffset: offset, as: bytes), toByteOffset: offset,
            as: bytes)
    }
    switch count {
    case 8...:
        for offset in stride(from: 0, to: count - 8, by: 8) { copy(UInt64.self, at: offset) }
        copy(UInt64.self, at: count - 8)
    case 4...:
        copy(UInt32.self, at: 0)
        copy(UInt32.self, at: count - 4)
    default: for offset in 0..<count { copy(UInt8.self, at: offset) }
    }
}

/// Eight bytes at once.
private enum Word {
    static let count = 8

    static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Not 0 where one of them must not stand in a string as it is. Those of two bytes that begin with C2
    /// may be controls.
    static func special(_ word: UInt64) -> UInt64 {
        // A high bit where a byte is below; behind one that is, also where none is.
        func below(_ word: UInt64, _ byte: UInt8) -> UInt64 { (word &- all(byte)) & ~word }
        func equal(_ byte: UInt8) -> UInt64 { below(word ^ all(byte), 1) }
        let special = below(word, 0x20) | equal(0x22) | equal(0x5c) | equal(0x7f) | equal(0xc2)
        return special & all(0x80)
    }
}
