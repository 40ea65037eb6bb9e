/// What runs a process in a container, as far as its traces tell. A hint: traces can be removed.
public struct Container: Sendable, Hashable, Codable {
    /// The runtimes. A struct, so that a new one breaks nobody's program.
    public struct Runtime: RawRepresentable, Sendable, Hashable, Codable {
        /// The name, as the JSON of the command has it.
        public let rawValue: String

        /// The value of this name, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Docker.
        public static let docker = Runtime(rawValue: "docker")
        /// Podman.
        public static let podman = Runtime(rawValue: "podman")
        /// A pod of Kubernetes, whatever it uses beneath.
        public static let kubernetes = Runtime(rawValue: "kubernetes")
        /// containerd without Kubernetes.
        public static let containerd = Runtime(rawValue: "containerd")
        /// LXC, LXD or Incus.
        public static let lxc = Runtime(rawValue: "lxc")
        /// systemd-nspawn.
        public static let systemdNspawn = Runtime(rawValue: "systemd-nspawn")
        /// The Windows Subsystem for Linux.
        public static let wsl = Runtime(rawValue: "wsl")
        /// A container that names itself otherwise.
        public static let other = Runtime(rawValue: "other")
    }

    /// The runtime.
    public internal(set) var runtime: Runtime
    /// What told: a file, or a place in one.
    public internal(set) var evidence: String
}
