import Foundation
import Probe
import Synchronization
import Testing

@testable import ProbeLive

/// A cgroup of version 2, made by a test, if this machine has a place for one.
private final class Cgroup: Sendable {
    let path: String

    static let mount: String? = {
        guard
            let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8),
            Capabilities.current.port == "linux"
        else { return nil }
        let points = text.split(separator: "\n").filter { $0.contains(" - cgroup2 ") }
            .compactMap { line in line.split(separator: " ").dropFirst(4).first.map(String.init) }
        return points.first { access($0 + "/cgroup.procs", W_OK) == 0 }
    }()

    init() throws {
        path = try #require(Self.mount) + "/probe-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
    }

    deinit { remove() }

    func remove() { rmdir(path) }

    func write(_ file: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(file)", atomically: false, encoding: .utf8)
    }

    /// Starts a command within the cgroup.
    func start(_ command: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "echo $$ >'\(path)/cgroup.procs' && exec \(command)"]
        try process.run()
        return process
    }

    /// Ends all processes in it. They were started by a thread of Swift that blocks signals, and block them,
    /// too.
    func end(_ processes: [Process]) {
        for process in processes { kill(process.processIdentifier, SIGKILL) }
    }
}

/// Whether the machine has triggers that this process may use.
private let hasTriggers =
    Capabilities.current.port == "linux" && access("/proc/pressure/cpu", R_OK | W_OK) == 0

@Suite("What the kernel reports", .timeLimit(.minutes(10)))
struct KernelEventsTests {
    /// The first element or failure of a sequence, and what follows it.
    private func outcome<Element>(
        _ events: KernelEvents<Element>
    ) async -> Result<Element?, WatchError> {
        var iterator = events.makeAsyncIterator()
        do throws(WatchError) {
            return .success(try await iterator.next())
        } catch {
            // After a failure there is nothing.
            #expect((try? await iterator.next()) == .some(nil))
            return .failure(error)
        }
    }

    private func failure<Element>(_ events: KernelEvents<Element>) async -> WatchError? {
        guard case .failure(let error) = await outcome(events) else { return nil }
        return error
    }

