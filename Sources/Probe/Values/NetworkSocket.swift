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
    /// The name of the process with this pid; nil without a pid, or if the process ended meanwhile.
    public var processName: KernelName?

    /// A closed TCP socket without addresses.
    public init() {}

    /// Whether the socket waits for others: a listening socket of TCP, or one of UDP that is bound but
    /// not connected.
    public var isListening: Bool {
        switch transport {
        case .tcp: state == .listen
        case .udp: state == .closed && localPort != 0
        }
    }

    /// Whether the socket has another side.
    var hasRemote: Bool { remotePort != 0 || remoteAddress.contains { $0 != 0 } }

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

/// One Unix socket. Sources: sock_diag, or /proc/net/unix.
public struct UnixSocket: Sendable, Hashable {
    /// What a write is for the reader.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A part of a stream of bytes (SOCK_STREAM).
        case stream
        /// A message (SOCK_DGRAM).
        case datagram
        /// A message of a connection (SOCK_SEQPACKET).
        case sequencedPackets = "seqpacket"
    }

    /// The kind.
    public var kind = Kind.stream
    /// The state: established, listen, or closed, which is every other.
    public var state = NetworkSocket.State.closed
    /// The path to which the socket is bound, or "@" and an abstract name, whose NULs are "@"; nil if the
    /// socket has no name.
    public var name: KernelName?
    /// The inode of the socket at the other end; nil if not connected, or if sock_diag is not used.
    public var peerInode: Int64?
    /// Bytes received that the program did not read yet. Of a listening socket: connections in its
    /// accept queue. Nil if sock_diag is not used.
    public var receiveQueue: Int64?
    /// Bytes written by the program that the other side did not read yet. Of a listening socket: the
    /// maximum of its accept queue. Nil if sock_diag is not used.
    public var sendQueue: Int64?
    /// The user who made the socket; nil before Linux 5.3, or if sock_diag is not used.
    public var uid: UInt32?
    /// The inode of the socket; nil if no process has it open yet.
    public var inode: Int64?
    /// As ``NetworkSocket/pid``.
    public var pid: Int32?
    /// As ``NetworkSocket/owners``.
    public var owners = 0
    /// As ``NetworkSocket/processName``.
    public var processName: KernelName?

    /// A stream socket without a name.
    public init() {}

    /// Whether the socket waits for others: a listening socket, or one of datagrams that has a name and is
    /// not connected.
    public var isListening: Bool {
        state == .listen || kind == .datagram && state == .closed && name != nil
    }
}

/// The sockets of a network namespace, or of one process.
public struct NetworkSockets: Sendable, Hashable {
    /// Kinds of sockets.
    public struct Kinds: OptionSet, Sendable, Hashable {
        /// One bit for each kind.
        public let rawValue: UInt32

        /// The kinds with these bits.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// TCP over both versions of IP.
        public static let tcp = Kinds(rawValue: 1)
        /// UDP over both versions of IP.
        public static let udp = Kinds(rawValue: 2)
        /// Unix sockets.
        public static let unix = Kinds(rawValue: 4)
        /// All kinds.
        public static let all: Kinds = [.tcp, .udp, .unix]
    }

    /// The sockets of TCP and UDP, in the order of their inodes.
    public var sockets: [NetworkSocket] = []
    /// The Unix sockets, likewise.
    public var unixSockets: [UnixSocket] = []
    /// Processes whose descriptors may not be read: those of other users, without the right to trace
    /// them. Their sockets have no owner.
    public var unreadProcesses = 0
    /// Failures that made the list, or the owners, incomplete.
    public var failures: [ProbeError] = []

    /// No sockets.
    public init() {}
}
