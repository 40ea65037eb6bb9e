import Probe

/// Routes, gateways first, neighbours, queues, wireless links, drivers and IPsec for people.
extension SampleText {
    /// Lines of a list at most; a line says how many others there are.
    private static var listed: Int { 40 }

    func add(_ routing: Routing, to page: inout Page) {
        addRoutes(routing.routes, to: &page)
        addNeighbours(routing.neighbours, to: &page)
        addQdiscs(routing.qdiscs, to: &page)
        addWireless(routing.wireless, to: &page)
        addDrivers(routing.drivers, to: &page)
        addDrops(routing.xfrm, to: &page)
    }

    private func addRoutes(_ routes: [Routing.Route], to page: inout Page) {
        let sorted =
            routes.filter { $0.isDefault && $0.family == .ipv4 }
            + routes.filter { $0.isDefault && $0.family != .ipv4 }
            + routes.filter { !$0.isDefault }
        var table = Table([Column(least: 12), Column(least: 12), Column(), Column(rank: 1)])
        // All gateways are shown.
        let count = max(Self.listed, routes.filter { $0.isDefault }.count)
        for route in sorted.prefix(count) {
            let type = route.type == .unicast ? nil : route.type?.rawValue ?? "type unknown"
            let way =
                route.gateway.map { "via \(NetworkAddress.text($0))" } ?? type ?? "on the link"
            table.add(
                Self.destination(route), way,
                route.interface.map { safe($0.description) } ?? "-",
                [
                    route.metric.flatMap { $0 == 0 ? nil : "metric \($0)" },
                    route.weight.map { "weight \($0)" },
                ].compactMap { $0 }.joined(separator: ", "))
        }
        if routes.isEmpty {
            page.line("routes", "none")
        } else {
            page.rows("routes", table)
        }
        addRest(routes.count - count, "route", to: &page)
    }

    private func addNeighbours(_ neighbours: [Routing.Neighbour], to page: inout Page) {
        for (index, line) in Self.states(neighbours).enumerated() {
            page.line(index == 0 ? "neighbours" : "", line)
        }
        var table = Table([Column(least: 12), Column(least: 12), Column(), Column(rank: 1)])
        for neighbour in neighbours.prefix(Self.listed) {
            table.add(
                NetworkAddress.text(neighbour.address),
                neighbour.linkAddress.map { NetworkAddress.linkText($0) } ?? "-",
                neighbour.interface.map { safe($0.description) } ?? "-",
                neighbour.state?.rawValue ?? "")
        }
        if neighbours.isEmpty {
            page.line("neighbours", "none")
        } else {
            page.rows("", table)
        }
        addRest(neighbours.count - Self.listed, "neighbour", to: &page)
    }

    /// The neighbours of each interface by their states: "eth0: 3 neighbours, 2 reachable, 1 stale".
    static func states(_ neighbours: [Routing.Neighbour]) -> [String] {
        var interfaces: [KernelName?] = []
        for interface in neighbours.map({ $0.interface })
        where !interfaces.contains(where: { $0 == interface }) {
            interfaces.append(interface)
        }
        let states: [Routing.NeighbourState] = [
            .reachable, .stale, .delay, .probe, .permanent, .incomplete, .failed,
        ]
        return interfaces.map { interface in
            let own = neighbours.filter { $0.interface == interface }
            let counts = states.compactMap { state -> String? in
                let count = own.filter { $0.state == state }.count
                return count == 0 ? nil : "\(count) \(state.rawValue)"
            }
            let name = interface.map { safe($0.description) } ?? "-"
            return (["\(name): \(counted(Int64(own.count), "neighbour"))"] + counts)
                .joined(separator: ", ")
        }
    }

    private func addQdiscs(_ qdiscs: [Routing.Qdisc], to page: inout Page) {
        var table = Table([Column(least: 6), Column(least: 8), Column(least: 16), Column(rank: 1)])
        for qdisc in qdiscs.prefix(Self.listed) {
            let sent = qdisc.sentBytes.flatMap { sent in
                qdisc.sentPackets.map { "sent \(bytes(sent)) in \(counted($0, "packet"))" }
            }
            let waiting = qdisc.backlogPackets.flatMap { packets in
                qdisc.backlogBytes.flatMap { size in
                    packets == 0 ? nil : "\(counted(packets, "packet")) (\(bytes(size))) waiting"
                }
            }
            let counts = [
                waiting, qdisc.drops.flatMap { $0 == 0 ? nil : "\($0) dropped" },
                qdisc.overlimits.flatMap { $0 == 0 ? nil : "\($0) over limits" },
                qdisc.requeues.flatMap { $0 == 0 ? nil : "\($0) requeued" },
            ]
            let place = qdisc.parent == .root ? "" : " at \(qdisc.parent)"
            table.add(
                qdisc.interface.map { safe($0.description) } ?? "-",
                "\(safe(qdisc.kind.description))\(place)", sent ?? "use unknown",
                counts.compactMap { $0 }.joined(separator: ", "))
        }
        if !qdiscs.isEmpty { page.rows("queues", table) }
        addRest(qdiscs.count - Self.listed, "queue", to: &page)
    }

    private func addWireless(_ wireless: [Routing.Wireless], to page: inout Page) {
        for (index, item) in wireless.enumerated() {
            func level(_ number: Int) -> String { number < 0 ? "\(number) dBm" : "\(number)" }
            let discarded = sum([
                item.discardedNwid, item.discardedCrypt, item.discardedFrag, item.discardedRetry,
                item.discardedMisc,
            ])
            let parts = [
                item.link.map { "link \($0)" }, item.level.map { "level \(level($0))" },
                item.noise.map { "noise \(level($0))" },
                discarded.map { "\(counted($0, "packet")) discarded" },
                item.missedBeacons.map { "\(counted($0, "beacon")) missed" },
            ]
            page.line(
                index == 0 ? "wireless" : "",
                "\(safe(item.interface.description)): "
                    + parts.compactMap { $0 }.joined(separator: ", "))
        }
    }

    private func addDrivers(_ drivers: [Routing.Driver], to page: inout Page) {
        var table = Table([Column(least: 6), Column(least: 8), Column(rank: 1), Column(rank: 2)])
        for driver in drivers.prefix(Self.listed) {
            table.add(
                safe(driver.interface.description),
                [driver.name, driver.version].compactMap { $0.map { safe($0.description) } }
                    .joined(separator: " "),
                driver.bus.map { "bus \(safe($0.description))" } ?? "",
                driver.firmware.map { "firmware \(safe($0.description))" } ?? "")
        }
        if !drivers.isEmpty { page.rows("drivers", table) }
        addRest(drivers.count - Self.listed, "driver", to: &page)
    }

    /// The reasons for which IPsec dropped packets, by the kernel's names.
    private func addDrops(_ xfrm: Routing.Xfrm, to page: inout Page) {
        var drops: [String] = []
        xfrm.forEachField { field, value in
            if case .integer(let count)? = value, count > 0 {
                drops.append("\(count) \(field.key)")
            }
        }
        if !drops.isEmpty {
            page.line("ipsec", "dropped packets: \(drops.joined(separator: ", "))")
        }
    }

    private func addRest(_ count: Int, _ noun: String, to page: inout Page) {
        if count > 0 { page.line("", "and \(counted(Int64(count), "further \(noun)"))") }
    }

    private static func destination(_ route: Routing.Route) -> String {
        if route.isDefault { return "default" }
        return NetworkAddress.text(route.destination) + (route.prefixBits.map { "/\($0)" } ?? "")
    }
}
