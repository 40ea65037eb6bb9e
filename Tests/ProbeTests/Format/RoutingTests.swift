import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// What was captured of one network namespace by rtnetlink.
private func captured(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Fixture.folder.appendingPathComponent("netlink/\(name)")))
}

/// The file of /proc/net of the same namespace.
private func file(_ name: String) throws -> [UInt8] {
    let root = Fixture.root("firecracker-6.18-x86_64-hybrid")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/proc/net/\(name)")))
}

/// The names of the interfaces of that namespace, by their index.
private let names = [1: "lo", 2: "a1", 3: "a0"]

/// "default via 192.0.2.1 dev a0 metric 100", as ip(8) prints a route.
private func line(_ route: Routing.Route) -> String {
    let name = route.interface?.description ?? names[route.interfaceIndex ?? 0]
    let words: [String?] = [
        route.type == .unicast ? nil : route.type?.rawValue ?? "?",
        route.isDefault
            ? (route.family == .ipv4 ? "default" : "default6")
            : "\(NetworkAddress.text(route.destination))/\(route.prefixBits ?? -1)",
        route.gateway.map { "via \(NetworkAddress.text($0))" }, name.map { "dev \($0)" },
        route.metric.flatMap { $0 == 0 ? nil : "metric \($0)" },
        route.weight.map { "weight \($0)" },
    ]
    return words.compactMap { $0 }.joined(separator: " ")
}

/// "192.0.2.1 dev a0 lladdr 02:00:00:00:00:01 permanent"
private func line(_ neighbour: Routing.Neighbour) -> String {
    let name = neighbour.interface?.description ?? names[neighbour.interfaceIndex ?? 0]
    let words: [String?] = [
        NetworkAddress.text(neighbour.address), name.map { "dev \($0)" },
        neighbour.linkAddress.map { "lladdr \(NetworkAddress.linkText($0))" },
        neighbour.state?.rawValue,
    ]
    return words.compactMap { $0 }.joined(separator: " ")
}

/// What a dump or a text has, and how it ended.
private struct Parsed<Value> {
    var items: [Value] = []
    var malformed = 0
    var code = cprobe_result.CPROBE_OK
    var failure = cprobe_failure()
}

private func bodies(_ bytes: [UInt8], _ body: (cp_span) -> Void) {
    bytes.asC { pointer, length in
        var rest = cp_span_make(pointer, length)
        var message = cp_netlink_message()
        while cp_netlink_take(&rest, &message), Int(message.type) != CP_NETLINK_DONE {
            body(message.body)
        }
    }
}

private func routes(_ bytes: [UInt8]) -> Parsed<Routing.Route> {
    var parsed = Parsed<Routing.Route>()
    bodies(bytes) { body in
        var read = cp_route()
        let kind = cp_route_message_parse(body, &read)
        parsed.malformed += kind == .CP_ROUTING_MALFORMED ? 1 : 0
        guard kind == .CP_ROUTING_WANTED else { return }
        func add() {
            var route = Routing.Route()
            route.set(&read.route)
            parsed.items.append(route)
        }
        if read.hops.length == 0 { add() }
        while cp_route_take_hop(&read) { if !read.is_dead { add() } }
        parsed.malformed += read.hops.length == 0 ? 0 : 1
    }
    return parsed
}

private func neighbours(_ bytes: [UInt8]) -> Parsed<Routing.Neighbour> {
    var parsed = Parsed<Routing.Neighbour>()
    bodies(bytes) { body in
        var read = cprobe_neighbour()
        let kind = cp_neighbour_message_parse(body, &read)
        parsed.malformed += kind == .CP_ROUTING_MALFORMED ? 1 : 0
        guard kind == .CP_ROUTING_WANTED else { return }
        var neighbour = Routing.Neighbour()
        neighbour.set(&read)
        parsed.items.append(neighbour)
    }
    return parsed
}

private func qdiscs(_ bytes: [UInt8]) -> Parsed<Routing.Qdisc> {
    var parsed = Parsed<Routing.Qdisc>()
    bodies(bytes) { body in
        var read = cprobe_qdisc()
        let kind = cp_qdisc_message_parse(body, &read)
        parsed.malformed += kind == .CP_ROUTING_MALFORMED ? 1 : 0
        guard kind == .CP_ROUTING_WANTED else { return }
        var qdisc = Routing.Qdisc()
        qdisc.set(&read)
        parsed.items.append(qdisc)
    }
    return parsed
}

/// A message of a type with a body.
private func message(_ body: [UInt8]) -> [UInt8] {
    let length = UInt32(16 + body.count)
    return withUnsafeBytes(of: length) { Array($0) } + [UInt8](repeating: 0, count: 12) + body
}

