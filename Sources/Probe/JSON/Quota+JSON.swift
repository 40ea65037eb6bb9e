extension Quota: JSONObject {
    func write(to json: inout JSON) {
        json.object("cpu", cpu)
        json.object("memory", memory)
        json.object("pids", pids)
        json.object("hugetlb", hugetlb)
        json.object("io", io)
        json.objects("resources", resources)
        json.object(alone: "pressure", pressure)
        json.object("rlimits", rlimits)
        json.object("container") { json in
            json.field("runtime", container?.runtime.rawValue)
            json.field("evidence", container?.evidence)
        }
        json.array("hierarchies", hierarchies)
        json.array("levels", levels)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension CPUQuota: JSONObject {
    func write(to json: inout JSON) {
        json.limit("limit", limit) { $0.field("value", $1) }
        json.field("quota_us", quotaUs)
        json.field("period_us", periodUs)
        json.field("limit_cores", limitCores)
        json.field("affinity", affinity)
        json.field("cpuset", cpuset)
        json.field("online", online)
        json.field("effective_cores", effectiveCores)
        json.object("effective_cores_completeness", effectiveCoresCompleteness)
        json.field("bound", bound?.rawValue)
        json.field("cpus", cpus?.description)
        json.field("cpuset_mems", cpusetMems)
        json.field("mems", mems?.description)
        json.field("burst_us", burstUs)
        json.field("weight", weight)
        json.field("shares", shares)
        json.field("idle", isIdle)
        json.object("throttling", throttling)
        json.field("usage_ns", usageNs)
    }
}

extension CPUQuota.Throttling: JSONObject {
    func write(to json: inout JSON) {
        json.field("periods", periods)
        json.field("throttled_periods", throttledPeriods)
        json.field("throttled_ns", throttledNs)
        json.field("bursts", bursts)
        json.field("burst_ns", burstNs)
    }
}

extension MemoryQuota: JSONObject {
    func write(to json: inout JSON) {
        json.limit("limit", limit)
        json.limit("high", high)
        json.limit("swap", swap)
        json.optionalLimit("swap_high", swapHigh)
        json.optionalLimit("zswap", zswap)
        json.field("physical_bytes", physicalBytes)
        json.field("effective_bytes", effectiveBytes)
        json.object("effective_bytes_completeness", effectiveBytesCompleteness)
        json.field("current_bytes", currentBytes)
        json.field("peak_bytes", peakBytes)
        json.field("working_set_bytes", workingSetBytes)
        json.field("available_bytes", availableBytes)
        json.object("available_bytes_completeness", availableBytesCompleteness)
        json.fileValue("low", low)
        json.fileValue("min", min)
        json.field("swap_current_bytes", swapCurrentBytes)
        json.object("events", events)
    }
}

extension MemoryEvents: JSONObject {
    func write(to json: inout JSON) {
        json.field("high", high)
        json.field("max", max)
        json.field("oom", oom)
        json.field("oom_kill", oomKill)
    }
}

extension PidsQuota: JSONObject {
    func write(to json: inout JSON) {
        json.limit("limit", limit)
        json.field("current_tasks", currentTasks)
        json.field("threads_max", threadsMax)
        json.field("pid_max", pidMax)
        json.field("effective_tasks", effectiveTasks)
        json.object("effective_tasks_completeness", effectiveTasksCompleteness)
        json.field("events_max", eventsMax)
    }
}

extension HugetlbQuota: JSONObject {
    func write(to json: inout JSON) {
        json.completeness(incomplete)
        json.array("sizes", sizes)
    }
}

extension HugePages: JSONObject {
    func write(to json: inout JSON) {
        json.field("page_bytes", pageBytes)
        json.limit("limit", limit)
        json.field("current_bytes", currentBytes)
        json.optionalLimit("reserved_limit", reservedLimit)
        json.field("reserved_bytes", reservedBytes)
        json.field("events_max", eventsMax)
    }
}

extension Quota.Resource: JSONObject {
    func write(to json: inout JSON) {
        json.field("controller", controller.rawValue)
        json.field("name", name)
        json.limit("limit", limit)
        json.field("current", current)
        json.field("events_max", eventsMax)
    }
}

extension IOQuota: JSONObject {
    func write(to json: inout JSON) {
        json.completeness(incomplete)
        json.array("devices", devices)
    }
}

extension DeviceQuota: JSONObject {
    func write(to json: inout JSON) {
        json.field("major", major)
        json.field("minor", minor)
        json.limit("read_bytes_per_second", readBytesPerSecond)
        json.limit("write_bytes_per_second", writeBytesPerSecond)
        json.limit("reads_per_second", readsPerSecond)
        json.limit("writes_per_second", writesPerSecond)
        json.field("read_bytes", readBytes)
        json.field("written_bytes", writtenBytes)
        json.field("reads", reads)
        json.field("writes", writes)
        json.field("discarded_bytes", discardedBytes)
        json.field("discards", discards)
    }
}

extension ResourceLimits: JSONObject {
    func write(to json: inout JSON) {
        json.object("cpu_ns", cpuNs)
        json.object("fsize_bytes", fsizeBytes)
        json.object("data_bytes", dataBytes)
        json.object("stack_bytes", stackBytes)
        json.object("core_bytes", coreBytes)
        json.object("rss_bytes", rssBytes)
        json.object("nproc", nproc)
        json.object("nofile", nofile)
        json.object("memlock_bytes", memlockBytes)
        json.object("as_bytes", asBytes)
        json.object("locks", locks)
        json.object("sigpending", sigpending)
        json.object("msgqueue_bytes", msgqueueBytes)
        json.object("nice", nice)
        json.object("rtprio", rtprio)
        json.object("rttime_ns", rttimeNs)
    }
}

extension ResourceLimit: JSONObject {
    func write(to json: inout JSON) {
        json.object("soft", soft)
        json.object("hard", hard)
    }
}

extension ResourceBound: JSONObject {
    func write(to json: inout JSON) {
        json.field("state", self == .unlimited ? "unlimited" : "limited")
        json.field("value", value)
    }
}

extension Quota.Hierarchy: JSONObject {
    func write(to json: inout JSON) {
        json.field("version", version)
        json.strings("controllers", controllers)
        json.field("mount_point", mountPoint)
        json.field("path", path)
        json.completeness(incomplete)
    }
}

extension Quota.Completeness: JSONObject {
    func write(to json: inout JSON) {
        json.field("state", state.rawValue)
        json.field("complete", isComplete)
        json.reason(incomplete)
    }
}

extension QuotaLevel: JSONObject {
    func write(to json: inout JSON) {
        json.field("hierarchy", hierarchy)
        json.field("path", path)
        json.field("directory", directory)
        json.fileValue("cpu", cpu) { json, bandwidth in
            json.field("quota_us", bandwidth?.quotaUs)
            json.field("period_us", bandwidth?.periodUs ?? cpuPeriodUs)
        }
        json.fileValue("cpu_burst", cpuBurst)
        json.fileValue("cpu_weight", cpuWeight)
        json.fileValue("cpu_shares", cpuShares)
        json.fileValue("cpu_idle", cpuIdle) { $0.field("value", $1) }
        json.object("throttling", throttling)
        json.fileValue("cpu_usage", cpuUsage)
        json.fileValue("cpuset", cpuset)
        json.field("cpuset_file", cpuset.file)
        json.field("cpus", cpus?.description)
        json.fileValue("cpuset_mems", cpusetMems)
        json.field("cpuset_mems_file", cpusetMems.file)
        json.field("mems", mems?.description)
        json.fileValue("memory_max", memoryMax)
        json.fileValue("memory_high", memoryHigh)
        json.fileValue("memory_low", memoryLow)
        json.fileValue("memory_min", memoryMin)
        json.fileValue("memory_current", memoryCurrent)
        json.fileValue("memory_peak", memoryPeak)
        json.fileValue("memory_inactive_file", memoryInactiveFile)
        json.fileValue("memory_active_file", memoryActiveFile)
        json.fileValue("memory_hierarchical", memoryHierarchical)
        json.field("memory_is_apart", memoryIsApart)
        json.fileValue("swap_max", swapMax)
        json.fileValue("swap_current", swapCurrent)
        json.fileValue("memsw_max", memswMax)
        json.fileValue("memsw_current", memswCurrent)
        json.fileValue("memsw_hierarchical", memswHierarchical)
        json.object("memory_events", memoryEvents)
        json.fileValue("pids_max", pidsMax)
        json.fileValue("pids_current", pidsCurrent)
        json.fileValue("io", io) { _, _ in }
    }
}

extension JSON {
    fileprivate mutating func limit(_ key: Key, _ limit: Limit<Int64>) {
        self.limit(key, limit) { $0.field("value", $1) }
    }

    /// Null if nil.
    fileprivate mutating func optionalLimit(_ key: Key, _ limit: Limit<Int64>?) {
        guard let limit else { return null(key) }
        self.limit(key, limit)
    }

    fileprivate mutating func limit<Value>(
        _ key: Key, _ limit: Limit<Value>, _ addValue: (inout JSON, Value?) -> Void
    ) {
        object(key) { json in
            json.field("state", limit.state)
            addValue(&json, limit.value)
            json.field("complete", limit.isComplete)
            json.field("level", limit.level)
            json.field("file", limit.file)
            json.reason(limit.incomplete)
        }
    }

    /// Writes whether a list of limits is complete, into the open object.
    fileprivate mutating func completeness(_ incomplete: Incompleteness?) {
        field("complete", incomplete == nil)
        reason(incomplete)
    }

    /// Writes a reason in words, for people, and its code and failure, into the open object.
    fileprivate mutating func reason(_ incomplete: Incompleteness?) {
        field("reason", incomplete?.description)
        field("reason_code", incomplete?.reason.rawValue)
        field("failure", incomplete?.failure)
    }

    fileprivate mutating func fileValue(_ key: Key, _ fileValue: QuotaLevel.FileValue<Int64>) {
        self.fileValue(key, fileValue) { $0.field("value", $1) }
    }

    fileprivate mutating func fileValue<Value>(
        _ key: Key, _ fileValue: QuotaLevel.FileValue<Value>,
        _ addValue: (inout JSON, Value?) -> Void
    ) {
        object(key) { json in
            json.field("state", fileValue.state.name)
            addValue(&json, fileValue.value)
            if case .unknown(let failure) = fileValue.state {
                json.field("failure", failure)
            } else {
                json.null("failure")
            }
        }
    }
}

extension Limit {
    /// The state in words.
    package var state: String {
        switch self {
        case .limited: "limited"
        case .unlimited: "unlimited"
        case .unknown: "unknown"
        }
    }
}

extension QuotaLevel.FileValue.State {
    /// The state in words.
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

extension QuotaRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        forEachField { json.field($0, $1) }
        json.object("pressure", pressure)
    }
}
