/// What a root is.
public enum RootKind: String, Sendable, Hashable, Codable {
    /// "/": the machine as this process sees it.
    case own
    /// Another directory whose proc is procfs: a host's root seen in a container.
    case live
    /// A directory of files: answers from its files alone, never from this machine.
    case captured
}
