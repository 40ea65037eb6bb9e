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
    /// Counters of IPv6.
    public var ip6 = IPv6Counters()
    /// Counters of ICMPv6.
    public var icmp6 = ICMPv6Counters()
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
