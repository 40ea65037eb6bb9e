// The numbers of a quota as fields, in base units.

extension Quota {
    /// Calls `body` with the labels, the field and the value (nil if unknown) of each number of the
    /// quota and of its levels. ``Sample/forEachField(_:)`` lists the labels. Nothing is allocated.
    public func forEachField(
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        let none = Sample.Field.Labels()
        CPUQuota.rows.forEachField(of: cpu) { body(none, $0, $1) }
        MemoryQuota.rows.forEachField(of: memory) { body(none, $0, $1) }
        PidsQuota.rows.forEachField(of: pids) { body(none, $0, $1) }
        for pages in hugetlb.sizes {
            let labels = Sample.Field.Labels("page_bytes", .number(Int(pages.pageBytes)))
            HugePages.rows.forEachField(of: pages) { body(labels, $0, $1) }
        }
        for device in io.devices {
            let labels = Sample.Field.Labels(
                "major", .number(device.major), "minor", .number(device.minor))
            DeviceQuota.rows.forEachField(of: device) { body(labels, $0, $1) }
        }
        forEachDetail(body)
        pressure?.forEachField { body($0, $1.prefixed, $2) }
        rlimits.forEachField(body)
        for level in levels {
            let labels = Sample.Field.Labels(
                "level", .name(level.path), "hierarchy", .number(level.hierarchy))
            QuotaLevel.rows.forEachField(of: level) { body(labels, $0, $1) }
        }
    }
}

extension Limit {
    /// Whether there is a limit; nil if that is unknown.
    var isLimited: Bool? {
        switch self {
        case .limited: true
        case .unlimited: false
        case .unknown: nil
        }
    }
}

extension QuotaLevel.FileValue {
    /// Whether the file has a limit; nil if the file is absent or could not be read.
    var isLimited: Bool? {
        switch state {
        case .limited: true
        case .unlimited: false
        case .absent, .notRead, .unknown: nil
        }
    }
}

/// Microseconds in nanoseconds; nil also if an `Int64` cannot hold the result.
func nanoseconds(ofUs us: Int64?) -> Int64? {
    guard let us else { return nil }
    let (ns, overflows) = us.multipliedReportingOverflow(by: 1000)
    return overflows ? nil : ns
}

extension CPUQuota {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<CPUQuota>] = [
        .flag("cpu_is_limited", "cpu.max", "1 if a level limits CPU time, 0 if none does.") {
            $0.limit.isLimited
        },
        .real("cpu_limit_cores", .count, "cpu.max", "The lowest quota of all levels, in CPUs.") {
            $0.limit.value
        },
        .integer(
            "cpu_quota_ns", .nanoseconds, "cpu.max", "CPU time of the lowest quota in each period."
        ) { nanoseconds(ofUs: $0.quotaUs) },
        .integer(
            "cpu_period_ns", .nanoseconds, "cpu.max",
            "The period of the lowest quota, in wall time."
        ) {
            nanoseconds(ofUs: $0.periodUs)
        },
        .integer(
            "cpu_affinity", .count, "sched_getaffinity", "Number of online CPUs in the affinity."
        ) {
            $0.affinity.map { Int64($0) }
        },
        .integer("cpu_cpuset", .count, "cpuset.cpus.effective", "Number of CPUs in the cpuset.") {
            $0.cpuset.map { Int64($0) }
        },
        .integer("cpu_online", .count, "/sys/devices/system/cpu/online", "Number of online CPUs.") {
            $0.online.map { Int64($0) }
        },
        .real(
            "cpu_effective_cores", .count, "the least of the bounds",
            "CPUs that the process can use."
        ) { $0.effectiveCores },
        .integer(
            "cpu_cpuset_mems", .count, "cpuset.mems.effective",
            "Number of memory nodes in the cpuset."
        ) { $0.cpusetMems.map { Int64($0) } },
        .integer(
            "cpu_burst_ns", .nanoseconds, "cpu.max.burst",
            "CPU time that can be accumulated for a burst."
        ) { nanoseconds(ofUs: $0.burstUs) },
        .integer("cpu_weight", .count, "cpu.weight", "Share under contention, v2.") { $0.weight },
        .integer("cpu_shares", .count, "cpu.shares", "Share under contention, v1.") { $0.shares },
        .flag("cpu_idle", "cpu.idle", "1 if the cgroup runs only on otherwise idle CPUs.") {
            $0.isIdle
        },
        .counter(
            "cpu_throttling_periods", .count, "cpu.stat",
            "Periods in which the cgroup was runnable."
        ) { $0.throttling.periods },
        .counter(
            "cpu_throttling_throttled_periods", .count, "cpu.stat",
            "Periods in which the quota was used up."
        ) { $0.throttling.throttledPeriods },
        .counter(
            "cpu_throttling_throttled_ns", .nanoseconds, "cpu.stat",
            "Time that run queues waited for a new period, summed over CPUs."
        ) { $0.throttling.throttledNs },
        .counter(
            "cpu_throttling_bursts", .count, "cpu.stat", "Periods that used accumulated quota."
        ) { $0.throttling.bursts },
        .counter("cpu_throttling_burst_ns", .nanoseconds, "cpu.stat", "CPU time beyond the quota.")
        { $0.throttling.burstNs },
        .counter("cpu_usage_ns", .nanoseconds, "cpu.stat", "CPU time that the cgroup used.") {
            $0.usageNs
        },
    ]
}

