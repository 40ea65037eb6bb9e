/// The traffic of one interface, or the total of several. A rate is nil if a counter is unknown or
/// stepped back.
public struct NetworkTrafficRates: Sendable, Hashable, Codable {
    /// Bytes received a second.
    public var rxBytesPerSecond: Double?
    /// Packets received a second.
    public var rxPacketsPerSecond: Double?
    /// Packets a second received with an error.
    public var rxErrorsPerSecond: Double?
    /// Packets a second received and dropped.
    public var rxDroppedPerSecond: Double?
    /// Multicast packets received a second.
    public var rxMulticastPerSecond: Double?
    /// Bytes sent a second.
    public var txBytesPerSecond: Double?
    /// Packets sent a second.
    public var txPacketsPerSecond: Double?
    /// Packets a second not sent because of an error.
    public var txErrorsPerSecond: Double?
    /// Packets a second dropped before they were sent.
    public var txDroppedPerSecond: Double?
    /// Collisions a second.
    public var txCollisionsPerSecond: Double?

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings of the same interface.
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

    /// Adds the rates of another interface. A rate that is nil on one side is nil in the sum.
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

    /// All rates 0: the initial value of a sum.
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

/// The traffic of one interface between two readings.
public struct NetworkInterfaceRates: Sendable, Hashable, Codable {
    /// The name of the interface.
    public var name = KernelName()
    /// The kernel's index of the interface; nil if unknown.
    public var index: Int?
    /// The traffic of the interface; all nil if the earlier reading lacks the interface.
    public var traffic = NetworkTrafficRates()

