#if !hasFeature(Embedded)
    /// A value parsed from the text of ``JSON``, for an encoder.
    enum JSONTree: Encodable {
        case object([(key: String, value: JSONTree)])
        case array([JSONTree])
        case string(String)
        case integer(Int64)
        case real(Double)
        case bool(Bool)
        case null

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .object(let members):
                var container = encoder.container(keyedBy: ObjectReader.Key.self)
                for (key, value) in members {
                    try container.encode(value, forKey: ObjectReader.Key(key))
                }
            case .array(let elements):
                var container = encoder.unkeyedContainer()
                for element in elements { try container.encode(element) }
            case .string(let text): try Self.encode(text, to: encoder)
            case .integer(let number): try Self.encode(number, to: encoder)
            case .real(let number): try Self.encode(number, to: encoder)
            case .bool(let value): try Self.encode(value, to: encoder)
            case .null:
                var container = encoder.singleValueContainer()
                try container.encodeNil()
            }
        }

        private static func encode(_ value: some Encodable, to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    extension JSON {
        /// The text as a tree.
        consuming func tree() -> JSONTree {
            var tree = JSONTree.null
            withLine { line in
                var parser = TreeParser(line)
                tree = parser.value()
            }
            return tree
        }
    }

    /// Parses text that ``JSON`` wrote: only the forms that the writer uses, without error
    /// handling.
    private struct TreeParser {
        private let text: UnsafeRawBufferPointer
        private var position = 0

        init(_ text: UnsafeRawBufferPointer) {
            self.text = text
        }

        mutating func value() -> JSONTree {
            switch text[position] {
            case UInt8(ascii: "{"):
                var members: [(key: String, value: JSONTree)] = []
                elements { parser in
                    let key = parser.string()
                    parser.position += 1  // The colon.
                    members.append((key, parser.value()))
                }
                return .object(members)
            case UInt8(ascii: "["):
                var values: [JSONTree] = []
                elements { values.append($0.value()) }
                return .array(values)
            case UInt8(ascii: "\""): return .string(string())
            default: return scalar()
            }
        }

        /// Parses the elements between two brackets.
        private mutating func elements(_ element: (inout TreeParser) -> Void) {
            position += 1
            while text[position] != UInt8(ascii: "}") && text[position] != UInt8(ascii: "]") {
                element(&self)
                if text[position] == UInt8(ascii: ",") { position += 1 }
            }
            position += 1
        }

        private mutating func scalar() -> JSONTree {
            let start = position
            while !",]}\n".utf8.contains(text[position]) { position += 1 }
            let word = String(decoding: text[start..<position], as: UTF8.self)
            switch word {
            case "null": return .null
            case "true": return .bool(true)
            case "false": return .bool(false)
            default:
                return Int64(word).map { .integer($0) } ?? .real(Double(word) ?? .nan)
            }
        }

        private mutating func string() -> String {
            position += 1
            var bytes: [UInt8] = []
            while text[position] != UInt8(ascii: "\"") {
                if text[position] == UInt8(ascii: "\\") {
                    bytes += escaped()
                } else {
                    bytes.append(text[position])
                    position += 1
                }
            }
            position += 1
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func escaped() -> [UInt8] {
            let letter = text[position + 1]
            position += 2
            switch letter {
            case UInt8(ascii: "n"): return [UInt8(ascii: "\n")]
            case UInt8(ascii: "t"): return [UInt8(ascii: "\t")]
            case UInt8(ascii: "r"): return [UInt8(ascii: "\r")]
            case UInt8(ascii: "u"):
                let digits = String(decoding: text[position..<position + 4], as: UTF8.self)
                position += 4
                return Array(String(UnicodeScalar(UInt8(digits, radix: 16) ?? 0)).utf8)
            default: return [letter]
            }
        }
    }
#endif
