/// Trouble of TCP, and the traffic of IP, between two readings. A rate is nil if a counter is
/// unknown or stepped back.
public struct ProtocolRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// TCP retransmission timeouts, a second.
    public var tcpTimeoutsPerSecond: Double?
    /// TCP segments retransmitted by fast retransmit, a second.
    public var tcpFastRetransPerSecond: Double?
    /// SYN and SYN-ACK segments retransmitted, a second.
    public var tcpSynRetransPerSecond: Double?
    /// Retransmitted TCP segments that were lost again, a second.
    public var tcpLostRetransmitPerSecond: Double?
    /// Connections not accepted because an accept queue was full, a second.
    public var listenOverflowsPerSecond: Double?
    /// Connection requests dropped by listening sockets, a second.
    public var listenDropsPerSecond: Double?
    /// Connection requests dropped because their queue was full, a second.
    public var tcpReqQFullDropPerSecond: Double?
    /// SYN cookies sent, a second.
    public var syncookiesSentPerSecond: Double?
    /// Packets dropped because the backlog of their socket was full, a second.
    public var tcpBacklogDropPerSecond: Double?
    /// Packets dropped because a receive buffer had no memory left, a second.
    public var tcpRcvqDropPerSecond: Double?
    /// Packets dropped because the receive window was zero, a second.
    public var tcpZeroWindowDropPerSecond: Double?
    /// Times that a receive buffer was full, a second.
    public var pruneCalledPerSecond: Double?
    /// Times that the memory of TCP came under pressure, a second.
    public var tcpMemoryPressuresPerSecond: Double?
    /// Connections reset for lack of memory, a second.
    public var tcpAbortOnMemoryPerSecond: Double?
    /// Connections ended because a timer had no retries left, a second.
    public var tcpAbortOnTimeoutPerSecond: Double?
    /// Connections that skipped TIME-WAIT because of too many sockets in it, a second.
    public var tcpTimeWaitOverflowPerSecond: Double?
    /// Bytes of the IPv4 packets received, a second.
    public var ipInBytesPerSecond: Double?
    /// Bytes of the IPv4 packets sent, a second.
    public var ipOutBytesPerSecond: Double?
    /// IPv6 packets received, a second.
    public var ip6InReceivesPerSecond: Double?
    /// IPv6 packets received without an error and discarded, a second.
    public var ip6InDiscardsPerSecond: Double?
    /// IPv6 packets sent by local protocols, a second.
    public var ip6OutRequestsPerSecond: Double?
    /// IPv6 packets discarded before they were sent, a second.
    public var ip6OutDiscardsPerSecond: Double?
    /// Bytes of the IPv6 packets received, a second.
    public var ip6InBytesPerSecond: Double?
    /// Bytes of the IPv6 packets sent, a second.
    public var ip6OutBytesPerSecond: Double?
    /// ICMPv6 messages received, a second.
    public var icmp6InMsgsPerSecond: Double?
    /// ICMPv6 messages sent, a second.
    public var icmp6OutMsgsPerSecond: Double?
    /// UDP datagrams over IPv6 delivered to a socket, a second.
    public var udp6InDatagramsPerSecond: Double?
    /// UDP datagrams over IPv6 sent, a second.
    public var udp6OutDatagramsPerSecond: Double?
    /// UDP datagrams over IPv6 received for a port without a socket, a second.
    public var udp6NoPortsPerSecond: Double?
    /// UDP datagrams over IPv6 not delivered because of an error, a second.
    public var udp6InErrorsPerSecond: Double?
    /// UDP datagrams over IPv6 dropped because a receive buffer was full, a second.
    public var udp6RcvbufErrorsPerSecond: Double?

    /// All values nil.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Protocols, _ after: Protocols) {
        let window = Probe.interval(before.monotonicNs, after.monotonicNs)
        intervalNs = window
        tcpTimeoutsPerSecond = perSecond(
            before.tcpExt.tcpTimeouts, after.tcpExt.tcpTimeouts, over: window)
        tcpFastRetransPerSecond = perSecond(
            before.tcpExt.tcpFastRetrans, after.tcpExt.tcpFastRetrans, over: window)
        tcpSynRetransPerSecond = perSecond(
            before.tcpExt.tcpSynRetrans, after.tcpExt.tcpSynRetrans, over: window)
        tcpLostRetransmitPerSecond = perSecond(
            before.tcpExt.tcpLostRetransmit, after.tcpExt.tcpLostRetransmit, over: window)
        listenOverflowsPerSecond = perSecond(
            before.tcpExt.listenOverflows, after.tcpExt.listenOverflows, over: window)
        listenDropsPerSecond = perSecond(
            before.tcpExt.listenDrops, after.tcpExt.listenDrops, over: window)
        tcpReqQFullDropPerSecond = perSecond(
            before.tcpExt.tcpReqQFullDrop, after.tcpExt.tcpReqQFullDrop, over: window)
        syncookiesSentPerSecond = perSecond(
            before.tcpExt.syncookiesSent, after.tcpExt.syncookiesSent, over: window)
        tcpBacklogDropPerSecond = perSecond(
            before.tcpExt.tcpBacklogDrop, after.tcpExt.tcpBacklogDrop, over: window)
        tcpRcvqDropPerSecond = perSecond(
            before.tcpExt.tcpRcvqDrop, after.tcpExt.tcpRcvqDrop, over: window)
        tcpZeroWindowDropPerSecond = perSecond(
            before.tcpExt.tcpZeroWindowDrop, after.tcpExt.tcpZeroWindowDrop, over: window)
        pruneCalledPerSecond = perSecond(
            before.tcpExt.pruneCalled, after.tcpExt.pruneCalled, over: window)
        tcpMemoryPressuresPerSecond = perSecond(
            before.tcpExt.tcpMemoryPressures, after.tcpExt.tcpMemoryPressures, over: window)
        tcpAbortOnMemoryPerSecond = perSecond(
            before.tcpExt.tcpAbortOnMemory, after.tcpExt.tcpAbortOnMemory, over: window)
        tcpAbortOnTimeoutPerSecond = perSecond(
            before.tcpExt.tcpAbortOnTimeout, after.tcpExt.tcpAbortOnTimeout, over: window)
        tcpTimeWaitOverflowPerSecond = perSecond(
            before.tcpExt.tcpTimeWaitOverflow, after.tcpExt.tcpTimeWaitOverflow, over: window)
        ipInBytesPerSecond = perSecond(before.ipExt.inBytes, after.ipExt.inBytes, over: window)
        ipOutBytesPerSecond = perSecond(before.ipExt.outBytes, after.ipExt.outBytes, over: window)
        ip6InReceivesPerSecond = perSecond(
            before.ip6.inReceives, after.ip6.inReceives, over: window)
        ip6InDiscardsPerSecond = perSecond(
            before.ip6.inDiscards, after.ip6.inDiscards, over: window)
        ip6OutRequestsPerSecond = perSecond(
            before.ip6.outRequests, after.ip6.outRequests, over: window)
        ip6OutDiscardsPerSecond = perSecond(
            before.ip6.outDiscards, after.ip6.outDiscards, over: window)
        ip6InBytesPerSecond = perSecond(before.ip6.inBytes, after.ip6.inBytes, over: window)
        ip6OutBytesPerSecond = perSecond(before.ip6.outBytes, after.ip6.outBytes, over: window)
        icmp6InMsgsPerSecond = perSecond(before.icmp6.inMsgs, after.icmp6.inMsgs, over: window)
        icmp6OutMsgsPerSecond = perSecond(before.icmp6.outMsgs, after.icmp6.outMsgs, over: window)
        udp6InDatagramsPerSecond = perSecond(
            before.udp6.inDatagrams, after.udp6.inDatagrams, over: window)
        udp6OutDatagramsPerSecond = perSecond(
            before.udp6.outDatagrams, after.udp6.outDatagrams, over: window)
        udp6NoPortsPerSecond = perSecond(before.udp6.noPorts, after.udp6.noPorts, over: window)
        udp6InErrorsPerSecond = perSecond(before.udp6.inErrors, after.udp6.inErrors, over: window)
        udp6RcvbufErrorsPerSecond = perSecond(
            before.udp6.rcvbufErrors, after.udp6.rcvbufErrors, over: window)
    }
}

