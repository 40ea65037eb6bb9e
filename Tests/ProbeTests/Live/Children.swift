import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// A process that performs the requests of a test; killed with the test.
final class Child {
    private var child = cpi_child()
    let pid: Int32
    private var hasEnded = false

    init() throws {
        try #require(cpi_child_start(&child), "a child cannot be started")
        pid = child.pid
    }

    /// Has it do something, and returns when it is done.
    func does(_ deed: cpi_deed, _ amount: Int64 = 0, rounds: Int64 = 0, _ text: [UInt8] = [])
        throws
    {
        try send(deed, amount, rounds: rounds, text)
        try answers(deed)
    }

    func send(_ deed: cpi_deed, _ amount: Int64, rounds: Int64, _ text: [UInt8] = []) throws {
        let bytes = text.map { CChar(bitPattern: $0) } + [0]
        try #require(cpi_child_send(&child, deed, UInt64(amount), UInt64(rounds), bytes))
    }

    func answers(_ deed: cpi_deed) throws {
        try #require(cpi_child_answers(&child, deed), "it did not perform the request")
    }

    /// Ends it and gives the CPU time of its life.
    @discardableResult func end() -> Int64? {
        var cpu: UInt64 = 0
        guard !hasEnded else { return nil }
        hasEnded = true
        return cpi_child_end(&child, &cpu) ? Int64(cpu) : nil
    }

    /// Its CPU time by the kernel's clock of it.
    func cpuNs() throws -> Int64 {
        var clock = clockid_t()
        var time = timespec()
        try #require(clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &time) == 0)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    deinit { end() }
}

/// What the kernel's files say of a process, read by hand.
struct KernelView: Equatable {
    var name: [UInt8] = []
    /// From the state on: the third number of proc_pid_stat(5) is the first here.
    var stat: [String] = []
    var status: [String: String] = [:]
    var io: [String: String] = [:]
    var rollup: [String: String] = [:]
    var commandLine: [UInt8] = []
    var groups: [String] = []
    var descriptors = 0

    init(_ pid: Int32) throws {
        let folder = "/proc/\(pid)/"
        func bytes(_ file: String) -> [UInt8]? {
            FileManager.default.contents(atPath: folder + file).map { [UInt8]($0) }
        }
        func keyed(_ file: String) -> [String: String] {
            let lines = String(decoding: bytes(file) ?? [], as: UTF8.self).split(separator: "\n")
            return Dictionary(
                lines.compactMap { line in
                    let parts = line.split(separator: ":", maxSplits: 1)
                    return parts.count == 2
                        ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
                }, uniquingKeysWith: { first, _ in first })
        }
        let stat = try #require(bytes("stat"))
        let open = try #require(stat.firstIndex(of: UInt8(ascii: "(")))
        let close = try #require(stat.lastIndex(of: UInt8(ascii: ")")))
        name = Array(stat[(open + 1)..<close])
        self.stat = String(decoding: stat[(close + 2)...], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).map(String.init)
        status = keyed("status")
        io = keyed("io")
        rollup = keyed("smaps_rollup")
        commandLine = bytes("cmdline") ?? []
        groups = String(decoding: bytes("cgroup") ?? [], as: UTF8.self).split(separator: "\n").map {
            String($0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)[2])
        }
        descriptors =
            (try? FileManager.default.contentsOfDirectory(atPath: folder + "fd").count) ?? -1
    }

    /// A number of stat, by its place in proc_pid_stat(5).
    func number(_ place: Int) -> Int64? { Int64(stat[place - 3]) }

    /// A line of status or smaps_rollup in kB, as bytes.
    static func bytes(_ lines: [String: String], _ key: String) -> Int64? {
        lines[key].flatMap { Int64($0.split(separator: " ")[0]) }.map { $0 << 10 }
    }

    func id(_ key: String, _ place: Int) -> UInt32? {
        status[key].flatMap { UInt32($0.split(separator: "\t")[place]) }
    }
}

/// The links of this process's descriptors that lead into /proc and to another process, or to /proc
/// itself.
func processDescriptors() throws -> [String] {
    let own = "/proc/\(getpid())"
    return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        guard let path, path.hasPrefix("/proc"),
            !path.hasPrefix(own + "/") || path.hasSuffix("/stat") || path.hasSuffix("/statm")
        else { return nil }
        let first = path.dropFirst(6).first
        return first == nil || first!.isNumber ? path : nil
    }
}

/// What a child read itself.
struct Scene {
    var numbers: [Int64]
    var results: [ProbeError.Code?]
    var tables: [ProcessTable]

    init(
        _ scene: cpi_scene, _ amount: Int64 = 0, details: ProcessDetails = [],
        collector: UnsafeMutablePointer<cprobe_collector>? = nil
    ) throws {
        var line: Int32 = 0
        let report = cpi_scene_play(scene, UInt64(amount), details.rawValue, collector, &line)
        let played = try #require(report, "it failed at line \(line) of Children.c")
        defer { cpi_report_free(played) }
        numbers = (0..<UInt32(CPI_NUMBERS)).map { cpi_report_number(played, $0) }
        results = []
        tables = []
        for index in 0..<UInt32(CPI_TABLES) {
            var c = cprobe_processes()
            var list = cprobe_process_list()
            let result = cpi_report_table(played, index, &c, &list)
            results.append(result == .CPROBE_OK ? nil : ProbeError.Code(result))
            var table = ProcessTable()
            var spare: [ProcessSnapshot] = []
            table.set(
                c, UnsafeMutableBufferPointer(start: list.items, count: list.count),
                UnsafeMutableBufferPointer(start: list.text, count: list.text_capacity),
                spare: &spare)
            tables.append(table)
        }
    }

    static let isRoot = getuid() == 0
    static let hasNamespaces = cpi_has_namespaces()
}
