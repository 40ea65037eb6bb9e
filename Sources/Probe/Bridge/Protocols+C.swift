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
        Protocols.set(&icmpTypes, &c.pointee.icmp_types)
        Protocols.set(&icmp6Types, &c.pointee.icmp6_types)
        ip6.setFields(&c.pointee.ip6)
        icmp6.setFields(&c.pointee.icmp6)
        udp6.setFields(&c.pointee.udp6)
        udplite6.setFields(&c.pointee.udplite6)
        failures.set(c.pointee.failures)
    }

    /// Takes the types that were seen, in the memory of the list; nil if unknown.
    private static func set(
        _ list: inout [ICMPTypeCount]?, _ c: UnsafeMutablePointer<cprobe_icmp_types>
    ) {
        var types = list ?? []
        list = nil
        guard c.pointee.is_known else { return }
        types.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: &c.pointee.`in`) { received in
            withUnsafeBytes(of: &c.pointee.out) { sent in
                let received = received.bindMemory(to: UInt64.self)
                let sent = sent.bindMemory(to: UInt64.self)
                for type in received.indices where received[type] != 0 || sent[type] != 0 {
                    types.append(
                        ICMPTypeCount(
                            type: type, received: Int64(clamping: received[type]),
                            sent: Int64(clamping: sent[type])))
                }
            }
        }
        list = types
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
