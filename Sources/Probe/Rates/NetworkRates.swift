/// What went through an interface a second. A figure is nil where a counter is not known or stepped
/// back.
public struct NetworkTrafficRates: Sendable, Hashable, Codable {
    /// Bytes received a second.
    public var rxBytesPerSecond: Double?
    /// Packets received a second.
    public var rxPacketsPerSecond: Double?
    /// Packets received with an error a second.
    public var rxErrorsPerSecond: Double?
    /// Packets received and dropped a second.
    public var rxDroppedPerSecond: Double?
    /// Multicast packets received a second.
    public var rxMulticastPerSecond: Double?
    /// Bytes sent a second.
    public var txBytesPerSecond: Double?
    /// Packets sent a second.
    public var txPacketsPerSecond: Double?
    /// Packets not sent for an error a second.
    public var txErrorsPerSecond: Double?
    /// Packets dropped before they were sent a second.
    public var txDroppedPerSecond: Double?
    /// Collisions a second.
    public var txCollisionsPerSecond: Double?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// Computes all from two readings of the same interface.
    mutating func set(_ before: NetworkTraffic, _ after: NetworkTraffic, over window: Int64?) {
        rxBytesPerSecond = perSecond(before.rxBytes, after.rxBytes, over: window)
        rxPacketsPerSecond = perSecond(before.rxPackets, after.rxPackets, over: window)
        rxErrorsPerSecond = perSecond(before.rxErrors, after.rxErrors, over: window)
        rxDroppedPerSecond = perSecond(before.rxDropped, after.rxDropped, over: window)
        rxMulticastPerSecond = perSecond(before.rxMulticast, after.rxMulticast, over: window)
        txBytesPerSecond = perSecond(before.txBytes, after.txBytes, over: window)
        txPacketsPerSecond = perSecond(before.txPackets, after.txPackets, over: window)
        txErrorsPerSecond = perSecond(before.txErrors, after.txErrors, over: window)
        txDroppedPerSecond = perSecond(before.txDropped, after.txDropped, over: window)
        txCollisionsPerSecond = perSecond(before.txCollisions, after.txCollisions, over: window)
    }

    /// Adds those of another interface. What is nil on one side is nil in the sum.
    mutating func add(_ other: NetworkTrafficRates) {
        func sum(_ a: Double?, _ b: Double?) -> Double? { a.flatMap { a in b.map { a + $0 } } }
        rxBytesPerSecond = sum(rxBytesPerSecond, other.rxBytesPerSecond)
        rxPacketsPerSecond = sum(rxPacketsPerSecond, other.rxPacketsPerSecond)
        rxErrorsPerSecond = sum(rxErrorsPerSecond, other.rxErrorsPerSecond)
        rxDroppedPerSecond = sum(rxDroppedPerSecond, other.rxDroppedPerSecond)
        rxMulticastPerSecond = sum(rxMulticastPerSecond, other.rxMulticastPerSecond)
        txBytesPerSecond = sum(txBytesPerSecond, other.txBytesPerSecond)
        txPacketsPerSecond = sum(txPacketsPerSecond, other.txPacketsPerSecond)
        txErrorsPerSecond = sum(txErrorsPerSecond, other.txErrorsPerSecond)
        txDroppedPerSecond = sum(txDroppedPerSecond, other.txDroppedPerSecond)
        txCollisionsPerSecond = sum(txCollisionsPerSecond, other.txCollisionsPerSecond)
    }

    /// Nothing a second: what a sum begins with.
    static let none: NetworkTrafficRates = {
        var rates = NetworkTrafficRates()
        rates.set(.zero, .zero, over: 1)
        return rates
    }()
}

extension NetworkTraffic {
    fileprivate static let zero: NetworkTraffic = {
        var traffic = NetworkTraffic()
        traffic.rxBytes = 0
        traffic.rxPackets = 0
        traffic.rxErrors = 0
        traffic.rxDropped = 0
        traffic.rxMulticast = 0
        traffic.txBytes = 0
        traffic.txPackets = 0
        traffic.txErrors = 0
        traffic.txDropped = 0
        traffic.txCollisions = 0
        return traffic
    }()
}