/// An attribute, padded.
private func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
    let length = UInt16(4 + value.count)
    return withUnsafeBytes(of: length) { Array($0) } + withUnsafeBytes(of: type) { Array($0) }
        + value + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
}

private func number(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number) { Array($0) }
}

@Suite("rtnetlink messages of routes, neighbours and qdiscs")
struct RoutingMessageTests {
    @Test("The routes are those of ip(8), with each next hop")
    func routesOfDump() throws {
        let parsed = routes(try captured("routes"))
        #expect(parsed.malformed == 0)
        #expect(
            parsed.items.map { line($0) } == [
                "default via 192.0.2.1 dev a0 metric 100",
                "default via 198.51.100.1 dev a1 metric 200",
                "blackhole 10.100.0.0/16",
                "unreachable 10.101.0.0/16 metric 50",
                "prohibit 10.102.0.0/16",
                "throw 10.103.0.0/16",
                "192.0.2.0/24 dev a0",
                "198.51.100.0/24 dev a1",
                "203.0.113.0/25 via 192.0.2.1 dev a0 weight 3",
                "203.0.113.0/25 via 198.51.100.1 dev a1 weight 1",
                "203.0.113.128/26 via fe80::1 dev a0",
                "2001:db8:1::/64 dev a0 metric 256",
                "2001:db8:2::/48 via 2001:db8:1::1 dev a0 metric 1024 weight 2",
                "2001:db8:2::/48 via fe80::5 dev a1 metric 1024 weight 5",
                "unreachable 2001:db8:3::/48 dev lo metric 1024",
                "fe80::/64 dev a1 metric 256",
                "fe80::/64 dev a0 metric 256",
                "default6 via 2001:db8:1::1 dev a0 metric 1024",
            ])
    }

    @Test("The neighbours are those of ip(8): no NOARP, no proxy")
    func neighboursOfDump() throws {
        let parsed = neighbours(try captured("neighbours"))
        #expect(parsed.malformed == 0)
        #expect(
            parsed.items.map { line($0) } == [
                "198.51.100.9 dev a1 incomplete",
                "192.0.2.7 dev a0 lladdr 02:00:00:00:00:07 reachable",
                "192.0.2.60 dev a0 incomplete",
                "192.0.2.8 dev a0 lladdr 02:00:00:00:00:08 stale",
                "192.0.2.1 dev a0 lladdr 02:00:00:00:00:01 permanent",
                "2001:db8:1::9 dev a0 lladdr 02:00:00:00:00:09 permanent",
                "2001:db8:1::1 dev a0 lladdr 02:00:00:00:00:01 reachable",
            ])
    }

    @Test("The qdiscs have the numbers of tc(8)")
    func qdiscsOfDump() throws {
        let parsed = qdiscs(try captured("qdiscs"))
        #expect(parsed.malformed == 0)
        #expect(parsed.items.map { $0.kind } == ["noqueue", "pfifo", "pfifo", "clsact"])
        #expect(parsed.items.map { $0.interfaceIndex } == [1, 2, 3, 3])
        #expect(parsed.items.map { $0.handle.description } == ["0:", "5:", "7:", "ffff:"])
        #expect(
            parsed.items.map { $0.parent.description } == ["root", "root", "root", "ffff:fff1"])
        #expect(parsed.items.map { $0.sentBytes } == [0, 0, 37764, 0])
        #expect(parsed.items.map { $0.sentPackets } == [0, 0, 42, 0])
        #expect(parsed.items.map { $0.drops } == [0, 5, 0, 0])
        #expect(parsed.items.allSatisfy { $0.backlogBytes == 0 && $0.overlimits == 0 })
    }

    @Test("A dump that is cut at any byte has a beginning of its items, and no other one")
    func cut() throws {
        let (r, n, q) = (
            try captured("routes"), try captured("neighbours"), try captured("qdiscs")
        )
        let whole = (routes(r).items, neighbours(n).items, qdiscs(q).items)
        for length in 0..<r.count {
            let some = routes(Array(r.prefix(length)))
            #expect(some.items == Array(whole.0.prefix(some.items.count)) && some.malformed == 0)
        }
        for length in 0..<n.count {
            let some = neighbours(Array(n.prefix(length)))
            #expect(some.items == Array(whole.1.prefix(some.items.count)) && some.malformed == 0)
        }
        for length in 0..<q.count {
            let some = qdiscs(Array(q.prefix(length)))
            #expect(some.items == Array(whole.2.prefix(some.items.count)) && some.malformed == 0)
        }
    }

    /// The lengths at which a body ends with an attribute, whose padding may be missing.
    private func ends(_ body: [UInt8], _ header: Int) -> Set<Int> {
        var ends: Set = [header]
        var offset = header
        while offset + 4 <= body.count {
            let length = Int(body[offset]) | Int(body[offset + 1]) << 8
            let padded = (length + 3) / 4 * 4
            ends.formUnion(offset + length...min(offset + padded, body.count))
            offset += padded
        }
        return ends
    }

    @Test("A body that is cut inside an attribute is malformed")
    func cutBodies() throws {
        for (name, header) in [("routes", 12), ("neighbours", 12), ("qdiscs", 20)] {
            bodies(try captured(name)) { body in
                let bytes = [UInt8](
                    UnsafeRawBufferPointer(start: body.bytes, count: body.length))
                let ends = ends(bytes, header)
                for length in 0..<bytes.count where !ends.contains(length) {
                    let part = message(Array(bytes.prefix(length)))
                    switch name {
                    case "routes": #expect(routes(part).items.isEmpty, "\(length)")
                    case "neighbours": #expect(neighbours(part).items.isEmpty, "\(length)")
                    default: #expect(qdiscs(part).items.isEmpty, "\(length)")
                    }
                }
            }
        }
    }

    @Test("Bad attributes of a route are malformed; another table or family is no route of ours")
    func badRoutes() {
        func header(
            family: UInt8 = 2, bits: UInt8 = 24, source: UInt8 = 0, tos: UInt8 = 0,
            table: UInt8 = 254, type: UInt8 = 1, flags: UInt32 = 0
        ) -> [UInt8] {
            [family, bits, source, tos, table, 3, 0, type] + number(flags)
        }
        let destination = attribute(1, [192, 0, 2, 0])
        func parse(_ body: [UInt8]) -> Parsed<Routing.Route> { routes(message(body)) }
        #expect(parse(header() + destination).items.map { line($0) } == ["192.0.2.0/24"])
        let bad: [[UInt8]] = [
            [], Array(header().dropLast()), header(), header(bits: 33) + destination,
            header() + attribute(1, [192, 0, 2]), header() + attribute(1, [192, 0, 2, 0, 0]),
            header() + destination + attribute(4, [1, 0]),
            header() + destination + attribute(5, []), header() + destination + attribute(6, [1]),
            header() + destination + attribute(15, [254]),
            header() + destination + attribute(18, [2]),
            header() + destination + attribute(18, [10, 0, 1, 2, 3, 4]),
            header() + destination + [5, 0, 4],
            header() + destination + [3, 0, 4, 0],
            header() + destination + [9, 0, 4, 0, 1, 0, 0, 0],
            // Next hops: too short, with a length below its own header, and beyond the attribute.
            header() + destination + attribute(9, [7, 0, 0, 0]),
            header() + destination + attribute(9, [7, 0, 0, 0, 1, 0, 0, 0]),
            header() + destination + attribute(9, [9, 0, 0, 0, 1, 0, 0, 0]),
            header() + destination
                + attribute(9, [16, 0, 0, 0, 1, 0, 0, 0] + attribute(5, [1, 2, 3])),
        ]
        for body in bad {
            let parsed = parse(body)
            #expect(parsed.items.isEmpty && parsed.malformed == 1, "\(body)")
        }
        let others: [[UInt8]] = [
            header(table: 255) + destination, header(family: 28) + destination,
            header(family: 128) + destination, header(flags: 0x200) + destination,
            header() + destination + attribute(15, number(UInt32(1000))),
            header(source: 24) + destination, header(tos: 16) + destination,
            header(flags: 1) + destination,
            // A next hop whose link is down.
            header() + destination + attribute(9, [8, 0, 1, 0, 3, 0, 0, 0]),
        ]
        for body in others {
            let parsed = parse(body)
            #expect(parsed.items.isEmpty && parsed.malformed == 0, "\(body)")
        }
        // The attribute counts more than the byte, which is 252 for tables above 255.
        #expect(
            parse(header(table: 252) + destination + attribute(15, number(UInt32(254)))).items.count
                == 1)
        #expect(parse(header(type: 77) + destination).items.first?.type == nil)
        // A second next hop that is malformed does not cost the first.
        let hops = parse(
            header() + destination
                + attribute(9, [8, 0, 0, 0, 3, 0, 0, 0] + [80, 0, 0, 0, 1, 0, 0, 0]))
        #expect(hops.items.map { line($0) } == ["192.0.2.0/24 dev a0 weight 1"])
        #expect(hops.malformed == 1)
    }

    @Test("Bad attributes of a neighbour and of a qdisc are malformed")
    func badOthers() {
        func neighbour(_ family: UInt8, _ state: UInt16) -> [UInt8] {
            [family, 0, 0, 0] + number(UInt32(3)) + number(state) + [0, 1]
        }
        let address = attribute(1, [192, 0, 2, 7])
        for (body, malformed) in [
            (neighbour(2, 2), 1), (neighbour(2, 2) + attribute(1, [1, 2, 3]), 1),
            (neighbour(2, 2) + address + attribute(2, [UInt8](repeating: 1, count: 33)), 1),
            (neighbour(2, 2) + address + [1], 1), (Array(neighbour(2, 2).dropLast()), 1),
            (neighbour(7, 2) + address, 0), (neighbour(2, 0) + address, 0),
            (neighbour(2, 0x40) + address, 0),
        ] as [([UInt8], Int)] {
            let parsed = neighbours(message(body))
            #expect(parsed.items.isEmpty && parsed.malformed == malformed, "\(body)")
        }
        let states: [(UInt16, Routing.NeighbourState?)] = [
            (1, .incomplete), (2, .reachable), (4, .stale), (8, .delay), (16, .probe),
            (32, .failed), (128, .permanent), (256, nil), (3, nil),
        ]
        for (state, wanted) in states {
            let parsed = neighbours(message(neighbour(2, state) + address))
            #expect(parsed.items.map { $0.state } == [wanted])
        }

        let header: [UInt8] =
            [0, 0, 0, 0] + number(UInt32(3)) + number(UInt32(0x10000)) + number(UInt32(0x10002))
            + number(UInt32(1))
        let kind = attribute(1, Array("htb\0".utf8))
        let basic = attribute(1, number(UInt64(5_000_000_000)) + number(UInt32(7)))
        let packets = attribute(8, number(UInt64(1) << 40))
        let queue = attribute(
            3, [11, 1200, 5, 6, 9].flatMap { number(UInt32($0)) })
        for body in [
            header, header + attribute(1, [0]),
            header + attribute(1, [UInt8](repeating: 97, count: 17)),
            header + kind + attribute(7, attribute(1, [UInt8](repeating: 0, count: 11))),
            header + kind + attribute(7, attribute(3, [UInt8](repeating: 0, count: 19))),
            header + kind + attribute(7, attribute(8, [1, 2, 3])),
            header + kind + attribute(7, [7, 0, 1]), Array(header.dropLast()),
        ] {
            let parsed = qdiscs(message(body))
            #expect(parsed.items.isEmpty && parsed.malformed == 1, "\(body)")
        }
        for stats in [basic + packets + queue, queue + packets + basic] {
            let parsed = qdiscs(message(header + kind + attribute(7, stats)))
            let qdisc = parsed.items.first
            #expect(qdisc?.handle.description == "1:" && qdisc?.parent.description == "1:2")
            #expect(qdisc?.sentBytes == 5_000_000_000 && qdisc?.sentPackets == 1 << 40)
            #expect(qdisc?.backlogPackets == 11 && qdisc?.backlogBytes == 1200)
            #expect(qdisc?.drops == 5 && qdisc?.requeues == 6 && qdisc?.overlimits == 9)
        }
        // Without statistics, nothing is 0.
        let bare = qdiscs(message(header + kind)).items.first
        #expect(bare?.kind == "htb" && bare?.drops == nil && bare?.sentBytes == nil)
    }

    @Test("Each request has the length that the kernel wants")
    func requests() {
        for (type, length) in [
            (CP_NETLINK_GET_ROUTE, 28), (CP_NETLINK_GET_NEIGHBOUR, 28), (CP_NETLINK_GET_QDISC, 36),
            (CP_NETLINK_GET_LINK, 32), (CP_NETLINK_GET_STATS, 28),
        ] {
            var bytes = [UInt8](repeating: 1, count: 36)
            #expect(cp_netlink_dump_request(UInt16(type), 7, &bytes) == length)
            #expect(bytes[0] == length && bytes[4] == type && bytes[16] == 0)
        }
    }

    @Test("A handle is written as tc(8) does, and read again")
    func handles() {
        for (number, text) in [
            (0, "0:"), (0x1_0000, "1:"), (0x8001_0000, "8001:"), (0x1_0010, "1:10"), (2, ":2"),
            (0xffff_fff1, "ffff:fff1"), (0xffff_ffff, "root"),
        ] as [(UInt32, String)] {
            let handle = Routing.QdiscHandle(rawValue: number)
            #expect(handle.description == text && Routing.QdiscHandle(text) == handle)
        }
        for text in ["", "1", "1:2:3", "x:", "10000:", ":g"] {
            #expect(Routing.QdiscHandle(text) == nil, "\(text)")
        }
    }
}

