extension Sample {
    /// The sections of a sample by their ids, in the order in which they are printed.
    public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
        /// The CPUs: ``CPU``.
        case cpu
        /// Load averages, tasks, uptime: ``Load``.
        case load
        /// Memory and swap: ``Memory``.
        case memory
        /// Block devices: ``Disk``.
        case disk
        /// Mounted file systems: ``Filesystem``.
        case filesystem
        /// Interfaces, sockets: ``Networking``.
        case network
        /// All whole block devices together: ``IO``.
        case io
        /// Time lost waiting: ``Pressure``.
        case pressure
        /// What this process may use: ``Quota``.
        case quota
        /// The processes: ``ProcessTable``. Only on request.
        case process
        /// Temperatures and fans: ``Sensors``. Only on request.
        case sensors

        /// Those that a sample has unless others are asked for: all but the processes and the
        /// sensors.
        public static let usual = allCases.filter { $0 != .process && $0 != .sensors }
    }
}

extension Sample {
    /// A choice of sections.
    public struct Sections: OptionSet, Sendable, Hashable {
        /// The bits, one a section.
        public let rawValue: UInt32

        /// A choice of these bits; those of no section choose nothing.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The choice of this section alone.
        public init(_ section: Section) {
            switch section {
            case .cpu: self = .cpu
            case .load: self = .load
            case .memory: self = .memory
            case .disk: self = .disk
            case .filesystem: self = .filesystem
            case .network: self = .network
            case .io: self = .io
            case .pressure: self = .pressure
            case .quota: self = .quota
            case .process: self = .process
            case .sensors: self = .sensors
            }
        }

        /// The CPUs.
        public static let cpu = Sections(rawValue: 1 << 0)
        /// Load averages, tasks, uptime.
        public static let load = Sections(rawValue: 1 << 1)
        /// Memory and swap.
        public static let memory = Sections(rawValue: 1 << 2)
        /// Block devices.
        public static let disk = Sections(rawValue: 1 << 3)
        /// Mounted file systems.
        public static let filesystem = Sections(rawValue: 1 << 4)
        /// Interfaces, sockets.
        public static let network = Sections(rawValue: 1 << 5)
        /// All whole block devices together.
        public static let io = Sections(rawValue: 1 << 6)
        /// Time lost waiting.
        public static let pressure = Sections(rawValue: 1 << 7)
        /// What this process may use.
        public static let quota = Sections(rawValue: 1 << 8)
        /// The processes.
        public static let process = Sections(rawValue: 1 << 9)
        /// Temperatures and fans.
        public static let sensors = Sections(rawValue: 1 << 10)
        /// Those that a sample has unless others are asked for: all but the processes and the
        /// sensors.
        public static let usual: Sections = [
            .cpu, .load, .memory, .disk, .filesystem, .network, .io, .pressure, .quota,
        ]
    }
}
