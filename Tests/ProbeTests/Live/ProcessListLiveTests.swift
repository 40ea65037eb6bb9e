import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// The code of the error that is thrown; nil if none is.
private func code(_ body: () throws -> Void) -> ProbeError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? ProbeError)?.code
    }
}

/// The lists of running processes, beside the kernel's files read by hand.
@Suite("Lists of one process, live", .needsLinux)
struct ProcessListLiveTests {
    /// A file of a process. Foundation reads only the beginning of a file whose size is 0.
    private func text(_ pid: Int32, _ file: String) throws -> String {
        let descriptor = open("/proc/\(pid)/\(file)", O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &part, part.count)
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }

    /// A child that runs a program of its own: what a child shares with the test changes with the test.
    private func sleeper(_ collector: inout Collector) throws -> Child {
        let child = try Child()
        try child.does(CPI_RUN, 0, Array("exec sleep 60".utf8))
        for _ in 0..<500 {
            if try collector.process(child.pid, []).name == "sleep" { break }
            usleep(10_000)
        }
        usleep(50_000)
        return child
    }

    /// The line of maps that has this mapping.
    private func line(_ mapping: MemoryMapping) -> String {
        func digits(_ number: UInt64, _ count: Int) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let path = mapping.path.map { "\($0)" + (mapping.isDeleted ? " (deleted)" : "") } ?? ""
        return [
            "\(digits(mapping.startAddress, 8))-\(digits(mapping.endAddress, 8))",
            mapping.permissions, digits(UInt64(mapping.fileOffsetBytes ?? -1), 8),
            "\(digits(UInt64(mapping.deviceMajor), 2)):\(digits(UInt64(mapping.deviceMinor), 2))",
            "\(mapping.inode)", path,
        ].joined(separator: " ")
    }

