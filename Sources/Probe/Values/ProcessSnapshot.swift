/// One process as it was at one moment, or one thread of a process.
/// Its numbers are of all its threads, also of those that ended.
///
/// What is neither in /proc/PID/stat nor in statm is present only if requested by
/// ``ProcessDetails``.
public struct ProcessSnapshot: Sendable, Hashable, Codable {
    /// Its number in the pid namespace of the root's /proc; of a thread, its own id.
    public var pid: Int32 = 0
    /// Identifies it among all processes; nil if its start or the boot is not known.
    public var identity: ProcessIdentity?
    /// The process that it is a child of; 0 where there is none, or it is in a pid namespace above.
    public var parentPid: Int32?
    /// When it started, in ticks since boot. It never changes.
    public var startTicks: Int64?
    /// When it started, in nanoseconds since boot, suspend included; nil if that was before the
    /// zero of the reader's time namespace.
    public var startNs: Int64?
    /// How long it had been there when it was read, in nanoseconds; nil if the uptime is of another
    /// clock than its start, as in a container that is shown a shorter one.
    public var ageNs: Int64?
    /// The command's name, cut by the kernel to 15 bytes.
    public var name: KernelName?
    /// What it is doing.
    public var state: ProcessState?
    /// Whether its main thread ended while others go on. State, memory, descriptors, command line,
    /// control group and context switches are then those of a living thread; nil if none can be
    /// read. Of a thread it is nil.
    public var isMainThreadEnded: Bool?
    /// Whether it has no program, being of the kernel itself.
    public var isKernelThread: Bool?
    /// How many threads it has, at least 1; 0 of one that is just ending.
    public var threads: Int64?
    /// Its process group.
    public var processGroup: Int32?
    /// Its session.
    public var session: Int32?
    /// The device number of the controlling terminal; 0 if there is none. ``terminal`` is its name.
    public var terminalDevice: UInt32?
    /// The process group in the foreground of the terminal; -1 without a terminal, 0 if it is in a pid
    /// namespace above.
    public var foregroundGroup: Int32?
    /// The kernel's PF_ bits, which differ between kernel versions.
    public var flags: UInt32?
    /// The signal that the parent receives at exit, usually 17 (SIGCHLD); -1 of a thread.
    public var exitSignal: Int32?
    /// As the kernel has it: 20 + nice, or below 0 in real time.
    public var priority: Int32?
    /// From -20, the most demanding, to 19.
    public var nice: Int32?
    /// 1 to 99 for the policies FIFO and RR; 0 for others.
    public var realtimePriority: UInt32?
    /// The kernel's number of the scheduling policy. ``policyName`` is its name.
    public var schedulingPolicy: UInt32?
    /// The CPU on which it ran last.
    public var lastCPU: UInt32?
    /// CPU time in user mode, in nanoseconds; the kernel counts in ticks.
    public var userTimeNs: Int64?
    /// CPU time in the kernel, in nanoseconds.
    public var systemTimeNs: Int64?
    /// Both together.
    public var totalTimeNs: Int64?
    /// CPU time in user mode of its children that ended and that it waited for, and of theirs, in nanoseconds:
    /// of each since it started.
    public var childrenUserTimeNs: Int64?
    /// The same in the kernel.
    public var childrenSystemTimeNs: Int64?
    /// CPU time of virtual CPUs in nanoseconds, included in ``userTimeNs``.
    public var guestTimeNs: Int64?
    /// The same of ended children, included in ``childrenUserTimeNs``.
    public var childrenGuestTimeNs: Int64?
    /// Time spent waiting for block devices and swap-in, in nanoseconds; 0 unless delay accounting is on
    /// (kernel.task_delayacct, off by default since Linux 5.14).
    public var blockDelayNs: Int64?
    /// Page faults that needed no disk.
    public var minorFaults: Int64?
    /// Page faults that did.
    public var majorFaults: Int64?
    /// Page faults without disk I/O of children that ended and were waited for.
    public var childrenMinorFaults: Int64?
    /// Page faults with disk I/O of the same children.
    public var childrenMajorFaults: Int64?
    /// Resident memory by /proc/PID/stat, in bytes: up to 64 pages a thread (before Linux 6.2) or some 32
    /// a CPU (since) may not be counted yet.
    public var rssApproximateBytes: Int64?
    /// Address space.
    public var vmsBytes: Int64?
    /// Resident memory in bytes, as exact as the kernel has it: exact since Linux 6.17, before that no
    /// worse than ``rssApproximateBytes``. It is read from /proc/PID/statm, or with
    /// ``ProcessDetails/status`` from there; nil with ``ProcessDetails/approximateRss`` alone.
    public var rssBytes: Int64?
    /// Resident anonymous memory: heap and stacks, backed by no file.
    public var anonymousBytes: Int64?
    /// Resident memory of files and of shared memory, which other processes may share.
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
    /// The process that traces this one (ptrace); 0 if there is none.
    public var tracerPid: Int32?
    /// The most that was ever resident; not below ``rssBytes``.
    public var peakRssBytes: Int64?
    /// The maximum of ``vmsBytes``.
    public var peakVmsBytes: Int64?
    /// Resident pages of files. Since Linux 4.5, as the next.
    public var fileBytes: Int64?
    /// Resident shared memory: System V, tmpfs, shared anonymous mappings.
    public var shmemBytes: Int64?
    /// Swapped out, without shared memory.
    public var swapBytes: Int64?
    /// Private writable address space without the stack.
    public var dataBytes: Int64?
    /// Address space of the main thread's stack.
    public var stackBytes: Int64?
    /// Address space of the program's code.
    public var textBytes: Int64?
    /// Address space of the code of shared libraries.
    public var libraryBytes: Int64?
    /// Page tables.
    public var pageTableBytes: Int64?
    /// Address space locked by mlock(2).
    public var lockedBytes: Int64?
    /// Pages that cannot be moved because a device or io_uring uses them.
    public var pinnedBytes: Int64?
    /// Pages of hugetlbfs, which are not part of ``rssBytes``.
    public var hugetlbBytes: Int64?
    /// Whether transparent huge pages are allowed. Since Linux 5.0.
    public var isThpEnabled: Bool?
    /// How often the main thread waited.
    public var voluntarySwitches: Int64?
    /// How often the main thread's time was up.
    public var involuntarySwitches: Int64?
    /// Whether execve(2) grants no privileges. Since Linux 4.10.
    public var isNoNewPrivileges: Bool?
    /// The filter of system calls: 0 none, 1 strict, 2 filter; nil if the kernel has none.
    public var seccompMode: UInt32?
    /// Signals queued for all processes of the real user.
    public var queuedSignals: Int64?
    /// The limit of that number.
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
    /// Supplementary group ids: ``ProcessDetails/statusLists``, as the next two.
    public var supplementaryGroups: [UInt32]?
    /// The CPUs on which the process may run, offline ones included.
    public var allowedCPUs: NumberSet?
    /// The NUMA nodes from which the process may take memory.
    public var allowedNodes: NumberSet?
    /// Fetched from storage. From here to the calls: ``ProcessDetails/io``.
    public var readBytes: Int64?
    /// Sent to storage, or dirtied to be sent.
    public var writeBytes: Int64?
    /// Dirtied, and deleted before it was written.
    public var cancelledWriteBytes: Int64?
    /// Asked of read(2) and its like, whatever was behind: files, pipes, sockets, the cache.
    public var rcharBytes: Int64?
    /// Given to write(2) and its like.
    public var wcharBytes: Int64?
    /// Calls of read(2) and its like.
    public var readCalls: Int64?
    /// Calls of write(2) and its like.
    public var writeCalls: Int64?
    /// Open descriptors: ``ProcessDetails/descriptors``.
    public var descriptors: Int64?
    /// Its arguments with a NUL after each, at most 4,096 bytes in a table; empty of kernel threads
    /// and zombies: ``ProcessDetails/commandLine``. ``arguments`` takes it apart.
    public var commandLine: KernelName?
    /// Whether the command line is longer than what is here.
    public var isCommandLineCut: Bool?
    /// The path of its cgroup: ``ProcessDetails/cgroup``. Where there are several hierarchies,
    /// that of version 2, of systemd, of cpu, memory or pids: the first that is not a root.
    public var cgroup: KernelName?
    /// Resident memory where what n share counts an n-th (PSS): ``ProcessDetails/proportional``.
    public var proportionalBytes: Int64?
    /// Resident memory that no other process maps: what its end would free (USS).
    public var uniqueBytes: Int64?
    /// What is swapped out, shared alike.
    public var proportionalSwapBytes: Int64?
    /// The path of the program's file, as the reader's root has it; nil of kernel threads and zombies:
    /// ``ProcessDetails/paths``, as the two directories. A path outside of the reader's root starts with
    /// "(unreachable)".
    public var executable: KernelName?
    /// Whether the program's file was removed. A name that ends with " (deleted)" looks the same.
    public var isExecutableDeleted: Bool?
    /// The path of the working directory.
    public var workingDirectory: KernelName?
    /// Whether the working directory was removed.
    public var isWorkingDirectoryDeleted: Bool?
    /// The path of the root directory, "/" unless it was changed.
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
    /// The kernel kills the process with the highest score first when memory runs out:
    /// ``ProcessDetails/oom``.
    public var oomScore: Int32?
    /// What is added to the score, from -1000 (never killed) to 1000.
    public var oomScoreAdjustment: Int32?
    /// Time of the main thread on a CPU, in nanoseconds: ``ProcessDetails/schedstat``, as the next two.
    public var runTimeNs: Int64?
    /// Time that the main thread was ready to run and waited for a CPU, in nanoseconds.
    public var runDelayNs: Int64?
    /// How often the main thread was given a CPU.
    public var timeSlices: Int64?
    /// The kernel function in which the main thread waits; nil if it does not wait, or if the reader may not
    /// trace it: ``ProcessDetails/wchan``.
    public var waitChannel: KernelName?
    /// The class of I/O priority: 0 none, which follows nice; 1 real time, 2 best effort, 3 idle:
    /// ``ProcessDetails/ioPriority``.
    public var ioPriorityClass: UInt32?
    /// From 0, the highest, to 7.
    public var ioPriorityLevel: UInt32?
    /// The user that logged in, also after su or sudo; nil if not set: ``ProcessDetails/login``.
    public var loginUid: UInt32?
    /// The session of the kernel's audit; nil if not set.
    public var auditSession: UInt32?
    /// The number of the autogroup, which shares CPU time as one unit: ``ProcessDetails/autogroup``.
    public var autogroup: Int64?
    /// The nice value of the autogroup.
    public var autogroupNice: Int32?
    /// The requested details that could not be read.
    public var unread: ProcessDetails = []
    /// Why fields are nil: a failure for each file or line, at most eight.
    public var failures: [ProbeError] = []