    /// The rates of the interface with this name; all other values are nil.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

/// The network traffic between two readings.
public struct NetworkRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The sum over the interfaces that ``Networking/total`` includes; all nil if one of them was
    /// added or removed in between.
    public var total = NetworkTrafficRates()
    /// TCP retransmits a second.
    public var tcpRetransmitsPerSecond: Double?
    /// IPv4 packets received, a second.
    public var ipInReceivesPerSecond: Double?
    /// IPv4 packets delivered to their protocol, a second.
    public var ipInDeliversPerSecond: Double?
    /// IPv4 packets received without an error and discarded, a second.
    public var ipInDiscardsPerSecond: Double?
    /// IPv4 packets that the local protocols sent, a second.
    public var ipOutRequestsPerSecond: Double?
    /// IPv4 packets discarded before they were sent, a second.
    public var ipOutDiscardsPerSecond: Double?
    /// IPv4 reassemblies that failed, a second.
    public var ipReasmFailsPerSecond: Double?
    /// ICMP messages received, a second.
    public var icmpInMsgsPerSecond: Double?
    /// ICMP messages sent, a second.
    public var icmpOutMsgsPerSecond: Double?
    /// TCP connections that this side began to open, a second.
    public var tcpActiveOpensPerSecond: Double?
    /// TCP connections opened to a listening socket, a second.
    public var tcpPassiveOpensPerSecond: Double?
    /// TCP connections that failed before they were established, a second.
    public var tcpAttemptFailsPerSecond: Double?
    /// Established TCP connections that were reset, a second.
    public var tcpEstabResetsPerSecond: Double?
    /// TCP segments received, a second.
    public var tcpInSegsPerSecond: Double?
    /// TCP segments sent, retransmissions not included, a second.
    public var tcpOutSegsPerSecond: Double?
    /// TCP segments received with an error, a second.
    public var tcpInErrsPerSecond: Double?
    /// TCP segments sent with RST, a second.
    public var tcpOutRstsPerSecond: Double?
    /// UDP datagrams delivered to a socket, a second.
    public var udpInDatagramsPerSecond: Double?
    /// UDP datagrams received for a port without a socket, a second.
    public var udpNoPortsPerSecond: Double?
    /// UDP datagrams not delivered because of an error, a second.
    public var udpInErrorsPerSecond: Double?
    /// UDP datagrams sent, a second.
    public var udpOutDatagramsPerSecond: Double?
    /// UDP datagrams dropped because a receive buffer was full, a second.
    public var udpRcvbufErrorsPerSecond: Double?
    /// UDP datagrams not sent because a send buffer was full, a second.
    public var udpSndbufErrorsPerSecond: Double?
    /// Each interface of the later reading.
    public var interfaces: [NetworkInterfaceRates] = []

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Networking, _ after: Networking) {
        intervalNs = Probe.interval(before.monotonicNs, after.monotonicNs)
        tcpRetransmitsPerSecond =
            perSecond(before.tcpRetransmits, after.tcpRetransmits, over: intervalNs)
        setProtocols(before, after)
        // A missing total means that the list of interfaces is empty or incomplete.
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

    private mutating func setProtocols(_ before: Networking, _ after: Networking) {
        ipInReceivesPerSecond = perSecond(
            before.ip.inReceives, after.ip.inReceives, over: intervalNs)
        ipInDeliversPerSecond = perSecond(
            before.ip.inDelivers, after.ip.inDelivers, over: intervalNs)
        ipInDiscardsPerSecond = perSecond(
            before.ip.inDiscards, after.ip.inDiscards, over: intervalNs)
        ipOutRequestsPerSecond = perSecond(
            before.ip.outRequests, after.ip.outRequests, over: intervalNs)
        ipOutDiscardsPerSecond = perSecond(
            before.ip.outDiscards, after.ip.outDiscards, over: intervalNs)
        ipReasmFailsPerSecond = perSecond(
            before.ip.reasmFails, after.ip.reasmFails, over: intervalNs)
        icmpInMsgsPerSecond = perSecond(
            before.icmp.inMsgs, after.icmp.inMsgs, over: intervalNs)
        icmpOutMsgsPerSecond = perSecond(
            before.icmp.outMsgs, after.icmp.outMsgs, over: intervalNs)
        tcpActiveOpensPerSecond = perSecond(
            before.tcp.activeOpens, after.tcp.activeOpens, over: intervalNs)
        tcpPassiveOpensPerSecond = perSecond(
            before.tcp.passiveOpens, after.tcp.passiveOpens, over: intervalNs)
        tcpAttemptFailsPerSecond = perSecond(
            before.tcp.attemptFails, after.tcp.attemptFails, over: intervalNs)
        tcpEstabResetsPerSecond = perSecond(
            before.tcp.estabResets, after.tcp.estabResets, over: intervalNs)
        tcpInSegsPerSecond = perSecond(
            before.tcp.inSegs, after.tcp.inSegs, over: intervalNs)
        tcpOutSegsPerSecond = perSecond(
            before.tcp.outSegs, after.tcp.outSegs, over: intervalNs)
        tcpInErrsPerSecond = perSecond(
            before.tcp.inErrs, after.tcp.inErrs, over: intervalNs)
        tcpOutRstsPerSecond = perSecond(
            before.tcp.outRsts, after.tcp.outRsts, over: intervalNs)
        udpInDatagramsPerSecond = perSecond(
            before.udp.inDatagrams, after.udp.inDatagrams, over: intervalNs)
        udpNoPortsPerSecond = perSecond(
            before.udp.noPorts, after.udp.noPorts, over: intervalNs)
        udpInErrorsPerSecond = perSecond(
            before.udp.inErrors, after.udp.inErrors, over: intervalNs)
        udpOutDatagramsPerSecond = perSecond(
            before.udp.outDatagrams, after.udp.outDatagrams, over: intervalNs)
        udpRcvbufErrorsPerSecond = perSecond(
            before.udp.rcvbufErrors, after.udp.rcvbufErrors, over: intervalNs)
        udpSndbufErrorsPerSecond = perSecond(
            before.udp.sndbufErrors, after.udp.sndbufErrors, over: intervalNs)
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
    private static let plainRows: [RateRow<NetworkTrafficRates>] = [
        RateRow("rx_bytes_per_second", .bytes, .second, "Bytes received.") { $0.rxBytesPerSecond },
        RateRow("rx_packets_per_second", .count, .second, "Packets received.") {
            $0.rxPacketsPerSecond
        },
        RateRow("rx_errors_per_second", .count, .second, "Packets received with an error.") {
            $0.rxErrorsPerSecond
        },
        RateRow("rx_dropped_per_second", .count, .second, "Packets received and dropped.") {
            $0.rxDroppedPerSecond
        },
        RateRow("rx_multicast_per_second", .count, .second, "Multicast packets received.") {
            $0.rxMulticastPerSecond
        },
        RateRow("tx_bytes_per_second", .bytes, .second, "Bytes sent.") { $0.txBytesPerSecond },
        RateRow("tx_packets_per_second", .count, .second, "Packets sent.") {
            $0.txPacketsPerSecond
        },
        RateRow("tx_errors_per_second", .count, .second, "Packets not sent because of an error.") {
            $0.txErrorsPerSecond
        },
        RateRow("tx_dropped_per_second", .count, .second, "Packets dropped before they were sent.")
        {
            $0.txDroppedPerSecond
        },
        RateRow("tx_collisions_per_second", .count, .second, "Collisions.") {
            $0.txCollisionsPerSecond
        },
    ]

    /// The rows with the prefix "total_", as in ``Sample/Field/name``.
    static let rows = plainRows.map { $0.prefixed(by: "total_") }

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}

extension NetworkRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<NetworkRates>] = [
        RateRow("tcp_retransmits_per_second", .count, .second, "TCP segments retransmitted.") {
            $0.tcpRetransmitsPerSecond
        },
        RateRow("ip_in_receives_per_second", .count, .second, "IPv4 packets received.") {
            $0.ipInReceivesPerSecond
        },
        RateRow(
            "ip_in_delivers_per_second", .count, .second,
            "IPv4 packets delivered to their protocol."
        ) {
            $0.ipInDeliversPerSecond
        },
        RateRow(
            "ip_in_discards_per_second", .count, .second,
            "IPv4 packets received without an error and discarded."
        ) {
            $0.ipInDiscardsPerSecond
        },
        RateRow(
            "ip_out_requests_per_second", .count, .second,
            "IPv4 packets sent by local protocols."
        ) {
            $0.ipOutRequestsPerSecond
        },
        RateRow(
            "ip_out_discards_per_second", .count, .second,
            "IPv4 packets discarded before they were sent."
        ) {
            $0.ipOutDiscardsPerSecond
        },
        RateRow("ip_reasm_fails_per_second", .count, .second, "IPv4 reassemblies that failed.") {
            $0.ipReasmFailsPerSecond
        },
        RateRow("icmp_in_msgs_per_second", .count, .second, "ICMP messages received.") {
            $0.icmpInMsgsPerSecond
        },
        RateRow("icmp_out_msgs_per_second", .count, .second, "ICMP messages sent.") {
            $0.icmpOutMsgsPerSecond
        },
        RateRow(
            "tcp_active_opens_per_second", .count, .second,
            "TCP connections that this side began to open."
        ) {
            $0.tcpActiveOpensPerSecond
        },
        RateRow(
            "tcp_passive_opens_per_second", .count, .second,
            "TCP connections opened to a listening socket."
        ) {
            $0.tcpPassiveOpensPerSecond
        },
        RateRow(
            "tcp_attempt_fails_per_second", .count, .second,
            "TCP connections that failed before they were established."
        ) {
            $0.tcpAttemptFailsPerSecond
        },
        RateRow(
            "tcp_estab_resets_per_second", .count, .second,
            "Established TCP connections that were reset."
        ) {
            $0.tcpEstabResetsPerSecond
        },
        RateRow("tcp_in_segs_per_second", .count, .second, "TCP segments received.") {
            $0.tcpInSegsPerSecond
        },
        RateRow(
            "tcp_out_segs_per_second", .count, .second,
            "TCP segments sent, retransmissions not included."
        ) {
            $0.tcpOutSegsPerSecond
        },
        RateRow("tcp_in_errs_per_second", .count, .second, "TCP segments received with an error.") {
            $0.tcpInErrsPerSecond
        },
        RateRow("tcp_out_rsts_per_second", .count, .second, "TCP segments sent with RST.") {
            $0.tcpOutRstsPerSecond
        },
        RateRow(
            "udp_in_datagrams_per_second", .count, .second, "UDP datagrams delivered to a socket."
        ) {
            $0.udpInDatagramsPerSecond
        },
        RateRow(
            "udp_no_ports_per_second", .count, .second,
            "UDP datagrams received for a port without a socket."
        ) {
            $0.udpNoPortsPerSecond
        },
        RateRow(
            "udp_in_errors_per_second", .count, .second,
            "UDP datagrams not delivered because of an error."
        ) {
            $0.udpInErrorsPerSecond
        },
        RateRow("udp_out_datagrams_per_second", .count, .second, "UDP datagrams sent.") {
            $0.udpOutDatagramsPerSecond
        },
        RateRow(
            "udp_rcvbuf_errors_per_second", .count, .second,
            "UDP datagrams dropped because a receive buffer was full."
        ) {
            $0.udpRcvbufErrorsPerSecond
        },
        RateRow(
            "udp_sndbuf_errors_per_second", .count, .second,
            "UDP datagrams not sent because a send buffer was full."
        ) {
            $0.udpSndbufErrorsPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
