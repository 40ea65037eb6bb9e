import Testing

@testable import Probe

/// Invented machines for the cases of a quota: 8 CPUs, 1 GiB, and what a case adds.
enum Invented {
    static func quota(_ root: String, _ subject: QuotaSubject = .own) throws -> Quota {
        var collector = try Collector(root: root)
        return try collector.quota(of: subject)
    }

    /// The same of a tree, which lives as long as it is read.
    static func quota(_ tree: Tree, _ subject: QuotaSubject = .own) throws -> Quota {
        try withExtendedLifetime(tree) { try quota(tree.root, subject) }
    }

    /// v2 at /sys/fs/cgroup with a group /a/b. A text of nil takes a file away.
    static func v2(
        _ more: [String: String?] = [:], cgroup: String = "0::/a/b\n",
        mount: String = "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
    ) throws -> Tree {
        var files: [String: String] = [
            "/proc/self/cgroup": cgroup, "/proc/self/mountinfo": mount,
            "/proc/meminfo": "MemTotal: 1048576 kB\nMemAvailable: 524288 kB\n",
            "/sys/devices/system/cpu/online": "0-7\n",
            "/sys/fs/cgroup/cgroup.controllers": "cpuset cpu io memory hugetlb pids\n",
            "/sys/fs/cgroup/a/cgroup.events": "populated 1\n",
            "/sys/fs/cgroup/a/b/cgroup.events": "populated 1\n",
        ]
        for (path, text) in more {
            files[path] = text
        }
        return try Tree(files)
    }

    /// v1 with one controller at /m and a group /a/b in it.
    static func v1(_ controller: String, _ more: [String: String?]) throws -> Tree {
        var files: [String: String?] = [
            "/m/release_agent": "\n", "/m/a/tasks": "", "/m/a/b/tasks": "1\n",
        ]
        for (path, text) in more {
            files.updateValue(text, forKey: path)
        }
        return try v2(
            files, cgroup: "4:\(controller):/a/b\n",
            mount: "30 20 0:26 / /m rw - cgroup cgroup rw,\(controller)\n")
    }
}

extension Limit {
    /// Why it is unknown; nil where it is not.
    var unknown: Incompleteness? {
        if case .unknown(let why) = self { why } else { nil }
    }
}
