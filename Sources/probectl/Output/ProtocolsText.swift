import Probe

/// The counters of the protocols that are not 0, and connection tracking, for people.
extension SampleText {
    func add(_ protocols: Protocols, to page: inout Page) {
        page.line("protocols", Self.trouble(protocols, rates?.protocols))
        if let entries = protocols.conntrackEntries {
            let share = protocols.conntrackPercent.map { " (\(percent($0)))" } ?? ""
            let most = protocols.conntrackMax.map { " of at most \($0)\(share)" } ?? ""
            page.line(
                "", "\(counted(entries, "connection")) tracked\(most)",
                isAlarm: (protocols.conntrackPercent ?? 0) >= 90)
        }
        let sockets: [(String, Int64?)] = [
            ("tcp", protocols.tcp6Sockets), ("udp", protocols.udp6Sockets),
            ("udplite", protocols.udplite6Sockets), ("raw", protocols.raw6Sockets),
        ]
        let known = sockets.compactMap { name, count in count.map { "\(name) \($0)" } }
        if !known.isEmpty { page.line("", "sockets of IPv6: \(known.joined(separator: ", "))") }
        page.rows("", Self.counters(protocols))
    }

    /// What a full queue or a lossy network shows, a second or since boot.
    static func trouble(_ protocols: Protocols, _ rates: ProtocolRates?) -> String {
        let tcp = protocols.tcpExt
        let numbers: [(String, Double?, Int64?)] = [
            ("timeouts", rates?.tcpTimeoutsPerSecond, tcp.tcpTimeouts),
            ("SYN retransmits", rates?.tcpSynRetransPerSecond, tcp.tcpSynRetrans),
            ("listen drops", rates?.listenDropsPerSecond, tcp.listenDrops),
            ("listen overflows", rates?.listenOverflowsPerSecond, tcp.listenOverflows),
        ]
        let hasRates = rates?.intervalNs != nil
        let parts = numbers.compactMap { name, rate, count in
            hasRates ? rate.map { "\(decimal($0)) \(name)" } : count.map { "\($0) \(name)" }
        }
        guard !parts.isEmpty else { return "TCP counters unknown" }
        return "\(parts.joined(separator: ", ")) \(hasRates ? "a second" : "since boot")"
    }

    /// A row for each counter that is not 0.
    static func counters(_ protocols: Protocols) -> Table {
        var table = Table([Column(), Column(), Column(isRight: true)])
        func add(_ name: String) -> (Sample.Field, Sample.Field.Value?) -> Void {
            { field, value in
                guard let value, value.double != 0 else { return }
                table.add(name, field.name.description, decimal(value.double, 0))
            }
        }
        protocols.tcpExt.forEachField(add("tcp_ext"))
        protocols.tcpFastOpen.forEachField(add("tcp_fast_open"))
        protocols.tcpSignature.forEachField(add("tcp_signature"))
        protocols.ipExt.forEachField(add("ip_ext"))
        protocols.mptcp.forEachField(add("mptcp"))
        func add(_ name: String, _ types: [ICMPTypeCount]?) {
            for count in types ?? [] {
                if count.received > 0 {
                    table.add(name, "in_type\(count.type)", "\(count.received)")
                }
                if count.sent > 0 { table.add(name, "out_type\(count.type)", "\(count.sent)") }
            }
        }
        add("icmp", protocols.icmpTypes)
        protocols.ip6.forEachField(add("ip6"))
        protocols.icmp6.forEachField(add("icmp6"))
        add("icmp6", protocols.icmp6Types)
        protocols.udp6.forEachField(add("udp6"))
        protocols.udplite6.forEachField(add("udplite6"))
        return table
    }
}
