internal import CProbe

extension Cgroup {
    /// Takes what C read. The path stays as it is if it is the same.
    mutating func set(
        _ c: UnsafePointer<cprobe_cgroup>, _ text: UnsafeRawBufferPointer,
        _ devices: UnsafeMutableBufferPointer<cprobe_cgroup_device>
    ) {
        let start = Int(c.pointee.path_offset)
        path.set(UnsafeRawBufferPointer(rebasing: text[start..<start + Int(c.pointee.path_length)]))
        depth = Int(c.pointee.depth)
        inode = c.pointee.id
        setFields(c)
        unlimited = Limits(c.pointee.unlimited_fields)
        pressure.set(stallsOf: c)
        self.devices.removeAll(keepingCapacity: true)
        let first = Int(c.pointee.first_device)
        for device in devices[first..<first + Int(c.pointee.device_count)] {
            self.devices.append(Device(device))
        }
        failures.set(c.pointee.failures)
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

extension Pressure {
    fileprivate mutating func set(stallsOf c: UnsafePointer<cprobe_cgroup>) {
        let fields = c.pointee.present_stalls
        func has(_ field: cprobe_pressure_field) -> Bool { cprobe_has(fields, field.rawValue) }
        cpu.set(
            c.pointee.cpu_pressure, hasSome: has(.CPROBE_PRESSURE_CPU_SOME),
            hasFull: has(.CPROBE_PRESSURE_CPU_FULL))
        memory.set(
            c.pointee.memory_pressure, hasSome: has(.CPROBE_PRESSURE_MEMORY_SOME),
            hasFull: has(.CPROBE_PRESSURE_MEMORY_FULL))
        io.set(
            c.pointee.io_pressure, hasSome: has(.CPROBE_PRESSURE_IO_SOME),
            hasFull: has(.CPROBE_PRESSURE_IO_FULL))
        irq.set(
            c.pointee.irq_pressure, hasSome: has(.CPROBE_PRESSURE_IRQ_SOME),
            hasFull: has(.CPROBE_PRESSURE_IRQ_FULL))
    }
}
