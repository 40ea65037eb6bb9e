import Probe

/// A JSON text on one line, written key by key.
struct JSON {
    /// The version of the document's form; it rises when a key changes its meaning or goes away.
    static let schema = 1

    private var text = ""
    private var needsComma = false

    /// The text, ended with a newline.
    func line() -> String {
        text + "\n"
    }

    // What an object or an array stands in.

    mutating func object(_ key: String? = nil, _ body: (inout JSON) -> Void) {
        enclose(key, "{", "}", body)
    }

    mutating func array<Element>(
        _ key: String, _ elements: [Element], _ body: (inout JSON, Element) -> Void
    ) {
        enclose(key, "[", "]") { json in
            for element in elements {
                body(&json, element)
            }
        }
    }

    private mutating func enclose(
        _ key: String?, _ open: String, _ close: String, _ body: (inout JSON) -> Void
    ) {
        begin(key)
        text += open
        needsComma = false
        body(&self)
        text += close
        needsComma = true
    }

    // Values, by key. What is not known is null.

    mutating func field(_ key: String, _ value: UInt64?) { put(key, value.map { "\($0)" }) }
    mutating func field(_ key: String, _ value: Int?) { put(key, value.map { "\($0)" }) }
    mutating func field(_ key: String, _ value: Int32?) { put(key, value.map { "\($0)" }) }
    mutating func field(_ key: String, _ value: Int64?) { put(key, value.map { "\($0)" }) }
    mutating func field(_ key: String, _ value: Bool?) { put(key, value.map { "\($0)" }) }

    /// The shortest digits that give the same number back; a whole number has none after the point.
    mutating func field(_ key: String, _ value: Double?) {
        put(
            key,
            value.flatMap { number in
                guard number.isFinite else { return nil }
                if let whole = Int64(exactly: number), abs(whole) < 1 << 53 { return "\(whole)" }
                return "\(number)"
            })
    }

    mutating func field(_ key: String, _ value: String?) { put(key, value.map(Self.quoted)) }

    /// A name that is not UTF-8 is repaired, with its bytes in hexadecimal beside it.
    mutating func field(_ key: String, _ name: KernelName?) {
        field(key, name?.description)
        if let name, !name.isUTF8 {
            field("\(key)_hex", Self.hex(name.bytes))
        }
    }

    mutating func field(_ key: String, _ error: ProbeError?) {
        guard let error else { return put(key, nil) }
        object(key) { $0.members(of: error) }
    }

    mutating func null(_ key: String) { put(key, nil) }

    mutating func strings(_ key: String, _ list: [String]?) {
        guard let list else { return put(key, nil) }
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
    mutating func element(_ text: String) { put(nil, Self.quoted(text)) }
    mutating func element(_ error: ProbeError) { object { $0.members(of: error) } }

    /// The members of an error, into the object that is open.
    mutating func members(of error: ProbeError) {
        field("code", error.code.rawValue)
        field("source", error.source)
        field("line", error.line)
        field("system_error", error.systemError)
    }

    private mutating func put(_ key: String?, _ value: String?) {
        begin(key)
        text += value ?? "null"
        needsComma = true
    }

    private mutating func begin(_ key: String?) {
        if needsComma {
            text += ","
        }
        if let key {
            text += Self.quoted(key)
            text += ":"
        }
    }

    /// A string with what JSON demands escaped, and what a terminal would act on.
    static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }
}
