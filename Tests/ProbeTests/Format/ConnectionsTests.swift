import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// What was captured of one network namespace by sock_diag and by /proc/net.
private func captured(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Fixture.folder.appendingPathComponent("netlink/\(name)")))
}

/// The counts of a record by the names of its fields.
private func counts(_ states: cprobe_tcp_states) -> [String: Double] {
    withUnsafePointer(to: states) { states in
        Dictionary(
            uniqueKeysWithValues: FieldRow.all(.CPROBE_RECORD_TCP_STATES).compactMap { row in
                row.number(of: states).map { (row.name, $0) }
            })
    }
}

@Suite("/proc/net/tcp and tcp6")
struct ConnectionsTests {
    private func parse(
        _ bytes: [UInt8], _ failure: UnsafeMutablePointer<cprobe_failure>? = nil
    ) -> [String: Double]? {
        var states = cprobe_tcp_states()
        let result = bytes.asC { cprobe_tcp_states_parse($0, $1, &states, failure) }
        guard result == .CPROBE_OK else {
            #expect(result == .CPROBE_MALFORMED && counts(states).isEmpty)
            return nil
        }
        return counts(states)
    }

    private static let kernelNumbers = [
        "01": "established", "02": "syn_sent", "03": "syn_received", "04": "fin_wait1",
        "05": "fin_wait2", "06": "time_wait", "07": "closed", "08": "close_wait", "09": "last_ack",
        "0A": "listen", "0B": "closing",
    ]

    /// The counts of a text, by its words.
    private func expected(_ bytes: [UInt8]) -> [String: Double] {
        var counts = Dictionary(
            uniqueKeysWithValues: (Self.kernelNumbers.values
                + ["accept_queued", "receive_queued_bytes", "send_queued_bytes"]).map { ($0, 0.0) })
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ").map(String.init)
            let queues = words[4].split(separator: ":").map { Double(UInt64($0, radix: 16)!) }
            counts[Self.kernelNumbers[words[3]]!]! += 1
            if words[3] == "0A" {
                counts["accept_queued"]! += queues[1]
            } else {
                counts["send_queued_bytes"]! += queues[0]
                counts["receive_queued_bytes"]! += queues[1]
            }
        }
        return counts
    }

    @Test("The counts are those of the lines", arguments: ["proc_tcp", "proc_tcp6"])
    func whole(name: String) throws {
        let bytes = try captured(name)
        let counts = try #require(parse(bytes))
        #expect(counts == expected(bytes))
        #expect(counts["established"]! > 10 && counts["accept_queued"] == 5)
        #expect(counts["time_wait"] == 2 && counts["full_accept_queues"] == nil)
        #expect(counts["send_queued_bytes"]! > 100_000)
    }

    @Test("A cut text is malformed, or has the sockets of its whole lines")
    func cut() throws {
        let bytes = try captured("proc_tcp6")
        let lines = bytes.split(separator: UInt8(ascii: "\n")).count
        for length in 0..<bytes.count {
            guard let counts = parse(Array(bytes.prefix(length))) else { continue }
            let sockets = Self.kernelNumbers.values.reduce(0) { $0 + counts[$1]! }
            // Blanks alone are no line.
            let whole =
                bytes.prefix(length).split(separator: UInt8(ascii: "\n"))
                .count { $0.contains { $0 != UInt8(ascii: " ") } } - 1
            #expect(Int(sockets) == whole && whole < lines, "at \(length)")
        }
    }

    private static let header =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
    private static let line =
        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 7 1\n"

    @Test("A malformed line makes the text malformed, with its number")
    func bad() {
        let bad = [
            ("0A ", "00 "), ("0A ", "0D "), ("0A ", "xx "), ("0100007F:", "0100007:"),
            ("0100007F:", "G100007F:"), (":1F90", "1F90"), (":1F90", ":1F9"), (" 7 1", ""),
            (" 7 1\n", " 7"), (" 7 1", " 7"),
            ("00000000:00000001", "00000000"), ("   0:", "    "), ("00000000:0000 ", ""),
            ("     0        0 7", " 4294967296        0 7"),
            ("00000000:0000 ", "00000000000000000000000000000000:0000 "),
            ("00000001 ", "00000000000000001 "),
        ]
        for (part, other) in bad {
            let line = Self.line.replacingOccurrences(of: part, with: other)
            #expect(line != Self.line)
            var failure = cprobe_failure()
            #expect(parse(Array((Self.header + Self.line + line).utf8), &failure) == nil, "\(line)")
            #expect(failure.line == 3 && failure.code == .CPROBE_MALFORMED, "\(line)")
        }
        #expect(parse(Array((Self.header + Self.line).utf8))?["listen"] == 1)
        // A request is not a socket yet, and the kernel's number of it is 12.
        let request = Self.line.replacingOccurrences(of: "0A ", with: "0C ")
        #expect(parse(Array((Self.header + request).utf8))?["syn_received"] == 1)
    }

    @Test("A text without a header is malformed, and a header alone is no socket")
    func header() {
        for text in ["", "\n", Self.line, "nothing\n"] {
            #expect(parse(Array(text.utf8)) == nil)
        }
        let none = parse(Array(Self.header.utf8))
        #expect(none?.count == 14 && none?.values.allSatisfy { $0 == 0 } == true)
    }
}

