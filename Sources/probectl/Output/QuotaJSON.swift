import Probe

/// A quota as JSON: the decision, then the facts that it was made from.
enum QuotaJSON {
    /// The keys of the section, into the object that is open.
    static func members(of quota: Quota, to json: inout JSON) {
        json.object("cpu") { add(quota.cpu, to: &$0) }
        json.object("memory") { add(quota.memory, to: &$0) }
        json.object("pids") { json in
            add("limit", quota.pids.limit, to: &json)
            json.field("current_tasks", quota.pids.currentTasks)
            json.field("threads_max", quota.pids.threadsMax)
            json.field("pid_max", quota.pids.pidMax)
            json.field("effective_tasks", quota.pids.effectiveTasks)
            add("effective_tasks_completeness", quota.pids.effectiveTasksCompleteness, to: &json)
        }
        json.object("hugetlb") { json in
            json.field("complete", quota.hugetlb.incomplete == nil)
            json.field("reason", quota.hugetlb.incomplete?.description)
            json.array("sizes", quota.hugetlb.sizes) { json, size in
                json.object { json in
                    json.field("page_bytes", size.pageBytes)
                    add("limit", size.limit, to: &json)
                    json.field("current_bytes", size.currentBytes)
                }
            }
        }
        json.object("io") { json in
            json.field("complete", quota.io.incomplete == nil)
            json.field("reason", quota.io.incomplete?.description)
            json.array("devices", quota.io.devices) { json, device in
                json.object { add(device, to: &$0) }
            }
        }
        if let pressure = quota.pressure {
            json.object("pressure") { SampleJSON.add(pressure, to: &$0) }
        } else {
            json.null("pressure")
        }
        json.object("rlimits") { add(quota.rlimits, to: &$0) }
        json.object("container") { json in
            json.field("runtime", quota.container?.runtime.rawValue)
            json.field("evidence", quota.container?.evidence)
        }
        json.array("hierarchies", quota.hierarchies) { json, hierarchy in
            json.object { json in
                json.field("version", hierarchy.version)
                json.array("controllers", hierarchy.controllers) { $0.element($1) }
                json.field("mount_point", hierarchy.mountPoint)
                json.field("path", hierarchy.path)
                json.field("complete", hierarchy.incomplete == nil)
                json.field("reason", hierarchy.incomplete?.description)
            }
        }
        json.array("levels", quota.levels) { json, level in json.object { add(level, to: &$0) } }
        json.field("monotonic_ns", quota.monotonicNs)
    }

    private static func add(_ cpu: CPUQuota, to json: inout JSON) {
        limit("limit", cpu.limit, to: &json) { $0.field("value", $1) }
        json.field("quota_us", cpu.quotaUs)
        json.field("period_us", cpu.periodUs)
        json.field("limit_cores", cpu.limitCores)
        json.field("affinity", cpu.affinity)
        json.field("cpuset", cpu.cpuset)
        json.field("online", cpu.online)
        json.field("effective_cores", cpu.effectiveCores)
        add("effective_cores_completeness", cpu.effectiveCoresCompleteness, to: &json)
        json.field("bound", cpu.bound?.rawValue)
        json.field("cpus", cpu.cpus)
        json.field("cpuset_mems", cpu.cpusetMems)
        json.field("mems", cpu.mems)
        json.field("burst_us", cpu.burstUs)
        json.field("weight", cpu.weight)
        json.field("shares", cpu.shares)
        json.field("idle", cpu.idle)
        add(cpu.throttling, to: &json)
        json.field("usage_ns", cpu.usageNs)
    }

    private static func add(_ throttling: Throttling, to json: inout JSON) {
        json.object("throttling") { json in
            json.field("periods", throttling.periods)
            json.field("throttled_periods", throttling.throttledPeriods)
            json.field("throttled_ns", throttling.throttledNs)
            json.field("bursts", throttling.bursts)
            json.field("burst_ns", throttling.burstNs)
        }
    }

