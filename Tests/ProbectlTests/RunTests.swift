import Foundation
import Testing

@testable import Probe
@testable import probectl

/// The built command, run by a shell: with a limit, or in namespaces.
enum BuiltCommand {
    /// The command, built beside these tests; nil where it is not.
    static let path: String? = {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let path = own.deletingLastPathComponent().appendingPathComponent("probectl").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// What a script of sh prints. It has the command as "$probectl".
    static func run(_ script: String) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        var environment = ProcessInfo.processInfo.environment
        environment["probectl"] = path ?? ""
        process.environment = environment
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: text, as: UTF8.self),
            String(decoding: complaint, as: UTF8.self)
        )
    }

    static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

@Suite(
    "The built command",
    .enabled(if: BuiltCommand.path != nil && Capabilities.current.has(.cpu)))
struct RunTests {
    /// The paths of the values that are not null.
    private func known(_ value: Any, _ path: String = "") -> Set<String> {
        switch value {
        case is NSNull: []
        case let object as [String: Any]:
            object.reduce(into: []) { $0.formUnion(known($1.value, "\(path).\($1.key)")) }
        case let list as [Any]: list.isEmpty ? [] : [path]
        default: [path]
        }
    }

    /// The sections that a descriptor table costs fields. Each says in its failures what it could not
    /// open.
    @Test("With any number of descriptors, each section is as with many, or names what failed")
    func descriptors() throws {
        let sections = ["cpu", "load", "memory", "network", "pressure", "sensors"]
        let sample =
            "\"$probectl\" sample --interval 0 --format json --only \(sections.joined(separator: ","))"
        let whole = try BuiltCommand.object(try BuiltCommand.run(sample).output)
        var hasFailed = false
        for count in 4...40 {
            let run = try BuiltCommand.run("ulimit -n \(count); exec \(sample)")
            let part = try BuiltCommand.object(run.output)
            let failures = try #require(part["failures"] as? [[String: Any]])
            let unavailable = try #require(part["unavailable"] as? [String: Any])
            for section in sections {
                let lost = known(whole[section]!).subtracting(known(part[section]!))
                    // What carries a failure of its own, in a list.
                    .filter { !$0.hasPrefix(".frequencies") && !$0.hasPrefix(".temperatures") }
                guard !lost.isEmpty else { continue }
                hasFailed = true
                let named =
                    unavailable[section] as? [String: Any]
                    ?? failures.first { $0["section"] as? String == section }
                #expect(
                    named?["source"] is String, "\(count) descriptors: \(section) lacks \(lost)")
                #expect(
                    named?["code"] as? String == "exhausted",
                    "\(count): \(String(describing: named))")
            }
        }
        #expect(hasFailed, "4 descriptors are enough")
    }

    @Test("With few descriptors nothing is said to be absent, compiled out or not mounted")
    func capabilities() throws {
        func here(_ limit: String) throws -> [String: [String: Any]] {
            let run = try BuiltCommand.run(
                "\(limit) exec \"$probectl\" capabilities --format json")
            let object = try BuiltCommand.object(run.output)
            var groups: [String: [String: Any]] = [:]
            for (section, value) in try #require(object["sections"] as? [String: [String: Any]]) {
                for (name, group) in try #require(value["fields"] as? [String: [String: Any]]) {
                    groups["\(section).\(name)"] = group
                }
            }
            return groups
        }
        let whole = try here("")
        for count in [4, 5, 6, 7, 8, 10, 12, 16] {
            for (name, group) in try here("ulimit -n \(count);") {
                guard whole[name]?["here"] as? Bool == true, group["here"] as? Bool == false
                else { continue }
                #expect(
                    group["reason"] as? String == "failed", "\(count) descriptors: \(name) \(group)"
                )
            }
        }
    }

    @Test("A root that cannot be one: every command says why")
    func roots() throws {
        let tree = FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: tree) }
        try FileManager.default.createSymbolicLink(
            atPath: tree + "/loop", withDestinationPath: "loop")
        try "x".write(toFile: tree + "/file", atomically: false, encoding: .utf8)
        let roots = [
            ("\(tree)/none", "not there"), ("\(tree)/file", "not a directory"),
            ("\(tree)/loop", "too many symbolic links"),
            ("/" + String(repeating: "x", count: 5000), "the path is too long"),
        ]
        for command in [
            "sample", "quota", "processes", "process 1", "why", "capabilities", "quota --cpus",
        ] {
            for (root, words) in roots {
                let run = try BuiltCommand.run("\"$probectl\" \(command) --root \(root)")
                // A number is printed whatever happens.
                let isEmpty = run.output.isEmpty || command == "quota --cpus"
                #expect(run.status == 1 && isEmpty, "\(command) \(root.prefix(80))")
                #expect(
                    run.error.hasSuffix("the root: \(words)\n"),
                    "\(command): \(run.error.suffix(200))")
            }
        }
    }

    @Test(
        "Of a procfs that has processes alone, nothing is said to be compiled out",
        .enabled(
            if: (try? BuiltCommand.run("unshare -mpf mount -t proc -o subset=pid x /proc").status)
                == 0))
    func processesAlone() throws {
        let mounted =
            "unshare -mpf sh -c 'mount -t proc -o subset=pid x /proc && exec \"$probectl\""
        let out = try BuiltCommand.run(
            "\(mounted) sample --interval 0 --only cpu,load --format json'"
        ).output
        let sample = try BuiltCommand.object(out)
        let load = try #require(sample["load"] as? [String: Any])
        let cpu = try #require(sample["cpu"] as? [String: Any])
        #expect(load["uptime_ns"] is Int && load["boot_time_ns"] is Int && load["load1"] is NSNull)
        #expect(cpu["online"] is Int && cpu["user_ns"] is NSNull)
        let failures = try #require(sample["failures"] as? [[String: Any]])
        #expect(
            Set(failures.compactMap { $0["source"] as? String }) == ["/proc/stat", "/proc/loadavg"])
        let all = try BuiltCommand.run("\(mounted) capabilities --format json'").output
        #expect(!all.contains("compiled_out") && all.contains("/proc/diskstats"))
        #expect(try BuiltCommand.object(all)["kernel_release"] is String)
    }

    @Test(
        "A list of CPUs that is mounted over the kernel's is not taken for its numbers",
        .enabled(if: (try? BuiltCommand.run("unshare -m true").status) == 0))
    func mountedList() throws {
        let online = "/sys/devices/system/cpu/online"
        let list = try String(contentsOfFile: online, encoding: .utf8)
        let count = ProcessInfo.processInfo.activeProcessorCount
        let last = list.split { !$0.isNumber }.compactMap { Int($0) }.max() ?? 0
        func cpu(_ shown: String, _ run: String = "") throws -> [String: Any] {
            let out = try BuiltCommand.run(
                "unshare -m sh -c 'mount -t tmpfs x /mnt && echo \(shown) > /mnt/online && "
                    + "mount --bind /mnt/online \(online) && exec \(run) \"$probectl\" sample "
                    + "--interval 0 --only cpu --format json'")
            return try #require(try BuiltCommand.object(out.output)["cpu"] as? [String: Any])
        }
        // As many CPUs as this process may run on, by numbers that the kernel does not have.
        let renumbered = try cpu("\(last + 7)", "taskset -c \(last)")
        #expect(renumbered["online"] as? Int == 1)
        #expect(renumbered["physical_cores"] as? Int == 1 && renumbered["packages"] as? Int == 1)
        // More than there are: nobody can say which they are.
        let more = try cpu("\(last + 1)-\(last + 1 + count)")
        #expect(more["online"] as? Int == count + 1)
        #expect(more["physical_cores"] is NSNull && more["packages"] is NSNull)
    }
}
