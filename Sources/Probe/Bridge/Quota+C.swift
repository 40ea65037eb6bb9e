internal import CProbe

extension KernelName {
    init(_ name: cprobe_name) {
        self.init(bytes: [UInt8](UnsafeRawBufferPointer(start: name.bytes, count: name.length)))
    }

    /// Copies the path of a cgroup's directory, or of a file in it.
    mutating func setPath(
        of quota: UnsafePointer<cprobe_quota>, _ hierarchy: UInt32, _ pathLength: UInt32,
        file: UnsafePointer<CChar>? = nil
    ) {
        // A buffer of up to 1,024 bytes is on the stack; a longer path gets a buffer of its length.
        var length = 512
        var isWhole = false
        while !isWhole {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: length) { buffer in
                length = cprobe_quota_path(
                    quota, hierarchy, pathLength, file, buffer.baseAddress, buffer.count)
                isWhole = length <= buffer.count
                if isWhole { set(UnsafeRawBufferPointer(start: buffer.baseAddress, count: length)) }
            }
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
        case .CPROBE_REASON_DELETED: kind = .deleted
        case .CPROBE_REASON_OTHER_HIERARCHY: kind = .otherHierarchy
        case .CPROBE_REASON_NO_CGROUPS: kind = .noCgroups
        case .CPROBE_REASON_NO_MOUNTS: kind = .noMounts
        case .CPROBE_REASON_NOT_REQUESTED: kind = .notRequested
        case .CPROBE_REASON_USAGE: kind = .usage
        case .CPROBE_REASON_MACHINE: kind = .machine
        }
        self.init(reason: kind, failure: failure.code == .CPROBE_OK ? nil : ProbeError(failure))
    }
}

extension Optional<Incompleteness> {
    /// Copies from the C struct; nil if nothing is missing.
    mutating func set(_ reason: cprobe_limit_reason, _ failure: cprobe_failure) {
        if reason != .CPROBE_REASON_NONE {
            self = Incompleteness(reason, failure)
        } else if self != nil {
            self = nil
        }
    }
}

extension Quota.Completeness {
    mutating func set(_ c: cprobe_completeness) {
        switch c.state {
        case .CPROBE_NUMBER_UNKNOWN: state = .unknown
        case .CPROBE_NUMBER_EXACT: state = .exact
        case .CPROBE_NUMBER_AT_MOST: state = .atMost
        case .CPROBE_NUMBER_AT_LEAST: state = .atLeast
        }
        incomplete.set(c.reason, c.failure)
    }
}

extension Limit where Value == Int64 {
    mutating func set(_ c: cprobe_limit, _ quota: UnsafePointer<cprobe_quota>) {
        set(c, number(c.value), quota)
    }
}

extension Limit {
    /// Copies from the C struct. The names of a value that is limited already are reused.
    mutating func set(_ c: cprobe_limit, _ value: Value?, _ quota: UnsafePointer<cprobe_quota>) {
        switch c.state {
        case .CPROBE_LIMIT_UNKNOWN:
            self = .unknown(
                Incompleteness(c.reason, c.failure) ?? Incompleteness(reason: .level, failure: nil))
        case .CPROBE_LIMIT_UNLIMITED:
            if case .unlimited = self { return }
            self = .unlimited
        case .CPROBE_LIMIT_LIMITED:
            guard let value else {
                self = .unknown(Incompleteness(reason: .level, failure: .tooLarge(c.file)))
                return
            }
            var source = self.source ?? LimitSource(level: nil, file: KernelName())
            self = .unlimited  // So that the names have one owner.
            if c.in_group {
                var level = source.level ?? KernelName()
                source.level = nil
                level.set(cprobe_quota_cgroup(quota, c.hierarchy, c.path_length))
                source.level = level
                source.file.setPath(of: quota, c.hierarchy, c.path_length, file: c.file)
            } else {
                source.level = nil
                source.file.set(
                    UnsafeRawBufferPointer(start: c.file, count: c.file.map { strlenOf($0) } ?? 0))
            }
            self = .limited(value, by: source, incomplete: Incompleteness(c.reason, c.failure))
        }
    }
}

