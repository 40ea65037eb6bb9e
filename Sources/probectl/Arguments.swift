import Probe

/// What the command line asks for.
enum Arguments {
    case help(Help.Topic)
    case version
    case sample(SampleOptions)
    case quota(QuotaOptions)
    case process(ProcessOptions)
    case why(WhyOptions)
    case capabilities(CapabilitiesOptions)

    /// Takes a command line apart, without the program's name.
    static func parse(_ words: [String]) throws(UsageError) -> Arguments {
        var line = ArgumentLine(words)
        guard let command = line.next() else { return .help(.all) }
        switch command {
        case "--help", "-h": return .help(.all)
        case "--version", "-V": return .version
        case "help":
            guard let topic = line.next() else { return .help(.all) }
            guard let known = Help.Topic(rawValue: topic) else {
                throw UsageError("there is no command '\(safe(topic))'", near: topic, commands)
            }
            return .help(known)
        case "sample": return try SampleOptions.parse(&line)
        case "quota": return try QuotaOptions.parse(&line)
        case "processes": return try ProcessesOptions.parse(&line)
        case "process": return try ProcessOptions.parse(&line)
        case "why": return try WhyOptions.parse(&line)
        case "capabilities": return try CapabilitiesOptions.parse(&line)
        default:
            throw UsageError(
                "there is no command '\(safe(command))'", near: command,
                commands + ["--help", "--version"])
        }
    }

    static let commands = [
        "sample", "quota", "processes", "process", "why", "capabilities", "help",
    ]
}

/// A wrong command line, in plain words and with the nearest right one.
struct UsageError: Error {
    var message: String

    init(_ message: String) {
        self.message = "\(message); see 'probectl --help'"
    }

    init(_ message: String, near word: String, _ right: [String]) {
        // A beginning of the right word counts as it.
        func far(_ other: String) -> Int {
            word.count > 1 && other.hasPrefix(word) ? 0 : distance(other, word)
        }
        let nearest = right.min { far($0) < far($1) }
        guard let nearest, far(nearest) <= max(2, word.utf8.count / 2) else {
            self.init("\(message): there is \(right.joined(separator: ", "))")
            return
        }
        self.init("\(message); did you mean '\(nearest)'?")
    }
}

/// The fewest letters to change, add or take away to make one word of the other.
func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b.utf8)
    var row = Array(0...b.count)
    for (i, letter) in a.utf8.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for j in b.indices {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, corner + (b[j] == letter ? 0 : 1))
            corner = above
        }
    }
    return row[b.count]
}

/// The words of a command line, taken one by one. "--name=value" is "--name" and its value.
struct ArgumentLine {
    private var words: ArraySlice<String>
    private var attached: String?

    init(_ words: [String]) {
        self.words = words[...]
    }

    mutating func next() -> String? {
        words.popFirst()
    }

    /// The next word, which stays where it is.
    func peek() -> String? {
        attached ?? words.first
    }

    /// The next option, without its value.
    mutating func option(of known: [String]) throws(UsageError) -> String? {
        if let attached {
            throw UsageError("'=\(safe(attached))' does not belong to an option that takes a value")
        }
        guard let word = words.popFirst() else { return nil }
        let end = word.utf8.firstIndex(of: UInt8(ascii: "=")) ?? word.endIndex
        let name = String(word[..<end])
        guard known.contains(name) else {
            let what = word.hasPrefix("-") ? "there is no option" : "there is no argument"
            throw UsageError(
                "\(what) '\(safe(name))' here", near: name, known.filter { $0 != "-h" })
        }
        attached = end == word.endIndex ? nil : String(word.utf8[end...].dropFirst())
        return name
    }

    /// The value of the option just taken.
    mutating func value(of name: String) throws(UsageError) -> String {
        if let value = attached {
            attached = nil
            return value
        }
        guard let value = words.popFirst() else { throw UsageError("\(name) needs a value") }
        return value
    }

    /// One of these words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        of name: String, _ type: Choice.Type
    ) throws(UsageError) -> Choice where Choice.RawValue == String {
        let word = try value(of: name)
        guard let choice = Choice(rawValue: word) else {
            throw UsageError(
                "\(name) does not take '\(safe(word))'", near: word,
                Choice.allCases.map { $0.rawValue })
        }
        return choice
    }

    /// Seconds, as nanoseconds: at most thirty years, with decimals.
    mutating func seconds(of name: String) throws(UsageError) -> UInt64 {
        let word = try value(of: name)
        guard let ns = nanoseconds(word.utf8), ns <= 1_000_000_000_000_000_000 else {
            throw UsageError("\(name) takes a number of seconds, not '\(safe(word))'")
        }
        return ns
    }

    /// A whole number of at least 1.
    mutating func count(of name: String) throws(UsageError) -> Int {
        let word = try value(of: name)
        guard let count = Int(word), count >= 1 else {
            throw UsageError("\(name) takes a whole number of at least 1, not '\(safe(word))'")
        }
        return count
    }

    /// A whole number of at least 1, or "all", which is nil.
    mutating func limit(of name: String) throws(UsageError) -> Int? {
        let word = try value(of: name)
        if word == "all" { return nil }
        guard let count = Int(word), count >= 1 else {
            throw UsageError(
                "\(name) takes a whole number of at least 1, or all, not '\(safe(word))'")
        }
        return count
    }

    /// A process id.
    mutating func pid(of name: String) throws(UsageError) -> Int32 {
        let word = try value(of: name)
        guard let pid = Int32(word), pid >= 1, word.first != "+" else {
            throw UsageError(
                "\(name) takes a process id, a whole number above 0, not '\(safe(word))'")
        }
        return pid
    }

    /// A control group.
    mutating func group(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty, !word.split(separator: "/").contains("..") else {
            throw UsageError(
                "\(name) takes a control group without '..': its directory, or its path in the hierarchy"
            )
        }
        return word
    }

    /// A directory.
    mutating func directory(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty else { throw UsageError("\(name) takes a directory") }
        return word
    }

    /// A file.
    mutating func file(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty else { throw UsageError("\(name) takes a file") }
        return word
    }

    /// After the last option: nothing is left over.
    func finish() throws(UsageError) {
        if let attached {
            throw UsageError("'=\(safe(attached))' does not belong to an option that takes a value")
        }
    }
}

