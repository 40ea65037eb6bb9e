internal import CProbe

extension KernelName {
    /// Copies a name from a C array.
    mutating func set<Array>(_ array: borrowing Array, _ length: UInt32) {
        Swift.withUnsafeBytes(of: array) { raw in
            set(UnsafeRawBufferPointer(start: raw.baseAddress, count: Int(length)))
        }
    }

    /// The same, in place, without a copy of the array.
    @inline(__always)
    mutating func set(_ array: UnsafeRawPointer, _ length: UInt32) {
        set(UnsafeRawBufferPointer(start: array, count: Int(length)))
    }
}

extension Optional<ProbeError> {
    /// Copies the failure of an item; nil if nothing failed.
    @inline(__always)
    mutating func set(_ failure: borrowing cprobe_failure) {
        if failure.code != .CPROBE_OK {
            self = ProbeError(failure)
        } else if self != nil {
            self = nil
        }
    }
}

extension DiskDevice {
    /// Copies from the C struct.
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
        counters.setFields(&c.pointee.counters)
        failure.set(c.pointee.failure)
    }
}

extension Disk {
    /// Copies the section and each device from the C structs.
    mutating func set(
        _ c: UnsafePointer<cprobe_disk>,
        _ items: UnsafeMutableBufferPointer<cprobe_disk_device>
    ) {
        monotonicNs = number(c.pointee.monotonic_ns, c.pointee.has_monotonic)
        devices.set(items, with: DiskDevice()) { $0.set($1) }
        failures.set(c.pointee.failures)
    }
}

extension IO {
    /// Copies the total, and the counters of the devices that are part of it.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_io>,
        _ items: UnsafeMutableBufferPointer<cprobe_disk_device>
    ) {
        var counted = 0
        for index in items.indices where !items[index].partition && !items[index].stacked {
            if counted == parts.count { parts.append(DiskCounters()) }
            parts[counted].setFields(&(items.baseAddress! + index).pointee.counters)
            counted += 1
        }
        parts.resize(to: counted, with: DiskCounters())
        devices = Int(c.pointee.devices)
        deviceSet = c.pointee.device_set
        total.setFields(&c.pointee.total)
        monotonicNs = number(c.pointee.monotonic_ns, c.pointee.has_monotonic)
        failures.set(c.pointee.failures)
    }
}
