internal import CProbe

extension KernelName {
    init(_ name: cprobe_name) {
        self.init(bytes: [UInt8](UnsafeRawBufferPointer(start: name.bytes, count: name.length)))
    }

    /// Takes the path of a group's directory, or of a file in it.
    mutating func setPath(
        of quota: UnsafePointer<cprobe_quota>, _ hierarchy: UInt32, _ pathLength: UInt32,
        file: UnsafePointer<CChar>? = nil
    ) {
        // Its length first: room of up to 1,024 bytes is on the stack, and no path is cut short.
        let length = cprobe_quota_path(quota, hierarchy, pathLength, file, nil, 0)
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: length) { room in
            _ = cprobe_quota_path(
                quota, hierarchy, pathLength, file, room.baseAddress, room.count)
            set(UnsafeRawBufferPointer(room))
        }
    }

    mutating func set(_ name: cprobe_name) {
        set(UnsafeRawBufferPointer(start: name.bytes, count: name.length))
    }
}

extension Incompleteness {
    /// Nil where the reason is none.
    init?(_ reason: cprobe_limit_reason, _ failure: cprobe_failure) {
        let kind: Reason
        switch reason {
        case .CPROBE_REASON_NONE: return nil
        case .CPROBE_REASON_ABOVE_NAMESPACE: kind = .aboveNamespace
        case .CPROBE_REASON_ABOVE_MOUNT: kind = .aboveMount
        case .CPROBE_REASON_OUTSIDE_MOUNT: kind = .outsideMount
        case .CPROBE_REASON_NOT_MOUNTED: kind = .notMounted
        case .CPROBE_REASON_LEVEL: kind = .level
        case .CPROBE_REASON_NO_GROUPS: kind = .noGroups
        case .CPROBE_REASON_NO_MOUNTS: kind = .noMounts
        }
        self.init(reason: kind, failure: failure.code == .CPROBE_OK ? nil : Failure(failure))
    }
}

extension Limit {
    /// Takes what C decided; the names of a limit that is limited already are used again.
    mutating func set(_ c: cprobe_limit, _ value: Value, _ quota: UnsafePointer<cprobe_quota>) {
        let incomplete = Incompleteness(c.reason, c.failure)
        switch c.state {
        case .CPROBE_LIMIT_UNKNOWN:
            self = .unknown(incomplete ?? Incompleteness(reason: .level, failure: nil))
        case .CPROBE_LIMIT_UNLIMITED:
            self = .unlimited(incomplete: incomplete)
        case .CPROBE_LIMIT_LIMITED:
            var source = self.source ?? LimitSource(level: nil, file: KernelName())
            self = .unlimited(incomplete: nil)  // So that the names have one owner.
            if c.in_group {
                var level = source.level ?? KernelName()
                source.level = nil
                level.set(cprobe_quota_group(quota, c.hierarchy, c.path_length))
                source.level = level
                source.file.setPath(of: quota, c.hierarchy, c.path_length, file: c.file)
            } else {
                source.level = nil
                source.file.set(
                    UnsafeRawBufferPointer(start: c.file, count: c.file.map { strlenOf($0) } ?? 0))
            }
            self = .limited(value, by: source, incomplete: incomplete)
        }
    }
}

private func strlenOf(_ string: UnsafePointer<CChar>) -> Int {
    var length = 0
    while string[length] != 0 { length += 1 }
    return length
}

extension Fact {
    init(_ c: cprobe_fact, _ value: @autoclosure () -> Value) {
        switch c.state {
        case .CPROBE_FACT_ABSENT: self = .absent
        case .CPROBE_FACT_UNLIMITED: self = .unlimited
        case .CPROBE_FACT_LIMITED: self = .limited(value())
        case .CPROBE_FACT_UNKNOWN: self = .unknown(Failure(c.failure))
        }
    }
}

extension CPUQuota {
    mutating func set(_ c: cprobe_cpu_quota, _ quota: UnsafePointer<cprobe_quota>) {
        func has(_ field: cprobe_cpu_quota_field) -> Bool {
            cprobe_has(c.present_fields, field.rawValue)
        }
        limit.set(c.limit, c.limit_cores, quota)
        let hasQuota = has(.CPROBE_CPU_QUOTA_QUOTA)
        quotaUs = hasQuota ? c.quota_us : nil
        periodUs = hasQuota ? c.period_us : nil
        limitCores = hasQuota ? c.limit_cores : nil
        affinity = has(.CPROBE_CPU_QUOTA_AFFINITY) ? Int(c.affinity) : nil
        cpuset = has(.CPROBE_CPU_QUOTA_CPUSET) ? Int(c.cpuset) : nil
        online = has(.CPROBE_CPU_QUOTA_ONLINE) ? Int(c.online) : nil
        effectiveCores = has(.CPROBE_CPU_QUOTA_EFFECTIVE) ? c.effective_cores : nil
        bound = has(.CPROBE_CPU_QUOTA_EFFECTIVE) ? CPUBound(c.bound) : nil
    }
}

