import Probe

/// `probectl sockets`: the sockets to show.
struct SocketsOptions {
    var kinds: NetworkSockets.Kinds = []
    var isListening = false
    /// The states to show; all if empty.
    var states: Set<NetworkSocket.State> = []
    var port: Int?
    /// The maximum number of sockets to show; nil for all.
    var limit: Int?
    var format = Format.text
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--listen", "--tcp", "--udp", "--unix", "--state", "--port", "--limit", "--format",
            "--root", "--help", "-h",
        ]
        var options = SocketsOptions()
        while let name = try line.option(of: known) {
            switch name {
            case "--listen": options.isListening = true
            case "--tcp": options.kinds.insert(.tcp)
            case "--udp": options.kinds.insert(.udp)
            case "--unix": options.kinds.insert(.unix)
            case "--state":
                for word in try line.list(of: name) { options.states.insert(try state(word)) }
            case "--port":
                let word = try line.value(of: name)
                guard let port: Int = number(word), (1...65535).contains(port) else {
                    throw UsageError("--port takes a port from 1 to 65535, not '\(safe(word))'")
                }
                options.port = port
            case "--limit": options.limit = try line.limit(of: name)
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.sockets)
            }
        }
        try line.finish()
        if options.kinds.isEmpty { options.kinds = [.tcp, .udp] }
        if options.port != nil, options.kinds.contains(.unix) {
            throw UsageError("--port and --unix cannot be combined: Unix sockets have no port")
        }
        return .sockets(options)
    }

    private static let named: [NetworkSocket.State] = [
        .established, .listen, .closed, .synSent, .synReceived, .finWait1, .finWait2, .timeWait,
        .closeWait, .lastAck, .closing,
    ]

    private static func state(_ word: String) throws(UsageError) -> NetworkSocket.State {
        let text = word.split(separator: "-").joined(separator: "_")
        guard let state = named.first(where: { $0.rawValue == text }) else {
            throw UsageError(
                "unknown state '\(safe(word))'", near: word, of: named.map(SocketsText.word))
        }
        return state
    }

    func shows(_ socket: NetworkSocket) -> Bool {
        (!isListening || socket.isListening)
            && (states.isEmpty || states.contains(socket.state))
            && (port == nil || socket.localPort == port || socket.remotePort == port)
    }

    func shows(_ socket: UnixSocket) -> Bool {
        (!isListening || socket.isListening)
            && (states.isEmpty || states.contains(socket.state))
    }
}
