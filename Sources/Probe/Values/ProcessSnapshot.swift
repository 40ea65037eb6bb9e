/// One process at one moment, or one thread of a process. The counters of a process include all its
/// threads, ended ones too.
///
/// Sources: /proc/PID/stat and statm; the other fields are read only if requested by
/// ``ProcessDetails``. A value is nil if it was not requested, the kernel does not report it, or it
/// could not be read (``failures``).
public struct ProcessSnapshot: Sendable, Hashable, Codable {
    /// The pid in the pid namespace of the root's /proc; for a thread, the thread id.
    public var pid: Int32 = 0
    /// The identity among all processes; nil if the start or the boot is unknown.
    public var identity: ProcessIdentity?
    /// The pid of the parent; 0 if there is no parent, or the parent is in an outer pid namespace.
    public var parentPid: Int32?
    /// The start of the process in clock ticks since boot; never changes.
    public var startTicks: Int64?
    /// The start of the process in nanoseconds since boot, suspend included; nil if the start
    /// precedes the zero of the reader's time namespace.
    public var startNs: Int64?
    /// The age of the process when read, in nanoseconds; nil if the uptime and the start are of
    /// different clocks, as in a container that shows a shorter uptime.
    public var ageNs: Int64?
    /// The name of the command, cut by the kernel to 15 bytes.
    public var name: KernelName?
    /// The scheduling state.
    public var state: ProcessState?
    /// Whether the main thread exited while other threads run. State, memory, descriptors, command
    /// line, cgroup and context switches are then those of a living thread, or nil if no living
    /// thread can be read. Nil for a thread.
    public var isMainThreadEnded: Bool?
    /// Whether this is a kernel thread, which has no program.
    public var isKernelThread: Bool?
    /// Number of threads, at least 1; 0 for a process that is exiting.
    public var threads: Int64?
    /// The process group id.
    public var processGroup: Int32?
    /// The session id.
    public var session: Int32?
    /// The device number of the controlling terminal; 0 if there is none. ``terminal`` is its name.
    public var terminalDevice: UInt32?
    /// The foreground process group of the terminal; -1 without a terminal, 0 if the process group
    /// is in an outer pid namespace.
    public var foregroundGroup: Int32?
    /// The kernel's PF_ bits, which differ between kernel versions.
    public var flags: UInt32?
    /// The signal that the parent receives at exit, usually 17 (SIGCHLD); -1 for a thread.
    public var exitSignal: Int32?
    /// The kernel's priority: 20 + nice, or negative for real-time policies.
    public var priority: Int32?
    /// The nice value: from -20, the highest priority, to 19.
    public var nice: Int32?
    /// The real-time priority: 1 to 99 for the policies FIFO and RR, 0 for other policies.
    public var realtimePriority: UInt32?
    /// The kernel's number of the scheduling policy. ``policyName`` is its name.
    public var schedulingPolicy: UInt32?
    /// The CPU on which the process ran last.
    public var lastCPU: UInt32?
    /// CPU time in user mode, in nanoseconds, in steps of a clock tick.
    public var userTimeNs: Int64?
    /// CPU time in the kernel, in nanoseconds.
    public var systemTimeNs: Int64?
    /// CPU time in user mode and in the kernel, in nanoseconds.
    public var totalTimeNs: Int64?
    /// CPU time in user mode of reaped children and their reaped descendants, in nanoseconds.
    public var childrenUserTimeNs: Int64?
    /// CPU time in the kernel of the same children, in nanoseconds.
    public var childrenSystemTimeNs: Int64?
    /// CPU time of virtual CPUs in nanoseconds, included in ``userTimeNs``.
    public var guestTimeNs: Int64?
    /// CPU time of virtual CPUs of reaped children in nanoseconds, included in
    /// ``childrenUserTimeNs``.
    public var childrenGuestTimeNs: Int64?
    /// Time spent waiting for block devices and swap-in, in nanoseconds; 0 unless delay accounting is on
    /// (kernel.task_delayacct, off by default since Linux 5.14).
    public var blockDelayNs: Int64?
    /// Minor page faults: without disk I/O.
    public var minorFaults: Int64?
    /// Major page faults: with disk I/O.
    public var majorFaults: Int64?
    /// Minor page faults of reaped children.
    public var childrenMinorFaults: Int64?
    /// Major page faults of reaped children.
    public var childrenMajorFaults: Int64?
    /// Resident memory by /proc/PID/stat, in bytes: up to 64 pages a thread (before Linux 6.2) or some 32
    /// a CPU (since) may not be counted yet.
    public var rssApproximateBytes: Int64?
    /// Size of the address space in bytes.
    public var vmsBytes: Int64?
    /// Resident memory in bytes, as exact as the kernel reports it: exact since Linux 6.17, before
    /// at least as exact as ``rssApproximateBytes``. Sources: /proc/PID/statm, or /proc/PID/status
    /// with ``ProcessDetails/status``. Nil with ``ProcessDetails/approximateRss`` alone.
    public var rssBytes: Int64?
    /// Resident anonymous memory in bytes: heap and stacks, backed by no file.
    public var anonymousBytes: Int64?
    /// Resident file and shared memory in bytes, which other processes may share.
    public var sharedBytes: Int64?
    /// ``rssBytes`` in percent of the machine's memory.
    public var memoryPercent: Double?
    /// Real user id. From here to the capabilities: ``ProcessDetails/status``.
    public var uid: UInt32?
    /// Effective user id.
    public var effectiveUid: UInt32?
    /// Saved user id.
    public var savedUid: UInt32?
    /// User id for access to files, nearly always the effective one.
    public var filesystemUid: UInt32?
    /// Real group id.
    public var gid: UInt32?
    /// Effective group id.
    public var effectiveGid: UInt32?
    /// Saved group id.
    public var savedGid: UInt32?
    /// Group id for access to files.
    public var filesystemGid: UInt32?
    /// The pid in the process's own pid namespace. Since Linux 4.1.
    public var namespacePid: Int32?
    /// The pid of the tracing process (ptrace); 0 if there is none.
    public var tracerPid: Int32?
    /// The maximum of ``rssBytes`` so far, in bytes.
    public var peakRssBytes: Int64?
    /// The maximum of ``vmsBytes`` so far, in bytes.
    public var peakVmsBytes: Int64?
    /// Resident file memory in bytes. Since Linux 4.5, as the next field.
    public var fileBytes: Int64?
    /// Resident shared memory in bytes: System V, tmpfs, shared anonymous mappings.
    public var shmemBytes: Int64?
    /// Swapped out memory in bytes, without shared memory.
    public var swapBytes: Int64?
    /// Private writable address space without the stack, in bytes.
    public var dataBytes: Int64?
    /// Address space of the main thread's stack, in bytes.
    public var stackBytes: Int64?
    /// Address space of the program's code, in bytes.
    public var textBytes: Int64?
    /// Address space of the code of shared libraries, in bytes.
    public var libraryBytes: Int64?
    /// Memory of the page tables in bytes.
    public var pageTableBytes: Int64?
    /// Address space locked by mlock(2), in bytes.
    public var lockedBytes: Int64?
    /// Memory in bytes that cannot be moved because a device or io_uring uses it.
    public var pinnedBytes: Int64?
    /// Memory of hugetlbfs pages in bytes, not part of ``rssBytes``.
    public var hugetlbBytes: Int64?
    /// Whether transparent huge pages are allowed. Since Linux 5.0.
    public var isThpEnabled: Bool?
    /// Voluntary context switches of the main thread: the thread waited.
    public var voluntarySwitches: Int64?
    /// Involuntary context switches of the main thread: the thread was preempted.
    public var involuntarySwitches: Int64?
    /// Whether execve(2) grants no privileges (no_new_privs). Since Linux 4.10.
    public var isNoNewPrivileges: Bool?
    /// The seccomp mode: 0 none, 1 strict, 2 filter; nil if the kernel has none.
    public var seccompMode: UInt32?
    /// Signals queued for all processes of the real user.
    public var queuedSignals: Int64?
    /// The limit of ``queuedSignals`` (RLIMIT_SIGPENDING); nil if unlimited.
    public var queuedSignalsLimit: Int64?
    /// Signals pending for the main thread.
    public var pendingSignals: SignalSet?
    /// Signals pending for the process.
    public var sharedPendingSignals: SignalSet?
    /// Signals that the main thread blocks.
    public var blockedSignals: SignalSet?
    /// Signals that are ignored.
    public var ignoredSignals: SignalSet?
    /// Signals that have a handler.
    public var caughtSignals: SignalSet?
    /// Inheritable capabilities.
    public var inheritableCapabilities: CapabilitySet?
    /// Permitted capabilities.
    public var permittedCapabilities: CapabilitySet?
    /// Effective capabilities.
    public var effectiveCapabilities: CapabilitySet?
    /// The bounding set of capabilities.
    public var boundingCapabilities: CapabilitySet?
    /// Ambient capabilities. Since Linux 4.3.
    public var ambientCapabilities: CapabilitySet?
    /// Supplementary group ids. This and the next two: ``ProcessDetails/statusLists``.
    public var supplementaryGroups: [UInt32]?
    /// The CPUs on which the process may run, offline ones included.
    public var allowedCPUs: NumberSet?
    /// The NUMA nodes from which the process may take memory.
    public var allowedNodes: NumberSet?
    /// Bytes read from storage. From here to ``writeCalls``: ``ProcessDetails/io``.
    public var readBytes: Int64?
    /// Bytes written to storage, or to the page cache to be written.
    public var writeBytes: Int64?
    /// Bytes dropped from the page cache, for example by deleting the file, before they were
    /// written.
    public var cancelledWriteBytes: Int64?
    /// Bytes returned by read(2) and similar calls, from files, pipes, sockets or the page cache.
    public var rcharBytes: Int64?
    /// Bytes written by write(2) and similar calls, to files, pipes, sockets or the page cache.
    public var wcharBytes: Int64?
    /// Calls of read(2) and similar calls.
    public var readCalls: Int64?
    /// Calls of write(2) and similar calls.
    public var writeCalls: Int64?
    /// Number of open descriptors: ``ProcessDetails/descriptors``.
    public var descriptors: Int64?
    /// The arguments with a NUL after each, at most 4,096 bytes in a table; empty for kernel
    /// threads and zombies: ``ProcessDetails/commandLine``. ``arguments`` splits the text.
    public var commandLine: KernelName?
    /// Whether ``commandLine`` is cut.
    public var isCommandLineCut: Bool?
    /// The path of the cgroup: ``ProcessDetails/cgroup``. With several hierarchies, the first path
    /// that is not "/" among those of version 2, systemd, cpu, memory and pids.
    public var cgroup: KernelName?
    /// Proportional set size (PSS) in bytes: a page shared by n processes counts 1/n:
    /// ``ProcessDetails/proportional``, as the next two.
    public var proportionalBytes: Int64?
    /// Unique set size (USS) in bytes: resident memory that no other process maps.
    public var uniqueBytes: Int64?
    /// Swapped out memory in bytes; a page shared by n processes counts 1/n.
    public var proportionalSwapBytes: Int64?
    /// The path of the program's file, seen from the reader's root; nil for kernel threads and
    /// zombies: ``ProcessDetails/paths``, as the two directories. A path outside of the reader's
    /// root starts with "(unreachable)".
    public var executable: KernelName?
    /// Whether the program's file was removed. True also for a file whose name ends with "
    /// (deleted)".
    public var isExecutableDeleted: Bool?
    /// The path of the working directory.
    public var workingDirectory: KernelName?
    /// Whether the working directory was removed, as ``isExecutableDeleted``.
    public var isWorkingDirectoryDeleted: Bool?
    /// The path of the root directory: "/" unless changed by chroot(2).
    public var rootDirectory: KernelName?
    /// The inode number of the cgroup namespace: processes with the same number share the namespace. From
    /// here to the UTS namespace: ``ProcessDetails/namespaces``.
    public var cgroupNamespace: UInt32?
    /// The IPC namespace.
    public var ipcNamespace: UInt32?
    /// The mount namespace.
    public var mountNamespace: UInt32?
    /// The network namespace.
    public var networkNamespace: UInt32?
    /// The pid namespace.
    public var pidNamespace: UInt32?
    /// The pid namespace of future children. Since Linux 4.12.
    public var childrenPidNamespace: UInt32?
    /// The time namespace. Since Linux 5.6.
    public var timeNamespace: UInt32?
    /// The time namespace of future children.
    public var childrenTimeNamespace: UInt32?
    /// The user namespace.
    public var userNamespace: UInt32?
    /// The UTS namespace: host name.
    public var utsNamespace: UInt32?
    /// The OOM score: the OOM killer kills the process with the highest score first:
    /// ``ProcessDetails/oom``.
    public var oomScore: Int32?
    /// The adjustment of ``oomScore``, from -1000 (never killed) to 1000.
    public var oomScoreAdjustment: Int32?
    /// Time that the main thread ran on a CPU, in nanoseconds: ``ProcessDetails/schedstat``, as the
    /// next two.
    public var runTimeNs: Int64?
    /// Time that the main thread was ready to run and waited for a CPU, in nanoseconds.
    public var runDelayNs: Int64?
    /// Number of times that the main thread was scheduled on a CPU.
    public var timeSlices: Int64?
    /// The kernel function in which the main thread waits; nil if the thread does not wait, or the
    /// reader lacks the right to trace the process: ``ProcessDetails/wchan``.
    public var waitChannel: KernelName?
    /// The class of I/O priority: 0 none, which follows nice; 1 real time, 2 best effort, 3 idle:
    /// ``ProcessDetails/ioPriority``.
    public var ioPriorityClass: UInt32?
    /// The level within the I/O priority class: from 0, the highest, to 7.
    public var ioPriorityLevel: UInt32?
    /// The user that logged in, also after su or sudo; nil if not set: ``ProcessDetails/login``.
    public var loginUid: UInt32?
    /// The session of the kernel's audit; nil if not set.
    public var auditSession: UInt32?
    /// The number of the scheduler's autogroup, which gets CPU time as one unit:
    /// ``ProcessDetails/autogroup``.
    public var autogroup: Int64?
    /// The nice value of the autogroup.
    public var autogroupNice: Int32?
    /// The requested details that could not be read.
    public var unread: ProcessDetails = []
    /// Why fields are nil: a failure for each file or line, at most eight.
    public var failures: [ProbeError] = []

