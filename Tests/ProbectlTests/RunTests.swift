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
    .enabled(if: BuiltCommand.path != nil, "probectl was not built beside these tests"),
    .enabled(if: Capabilities.current.has(.cpu), "this build reads no sections"))
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

    @Test("With few descriptors nothing is reported as absent, compiled out or not mounted")
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
            ("\(tree)/none", "not found"), ("\(tree)/file", "not a directory"),
            ("\(tree)/loop", "too many symbolic links"),
            ("/" + String(repeating: "x", count: 5000), "the path is too long"),
        ]
        for command in [
            "sample", "quota", "processes", "process 1", "sockets", "why", "capabilities",
            "quota --cpus",
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
        "Of a procfs that has processes alone, nothing is reported as compiled out",
        .enabled(
            if: (try? BuiltCommand.run("unshare -mpf mount -t proc -o subset=pid x /proc").status)
                == 0, "no procfs of processes alone can be mounted here"))
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
        .enabled(
            if: (try? BuiltCommand.run("unshare -m true").status) == 0,
            "no mount namespace can be made here"))
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
        // More than there are: which ones is unknown.
        let more = try cpu("\(last + 1)-\(last + 1 + count)")
        #expect(more["online"] as? Int == count + 1)
        #expect(more["physical_cores"] is NSNull && more["packages"] is NSNull)
    }

    /// A captured root with two processes and some users.
    private func users(_ passwd: String?) throws -> String {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)").path
        func write(_ path: String, _ text: String) throws {
            let file = URL(fileURLWithPath: root + path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        for (pid, uid) in [(1, 0), (7, 33)] {
            try write(
                "/proc/\(pid)/stat",
                "\(pid) (sh) S 0 1 1 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 1 0 5 1000 10 "
                    + "18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
            )
            try write(
                "/proc/\(pid)/status",
                "Name:\tsh\nUid:\t\(uid)\t\(uid)\t\(uid)\t\(uid)\nVmSwap:\t  12 kB\n")
            try write("/proc/\(pid)/io", "read_bytes: 4096\nwrite_bytes: 8192\n")
            try write("/proc/\(pid)/cmdline", "sh\0-c\0x=y\0")
        }
        if let passwd { try write("/etc/passwd", passwd) }
        return root
    }

    @Test("A filter by a key or a user that does not exist is an error")
    func wrongFilters() throws {
        let root = try users(
            "root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\nwww:x:33:33::/:/bin/sh\n")
        let blind = try users(nil)
        defer {
            try? FileManager.default.removeItem(atPath: root)
            try? FileManager.default.removeItem(atPath: blind)
        }
        func pids(_ filter: String, _ root: String) throws -> (Int32, String, String) {
            let run = try BuiltCommand.run(
                "\"$probectl\" processes --root \(root) --interval 0 --filter '\(filter)' --json")
            guard run.status == 0 || run.status == 1, !run.output.isEmpty else {
                return (run.status, "", run.error)
            }
            let object = try BuiltCommand.object(run.output)["process"] as? [String: Any]
            let list = try #require(object?["processes"] as? [[String: Any]])
            let text = list.compactMap { $0["pid"] as? Int }.sorted().map { "\($0)" }
            return (run.status, text.joined(separator: " "), run.output)
        }
        for (filter, expected) in [
            ("user=root", "1"), ("user=toor", "1"), ("user=0", "1"), ("user=www", "7"),
            ("user=33", "7"),
            ("user=99", ""), ("pid=7", "7"), ("text=x=y", "1 7"), ("command=-c x", "1 7"),
            ("name=-c", ""),
        ] {
            let (status, found, _) = try pids(filter, root)
            #expect(status == 0 && found == expected, "\(filter): \(status), '\(found)'")
        }
        for (filter, words) in [
            ("foo=bar", "keys are text, name, command, user"),
            ("USER=root", "did you mean 'user'?"),
            ("user=nosuch", "no user 'nosuch' in /etc/passwd"),
        ] {
            let (status, _, error) = try pids(filter, root)
            #expect(status == 64 && error.contains(words), "\(filter): \(status), \(error)")
            #expect(error.contains("see 'probectl help processes'"))
        }
        // Without the names of users a number is still known, and a name is not.
        #expect(try pids("user=33", blind).0 == 0)
        let (status, found, output) = try pids("user=www", blind)
        #expect(status == 1 && found.isEmpty && output.contains("\"source\":\"/etc/passwd\""))
    }

    @Test("A filter of text does not find the command that asks, nor what started it")
    func asking() throws {
        let word = "zq\(UUID().uuidString.prefix(8))"
        for (script, count) in [
            ("\"$probectl\" processes --interval 0 --json --filter \(word); true", 0),
            ("exec \"$probectl\" processes --interval 0 --json --filter \(word)", 0),
            ("env \"$probectl\" processes --interval 0 --json --filter command=\(word); true", 0),
            // Another command is found.
            (
                "sh -c 'sleep 20; : \(word)' & \"$probectl\" processes --interval 0 --json "
                    + "--filter 'x\(word)' --filter \(word); kill $!", 0
            ),
        ] {
            let run = try BuiltCommand.run(script)
            let process = try BuiltCommand.object(run.output)["process"] as? [String: Any]
            #expect((process?["processes"] as? [Any])?.count == count, "\(script): \(run.output)")
        }
        let run = try BuiltCommand.run(
            "sh -c 'sleep 5; : \(word)' >/dev/null 2>&1 & sleep 0.2; "
                + "\"$probectl\" processes --interval 0 --json --filter ': \(word)'; kill $!")
        let process = try BuiltCommand.object(run.output)["process"] as? [String: Any]
        #expect((process?["processes"] as? [Any])?.count == 1, "\(run.output)")
    }

    @Test("Details are columns of the text")
    func details() throws {
        let root = try users("root:x:0:0::/:/bin/sh\n")
        defer { try? FileManager.default.removeItem(atPath: root) }
        func heading(_ details: String) throws -> String {
            let run = try BuiltCommand.run(
                "\"$probectl\" processes --root \(root) --interval 0 \(details) 2>&1")
            return run.output.split(separator: "\n").first { $0.hasPrefix("PID") }.map(String.init)
                ?? ""
        }
        let plain = try heading("")
        for (details, title) in [
            ("io", "READ"), ("io", "WRITTEN"), ("status", "SWAP"), ("status", "THREADS"),
            ("descriptors", "FILES"), ("cgroup", "CGROUP"), ("proportional", "PROPORTIONAL"),
            ("all", "CGROUP"), ("all", "FILES"),
        ] {
            let text = try heading("--details \(details)")
            #expect(text.contains(title) && !plain.contains(title), "\(details): \(text)")
        }
    }

    @Test("Repeated text has the time on each block, and no empty line at its end")
    func blocks() throws {
        let times = "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3} UTC$"
        for command in [
            "sample --only load,memory", "processes --limit 2", "process self", "quota", "why",
        ] {
            let run = try BuiltCommand.run("\"$probectl\" \(command) --interval 0.15 --count 2")
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            let found = lines.filter { $0.range(of: times, options: .regularExpression) != nil }
            #expect(run.status == 0 && found.count == 2, "\(command): \(run.output)\(run.error)")
            #expect(lines.first == found.first && lines.last == "" && lines.dropLast().last != "")
            // One reading has no time, and ends as well.
            let one = try BuiltCommand.run(
                "\"$probectl\" \(command) --window 0.15 2>/dev/null || "
                    + "\"$probectl\" \(command)"
            ).output
            #expect(
                !one.contains(" UTC\n") && one.hasSuffix("\n") && !one.hasSuffix("\n\n"),
                "\(command)")
        }
        let numbers = try BuiltCommand.run("\"$probectl\" quota --cpus -i 100ms -n 3").output
        #expect(numbers.split(separator: "\n").count == 3 && !numbers.contains("UTC"))
        let json = try BuiltCommand.run("\"$probectl\" process self -i 100ms -n 2 --json").output
        #expect(json.split(separator: "\n").count == 2)
    }

    @Test("The window of a reading is as long as --window says, whatever the interval is")
    func windows() throws {
        func seconds(_ words: String) throws -> [Double] {
            try BuiltCommand.run("\"$probectl\" \(words) --json").output.split(separator: "\n").map
            {
                let rates = try #require(
                    try BuiltCommand.object(String($0))["rates"] as? [String: Any])
                let section = try #require(rates.values.first as? [String: Any])
                return Double(try #require(section["interval_ns"] as? Int)) / 1e9
            }
        }
        for (words, count, window) in [
            ("sample --only cpu --window 0.2", 1, 0.2), ("processes --window 200ms", 1, 0.2),
            ("process self --window 0.2", 1, 0.2),
            ("sample --only cpu --interval 0.6 --window 0.2 --count 2", 2, 0.2),
            ("processes --interval 0.6 --window 0.2 --count 2", 2, 0.2),
            ("process self --interval 0.6 --window 0.2 --count 2", 2, 0.2),
        ] {
            let found = try seconds(words)
            #expect(found.count == count, "\(words): \(found)")
            // A loaded machine wakes late: less it cannot be.
            #expect(
                found.allSatisfy { $0 > window - 0.1 && $0 < window + 0.38 }, "\(words): \(found)")
        }
        let why = try BuiltCommand.run("\"$probectl\" why --window 300ms --json").output
        let window = try #require(try BuiltCommand.object(why)["window_ns"] as? Int)
        #expect(window > 250_000_000 && window < 1_900_000_000)
    }

    @Test("The own process is called self, where there is one")
    func processSelf() throws {
        let run = try BuiltCommand.run("exec \"$probectl\" process self --interval 0")
        #expect(
            run.status == 0 && run.output.contains("process     ")
                && run.output.contains(" probectl"))
        let fixture = GoldenTests.root("debian-6.1-aarch64-processes")
        let captured = try BuiltCommand.run(
            "\"$probectl\" process self --root \(fixture) --threads")
        #expect(captured.status == 0 && captured.output.hasPrefix("process     "), "\(captured)")
    }
}
