/// A limit: limited, unlimited, or unknown. Unknown is never treated as unlimited.
public enum Limit<Value> {
    /// The lowest limit that could be read, and its source. If `incomplete` is not nil, some level could
    /// not be read, and the true limit may be lower.
    case limited(Value, by: LimitSource, incomplete: Incompleteness?)
    /// No level has a limit, and every level up to the root of the hierarchy was read.
    case unlimited
    /// No readable level has a limit, and some level could not be read.
    case unknown(Incompleteness)

    /// The limit; nil if unlimited or unknown.
    public var value: Value? {
        if case .limited(let value, _, _) = self { value } else { nil }
    }

    /// The source of the limit; nil if unlimited or unknown.
    public var source: LimitSource? {
        if case .limited(_, let source, _) = self { source } else { nil }
    }

    /// The path of the cgroup that sets the limit, in its hierarchy; nil also if the machine does.
    public var level: KernelName? { source?.level }

    /// The path of the file that sets the limit; nil if unlimited or unknown.
    public var file: KernelName? { source?.file }

    /// Which level could not be read, and why; nil if every level was read.
    public var incomplete: Incompleteness? {
        switch self {
        case .limited(_, _, let incomplete): incomplete
        case .unlimited: nil
        case .unknown(let why): why
        }
    }

    /// Whether every level up to the root of the hierarchy was read.
    public var isComplete: Bool { incomplete == nil }
}

// Conditional conformances instead of requirements on `Value`: when a program first uses a type,
// the Swift runtime looks up the requirements in all linked libraries, which takes much of the run
// time of a short command.
extension Limit: Sendable where Value: Sendable {}
extension Limit: Equatable where Value: Equatable {}
extension Limit: Hashable where Value: Hashable {}

/// The file that sets a limit, and its cgroup.
public struct LimitSource: Sendable, Hashable {
    /// The path of the cgroup in its hierarchy; nil if the machine itself sets the limit.
    public var level: KernelName?
    /// The path of the file with the limit, below the collector's root.
    public var file: KernelName

    /// The file of a cgroup, or of the machine if `level` is nil.
    public init(level: KernelName?, file: KernelName) {
        self.level = level
        self.file = file
    }
}

/// Why a limit or a number is unknown, or may differ from the value.
public struct Incompleteness: Sendable, Hashable {
    /// The kind of reason. A struct, so that a new kind does not break programs.
    public struct Reason: RawRepresentable, Sendable, Hashable, Codable {
        /// The name in the JSON of the command.
        public let rawValue: String

        /// The value with this name, known to this version or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The cgroup namespace hides the cgroups above its root.
        public static let aboveNamespace = Reason(rawValue: "above_namespace")
        /// The mount shows only a part of the hierarchy.
        public static let aboveMount = Reason(rawValue: "above_mount")
        /// No mount of the hierarchy contains the process's cgroup.
        public static let outsideMount = Reason(rawValue: "outside_mount")
        /// The hierarchy has no visible mount.
        public static let notMounted = Reason(rawValue: "not_mounted")
        /// A level's directory or file could not be read.
        public static let level = Reason(rawValue: "level")
        /// The process's cgroup was removed.
        public static let deleted = Reason(rawValue: "deleted")
        /// The requested cgroup is not in this controller's hierarchy.
        public static let otherHierarchy = Reason(rawValue: "other_hierarchy")
        /// /proc/PID/cgroup could not be read.
        public static let noCgroups = Reason(rawValue: "no_cgroups")
        /// mountinfo could not be read.
        public static let noMounts = Reason(rawValue: "no_mounts")
        /// The limits of this controller were not requested.
        public static let notRequested = Reason(rawValue: "not_requested")
        /// The usage of a cgroup is unknown.
        public static let usage = Reason(rawValue: "usage")
        /// The total of the machine or of the process is unknown.
        public static let machine = Reason(rawValue: "machine")
    }

    /// The kind of reason.
    public var reason: Reason
    /// The failure of the file that could not be read; nil if the reason is not a file.
    public var failure: ProbeError?

    /// A reason, and the failure behind it.
    public init(reason: Reason, failure: ProbeError? = nil) {
        self.reason = reason
        self.failure = failure
    }
}

extension Incompleteness: CustomStringConvertible {
    /// The reason as text.
    public var description: String {
        let words =
            switch reason {
            case .aboveNamespace: "the cgroup namespace hides the cgroups above its root"
            case .aboveMount: "the mount shows only a part of the cgroup hierarchy"
            case .outsideMount: "no cgroup mount contains the cgroup of the process"
            case .notMounted: "the cgroup hierarchy is not mounted"
            case .level: "a cgroup could not be read"
            case .deleted: "the cgroup was removed"
            case .otherHierarchy: "the cgroup is not in this controller's hierarchy"
            case .noCgroups: "the cgroups of the process could not be read"
            case .noMounts: "the mounts could not be read"
            case .notRequested: "it was not requested"
            case .usage: "the usage of a cgroup is unknown"
            case .machine: "the total of the machine or the process is unknown"
            default: reason.rawValue
            }
        return failure.map { "\(words) (\($0))" } ?? words
    }
}

extension Limit: CustomStringConvertible {
    /// "1.5 by /sys/fs/cgroup/app.slice/cpu.max", "no limit", "unknown: why".
    public var description: String {
        switch self {
        case .limited(let value, let source, let incomplete):
            "\(value) by \(source.file)" + (incomplete.map { ", may be smaller: \($0)" } ?? "")
        case .unlimited: "no limit"
        case .unknown(let why): "unknown: \(why)"
        }
    }
}
