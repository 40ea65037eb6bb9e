/// The sockets of TCP and UDP of a network namespace, counted by state. Sources: sock_diag, or
/// /proc/net/{tcp,tcp6,udp,udp6}. Read only on request.
public struct Connections: Sendable, Hashable, Codable {
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// The TCP sockets of IPv4.
    public var tcp = TCPStates()
    /// The TCP sockets of IPv6: also those that accept both versions, with their connections. All nil
    /// where the kernel has no IPv6.
    public var tcp6 = TCPStates()
    /// The UDP sockets of IPv4.
    public var udp = UDPStates()
    /// The UDP sockets of IPv6: also those that accept both versions. All nil where the kernel has
    /// no IPv6.
    public var udp6 = UDPStates()
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known.
    public init() {}
}

/// The number of TCP sockets in each state, and what is in their queues.
public struct TCPStates: Sendable, Hashable, Codable {
    /// Established connections.
    public var established: Int64?
    /// Connections that this side began to open (SYN-SENT).
    public var synSent: Int64?
    /// Connections that the other side began to open (SYN-RECEIVED).
    public var synReceived: Int64?
    /// Connections that this side closed, and whose FIN is not acknowledged (FIN-WAIT-1).
    public var finWait1: Int64?
    /// Connections that only this side closed (FIN-WAIT-2).
    public var finWait2: Int64?
    /// Connections that ended, whose late packets are waited for (TIME-WAIT).
    public var timeWait: Int64?
    /// Sockets that are neither connected nor listening (CLOSE).
    public var closed: Int64?
    /// Connections that the other side closed, and the program here did not (CLOSE-WAIT).
    public var closeWait: Int64?
    /// Connections that both sides closed, the other side first (LAST-ACK).
    public var lastAck: Int64?
    /// Listening sockets.
    public var listen: Int64?
    /// Connections that both sides closed at the same time (CLOSING).
    public var closing: Int64?
    /// Connections in the accept queues of listening sockets.
    public var acceptQueued: Int64?
    /// Listening sockets whose accept queue is full: further connections are dropped. Nil if
    /// sock_diag is not used.
    public var fullAcceptQueues: Int64?
    /// Bytes received that programs did not read yet.
    public var receiveQueuedBytes: Int64?
    /// Bytes written by programs that are not acknowledged yet.
    public var sendQueuedBytes: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// The number of UDP sockets, and what is in their queues.
public struct UDPStates: Sendable, Hashable, Codable {
    /// Sockets that are connected to a remote address.
    public var connected: Int64?
    /// Sockets that have a port and accept datagrams from any address.
    public var unconnected: Int64?
    /// Memory of received datagrams that programs did not read yet, headers and padding included.
    public var receiveQueuedBytes: Int64?
    /// Memory of datagrams that devices did not send yet.
    public var sendQueuedBytes: Int64?

    /// An empty value: nothing is known.
    public init() {}
}
