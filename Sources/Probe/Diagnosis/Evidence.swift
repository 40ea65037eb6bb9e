extension Diagnosis {
    /// The input of a diagnosis: the readings at both ends of the window, and the options.
    ///
    /// The same evidence with other ``Options`` gives another diagnosis without a new measurement.
    public struct Evidence: Sendable, Hashable {
        /// The sample at the beginning of the window, without processes.
        public var before: Sample {
            _read { yield samples[0] }
            _modify { yield &samples[0] }
        }
        /// The sample at its end.
        public var after: Sample {
            _read { yield samples[1] }
            _modify { yield &samples[1] }
        }
        /// Both samples: in an array, since they are too large for the stack of a small thread.
        private var samples: [Sample]
        /// The rates between the two samples.
        public var rates: Rates
        /// The CPU and memory quota of the own cgroup; nil where it could not be read.
        public var quota: Diagnosis.QuotaWindow?
        /// All cgroups that can be seen; nil where they could not be read.
        public var cgroups: Diagnosis.CgroupWindow?
        /// Why no cgroups could be read; nil where they were, and where there are none.
        public var cgroupError: ProbeError?
        /// The limits of the machine, and its open files; nil where they could not be read.
        public var host: HostSystem? {
            get { hosts.first }
            set { hosts = newValue.map { [$0] } ?? [] }
        }
        /// In an array, since it is too large for the stack of a small thread.
        private var hosts: [HostSystem] = []
        /// The activity of each process in the window.
        public var activity = Diagnosis.ProcessActivity()
        /// The sensors before the window; nil where they could not be read.
        public var sensorsBefore: Sensors?
        /// The sensors after the window; nil where they could not be read.
        public var sensors: Sensors?
        /// The block devices, read where there is an array, or a disk whose health may be read, or ZFS and little
        /// memory; else nil.
        public var storage: Storage?
        /// The batteries and chargers after the window; empty where they could not be read.
        public var batteries: [Power.Supply] = []
        /// Why no processes could be read; nil where they were.
        public var processError: ProbeError?
        /// The pid of the measuring process, which is counted and never a culprit; nil if the table
        /// does not have it, as in a captured root.
        public var ownPid: Int32?
        /// Whether no time passed between the samples, as in a captured root. The counters since boot
        /// are then all there is.
        public var isStill = false
        /// Whether the measuring process had the rights of root.
        public var isRoot = false
        /// The thresholds, and what is read.
        public var options: Options

        /// Evidence of two samples, without processes, sensors, cgroups and quota until they are set.
        public init(before: Sample, after: Sample, options: Options = Options()) {
            samples = [before, after]
            self.options = options
            rates = after.rates(since: before)
        }

        var thresholds: Thresholds { options.thresholds }

        /// The CPUs online; at least one, and few enough to be a whole number in a Double.
        var cpus: Double {
            let online = after.cpu.value?.online ?? after.cpu.value?.cpus.count ?? 1
            return Double(min(max(online, 1), Int(Int32.max)))
        }

        /// Percent of the CPUs in use, without steal, which is time of other machines.
        var usagePercent: Double? {
            rates.cpu.usagePercent.map { $0 - (rates.cpu.stealPercent ?? 0) }
        }

        func classify(_ process: ProcessSnapshot) -> ProcessClassification {
            options.classifier.classify(process)
        }

        /// The cgroups with what happened in the window.
        var cgroupChanges: CgroupChanges? { cgroups.map { CgroupChanges($0) } }
    }

    /// The thresholds of a diagnosis, and what a session reads.
    public struct Options: Sendable, Hashable {
        /// The levels at which a number becomes a finding.
        public var thresholds = Thresholds()
        /// Finds the category of a process.
        public var classifier = ProcessClassifier()
        /// How many processes are named for each finding.
        public var processes = 8
        /// Whether a session reads temperatures, fans, thermal throttling, batteries and the health of
        /// NVMe disks. It does so in a child process, and a sensor or battery that hangs costs a second;
        /// without them there are no findings about heat and batteries.
        public var readsSensors = true

        /// ``processes``, at least 0.
        var shown: Int { max(processes, 0) }

        /// The usual options.
        public init() {}
    }

    /// The quota of the measuring process at both ends of the window.
    public struct QuotaWindow: Sendable, Hashable {
        /// The quota at the beginning of the window.
        public var before: Quota {
            _read { yield quotas[0] }
            _modify { yield &quotas[0] }
        }
        /// The quota at its end.
        public var after: Quota {
            _read { yield quotas[1] }
            _modify { yield &quotas[1] }
        }
        /// Both quotas: in an array, since they are too large for the stack of a small thread.
        private var quotas: [Quota]
        /// Whether no time passed between the two, as in a captured root. The counters since the cgroup was created
        /// are then all there is.
        public var isStill: Bool

        /// Two readings of one quota.
        public init(before: Quota, after: Quota, isStill: Bool = false) {
            quotas = [before, after]
            self.isStill = isStill
        }

        /// The periods of the window, or since the cgroup was created, and those in which the quota was
        /// used up; nil where the kernel reports none.
        var periods: (all: Int64, throttled: Int64)? {
            let (old, new) = (before.cpu.throttling, after.cpu.throttling)
            guard let all = change(isStill ? 0 : old.periods, new.periods),
                let throttled = change(isStill ? 0 : old.throttledPeriods, new.throttledPeriods)
            else { return nil }
            return (all, throttled)
        }

        /// Percent of the periods in which the quota was used up; nil where no period passed.
        public var throttledPercent: Double? {
            periods.flatMap { percent($0.throttled, of: $0.all) }
        }

        /// Whether the cgroup of the quota is also the cgroup of its pressure: one of version 1 has none.
        var isOfVersion2: Bool {
            after.hierarchies.contains { $0.version == 2 && $0.controllers.contains("cpu") }
        }

        /// The cgroup whose CPU quota binds, as a path below the mount of its hierarchy; nil without one.
        public var cgroup: KernelName? { after.cpu.limit.level }
    }
}

// Nested types that an extension of a nested type does not see.
extension Diagnosis.Evidence {
    typealias Account = Diagnosis.Account
    typealias Finding = Diagnosis.Finding
    typealias Measured = Diagnosis.Measured
    typealias ProcessActivity = Diagnosis.ProcessActivity
    typealias QuotaWindow = Diagnosis.QuotaWindow
    typealias Since = Diagnosis.Since
}

extension ProcessSnapshot {
    /// Whether the process is in a cgroup or in one below it; false where its own cgroup is unknown.
    func isIn(_ ancestor: KernelName) -> Bool {
        cgroup?.isIn(ancestor) ?? false
    }
}

extension KernelName {
    /// Whether the path of a cgroup is that of another one or of one below it.
    func isIn(_ ancestor: KernelName) -> Bool {
        let slash = UInt8(ascii: "/")
        let count = ancestor.bytes.count
        if count == 1, ancestor.bytes[0] == slash { return true }
        return bytes.starts(with: ancestor.bytes) && (bytes.count == count || bytes[count] == slash)
    }
}

/// A part in percent; nil where one is unknown, or the whole is 0.
func percent(_ part: Int64?, of whole: Int64?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole) * 100
}