@Suite("Files of routes, neighbours, wireless interfaces and IPsec")
struct RoutingFileTests {
    private typealias RouteParser =
        (
            UnsafePointer<CChar>?, Int, UnsafeMutablePointer<cprobe_route>?, Int,
            UnsafeMutablePointer<Int>?, UnsafeMutablePointer<cprobe_failure>?
        ) -> cprobe_result

    private func routes(_ bytes: [UInt8], _ parse: RouteParser) -> Parsed<Routing.Route> {
        var items = [cprobe_route](repeating: cprobe_route(), count: 64)
        var parsed = Parsed<Routing.Route>()
        var count = 0
        parsed.code = bytes.asC { parse($0, $1, &items, 64, &count, &parsed.failure) }
        for index in 0..<min(count, 64) {
            var route = Routing.Route()
            route.set(&items[index])
            parsed.items.append(route)
        }
        return parsed
    }

    private func neighbours(_ bytes: [UInt8]) -> Parsed<Routing.Neighbour> {
        var items = [cprobe_neighbour](repeating: cprobe_neighbour(), count: 64)
        var parsed = Parsed<Routing.Neighbour>()
        var count = 0
        parsed.code = bytes.asC {
            cprobe_arp_parse($0, $1, &items, 64, &count, &parsed.failure)
        }
        for index in 0..<min(count, 64) {
            var neighbour = Routing.Neighbour()
            neighbour.set(&items[index])
            parsed.items.append(neighbour)
        }
        return parsed
    }

