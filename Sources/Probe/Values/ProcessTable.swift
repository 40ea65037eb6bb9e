/// The processes at one moment, without their threads; or the threads of one process.
public struct ProcessTable: Sendable, Hashable, Codable {
    /// The processes or threads, by ascending pid.
    public var processes: [ProcessSnapshot] = []
    /// Whether processes are missing: in the table of one process, and in a decoded document that a
    /// filter or a limit shortened. Rates with a partial table report no process as started or
    /// ended.
    public var isPartial = false
    /// The count of all processes in a decoded document that leaves out some.
    var documentCount: Int?
    var documentStates: States?
    /// The boot in which this was read; nil if the kernel does not report it.
    public var bootID: BootID?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// When this was read, in nanoseconds since boot, suspend included: the clock of
    /// ``ProcessSnapshot/startNs``.
    public var uptimeNs: Int64?
    /// The machine's memory in bytes: 100 percent of ``ProcessSnapshot/memoryPercent``.
    public var memoryTotalBytes: Int64?
    /// Number of processes that ended between listing and reading them.
    public var ended = 0
    /// Whether processes of other users are hidden from the reader (hidepid of /proc); nil if
    /// unknown, and for a table of one process or of threads.
    public var isHidden: Bool?
    /// Failures that concern the whole table.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// Number of processes, those that a document leaves out included.
    public var count: Int { documentCount ?? processes.count }

    /// Number of processes in each state, those that a document leaves out included.
    public var states: States { documentStates ?? States(of: processes) }

    /// The index of the process with this pid, by binary search; nil if there is none.
    public func index(of pid: Int32) -> Int? {
        var low = 0
        var high = processes.count
        while low < high {
            let middle = (low + high) / 2
            if processes[middle].pid < pid { low = middle + 1 } else { high = middle }
        }
        return low < processes.count && processes[low].pid == pid ? low : nil
    }

    /// The process with this pid; nil if there is none.
    public func process(_ pid: Int32) -> ProcessSnapshot? {
        index(of: pid).map { processes[$0] }
    }

    /// The children of a process that are in the table, by ascending pid.
    public func children(of pid: Int32) -> [ProcessSnapshot] {
        processes.filter { $0.parentPid == pid && $0.pid != pid }
    }

    /// The parent of a process, the grandparent, and so on, as far as the table has them. Each
    /// process is listed once, even if a captured table has a cycle of parents.
    public func ancestors(of pid: Int32) -> [ProcessSnapshot] {
        var ancestors: [ProcessSnapshot] = []
        var passed: Set = [pid]
        var above = process(pid)?.parentPid
        while let parent = above.flatMap({ process($0) }), passed.insert(parent.pid).inserted {
            ancestors.append(parent)
            above = parent.parentPid
        }
        return ancestors
    }

    /// All descendants of a process, each after its parent.
    public func descendants(of pid: Int32) -> [ProcessSnapshot] {
        var children: [Int32: [ProcessSnapshot]] = [:]
        for process in processes {
            if let parent = process.parentPid { children[parent, default: []].append(process) }
        }
        var descendants: [ProcessSnapshot] = []
        var passed: Set = [pid]
        var open = (children[pid] ?? []).reversed() as [ProcessSnapshot]
        while let process = open.popLast() {
            guard passed.insert(process.pid).inserted else { continue }
            descendants.append(process)
            open += (children[process.pid] ?? []).reversed()
        }
        return descendants
    }
}

extension ProcessTable {
    /// Number of processes in each state. A process of unknown state counts in none.
    public struct States: Sendable, Hashable, Codable {
        /// Running, or ready to run.
        public var running = 0
        /// Waiting for an event or a signal.
        public var sleeping = 0
        /// Waiting for a disk or a similar event; a signal does not interrupt the wait.
        public var diskSleep = 0
        /// Exited, not yet reaped by the parent.
        public var zombie = 0
        /// Stopped by a signal.
        public var stopped = 0
        /// Stopped by a debugger.
        public var tracingStop = 0
        /// Idle kernel threads.
        public var idle = 0
        /// In any other state.
        public var other = 0

        /// All counts 0.
        public init() {}

        init(of processes: [ProcessSnapshot]) {
            for process in processes {
                switch process.state {
                case .running?: running += 1
                case .sleeping?: sleeping += 1
                case .diskSleep?: diskSleep += 1
                case .zombie?: zombie += 1
                case .stopped?: stopped += 1
                case .tracingStop?: tracingStop += 1
                case .idle?: idle += 1
                case nil: break
                default: other += 1
                }
            }
        }
    }
}
