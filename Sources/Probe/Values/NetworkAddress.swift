/// One address of a network interface. Source: getifaddrs(3).
public struct NetworkAddress: Sendable, Hashable, Codable {
    /// The kind of an address.
    public enum Family: String, Sendable, Hashable, Codable {
        /// IPv4: 4 bytes.
        case ipv4
        /// IPv6: 16 bytes.
        case ipv6
        /// A hardware (link-layer) address: 6 bytes for Ethernet, other lengths for other links.
        case hardware
    }

    /// The name of the interface, or of its alias ("eth0:1").
    public var name = KernelName()
    /// The kernel's index of the interface; nil if the interface was removed meanwhile.
    public var index: Int?
    /// The address family.
    public var family = Family.ipv4
    /// The address in network byte order.
    public var bytes: [UInt8] = []
    /// The prefix length: the number of leading one bits of the mask; nil for hardware addresses.
    public var prefixBits: Int?
    /// The network mask, as many bytes as the address; nil for hardware addresses.
    public var mask: [UInt8]?
    /// The broadcast address; nil for IPv6, and if there is none.
    public var broadcast: [UInt8]?
    /// The index of the interface on which a link-local IPv6 address is valid; nil for other
    /// addresses.
    public var scopeId: Int?

    /// An empty address of the interface with this name.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The usual notation: "192.0.2.2", "fe80::1" or "::ffff:192.0.2.2" (RFC 5952),
    /// "02:fc:00:00:00:01".
    public var description: String {
        switch family {
        case .ipv4: bytes.map { "\($0)" }.joined(separator: ".")
        case .ipv6: Self.shortened(bytes)
        case .hardware: bytes.map(Self.hex).joined(separator: ":")
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// The eight 16-bit parts; "::" replaces the first of the longest runs of at least two zeros.
    private static func shortened(_ bytes: [UInt8]) -> String {
        // An address of IPv4 in a socket of IPv6.
        if bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff,
            bytes[11] == 0xff
        {
            return "::ffff:" + bytes[12...].map { "\($0)" }.joined(separator: ".")
        }
        let groups = stride(from: 0, to: bytes.count - 1, by: 2).map { at -> UInt16 in
            UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
        }
        var zeros = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > max(zeros.count, 1) { zeros = start..<end }
            start = max(end, start + 1)
        }
        func text(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        return zeros.isEmpty
            ? text(groups[...])
            : "\(text(groups[..<zeros.lowerBound]))::\(text(groups[zeros.upperBound...]))"
    }
}
