import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite("/proc/net/dev, snmp, sockstat")
struct NetworkTests {
    struct Answer {
        var network = cprobe_network()
        var items: [cprobe_interface] = []
        var names: [String] {
            items.map { item in
                withUnsafeBytes(of: item.name) {
                    String(decoding: $0.prefix(Int(item.name_length)), as: UTF8.self)
                }
            }
        }
    }

    func parse(_ bytes: [UInt8], capacity: Int = 64) -> Answer? {
        var answer = Answer()
        var items = [cprobe_interface](repeating: cprobe_interface(), count: capacity)
        var count = 0
        let result = bytes.asC {
            cprobe_net_dev_parse($0, $1, &answer.network, &items, capacity, &count, nil)
        }
        answer.items = Array(items.prefix(min(count, capacity)))
        return result == .CPROBE_OK ? answer : nil
    }

    static let header = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed

        """

    func lines(_ lines: String...) -> Answer? {
        parse(Array((Self.header + lines.map { $0 + "\n" }.joined()).utf8))
    }

    @Test("Each column is its own counter")
    func columns() throws {
        let answer = try #require(lines("  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"))
        let c = answer.items[0].counters
        #expect(c.present_fields.words.0 == 0xffff)
        #expect([c.rx_bytes, c.rx_packets, c.rx_errors, c.rx_dropped] == [1, 2, 3, 4])
        #expect([c.rx_fifo, c.rx_frame, c.rx_compressed, c.rx_multicast] == [5, 6, 7, 8])
        #expect([c.tx_bytes, c.tx_packets, c.tx_errors, c.tx_dropped] == [9, 10, 11, 12])
        #expect([c.tx_fifo, c.tx_collisions, c.tx_carrier, c.tx_compressed] == [13, 14, 15, 16])
        #expect(answer.network.total.tx_compressed == 16)
    }

    @Test("Names may hold nearly anything, and a number may follow the colon at once")
    func names() throws {
        let zero = String(repeating: " 0", count: 15)
        let answer = try #require(
            lines(
                "    lo:7\(zero)", "we.ird-1: 1\(zero)", "eth0:1: 2\(zero)", "a\"b\\c:3\(zero)",
                " ünï:    4\(zero)", "a|b: 5\(zero)"))
        #expect(answer.names == ["lo", "we.ird-1", "eth0:1", "a\"b\\c", "ünï", "a|b"])
        #expect(answer.items.map(\.counters.rx_bytes) == [7, 1, 2, 3, 4, 5])
        #expect(answer.items.map(\.loopback) == [true, false, false, false, false, false])
        #expect(answer.network.total.rx_bytes == 15)
        #expect(answer.network.failures.count == 0)
    }

    @Test("One bad line or number costs nothing but itself")
    func bad() throws {
        let answer = try #require(
            lines(
                "eth0: 1 2 x 4 5 6 7 8 9 10 11 12 13 14 15 16", "no colon here",
                "eth1: 1 2 3", "eth2: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
                "\(String(repeating: "n", count: 40)): 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"))
        #expect(answer.names == ["eth0", "eth1", "eth2"])
        #expect(answer.network.failures.count == 4)
        #expect(answer.items[0].counters.present_fields.words.0 == 0xffff & ~4)
        // With fewer columns it is unknown which they are.
        #expect(answer.items[1].counters.present_fields.words.0 == 0)
        // What one interface lacks is not known of all.
        #expect(answer.network.total.present_fields.words.0 == 0)
    }

    @Test("A text of another kind is malformed, and so is a header alone: every network has lo")
    func malformed() throws {
        #expect(parse([]) == nil)
        #expect(parse(Array("hello\n".utf8)) == nil)
        #expect(lines() == nil)
        #expect(parse(Array((Self.header + " eth0: 1\n").utf8), capacity: 0) == nil)
    }

    @Test("A cut text has whole interfaces only", arguments: Fixture.names)
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/net/dev")
        let whole = try #require(parse(bytes))
        #expect(whole.network.failures.count == 0 && !whole.items.isEmpty)
        for length in 0..<bytes.count {
            guard let part = parse(Array(bytes.prefix(length))) else { continue }
            for (a, b) in zip(part.items, whole.items) {
                let fields = a.counters.present_fields.words.0
                #expect(fields == 0xffff || fields == 0)
                #expect(fields == 0 || a.counters.rx_bytes == b.counters.rx_bytes)
                #expect(
                    fields == 0 || isCut(a.counters.tx_compressed, of: b.counters.tx_compressed))
            }
            #expect(part.names == Array(whole.names.prefix(part.names.count)))
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        let text = Self.header + " eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"
        let answer = try #require(parse(Array((text + end).utf8)))
        #expect(answer.names == ["eth0"] && answer.network.failures.count == 0)
        #expect(answer.items[0].counters.tx_compressed == 16)
        var network = cprobe_network()
        let snmp = "Tcp: RetransSegs CurrEstab\nTcp: 4 15" + end
        #expect(snmp.asC { cprobe_snmp_parse($0, $1, &network, nil) } == .CPROBE_OK)
        let sockstat = "sockets: used 293" + end
        #expect(sockstat.asC { cprobe_sockstat_parse($0, $1, 4096, &network, nil) } == .CPROBE_OK)
        #expect(network.tcp_established == 15 && network.sockets_used == 293)
    }

    @Test("Old headers name other columns, and nothing is taken for what it is not")
    func old() throws {
        let text = """
            Inter-|   Receive                  |  Transmit
             face |packets errs drop fifo frame|packets errs drop fifo colls carrier
                lo:   3154    0    0    0    0     3154    0    0    0     0    0
              eth0: No statistics available.