@Suite("sock_diag messages")
struct SockDiagTests {
    /// The sockets of a dump, and whether it ends with DONE.
    private func sockets(_ bytes: [UInt8]) -> (sockets: [cprobe_socket], isWhole: Bool) {
        bytes.asC { pointer, length in
            var rest = cp_span(bytes: pointer, length: length)
            var message = cp_netlink_message()
            var found: [cprobe_socket] = []
            while cp_netlink_take(&rest, &message) {
                if Int(message.type) == CP_NETLINK_DONE { return (found, true) }
                var socket = cprobe_socket()
                if cp_sock_diag_parse(message.body, &socket) { found.append(socket) }
            }
            return (found, false)
        }
    }

    @Test("A dump has the counts of /proc/net/tcp and tcp6, and the fill of accept queues")
    func dump() throws {
        let (sockets, isWhole) = sockets(try captured("sockets"))
        #expect(isWhole && sockets.count == 59)
        for (family, name) in [
            (cprobe_family.CPROBE_FAMILY_IPV4, "proc_tcp"), (.CPROBE_FAMILY_IPV6, "proc_tcp6"),
        ] {
            var states = cprobe_tcp_states()
            cp_tcp_states_begin(&states, true)
            for var socket in sockets where socket.family == family {
                cp_tcp_states_add(&states, &socket)
            }
            var counted = counts(states)
            #expect(counted.removeValue(forKey: "full_accept_queues") == 1)
            var file = cprobe_tcp_states()
            let bytes = try captured(name)
            #expect(bytes.asC { cprobe_tcp_states_parse($0, $1, &file, nil) } == .CPROBE_OK)
            #expect(counted == counts(file), "\(name)")
        }
        let listening = sockets.filter { $0.state == .CPROBE_SOCKET_LISTEN }
        #expect(listening.contains { $0.receive_queue == 3 && $0.send_queue == 4 })
        #expect(
            listening.allSatisfy { $0.has_send_queue && $0.owner.inode > 0 && $0.remote_port == 0 })
    }

    @Test("A cut message is not a socket")
    func cut() throws {
        let bytes = try captured("sockets")
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let (sockets, isWhole) = sockets(Array(bytes.prefix(length)))
            #expect(!isWhole && sockets.count <= length / 88)
        }
        var body = [UInt8](repeating: 0, count: 72)
        func parses(_ body: [UInt8]) -> Bool {
            var socket = cprobe_socket()
            return body.asC { cp_sock_diag_parse(cp_span(bytes: $0, length: $1), &socket) }
        }
        (body[0], body[1]) = (2, 1)
        #expect(parses(body) && !parses(Array(body.dropLast())))
        for (family, state) in [(0, 1), (1, 1), (2, 0), (2, 13), (10, 255)] as [(UInt8, UInt8)] {
            (body[0], body[1]) = (family, state)
            #expect(!parses(body), "\(family) \(state)")
        }
    }

    @Test("The request asks for all states of both versions of IP")
    func request() {
        var bytes = [UInt8](repeating: 1, count: 76)
        #expect(cp_sock_diag_tcp_request(7, &bytes) == 76)
        #expect(Array(bytes[0..<16]) == [76, 0, 0, 0, 18, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes[16] == 2 && bytes[17..<68].allSatisfy { $0 == 0 })
        #expect(Array(bytes[68..<76]) == [0xfe, 0x1f, 0, 0, 0, 0, 0, 0])
    }
}

