internal import CProbe

extension Protocols {
    /// Takes what C read.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_protocols>) {
        setFields(c)
        tcpExt.setFields(&c.pointee.tcp_ext)
        tcpFastOpen.setFields(&c.pointee.tcp_fast_open)
        tcpSignature.setFields(&c.pointee.tcp_signature)
        ipExt.setFields(&c.pointee.ip_ext)
        mptcp.setFields(&c.pointee.mptcp)
        icmpTypes = Protocols.types(&c.pointee.icmp_types)
        icmp6Types = Protocols.types(&c.pointee.icmp6_types)
        ip6.setFields(&c.pointee.ip6)
        icmp6.setFields(&c.pointee.icmp6)
        udp6.setFields(&c.pointee.udp6)
        udplite6.setFields(&c.pointee.udplite6)
        failures.set(c.pointee.failures)
    }

    /// The types that were seen; nil if unknown.
    private static func types(
        _ c: UnsafeMutablePointer<cprobe_icmp_types>
    ) -> [ICMPTypeCount]? {
        guard c.pointee.is_known else { return nil }
        return withUnsafeBytes(of: &c.pointee.`in`) { received in
            withUnsafeBytes(of: &c.pointee.out) { sent in
                let received = received.bindMemory(to: UInt64.self)
                let sent = sent.bindMemory(to: UInt64.self)
                return received.indices.filter { received[$0] != 0 || sent[$0] != 0 }.map {
                    ICMPTypeCount(
                        type: $0, received: Int64(clamping: received[$0]),
                        sent: Int64(clamping: sent[$0]))
                }
            }
        }
    }
}

extension Collector {
    @inline(never)
    mutating func read(into protocols: inout Protocols) throws(ProbeError) {
        var c = cprobe_protocols()
        var failure = cprobe_failure()
        guard cprobe_protocols_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        protocols.set(&c)
    }
}
