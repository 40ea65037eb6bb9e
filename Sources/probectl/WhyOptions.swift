/// The options of `probectl why`.
struct WhyOptions {
    var pace = Pace()
    /// A file of classifier rules that precede the built-in rules.
    var rules: String?
    /// The maximum number of processes named for each finding.
    var limit = 8
    var format = Format.text
    var root = "/"

    static let leastWindowNs: UInt64 = 100_000_000

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + ["--window", "--rules", "--limit", "--format", "--root", "--help", "-h"]
        var options = WhyOptions()
        while let name = try line.option(of: known) {
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--rules": options.rules = try line.file(of: name)
            case "--limit": options.limit = try line.count(of: name)
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.why)
            }
        }
        try line.finish()
        // Without an interval, the duration is the window of the single measurement.
        if let duration = options.pace.durationNs, options.pace.intervalNs == nil,
            options.pace.count == nil, options.pace.windowNs == nil
        {
            options.pace.windowNs = duration
            options.pace.durationNs = nil
            try options.checkWindow("--duration", duration)
        }
        try options.pace.check()
        guard options.pace.intervalNs != 0 else {
            throw UsageError("why measures over a window; --interval 0 has none")
        }
        if let window = options.pace.windowNs { try options.checkWindow("--window", window) }
        if let interval = options.pace.intervalNs {
            try options.checkWindow("--interval", interval)
        }
        return .why(options)
    }

    private func checkWindow(_ name: String, _ ns: UInt64) throws(UsageError) {
        guard ns >= Self.leastWindowNs else {
            throw UsageError("\(name) takes at least 0.1 seconds: CPU time is counted in ticks")
        }
    }
}
