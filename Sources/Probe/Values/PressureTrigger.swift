/// When the kernel reports that tasks wait: they waited for so long within such a time. For
/// ``Collector/watch(_:)``.
///
/// The kernel accepts windows of up to 10 s, and stalls of more than 0 up to the window. Without
/// CAP_SYS_RESOURCE the window has to be a multiple of 2 s, since Linux 6.5. Before, it has to be at least
/// 500 ms, and a trigger of the machine requires that right. A trigger of a cgroup requires write
/// permission for its file. Most containers lack the right: 2 s is a window that works nearly everywhere.
public struct PressureTrigger: Sendable, Hashable, Codable {
    /// What tasks wait for.
    public enum Resource: String, Sendable, Hashable, Codable, CaseIterable {
        /// A CPU.
        case cpu
        /// Memory: reclaim, swapping in, refaults.
        case memory
        /// Disks.
        case io
        /// Interrupts, which take the CPU: ``Kind/full`` alone, since Linux 6.1.
        case irq
    }

    /// How many tasks wait.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// At least one.
        case some
        /// All that are not idle, at once.
        case full
    }

    /// What tasks wait for.
    public var resource: Resource
    /// How many tasks wait.
    public var kind: Kind
    /// How long they have to wait within the window, in nanoseconds; the kernel counts microseconds.
    public var stallNs: Int64
    /// The window in nanoseconds; the kernel counts microseconds.
    public var windowNs: Int64
    /// The directory of a cgroup of version 2, such as "/sys/fs/cgroup/app.slice"; nil for the machine.
    public var cgroup: String?

    /// A trigger of the machine, or of a cgroup.
    public init(
        _ resource: Resource, _ kind: Kind = .some, stallNs: Int64, windowNs: Int64,
        cgroup: String? = nil
    ) {
        self.resource = resource
        self.kind = kind
        self.stallNs = stallNs
        self.windowNs = windowNs
        self.cgroup = cgroup
    }
}

#if !hasFeature(Embedded)
    extension PressureTrigger {
        /// ``stallNs`` as a duration.
        public var stall: Duration { .nanoseconds(stallNs) }

        /// ``windowNs`` as a duration.
        public var window: Duration { .nanoseconds(windowNs) }
    }
#endif
