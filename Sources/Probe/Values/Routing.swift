/// Where packets go: routes, neighbours, queueing disciplines, wireless links, drivers and what IPsec
/// dropped, of a network namespace. Sources: rtnetlink, SIOCETHTOOL, and files of /proc/net, which
/// have less. Read only on request.
public struct Routing: Sendable, Hashable, Codable {
    /// The routes of the main tables of IPv4 and IPv6, an element for each next hop, in the kernel's
    /// order.
    public var routes: [Route] = []
    /// The entries of ARP and of neighbour discovery that have a state, in the kernel's order. Without
    /// rtnetlink those of IPv4.
    public var neighbours: [Neighbour] = []
    /// The queueing disciplines of the interfaces, in the kernel's order. Empty without rtnetlink.
    public var qdiscs: [Qdisc] = []
    /// The wireless interfaces.
    public var wireless: [Wireless] = []
    /// The drivers of the interfaces that are up and have one. Empty for another root.
    public var drivers: [Driver] = []
    /// Packets that IPsec dropped. All nil in a kernel without CONFIG_XFRM_STATISTICS.
    public var xfrm = Xfrm()
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list incomplete, or fields nil.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Routing {
    /// What the kernel does with a packet.
    public enum RouteType: String, Sendable, Hashable, Codable {
        /// Sends it to the gateway, or to the destination itself.
        case unicast
        /// Receives it.
        case local
        /// Sends it as a broadcast.
        case broadcast
        /// Receives it, as one of several hosts.
        case anycast
        /// Sends it as a multicast.
        case multicast
        /// Drops it.
        case blackhole
        /// Drops it with an ICMP message.
        case unreachable
        /// Drops it with an ICMP message: forbidden.
        case prohibit
        /// Goes on with the next rule.
        case `throw`
    }

    /// One next hop of a route.
    public struct Route: Sendable, Hashable, Codable {
        /// The version of IP.
        public var family = NetworkAddress.Family.ipv4
        /// What the kernel does with a packet; nil if unknown to this version, and without rtnetlink for
        /// routes that drop packets.
        public var type: RouteType?
        /// The destination in network byte order: 4 or 16 bytes, all 0 for the default route.
        public var destination: [UInt8] = []
        /// The gateway: 4 or 16 bytes, of IPv6 for some routes of IPv4. Nil if the destination is on
        /// the link.
        public var gateway: [UInt8]?
        /// The name of the interface; nil without one.
        public var interface: KernelName?
        /// The index of the interface; nil without rtnetlink.
        public var interfaceIndex: Int?
        /// Leading bits of ``destination`` that are compared; 0: the default route.
        public var prefixBits: Int?
        /// Of equal prefixes the route with the lowest metric is used.
        public var metric: Int?
        /// The share of this next hop; nil for a route with one next hop.
        public var weight: Int?

        /// An empty value: nothing is known.
        public init() {}

        /// Whether this is a default route: the gateway of what has no other route.
        public var isDefault: Bool { prefixBits == 0 }
    }

    /// The state of a neighbour entry: whether its link address is known and still right.
    public enum NeighbourState: String, Sendable, Hashable, Codable {
        /// Asked for, no answer yet.
        case incomplete
        /// Known, and confirmed lately.
        case reachable
        /// Known, and not confirmed lately.
        case stale
        /// Used while stale: checked soon.
        case delay
        /// Being checked.
        case probe
        /// No answer.
        case failed
        /// Set by an administrator.
        case permanent
    }

    /// An entry of ARP or of neighbour discovery.
    public struct Neighbour: Sendable, Hashable, Codable {
        /// The version of IP.
        public var family = NetworkAddress.Family.ipv4
        /// The address in network byte order: 4 or 16 bytes.
        public var address: [UInt8] = []
        /// The link address: 6 bytes for Ethernet. Nil if it is not known.
        public var linkAddress: [UInt8]?
        /// The state; nil if unknown to this version, and without rtnetlink unless permanent.
        public var state: NeighbourState?
        /// The name of the interface; nil if it was removed meanwhile.
        public var interface: KernelName?
        /// The index of the interface; nil without rtnetlink.
        public var interfaceIndex: Int?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// The number of a queueing discipline, or of the class it is attached to.
    public struct QdiscHandle: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The major number in the upper 16 bits, the minor one in the lower.
        public let rawValue: UInt32

        /// The handle with these numbers.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The parent of a queueing discipline that is the root of its interface.
        public static let root = QdiscHandle(rawValue: .max)

        /// As tc(8) prints it, in hexadecimal: "root", "8001:", "1:10", ":2".
        public var description: String {
            let (major, minor) = (rawValue >> 16, rawValue & 0xffff)
            if self == .root { return "root" }
            let first = major == 0 && minor != 0 ? "" : String(major, radix: 16)
            return first + ":" + (minor == 0 ? "" : String(minor, radix: 16))
        }
    }

    /// A queueing discipline of an interface.
    public struct Qdisc: Sendable, Hashable, Codable {
        /// The kind: "fq_codel".
        public var kind = KernelName()
        /// Its own number; 0 of one that the kernel made.
        public var handle = QdiscHandle(rawValue: 0)
        /// The class it is attached to.
        public var parent = QdiscHandle.root
        /// The name of the interface; nil if it was removed meanwhile.
        public var interface: KernelName?
        /// The index of the interface.
        public var interfaceIndex: Int?
        /// Bytes that were sent; of an ingress qdisc: received.
        public var sentBytes: Int64?
        /// Packets that were sent; of an ingress qdisc: received.
        public var sentPackets: Int64?
        /// Packets that were dropped; wraps at 2^32, as the next two.
        public var drops: Int64?
        /// How often a packet had to wait for the limit of the rate.
        public var overlimits: Int64?
        /// How often the driver did not take a packet.
        public var requeues: Int64?
        /// Bytes in the queue.
        public var backlogBytes: Int64?
        /// Packets in the queue.
        public var backlogPackets: Int64?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// A wireless interface.
    public struct Wireless: Sendable, Hashable, Codable {
        /// The name of the interface.
        public var interface = KernelName()
        /// Quality of the link by the scale of the driver, mostly up to 70.
        public var link: Int?
        /// Level of the signal: dBm if negative, otherwise by the scale of the driver.
        public var level: Int?
        /// Level of the noise, likewise; nil if the driver does not measure it.
        public var noise: Int?
        /// Received packets of another network; wraps at 2^32, as the next ones.
        public var discardedNwid: Int64?
        /// Received packets that could not be decrypted.
        public var discardedCrypt: Int64?
        /// Received packets that lack fragments.
        public var discardedFrag: Int64?
        /// Sent packets that were never acknowledged.
        public var discardedRetry: Int64?
        /// Packets discarded for another reason.
        public var discardedMisc: Int64?
        /// Beacons of the access point that did not arrive.
        public var missedBeacons: Int64?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// The driver of an interface.
    public struct Driver: Sendable, Hashable, Codable {
        /// The name of the interface.
        public var interface = KernelName()
        /// The index of the interface.
        public var interfaceIndex: Int?
        /// The driver: "virtio_net".
        public var name = KernelName()
        /// The driver's version, mostly the release of the kernel; nil without one.
        public var version: KernelName?
        /// The version of the device's firmware; nil without one.
        public var firmware: KernelName?
        /// The address of the device on its bus: "0000:00:04.0"; nil without one.
        public var bus: KernelName?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// Packets that IPsec dropped since the namespace was made, by reason, with the kernel's names.
    /// Source: /proc/net/xfrm_stat.
    public struct Xfrm: Sendable, Hashable, Codable {
        /// All errors of received packets that no other counter has.
        public var inError: Int64?
        /// Received packets dropped: no buffer is left.
        public var inBufferError: Int64?
        /// Received packets with a wrong header.
        public var inHdrError: Int64?
        /// Received packets without a state: wrong SPI, address or protocol.
        public var inNoStates: Int64?
        /// Received packets with an error of the transformation, such as a wrong key.
        public var inStateProtoError: Int64?
        /// Received packets with an error of the mode of the transformation.
        public var inStateModeError: Int64?
        /// Received packets with a sequence number outside the window.
        public var inStateSeqError: Int64?
        /// Received packets whose state expired.
        public var inStateExpired: Int64?
        /// Received packets whose state has other options, such as another type of UDP
        /// encapsulation.
        public var inStateMismatch: Int64?
        /// Received packets whose state is invalid.
        public var inStateInvalid: Int64?
        /// Received packets without a matching template for their states.
        public var inTmplMismatch: Int64?
        /// Received packets with states but without a policy.
        public var inNoPols: Int64?
        /// Received packets discarded by a policy.
        public var inPolBlock: Int64?
        /// Received packets with an error of the policy.
        public var inPolError: Int64?
        /// All errors of sent packets that no other counter has.
        public var outError: Int64?
        /// Sent packets whose bundle could not be made.
        public var outBundleGenError: Int64?
        /// Sent packets whose bundle failed the check.
        public var outBundleCheckError: Int64?
        /// Sent packets without a state.
        public var outNoStates: Int64?
        /// Sent packets with an error of the transformation.
        public var outStateProtoError: Int64?
        /// Sent packets with an error of the mode of the transformation.
        public var outStateModeError: Int64?
        /// Sent packets whose sequence number overflowed.
        public var outStateSeqError: Int64?
        /// Sent packets whose state expired.
        public var outStateExpired: Int64?
        /// Sent packets discarded by a policy.
        public var outPolBlock: Int64?
        /// Sent packets whose policy is dead.
        public var outPolDead: Int64?
        /// Sent packets with an error of the policy.
        public var outPolError: Int64?
        /// Forwarded packets with a wrong header.
        public var fwdHdrError: Int64?
        /// Sent packets whose state is invalid, perhaps expired.
        public var outStateInvalid: Int64?
        /// Sent packets whose state is not there yet.
        public var acquireError: Int64?
        /// Sent packets whose state is for received ones. Since 6.10.
        public var outStateDirError: Int64?
        /// Received packets whose state is for sent ones. Since 6.10.
        public var inStateDirError: Int64?
        /// Received packets with an error of IP-TFS. Since 6.14.
        public var inIptfsError: Int64?
        /// Sent packets dropped: no space is left in a queue. Since 6.14.
        public var outNoQueueSpace: Int64?

        /// An empty value: nothing is known.
        public init() {}
    }
}