    private func wireless(_ text: String) -> Parsed<Routing.Wireless> {
        var items = [cprobe_wireless](repeating: cprobe_wireless(), count: 8)
        var parsed = Parsed<Routing.Wireless>()
        var count = 0
        parsed.code = text.asC {
            cprobe_wireless_parse($0, $1, &items, 8, &count, &parsed.failure)
        }
        for index in 0..<min(count, 8) {
            var item = Routing.Wireless()
            item.set(&items[index])
            parsed.items.append(item)
        }
        return parsed
    }

    @Test("The files have the routes of the dump, but for what they lack")
    func wholeRoutes() throws {
        let v4 = routes(try file("route"), cprobe_route_parse)
        #expect(v4.code == .CPROBE_OK)
        #expect(
            v4.items.map { line($0) } == [
                "default via 192.0.2.1 dev a0 metric 100",
                "default via 198.51.100.1 dev a1 metric 200",
                "? 10.100.0.0/16", "? 10.101.0.0/16 metric 50", "? 10.102.0.0/16",
                "? 10.103.0.0/16", "192.0.2.0/24 dev a0", "198.51.100.0/24 dev a1",
                "203.0.113.0/25 via 192.0.2.1 dev a0",
                // The gateway is of IPv6, which the file does not print.
                "203.0.113.128/26 dev a0",
            ])
        let v6 = routes(try file("ipv6_route"), cprobe_ipv6_route_parse)
        #expect(v6.code == .CPROBE_OK)
        #expect(
            Set(v6.items.map { line($0) }) == [
                "2001:db8:1::/64 dev a0 metric 256",
                "2001:db8:2::/48 via 2001:db8:1::1 dev a0 metric 1024",
                "2001:db8:2::/48 via fe80::5 dev a1 metric 1024",
                "? 2001:db8:3::/48 dev lo metric 1024",
                // Of another table.
                "2001:db8:4::/48 via 2001:db8:1::1 dev a0 metric 1024",
                "fe80::/64 dev a1 metric 256", "fe80::/64 dev a0 metric 256",
                "default6 via 2001:db8:1::1 dev a0 metric 1024",
            ])
        #expect(v6.items.count == 8)
    }

    @Test("The file has the neighbours of IPv4, and of their states only a permanent one")
    func wholeNeighbours() throws {
        let parsed = neighbours(try file("arp"))
        #expect(parsed.code == .CPROBE_OK)
        #expect(
            parsed.items.map { line($0) } == [
                "198.51.100.9 dev a1", "192.0.2.7 dev a0 lladdr 02:00:00:00:00:07",
                "192.0.2.60 dev a0", "192.0.2.8 dev a0 lladdr 02:00:00:00:00:08",
                "192.0.2.1 dev a0 lladdr 02:00:00:00:00:01 permanent",
            ])
    }

    @Test("A text that is cut at any byte has a beginning of its items")
    func cut() throws {
        let v4 = try file("route")
        let v6 = try file("ipv6_route")
        let arp = try file("arp")
        let whole = (
            routes(v4, cprobe_route_parse).items, routes(v6, cprobe_ipv6_route_parse).items,
            neighbours(arp).items
        )
        for length in 0..<v4.count {
            let some = routes(Array(v4.prefix(length)), cprobe_route_parse)
            #expect(some.items == Array(whole.0.prefix(some.items.count)))
        }
        // The interface is the last word of a line: only a newline ends it.
        for length in 0..<v6.count {
            let some = routes(Array(v6.prefix(length)), cprobe_ipv6_route_parse)
            for (route, wanted) in zip(some.items, whole.1) {
                #expect(route.destination == wanted.destination && route.metric == wanted.metric)
                #expect(wanted.interface!.description.hasPrefix(route.interface!.description))
            }
        }
        for length in 0..<arp.count {
            for (neighbour, wanted) in zip(neighbours(Array(arp.prefix(length))).items, whole.2) {
                #expect(neighbour.address == wanted.address)
                #expect(neighbour.linkAddress == wanted.linkAddress)
            }
        }
    }

    @Test("A bad line is skipped, and the failure has its number")
    func badLines() throws {
        let header = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n"
        let good = "eth0\t00000000\t00000000\t0001\t0\t0\t5\t00000000\t0\n"
        for (part, other) in [
            ("eth0", String(repeating: "x", count: 33)), ("eth0\t00000000", "eth0\t0000000"),
            ("eth0\t00000000", "eth0\t000000000"), ("0001", "x"), ("\t5\t", "\t4294967296\t"),
            ("\t5\t00000000", "\t5\tFF00FF00"), ("\t5\t00000000", "\t5"),
        ] {
            let bad = good.replacingOccurrences(of: part, with: other)
            #expect(bad != good)
            let parsed = routes(Array((header + bad + good).utf8), cprobe_route_parse)
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.failure.line == 2, "\(bad)")
            #expect(parsed.items.map { line($0) } == ["default dev eth0 metric 5"], "\(bad)")
        }
        for text in ["", "\n", good, "\0"] {
            let parsed = routes(Array(text.utf8), cprobe_route_parse)
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.items.isEmpty)
        }
        #expect(routes(Array(header.utf8), cprobe_route_parse).code == .CPROBE_OK)
        // Metrics of 2^31 and more are printed with a sign.
        for (printed, metric) in [
            ("-1", UInt32.max), ("-2147483648", 1 << 31), ("-16769024", 4_278_198_272),
        ] {
            let text = header + good.replacingOccurrences(of: "\t5\t", with: "\t\(printed)\t")
            let parsed = routes(Array(text.utf8), cprobe_route_parse)
            #expect(parsed.items.map { line($0) } == ["default dev eth0 metric \(metric)"])
        }

        let zeros = String(repeating: "0", count: 32)
        let v6 = "\(zeros) 00 \(zeros) 00 \(zeros) 00000400 00000003 00000000 00000003     eth0\n"
        for (part, other) in [
            ("\(zeros) 00 ", "\(zeros)0 00 "), ("\(zeros) 00 ", "\(zeros) 81 "),
            ("00000400", "g0000400"), ("00000400", "000000400"), ("    eth0", ""),
            ("    eth0", "    eth0 x"), ("\(zeros) 00000400", "\(zeros.dropLast()) 00000400"),
        ] {
            let range = try #require(v6.range(of: part))
            let bad = v6.replacingCharacters(in: range, with: other)
            let parsed = routes(Array((v6 + bad + v6).utf8), cprobe_ipv6_route_parse)
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.failure.line == 2, "\(bad)")
            #expect(parsed.items.count == 2, "\(bad)")
        }
        #expect(routes([], cprobe_ipv6_route_parse).code == .CPROBE_OK)
        // A route for the packets of some sources only.
        let ofSources = v6.replacingOccurrences(
            of: "\(zeros) 00 \(zeros) 00 \(zeros)", with: "\(zeros) 00 \(zeros) 38 \(zeros)")
        #expect(ofSources != v6)
        #expect(routes(Array(ofSources.utf8), cprobe_ipv6_route_parse).items.isEmpty)

        let arpHeader =
            "IP address       HW type     Flags       HW address            Mask     Device\n"
        let arp = "192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0\n"
        for (part, other) in [
            ("192.0.2.1 ", "192.0.2 "), ("192.0.2.1 ", "192.0.2.256 "),
            ("192.0.2.1 ", "192.0.2.1.1 "),
            ("0x2", "2"), ("0x2", "0x"), ("02:fc", "2:fc"), ("02:fc", "02fc"),
            ("02:fc", String(repeating: "02:", count: 30) + "fc"), ("eth0", ""), ("eth0", "eth0 x"),
        ] {
            let bad = arp.replacingOccurrences(of: part, with: other)
            let parsed = neighbours(Array((arpHeader + bad + arp).utf8))
            #expect(parsed.code == .CPROBE_MALFORMED && parsed.failure.line == 2, "\(bad)")
            #expect(
                parsed.items.map { line($0) } == ["192.0.2.1 dev eth0 lladdr 02:fc:00:00:00:05"])
        }
        #expect(neighbours(Array(arp.utf8)).code == .CPROBE_MALFORMED)
        // The kernel prints nine octets of a longer address.
        let cut = neighbours(
            Array((arpHeader + arp.replacingOccurrences(of: "02:fc", with: "80:00:48:02:fc")).utf8))
        #expect(cut.code == .CPROBE_OK && cut.items.map { line($0) } == ["192.0.2.1 dev eth0"])
        #expect(cprobe_route_parse(nil, 0, nil, 0, nil, nil) == .CPROBE_INVALID)
        #expect(cprobe_ipv6_route_parse(nil, 0, nil, 1, nil, nil) == .CPROBE_INVALID)
        #expect(cprobe_arp_parse(nil, 1, nil, 0, nil, nil) == .CPROBE_INVALID)
        #expect(cprobe_wireless_parse(nil, 0, nil, 0, nil, nil) == .CPROBE_INVALID)
        #expect(cprobe_xfrm_stat_parse(nil, 0, nil, nil) == .CPROBE_INVALID)
    }

    /// By net/wireless/wext-proc.c; no machine here has a wireless interface.
    private static let header = """
        Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
         face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22

        """

    @Test("A wireless interface has its quality, and counters above 2^31")
    func wirelessLines() {
        let parsed = wireless(
            Self.header
                + " wlan0: 0000   70.  -37.  -256        1      2      3      4     12        5\n"
                + "wlp2s0: 0000    4    200     -1        0      0      0      0     -1 -2147483648\n"
        )
        #expect(parsed.code == .CPROBE_OK)
        #expect(parsed.items.map { $0.interface } == ["wlan0", "wlp2s0"])
        #expect(parsed.items.map { $0.link } == [70, 4])
        #expect(parsed.items.map { $0.level } == [-37, 200])
        #expect(parsed.items.map { $0.noise } == [nil, -1])
        #expect(parsed.items[0].discardedNwid == 1 && parsed.items[0].discardedCrypt == 2)
        #expect(parsed.items[0].discardedFrag == 3 && parsed.items[0].discardedRetry == 4)
        #expect(parsed.items[0].discardedMisc == 12 && parsed.items[0].missedBeacons == 5)
        #expect(parsed.items[1].discardedMisc == 4_294_967_295)
        #expect(parsed.items[1].missedBeacons == 2_147_483_648)
        // Without a connection there are no statistics.
        let none = wireless(Self.header + " wlan0: 0000    0     0     0  0 0 0 0 0  0\n")
        #expect(none.code == .CPROBE_OK && none.items.map { $0.link } == [nil])
        #expect(none.items.first?.noise == nil && none.items.first?.missedBeacons == nil)
        #expect(wireless(Self.header).code == .CPROBE_OK)
        for text in ["", "\n", "wlan0: 0000 1 2 3\n", "Inter-| sta\n", "Inter-|\nx\n"] {
            #expect(wireless(text).code == .CPROBE_MALFORMED, "\(text)")
        }
    }

    @Test("A bad number of a wireless interface costs its own field")
    func badWireless() {
        let parsed = wireless(
            Self.header + "wlan0: 0000 x -3000000000 -90. 1 1.5 3 4 5\n"
                + "nothing\n\(String(repeating: "w", count: 33)): 0 1 2 3\n")
        #expect(parsed.code == .CPROBE_MALFORMED && parsed.items.count == 1)
        let item = parsed.items[0]
        #expect(item.link == nil && item.level == nil && item.noise == -90)
        #expect(item.discardedNwid == 1 && item.discardedCrypt == nil && item.discardedMisc == 5)
        #expect(item.missedBeacons == nil)
    }

    @Test("Each reason of IPsec is its own field; unknown ones are skipped")
    func xfrm() {
        let rows = FieldRow.all(.CPROBE_RECORD_XFRM)
        let text = rows.enumerated().map { index, row in
            "\(row.key.padding(toLength: 24, withPad: " ", startingAt: 0))\t\(index + 1)\n"
        }.joined()
        var c = cprobe_xfrm()
        var failure = cprobe_failure()
        let all = text + "XfrmNewError            \t9\n"
        #expect(all.asC { cprobe_xfrm_stat_parse($0, $1, &c, &failure) } == .CPROBE_OK)
        var xfrm = Routing.Xfrm()
        xfrm.setFields(&c)
        var values: [Int64] = []
        xfrm.forEachField { _, value in
            if case .integer(let number)? = value { values.append(number) }
        }
        #expect(values == (1...Int64(rows.count)).map { $0 } && rows.count == 32)
        let bad = "XfrmInError             \t1x\nXfrmInNoStates          \t7\n"
        #expect(bad.asC { cprobe_xfrm_stat_parse($0, $1, &c, &failure) } == .CPROBE_MALFORMED)
        #expect(failure.line == 1)
        xfrm.setFields(&c)
        #expect(xfrm.inError == nil && xfrm.inNoStates == 7 && xfrm.outError == nil)
        for text in ["", "\n", "nothing\n"] {
            #expect(text.asC { cprobe_xfrm_stat_parse($0, $1, &c, nil) } == .CPROBE_MALFORMED)
        }
    }
}

