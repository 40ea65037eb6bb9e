import CProbeInternals
import Foundation
import Synchronization
import Testing

@testable import Probe

@Suite("Nothing leads outside the root", .needsLinux)
struct ConfinementTests {
    func error(_ tree: Tree) -> ProbeError? {
        guard case .failure(let error) = memory(tree) else { return nil }
        return error
    }

    func memory(_ tree: Tree) -> Result<Memory, ProbeError> {
        do throws(ProbeError) {
            var collector = try Collector(root: tree.root)
            return .success(try collector.memory())
        } catch {
            return .failure(error)
        }
    }

    @Test("An absolute link begins at the root, and a climbing one stays in it")
    func links() throws {
        let text = "MemTotal: 7 kB\n"
        for target in ["/data/meminfo", "../../../../../../../data/meminfo", "../data/meminfo"] {
            let tree = try Tree(["/data/meminfo": text])
            try tree.link("/proc/meminfo", to: target)
            #expect(try memory(tree).get().totalBytes == 7168, "\(target)")
        }
    }

    @Test("A link to a good file outside the root finds nothing")
    func outside() throws {
        let outside = try Tree(["/meminfo": "MemTotal: 7 kB\n"])
        let file = outside.root + "/meminfo"
        #expect(try text(of: file) == "MemTotal: 7 kB\n")
        for target in [file, String(repeating: "../", count: 40) + file.dropFirst()] {
            let tree = try Tree()
            try tree.link("/proc/meminfo", to: target)
            #expect(error(tree)?.code == .notFound, "\(target)")
        }
    }

    @Test("A loop of links ends")
    func loop() throws {
        let tree = try Tree()
        try tree.link("/proc/meminfo", to: "meminfo")
        #expect(error(tree)?.systemError == ELOOP)
    }

    @Test("A FIFO and a directory are failures, not waits")
    func kinds() throws {
        let tree = try Tree(["/proc/x": ""])
        let fifo = tree.root + "/proc/meminfo"
        try #require(mkfifo(fifo, 0o600) == 0)
        // With a good text in it, which a read of the FIFO would find.
        let end = open(fifo, O_RDWR | O_CLOEXEC)
        defer { close(end) }
        try #require(write(end, "MemTotal: 7 kB\n", 15) == 15)
        #expect(error(tree)?.code == .malformed && error(tree)?.source == "/proc/meminfo")
        let folder = try Tree(["/proc/meminfo/x": ""])
        #expect(error(folder)?.code == .malformed && error(folder)?.source == "/proc/meminfo")
    }

    @Test("An empty root fails each section but the quota, and says what it missed")
    func empty() throws {
        let tree = try Tree()
        var collector = try Collector(root: tree.root)
        let sample = collector.sample()
        #expect(sample.cpu.error?.code == .notFound)
        #expect(sample.load.error?.code == .notFound)
        #expect(sample.memory.error?.source == "/proc/meminfo")
        #expect(sample.quota.value != nil)
    }

    @Test("A root of random bytes fails or answers, and never crashes")
    func random() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let tree = try Tree()
            for file in [
                "/proc/stat", "/proc/meminfo", "/proc/vmstat", "/proc/loadavg", "/proc/uptime",
                "/proc/self/cgroup", "/proc/self/mountinfo", "/sys/devices/system/cpu/online",
            ] {
                let bytes = (0..<Int.random(in: 0...9000, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                try tree.write(file, bytes)
            }
            var collector = try Collector(root: tree.root)
            let sample = collector.sample()
            #expect(sample.memory.error?.code == .malformed)
            #expect(sample.cpu.error?.code == .malformed)
        }
    }

    @Test("A root that is not there, or is a file, is an error in plain words")
    func badRoot() throws {
        #expect(throws: ProbeError.self) { _ = try Collector(root: "/nowhere/at/all") }
        #expect(throws: ProbeError.self) { _ = try Collector(root: "") }
        let tree = try Tree(["/file": "x"])
        #expect(throws: ProbeError.self) { _ = try Collector(root: tree.root + "/file") }
    }