    /// The lines of maps, with a single blank where the kernel pads.
    private func lines(_ maps: String) -> [String] {
        maps.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let path = parts.count > 5 ? parts[5].drop { $0 == " " } : ""
            return parts.prefix(5).joined(separator: " ") + " \(path)"
        }
    }

    @Test("Mappings are those of the kernel's text, and their memory adds up to the whole")
    func mappings() throws {
        var collector = try Collector()
        let child = try sleeper(&collector)
        let maps = try text(child.pid, "maps")
        let read = try collector.memoryMappings(of: child.pid)
        #expect(read.mappings.map(line) == lines(maps))
        #expect(read.failures.isEmpty && read.mappings.allSatisfy { $0.memory == nil })
        #expect(read.identity == (try collector.process(child.pid, []).identity))
        let whole = try collector.memory(of: child.pid)
        let figures = try collector.memoryMappings(of: child.pid, includingMemory: true)
        #expect(figures.mappings.map(line) == lines(maps))
        let resident = figures.mappings.compactMap { $0.memory?.rssBytes }
        #expect(resident.count == figures.mappings.count)
        #expect(resident.reduce(0, +) == whole.rssBytes && whole.rssBytes! > 100_000)
        #expect(
            figures.mappings.compactMap { $0.memory?.privateDirtyBytes }.reduce(0, +)
                == whole.privateDirtyBytes)
        let pageBytes = Int64(sysconf(Int32(_SC_PAGESIZE)))
        #expect(
            figures.mappings.allSatisfy { $0.pageBytes == pageBytes || $0.path == "[vsyscall]" })
        #expect(figures.mappings.allSatisfy { $0.kernelFlags != nil })
    }

    @Test("Memory has every key that the kernel prints")
    func memory() throws {
        var collector = try Collector()
        let child = try sleeper(&collector)
        // The proportional size changes when another process maps the same library, or ends.
        for last in [false, false, false, true] {
            let memory = try collector.memory(of: child.pid)
            var printed: [String: Int64] = [:]
            for line in try text(child.pid, "smaps_rollup").split(separator: "\n").dropFirst() {
                let words = line.split(separator: " ")
                printed[String(words[0])] = Int64(words[1])! * 1024
            }
            var read: [String: Int64] = [:]
            memory.forEachField { field, value in
                if case .integer(let number) = value { read[field.key.description] = number }
            }
            let snapshot = try collector.process(child.pid, .proportional)
            guard last || (read == printed && snapshot.proportionalBytes == memory.pssBytes) else {
                usleep(200_000)
                continue
            }
            #expect(read == printed && memory.failures.isEmpty)
            #expect(snapshot.proportionalBytes == memory.pssBytes)
            #expect(snapshot.uniqueBytes == memory.uniqueBytes)
            #expect(memory.identity == snapshot.identity)
            return
        }
    }

    @Test("Open files: kind, path, position and flags of each")
    func files() throws {
        let folder = NSTemporaryDirectory() + "probe-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("0123456789".utf8).write(to: URL(fileURLWithPath: folder + "/a b\nc"))
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/gone"))
        var pipes: [Int32] = [0, 0]
        #expect(pipe(&pipes) == 0)
        let opened: [Int32] = [
            open(folder + "/a b\nc", O_RDWR | O_APPEND), open(folder + "/gone", O_RDONLY),
            open(folder, O_RDONLY | O_DIRECTORY), open("/dev/null", O_WRONLY),
            socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0), pipes[0], pipes[1],
            open("/proc/self/ns/uts", O_RDONLY),
        ]
        defer { for descriptor in opened { close(descriptor) } }
        #expect(opened.allSatisfy { $0 >= 0 } && unlink(folder + "/gone") == 0)
        #expect(lseek(opened[0], 7, SEEK_SET) == 7)
        var collector = try Collector()
        let read = try collector.openFiles(of: nil)
        #expect(read.failures.isEmpty)
        #expect(read.files.map { $0.descriptor } == read.files.map { $0.descriptor }.sorted())
        let files = try opened.map { wanted in
            try #require(read.files.first { $0.descriptor == wanted })
        }
        #expect(
            files.map { $0.kind } == [
                .file, .file, .directory, .characterDevice, .socket, .pipe, .pipe, .namespace,
            ])
        #expect(files.map { $0.accessMode } == ["rw", "r", "r", "w", "rw", "r", "w", "r"])
        #expect(files[0].path == folder + "/a b\nc" && files[0].position == 7)
        #expect(files[0].fileBytes == 10 && files[0].flags! & UInt32(O_APPEND) != 0)
        #expect(files[1].path == folder + "/gone" && files[1].isDeleted && !files[0].isDeleted)
        #expect(files[2].path == folder && files[3].path == "/dev/null")
        #expect(files[3].deviceMajor == 1 && files[3].deviceMinor == 3)
        #expect(files[5].path == "pipe:[\(files[5].inode!)]" && files[5].inode == files[6].inode)
        #expect(files.allSatisfy { $0.failure == nil && $0.mountId != nil })
        var status = stat()
        #expect(fstat(opened[0], &status) == 0 && files[0].inode == UInt64(status.st_ino))
    }

    @Test("The mounts are those of mountinfo, whatever the capacity")
    func mounts() throws {
        var collector = try Collector()
        let mounts = try collector.mounts(of: nil)
        let lines = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: " ") }
        #expect(mounts.failures.isEmpty && mounts.identity?.pid == getpid())
        #expect(mounts.mounts.map { "\($0.id)" } == lines.map { String($0[0]) })
        #expect(mounts.mounts.map { "\($0.parentId)" } == lines.map { String($0[1]) })
        #expect(mounts.mounts.map { $0.options.description } == lines.map { String($0[5]) })
    }

    @Test("The environment is that of the start of the program, byte for byte")
    func environment() throws {
        let child = try Child()
        let command = "exec env -i A=1 EMPTY= 'B=x y' \"C=$(printf '\\377')\" sleep 60"
        try child.does(CPI_RUN, 0, Array(command.utf8))
        var collector = try Collector()
        var read = ProcessEnvironment()
        // The shell executes env, and env the program.
        for _ in 0..<500 {
            read = (try? collector.environment(of: child.pid)) ?? read  // Gone while it executes.
            if read.variables.count == 4 { break }
            usleep(10_000)
        }
        #expect(read.variables.map { $0.name } == ["A", "EMPTY", "B", "C"].map { KernelName($0) })
        #expect(read["A"] == "1" && read["EMPTY"]?.bytes == [] && read["B"] == "x y")
        #expect(read["C"]?.bytes == [0xff] && !read.isCut)
        #expect(read.identity?.pid == child.pid)
    }

    @Test("The user has the name of /etc/passwd below the process's root")
    func user() throws {
        var collector = try Collector()
        let child = try Child()
        let user = try collector.user(of: child.pid)
        #expect(user.uid == getuid() && user.innerUid == getuid() && user.failures.isEmpty)
        #expect(user.name == (try collector.userNames()[getuid()]))
        let file = try String(contentsOfFile: "/etc/group", encoding: .utf8)
        let groups = file.split(separator: "\n").map { $0.split(separator: ":") }
        let group = groups.first { $0.count > 2 && $0[2] == "\(getgid())" }
        #expect(user.gid == getgid() && user.innerGid == getgid())
        #expect(user.groupName?.description == group.map { "\($0[0])" })
        let tree = try Tree()
        var captured = try Collector(root: tree.root)
        #expect(code { _ = try captured.user(of: 1) } != nil)
    }

    @Test("A process without memory has no mapping; one that is not there is an error")
    func without() throws {
        var collector = try Collector()
        let child = try Child()
        try child.does(CPI_EXIT)
        #expect(try collector.memoryMappings(of: child.pid).mappings.isEmpty)
        #expect(try collector.memory(of: child.pid).rssBytes == nil)
        #expect(try collector.environment(of: child.pid).variables.isEmpty)
        #expect(try collector.openFiles(of: child.pid).files.isEmpty)
        #expect(try collector.gpuClients(of: child.pid).clients.isEmpty)
        child.end()
        #expect(code { _ = try collector.memory(of: child.pid) } != nil)
        #expect(code { _ = try collector.openFiles(of: 0) } != nil)
        #expect(code { _ = try collector.memoryMappings(of: -1) } != nil)
        let busy = try Child()
        try busy.does(CPI_THREAD, 1, Array("t".utf8))
        let thread = try #require(
            try collector.threads(of: busy.pid).processes.first { $0.pid != busy.pid })
        #expect(code { _ = try collector.openFiles(of: thread.pid) } == .notFound)
    }

    @Test("A process whose main thread ended is read through a living one")
    func leader() throws {
        let child = try Child()
        try child.send(CPI_LEAVE, 1_000_000, rounds: 0, Array("t".utf8))
        var collector = try Collector()
        var hasEnded = false
        for _ in 0..<500 where !hasEnded {
            hasEnded = try collector.process(child.pid, []).isMainThreadEnded == true
            usleep(10_000)
        }
        #expect(hasEnded)
        #expect(try collector.memory(of: child.pid).rssBytes! > 1_000_000)
        #expect(try collector.openFiles(of: child.pid).files.count >= 2)
        #expect(try collector.memoryMappings(of: child.pid).mappings.count > 5)
        #expect(try collector.openFiles(of: child.pid).identity?.pid == child.pid)
    }
}

