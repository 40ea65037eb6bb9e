import Probe

/// The options that select processes, their order and their details.
struct ProcessChoice {
    var order = ProcessOrder.cpu
    /// The maximum number of processes to show; nil for all.
    var limit: Int?
    var filters: [ProcessFilter] = []
    var isTree = false
    /// Details requested by name, which are read for every process.
    var details: ProcessDetails = []
    /// The process of this command; nil if another machine is read.
    var asking: AskingCommand?

    /// The details that filters and order need for every process.
    var needed: ProcessDetails {
        filters.reduce(details.union(order.details)) { $0.union($1.details) }
    }

    /// Whether a filter names a user whose uid is unknown.
    var hasUnknownUser: Bool {
        filters.contains { filter in
            if case .user = filter { true } else { false }
        }
    }

    /// Replaces names of users by uids. An unknown name remains.
    mutating func findUsers(_ collector: inout Collector) throws(UsageError) {
        for (index, filter) in filters.enumerated() {
            guard case .user(let name) = filter else { continue }
            var found: UInt32?
            do throws(ProbeError) {
                found = try collector.userNumber(named: name)
            } catch {
                guard let uid: UInt32 = number(name) else { continue }
                found = uid
            }
            guard let uid = found ?? number(name) else {
                throw UsageError(
                    "--filter: no user '\(safe(name))' in /etc/passwd; a uid is accepted, too"
                )
            }
            filters[index] = .uid(uid)
        }
    }

    /// The details that are always read for the processes to show.
    static let ofShown: ProcessDetails = [.status, .commandLine, .cgroup]
}

/// A condition for a process to be shown.
enum ProcessFilter {
    /// The name or the command line contains this text; upper and lower case are equal.
    case text(String)
    case name(String)
    case command(String)
    /// The process belongs to the user with this name or uid.
    case user(String)
    case uid(UInt32)
    case state(String)
    case cgroup(String)
    case parent(Int32)
    case pid(Int32)

    static let keys = ["text", "name", "command", "user", "state", "cgroup", "parent", "pid"]

    /// Parses "nginx", or a key with a value, such as "user=www-data". The text before "=" is a key
    /// only if it consists of letters, because a command line can contain any character.
    init(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = trimmed(parts.first ?? "")
        guard parts.count == 2, !key.isEmpty, key.utf8.allSatisfy(Self.isLetter) else {
            guard !trimmed(word).isEmpty else {
                throw UsageError(
                    "--filter takes a part of a name, or KEY=VALUE, not '\(safe(word))'")
            }
            self = .text(word)
            return
        }
        let value = trimmed(parts[1])
        guard Self.keys.contains(key) else {
            throw UsageError(
                "--filter has no key '\(safe(key))'"
                    + (nearest(to: key, among: Self.keys).map { " (did you mean '\($0)'?)" } ?? "")
                    + ": its keys are \(Self.keys.joined(separator: ", ")); text=\(safe(word)) matches "
                    + "that text")
        }
        guard !value.isEmpty else {
            throw UsageError("--filter \(key)= needs a value")
        }
        switch key {
        case "user": self = .user(value)
        case "state":
            let known = Self.states.map { $0.description } + Self.states.map(Self.letter)
            let state = value.split(separator: " ").joined(separator: "_")
            guard known.contains(state) else {
                throw UsageError(
                    "unknown state '\(safe(value))'", near: state,
                    of: Self.states.map { $0.description })
            }
            self = .state(state)
        case "cgroup": self = .cgroup(value)
        case "parent", "pid":
            guard let pid: Int32 = number(value) else {
                throw UsageError("--filter \(key)= takes a process id, not '\(safe(value))'")
            }
            self = key == "pid" ? .pid(pid) : .parent(pid)
        case "name": self = .name(value)
        case "command": self = .command(value)
        default: self = .text(String(parts[1]))
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }

    /// Whether the filter searches for text that the command line of this command may contain.
    var isText: Bool {
        switch self {
        case .text, .name, .command: true
        case .user, .uid, .state, .cgroup, .parent, .pid: false
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
        case .text, .command: .commandLine
        case .user, .uid: .status
        case .cgroup: .cgroup
        case .name, .state, .parent, .pid: []
        }
    }

    func matches(_ process: ProcessSnapshot, _ users: [UInt32: KernelName]) -> Bool {
        switch self {
        case .text(let part):
            return has(process.name, part) || has(process.commandLine, part)
        case .name(let part): return has(process.name, part)
        case .command(let part): return has(process.commandLine, part)
        case .user(let user):
            guard let uid = process.uid else { return false }
            return users[uid]?.description == user || "\(uid)" == user
        case .uid(let uid): return process.uid == uid
        case .state(let state):
            guard let mine = process.state else { return false }
            return mine.description == state
                || Self.letter(mine) == state
        case .cgroup(let part): return has(process.cgroup, part)
        case .parent(let pid): return process.parentPid == pid
        case .pid(let pid): return process.pid == pid
        }
    }

    private func has(_ name: KernelName?, _ part: String) -> Bool {
        guard let name else { return false }
        return isFound(folded(part.utf8), in: folded(name.bytes))
    }
}

/// Converts ASCII letters to lower case, and the NUL after each argument to a space.
private func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (65...90).contains($0) ? $0 + 32 : $0 == 0 ? 32 : $0 }
}

