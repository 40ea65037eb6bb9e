/// The kind of a root directory.
public enum RootKind: String, Sendable, Hashable, Codable {
    /// "/": the machine as this process sees it.
    case own
    /// Another directory whose proc is procfs: a host's root seen in a container.
    case live
    /// A directory of captured files: nothing is read from this machine.
    case captured
}
