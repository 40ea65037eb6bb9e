internal import CProbe

extension KernelName {
    /// Takes a name that C holds in an array.
    mutating func set<Array>(_ array: borrowing Array, _ length: UInt32) {
        Swift.withUnsafeBytes(of: array) { raw in
            set(UnsafeRawBufferPointer(start: raw.baseAddress, count: Int(length)))
        }
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
    mutating func set(_ c: borrowing cprobe_disk_counters) {
        let fields = c.present_fields
        func has(_ counter: cprobe_disk_counter) -> Bool { cprobe_has(fields, counter.rawValue) }
        reads = has(.CPROBE_DISK_READS) ? c.reads : nil
        readsMerged = has(.CPROBE_DISK_READS_MERGED) ? c.reads_merged : nil
        readBytes = has(.CPROBE_DISK_READ_BYTES) ? c.read_bytes : nil
        readNs = has(.CPROBE_DISK_READ_NS) ? c.read_ns : nil
        writes = has(.CPROBE_DISK_WRITES) ? c.writes : nil
        writesMerged = has(.CPROBE_DISK_WRITES_MERGED) ? c.writes_merged : nil
        writeBytes = has(.CPROBE_DISK_WRITE_BYTES) ? c.write_bytes : nil
        writeNs = has(.CPROBE_DISK_WRITE_NS) ? c.write_ns : nil
        inFlight = has(.CPROBE_DISK_IN_FLIGHT) ? c.in_flight : nil
        busyNs = has(.CPROBE_DISK_BUSY_NS) ? c.busy_ns : nil
        weightedNs = has(.CPROBE_DISK_WEIGHTED_NS) ? c.weighted_ns : nil
        discards = has(.CPROBE_DISK_DISCARDS) ? c.discards : nil
        discardsMerged = has(.CPROBE_DISK_DISCARDS_MERGED) ? c.discards_merged : nil
        discardBytes = has(.CPROBE_DISK_DISCARD_BYTES) ? c.discard_bytes : nil
        discardNs = has(.CPROBE_DISK_DISCARD_NS) ? c.discard_ns : nil
        flushes = has(.CPROBE_DISK_FLUSHES) ? c.flushes : nil
        flushNs = has(.CPROBE_DISK_FLUSH_NS) ? c.flush_ns : nil
    }
}

extension DiskDevice {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_disk_device>) {
        deviceMajor = Int(c.pointee.device_major)
        deviceMinor = Int(c.pointee.device_minor)
        name.set(c.pointee.name, c.pointee.name_length)
        isPartition = c.pointee.partition
        isStacked = c.pointee.stacked
        if c.pointee.has_mapped_name {
            var mapped = mappedName ?? KernelName()
            mapped.set(c.pointee.mapped_name, c.pointee.mapped_name_length)
            mappedName = mapped
        } else if mappedName != nil {
            mappedName = nil
        }
        counters.set(c.pointee.counters)
        failure.set(c.pointee.failure)
    }
}

extension Disk {
    /// Takes what C read: the section, and each device.
    mutating func set(_ c: borrowing cprobe_disk, _ items: UnsafeBufferPointer<cprobe_disk_device>)
    {
        monotonicNs = c.has_monotonic ? c.monotonic_ns : nil
        devices.resize(to: items.count, with: DiskDevice())
        for index in items.indices {
            devices[index].set(items.baseAddress! + index)
        }
        failures.set(c.failures)
    }
}

extension IO {
    /// Takes what C read: the total, and the devices, of which it keeps those that were counted.
    mutating func set(_ c: borrowing cprobe_io, _ items: UnsafeBufferPointer<cprobe_disk_device>) {
        var counted = 0
        for index in items.indices where !items[index].partition && !items[index].stacked {
            if counted == parts.count { parts.append(DiskCounters()) }
            parts[counted].set(items[index].counters)
            counted += 1
        }
        parts.resize(to: counted, with: DiskCounters())
        devices = Int(c.devices)
        deviceSet = c.device_set
        total.set(c.total)
        monotonicNs = c.has_monotonic ? c.monotonic_ns : nil
        failures.set(c.failures)
    }
}
