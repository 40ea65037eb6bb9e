import Foundation
import Testing

@testable import Probe

/// A cgroup of this machine with a limit of one controller, and a shell in it; both end with the test.
private final class ShortCgroup {
    let path: String
    let directory: String
    let isV2: Bool
    let process = Process()

    /// The hierarchy of a controller in which cgroups can be made; nil if there is none.
    static func place(_ controller: String) -> (mount: String, isV2: Bool)? {
        let manager = FileManager.default
        let v1 = "/sys/fs/cgroup/\(controller)"
        if manager.isWritableFile(atPath: v1 + "/cgroup.procs"),
            manager.fileExists(atPath: v1 + "/release_agent")
        {
            return (v1, false)
        }
        let mount = "/sys/fs/cgroup"
        let enabled = try? text(of: mount + "/cgroup.subtree_control")
        let isOpen = manager.isWritableFile(atPath: mount + "/cgroup.procs")
        let names = enabled?.split(whereSeparator: { $0 == " " || $0 == "\n" }) ?? []
        return isOpen && names.contains(Substring(controller)) ? (mount, true) : nil
    }

    init(_ controller: String, v2: [String: String], v1: [String: String], _ script: String) throws
    {
        let place = try #require(Self.place(controller))
        path = "/probe-why-\(ProcessInfo.processInfo.processIdentifier)-\(controller)"
        directory = place.mount + path
        isV2 = place.isV2
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false)
        for (file, text) in isV2 ? v2 : v1 {
            let handle = try #require(FileHandle(forWritingAtPath: "\(directory)/\(file)"))
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "echo $$ > \(directory)/cgroup.procs; exec 2>/dev/null; \(script)",
        ]
        try process.run()
    }

    deinit {
        // New processes may start while others are killed.
        for _ in 0..<100 {
            let pids = (try? text(of: "\(directory)/cgroup.procs")) ?? ""
            if pids.isEmpty && rmdir(directory) == 0 { break }
            for pid in pids.split(separator: "\n") { kill(Int32(pid) ?? 0x7fff_ffff, SIGKILL) }
            usleep(20_000)
        }
        process.waitUntilExit()
    }

    /// What `why` concludes about this cgroup within a second and a half.
    func finding(_ kind: Diagnosis.Kind) throws -> Diagnosis.Finding? {
        usleep(500_000)
        var collector = try Collector()
        var options = Diagnosis.Options()
        options.readsSensors = false
        var session = Diagnosis.Session(&collector, windowNs: 1_500_000_000, options: options)
        while let pauseNs = session.look(&collector) { usleep(UInt32(pauseNs / 1000)) }
        return session.finish(&collector).findings.first {
            $0.kind == kind && $0.controlGroup.map { "\($0)" } == path
        }
    }
}

@Suite(
    "Why: real cgroups of others", .enabled(if: Capabilities.current.has(.cgroups)), .serialized)
struct CgroupWhyTests {
    @Test(
        "Killed processes at a limit of 64 MiB",
        .enabled(if: ShortCgroup.place("memory") != nil, "cgroups with a memory limit can be made"))
    func memory() throws {
        let cgroup = try ShortCgroup(
            "memory", v2: ["memory.max": "67108864"],
            v1: ["memory.limit_in_bytes": "67108864"],
            "while :; do dd if=/dev/zero of=/dev/null bs=100M count=1; done")
        let finding = try #require(try cgroup.finding(.memoryKill))
        #expect(finding.severity == .severe && finding.title.contains("limit of 64 MiB"))
        let file = cgroup.isV2 ? "memory.max" : "memory.limit_in_bytes"
        #expect(finding.limitFile == KernelName("\(cgroup.directory)/\(file)"))
        let names = finding.account?.culprits.compactMap { $0.process.name?.description } ?? []
        #expect(!names.isEmpty && names.allSatisfy { ["dd", "sh"].contains($0) }, "\(names)")
    }

    @Test(
        "Forks that fail at a limit of 4 tasks",
        .enabled(if: ShortCgroup.place("pids") != nil, "cgroups with a limit of tasks can be made"))
    func tasks() throws {
        let cgroup = try ShortCgroup(
            "pids", v2: ["pids.max": "4"], v1: ["pids.max": "4"],
            // The shell that cannot fork ends, and the one above it goes on.
            "sleep 100 & sleep 100 & while :; do (sleep 1; :); done")
        let finding = try #require(try cgroup.finding(.taskLimit))
        #expect(finding.limitFile == KernelName("\(cgroup.directory)/pids.max"))
        #expect(finding.severity == .severe && finding.title.contains("failed at the limit of 4"))
        #expect((finding.measured?.value ?? 0) >= 75 && finding.measured?.unit == .percent)
        let names = finding.account?.culprits.compactMap { $0.process.name?.description } ?? []
        #expect(names.contains("sleep"), "\(names)")
    }

    @Test(
        "A CPU quota of a fiftieth of a CPU",
        .enabled(if: ShortCgroup.place("cpu") != nil, "cgroups with a CPU quota can be made"))
    func cpu() throws {
        let cgroup = try ShortCgroup(
            "cpu", v2: ["cpu.max": "2000 100000"], v1: ["cpu.cfs_quota_us": "2000"],
            "while :; do :; done")
        let finding = try #require(try cgroup.finding(.quotaUsedUp))
        let file = cgroup.isV2 ? "cpu.max" : "cpu.cfs_quota_us"
        #expect(finding.limitFile == KernelName("\(cgroup.directory)/\(file)"))
        // Three hundredths of a second are few ticks, or none.
        let pid = cgroup.process.processIdentifier
        #expect(finding.account?.culprits.map(\.process.pid) ?? [pid] == [pid])
    }
}