@Suite("The section connections", .needsLinux)
struct ConnectionsSectionTests {
    @Test("A captured root is read from its files")
    func captured() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-hybrid"))
        let connections = try collector.connections()
        // The capture has no file of UDP.
        #expect(connections.failures.map { $0.source } == ["/proc/net/udp"])
        #expect(connections.monotonicNs == nil && connections.udp.unconnected == nil)
        #expect(connections.tcp.listen == 3 && connections.tcp6.listen == 4)
        #expect(connections.tcp.fullAcceptQueues == nil && connections.tcp.acceptQueued == 5)
        var old = try Collector(root: Fixture.root("debian-6.1-x86_64-v2"))
        #expect(throws: ProbeError.self) { try old.connections() }
    }

    @Test("A bad file costs the numbers of its own version of IP")
    func partly() throws {
        let udp = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
              12: 0100007F:1F90 00000000:0000 07 00000000:00000900 00:00000000 00000000     0        0 7 2 0000000000000000 4
              13: 0100007F:1F91 0100007F:1F90 01 00000400:00000000 00:00000000 00000000     0        0 8 2 0000000000000000 0
              14: 0100007F:1F92 0100007F:1F90 01 00000000:00000300 00:00000000 00000000     0        0 9 2 0000000000000000 0

            """
        let tree = try Tree(["/proc/net/tcp": "  sl  local_address\n", "/proc/net/udp": udp])
        var collector = try Collector(root: tree.root)
        var connections = try collector.connections()
        #expect(connections.tcp.established == 0 && connections.tcp6.established == nil)
        #expect(connections.failures.isEmpty)
        #expect(connections.udp.connected == 2 && connections.udp.unconnected == 1)
        #expect(connections.udp.receiveQueuedBytes == 0xc00)
        #expect(connections.udp.sendQueuedBytes == 0x400 && connections.udp6.connected == nil)
        try tree.write("/proc/net/tcp6", "  sl  local_address\n   0: bad\n")
        connections = try collector.connections()
        #expect(connections.tcp6.established == nil)
        #expect(connections.failures.map { $0.source } == ["/proc/net/tcp6"])
        #expect(connections.failures.first?.line == 2)
        // Each protocol is read without the other.
        try tree.write("/proc/net/udp", "  sl  local_address\n   0: bad\n")
        connections = try collector.connections()
        #expect(connections.failures.map { $0.source } == ["/proc/net/tcp6", "/proc/net/udp"])
        #expect(connections.tcp.listen == 0 && connections.udp.connected == nil)
        try tree.write("/proc/net/tcp", "bad\n")
        #expect(throws: ProbeError.self) { try collector.connections() }
        try tree.write("/proc/net/udp6", "  sl  local_address\n")
        connections = try collector.connections()
        #expect(connections.udp6.unconnected == 0 && connections.tcp.listen == nil)
        #expect(connections.failures.map { $0.source } == ["/proc/net/tcp", "/proc/net/udp"])
    }

    @Test("This machine has the listening socket and the connection that a test made")
    func live() throws {
        var collector = try Collector()
        let before = try collector.connections()
        #expect(before.tcp.listen != nil && before.monotonicNs != nil)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 4) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        try #require(isBound)
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, length) == 0
            }
        }
        try #require(isConnected)
        let after = try collector.connections()
        // Other tests open and close sockets meanwhile.
        #expect((after.tcp.listen ?? 0) >= 1 && (after.tcp.established ?? 0) >= 2)
        #expect((after.tcp.acceptQueued ?? 0) >= 1)
        let datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(datagrams) }
        let isSent = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(datagrams, $0, length) == 0
            }
        }
        try #require(isSent)
        #expect((try collector.connections().udp.connected ?? 0) >= 1)
    }
}

@Suite("Lists of sockets", .needsLinux)
struct SocketListTests {
    @Test("A captured root has the sockets of its files, and no owners")
    func captured() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-hybrid"))
        let list = try collector.sockets(findsOwners: true)
        #expect(list.sockets.count == 59)
        #expect(list.sockets.allSatisfy { $0.pid == nil && $0.owners == 0 && $0.transport == .tcp })
        // The capture has no file of UDP.
        #expect(list.failures.map { $0.source } == ["/proc/net/udp"])
        let inodes = list.sockets.map { $0.inode ?? 0 }
        #expect(inodes == inodes.sorted())
        let listening = list.sockets.filter { $0.state == .listen }
        #expect(listening.count == 7 && listening.contains { $0.local == "[::1]:46685" })
        #expect(listening.allSatisfy { $0.remote == "*:*" && $0.sendQueue == nil })
        #expect(list.sockets.contains { $0.local == "127.0.0.1:45911" && $0.state == .established })
    }

    @Test("A socket of this process is listed with its pid, alone and among all")
    func own() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        try #require(listen(listener, 3) == 0)
        let datagrams = socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(datagrams) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        let hasIPv6 = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(datagrams, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
        var status = stat()
        try #require(fstat(listener, &status) == 0)
        let pid = getpid()
        var collector = try Collector()
        for list in [
            try collector.sockets(of: pid), try collector.sockets(findsOwners: true),
        ] {
            let found = try #require(list.sockets.first { $0.inode == Int64(status.st_ino) })
            #expect(found.pid == pid && found.owners == 1 && found.state == .listen)
            #expect(found.transport == .tcp && found.family == .ipv4 && found.localPort > 0)
            #expect(found.uid == geteuid() && found.local == "*:\(found.localPort)")
            try #require(fstat(datagrams, &status) == 0)
            let other = list.sockets.first { $0.inode == Int64(status.st_ino) }
            #expect((other != nil) == hasIPv6)
            #expect(other.map { $0.transport == .udp && $0.family == .ipv6 } ?? true)
            try #require(fstat(listener, &status) == 0)
        }
        #expect(try collector.sockets().sockets.allSatisfy { $0.pid == nil })
    }

    @Test("A Unix socket of this process is listed with its pid, name and peer")
    func ownUnix() throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        // Abstract: NUL, and a name with a NUL.
        let name = Array("\0probe-\(getpid())\0x".utf8)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let isBound = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(2 + name.count)) == 0 && listen(listener, 3) == 0
            }
        }
        try #require(isBound)
        func inode(_ descriptor: Int32) throws -> Int64 {
            var status = stat()
            try #require(fstat(descriptor, &status) == 0)
            return Int64(status.st_ino)
        }
        var collector = try Collector()
        let all = try collector.sockets([.unix], findsOwners: true)
        let own = try collector.sockets(of: getpid(), .all)
        let pairs = [(all, true), (own, false)]
        for (list, isDiagnosed) in pairs {
            let listening = try #require(
                list.unixSockets.first { $0.inode == (try? inode(listener)) })
            #expect(listening.name?.description == "@probe-\(getpid())@x")
            #expect(listening.state == .listen && listening.isListening && listening.owners == 1)
            #expect(listening.pid == getpid() && listening.processName != nil)
            let end = try #require(list.unixSockets.first { $0.inode == (try? inode(ends[0])) })
            #expect(end.kind == .sequencedPackets && end.state == .established && end.name == nil)
            if isDiagnosed, list.failures.isEmpty, end.peerInode != nil {
                #expect(end.peerInode == (try inode(ends[1])) && end.receiveQueue == 0)
                #expect(listening.sendQueue == 3 && listening.receiveQueue == 0)
            }
        }
        #expect(all.sockets.isEmpty && own.unixSockets.allSatisfy { $0.pid == getpid() })
        #expect(try collector.sockets([.tcp]).unixSockets.isEmpty)
        #expect(throws: ProbeError.self) { try collector.sockets([]) }
    }

    @Test("A captured root has the Unix sockets of its file; a bad file fails alone")
    func capturedUnix() throws {
        let header = "Num       RefCount Protocol Flags    Type St Inode Path\n"
        let tree = try Tree([
            "/proc/net/unix": header
                + "0000000000000000: 00000002 00000000 00010000 0001 01 18325 /run/a b \n"
                + "0000000000000000: 00000003 00000000 00000000 0005 03   310\n",
            "/proc/net/tcp": "  sl  local_address\n", "/proc/net/udp": "  sl  local_address\n",
        ])
        var collector = try Collector(root: tree.root)
        var list = try collector.sockets(.all)
        #expect(list.failures.isEmpty && list.unixSockets.map { $0.inode } == [310, 18325])
        #expect(list.unixSockets.map { $0.name } == [nil, "/run/a b "])
        #expect(list.unixSockets.allSatisfy { $0.receiveQueue == nil && $0.uid == nil })
        try tree.write("/proc/net/unix", header + "no socket\n")
        list = try collector.sockets(.all)
        #expect(list.unixSockets.isEmpty && list.failures.map { $0.line } == [2])
        #expect(list.failures.first?.source == "/proc/net/unix")
        #expect(throws: ProbeError.self) { try collector.sockets([.unix]) }
    }

    @Test("A list is read back from its JSON")
    func json() throws {
        var list = NetworkSockets()
        for (local, remote) in [("0.0.0.0", nil), ("10.1.2.3", "192.0.2.255")]
            as [(String, String?)]
        {
            var socket = NetworkSocket()
            socket.localAddress = local.split(separator: ".").map { UInt8($0)! }
            socket.remoteAddress =
                remote.map { $0.split(separator: ".").map { UInt8($0)! } } ?? [0, 0, 0, 0]
            (socket.localPort, socket.remotePort) = (22, remote == nil ? 0 : 40000)
            (socket.state, socket.sendQueue) = (remote == nil ? .listen : .synReceived, 3)
            list.sockets.append(socket)
        }
        let addresses: [[UInt8]] = [
            [UInt8](repeating: 0, count: 16), [UInt8](repeating: 0, count: 15) + [1],
            [0xfe, 0x80] + [UInt8](repeating: 0, count: 6) + [1, 2, 3, 4, 5, 6, 7, 8],
            [UInt8](repeating: 0, count: 10) + [0xff, 0xff, 127, 0, 0, 1],
            [UInt8](1...16), [0x20, 1] + [UInt8](repeating: 0, count: 14),
        ]
        for address in addresses {
            var socket = NetworkSocket()
            (socket.transport, socket.family, socket.localPort) = (.udp, .ipv6, 53)
            (socket.localAddress, socket.remoteAddress, socket.remotePort) = (address, address, 9)
            (socket.pid, socket.owners, socket.processName) = (7, 2, KernelName(bytes: [0xff]))
            list.sockets.append(socket)
        }
        var unix = UnixSocket()
        (unix.kind, unix.state, unix.name) = (
            .sequencedPackets, .established, KernelName(bytes: [0x2f, 0xfe])
        )
        (unix.peerInode, unix.receiveQueue, unix.sendQueue, unix.uid) = (5, 6, 7, 8)
        list.unixSockets = [unix, UnixSocket()]
        (list.unreadProcesses, list.failures) = (
            3, [ProbeError(code: .denied, source: "/proc/net/tcp")]
        )
        let line = list.document(timeNs: 1).line()
        #expect(line.hasPrefix("{\"schema\":1,\"time_ns\":1,\"sockets\":[{\"transport\":\"tcp\","))
        #expect(line.contains("\"local_address\":\"fe80::102:304:506:708\""))
        #expect(try JSONDecoder().decode(NetworkSockets.self, from: Data(line.utf8)) == list)
        let coded = try JSONEncoder().encode(list)
        #expect(try JSONDecoder().decode(NetworkSockets.self, from: coded) == list)
        for (part, other) in [("fe80::", "fe80:::"), ("10.1.2.3", "10.1.2"), ("fe80::", "fe80:")] {
            let bad = line.replacingOccurrences(of: part, with: other)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(NetworkSockets.self, from: Data(bad.utf8))
            }
        }
    }

    @Test("No process has no sockets")
    func none() throws {
        var collector = try Collector()
        for pid in [0, -1, Int32.max] {
            do {
                _ = try collector.sockets(of: pid)
                Issue.record("\(pid) has sockets")
            } catch {
                #expect(error.code == (pid > 0 ? .notFound : .invalid), "\(pid): \(error)")
            }
        }
    }
}
