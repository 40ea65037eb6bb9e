import Probe

/// The hardware: CPUs, caches, NUMA nodes and vulnerabilities.
extension SampleText {
    func add(_ topology: Topology, to page: inout Page) {
        let names = [topology.vendor, topology.model].compactMap { $0.map { safe($0.description) } }
        let microcode = topology.microcode.map { ", microcode \(safe($0.description))" } ?? ""
        let model = names.isEmpty ? "model unknown" : names.joined(separator: " ")
        page.line("topology", "\(model)\(microcode)")
        let lists: [(String, NumberSet?)] = [
            ("CPUs online", topology.online), ("offline", topology.offline),
            ("isolated", topology.isolated), ("without a tick", topology.nohzFull),
        ]
        let known = lists.compactMap { name, list in
            list.flatMap { $0.isEmpty ? nil : "\(name) \($0.description)" }
        }
        if !known.isEmpty { page.line("", known.joined(separator: ", ")) }
        addCores(topology, to: &page)
        addCaches(topology, to: &page)
        for node in topology.nodes { addNode(node, to: &page) }
        addVulnerabilities(topology, to: &page)
        if perCPU { addCPUs(topology, to: &page) }
    }

    private func addCores(_ topology: Topology, to page: inout Page) {
        let fast = topology.cpus.count { $0.type == .performance }
        let slow = topology.cpus.count { $0.type == .efficiency }
        let capacities = topology.cpus.compactMap { $0.capacity }
        if fast + slow > 0 {
            page.line(
                "",
                "\(counted(fast, "CPU")) of performance cores, \(slow) of efficiency cores")
        } else if let least = capacities.min(), let most = capacities.max(), least < most {
            page.line("", "CPUs of unequal capacity: \(least) to \(most)")
        }
    }

    /// Caches of one kind on one line.
    private func addCaches(_ topology: Topology, to page: inout Page) {
        var kinds: [(name: String, count: Int)] = []
        for cache in topology.caches {
            let level = cache.level.map { "L\($0)" } ?? "level unknown"
            let type = cache.type.map { safe($0.description).lowercased() } ?? ""
            let name =
                "\(level)\(type.isEmpty || type == "unified" ? "" : " \(type)") "
                + "\(cache.sizeBytes.map { bytes($0) } ?? "size unknown")"
            if let index = kinds.firstIndex(where: { $0.name == name }) {
                kinds[index].count += 1
            } else {
                kinds.append((name, 1))
            }
        }
        guard !kinds.isEmpty else { return }
        let words = kinds.map { $0.count == 1 ? $0.name : "\($0.count) × \($0.name)" }
        page.line("", "caches: \(words.joined(separator: ", "))")
    }

    private func addNode(_ node: Topology.Node, to page: inout Page) {
        let free = node.freeBytes.map { ", \(bytes($0)) free" } ?? ""
        let memory = node.totalBytes.map { "\(bytes($0))\(free)" } ?? "memory unknown"
        let cpus = node.cpus.map { list in
            list.isEmpty ? ", no CPUs" : ", CPUs \(list.description)"
        }
        let away = node.numaMiss.flatMap { count in
            count > 0 ? ", \(counted(count, "page")) meant for others" : nil
        }
        page.line("", "node \(node.id): \(memory)\(cpus ?? "")\(away ?? "")")
    }

    private func addVulnerabilities(_ topology: Topology, to page: inout Page) {
        var open: [String] = []
        var unknown: [String] = []
        for item in topology.vulnerabilities {
            switch Self.isVulnerable(item.state?.description ?? "") {
            case true?: open.append(safe(item.name.description))
            case nil: unknown.append(safe(item.name.description))
            case false?: break
            }
        }
        let safeCount = topology.vulnerabilities.count - open.count - unknown.count
        if !open.isEmpty {
            page.line("", "vulnerable to \(open.joined(separator: ", "))")
        } else if safeCount > 0 {
            page.line("", "vulnerable to none of \(counted(safeCount, "known attack"))")
        }
        if !unknown.isEmpty {
            page.line("", "vulnerability unknown for \(unknown.joined(separator: ", "))")
        }
    }

    /// Whether the kernel's text of a vulnerability means that the CPU is vulnerable; nil for
    /// other texts, such as "Unknown: No mitigations".
    private static func isVulnerable(_ state: String) -> Bool? {
        let safe = ["Not affected", "Mitigation", "KVM: Mitigation"]
        let open = ["Vulnerable", "KVM: Vulnerable", "Processor vulnerable"]
        if open.contains(where: { state.hasPrefix($0) }) { return true }
        return safe.contains(where: { state.hasPrefix($0) }) ? false : nil
    }

    private func addCPUs(_ topology: Topology, to page: inout Page) {
        for cpu in topology.cpus {
            let parts = [
                cpu.coreId.map { "core \($0)" }, cpu.packageId.map { "package \($0)" },
                cpu.node.map { "node \($0)" }, cpu.capacity.map { "capacity \($0)" },
                cpu.siblings.map { "with \($0.description)" },
                cpu.type.map { $0.rawValue },
            ]
            page.line("  cpu\(cpu.id)", parts.compactMap { $0 }.joined(separator: ", "))
        }
    }
}
