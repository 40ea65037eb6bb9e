internal import CProbe

// One read for each section: C writes into the collector's buffers, which grow until everything fits,
// and the Swift value copies from them.

/// Fills the value of a section.
extension Collector {
    /// Sets in `shared` what the quota of the same sample needs.
    mutating func read(
        into cpu: inout CPU, _ shared: UnsafeMutablePointer<cprobe_shared>? = nil
    ) throws(ProbeError) {
        while true {
            var c = cprobe_cpu()
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_cpu_read(
                storage, &c, cpuItems.buffer.baseAddress, cpuItems.buffer.count, &count, shared,
                &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if !cpuItems.grow(to: count) {
                cpu.set(&c, UnsafeMutableBufferPointer(rebasing: cpuItems.buffer[..<count]))
                return
            }
        }
    }

    mutating func read(into load: inout Load) throws(ProbeError) {
        var c = cprobe_load()
        var failure = cprobe_failure()
        guard cprobe_load_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        load.set(&c)
    }

    mutating func read(
        into memory: inout Memory, _ shared: UnsafeMutablePointer<cprobe_shared>? = nil
    ) throws(ProbeError) {
        var c = cprobe_memory()
        var failure = cprobe_failure()
        guard cprobe_memory_read(storage, &c, shared, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        memory.set(&c)
    }

    mutating func read(into disk: inout Disk) throws(ProbeError) {
        var total = cprobe_io()
        _ = try read(into: &disk, &total)
    }

    /// Returns the number of devices in the buffer.
    mutating func read(into disk: inout Disk, _ total: inout cprobe_io) throws(ProbeError) -> Int {
        var c = cprobe_disk()
        let count = try readDevices(&c, &total)
        disk.set(&c, UnsafeMutableBufferPointer(rebasing: diskItems.buffer[..<count]))
        return count
    }

    mutating func read(into io: inout IO) throws(ProbeError) {
        var c = cprobe_disk()
        var total = cprobe_io()
        let count = try readDevices(&c, &total)
        io.set(&total, UnsafeMutableBufferPointer(rebasing: diskItems.buffer[..<count]))
    }

    private mutating func readDevices(
        _ c: inout cprobe_disk, _ total: inout cprobe_io
    ) throws(ProbeError) -> Int {
        while true {
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_disk_read(
                storage, &c, &total, diskItems.buffer.baseAddress, diskItems.buffer.count, &count,
                &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if !diskItems.grow(to: count) { return count }
        }
    }

    mutating func read(
        into filesystem: inout Filesystem, _ shared: UnsafeMutablePointer<cprobe_shared>? = nil
    ) throws(ProbeError) {
        if mounts.items == nil { mounts.enlarge(to: 64, textBytes: 8192) }
        while true {
            var c = cprobe_filesystem()
            var failure = cprobe_failure()
            let result = cprobe_filesystem_read(
                storage, listsAllMounts ? .CPROBE_MOUNTS_ALL : .CPROBE_MOUNTS_STORAGE, &c, &mounts,
                shared, &failure)
            if result == .CPROBE_OK {
                filesystem.set(&c, mounts)
                return
            }
            guard result == .CPROBE_TOO_LARGE, mounts.grow() else { throw ProbeError(failure) }
        }
    }

    mutating func read(into network: inout Networking) throws(ProbeError) {
        while true {
            var c = cprobe_network()
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_network_read(
                storage, &c, interfaceItems.buffer.baseAddress, interfaceItems.buffer.count, &count,
                &failure)
            if result == .CPROBE_OK {
                network.set(
                    &c, UnsafeMutableBufferPointer(rebasing: interfaceItems.buffer[..<count]))
                return
            }
            guard result == .CPROBE_TOO_LARGE, interfaceItems.grow(to: count) else {
                throw ProbeError(failure)
            }
        }
    }

    mutating func read(into pressure: inout Pressure) throws(ProbeError) {
        var c = cprobe_pressure()
        var failure = cprobe_failure()
        guard cprobe_pressure_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        pressure.set(&c)
    }

    mutating func read(
        into quota: inout Quota, of subject: QuotaSubject = .own,
        limitsOf controllers: QuotaControllers = [], _ shared: UnsafePointer<cprobe_shared>? = nil
    ) throws(ProbeError) {
        var c = cprobe_quota_subject()
        c.limits_of = controllers.rawValue
        switch subject {
        case .own: try read(into: &quota, c, shared)
        case .process(let pid):
            (c.kind, c.pid) = (.CPROBE_SUBJECT_PROCESS, pid)
            try read(into: &quota, c, shared)
        case .cgroup(let cgroup):
            guard !cgroup.utf8.contains(0) else {
                throw ProbeError(code: .invalid, source: "the cgroup")
            }
            let name = UnsafeMutablePointer<CChar>.allocate(capacity: cgroup.utf8.count + 1)
            defer { name.deallocate() }
            for (index, byte) in cgroup.utf8.enumerated() {
                name[index] = CChar(bitPattern: byte)
            }
            name[cgroup.utf8.count] = 0
            (c.kind, c.cgroup) = (.CPROBE_SUBJECT_CGROUP, UnsafePointer(name))
            try read(into: &quota, c, shared)
        }
    }

    private mutating func read(
        into quota: inout Quota, _ subject: cprobe_quota_subject,
        _ shared: UnsafePointer<cprobe_shared>?
    ) throws(ProbeError) {
        var subject = subject
        // C returns no levels if only limits are read.
        let isWhole = subject.limits_of == 0
        while true {
            let buffer =
                isWhole ? levelItems.buffer : UnsafeMutableBufferPointer(start: nil, count: 0)
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_quota_read(
                storage, &subject, shared, quotaStorage, buffer.baseAddress, buffer.count, &count,
                &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if !isWhole || !levelItems.grow(to: count) {
                let listed = isWhole ? count : 0
                quota.set(quotaStorage, UnsafeMutableBufferPointer(rebasing: buffer[..<listed]))
                if isWhole, readsQuotaDetails {
                    readDetails(into: &quota)
                } else if quota.resources != nil {
                    quota.clearDetails()
                }
                return
            }
        }
    }
}

extension Collector {
    /// Reads the details of the quota that was read last.
    @inline(never)
    private mutating func readDetails(into quota: inout Quota) {
        let details = UnsafeMutablePointer<cprobe_quota_details>.allocate(capacity: 1)
        defer { details.deallocate() }
        var failure = cprobe_failure()
        if cprobe_quota_details_read(storage, quotaStorage, details, &failure) == .CPROBE_OK {
            quota.set(details, quotaStorage)
        } else {
            quota.clearDetails()
            quota.failures.append(ProbeError(failure))
        }
    }
}

extension cprobe_mounts {
    /// Enlarges the buffers to what the last reading needed. False if they were large enough: then
    /// TOO_LARGE has another cause.
    fileprivate mutating func grow() -> Bool {
        guard count > capacity || text_length > text_capacity else { return false }
        enlarge(to: count + count / 4, textBytes: text_length + text_length / 4)
        return true
    }

    fileprivate mutating func enlarge(to count: Int, textBytes: Int) {
        if count > capacity {
            items?.deallocate()
            capacity = count
            items = .allocate(capacity: capacity)
        }
        if textBytes > text_capacity {
            text?.deallocate()
            text_capacity = textBytes
            text = .allocate(capacity: text_capacity)
        }
    }
}