private func isFound(_ part: [UInt8], in text: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { start in
        text[start..<(start + part.count)].elementsEqual(part)
    }
}

/// This command, whose own command line contains the text of a filter. The filter excludes this
/// command, and any sudo, shell, watch or timeout that runs it.
struct AskingCommand {
    /// The pid; nil if the table is of another pid namespace, as of a host at /host.
    var pid: Int32?
    /// The arguments after the name of the command.
    var words: [String]

    /// The pids in a table of this command and of the wrappers that run it.
    func pids(in table: ProcessTable) -> Set<Int32> {
        // The argument of "sh -c" still contains quotes.
        func unquoted(_ bytes: some Sequence<UInt8>) -> [UInt8] {
            folded(bytes).filter {
                $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
        }
        let whole = unquoted(words.joined(separator: " ").utf8)
        func repeats(_ process: ProcessSnapshot) -> Bool {
            process.commandLine.map { isFound(whole, in: unquoted($0.bytes)) } ?? false
        }
        guard let pid else {
            return Set(table.processes.filter(repeats).map { $0.pid })
        }
        var pids: Set = [pid]
        var passed = pids
        var above = table.process(pid)?.parentPid
        while let parent = above.flatMap({ table.process($0) }), passed.insert(parent.pid).inserted
        {
            if repeats(parent) { pids.insert(parent.pid) }
            above = parent.parentPid
        }
        return pids
    }
}

extension ProcessDetails {
    init(list: [String]) throws(UsageError) {
        self = []
        let named = Self.named + [("all", Self.all)]
        for name in list {
            guard let known = named.first(where: { $0.0 == name }) else {
                throw UsageError(
                    "--details has no '\(safe(name))'", near: name, of: named.map { $0.0 })
            }
            insert(known.1)
        }
    }
}

/// `probectl processes`: a sample with the section "process" only.
enum ProcessesOptions {
    /// The default number of processes to show as text; JSON shows all.
    static let usualLimit = 20

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + [
                "--window", "--sort", "--limit", "--filter", "--tree", "--details", "--format",
                "--root", "--help", "-h",
            ]
        var options = SampleOptions()
        var choice = ProcessChoice()
        var limit: Int??
        while let name = try line.option(of: known) {
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--sort": choice.order = try line.choice(of: name, ProcessOrder.self)
            case "--limit": limit = try line.limit(of: name)
            case "--filter": choice.filters.append(try ProcessFilter(try line.value(of: name)))
            case "--tree": choice.isTree = true
            case "--details":
                choice.details.formUnion(try ProcessDetails(list: try line.list(of: name)))
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.processes)
            }
        }
        try line.finish()
        try options.pace.check()
        let usual = options.format == .json || choice.isTree ? nil : Self.usualLimit
        choice.limit = limit ?? usual
        options.sections = [.process]
        options.isOnly = true
        options.processes = choice
        return .sample(options)
    }
}

struct ProcessOptions {
    /// The pid of the process to read; nil for this process.
    var pid: Int32?
    var hasThreads = false
    var hasUser = false
    var hasProgram = false
    var hasNetwork = false
    var hasMounts = false
    var hasFiles = false
    var hasSockets = false
    var hasMappings = false
    var hasEnvironment = false
    var hasGPU = false
    var pace = Pace()
    var format = Format.text
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        var options = ProcessOptions()
        var isNamed = false
        let known =
            Pace.options + [
                "--window", "--pid", "--threads", "--user", "--program", "--network", "--mounts",
                "--files", "--sockets", "--maps", "--environment", "--gpu", "--format", "--root",
                "--help", "-h",
            ]
        while let word = line.peek() {
            if !word.hasPrefix("-"), !isNamed {
                options.pid = try line.pid(of: "process")
                isNamed = true
                continue
            }
            guard let name = try line.option(of: known) else { break }
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--pid" where isNamed: throw UsageError("process takes one process id")
            case "--pid":
                options.pid = try line.pid(of: name)
                isNamed = true
            case "--threads": options.hasThreads = true
            case "--user": options.hasUser = true
            case "--program": options.hasProgram = true
            case "--network": options.hasNetwork = true
            case "--mounts": options.hasMounts = true
            case "--files": options.hasFiles = true
            case "--sockets": options.hasSockets = true
            case "--maps": options.hasMappings = true
            case "--environment": options.hasEnvironment = true
            case "--gpu": options.hasGPU = true
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.process)
            }
        }
        try line.finish()
        try options.pace.check()
        guard isNamed else {
            throw UsageError("process needs the id of a process, or self: probectl process 4711")
        }
        return .process(options)
    }
}