extension ProtocolRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<ProtocolRates>] = [
        RateRow("tcp_timeouts_per_second", .count, .second, "TCP retransmission timeouts.") {
            $0.tcpTimeoutsPerSecond
        },
        RateRow(
            "tcp_fast_retrans_per_second", .count, .second,
            "TCP segments retransmitted by fast retransmit."
        ) {
            $0.tcpFastRetransPerSecond
        },
        RateRow(
            "tcp_syn_retrans_per_second", .count, .second, "SYN and SYN-ACK segments retransmitted."
        ) {
            $0.tcpSynRetransPerSecond
        },
        RateRow(
            "tcp_lost_retransmit_per_second", .count, .second,
            "Retransmitted TCP segments that were lost again."
        ) {
            $0.tcpLostRetransmitPerSecond
        },
        RateRow(
            "listen_overflows_per_second", .count, .second,
            "Connections not accepted because an accept queue was full."
        ) {
            $0.listenOverflowsPerSecond
        },
        RateRow(
            "listen_drops_per_second", .count, .second,
            "Connection requests dropped by listening sockets."
        ) {
            $0.listenDropsPerSecond
        },
        RateRow(
            "tcp_req_q_full_drop_per_second", .count, .second,
            "Connection requests dropped because their queue was full."
        ) {
            $0.tcpReqQFullDropPerSecond
        },
        RateRow("syncookies_sent_per_second", .count, .second, "SYN cookies sent.") {
            $0.syncookiesSentPerSecond
        },
        RateRow(
            "tcp_backlog_drop_per_second", .count, .second,
            "Packets dropped because the backlog of their socket was full."
        ) {
            $0.tcpBacklogDropPerSecond
        },
        RateRow(
            "tcp_rcvq_drop_per_second", .count, .second,
            "Packets dropped because a receive buffer had no memory left."
        ) {
            $0.tcpRcvqDropPerSecond
        },
        RateRow(
            "tcp_zero_window_drop_per_second", .count, .second,
            "Packets dropped because the receive window was zero."
        ) {
            $0.tcpZeroWindowDropPerSecond
        },
        RateRow(
            "prune_called_per_second", .count, .second, "Times that a receive buffer was full."
        ) {
            $0.pruneCalledPerSecond
        },
        RateRow(
            "tcp_memory_pressures_per_second", .count, .second,
            "Times that the memory of TCP came under pressure."
        ) {
            $0.tcpMemoryPressuresPerSecond
        },
        RateRow(
            "tcp_abort_on_memory_per_second", .count, .second,
            "Connections reset for lack of memory."
        ) {
            $0.tcpAbortOnMemoryPerSecond
        },
        RateRow(
            "tcp_abort_on_timeout_per_second", .count, .second,
            "Connections ended because a timer had no retries left."
        ) {
            $0.tcpAbortOnTimeoutPerSecond
        },
        RateRow(
            "tcp_time_wait_overflow_per_second", .count, .second,
            "Connections that skipped TIME-WAIT because of too many sockets in it."
        ) {
            $0.tcpTimeWaitOverflowPerSecond
        },
        RateRow("ip_in_bytes_per_second", .bytes, .second, "Bytes of the IPv4 packets received.") {
            $0.ipInBytesPerSecond
        },
        RateRow("ip_out_bytes_per_second", .bytes, .second, "Bytes of the IPv4 packets sent.") {
            $0.ipOutBytesPerSecond
        },
        RateRow("ip6_in_receives_per_second", .count, .second, "IPv6 packets received.") {
            $0.ip6InReceivesPerSecond
        },
        RateRow(
            "ip6_in_discards_per_second", .count, .second,
            "IPv6 packets received without an error and discarded."
        ) {
            $0.ip6InDiscardsPerSecond
        },
        RateRow(
            "ip6_out_requests_per_second", .count, .second, "IPv6 packets sent by local protocols."
        ) {
            $0.ip6OutRequestsPerSecond
        },
        RateRow(
            "ip6_out_discards_per_second", .count, .second,
            "IPv6 packets discarded before they were sent."
        ) {
            $0.ip6OutDiscardsPerSecond
        },
        RateRow("ip6_in_bytes_per_second", .bytes, .second, "Bytes of the IPv6 packets received.") {
            $0.ip6InBytesPerSecond
        },
        RateRow("ip6_out_bytes_per_second", .bytes, .second, "Bytes of the IPv6 packets sent.") {
            $0.ip6OutBytesPerSecond
        },
        RateRow("icmp6_in_msgs_per_second", .count, .second, "ICMPv6 messages received.") {
            $0.icmp6InMsgsPerSecond
        },
        RateRow("icmp6_out_msgs_per_second", .count, .second, "ICMPv6 messages sent.") {
            $0.icmp6OutMsgsPerSecond
        },
        RateRow(
            "udp6_in_datagrams_per_second", .count, .second,
            "UDP datagrams over IPv6 delivered to a socket."
        ) {
            $0.udp6InDatagramsPerSecond
        },
        RateRow("udp6_out_datagrams_per_second", .count, .second, "UDP datagrams over IPv6 sent.") {
            $0.udp6OutDatagramsPerSecond
        },
        RateRow(
            "udp6_no_ports_per_second", .count, .second,
            "UDP datagrams over IPv6 received for a port without a socket."
        ) {
            $0.udp6NoPortsPerSecond
        },
        RateRow(
            "udp6_in_errors_per_second", .count, .second,
            "UDP datagrams over IPv6 not delivered because of an error."
        ) {
            $0.udp6InErrorsPerSecond
        },
        RateRow(
            "udp6_rcvbuf_errors_per_second", .count, .second,
            "UDP datagrams over IPv6 dropped because a receive buffer was full."
        ) {
            $0.udp6RcvbufErrorsPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
