/// Counters of IPv4 since the network namespace was created (RFC 4293). Source: /proc/net/snmp,
/// Ip:.
public struct IPCounters: Sendable, Hashable, Codable {
    /// Time to live of sent packets for which the socket sets none (net.ipv4.ip_default_ttl)
    /// (DefaultTTL).
    public var defaultTtl: Int64?
    /// IPv4 packets received, those with errors included (InReceives).
    public var inReceives: Int64?
    /// Packets discarded because of an error in the header, or an exceeded time to live
    /// (InHdrErrors).
    public var inHdrErrors: Int64?
    /// Packets discarded because their destination address was not valid here (InAddrErrors).
    public var inAddrErrors: Int64?
    /// Packets forwarded (ForwDatagrams).
    public var forwDatagrams: Int64?
    /// Packets discarded because their protocol is unknown (InUnknownProtos).
    public var inUnknownProtos: Int64?
    /// Packets without an error that were discarded, for example because of too little memory
    /// (InDiscards).
    public var inDiscards: Int64?
    /// Packets delivered to their protocol (InDelivers).
    public var inDelivers: Int64?
    /// Packets that the local protocols sent (OutRequests).
    public var outRequests: Int64?
    /// Packets without an error that were not sent, for example because of too little memory
    /// (OutDiscards).
    public var outDiscards: Int64?
    /// Packets discarded for lack of a route (OutNoRoutes).
    public var outNoRoutes: Int64?
    /// Reassemblies that timed out (ReasmTimeout).
    public var reasmTimeout: Int64?
    /// Fragments received that needed reassembly (ReasmReqds).
    public var reasmReqds: Int64?
    /// Packets reassembled (ReasmOKs).
    public var reasmOks: Int64?
    /// Reassemblies that failed (ReasmFails).
    public var reasmFails: Int64?
    /// Packets fragmented (FragOKs).
    public var fragOks: Int64?
    /// Packets discarded because they needed fragmentation and did not permit it (FragFails).
    public var fragFails: Int64?
    /// Fragments created (FragCreates).
    public var fragCreates: Int64?
    /// Packets passed to a device, forwarded ones and fragments included (OutTransmits). Since 6.6.
    public var outTransmits: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of ICMP since the network namespace was created. Source: /proc/net/snmp, Icmp:.
public struct ICMPCounters: Sendable, Hashable, Codable {
    /// ICMP messages received, those with errors included (InMsgs).
    public var inMsgs: Int64?
    /// Messages received with an error, such as a bad checksum (InErrors).
    public var inErrors: Int64?
    /// Messages received with a bad checksum (InCsumErrors). Since 3.10.
    public var inCsumErrors: Int64?
    /// Destination Unreachable messages received (InDestUnreachs).
    public var inDestUnreachs: Int64?
    /// Time Exceeded messages received (InTimeExcds).
    public var inTimeExcds: Int64?
    /// Parameter Problem messages received (InParmProbs).
    public var inParmProbs: Int64?
    /// Source Quench messages received (InSrcQuenchs).
    public var inSrcQuenchs: Int64?
    /// Redirect messages received (InRedirects).
    public var inRedirects: Int64?
    /// Echo messages received (InEchos).
    public var inEchos: Int64?
    /// Echo Reply messages received (InEchoReps).
    public var inEchoReps: Int64?
    /// Timestamp messages received (InTimestamps).
    public var inTimestamps: Int64?
    /// Timestamp Reply messages received (InTimestampReps).
    public var inTimestampReps: Int64?
    /// Address Mask messages received (InAddrMasks).
    public var inAddrMasks: Int64?
    /// Address Mask Reply messages received (InAddrMaskReps).
    public var inAddrMaskReps: Int64?
    /// ICMP messages sent, those with errors included (OutMsgs).
    public var outMsgs: Int64?
    /// Messages not sent because of an error (OutErrors).
    public var outErrors: Int64?
    /// Messages not sent because of the limit of the machine (net.ipv4.icmp_msgs_per_sec)
    /// (OutRateLimitGlobal). Since 6.3.
    public var outRateLimitGlobal: Int64?
    /// Messages not sent because of the limit of their destination (net.ipv4.icmp_ratelimit)
    /// (OutRateLimitHost). Since 6.3.
    public var outRateLimitHost: Int64?
    /// Destination Unreachable messages sent (OutDestUnreachs).
    public var outDestUnreachs: Int64?
    /// Time Exceeded messages sent (OutTimeExcds).
    public var outTimeExcds: Int64?
    /// Parameter Problem messages sent (OutParmProbs).
    public var outParmProbs: Int64?
    /// Source Quench messages sent (OutSrcQuenchs).
    public var outSrcQuenchs: Int64?
    /// Redirect messages sent (OutRedirects).
    public var outRedirects: Int64?
    /// Echo messages sent (OutEchos).
    public var outEchos: Int64?
    /// Echo Reply messages sent (OutEchoReps).
    public var outEchoReps: Int64?
    /// Timestamp messages sent (OutTimestamps).
    public var outTimestamps: Int64?
    /// Timestamp Reply messages sent (OutTimestampReps).
    public var outTimestampReps: Int64?
    /// Address Mask messages sent (OutAddrMasks).
    public var outAddrMasks: Int64?
    /// Address Mask Reply messages sent (OutAddrMaskReps).
    public var outAddrMaskReps: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of TCP over IPv4 and IPv6 since the network namespace was created (RFC 4022). Source:
/// /proc/net/snmp, Tcp:.
public struct TCPCounters: Sendable, Hashable, Codable {
    /// The minimum retransmission timeout in nanoseconds (RtoMin).
    public var rtoMinNs: Int64?
    /// The maximum retransmission timeout in nanoseconds (RtoMax).
    public var rtoMaxNs: Int64?
    /// Connections that this side began to open (ActiveOpens).
    public var activeOpens: Int64?
    /// Connections that the other side opened to a listening socket (PassiveOpens).
    public var passiveOpens: Int64?
    /// Connections that failed before they were established (AttemptFails).
    public var attemptFails: Int64?
    /// Connections reset while ESTABLISHED or CLOSE-WAIT (EstabResets).
    public var estabResets: Int64?
    /// Segments received, those with errors included (InSegs).
    public var inSegs: Int64?
    /// Segments sent, retransmissions not included (OutSegs).
    public var outSegs: Int64?
    /// Segments received with an error (InErrs).
    public var inErrs: Int64?
    /// Segments sent with RST (OutRsts).
    public var outRsts: Int64?
    /// Segments received with a bad checksum (InCsumErrors). Since 3.10.
    public var inCsumErrors: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of UDP or UDP-Lite since the network namespace was created (RFC 4113). Source:
/// /proc/net/snmp, Udp: or UdpLite:; of IPv6 /proc/net/snmp6.
public struct UDPCounters: Sendable, Hashable, Codable {
    /// Datagrams delivered to a socket (InDatagrams).
    public var inDatagrams: Int64?
    /// Datagrams received for a port without a socket (NoPorts).
    public var noPorts: Int64?
    /// Datagrams not delivered because of an error, buffer, checksum and memory errors included
    /// (InErrors).
    public var inErrors: Int64?
    /// Datagrams sent (OutDatagrams).
    public var outDatagrams: Int64?
    /// Datagrams dropped because the receive buffer of the socket was full (RcvbufErrors).
    public var rcvbufErrors: Int64?
    /// Datagrams not sent because the send buffer was full (SndbufErrors).
    public var sndbufErrors: Int64?
    /// Datagrams received with a bad checksum (InCsumErrors). Since 3.10.
    public var inCsumErrors: Int64?
    /// Multicast datagrams received without a socket for them (IgnoredMulti). Since 3.19.
    public var ignoredMulti: Int64?
    /// Datagrams dropped because the memory of the protocol was full (MemErrors). Since 5.11.
    public var memErrors: Int64?

    /// An empty value: nothing is known.
    public init() {}
}
