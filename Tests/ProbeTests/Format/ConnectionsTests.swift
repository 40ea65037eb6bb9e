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
        #expect(listening.allSatisfy { $0.has_send_queue && $0.inode > 0 && $0.remote_port == 0 })
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
        #expect(connections.failures.isEmpty && connections.monotonicNs == nil)
        #expect(connections.tcp.listen == 3 && connections.tcp6.listen == 4)
        #expect(connections.tcp.fullAcceptQueues == nil && connections.tcp.acceptQueued == 5)
        var old = try Collector(root: Fixture.root("debian-6.1-x86_64-v2"))
        #expect(throws: ProbeError.self) { try old.connections() }
    }

    @Test("A bad file costs the numbers of its own version of IP")
    func partly() throws {
        let tree = try Tree(["/proc/net/tcp": "  sl  local_address\n"])
        var collector = try Collector(root: tree.root)
        var connections = try collector.connections()
        #expect(connections.tcp.established == 0 && connections.tcp6.established == nil)
        #expect(connections.failures.isEmpty)
        try tree.write("/proc/net/tcp6", "  sl  local_address\n   0: bad\n")
        connections = try collector.connections()
        #expect(connections.tcp6.established == nil)
        #expect(connections.failures.map { $0.source } == ["/proc/net/tcp6"])
        #expect(connections.failures.first?.line == 2)
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
