#if !hasFeature(Embedded)
    /// The members of an object of a document, by their keys.
    ///
    /// Unknown keys are skipped, since a later minor version adds some. A missing key is null. A value of
    /// another type is a DecodingError that has the path. Only known keys are visited, so that a document
    /// cannot nest deeper than the schema.
    struct ObjectReader {
        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(_ name: String) { stringValue = name }
            init(stringValue name: String) { stringValue = name }
            init?(intValue: Int) { nil }

            /// The key as `JSONDecoder` with `.convertFromSnakeCase` has it: "freeBytes" of "free_bytes".
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

        /// The key of the document: that of the schema, or what a decoder that converts keys makes of it.
        private func member(_ key: String) -> Key {
            let written = Key(key)
            guard !members.contains(written) else { return written }
            let converted = written.inCamelCase
            return members.contains(converted) ? converted : written
        }

        /// An error of this key: the value has the right type, and cannot be.
        func corrupted(_ key: String, _ reason: String) -> DecodingError {
            .dataCorruptedError(forKey: member(key), in: members, debugDescription: reason)
        }

        /// The value; nil where it is null or missing.
        func optional<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) throws
            -> Value?
        {
            try members.decodeIfPresent(Value.self, forKey: member(key))
        }

        /// An object of the object; nil where it is null or missing.
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

        /// Reads a word. One that this version does not know is nil.
        func read<Value: RawRepresentable & Decodable>(
            _ key: String, _ property: inout Value?
        ) throws where Value.RawValue == String {
            property = try optional(key).flatMap { Value(rawValue: $0) }
        }

        /// Reads an object that is there before anything was read; a missing one is left as it is.
        func read<Value: JSONObject & Decodable>(_ key: String, _ property: inout Value) throws {
            if let value: Value = try optional(key) { property = value }
        }

        /// Reads a list; a missing one is empty.
        func read<Value: Decodable>(_ key: String, _ property: inout [Value]) throws {
            property = try optional(key) ?? []
        }

        /// Reads a name that may be unknown, by its bytes where they are beside it.
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

        /// A list of names; nil where it is null or missing.
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
        /// The bytes of digits as ``hex(_:)`` writes them; nil of any other text.
        static func bytes(hex text: String) -> [UInt8]? {
            let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
            guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
            return stride(from: 0, to: digits.count, by: 2).map {
                UInt8(digits[$0]! << 4 | digits[$0 + 1]!)
            }
        }
    }
#endif