@Suite("The section routing", .needsLinux)
struct RoutingSectionTests {
    @Test("A captured root is read from its files, and lacks what only rtnetlink has")
    func fromFiles() throws {
        func text(_ name: String) throws -> String {
            String(decoding: try file(name), as: UTF8.self)
        }
        let tree = try Tree([
            "/proc/net/route": try text("route"), "/proc/net/arp": try text("arp"),
            "/proc/net/ipv6_route": try text("ipv6_route"),
            "/proc/net/xfrm_stat": "XfrmInNoStates          \t7\n",
        ])
        var collector = try Collector(root: tree.root)
        var routing = try collector.routing()
        #expect(routing.routes.count == 18 && routing.neighbours.count == 5)
        #expect(routing.xfrm.inNoStates == 7 && routing.monotonicNs == nil)
        #expect(routing.qdiscs.isEmpty && routing.drivers.isEmpty && routing.wireless.isEmpty)
        #expect(routing.failures.map { $0.source } == ["rtnetlink"])
        #expect(routing.failures.map { $0.code } == [.unsupported])
        // A bad line costs its route.
        try tree.write("/proc/net/route", "Iface\tx\nbad\n")
        routing = try collector.routing()
        #expect(routing.routes.count == 8 && routing.neighbours.count == 5)
        #expect(routing.failures.map { $0.source } == ["/proc/net/route", "rtnetlink"])
        #expect(routing.failures.first?.line == 2)
        let empty = try Tree(["/proc/stat": "cpu 1\n"])
        var none = try Collector(root: empty.root)
        #expect(throws: ProbeError.self) { try none.routing() }
    }

