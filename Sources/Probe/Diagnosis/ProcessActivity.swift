extension Diagnosis {
    /// The activity of each process over a window of several tables. A process that started or ended within
    /// the window is included if at least one table has it.
    public struct ProcessActivity: Sendable, Hashable {
        /// One process. A number that is not known is nil.
        public struct Entry: Sendable, Hashable {
            /// The process as it was seen last, with its details where they were read.
            public var process: ProcessSnapshot
            /// CPU time within the window, in nanoseconds.
            public var cpuNs: Double?
            /// CPU time of its children that ended within the window, without what tables show of them, in
            /// nanoseconds.
            public var unseenChildrenNs: Double?
            /// Bytes fetched from storage within the window.
            public var readBytes: Double?
            /// Bytes sent to storage within the window.
            public var writeBytes: Double?
            /// Major page faults within the window, which wait for a disk.
            public var majorFaults: Double?
            /// The largest resident memory in any table.
            public var largestRssBytes: Int64?
            /// The number of tables in which it is in disk sleep.
            public var timesBlocked = 0
            /// The number of tables in which it is a zombie.
            public var timesZombie = 0
            /// Whether the last table lacks it.
            public var hasEnded = false

            /// A process of which no number is known.
            public init(process: ProcessSnapshot) {
                self.process = process
            }
        }

        /// The table added last.
        public private(set) var table: ProcessTable?
        /// The time from the first table to the last, in nanoseconds.
        public private(set) var windowNs: Int64 = 0
        /// How many tables were added.
        public private(set) var tables = 0
        private var byKey: [ProcessSnapshot.ID: Entry] = [:]
        /// Of the shared memory of all processes of a name, the part that exists once: the largest shared
        /// memory of one process, divided by the sum.
        private var sharedOnce: [KernelName: Double] = [:]

        /// No table was added.
        public init() {}

        /// All processes in ascending order of pids, with those that ended.
        public var entries: [Entry] { byKey.values.sorted { $0.process.pid < $1.process.pid } }

        /// Adds the next table, a later one of the same machine.
        public mutating func add(_ next: ProcessTable) {
            let rates = table.map { next.rates(since: $0) }
            let stepNs = rates?.intervalNs ?? 0
            let children = table.map { ChildrenTimes($0, next) }
            for (index, process) in next.processes.enumerated() {
                let key = process.id
                var entry = byKey[key] ?? Entry(process: process)
                // Not every table has the cgroups.
                let cgroup = process.cgroup ?? entry.process.cgroup
                entry.process = process
                entry.process.cgroup = cgroup
                entry.hasEnded = false
                if let rss = process.rssBytes {
                    entry.largestRssBytes = max(entry.largestRssBytes ?? 0, rss)
                }
                entry.timesBlocked += process.state == .diskSleep ? 1 : 0
                entry.timesZombie += process.state == .zombie ? 1 : 0
                if let rate = rates?.processes[index] {
                    let seconds = Double(stepNs) / 1e9
                    entry.cpuNs.add(rate.usagePercent.map { $0 * seconds * 1e7 })
                    entry.unseenChildrenNs.add(
                        rate.usagePercent == nil ? nil : children?.unseen(of: process))
                    entry.readBytes.add(rate.readBytesPerSecond.map { $0 * seconds })
                    entry.writeBytes.add(rate.writeBytesPerSecond.map { $0 * seconds })
                    entry.majorFaults.add(rate.majorFaultsPerSecond.map { $0 * seconds })
                }
                byKey[key] = entry
            }
            if !next.isPartial {
                let alive = Set(next.processes.map { $0.id })
                for key in byKey.keys where !alive.contains(key) { byKey[key]?.hasEnded = true }
            }
            windowNs = sum(windowNs, stepNs) ?? .max
            tables += 1
            table = next
            findSharedOnce(in: next)
        }

        private mutating func findSharedOnce(in table: ProcessTable) {
            var sums: [KernelName: (largest: Int64, sum: Double)] = [:]
            for process in table.processes {
                guard let name = process.name, let shared = process.sharedBytes else { continue }
                let old = sums[name] ?? (0, 0)
                sums[name] = (max(old.largest, shared), old.sum + Double(shared))
            }
            sharedOnce = sums.mapValues { $0.sum > 0 ? Double($0.largest) / $0.sum : 1 }
        }

        /// The part of the memory in use that a process accounts for: the proportional memory (PSS) where it
        /// was read; else its private memory and its part of what the processes of its name share, which are
        /// taken to share the same memory. nil where neither is known.
        public func memoryBytes(_ entry: Entry) -> Double? {
            let process = entry.process
            if let proportional = process.proportionalBytes { return Double(proportional) }
            guard let anonymous = process.anonymousBytes, let shared = process.sharedBytes else {
                return process.rssBytes.map { Double($0) }
            }
            let part = process.name.flatMap { sharedOnce[$0] } ?? 1
            return Double(anonymous) + Double(shared) * part
        }

        /// Adds the details of one process, where it is still the same process.
        public mutating func add(details process: ProcessSnapshot) {
            let key = process.id
            guard byKey[key] != nil else { return }
            byKey[key]?.process = process
        }

        /// CPU time in percent of one CPU over the whole window; nil without a window.
        public func usagePercent(_ entry: Entry) -> Double? {
            windowNs > 0 ? entry.cpuNs.map { $0 / Double(windowNs) * 100 } : nil
        }

        /// ``Entry/unseenChildrenNs`` in percent of one CPU over the whole window.
        public func unseenChildrenPercent(_ entry: Entry) -> Double? {
            windowNs > 0 ? entry.unseenChildrenNs.map { $0 / Double(windowNs) * 100 } : nil
        }

        /// A number of bytes or page faults of the window, per second; nil without a window.
        public func perSecond(_ count: Double?) -> Double? {
            windowNs > 0 ? count.map { $0 * 1e9 / Double(windowNs) } : nil
        }
    }
}

