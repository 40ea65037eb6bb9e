extension Diagnosis {
    /// Three levels of one number: at which a finding is noticed, high and severe.
    ///
    /// A level that the number cannot reach, such as 101 percent, is never reported.
    public struct Threshold: Sendable, Hashable {
        /// The level of ``Severity/noticed``.
        public var noticed: Double
        /// The level of ``Severity/high``.
        public var high: Double
        /// The level of ``Severity/severe``.
        public var severe: Double

        /// Three levels, in the unit of the number that is compared with them.
        public init(noticed: Double, high: Double, severe: Double) {
            (self.noticed, self.high, self.severe) = (noticed, high, severe)
        }

        /// The severity of a number that is bad when it is large; nil below `noticed`.
        func severity(of value: Double?) -> Severity? {
            guard let value else { return nil }
            if value >= severe { return .severe }
            if value >= high { return .high }
            return value >= noticed ? .noticed : nil
        }

        /// The severity of a number that is bad when it is small; nil above `noticed`.
        func severity(below value: Double?) -> Severity? {
            guard let value else { return nil }
            if value <= severe { return .severe }
            if value <= high { return .high }
            return value <= noticed ? .noticed : nil
        }

        /// The level of a severity.
        func level(of severity: Severity) -> Double {
            switch severity {
            case .noticed: noticed
            case .high: high
            case .severe: severe
            }
        }

        /// A number that is bad when it is large, with the level that it reached.
        func measured(_ value: Double?, _ unit: Unit) -> Measured? {
            value.map {
                Measured(value: $0, unit: unit, threshold: severity(of: $0).map(level(of:)))
            }
        }

        /// A number that is bad when it is small, with the level that it reached.
        func measured(below value: Double?, _ unit: Unit) -> Measured? {
            value.map {
                Measured(value: $0, unit: unit, threshold: severity(below: $0).map(level(of:)))
            }
        }
    }

    /// The levels at which numbers become findings. Each has a default.
    ///
    /// ```swift
    /// var options = Diagnosis.Options()
    /// options.thresholds.memoryAvailablePercent.noticed = 25
    /// ```
    public struct Thresholds: Sendable, Hashable {
        /// The defaults.
        public init() {}

        /// Percent of the machine's CPUs in use, steal excluded. From 50 on fans become audible; at 95
        /// nearly every task waits for another.
        public var cpuUsagePercent = Threshold(noticed: 50, high: 80, severe: 95)
        /// Percent of one CPU that one process uses: a process with one thread cannot use more than 100.
        public var oneCPUPercent = 90.0
        /// Percent of the CPU time that the hypervisor gave to other machines. Below 5 is the noise of
        /// any cloud.
        public var stealPercent = Threshold(noticed: 5, high: 10, severe: 30)
        /// Percent of the CPU time in interrupts that is worth a sentence: a machine that serves
        /// 10 Gbit/s uses less than 20.
        public var interruptsPercent = 20.0
        /// Processes and threads started per second that are worth a sentence: a build starts some tens.
        public var startsPerSecond = 20.0
        /// Percent of the periods of a CPU quota in which the quota was used up. One period in ten is
        /// felt as a delay, one in two doubles the run time.
        public var throttledPercent = Threshold(noticed: 1, high: 10, severe: 50)
        /// Of fewer periods than this a cgroup whose quota was used up is only noticed: it hardly ran.
        public var quotaPeriods: Int64 = 10
        /// A cgroup that used less than this percent of its quota over the window is only noticed, although
        /// bursts used up the quota of some periods.
        public var quotaLowUsagePercent = 25.0
        /// Percent of a CPU quota in use, where the kernel reports no periods. Never severe.
        public var quotaUsagePercent = Threshold(noticed: 90, high: 95, severe: 101)
        /// Percent of memory that is available, of the machine or of the own cgroup; small is bad. At 10
        /// the file cache is small already; at 5 the kernel spends its time on reclaim.
        public var memoryAvailablePercent = Threshold(noticed: 15, high: 10, severe: 5)
        /// Percent of the memory limit of another cgroup that is available; small is bad. Many programs
        /// are sized to fill their limit, so that it is only noticed until the limit is reached.
        public var cgroupMemoryAvailablePercent = Threshold(noticed: 10, high: 5, severe: 1)
        /// Percent of the time in which a task of the machine or of a cgroup waited for memory: 0 where
        /// there is enough memory.
        public var memoryPressurePercent = Threshold(noticed: 2, high: 10, severe: 30)
        /// Major page faults per second of the machine above which the waiting processes are listed.
        /// A hard disk takes up to 10 ms for a fault, so that ten are a tenth of the time.
        public var majorFaultsPerSecond = 10.0
        /// Resident bytes above which a process that ended is named beside an OOM kill: a shell has less.
        public var endedMemoryBytes: Int64 = 16 << 20
        /// Bytes per second to and from swap together. A quiet machine that swaps out unused pages
        /// stays below 100 KiB/s; 10 MiB/s keep a hard disk busy.
        public var swapTrafficBytesPerSecond = Threshold(
            noticed: 102_400, high: 1_048_576, severe: 10_485_760)
        /// Percent of swap in use: with full swap the kernel can only kill processes. Never severe.
        public var swapUsagePercent = Threshold(noticed: 80, high: 95, severe: 101)
        /// Percent of the time in which a disk was busy. Alone it is only noticed: a disk that serves
        /// many requests in parallel can do more at 100.
        public var diskUtilizationPercent = 80.0
        /// Milliseconds that a request took on average, on a busy disk: an SSD answers in less than 2, a
        /// hard disk in 10 to 20.
        public var diskWaitMs = Threshold(noticed: 0, high: 10, severe: 100)
        /// Percent of the rated endurance of a disk that is used. Beyond it the maker promises nothing, and
        /// most disks work on. Only noticed.
        public var diskEndurancePercent = 100.0
        /// Percent of the bytes or inodes of a file system in use.
        public var filesystemUsagePercent = Threshold(noticed: 90, high: 95, severe: 99)
        /// Percent of the speed of a link. The remainder is the framing.
        public var networkUsagePercent = Threshold(noticed: 60, high: 80, severe: 95)
        /// Errors and transmit drops per second of an interface.
        public var networkErrorsPerSecond = Threshold(noticed: 1, high: 100, severe: 10_000)
        /// Percent of the packets sent that were TCP retransmits: no network is free of less than 1.
        public var retransmitsPercent = Threshold(noticed: 1, high: 5, severe: 20)
        /// Connection requests per second that listening sockets drop. A client tries again after a
        /// second, so that each is felt; a scan of ports is no drop.
        public var listenDropsPerSecond = Threshold(noticed: 0.01, high: 1, severe: 100)
        /// Percent of the entries of connection tracking in use: at 100 packets are dropped.
        public var conntrackUsagePercent = Threshold(noticed: 75, high: 90, severe: 99)
        /// Percent of the time in which a task waited for a CPU or for a disk. Any busy machine has some.
        public var pressurePercent = Threshold(noticed: 10, high: 30, severe: 60)
        /// Processes in disk sleep during the whole window.
        public var blockedProcesses = Threshold(noticed: 1, high: 4, severe: 16)
        /// Percent of the tasks that a cgroup or the machine may have. At 100 every fork fails.
        public var taskLimitPercent = Threshold(noticed: 80, high: 95, severe: 100)
        /// Percent of the files that the machine may have open. At 100 every open(2) without privileges
        /// fails.
        public var openFilesPercent = Threshold(noticed: 80, high: 90, severe: 98)
        /// Zombies (exited, not yet reaped by their parent): each uses a pid and nothing else.
        public var zombies = Threshold(noticed: 1, high: 100, severe: 1000)
        /// The load average of one minute for each CPU, while the CPUs are not busy.
        public var loadPerCPU = Threshold(noticed: 1, high: 2, severe: 5)
        /// Degrees Celsius between a sensor and its lowest limit; small is bad. Fans are loudest from 10
        /// on; at 0 the hardware slows down.
        public var temperatureMarginCelsius = Threshold(noticed: 10, high: 5, severe: 0)
        /// Percent of the charge that is left in the fullest battery while a battery supplies the machine;
        /// small is bad. Many machines suspend at 5 or less.
        public var batteryPercent = Threshold(noticed: 20, high: 10, severe: 5)
        /// Percent missing from an account that is worth a sentence.
        public var unaccountedPercent = 10.0
    }
}