extension MemoryQuota {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<MemoryQuota>] = [
        .flag("memory_is_limited", "memory.max", "1 if a level limits memory, 0 if none does.") {
            $0.limit.isLimited
        },
        .integer("memory_limit_bytes", .bytes, "memory.max", "The lowest limit of all levels.") {
            $0.limit.value
        },
        .flag(
            "memory_high_is_limited", "memory.high",
            "1 if a level throttles above a size, 0 if none does."
        ) { $0.high.isLimited },
        .integer(
            "memory_high_bytes", .bytes, "memory.high",
            "The size above which a cgroup is throttled and reclaimed."
        ) { $0.high.value },
        .flag(
            "memory_swap_is_limited", "memory.swap.max", "1 if a level limits swap, 0 if none does."
        ) { $0.swap.isLimited },
        .integer(
            "memory_swap_bytes", .bytes, "memory.swap.max",
            "The lowest limit of swap of all levels."
        ) { $0.swap.value },
        .integer("memory_physical_bytes", .bytes, "/proc/meminfo", "Memory of the machine.") {
            $0.physicalBytes
        },
        .integer(
            "memory_effective_bytes", .bytes, "the least of the bounds",
            "Memory that the process can use."
        ) { $0.effectiveBytes },
        .integer(
            "memory_current_bytes", .bytes, "memory.current",
            "Memory that the own cgroup uses, page cache included."
        ) { $0.currentBytes },
        .integer(
            "memory_peak_bytes", .bytes, "memory.peak",
            "The maximum of memory_current_bytes so far."
        ) {
            $0.peakBytes
        },
        .integer(
            "memory_working_set_bytes", .bytes, "memory.current less inactive_file",
            "Memory in use without inactive page cache."
        ) { $0.workingSetBytes },
        .integer(
            "memory_available_bytes", .bytes, "the least of the levels and MemAvailable",
            "Memory that the process can still allocate."
        ) { $0.availableBytes },
        .integer("memory_low_bytes", .bytes, "memory.low", "Memory protected from reclaim.") {
            $0.low.value
        },
        .integer("memory_min_bytes", .bytes, "memory.min", "Memory that is never reclaimed.") {
            $0.min.value
        },
        .integer(
            "memory_swap_current_bytes", .bytes, "memory.swap.current",
            "Swap that the own cgroup uses."
        ) { $0.swapCurrentBytes },
        .counter(
            "memory_events_high", .count, "memory.events",
            "Times throttled to reclaim memory, above memory.high."
        ) {
            $0.events.high
        },
        .counter(
            "memory_events_max", .count, "memory.events",
            "Times that usage was about to exceed the limit."
        ) {
            $0.events.max
        },
        .counter(
            "memory_events_oom", .count, "memory.events",
            "Times that an allocation was about to fail."
        ) { $0.events.oom },
        .counter(
            "memory_events_oom_kill", .count, "memory.events", "Processes killed by the OOM killer."
        ) {
            $0.events.oomKill
        },
    ]
}

