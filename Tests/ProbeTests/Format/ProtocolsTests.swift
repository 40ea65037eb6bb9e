import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("/proc/net/netstat, snmp6, sockstat6")
struct ProtocolsTests {
    private enum File: String, CaseIterable {
        case netstat = "/proc/net/netstat"
        case snmp6 = "/proc/net/snmp6"
        case sockstat6 = "/proc/net/sockstat6"
    }

    private static let machine = "firecracker-6.18-x86_64-hybrid"

    private func parse(
        _ bytes: [UInt8], _ file: File, into c: inout cprobe_protocols,
        _ failure: UnsafeMutablePointer<cprobe_failure>? = nil
    ) -> cprobe_result {
        bytes.asC {
            switch file {
            case .netstat: cprobe_netstat_parse($0, $1, &c, failure)
            case .snmp6: cprobe_snmp6_parse($0, $1, &c, failure)
            case .sockstat6: cprobe_sockstat6_parse($0, $1, &c, failure)
            }
        }
    }

    /// The numbers of a record by the kernel's names, in the kernel's units.
    private func numbers<Record>(_ record: cprobe_record, _ prefix: String, _ value: Record)
        -> [String: Double]
    {
        withUnsafePointer(to: value) { value in
            Dictionary(
                uniqueKeysWithValues: FieldRow.all(record).filter { !$0.key.isEmpty }.compactMap {
                    row in
                    let unit = row.row.printed == .CPROBE_PRINTED_MILLISECONDS ? 1e6 : 1
                    return row.number(of: value).map { (prefix + row.key, $0 / unit) }
                })
        }
    }

    private func numbers(_ c: cprobe_protocols) -> [String: Double] {
        let records = [
            numbers(.CPROBE_RECORD_PROTOCOLS, "", c),
            numbers(.CPROBE_RECORD_TCP_EXT, "TcpExt", c.tcp_ext),
            numbers(.CPROBE_RECORD_TCP_FAST_OPEN, "TcpExt", c.tcp_fast_open),
            numbers(.CPROBE_RECORD_TCP_SIGNATURE, "TcpExt", c.tcp_signature),
            numbers(.CPROBE_RECORD_MPTCP, "MPTcpExt", c.mptcp),
            numbers(.CPROBE_RECORD_IP_EXT, "IpExt", c.ip_ext),
            numbers(.CPROBE_RECORD_IP6, "Ip6", c.ip6),
            numbers(.CPROBE_RECORD_ICMP6, "Icmp6", c.icmp6),
            numbers(.CPROBE_RECORD_UDP, "Udp6", c.udp6),
            numbers(.CPROBE_RECORD_UDP, "UdpLite6", c.udplite6),
        ]
        return records.reduce(into: [:]) { $0.merge($1) { a, _ in a } }
    }

