/// What a process is, judged by its name, its arguments and its cgroup.
public struct ProcessClassification: Sendable, Hashable, Codable {
    /// What kind of program it is.
    public var category: ProcessCategory
    /// How sure the rule is.
    public var confidence: Confidence
    /// The rule's sentence: "restic makes encrypted backups."
    public var sentence: String
    /// Which rule decided; nil where none knows the process.
    public var rule: RulePlace?
    /// The name that was judged: the program's, or that of the script which an interpreter runs.
    public var program: KernelName?
    /// The systemd unit it runs in: "postgresql.service"; nil where its cgroup names none.
    public var unit: KernelName?
    /// The first twelve digits of the container it runs in, as `docker ps` prints them; nil where its
    /// cgroup names none.
    public var container: String?

    /// How sure a rule is.
    public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable {
        /// A guess: the program serves many purposes.
        case low
        /// Most often so.
        case medium
        /// The program does nothing else.
        case high
    }

    /// The place of a rule.
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

    /// What a process is.
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

/// A kind of program. A struct, so that a new one does not break programs, and rules can define
/// their own.
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
    /// What runs containers; not what runs inside of them.
    public static let containerRuntime = ProcessCategory(rawValue: "container_runtime")
    /// Web and application servers, proxies.
    public static let webServer = ProcessCategory(rawValue: "web_server")
    /// Message brokers and queues.
    public static let messageBroker = ProcessCategory(rawValue: "message_broker")
    /// What watches machines.
    public static let monitoring = ProcessCategory(rawValue: "monitoring")
    /// Virtual machines.
    public static let virtualMachine = ProcessCategory(rawValue: "virtual_machine")
    /// Sound, pictures and films.
    public static let media = ProcessCategory(rawValue: "media")
    /// Training and serving of models, numerical work.
    public static let machineLearning = ProcessCategory(rawValue: "machine_learning")
    /// Mail.
    public static let mail = ProcessCategory(rawValue: "mail")
    /// What looks through all files to find them faster later.
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
    /// Load that was made on purpose.
    public static let loadTest = ProcessCategory(rawValue: "load_test")
    /// What no rule puts elsewhere.
    public static let other = ProcessCategory(rawValue: "other")

    /// The name in words: "web server".
    public var description: String {
        String(rawValue.map { $0 == "_" ? " " : $0 })
    }
}