extension Double? {
    /// Adds a number that is known.
    fileprivate mutating func add(_ step: Double?) {
        if let step { self = (self ?? 0) + step }
    }
}

/// The CPU time of children that ended between two tables. The kernel adds to the parent that reaps a child
/// all CPU time of the child since it started, and that of its reaped children.
private struct ChildrenTimes {
    /// How many ended parents are followed at most.
    private static let generations = 64

    private let before: [Int32: ProcessSnapshot]
    /// The CPU time in the first table of processes that ended since, by the pid of the process to which the
    /// kernel can have added it.
    private var seen: [Int32: Double] = [:]

    init(_ first: ProcessTable, _ last: ProcessTable) {
        before = first.processes.reduce(into: [:]) { $0[$1.pid] = $0[$1.pid] ?? $1 }
        var alive: [Int32: Int64?] = [:]
        for process in last.processes where alive[process.pid] == nil {
            alive[process.pid] = .some(process.startTicks)
        }
        func isAlive(_ process: ProcessSnapshot) -> Bool {
            alive[process.pid].map { $0 == process.startTicks } ?? false
        }
        for process in first.processes where !isAlive(process) {
            // If the parent ended as well, its parent or process 1 received the time.
            var heir = process.parentPid ?? 1
            // Pids that are reused while a table is read can form a cycle.
            for _ in 0..<Self.generations {
                guard let parent = before[heir], !isAlive(parent), parent.pid != 1 else { break }
                heir = parent.parentPid ?? 1
            }
            seen[heir, default: 0] +=
                Double(process.totalTimeNs ?? 0) + (Self.time(process) ?? 0)
        }
    }

    /// CPU time of its children that no table shows, in nanoseconds; nil if the kernel's number is unknown.
    func unseen(of process: ProcessSnapshot) -> Double? {
        let old = before[process.pid].flatMap { $0.startTicks == process.startTicks ? $0 : nil }
        guard let now = Self.time(process) else { return nil }
        guard let old else { return now }
        return Self.time(old).map { max(now - $0 - (seen[process.pid] ?? 0), 0) }
    }

    private static func time(_ process: ProcessSnapshot) -> Double? {
        guard let user = process.childrenUserTimeNs, let system = process.childrenSystemTimeNs
        else {
            return nil
        }
        return Double(user) + Double(system)
    }
}