    @Test("Types of ICMP are those of all pairs of lines; a cut or malformed text has none")
    func icmpTypes() {
        func parse(
            _ text: String, _ failure: UnsafeMutablePointer<cprobe_failure>? = nil
        ) -> [ICMPTypeCount]? {
            var c = cprobe_protocols()
            let result = Array(text.utf8).asC {
                cprobe_icmp_types_parse($0, $1, &c.icmp_types, failure)
            }
            #expect((result == .CPROBE_OK) == c.icmp_types.is_known)
            var protocols = Protocols()
            protocols.set(&c)
            return protocols.icmpTypes
        }
        let tcp = "Tcp: RtoMin\nTcp: 200\n"
        let text =
            "IcmpMsg: InType0 InType3 OutType8\nIcmpMsg: 3 2 5\n"
            + "IcmpMsg: OutType3 OutType255 OutType256\nIcmpMsg: 2 1 9\n"
        #expect(
            parse(text + tcp) == [
                ICMPTypeCount(type: 0, received: 3), ICMPTypeCount(type: 3, received: 2, sent: 2),
                ICMPTypeCount(type: 8, sent: 5), ICMPTypeCount(type: 255, sent: 1),
            ])
        #expect(parse(tcp) == [] && parse("") == nil && parse(text) == nil)
        for (part, other) in [
            ("3 2 5", "3 2"), ("3 2 5", "3 2 5 1"), ("3 2 5", "3 x 5"),
            ("3 2 5", "3 9223372036854775808 5"), ("\nIcmpMsg: 2", "\nIcmp: 2"),
        ] {
            var failure = cprobe_failure()
            let bad = text.replacingOccurrences(of: part, with: other)
            #expect(bad != text && parse(bad + tcp, &failure) == nil)
            #expect(failure.code == .CPROBE_MALFORMED && failure.line > 1, "\(other)")
        }
        var c = cprobe_protocols()
        let lines = "Ip6InReceives 1\nIcmp6InType1 4\nIcmp6OutType135 7\nIcmp6InTypeX 1\n"
        for (text, isKnown) in [(lines, true), (lines + "Icmp6OutType1 x\n", false)] {
            let result = Array(text.utf8).asC { cprobe_snmp6_parse($0, $1, &c, nil) }
            #expect(result == .CPROBE_OK && c.icmp6_types.is_known == isKnown)
        }
        #expect(c.failures.count == 1)
    }

    /// The numbers of a text by the names that the kernel prints.
    private func expected(_ bytes: [UInt8], _ file: File) -> [String: Double] {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split { $0 == " " || $0 == "\t" }.map(String.init) }
        var numbers: [String: Double] = [:]
        switch file {
        case .netstat:
            for (names, values) in zip(lines, lines.dropFirst()) where names[0] == values[0] {
                for (name, value) in zip(names, values).dropFirst() {
                    numbers[names[0].dropLast() + name] = Double(value)!
                }
            }
        case .snmp6:
            for words in lines where !words[0].contains("Type") {
                numbers[words[0]] = Double(words[1])!
            }
        case .sockstat6:
            for words in lines {
                for at in stride(from: 1, to: words.count - 1, by: 2) {
                    numbers["\(words[0]) \(words[at])"] = Double(words[at + 1])!
                }
            }
        }
        return numbers
    }

    @Test("Every counter that Linux 6.18 prints is what its line says")
    func whole() throws {
        var seen = 0
        for file in File.allCases {
            let bytes = try Fixture.bytes(Self.machine, file.rawValue)
            var c = cprobe_protocols()
            #expect(parse(bytes, file, into: &c) == .CPROBE_OK)
            #expect(c.failures.count == 0)
            let expected = expected(bytes, file)
            #expect(numbers(c) == expected, "\(file)")
            seen += expected.count
        }
        #expect(seen == 135 + 18 + 76 + 33 + 36 + 9 + 8 + 6)
    }

    @Test("A cut text has no number that the whole text has not, but for the last, which is cut")
    func cut() throws {
        for file in File.allCases {
            let bytes = try Fixture.bytes(Self.machine, file.rawValue)
            let whole = expected(bytes, file)
            for length in 0..<bytes.count {
                var c = cprobe_protocols()
                let result = parse(Array(bytes.prefix(length)), file, into: &c)
                guard result == .CPROBE_OK else {
                    #expect(result == .CPROBE_MALFORMED && c.failures.count == 0)
                    #expect(numbers(c).isEmpty)
                    continue
                }
                let others = numbers(c).filter { whole[$0.key] != $0.value }
                #expect(others.count <= 1, "\(file) at \(length)")
                for (key, value) in others {
                    #expect(whole[key].map { value < $0 } ?? false, "\(key) at \(length)")
                }
            }
        }
    }

    @Test("A bad number costs its own field, and the failure names its line")
    func bad() {
        for bad in ["-1", "x", "1x", "", "9223372036854775808", "99999999999999999999"] {
            var c = cprobe_protocols()
            let text = "Ip6InReceives \t5\nIp6OutRequests\t\(bad)\nUdp6NoPorts 7\n"
            #expect(parse(Array(text.utf8), .snmp6, into: &c) == .CPROBE_OK)
            #expect(c.ip6.in_receives == 5 && c.udp6.no_ports == 7)
            #expect(numbers(c).count == 2, "\(bad)")
            #expect(c.failures.count == 1 && c.failures.items.0.line == 2, "\(bad)")
            #expect(c.failures.items.0.code == .CPROBE_MALFORMED)
        }
        var c = cprobe_protocols()
        let text = "TcpExt: ListenDrops TCPTimeouts TCPFastOpenActive\nTcpExt: 1 y 3\n"
        #expect(parse(Array(text.utf8), .netstat, into: &c) == .CPROBE_OK)
        #expect(c.tcp_ext.listen_drops == 1 && c.tcp_fast_open.active == 3)
        #expect(numbers(c).count == 2)
        #expect(c.failures.count == 1 && c.failures.items.0.line == 2)
    }

    @Test("A text without a wanted number is malformed; without the first number, it is a failure")
    func missing() {
        let texts: [(File, none: [String], truncated: String)] = [
            (
                .netstat, ["", "\n", "IcmpExt: A\nIcmpExt: 1\n", "TcpExt: ListenDrops\n", "\0"],
                "TcpExt: TCPTimeouts\nTcpExt: 2\n"
            ),
            (.snmp6, ["", "Ip6\t1\n", "Ip6InType 4\n", "Ip6InReceives x\n"], "Udp6NoPorts 2\n"),
            (.sockstat6, ["", "TCP: inuse 4\n", "TCP6: inuse x\n"], "UDP6: inuse 2\n"),
        ]
        for (file, none, truncated) in texts {
            for text in none {
                var c = cprobe_protocols()
                var failure = cprobe_failure()
                #expect(
                    parse(Array(text.utf8), file, into: &c, &failure) == .CPROBE_MALFORMED,
                    "\(file) \(text)")
                #expect(failure.source.map { String(cString: $0) } == file.rawValue)
                #expect(numbers(c).isEmpty && c.failures.count == 0)
            }
            var c = cprobe_protocols()
            #expect(parse(Array(truncated.utf8), file, into: &c) == .CPROBE_OK)
            #expect(numbers(c).count == 1 && c.failures.count == 1)
            #expect(c.failures.items.0.line == 0)
        }
    }

    @Test("The rate of a counter is its change a second")
    func rates() {
        var before = Protocols()
        var after = Protocols()
        (before.monotonicNs, after.monotonicNs) = (1_000_000_000, 3_000_000_000)
        (before.tcpExt.listenDrops, after.tcpExt.listenDrops) = (10, 16)
        (before.ip6.inBytes, after.ip6.inBytes) = (9, 5)
        var rates = ProtocolRates()
        rates.set(before, after)
        #expect(rates.listenDropsPerSecond == 3 && rates.ip6InBytesPerSecond == nil)
        #expect(rates.intervalNs == 2_000_000_000)
    }

    @Test("The share of connection tracking needs both numbers")
    func conntrack() {
        var protocols = Protocols()
        #expect(protocols.conntrackPercent == nil)
        (protocols.conntrackEntries, protocols.conntrackMax) = (50, 200)
        #expect(protocols.conntrackPercent == 25)
        protocols.conntrackMax = 0
        #expect(protocols.conntrackPercent == nil)
    }
}

