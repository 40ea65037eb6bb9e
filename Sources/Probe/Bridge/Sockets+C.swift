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
        inode = number(c.owner.inode, c.owner.inode != 0)
        pid = c.owner.owners == 0 ? nil : c.owner.pid
        owners = Int(c.owner.owners)
    }
}

extension UnixSocket {
    init(_ c: cprobe_unix_socket, _ text: UnsafePointer<CChar>?) {
        switch c.type {
        case .CPROBE_UNIX_STREAM: kind = .stream
        case .CPROBE_UNIX_DATAGRAM: kind = .datagram
        case .CPROBE_UNIX_SEQUENCED_PACKETS: kind = .sequencedPackets
        }
        state = NetworkSocket.State(c.state)
        if c.name_length > 0, let text {
            name = KernelName(
                bytes: [UInt8](
                    UnsafeRawBufferPointer(
                        start: text + Int(c.name_offset), count: Int(c.name_length))))
        }
        peerInode = number(c.peer_inode, c.has_peer)
        receiveQueue = number(c.receive_queue, c.has_queues)
        sendQueue = number(c.send_queue, c.has_queues)
        uid = c.has_uid ? c.uid : nil
        inode = number(c.owner.inode, c.owner.inode != 0)
        pid = c.owner.owners == 0 ? nil : c.owner.pid
        owners = Int(c.owner.owners)
    }
}

extension Collector {
    /// Lists the sockets of the own network namespace; of process 1 in a live root other than "/". With
    /// `findsOwners` the processes that have them open are found, too, which reads a link for each
    /// descriptor of the machine.
    ///
    /// Throws if neither sock_diag nor /proc/net can be read.
    public mutating func sockets(
        _ kinds: NetworkSockets.Kinds = [.tcp, .udp], findsOwners: Bool = false
    ) throws(ProbeError) -> NetworkSockets {
        try sockets(
            cprobe_sockets_choice(kinds: kinds.rawValue, pid: 0, finds_owners: findsOwners))
    }

    /// Lists the sockets that one process has open, of its own network namespace.
    ///
    /// Throws ``ProbeError/Code/denied`` if the descriptors of the process may not be read,
    /// ``ProbeError/Code/notFound`` if there is no such process, and ``ProbeError/Code/invalid`` if `pid`
    /// is not greater than 0.
    public mutating func sockets(
        of pid: Int32, _ kinds: NetworkSockets.Kinds = [.tcp, .udp]
    ) throws(ProbeError) -> NetworkSockets {
        guard pid > 0 else { throw ProbeError(code: .invalid, source: "/proc/PID/fd") }
        return try sockets(
            cprobe_sockets_choice(kinds: kinds.rawValue, pid: pid, finds_owners: true))
    }

    private mutating func sockets(
        _ choice: cprobe_sockets_choice
    ) throws(ProbeError) -> NetworkSockets {
        cprobe_collector_begin(storage)
        let hasUnix = choice.kinds & NetworkSockets.Kinds.unix.rawValue != 0
        var items = Items<cprobe_socket>(capacity: 256)
        var unixItems = Items<cprobe_unix_socket>(capacity: hasUnix ? 256 : 0)
        var text = Items<CChar>(capacity: hasUnix ? 8192 : 0)
        defer {
            items.deallocate()
            unixItems.deallocate()
            text.deallocate()
        }
        while true {
            var c = cprobe_sockets()
            var list = cprobe_socket_list(
                items: items.buffer.baseAddress, capacity: items.buffer.count, count: 0,
                unix_items: unixItems.buffer.baseAddress, unix_capacity: unixItems.buffer.count,
                unix_count: 0, text: text.buffer.baseAddress, text_capacity: text.buffer.count,
                text_length: 0)
            var failure = cprobe_failure()
            let result = cprobe_sockets_read(storage, choice, &c, &list, &failure)
            if result == .CPROBE_OK {
                var sockets = NetworkSockets(list)
                sockets.unreadProcesses = Int(c.unread_processes)
                sockets.failures.set(c.failures)
                setProcessNames(of: &sockets)
                return sockets
            }
            let isLarger = items.grow(to: list.count)
            let hasMoreUnix = unixItems.grow(to: list.unix_count)
            let hasMoreText = text.grow(to: list.text_length)
            guard result == .CPROBE_TOO_LARGE, isLarger || hasMoreUnix || hasMoreText else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads the name of each process that owns a socket.
    private mutating func setProcessNames(of sockets: inout NetworkSockets) {
        var names: [Int32: KernelName?] = [:]
        func name(_ pid: Int32?, _ collector: inout Collector) -> KernelName? {
            guard let pid else { return nil }
            if let known = names[pid] { return known }
            var name: KernelName?
            do throws(ProbeError) {
                name = try collector.process(pid, []).name
            } catch {
                name = nil  // The process ended meanwhile.
            }
            names[pid] = .some(name)
            return name
        }
        for index in sockets.sockets.indices {
            sockets.sockets[index].processName = name(sockets.sockets[index].pid, &self)
        }
        for index in sockets.unixSockets.indices {
            sockets.unixSockets[index].processName = name(sockets.unixSockets[index].pid, &self)
        }
    }
}

extension NetworkSockets {
    fileprivate init(_ list: borrowing cprobe_socket_list) {
        sockets.reserveCapacity(list.count)
        for index in 0..<list.count { sockets.append(NetworkSocket(list.items[index])) }
        unixSockets.reserveCapacity(list.unix_count)
        for index in 0..<list.unix_count {
            unixSockets.append(UnixSocket(list.unix_items[index], list.text))
        }
    }
}
