import CProbe
import CProbeInternals
import Testing

/// What a test compares of a Unix socket.
private struct Found: Equatable {
    var type: cprobe_unix_type
    var state: cprobe_socket_state
    var inode: UInt64
    var name: [UInt8]

    init(
        _ type: cprobe_unix_type, _ state: cprobe_socket_state, _ inode: UInt64, _ name: String = ""
    ) {
        (self.type, self.state, self.inode, self.name) = (type, state, inode, Array(name.utf8))
    }

    init(_ entry: cp_unix_entry) {
        (type, state) = (entry.socket.type, entry.socket.state)
        inode = entry.socket.owner.inode
        name = withUnsafeBytes(of: entry.name) { Array($0.prefix(entry.name_length)) }
    }
}

@Suite("/proc/net/unix")
struct UnixSocketTests {
    private static let header = "Num       RefCount Protocol Flags    Type St Inode Path\n"

    /// A line, with the flags, type and state in hexadecimal.
    private static func line(
        _ flags: String, _ type: String, _ state: String, _ rest: String
    ) -> String {
        "00000000dd17c6dc: 00000003 00000000 \(flags) \(type) \(state) \(rest)\n"
    }

    /// A line of a stream socket.
    private static func line(_ rest: String) -> String { line("00000000", "0001", "03", rest) }

    private func parse(
        _ bytes: [UInt8], _ failure: UnsafeMutablePointer<cprobe_failure>? = nil
    ) -> [Found]? {
        var found: [Found] = []
        let result = withUnsafeMutablePointer(to: &found) { found in
            bytes.asC { bytes, length in
                var lines = cp_lines_of(bytes, length)
                lines.keeps_blanks = true
                return cp_unix_sockets_parse(
                    &lines, "unix",
                    { context, entry in
                        context!.assumingMemoryBound(to: [Found].self).pointee
                            .append(Found(entry!.pointee))
                    }, found, failure)
            }
        }
        #expect(result == .CPROBE_OK || result == .CPROBE_MALFORMED)
        return result == .CPROBE_OK ? found : nil
    }

    private static let text =
        header + line("00010000", "0001", "01", "18325 /run/systemd/private")
        + line("00000000", "0002", "01", "   17 @a@b ") + line("00000000", "0005", "03", "66514")
        + line("00000000", "0001", "02", "    0 /run/x") + line("00000000", "0001", "04", "  9")
    private static let sockets = [
        Found(.CPROBE_UNIX_STREAM, .CPROBE_SOCKET_LISTEN, 18325, "/run/systemd/private"),
        Found(.CPROBE_UNIX_DATAGRAM, .CPROBE_SOCKET_CLOSED, 17, "@a@b "),
        Found(.CPROBE_UNIX_SEQUENCED_PACKETS, .CPROBE_SOCKET_ESTABLISHED, 66514),
        Found(.CPROBE_UNIX_STREAM, .CPROBE_SOCKET_ESTABLISHED, 0, "/run/x"),
        Found(.CPROBE_UNIX_STREAM, .CPROBE_SOCKET_CLOSED, 9),
    ]

    @Test("Types, states, inodes and names are those of the lines; a name keeps its blanks")
    func whole() {
        #expect(parse(Array(Self.text.utf8)) == Self.sockets)
        #expect(parse(Array(Self.header.utf8)) == [])
    }

    @Test("A cut text is malformed, or has the sockets of its whole lines")
    func cut() {
        let bytes = Array(Self.text.utf8)
        for length in 0..<bytes.count {
            guard let found = parse(Array(bytes.prefix(length))) else { continue }
            let before = found.dropLast()
            #expect(Array(before) == Array(Self.sockets.prefix(before.count)), "at \(length)")
        }
    }

    @Test("A name with newlines is one name, up to the longest")
    func newlines() {
        let name = "/a\nb\n" + String(repeating: "c", count: 103)
        #expect(name.utf8.count == 108)
        let text = Self.header + Self.line("7 \(name)") + Self.line("8")
        let listed = parse(Array(text.utf8))
        #expect(listed?.map { $0.inode } == [7, 8] && listed?.first?.name == Array(name.utf8))
        var failure = cprobe_failure()
        let longer = Self.header + Self.line("7 \(name)d") + Self.line("8")
        #expect(parse(Array(longer.utf8), &failure) == nil && failure.line == 4)
    }

