/// One socket of TCP or UDP. Sources: sock_diag, or /proc/net/{tcp,tcp6,udp,udp6}; the processes are
/// found by the links of /proc/PID/fd.
public struct NetworkSocket: Sendable, Hashable {
    /// The protocol of a socket.
    public enum Transport: String, Sendable, Hashable, Codable {
        /// TCP.
        case tcp
        /// UDP.
        case udp
    }

    /// The state of a socket. A UDP socket is established if it is connected, and closed otherwise.
    public enum State: String, Sendable, Hashable, Codable {
        /// Connected.
        case established
        /// This side began to open the connection.
        case synSent = "syn_sent"
        /// The other side began to open the connection.
        case synReceived = "syn_received"
        /// This side closed the connection, and its FIN is not acknowledged.
        case finWait1 = "fin_wait1"
        /// Only this side closed the connection.
        case finWait2 = "fin_wait2"
        /// The connection ended; its late packets are waited for.
        case timeWait = "time_wait"
        /// Neither connected nor listening.
        case closed
        /// The other side closed the connection, and the program here did not.
        case closeWait = "close_wait"
        /// Both sides closed the connection, the other side first.
        case lastAck = "last_ack"
        /// Waits for connections.
        case listen
        /// Both sides closed the connection at the same time.
        case closing
    }

    /// The protocol.
    public var transport = Transport.tcp
    /// The version of IP. A socket that accepts both is of IPv6.
    public var family = NetworkAddress.Family.ipv4
    /// The state.
    public var state = State.closed
    /// The own address in network byte order: 4 or 16 bytes, all 0 for any address.
    public var localAddress: [UInt8] = []
    /// The own port.
    public var localPort = 0
    /// The address of the other side; all 0 without a connection.
    public var remoteAddress: [UInt8] = []
    /// The port of the other side; 0 without a connection.
    public var remotePort = 0
    /// Bytes received that the program did not read yet. Of a listening socket: connections in its
    /// accept queue.
    public var receiveQueue: Int64 = 0
    /// Bytes written by the program that are not acknowledged yet. Of a listening socket: the maximum
    /// of its accept queue, nil if sock_diag is not used.
    public var sendQueue: Int64?
    /// The user who made the socket; 0 in TIME-WAIT.
    public var uid: UInt32 = 0
    /// The inode of the socket; nil if no process has it open any more.
    public var inode: Int64?
    /// The first process that has the socket open, by pid; nil if owners were not requested, there
    /// is none, or its descriptors may not be read.
    public var pid: Int32?
    /// The number of processes that have the socket open, as far as their descriptors may be read.
    public var owners = 0

    /// A closed TCP socket without addresses.
    public init() {}

    /// The own address and port: "127.0.0.1:22", "[::1]:22", "*:22" for any address.
    public var local: String { endpoint(localAddress, localPort) }

    /// The address and port of the other side, likewise; "*:*" without a connection.
    public var remote: String { endpoint(remoteAddress, remotePort) }

    private func endpoint(_ bytes: [UInt8], _ port: Int) -> String {
        let number = port == 0 ? "*" : "\(port)"
        guard bytes.contains(where: { $0 != 0 }) else { return "*:\(number)" }
        var address = NetworkAddress()
        (address.family, address.bytes) = (family, bytes)
        return family == .ipv6 ? "[\(address)]:\(number)" : "\(address):\(number)"
    }
}

/// The sockets of a network namespace, or of one process.
public struct NetworkSockets: Sendable, Hashable {
    /// The sockets, in the order of their inodes.
    public var sockets: [NetworkSocket] = []
    /// Processes whose descriptors may not be read: those of other users, without the right to trace
    /// them. Their sockets have no owner.
    public var unreadProcesses = 0
    /// Failures that made the list, or the owners, incomplete.
    public var failures: [ProbeError] = []

    /// No sockets.
    public init() {}
}
