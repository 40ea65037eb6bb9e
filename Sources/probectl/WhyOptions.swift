/// The command line of `probectl why`.
struct WhyOptions {
    var durationNs: UInt64 = 2_000_000_000
    /// A file of rules that go before the built-in ones.
    var rules: String?
    /// How many processes are named for each finding.
    var limit = 8
    var format = Format.text
    var root = "/"

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known = [
            "--duration", "--rules", "--limit", "--format", "--root", "--help", "-h",
        ]
        var options = WhyOptions()
        while let name = try line.option(of: known) {
            switch name {
            case "--duration": options.durationNs = try line.seconds(of: name)
            case "--rules": options.rules = try line.file(of: name)
            case "--limit": options.limit = try line.count(of: name)
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.why)
            }
        }
        try line.finish()
        if options.durationNs < 100_000_000 {
            throw UsageError("--duration takes at least 0.1 seconds: CPU time is counted in ticks")
        }
        return .why(options)
    }
}
