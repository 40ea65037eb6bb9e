import Probe

/// The parsed command line.
enum Arguments {
    case help(Help.Topic)
    case version
    case sample(SampleOptions)
    case quota(QuotaOptions)
    case process(ProcessOptions)
    case sockets(SocketsOptions)
    case why(WhyOptions)
    case watch(WatchOptions)
    case check(CheckOptions)
    case export(ExportOptions)
    case serve(ServeOptions)
    case capabilities(CapabilitiesOptions)

    /// Parses a command line, without the program's name.
    static func parse(_ words: [String]) throws(UsageError) -> Arguments {
        guard let command = words.first else { return .help(.all) }
        do throws(UsageError) {
            return try parse(command, words)
        } catch {
            throw error.of(commands.contains(command) && command != "help" ? command : nil)
        }
    }

    private static func parse(
        _ command: String, _ words: [String]
    ) throws(UsageError) -> Arguments {
        var line = ArgumentLine(Array(words.dropFirst()))
        switch command {
        case "--help", "-h": return .help(.all)
        case "--version", "-V": return .version
        case "help":
            guard let topic = line.next() else { return .help(.all) }
            guard let known = Help.Topic(rawValue: topic) else {
                throw UsageError("unknown command '\(safe(topic))'", near: topic, commands)
            }
            return .help(known)
        case "sample": return try SampleOptions.parse(&line)
        case "quota": return try QuotaOptions.parse(&line)
        case "processes": return try ProcessesOptions.parse(&line)
        case "cgroups": return try CgroupsOptions.parse(&line)
        case "process": return try ProcessOptions.parse(&line)
        case "sockets": return try SocketsOptions.parse(&line)
        case "why": return try WhyOptions.parse(&line)
        case "watch": return try WatchOptions.parse(&line)
        case "check": return try CheckOptions.parse(&line)
        case "export": return try ExportOptions.parse(&line)
        case "serve": return try ServeOptions.parse(&line)
        case "capabilities": return try CapabilitiesOptions.parse(&line)
        default:
            for option in ["--help", "--version", "-h", "-V"] where command.hasPrefix(option + "=")
            {
                throw UsageError("\(option) takes no value")
            }
            let what = command.hasPrefix("-") ? "option" : "command"
            throw UsageError(
                "unknown \(what) '\(safe(command))'", near: command,
                commands + ["--help", "--version"])
        }
    }

    static let commands = [
        "sample", "quota", "cgroups", "processes", "process", "sockets", "why", "watch", "check",
        "export", "serve", "capabilities", "help",
    ]
}

/// An error in the command line, in plain words, with a suggestion if a valid word is similar.
struct UsageError: Error {
    var message: String

    init(_ message: String) {
        self.message = message
    }

    init(_ message: String, near word: String, _ right: [String]) {
        let hint = nearest(to: word, among: right).map { " (did you mean '\($0)'?)" }
        self.message = message + (hint ?? "")
    }

    /// The error for an unknown value of an enumeration: suggests the similar value, or lists all
    /// values.
    init(_ message: String, near word: String, of few: [String]) {
        self.init(message, near: word, few)
        if nearest(to: word, among: few) == nil {
            self.message += ": one of \(few.joined(separator: ", "))"
        }
    }

    /// The message with a hint to --help.
    func of(_ command: String?) -> UsageError {
        UsageError("\(message); see 'probectl help\(command.map { " \($0)" } ?? "")'")
    }
}

/// The intended word: one that begins with the given word, or differs from it in at most one letter
/// of three.
func nearest(to word: String, among right: [String]) -> String? {
    func letters(_ word: String) -> String {
        let small = word.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return String(decoding: small.drop { $0 == UInt8(ascii: "-") }, as: UTF8.self)
    }
    let wanted = letters(word)
    let count = wanted.utf8.count
    guard count > 1 else { return nil }
    func far(_ other: String) -> Int {
        let other = letters(other)
        return other.hasPrefix(wanted) ? 0 : distance(other, wanted)
    }
    guard let nearest = right.min(by: { far($0) < far($1) }) else { return nil }
    return far(nearest) <= max(1, count / 3) ? nearest : nil
}

