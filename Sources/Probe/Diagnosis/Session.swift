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
        /// How many cgroups, and descendants of each, have their processes listed.
        private static let listedCgroups = 24
        private static let listedDescendants = 64

        /// What both samples have: the usual sections, and the counters of refused connections.
        private static let sections = Sample.Sections.usual.union(.protocols)

        /// The sample at the start of the window: in an array, since it is too large for a small stack.
        private let first: [Sample]
        private let sensors: Sensors?
        private let options: Options
        private let isStill: Bool
        private let endNs: Int64
        private var nextNs: Int64
        private var activity = ProcessActivity()
        private var processError: ProbeError?
        private var cgroups: CgroupTable?
        private var cgroupError: ProbeError?

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
            isStill = collector.monotonicNs == nil
            // The window of the cgroups contains that of the machine, here and in `finish`: a kill that the
            // machine counted is in the count of its cgroup, too, and is not reported as the machine's own.
            let cgroups = isStill ? nil : try? collector.cgroups([.cpu, .events, .pressure])
            first = [collector.sample(Self.sections)]
            nextNs = collector.monotonicNs ?? 0
            let (end, isTooLong) = nextNs.addingReportingOverflow(max(windowNs, 0))
            endNs = isTooLong ? .max : end
            self.cgroups = cgroups
        }

        /// Reads the processes if a step is due, and returns after how many nanoseconds to call again. Returns
        /// nil when the window is over, and always in a captured root, which has no clock.
        ///
        /// An early call reads nothing and returns the remaining pause.
        public mutating func look(_ collector: inout Collector) -> Int64? {
            guard let startNs = collector.monotonicNs, startNs < endNs else { return nil }
            guard startNs >= nextNs else { return nextNs - startNs }
            // The cgroup is read each time, so that processes that end are known to belong to it.
            addTable(&collector, [.io, .cgroup])
            let nowNs = collector.monotonicNs ?? startNs
            let stepNs = max(Self.stepNs, (nowNs - startNs) * Self.pausesPerLook)
            nextNs = stepNs < endNs - nowNs ? startNs + stepNs : endNs
            return max(nextNs - nowNs, 0)
        }

        /// Ends the window with a second sample, and makes the diagnosis. If ``look(_:)`` has not returned
        /// nil before, the window is shorter than requested.
        public mutating func finish(_ collector: inout Collector) -> Diagnosis {
            var evidence = Evidence(
                before: first[0], after: collector.sample(Self.sections), options: options)
            // The swap of each process is read only if something is swapped out.
            let isSwapping = (evidence.after.memory.value?.swapUsedBytes ?? 0) > 0
            addHost(&collector, &evidence)
            var details: ProcessDetails = isSwapping ? [.io, .cgroup, .status] : [.io, .cgroup]
            if evidence.openFilesSeverity != nil { details.insert(.descriptors) }
            addTable(&collector, details)
            evidence.isStill = isStill
            evidence.sensorsBefore = sensors
            evidence.sensors = options.readsSensors ? try? collector.sensors() : nil
            addBatteries(&collector, &evidence)
            evidence.processError = processError
            if let own = Self.ownProcess(&collector) {
                evidence.ownPid = collector.rootKind == .own ? own.pid : nil
                evidence.isRoot = own.effectiveUid == 0
            }
            addStorage(&collector, &evidence)
            if let old = first[0].quota.value, let new = evidence.after.quota.value {
                evidence.quota = QuotaWindow(before: old, after: new, isStill: isStill)
            }
            evidence.activity = activity
            let short = addCgroups(&collector, &evidence)
            // Proportional memory walks all pages of a process: read only if memory is short.
            readDetails(&collector, evidence, short)
            evidence.activity = activity
            return Diagnosis(evidence)
        }

        @inline(never)
        private func addHost(_ collector: inout Collector, _ evidence: inout Evidence) {
            evidence.host = try? collector.host()
        }

        @inline(never)
        private func addBatteries(_ collector: inout Collector, _ evidence: inout Evidence) {
            guard options.readsSensors else { return }
            evidence.batteries = (try? collector.powerSupplies()) ?? []
        }

        /// The devices of a machine that has an array or, for root, an NVMe or ATA disk: about thirty files a device.
        /// Also those of a machine with ZFS that is short of memory, for the size of the cache.
        @inline(never)
        private func addStorage(_ collector: inout Collector, _ evidence: inout Evidence) {
            let devices = evidence.after.disk.value?.devices ?? []
            let wantsHealth =
                options.readsSensors && evidence.isRoot && collector.rootKind != .captured
                && devices.contains { $0.hasHealth }
            guard
                wantsHealth || devices.contains(where: { $0.isArray })
                    || Self.wantsCache(evidence)
            else { return }
            let before = collector.readsHealth
            collector.readsHealth = wantsHealth
            defer { collector.readsHealth = before }
            evidence.storage = try? collector.storageDevices()
        }

        /// Whether little memory is left without what ZFS has cached, and there is a file system of ZFS.
        private static func wantsCache(_ evidence: Evidence) -> Bool {
            evidence.thresholds.memoryAvailablePercent.severity(
                below: evidence.machineMemoryPercent) != nil
                && (evidence.after.filesystem.value?.mounts ?? []).contains { $0.type == "zfs" }
        }

        /// The measuring process, which is read from "/" if the root is another.
        @inline(never)
        private static func ownProcess(_ collector: inout Collector) -> ProcessSnapshot? {
            if collector.rootKind == .own { return try? collector.process(nil, .status) }
            do throws(ProbeError) {
                var own = try Collector(readsOnce: true)
                return try own.process(nil, .status)
            } catch {
                return nil
            }
        }

        @inline(never)
        private mutating func addTable(_ collector: inout Collector, _ details: ProcessDetails) {
            do throws(ProbeError) {
                activity.add(try collector.processes(details))
                processError = nil
            } catch {
                processError = error
            }
        }

        @inline(never)
        private mutating func readCgroups(
            _ collector: inout Collector, _ details: CgroupDetails
        ) -> CgroupTable? {
            do throws(ProbeError) {
                let table = try collector.cgroups(details)
                cgroupError = nil
                return table
            } catch {
                let isMissing = error.code == .notFound || error.code == .unsupported
                cgroupError = isMissing ? nil : error
                return nil
            }
        }

        /// Reads the cgroups at the end of the window, and the processes of those that are short. Returns
        /// those.
        @inline(never)
        private mutating func addCgroups(
            _ collector: inout Collector, _ evidence: inout Evidence
        ) -> [(path: KernelName, controller: String)] {
            let old = cgroups
            if let table = readCgroups(&collector, [.cpu, .memory, .events, .pids, .pressure]) {
                evidence.cgroups = CgroupWindow(
                    before: old ?? CgroupTable(), after: table,
                    isStill: isStill)
            }
            evidence.cgroupError = cgroupError
            let short = Array(evidence.shortCgroups.prefix(Self.listedCgroups))
            // In a live root other than "/", the pids may be those of another namespace.
            guard let table = evidence.cgroups?.after, collector.rootKind != .live else {
                return short
            }
            for (path, controller) in short {
                guard let directory = table.directory(of: path, controller: controller) else {
                    continue
                }
                evidence.cgroups?.members[directory] = Self.members(
                    of: path, controller, table, &collector)
            }
            return short
        }

        /// The processes of a cgroup and its descendants; nil if some could not be listed.
        @inline(never)
        private static func members(
            of path: KernelName, _ controller: String, _ table: CgroupTable,
            _ collector: inout Collector
        ) -> Set<Int32>? {
            var pids: Set<Int32> = []
            var count = 0
            for index in table.cgroups.indices {
                let other = table.cgroups[index].path
                guard other.isIn(path) else { continue }
                count += 1
                guard count <= listedDescendants, other.isUTF8,
                    let directory = table.directory(of: other, controller: controller)
                else { return nil }
                do throws(ProbeError) {
                    pids.formUnion(try collector.pids(inCgroup: directory.description))
                } catch {
                    // On v1, the hierarchy of the controller may lack a cgroup.
                    if error.code != .notFound && error.code != .gone { return nil }
                }
            }
            return pids
        }

        /// Reads the details of the processes with the largest amounts. The command line of a process in disk
        /// sleep is not read: the read could block as long as the process.
        @inline(never)
        private mutating func readDetails(
            _ collector: inout Collector, _ evidence: Evidence,
            _ short: [(path: KernelName, controller: String)]
        ) {
            let seen = activity
            let isMemoryShort = !evidence.memoryFindings().isEmpty
            var largest = isMemoryShort ? top { seen.memoryBytes($0) } : []
            var measures: [(ProcessActivity.Entry) -> Double?] = [
                { Measure.cpu.amount($0, seen) },
                { seen.memoryBytes($0) },
                { $0.process.swapBytes.map { Double($0) } },
                { Measure.io.amount($0, seen) },
                { seen.perSecond($0.majorFaults) },
                { $0.process.descriptors.map { Double($0) } },
            ]
            // All cgroups that are short of memory together have as many candidates as the machine.
            let shortOfMemory = short.count { $0.controller == "memory" }
            let share = max(Self.candidates / max(shortOfMemory, 1), 1)
            var remaining = Self.candidates
            for (path, controller) in short {
                let members = evidence.members(of: path, controller)
                let measure: (ProcessActivity.Entry) -> Double? = {
                    guard members.contains($0) else { return nil }
                    switch controller {
                    case "cpu": return Measure.cpu.amount($0, seen)
                    case "pids": return Measure.tasks.amount($0, seen)
                    default: return seen.memoryBytes($0)
                    }
                }
                measures.append(measure)
                guard controller == "memory", remaining > 0 else { continue }
                let chosen = top(measure).prefix(min(share, remaining))
                remaining -= chosen.count
                largest += chosen
            }
            var pids: Set<Int32> = []
            for measure in measures {
                for entry in top(measure) { pids.insert(entry.process.pid) }
            }
            for pid in pids {
                let isBlocked = seen.table?.process(pid)?.state == .diskSleep
                var details: ProcessDetails =
                    isBlocked ? [.status, .io, .cgroup] : [.status, .io, .cgroup, .commandLine]
                if evidence.openFilesSeverity != nil { details.insert(.descriptors) }
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
