internal import CProbe

extension KernelName {
    /// Takes a name that C holds in an array.
    mutating func set<Array>(_ array: borrowing Array, _ length: UInt32) {
        Swift.withUnsafeBytes(of: array) { raw in
            set(UnsafeRawBufferPointer(start: raw.baseAddress, count: Int(length)))
        }
    }

    /// The same, from where the array stands, without a copy of it.
    @inline(__always)
    mutating func set(_ array: UnsafeRawPointer, _ length: UInt32) {
        set(UnsafeRawBufferPointer(start: array, count: Int(length)))
    }
}

extension Optional<Failure> {
    /// Takes the failure of an item; nil where nothing failed.
    @inline(__always)
    mutating func set(_ failure: borrowing cprobe_failure) {
        if failure.code != .CPROBE_OK {
            self = ProbeError(failure)
        } else if self != nil {
            self = nil
        }
    }
}

extension DiskCounters {
    /// Takes what C read.
    mutating func set(_ counters: UnsafePointer<cprobe_disk_counters>) {
        let fields = counters.pointee.present_fields
        func has(_ counter: cprobe_disk_counter) -> Bool { cprobe_has(fields, counter.rawValue) }
        reads = has(.CPROBE_DISK_READS) ? counters.pointee.reads : nil
        readsMerged = has(.CPROBE_DISK_READS_MERGED) ? counters.pointee.reads_merged : nil
        readBytes = has(.CPROBE_DISK_READ_BYTES) ? counters.pointee.read_bytes : nil
        readNs = has(.CPROBE_DISK_READ_NS) ? counters.pointee.read_ns : nil
        writes = has(.CPROBE_DISK_WRITES) ? counters.pointee.writes : nil
        writesMerged = has(.CPROBE_DISK_WRITES_MERGED) ? counters.pointee.writes_merged : nil
        writeBytes = has(.CPROBE_DISK_WRITE_BYTES) ? counters.pointee.write_bytes : nil
        writeNs = has(.CPROBE_DISK_WRITE_NS) ? counters.pointee.write_ns : nil
        inFlight = has(.CPROBE_DISK_IN_FLIGHT) ? counters.pointee.in_flight : nil
        busyNs = has(.CPROBE_DISK_BUSY_NS) ? counters.pointee.busy_ns : nil
        weightedNs = has(.CPROBE_DISK_WEIGHTED_NS) ? counters.pointee.weighted_ns : nil
        discards = has(.CPROBE_DISK_DISCARDS) ? counters.pointee.discards : nil
        discardsMerged = has(.CPROBE_DISK_DISCARDS_MERGED) ? counters.pointee.discards_merged : nil
        discardBytes = has(.CPROBE_DISK_DISCARD_BYTES) ? counters.pointee.discard_bytes : nil
        discardNs = has(.CPROBE_DISK_DISCARD_NS) ? counters.pointee.discard_ns : nil
        flushes = has(.CPROBE_DISK_FLUSHES) ? counters.pointee.flushes : nil
        flushNs = has(.CPROBE_DISK_FLUSH_NS) ? counters.pointee.flush_ns : nil
    }
}

extension DiskDevice {
    /// Takes what C read.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_disk_device>) {
        deviceMajor = Int(c.pointee.device_major)
        deviceMinor = Int(c.pointee.device_minor)
        name.set(&c.pointee.name, c.pointee.name_length)
        isPartition = c.pointee.partition
        isStacked = c.pointee.stacked
        if c.pointee.has_mapped_name {
            var mapped = mappedName ?? KernelName()
            mapped.set(&c.pointee.mapped_name, c.pointee.mapped_name_length)
            mappedName = mapped
        } else if mappedName != nil {
            mappedName = nil
        }
        counters.set(&c.pointee.counters)
        failure.set(c.pointee.failure)
    }
}

extension Disk {
    /// Takes what C read: the section, and each device.
    mutating func set(
        _ c: UnsafePointer<cprobe_disk>,
        _ items: UnsafeMutableBufferPointer<cprobe_disk_device>
    ) {
        monotonicNs = c.pointee.has_monotonic ? c.pointee.monotonic_ns : nil
        devices.set(items, with: DiskDevice()) { $0.set($1) }
        failures.set(c.pointee.failures)
    }
}

extension IO {
    /// Takes what C read: the total, and the devices, of which it keeps those that were counted.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_io>,
        _ items: UnsafeMutableBufferPointer<cprobe_disk_device>
    ) {
        var counted = 0
        for index in items.indices where !items[index].partition && !items[index].stacked {
            if counted == parts.count { parts.append(DiskCounters()) }
            parts[counted].set(&(items.baseAddress! + index).pointee.counters)
            counted += 1
        }
        parts.resize(to: counted, with: DiskCounters())
        devices = Int(c.pointee.devices)
        deviceSet = c.pointee.device_set
        total.set(&c.pointee.total)
        monotonicNs = c.pointee.has_monotonic ? c.pointee.monotonic_ns : nil
        failures.set(c.pointee.failures)
    }
}
