import Testing

@testable import Probe

/// Invented machines for the cases of a quota: 8 CPUs, 1 GiB, and what a case adds.
enum Invented {
    static func quota(_ root: String, _ subject: QuotaSubject = .own) throws -> Quota {
        var collector = try Collector(root: root)
        let quota = try collector.quota(of: subject)
        try holdLimits(quota, &collector, subject)
        return quota
    }

    /// In every case the limits that are asked for alone are those of the whole quota, and the others are
    /// not said to be anything.
    static func holdLimits(
        _ quota: Quota, _ collector: inout Collector, _ subject: QuotaSubject
    ) throws {
        let cpu = try collector.quota(of: subject, limitsOf: .cpu)
        #expect(cpu.cpu.limit == quota.cpu.limit)
        #expect(cpu.cpu.effectiveCores == quota.cpu.effectiveCores)
        #expect(cpu.cpu.bound == quota.cpu.bound)
        #expect(cpu.cpu.effectiveCoresCompleteness == quota.cpu.effectiveCoresCompleteness)
        #expect(cpu.memory.availableBytesCompleteness.incomplete?.reason == .notRequested)
        #expect(cpu.memory.limit.unknown?.reason == .notRequested)
        #expect(cpu.pids.limit.unknown?.reason == .notRequested)
        #expect(cpu.memory.currentBytes == nil && cpu.cpu.weight == nil)
        #expect(cpu.cpu.usageNs == nil && cpu.cpu.throttling == CPUQuota.Throttling())
        let memory = try collector.quota(of: subject, limitsOf: .memory)
        #expect(memory.memory.limit == quota.memory.limit)
        #expect(memory.memory.high == quota.memory.high)
        #expect(memory.memory.swap == quota.memory.swap)
        #expect(memory.memory.effectiveBytes == quota.memory.effectiveBytes)
        #expect(
            memory.memory.effectiveBytesCompleteness == quota.memory.effectiveBytesCompleteness)
        #expect(memory.cpu.limit.unknown?.reason == .notRequested)
        let rest = try collector.quota(of: subject, limitsOf: [.pids, .io, .hugetlb])
        #expect(rest.pids.limit == quota.pids.limit)
        #expect(rest.io.incomplete == quota.io.incomplete)
        #expect(limits(rest.io) == limits(quota.io))
        #expect(rest.hugetlb.incomplete == quota.hugetlb.incomplete)
        #expect(rest.hugetlb.sizes.map(\.limit) == quota.hugetlb.sizes.map(\.limit))
        #expect(rest.memory.limit.unknown?.reason == .notRequested)
    }

    private static func limits(_ io: IOQuota) -> [[Limit<Int64>]] {
        io.devices.map {
            [
                $0.readBytesPerSecond, $0.writeBytesPerSecond, $0.readsPerSecond,
                $0.writesPerSecond,
            ]
        }.filter { limits in limits.contains { $0.value != nil } }
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

extension QuotaLevel.FileValue {
    /// Whether it could not be read.
    var isUnknown: Bool {
        if case .unknown = state { true } else { false }
    }
}