    @Test("A root given relative to the working directory is the same root")
    func relative() throws {
        let tree = try Tree(["/proc/meminfo": "MemTotal: 7 kB\n"])
        let climb = String(repeating: "../", count: 40)
        var collector = try Collector(root: climb + tree.root.dropFirst())
        #expect(try collector.memory().totalBytes == 7168)
    }

    /// The text of a file opened beneath the root, by openat2 or by walking.
    func read(_ tree: Tree, _ path: String, byWalking walks: Bool) -> String? {
        var descriptor: Int32 = -1
        guard cpi_open_beneath(tree.root, walks, path, &descriptor) else { return nil }
        return String(
            decoding: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
                .readDataToEndOfFile(), as: UTF8.self)
    }

    @Test(
        "The walk finds what openat2 finds, and refuses what it refuses", arguments: [false, true])
    func walk(byWalking: Bool) throws {
        let tree = try Tree(["/a/b/file": "inside", "/etc/hostname": "captured", "/top": "top"])
        try tree.link("/absolute", to: "/a/b/file")
        try tree.link("/climbing", to: "../../../../a/./b//file")
        try tree.link("/folder", to: "a/b")
        try tree.link("/hostname", to: "/../../etc/hostname")
        try tree.link("/loop", to: "loop")
        try tree.link("/long", to: "a/b/../../a/b/../../a/b/file")
        try tree.link("/self", to: "/proc/self/root")
        func text(_ path: String) -> String? { read(tree, path, byWalking: byWalking) }
        #expect(text("/a/b/file") == "inside")
        #expect(text("/absolute") == "inside")
        #expect(text("/climbing") == "inside")
        #expect(text("/folder/file") == "inside")
        #expect(text("/folder/../../top") == "top")
        #expect(text("/../../../top") == "top")
        #expect(text("/hostname") == "captured")
        #expect(text("/long") == "inside")
        #expect(text("/loop") == nil)
        #expect(text("/self/etc/hostname") == nil)
        #expect(text("/a/b") == nil)
        #expect(text("/a/b/file/x") == nil)
        #expect(text("/nothing") == nil)
    }

    @Test(
        "A directory that is renamed out of the root leads nowhere", .timeLimit(.minutes(10)),
        arguments: [false, true])
    func renamed(byWalking: Bool) throws {
        let tree = try Tree([
            "/root/a/b/file": "inside", "/root/x/file": "inside", "/out/q/file": "outside",
            "/x/file": "outside", "/out/x/file": "outside",
        ])
        let root = tree.root + "/root"
        let outside = tree.root + "/out/q/b"
        for (link, target) in [("up", "../../x/file"), ("up3", "../../../x/file")] {
            try tree.link("/root/a/b/\(link)", to: target)
        }
        let isOver = Mutex(false)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while !isOver.withLock({ $0 }) {
                rename(root + "/a/b", outside)
                rename(outside, root + "/a/b")
            }
            done.signal()
        }
        var found = 0
        for round in 0..<20000 {
            var descriptor: Int32 = -1
            let path = round % 2 == 0 ? "/a/b/up" : "/a/b/up3"
            guard cpi_open_beneath(root, byWalking, path, &descriptor) else { continue }
            var byte: UInt8 = 0
            #expect(pread(descriptor, &byte, 1, 0) == 1)
            close(descriptor)
            found += 1
            guard byte == UInt8(ascii: "i") else {
                Issue.record("a file outside of the root was read")
                break
            }
        }
        isOver.withLock { $0 = true }
        done.wait()
        #expect(found > 0)
    }

    @Test("More components than a walk holds open are an error", arguments: [false, true])
    func deep(byWalking: Bool) throws {
        let path = String(repeating: "/d", count: 40) + "/file"
        let tree = try Tree([path: "deep"])
        #expect(read(tree, path, byWalking: byWalking) == (byWalking ? nil : "deep"))
        let climbing = String(repeating: "/d/..", count: 60) + "/d" + "/../file"
        try tree.write("/file", "top")
        #expect(read(tree, climbing, byWalking: byWalking) == "top")
    }
}
