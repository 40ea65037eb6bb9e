internal import CProbe

extension Protocols {
    /// Takes what C read.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_protocols>) {
        setFields(c)
        tcpExt.setFields(&c.pointee.tcp_ext)
        tcpFastOpen.setFields(&c.pointee.tcp_fast_open)
        tcpSignature.setFields(&c.pointee.tcp_signature)
        ipExt.setFields(&c.pointee.ip_ext)
        ip6.setFields(&c.pointee.ip6)
        icmp6.setFields(&c.pointee.icmp6)
        udp6.setFields(&c.pointee.udp6)
        udplite6.setFields(&c.pointee.udplite6)
        failures.set(c.pointee.failures)
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
