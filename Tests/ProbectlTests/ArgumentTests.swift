import Foundation
import Probe
import Testing

@testable import probectl

@Suite("The command line")
struct ArgumentTests {
    func sample(_ words: String...) throws -> SampleOptions {
        guard case .sample(let options) = try Arguments.parse(["sample"] + words) else {
            throw UsageError("not a sample")
        }
        return options
    }

    func sample(arguments: [String]) throws -> SampleOptions {
        guard case .sample(let options) = try Arguments.parse(["sample"] + arguments) else {
            throw UsageError("not a sample")
        }
        return options
    }

    func message(_ words: String...) -> String? { message(words) }

    func message(_ words: [String]) -> String? {
        do throws(UsageError) {
            _ = try Arguments.parse(words)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("Each option of sample has its place, with a space or with =")
    func options() throws {
        let options = try sample(
            "--interval", "0.25", "--count=3", "--duration", "10", "--only", "memory,cpu",
            "--per-cpu",
            "--format=json", "--root", "/host")
        #expect(options.pace.intervalNs == 250_000_000)
        #expect(options.pace.count == 3)
        #expect(options.pace.durationNs == 10_000_000_000)
        #expect(options.sections == [.cpu, .memory])
        #expect(options.isOnly && options.perCPU)
        #expect(options.format == .json)
        #expect(options.root == "/host")
    }

    @Test("Without options it is one reading of all sections")
    func defaults() throws {
        let options = try sample()
        #expect(
            options.pace.intervalNs == nil && options.pace.count == nil
                && options.pace.durationNs == nil)
        #expect(options.sections == Sample.Section.usual)
    }

    @Test(
        "A wrong word names the nearest right one",
        arguments: [
            (["smaple"], "'sample'"), (["sample", "--fromat", "json"], "'--format'"),
            (["sample", "--format", "jsn"], "'json'"), (["sample", "--only", "mem"], "'memory'"),
            (["quota", "--cpu"], "'--cpus'"), (["quota", "--cpus", "--round", "floo"], "'floor'"),
            (["help", "quotas"], "'quota'"),
            (["wy"], "'why'"), (["why", "--ruls", "x"], "'--rules'"),
            (["why", "--format", "shell"], "text, json"), (["quota", "cpus"], "'--cpus'"),
            (["sample", "--JSON"], "'--json'"), (["processes", "--sort", "mem"], "'memory'"),
        ])
    func nearest(words: [String], expected: String) {
        do throws(UsageError) {
            _ = try Arguments.parse(words)
            Issue.record("it was taken")
        } catch {
            #expect(error.message.contains(expected), "\(error.message)")
        }
    }

    @Test("Each option of processes has its place")
    func processes() throws {
        guard
            case .sample(let options) = try Arguments.parse([
                "processes", "--sort", "io", "--limit=5", "--filter", "user=www-data", "--filter",
                "nginx", "--details", "descriptors", "--interval", "0", "--root", "/host",
            ])
        else { throw UsageError("not a sample") }
        let choice = options.processes
        #expect(options.sections == [.process] && options.isOnly && options.pace.intervalNs == 0)
        #expect(choice.order == .io && choice.limit == 5 && !choice.isTree)
        #expect(choice.needed == [.io, .status, .commandLine, .descriptors])
    }

    @Test("In text the first 20 are shown, in JSON and as a tree all")
    func processLimit() throws {
        func limit(_ words: String...) throws -> Int? {
            guard case .sample(let options) = try Arguments.parse(["processes"] + words) else {
                throw UsageError("not a sample")
            }
            return options.processes.limit
        }
        #expect(try limit() == 20)
        #expect(try limit("--limit", "all") == nil)
        #expect(try limit("--format", "json") == nil)
        #expect(try limit("--tree") == nil)
        #expect(try limit("--tree", "--limit", "3") == 3)
    }

    @Test("A sample has the processes where they are asked for")
    func top() throws {
        #expect(try sample("--top", "3").sections == Sample.Section.usual + [.process])
        #expect(try sample("--top", "3").processes.limit == 3)
        #expect(try sample("--only", "cpu", "--top", "3").sections == [.cpu, .process])
        #expect(try sample("--only", "process,cpu").sections == [.cpu, .process])
        #expect(try sample("--interval", "2").sections == Sample.Section.usual + [.process])
        #expect(try sample("--interval", "2").processes.limit == 5)
        #expect(try sample("--count", "2", "--top", "3").processes.limit == 3)
        for words in [
            ["--interval", "2", "--top", "0"], ["--interval", "0"], ["--interval", "2", "--json"],
            ["--interval", "2", "--alert"],
        ] {
            let options = try sample(arguments: words)
            #expect(options.sections == Sample.Section.usual, "\(words)")
        }
        #expect(try sample("--interval", "2", "--only", "cpu").sections == [.cpu])
        #expect(try sample("--interval", "2", "--only", "process").processes.limit == 10)
    }

    @Test("A process is named by its id")
    func process() throws {
        guard case .process(let options) = try Arguments.parse(["process", "4711", "--threads"])
        else { throw UsageError("not a process") }
        #expect(options.pid == 4711 && options.hasThreads)
        #expect(!options.hasFiles && !options.hasEnvironment && !options.hasUser)
        let all = [
            "--files", "--sockets", "--maps", "--environment", "--gpu", "--user", "--program",
            "--mounts",
            "--network",
        ]
        guard case .process(let lists) = try Arguments.parse(["process", "1"] + all) else {
            throw UsageError("not a process")
        }
        #expect(lists.hasFiles && lists.hasMappings && lists.hasEnvironment && lists.hasGPU)
        #expect(lists.hasUser && lists.hasSockets && !lists.hasThreads)
        #expect(lists.hasProgram && lists.hasNetwork)
        #expect(message("process") != nil)
        #expect(message("process", "0") != nil)
        #expect(message("process", "nginx") != nil)
        #expect(message("process", "1", "2") != nil)
        #expect(message("processes", "--sort", "size") != nil)
        #expect(message("processes", "--limit", "0") != nil)
        #expect(message("processes", "--filter", "user=") != nil)
        #expect(message("processes", "--details", "everything") != nil)
    }

    @Test("Sockets are chosen by kind, state and port")
    func sockets() throws {
        func options(_ words: String...) throws -> SocketsOptions {
            guard case .sockets(let options) = try Arguments.parse(["sockets"] + words) else {
                throw UsageError("not sockets")
            }
            return options
        }
        let usual = try options()
        #expect(usual.kinds == [.tcp, .udp] && !usual.isListening && usual.limit == nil)
        #expect(usual.states.isEmpty && usual.port == nil && usual.root == "/")
        #expect(try options("--unix", "--udp").kinds == [.udp, .unix])
        let some = try options(
            "--listen", "--state", "listen,time-wait", "--state", "syn_sent", "--port=22",
            "--limit",
            "3", "--json", "--root", "/host")
        #expect(some.isListening && some.states == [.listen, .timeWait, .synSent])
        #expect(some.port == 22 && some.limit == 3 && some.format == .json && some.root == "/host")
        for (words, part) in [
            (["--state", "estab"], "did you mean 'established'"), (["--state", "x"], "one of"),
            (["--port", "0"], "1 to 65535"), (["--port", "65536"], "1 to 65535"),
            (["--port", "ssh"], "1 to 65535"), (["--unix", "--port", "1"], "have no port"),
            (["--limit", "0"], "at least 1"), (["--listening"], "did you mean '--listen'"),
            (["tcp"], "did you mean '--tcp'"), (["--interval", "1"], "unknown option"),
        ] as [([String], String)] {
            #expect(message(["sockets"] + words)?.contains(part) == true, "\(words)")
        }
    }

    @Test("Seconds have decimals, and nothing else")
    func seconds() throws {
        #expect(try sample("--interval", "0.25").pace.intervalNs == 250_000_000)
        #expect(try sample("--interval", "2.").pace.intervalNs == 2_000_000_000)
        #expect(try sample("--interval", ".000000001").pace.intervalNs == 1)
        #expect(try sample("--interval", "3.0000000019").pace.intervalNs == 3_000_000_001)
        for word in [".", "1.2.3", "1e3", "0x10", "+1", " 1", "99999999999999999999"] {
            #expect(message("sample", "--interval", word) != nil, "\(word)")
        }
    }

    @Test("What makes no sense is refused")
    func refused() {
        #expect(message("sample", "--interval", "-1") != nil)
        #expect(message("sample", "--interval", "nan") != nil)
        #expect(message("sample", "--interval", "1e99") != nil)
        #expect(message("sample", "--interval", "1000000001") != nil)
        #expect(message("sample", "--interval", "1000000000") == nil)
        #expect(message("sample", "--interval") != nil)
        #expect(message("sample", "--count", "0") != nil)
        #expect(message("sample", "--count", "1.5") != nil)
        #expect(message("sample", "--per-cpu=yes") != nil)
        #expect(message("sample", "--only", "") != nil)
        #expect(message("sample", "--only", "cpu,,load") != nil)
        #expect(message("sample", "--interval", "0", "--count", "2") != nil)
        #expect(message("sample", "--root", "") != nil)
        #expect(message("quota", "--round", "ceil") != nil)
        #expect(message("quota", "--cpus", "--memory") != nil)
        #expect(message("quota", "--cpus", "--format", "json") != nil)
        #expect(message("sample", "\u{1b}[31m")?.contains("\u{1b}") == false)
    }

    @Test("What is near nothing gets no suggestion, and each error says where to read on")
    func suggestions() {
        for words in [
            ["sample", "--nope"], ["sample", "-x"], ["sample", "-p", "1"], ["quota", "now"],
            ["why", "--xyzzy"], ["frobnicate"], ["--nope"], ["capabilities", "-i", "1"],
            ["help", "zzz"], ["sample", "--only", "xyz"], ["processes", "--sort", "zz"],
        ] {
            do throws(UsageError) {
                _ = try Arguments.parse(words)
                Issue.record("\(words) was taken")
            } catch {
                #expect(!error.message.contains("did you mean"), "\(error.message)")
                let hint =
                    Arguments.commands.contains(words[0]) && words[0] != "help"
                    ? "; see 'probectl help \(words[0])'" : "; see 'probectl help'"
                #expect(error.message.hasSuffix(hint), "\(error.message)")
            }
        }
        for words in [
            ["sample", "--count"], ["sample", "--interval", "x"], ["sample", "--interval=1=2"],
            ["quota", "--cpus", "--memory"], ["process"], ["process", "x"],
            ["quota", "--pid", "x"],
            ["processes", "--filter", "foo=bar"], ["why", "--window", "0"],
            ["sample", "--per-cpu=1"],
            ["processes", "--details", "x"], ["quota", "--cgroup", ".."],
            ["cgroups", "--cgroup", "a/../b"], ["cgroups", "--cgroup", ""], ["why", "--rules", ""],
        ] {
            do throws(UsageError) {
                _ = try Arguments.parse(words)
                Issue.record("\(words) was taken")
            } catch {
                #expect(
                    error.message.hasSuffix("; see 'probectl help \(words[0])'"), "\(error.message)"
                )
            }
        }
    }

