import Probe

/// A quota for people: the answer first, then each level, to be checked with cat.
struct QuotaText {
    let quota: Quota
    let terminal: Terminal

    init(_ quota: Quota, _ terminal: Terminal) {
        self.quota = quota
        self.terminal = terminal
    }

    func page() -> String {
        var page = Page(terminal)
        page.line("CPU", Self.cpu(quota.cpu))
        why(quota.cpu.limit, &page)
        page.line("memory", Self.memory(quota.memory))
        why(quota.memory.limit, &page)
        page.line("tasks", tasks)
        why(quota.pids.limit, &page)
        for failure in quota.failures {
            page.line("", "not known: \(failure)")
        }
        guard !quota.levels.isEmpty else { return page.text }
        page.blank()
        return page.text + levels()
    }

    /// The CPU answer in a line.
    static func cpu(_ cpu: CPUQuota) -> String {
        guard let effective = cpu.effectiveCores else { return "unknown" }
        let number = "\(cores(effective)) \(effective == 1 ? "CPU" : "CPUs")"
        let online = cpu.online.map { " of \($0) online" } ?? ""
        switch cpu.bound {
        case .some(.quota):
            return "\(number)\(online), limited by \(cpu.limit.file?.description ?? "a quota")"
        case .some(.cpuset): return "\(number)\(online), limited by the cpuset\(quotaBeside(cpu))"
        case .some(.affinity):
            return "\(number)\(online), limited by the affinity\(quotaBeside(cpu))"
        default: return "\(number), all that are online\(quotaBeside(cpu))"
        }
    }

    /// What the quota is, where it is not what binds.
    private static func quotaBeside(_ cpu: CPUQuota) -> String {
        switch cpu.limit {
        case .limited(let limit, _, _): "; the quota is \(cores(limit))"
        case .unlimited: ""
        case .unknown: "; the quota is unknown"
        }
    }

    /// The memory answer in a line.
    static func memory(_ memory: MemoryQuota) -> String {
        let used = memory.currentBytes.map { ", \(bytes($0)) used by the group" } ?? ""
        guard let effective = memory.effectiveBytes else { return "unknown" }
        switch memory.limit {
        case .limited(let limit, let source, _):
            return "\(bytes(limit)), limited by \(source.file)\(used)"
        case .unlimited: return "\(bytes(effective)), all that the machine has\(used)"
        case .unknown: return "\(bytes(effective)) at most: the limit is unknown\(used)"
        }
    }

    private var tasks: String {
        let used = quota.pids.currentTasks.map { ", \($0) there" } ?? ""
        switch quota.pids.limit {
        case .limited(let limit, let source, _): return "\(limit), limited by \(source.file)\(used)"
        case .unlimited: return "no limit\(used)"
        case .unknown: return "unknown"
        }
    }

    private func why<Value>(_ limit: Limit<Value>, _ page: inout Page) {
        guard let incomplete = limit.incomplete else { return }
        if case .unknown = limit {
            page.line("", "limit unknown: \(incomplete)")
        } else {
            page.line("", "may be less: \(incomplete)")
        }
    }

    /// A block for each hierarchy, a row for each group, the own group first.
    private func levels() -> String {
        var text = ""
        let byController = quota.hierarchies.enumerated().sorted {
            ($0.element.controllers.first ?? "") < ($1.element.controllers.first ?? "")
        }
        for (index, hierarchy) in byController {
            let mount = hierarchy.mountPoint?.description ?? "mounted nowhere that can be seen"
            text +=
                safe(
                    "cgroup v\(hierarchy.version): "
                        + "\(hierarchy.controllers.joined(separator: ", ")) at \(mount)") + "\n"
            var table = Table()
            for level in quota.levels where level.hierarchy == index {
                table.add(
                    "  " + safe(level.path.description),
                    facts(level, hierarchy).joined(separator: "   "))
            }
            text += table.text(width: terminal.width)
        }
        return text
    }

    /// What the group's files say, each by the name of its file.
    private func facts(_ level: QuotaLevel, _ hierarchy: Hierarchy) -> [String] {
        let isV2 = hierarchy.version == 2
        var facts: [String] = []
        switch level.cpu {
        case .limited(let bandwidth):
            facts.append(
                isV2
                    ? "cpu.max \(bandwidth.quotaUs) \(bandwidth.periodUs)"
                    : "cpu.cfs_quota_us \(bandwidth.quotaUs) of \(bandwidth.periodUs)")
        case .unlimited: facts.append(isV2 ? "cpu.max max" : "cpu.cfs_quota_us -1")
        case .unknown(let failure): facts.append(safe("cpu unknown: \(failure)"))
        case .absent: break
        }
        add(level.cpuset, isV2 ? "cpuset.cpus.effective" : "cpuset.effective_cpus", &facts) {
            "\(counted($0, "CPU"))"
        }
        add(level.memoryMax, isV2 ? "memory.max" : "memory.limit_in_bytes", &facts) { "\($0)" }
        add(level.memoryHierarchical, "hierarchical_memory_limit", &facts) { "\($0)" }
        if level.memoryIsApart {
            facts.append("use_hierarchy 0")
        }
        add(level.pidsMax, "pids.max", &facts) { "\($0)" }
        return facts.isEmpty ? ["no limits here"] : facts
    }

    private func add<Value>(
        _ fact: Fact<Value>, _ file: String, _ facts: inout [String], _ number: (Value) -> String
    ) {
        switch fact {
        case .limited(let value): facts.append("\(file) \(number(value))")
        case .unlimited: facts.append("\(file) max")
        case .unknown(let failure): facts.append(safe("\(file) unknown: \(failure)"))
        case .absent: break
        }
    }
}