/// Invented captured roots.
@Suite("Lists of one process in a captured root", .needsLinux)
struct ProcessListCaseTests {
    static let stat =
        "7 (a) S 1 7 7 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 1 0 4321 4096 1 18446744073709551615 "
        + "1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"

    private func tree() throws -> Tree {
        let tree = try Tree([
            "/proc/7/stat": Self.stat,
            "/proc/sys/kernel/random/boot_id": "4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e\n",
            "/proc/7/maps": ProcessListTests.maps, "/proc/7/smaps": ProcessListTests.smaps,
            "/proc/7/smaps_rollup": ProcessListTests.rollup, "/proc/7/environ": "A=1\0B=2",
            "/proc/7/fdinfo/0": ProcessListTests.common, "/proc/7/fdinfo/3": ProcessListTests.xe,
            "/proc/7/fdinfo/10": "pos:\tx\nflags:\t00\nmnt_id:\t1\n",
            "/proc/7/mountinfo":
                "812 701 0:58 / / rw,relatime master:320 - overlay overlay rw,lowerdir=/a\n"
                + "bad\n"
                + "813 812 254:0 /var/lib/x /data\\040dir ro,noatime - ext4 /dev/vda rw\n"
                + "814 812 0:60 / /run rw shared:7 propagate_from:3 unbindable - tmpfs tmpfs rw\n",
        ])
        try tree.makeFolder("/proc/7/fd")
        try tree.link("/proc/7/fd/0", to: "/dev/null")
        try tree.link("/proc/7/fd/10", to: "/etc/passwd (deleted)")
        try tree.link("/proc/7/fd/3", to: "/dev/dri/renderD128")
        try tree.link("/proc/7/fd/4", to: "socket:[99]")
        return tree
    }