    @Test("An option without a value says so, in every command")
    func bare() {
        let commands: [(String, [String])] = [
            ("sample", ["--per-cpu", "--frequency", "--all-filesystems", "--alert", "--json"]),
            ("quota", ["--cpus", "--memory", "--json"]), ("cgroups", ["--tree", "--json"]),
            ("processes", ["--tree", "--json"]),
            (
                "process",
                [
                    "--threads", "--user", "--program", "--network", "--mounts", "--files",
                    "--sockets", "--maps", "--environment", "--gpu", "--json",
                ]
            ),
            ("sockets", ["--listen", "--tcp", "--udp", "--unix", "--json"]), ("why", ["--json"]),
            ("watch", ["--tree", "--cgroups", "--alert", "--ascii"]), ("check", []),
            ("export", ["--all-filesystems", "--quota-details"]),
            ("serve", ["--all-filesystems", "--quota-details"]), ("capabilities", ["--json"]),
        ]
        #expect(commands.map { $0.0 } + ["help"] == Arguments.commands)
        for (command, options) in commands {
            for option in options + ["--help", "-h"] {
                for more in [[], ["--root", "/"]] {
                    let text = message([command, "\(option)=1"] + more)
                    #expect(text == "\(option) takes no value; see 'probectl help \(command)'")
                }
            }
        }
        for option in ["--help", "--version", "-h", "-V"] {
            #expect(message("\(option)=1") == "\(option) takes no value; see 'probectl help'")
        }
    }

