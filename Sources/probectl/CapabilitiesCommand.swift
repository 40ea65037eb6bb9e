import Probe

/// `probectl capabilities`: what the build can, what the machine gives, and why not.
struct CapabilitiesCommand {
    let options: CapabilitiesOptions

    init(_ options: CapabilitiesOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            var collector = try Collector(root: options.root)
            let capabilities = collector.capabilities()
            Output.write(
                options.format == .json
                    ? Self.json(capabilities) : Self.text(capabilities, collector.rootKind))
            return .ok
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    static func text(_ capabilities: Capabilities, _ kind: RootKind) -> String {
        var table = Table()
        table.add("section", "fields", "from", "build", "here", "why not")
        var last: Section?
        for group in capabilities.groups {
            table.add(
                group.section == last ? "" : group.section.rawValue, group.name, group.source,
                group.isSupported ? "yes" : "no",
                group.here?.isAvailable == true ? "yes" : "no", why(group, capabilities))
            last = group.section
        }
        let root =
            switch kind {
            case .own: "this machine"
            case .live: "another live root"
            case .captured: "a captured root"
            }
        let kernel = capabilities.kernelRelease.map { ", kernel \(safe($0.description))" } ?? ""
        return "probectl \(version), port \(capabilities.port), reading \(root)\(kernel)\n\n"
            + table.text()
    }

    /// In plain words; empty where the fields can be had.
    private static func why(_ group: FieldGroup, _ capabilities: Capabilities) -> String {
        guard let reason = group.here?.reason else { return "" }
        let words: String? =
            switch reason {
            case .unsupported: "this build does not read it"
            case .otherRoot: "this root does not have it"
            case .kernelTooOld:
                "the kernel is too old" + (group.since.map { ": it came with \($0)" } ?? "")
            case .compiledOut: "compiled out of the kernel, or switched off at boot"
            case .switchedOff: "the kernel has it"
            case .notMounted: "not mounted"
            case .denied: "permission denied"
            case .noneHere: "there is none, or no driver tells"
            default: nil
            }
        let error = group.here?.error.map { safe("\($0)") }
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
                for section in Section.allCases {
                    json.object(.text(section.rawValue)) { json in
                        json.field("build", capabilities.has(section))
                        json.object("fields") { json in
                            for group in capabilities.groups where group.section == section {
                                json.object(.text(group.name)) { add(group, to: &$0) }
                            }
                        }
                    }
                }
            }
        }
        return json.line()
    }

    private static func add(_ group: FieldGroup, to json: inout JSON) {
        json.field("build", group.isSupported)
        json.field("here", group.here?.isAvailable)
        json.field("source", group.source)
        json.field("since", group.since?.description)
        json.field("reason", group.here?.reason?.rawValue)
        json.field("error", group.here?.error)
    }
}
