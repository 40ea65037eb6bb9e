import Probe

/// `probectl capabilities`: the field sets that the build and the machine support, and why others
/// are missing.
struct CapabilitiesCommand {
    let options: CapabilitiesOptions

    init(_ options: CapabilitiesOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            var collector = try Collector(root: options.root, readsOnce: true)
            let capabilities = collector.capabilities()
            Output.write(
                options.format == .json
                    ? Self.json(capabilities)
                    : Self.text(capabilities, collector.rootKind, Terminal.current()))
            return .ok
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    static func text(
        _ capabilities: Capabilities, _ kind: RootKind, _ terminal: Terminal
    ) -> String {
        var table = Table([
            Column(), Column(), Column(rank: 3), Column(rank: 2), Column(),
            Column(rank: 1, least: 24),
        ])
        table.add("section", "fields", "from", "build", "here", "why not")
        var last: Sample.Section?
        for set in capabilities.fieldSets {
            table.add(
                set.section == last ? "" : set.section.rawValue, set.name, set.source,
                set.isSupported ? "yes" : "no",
                set.here?.isAvailable == true ? "yes" : "no", why(set, capabilities))
            last = set.section
        }
        let root =
            switch kind {
            case .own: "this machine"
            case .live: "another live root"
            case .captured: "a captured root"
            }
        let kernel = capabilities.kernelRelease.map { ", kernel \(safe($0.description))" } ?? ""
        var page = Page(terminal)
        page.paragraph(
            "probectl \(version), port \(capabilities.port), reading \(root)\(kernel)")
        page.blank()
        return page.text + table.lines(width: terminal.width).reduce(into: "") { $0 += "\($1)\n" }
    }

    /// The reason in plain words; empty if the fields are available.
    private static func why(_ set: Capabilities.FieldSet, _ capabilities: Capabilities) -> String {
        guard let reason = set.here?.reason else { return "" }
        let words: String? =
            switch reason {
            case .unsupported: "this build does not read it"
            case .otherRoot: "this root does not have it"
            case .kernelTooOld:
                "the kernel is too old" + (set.since.map { ": it came with \($0)" } ?? "")
            case .compiledOut: "compiled out of the kernel, or switched off at boot"
            case .switchedOff: "the kernel has it"
            case .notMounted: "not mounted"
            case .denied: "permission denied"
            case .noneHere: "none, or no driver reports it"
            default: nil
            }
        let error = set.here?.error.map { safe("\($0)") }
        guard let words else { return error ?? safe(reason.rawValue) }
        return error.map { "\(words) (\($0))" } ?? words
    }

    static func json(_ capabilities: Capabilities) -> String {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("version", version)
            json.field("port", capabilities.port)
            json.field("kernel_release", capabilities.kernelRelease)
            json.object("sections") { json in
                for section in Sample.Section.allCases {
                    json.object(.text(section.rawValue)) { json in
                        json.field("build", capabilities.has(section))
                        json.object("fields") { json in
                            for set in capabilities.fieldSets where set.section == section {
                                json.object(.text(set.name)) { add(set, to: &$0) }
                            }
                        }
                    }
                }
            }
        }
        return json.line()
    }

    private static func add(_ set: Capabilities.FieldSet, to json: inout JSON) {
        json.field("build", set.isSupported)
        json.field("here", set.here?.isAvailable)
        json.field("source", set.source)
        json.field("since", set.since?.description)
        json.field("reason", set.here?.reason?.rawValue)
        json.field("error", set.here?.error)
    }
}