    @Test("Letters are short for options, with the value behind them or in them")
    func letters() throws {
        let options = try sample("-i", "2", "-n5", "-d=10", "-f", "json", "-w", "500ms")
        #expect(options.pace.intervalNs == 2_000_000_000 && options.pace.count == 5)
        #expect(options.pace.durationNs == 10_000_000_000 && options.format == .json)
        #expect(options.pace.windowNs == 500_000_000)
        #expect(try sample("--json").format == .json && sample("-fjson").format == .json)
        for command in [
            "sample", "quota", "cgroups", "processes", "sockets", "why", "capabilities",
        ] {
            #expect(message(command, "--json") == nil && message(command, "-f", "json") == nil)
            #expect(message(command, "-h") == nil)
        }
        for command in ["sample", "quota", "cgroups", "processes", "why"] {
            #expect(message(command, "-i", "1", "-n", "2", "-d", "5m") == nil, "\(command)")
        }
        #expect(message("process", "self", "-i", "1", "-n", "2", "--json") == nil)
        #expect(message("quota", "-p", "1") == nil && message("process", "-p", "1") == nil)
        #expect(message("process", "1", "-p", "1") != nil)
        #expect(
            message("sample", "--json=yes") != nil && message("quota", "--cpus", "--json") != nil)
    }

    @Test("Lengths of time have units")
    func durations() throws {
        for (word, ns) in [
            ("500ms", 500_000_000), ("5m", 300_000_000_000), ("1.5s", 1_500_000_000),
            ("2", 2_000_000_000),
            ("1.5ms", 1_500_000), ("250us", 250_000), ("7ns", 7), ("0.5h", 1_800_000_000_000),
            ("1.5m", 90_000_000_000), ("2min", 120_000_000_000), ("1d", 86_400_000_000_000),
            ("0ms", 0),
        ] as [(String, UInt64)] {
            #expect(try sample("--window", word).pace.windowNs == ns, "\(word)")
        }
        for word in [
            "ms", "1 s", "5mm", "1S", "-1s", "+1s", "1s2", "1.2.3s", "s", "", "99999999999d",
        ] {
            #expect(message("sample", "--window", word) != nil, "\(word)")
        }
    }

    @Test("Sections add up, and blanks around them do not count")
    func only() throws {
        #expect(try sample("--only", "cpu, memory").sections == [.cpu, .memory])
        #expect(try sample("--only", " memory ,\tcpu ").sections == [.cpu, .memory])
        #expect(
            try sample("--only", "memory", "--only", "cpu,load").sections == [.cpu, .load, .memory])
        guard
            case .sample(let options) = try Arguments.parse([
                "processes", "--details", "io, status", "--details", "cgroup",
            ])
        else { throw UsageError("not a sample") }
        #expect(options.processes.details == [.io, .status, .cgroup])
    }

    @Test("A whole number has no sign, wherever it is")
    func signs() {
        for words in [
            ["sample", "--count", "+2"], ["sample", "--interval", "+2"], ["sample", "--top", "+2"],
            ["processes", "--limit", "+2"], ["why", "--limit", "+2"], ["why", "--window", "+2"],
            ["process", "+2"], ["quota", "--pid", "+2"], ["processes", "--filter", "parent=+2"],
            ["processes", "--filter", "pid=+2"], ["sample", "-n+2"],
            ["processes", "--duration", "+2"],
        ] {
            #expect(throws: UsageError.self, "\(words)") { try Arguments.parse(words) }
        }
    }

    @Test("--interval repeats, --window is the window, of every command")
    func pace() throws {
        func pace(_ words: String...) throws -> Pace {
            switch try Arguments.parse(words) {
            case .sample(let options): options.pace
            case .quota(let options): options.pace
            case .process(let options): options.pace
            case .why(let options): options.pace
            default: throw UsageError("no readings")
            }
        }
        for command in [["sample"], ["quota"], ["processes"], ["process", "1"], ["why"]] {
            func take(_ words: String...) throws -> Pace {
                switch try Arguments.parse(command + words) {
                case .sample(let options): options.pace
                case .quota(let options): options.pace
                case .process(let options): options.pace
                case .why(let options): options.pace
                default: throw UsageError("no readings")
                }
            }
            #expect(try take("--interval", "2").isRepeated && take("--count", "2").isRepeated)
            #expect(try take("--interval", "2", "--duration", "9").isRepeated)
            #expect(try !take().isRepeated)
            guard command != ["quota"] else { continue }
            #expect(try !take("--window", "3").isRepeated)
            #expect(try take("--window", "3").windowNs == 3_000_000_000)
            #expect(try take("--interval", "5", "--window", "3").intervalNs == 5_000_000_000)
            #expect(throws: UsageError.self) { try take("--interval", "2", "--window", "3") }
        }
        // What was accepted: how long the one measurement of why lasts.
        let alone = try pace("why", "--duration", "10")
        #expect(alone.windowNs == 10_000_000_000 && !alone.isRepeated)
        let repeated = try pace("why", "--duration", "10", "--interval", "2")
        #expect(repeated.windowNs == nil && repeated.durationNs == 10_000_000_000)
        #expect(
            message("why", "--interval", "0") != nil && message("why", "--window", "0.05") != nil)
        #expect(message("process", "1", "--interval", "0", "--count", "2") != nil)
        #expect(message("sample", "--interval", "0", "--window", "1") != nil)
        #expect(message("sample", "--interval", "0", "--count", "1") == nil)
    }

    @Test("Readings are taken on time: the window before each, the interval between them")
    func schedule() throws {
        func moments(_ words: String...) throws -> [(Double, Double)] {
            var schedule = Schedule(try sample(arguments: words).pace, usualWindowNs: 500_000_000)
            var moments: [(Double, Double)] = []
            var start: UInt64?
            while moments.count < 3, let next = schedule.next() {
                let first = start ?? next.readingNs - schedule.windowNs
                start = first
                moments.append(
                    (Double(next.windowNs - first) / 1e9, Double(next.readingNs - first) / 1e9))
            }
            return moments
        }
        func isSame(_ a: [(Double, Double)], _ b: [(Double, Double)]) -> Bool {
            a.elementsEqual(b, by: ==)
        }
        #expect(isSame(try moments(), [(0, 0.5)]))
        #expect(isSame(try moments("--window", "2"), [(0, 2)]))
        #expect(isSame(try moments("--interval", "2"), [(0, 2), (2, 4), (4, 6)]))
        #expect(
            isSame(try moments("--interval", "5", "--window", "1"), [(0, 1), (5, 6), (10, 11)]))
        #expect(isSame(try moments("--count", "2"), [(0, 1), (1, 2)]))
        #expect(isSame(try moments("--count", "2", "--window", "3"), [(0, 3), (3, 6)]))
        #expect(isSame(try moments("--interval", "2", "--duration", "5"), [(0, 2), (2, 4)]))
        #expect(isSame(try moments("--interval", "0"), [(0, 0)]))
    }

    @Test("Readings that were missed are skipped, and the next one is on time")
    func missed() throws {
        var schedule = Schedule(try sample("--interval", "20ms").pace, usualWindowNs: 500_000_000)
        let now = schedule.next()
        usleep(130_000)
        let next = schedule.next()
        let (first, second) = (try #require(now), try #require(next))
        // On the grid of the first one, and not in the past by more than a step.
        let steps = (second.readingNs - first.readingNs) / 20_000_000
        #expect((second.readingNs - first.readingNs) % 20_000_000 == 0 && steps >= 6)
    }

    @Test("A filter has a key that there is, and any text where that is no word")
    func filters() throws {
        func filter(_ word: String) -> String {
            do throws(UsageError) { return "\(try ProcessFilter(word))" } catch {
                return error.message
            }
        }
        #expect(filter("nginx") == "text(\"nginx\")")
        #expect(filter("--type=renderer") == "text(\"--type=renderer\")")
        #expect(filter("/path?a=b") == "text(\"/path?a=b\")")
        #expect(filter("text=LANG=C") == "text(\"LANG=C\")")
        #expect(filter("name=sh") == "name(\"sh\")" && filter("command=-c") == "command(\"-c\")")
        #expect(filter("user = root") == "user(\"root\")" && filter("pid=1") == "pid(1)")
        for word in ["foo=bar", "USER=root", "LANG=C", "stat=zombie"] {
            #expect(
                filter(word).contains(
                    "keys are text, name, command, user, state, cgroup, parent, pid"),
                "\(filter(word))")
        }
        #expect(filter("USER=root").contains("did you mean 'user'?"))
        #expect(filter("user=").contains("needs a value") && filter(" ").contains("not ' '"))
        #expect(filter("state=asleep").contains("sleeping"))
    }

    @Test("A process is named by self, too")
    func processSelf() throws {
        guard case .process(let options) = try Arguments.parse(["process", "self", "--threads"])
        else {
            throw UsageError("not a process")
        }
        #expect(options.pid == nil && options.hasThreads)
        guard case .quota(let quota) = try Arguments.parse(["quota", "--pid", "self"]) else {
            throw UsageError("not a quota")
        }
        #expect(quota.subject == .own)
        #expect(message("process", "self", "1") != nil && message("process", "init") != nil)
    }

    @Test("export and serve choose the same metrics")
    func metrics() throws {
        guard
            case .export(let export) = try Arguments.parse([
                "export", "-f", "openmetrics", "-o", "x.prom", "--names=own", "--only", "cpu",
                "--only", "memory", "-i", "15",
            ]),
            case .serve(let serve) = try Arguments.parse(["serve"])
        else {
            throw UsageError("not these commands")
        }
        #expect(export.format == .openmetrics && export.output == "x.prom")
        #expect(export.choice.names == .own && export.choice.sections == [.cpu, .memory])
        #expect(export.pace.intervalNs == 15_000_000_000)
        #expect(serve.choice.sections == Sample.Sections(Sample.Section.exported))
        #expect(serve.address == "127.0.0.1" && serve.port == 9101)
        // A document that is repeated replaces a file.
        #expect(message("export", "-i", "1")?.contains("--output") == true)
        #expect(message("export", "--json") != nil && message("export", "--format", "json") != nil)
    }

    @Test(
        "serve listens on the address that is named",
        arguments: [
            ("0.0.0.0:80", "0.0.0.0", UInt16(80)), ("[::1]:9101", "::1", 9101),
            ("9102", "127.0.0.1", 9102), ("localhost:1", "127.0.0.1", 1), ("[::]:0", "::", 0),
        ])
    func listen(word: String, address: String, port: UInt16) throws {
        guard case .serve(let options) = try Arguments.parse(["serve", "--listen", word]) else {
            throw UsageError("not serve")
        }
        #expect(options.address == address && options.port == port)
    }

    @Test(
        "serve does not guess an address",
        arguments: ["", ":9101", "::1:9101", "x", "127.0.0.1:", "1.2.3.4:65536", "[]:1", "a:-1"])
    func badAddress(word: String) {
        #expect(message("serve", "--listen", word) != nil)
    }

    @Test("Each option of watch has its place, and alerts need repeated samples")
    func watch() throws {
        guard
            case .watch(let options) = try Arguments.parse([
                "watch", "-i", "500ms", "--sort=memory", "--filter", "user=www", "--tree",
                "--ascii",
                "--alert", "--color", "16", "--root", "/host",
            ])
        else { throw UsageError("not watch") }
        #expect(options.intervalNs == 500_000_000 && options.order == .memory)
        #expect(options.filter == "user=www" && options.isTree && options.isASCII)
        #expect(options.hasAlerts && options.colour == .few && options.root == "/host")
        for (words, part) in [
            (["watch", "-i", "10ms"], "at least 100ms"), (["watch", "-i", "0"], "at least 100ms"),
            (["watch", "--sort", "mem"], "'memory'"), (["watch", "--filter", "usr=x"], "'user'"),
            (["watch", "--color", "24"], "256"),
            (["watch", "--cgroups", "--filter", "x"], "--cgroups"),
            (["watch", "--json"], "unknown option"), (["sample", "--alert"], "--interval"),
        ] {
            #expect(message(words)?.contains(part) == true, "\(words): \(message(words) ?? "")")
        }
        #expect(try sample("--alert", "--interval", "2").hasAlerts)
        #expect(try sample("--alert", "-i", "1", "--json").format == .json)
    }

    @Test("Each help fits a screen, has an example and names every status")
    func help() {
        let topics: [Help.Topic] = [
            .all, .sample, .quota, .cgroups, .processes, .process, .sockets, .why, .watch, .check,
            .export, .serve, .capabilities,
        ]
        for topic in topics {
            let text = Help.text(topic)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 25, "\(topic): \(lines.count)")
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(topic)")
            #expect(text.contains("\nexample: probectl ") || text.contains("\nexample: make "))
            #expect(text.contains("74 if the"), "\(topic)")
        }
    }

    @Test("A distance is the fewest changes")
    func distances() {
        #expect(distance("sample", "sample") == 0)
        #expect(distance("smaple", "sample") == 2)
        #expect(distance("", "abc") == 3)
        #expect(distance("--cpu", "--cpus") == 1)
    }
}
