/// The environment with which the program of a process was started. Later changes by setenv() do
/// not appear. Source: /proc/PID/environ.
///
/// An environment often contains passwords and tokens. No other call reads it.
public struct ProcessEnvironment: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The variables, in the kernel's order. A name can occur more than once.
    public var variables: [EnvironmentVariable] = []
    /// Whether the last variable lacks its end, because the text was cut or overwritten.
    public var isCut = false
    /// Failures. None at present: the environment is read as a whole.
    public var failures: [ProbeError] = []

    /// The value of the first variable with this name; nil if there is none, or it has no value.
    public subscript(name: String) -> KernelName? {
        for variable in variables where variable.name == name { return variable.value }
        return nil
    }

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// A variable of an environment.
public struct EnvironmentVariable: Sendable, Hashable, Codable {
    /// Its name. Any bytes but NUL, as the value.
    public var name = KernelName()
    /// Its value; nil of a text without "=".
    public var value: KernelName?

    /// An empty value.
    public init() {}
}
