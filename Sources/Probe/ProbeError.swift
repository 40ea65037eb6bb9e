/// Why something could not be read, and where: an error of a call, of a section, or of single fields.
public struct ProbeError: Error, Sendable, Hashable, Codable {
    /// What kind of failure it is. A struct, so that a new code does not break programs.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
        /// The name, as the JSON of the command has it.
        public let rawValue: String

        /// The value of this name, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// This build or this root can never read it.
        public static let unsupported = Code(rawValue: "unsupported")
        /// The kernel has no such file here: old, compiled out, switched off or not mounted.
        public static let notFound = Code(rawValue: "not_found")
        /// It disappeared while it was read.
        public static let gone = Code(rawValue: "gone")
        /// Permission is missing.
        public static let denied = Code(rawValue: "denied")
        /// The text is malformed.
        public static let malformed = Code(rawValue: "malformed")
        /// A path or a value exceeds a documented bound.
        public static let tooLarge = Code(rawValue: "too_large")
        /// No descriptor or memory was free: try again later.
        public static let exhausted = Code(rawValue: "exhausted")
        /// The source did not answer before the deadline.
        public static let stalled = Code(rawValue: "stalled")
        /// An argument is wrong.
        public static let invalid = Code(rawValue: "invalid")
        /// Any other error of the system.
        public static let io = Code(rawValue: "io")

        /// Its name.
        public var description: String { rawValue }
    }

    /// What kind of failure it is.
    public var code: Code
    /// What failed: a kernel file by its usual path, or a few words.
    public var source: String { sourceName.text }
    /// The line of the text that is malformed, from 1; nil if the failure has no line.
    public var line: Int?
    /// The errno of the failed call; nil where no call failed.
    public var systemError: Int32?

    private let sourceName: SourceName

    /// A failure of a file or a call.
    public init(code: Code, source: String, line: Int? = nil, systemError: Int32? = nil) {
        self.init(code: code, SourceName(source), line: line, systemError: systemError)
    }

    init(code: Code, _ source: SourceName, line: Int?, systemError: Int32?) {
        self.code = code
        sourceName = source
        self.line = line
        self.systemError = systemError
    }
}

extension ProbeError: CustomStringConvertible {
    /// One line of text: "/proc/stat, line 3: malformed".
    public var description: String {
        let place = line.map { "\(source), line \($0)" } ?? source
        return "\(place): \(reason)"
    }

    /// The description without the source.
    var reason: String {
        if let systemWords { return systemWords }
        return switch code {
        case .unsupported: "not supported"
        case .notFound: "not found"
        case .gone: "disappeared while it was read"
        case .denied: "permission denied"
        case .malformed: "malformed"
        case .tooLarge: "too large"
        case .exhausted: "out of descriptors or memory"
        case .stalled: "no answer before the deadline"
        case .invalid: "invalid argument"
        default: systemError.map { "system error \($0)" } ?? code.rawValue
        }
    }
}
