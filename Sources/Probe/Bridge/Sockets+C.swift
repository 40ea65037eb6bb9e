internal import CProbe

extension NetworkSocket.State {
    init(_ c: cprobe_socket_state) {
        switch c {
        case .CPROBE_SOCKET_ESTABLISHED: self = .established
        case .CPROBE_SOCKET_SYN_SENT: self = .synSent
        case .CPROBE_SOCKET_SYN_RECEIVED: self = .synReceived
        case .CPROBE_SOCKET_FIN_WAIT1: self = .finWait1
        case .CPROBE_SOCKET_FIN_WAIT2: self = .finWait2
        case .CPROBE_SOCKET_TIME_WAIT: self = .timeWait
        case .CPROBE_SOCKET_CLOSED: self = .closed
        case .CPROBE_SOCKET_CLOSE_WAIT: self = .closeWait
        case .CPROBE_SOCKET_LAST_ACK: self = .lastAck
        case .CPROBE_SOCKET_LISTEN: self = .listen
        case .CPROBE_SOCKET_CLOSING: self = .closing
        }
    }
}

extension NetworkSocket {
    init(_ c: cprobe_socket) {
        switch c.transport {
        case .CPROBE_TRANSPORT_TCP: transport = .tcp
        case .CPROBE_TRANSPORT_UDP: transport = .udp
        }
        family = c.family == .CPROBE_FAMILY_IPV4 ? .ipv4 : .ipv6
        let length = family == .ipv4 ? 4 : 16
        func bytes<Array>(_ array: Array) -> [UInt8] {
            Swift.withUnsafeBytes(of: array) { [UInt8]($0.prefix(length)) }
        }
        state = State(c.state)
        localAddress = bytes(c.local_address)
        remoteAddress = bytes(c.remote_address)
        localPort = Int(c.local_port)
        remotePort = Int(c.remote_port)
        receiveQueue = Int64(clamping: c.receive_queue)
        sendQueue = number(c.send_queue, c.has_send_queue)
        uid = c.uid
        inode = number(c.inode, c.inode != 0)
        pid = c.owners == 0 ? nil : c.pid
        owners = Int(c.owners)
    }
}

extension Collector {
    /// Lists the sockets of TCP and UDP of the own network namespace; of process 1 in a live root other
    /// than "/". With `findsOwners` the processes that have them open are found, too, which reads a link
    /// for each descriptor of the machine.
    ///
    /// Throws if neither sock_diag nor /proc/net can be read.
    public mutating func sockets(findsOwners: Bool = false) throws(ProbeError) -> NetworkSockets {
        try sockets(cprobe_sockets_choice(pid: 0, finds_owners: findsOwners))
    }

    /// Lists the sockets of TCP and UDP that one process has open, of its own network namespace.
    ///
    /// Throws ``ProbeError/Code/denied`` if the descriptors of the process may not be read,
    /// ``ProbeError/Code/notFound`` if there is no such process, and ``ProbeError/Code/invalid`` if `pid`
    /// is not greater than 0.
    public mutating func sockets(of pid: Int32) throws(ProbeError) -> NetworkSockets {
        guard pid > 0 else { throw ProbeError(code: .invalid, source: "/proc/PID/fd") }
        return try sockets(cprobe_sockets_choice(pid: pid, finds_owners: true))
    }

    private mutating func sockets(
        _ choice: cprobe_sockets_choice
    ) throws(ProbeError) -> NetworkSockets {
        cprobe_collector_begin(storage)
        var items = [cprobe_socket](repeating: cprobe_socket(), count: 256)
        while true {
            var c = cprobe_sockets()
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_sockets_read(
                storage, choice, &c, &items, items.count, &count, &failure)
            if result == .CPROBE_TOO_LARGE, count > items.count {
                items.resize(to: count + count / 4, with: cprobe_socket())
                continue
            }
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            var list = NetworkSockets()
            list.sockets = items.prefix(count).map { NetworkSocket($0) }
            list.unreadProcesses = Int(c.unread_processes)
            list.failures.set(c.failures)
            return list
        }
    }
}
