extension Diagnosis {
    /// Measures for a diagnosis over a window, step by step. A session never waits: the caller pauses
    /// between the steps, with a clock or in a task.
    ///
    /// ```swift
    /// var session = Diagnosis.Session(&collector)
    /// while let pauseNs = session.look(&collector) {
    ///     try await Task.sleep(for: .nanoseconds(pauseNs))
    /// }
    /// let diagnosis = session.finish(&collector)
    /// ```
    ///
    /// All steps use the same collector, which may be read for other purposes in between. Each step reads
    /// the process table, and takes milliseconds on a machine with thousands of processes; the pauses grow
    /// so that the steps use at most a twentieth of a CPU.
    public struct Session: Sendable {
        /// The usual window: two seconds.
        public static let usualWindowNs: Int64 = 2_000_000_000

        /// Time between two tables of processes, short enough for short-lived processes.
        private static let stepNs: Int64 = 100_000_000
        /// The time between two steps is at least this many times the time that a step takes.
        private static let pausesPerLook: Int64 = 20
        /// How many processes are read with details for each measure.
        private static let candidates = 12
        /// How many quotas of busy cgroups are added each time, and in total.
        private static let groups = 6
        private static let groupsInAll = 16
        /// How many tables are read between two searches for busy cgroups.
        private static let tablesPerQuotas = 5

        /// The sample at the start of the window: in an array, since it is too large for a small stack.
        private let first: [Sample]
        private let sensors: Sensors?
        private let options: Options
        private let isStill: Bool
        private let endNs: Int64
        private var nextNs: Int64
        private var activity = ProcessActivity()
        private var processError: ProbeError?
        private var busyGroups: [(path: String, quota: Quota)] = []

        /// Begins a window with a sample. A window without a length gives levels and averages alone.
        ///
        /// Sensors are read before the window begins, and one that hangs costs a second, unless
        /// ``Diagnosis/Options/readsSensors`` is false.
        public init(
            _ collector: inout Collector, windowNs: Int64 = usualWindowNs,
            options: Options = Options()
        ) {
            self.options = options
            sensors = options.readsSensors ? try? collector.sensors() : nil
            first = [collector.sample()]
            let startNs = collector.monotonicNs
            isStill = startNs == nil
            nextNs = startNs ?? 0
            let (end, isTooLong) = nextNs.addingReportingOverflow(max(windowNs, 0))
            endNs = isTooLong ? .max : end
        }

        /// Reads the processes if a step is due, and returns after how many nanoseconds to call again. Returns
        /// nil when the window is over, and always in a captured root, which has no clock.
        ///
        /// An early call reads nothing and returns the remaining pause.
        public mutating func look(_ collector: inout Collector) -> Int64? {
            guard let startNs = collector.monotonicNs, startNs < endNs else { return nil }
            guard startNs >= nextNs else { return nextNs - startNs }
            addTable(&collector, .io)
            // Busy processes change, and throttled processes look idle.
            if activity.tables % Self.tablesPerQuotas == 2 { addQuotas(&collector) }
            let nowNs = collector.monotonicNs ?? startNs
            let stepNs = max(Self.stepNs, (nowNs - startNs) * Self.pausesPerLook)
            nextNs = stepNs < endNs - nowNs ? startNs + stepNs : endNs
            return max(nextNs - nowNs, 0)
        }

