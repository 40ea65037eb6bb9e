import Probe

/// A quota as JSON: the decision, then the facts that it was made from.
enum QuotaJSON {
    /// The keys of the section, into the object that is open.
    static func members(of quota: Quota, to json: inout JSON) {
        json.object("cpu") { add(quota.cpu, to: &$0) }
        json.object("memory") { json in
            add(quota.memory.limit, to: &json) { $0.field("value", $1) }
            json.field("physical_bytes", quota.memory.physicalBytes)
            json.field("effective_bytes", quota.memory.effectiveBytes)
            json.field("current_bytes", quota.memory.currentBytes)
        }
        json.object("pids") { json in
            add(quota.pids.limit, to: &json) { $0.field("value", $1) }
            json.field("current_tasks", quota.pids.currentTasks)
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
    }

    private static func add(_ cpu: CPUQuota, to json: inout JSON) {
        add(cpu.limit, to: &json) { $0.field("value", $1) }
        json.field("quota_us", cpu.quotaUs)
        json.field("period_us", cpu.periodUs)
        json.field("limit_cores", cpu.limitCores)
        json.field("affinity", cpu.affinity)
        json.field("cpuset", cpu.cpuset)
        json.field("online", cpu.online)
        json.field("effective_cores", cpu.effectiveCores)
        json.field("bound", cpu.bound?.rawValue)
    }

    private static func add<Value>(
        _ limit: Limit<Value>, to json: inout JSON, _ addValue: (inout JSON, Value?) -> Void
    ) {
        json.object("limit") { json in
            json.field("state", state(of: limit))
            addValue(&json, limit.value)
            json.field("complete", limit.isComplete)
            json.field("level", limit.level)
            json.field("file", limit.file)
            json.field("reason", limit.incomplete?.description)
        }
    }

    private static func state<Value>(of limit: Limit<Value>) -> String {
        switch limit {
        case .limited: "limited"
        case .unlimited: "unlimited"
        case .unknown: "unknown"
        }
    }

    private static func add(_ level: QuotaLevel, to json: inout JSON) {
        json.field("hierarchy", level.hierarchy)
        json.field("path", level.path)
        json.field("directory", level.directory)
        add("cpu", level.cpu, to: &json) { json, bandwidth in
            json.field("quota_us", bandwidth?.quotaUs)
            json.field("period_us", bandwidth?.periodUs)
        }
        add("cpuset", level.cpuset, to: &json) { $0.field("value", $1) }
        add("memory_max", level.memoryMax, to: &json) { $0.field("value", $1) }
        add("memory_current", level.memoryCurrent, to: &json) { $0.field("value", $1) }
        json.field("memory_is_apart", level.memoryIsApart)
        add("memory_hierarchical", level.memoryHierarchical, to: &json) { $0.field("value", $1) }
        add("pids_max", level.pidsMax, to: &json) { $0.field("value", $1) }
        add("pids_current", level.pidsCurrent, to: &json) { $0.field("value", $1) }
    }

    private static func add<Value>(
        _ key: String, _ fact: Fact<Value>, to json: inout JSON,
        _ addValue: (inout JSON, Value?) -> Void
    ) {
        json.object(key) { json in
            switch fact {
            case .absent:
                json.field("state", "absent")
                addValue(&json, nil)
                json.null("failure")
            case .unlimited:
                json.field("state", "unlimited")
                addValue(&json, nil)
                json.null("failure")
            case .limited(let value):
                json.field("state", "limited")
                addValue(&json, value)
                json.null("failure")
            case .unknown(let failure):
                json.field("state", "unknown")
                addValue(&json, nil)
                json.field("failure", failure)
            }
        }
    }
}