    /// A process with this number; all other values are nil.
    public init(pid: Int32 = 0) {
        self.pid = pid
    }

    /// The first of the failures; nil if nothing failed.
    public var failure: ProbeError? { failures.first }

    /// The command line's words. Several empty ones at its end are left out: they are what a process left
    /// of its arguments when it wrote a shorter text over them. A single one is an argument.
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
    /// The number of a process and its start, which a later process of the same number does not share.
    public struct ID: Sendable, Hashable {
        /// The number.
        public var pid: Int32
        /// The start in ticks since boot; nil if it could not be read: then the number alone identifies it.
        public var startTicks: Int64?

        /// The identity of the process with this number and start.
        public init(pid: Int32, startTicks: Int64? = nil) {
            (self.pid, self.startTicks) = (pid, startTicks)
        }
    }

    /// What identifies the process within one boot; ``identity`` holds across boots, too.
    public var id: ID { ID(pid: pid, startTicks: startTicks) }
}

/// What a process is doing, by the kernel's letter.
public struct ProcessState: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The letter, in ASCII.
    public let rawValue: UInt8

    /// The state of this letter, known or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// It runs, or could.
    public static let running = ProcessState(rawValue: UInt8(ascii: "R"))
    /// It waits for something that happens or a signal.
    public static let sleeping = ProcessState(rawValue: UInt8(ascii: "S"))
    /// It waits for a disk or a similar event, and takes no signal.
    public static let diskSleep = ProcessState(rawValue: UInt8(ascii: "D"))
    /// It ended, and its parent has not asked how.
    public static let zombie = ProcessState(rawValue: UInt8(ascii: "Z"))
    /// A signal stopped it.
    public static let stopped = ProcessState(rawValue: UInt8(ascii: "T"))
    /// A debugger stopped it.
    public static let tracingStop = ProcessState(rawValue: UInt8(ascii: "t"))
    /// It is just ending.
    public static let dead = ProcessState(rawValue: UInt8(ascii: "X"))
    /// A thread of the kernel with nothing to do.
    public static let idle = ProcessState(rawValue: UInt8(ascii: "I"))

    /// The kernel's word: "sleeping"; the letter of one that is not known.
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

