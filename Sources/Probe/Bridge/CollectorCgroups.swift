internal import CProbe

extension Collector {
    /// Reads a cgroup and all cgroups below it: "/" is all of the machine, or all that the container shows.
    ///
    /// `start` is a path in the hierarchies ("/system.slice"), or a directory of one of them. Throws
    /// ``ProbeError/Code/notFound`` if there is no such cgroup, or no hierarchy is mounted.
    public mutating func cgroups(
        beneath start: String = "/", _ details: CgroupDetails = .usual
    ) throws(ProbeError) -> CgroupTable {
        var table = CgroupTable()
        try cgroups(beneath: start, into: &table, details)
        return table
    }

    /// The same into a table that exists already; allocates nothing if the same cgroups are there.
    public mutating func cgroups(
        beneath start: String = "/", into table: inout CgroupTable,
        _ details: CgroupDetails = .usual
    ) throws(ProbeError) {
        guard !start.utf8.contains(0) else {
            throw ProbeError(code: .invalid, source: "the control group")
        }
        cprobe_collector_begin(storage)
        try read(beneath: start, into: &table, details)
    }

    /// Reads the pids of the processes in a cgroup, without those of its descendants. Processes of another
    /// pid namespace have no pid here, and are left out.
    ///
    /// `cgroup` is its directory in a hierarchy (``CgroupTable/directory(of:controller:)``), or its path in
    /// the first hierarchy that has it. Throws ``ProbeError/Code/notFound`` if there is no such cgroup, and
    /// ``ProbeError/Code/io`` of a threaded cgroup, which has no processes of its own.
    public mutating func pids(inCgroup cgroup: String) throws(ProbeError) -> [Int32] {
        guard !cgroup.utf8.contains(0) else {
            throw ProbeError(code: .invalid, source: "the control group")
        }
        cprobe_collector_begin(storage)
        var items = Items<Int32>(capacity: 256)
        defer { items.deallocate() }
        while true {
            var count = 0
            var failure = cprobe_failure()
            let result = cgroup.withCString {
                cprobe_cgroup_processes_read(
                    storage, $0, items.buffer.baseAddress, items.buffer.count, &count, &failure)
            }
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if items.grow(to: count) { continue }
            return Array(items.buffer[..<count])
        }
    }

    /// Reads the table of a sample.
    mutating func read(into table: inout CgroupTable) throws(ProbeError) {
        try read(beneath: cgroupStart, into: &table, cgroupDetails)
    }

    private mutating func read(
        beneath start: String, into table: inout CgroupTable, _ details: CgroupDetails
    ) throws(ProbeError) {
        while true {
            var c = cprobe_cgroups()
            var list = cprobe_cgroup_list(
                items: cgroupItems.buffer.baseAddress, capacity: cgroupItems.buffer.count, count: 0,
                text: cgroupText.buffer.baseAddress, text_capacity: cgroupText.buffer.count,
                text_length: 0, devices: cgroupDevices.buffer.baseAddress,
                device_capacity: cgroupDevices.buffer.count, device_count: 0,
                resources: cgroupResources.buffer.baseAddress,
                resource_capacity: cgroupResources.buffer.count, resource_count: 0)
            var failure = cprobe_failure()
            let result = start.withCString {
                cprobe_cgroups_read(storage, $0, details.rawValue, &c, &list, &failure)
            }
            if result == .CPROBE_OK {
                table.set(&c, &list)
                return
            }
            // If nothing grows, something else was too large. The counts are at least what is required:
            // the descendants of a cgroup that did not fit were not counted.
            let isLarger = cgroupItems.grow(to: list.count)
            let hasMoreText = cgroupText.grow(to: list.text_length)
            let hasMoreDevices = cgroupDevices.grow(to: list.device_count)
            let hasMoreResources = cgroupResources.grow(to: list.resource_count)
            let hasGrown = isLarger || hasMoreText || hasMoreDevices || hasMoreResources
            guard result == .CPROBE_TOO_LARGE, hasGrown else {
                throw ProbeError(failure)
            }
        }
    }
}

extension CgroupTable {
    /// Takes what C read: each cgroup before its descendants.
    fileprivate mutating func set(
        _ c: UnsafePointer<cprobe_cgroups>, _ list: UnsafePointer<cprobe_cgroup_list>
    ) {
        monotonicNs = number(c.pointee.monotonic_ns, c.pointee.has_monotonic)
        gone = Int(c.pointee.gone)
        defer { if start != cgroups.first?.path { start = cgroups.first?.path } }
        failures.set(c.pointee.failures)
        set(
            hierarchies: c,
            UnsafeRawBufferPointer(start: list.pointee.text, count: list.pointee.text_length))
        let items = UnsafeMutableBufferPointer(start: list.pointee.items, count: list.pointee.count)
        let text = UnsafeRawBufferPointer(
            start: list.pointee.text, count: list.pointee.text_length)
        let devices = UnsafeMutableBufferPointer(
            start: list.pointee.devices, count: list.pointee.device_count)
        let resources = UnsafeMutableBufferPointer(
            start: list.pointee.resources, count: list.pointee.resource_count)
        var count = 0
        var index = items.isEmpty ? -1 : 0
        while index >= 0 {
            let item = items.baseAddress! + index
            if !item.pointee.is_gone {
                if count == cgroups.count { cgroups.append(Cgroup()) }
                cgroups[count].set(item, text, devices, resources)
                count += 1
            }
            index = Int(item.pointee.first_child)
            // Without children: the next sibling, of the cgroup or of the nearest one above that has one.
            var above = item
            while index < 0 {
                index = Int(above.pointee.next_sibling)
                guard index < 0, above.pointee.parent >= 0 else { break }
                above = items.baseAddress! + Int(above.pointee.parent)
            }
        }
        cgroups.removeSubrange(count...)
        documentCount = nil
    }

    private mutating func set(
        hierarchies c: UnsafePointer<cprobe_cgroups>, _ text: UnsafeRawBufferPointer
    ) {
        let count = Int(c.pointee.hierarchy_count)
        hierarchies.resize(to: count, with: Hierarchy())
        for index in 0..<count {
            let item = cprobe_cgroups_hierarchy(c, index).pointee
            hierarchies[index].version = Int(item.version)
            hierarchies[index].controllers.setControllers(item.controllers)
            let start = Int(item.directory_offset)
            hierarchies[index].directory.set(
                UnsafeRawBufferPointer(
                    rebasing: text[start..<start + Int(item.directory_length)]))
        }
    }
}
