// The numbers of one level of a quota as fields, in base units.

extension QuotaLevel {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<QuotaLevel>] = [
        .flag("level_cpu_is_limited", "cpu.max", "1 if the level limits CPU time, 0 if not.") {
            $0.cpu.isLimited
        },
        .integer(
            "level_cpu_quota_ns", .nanoseconds, "cpu.max", "CPU time of the quota in each period."
        ) {
            nanoseconds(ofUs: $0.cpu.value?.quotaUs)
        },
        .integer(
            "level_cpu_period_ns", .nanoseconds, "cpu.max", "The period of the quota, in wall time."
        ) {
            nanoseconds(ofUs: $0.cpu.value?.periodUs ?? $0.cpuPeriodUs)
        },
        .integer(
            "level_cpu_burst_ns", .nanoseconds, "cpu.max.burst",
            "CPU time that can be accumulated for a burst."
        ) { nanoseconds(ofUs: $0.cpuBurst.value) },
        .integer("level_cpu_weight", .count, "cpu.weight", "Share under contention, v2.") {
            $0.cpuWeight.value
        },
        .integer("level_cpu_shares", .count, "cpu.shares", "Share under contention, v1.") {
            $0.cpuShares.value
        },
        .flag("level_cpu_idle", "cpu.idle", "1 if the cgroup runs only on otherwise idle CPUs.") {
            $0.cpuIdle.value
        },
        .counter(
            "level_throttling_periods", .count, "cpu.stat",
            "Periods in which the cgroup was runnable."
        ) { $0.throttling.periods },
        .counter(
            "level_throttling_throttled_periods", .count, "cpu.stat",
            "Periods in which the quota was used up."
        ) { $0.throttling.throttledPeriods },
        .counter(
            "level_throttling_throttled_ns", .nanoseconds, "cpu.stat",
            "Time that run queues waited for a new period, summed over CPUs."
        ) { $0.throttling.throttledNs },
        .counter(
            "level_throttling_bursts", .count, "cpu.stat", "Periods that used accumulated quota."
        ) { $0.throttling.bursts },
        .counter(
            "level_throttling_burst_ns", .nanoseconds, "cpu.stat", "CPU time beyond the quota."
        ) { $0.throttling.burstNs },
        .counter("level_cpu_usage_ns", .nanoseconds, "cpu.stat", "CPU time that the cgroup used.") {
            $0.cpuUsage.value
        },
        .integer(
            "level_cpuset", .count, "cpuset.cpus.effective", "CPUs that the cgroup can run on."
        ) { $0.cpuset.value },
        .integer(
            "level_cpuset_mems", .count, "cpuset.mems.effective", "Memory nodes of the cgroup."
        ) { $0.cpusetMems.value },
        .flag("level_memory_is_limited", "memory.max", "1 if the level limits memory, 0 if not.") {
            $0.memoryMax.isLimited
        },
        .integer("level_memory_max_bytes", .bytes, "memory.max", "The limit of memory.") {
            $0.memoryMax.value
        },
        .flag(
            "level_memory_high_is_limited", "memory.high",
            "1 if the level throttles above a size, 0 if not."
        ) { $0.memoryHigh.isLimited },
        .integer(
            "level_memory_high_bytes", .bytes, "memory.high",
            "The size above which the cgroup is throttled and reclaimed."
        ) { $0.memoryHigh.value },
        .integer("level_memory_low_bytes", .bytes, "memory.low", "Memory protected from reclaim.") {
            $0.memoryLow.value
        },
        .integer("level_memory_min_bytes", .bytes, "memory.min", "Memory that is never reclaimed.")
        { $0.memoryMin.value },
        .integer(
            "level_memory_current_bytes", .bytes, "memory.current", "Memory that the cgroup uses."
        ) { $0.memoryCurrent.value },
        .integer(
            "level_memory_peak_bytes", .bytes, "memory.peak",
            "The maximum of the memory in use so far."
        ) {
            $0.memoryPeak.value
        },
        .integer(
            "level_memory_inactive_file_bytes", .bytes, "memory.stat",
            "Page cache that can be dropped at once."
        ) { $0.memoryInactiveFile.value },
        .integer(
            "level_memory_active_file_bytes", .bytes, "memory.stat",
            "Page cache used recently."
        ) { $0.memoryActiveFile.value },
        .integer(
            "level_memory_hierarchical_bytes", .bytes, "memory.stat",
            "The lowest memory limit of all levels, as the kernel reports it, v1."
        ) { $0.memoryHierarchical.value },
        .flag("level_swap_is_limited", "memory.swap.max", "1 if the level limits swap, 0 if not.") {
            $0.swapMax.isLimited
        },
        .integer("level_swap_max_bytes", .bytes, "memory.swap.max", "The limit of swap, v2.") {
            $0.swapMax.value
        },
        .integer(
            "level_swap_current_bytes", .bytes, "memory.swap.current",
            "Swap that the cgroup uses, v2."
        ) { $0.swapCurrent.value },
        .flag(
            "level_memsw_is_limited", "memory.memsw.limit_in_bytes",
            "1 if the level limits memory and swap together, 0 if not."
        ) { $0.memswMax.isLimited },
        .integer(
            "level_memsw_max_bytes", .bytes, "memory.memsw.limit_in_bytes",
            "The limit of memory and swap together, v1."
        ) { $0.memswMax.value },
        .integer(
            "level_memsw_current_bytes", .bytes, "memory.memsw.usage_in_bytes",
            "Memory and swap that the cgroup uses together, v1."
        ) { $0.memswCurrent.value },
        .integer(
            "level_memsw_hierarchical_bytes", .bytes, "memory.stat",
            "The lowest limit of memory and swap together of all levels, v1."
        ) { $0.memswHierarchical.value },
        .counter(
            "level_memory_events_high", .count, "memory.events",
            "Times throttled to reclaim memory, above memory.high."
        ) { $0.memoryEvents.high },
        .counter(
            "level_memory_events_max", .count, "memory.events",
            "Times that usage was about to exceed the limit."
        ) {
            $0.memoryEvents.max
        },
        .counter(
            "level_memory_events_oom", .count, "memory.events",
            "Times that an allocation was about to fail."
        ) { $0.memoryEvents.oom },
        .counter(
            "level_memory_events_oom_kill", .count, "memory.events",
            "Processes killed by the OOM killer."
        ) {
            $0.memoryEvents.oomKill
        },
        .flag("level_pids_is_limited", "pids.max", "1 if the level limits tasks, 0 if not.") {
            $0.pidsMax.isLimited
        },
        .integer("level_pids_max", .count, "pids.max", "The limit of tasks.") { $0.pidsMax.value },
        .integer("level_pids_current", .count, "pids.current", "Tasks of the cgroup.") {
            $0.pidsCurrent.value
        },
    ]
}
