#if !hasFeature(Embedded)
    /// The members of an object of a document, by their keys.
    ///
    /// Unknown keys are skipped, because later minor versions add keys. A missing key is null. A
    /// value of a wrong type is a DecodingError with the path. Only known keys are visited, so a
    /// document cannot nest deeper than the schema.
    struct ObjectReader {
        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(_ name: String) { stringValue = name }
            init(stringValue name: String) { stringValue = name }
            init?(intValue: Int) { nil }

            /// The key as `JSONDecoder` with `.convertFromSnakeCase` converts it: "freeBytes" of
            /// "free_bytes".
            var inCamelCase: Key {
                let words = stringValue.split(separator: "_")
                return Key(
                    words.dropFirst().reduce(into: words.first.map { String($0) } ?? "") {
                        $0 += $1.prefix(1).uppercased() + $1.dropFirst()
                    })
            }
        }

        private let members: KeyedDecodingContainer<Key>

        init(_ decoder: any Decoder) throws {
            members = try decoder.container(keyedBy: Key.self)
        }

        private init(_ members: KeyedDecodingContainer<Key>) {
            self.members = members
        }

        func contains(_ key: String) -> Bool { members.contains(member(key)) }

        /// The key in the document: the key of the schema, or its conversion by the decoder.
        private func member(_ key: String) -> Key {
            let written = Key(key)
            guard !members.contains(written) else { return written }
            let converted = written.inCamelCase
            return members.contains(converted) ? converted : written
        }

        /// The error for a value of the right type that is invalid.
        func corrupted(_ key: String, _ reason: String) -> DecodingError {
            .dataCorruptedError(forKey: member(key), in: members, debugDescription: reason)
        }

        /// The value; nil if null or missing.
        func optional<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) throws
            -> Value?
        {
            try members.decodeIfPresent(Value.self, forKey: member(key))
        }

        /// A nested object; nil if null or missing.
        func object(_ key: String) throws -> ObjectReader? {
            let key = member(key)
            guard try members.contains(key) && !members.decodeNil(forKey: key) else { return nil }
            return ObjectReader(try members.nestedContainer(keyedBy: Key.self, forKey: key))
        }

        /// Reads a value that may be unknown.
        func read<Value: Decodable>(_ key: String, _ property: inout Value?) throws {
            property = try optional(key)
        }

        /// Reads a value that cannot be unknown.
        func read<Value: Decodable>(_ key: String, _ property: inout Value) throws {
            property = try members.decode(Value.self, forKey: member(key))
        }

        /// Reads a word; an unknown word is nil.
        func read<Value: RawRepresentable & Decodable>(
            _ key: String, _ property: inout Value?
        ) throws where Value.RawValue == String {
            property = try optional(key).flatMap { Value(rawValue: $0) }
        }

        /// Reads an object into an existing value; leaves the value unchanged if the object is
        /// missing.
        func read<Value: JSONObject & Decodable>(_ key: String, _ property: inout Value) throws {
            if let value: Value = try optional(key) { property = value }
        }

        /// Reads a list; empty if missing.
        func read<Value: Decodable>(_ key: String, _ property: inout [Value]) throws {
            property = try optional(key) ?? []
        }

        /// Reads a name that may be unknown, from its hexadecimal bytes if present.
        func read(_ key: String, _ property: inout KernelName?) throws {
            guard let hex: String = try optional(key + "_hex") else {
                property = try optional(key, as: String.self).map { KernelName($0) }
                return
            }
            property = try name(key, hex)
        }

        /// Reads a name.
        func read(_ key: String, _ property: inout KernelName) throws {
            var name: KernelName?
            try read(key, &name)
            guard let name else {
                var missing = ""
                return try read(key, &missing)
            }
            property = name
        }

        /// A list of names; nil if null or missing.
        func names(_ key: String) throws -> [KernelName]? {
            guard let texts: [String] = try optional(key) else { return nil }
            guard let hex: [String] = try optional(key + "_hex") else {
                return texts.map { KernelName($0) }
            }
            return try hex.map { try name(key, $0) }
        }

        private func name(_ key: String, _ hex: String) throws -> KernelName {
            guard let bytes = JSON.bytes(hex: hex) else {
                throw corrupted(key + "_hex", "not the bytes of a name in hexadecimal")
            }
            return KernelName(bytes: bytes)
        }
    }

    extension JSON {
        /// The bytes of the hexadecimal digits that ``hex(_:)`` writes; nil for other texts.
        static func bytes(hex text: String) -> [UInt8]? {
            let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
            guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
            return stride(from: 0, to: digits.count, by: 2).map {
                UInt8(digits[$0]! << 4 | digits[$0 + 1]!)
            }
        }
    }
#endif
