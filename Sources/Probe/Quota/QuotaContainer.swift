extension Quota {
    /// The container runtime of a process, as far as it can be detected. A hint: evidence can be
    /// removed.
    public struct Container: Sendable, Hashable, Codable {
        /// The runtimes. A struct, so that a new one does not break programs.
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
        public var runtime: Runtime
        /// What was detected: a file, or a part of one.
        public var evidence: String

        /// A runtime, and its trace.
        public init(runtime: Runtime, evidence: String) {
            self.runtime = runtime
            self.evidence = evidence
        }
    }
}