    private static func add(_ memory: MemoryQuota, to json: inout JSON) {
        add("limit", memory.limit, to: &json)
        add("high", memory.high, to: &json)
        add("swap", memory.swap, to: &json)
        json.field("physical_bytes", memory.physicalBytes)
        json.field("effective_bytes", memory.effectiveBytes)
        add("effective_bytes_completeness", memory.effectiveBytesCompleteness, to: &json)
        json.field("current_bytes", memory.currentBytes)
        json.field("peak_bytes", memory.peakBytes)
        json.field("working_set_bytes", memory.workingSetBytes)
        json.field("available_bytes", memory.availableBytes)
        add("available_bytes_completeness", memory.availableBytesCompleteness, to: &json)
        add("low", memory.low, to: &json)
        add("min", memory.min, to: &json)
        json.field("swap_current_bytes", memory.swapCurrentBytes)
        add("events", memory.events, to: &json)
    }

    private static func add(_ key: JSON.Key, _ events: MemoryEvents, to json: inout JSON) {
        json.object(key) { json in
            json.field("high", events.high)
            json.field("max", events.max)
            json.field("oom", events.oom)
            json.field("oom_kill", events.oomKill)
        }
    }

    private static func add(_ device: DeviceQuota, to json: inout JSON) {
        json.field("major", UInt64(device.major))
        json.field("minor", UInt64(device.minor))
        add("read_bytes_per_second", device.readBytesPerSecond, to: &json)
        add("write_bytes_per_second", device.writeBytesPerSecond, to: &json)
        add("reads_per_second", device.readsPerSecond, to: &json)
        add("writes_per_second", device.writesPerSecond, to: &json)
        json.field("read_bytes", device.readBytes)
        json.field("written_bytes", device.writtenBytes)
        json.field("reads", device.reads)
        json.field("writes", device.writes)
        json.field("discarded_bytes", device.discardedBytes)
        json.field("discards", device.discards)
    }

    private static func add(_ limits: ResourceLimits, to json: inout JSON) {
        add("cpu_ns", limits.cpuNs, to: &json)
        add("fsize_bytes", limits.fsizeBytes, to: &json)
        add("data_bytes", limits.dataBytes, to: &json)
        add("stack_bytes", limits.stackBytes, to: &json)
        add("core_bytes", limits.coreBytes, to: &json)
        add("rss_bytes", limits.rssBytes, to: &json)
        add("nproc", limits.nproc, to: &json)
        add("nofile", limits.nofile, to: &json)
        add("memlock_bytes", limits.memlockBytes, to: &json)
        add("as_bytes", limits.asBytes, to: &json)
        add("locks", limits.locks, to: &json)
        add("sigpending", limits.sigpending, to: &json)
        add("msgqueue_bytes", limits.msgqueueBytes, to: &json)
        add("nice", limits.nice, to: &json)
        add("rtprio", limits.rtprio, to: &json)
        add("rttime_ns", limits.rttimeNs, to: &json)
    }

    private static func add(_ key: JSON.Key, _ limit: ResourceLimit?, to json: inout JSON) {
        guard let limit else { return json.null(key) }
        json.object(key) { json in
            add("soft", limit.soft, to: &json)
            add("hard", limit.hard, to: &json)
        }
    }

    private static func add(
        _ key: JSON.Key, _ bound: ResourceBound, to json: inout JSON
    ) {
        json.object(key) { json in
            json.field("state", bound == .unlimited ? "unlimited" : "limited")
            json.field("value", bound.value)
        }
    }

    private static func add(_ key: JSON.Key, _ limit: Limit<UInt64>, to json: inout JSON) {
        Self.limit(key, limit, to: &json) { $0.field("value", $1) }
    }

    private static func limit<Value>(
        _ key: JSON.Key, _ limit: Limit<Value>, to json: inout JSON,
        _ addValue: (inout JSON, Value?) -> Void
    ) {
        json.object(key) { json in
            json.field("state", limit.state)
            addValue(&json, limit.value)
            json.field("complete", limit.isComplete)
            json.field("level", limit.level)
            json.field("file", limit.file)
            json.field("reason", limit.incomplete?.description)
        }
    }