    @Test("A line that is neither a socket nor a part of a name makes the text malformed")
    func bad() {
        let good = Self.line("66514")
        for (part, other) in [
            ("0001", "0003"), ("0001", "0"), (" 03 ", " 00 "), (" 03 ", " 05 "), (" 03 ", " x "),
            ("66514", ""), ("66514", "665x"), ("66514", "18446744073709551616"), (": ", " "),
            ("00000003", "g"),
        ] {
            let line = good.replacing(part, with: other)
            #expect(line != good)
            var failure = cprobe_failure()
            #expect(parse(Array((Self.header + good + line).utf8), &failure) == nil, "\(line)")
            #expect(failure.line == 3 && failure.code == .CPROBE_MALFORMED, "\(line)")
        }
        for text in ["", good, "nothing\n"] { #expect(parse(Array(text.utf8)) == nil) }
    }
}

@Suite("sock_diag messages about Unix sockets")
struct UnixDiagTests {
    private func attribute(_ type: UInt8, _ value: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
        return [UInt8(4 + value.count), 0, type, 0] + value + padding
    }

    private func parse(_ body: [UInt8]) -> cp_unix_entry? {
        var entry = cp_unix_entry()
        let isParsed = body.asC { cp_unix_diag_parse(cp_span(bytes: $0, length: $1), &entry) }
        return isParsed ? entry : nil
    }

    private static let head: [UInt8] = [1, 1, 10, 0, 57, 48, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]

    @Test("A socket has its name, peer, queues and user")
    func whole() throws {
        let body =
            Self.head + attribute(0, Array("/run/x\0".utf8)) + attribute(1, [1, 2, 3])
            + attribute(2, [5, 1, 0, 0]) + attribute(4, [1, 0, 0, 0, 128, 0, 0, 0])
            + attribute(7, [0xe8, 3, 0, 0])
        let entry = try #require(parse(body))
        #expect(
            Found(entry)
                == Found(.CPROBE_UNIX_STREAM, .CPROBE_SOCKET_LISTEN, 12345, "/run/x"))
        #expect(entry.socket.has_peer && entry.socket.peer_inode == 261)
        #expect(entry.socket.has_queues && entry.socket.receive_queue == 1)
        #expect(entry.socket.send_queue == 128 && entry.socket.has_uid && entry.socket.uid == 1000)
        let bare = try #require(parse(Self.head))
        #expect(!bare.socket.has_peer && !bare.socket.has_queues && !bare.socket.has_uid)
        let alone = try #require(parse(Self.head + attribute(2, [0, 0, 0, 0])))
        #expect(!alone.socket.has_peer)
        for length in 0..<body.count {
            let cut = parse(Array(body.prefix(length)))
            #expect((cut != nil) == (length >= 16), "at \(length)")
        }
    }

    @Test("Each NUL of an abstract name is @; a path ends at its NUL")
    func names() throws {
        for (bytes, name) in [
            ("\0a\0b\0", "@a@b@"), ("/a\0b", "/a"), ("\0", "@"), ("", ""),
            ("/" + String(repeating: "x", count: 107), "/" + String(repeating: "x", count: 107)),
        ] {
            let entry = try #require(parse(Self.head + attribute(0, Array(bytes.utf8))))
            #expect(Found(entry).name == Array(name.utf8))
        }
        #expect(parse(Self.head + attribute(0, [UInt8](repeating: 120, count: 109))) == nil)
    }

    @Test("Another family, type or state, or a short attribute, is no socket")
    func bad() {
        for (index, byte) in [(0, 2), (1, 3), (1, 0), (2, 0), (2, 13)] as [(Int, UInt8)] {
            var head = Self.head
            head[index] = byte
            #expect(parse(head) == nil, "\(index) \(byte)")
        }
        #expect(parse(Self.head + attribute(2, [1, 0])) == nil)
        #expect(parse(Self.head + attribute(4, [1, 0, 0, 0])) == nil)
    }

    @Test("The request asks for all states, and for names, peers, queues and users")
    func request() {
        var bytes = [UInt8](repeating: 1, count: 40)
        #expect(cp_unix_diag_request(7, &bytes) == 40)
        #expect(Array(bytes[0..<16]) == [40, 0, 0, 0, 20, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0])
        #expect(
            Array(bytes[16..<40]) == [
                1, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0x55, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            ])
    }
}
