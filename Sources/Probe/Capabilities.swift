/// What can be read: by this build (``current``), and by a collector here and now
/// (``Collector/capabilities()``).
public struct Capabilities: Sendable, Hashable {
    /// The port that this build carries: "linux", "freebsd", "macos", "openbsd", "netbsd" or
    /// "unsupported".
    public var port = ""
    /// The release of the kernel beneath the root, as uname -r prints it; nil in ``current``, and
    /// if the root does not contain it.
    public var kernelRelease: KernelName?
    /// Fields that come and go together, in the order of the sections.
    public var fieldSets: [FieldSet] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// Whether this build can read the section, or a part of it.
    public func has(_ section: Sample.Section) -> Bool {
        fieldSets.contains { $0.section == section && $0.isSupported }
    }
}

extension Capabilities {
    /// Fields of a section that have one source or came with one kernel, so that they come and go
    /// together.
    public struct FieldSet: Sendable, Hashable {
        /// The section they belong to.
        public var section = Sample.Section.cpu
        /// Their name within the section: "times".
        public var name = ""
        /// The kernel file or call they come from; "" where this build does not read them.
        public var source = ""
        /// The first kernel that has them; nil if every kernel that Swift runs on has them.
        public var since: KernelVersion?
        /// Whether this build reads them.
        public var isSupported = false
        /// Whether they can be read here and now; nil in ``Capabilities/current``, which reads
        /// nothing.
        public var here: Availability?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Capabilities {
    /// Whether fields can be read, or why not.
    public enum Availability: Sendable, Hashable {
        /// They were read.
        case available
        /// They were not read, for a reason, and with the error of the reading if there was one.
        case unavailable(Reason, ProbeError?)

        /// The kinds of reason. A struct, so that a new one does not break programs.
        public struct Reason: RawRepresentable, Sendable, Hashable, Codable {
            /// The name, as the JSON of the command has it.
            public let rawValue: String

            /// The value of this name, known or not.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// This build has no reader for them.
            public static let unsupported = Reason(rawValue: "unsupported")
            /// A captured or foreign root does not have them, only the machine itself.
            public static let otherRoot = Reason(rawValue: "other_root")
            /// The kernel is too old.
            public static let kernelTooOld = Reason(rawValue: "kernel_too_old")
            /// The kernel was built without them, or they were switched off when it was booted.
            public static let compiledOut = Reason(rawValue: "compiled_out")
            /// The kernel has them, and they are switched off.
            public static let switchedOff = Reason(rawValue: "switched_off")
            /// The file system that has them is not mounted.
            public static let notMounted = Reason(rawValue: "not_mounted")
            /// Permission is missing.
            public static let denied = Reason(rawValue: "denied")
            /// The machine has no such thing, or no driver reports it.
            public static let noneHere = Reason(rawValue: "none_here")
            /// The source exists, and could not be read or parsed.
            public static let failed = Reason(rawValue: "failed")
        }

        /// Whether they were read.
        public var isAvailable: Bool { self == .available }

        /// Why they were not; nil where they were.
        public var reason: Reason? {
            if case .unavailable(let reason, _) = self { reason } else { nil }
        }

        /// The error of the reading, where there was one.
        public var error: ProbeError? {
            if case .unavailable(_, let error) = self { error } else { nil }
        }
    }
}

extension Capabilities {
    /// The version of a kernel, as far as features depend on it.
    public struct KernelVersion: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
        /// The first number.
        public var major: Int
        /// The second number.
        public var minor: Int

        /// Whether one kernel is older than another.
        public static func < (a: KernelVersion, b: KernelVersion) -> Bool {
            (a.major, a.minor) < (b.major, b.minor)
        }

        /// "6.1"
        public var description: String { "\(major).\(minor)" }

        /// 6.1 is 6 and 1.
        public init(major: Int, minor: Int) {
            self.major = major
            self.minor = minor
        }
    }
}
