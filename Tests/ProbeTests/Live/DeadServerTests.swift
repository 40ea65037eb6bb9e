import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// lxcfs, or another file system, lies over a file of the kernel's.
@Suite(
    "A file server over a kernel file", .serialized,
    .enabled(if: Capabilities.current.has(.cpu), "this build reads no kernel files"),
    .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
struct DeadServerTests {
    private static func helper(_ collector: borrowing Collector) -> Int32 {
        cpi_helper_pid(collector.storage)
    }

    /// The failures of a sample, without those that this machine has in any case.
    private static func failures(_ sample: Sample, _ path: String) -> [ProbeError] {
        failures(sample).filter { $0.source == path || $0.code == .stalled }
    }

    private static func failures(_ sample: Sample) -> [ProbeError] {
        let sections: [ProbeError?] = [
            sample.cpu.error, sample.load.error, sample.memory.error, sample.disk.error,
            sample.filesystem.error, sample.network.error, sample.io.error, sample.pressure.error,
            sample.quota.error,
        ]
        var all = sections.compactMap { $0 }
        all += sample.cpu.value?.failures ?? []
        all += sample.load.value?.failures ?? []
        all += sample.memory.value?.failures ?? []
        all += sample.network.value?.failures ?? []
        all += sample.pressure.value?.failures ?? []
        all += sample.quota.value?.failures ?? []
        return all
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = Date()
        try body()
        return Date().timeIntervalSince(start)
    }

    @Test(
        "A dead server costs its file alone, half a second once, and nothing when it is back",
        arguments: [
            "/proc/stat", "/proc/meminfo", "/proc/diskstats", "/proc/loadavg", "/proc/vmstat",
            "/proc/pressure/memory", "/sys/devices/system/cpu/online",
        ])
    func dead(path: String) {
        let finished = inOwnMounts {
            guard let server = HangingFile(at: path, answering: .nothing, deadline: 20) else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { server.end() }
            do {
                var collector = try Collector()
                var sample = Sample()
                let first = Self.seconds { sample = collector.sample() }
                #expect(first > 0.4 && first < 10)
                #expect(!Self.failures(sample, path).isEmpty)
                for failure in Self.failures(sample, path) {
                    #expect(failure.code == .stalled && failure.source == path)
                }
                let pid = Self.helper(collector)
                #expect(pid > 0 && kill(pid, 0) == 0 && waitpid(pid, nil, WNOHANG) == -1)
                // The blocked helper is not waited for, and no second one is started: the least of
                // some readings, since others run here.
                var least = Double.infinity
                for _ in 0..<5 where least >= 0.3 {
                    least = min(least, Self.seconds { sample = collector.sample() })
                    let again = Self.failures(sample, path)
                    #expect(!again.isEmpty)
                    #expect(again.allSatisfy { $0.code == .stalled && $0.source == path })
                    #expect(Self.helper(collector) == pid)
                }
                #expect(least < 0.3)
                // The blocked helper holds nothing of this process open but what blocks it.
                let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
                #expect(open.count <= 3)
                server.end()
                let end = Date().addingTimeInterval(10)
                while !Self.failures(sample, path).isEmpty || Self.helper(collector) != 0,
                    Date() < end
                {
                    usleep(20000)
                    sample = collector.sample()
                }
                #expect(Self.failures(sample, path).isEmpty)
                #expect(Self.helper(collector) == 0 && kill(pid, 0) == -1)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test("A file of another file system is read through one helper, anew for each sample")
    func healthy() throws {
        let tree = try Tree(["/stat": "cpu  1 2 3 4\ncpu0 1 2 3 4\n"])
        let file = tree.root + "/stat"
        @Sendable func write(_ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: [])
        }
        let finished = inOwnMounts {
            guard mount(file, "/proc/stat", nil, UInt(MS_BIND), nil) == 0 else {
                Issue.record("the file could not be mounted")
                return
            }
            do {
                var pid: Int32 = 0
                do {
                    var collector = try Collector()
                    #expect(try collector.cpu().userNs == 10_000_000)
                    pid = Self.helper(collector)
                    #expect(pid > 0)
                    try write("cpu  7 2 3 4\ncpu0 7 2 3 4\n")
                    #expect(try collector.cpu().userNs == 70_000_000)
                    #expect(Self.helper(collector) == pid)
                    // One that was killed is replaced.
                    #expect(kill(pid, SIGKILL) == 0)
                    #expect(try collector.cpu().userNs == 70_000_000)
                    #expect(Self.helper(collector) != pid)
                    pid = Self.helper(collector)
                    // More than the helper reads at once.
                    let rows = (0..<2000).map { "cpu\($0) 1 2 3 4 5 6 7 8 9 10\n" }.joined()
                    try write("cpu  1 2 3 4\n" + rows + rows)
                    #expect(try collector.cpu().cpus.count == 4000)
                    // More than any kernel prints.
                    let long = String(repeating: "intr 1\n", count: 800_000)
                    try write("cpu  1 2 3 4\n" + long)
                    let cpu = try collector.cpu()
                    #expect(cpu.userNs == nil && cpu.online != nil)
                    #expect(cpu.failures.map(\.source) == ["/proc/stat"])
                }
                #expect(kill(pid, 0) == -1 && errno == ESRCH)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
        withExtendedLifetime(tree) {}
    }

    @Test("A FIFO over a kernel file is a failure, not a wait")
    func fifo() throws {
        let tree = try Tree(["/x": ""])
        let file = tree.root + "/fifo"
        #expect(mkfifo(file, 0o600) == 0)
        let finished = inOwnMounts {
            guard mount(file, "/proc/meminfo", nil, UInt(MS_BIND), nil) == 0 else {
                Issue.record("the file could not be mounted")
                return
            }
            do {
                var collector = try Collector()
                var code: ProbeError.Code?
                let took = Self.seconds {
                    code = collector.sample().memory.value?.failures.first?.code
                }
                #expect(code == .malformed && took < 10)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test(
        "A dead server over a file of one process costs that file alone",
        arguments: ["cmdline", "status", "io", "stat"])
    func deadProcess(file: String) throws {
        var child = cpi_child()
        try #require(cpi_child_start(&child))
        defer { cpi_child_end(&child, nil) }
        let pid = child.pid
        let finished = inOwnMounts {
            let path = "/proc/\(pid)/\(file)"
            guard let server = HangingFile(at: path, answering: .nothing, deadline: 20) else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { server.end() }
            do {
                var collector = try Collector()
                var table = ProcessTable()
                let details: ProcessDetails = [.status, .io, .commandLine]
                let first = try Self.seconds { table = try collector.processes(details) }
                #expect(first < 10)
                let stalled = table.processes.filter { $0.failure?.code == .stalled }
                #expect(stalled.map(\.pid) == [pid])
                #expect(stalled.first?.failure?.source == "/proc/PID/\(file)")
                let again = try collector.processes(details)
                #expect(again.processes.contains { $0.pid == getpid() && $0.failure == nil })
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test("A dead server in the root of a process does not delay the files of the kernel")
    func deadRoot() throws {
        let tree = try Tree(["/stat": "cpu  1 2 3 4\ncpu0 1 2 3 4\n"])
        let file = tree.root + "/stat"
        let finished = inOwnMounts {
            // The process that is read has the mounts of this thread.
            var child = cpi_child()
            guard cpi_child_start(&child) else {
                Issue.record("no process could be started")
                return
            }
            defer { cpi_child_end(&child, nil) }
            guard mount(file, "/proc/stat", nil, UInt(MS_BIND), nil) == 0,
                let server = HangingFile(at: "/etc/passwd", answering: .nothing, deadline: 20)
            else {
                Issue.record("the files could not be mounted")
                return
            }
            defer { server.end() }
            do {
                var collector = try Collector()
                let user = try collector.user(of: child.pid)
                let failure = user.failures.first
                #expect(user.name == nil && failure?.code == .stalled)
                #expect(failure?.source == "/proc/PID/root/etc/passwd")
                #expect(try collector.cpu().userNs == 10_000_000)
                #expect(Self.helper(collector) > 0)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
        withExtendedLifetime(tree) {}
    }

    @Test("A FIFO over a file of a process is a failure, not a wait")
    func fifoOfProcess() throws {
        let tree = try Tree(["/x": ""])
        let file = tree.root + "/fifo"
        #expect(mkfifo(file, 0o600) == 0)
        var child = cpi_child()
        try #require(cpi_child_start(&child))
        defer { cpi_child_end(&child, nil) }
        let pid = child.pid
        let finished = inOwnMounts {
            guard mount(file, "/proc/\(pid)/cmdline", nil, UInt(MS_BIND), nil) == 0 else {
                Issue.record("the file could not be mounted")
                return
            }
            do {
                var collector = try Collector()
                let process = try collector.process(pid, [.commandLine])
                #expect(process.failure?.code == .malformed)
                #expect(process.failure?.source == "/proc/PID/cmdline")
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test(
        "A mount of the kernel's own files is the kernel's",
        .enabled(if: access("/proc/pressure", F_OK) == 0, "this kernel measures no pressure"))
    func bound() throws {
        let finished = inOwnMounts {
            // As container runtimes do with /proc/sys.
            guard mount("/proc/pressure", "/proc/pressure", nil, UInt(MS_BIND), nil) == 0 else {
                Issue.record("/proc/pressure could not be mounted")
                return
            }
            do {
                var collector = try Collector()
                #expect(try collector.pressure().memory.some != nil)
                #expect(Self.helper(collector) == 0)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }
}

@Suite("The first process of a pid namespace")
struct NestedProcessTests {
    @Test(
        "Its child that is the first of another namespace is not taken for it",
        .enabled(if: getuid() == 0, "it takes root to make a pid namespace"),
        .enabled(if: Capabilities.current.has(.process), "this build reads no processes"))
    func nested() {
        #expect(cpi_nested_first_process() == 0)
    }
}
