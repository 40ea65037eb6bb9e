internal import CProbe

extension [UInt8] {
    /// Copies an address; allocates only if it changed.
    fileprivate mutating func set<Bytes>(_ array: borrowing Bytes, _ length: UInt32) {
        Swift.withUnsafeBytes(of: array) { raw in
            let bytes = raw.prefix(Int(length))
            if !elementsEqual(bytes) { self = [UInt8](bytes) }
        }
    }
}

extension [UInt8]? {
    /// Copies an address; nil if it has no byte.
    fileprivate mutating func set<Bytes>(_ array: borrowing Bytes, _ length: UInt32) {
        guard length != 0 else {
            self = nil
            return
        }
        var bytes = self ?? []
        bytes.set(array, length)
        self = bytes
    }
}

extension KernelName? {
    fileprivate mutating func set(_ interface: borrowing cprobe_interface_name) {
        set(interface.name_length != 0, interface.name, interface.name_length)
    }
}

extension NetworkAddress.Family {
    fileprivate init(_ c: cprobe_family) {
        switch c {
        case .CPROBE_FAMILY_IPV4: self = .ipv4
        case .CPROBE_FAMILY_IPV6: self = .ipv6
        case .CPROBE_FAMILY_HARDWARE: self = .hardware
        }
    }
}

extension Routing.RouteType {
    fileprivate init?(_ c: cprobe_route_type) {
        switch c {
        case .CPROBE_ROUTE_UNKNOWN: return nil
        case .CPROBE_ROUTE_UNICAST: self = .unicast
        case .CPROBE_ROUTE_LOCAL: self = .local
        case .CPROBE_ROUTE_BROADCAST: self = .broadcast
        case .CPROBE_ROUTE_ANYCAST: self = .anycast
        case .CPROBE_ROUTE_MULTICAST: self = .multicast
        case .CPROBE_ROUTE_BLACKHOLE: self = .blackhole
        case .CPROBE_ROUTE_UNREACHABLE: self = .unreachable
        case .CPROBE_ROUTE_PROHIBIT: self = .prohibit
        case .CPROBE_ROUTE_THROW: self = .throw
        }
    }
}

extension Routing.NeighbourState {
    fileprivate init?(_ c: cprobe_neighbour_state) {
        switch c {
        case .CPROBE_NEIGHBOUR_UNKNOWN: return nil
        case .CPROBE_NEIGHBOUR_INCOMPLETE: self = .incomplete
        case .CPROBE_NEIGHBOUR_REACHABLE: self = .reachable
        case .CPROBE_NEIGHBOUR_STALE: self = .stale
        case .CPROBE_NEIGHBOUR_DELAY: self = .delay
        case .CPROBE_NEIGHBOUR_PROBE: self = .probe
        case .CPROBE_NEIGHBOUR_FAILED: self = .failed
        case .CPROBE_NEIGHBOUR_PERMANENT: self = .permanent
        }
    }
}

private func index(of interface: borrowing cprobe_interface_name) -> Int? {
    interface.index == 0 ? nil : Int(interface.index)
}

extension Routing.Route {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_route>) {
        setFields(c)
        family = NetworkAddress.Family(c.pointee.family)
        type = Routing.RouteType(c.pointee.type)
        destination.set(c.pointee.destination.bytes, c.pointee.destination.length)
        gateway.set(c.pointee.gateway.bytes, c.pointee.gateway.length)
        interface.set(c.pointee.interface)
        interfaceIndex = index(of: c.pointee.interface)
    }
}

extension Routing.Neighbour {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_neighbour>) {
        family = NetworkAddress.Family(c.pointee.family)
        address.set(c.pointee.address.bytes, c.pointee.address.length)
        linkAddress.set(c.pointee.link_address, c.pointee.link_address_length)
        state = Routing.NeighbourState(c.pointee.state)
        interface.set(c.pointee.interface)
        interfaceIndex = index(of: c.pointee.interface)
    }
}

extension Routing.Qdisc {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_qdisc>) {
        setFields(c)
        kind.set(c.pointee.kind, c.pointee.kind_length)
        handle = Routing.QdiscHandle(rawValue: c.pointee.handle)
        parent = Routing.QdiscHandle(rawValue: c.pointee.parent)
        interface.set(c.pointee.interface)
        interfaceIndex = index(of: c.pointee.interface)
    }
}

