internal import CProbe

extension Quota {
    /// Takes the details that C read.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_quota_details>, _ quota: UnsafePointer<cprobe_quota>
    ) {
        func limit(_ c: cprobe_limit) -> Limit<Int64> {
            var limit = Limit<Int64>.unlimited
            limit.set(c, quota)
            return limit
        }
        clearDetails()
        if c.pointee.has_memory {
            memory.swapHigh = limit(c.pointee.swap_high)
            memory.zswap = limit(c.pointee.zswap)
        }
        pids.eventsMax = number(c.pointee.pids_events_max, c.pointee.has_pids_events_max)
        withItems(&c.pointee.huge) { (items: UnsafePointer<cprobe_huge_details>) in
            for index in 0..<min(Int(c.pointee.huge_count), hugetlb.sizes.count) {
                let huge = items + index
                if huge.pointee.has_reserved_limit {
                    hugetlb.sizes[index].reservedLimit = limit(huge.pointee.reserved_limit)
                }
                hugetlb.sizes[index].reservedBytes = number(
                    huge.pointee.reserved_bytes, huge.pointee.has_reserved)
                hugetlb.sizes[index].eventsMax = number(
                    huge.pointee.events_max, huge.pointee.has_events_max)
            }
        }
        withItems(&c.pointee.resources) { (items: UnsafePointer<cprobe_quota_resource>) in
            resources = (0..<Int(c.pointee.resource_count)).map { index in
                let item = items + index
                var resource = Resource()
                switch item.pointee.kind {
                case .CPROBE_QUOTA_RESOURCE_RDMA: resource.controller = .rdma
                case .CPROBE_QUOTA_RESOURCE_MISC: resource.controller = .misc
                }
                let length = Int(item.pointee.name_length)
                resource.name = KernelName(
                    bytes: withUnsafeBytes(of: item.pointee.name) { [UInt8]($0.prefix(length)) })
                resource.limit = limit(item.pointee.limit)
                resource.current = number(item.pointee.current, item.pointee.has_current)
                resource.eventsMax = number(item.pointee.events_max, item.pointee.has_events_max)
                return resource
            }
        }
        var further: [ProbeError] = []
        further.set(c.pointee.failures)
        failures += further
    }

    /// Removes the details of an earlier reading.
    mutating func clearDetails() {
        (memory.swapHigh, memory.zswap, pids.eventsMax, resources) = (nil, nil, nil, nil)
        for index in hugetlb.sizes.indices {
            hugetlb.sizes[index].reservedLimit = nil
            hugetlb.sizes[index].reservedBytes = nil
            hugetlb.sizes[index].eventsMax = nil
        }
    }
}

/// Passes the first item of an array, in place in its struct.
private func withItems<Item>(_ array: UnsafeRawPointer, _ body: (UnsafePointer<Item>) -> Void) {
    body(array.assumingMemoryBound(to: Item.self))
}
