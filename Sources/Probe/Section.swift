/// The sections of a sample by their ids, in the order in which they are printed.
public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
    /// The CPUs: ``CPU``.
    case cpu
    /// Load averages, tasks, uptime: ``Load``.
    case load
    /// Memory and swap: ``Memory``.
    case memory
    /// What this process may use: ``Quota``.
    case quota
}

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
        case .quota: self = .quota
        }
    }

    /// The CPUs.
    public static let cpu = Sections(rawValue: 1 << 0)
    /// Load averages, tasks, uptime.
    public static let load = Sections(rawValue: 1 << 1)
    /// Memory and swap.
    public static let memory = Sections(rawValue: 1 << 2)
    /// What this process may use.
    public static let quota = Sections(rawValue: 1 << 3)
    /// All of them.
    public static let all: Sections = [.cpu, .load, .memory, .quota]
}
