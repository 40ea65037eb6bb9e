internal import CProbe

extension MemoryDetails.Zone {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_memory_zone>) {
        setFields(c)
        node = Int(c.pointee.node)
        name.set(c.pointee.name, c.pointee.name_length)
        let count = Int(c.pointee.order_count)
        freeBlocks.resize(to: count, with: 0)
        withUnsafeBytes(of: c.pointee.free_blocks) { bytes in
            let numbers = bytes.bindMemory(to: UInt64.self)
            for index in 0..<count { freeBlocks[index] = Int64(numbers[index]) }
        }
    }
}

extension MemoryDetails.Slab {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_slab>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
    }
}

extension MemoryDetails.Counter {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_memory_counter>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
    }
}

/// The buffers of the section.
struct MemoryItems {
    var zones = Items<cprobe_memory_zone>(capacity: 16)
    var slabs = Items<cprobe_slab>(capacity: 512)
    var counters = Items<cprobe_memory_counter>(capacity: 256)

    var lists: cprobe_memory_lists {
        mutating get {
            cprobe_memory_lists(
                zones: zones.buffer.baseAddress, zone_capacity: zones.buffer.count, zone_count: 0,
                slabs: slabs.buffer.baseAddress, slab_capacity: slabs.buffer.count, slab_count: 0,
                counters: counters.buffer.baseAddress, counter_capacity: counters.buffer.count,
                counter_count: 0)
        }
    }

    /// Enlarges the lists that are too small. True if one was, and everything has to be read again.
    mutating func grow(to lists: cprobe_memory_lists) -> Bool {
        var hasGrown = zones.grow(to: lists.zone_count)
        hasGrown = slabs.grow(to: lists.slab_count) || hasGrown
        return counters.grow(to: lists.counter_count) || hasGrown
    }

    func deallocate() {
        zones.deallocate()
        slabs.deallocate()
        counters.deallocate()
    }
}

extension Collector {
    mutating func read(into details: inout MemoryDetails) throws(ProbeError) {
        while true {
            var c = cprobe_memory_details()
            var lists = memoryItems.lists
            var failure = cprobe_failure()
            guard cprobe_memory_details_read(storage, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            if memoryItems.grow(to: lists) { continue }
            details.zones.resize(to: lists.zone_count, with: MemoryDetails.Zone())
            for index in 0..<lists.zone_count {
                details.zones[index].set(lists.zones + index)
            }
            details.slabs.resize(to: lists.slab_count, with: MemoryDetails.Slab())
            for index in 0..<lists.slab_count {
                details.slabs[index].set(lists.slabs + index)
            }
            details.counters.resize(to: lists.counter_count, with: MemoryDetails.Counter())
            for index in 0..<lists.counter_count {
                details.counters[index].set(lists.counters + index)
            }
            details.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            details.failures.set(c.failures)
            return
        }
    }
}
