/// The network namespace. Sources: rtnetlink or /proc/net/dev, /sys/class/net, /proc/net/sockstat,
/// /proc/net/snmp.
public struct Networking: Sendable, Hashable, Codable {
    /// All interfaces together, but loopback and stacked ones. What is forwarded from one interface
    /// to another is counted on both, and so is an interface of whose build nothing is known.
    public var total = NetworkTraffic()
    /// Sockets of every kind. From the second reading on the two that the collector keeps are among
    /// them.
    public var socketsUsed: Int64?
    /// TCP sockets of IPv4 in use, those in TIME-WAIT not included (TCP: inuse).
    public var tcpSockets: Int64?
    /// TCP sockets without a process, of IPv4 and IPv6 (TCP: orphan).
    public var tcpOrphans: Int64?
    /// TCP connections in TIME-WAIT, of IPv4 and IPv6 (TCP: tw).
    public var tcpTimeWait: Int64?
    /// TCP sockets allocated, of IPv4 and IPv6, those of other network namespaces included (TCP:
    /// alloc).
    public var tcpAllocated: Int64?
    /// Memory of the buffers of all TCP sockets of the machine (TCP: mem).
    public var tcpMemoryBytes: Int64?
    /// UDP sockets of IPv4 in use (UDP: inuse).
    public var udpSockets: Int64?
    /// Memory of the buffers of all UDP sockets of the machine (UDP: mem).
    public var udpMemoryBytes: Int64?
    /// UDP-Lite sockets of IPv4 in use (UDPLITE: inuse).
    public var udpliteSockets: Int64?
    /// Raw sockets of IPv4 in use (RAW: inuse).
    public var rawSockets: Int64?
    /// IPv4 packets that wait for fragments (FRAG: inuse).
    public var fragments: Int64?
    /// Memory of the fragments that wait (FRAG: memory).
    public var fragmentsMemoryBytes: Int64?
    /// TCP connections now, over IPv4 and IPv6, as the kernel counts them: ESTABLISHED or
    /// CLOSE-WAIT.
    public var tcpEstablished: Int64?
    /// TCP segments sent again since the namespace was made.
    public var tcpRetransmits: Int64?
    /// When the counters were read, by the monotonic clock in nanoseconds; nil of a captured root.
    public var monotonicNs: Int64?
    /// Counters of IPv4.
    public var ip = IPCounters()
    /// Counters of ICMP over IPv4.
    public var icmp = ICMPCounters()
    /// Further counters of TCP, over IPv4 and IPv6.
    public var tcp = TCPCounters()
    /// Counters of UDP over IPv4.
    public var udp = UDPCounters()
    /// Counters of UDP-Lite over IPv4.
    public var udplite = UDPCounters()
    /// Each interface in the kernel's order.
    public var interfaces: [NetworkInterface] = []
    /// What cost single fields.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One network interface.
public struct NetworkInterface: Sendable, Hashable, Codable {
    /// Its name: "eth0".
    public var name = KernelName()
    /// The kernel's number.
    public var index: Int?
    /// What it is and does, as the kernel's flags say.
    public var flags: Flags?
    /// The largest packet in bytes.
    public var mtuBytes: Int64?
    /// The speed of the link in bits a second; nil where there is none, the driver does not say, or
    /// the interface is down.
    public var speedBitsPerSecond: Int64?
    /// Whether both sides of the link may send at once; nil likewise.
    public var duplex: Duplex?
    /// The operational state of RFC 2863.
    public var operstate: OperState?
    /// The index of its lower device (of a VLAN, macvlan, VXLAN or another tunnel that was
    /// made on a device); nil where there is none in this namespace.
    public var lowerIndex: Int?
    /// The number of the bridge, bond or team that it is a port of; nil where there is none, or
    /// where rtnetlink is not asked.
    public var masterIndex: Int?
    /// Packets that the transmit queue holds at most.
    public var txQueueLength: Int64?
    /// Times that the carrier came or went. Since 3.15.
    public var carrierChanges: Int64?
    /// Times that the carrier came. Since 4.16.
    public var carrierUpChanges: Int64?
    /// Times that the carrier went. Since 4.16.
    public var carrierDownChanges: Int64?
    /// The description that an administrator gave the interface (`ip link set alias`); nil if there
    /// is none.
    public var alias: KernelName?
    /// Further names (`ip link property add altname`), as many as fit in 256 bytes; nil if there are
    /// none, or rtnetlink is not used. Since 5.5.
    public var alternativeNames: [KernelName]?
    /// Whether it is a loopback interface; not counted in the total.
    public var isLoopback = false
    /// Whether it has a lower device or ports, so that its packets also pass another interface;
    /// not counted in the total.
    public var isStacked = false
    /// What went through it.
    public var counters = NetworkTraffic()
    /// What cost it fields; nil where nothing failed.
    public var failure: ProbeError?