        /// Ends the window with a second sample, and makes the diagnosis. If ``look(_:)`` has not returned
        /// nil before, the window is shorter than requested.
        public mutating func finish(_ collector: inout Collector) -> Diagnosis {
            var evidence = Evidence(before: first[0], after: collector.sample(), options: options)
            // The swap of each process is read only if something is swapped out.
            let isSwapping = (evidence.after.memory.value?.swapUsedBytes ?? 0) > 0
            addTable(&collector, isSwapping ? [.io, .cgroup, .status] : [.io, .cgroup])
            evidence.isStill = isStill
            evidence.sensorsBefore = sensors
            evidence.sensors = options.readsSensors ? try? collector.sensors() : nil
            evidence.processError = processError
            if let own = Self.ownProcess(&collector) {
                evidence.ownPid = collector.rootKind == .own ? own.pid : nil
                evidence.isRoot = own.effectiveUid == 0
            }
            if let old = first[0].quota.value, let new = evidence.after.quota.value {
                evidence.quotas.append(
                    QuotaWindow(before: old, after: new, isOwn: true, isStill: isStill))
            }
            for (path, quota) in busyGroups {
                if let now = try? collector.quota(of: .cgroup(path)) {
                    evidence.quotas.append(QuotaWindow(before: quota, after: now, isOwn: false))
                }
            }
            // Proportional memory walks all pages of a process: read only if memory is short.
            readDetails(&collector, isMemoryShort: !evidence.memoryFindings().isEmpty)
            evidence.activity = activity
            return Diagnosis(evidence)
        }

        /// The measuring process, which is read from "/" if the root is another.
        private static func ownProcess(_ collector: inout Collector) -> ProcessSnapshot? {
            if collector.rootKind == .own { return try? collector.process(nil, .status) }
            do throws(ProbeError) {
                var own = try Collector(readsOnce: true)
                return try own.process(nil, .status)
            } catch {
                return nil
            }
        }

        private mutating func addTable(_ collector: inout Collector, _ details: ProcessDetails) {
            do throws(ProbeError) {
                activity.add(try collector.processes(details))
                processError = nil
            } catch {
                processError = error
            }
        }

        /// Adds the quotas that bind the busiest processes so far, each cgroup once. The window of such a quota
        /// begins with this reading.
        private mutating func addQuotas(_ collector: inout Collector) {
            let seen = activity
            for entry in top({ Measure.cpu.amount($0, seen) }).prefix(Self.groups)
            where busyGroups.count < Self.groupsInAll {
                guard
                    let level = try? collector.quota(of: .process(entry.process.pid)).cpu.limit
                        .level,
                    level.isUTF8, !busyGroups.contains(where: { $0.path == level.description }),
                    let quota = try? collector.quota(of: .cgroup(level.description))
                else { continue }
                busyGroups.append((level.description, quota))
            }
        }

        /// Reads the details of the processes with the largest amounts. The command line of a process in disk
        /// sleep is not read: the read could block as long as the process.
        private mutating func readDetails(_ collector: inout Collector, isMemoryShort: Bool) {
            let seen = activity
            let largest = isMemoryShort ? top { seen.memoryBytes($0) } : []
            let measures: [(ProcessActivity.Entry) -> Double?] = [
                { Measure.cpu.amount($0, seen) },
                { seen.memoryBytes($0) },
                { $0.process.swapBytes.map { Double($0) } },
                { Measure.io.amount($0, seen) },
                { seen.perSecond($0.majorFaults) },
            ]
            var pids: Set<Int32> = []
            for measure in measures {
                for entry in top(measure) { pids.insert(entry.process.pid) }
            }
            for pid in pids {
                let isBlocked = seen.table?.process(pid)?.state == .diskSleep
                var details: ProcessDetails =
                    isBlocked ? [.status, .io, .cgroup] : [.status, .io, .cgroup, .commandLine]
                if !isBlocked, largest.contains(where: { $0.process.pid == pid }) {
                    details.insert(.proportional)
                }
                if let process = try? collector.process(pid, details) {
                    activity.add(details: process)
                }
            }
        }

        /// The processes that still run, with the largest amounts of a measure.
        private func top(
            _ measure: (ProcessActivity.Entry) -> Double?
        ) -> [ProcessActivity.Entry] {
            let known = activity.entries.compactMap { entry in
                measure(entry).flatMap { !entry.hasEnded && $0 > 0 ? (entry, $0) : nil }
            }
            return known.sorted { $0.1 > $1.1 }.prefix(max(Self.candidates, options.processes))
                .map { $0.0 }
        }
    }
}
