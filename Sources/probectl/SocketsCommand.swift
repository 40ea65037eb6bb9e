import Probe

/// `probectl sockets`: the sockets of the machine, and the processes that have them open.
struct SocketsCommand {
    let options: SocketsOptions

    init(_ options: SocketsOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            var collector = try Collector(root: options.root, readsOnce: true)
            return run(&collector)
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func run(_ collector: inout Collector) -> ExitStatus {
        do throws(ProbeError) {
            let all = try collector.sockets(options.kinds, findsOwners: true)
            let list = SocketsList(all, options)
            switch options.format {
            case .json: list.shown.document(timeNs: wallTimeNs()).write()
            case .text:
                let text = SocketsText(list, UserNames(&collector))
                Output.write(text.page(Terminal.current()))
            }
            return all.failures.contains { $0.isOfKind } ? .failed : .ok
        } catch {
            Output.complain("the sockets: \(error)")
            return .failed
        }
    }
}

extension ProbeError {
    /// Whether sockets are missing; other errors left sockets without an owner.
    fileprivate var isOfKind: Bool {
        source.hasPrefix("/proc/net/") || source.hasPrefix("/proc/PID/net/")
    }
}

/// The sockets to show, out of all.
struct SocketsList {
    let options: SocketsOptions
    /// The sockets to show, in the order of the page: by transport and version of IP, those that wait for
    /// others first, then by port.
    var shown: NetworkSockets
    /// The number of sockets that match the options, by kind.
    var matching = 0
    /// The names of Unix sockets by inode, of all that were read.
    var names: [Int64: KernelName] = [:]

    init(_ all: NetworkSockets, _ options: SocketsOptions) {
        self.options = options
        shown = all
        let sockets = all.sockets.filter(options.shows).sorted { Self.order($0, $1) }
        let unix = all.unixSockets.filter(options.shows).sorted { Self.order($0, $1) }
        matching = sockets.count + unix.count
        let limit = options.limit ?? matching
        shown.sockets = Array(sockets.prefix(limit))
        shown.unixSockets = Array(unix.prefix(limit - shown.sockets.count))
        for socket in all.unixSockets {
            if let inode = socket.inode, let name = socket.name { names[inode] = name }
        }
    }

    var hidden: Int { matching - shown.sockets.count - shown.unixSockets.count }

    private static func order(_ a: NetworkSocket, _ b: NetworkSocket) -> Bool {
        func key(_ socket: NetworkSocket) -> (Int, Int, Int, Int) {
            (
                socket.transport == .tcp ? 0 : 1, socket.isListening ? 0 : 1, socket.localPort,
                socket.family == .ipv4 ? 0 : 1
            )
        }
        let (first, second) = (key(a), key(b))
        return first == second ? a.remotePort < b.remotePort : first < second
    }

    private static func order(_ a: UnixSocket, _ b: UnixSocket) -> Bool {
        func key(_ socket: UnixSocket) -> (Int, Int) {
            (socket.isListening ? 0 : 1, socket.name == nil ? 1 : 0)
        }
        let (first, second) = (key(a), key(b))
        guard first == second else { return first < second }
        let (one, other) = (a.name?.bytes ?? [], b.name?.bytes ?? [])
        return one == other
            ? (a.inode ?? 0) < (b.inode ?? 0) : one.lexicographicallyPrecedes(other)
    }
}
