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
        #expect(sockstat.asC { cprobe_sockstat_parse($0, $1, &network, nil) } == .CPROBE_OK)
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
        #expect(sockstat.asC { cprobe_sockstat_parse($0, $1, &sockets, nil) } == .CPROBE_OK)
        #expect(
            String(decoding: sockstat, as: UTF8.self).hasPrefix(
                "sockets: used \(sockets.sockets_used)\n"))
    }

    @Test(
        "Texts without them are malformed",
        arguments: [
            "", "Tcp: CurrEstab RetransSegs\n", "Tcp: CurrEstab RetransSegs\nTcp: 1\n",
            "Tcp: CurrEstab RetransSegs\nTcp: 1 -1\n", "Tcp: CurrEstab RetransSegs\nTcp: 1 ",
            "Tcp: CurrEstab RetransSegs\nTcp: 18446744073709551615 2\n",
            "sockets: used\n", "sockets: used x\n", "sockets: used ", "TCP: inuse 1\n",
        ])
    func textsWithout(text: String) {
        var network = cprobe_network()
        #expect(text.asC { cprobe_snmp_parse($0, $1, &network, nil) } == .CPROBE_MALFORMED)
        #expect(text.asC { cprobe_sockstat_parse($0, $1, &network, nil) } == .CPROBE_MALFORMED)
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
        ])
        var collector = try Collector(root: tree.root)
        let interfaces = try collector.network().interfaces
        #expect(interfaces[0].failure?.source == "/sys/class/net/NAME/mtu")
        #expect(interfaces[0].mtuBytes == nil && interfaces[0].index == 7)
        // Every interface has a number.
        #expect(interfaces[1].mtuBytes == 1500 && interfaces[1].index == nil)
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
