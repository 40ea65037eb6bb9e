/// The machine itself: names, versions, settings of the kernel, its clock, open files, and the sessions
/// of users. Read only on request. Sources: /proc/sys, /sys/class/dmi/id, os-release, machine-id,
/// adjtimex and /run/systemd/sessions. A value that is not known is nil.
public struct HostSystem: Sendable, Hashable, Codable {
    /// File handles in use.
    public var openFiles: Int64?
    /// The most file handles that ordinary users may have together (fs.file-max); nil if it is too
    /// large to be a limit.
    public var openFilesMax: Int64?
    /// Inodes in memory.
    public var inodesAllocated: Int64?
    /// Unused inodes among them.
    public var inodesFree: Int64?
    /// Bits in the pool of random numbers; since 5.18 256 once it is seeded.
    public var entropyBits: Int64?
    /// The most descriptors that a process may be allowed (fs.nr_open).
    public var nrOpen: Int64?
    /// Pids are below this number (kernel.pid_max).
    public var pidMax: Int64?
    /// The most threads of the machine (kernel.threads-max).
    public var threadsMax: Int64?
    /// The most mappings of a process (vm.max_map_count).
    public var maxMapCount: Int64?
    /// How much the kernel prefers swapping to dropping caches: 0 to 200.
    public var swappiness: Int64?
    /// 0: requests for memory are judged; 1: always granted; 2: up to ``Memory/commitLimitBytes``.
    public var overcommitMemory: Int64?
    /// Percent of memory in the limit of strict overcommit.
    public var overcommitRatio: Int64?
    /// Percent of available memory that may be dirty before writers wait; 0: set in bytes.
    public var dirtyRatio: Int64?
    /// Percent of available memory at which the kernel starts to write; 0: set in bytes.
    public var dirtyBackgroundRatio: Int64?
    /// Memory that the kernel keeps free, in bytes (vm.min_free_kbytes).
    public var minFreeBytes: Int64?
    /// How readily caches of inodes and names are reclaimed; 100 is the default.
    public var vfsCachePressure: Int64?
    /// Whether a time service keeps the kernel's clock. Nil of a captured root, as the next three.
    public var isClockSynchronized: Bool?
    /// What remains to be corrected of the clock, in nanoseconds.
    public var clockOffsetNs: Int?
    /// The estimated error of the clock, in nanoseconds.
    public var clockEstimatedErrorNs: Int64?
    /// The bound of that error, in nanoseconds; it grows without a time service.
    public var clockMaximumErrorNs: Int64?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// The name of the machine.
    public var hostname: KernelName?
    /// The kernel's release: "6.1.0-13-amd64".
    public var kernelRelease: KernelName?
    /// The kernel's version: "#1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1".
    public var kernelVersion: KernelName?
    /// The distribution: "Debian GNU/Linux 12 (bookworm)".
    public var osName: KernelName?
    /// The distribution in a word: "debian".
    public var osId: KernelName?
    /// Its version: "12".
    public var osVersion: KernelName?
    /// Another one after each boot.
    public var bootId: KernelName?
    /// Of the installation. Confidential: machine-id(5) says how to derive an id to show.
    public var machineId: KernelName?
    /// Who made the machine.
    public var vendor: KernelName?
    /// The name of the product.
    public var product: KernelName?
    /// Its version.
    public var productVersion: KernelName?
    /// Its serial number; root alone may read it.
    public var serial: KernelName?
    /// Who made the board.
    public var boardVendor: KernelName?
    /// The name of the board.
    public var board: KernelName?
    /// The version of the firmware.
    public var biosVersion: KernelName?
    /// The date of the firmware, as its maker wrote it: "02/27/2020".
    public var biosDate: KernelName?
    /// The sessions of systemd-logind; nil without it.
    public var sessions: [Session]?
    /// Failures that made single fields nil. A file that is missing is no failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension HostSystem {
    /// One session of systemd-logind.
    public struct Session: Sendable, Hashable, Codable {
        /// "42", "c1".
        public var id = KernelName()
        /// The user's id.
        public var uid: Int?
        /// The user's name.
        public var user: KernelName?
        /// "seat0"; nil without a seat.
        public var seat: KernelName?
        /// "tty2", "pts/0".
        public var tty: KernelName?
        /// From where, of a remote session.
        public var host: KernelName?
        /// "sshd", "login".
        public var service: KernelName?
        /// "tty", "x11", "wayland", "unspecified".
        public var type: KernelName?
        /// "user", "greeter", "manager".
        public var className: KernelName?
        /// "active", "online", "closing".
        public var state: KernelName?
        /// The pid of its first process.
        public var leader: Int?
        /// When it began, in nanoseconds since 1970.
        public var sinceNs: Int64?
        /// Whether it came over the network.
        public var isRemote: Bool?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
