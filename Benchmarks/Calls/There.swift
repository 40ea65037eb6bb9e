import Probe

/// What is on a root, as far as the number of system calls depends on it: the mounts that are asked, the
/// interfaces, the groups.
struct There {
    let mounts: [String]
    /// Whether a mount may not answer: then mountinfo is read each time.
    let hasRemote: Bool
    let interfaces: Int
    let levels: [String]

    init?(_ root: String) {
        guard var collector = try? Collector(root: root) else { return nil }
        let filesystem = try? collector.filesystem()
        mounts = (filesystem?.mounts ?? []).filter { $0.notRequested == nil }.map {
            $0.mountPoint.description
        }
        collector.listsAllMounts = true
        hasRemote = ((try? collector.filesystem())?.mounts ?? []).contains {
            [.network, .userSpace, .unknownType].contains($0.notRequested)
                || $0.type.description.hasPrefix("fuse")
        }
        interfaces = (try? collector.network())?.interfaces.count ?? 0
        guard let quota = try? collector.quota() else {
            levels = []
            return
        }
        var seen: Set<Int> = []
        levels = quota.levels.map { level in
            let hierarchy = quota.hierarchies[level.hierarchy]
            // The first of a hierarchy is the own group.
            let isOwn = seen.insert(level.hierarchy).inserted
            let limits = [
                ("cpu", level.cpu.value != nil),
                ("memory", level.memoryMax.value != nil || level.memoryHigh.value != nil),
                ("pids", level.pidsMax.value != nil),
            ]
            return "{\"directory\": \"\(level.directory.description.escaped)\", "
                + "\"version\": \(hierarchy.version), \"own\": \(isOwn), "
                + "\"controllers\": \(hierarchy.controllers.json), "
                + "\"limited\": \(limits.filter { $0.1 }.map { $0.0 }.json)}"
        }
    }

    var line: String {
        "{\"mounts\": \(mounts.json), \"remote\": \(hasRemote), \"interfaces\": \(interfaces), "
            + "\"levels\": [\(levels.joined(separator: ", "))]}"
    }
}

extension [String] {
    /// As a list of JSON.
    var json: String {
        "[\(map { "\"\($0.escaped)\"" }.joined(separator: ", "))]"
    }
}

extension String {
    /// Escaped as within quotes.
    var escaped: String {
        map { character in
            switch character {
            case "\"": "\\\""
            case "\\": "\\\\"
            case let other where other.asciiValue.map { $0 < 32 } ?? false: " "
            default: String(character)
            }
        }.joined()
    }
}
