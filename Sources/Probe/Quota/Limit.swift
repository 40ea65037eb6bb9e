/// A limit: limited, unlimited, or unknown. Unknown is never treated as unlimited.
public enum Limit<Value> {
    /// The least of the limits that could be read, and what sets it. Where `incomplete` is not nil
    /// something could not be seen, and the true limit may be less.
    case limited(Value, by: LimitSource, incomplete: Incompleteness?)
    /// No level limits, and every level up to the true root was seen.
    case unlimited
    /// No level that could be seen limits, and not all could be seen.
    case unknown(Incompleteness)

    /// The limit; nil where there is none or it is unknown.
    public var value: Value? {
        if case .limited(let value, _, _) = self { value } else { nil }
    }

    /// What sets the limit; nil where there is none or it is unknown.
    public var source: LimitSource? {
        if case .limited(_, let source, _) = self { source } else { nil }
    }

    /// The cgroup that sets the limit, by its path in the hierarchy; nil also where the machine does.
    public var level: KernelName? { source?.level }

    /// The file that sets the limit, as cat takes it.
    public var file: KernelName? { source?.file }

    /// What could not be seen; nil where every level up to the true root was.
    public var incomplete: Incompleteness? {
        switch self {
        case .limited(_, _, let incomplete): incomplete
        case .unlimited: nil
        case .unknown(let why): why
        }
    }

    /// Whether every level up to the true root was seen.
    public var isComplete: Bool { incomplete == nil }
}

// Conditional, not demanded of every `Value`: a demand is looked up when a program first uses the type,
// in all that it links, and that is much of the time of a command that only prints one number.
extension Limit: Sendable where Value: Sendable {}
extension Limit: Equatable where Value: Equatable {}
extension Limit: Hashable where Value: Hashable {}

/// What sets a limit.
public struct LimitSource: Sendable, Hashable {
    /// The cgroup, by its path in the hierarchy; nil where the machine itself is the bound.
    public var level: KernelName?
    /// The file that says so, as cat takes it (beneath the root that is read).
    public var file: KernelName

    /// The file of a cgroup; without a level, of the machine.
    public init(level: KernelName?, file: KernelName) {
        self.level = level
        self.file = file
    }
}

/// Why a limit or a number is unknown, or may be another than it seems.
public struct Incompleteness: Sendable, Hashable {
    /// The kinds of reason. A struct, so that a new one does not break programs.
    public struct Reason: RawRepresentable, Sendable, Hashable, Codable {
        /// The name, as the JSON of the command has it.
        public let rawValue: String

        /// The value of this name, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The cgroup namespace hides what is above its root.
        public static let aboveNamespace = Reason(rawValue: "above_namespace")
        /// The mount shows a part of the hierarchy, and not what is above.
        public static let aboveMount = Reason(rawValue: "above_mount")
        /// No mount of the hierarchy contains the process's cgroup.
        public static let outsideMount = Reason(rawValue: "outside_mount")
        /// The hierarchy is mounted nowhere that can be seen.
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
        /// What a cgroup uses is not known.
        public static let usage = Reason(rawValue: "usage")
        /// What the machine or the process has of it is not known.
        public static let machine = Reason(rawValue: "machine")
    }

    /// The kind of reason.
    public var reason: Reason
    /// What was met, where a file is to blame.
    public var failure: ProbeError?

    /// A reason, with what was met.
    public init(reason: Reason, failure: ProbeError? = nil) {
        self.reason = reason
        self.failure = failure
    }
}

extension Incompleteness: CustomStringConvertible {
    /// The reason in plain words.
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