extension String? {
    /// Copies a text, allocating only if it differs; nil if there is none.
    mutating func set(_ name: cprobe_name) {
        let bytes = UnsafeRawBufferPointer(start: name.bytes, count: name.length)
        let isSame = self?.utf8.withContiguousStorageIfAvailable {
            areEqual(UnsafeRawBufferPointer($0), bytes)
        }
        guard bytes.isEmpty ? self != nil : isSame != true else { return }
        self = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

extension String? {
    /// Copies a constant text, allocating only if it differs; nil if there is none.
    mutating func set(constant: UnsafePointer<CChar>?) {
        set(cprobe_name(bytes: constant, length: constant.map { strlenOf($0) } ?? 0))
    }
}

private func strlenOf(_ string: UnsafePointer<CChar>) -> Int {
    var length = 0
    while string[length] != 0 { length += 1 }
    return length
}

extension CPUQuota {
    mutating func set(_ c: cprobe_cpu_quota, _ quota: UnsafePointer<cprobe_quota>) {
        func has(_ field: cprobe_cpu_quota_field) -> Bool {
            cprobe_has(c.present_fields, field.rawValue)
        }
        limit.set(c.limit, c.limit_cores, quota)
        let hasQuota = has(.CPROBE_CPU_QUOTA_QUOTA)
        quotaUs = number(c.quota_us, hasQuota)
        periodUs = number(c.period_us, hasQuota)
        limitCores = hasQuota ? c.limit_cores : nil
        affinity = has(.CPROBE_CPU_QUOTA_AFFINITY) ? Int(c.affinity) : nil
        cpuset = has(.CPROBE_CPU_QUOTA_CPUSET) ? Int(c.cpuset) : nil
        online = has(.CPROBE_CPU_QUOTA_ONLINE) ? Int(c.online) : nil
        effectiveCores = has(.CPROBE_CPU_QUOTA_EFFECTIVE) ? c.effective_cores : nil
        effectiveCoresCompleteness.set(c.effective_cores_completeness)
        bound = has(.CPROBE_CPU_QUOTA_EFFECTIVE) ? CPUBound(c.bound) : nil
        cpus.set(cprobe_quota_list(quota, c.cpus_offset, c.cpus_length))
        cpusetMems = has(.CPROBE_CPU_QUOTA_CPUSET_MEMS) ? Int(c.cpuset_mems) : nil
        mems.set(cprobe_quota_list(quota, c.mems_offset, c.mems_length))
        burstUs = number(c.burst_us, has(.CPROBE_CPU_QUOTA_BURST))
        weight = number(c.weight, has(.CPROBE_CPU_QUOTA_WEIGHT))
        shares = number(c.shares, has(.CPROBE_CPU_QUOTA_SHARES))
        isIdle = has(.CPROBE_CPU_QUOTA_IDLE) ? c.idle != 0 : nil
        throttling = CPUQuota.Throttling(c.throttling)
        usageNs = number(c.usage_ns, has(.CPROBE_CPU_QUOTA_USAGE))
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

extension MemoryQuota {
    mutating func set(_ c: cprobe_memory_quota, _ quota: UnsafePointer<cprobe_quota>) {
        func value(_ field: cprobe_memory_quota_field, _ member: UInt64) -> Int64? {
            number(member, cprobe_has(c.present_fields, field.rawValue))
        }
        limit.set(c.limit, quota)
        high.set(c.high, quota)
        swap.set(c.swap, quota)
        physicalBytes = value(.CPROBE_MEMORY_QUOTA_PHYSICAL, c.physical_bytes)
        effectiveBytes = value(.CPROBE_MEMORY_QUOTA_EFFECTIVE, c.effective_bytes)
        effectiveBytesCompleteness.set(c.effective_bytes_completeness)
        currentBytes = value(.CPROBE_MEMORY_QUOTA_CURRENT, c.current_bytes)
        peakBytes = value(.CPROBE_MEMORY_QUOTA_PEAK, c.peak_bytes)
        workingSetBytes = value(.CPROBE_MEMORY_QUOTA_WORKING_SET, c.working_set_bytes)
        availableBytes = value(.CPROBE_MEMORY_QUOTA_AVAILABLE, c.available_bytes)
        availableBytesCompleteness.set(c.available_bytes_completeness)
        low.set(c.low)
        min.set(c.min)
        swapCurrentBytes = value(.CPROBE_MEMORY_QUOTA_SWAP_CURRENT, c.swap_current_bytes)
        events = MemoryEvents(c.events)
    }
}

extension PidsQuota {
    mutating func set(_ c: cprobe_pids_quota, _ quota: UnsafePointer<cprobe_quota>) {
        func value(_ field: cprobe_pids_quota_field, _ member: UInt64) -> Int64? {
            number(member, cprobe_has(c.present_fields, field.rawValue))
        }
        limit.set(c.limit, quota)
        currentTasks = value(.CPROBE_PIDS_QUOTA_CURRENT, c.current_tasks)
        threadsMax = value(.CPROBE_PIDS_QUOTA_THREADS_MAX, c.threads_max)
        pidMax = value(.CPROBE_PIDS_QUOTA_PID_MAX, c.pid_max)
        effectiveTasks = value(.CPROBE_PIDS_QUOTA_EFFECTIVE, c.effective_tasks)
        effectiveTasksCompleteness.set(c.effective_tasks_completeness)
    }
}

extension HugePages {
    mutating func set(_ c: cprobe_hugetlb, _ quota: UnsafePointer<cprobe_quota>) {
        pageBytes = number(c.page_bytes) ?? 0
        limit.set(c.limit, quota)
        currentBytes = number(c.current_bytes, c.has_current)
    }
}

extension DeviceQuota {
    mutating func set(_ c: cprobe_quota_device, _ quota: UnsafePointer<cprobe_quota>) {
        func value(_ field: cprobe_device_usage_field, _ member: UInt64) -> Int64? {
            number(member, cprobe_has(c.present_fields, field.rawValue))
        }
        major = Int(c.major)
        minor = Int(c.minor)
        // The four limits, in the order of cprobe_device_limit.
        readBytesPerSecond.set(c.limits.0, quota)
        writeBytesPerSecond.set(c.limits.1, quota)
        readsPerSecond.set(c.limits.2, quota)
        writesPerSecond.set(c.limits.3, quota)
        readBytes = value(.CPROBE_DEVICE_USAGE_READ_BYTES, c.read_bytes)
        writtenBytes = value(.CPROBE_DEVICE_USAGE_WRITTEN_BYTES, c.written_bytes)
        reads = value(.CPROBE_DEVICE_USAGE_READS, c.reads)
        writes = value(.CPROBE_DEVICE_USAGE_WRITES, c.writes)
        discardedBytes = value(.CPROBE_DEVICE_USAGE_DISCARDED_BYTES, c.discarded_bytes)
        discards = value(.CPROBE_DEVICE_USAGE_DISCARDS, c.discards)
    }
}

extension ResourceBound {
    /// Nil where an `Int64` cannot hold the limit.
    init?(_ member: UInt64, _ isUnlimited: Bool) {
        guard !isUnlimited else {
            self = .unlimited
            return
        }
        guard let limit = number(member) else { return nil }
        self = .limited(limit)
    }
}

extension ResourceLimit {
    /// Nil where it is not known.
    init?(_ c: cprobe_rlimit) {
        guard c.is_known else { return nil }
        guard let soft = ResourceBound(c.soft, c.soft_unlimited),
            let hard = ResourceBound(c.hard, c.hard_unlimited)
        else { return nil }
        self.init(soft: soft, hard: hard)
    }
}

extension ResourceLimits {
    /// Copies all limits, in the order of cprobe_rlimit_name.
    init(_ c: UnsafePointer<cprobe_rlimit>) {
        func limit(_ name: cprobe_rlimit_name) -> ResourceLimit? {
            ResourceLimit(c[Int(name.rawValue)])
        }
        cpuNs = limit(.CPROBE_RLIMIT_CPU)
        fsizeBytes = limit(.CPROBE_RLIMIT_FSIZE)
        dataBytes = limit(.CPROBE_RLIMIT_DATA)
        stackBytes = limit(.CPROBE_RLIMIT_STACK)
        coreBytes = limit(.CPROBE_RLIMIT_CORE)
        rssBytes = limit(.CPROBE_RLIMIT_RSS)
        nproc = limit(.CPROBE_RLIMIT_NPROC)
        nofile = limit(.CPROBE_RLIMIT_NOFILE)
        memlockBytes = limit(.CPROBE_RLIMIT_MEMLOCK)
        asBytes = limit(.CPROBE_RLIMIT_AS)
        locks = limit(.CPROBE_RLIMIT_LOCKS)
        sigpending = limit(.CPROBE_RLIMIT_SIGPENDING)
        msgqueueBytes = limit(.CPROBE_RLIMIT_MSGQUEUE)
        nice = limit(.CPROBE_RLIMIT_NICE)
        rtprio = limit(.CPROBE_RLIMIT_RTPRIO)
        rttimeNs = limit(.CPROBE_RLIMIT_RTTIME)
    }
}

extension Quota.Container.Runtime {
    /// Nil where there is none.
    init?(_ c: cprobe_container_runtime) {
        switch c {
        case .CPROBE_CONTAINER_NONE: return nil
        case .CPROBE_CONTAINER_DOCKER: self = .docker
        case .CPROBE_CONTAINER_PODMAN: self = .podman
        case .CPROBE_CONTAINER_KUBERNETES: self = .kubernetes
        case .CPROBE_CONTAINER_CONTAINERD: self = .containerd
        case .CPROBE_CONTAINER_LXC: self = .lxc
        case .CPROBE_CONTAINER_SYSTEMD_NSPAWN: self = .systemdNspawn
        case .CPROBE_CONTAINER_WSL: self = .wsl
        case .CPROBE_CONTAINER_JAIL: self = .jail
        case .CPROBE_CONTAINER_OTHER: self = .other
        }
    }
}

extension [String] {
    /// The names of the controllers with these bits. Existing elements are reused.
    mutating func setControllers(_ bits: UInt32) {
        var count = 0
        func add(_ names: inout [String], _ controller: cprobe_controller, _ name: String) {
            guard bits >> controller.rawValue & 1 != 0 else { return }
            if count == names.count {
                names.append(name)
            } else if names[count] != name {
                names[count] = name
            }
            count += 1
        }
        add(&self, .CPROBE_CONTROLLER_CPU, "cpu")
        add(&self, .CPROBE_CONTROLLER_CPUSET, "cpuset")
        add(&self, .CPROBE_CONTROLLER_MEMORY, "memory")
        add(&self, .CPROBE_CONTROLLER_PIDS, "pids")
        add(&self, .CPROBE_CONTROLLER_IO, "io")
        add(&self, .CPROBE_CONTROLLER_HUGETLB, "hugetlb")
        removeLast(self.count - count)
    }
}

extension Quota.Hierarchy {
    mutating func set(_ index: Int, _ c: cprobe_hierarchy, _ quota: UnsafePointer<cprobe_quota>) {
        version = Int(c.version)
        controllers.setControllers(c.controllers)
        path.set(cprobe_quota_cgroup(quota, UInt32(index), c.path_length))
        if c.mounted {
            var point = mountPoint ?? KernelName()
            mountPoint = nil
            point.setPath(of: quota, UInt32(index), 0)
            mountPoint = point
        } else {
            mountPoint = nil
        }
        incomplete.set(c.reason, c.failure)
    }
}

extension Quota {
    /// Copies from the C struct.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_quota>,
        _ items: UnsafeMutableBufferPointer<cprobe_quota_level>
    ) {
        cpu.set(c.pointee.cpu, c)
        memory.set(c.pointee.memory, c)
        pids.set(c.pointee.pids, c)
        setContainer(c.pointee.container)
        setPressure(c)
        setLists(c)
        levels.set(items, with: QuotaLevel()) { $0.set($1, c) }
        monotonicNs = number(c.pointee.monotonic_ns, c.pointee.has_monotonic)
        failures.set(c.pointee.failures)
    }

    private mutating func setContainer(_ c: cprobe_container) {
        guard let runtime = Quota.Container.Runtime(c.runtime) else {
            container = nil
            return
        }
        var evidence = container?.evidence
        evidence.set(cprobe_name(bytes: c.evidence, length: c.evidence.map { strlenOf($0) } ?? 0))
        container = Quota.Container(runtime: runtime, evidence: evidence ?? "")
    }

    private mutating func setPressure(_ c: UnsafeMutablePointer<cprobe_quota>) {
        if !cprobe_has_any(c.pointee.pressure.present_fields) {
            if pressure != nil { pressure = nil }
        } else {
            var new = pressure ?? Pressure()
            new.set(&c.pointee.pressure)
            pressure = new
        }
    }

    /// The lists are read in place: a copy of the whole struct would cost more.
    private mutating func setLists(_ c: UnsafeMutablePointer<cprobe_quota>) {
        let count = Int(c.pointee.hierarchies.count)
        hierarchies.resize(to: count, with: Quota.Hierarchy())
        withItems(&c.pointee.hierarchies.items) { (items: UnsafePointer<cprobe_hierarchy>) in
            for index in 0..<count {
                hierarchies[index].set(index, items[index], c)
            }
        }
        let sizes = Int(c.pointee.hugetlb_count)
        hugetlb.incomplete.set(c.pointee.hugetlb_limit.reason, c.pointee.hugetlb_limit.failure)
        hugetlb.sizes.resize(to: sizes, with: HugePages())
        withItems(&c.pointee.hugetlb) { (items: UnsafePointer<cprobe_hugetlb>) in
            for index in 0..<sizes {
                hugetlb.sizes[index].set(items[index], c)
            }
        }
        let devices = Int(c.pointee.device_count)
        io.incomplete.set(c.pointee.io.reason, c.pointee.io.failure)
        io.devices.resize(to: devices, with: DeviceQuota())
        withItems(&c.pointee.devices) { (items: UnsafePointer<cprobe_quota_device>) in
            for index in 0..<devices {
                io.devices[index].set(items[index], c)
            }
        }
        withItems(&c.pointee.rlimits) { rlimits = ResourceLimits($0) }
    }
}

/// Passes the first item of an array, in place in its struct.
private func withItems<Item>(_ array: UnsafeRawPointer, _ body: (UnsafePointer<Item>) -> Void) {
    body(array.assumingMemoryBound(to: Item.self))
}