extension Routing.Wireless {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_wireless>) {
        setFields(c)
        interface.set(c.pointee.interface.name, c.pointee.interface.name_length)
    }
}

extension Routing.Driver {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_network_driver>) {
        interface.set(c.pointee.interface.name, c.pointee.interface.name_length)
        interfaceIndex = index(of: c.pointee.interface)
        name.set(c.pointee.name, c.pointee.name_length)
        version.set(c.pointee.version_length != 0, c.pointee.version, c.pointee.version_length)
        firmware.set(c.pointee.firmware_length != 0, c.pointee.firmware, c.pointee.firmware_length)
        bus.set(c.pointee.bus_length != 0, c.pointee.bus, c.pointee.bus_length)
    }
}

/// The buffers of the section.
struct RoutingItems {
    var routes = Items<cprobe_route>(capacity: 32)
    var neighbours = Items<cprobe_neighbour>(capacity: 32)
    var qdiscs = Items<cprobe_qdisc>(capacity: 16)
    var wireless = Items<cprobe_wireless>(capacity: 4)
    var drivers = Items<cprobe_network_driver>(capacity: 8)

    func deallocate() {
        routes.deallocate()
        neighbours.deallocate()
        qdiscs.deallocate()
        wireless.deallocate()
        drivers.deallocate()
    }

    fileprivate var lists: cprobe_routing_lists {
        mutating get {
            cprobe_routing_lists(
                routes: routes.buffer.baseAddress, route_capacity: routes.buffer.count,
                route_count: 0, neighbours: neighbours.buffer.baseAddress,
                neighbour_capacity: neighbours.buffer.count, neighbour_count: 0,
                qdiscs: qdiscs.buffer.baseAddress, qdisc_capacity: qdiscs.buffer.count,
                qdisc_count: 0, wireless: wireless.buffer.baseAddress,
                wireless_capacity: wireless.buffer.count, wireless_count: 0,
                drivers: drivers.buffer.baseAddress, driver_capacity: drivers.buffer.count,
                driver_count: 0)
        }
    }

    /// Whether a list had more items than its buffer, which is larger now.
    fileprivate mutating func grow(to lists: borrowing cprobe_routing_lists) -> Bool {
        let hasMoreRoutes = routes.grow(to: lists.route_count)
        let hasMoreNeighbours = neighbours.grow(to: lists.neighbour_count)
        let hasMoreQdiscs = qdiscs.grow(to: lists.qdisc_count)
        let hasMoreWireless = wireless.grow(to: lists.wireless_count)
        let hasMoreDrivers = drivers.grow(to: lists.driver_count)
        return hasMoreRoutes || hasMoreNeighbours || hasMoreQdiscs || hasMoreWireless
            || hasMoreDrivers
    }
}

extension Collector {
    @inline(never)
    mutating func read(into routing: inout Routing) throws(ProbeError) {
        while true {
            var c = cprobe_routing()
            var lists = routingItems.lists
            var failure = cprobe_failure()
            guard cprobe_routing_read(storage, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            if routingItems.grow(to: lists) { continue }
            routing.routes.resize(to: lists.route_count, with: Routing.Route())
            for index in 0..<lists.route_count { routing.routes[index].set(lists.routes + index) }
            routing.neighbours.resize(to: lists.neighbour_count, with: Routing.Neighbour())
            for index in 0..<lists.neighbour_count {
                routing.neighbours[index].set(lists.neighbours + index)
            }
            routing.qdiscs.resize(to: lists.qdisc_count, with: Routing.Qdisc())
            for index in 0..<lists.qdisc_count { routing.qdiscs[index].set(lists.qdiscs + index) }
            routing.wireless.resize(to: lists.wireless_count, with: Routing.Wireless())
            for index in 0..<lists.wireless_count {
                routing.wireless[index].set(lists.wireless + index)
            }
            routing.drivers.resize(to: lists.driver_count, with: Routing.Driver())
            for index in 0..<lists.driver_count {
                routing.drivers[index].set(lists.drivers + index)
            }
            routing.xfrm.setFields(&c.xfrm)
            routing.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            routing.failures.set(c.failures)
            return
        }
    }
}