    /// A process with this pid; all other values are nil.
    public init(pid: Int32 = 0) {
        self.pid = pid
    }

    /// The first of the failures; nil if nothing failed.
    public var failure: ProbeError? { failures.first }

    /// The words of the command line. Two or more empty words at the end are left out: they remain
    /// if a process overwrites its arguments with a shorter text. A single empty word is an
    /// argument.
    public var arguments: [KernelName] {
        guard let bytes = commandLine?.bytes, let last = bytes.lastIndex(where: { $0 != 0 }) else {
            return commandLine?.bytes.count == 1 ? [KernelName("")] : []
        }
        let isPadded = bytes.count - last > 3
        let whole = bytes.count - last == 1 ? bytes[...] : bytes.dropLast()
        let kept = isPadded ? bytes[...last] : whole
        return kept.split(separator: 0, omittingEmptySubsequences: false).map {
            KernelName(bytes: Array($0))
        }
    }
}

extension ProcessSnapshot: Identifiable {
    /// The pid and the start of a process: a later process with the same pid has another start.
    public struct ID: Sendable, Hashable {
        /// The pid.
        public var pid: Int32
        /// The start in clock ticks since boot; nil if unknown: then the pid alone identifies the
        /// process.
        public var startTicks: Int64?

        /// The id of the process with this pid and start.
        public init(pid: Int32, startTicks: Int64? = nil) {
            (self.pid, self.startTicks) = (pid, startTicks)
        }
    }

