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
            let sample = collector.sample()
            Output.write(options.format == .json ? json(sample) : text(sample, collector.rootKind))
            return .ok
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func text(_ sample: Sample, _ kind: RootKind) -> String {
        let capabilities = Capabilities.current
        var table = Table()
        table.add("section", "build", "here", "why not")
        for section in Section.allCases {
            let error = sample.error(of: section)
            let partly = sample.failures(of: section)
            table.add(
                section.rawValue, capabilities.has(section) ? "yes" : "no",
                error != nil ? "no" : partly.isEmpty ? "yes" : "partly",
                safe(error.map { "\($0)" } ?? partly.map { "\($0)" }.joined(separator: "; ")))
        }
        let root =
            switch kind {
            case .own: "this machine"
            case .live: "another live root"
            default: "a captured root"
            }
        return "probectl \(version), port \(capabilities.port), reading \(root)\n\n" + table.text()
    }

    private func json(_ sample: Sample) -> String {
        let capabilities = Capabilities.current
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("version", version)
            json.field("port", capabilities.port)
            json.object("sections") { json in
                for section in Section.allCases {
                    json.object(section.rawValue) { json in
                        let error = sample.error(of: section)
                        json.field("build", capabilities.has(section))
                        json.field("here", error == nil)
                        json.field("error", error)
                        json.array("failures", sample.failures(of: section)) { $0.element($1) }
                    }
                }
            }
        }
        return json.line()
    }
}
