/// Further counters of the network protocols, the sockets of IPv6 and connection tracking, for the
/// network namespace of the reader. Sources: /proc/net/netstat, /proc/net/snmp6,
/// /proc/net/sockstat6 and nf_conntrack_count. Read only on request. ``Networking`` has the counters
/// of /proc/net/snmp and the sockets of IPv4.
public struct Protocols: Sendable, Hashable, Codable {
    /// TCP sockets of IPv6 in use, sockets in TIME-WAIT not included. Nil, as all numbers of IPv6,
    /// where the kernel has no IPv6.
    public var tcp6Sockets: Int64?
    /// UDP sockets of IPv6 in use.
    public var udp6Sockets: Int64?
    /// UDP-Lite sockets of IPv6 in use.
    public var udplite6Sockets: Int64?
    /// Raw sockets of IPv6 in use.
    public var raw6Sockets: Int64?
    /// IPv6 packets that wait for fragments.
    public var fragments6: Int64?
    /// Memory of the fragments of IPv6 that wait, in bytes.
    public var fragments6MemoryBytes: Int64?
    /// Connections that the connection tracking of the packet filter follows (nf_conntrack_count).
    /// Nil where the module nf_conntrack is not loaded, and in a live root other than "/".
    public var conntrackEntries: Int64?
    /// The maximum of ``conntrackEntries``: packets of further connections are dropped
    /// (nf_conntrack_max). Nil likewise.
    public var conntrackMax: Int64?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Further counters of TCP (TcpExt).
    public var tcpExt = TCPExtendedCounters()
    /// Counters of TCP Fast Open (TcpExt).
    public var tcpFastOpen = TCPFastOpenCounters()
    /// Counters of signed TCP segments (TcpExt).
    public var tcpSignature = TCPSignatureCounters()
    /// Further counters of IPv4 (IpExt).
    public var ipExt = IPExtendedCounters()
    /// Counters of Multipath TCP (MPTcpExt).
    public var mptcp = MPTCPCounters()
    /// Messages of ICMP by type, as far as there were any (IcmpMsg); nil if unknown.
    public var icmpTypes: [ICMPTypeCount]?
    /// Counters of IPv6.
    public var ip6 = IPv6Counters()
    /// Counters of ICMPv6.
    public var icmp6 = ICMPv6Counters()
    /// Messages of ICMPv6 by type, as far as there were any (Icmp6InType, Icmp6OutType); nil if
    /// unknown.
    public var icmp6Types: [ICMPTypeCount]?
    /// Counters of UDP over IPv6.
    public var udp6 = UDPCounters()
    /// Counters of UDP-Lite over IPv6.
    public var udplite6 = UDPCounters()
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known.
    public init() {}

    /// The share of ``conntrackMax`` that is in use, in percent; nil where one is unknown or the
    /// maximum is 0.
    public var conntrackPercent: Double? {
        guard let conntrackEntries, let conntrackMax, conntrackMax > 0 else { return nil }
        return Double(conntrackEntries) / Double(conntrackMax) * 100
    }
}

/// How many messages of ICMP or ICMPv6 have one type, since the network namespace was created.
public struct ICMPTypeCount: Sendable, Hashable {
    /// The type, as the RFCs number it: 3 of ICMP and 1 of ICMPv6 are Destination Unreachable.
    public var type = 0
    /// Messages received.
    public var received: Int64 = 0
    /// Messages sent.
    public var sent: Int64 = 0

    /// No messages of a type.
    public init(type: Int = 0, received: Int64 = 0, sent: Int64 = 0) {
        (self.type, self.received, self.sent) = (type, received, sent)
    }
}
