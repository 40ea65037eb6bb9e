import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("A quota as lines for a shell", .needsLinux)
struct QuotaShellTests {
    /// The values by their names, of lines PROBE_NAME='value'.
    private func values(_ fixture: String, rounding: CPUQuota.Rounding = .down) throws -> [String:
        String]
    {
        var collector = try Collector(root: GoldenTests.root(fixture))
        let text = QuotaShell(try collector.quota(), rounding: rounding).text
        let lines = text.split(separator: "\n")
        return try Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let parts = line.split(separator: "=", maxSplits: 1)
                try #require(parts.count == 2 && parts[0].hasPrefix("PROBE_"), "\(line)")
                try #require(parts[1].hasPrefix("'") && parts[1].hasSuffix("'"), "\(line)")
                return (String(parts[0].dropFirst(6)), String(parts[1].dropFirst().dropLast()))
            })
    }

    @Test("A limit has its value, its file, and whether every level was seen")
    func limits() throws {
        let shell = try values("debian-6.1-x86_64-v2", rounding: .up)
        let group = "/sys/fs/cgroup/app.slice/web.service"
        for (name, value) in [
            ("CPUS", "2"), ("CPU_CORES", "1.5"), ("CPU_CORES_STATE", "exact"),
            ("CPU_CORES_COMPLETE", "1"), ("CPU_BOUND", "quota"), ("CPU_QUOTA_US", "150000"),
            ("CPU_PERIOD_US", "100000"), ("CPU_LIMIT", "1.5"), ("CPU_LIMIT_STATE", "limited"),
            ("CPU_LIMIT_COMPLETE", "1"), ("CPU_LIMIT_FILE", "\(group)/cpu.max"),
            ("MEMORY_BYTES", "268435456"), ("MEMORY_LIMIT", "268435456"),
            ("MEMORY_LIMIT_STATE", "limited"), ("PIDS_LIMIT", "64"), ("PIDS_LIMIT_COMPLETE", "1"),
        ] {
            #expect(shell[name] == value, "\(name)")
        }
    }

    @Test("Levels that a namespace hides make limits and numbers incomplete")
    func hidden() throws {
        let shell = try values("debian-6.12-x86_64-v2-cgroupns")
        for (name, value) in [
            ("CPUS", "3"), ("CPU_CORES_STATE", "at_most"), ("CPU_CORES_COMPLETE", "0"),
            ("CPU_LIMIT_STATE", "limited"), ("CPU_LIMIT_COMPLETE", "0"),
            ("MEMORY_BYTES_STATE", "at_most"), ("MEMORY_BYTES_COMPLETE", "0"),
            ("MEMORY_LIMIT_COMPLETE", "0"), ("TASKS_COMPLETE", "0"), ("PIDS_LIMIT_COMPLETE", "0"),
        ] {
            #expect(shell[name] == value, "\(name)")
        }
        #expect(shell["CPU_CORES_REASON"]?.contains("cgroup namespace") == true)
    }

    @Test("What is not known is empty, and a limit that is not set is unlimited")
    func unlimited() throws {
        let shell = try values("debian-6.1-x86_64-holes")
        for (name, value) in [
            ("CPUS", "6"), ("CPU_BOUND", "online"), ("CPU_LIMIT", ""), ("CPU_QUOTA_US", ""),
            ("CPU_LIMIT_STATE", "unlimited"), ("CPU_LIMIT_COMPLETE", "1"), ("CPU_LIMIT_FILE", ""),
            ("MEMORY_LIMIT", ""), ("MEMORY_LIMIT_STATE", "unlimited"), ("CONTAINER", ""),
        ] {
            #expect(shell[name] == value, "\(name)")
        }
    }

    @Test("Quotes and control characters of a name are harmless to a shell and a terminal")
    func odd() {
        var quota = Quota()
        let file = KernelName(bytes: Array("/a'b\u{1b}[31m/cpu.max".utf8))
        quota.cpu.limit = .limited(
            2, by: LimitSource(level: KernelName("/"), file: file), incomplete: nil)
        let text = QuotaShell(quota, rounding: .down).text
        #expect(text.contains("PROBE_CPU_LIMIT_FILE='/a'\\''b\\x1b[31m/cpu.max'\n"))
        #expect(!text.contains("\u{1b}"))
    }
}
