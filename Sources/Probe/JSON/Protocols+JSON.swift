extension Protocols {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.object("tcp_ext", tcpExt)
        json.object("tcp_fast_open", tcpFastOpen)
        json.object("tcp_signature", tcpSignature)
        json.object("ip_ext", ipExt)
        json.object("mptcp", mptcp)
        json.objects("icmp_types", icmpTypes)
        json.object("ip6", ip6)
        json.object("icmp6", icmp6)
        json.objects("icmp6_types", icmp6Types)
        json.object("udp6", udp6)
        json.object("udplite6", udplite6)
    }
}

extension TCPExtendedCounters: JSONRecord {}
extension TCPFastOpenCounters: JSONRecord {}
extension TCPSignatureCounters: JSONRecord {}
extension IPExtendedCounters: JSONRecord {}
extension MPTCPCounters: JSONRecord {}
extension IPv6Counters: JSONRecord {}
extension ICMPv6Counters: JSONRecord {}

extension ICMPTypeCount: JSONObject {
    func write(to json: inout JSON) {
        json.field("type", type)
        json.field("received", received)
        json.field("sent", sent)
    }
}

extension ProtocolRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        forEachField { json.field($0, $1) }
    }
}

#if !hasFeature(Embedded)
    extension Protocols {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("tcp_ext", &tcpExt)
            try object.read("tcp_fast_open", &tcpFastOpen)
            try object.read("tcp_signature", &tcpSignature)
            try object.read("ip_ext", &ipExt)
            try object.read("mptcp", &mptcp)
            icmpTypes = try object.optional("icmp_types")
            try object.read("ip6", &ip6)
            try object.read("icmp6", &icmp6)
            icmp6Types = try object.optional("icmp6_types")
            try object.read("udp6", &udp6)
            try object.read("udplite6", &udplite6)
        }
    }

    extension ICMPTypeCount {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("type", &type)
            try object.read("received", &received)
            try object.read("sent", &sent)
        }
    }

    extension ProtocolRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try readFields(of: object)
        }
    }
#endif
