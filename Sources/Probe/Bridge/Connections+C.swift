internal import CProbe

extension Connections {
    /// Takes what C read.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_connections>) {
        setFields(c)
        tcp.setFields(&c.pointee.tcp)
        tcp6.setFields(&c.pointee.tcp6)
        udp.setFields(&c.pointee.udp)
        udp6.setFields(&c.pointee.udp6)
        failures.set(c.pointee.failures)
    }
}

extension Collector {
    @inline(never)
    mutating func read(into connections: inout Connections) throws(ProbeError) {
        var c = cprobe_connections()
        var failure = cprobe_failure()
        guard cprobe_connections_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        connections.set(&c)
    }
}
