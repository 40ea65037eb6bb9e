/// The sections of a sample by their ids, in the order in which they are printed.
public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
    case cpu
    case load
    case memory
    case quota
}

/// A choice of sections.
public struct Sections: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

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

    public static let cpu = Sections(rawValue: 1 << 0)
    public static let load = Sections(rawValue: 1 << 1)
    public static let memory = Sections(rawValue: 1 << 2)
    public static let quota = Sections(rawValue: 1 << 3)
    public static let all: Sections = [.cpu, .load, .memory, .quota]
}
