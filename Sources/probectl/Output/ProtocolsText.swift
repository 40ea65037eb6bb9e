import Probe

/// What full queues and lossy networks show of the protocols, and connection tracking, for people.
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
        page.rows("", Self.messages(protocols))
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

    /// A row for each type of an ICMP message that was received or sent.
    private static func messages(_ protocols: Protocols) -> Table {
        var table = Table([Column(), Column(), Column(isRight: true)])
        func add(_ name: String, _ types: [ICMPTypeCount]?) {
            for count in types ?? [] {
                if count.received > 0 {
                    table.add(name, "in_type\(count.type)", "\(count.received)")
                }
                if count.sent > 0 { table.add(name, "out_type\(count.type)", "\(count.sent)") }
            }
        }
        add("icmp", protocols.icmpTypes)
        add("icmp6", protocols.icmp6Types)
        return table
    }
}
