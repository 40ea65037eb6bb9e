import Probe

/// A JSON text on one line, written key by key.
struct JSON {
    /// The version of the document's form; it rises when a key changes its meaning or goes away.
    static let schema = 1

    private var bytes: [UInt8] = []
    private var needsComma = false

    init() {
        bytes.reserveCapacity(32768)
    }

    /// The text, ended with a newline.
    func line() -> String {
        String(decoding: bytes, as: UTF8.self) + "\n"
    }

    // What an object or an array stands in.

    mutating func object(_ key: String? = nil, _ body: (inout JSON) -> Void) {
        enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    mutating func array<Element>(
        _ key: String, _ elements: [Element], _ body: (inout JSON, Element) -> Void
    ) {
        enclose(key, UInt8(ascii: "["), UInt8(ascii: "]")) { json in
            for element in elements {
                body(&json, element)
            }
        }
    }

    private mutating func enclose(
        _ key: String?, _ open: UInt8, _ close: UInt8, _ body: (inout JSON) -> Void
    ) {
        begin(key)
        bytes.append(open)
        needsComma = false
        body(&self)
        bytes.append(close)
        needsComma = true
    }

    // Values, by key. What is not known is null.

    mutating func field(_ key: String, _ value: UInt64?) { put(key, value) { $0.digits($1) } }
    mutating func field(_ key: String, _ value: Int?) { put(key, value) { $0.number(Int64($1)) } }
    mutating func field(_ key: String, _ value: Int32?) { put(key, value) { $0.number(Int64($1)) } }
    mutating func field(_ key: String, _ value: Int64?) { put(key, value) { $0.number($1) } }

    mutating func field(_ key: String, _ value: Bool?) {
        put(key, value) { $0.bytes += ($1 ? "true" : "false").utf8 }
    }

    /// The shortest digits that give the same number back; a whole number has none after the point.
    mutating func field(_ key: String, _ value: Double?) {
        put(key, value.flatMap { $0.isFinite ? $0 : nil }) { json, number in
            if let whole = Int64(exactly: number), abs(whole) < 1 << 53 {
                json.number(whole)
            } else {
                json.bytes += "\(number)".utf8
            }
        }
    }

    mutating func field(_ key: String, _ value: String?) { put(key, value) { $0.string($1) } }

    /// A name that is not UTF-8 is repaired, with its bytes in hexadecimal beside it.
    mutating func field(_ key: String, _ name: KernelName?) {
        field(key, name?.description)
        if let name, !name.isUTF8 {
            field("\(key)_hex", Self.hex(name.bytes))
        }
    }

    mutating func field(_ key: String, _ error: ProbeError?) {
        guard let error else { return null(key) }
        object(key) { $0.members(of: error) }
    }

    mutating func null(_ key: String) { put(key, String?.none) { $0.string($1) } }

    mutating func strings(_ key: String, _ list: [String]?) {
        guard let list else { return null(key) }
        array(key, list) { $0.element($1) }
    }

    /// Names, each repaired where it is not UTF-8, and then all their bytes beside them.
    mutating func names(_ key: String, _ list: [KernelName]) {
        strings(key, list.map(\.description))
        if !list.allSatisfy(\.isUTF8) {
            strings("\(key)_hex", list.map { Self.hex($0.bytes) })
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
        _ key: String?, _ value: Value?, _ write: (inout JSON, Value) -> Void
    ) {
        begin(key)
        if let value {
            write(&self, value)
        } else {
            bytes += "null".utf8
        }
        needsComma = true
    }

    private mutating func begin(_ key: String?) {
        if needsComma {
            bytes.append(UInt8(ascii: ","))
        }
        if let key {
            string(key)
            bytes.append(UInt8(ascii: ":"))
        }
    }

    private mutating func number(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    private mutating func digits(_ value: UInt64) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest != 0
        bytes[start...].reverse()
    }

    /// A string with what JSON demands escaped, and what a terminal would act on. Nearly all are written
    /// as they are.
    private mutating func string(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain = string.utf8.withContiguousStorageIfAvailable { text in
            // Those of two bytes that begin with C2 may be controls.
            let isPlain = text.allSatisfy {
                $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c && $0 != 0x7f && $0 != 0xc2
            }
            guard isPlain else { return false }
            bytes.append(contentsOf: text)
            return true
        }
        if isPlain != true { escape(string) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ string: String) {
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\t": bytes += "\\t".utf8
            case "\r": bytes += "\\r".utf8
            case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
                bytes += "\\u00".utf8
                bytes += Self.hex([UInt8(scalar.value)]).utf8
            default: bytes += UTF8.encode(scalar)!
            }
        }
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }
}