    /// Identifies the process within one boot; ``identity`` is valid across boots.
    public var id: ID { ID(pid: pid, startTicks: startTicks) }
}

/// The scheduling state of a process, by the kernel's letter.
public struct ProcessState: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The letter, in ASCII.
    public let rawValue: UInt8

    /// The state with this letter, known to this version or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Running or ready to run.
    public static let running = ProcessState(rawValue: UInt8(ascii: "R"))
    /// Waiting for an event or a signal.
    public static let sleeping = ProcessState(rawValue: UInt8(ascii: "S"))
    /// Waiting for a disk or a similar event; a signal does not interrupt the wait.
    public static let diskSleep = ProcessState(rawValue: UInt8(ascii: "D"))
    /// Exited, not yet reaped by the parent.
    public static let zombie = ProcessState(rawValue: UInt8(ascii: "Z"))
    /// Stopped by a signal.
    public static let stopped = ProcessState(rawValue: UInt8(ascii: "T"))
    /// Stopped by a debugger.
    public static let tracingStop = ProcessState(rawValue: UInt8(ascii: "t"))
    /// Exiting.
    public static let dead = ProcessState(rawValue: UInt8(ascii: "X"))
    /// An idle kernel thread.
    public static let idle = ProcessState(rawValue: UInt8(ascii: "I"))

    /// The kernel's word, such as "sleeping"; the letter for an unknown state.
    public var description: String {
        switch self {
        case .running: "running"
        case .sleeping: "sleeping"
        case .diskSleep: "disk_sleep"
        case .zombie: "zombie"
        case .stopped: "stopped"
        case .tracingStop: "tracing_stop"
        case .dead: "dead"
        case .idle: "idle"
        default: String(UnicodeScalar(rawValue))
        }
    }
}

