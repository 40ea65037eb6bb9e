import Testing

@testable import Probe

@Suite("Addresses as people write them")
struct AddressTests {
    func text(_ family: NetworkAddress.Family, _ bytes: [UInt8]) -> String {
        var address = NetworkAddress()
        address.family = family
        address.bytes = bytes
        return address.description
    }

    func ipv6(_ groups: UInt16...) -> String {
        text(.ipv6, groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] })
    }

    @Test("The forms of RFC 5952")
    func forms() {
        #expect(text(.ipv4, [192, 0, 2, 255]) == "192.0.2.255")
        #expect(text(.hardware, [2, 0xfc, 0, 0, 0, 1]) == "02:fc:00:00:00:01")
        #expect(ipv6(0, 0, 0, 0, 0, 0, 0, 0) == "::")
        #expect(ipv6(0, 0, 0, 0, 0, 0, 0, 1) == "::1")
        #expect(ipv6(0xfe80, 0, 0, 0, 0, 0, 0, 0) == "fe80::")
        #expect(ipv6(0, 0, 0, 0, 0, 0xffff, 0x7f00, 1) == "::ffff:127.0.0.1")
        #expect(ipv6(0xfe80, 0, 0, 0, 0xfc, 0xff, 0xfe00, 1) == "fe80::fc:ff:fe00:1")
        #expect(ipv6(0x2001, 0xdb8, 0, 1, 1, 1, 1, 1) == "2001:db8:0:1:1:1:1:1")
        #expect(ipv6(0x2001, 0, 0, 1, 0, 0, 0, 1) == "2001:0:0:1::1")
        #expect(ipv6(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1) == "2001:db8::1:0:0:1")
        #expect(ipv6(1, 2, 3, 4, 5, 6, 7, 8) == "1:2:3:4:5:6:7:8")
    }
}
