/// A writer of JSON text on one line, key by key.
///
/// The buffer is raw memory, because appending a thousand keys to an array costs more than reading
/// the machine.
package struct JSON: ~Copyable {
    /// The version of the schema, increased if a key changes its meaning or is removed.
    package static let schema = 1

    /// The name of a member. Nearly all names are literals, which need no escaping.
    package enum Key: ExpressibleByStringLiteral {
        case literal(UnsafeBufferPointer<UInt8>)
        case text(String)

        package init(stringLiteral text: StaticString) {
            self = .literal(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        /// The key of the bytes in hexadecimal, beside this key.
        var hex: Key {
            switch self {
            case .literal(let text): .text(String(decoding: text, as: UTF8.self) + "_hex")
            case .text(let text): .text("\(text)_hex")
            }
        }
    }

    private var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65536)
    private var count = 0
    private var needsComma = false

    package init() {}

    deinit {
        buffer.deallocate()
    }

    /// The text and a newline.
    package consuming func line() -> String {
        String(decoding: bytes(), as: UTF8.self)
    }

    /// Calls `body` with the text and a newline.
    package consuming func withLine(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(bytes()))
    }

    /// The bytes of the text so far.
    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

    private mutating func bytes() -> UnsafeBufferPointer<UInt8> {
        add("\n")
        return written
    }

    // Objects and arrays.

    package mutating func object(_ key: Key? = nil, _ body: (inout JSON) -> Void) {
        enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    package mutating func array(_ key: Key, _ body: (inout JSON) -> Void) {
        enclose(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    package mutating func array<Element>(
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

    // Values by key. An unknown value is null.

    package mutating func field(_ key: Key, _ value: Int?) {
        put(key, value) { $0.number(Int64($1)) }
    }
    package mutating func field(_ key: Key, _ value: Int32?) {
        put(key, value) { $0.number(Int64($1)) }
    }
    package mutating func field(_ key: Key, _ value: Int64?) { put(key, value) { $0.number($1) } }
    package mutating func field(_ key: Key, _ value: UInt64?) { put(key, value) { $0.digits($1) } }

    package mutating func field(_ key: Key, _ value: Bool?) {
        put(key, value) { $0.add($1 ? "true" : "false") }
    }

    /// Writes the shortest digits that parse to the same number; a whole number without a point.
    package mutating func field(_ key: Key, _ value: Double?) {
        put(key, value.flatMap { $0.isFinite ? $0 : nil }) { json, number in
            if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 {
                json.number(whole)
            } else {
                json.add("\(number)".utf8)
            }
        }
    }

    /// Writes the value of a field under the key of the field.
    package mutating func field(_ field: Sample.Field, _ value: Sample.Field.Value?) {
        self.field(.literal(field.path.utf8), value)
    }

    package mutating func field(_ key: Key, _ value: Sample.Field.Value?) {
        switch value {
        case .integer(let number): self.field(key, number)
        case .real(let number): self.field(key, number)
        case nil: null(key)
        }
    }

    package mutating func field(_ key: Key, _ value: String?) { put(key, value) { $0.string($1) } }

    /// Writes a name. If the name is not UTF-8, writes the repaired text, and the bytes in
    /// hexadecimal under a second key.
    package mutating func field(_ key: Key, _ name: KernelName?) {
        field(key, name?.description)
        if let name, !name.isUTF8 {
            field(key.hex, Self.hex(name.bytes))
        }
    }

    package mutating func field(_ key: Key, _ error: ProbeError?) {
        guard let error else { return null(key) }
        object(key) { error.write(to: &$0) }
    }

    package mutating func null(_ key: Key) { put(key, String?.none) { $0.string($1) } }

    package mutating func strings(_ key: Key, _ list: [String]?) {
        guard let list else { return null(key) }
        array(key, list) { $0.element($1) }
    }

    /// Writes a list of names. If one name is not UTF-8, writes the repaired texts, and the bytes
    /// of all names under a second key.
    package mutating func names(_ key: Key, _ list: [KernelName]) {
        strings(key, list.map { $0.description })
        if !list.allSatisfy({ $0.isUTF8 }) {
            strings(key.hex, list.map { Self.hex($0.bytes) })
        }
    }

    /// An element of an array.
    package mutating func element(_ text: String) { put(nil, text) { $0.string($1) } }
    package mutating func element(_ number: Int64) { put(nil, number) { $0.number($1) } }
    package mutating func element(_ error: ProbeError) { object { error.write(to: &$0) } }

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
        if needsComma { add(UInt8(ascii: ",")) }
        switch key {
        case .literal(let text):
            quoted(text)
            add(UInt8(ascii: ":"))
        case .text(let text):
            string(text)
            add(UInt8(ascii: ":"))
        case nil: break
        }
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
        makeSpace(for: length)
        rest = value
        for index in (count..<count + length).reversed() {
            buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    /// Writes a string; escapes control characters, quotes and backslashes, as JSON requires, and
    /// characters that a terminal interprets. Nearly all strings need no escaping.
    private mutating func string(_ string: String) {
        let isWritten = string.utf8.withContiguousStorageIfAvailable { text in
            let isPlain = text.allSatisfy {
                $0 >= 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            if isPlain { quoted(text) }
            return isPlain
        }
        if isWritten != true { escaped(string) }
    }

    private mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) {
        add(UInt8(ascii: "\""))
        add(text)
        add(UInt8(ascii: "\""))
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

    private mutating func add(_ byte: UInt8) {
        makeSpace(for: 1)
        buffer[count] = byte
        count += 1
    }

    private mutating func add(_ text: StaticString) {
        add(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        makeSpace(for: text.count)
        _ = UnsafeMutableBufferPointer(rebasing: buffer[count...]).initialize(from: text)
        count += text.count
    }

    private mutating func add(_ text: String.UTF8View) {
        for byte in text { add(byte) }
    }

    /// Ensures capacity for this many more bytes.
    private mutating func makeSpace(for more: Int) {
        if buffer.count - count < more { grow(for: more) }
    }

    private mutating func grow(for more: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * buffer.count + more)
        _ = larger.initialize(from: buffer[..<count])
        buffer.deallocate()
        buffer = larger
    }

    package static func hex(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }
}
