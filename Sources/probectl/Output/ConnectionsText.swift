import Probe

/// The sockets of TCP by state, the most frequent state first, and of UDP, for people.
extension SampleText {
    func add(_ connections: Connections, to page: inout Page) {
        let states = Self.states(connections)
        page.line(
            "connections",
            states.isEmpty
                ? "no TCP socket" : states.map { "\($0.count) \($0.name)" }.joined(separator: ", "))
        let all = [connections.tcp, connections.tcp6]
        if let waiting = sum(all.compactMap { $0.acceptQueued }) {
            let full = all.compactMap { $0.fullAcceptQueues }.reduce(0, +)
            page.line(
                "",
                "\(counted(waiting, "connection")) in accept queues"
                    + (full > 0 ? ", \(counted(full, "queue is", "queues are")) full" : ""),
                isAlarm: full > 0)
        }
        if let received = sum(all.compactMap { $0.receiveQueuedBytes }),
            let sent = sum(all.compactMap { $0.sendQueuedBytes })
        {
            page.line("", "queued \(bytes(received)) to read, \(bytes(sent)) to send")
        }
        addUDP([connections.udp, connections.udp6], to: &page)
    }

    private func addUDP(_ states: [UDPStates], to page: inout Page) {
        guard let connected = sum(states.compactMap { $0.connected }),
            let unconnected = sum(states.compactMap { $0.unconnected })
        else { return }
        let waiting = sum(states.compactMap { $0.receiveQueuedBytes }) ?? 0
        let queued = waiting > 0 ? ", \(bytes(waiting)) not read" : ""
        page.line("", "UDP: \(unconnected) unconnected, \(connected) connected\(queued)")
    }

    /// The states that sockets are in, of both versions of IP.
    static func states(_ connections: Connections) -> [(name: String, count: Int64)] {
        let states: [(String, (TCPStates) -> Int64?)] = [
            ("established", { $0.established }), ("listening", { $0.listen }),
            ("TIME-WAIT", { $0.timeWait }), ("CLOSE-WAIT", { $0.closeWait }),
            ("SYN-SENT", { $0.synSent }), ("SYN-RECEIVED", { $0.synReceived }),
            ("FIN-WAIT-1", { $0.finWait1 }), ("FIN-WAIT-2", { $0.finWait2 }),
            ("LAST-ACK", { $0.lastAck }), ("CLOSING", { $0.closing }), ("closed", { $0.closed }),
        ]
        let counts = states.map { name, count in
            (name: name, count: (count(connections.tcp) ?? 0) + (count(connections.tcp6) ?? 0))
        }
        // Equal counts remain in this order.
        return counts.enumerated().filter { $0.element.count > 0 }
            .sorted { ($0.element.count, $1.offset) > ($1.element.count, $0.offset) }
            .map { $0.element }
    }
}
