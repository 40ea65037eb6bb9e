// Lengths of time as Swift's Duration: a property without Ns or Us beside the one in nanoseconds or
// microseconds. Clock readings have none. Embedded Swift lacks Duration.

#if !hasFeature(Embedded)

    extension CPUTimes {
        /// ``userNs`` as a duration.
        public var userTime: Duration? { userNs.map { .nanoseconds($0) } }

        /// ``niceNs`` as a duration.
        public var niceTime: Duration? { niceNs.map { .nanoseconds($0) } }

        /// ``systemNs`` as a duration.
        public var systemTime: Duration? { systemNs.map { .nanoseconds($0) } }

        /// ``idleNs`` as a duration.
        public var idleTime: Duration? { idleNs.map { .nanoseconds($0) } }

        /// ``iowaitNs`` as a duration.
        public var iowaitTime: Duration? { iowaitNs.map { .nanoseconds($0) } }

        /// ``irqNs`` as a duration.
        public var irqTime: Duration? { irqNs.map { .nanoseconds($0) } }

        /// ``softirqNs`` as a duration.
        public var softirqTime: Duration? { softirqNs.map { .nanoseconds($0) } }

        /// ``stealNs`` as a duration.
        public var stealTime: Duration? { stealNs.map { .nanoseconds($0) } }

        /// ``guestNs`` as a duration.
        public var guestTime: Duration? { guestNs.map { .nanoseconds($0) } }

        /// ``guestNiceNs`` as a duration.
        public var guestNiceTime: Duration? { guestNiceNs.map { .nanoseconds($0) } }
    }

    extension Load {
        /// ``uptimeNs`` as a duration.
        public var uptime: Duration? { uptimeNs.map { .nanoseconds($0) } }
    }

    extension DiskCounters {
        /// ``readNs`` as a duration.
        public var readTime: Duration? { readNs.map { .nanoseconds($0) } }

        /// ``writeNs`` as a duration.
        public var writeTime: Duration? { writeNs.map { .nanoseconds($0) } }

        /// ``busyNs`` as a duration.
        public var busyTime: Duration? { busyNs.map { .nanoseconds($0) } }

        /// ``weightedNs`` as a duration.
        public var weightedTime: Duration? { weightedNs.map { .nanoseconds($0) } }

        /// ``discardNs`` as a duration.
        public var discardTime: Duration? { discardNs.map { .nanoseconds($0) } }

        /// ``flushNs`` as a duration.
        public var flushTime: Duration? { flushNs.map { .nanoseconds($0) } }
    }

    extension DiskActivity {
        /// ``meanReadWaitNs`` as a duration.
        public var meanReadWait: Duration? { meanReadWaitNs.map { .nanoseconds($0) } }

        /// ``meanWriteWaitNs`` as a duration.
        public var meanWriteWait: Duration? { meanWriteWaitNs.map { .nanoseconds($0) } }

        /// ``meanWaitNs`` as a duration.
        public var meanWait: Duration? { meanWaitNs.map { .nanoseconds($0) } }
    }

    extension ProcessSnapshot {
        /// ``ageNs`` as a duration.
        public var age: Duration? { ageNs.map { .nanoseconds($0) } }

        /// ``userTimeNs`` as a duration.
        public var userTime: Duration? { userTimeNs.map { .nanoseconds($0) } }

        /// ``systemTimeNs`` as a duration.
        public var systemTime: Duration? { systemTimeNs.map { .nanoseconds($0) } }

        /// ``totalTimeNs`` as a duration.
        public var totalTime: Duration? { totalTimeNs.map { .nanoseconds($0) } }

        /// ``startNs`` as a duration.
        public var startTime: Duration? { startNs.map { .nanoseconds($0) } }

        /// ``childrenUserTimeNs`` as a duration.
        public var childrenUserTime: Duration? { childrenUserTimeNs.map { .nanoseconds($0) } }

        /// ``childrenSystemTimeNs`` as a duration.
        public var childrenSystemTime: Duration? {
            childrenSystemTimeNs.map { .nanoseconds($0) }
        }

        /// ``guestTimeNs`` as a duration.
        public var guestTime: Duration? { guestTimeNs.map { .nanoseconds($0) } }

        /// ``childrenGuestTimeNs`` as a duration.
        public var childrenGuestTime: Duration? { childrenGuestTimeNs.map { .nanoseconds($0) } }

        /// ``blockDelayNs`` as a duration.
        public var blockDelay: Duration? { blockDelayNs.map { .nanoseconds($0) } }

        /// ``runTimeNs`` as a duration.
        public var runTime: Duration? { runTimeNs.map { .nanoseconds($0) } }

        /// ``runDelayNs`` as a duration.
        public var runDelay: Duration? { runDelayNs.map { .nanoseconds($0) } }
    }

    extension TCPCounters {
        /// ``rtoMinNs`` as a duration.
        public var rtoMin: Duration? { rtoMinNs.map { .nanoseconds($0) } }

        /// ``rtoMaxNs`` as a duration.
        public var rtoMax: Duration? { rtoMaxNs.map { .nanoseconds($0) } }
    }

    extension ProcessTable {
        /// ``uptimeNs`` as a duration.
        public var uptime: Duration? { uptimeNs.map { .nanoseconds($0) } }
    }

    extension CPUQuota {
        /// ``usageNs`` as a duration.
        public var usage: Duration? { usageNs.map { .nanoseconds($0) } }

        /// ``quotaUs`` as a duration.
        public var quota: Duration? { quotaUs.map { .microseconds($0) } }

        /// ``periodUs`` as a duration.
        public var period: Duration? { periodUs.map { .microseconds($0) } }

        /// ``burstUs`` as a duration.
        public var burst: Duration? { burstUs.map { .microseconds($0) } }
    }

    extension CPUBandwidth {
        /// ``quotaUs`` as a duration.
        public var quota: Duration { .microseconds(quotaUs) }

        /// ``periodUs`` as a duration.
        public var period: Duration? { periodUs.map { .microseconds($0) } }
    }

    extension QuotaLevel {
        /// ``cpuPeriodUs`` as a duration.
        public var cpuPeriod: Duration? { cpuPeriodUs.map { .microseconds($0) } }

        /// The value of ``cpuBurst`` as a duration.
        public var cpuBurstTime: Duration? { cpuBurst.value.map { .microseconds($0) } }

        /// The value of ``cpuUsage`` as a duration.
        public var cpuUsageTime: Duration? { cpuUsage.value.map { .nanoseconds($0) } }
    }

    extension ResourceLimits {
        /// The bounds of ``cpuNs`` as durations: each nil if unlimited, both nil if unknown.
        public var cpuTime: (soft: Duration?, hard: Duration?)? { cpuNs.map { $0.durations } }

        /// The bounds of ``rttimeNs`` as durations: each nil if unlimited, both nil if unknown.
        public var realTime: (soft: Duration?, hard: Duration?)? { rttimeNs.map { $0.durations } }
    }

    extension ResourceLimit {
        fileprivate var durations: (soft: Duration?, hard: Duration?) {
            (
                soft.value.map { .nanoseconds($0) },
                hard.value.map { .nanoseconds($0) }
            )
        }
    }

    extension Diagnosis {
        /// ``windowNs`` as a duration.
        public var window: Duration { .nanoseconds(windowNs) }
    }

    extension Diagnosis.ProcessActivity {
        /// ``windowNs`` as a duration.
        public var window: Duration { .nanoseconds(windowNs) }
    }

    extension Diagnosis.ProcessActivity.Entry {
        /// ``cpuNs`` as a duration.
        public var cpuTime: Duration? { cpuNs.map { .seconds($0 / 1e9) } }

        /// ``unseenChildrenNs`` as a duration.
        public var unseenChildrenTime: Duration? { unseenChildrenNs.map { .seconds($0 / 1e9) } }
    }

    extension Diagnosis.Session {
        /// Begins a window of this length with a sample, as ``init(_:windowNs:options:)`` does. A length
        /// below 0 is 0, and one above thirty years is thirty years.
        public init(
            _ collector: inout Collector, window: Duration,
            options: Diagnosis.Options = Diagnosis.Options()
        ) {
            let (seconds, attoseconds) = window.components
            let windowNs =
                min(max(seconds, 0), 1_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
            self.init(&collector, windowNs: windowNs, options: options)
        }

        /// As ``look(_:)``, but returns the pause as a duration.
        public mutating func pause(afterLookWith collector: inout Collector) -> Duration? {
            look(&collector).map { .nanoseconds($0) }
        }
    }

    extension CPUQuota.Throttling {
        /// ``throttledNs`` as a duration.
        public var throttledTime: Duration? { throttledNs.map { .nanoseconds($0) } }

        /// ``burstNs`` as a duration.
        public var burstTime: Duration? { burstNs.map { .nanoseconds($0) } }
    }

    extension ThermalThrottling {
        /// ``coreNs`` as a duration.
        public var coreTime: Duration? { coreNs.map { .nanoseconds($0) } }

        /// ``packageNs`` as a duration.
        public var packageTime: Duration? { packageNs.map { .nanoseconds($0) } }
    }

    extension CPURates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension MemoryRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension DiskRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension NetworkRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension IORates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension PressureRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension QuotaRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension ProcessTableRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension Cgroup {
        /// ``usageNs`` as a duration.
        public var usage: Duration? { usageNs.map { .nanoseconds($0) } }

        /// ``userNs`` as a duration.
        public var userTime: Duration? { userNs.map { .nanoseconds($0) } }

        /// ``systemNs`` as a duration.
        public var systemTime: Duration? { systemNs.map { .nanoseconds($0) } }

        /// ``throttledNs`` as a duration.
        public var throttledTime: Duration? { throttledNs.map { .nanoseconds($0) } }

        /// ``burstNs`` as a duration.
        public var burstTime: Duration? { burstNs.map { .nanoseconds($0) } }

        /// ``quotaNs`` as a duration.
        public var quota: Duration? { quotaNs.map { .nanoseconds($0) } }

        /// ``periodNs`` as a duration.
        public var period: Duration? { periodNs.map { .nanoseconds($0) } }
    }

    extension CgroupTableRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension TCPExtendedCounters {
        /// ``tcpMemoryPressuresChronoNs`` as a duration.
        public var tcpMemoryPressuresChrono: Duration? {
            tcpMemoryPressuresChronoNs.map { .nanoseconds($0) }
        }
    }

    extension ProtocolRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension Storage.Health {
        /// ``powerOnNs`` as a duration.
        public var powerOn: Duration? { powerOnNs.map { .nanoseconds($0) } }

        /// ``busyNs`` as a duration.
        public var busy: Duration? { busyNs.map { .nanoseconds($0) } }
    }

    extension Interrupts.CPUWork {
        /// ``runNs`` as a duration.
        public var runTime: Duration? { runNs.map { .nanoseconds($0) } }

        /// ``waitNs`` as a duration.
        public var waitTime: Duration? { waitNs.map { .nanoseconds($0) } }
    }

    extension HostSystem {
        /// ``clockOffsetNs`` as a duration.
        public var clockOffset: Duration? { clockOffsetNs.map { .nanoseconds($0) } }

        /// ``clockEstimatedErrorNs`` as a duration.
        public var clockEstimatedError: Duration? {
            clockEstimatedErrorNs.map { .nanoseconds($0) }
        }

        /// ``clockMaximumErrorNs`` as a duration.
        public var clockMaximumError: Duration? { clockMaximumErrorNs.map { .nanoseconds($0) } }
    }

    extension Pressure.Stall {
        /// ``totalNs`` as a duration.
        public var total: Duration { .nanoseconds(totalNs) }
    }

    extension GPUClient.Engine {
        /// ``busyNs`` as a duration.
        public var busyTime: Duration? { busyNs.map { .nanoseconds($0) } }
    }

    extension Power.Supply {
        /// ``timeToEmptyNs`` as a duration.
        public var timeToEmpty: Duration? { timeToEmptyNs.map { .nanoseconds($0) } }

        /// ``timeToFullNs`` as a duration.
        public var timeToFull: Duration? { timeToFullNs.map { .nanoseconds($0) } }
    }

    extension GPU.Device {
        /// ``idleNs`` as a duration.
        public var idleTime: Duration? { idleNs.map { .nanoseconds($0) } }
    }

    extension PowerRates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension GPURates {
        /// ``intervalNs`` as a duration.
        public var interval: Duration? { intervalNs.map { .nanoseconds($0) } }
    }

    extension TimeGrid {
        /// ``stepNs`` as a duration.
        public var step: Duration { .nanoseconds(stepNs) }
    }

#endif