    @Test("Tasks that wait for a CPU are reported", .enabled(if: hasTriggers))
    func stalls() async throws {
        let isOver = Mutex(false)
        for _ in 0..<4 * ProcessInfo.processInfo.activeProcessorCount {
            Thread.detachNewThread { while !isOver.withLock({ $0 }) {} }
        }
        defer { isOver.withLock { $0 = true } }
        var times: [Int64] = []
        for try await stalls in Pressure.stalls(
            of: .cpu, atLeast: .milliseconds(100), in: .seconds(2))
        {
            times.append(try #require(stalls.some).totalNs)
            if times.count == 2 { break }
        }
        #expect(times.count == 2 && times[1] - times[0] >= 100_000_000)
    }

    @Test("A loop ends when its task is cancelled", .enabled(if: hasTriggers))
    func cancellation() async throws {
        // More than poll(2) gets on the stack.
        let tasks = (0..<40).map { _ in
            Task {
                var count = 0
                for try await _ in Pressure.stalls(
                    of: .memory, .full, atLeast: .seconds(2), in: .seconds(2))
                { count += 1 }
                return count
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        #expect(PollThread.shared.isRunning)
        for task in tasks { task.cancel() }
        for task in tasks { #expect(try await task.value == 0) }
        // A task that is cancelled before it begins.
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            for try await _ in Pressure.stalls(
                of: .memory, .full, atLeast: .seconds(2), in: .seconds(2))
            { return false }
            return true
        }
        #expect(try await task.value)
    }

    @Test("The cause of a refusal is in the first element", .enabled(if: hasTriggers))
    func refusals() async throws {
        func stalls(
            _ stall: Duration, _ window: Duration, of resource: PressureTrigger.Resource = .memory
        ) -> KernelEvents<Pressure.Stalls> {
            Pressure.stalls(of: resource, atLeast: stall, in: window)
        }
        let long = try #require(await failure(stalls(.seconds(1), .seconds(12))))
        #expect(long.error.code == .invalid && long.error.source == "/proc/pressure/memory")
        #expect(long.description.hasSuffix("the window has to be longer than 0, and at most 10 s"))
        let much = try #require(await failure(stalls(.seconds(3), .seconds(2))))
        #expect(much.reason == "the stall is longer than the window")
        let none = try #require(await failure(stalls(.zero, .seconds(2))))
        #expect(none.reason == "the stall has to be longer than 0")
        #expect(await failure(stalls(.seconds(-1), .seconds(-2))) != nil)
        let far = await failure(stalls(.seconds(Int64.max), .seconds(Int64.max)))
        #expect(far?.error.code == .invalid)
    }

    @Test("What is no cgroup, and a captured root, have no events")
    func nothing() async throws {
        let words = try #require(await failure(CgroupEvents.state(ofCgroup: "/tmp")))
        #expect(words.cgroup == "/tmp" || Capabilities.current.port != "linux")
        #expect(await failure(CgroupEvents.memory(ofCgroup: "/nothing/there")) != nil)
        #expect(await failure(CgroupEvents.memory(ofCgroup: "relative")) != nil)
        #expect(await failure(CgroupEvents.memory(ofCgroup: "/a\0b")) != nil)
        #expect(
            await failure(
                Pressure.stalls(of: .cpu, atLeast: .seconds(1), in: .seconds(2), root: "/nothing"))
                != nil || Capabilities.current.port != "linux")
        try await Root.with(["proc/pressure/cpu": "some avg10=0.00\n"]) { root in
            let captured = try #require(
                await failure(
                    Pressure.stalls(of: .cpu, atLeast: .seconds(1), in: .seconds(2), root: root)))
            #expect(captured.error.code == .unsupported)
            // Nothing was written into the file.
            let text = try String(contentsOfFile: root + "/proc/pressure/cpu", encoding: .utf8)
            #expect(text == "some avg10=0.00\n")
        }
        guard Capabilities.current.port == "linux" else { return }
        #expect(words.reason == "not a directory of cgroup v2")
        let absent = await failure(CgroupEvents.memory(ofCgroup: "/nothing/there"))
        #expect(absent?.reason == "no such cgroup")
    }

    @Test(
        "A cgroup's first process, its last, and its end",
        .enabled(if: Cgroup.mount != nil, "no cgroup of version 2 can be made here"))
    func life() async throws {
        let cgroup = try Cgroup()
        var states = CgroupEvents.state(ofCgroup: cgroup.path).makeAsyncIterator()
        #expect(try await states.next()?.isPopulated == false)
        let process = try cgroup.start("sleep 60")
        #expect(try await states.next()?.isPopulated == true)
        cgroup.end([process])
        #expect(try await states.next()?.isPopulated == false)
        var stalls = Pressure.stalls(
            of: .cpu, atLeast: .milliseconds(100), in: .seconds(2), cgroup: cgroup.path
        ).makeAsyncIterator()
        cgroup.remove()
        do throws(WatchError) {
            _ = try await states.next()
            Issue.record("the cgroup is gone")
        } catch {
            #expect(error.error.code == .gone && error.error.source == "cgroup.events")
            #expect(error.reason == "the cgroup was removed" && error.cgroup == cgroup.path)
        }
        #expect(try await states.next() == nil)
        do throws(WatchError) {
            _ = try await stalls.next()
            Issue.record("the cgroup is gone")
        } catch {
            #expect(error.error.code == .gone && error.error.source == "cpu.pressure")
        }
    }

    @Test(
        "A slow reader gets what happened meanwhile as one element, and no change twice",
        .enabled(if: Cgroup.mount != nil, "no cgroup of version 2 can be made here"))
    func slow() async throws {
        let cgroup = try Cgroup()
        var states = CgroupEvents.state(ofCgroup: cgroup.path).makeAsyncIterator()
        #expect(try await states.next()?.isFrozen == false)
        try cgroup.write("cgroup.freeze", "1")
        try cgroup.write("cgroup.freeze", "0")
        try cgroup.write("cgroup.freeze", "1")
        #expect(try await states.next()?.isFrozen == true)
        try cgroup.write("cgroup.freeze", "0")
        try cgroup.write("cgroup.freeze", "1")
        // Twice changed, and as it was: there is nothing to report.
        let path = cgroup.path
        let later = Task {
            try await Task.sleep(for: .milliseconds(300))
            try "0".write(
                toFile: path + "/cgroup.freeze", atomically: false, encoding: .utf8)
        }
        #expect(try await states.next()?.isFrozen == false)
        try await later.value
    }

    @Test(
        "Tasks of a cgroup that wait for a CPU are reported",
        .enabled(if: Cgroup.mount != nil, "no cgroup of version 2 can be made here"))
    func stallsOfCgroup() async throws {
        let cgroup = try Cgroup()
        let busy = try (0..<4).map { _ in
            try cgroup.start("taskset -c 0 sh -c 'while :; do :; done'")
        }
        var states = CgroupEvents.state(ofCgroup: cgroup.path).makeAsyncIterator()
        defer { cgroup.end(busy) }
        var count = 0
        for try await stalls in Pressure.stalls(
            of: .cpu, atLeast: .milliseconds(100), in: .seconds(2), cgroup: cgroup.path)
        {
            #expect(try #require(stalls.some).totalNs >= 100_000_000)
            count += 1
            break
        }
        #expect(count == 1)
        // The cgroup can be removed once all have ended.
        cgroup.end(busy)
        while try await states.next()?.isPopulated != false {}
    }

    @Test(
        "A program with a loop of its own polls the descriptor",
        .enabled(if: Cgroup.mount != nil, "no cgroup of version 2 can be made here"))
    func ownLoop() throws {
        let cgroup = try Cgroup()
        var collector = try Collector()
        let watch = try collector.watchState(ofCgroup: cgroup.path)
        #expect(try watch.read().isFrozen == false)
        var polled = pollfd(fd: watch.descriptor, events: Int16(POLLPRI), revents: 0)
        #expect(poll(&polled, 1, 0) == 0)
        try cgroup.write("cgroup.freeze", "1")
        #expect(poll(&polled, 1, 5000) == 1 && polled.revents & Int16(POLLPRI) != 0)
        #expect(try watch.read().isFrozen == true)
    }

    @Test("The thread ends with the last loop", .enabled(if: hasTriggers))
    func end() async throws {
        for _ in 0..<3 {
            var iterator: KernelEvents<Pressure.Stalls>.Iterator? =
                Pressure.stalls(
                    of: .memory, .full, atLeast: .seconds(2), in: .seconds(2)
                ).makeAsyncIterator()
            #expect(PollThread.shared.isRunning)
            _ = consume iterator
            iterator = nil
        }
        // Other tests of this process may have loops.
        var tries = 0
        while PollThread.shared.isRunning, tries < 600 {
            try await Task.sleep(for: .milliseconds(100))
            tries += 1
        }
        #expect(!PollThread.shared.isRunning)
    }
}
