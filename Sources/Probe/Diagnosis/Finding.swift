extension Diagnosis {
    /// What is short or hot. A struct, so that a new one breaks no program.
    public struct Resource: RawRepresentable, Sendable, Hashable {
        /// The name, as in the JSON of the command.
        public let rawValue: String

        /// The resource of this name, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The CPUs of the machine.
        public static let cpu = Resource(rawValue: "cpu")
        /// The CPU time that a cgroup may use.
        public static let cpuQuota = Resource(rawValue: "cpu_quota")
        /// Memory, of the machine or of a cgroup.
        public static let memory = Resource(rawValue: "memory")
        /// Swap space, and the traffic to and from it.
        public static let swap = Resource(rawValue: "swap")
        /// A block device.
        public static let disk = Resource(rawValue: "disk")
        /// The bytes or inodes of a file system.
        public static let filesystem = Resource(rawValue: "filesystem")
        /// A network interface, or the way to other machines.
        public static let network = Resource(rawValue: "network")
        /// Waiting for a CPU or a disk that no other finding explains.
        public static let pressure = Resource(rawValue: "pressure")
        /// Tasks that are blocked, exited, more than the load explains, or as many as a cgroup may have.
        public static let tasks = Resource(rawValue: "tasks")
        /// The open files of the machine.
        public static let openFiles = Resource(rawValue: "open_files")
        /// Temperatures, thermal throttling and fans.
        public static let temperature = Resource(rawValue: "temperature")
        /// The batteries of the machine.
        public static let power = Resource(rawValue: "power")
    }

    /// How bad a finding is.
    public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Worth a line; nothing is short.
        case noticed
        /// Work is delayed.
        case high
        /// Little else gets done.
        case severe

        private var rank: Int {
            switch self {
            case .noticed: 0
            case .high: 1
            case .severe: 2
            }
        }

        /// By how bad they are: `noticed < high < severe`.
        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    /// What was found. A struct, so that a new one breaks no program.
    public struct Kind: RawRepresentable, Sendable, Hashable {
        /// The name: "cpu_busy".
        public let rawValue: String

        /// The kind of this name, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The CPUs are in use. Measured: percent of all CPUs; ``Thresholds/cpuUsagePercent``.
        public static let cpuBusy = Kind(rawValue: "cpu_busy")
        /// One process or several fill a CPU each, while others are idle. Measured: percent of one CPU
        /// of the busiest; ``Thresholds/oneCPUPercent``.
        public static let processFillsCPU = Kind(rawValue: "process_fills_cpu")
        /// The hypervisor gave CPU time to other machines. Measured: percent;
        /// ``Thresholds/stealPercent``.
        public static let steal = Kind(rawValue: "steal")
        /// A CPU quota was used up. Measured: percent of its periods; ``Thresholds/throttledPercent``.
        public static let quotaUsedUp = Kind(rawValue: "quota_used_up")
        /// A CPU quota is nearly used up. Measured: percent of the quota;
        /// ``Thresholds/quotaUsagePercent``.
        public static let quotaNearlyUsedUp = Kind(rawValue: "quota_nearly_used_up")
        /// Little memory is available. Measured: percent available;
        /// ``Thresholds/memoryAvailablePercent``, of another cgroup
        /// ``Thresholds/cgroupMemoryAvailablePercent``.
        public static let memoryLow = Kind(rawValue: "memory_low")
        /// Tasks wait for memory. Measured: percent of the time;
        /// ``Thresholds/memoryPressurePercent``.
        public static let memoryWait = Kind(rawValue: "memory_wait")
        /// The kernel killed processes for want of memory. Measured: how many; no threshold.
        public static let memoryKill = Kind(rawValue: "memory_kill")
        /// The memory had errors since its driver was loaded that ECC could not correct. Measured: how
        /// many; no threshold.
        public static let memoryErrors = Kind(rawValue: "memory_errors")
        /// Pages go to and from swap. Measured: bytes per second;
        /// ``Thresholds/swapTrafficBytesPerSecond``.
        public static let swapTraffic = Kind(rawValue: "swap_traffic")
        /// Swap is nearly full. Measured: percent; ``Thresholds/swapUsagePercent``.
        public static let swapFull = Kind(rawValue: "swap_full")
        /// A disk is busy. Measured: percent of the time; ``Thresholds/diskUtilizationPercent``. The
        /// severity is that of ``Thresholds/diskWaitMs``.
        public static let diskBusy = Kind(rawValue: "disk_busy")
        /// A disk reports that it is about to fail, by a critical warning, by too few spare blocks, or by a
        /// prediction of its own.
        /// Measured: percent of its life; no threshold.
        public static let diskFailing = Kind(rawValue: "disk_failing")
        /// A disk has sectors that it cannot read. Measured: how many; no threshold.
        public static let diskUnreadableSectors = Kind(rawValue: "disk_unreadable_sectors")
        /// A disk has used up its rated endurance. Measured: percent of it;
        /// ``Thresholds/diskEndurancePercent``.
        public static let diskWorn = Kind(rawValue: "disk_worn")
        /// An array lacks members: the next failure can lose data, unless a member more may be missing; then
        /// it is only noticed. Measured: how many; no threshold.
        public static let arrayDegraded = Kind(rawValue: "array_degraded")
        /// A member of an array failed, although no place is empty. Measured: how many; no threshold.
        public static let arrayMemberFailed = Kind(rawValue: "array_member_failed")
        /// A file system is nearly full. Measured: percent of its bytes;
        /// ``Thresholds/filesystemUsagePercent``.
        public static let filesystemFull = Kind(rawValue: "filesystem_full")
        /// A file system has few inodes left. Measured: percent of its inodes;
        /// ``Thresholds/filesystemUsagePercent``.
        public static let inodesFull = Kind(rawValue: "inodes_full")
        /// A file system mounted for writing has turned read-only. Nothing measured.
        public static let filesystemReadOnly = Kind(rawValue: "filesystem_read_only")
        /// A link is near its speed. Measured: percent; ``Thresholds/networkUsagePercent``.
        public static let networkBusy = Kind(rawValue: "network_busy")
        /// An interface loses packets. Measured: packets per second;
        /// ``Thresholds/networkErrorsPerSecond``.
        public static let networkErrors = Kind(rawValue: "network_errors")
        /// TCP segments are retransmitted. Measured: percent of the packets sent;
        /// ``Thresholds/retransmitsPercent``.
        public static let retransmits = Kind(rawValue: "retransmits")
        /// Listening sockets drop connections. Measured: requests per second;
        /// ``Thresholds/listenDropsPerSecond``.
        public static let listenDrops = Kind(rawValue: "listen_drops")
        /// Connection tracking is nearly full. Measured: percent of its entries;
        /// ``Thresholds/conntrackUsagePercent``.
        public static let conntrackFull = Kind(rawValue: "conntrack_full")
        /// Tasks wait for a CPU. Measured: percent of the time; ``Thresholds/pressurePercent``.
        public static let cpuWait = Kind(rawValue: "cpu_wait")
        /// Tasks wait for a disk. Measured: percent of the time; ``Thresholds/pressurePercent``.
        public static let diskWait = Kind(rawValue: "disk_wait")
        /// Processes are in disk sleep during the whole window. Measured: how many;
        /// ``Thresholds/blockedProcesses``.
        public static let diskSleep = Kind(rawValue: "disk_sleep")
        /// The load is high while the CPUs are not busy. Measured: load for each CPU;
        /// ``Thresholds/loadPerCPU``.
        public static let loadWithoutUse = Kind(rawValue: "load_without_use")
        /// A cgroup has as many tasks as it may have, or nearly. Measured: percent of the limit;
        /// ``Thresholds/taskLimitPercent``.
        public static let taskLimit = Kind(rawValue: "task_limit")
        /// Zombies. Measured: how many; ``Thresholds/zombies``.
        public static let zombies = Kind(rawValue: "zombies")
        /// The machine has as many tasks as it may have, or nearly. Measured: percent of the lower one of
        /// pid_max and threads-max; ``Thresholds/taskLimitPercent``.
        public static let machineTaskLimit = Kind(rawValue: "machine_task_limit")
        /// The machine has as many files open as it may have, or nearly. Measured: percent of file-max;
        /// ``Thresholds/openFilesPercent``.
        public static let openFilesFull = Kind(rawValue: "open_files_full")
        /// CPUs were slowed down because of heat. Measured: how often in the window; no threshold.
        public static let thermalThrottling = Kind(rawValue: "thermal_throttling")
        /// A sensor is near its limit. Measured: degrees Celsius up to the limit;
        /// ``Thresholds/temperatureMarginCelsius``.
        public static let hot = Kind(rawValue: "hot")
        /// Fans that report an alarm or a fault. Measured: how many; no threshold.
        public static let fanFailure = Kind(rawValue: "fan_failure")
        /// A battery supplies the machine and is nearly empty. Measured: percent of the charge that is
        /// left; ``Thresholds/batteryPercent``.
        public static let batteryLow = Kind(rawValue: "battery_low")
    }

    /// The unit of a measured number.
    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        /// Processes, events, tasks for each CPU.
        case count
        /// Percent, 0 to 100; of one process 0 to 100 for each CPU.
        case percent
        /// Bytes.
        case bytes
        /// Bytes per second.
        case bytesPerSecond = "bytes_per_second"
        /// Packets or page faults per second.
        case perSecond = "per_second"
        /// Degrees Celsius.
        case celsius
    }

    /// The number that a finding was made from.
    public struct Measured: Sendable, Hashable {
        /// The number.
        public var value: Double
        /// Its unit.
        public var unit: Unit
        /// The level of ``Thresholds`` that it reached, in the same unit; nil where any number is a finding,
        /// or where another number of the finding reached its level.
        public var threshold: Double?

        /// A number of a unit, and the level that it reached.
        public init(value: Double, unit: Unit, threshold: Double? = nil) {
            (self.value, self.unit, self.threshold) = (value, unit, threshold)
        }
    }

    /// One resource that is short or hot, or that is worth a line.
    public struct Finding: Sendable, Hashable {
        /// What is short or hot.
        public var resource: Resource
        /// What was found.
        public var kind: Kind
        /// How bad it is.
        public var severity: Severity
        /// A few words with the number that counts: "CPU busy (97% of 4 CPUs)".
        public var title: String
        /// What was measured, in sentences.
        public var details: [String]
        /// The number that counts, and the level that it reached; nil where there is no number.
        public var measured: Measured?
        /// The cgroup whose limit is short, as a path below the mount of its hierarchy; nil where the
        /// machine is short.
        public var controlGroup: KernelName?
        /// The file that sets the limit of the cgroup; nil where the machine is short.
        public var limitFile: KernelName?
        /// The disk, network interface, mount point, sensor or fan; nil where the finding is about no
        /// single one.
        public var device: KernelName?
        /// How long it has lasted; nil if no averages show that.
        public var since: Since?
        /// The processes that account for it; nil where that is not measured.
        public var account: Account?

        /// A finding, for tests and for reports of a program's own.
        public init(
            resource: Resource, kind: Kind, severity: Severity, title: String,
            details: [String] = [],
            measured: Measured? = nil, controlGroup: KernelName? = nil,
            limitFile: KernelName? = nil, device: KernelName? = nil, since: Since? = nil,
            account: Account? = nil
        ) {
            (self.resource, self.kind, self.severity) = (resource, kind, severity)
            (self.title, self.details, self.measured) = (title, details, measured)
            (self.controlGroup, self.limitFile, self.device) = (controlGroup, limitFile, device)
            (self.since, self.account) = (since, account)
        }

        /// The id of the container that ``controlGroup`` names, its first twelve digits; nil without one.
        public var container: String? {
            controlGroup.flatMap { ControlGroupName($0.bytes).container }
        }

        /// The innermost systemd unit that ``controlGroup`` names; nil without one.
        public var unit: KernelName? {
            controlGroup.flatMap { ControlGroupName($0.bytes).unit }.map { KernelName(bytes: $0) }
        }

        /// The title, and the categories of processes that account for it.
        public var headline: String {
            let categories = account?.mainCategories.map { $0.description } ?? []
            return categories.isEmpty
                ? "\(title)." : "\(title) due to: \(categories.joined(separator: ", "))."
        }
    }

    /// How long a level has lasted, by damped averages: a level that has lasted for the time constant of
    /// an average has lifted the average to 63% (1 - 1/e) of itself, and one that has lasted for two
    /// fifths of the time constant to a third.
    public struct Since: Sendable, Hashable {
        /// "for about a minute".
        public var words: String
        /// The averages: "load averages 9.00 over 1 minute, 8.00 over 5, 7.00 over 15".
        public var evidence: String

        /// A text of the caller.
        public init(words: String, evidence: String) {
            (self.words, self.evidence) = (words, evidence)
        }

        private static let whole = 0.63
        private static let part = 0.33
        /// A long average above a shorter one by this factor shows that the level was higher before: it
        /// comes and goes.
        private static let more = 1.1

        /// From the averages of pressure; nil where the shortest average is below `percent`.
        init?(_ stall: Pressure.Stall?, atLeast percent: Double, waitingFor what: String) {
            guard let stall, stall.avg10Percent >= percent else { return nil }
            let level = stall.avg10Percent
            let isFalling =
                stall.avg300Percent > stall.avg60Percent * Self.more
                || stall.avg60Percent > level * Self.more
            if isFalling, stall.avg300Percent >= level * Self.part {
                words = "on and off for some minutes"
            } else if isFalling {
                words = "on and off for about a minute"
            } else if stall.avg300Percent >= level * Self.whole {
                words = "for at least five minutes"
            } else if stall.avg300Percent >= level * Self.part {
                words = "for some minutes"
            } else if stall.avg60Percent >= level * Self.whole {
                words = "for about a minute"
            } else {
                words = "for less than a minute"
            }
            evidence =
                "waiting for \(what): \(decimal(stall.avg10Percent))% of the last 10 s, "
                + "\(decimal(stall.avg60Percent))% of 60 s, \(decimal(stall.avg300Percent))% of 300 s"
        }

        /// From the load averages; nil where the shortest average is below `tasks`.
        init?(_ load: Load?, atLeast tasks: Double) {
            guard let load, let load1 = load.load1, let load5 = load.load5,
                let load15 = load.load15,
                load1 >= tasks
            else { return nil }
            let isFalling = load15 > load5 * Self.more || load5 > load1 * Self.more
            if isFalling {
                words = "on and off for some minutes"
            } else if load15 >= load1 * Self.whole {
                words = "for at least a quarter of an hour"
            } else if load5 >= load1 * Self.whole {
                words = "for at least five minutes"
            } else if load5 >= load1 * Self.part {
                words = "for some minutes"
            } else {
                words = "for about a minute"
            }
            evidence =
                "load averages \(decimal(load1, 2)) over 1 minute, \(decimal(load5, 2)) over 5, "
                + "\(decimal(load15, 2)) over 15"
        }
    }
}
