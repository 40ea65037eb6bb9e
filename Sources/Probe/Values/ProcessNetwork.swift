/// The network namespace of a process. Sources: /proc/PID/net/dev, sockstat and snmp.
public struct ProcessNetwork: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The counters of its interfaces, sockets and protocols. An interface has its name and counters only;
    /// the total is of all interfaces but lo.
    public var network = Networking()
    /// Failures that made fields nil: those of ``network``.
    public var failures: [ProbeError] { network.failures }

    /// An empty value: nothing is known.
    public init() {}
}
