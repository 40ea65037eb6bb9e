internal import CProbe

extension Swap.Device {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_swap_device>) {
        setFields(c)
        name.set(c.pointee.name_length != 0, c.pointee.name, c.pointee.name_length)
        switch c.pointee.type {
        case .CPROBE_SWAP_PARTITION: type = .partition
        case .CPROBE_SWAP_FILE: type = .file
        case .CPROBE_SWAP_OTHER: type = nil
        }
        failure.set(c.pointee.failure)
    }
}

extension Swap.Zram {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_zram>) {
        setFields(c)
        index = Int(c.pointee.index)
        algorithm.set(
            c.pointee.algorithm_length != 0, c.pointee.algorithm, c.pointee.algorithm_length)
        failure.set(c.pointee.failure)
    }
}

extension Collector {
    mutating func read(into swap: inout Swap) throws(ProbeError) {
        while true {
            var c = cprobe_swap()
            var lists = cprobe_swap_lists(
                devices: swapItems.buffer.baseAddress, device_capacity: swapItems.buffer.count,
                device_count: 0, zrams: zramItems.buffer.baseAddress,
                zram_capacity: zramItems.buffer.count, zram_count: 0)
            var failure = cprobe_failure()
            guard cprobe_swap_read(storage, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            let hasMoreDevices = swapItems.grow(to: lists.device_count)
            let hasMoreZram = zramItems.grow(to: lists.zram_count)
            if hasMoreDevices || hasMoreZram { continue }
            swap.devices.resize(to: lists.device_count, with: Swap.Device())
            for index in 0..<lists.device_count {
                swap.devices[index].set(swapItems.buffer.baseAddress! + index)
            }
            swap.zram.resize(to: lists.zram_count, with: Swap.Zram())
            for index in 0..<lists.zram_count {
                swap.zram[index].set(zramItems.buffer.baseAddress! + index)
            }
            swap.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            swap.failures.set(c.failures)
            return
        }
    }
}
