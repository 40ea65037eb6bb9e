extension Quota {
    /// The detected container runtime of a process. A hint only: a container can hide its traces.
    public struct Container: Sendable, Hashable, Codable {
        /// A container runtime. A struct, so that a new runtime does not break programs.
        public struct Runtime: RawRepresentable, Sendable, Hashable, Codable {
            /// The name in the JSON of the command.
            public let rawValue: String

            /// The value with this name, known to this version or not.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// Docker.
            public static let docker = Runtime(rawValue: "docker")
            /// Podman.
            public static let podman = Runtime(rawValue: "podman")
            /// A pod of Kubernetes, with any runtime.
            public static let kubernetes = Runtime(rawValue: "kubernetes")
            /// containerd without Kubernetes.
            public static let containerd = Runtime(rawValue: "containerd")
            /// LXC, LXD or Incus.
            public static let lxc = Runtime(rawValue: "lxc")
            /// systemd-nspawn.
            public static let systemdNspawn = Runtime(rawValue: "systemd-nspawn")
            /// The Windows Subsystem for Linux.
            public static let wsl = Runtime(rawValue: "wsl")
            /// A jail of FreeBSD.
            public static let jail = Runtime(rawValue: "jail")
            /// Another runtime, named by the container itself.
            public static let other = Runtime(rawValue: "other")
        }

        /// The runtime.
        public var runtime: Runtime
        /// The evidence: a file, a part of a file, or a system call.
        public var evidence: String

        /// A runtime, and the evidence for it.
        public init(runtime: Runtime, evidence: String) {
            self.runtime = runtime
            self.evidence = evidence
        }
    }
}