@Suite("The section protocols", .needsLinux)
struct ProtocolsSectionTests {
    @Test("A captured machine has every file, or the section is unavailable")
    func captured() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-hybrid"))
        let protocols = try collector.protocols()
        #expect(protocols.failures.isEmpty && protocols.monotonicNs == nil)
        #expect(protocols.tcpExt.listenDrops == 24 && protocols.ip6.inReceives == 208)
        #expect(protocols.tcp6Sockets == 10)
        #expect(protocols.conntrackEntries == 0 && protocols.conntrackMax == 262_144)
        var old = try Collector(root: Fixture.root("debian-6.1-x86_64-v2"))
        // This capture has /proc/net/snmp alone.
        let types = try old.protocols()
        #expect(types.tcpExt == TCPExtendedCounters() && types.icmp6Types == nil)
        #expect(types.icmpTypes?.map { $0.type } == [0, 8])
        #expect(types.failures.map { $0.source } == ["/proc/net/netstat"])
        let tree = try Tree()
        var none = try Collector(root: tree.root)
        #expect(throws: ProbeError.self) { try none.protocols() }
    }

    @Test("Connection tracking is absent without its module, and a bad file costs its own field")
    func partly() throws {
        let tree = try Tree()
        try tree.write("/proc/net/netstat", "TcpExt: ListenDrops\nTcpExt: 4\n")
        try tree.write("/proc/net/snmp6", "nothing\n")
        try tree.write("/proc/net/snmp", "Tcp: RtoMin\nTcp: 200\n")
        var collector = try Collector(root: tree.root)
        var protocols = try collector.protocols()
        #expect(protocols.tcpExt.listenDrops == 4 && protocols.conntrackMax == nil)
        #expect(protocols.failures.map { $0.source } == ["/proc/net/snmp6"])
        try tree.write("/proc/sys/net/netfilter/nf_conntrack_count", "7\n")
        try tree.write("/proc/sys/net/netfilter/nf_conntrack_max", "none\n")
        protocols = try collector.protocols()
        #expect(protocols.conntrackEntries == 7 && protocols.conntrackMax == nil)
        #expect(protocols.failures.count == 2)
    }
}
