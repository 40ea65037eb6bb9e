import Testing

@testable import Probe

@Suite("What a process is")
struct ClassifierTests {
    let classifier = ProcessClassifier()

    func classify(
        _ name: String?, _ arguments: [String] = [], group: String = "/", kernel: Bool = false
    ) -> ProcessClassification {
        classifier.classify(
            name: name.map { KernelName(bytes: Array($0.utf8)) },
            arguments: arguments.map { KernelName(bytes: Array($0.utf8)) },
            cgroup: KernelName(bytes: Array(group.utf8)), isKernelThread: kernel)
    }

    @Test("The built-in table is understood")
    func builtIn() throws {
        let rules = try ClassifierRule.table(classifierRules, file: nil)
        #expect(rules.count > 150)
        #expect(classifier.rules == rules)
        for rule in rules {
            #expect(rule.sentence.hasSuffix("."), "\(rule.sentence)")
        }
    }

    @Test("Every built-in rule decides for a process that is made from its own patterns")
    func everyRule() {
        func text(_ pattern: NamePattern) -> String {
            String(
                decoding: pattern.bytes.flatMap { $0 == 42 ? Array("q".utf8) : [$0] }, as: UTF8.self
            )
        }
        func examples(_ rule: ClassifierRule, _ key: ClassifierRule.Key) -> [String] {
            rule.conditions.first { $0.key == key }?.patterns.map(text) ?? []
        }
        for rule in classifier.rules {
            let names = examples(rule, .name)
            let command = examples(rule, .command)
            let unit = examples(rule, .unit).first
            let group = examples(rule, .cgroup).first ?? unit.map { "/x.slice/\($0)" } ?? "/"
            let kernel = examples(rule, .kernel).first == "yes"
            let tried = (names.isEmpty ? ["zzzzz"] : names).flatMap { name in
                (command.isEmpty ? [[name]] : command.map { [name, $0] }).map { arguments in
                    classify(
                        kernel || !command.isEmpty ? name : String(name.prefix(15)),
                        kernel ? [] : arguments, group: group, kernel: kernel)
                }
            }
            #expect(
                tried.contains { $0.rule == rule.place },
                "line \(rule.place.line) is never reached: \(rule.sentence) \(names)")
        }
    }

    @Test(
        "Programs are what they are known for",
        arguments: [
            ("cc1plus", ["/usr/lib/gcc/x86_64-linux-gnu/13/cc1plus", "-quiet"], "development"),
            ("swift-frontend", ["/usr/bin/swift-frontend", "-frontend", "-c"], "development"),
            ("rustc", ["rustc", "--crate-name", "x"], "development"),
            ("compile", ["/usr/local/go/pkg/tool/linux_amd64/compile", "-o", "x"], "development"),
            ("make", ["make", "-j8"], "development"),
            (
                "java", ["java", "-Xmx2g", "-cp", "/x:/y", "org.gradle.launcher.daemon"],
                "development"
            ),
            ("java", ["java", "-jar", "/opt/jenkins.war"], "development"),
            (
                "java", ["java", "-cp", "x", "org.apache.cassandra.service.CassandraDaemon"],
                "database"
            ),
            ("java", ["java", "-cp", "x", "kafka.Kafka", "server.properties"], "message_broker"),
            ("node", ["node", "/app/node_modules/.bin/webpack", "build"], "development"),
            ("npm run build", ["npm run build"], "development"),
            ("node", ["node", "--require", "x.js", "/srv/server.js"], "other"),
            ("python3", ["python3", "-u", "/usr/bin/borg", "create", "::x", "/home"], "backup"),
            ("python3", ["python3", "-m", "pip", "install", "x"], "development"),
            ("python3", ["python3", "-c", "import restic"], "other"),
            ("gunicorn", ["/usr/bin/python3", "/usr/bin/gunicorn", "app:app"], "web_server"),
            ("perl", ["/usr/bin/perl", "-w", "/usr/bin/amavisd-new"], "mail"),
            ("bash", ["-bash"], "other"),
            ("bash", ["bash", "-lc", "make all"], "other"),
            ("backup.sh", ["/bin/bash", "/usr/local/bin/backup.sh"], "backup"),
            ("restic", ["restic", "backup", "/home"], "backup"),
            ("rsync", ["rsync", "-a", "/home", "host:/backup"], "backup"),
            ("pg_dump", ["/usr/lib/postgresql/15/bin/pg_dump", "app"], "backup"),
            ("tar", ["tar", "czf", "/b.tgz", "/home"], "backup"),
            ("zfs", ["zfs", "send", "pool@a"], "backup"),
            ("postgres", ["postgres: writer process   "], "database"),
            ("postgres", ["postgres: app app 10.0.0.1(5432) SELECT"], "database"),
            ("mysqld", ["/usr/sbin/mysqld"], "database"),
            ("redis-server", ["/usr/bin/redis-server 127.0.0.1:6379"], "database"),
            ("dockerd", ["/usr/bin/dockerd", "-H", "fd://"], "container_runtime"),
            ("containerd-shim", ["/usr/bin/containerd-shim-runc-v2", "-id"], "container_runtime"),
            ("docker", ["docker", "build", "."], "development"),
            ("docker", ["docker", "ps"], "container_runtime"),
            ("nginx", ["nginx: worker process"], "web_server"),
            ("php-fpm8.2", ["php-fpm: pool www"], "web_server"),
            ("prometheus-node", ["/usr/bin/prometheus-node-exporter"], "monitoring"),
            ("qemu-system-x86", ["qemu-system-x86_64", "-m", "1G"], "virtual_machine"),
            ("ffmpeg", ["ffmpeg", "-i", "x"], "media"),
            ("python3", ["python3", "train.py", "--lib", "torch"], "machine_learning"),
            ("clamd", ["/usr/sbin/clamd"], "security"),
            ("systemd-journal", ["/lib/systemd/systemd-journald"], "logging"),
            ("unattended-upgr", ["/usr/bin/python3", "/usr/bin/unattended-upgrade"], "packages"),
            (
                "apt.systemd.dai", ["/bin/sh", "/usr/lib/apt/apt.systemd.daily", "install"],
                "packages"
            ),
            ("updatedb.mlocat", ["/usr/bin/updatedb.mlocate"], "indexing"),
            ("sshd", ["sshd: root@pts/0"], "system"),
            ("chrome", ["/opt/google/chrome/chrome --type=renderer --x=/y"], "desktop"),
            ("xmrig", ["./xmrig"], "mining"),
            ("kswapd0", ["/tmp/.x/kswapd0"], "other"),
            ("frobnicate", ["frobnicate"], "other"),
        ])
    func known(name: String, arguments: [String], category: String) {
        #expect(classify(name, arguments).category.rawValue == category)
    }

    @Test("Threads of the kernel have their own sentences, and a program by that name has not")
    func kernelThreads() {
        #expect(classify("kswapd0", kernel: true).sentence.hasPrefix("Frees memory"))
        #expect(classify("jbd2/sda1-8", kernel: true).sentence.contains("journal"))
        #expect(classify("md127_resync", kernel: true).sentence.contains("RAID"))
        #expect(classify("kworker/u8:1+flush-8:0", kernel: true).sentence.contains("Writes"))
        #expect(classify("something", kernel: true).category == .system)
        #expect(classify("kworker/0:0", ["./kworker/0:0"]).sentence.contains("is none"))
    }

    @Test("The unit and the container follow from the control group")
    func groups() {
        let id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        let cases: [(String, String?, String?)] = [
            ("/system.slice/postgresql.service", "postgresql.service", nil),
            ("/user.slice/user-1.slice/user@1.service/app.slice/x.service", "x.service", nil),
            ("/system.slice/docker-\(id).scope", "docker-\(id).scope", "0123456789ab"),
            ("/docker/\(id)", nil, "0123456789ab"),
            ("/kubepods/besteffort/podx/\(id)", nil, "0123456789ab"),
            (
                "/kubepods.slice/cri-containerd-\(id).scope", "cri-containerd-\(id).scope",
                "0123456789ab"
            ),
            ("/machine.slice/libpod-\(id).scope/container", "libpod-\(id).scope", "0123456789ab"),
            ("/system.slice:cri-containerd:\(id)", nil, "0123456789ab"),
            (
                "/system.slice/containerd.service/a.slice:docker:\(id)", "containerd.service",
                "0123456789ab"
            ),
            ("/machine.slice/libpod-conmon-\(id).scope", "libpod-conmon-\(id).scope", nil),
            ("/kubepods.slice/crio-conmon-\(id).scope", "crio-conmon-\(id).scope", nil),
            ("/system.slice/x\(id)", nil, nil), ("/", nil, nil),
        ]
        for (path, unit, container) in cases {
            let found = classify("x", group: path)
            #expect(found.unit?.description == unit, "\(path)")
            #expect(found.container == container, "\(path)")
        }
        #expect(classify("dump", group: "/system.slice/nightly-backup.service").category == .backup)
        #expect(
            classify("x", group: "/kubepods/podx/\(id)").sentence == "A program in a container.")
        #expect(classify("postgres", group: "/docker/\(id)").category == .database)
    }

    @Test("A user's rules go before the built-in ones, and may name their own categories")
    func users() throws {
        let rules = """
            # Ours.
            render_farm high name=rsync command="* /frames/*" : Fetches frames.

            backup low name=mystery|"two words" \\
                unit=*.service : A guess of ours.
            """
        let own = try ProcessClassifier(rules: rules, file: "my.rules")
        func classify(_ name: String, _ arguments: [String], _ group: String = "/") -> (
            String, Int?
        ) {
            let found = own.classify(
                name: KernelName(bytes: Array(name.utf8)),
                arguments: arguments.map { KernelName(bytes: Array($0.utf8)) },
                cgroup: KernelName(bytes: Array(group.utf8)))
            return (
                found.category.rawValue, found.rule?.file == "my.rules" ? found.rule?.line : nil
            )
        }
        #expect(classify("rsync", ["rsync", "-a", "/frames/1", "x"]) == ("render_farm", 2))
        #expect(classify("rsync", ["rsync", "-a", "/home", "x"]) == ("backup", nil))
        #expect(classify("two words", [], "/a.service") == ("backup", 4))
        #expect(classify("mystery", []) == ("other", nil))
        #expect("\(ProcessCategory(rawValue: "render_farm"))" == "render farm")
    }

    @Test(
        "An error in a file of rules is reported with its line",
        arguments: [
            ("backup high name=x", "there is no ' : ' before the sentence"),
            ("backup high name=x :", "there is no sentence after ' : '"),
            (
                "backup high : Words.",
                "a rule is: category, confidence, conditions, ' : ' and a sentence"
            ),
            (
                "Backup high name=x : Words.",
                "the category 'Backup' is not made of lower case letters and '_'"
            ),
            ("backup sure name=x : Words.", "the confidence is low, medium or high, not 'sure'"),
            (
                "backup high nam=x : Words.",
                "'nam=x' is no condition: there is name=, command=, unit=, cgroup=, kernel="
            ),
            ("backup high name=x| : Words.", "'name=x|' has an empty pattern"),
            ("backup high kernel=maybe : Words.", "kernel= takes yes or no, not 'maybe'"),
            ("backup high name=\"x : Words.", "a quote is not closed"),
        ])
    func mistakes(line: String, reason: String) throws {
        let error = #expect(throws: ClassifierRuleError.self) {
            try ProcessClassifier(rules: "# first\n\(line)\n", file: "my.rules")
        }
        #expect(error.map { "\($0)" } == "my.rules, line 2: \(reason)")
    }

    @Test("A star matches any text, also none, and a long text takes no long time")
    func patterns() {
        func matches(_ pattern: String, _ text: String) -> Bool {
            NamePattern(pattern.utf8).matches(Array(text.utf8))
        }
        #expect(matches("*", "") && matches("", "") && matches("a*", "a") && matches("*a*", "bab"))
        #expect(matches("a*b*c", "a-b-b-c") && matches("**x", "x") && matches("*ab", "aab"))
        #expect(!matches("a*b", "a") && !matches("ab", "abc") && !matches("", "a"))
        #expect(!matches("a*b*c", "acb"))
        let text = [UInt8](repeating: 97, count: 100_000)
        let hard = NamePattern((String(repeating: "a*", count: 50) + "b").utf8)
        // With an exponential number of steps it would not end.
        #expect(!hard.matches(text))
        #expect(NamePattern("unattended-upgrade".utf8).matchesCut(Array("unattended-upgr".utf8)))
        #expect(!NamePattern("unattended-upgrade".utf8).matchesCut(Array("unattended".utf8)))
    }
}
