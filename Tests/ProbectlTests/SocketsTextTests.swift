import Testing

@testable import Probe
@testable import probectl

@Suite("The text of probectl sockets")
struct SocketsTextTests {
    private func list(_ options: SocketsOptions) -> SocketsList {
        func socket(
            _ transport: NetworkSocket.Transport, _ state: NetworkSocket.State, _ local: [UInt8],
            _ port: Int, _ remotePort: Int = 0
        ) -> NetworkSocket {
            var socket = NetworkSocket()
            (socket.transport, socket.state, socket.localAddress) = (transport, state, local)
            socket.family = local.count == 4 ? .ipv4 : .ipv6
            (socket.localPort, socket.remotePort) = (port, remotePort)
            socket.remoteAddress = local.map { remotePort == 0 ? 0 : $0 }
            (socket.sendQueue, socket.inode) = (0, Int64(port))
            return socket
        }
        func unix(_ inode: Int64, _ peer: Int64?, _ name: KernelName?) -> UnixSocket {
            var socket = UnixSocket()
            (socket.inode, socket.peerInode, socket.name) = (inode, peer, name)
            (socket.receiveQueue, socket.sendQueue, socket.uid) = (0, 0, 0)
            socket.state = peer == nil ? .listen : .established
            return socket
        }
        var all = NetworkSockets()
        all.sockets = [
            socket(.udp, .closed, [127, 0, 0, 1], 53),
            socket(.tcp, .timeWait, [10, 0, 0, 1], 9, 80),
            socket(.tcp, .established, [10, 0, 0, 1], 22, 40000),
            socket(.tcp, .listen, [UInt8](repeating: 0, count: 16), 22),
        ]
        all.sockets[1].inode = nil
        (all.sockets[3].pid, all.sockets[3].owners) = (812, 3)
        (all.sockets[3].processName, all.sockets[3].uid) = ("ss\u{1b}hd", 7)
        all.unixSockets = [unix(1, 2, nil), unix(2, 1, "/run/x"), unix(3, nil, "/run/x")]
        all.unreadProcesses = 2
        return SocketsList(all, options)
    }

    private func page(_ change: (inout SocketsOptions) -> Void) -> String {
        var options = SocketsOptions()
        options.kinds = .all
        change(&options)
        var users = UserNames()
        users.names = [0: "root"]
        return SocketsText(list(options), users).page(Terminal(width: 100, hasColour: false))
    }

    @Test("A line for each socket: those that wait first, by port, with users and processes")
    func text() {
        #expect(
            page { _ in } == """
                7 sockets, 3 waiting for others

                PROTO  STATE        RECV-Q  SEND-Q  LOCAL         REMOTE          USER  PROCESS
                tcp6   listen            0       0  *:22          *:*             7     ss\\x1bhd 812 and 2 more
                tcp    time-wait         0       0  10.0.0.1:9    10.0.0.1:80     -     -
                tcp    established       0       0  10.0.0.1:22   10.0.0.1:40000  root  -
                udp    unconnected       0       0  127.0.0.1:53  *:*             root  -

                UNIX    STATE        RECV-Q  SEND-Q  INODE  PEER  USER  PROCESS  NAME
                stream  listen            0       0      3     -  root  -        /run/x
                stream  established       0       0      2     1  root  -        /run/x
                stream  established       0       0      1     2  root  -        to /run/x
                not known: the sockets of 2 processes whose descriptors may not be read; a socket without a process
                may be theirs

                """)
    }

    @Test("Listening, a state and a port choose; a limit says how many are left")
    func choice() {
        #expect(page { $0.isListening = true }.hasPrefix("3 sockets\n"))
        let waiting = list(SocketsOptions()).shown.sockets
        #expect(waiting.map { $0.localPort } == [22, 9, 22, 53])
        var options = SocketsOptions()
        options.states = [.timeWait, .listen]
        #expect(list(options).shown.sockets.map { $0.state } == [.listen, .timeWait])
        #expect(list(options).shown.unixSockets.map { $0.inode } == [3])
        options = SocketsOptions()
        options.port = 40000
        #expect(list(options).shown.sockets.map { $0.localPort } == [22])
        options.port = 22
        #expect(list(options).shown.sockets.count == 2)
        options = SocketsOptions()
        options.limit = 5
        let cut = list(options)
        #expect(cut.shown.sockets.count == 4 && cut.shown.unixSockets.map { $0.inode } == [3])
        #expect(cut.hidden == 2 && page { $0.limit = 5 }.contains("\nand 2 more\n"))
        #expect(page { $0.limit = 5 }.hasPrefix("7 sockets\n"))
        options.states = [.closing]
        #expect(list(options).matching == 0)
        #expect(page { $0.states = [.closing] }.hasPrefix("0 sockets\n"))
    }

    @Test("Each line fits the terminal")
    func fits() {
        var options = SocketsOptions()
        options.kinds = .all
        for width in [40, 60, 80, 132] {
            let page = SocketsText(list(options), UserNames())
                .page(Terminal(width: width, hasColour: false))
            #expect(page.split(separator: "\n").allSatisfy { columns($0) <= width })
        }
    }
}