/// How the answer is written.
enum Format: String, CaseIterable {
    case text
    case json
}

/// How a quota is written.
enum QuotaFormat: String, CaseIterable {
    case text
    case json
    case shell
}

struct SampleOptions {
    /// Nanoseconds between two readings; nil for one reading over the usual window.
    var intervalNs: UInt64?
    var count: Int?
    var durationNs: UInt64?
    var sections = Section.usual
    /// Whether the sections were named, so that one that fails is an error.
    var isOnly = false
    var perCPU = false
    var frequency = false
    var allFilesystems = false
    var format = Format.text
    var root = "/"
    /// Which processes are shown, where they are read.
    var processes = ProcessChoice(limit: 10)

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--interval", "--count", "--duration", "--only", "--top", "--per-cpu", "--frequency",
            "--all-filesystems", "--format", "--root", "--help", "-h",
        ]
        var hasTop = false
        var options = SampleOptions()
        while let name = try line.option(of: known) {
            switch name {
            case "--interval": options.intervalNs = try line.seconds(of: name)
            case "--count": options.count = try line.count(of: name)
            case "--duration": options.durationNs = try line.seconds(of: name)
            case "--only":
                options.sections = try sections(try line.value(of: name))
                options.isOnly = true
            case "--top":
                options.processes.limit = try line.count(of: name)
                hasTop = true
            case "--per-cpu": options.perCPU = true
            case "--frequency": options.frequency = true
            case "--all-filesystems": options.allFilesystems = true
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.sample)
            }
        }
        try line.finish()
        try options.checkInterval()
        if hasTop, !options.sections.contains(.process) { options.sections.append(.process) }
        return .sample(options)
    }

    func checkInterval() throws(UsageError) {
        if intervalNs == 0, (count ?? 1) > 1 || durationNs != nil {
            throw UsageError("--interval 0 is one reading at once, without --count or --duration")
        }
    }

    /// The named sections in the usual order, whatever the order of the names.
    private static func sections(_ list: String) throws(UsageError) -> [Section] {
        var chosen: Set<Section> = []
        for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let section = Section(rawValue: name) else {
                throw UsageError(
                    "there is no section '\(safe(name))'", near: name,
                    Section.allCases.map { $0.rawValue })
            }
            chosen.insert(section)
        }
        return Section.allCases.filter { chosen.contains($0) }
    }
}

struct QuotaOptions {
    enum Answer {
        case all
        case cpus
        case memory
    }

    var answer = Answer.all
    var rounding = Rounding.down
    var format = QuotaFormat.text
    var subject = QuotaSubject.own
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--format", "--cpus", "--round", "--memory", "--pid", "--cgroup", "--root", "--help",
            "-h",
        ]
        var options = QuotaOptions()
        var asked: [String] = []
        while let name = try line.option(of: known) {
            asked.append(name)
            switch name {
            case "--format": options.format = try line.choice(of: name, QuotaFormat.self)
            case "--cpus": options.answer = .cpus
            case "--round": options.rounding = try line.choice(of: name, Rounding.self)
            case "--memory": options.answer = .memory
            case "--pid": options.subject = .process(try line.pid(of: name))
            case "--cgroup": options.subject = .group(try line.group(of: name))
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.quota)
            }
        }
        try line.finish()
        try options.check(asked)
        return .quota(options)
    }

    private func check(_ asked: [String]) throws(UsageError) {
        if asked.contains("--cpus") && asked.contains("--memory") {
            throw UsageError("--cpus and --memory are two questions: ask one")
        }
        if asked.contains("--pid") && asked.contains("--cgroup") {
            throw UsageError("--pid and --cgroup name two things: name one")
        }
        if asked.contains("--round") && !asked.contains("--cpus") && format != .shell {
            throw UsageError("--round goes with --cpus, or with --format shell")
        }
        if asked.contains("--format") && answer != .all {
            throw UsageError("--format does not go with --cpus or --memory, which print one number")
        }
    }
}

struct CapabilitiesOptions {
    var format = Format.text
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        var options = CapabilitiesOptions()
        while let name = try line.option(of: ["--format", "--root", "--help", "-h"]) {
            switch name {
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.capabilities)
            }
        }
        try line.finish()
        return .capabilities(options)
    }
}

/// Seconds with decimals, such as "1.5", as nanoseconds; finer decimals are left out. Nil where it is no
/// such number, or too large.
private func nanoseconds(_ text: String.UTF8View) -> UInt64? {
    var ns: UInt64 = 0
    var digits = 0
    var unit: UInt64?  // That of the next decimal; nil before the point.
    for byte in text {
        if byte == UInt8(ascii: "."), unit == nil {
            unit = 100_000_000
            continue
        }
        guard case 0...9 = byte &- UInt8(ascii: "0"), ns <= 1 << 60 else { return nil }
        let digit = UInt64(byte - UInt8(ascii: "0"))
        digits += 1
        if let each = unit {
            ns += digit * each
            unit = each / 10
        } else {
            ns = ns * 10 + digit * 1_000_000_000
        }
    }
    return digits > 0 ? ns : nil
}
