import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("The text of routes, neighbours and queues")
struct RoutingTextTests {
    private static let terminal = Terminal(width: nil, hasColour: false)

    private func page(_ routing: Routing) -> String {
        var sample = Sample()
        sample.routing = .value(routing)
        return SampleText(sample, nil, [.routing], perCPU: false, Self.terminal).page()
    }

    private func route(
        _ destination: [UInt8], _ bits: Int, via gateway: [UInt8]? = nil, metric: Int = 0
    ) -> Routing.Route {
        var route = Routing.Route()
        (route.destination, route.prefixBits, route.gateway) = (destination, bits, gateway)
        route.family = destination.count == 4 ? .ipv4 : .ipv6
        (route.type, route.interface, route.metric) = (.unicast, "eth0", metric)
        return route
    }

    @Test("Gateways come first, and columns are aligned")
    func whole() {
        var routing = Routing()
        var blackhole = route([10, 0, 0, 0], 8)
        (blackhole.type, blackhole.interface) = (.blackhole, nil)
        let zeros = [UInt8](repeating: 0, count: 16)
        routing.routes = [
            blackhole, route([192, 0, 2, 0], 24),
            route(zeros, 0, via: [0xfe, 0x80] + zeros.dropFirst(3) + [1], metric: 1024),
            route([0, 0, 0, 0], 0, via: [192, 0, 2, 1], metric: 100),
        ]
        var neighbour = Routing.Neighbour()
        (neighbour.address, neighbour.linkAddress) = ([192, 0, 2, 1], [2, 0xfc, 0, 0, 0, 5])
        (neighbour.state, neighbour.interface) = (.reachable, "eth0")
        var lost = neighbour
        (lost.address, lost.linkAddress, lost.state) = ([192, 0, 2, 9], nil, .failed)
        routing.neighbours = [neighbour, lost]
        var qdisc = Routing.Qdisc()
        (qdisc.kind, qdisc.interface, qdisc.sentBytes) = ("fq_codel", "eth0", 4096)
        (qdisc.sentPackets, qdisc.drops, qdisc.overlimits, qdisc.requeues) = (3, 7, 0, 0)
        (qdisc.backlogPackets, qdisc.backlogBytes) = (2, 3000)
        var child = Routing.Qdisc()
        (child.kind, child.interface) = ("pfifo", "eth0")
        child.parent = Routing.QdiscHandle("1:10")!
        routing.qdiscs = [qdisc, child]
        var wireless = Routing.Wireless()
        (wireless.interface, wireless.link, wireless.level) = ("wlan0", 70, -37)
        wireless.missedBeacons = 1
        routing.wireless = [wireless]
        var driver = Routing.Driver()
        (driver.interface, driver.name, driver.version) = ("eth0", "virtio_net", "1.0.0")
        driver.bus = "0000:00:03.0"
        routing.drivers = [driver]
        routing.xfrm.inNoStates = 7
        routing.xfrm.outPolBlock = 0
        let text = page(routing)
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "routes default via 192.0.2.1 eth0 metric 100",
                "default via fe80::1 eth0 metric 1024", "10.0.0.0/8 blackhole -",
                "192.0.2.0/24 on the link eth0",
                "neighbours eth0: 2 neighbours, 1 reachable, 1 failed",
                "192.0.2.1 02:fc:00:00:00:05 eth0 reachable", "192.0.2.9 - eth0 failed",
                "queues eth0 fq_codel sent 4 KiB in 3 packets 2 packets (2.9 KiB) waiting, 7 dropped",
                "eth0 pfifo at 1:10 use unknown",
                "wireless wlan0: link 70, level -37 dBm, 1 beacon missed",
                "drivers eth0 virtio_net 1.0.0 bus 0000:00:03.0",
                "ipsec dropped packets: 7 XfrmInNoStates",
            ], "\(text)")
        let places = text.split(separator: "\n").prefix(4).compactMap { line in
            line.range(of: "eth0").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        #expect(Set(places).count == 1 && places.count == 3)
    }

    @Test("Nothing, and long lists")
    func counts() {
        #expect(page(Routing()) == "routes      none\nneighbours  none\n")
        var routing = Routing()
        routing.routes = (0..<100).map { route([10, UInt8($0), 0, 0], 16) }
        routing.routes.append(route([0, 0, 0, 0], 0, via: [10, 0, 0, 1]))
        let text = page(routing)
        #expect(text.hasPrefix("routes      default"))
        #expect(text.contains("and 61 further routes"))
        // A name of the kernel has no control characters on the terminal.
        routing.routes[100].interface = KernelName(bytes: [0x1b, 0x41])
        #expect(page(routing).contains("\\x1bA"))
    }
}