extension CPUBound {
    init(_ c: cprobe_cpu_bound) {
        switch c {
        case .CPROBE_BOUND_ONLINE: self = .online
        case .CPROBE_BOUND_CPUSET: self = .cpuset
        case .CPROBE_BOUND_AFFINITY: self = .affinity
        case .CPROBE_BOUND_QUOTA: self = .quota
        }
    }
}

extension Hierarchy {
    mutating func set(_ index: Int, _ c: cprobe_hierarchy, _ quota: UnsafePointer<cprobe_quota>) {
        version = Int(c.version)
        controllers.removeAll(keepingCapacity: true)
        func add(_ controller: cprobe_controller, _ name: String) {
            if c.controllers >> controller.rawValue & 1 != 0 {
                controllers.append(name)
            }
        }
        add(.CPROBE_CONTROLLER_CPU, "cpu")
        add(.CPROBE_CONTROLLER_CPUSET, "cpuset")
        add(.CPROBE_CONTROLLER_MEMORY, "memory")
        add(.CPROBE_CONTROLLER_PIDS, "pids")
        path.set(cprobe_quota_group(quota, UInt32(index), c.path_length))
        if c.mounted {
            var point = mountPoint ?? KernelName()
            mountPoint = nil
            point.setPath(of: quota, UInt32(index), 0)
            mountPoint = point
        } else {
            mountPoint = nil
        }
        incomplete = Incompleteness(c.reason, c.failure)
    }
}

extension QuotaLevel {
    mutating func set(_ c: cprobe_quota_level, _ quota: UnsafePointer<cprobe_quota>) {
        hierarchy = Int(c.hierarchy)
        path.set(cprobe_quota_group(quota, c.hierarchy, c.path_length))
        directory.setPath(of: quota, c.hierarchy, c.path_length)
        cpu = Fact(c.cpu, CPUBandwidth(quotaUs: c.quota_us, periodUs: c.period_us))
        cpuset = Fact(c.cpuset, c.cpuset_cpus)
        memoryMax = Fact(c.memory, c.memory_max_bytes)
        memoryCurrent = Fact(c.memory_current, c.memory_current_bytes)
        memoryIsApart = c.memory_is_apart
        memoryHierarchical = Fact(c.hierarchical, c.hierarchical_bytes)
        pidsMax = Fact(c.pids, c.pids_max)
        pidsCurrent = Fact(c.pids_current, c.pids_current_tasks)
    }
}

extension Quota {
    /// Takes what C read and decided.
    mutating func set(
        _ c: UnsafePointer<cprobe_quota>, _ items: UnsafeBufferPointer<cprobe_quota_level>
    ) {
        cpu.set(c.pointee.cpu, c)
        let memoryFields = c.pointee.memory.present_fields
        func has(_ field: cprobe_memory_quota_field) -> Bool {
            cprobe_has(memoryFields, field.rawValue)
        }
        memory.limit.set(c.pointee.memory.limit, c.pointee.memory.limit_bytes, c)
        memory.physicalBytes =
            has(.CPROBE_MEMORY_QUOTA_PHYSICAL) ? c.pointee.memory.physical_bytes : nil
        memory.effectiveBytes =
            has(.CPROBE_MEMORY_QUOTA_EFFECTIVE) ? c.pointee.memory.effective_bytes : nil
        memory.currentBytes =
            has(.CPROBE_MEMORY_QUOTA_CURRENT) ? c.pointee.memory.current_bytes : nil
        pids.limit.set(c.pointee.pids.limit, c.pointee.pids.limit_tasks, c)
        let hasTasks = cprobe_has(
            c.pointee.pids.present_fields,
            cprobe_pids_quota_field.CPROBE_PIDS_QUOTA_CURRENT.rawValue)
        pids.currentTasks = hasTasks ? c.pointee.pids.current_tasks : nil
        setLists(c, items)
        failures.set(c.pointee.failures)
    }

    private mutating func setLists(
        _ c: UnsafePointer<cprobe_quota>, _ items: UnsafeBufferPointer<cprobe_quota_level>
    ) {
        let count = Int(c.pointee.hierarchy_count)
        hierarchies.resize(to: count, with: Hierarchy())
        withUnsafeBytes(of: c.pointee.hierarchies) { raw in
            let all = raw.bindMemory(to: cprobe_hierarchy.self)
            for index in 0..<count {
                hierarchies[index].set(index, all[index], c)
            }
        }
        levels.resize(to: items.count, with: QuotaLevel())
        for (index, item) in items.enumerated() {
            levels[index].set(item, c)
        }
    }
}
