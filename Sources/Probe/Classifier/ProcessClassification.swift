/// The category of a process, derived from its name, its arguments and its cgroup.
public struct ProcessClassification: Sendable, Hashable, Codable {
    /// What kind of program it is.
    public var category: ProcessCategory
    /// How certain the category is.
    public var confidence: Confidence
    /// The rule's sentence: "restic makes encrypted backups."
    public var sentence: String
    /// The rule that matched; nil if none did.
    public var rule: RulePlace?
    /// The name that the rule matched: of the program, or of the script that an interpreter runs.
    public var program: KernelName?
    /// The systemd unit: "postgresql.service"; nil if the path of the cgroup has none.
    public var unit: KernelName?
    /// The first twelve digits of the container's id, as `docker ps` prints them; nil if the path of the
    /// cgroup has none.
    public var container: String?

    /// How certain a rule is.
    public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable {
        /// A guess: the program serves many purposes.
        case low
        /// Usually right.
        case medium
        /// The program does nothing else.
        case high
    }

    /// The file and line of a rule.
    public struct RulePlace: Sendable, Hashable, Codable {
        /// The file of the rule; nil of the built-in table.
        public var file: String?
        /// Its line there, from 1.
        public var line: Int

        /// A line of a file; without a file, of the built-in table.
        public init(file: String?, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// The category and how it was derived.
    public init(
        category: ProcessCategory, confidence: Confidence = .high, sentence: String = "",
        rule: RulePlace? = nil, program: KernelName? = nil, unit: KernelName? = nil,
        container: String? = nil
    ) {
        self.category = category
        self.confidence = confidence
        self.sentence = sentence
        self.rule = rule
        self.program = program
        self.unit = unit
        self.container = container
    }
}

/// A kind of program. A struct, so that a new one does not break programs, and rules can define more.
public struct ProcessCategory: RawRepresentable, Sendable, Hashable, Codable,
    CustomStringConvertible
{
    /// The name, as rules and the JSON of the command have it.
    public let rawValue: String

    /// The category of this name, known or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Copying, archiving, dumping, compressing.
    public static let backup = ProcessCategory(rawValue: "backup")
    /// Compilers, linkers, build tools, version control, editors, tests.
    public static let development = ProcessCategory(rawValue: "development")
    /// Databases and caches.
    public static let database = ProcessCategory(rawValue: "database")
    /// Container runtimes; not the programs inside containers.
    public static let containerRuntime = ProcessCategory(rawValue: "container_runtime")
    /// Web and application servers, proxies.
    public static let webServer = ProcessCategory(rawValue: "web_server")
    /// Message brokers and queues.
    public static let messageBroker = ProcessCategory(rawValue: "message_broker")
    /// Monitoring agents and collectors.
    public static let monitoring = ProcessCategory(rawValue: "monitoring")
    /// Virtual machines.
    public static let virtualMachine = ProcessCategory(rawValue: "virtual_machine")
    /// Sound, pictures and films.
    public static let media = ProcessCategory(rawValue: "media")
    /// Training and serving of models, numerical work.
    public static let machineLearning = ProcessCategory(rawValue: "machine_learning")
    /// Mail.
    public static let mail = ProcessCategory(rawValue: "mail")
    /// Indexers of files.
    public static let indexing = ProcessCategory(rawValue: "indexing")
    /// Scanners for viruses and intruders.
    public static let security = ProcessCategory(rawValue: "security")
    /// Logs.
    public static let logging = ProcessCategory(rawValue: "logging")
    /// Installing and updating software.
    public static let packages = ProcessCategory(rawValue: "packages")
    /// Files served to other machines, and transferred.
    public static let fileServer = ProcessCategory(rawValue: "file_server")
    /// Names, addresses, tunnels, firewalls.
    public static let network = ProcessCategory(rawValue: "network")
    /// The operating system: init, logins, timers, the kernel's own threads.
    public static let system = ProcessCategory(rawValue: "system")
    /// The graphical session and browsers.
    public static let desktop = ProcessCategory(rawValue: "desktop")
    /// Mining of coins, which is rarely wanted on a server.
    public static let mining = ProcessCategory(rawValue: "mining")
    /// Load generators and benchmarks.
    public static let loadTest = ProcessCategory(rawValue: "load_test")
    /// Processes that no rule matches.
    public static let other = ProcessCategory(rawValue: "other")

    /// The name in words: "web server".
    public var description: String {
        String(rawValue.map { $0 == "_" ? " " : $0 })
    }
}