            """
        let answer = try #require(parse(Array(text.utf8)))
        #expect(answer.names == ["lo", "eth0"] && answer.network.failures.count == 2)
        #expect(answer.items.allSatisfy { $0.counters.present_fields.words.0 == 0 })
    }

    /// The numbers of a record by the kernel's names, in the units of the record.
    private func numbers<Record>(
        _ record: cprobe_record, of value: Record, from source: String
    ) -> [String: Double] {
        let rows = FieldRow.all(record).filter { $0.source.contains(source) && !$0.key.isEmpty }
        return withUnsafePointer(to: value) { value in
            Dictionary(
                uniqueKeysWithValues: rows.compactMap { row in
                    row.number(of: value).map { (row.key, $0) }
                })
        }
    }

    @Test(
        "Every counter is what its column says, in every captured machine", arguments: Fixture.names
    )
    func counters(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/net/snmp")
        var c = cprobe_network()
        #expect(bytes.asC { cprobe_snmp_parse($0, $1, &c, nil) } == .CPROBE_OK)
        #expect(c.failures.count == 0)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
        var read = [
            "Ip:": numbers(.CPROBE_RECORD_IP, of: c.ip, from: "snmp"),
            "Icmp:": numbers(.CPROBE_RECORD_ICMP, of: c.icmp, from: "snmp"),
            "Tcp:": numbers(.CPROBE_RECORD_TCP, of: c.tcp, from: "snmp"),
            "Udp:": numbers(.CPROBE_RECORD_UDP, of: c.udp, from: "snmp"),
            "UdpLite:": numbers(.CPROBE_RECORD_UDP, of: c.udplite, from: "snmp"),
        ]
        read["Tcp:"]!.merge(numbers(.CPROBE_RECORD_NETWORK, of: c, from: "snmp")) { $1 }
        var seen = 0
        for (names, values) in zip(lines, lines.dropFirst()) where names[0] == values[0] {
            guard var left = read[names[0]] else { continue }
            for (name, value) in zip(names, values).dropFirst() {
                guard let number = left.removeValue(forKey: name) else {
                    #expect(["Forwarding", "RtoAlgorithm", "MaxConn"].contains(name))
                    continue
                }
                let unit = name == "RtoMin" || name == "RtoMax" ? 1e6 : 1
                #expect(Double(value)! * unit == number, "\(names[0]) \(name)")
                seen += 1
            }
            #expect(left.isEmpty)
        }
        #expect(seen > 70)
    }

    @Test("Every count of sockets is what its line says", arguments: Fixture.names)
    func sockstat(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/net/sockstat")
        var c = cprobe_network()
        #expect(bytes.asC { cprobe_sockstat_parse($0, $1, 4096, &c, nil) } == .CPROBE_OK)
        #expect(c.failures.count == 0)
        var expected: [String: Double] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            for at in stride(from: 1, to: words.count - 1, by: 2) {
                expected["\(words[0]) \(words[at])"] =
                    Double(words[at + 1])! * (words[at] == "mem" ? 4096 : 1)
            }
        }
        #expect(numbers(.CPROBE_RECORD_NETWORK, of: c, from: "sockstat") == expected)
        // Without a page size, counts of pages are not known.
        c = cprobe_network()
        #expect(bytes.asC { cprobe_sockstat_parse($0, $1, 0, &c, nil) } == .CPROBE_OK)
        #expect(
            !cprobe_has(
                c.present_fields, cprobe_network_field.CPROBE_NETWORK_TCP_MEMORY_BYTES.rawValue))
        #expect(c.failures.count == 0)
    }

    @Test("A cut text has no number that the whole one has not, but for the last, which is cut")
    func cutCounters() throws {
        let snmp = try Fixture.bytes("firecracker-6.18-x86_64-hybrid", "/proc/net/snmp")
        let sockstat = try Fixture.bytes("firecracker-6.18-x86_64-hybrid", "/proc/net/sockstat")
        func read(_ bytes: [UInt8], _ isSnmp: Bool) -> [[String: Double]]? {
            var c = cprobe_network()
            let result = bytes.asC {
                isSnmp
                    ? cprobe_snmp_parse($0, $1, &c, nil)
                    : cprobe_sockstat_parse($0, $1, 4096, &c, nil)
            }
            guard result == .CPROBE_OK else {
                #expect(result == .CPROBE_MALFORMED && c.failures.count == 0)
                return nil
            }
            return [
                numbers(.CPROBE_RECORD_NETWORK, of: c, from: isSnmp ? "snmp" : "sockstat"),
                numbers(.CPROBE_RECORD_IP, of: c.ip, from: "snmp"),
                numbers(.CPROBE_RECORD_ICMP, of: c.icmp, from: "snmp"),
                numbers(.CPROBE_RECORD_TCP, of: c.tcp, from: "snmp"),
                numbers(.CPROBE_RECORD_UDP, of: c.udp, from: "snmp"),
                numbers(.CPROBE_RECORD_UDP, of: c.udplite, from: "snmp"),
            ]
        }
        for (bytes, isSnmp) in [(snmp, true), (sockstat, false)] {
            let whole = try #require(read(bytes, isSnmp))
            for length in 0..<bytes.count {
                guard let part = read(Array(bytes.prefix(length)), isSnmp) else { continue }
                var others = 0
                for (a, b) in zip(part, whole) {
                    for (key, value) in a where b[key] != value {
                        others += 1
                        #expect(b[key].map { value < $0 } ?? false, "\(key) at \(length)")
                    }
                }
                #expect(others <= 1, "at \(length)")
            }
        }
    }

    @Test("A bad number costs its own field; names without as many numbers cost the pair")
    func badCounters() {
        func read(_ text: String) -> cprobe_network {
            var c = cprobe_network()
            #expect(text.asC { cprobe_snmp_parse($0, $1, &c, nil) } == .CPROBE_OK, "\(text)")
            return c
        }
        let base = "Tcp: CurrEstab RetransSegs\nTcp: 1 2\n"
        for bad in ["-1", "x", "1x", "18446744073709551615", "99999999999999999999"] {
            let c = read(base + "Udp: InDatagrams NoPorts InErrors\nUdp: 3 \(bad) 5\n")
            #expect(c.udp.in_datagrams == 3 && c.udp.in_errors == 5)
            #expect(c.udp.present_fields.words.0 == 0b101, "\(bad)")
            #expect(c.failures.count == 1 && c.failures.items.0.line == 4)
            #expect(c.failures.items.0.code == .CPROBE_MALFORMED)
        }
        for (pair, line) in [
            ("Udp: InDatagrams NoPorts\nUdp: 3\n", 4), ("Udp: InDatagrams\nUdp: 3 4\n", 4),
            ("Udp: InDatagrams\n", 3), ("Udp: InDatagrams\nIcmp: InMsgs\nIcmp: 9\n", 3),
        ] {
            let c = read(base + pair)
            #expect(c.udp.present_fields.words.0 == 0 && c.tcp_established == 1, "\(pair)")
            #expect(c.failures.count == 1 && c.failures.items.0.line == line, "\(pair)")
            #expect((c.icmp.in_msgs == 9) == pair.contains("Icmp"))
        }
        let c = read("Udp: InDatagrams\nUdp: 3\n")
        #expect(c.udp.in_datagrams == 3 && c.failures.count == 1)
        #expect(c.failures.items.0.source.map { String(cString: $0) } == "/proc/net/snmp")
    }

    @Test("Columns may come in any order, among ones that are not known")
    func order() {
        var c = cprobe_network()
        let text = """
            Udp: OutDatagrams New InDatagrams
            Udp: 1 2 3
            New: A
            New: 4
            Tcp: RetransSegs OutSegs CurrEstab
            Tcp: 5 6 7
            Ip: OutRequests InReceives
            Ip: 8 9

