internal import CProbe

extension Cgroup {
    /// Copies from the C struct. An unchanged path is not allocated again.
    mutating func set(
        _ c: UnsafePointer<cprobe_cgroup>, _ text: UnsafeRawBufferPointer,
        _ devices: UnsafeMutableBufferPointer<cprobe_cgroup_device>,
        _ resources: UnsafeMutableBufferPointer<cprobe_cgroup_resource>
    ) {
        let start = Int(c.pointee.path_offset)
        path.set(UnsafeRawBufferPointer(rebasing: text[start..<start + Int(c.pointee.path_length)]))
        depth = Int(c.pointee.depth)
        inode = c.pointee.id
        setFields(c)
        unlimited = Limits(c.pointee.unlimited_fields)
        pressure.setStalls(
            c.pointee.present_stalls, cpu: c.pointee.cpu_pressure,
            memory: c.pointee.memory_pressure, io: c.pointee.io_pressure,
            irq: c.pointee.irq_pressure)
        self.devices.removeAll(keepingCapacity: true)
        let first = Int(c.pointee.first_device)
        for device in devices[first..<first + Int(c.pointee.device_count)] {
            self.devices.append(Device(device))
        }
        let firstResource = Int(c.pointee.first_resource)
        self.resources.resize(to: Int(c.pointee.resource_count), with: Resource())
        for index in self.resources.indices {
            self.resources[index].set(resources[firstResource + index], text)
        }
        failures.set(c.pointee.failures)
    }
}

extension Cgroup.Resource {
    fileprivate mutating func set(_ c: cprobe_cgroup_resource, _ text: UnsafeRawBufferPointer) {
        switch c.kind {
        case .CPROBE_CGROUP_RESOURCE_HUGETLB: controller = .hugetlb
        case .CPROBE_CGROUP_RESOURCE_RDMA: controller = .rdma
        case .CPROBE_CGROUP_RESOURCE_MISC: controller = .misc
        case .CPROBE_CGROUP_RESOURCE_MEMORY: controller = .memory
        }
        let start = Int(c.name_offset)
        name.set(UnsafeRawBufferPointer(rebasing: text[start..<start + Int(c.name_length)]))
        func has(_ field: cprobe_cgroup_resource_field) -> Bool {
            cprobe_has(c.present_fields, field.rawValue)
        }
        current = number(c.current, has(.CPROBE_CGROUP_RESOURCE_CURRENT))
        max = number(c.max, has(.CPROBE_CGROUP_RESOURCE_MAX))
        eventsMax = number(c.events_max, has(.CPROBE_CGROUP_RESOURCE_EVENTS_MAX))
        reserved = number(c.reserved, has(.CPROBE_CGROUP_RESOURCE_RESERVED))
        reservedMax = number(c.reserved_max, has(.CPROBE_CGROUP_RESOURCE_RESERVED_MAX))
        let unlimited = c.unlimited_fields
        isUnlimited = cprobe_has(
            unlimited, cprobe_cgroup_resource_field.CPROBE_CGROUP_RESOURCE_MAX.rawValue)
        isReservedUnlimited = cprobe_has(
            unlimited, cprobe_cgroup_resource_field.CPROBE_CGROUP_RESOURCE_RESERVED_MAX.rawValue)
    }
}

extension Cgroup.Device {
    fileprivate init(_ c: cprobe_cgroup_device) {
        self.init(major: Int(c.major), minor: Int(c.minor))
        readBytes = number(c.read_bytes, cprobe_has(c.present_fields, 0))
        writtenBytes = number(c.written_bytes, cprobe_has(c.present_fields, 1))
        reads = number(c.reads, cprobe_has(c.present_fields, 2))
        writes = number(c.writes, cprobe_has(c.present_fields, 3))
    }
}

extension Cgroup.Limits {
    private static let fields: [(cprobe_cgroup_field, Cgroup.Limits)] = [
        (.CPROBE_CGROUP_QUOTA, .quota), (.CPROBE_CGROUP_MEMORY_MAX, .memoryMax),
        (.CPROBE_CGROUP_MEMORY_HIGH, .memoryHigh), (.CPROBE_CGROUP_SWAP_MAX, .swapMax),
        (.CPROBE_CGROUP_SWAP_HIGH, .swapHigh), (.CPROBE_CGROUP_MEMSW_MAX, .memswMax),
        (.CPROBE_CGROUP_ZSWAP_MAX, .zswapMax), (.CPROBE_CGROUP_PIDS_MAX, .pidsMax),
    ]

    fileprivate init(_ c: cprobe_presence) {
        self = []
        guard cprobe_has_any(c) else { return }
        for (field, limit) in Self.fields where cprobe_has(c, field.rawValue) { insert(limit) }
    }
}