    private static func add(
        _ key: JSON.Key, _ completeness: Completeness, to json: inout JSON
    ) {
        json.object(key) { json in
            json.field("state", completeness.state.rawValue)
            json.field("complete", completeness.isComplete)
            json.field("reason", completeness.incomplete?.description)
            if let failure = completeness.incomplete?.failure {
                json.field("failure", failure)
            } else {
                json.null("failure")
            }
        }
    }

    private static func add(_ level: QuotaLevel, to json: inout JSON) {
        json.field("hierarchy", level.hierarchy)
        json.field("path", level.path)
        json.field("directory", level.directory)
        fact("cpu", level.cpu, to: &json) { json, bandwidth in
            json.field("quota_us", bandwidth?.quotaUs)
            json.field("period_us", level.cpuPeriodUs)
        }
        add("cpu_burst", level.cpuBurst, to: &json)
        add("cpu_weight", level.cpuWeight, to: &json)
        add("cpu_shares", level.cpuShares, to: &json)
        add("cpu_idle", level.cpuIdle, to: &json)
        add(level.throttling, to: &json)
        add("cpu_usage", level.cpuUsage, to: &json)
        add("cpuset", level.cpuset, to: &json)
        json.field("cpuset_file", level.cpuset.file)
        json.field("cpus", level.cpus)
        add("cpuset_mems", level.cpusetMems, to: &json)
        json.field("cpuset_mems_file", level.cpusetMems.file)
        json.field("mems", level.mems)
        addMemory(of: level, to: &json)
        add("pids_max", level.pidsMax, to: &json)
        add("pids_current", level.pidsCurrent, to: &json)
        fact("io", level.io, to: &json) { _, _ in }
    }

    private static func addMemory(of level: QuotaLevel, to json: inout JSON) {
        add("memory_max", level.memoryMax, to: &json)
        add("memory_high", level.memoryHigh, to: &json)
        add("memory_low", level.memoryLow, to: &json)
        add("memory_min", level.memoryMin, to: &json)
        add("memory_current", level.memoryCurrent, to: &json)
        add("memory_peak", level.memoryPeak, to: &json)
        add("memory_inactive_file", level.memoryInactiveFile, to: &json)
        add("memory_active_file", level.memoryActiveFile, to: &json)
        add("memory_hierarchical", level.memoryHierarchical, to: &json)
        json.field("memory_is_apart", level.memoryIsApart)
        add("swap_max", level.swapMax, to: &json)
        add("swap_current", level.swapCurrent, to: &json)
        add("memsw_max", level.memswMax, to: &json)
        add("memsw_current", level.memswCurrent, to: &json)
        add("memsw_hierarchical", level.memswHierarchical, to: &json)
        add("memory_events", level.memoryEvents, to: &json)
    }

    private static func add(_ key: JSON.Key, _ fact: Fact<UInt64>, to json: inout JSON) {
        Self.fact(key, fact, to: &json) { $0.field("value", $1) }
    }

    private static func fact<Value>(
        _ key: JSON.Key, _ fact: Fact<Value>, to json: inout JSON,
        _ addValue: (inout JSON, Value?) -> Void
    ) {
        json.object(key) { json in
            json.field("state", fact.state.name)
            addValue(&json, fact.value)
            if case .unknown(let failure) = fact.state {
                json.field("failure", failure)
            } else {
                json.null("failure")
            }
        }
    }
}

extension Limit {
    /// What it is, as a word.
    var state: String {
        switch self {
        case .limited: "limited"
        case .unlimited: "unlimited"
        case .unknown: "unknown"
        }
    }
}

extension Fact.State {
    /// What it is, as a word.
    var name: String {
        switch self {
        case .absent: "absent"
        case .notRead: "not_read"
        case .unlimited: "unlimited"
        case .limited: "limited"
        case .unknown: "unknown"
        }
    }
}