/// What is read of a process beyond /proc/PID/stat and statm. Each costs a file a process.
public struct ProcessDetails: OptionSet, Sendable, Hashable, Codable {
    /// The bits, one a detail.
    public let rawValue: UInt32

    /// A choice of these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Users, shared and swapped memory, context switches: /proc/PID/status.
    public static let status = ProcessDetails(rawValue: 1 << 0)
    /// What was read and written: /proc/PID/io. Needs the right to trace the process.
    public static let io = ProcessDetails(rawValue: 1 << 1)
    /// How many descriptors are open: one stat since Linux 6.2, else the listing of /proc/PID/fd, which
    /// needs the right to trace the process.
    public static let descriptors = ProcessDetails(rawValue: 1 << 2)
    /// The arguments: /proc/PID/cmdline. Waits for a process whose memory map is locked.
    public static let commandLine = ProcessDetails(rawValue: 1 << 3)
    /// The cgroup: /proc/PID/cgroup.
    public static let cgroup = ProcessDetails(rawValue: 1 << 4)
    /// Proportional memory: /proc/PID/smaps_rollup. Expensive: it walks all pages of the process. Needs the
    /// right to trace it.
    public static let proportional = ProcessDetails(rawValue: 1 << 5)
    /// One file less: /proc/PID/statm is not read, so that ``ProcessSnapshot/rssBytes`` is nil if
    /// status is not read either, and ``ProcessSnapshot/rssApproximateBytes`` remains. Not among
    /// ``all``.
    public static let approximateRss = ProcessDetails(rawValue: 1 << 6)
    /// The lists of /proc/PID/status: supplementary groups, CPUs and NUMA nodes allowed. Implies ``status``,
    /// and needs no further file.
    public static let statusLists = ProcessDetails(rawValue: 1 << 7)
    /// The program's file, working directory and root directory: three links. Needs the right to trace the
    /// process, as ``namespaces``.
    public static let paths = ProcessDetails(rawValue: 1 << 8)
    /// The namespaces: ten links below /proc/PID/ns.
    public static let namespaces = ProcessDetails(rawValue: 1 << 9)
    /// The score by which the kernel kills when memory runs out: /proc/PID/oom_score and oom_score_adj.
    public static let oom = ProcessDetails(rawValue: 1 << 10)
    /// Times of the main thread: /proc/PID/schedstat.
    public static let schedstat = ProcessDetails(rawValue: 1 << 11)
    /// Where the main thread waits: /proc/PID/wchan.
    public static let wchan = ProcessDetails(rawValue: 1 << 12)
    /// The I/O priority: ioprio_get(2), in the root "/" alone.
    public static let ioPriority = ProcessDetails(rawValue: 1 << 13)
    /// The user that logged in: /proc/PID/loginuid and sessionid.
    public static let login = ProcessDetails(rawValue: 1 << 14)
    /// The autogroup: /proc/PID/autogroup.
    public static let autogroup = ProcessDetails(rawValue: 1 << 15)
    /// All that add something. A kernel or a captured root may lack the files of those from ``paths`` on: then
    /// the detail is unread, without a failure.
    public static let all: ProcessDetails = [
        .status, .io, .descriptors, .commandLine, .cgroup, .proportional, .statusLists, .paths,
        .namespaces, .oom, .schedstat, .wchan, .ioPriority, .login, .autogroup,
    ]
}
