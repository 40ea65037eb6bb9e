import Probe

struct WatchOptions {
    /// Nanoseconds between two readings.
    var intervalNs: UInt64 = 2_000_000_000
    var order = ProcessOrder.cpu
    var filter = ""
    var isTree = false
    var isCgroups = false
    var isASCII = false
    /// Whether the alerts are printed at the end, a line each.
    var hasAlerts = false
    var colour = ColourDepth.auto
    var root = "/"

    /// The shortest interval: less would mostly measure this command.
    private static let leastNs: UInt64 = 100_000_000

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--interval", "--sort", "--filter", "--tree", "--cgroups", "--alert", "--ascii",
            "--color",
            "--root", "--help", "-h",
        ]
        var options = WatchOptions()
        while let name = try line.option(of: known) {
            switch name {
            case "--interval":
                options.intervalNs = try line.duration(of: name)
                guard options.intervalNs >= Self.leastNs else {
                    throw UsageError("--interval of watch is at least 100ms")
                }
            case "--sort": options.order = try line.choice(of: name, ProcessOrder.self)
            case "--filter":
                options.filter = try line.value(of: name)
                _ = try ProcessFilter(options.filter)
            case "--tree": options.isTree = true
            case "--cgroups": options.isCgroups = true
            case "--alert": options.hasAlerts = true
            case "--ascii": options.isASCII = true
            case "--color": options.colour = try line.choice(of: name, ColourDepth.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.watch)
            }
        }
        try line.finish()
        guard !options.isCgroups || options.filter.isEmpty else {
            throw UsageError("--filter is of processes: it cannot be combined with --cgroups")
        }
        return .watch(options)
    }
}

/// What the terminal can show, by the variables of the environment.
struct TerminalKind {
    /// TERM; nil if it is not set.
    var term: String?
    var colorTerm: String?
    var isColourRefused = false
    /// The first of LC_ALL, LC_CTYPE and LANG that is set.
    var locale = ""

    /// Whether the terminal cannot move its cursor.
    var isDumb: Bool { term == nil || term == "" || term == "dumb" }

    var isUTF8: Bool {
        let letters = Array(
            locale.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }.filter {
                $0 != UInt8(ascii: "-")
            })
        return Self.contains(letters, "utf8")
    }

    /// The colours to use: what was chosen, or what the terminal has.
    func depth(_ chosen: ColourDepth) -> ColourDepth {
        guard chosen == .auto else { return chosen }
        guard !isColourRefused else { return .never }
        let term = Array((term ?? "").utf8)
        let true24 = colorTerm == "truecolor" || colorTerm == "24bit"
        if true24 || Self.contains(term, "256color") || Self.contains(term, "direct") {
            return .many
        }
        let monochrome = ["vt", "ansi-m", "xterm-mono"]
        return monochrome.contains { Self.begins(term, $0) } || Self.contains(term, "-m")
            ? .never : .few
    }

    private static func begins(_ bytes: [UInt8], _ part: String) -> Bool {
        bytes.starts(with: part.utf8)
    }

    private static func contains(_ bytes: [UInt8], _ part: String) -> Bool {
        let part = Array(part.utf8)
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { start in
            bytes[start..<(start + part.count)].elementsEqual(part)
        }
    }
}
