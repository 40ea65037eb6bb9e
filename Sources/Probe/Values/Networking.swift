/// The interfaces, sockets and protocol counters of the network namespace. Unknown values are nil.
/// Sources: rtnetlink or /proc/net/dev, /sys/class/net, /proc/net/sockstat, /proc/net/snmp.
public struct Networking: Sendable, Hashable, Codable {
    /// The sum over all interfaces except loopback and stacked interfaces
    /// (``NetworkInterface/isStacked``). A packet forwarded from one interface to another counts on
    /// both. An interface counts also if its structure is unknown.
    public var total = NetworkTraffic()
    /// Sockets of all kinds (sockets: used). From the second reading on the two sockets that the
    /// collector keeps open are included.
    public var socketsUsed: Int64?
    /// TCP sockets of IPv4 in use, without those in TIME-WAIT (TCP: inuse).
    public var tcpSockets: Int64?
    /// TCP sockets without a process, of IPv4 and IPv6 (TCP: orphan).
    public var tcpOrphans: Int64?
    /// TCP connections in TIME-WAIT, of IPv4 and IPv6 (TCP: tw).
    public var tcpTimeWait: Int64?
    /// TCP sockets allocated, of IPv4 and IPv6, other network namespaces included (TCP: alloc).
    public var tcpAllocated: Int64?
    /// Memory of the buffers of all TCP sockets of the machine, in bytes (TCP: mem).
    public var tcpMemoryBytes: Int64?
    /// UDP sockets of IPv4 in use (UDP: inuse).
    public var udpSockets: Int64?
    /// Memory of the buffers of all UDP sockets of the machine, in bytes (UDP: mem).
    public var udpMemoryBytes: Int64?
    /// UDP-Lite sockets of IPv4 in use (UDPLITE: inuse).
    public var udpliteSockets: Int64?
    /// Raw sockets of IPv4 in use (RAW: inuse).
    public var rawSockets: Int64?
    /// IPv4 packets that wait for fragments (FRAG: inuse).
    public var fragments: Int64?
    /// Memory of the waiting fragments, in bytes (FRAG: memory).
    public var fragmentsMemoryBytes: Int64?
    /// TCP connections in ESTABLISHED or CLOSE-WAIT, over IPv4 and IPv6 (Tcp: CurrEstab).
    public var tcpEstablished: Int64?
    /// TCP segments retransmitted since the network namespace was created (Tcp: RetransSegs).
    public var tcpRetransmits: Int64?
    /// When the counters were read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
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
    /// Failures that made single fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One network interface.
public struct NetworkInterface: Sendable, Hashable, Codable {
    /// The name of the interface: "eth0".
    public var name = KernelName()
    /// The kernel's index of the interface.
    public var index: Int?
    /// The kernel's flags of the interface.
    public var flags: Flags?
    /// The maximum transmission unit in bytes.
    public var mtuBytes: Int64?
    /// The speed of the link in bits a second; nil if the link has no speed, the driver does not
    /// report one, or the interface is down.
    public var speedBitsPerSecond: Int64?
    /// The duplex mode of the link; nil under the same conditions as ``speedBitsPerSecond``.
    public var duplex: Duplex?
    /// The operational state of RFC 2863.
    public var operstate: OperState?
    /// The index of the lower device of a VLAN, macvlan, VXLAN or another tunnel; nil if there is
    /// none in this namespace.
    public var lowerIndex: Int?
    /// The index of the bridge, bond or team that has this interface as a port; nil if there is
    /// none, or rtnetlink is not used.
    public var masterIndex: Int?
    /// The capacity of the transmit queue in packets.
    public var txQueueLength: Int64?
    /// Carrier changes, up and down. Since 3.15.
    public var carrierChanges: Int64?
    /// Carrier changes to up. Since 4.16.
    public var carrierUpChanges: Int64?
    /// Carrier changes to down. Since 4.16.
    public var carrierDownChanges: Int64?
    /// The description that an administrator gave the interface (`ip link set alias`); nil if there
    /// is none.
    public var alias: KernelName?
    /// Further names (`ip link property add altname`), as many as fit in 256 bytes; nil if there are
    /// none, or rtnetlink is not used. Since 5.5.
    public var alternativeNames: [KernelName]?
    /// Whether this is a loopback interface, which the total excludes.
    public var isLoopback = false
    /// Whether the interface has a lower device or ports, so that its packets also pass another
    /// interface. The total excludes stacked interfaces.
    public var isStacked = false
    /// The traffic of the interface.
    public var counters = NetworkTraffic()
    /// The failure that made fields nil; nil if nothing failed.
    public var failure: ProbeError?

    /// The duplex mode of a link.
    public enum Duplex: String, Sendable, Hashable, Codable {
        /// One side sends at a time.
        case half
        /// Both sides may send at once.
        case full
    }

    /// The operational state of an interface, in the kernel's words.
    public enum OperState: String, Sendable, Hashable, Codable {
        /// The driver does not report a state: usual for loopback and tun interfaces that work.
        case unknown
        /// Hardware is missing.
        case notpresent
        /// The interface cannot carry packets.
        case down
        /// The lower device is down.
        case lowerlayerdown
        /// The interface is being tested.
        case testing
        /// The interface waits for an event, such as authentication.
        case dormant
        /// The interface carries packets.
        case up
    }

    /// An interface with this name; all other values are nil.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

extension NetworkInterface {
    /// The flags of an interface. Their numbers are the kernel's (IFF_UP and so on).
    public struct Flags: OptionSet, Sendable, Hashable, Codable {
        /// The bits.
        public let rawValue: UInt32

        /// The flags with these bits.
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

        /// Administratively up.
        public static let up = Flags(rawValue: 1 << 0)
        /// The broadcast address is valid.
        public static let broadcast = Flags(rawValue: 1 << 1)
        /// A loopback interface.
        public static let loopback = Flags(rawValue: 1 << 3)
        /// A point-to-point link.
        public static let pointopoint = Flags(rawValue: 1 << 4)
        /// Operationally up: resources are allocated.
        public static let running = Flags(rawValue: 1 << 6)
        /// Promiscuous mode: the interface receives packets for all addresses.
        public static let promisc = Flags(rawValue: 1 << 8)
        /// The master of a load balancing bundle, such as a bond.
        public static let master = Flags(rawValue: 1 << 10)
        /// A port of a bundle, such as a bond.
        public static let slave = Flags(rawValue: 1 << 11)
        /// Multicast is supported.
        public static let multicast = Flags(rawValue: 1 << 12)
        /// The link below is up.
        public static let lowerUp = Flags(rawValue: 1 << 16)

        /// The words of the flags that are set, as ip(8) prints them but in lower case.
        public var names: [String] {
            Self.words.indices.filter { rawValue >> $0 & 1 != 0 }.map { Self.words[$0] }
        }
    }
}

/// The counters of an interface since it was created: the columns of /proc/net/dev, with the same
/// sums also if rtnetlink is the source.
public struct NetworkTraffic: Sendable, Hashable, Codable {
    /// Bytes received.
    public var rxBytes: Int64?
    /// Packets received.
    public var rxPackets: Int64?
    /// Packets received with an error.
    public var rxErrors: Int64?
    /// Packets received and dropped because the kernel or the device lacked a buffer.
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
    /// Packets not sent because of an error.
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
