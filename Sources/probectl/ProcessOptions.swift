import Probe

/// Which processes are shown, in which order, and what of them.
struct ProcessChoice {
    var order = ProcessOrder.cpu
    /// The most that are shown; nil for all.
    var limit: Int?
    var filters: [ProcessFilter] = []
    var isTree = false
    /// What was asked for by name: it is read of every process.
    var details: ProcessDetails = []

    /// What the choice itself needs to know of every process.
    var needed: ProcessDetails {
        filters.reduce(details.union(order.details)) { $0.union($1.details) }
    }

    /// What is read of those that are shown, whatever else.
    static let ofShown: ProcessDetails = [.status, .commandLine, .cgroup]
}

/// One thing that a process must be, to be shown.
enum ProcessFilter {
    /// Its name or its command line has this in it, whatever the case of its letters.
    case text(String)
    case user(String)
    case state(String)
    case cgroup(String)
    case parent(Int32)

    /// Takes "nginx", "user=www-data", "state=zombie", "cgroup=web", "parent=1".
    init(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        guard !word.isEmpty, parts.count == 1 || !parts[1].isEmpty else {
            throw UsageError("--filter takes a part of a name, or KEY=VALUE, not '\(safe(word))'")
        }
        guard parts.count == 2 else {
            self = .text(word)
            return
        }
        switch parts[0] {
        case "user": self = .user(parts[1])
        case "state":
            let known = Self.states.map { $0.description } + Self.states.map(Self.letter)
            let state = parts[1].split(separator: " ").joined(separator: "_")
            guard known.contains(state) else {
                throw UsageError(
                    "there is no state '\(safe(state))'", near: state,
                    Self.states.map { $0.description })
            }
            self = .state(state)
        case "cgroup": self = .cgroup(parts[1])
        case "parent":
            guard let pid = Int32(parts[1]), pid >= 0 else {
                throw UsageError("--filter parent= takes a process id, not '\(safe(parts[1]))'")
            }
            self = .parent(pid)
        case "name": self = .text(parts[1])
        // A command line can have any sign in it.
        default: self = .text(word)
        }
    }

    private static let states: [ProcessState] = [
        .running, .sleeping, .diskSleep, .zombie, .stopped, .tracingStop, .idle, .dead,
    ]

    private static func letter(_ state: ProcessState) -> String {
        String(UnicodeScalar(state.rawValue))
    }

    var details: ProcessDetails {
        switch self {
        case .text: .commandLine
        case .user: .status
        case .cgroup: .cgroup
        case .state, .parent: []
        }
    }

    func matches(_ process: ProcessSnapshot, _ users: [UInt32: KernelName]) -> Bool {
        switch self {
        case .text(let part):
            return has(process.name, part) || has(process.commandLine, part)
        case .user(let user):
            guard let uid = process.uid else { return false }
            return users[uid]?.description == user || "\(uid)" == user
        case .state(let state):
            guard let mine = process.state else { return false }
            return mine.description == state
                || Self.letter(mine) == state
        case .cgroup(let part): return has(process.cgroup, part)
        case .parent(let pid): return process.parentPid == pid
        }
    }

    /// A command line's words stand with a space between.
    private func has(_ name: KernelName?, _ part: String) -> Bool {
        guard let name else { return false }
        func folded(_ byte: UInt8) -> UInt8 {
            (65...90).contains(byte) ? byte + 32 : byte == 0 ? 32 : byte
        }
        let text = name.bytes.map(folded)
        let wanted = part.utf8.map(folded)
        guard text.count >= wanted.count else { return false }
        return (0...(text.count - wanted.count)).contains { start in
            text[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}

extension ProcessDetails {
    /// By the names of the command line.
    static let named: [(String, ProcessDetails)] = [
        ("status", .status), ("io", .io), ("descriptors", .descriptors),
        ("command_line", .commandLine), ("cgroup", .cgroup), ("proportional", .proportional),
        ("all", .all),
    ]

    init(list: String) throws(UsageError) {
        self = []
        for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let known = Self.named.first(where: { $0.0 == name }) else {
                throw UsageError(
                    "--details has no '\(safe(name))'", near: name, Self.named.map { $0.0 })
            }
            insert(known.1)
        }
    }
}

/// `probectl processes` is a sample of the processes alone.
enum ProcessesOptions {
    /// In text, so many are shown unless asked otherwise; in JSON all are.
    static let usualLimit = 20

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--sort", "--limit", "--filter", "--tree", "--details", "--interval", "--count",
            "--duration", "--format", "--root", "--help", "-h",
        ]
        var options = SampleOptions()
        var choice = ProcessChoice()
        var limit: Int??
        while let name = try line.option(of: known) {
            switch name {
            case "--sort": choice.order = try line.choice(of: name, ProcessOrder.self)
            case "--limit": limit = try line.limit(of: name)
            case "--filter": choice.filters.append(try ProcessFilter(try line.value(of: name)))
            case "--tree": choice.isTree = true
            case "--details":
                choice.details.formUnion(try ProcessDetails(list: try line.value(of: name)))
            case "--interval": options.intervalNs = try line.seconds(of: name)
            case "--count": options.count = try line.count(of: name)
            case "--duration": options.durationNs = try line.seconds(of: name)
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.processes)
            }
        }
        try line.finish()
        try options.checkInterval()
        let usual = options.format == .json || choice.isTree ? nil : Self.usualLimit
        choice.limit = limit ?? usual
        options.sections = [.process]
        options.isOnly = true
        options.processes = choice
        return .sample(options)
    }
}

struct ProcessOptions {
    var pid: Int32?
    var hasThreads = false
    /// The window over which its rates are; 0 for none.
    var intervalNs: UInt64 = 500_000_000
    var format = Format.text
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        var options = ProcessOptions()
        let known = ["--threads", "--interval", "--format", "--root", "--help", "-h"]
        while let word = line.peek() {
            if !word.hasPrefix("-"), options.pid == nil {
                options.pid = try line.pid(of: "process")
                continue
            }
            guard let name = try line.option(of: known) else { break }
            switch name {
            case "--threads": options.hasThreads = true
            case "--interval": options.intervalNs = try line.seconds(of: name)
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.process)
            }
        }
        try line.finish()
        guard options.pid != nil else {
            throw UsageError("process needs the id of a process: probectl process 4711")
        }
        return .process(options)
    }
}
