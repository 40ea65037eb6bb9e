import Foundation
import Testing

@testable import Probe

/// A control group of this machine that a test made, with a CPU quota; removed with the test.
private final class LiveGroup {
    let directory: String
    let path: String
    let isV2: Bool

    /// Where groups with a CPU quota can be made: the hierarchy's mount, or nil with the reason.
    static let place: (mount: String, isV2: Bool)? = {
        let manager = FileManager.default
        for mount in ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"]
        where manager.isWritableFile(atPath: mount + "/cgroup.procs") {
            return (mount, false)
        }
        let enabled = try? text(of: "/sys/fs/cgroup/cgroup.subtree_control")
        let isOpen = manager.isWritableFile(atPath: "/sys/fs/cgroup/cgroup.procs")
        return isOpen && enabled?.split(separator: " ").contains("cpu") == true
            ? ("/sys/fs/cgroup", true) : nil
    }()

    init(_ name: String) throws {
        let place = try #require(Self.place)
        isV2 = place.isV2
        path = "/probe-\(ProcessInfo.processInfo.processIdentifier)-\(name)"
        directory = place.mount + path
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false)
    }

    /// Milliseconds of CPU time in each 100.
    func limit(to milliseconds: Int) throws {
        try write(
            isV2 ? "cpu.max" : "cpu.cfs_quota_us",
            isV2 ? "\(milliseconds * 1000) 100000" : "\(milliseconds * 1000)")
    }

    func take(_ process: Process) throws {
        try write("cgroup.procs", "\(process.processIdentifier)")
    }

    private func write(_ file: String, _ text: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: directory + "/" + file))
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    func remove() {
        rmdir(directory)
    }

    deinit {
        remove()
    }
}

@Suite(
    "Real groups of this machine",
    .enabled(
        if: LiveGroup.place != nil && Capabilities.current.has(.quota),
        "groups with a CPU quota can be made here"),
    .serialized)
struct GroupTests {
    private func sleeper() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sleep", "600"]
        try process.run()
        return process
    }

    private func end(_ process: Process) {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    @Test("E32, E33: a limit that changes and a process that moves are in the next reading")
    func changes() throws {
        let (first, second) = (try LiveGroup("first"), try LiveGroup("second"))
        let process = try sleeper()
        defer { end(process) }
        var collector = try Collector()
        func limit() throws -> Limit<Double> {
            try collector.quota(of: .process(process.processIdentifier)).cpu.limit
        }
        try first.limit(to: 150)
        try second.limit(to: 30)
        try first.take(process)
        #expect(try limit().value == 1.5)
        #expect(try limit().level?.description.hasSuffix(first.path) == true)
        for milliseconds in [70, 20, 110] {
            try first.limit(to: milliseconds)
            #expect(try limit().value == Double(milliseconds) / 100)
        }
        try second.take(process)
        #expect(try limit().value == 0.3)
        #expect(try limit().level?.description.hasSuffix(second.path) == true)
        try first.take(process)
        #expect(try limit().value == 1.1)
    }

    @Test("E34: a limit that changes while it is read is the one or the other")
    func torn() throws {
        let group = try LiveGroup("torn")
        try group.limit(to: 50)
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        let (file, rest) = group.isV2 ? ("cpu.max", " 100000") : ("cpu.cfs_quota_us", "")
        writer.arguments = [
            "-c",
            "while :; do echo '50000\(rest)'; echo '1500000\(rest)'; done >\(group.directory)/\(file)",
        ]
        try writer.run()
        defer { end(writer) }
        var collector = try Collector()
        var seen: Set<Double?> = []
        for reading in 0..<100_000 where reading < 2000 || seen.count < 2 {
            seen.insert(try collector.quota(of: .cgroup(group.directory)).cpu.limit.value)
        }
        #expect(seen == [0.5, 15])
    }

    @Test("E31: a group that is removed is gone, and one made in its place is read")
    func removed() throws {
        let group = try LiveGroup("removed")
        try group.limit(to: 40)
        var collector = try Collector()
        let subject = QuotaSubject.cgroup(group.directory)
        #expect(try collector.quota(of: subject).cpu.limit.value == 0.4)
        #expect(try collector.quota(of: .cgroup(group.path)).cpu.limit.value == 0.4)
        #expect(try collector.quota(of: subject).cpu.limit.value == 0.4)
        group.remove()
        #expect(throws: ProbeError.self) { try collector.quota(of: subject) }
        let again = try LiveGroup("removed")
        try again.limit(to: 60)
        #expect(try collector.quota(of: subject).cpu.limit.value == 0.6)
    }

    @Test("E51: a process that is stopped is read, and one that ended is not there")
    func ended() throws {
        let group = try LiveGroup("ended")
        try group.limit(to: 50)
        let process = try sleeper()
        try group.take(process)
        var collector = try Collector()
        let subject = QuotaSubject.process(process.processIdentifier)
        kill(process.processIdentifier, SIGSTOP)
        #expect(try collector.quota(of: subject).cpu.limit.value == 0.5)
        kill(process.processIdentifier, SIGCONT)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        do {
            _ = try collector.quota(of: subject)
            Issue.record("it is not there any more")
        } catch {
            #expect(error.code == .notFound || error.code == .gone)
        }
    }

    @Test("A process has its own affinity and resource limits")
    func process() throws {
        let process = try sleeper()
        defer { end(process) }
        var collector = try Collector()
        let id = process.processIdentifier
        let quota = try collector.quota(of: .process(id))
        let list = try text(of: "/proc/\(id)/status").split(separator: "\n").first {
            $0.hasPrefix("Cpus_allowed:")
        }
        let bits = try #require(list).dropFirst(13).compactMap(\.hexDigitValue)
            .reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(try #require(quota.cpu.affinity) <= bits)
        // One CPU for the process alone, so that another process's affinity is another number.
        _ = try #require(output(of: "taskset", ["-cp", "0", "\(id)"]), "CPU 0 is not allowed here")
        #expect(try collector.quota(of: .process(id)).cpu.affinity == 1)
        let files = try text(of: "/proc/\(id)/limits").split(separator: "\n").first {
            $0.hasPrefix("Max open files")
        }
        let soft = try #require(files).split(separator: " ")[3]
        #expect(quota.rlimits.nofile?.soft.value.map { "\($0)" } ?? "unlimited" == soft)
        let own = try collector.quota()
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        #expect(own.rlimits.nofile?.soft.value == Int64(limit.rlim_cur))
    }
}