    /// Whether both sides of a link may send at once.
    public enum Duplex: String, Sendable, Hashable, Codable {
        /// One at a time.
        case half
        /// Both at once.
        case full
    }

    /// The operational state of an interface, by the kernel's words.
    public enum OperState: String, Sendable, Hashable, Codable {
        /// The driver does not say; loopback and tun are so while they work.
        case unknown
        /// Hardware is missing.
        case notpresent
        /// It cannot carry packets.
        case down
        /// Its lower device is down.
        case lowerlayerdown
        /// It is being tested.
        case testing
        /// It waits for an event, such as authentication.
        case dormant
        /// It carries packets.
        case up
    }

    /// An interface by its name, of which nothing else is known.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

extension NetworkInterface {
    /// The flags of an interface. Their numbers are the kernel's (IFF_UP and so on).
    public struct Flags: OptionSet, Sendable, Hashable, Codable {
        /// The kernel's number.
        public let rawValue: UInt32

        /// The flags of the kernel's number.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The kernel's words for the flags, from the lowest bit on.
        static let words = [
            "up", "broadcast", "debug", "loopback", "pointopoint", "notrailers", "running", "noarp",
            "promisc", "allmulti", "master", "slave", "multicast", "portsel", "automedia",
            "dynamic",
            "lower_up", "dormant", "echo",
        ]

        /// Switched on.
        public static let up = Flags(rawValue: 1 << 0)
        /// It has a broadcast address.
        public static let broadcast = Flags(rawValue: 1 << 1)
        /// A loopback.
        public static let loopback = Flags(rawValue: 1 << 3)
        /// A link between two ends.
        public static let pointopoint = Flags(rawValue: 1 << 4)
        /// Able to carry packets.
        public static let running = Flags(rawValue: 1 << 6)
        /// Somebody asked it to receive all packets, not only its own.
        public static let promisc = Flags(rawValue: 1 << 8)
        /// It has ports of its own, balanced.
        public static let master = Flags(rawValue: 1 << 10)
        /// A port of another.
        public static let slave = Flags(rawValue: 1 << 11)
        /// It can send to many.
        public static let multicast = Flags(rawValue: 1 << 12)
        /// The link below is up.
        public static let lowerUp = Flags(rawValue: 1 << 16)

        /// The words of the flags that are set, as ip(8) prints them but in lower case.
        public var names: [String] {
            Self.words.indices.filter { rawValue >> $0 & 1 != 0 }.map { Self.words[$0] }
        }
    }
}

/// What went through an interface since it was made: the columns of /proc/net/dev, summed as it
/// sums them, whichever road they came by.
public struct NetworkTraffic: Sendable, Hashable, Codable {
    /// Bytes received.
    public var rxBytes: Int64?
    /// Packets received.
    public var rxPackets: Int64?
    /// Packets received with an error.
    public var rxErrors: Int64?
    /// Packets received and dropped for lack of buffers, in the kernel and in the device.
    public var rxDropped: Int64?
    /// Overruns of the receiver's queue.
    public var rxFifo: Int64?
    /// Errors of length, overrun, checksum and alignment.
    public var rxFrame: Int64?
    /// Compressed packets received.
    public var rxCompressed: Int64?
    /// Multicast packets received.
    public var rxMulticast: Int64?
    /// Bytes sent.
    public var txBytes: Int64?
    /// Packets sent.
    public var txPackets: Int64?
    /// Packets not sent for an error.
    public var txErrors: Int64?
    /// Packets dropped before they were sent.
    public var txDropped: Int64?
    /// Underruns of the sender's queue.
    public var txFifo: Int64?
    /// Collisions.
    public var txCollisions: Int64?
    /// Errors of carrier, abortion, window and heartbeat.
    public var txCarrier: Int64?
    /// Compressed packets sent.
    public var txCompressed: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