/// The edit distance (Levenshtein) of two words.
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

/// Iterates over the words of a command line. "--name=value" is the option "--name" with an
/// attached value.
struct ArgumentLine {
    private var words: ArraySlice<String>
    private var attached: String?
    /// The option that was taken last.
    private var last = ""

    init(_ words: [String]) {
        self.words = words[...]
    }

    mutating func next() -> String? {
        words.popFirst()
    }

    /// The next word, without consuming it; nil if a value is attached to the previous option.
    func peek() -> String? {
        attached == nil ? words.first : nil
    }

    /// The short options, the same in every command that has the long option.
    static let letters = [
        ("-i", "--interval"), ("-w", "--window"), ("-n", "--count"), ("-d", "--duration"),
        ("-f", "--format"), ("-p", "--pid"), ("-o", "--output"),
    ]

    /// Takes the next option, without its value.
    mutating func option(of known: [String]) throws(UsageError) -> String? {
        try finish()
        guard let word = words.popFirst() else { return nil }
        let isFormat = known.contains("--format") && !known.contains("--output")
        if word == "--json", isFormat {
            attached = "json"
            return "--format"
        }
        if let (letter, name) = Self.letters.first(where: { word.hasPrefix($0.0) }),
            known.contains(name)
        {
            // "-n 5", "-n5" or "-n=5".
            let rest = word.utf8.dropFirst(letter.utf8.count)
            if !rest.isEmpty {
                let value = rest.first == UInt8(ascii: "=") ? rest.dropFirst() : rest
                attached = String(decoding: value, as: UTF8.self)
            }
            last = name
            return name
        }
        let end = word.utf8.firstIndex(of: UInt8(ascii: "=")) ?? word.endIndex
        let name = String(word[..<end])
        // An option that ends the command line, or that is another one, too, never reaches finish().
        let isBare =
            ["--help", "-h", "--version", "-V"].contains(name) || name == "--json" && isFormat
        if isBare, end != word.endIndex { throw UsageError("\(name) takes no value") }
        guard known.contains(name) else {
            let what = word.hasPrefix("-") ? "option" : "argument"
            throw UsageError(
                "unknown \(what) '\(safe(name))'", near: name,
                known.filter { $0 != "-h" && $0 != "-V" } + (isFormat ? ["--json"] : []))
        }
        last = name
        attached = end == word.endIndex ? nil : String(word.utf8[end...].dropFirst())
        return name
    }

    /// Takes the value of the current option.
    mutating func value(of name: String) throws(UsageError) -> String {
        if let value = attached {
            attached = nil
            return value
        }
        guard let value = words.popFirst() else { throw UsageError("\(name) needs a value") }
        return value
    }

