import Probe

/// Sockets for people: a line for each.
struct SocketsText {
    let list: SocketsList
    let users: UserNames

    init(_ list: SocketsList, _ users: UserNames) {
        self.list = list
        self.users = users
    }

    /// "37 sockets, 12 of them waiting for others".
    private var summary: String {
        let (sockets, unix) = (list.shown.sockets, list.shown.unixSockets)
        let waiting = sockets.count { $0.isListening } + unix.count { $0.isListening }
        let text = counted(list.matching, "socket")
        guard !list.options.isListening, list.hidden == 0, waiting > 0 else { return text }
        return "\(text), \(waiting) waiting for others"
    }

    func page(_ terminal: Terminal) -> String {
        var page = Page(terminal)
        page.paragraph(summary)
        let (sockets, unix) = (list.shown.sockets, list.shown.unixSockets)
        let tables = [
            sockets.isEmpty ? nil : Self.table(sockets, users.names),
            unix.isEmpty ? nil : Self.table(unix, names: list.names, users.names),
        ]
        for table in tables.compactMap({ $0 }) {
            page.blank()
            for (index, line) in table.lines(width: terminal.width).enumerated() {
                page.row(line, isHeading: index == 0)
            }
        }
        if list.hidden > 0 { page.paragraph("and \(list.hidden) more") }
        if list.shown.unreadProcesses > 0 {
            let processes = counted(list.shown.unreadProcesses, "process", "processes")
            page.paragraph(
                "not known: the sockets of \(processes) whose descriptors may not be read; a socket "
                    + "without a process may be theirs")
        }
        for failure in list.shown.failures { page.paragraph("not known: \(failure)") }
        if let failure = users.failure { page.paragraph("not known: \(failure)") }
        return page.text
    }

    /// The state as a word: "time-wait".
    static func word(_ state: NetworkSocket.State) -> String {
        state.rawValue.split(separator: "_").joined(separator: "-")
    }

    /// The sockets of TCP and UDP with a heading; without users and processes if of one process.
    static func table(
        _ sockets: [NetworkSocket], _ users: [UInt32: KernelName] = [:], ofProcess: Bool = false
    ) -> Table {
        let columns = [
            Column(), Column(), Column(rank: 2, isRight: true), Column(rank: 2, isRight: true),
            Column(), Column(),
        ]
        var table = Table(columns + (ofProcess ? [] : [Column(rank: 3), Column(least: 12)]))
        if ofProcess {
            table.add("protocol", "state", "to read", "to send", "local", "remote")
        } else {
            table.add(
                "PROTO", "STATE", "RECV-Q", "SEND-Q", "LOCAL", "REMOTE", "USER", "PROCESS")
        }
        for socket in sockets {
            let isUnconnected = socket.transport == .udp && socket.state == .closed
            let uid = socket.inode == nil ? nil : socket.uid
            let cells = [
                socket.transport.rawValue + (socket.family == .ipv6 ? "6" : ""),
                isUnconnected ? "unconnected" : word(socket.state), "\(socket.receiveQueue)",
                figure(socket.sendQueue), socket.local, socket.remote,
            ]
            let owner = [user(uid, users), owner(socket.pid, socket.processName, socket.owners)]
            table.add((cells + (ofProcess ? [] : owner)).map { Cell($0) })
        }
        return table
    }

    /// The Unix sockets with a heading, likewise. `names`: the names of all sockets by inode.
    static func table(
        _ sockets: [UnixSocket], names: [Int64: KernelName] = [:],
        _ users: [UInt32: KernelName] = [:], ofProcess: Bool = false
    ) -> Table {
        let columns = [
            Column(), Column(), Column(rank: 2, isRight: true), Column(rank: 2, isRight: true),
            Column(rank: 1, isRight: true), Column(rank: 1, isRight: true),
        ]
        let owners = ofProcess ? [] : [Column(rank: 3), Column(least: 12)]
        var table = Table(columns + owners + [Column(least: 12)])
        if ofProcess {
            table.add("unix", "state", "to read", "to send", "inode", "peer", "name")
        } else {
            table.add(
                "UNIX", "STATE", "RECV-Q", "SEND-Q", "INODE", "PEER", "USER", "PROCESS", "NAME")
        }
        for socket in sockets {
            let peer = socket.peerInode.flatMap { names[$0] }.map { "to \($0)" }
            let cells = [
                socket.kind.rawValue,
                socket.state == .closed ? "unconnected" : word(socket.state),
                figure(socket.receiveQueue), figure(socket.sendQueue), figure(socket.inode),
                figure(socket.peerInode),
            ]
            let owner = [
                user(socket.uid, users), owner(socket.pid, socket.processName, socket.owners),
            ]
            let name = safe(socket.name?.description ?? peer ?? "-")
            table.add((cells + (ofProcess ? [] : owner) + [name]).map { Cell($0) })
        }
        return table
    }

    private static func figure(_ value: Int64?) -> String { value.map { "\($0)" } ?? "-" }

    private static func user(_ uid: UInt32?, _ users: [UInt32: KernelName]) -> String {
        guard let uid else { return "-" }
        return safe(users[uid]?.description ?? "\(uid)")
    }

    /// "nginx 812", with how many other processes have the socket open.
    private static func owner(_ pid: Int32?, _ name: KernelName?, _ owners: Int) -> String {
        guard let pid else { return "-" }
        let others = owners > 1 ? " and \(owners - 1) more" : ""
        return safe("\(name.map { "\($0) " } ?? "")\(pid)\(others)")
    }
}