    @Test("All lists of a captured process, and their JSON")
    func captured() throws {
        let tree = try tree()
        var collector = try Collector(root: tree.root)
        let files = try collector.openFiles(of: 7)
        #expect(files.files.map { $0.descriptor } == [0, 3, 4, 10] && files.failures.isEmpty)
        #expect(files.files.map { $0.kind } == [nil, nil, .socket, nil])
        #expect(files.files[0].path == "/dev/null" && files.files[0].inode == 685)
        #expect(files.files[2].inode == 99 && files.files[2].position == nil)
        #expect(files.files[2].failure == nil && files.files[0].fileBytes == nil)
        #expect(files.files[3].isDeleted && files.files[3].path == "/etc/passwd")
        #expect(files.files[3].failure?.code == .malformed && files.files[3].mountId == 1)
        #expect(files.identity?.startTicks == 4321)
        let mappings = try collector.memoryMappings(of: 7)
        #expect(mappings.mappings.count == 7 && mappings.identity == files.identity)
        let figures = try collector.memoryMappings(of: 7, includingMemory: true)
        #expect(figures.mappings.map { $0.memory?.rssBytes } == [8192, 2_097_152])
        let memory = try collector.memory(of: 7)
        #expect(memory.pssAnonymousBytes == Int64(360_448))
        let environment = try collector.environment(of: 7)
        #expect(environment["B"] == "2" && environment.isCut)
        let mounts = try collector.mounts(of: 7)
        #expect(mounts.identity == files.identity)
        #expect(mounts.mounts.map { $0.id } == [812, 813, 814])
        #expect(mounts.failures.map { $0.line } == [2])
        #expect(mounts.failures.first?.source == "/proc/PID/mountinfo")
        #expect(mounts.mounts[0].type == "overlay")
        #expect(mounts.mounts[0].superOptions == "rw,lowerdir=/a")
        #expect(mounts.mounts[1].mountPoint == "/data dir" && mounts.mounts[1].root == "/var/lib/x")
        #expect(mounts.mounts.map { $0.masterGroup } == [320, nil, nil])
        #expect(mounts.mounts.map { $0.peerGroup } == [nil, nil, 7])
        #expect(mounts.mounts.map { $0.isUnbindable } == [false, false, true])
        #expect(mounts.mounts.map { $0.isReadOnly } == [false, true, false])
        #expect(mounts.mounts[1].deviceMajor == 254 && mounts.mounts[1].parentId == 812)
        let gpu = try collector.gpuClients(of: 7)
        #expect(gpu.clients.map { $0.driver } == ["xe"] && gpu.clients[0].descriptor == 3)
        func again<Value: Codable & Equatable>(_ value: Value) throws {
            let coded = try JSONEncoder().encode(value)
            #expect(try JSONDecoder().decode(Value.self, from: coded) == value)
        }
        try again(files)
        try again(mappings)
        try again(figures)
        try again(memory)
        try again(environment)
        try again(mounts)
        try again(gpu)
    }

    @Test("A captured root may lack what identifies a process, and each file")
    func lacking() throws {
        let tree = try Tree(["/proc/7/maps": ProcessListTests.maps])
        var collector = try Collector(root: tree.root)
        let read = try collector.memoryMappings(of: 7)
        #expect(read.mappings.count == 7 && read.identity == nil)
        for found in [
            code { _ = try collector.openFiles(of: 7) },
            code { _ = try collector.memory(of: 7) },
            code { _ = try collector.environment(of: 7) },
            code { _ = try collector.mounts(of: 7) },
            code { _ = try collector.gpuClients(of: 7) },
            code { _ = try collector.memoryMappings(of: 8) },
        ] {
            #expect(found == .notFound)
        }
    }

}