    /// Takes a value that is one of these words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        of name: String, _ type: Choice.Type
    ) throws(UsageError) -> Choice where Choice.RawValue == String {
        let word = try value(of: name)
        guard let choice = Choice(rawValue: word) else {
            throw UsageError(
                "\(name) does not take '\(safe(word))'", near: word,
                of: Choice.allCases.map { $0.rawValue })
        }
        return choice
    }

    /// Takes a length of time of at most thirty years, with decimals; returns nanoseconds.
    mutating func duration(of name: String) throws(UsageError) -> UInt64 {
        let word = try value(of: name)
        guard let ns = nanoseconds(word.utf8) else {
            throw UsageError(
                "\(name) takes a length of time, such as 2, 1.5s, 500ms or 5m, not '\(safe(word))'")
        }
        guard ns <= 1_000_000_000_000_000_000 else {
            throw UsageError("\(name) takes at most thirty years, not '\(safe(word))'")
        }
        return ns
    }

    /// Takes a whole number of at least 1, or another least number.
    mutating func count(of name: String, atLeast least: Int = 1) throws(UsageError) -> Int {
        let word = try value(of: name)
        guard let count: Int = number(word), count >= least else {
            throw UsageError(
                "\(name) takes a whole number of at least \(least), not '\(safe(word))'")
        }
        return count
    }

    /// Takes a whole number of at least 1, or "all", for which it returns nil.
    mutating func limit(of name: String) throws(UsageError) -> Int? {
        let word = try value(of: name)
        if word == "all" { return nil }
        guard let count: Int = number(word), count >= 1 else {
            throw UsageError(
                "\(name) takes a whole number of at least 1, or all, not '\(safe(word))'")
        }
        return count
    }

    /// Takes a pid, or "self", for which it returns nil.
    mutating func pid(of name: String) throws(UsageError) -> Int32? {
        let word = try value(of: name)
        if word == "self" { return nil }
        guard let pid: Int32 = number(word), pid >= 1 else {
            throw UsageError(
                "\(name) takes a process id, a whole number above 0, or self, not '\(safe(word))'")
        }
        return pid
    }

    /// Takes a list with commas; blanks around the parts are ignored.
    mutating func list(of name: String) throws(UsageError) -> [String] {
        try value(of: name).split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    }

    /// Takes the path of a cgroup.
    mutating func cgroup(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty, !word.split(separator: "/").contains("..") else {
            throw UsageError(
                "\(name) takes a cgroup without '..': its directory, or its path in the hierarchy"
            )
        }
        return word
    }

    /// Takes the path of a directory.
    mutating func directory(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty else { throw UsageError("\(name) takes a directory") }
        return word
    }

    /// Takes the path of a file.
    mutating func file(of name: String) throws(UsageError) -> String {
        let word = try value(of: name)
        guard !word.isEmpty else { throw UsageError("\(name) takes a file") }
        return word
    }

    /// Throws if the last option has a value that it does not take.
    func finish() throws(UsageError) {
        if attached != nil { throw UsageError("\(last) takes no value") }
    }
}

/// The output format.
enum Format: String, CaseIterable {
    case text
    case json
}

/// The output format of a quota.
enum QuotaFormat: String, CaseIterable {
    case text
    case json
    case shell
}

struct SampleOptions {
    var pace = Pace()
    var sections = Sample.Section.usual
    /// Whether the sections were named on the command line, so that a missing section is an error.
    var isOnly = false
    var perCPU = false
    var frequency = false
    var allFilesystems = false
    /// Whether only alerts are printed, a line each.
    var hasAlerts = false
    var format = Format.text
    var root = "/"
    /// The options of the section "process".
    var processes = ProcessChoice(limit: 10)
    /// The options of the section "cgroups".
    var cgroups = CgroupChoice(limit: 10)

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + [
                "--window", "--only", "--top", "--per-cpu", "--frequency", "--all-filesystems",
                "--alert", "--format", "--root", "--help", "-h",
            ]
        var top: Int?
        var named: Set<Sample.Section> = []
        var options = SampleOptions()
        while let name = try line.option(of: known) {
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--only": named.formUnion(try sections(try line.list(of: name)))
            case "--top": top = try line.count(of: name, atLeast: 0)
            case "--per-cpu": options.perCPU = true
            case "--frequency": options.frequency = true
            case "--all-filesystems": options.allFilesystems = true
            case "--alert": options.hasAlerts = true
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.sample)
            }
        }
        try line.finish()
        try options.pace.check()
        guard !options.hasAlerts || options.pace.isRepeated else {
            throw UsageError("--alert needs --interval")
        }
        if !named.isEmpty {
            // In the fixed order of sections, independent of the order of the names.
            options.sections = Sample.Section.allCases.filter { named.contains($0) }
            options.isOnly = true
        }
        options.addProcesses(top: top)
        return .sample(options)
    }

    /// Adds the processes that use the most: so many, or 5 in repeated blocks of text.
    private mutating func addProcesses(top: Int?) {
        let isBlock = pace.isRepeated && format == .text && !isOnly && !hasAlerts
        let top = top ?? (isBlock ? Self.usualTop : nil)
        if let top, top > 0, !sections.contains(.process) { sections.append(.process) }
        if let top { processes.limit = top }
    }

    static let usualTop = 5

    static func sections(_ names: [String]) throws(UsageError) -> Set<Sample.Section> {
        var chosen: Set<Sample.Section> = []
        for name in names {
            guard let section = Sample.Section(rawValue: name) else {
                throw UsageError(
                    "unknown section '\(safe(name))'", near: name,
                    of: Sample.Section.allCases.map { $0.rawValue })
            }
            chosen.insert(section)
        }
        return chosen
    }
}

