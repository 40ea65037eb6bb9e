import Probe

/// A quota as lines that a shell can eval: PROBE_NAME='value'. Every name is always set, to an
/// empty value if unknown, so that no name retains an older value.
struct QuotaShell {
    private(set) var text = ""

    init(_ quota: Quota, rounding: CPUQuota.Rounding) {
        put("CPUS", "\(quota.cpu.cpuCount(rounding: rounding))")
        put(
            "CPU_CORES", quota.cpu.effectiveCoresCompleteness,
            quota.cpu.effectiveCores.map { exact($0) })
        put("CPU_BOUND", quota.cpu.bound?.rawValue)
        put("CPU_ONLINE", quota.cpu.online)
        put("CPU_AFFINITY", quota.cpu.affinity)
        put("CPU_CPUSET", quota.cpu.cpus?.description)
        put("CPU_QUOTA_US", quota.cpu.quotaUs)
        put("CPU_PERIOD_US", quota.cpu.periodUs)
        put("CPU_LIMIT", quota.cpu.limit, quota.cpu.limitCores.map { exact($0) })
        put(
            "MEMORY_BYTES", quota.memory.effectiveBytesCompleteness,
            quota.memory.effectiveBytes.map { "\($0)" })
        put(
            "MEMORY_AVAILABLE_BYTES", quota.memory.availableBytesCompleteness,
            quota.memory.availableBytes.map { "\($0)" })
        put("MEMORY_CURRENT_BYTES", quota.memory.currentBytes)
        put("MEMORY_PHYSICAL_BYTES", quota.memory.physicalBytes)
        put("MEMORY_LIMIT", quota.memory.limit)
        put("MEMORY_HIGH", quota.memory.high)
        put("SWAP_LIMIT", quota.memory.swap)
        put(
            "TASKS", quota.pids.effectiveTasksCompleteness,
            quota.pids.effectiveTasks.map { "\($0)" })
        put("PIDS_LIMIT", quota.pids.limit)
        put("PIDS_CURRENT", quota.pids.currentTasks)
        put("NOFILE_LIMIT", quota.rlimits.nofile?.soft.value)
        put("CONTAINER", quota.container?.runtime.rawValue)
    }

    /// A whole number without a point; others with the shortest digits that parse to the same
    /// number.
    private func exact(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private mutating func put(_ name: String, _ completeness: Quota.Completeness, _ value: String?)
    {
        put(name, value)
        put(name + "_STATE", completeness.state.rawValue)
        put(name + "_COMPLETE", completeness.isComplete ? "1" : "0")
        put(name + "_REASON", completeness.incomplete?.description)
    }

    private mutating func put(_ name: String, _ limit: Limit<Int64>) {
        put(name, limit, limit.value.map { "\($0)" })
    }

    private mutating func put<Value>(_ name: String, _ limit: Limit<Value>, _ value: String?) {
        put(name, value)
        put(name + "_STATE", limit.state)
        put(name + "_COMPLETE", limit.isComplete ? "1" : "0")
        put(name + "_FILE", limit.file?.description)
    }

    private mutating func put(_ name: String, _ value: (some BinaryInteger)?) {
        put(name, value.map { "\($0)" })
    }

    /// Quotes a text: within single quotes a shell interprets no character except the quote.
    /// Control characters are written as "\x1b".
    private mutating func put(_ name: String, _ value: String?) {
        text += "PROBE_\(name)='"
        for scalar in safe(value ?? "").unicodeScalars {
            text += scalar == "'" ? "'\\''" : String(scalar)
        }
        text += "'\n"
    }
}
