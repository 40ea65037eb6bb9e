/// The machine: names, versions, kernel settings, clock, open files, and user sessions. Read only
/// on request. Sources: /proc/sys, /sys/class/dmi/id, os-release, machine-id, adjtimex and
/// /run/systemd/sessions, /run/utmp. Unknown values are nil.
public struct HostSystem: Sendable, Hashable, Codable {
    /// File handles in use (fs.file-nr).
    public var openFiles: Int64?
    /// The limit of file handles of all unprivileged users together (fs.file-max); nil if too large
    /// to be a limit.
    public var openFilesMax: Int64?
    /// Inodes in memory (fs.inode-nr).
    public var inodesAllocated: Int64?
    /// Unused inodes among them.
    public var inodesFree: Int64?
    /// Entropy in bits; always 256 after seeding since Linux 5.18.
    public var entropyBits: Int64?
    /// The upper bound of RLIMIT_NOFILE of a process (fs.nr_open).
    public var nrOpen: Int64?
    /// Pids are below this number (kernel.pid_max).
    public var pidMax: Int64?
    /// The limit of threads of the machine (kernel.threads-max).
    public var threadsMax: Int64?
    /// The limit of mappings of a process (vm.max_map_count).
    public var maxMapCount: Int64?
    /// The preference of swapping over dropping page cache, 0 to 200 (vm.swappiness).
    public var swappiness: Int64?
    /// The overcommit mode: 0 heuristic, 1 always, 2 strict, up to ``Memory/commitLimitBytes``
    /// (vm.overcommit_memory).
    public var overcommitMemory: Int64?
    /// Percent of memory in the limit of strict overcommit (vm.overcommit_ratio).
    public var overcommitRatio: Int64?
    /// Percent of available memory that may be dirty before writers wait; 0 if set in bytes
    /// (vm.dirty_ratio).
    public var dirtyRatio: Int64?
    /// Percent of available memory that may be dirty before the kernel starts to write; 0 if set in
    /// bytes (vm.dirty_background_ratio).
    public var dirtyBackgroundRatio: Int64?
    /// Memory that the kernel keeps free, in bytes (vm.min_free_kbytes).
    public var minFreeBytes: Int64?
    /// The preference for reclaiming inode and dentry caches; default 100 (vm.vfs_cache_pressure).
    public var vfsCachePressure: Int64?
    /// Whether a time service synchronizes the kernel's clock. Nil, as the next three, for a
    /// captured root. Source: adjtimex(2).
    public var isClockSynchronized: Bool?
    /// The remaining correction of the clock, in nanoseconds.
    public var clockOffsetNs: Int64?
    /// The estimated error of the clock, in nanoseconds.
    public var clockEstimatedErrorNs: Int64?
    /// The maximum error of the clock, in nanoseconds; grows without a time service.
    public var clockMaximumErrorNs: Int64?
    /// Errors of the memory that ECC corrected since the driver was loaded, of all memory
    /// controllers (EDAC). Nil without a driver, as on most machines without ECC memory and in
    /// virtual machines.
    public var memoryCorrectedErrors: Int64?
    /// Errors of the memory that could not be corrected: data was lost. Likewise.
    public var memoryUncorrectedErrors: Int64?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// The host name.
    public var hostname: KernelName?
    /// The kernel's release: "6.1.0-13-amd64".
    public var kernelRelease: KernelName?
    /// The kernel's version: "#1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1".
    public var kernelVersion: KernelName?
    /// The distribution: "Debian GNU/Linux 12 (bookworm)".
    public var osName: KernelName?
    /// The id of the distribution: "debian".
    public var osId: KernelName?
    /// The version of the distribution: "12".
    public var osVersion: KernelName?
    /// The random id of the boot.
    public var bootID: BootID?
    /// The id of the installation. Confidential: machine-id(5) describes how to derive an id for
    /// publication.
    public var machineId: KernelName?
    /// The vendor of the machine.
    public var vendor: KernelName?
    /// The name of the product.
    public var product: KernelName?
    /// The version of the product.
    public var productVersion: KernelName?
    /// The serial number of the machine; readable only by root.
    public var serial: KernelName?
    /// The vendor of the board.
    public var boardVendor: KernelName?
    /// The name of the board.
    public var board: KernelName?
    /// The version of the firmware.
    public var biosVersion: KernelName?
    /// The date of the firmware, in the vendor's notation: "02/27/2020".
    public var biosDate: KernelName?
    /// The sessions of systemd-logind; without it, the logins of utmp; nil without either.
    public var sessions: [Session]?
    /// Failures that made single fields nil. A missing file is not a failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension HostSystem {
    /// One session. Logins of utmp have no uid, seat, service, type, class or state.
    public struct Session: Sendable, Hashable, Codable {
        /// The id of the session: "42", "c1".
        public var id = KernelName()
        /// The user's id.
        public var uid: UInt32?
        /// The user's name.
        public var user: KernelName?
        /// The seat: "seat0"; nil without a seat.
        public var seat: KernelName?
        /// The terminal: "tty2", "pts/0".
        public var tty: KernelName?
        /// The remote host of a remote session.
        public var host: KernelName?
        /// The PAM service: "sshd", "login".
        public var service: KernelName?
        /// The type of the session: "tty", "x11", "wayland", "unspecified".
        public var type: KernelName?
        /// The class of the session: "user", "greeter", "manager".
        public var className: KernelName?
        /// The state of the session: "active", "online", "closing".
        public var state: KernelName?
        /// The pid of the first process of the session.
        public var leader: Int32?
        /// The start of the session in nanoseconds since 1970.
        public var sinceNs: Int64?
        /// Whether the session is remote.
        public var isRemote: Bool?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