struct QuotaOptions {
    enum Answer {
        case all
        case cpus
        case memory
    }

    var answer = Answer.all
    var rounding = CPUQuota.Rounding.down
    var format = QuotaFormat.text
    var subject = QuotaSubject.own
    var pace = Pace()
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + [
                "--format", "--cpus", "--round", "--memory", "--pid", "--cgroup", "--root",
                "--help", "-h",
            ]
        var options = QuotaOptions()
        var asked: [String] = []
        while let name = try line.option(of: known) {
            asked.append(name)
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--format": options.format = try line.choice(of: name, QuotaFormat.self)
            case "--cpus": options.answer = .cpus
            case "--round": options.rounding = try line.choice(of: name, CPUQuota.Rounding.self)
            case "--memory": options.answer = .memory
            case "--pid":
                options.subject =
                    try line.pid(of: name).map { .process($0) } ?? .own
            case "--cgroup": options.subject = .cgroup(try line.cgroup(of: name))
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.quota)
            }
        }
        try line.finish()
        try options.pace.check()
        try options.check(asked)
        return .quota(options)
    }

    private func check(_ asked: [String]) throws(UsageError) {
        if asked.contains("--cpus") && asked.contains("--memory") {
            throw UsageError("--cpus and --memory cannot be combined")
        }
        if asked.contains("--pid") && asked.contains("--cgroup") {
            throw UsageError("--pid and --cgroup cannot be combined")
        }
        if asked.contains("--round") && !asked.contains("--cpus") && format != .shell {
            throw UsageError("--round needs --cpus or --format shell")
        }
        if asked.contains("--format") && answer != .all {
            throw UsageError(
                "--format cannot be combined with --cpus or --memory, which print one number")
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

/// Parses a length of time, such as "1.5", "500ms" or "5m"; without a unit in seconds. Returns
/// nanoseconds, rounded down; nil if malformed or too large.
private func nanoseconds(_ text: String.UTF8View) -> UInt64? {
    var whole: UInt64 = 0
    var billionths: UInt64 = 0
    var digits = 0
    var place: UInt64?  // The value of the next decimal digit, in billionths; nil before the point.
    var rest = text[...]
    while let byte = rest.first {
        if byte == UInt8(ascii: "."), place == nil {
            place = 100_000_000
        } else if case 0...9 = byte &- UInt8(ascii: "0") {
            let digit = UInt64(byte - UInt8(ascii: "0"))
            digits += 1
            if let each = place {
                billionths += digit * each
                place = each / 10
            } else {
                guard whole < 1 << 60 else { return nil }
                whole = whole * 10 + digit
            }
        } else {
            break
        }
        rest.removeFirst()
    }
    let second: UInt64 = 1_000_000_000
    let unit: UInt64
    switch String(decoding: rest, as: UTF8.self) {
    case "", "s": unit = second
    case "ms": unit = 1_000_000
    case "us": unit = 1000
    case "ns": unit = 1
    case "m", "min": unit = 60 * second
    case "h": unit = 3600 * second
    case "d": unit = 86400 * second
    default: return nil
    }
    let (ns, overflow) = whole.multipliedReportingOverflow(by: unit)
    let part = unit >= second ? unit / second * billionths : billionths / (second / unit)
    guard digits > 0, !overflow else { return nil }
    let sum = ns.addingReportingOverflow(part)
    return sum.overflow ? nil : sum.partialValue
}

/// Parses an unsigned whole number.
func number<Number: FixedWidthInteger>(_ text: String) -> Number? {
    guard let first = text.utf8.first, case 0...9 = first &- UInt8(ascii: "0") else { return nil }
    return Number(text)
}

/// The text without blanks at its ends.
func trimmed(_ text: some StringProtocol) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let bytes = Array(text.utf8).drop(while: isBlank)
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
}
