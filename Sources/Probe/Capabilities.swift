/// What this build can ever read. What this machine gives, the readings themselves say.
public struct Capabilities: Sendable, Hashable, Codable {
    /// Whether ``Collector/cpu()`` can answer.
    public internal(set) var cpu = false
    /// Whether ``Collector/load()`` can answer.
    public internal(set) var load = false
    /// Whether ``Collector/memory()`` can answer.
    public internal(set) var memory = false
    /// Whether ``Collector/quota()`` can answer.
    public internal(set) var quota = false
    /// The port that this build carries: "linux" or "unsupported".
    public internal(set) var port = ""

    init() {}

    /// Whether this build can read the section.
    public func has(_ section: Section) -> Bool {
        switch section {
        case .cpu: cpu
        case .load: load
        case .memory: memory
        case .quota: quota
        }
    }
}