    @Test("This machine has the routes that /proc/net/route has, by the same interfaces")
    func live() throws {
        var collector = try Collector()
        let routing = try collector.routing()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "/proc/net/route")))
        var items = [cprobe_route](repeating: cprobe_route(), count: 256)
        var count = 0
        #expect(
            bytes.asC { cprobe_route_parse($0, $1, &items, 256, &count, nil) } == .CPROBE_OK)
        let wanted = items.prefix(count).map { item in
            var item = item
            var route = Routing.Route()
            route.set(&item)
            return line(route)
        }
        let found = routing.routes.filter { $0.family == .ipv4 && ($0.weight ?? 1) == 1 }
        #expect(found.map { line($0) } == wanted)
        #expect(routing.monotonicNs != nil && routing.failures.isEmpty)
        let all = Sample.Sections.usual.union([.routing])
        #expect(collector.sample(all).routing.value != nil)
        #expect(collector.sample().routing == .notRequested)
    }

    @Test("The JSON of a section is read again")
    func json() throws {
        var routing = Routing()
        var route = Routing.Route()
        (route.type, route.destination, route.gateway) = (.throw, [192, 0, 2, 0], [10, 0, 0, 1])
        (route.interface, route.prefixBits, route.weight) = ("eth0", 24, 2)
        var v6 = Routing.Route()
        (v6.family, v6.destination) = (.ipv6, [UInt8](repeating: 0, count: 16))
        routing.routes = [route, v6]
        var neighbour = Routing.Neighbour()
        (neighbour.address, neighbour.linkAddress) = ([192, 0, 2, 9], [2, 0xfc, 0, 0, 0, 1])
        (neighbour.state, neighbour.interfaceIndex) = (.probe, 3)
        routing.neighbours = [neighbour]
        var qdisc = Routing.Qdisc()
        (qdisc.kind, qdisc.handle, qdisc.drops) = ("htb", Routing.QdiscHandle("1:")!, 5)
        qdisc.parent = Routing.QdiscHandle("1:10")!
        routing.qdiscs = [qdisc]
        var wireless = Routing.Wireless()
        (wireless.interface, wireless.level) = ("wlan0", -37)
        routing.wireless = [wireless]
        var driver = Routing.Driver()
        (driver.interface, driver.name, driver.bus) = ("eth0", "e1000e", "0000:00:1f.6")
        routing.drivers = [driver]
        routing.xfrm.inNoStates = 7
        let text = routing.json()
        #expect(text.contains("\"gateway\":\"10.0.0.1\"") && text.contains("\"parent\":\"1:10\""))
        #expect(text.contains("\"link_address\":\"02:fc:00:00:00:01\""))
        #expect(try JSONDecoder().decode(Routing.self, from: Data(text.utf8)) == routing)
        for (part, other) in [("10.0.0.1", "10.0.0"), ("02:fc", "x:fc"), ("1:10", "1:10:")] {
            let bad = text.replacingOccurrences(of: part, with: other)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Routing.self, from: Data(bad.utf8))
            }
        }
    }
}