            """
        #expect(text.asC { cprobe_snmp_parse($0, $1, &c, nil) } == .CPROBE_OK)
        #expect([c.udp.out_datagrams, c.udp.in_datagrams] == [1, 3])
        #expect([c.tcp_retransmits, c.tcp.out_segs, c.tcp_established] == [5, 6, 7])
        #expect([c.ip.out_requests, c.ip.in_receives] == [8, 9] && c.failures.count == 0)
    }

    @Test("Connections and retransmits are found by their columns' names", arguments: Fixture.names)
    func snmp(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/net/snmp")
        var network = cprobe_network()
        #expect(bytes.asC { cprobe_snmp_parse($0, $1, &network, nil) } == .CPROBE_OK)
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("Tcp:") }.map { $0.split(separator: " ") }
        let column = try #require(rows[0].firstIndex(of: "CurrEstab"))
        let again = try #require(rows[0].firstIndex(of: "RetransSegs"))
        #expect("\(network.tcp_established)" == rows[1][column])
        #expect("\(network.tcp_retransmits)" == rows[1][again])
        var sockets = cprobe_network()
        let sockstat = try Fixture.bytes(name, "/proc/net/sockstat")
        #expect(sockstat.asC { cprobe_sockstat_parse($0, $1, 4096, &sockets, nil) } == .CPROBE_OK)
        #expect(
            String(decoding: sockstat, as: UTF8.self).hasPrefix(
                "sockets: used \(sockets.sockets_used)\n"))
    }

    @Test(
        "Texts without them are malformed",
        arguments: [
            "", "Tcp: CurrEstab RetransSegs\n", "Tcp: CurrEstab RetransSegs\nTcp: 1\n",
            "Tcp: CurrEstab RetransSegs\nTcp: x -1\n", "Tcp: CurrEstab RetransSegs\nTcp: 1 ",
            "sockets: used\n", "sockets: used x\n", "sockets: used ", "TCP: new 1\n",
        ])
    func textsWithout(text: String) {
        var network = cprobe_network()
        #expect(text.asC { cprobe_snmp_parse($0, $1, &network, nil) } == .CPROBE_MALFORMED)
        #expect(
            text.asC { cprobe_sockstat_parse($0, $1, 4096, &network, nil) } == .CPROBE_MALFORMED)
        #expect(network.failures.count == 0)
    }

    @Test("The small files of an interface")
    func small() {
        func span<R>(_ text: String, _ body: (cp_span) -> R) -> R {
            text.asC { body(cp_span_make($0, $1)) }
        }
        var number: UInt64 = 0
        #expect(span("1500\n") { cp_interface_number_parse($0, &number) } && number == 1500)
        for end in textEnds {
            #expect(span("15" + end) { cp_interface_number_parse($0, &number) } && number == 15)
        }
        for text in ["", "\n", "-1\n", "1 1\n", "1\n2\n", "0x1\n"] {
            #expect(!span(text) { cp_interface_number_parse($0, &number) })
        }
        var flags: UInt32 = 0
        #expect(span("0x1003\n") { cp_interface_flags_parse($0, &flags) } && flags == 0x1003)
        for text in ["0x\n", "1003\n", "0x", "0x1234567890\n", "0xg\n"] {
            #expect(!span(text) { cp_interface_flags_parse($0, &flags) })
        }
        var state = cprobe_operstate.CPROBE_OPERSTATE_UNKNOWN
        #expect(span("lowerlayerdown\n") { cp_interface_operstate_parse($0, &state) })
        #expect(state == .CPROBE_OPERSTATE_LOWERLAYERDOWN)
        #expect(!span("upp\n") { cp_interface_operstate_parse($0, &state) })
        #expect(span("up") { cp_interface_operstate_parse($0, &state) })
        #expect(!span("u") { cp_interface_operstate_parse($0, &state) })
        var item = cprobe_interface()
        func alias() -> String {
            withUnsafeBytes(of: item.alias) {
                String(decoding: $0.prefix(Int(item.alias_length)), as: UTF8.self)
            }
        }
        #expect(span("up to ünï \n") { cp_interface_alias_parse($0, &item) })
        #expect(alias() == "up to ünï ")
        let longest = String(repeating: "a", count: 256)
        #expect(span(longest) { cp_interface_alias_parse($0, &item) } && alias() == longest)
        for text in ["", "\n", longest + "a\n"] {
            #expect(!span(text) { cp_interface_alias_parse($0, &item) })
        }
        var duplex = cprobe_duplex.CPROBE_DUPLEX_HALF
        #expect(
            span("full\n") { cp_interface_duplex_parse($0, &duplex) }
                && duplex == .CPROBE_DUPLEX_FULL)
        #expect(!span("unknown\n") { cp_interface_duplex_parse($0, &duplex) })
        #expect(
            span("INTERFACE=br0\nDEVTYPE=bridge\n") { cp_interface_uevent_parse($0) }
                == .CP_INTERFACE_HAS_PORTS)
        #expect(
            span("DEVTYPE=wlan\nIFINDEX=3\n") { cp_interface_uevent_parse($0) }
                == .CP_INTERFACE_ALONE)
    }

    @Test(
        "A bad file costs an interface its own field, and says which",
        .needsLinux)
    func badFile() throws {
        let line = ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
        let tree = try Tree([
            "/proc/net/dev": Self.header + "a\(line)b\(line)", "/sys/class/net/a/mtu": "x\n",
            "/sys/class/net/a/ifindex": "7\n", "/sys/class/net/b/mtu": "1500\n",
            "/sys/class/net/b/tx_queue_len": "1000\n",
            "/sys/class/net/b/carrier_changes": "5\n",
            "/sys/class/net/b/carrier_up_count": "3\n",
            "/sys/class/net/b/carrier_down_count": "2\n", "/sys/class/net/b/ifalias": "to b\n",
        ])
        var collector = try Collector(root: tree.root)
        let interfaces = try collector.network().interfaces
        #expect(interfaces[0].failure?.source == "/sys/class/net/NAME/mtu")
        #expect(interfaces[0].mtuBytes == nil && interfaces[0].index == 7)
        #expect(interfaces[0].carrierChanges == nil && interfaces[0].alias == nil)
        // Every interface has a number.
        #expect(interfaces[1].mtuBytes == 1500 && interfaces[1].index == nil)
        let b = interfaces[1]
        #expect([b.txQueueLength, b.carrierChanges] == [1000, 5])
        #expect([b.carrierUpChanges, b.carrierDownChanges] == [3, 2])
        #expect(b.alias == "to b" && b.alternativeNames == nil)
        #expect(interfaces[1].failure?.source == "/sys/class/net/NAME/ifindex")
        #expect(interfaces[1].failure?.code == .notFound)
    }

    @Test("A tap and the ends of a pair have no speed, whatever their files say", .needsLinux)
    func noMedium() throws {
        let line = ": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
        var files = ["/proc/net/dev": Self.header]
        for (index, name) in ["eth0", "tap0", "v0", "v1", "far0"].enumerated() {
            files["/proc/net/dev"]! += name + line
            files["/sys/class/net/\(name)/ifindex"] = "\(index + 2)\n"
            files["/sys/class/net/\(name)/speed"] = "10000\n"
            files["/sys/class/net/\(name)/duplex"] = "full\n"
            files["/sys/class/net/\(name)/iflink"] = "\([2, 3, 5, 4, 77][index])\n"
        }
        files["/sys/class/net/tap0/tun_flags"] = "0x1002\n"
        let tree = try Tree(files)
        var collector = try Collector(root: tree.root)
        let interfaces = try collector.network().interfaces
        #expect(interfaces.map(\.speedBitsPerSecond) == [10_000_000_000, nil, nil, nil, nil])
        #expect(interfaces.map(\.duplex) == [.full, nil, nil, nil, nil])
    }

    @Test(
        "A captured machine's interfaces, from their files",
        .needsLinux,
        arguments: [
            "debian-6.1-x86_64-devices", "debian-6.1-aarch64-devices", "debian-5.10-x86_64-devices",
        ])
    func captured(name: String) throws {
        var collector = try Collector(root: Fixture.root(name))
        let network = try collector.network()
        func interface(_ name: String) throws -> NetworkInterface {
            try #require(network.interfaces.first { $0.name.description == name })
        }
        #expect(network.failures.isEmpty)
        #expect(try interface("lo").isLoopback && interface("lo").mtuBytes == 65536)
        #expect(
            try interface("eth0").flags?.names == [
                "up", "broadcast", "running", "multicast", "lower_up",
            ])
        #expect(try interface("eth0").operstate == .up)
        for stacked in ["eth0.7", "mac0", "br0", "bond0"] {
            #expect(try interface(stacked).isStacked, "\(stacked)")
        }
        #expect(try interface("eth0.7").lowerIndex == interface("eth0").index)
        #expect(try !interface("eth0").isStacked && !interface("dummy0").isStacked)
        let counted = network.interfaces.filter { !$0.isLoopback && !$0.isStacked }
        #expect(network.total.rxBytes == counted.compactMap(\.counters.rxBytes).reduce(0, +))
        #expect(throws: ProbeError.self) { try collector.addresses() }
    }

    @Test(
        "A root without /sys still has names and counters",
        .needsLinux)
    func bare() throws {
        let tree = try Tree([
            "/proc/net/dev": Self.header + " eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
        ])
        var collector = try Collector(root: tree.root)
        let network = try collector.network()
        #expect(network.interfaces.map(\.counters.txBytes) == [9])
        #expect(network.interfaces[0].index == nil && network.interfaces[0].flags == nil)
        #expect(network.failures.map(\.source) == ["/proc/net/sockstat", "/proc/net/snmp"])
        #expect(network.interfaces[0].failure?.code == .notFound)
    }
}

@Suite("rtnetlink messages")
struct LinkTests {
    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Fixture.folder.appendingPathComponent("netlink/\(name)")))
    }

    /// Each message of a type, as the body of it.
    func each(_ bytes: [UInt8], _ type: Int, _ body: (cp_span) -> Void) {
        bytes.asC { text, length in
            var rest = cp_span_make(text, length)
            var message = cp_netlink_message()
            while cp_netlink_take(&rest, &message) {
                if Int(message.type) == type { body(message.body) }
            }
        }
    }

    struct Link {
        var name = ""
        var index = 0
        var mtu = 0
        var lower = 0
        var master = 0
        var counters = cprobe_traffic()
        var hasMedium = true
    }

    func links(_ bytes: [UInt8]) -> [Link] {
        var links: [Link] = []
        each(bytes, CP_NETLINK_NEW_LINK) { body in
            var link = cp_link()
            guard cp_link_parse(body, &link) else { return }
            let name = String(
                decoding: UnsafeRawBufferPointer(start: link.name.bytes, count: link.name.length),
                as: UTF8.self)
            links.append(
                Link(
                    name: name, index: Int(link.index), mtu: Int(link.mtu_bytes),
                    lower: Int(link.lower), master: Int(link.master), counters: link.counters,
                    hasMedium: !link.has_no_medium))
        }
        return links
    }

    @Test("Links say what ip(8) said of them")
    func captured() throws {
        let links = links(try Self.bytes("links"))
        #expect(links.map(\.name) == ["lo", "br0", "v1", "v0", "mac0", "far0"])
        #expect(links.map(\.index) == [1, 2, 3, 4, 5, 7])
        #expect(links.map(\.mtu) == [65536, 1500, 1500, 1500, 1500, 1500])
        #expect(links.map(\.master) == [0, 0, 0, 2, 0, 0])
        // A veth has no lower device, whether its peer is here or elsewhere.
        #expect(links.map(\.lower) == [0, 0, 0, 0, 3, 0])
        #expect(links.map(\.hasMedium) == [true, true, false, false, true, false])
    }

    @Test("Both kinds of message sum as /proc/net/dev does")
    func sums() throws {
        let text = try Self.bytes("net_dev")
        var network = cprobe_network()
        var items = [cprobe_interface](repeating: cprobe_interface(), count: 8)
        var count = 0
        #expect(
            text.asC { cprobe_net_dev_parse($0, $1, &network, &items, 8, &count, nil) }
                == .CPROBE_OK)
        func bytes(_ traffic: cprobe_traffic) -> [UInt8] {
            withUnsafeBytes(of: traffic) { Array($0) }
        }
        let links = links(try Self.bytes("links"))
        #expect(links.map { bytes($0.counters) } == items.prefix(count).map { bytes($0.counters) })
        var stats: [Int: cprobe_traffic] = [:]
        each(try Self.bytes("stats"), CP_NETLINK_NEW_STATS) { body in
            var index: UInt32 = 0
            var traffic = cprobe_traffic()
            #expect(cp_link_stats_parse(body, &index, &traffic))
            stats[Int(index)] = traffic
        }
        for link in links {
            #expect(stats[link.index].map(bytes) == bytes(link.counters), "\(link.name)")
        }
    }

    @Test("Every one of the 23 numbers goes where /proc/net/dev puts it")
    func numbers() throws {
        // A NEW_STATS body: its header, then one attribute with the numbers 1, 2, 4, 8 and so on.
        var body: [UInt8] = [0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0]
        body += [UInt8(4 + 23 * 8), 0, 1, 0]
        for bit in 0..<23 {
            withUnsafeBytes(of: UInt64(1) << bit) { body += $0 }
        }
        var index: UInt32 = 0
        var t = cprobe_traffic()
        #expect(body.asC { cp_link_stats_parse(cp_span_make($0, $1), &index, &t) } && index == 9)
        #expect([t.rx_packets, t.tx_packets, t.rx_bytes, t.tx_bytes] == [1, 2, 4, 8])
        #expect([t.rx_errors, t.tx_errors, t.tx_dropped, t.rx_multicast] == [16, 32, 128, 256])
        #expect(t.rx_dropped == 1 << 6 + 1 << 15)
        #expect(t.tx_collisions == 1 << 9)
        #expect(t.rx_frame == 1 << 10 + 1 << 11 + 1 << 12 + 1 << 13)
        #expect(t.rx_fifo == 1 << 14 && t.tx_fifo == 1 << 18)
        #expect(t.tx_carrier == 1 << 16 + 1 << 17 + 1 << 19 + 1 << 20)
        #expect(t.rx_compressed == 1 << 21 && t.tx_compressed == 1 << 22)
    }

    /// An attribute with its padding.
    static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        let length = UInt16(4 + value.count)
        let bytes: [UInt8] = [
            UInt8(length & 255), UInt8(length >> 8), UInt8(type & 255), UInt8(type >> 8),
        ]
        return bytes + value + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
    }

    @Test("An alias, further names, the queue's length and changes of the carrier")
    func properties() {
        func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
        func name(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
        let long = String(repeating: "n", count: 127)
        let names = ["enp0s3", "x@y", long, long, "last"].flatMap { Self.attribute(53, name($0)) }
        var body: [UInt8] = [0, 0, 1, 0] + number(3) + number(0x1003) + number(0)
        body += Self.attribute(3, name("eth0")) + Self.attribute(13, number(1000))
        body += Self.attribute(20, name("to ünï")) + Self.attribute(35, number(5))
        body += Self.attribute(47, number(3)) + Self.attribute(48, number(2))
        body += Self.attribute(52 | 0x8000, Self.attribute(54, name("other")) + names)
        body.asC { bytes, length in
            var link = cp_link()
            #expect(cp_link_parse(cp_span_make(bytes, length), &link))
            #expect(link.has_tx_queue_length && link.tx_queue_length == 1000)
            #expect(link.has_carrier_changes && link.carrier_changes == 5)
            #expect(link.has_carrier_up_changes && link.carrier_up_changes == 3)
            #expect(link.has_carrier_down_changes && link.carrier_down_changes == 2)
            #expect(
                String(
                    decoding: UnsafeRawBufferPointer(
                        start: link.alias.bytes, count: link.alias.length), as: UTF8.self)
                    == "to ünï")
            var copied = [CChar](repeating: 1, count: 256)
            let count = cp_link_alternative_names(link.properties, &copied, 256)
            let text = copied.prefix(count).map { UInt8(bitPattern: $0) }
            // The second long name does not fit; the one behind it does.
            #expect(
                text.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                    == ["enp0s3", "x@y", long, "last"])
            // A cut message has fewer of them, and none that is cut.
            for length in 0..<length {
                guard cp_link_parse(cp_span_make(bytes, length), &link) else { continue }
                #expect(!link.has_carrier_changes || link.carrier_changes == 5)
                #expect(link.alias.length == 0 || link.alias.length == 8)
            }
        }
    }

    @Test("A cut answer has whole links only")
    func cut() throws {
        let bytes = try Self.bytes("links")
        let whole = links(bytes)
        var counts: Set<Int> = []
        for length in stride(from: 0, to: bytes.count, by: 3) {
            let part = links(Array(bytes.prefix(length)))
            #expect(part.map(\.name) == whole.prefix(part.count).map(\.name))
            counts.insert(part.count)
        }
        #expect(counts == Set(0...whole.count))
    }
}
