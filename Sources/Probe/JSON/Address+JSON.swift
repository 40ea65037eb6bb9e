extension NetworkAddress {
    /// The text of an address of IPv4 or IPv6, by its number of bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        var address = NetworkAddress()
        (address.family, address.bytes) = (bytes.count == 4 ? .ipv4 : .ipv6, bytes)
        return address.description
    }

    /// The text of a link address.
    package static func linkText(_ bytes: [UInt8]) -> String {
        var address = NetworkAddress()
        (address.family, address.bytes) = (.hardware, bytes)
        return address.description
    }
}

#if !hasFeature(Embedded)
    extension NetworkAddress {
        /// The bytes of an address of IPv4 or IPv6; nil for null.
        static func bytes(_ key: String, of object: ObjectReader) throws -> [UInt8]? {
            guard let text: String = try object.optional(key) else { return nil }
            guard let bytes = ipv4(text) ?? ipv6(text) else {
                throw object.corrupted(key, "not an address")
            }
            return bytes
        }

        /// The bytes of a link address; nil for null.
        static func linkBytes(_ key: String, of object: ObjectReader) throws -> [UInt8]? {
            guard let text: String = try object.optional(key) else { return nil }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let bytes = parts.compactMap { UInt8($0, radix: 16) }
            guard bytes.count == parts.count else {
                throw object.corrupted(key, "not a link address")
            }
            return bytes
        }

        private static func ipv4(_ text: String) -> [UInt8]? {
            let bytes = text.split(separator: ".", omittingEmptySubsequences: false)
                .compactMap { UInt8($0) }
            return bytes.count == 4 ? bytes : nil
        }

        /// The 16 bytes of a text of eight groups, of which "::" replaces some.
        private static func ipv6(_ text: String) -> [UInt8]? {
            let mapped = "::ffff:"
            if text.hasPrefix(mapped), let bytes = ipv4(String(text.dropFirst(mapped.count))) {
                return [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + bytes
            }
            func groups(_ part: Substring) -> [UInt16?] {
                part.isEmpty
                    ? []
                    : part.split(separator: ":", omittingEmptySubsequences: false)
                        .map { UInt16($0, radix: 16) }
            }
            var (before, after) = (text[...], text[text.endIndex...])
            var isShort = false
            for index in text.indices where text[index...].hasPrefix("::") {
                (before, after) = (text[..<index], text[index...].dropFirst(2))
                isShort = true
                break
            }
            let (first, last) = (groups(before), groups(after))
            let missing = 8 - first.count - last.count
            guard isShort ? missing > 0 : missing == 0 else { return nil }
            let all = first + [UInt16?](repeating: 0, count: missing) + last
            let known = all.compactMap { $0 }
            guard known.count == 8 else { return nil }
            return known.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        }
    }
#endif
