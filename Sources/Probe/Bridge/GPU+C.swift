internal import CProbe

extension GPU.Device {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_gpu>) {
        setFields(c)
        name.set(c.pointee.name)
        driver.set(c.pointee.driver)
        busAddress.set(c.pointee.bus_address)
        runtimeStatus.set(c.pointee.runtime_status)
        failure.set(c.pointee.failure)
    }
}

extension Collector {
    mutating func read(into gpu: inout GPU) throws(ProbeError) {
        while true {
            var c = cprobe_gpus()
            var count = 0
            var failure = cprobe_failure()
            let items = gpuItems.buffer
            guard
                cprobe_gpus_read(storage, &c, items.baseAddress, items.count, &count, &failure)
                    == .CPROBE_OK
            else { throw ProbeError(failure) }
            if gpuItems.grow(to: count) { continue }
            gpu.devices.resize(to: count, with: GPU.Device())
            for index in 0..<count { gpu.devices[index].set(items.baseAddress! + index) }
            gpu.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            gpu.failures.set(c.failures)
            return
        }
    }
}
