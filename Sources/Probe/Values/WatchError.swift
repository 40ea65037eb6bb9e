/// Why a file cannot be watched, or can be no longer.
public struct WatchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The failure, with the file and the errno.
    public var error: ProbeError
    /// The directory of the cgroup; nil for a file of the machine.
    public var cgroup: String?
    /// The cause in words: "without CAP_SYS_RESOURCE the window has to be a multiple of 2 s".
    public var reason: String

    /// A failure; without a reason, it is that of `error`.
    public init(_ error: ProbeError, cgroup: String? = nil, reason: String? = nil) {
        self.error = error
        self.cgroup = cgroup
        self.reason = reason ?? error.reason
    }

    /// One line of text: "cgroup.events of /sys/fs/cgroup/app: the cgroup was removed".
    public var description: String {
        let place = cgroup.map { "\(error.source) of \($0)" } ?? error.source
        return "\(place): \(reason)"
    }
}
