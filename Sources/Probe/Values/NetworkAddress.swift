/// One address of a network interface. Source: getifaddrs(3).
public struct NetworkAddress: Sendable, Hashable, Codable {
    /// The kind of an address.
    public enum Family: String, Sendable, Hashable, Codable {
        /// IPv4: 4 bytes.
        case ipv4
        /// IPv6: 16 bytes.
        case ipv6
        /// Of the hardware: 6 bytes for Ethernet, more or fewer for others.
        case hardware
    }

    /// The name of the interface, or of its alias ("eth0:1").
    public var name = KernelName()
    /// The kernel's number of the interface; nil where it went away meanwhile.
    public var index: Int?
    /// The kind of address.
    public var family = Family.ipv4
    /// The address, in the order of the wire.
    public var bytes: [UInt8] = []
    /// The mask as a number of leading ones; nil of hardware.
    public var prefixBits: Int?
    /// The mask, as many bytes as the address; nil of hardware.
    public var mask: [UInt8]?
    /// Where all of the network are reached; nil of IPv6, and where there is none.
    public var broadcast: [UInt8]?
    /// The number of the interface on which a link-local IPv6 address is valid; nil of others.
    public var scopeId: Int?

    /// An address of this interface, not set yet.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// As people write it: "192.0.2.2", "fe80::1" (RFC 5952), "02:fc:00:00:00:01".
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

    /// Eight groups, of which the longest run of zeros (the first, of at least two) is left out.
    private static func shortened(_ bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
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