/// The details of a process to read beyond /proc/PID/stat and statm. Each detail costs at least one
/// file for each process.
public struct ProcessDetails: OptionSet, Sendable, Hashable, Codable {
    /// The bits, one for each detail.
    public let rawValue: UInt32

    /// The details with these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Users, shared and swapped memory, context switches: /proc/PID/status.
    public static let status = ProcessDetails(rawValue: 1 << 0)
    /// I/O counters: /proc/PID/io. Needs the right to trace the process.
    public static let io = ProcessDetails(rawValue: 1 << 1)
    /// The number of open descriptors: one stat(2) of /proc/PID/fd since Linux 6.2, before a
    /// listing of /proc/PID/fd, which needs the right to trace the process.
    public static let descriptors = ProcessDetails(rawValue: 1 << 2)
    /// The arguments: /proc/PID/cmdline. Waits for a process whose memory map is locked.
    public static let commandLine = ProcessDetails(rawValue: 1 << 3)
    /// The cgroup: /proc/PID/cgroup.
    public static let cgroup = ProcessDetails(rawValue: 1 << 4)
    /// Proportional memory: /proc/PID/smaps_rollup. Expensive: the kernel walks all pages of the
    /// process. Needs the right to trace the process.
    public static let proportional = ProcessDetails(rawValue: 1 << 5)
    /// Skips /proc/PID/statm: ``ProcessSnapshot/rssBytes`` is nil unless ``status`` is requested
    /// too; ``ProcessSnapshot/rssApproximateBytes`` remains. Not part of ``all``.
    public static let approximateRss = ProcessDetails(rawValue: 1 << 6)
    /// The lists of /proc/PID/status: supplementary groups, CPUs and NUMA nodes allowed. Implies ``status``,
    /// and needs no further file.
    public static let statusLists = ProcessDetails(rawValue: 1 << 7)
    /// The program's file, working directory and root directory: three links. Needs the right to trace the
    /// process, as ``namespaces``.
    public static let paths = ProcessDetails(rawValue: 1 << 8)
    /// The namespaces: ten links below /proc/PID/ns.
    public static let namespaces = ProcessDetails(rawValue: 1 << 9)
    /// The score of the OOM killer: /proc/PID/oom_score and oom_score_adj.
    public static let oom = ProcessDetails(rawValue: 1 << 10)
    /// Times of the main thread: /proc/PID/schedstat.
    public static let schedstat = ProcessDetails(rawValue: 1 << 11)
    /// Where the main thread waits: /proc/PID/wchan.
    public static let wchan = ProcessDetails(rawValue: 1 << 12)
    /// The I/O priority: ioprio_get(2), only for the root "/" whose /proc is that of the reader's own
    /// pid namespace.
    public static let ioPriority = ProcessDetails(rawValue: 1 << 13)
    /// The user that logged in: /proc/PID/loginuid and sessionid.
    public static let login = ProcessDetails(rawValue: 1 << 14)
    /// The autogroup: /proc/PID/autogroup.
    public static let autogroup = ProcessDetails(rawValue: 1 << 15)
    /// All details except ``approximateRss``. If a kernel or a captured root lacks the file of a
    /// detail from ``paths`` on, the detail is in ``ProcessSnapshot/unread`` without a failure.
    public static let all: ProcessDetails = [
        .status, .io, .descriptors, .commandLine, .cgroup, .proportional, .statusLists, .paths,
        .namespaces, .oom, .schedstat, .wchan, .ioPriority, .login, .autogroup,
    ]
}