extension PidsQuota {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<PidsQuota>] = [
        .flag("pids_is_limited", "pids.max", "1 if a level limits tasks, 0 if none does.") {
            $0.limit.isLimited
        },
        .integer("pids_limit_tasks", .count, "pids.max", "The lowest limit of all levels.") {
            $0.limit.value
        },
        .integer(
            "pids_current_tasks", .count, "pids.current",
            "Tasks of the own cgroup and its descendants."
        ) { $0.currentTasks },
        .integer(
            "pids_threads_max", .count, "/proc/sys/kernel/threads-max",
            "Limit of tasks of the machine."
        ) { $0.threadsMax },
        .integer("pids_pid_max", .count, "/proc/sys/kernel/pid_max", "Process ids are below this.")
        { $0.pidMax },
        .integer(
            "pids_effective_tasks", .count, "the least of the bounds",
            "Tasks that the process can have."
        ) { $0.effectiveTasks },
    ]
}

extension HugePages {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<HugePages>] = [
        .flag(
            "hugetlb_is_limited", "hugetlb.SIZE.max",
            "1 if a level limits pages of this size, 0 if none does."
        ) { $0.limit.isLimited },
        .integer(
            "hugetlb_limit_bytes", .bytes, "hugetlb.SIZE.max", "The lowest limit of all levels."
        ) { $0.limit.value },
        .integer(
            "hugetlb_current_bytes", .bytes, "hugetlb.SIZE.current", "Memory in pages of this size."
        ) { $0.currentBytes },
    ]
}

extension DeviceQuota {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<DeviceQuota>] = [
        .flag(
            "io_read_bytes_is_limited", "io.max",
            "1 if a level limits bytes read a second, 0 if none does."
        ) { $0.readBytesPerSecond.isLimited },
        .integer(
            "io_read_bytes_limit_per_second", .bytes, "io.max", "The lowest limit of all levels."
        ) { $0.readBytesPerSecond.value },
        .flag(
            "io_write_bytes_is_limited", "io.max",
            "1 if a level limits bytes written a second, 0 if none does."
        ) { $0.writeBytesPerSecond.isLimited },
        .integer(
            "io_write_bytes_limit_per_second", .bytes, "io.max", "The lowest limit of all levels."
        ) { $0.writeBytesPerSecond.value },
        .flag(
            "io_reads_is_limited", "io.max", "1 if a level limits reads a second, 0 if none does."
        ) { $0.readsPerSecond.isLimited },
        .integer("io_reads_limit_per_second", .count, "io.max", "The lowest limit of all levels.") {
            $0.readsPerSecond.value
        },
        .flag(
            "io_writes_is_limited", "io.max", "1 if a level limits writes a second, 0 if none does."
        ) { $0.writesPerSecond.isLimited },
        .integer("io_writes_limit_per_second", .count, "io.max", "The lowest limit of all levels.")
        { $0.writesPerSecond.value },
        .counter("io_read_bytes", .bytes, "io.stat", "Bytes read.") { $0.readBytes },
        .counter("io_written_bytes", .bytes, "io.stat", "Bytes written.") { $0.writtenBytes },
        .counter("io_reads", .count, "io.stat", "Read operations.") { $0.reads },
        .counter("io_writes", .count, "io.stat", "Write operations.") { $0.writes },
        .counter("io_discarded_bytes", .bytes, "io.stat", "Bytes discarded.") { $0.discardedBytes },
        .counter("io_discards", .count, "io.stat", "Discard operations.") { $0.discards },
    ]
}