/// What went through one interface between two readings.
public struct NetworkInterfaceRates: Sendable, Hashable, Codable {
    /// Its name.
    public var name = KernelName()
    /// The kernel's number.
    public var index: Int?
    /// What went through it; without figures where it was not in the earlier reading.
    public var traffic = NetworkTrafficRates()

    /// An interface by its name, of which nothing else is known.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

/// What went through the network between two readings.
public struct NetworkRates: Sendable, Hashable, Codable {
    /// The window in nanoseconds; nil of a captured root, which has no clock.
    public var intervalNs: Int64?
    /// All interfaces that are counted in ``Networking/total``, together; without figures where one of
    /// them came or went meanwhile.
    public var total = NetworkTrafficRates()
    /// TCP TCP retransmits/s.
    public var tcpRetransmitsPerSecond: Double?
    /// Each interface of the later reading.
    public var interfaces: [NetworkInterfaceRates] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// Computes all from two readings.
    mutating func set(_ before: Networking, _ after: Networking) {
        intervalNs = Probe.interval(before.monotonicNs, after.monotonicNs)
        tcpRetransmitsPerSecond =
            perSecond(before.tcpRetransmits, after.tcpRetransmits, over: intervalNs)
        // Without a total the list is empty, or lacks an interface.
        let isKnown = Self.hasTotal(before) && Self.hasTotal(after)
        total = intervalNs == nil || !isKnown ? NetworkTrafficRates() : .none
        interfaces.resize(to: after.interfaces.count, with: NetworkInterfaceRates())
        var pairs = Pairs()
        var isSame = Self.counted(before) == Self.counted(after)
        for index in after.interfaces.indices {
            let interface = after.interfaces[index]
            let isCounted = !interface.isLoopback && !interface.isStacked
            interfaces[index].name = interface.name
            interfaces[index].index = interface.index
            let old = pairs.partner(in: before.interfaces) {
                $0.index == interface.index && $0.name == interface.name
            }
            guard let old else {
                interfaces[index].traffic = NetworkTrafficRates()
                isSame = isSame && !isCounted
                continue
            }
            let was = before.interfaces[old]
            isSame = isSame && isCounted == (!was.isLoopback && !was.isStacked)
            interfaces[index].traffic.set(
                was.counters, interface.counters, over: intervalNs)
            if isCounted {
                total.add(interfaces[index].traffic)
            }
        }
        total = isSame && isKnown ? total : NetworkTrafficRates()
    }

    private static func hasTotal(_ network: Networking) -> Bool {
        let total = network.total
        return total.rxBytes != nil || total.rxPackets != nil || total.txBytes != nil
            || total.txPackets != nil
    }

    private static func counted(_ network: Networking) -> Int {
        network.interfaces.count { !$0.isLoopback && !$0.isStacked }
    }
}

extension NetworkTrafficRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<NetworkTrafficRates>] = [
        RateRow("rx_bytes_per_second", .bytes, .second, "Received.") { $0.rxBytesPerSecond },
        RateRow("rx_packets_per_second", .count, .second, "Received.") { $0.rxPacketsPerSecond },
        RateRow("rx_errors_per_second", .count, .second, "Received with an error.") {
            $0.rxErrorsPerSecond
        },
        RateRow("rx_dropped_per_second", .count, .second, "Received and dropped.") {
            $0.rxDroppedPerSecond
        },
        RateRow("rx_multicast_per_second", .count, .second, "Multicast received.") {
            $0.rxMulticastPerSecond
        },
        RateRow("tx_bytes_per_second", .bytes, .second, "Sent.") { $0.txBytesPerSecond },
        RateRow("tx_packets_per_second", .count, .second, "Sent.") { $0.txPacketsPerSecond },
        RateRow("tx_errors_per_second", .count, .second, "Not sent for an error.") {
            $0.txErrorsPerSecond
        },
        RateRow("tx_dropped_per_second", .count, .second, "Dropped before they were sent.") {
            $0.txDroppedPerSecond
        },
        RateRow("tx_collisions_per_second", .count, .second, "Collisions.") {
            $0.txCollisionsPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}

extension NetworkRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<NetworkRates>] = [
        RateRow("tcp_retransmits_per_second", .count, .second, "TCP segments sent again.") {
            $0.tcpRetransmitsPerSecond
        }
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
