extension Diagnosis.Evidence {
    /// Interfaces near their speed, errors and drops, TCP retransmits, connections that are refused.
    func networkFindings() -> [Finding] {
        let refused = listenDrops + conntrack
        guard let network = after.network.value else { return refused }
        let pairs = Array(zip(network.interfaces, rates.network.interfaces))
        return pairs.compactMap { speed($0, $1.traffic) }
            + pairs.compactMap { errors($0, $1.traffic) }
            + retransmits + refused
    }

    /// No kernel file counts traffic by process.
    private static let unknownWho =
        "Which process it is was not measured: the kernel does not count traffic by process."

    private func speed(_ interface: NetworkInterface, _ traffic: NetworkTrafficRates) -> Finding? {
        guard let speed = interface.speedBitsPerSecond, speed > 0, !interface.isLoopback,
            let received = traffic.rxBytesPerSecond, let sent = traffic.txBytesPerSecond
        else { return nil }
        // Half duplex: the two directions share the speed.
        let bits =
            (interface.duplex == .half ? received + sent : max(received, sent)) * 8
        let share = bits / Double(speed) * 100
        // A link that is faster than its speed is a virtual one, between two interfaces of this
        // machine.
        guard share <= 105, let severity = thresholds.networkUsagePercent.severity(of: share) else {
            return nil
        }
        return Finding(
            resource: .network, kind: .networkBusy, severity: severity,
            title: "Network \(interface.name) busy (\(decimal(share, 0))% of its speed)",
            details: [
                "\(interface.name) receives \(Self.bitRate(received * 8)) and sends "
                    + "\(Self.bitRate(sent * 8)), and its speed is "
                    + "\(Self.bitRate(Double(speed))).", Self.unknownWho,
            ], measured: thresholds.networkUsagePercent.measured(share, .percent),
            device: interface.name)
    }

    /// "1.2 Gbit/s": the speeds of links are in powers of ten.
    private static func bitRate(_ bits: Double) -> String {
        let units = [("Gbit/s", 1e9), ("Mbit/s", 1e6), ("kbit/s", 1e3)]
        guard let (unit, size) = units.first(where: { bits >= $0.1 }) else {
            return "\(decimal(bits, 0)) bit/s"
        }
        return "\(decimal(bits / size)) \(unit)"
    }

    private func errors(_ interface: NetworkInterface, _ traffic: NetworkTrafficRates) -> Finding? {
        // Not rx_dropped: it counts frames of protocols without a listener, which is no loss.
        let kinds: [(String, Double?)] = [
            ("received with an error", traffic.rxErrorsPerSecond),
            ("not sent for an error", traffic.txErrorsPerSecond),
            ("dropped before they were sent", traffic.txDroppedPerSecond),
        ]
        let lost = kinds.reduce(0) { $0 + ($1.1 ?? 0) }
        guard !interface.isLoopback,
            let severity = thresholds.networkErrorsPerSecond.severity(of: lost)
        else {
            return nil
        }
        let words = kinds.compactMap { what, count in
            count.flatMap { $0 > 0 ? "\(decimal($0)) \(what)" : nil }
        }
        return Finding(
            resource: .network, kind: .networkErrors, severity: severity,
            title: "Network \(interface.name) loses packets (\(decimal(lost)) a second)",
            details: ["Packets a second: \(words.joined(separator: ", "))."],
            measured: thresholds.networkErrorsPerSecond.measured(lost, .perSecond),
            device: interface.name)
    }

    private var retransmits: [Finding] {
        guard let again = rates.network.tcpRetransmitsPerSecond,
            let sent = rates.network.total.txPacketsPerSecond, sent > 0,
            again >= thresholds.networkErrorsPerSecond.noticed
        else { return [] }
        let share = min(again / sent * 100, 100)
        guard let severity = thresholds.retransmitsPercent.severity(of: share) else { return [] }
        return [
            Finding(
                resource: .network, kind: .retransmits, severity: severity,
                title: "TCP retransmits (\(decimal(share))% of the packets sent)",
                details: [
                    "\(decimal(again)) TCP retransmits/s of \(decimal(sent, 0)) packets/s sent: segments "
                        + "or their acknowledgements were lost.",
                    Self.unknownWho,
                ], measured: thresholds.retransmitsPercent.measured(share, .percent))
        ]
    }

    /// A program that accepts too slowly, or a queue that is too short.
    private var listenDrops: [Finding] {
        guard let drops = rates.protocols.listenDropsPerSecond,
            let severity = thresholds.listenDropsPerSecond.severity(of: drops)
        else { return [] }
        let overflows = rates.protocols.listenOverflowsPerSecond
        let halfOpen = rates.protocols.tcpReqQFullDropPerSecond
        var reasons: [String] = []
        if let overflows, overflows > 0 {
            reasons.append(
                "Accept queues were full (\(decimal(overflows)) times a second): a program accepts "
                    + "connections too slowly, or its queue is short (the backlog of listen(), at most "
                    + "net.core.somaxconn).")
        }
        if let halfOpen, halfOpen > 0 {
            reasons.append(
                "Queues of half-open connections were full (\(decimal(halfOpen)) times a second), and "
                    + "SYN cookies are off (net.ipv4.tcp_syncookies): a flood of requests, or a short "
                    + "queue (net.ipv4.tcp_max_syn_backlog).")
        }
        if reasons.isEmpty {
            let others =
                "the kernel had no memory for the connections, or their requests were invalid."
            switch (overflows, halfOpen) {
            case (nil, _): reasons = ["Whether accept queues were full is not known."]
            case (_, nil):
                reasons = [
                    "No accept queue was full: a queue of half-open connections was, or \(others)"
                ]
            default: reasons = ["No queue was full: \(others)"]
            }
        }
        return [
            Finding(
                resource: .network, kind: .listenDrops, severity: severity,
                title: "Listening sockets drop connections (\(decimal(drops)) a second)",
                details: reasons + [
                    "Which socket it is was not measured: ss -ltn shows queues that are full now."
                ], measured: thresholds.listenDropsPerSecond.measured(drops, .perSecond))
        ]
    }

    private var conntrack: [Finding] {
        guard let protocols = after.protocols.value, let share = protocols.conntrackPercent,
            let entries = protocols.conntrackEntries, let most = protocols.conntrackMax,
            let severity = thresholds.conntrackUsagePercent.severity(of: share)
        else { return [] }
        return [
            Finding(
                resource: .network, kind: .conntrackFull, severity: severity,
                title: "Connection tracking nearly full (\(decimal(share, 0))% of its entries)",
                details: [
                    "The packet filter tracks \(counted(entries, "connection")) of at most \(most) "
                        + "(net.netfilter.nf_conntrack_max). Once it is full, packets of new "
                        + "connections are dropped."
                ], measured: thresholds.conntrackUsagePercent.measured(share, .percent))
        ]
    }
}
