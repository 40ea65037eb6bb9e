internal import CProbe

extension Interrupts.Line {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_interrupt>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
        description.set(
            c.pointee.description_length != 0, c.pointee.description, c.pointee.description_length)
    }
}

extension Collector {
    mutating func read(into interrupts: inout Interrupts) throws(ProbeError) {
        while true {
            var c = cprobe_interrupts()
            var lists = cprobe_interrupt_lists(
                lines: interruptItems.buffer.baseAddress,
                line_capacity: interruptItems.buffer.count, line_count: 0,
                cpus: cpuWorkItems.buffer.baseAddress, cpu_capacity: cpuWorkItems.buffer.count,
                cpu_count: 0)
            var failure = cprobe_failure()
            guard cprobe_interrupts_read(storage, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            let hasMoreLines = interruptItems.grow(to: lists.line_count)
            let hasMoreCPUs = cpuWorkItems.grow(to: lists.cpu_count)
            if hasMoreLines || hasMoreCPUs { continue }
            interrupts.lines.resize(to: lists.line_count, with: Interrupts.Line())
            for index in 0..<lists.line_count {
                interrupts.lines[index].set(interruptItems.buffer.baseAddress! + index)
            }
            interrupts.cpus.resize(to: lists.cpu_count, with: Interrupts.CPUWork())
            for index in 0..<lists.cpu_count {
                interrupts.cpus[index].setFields(cpuWorkItems.buffer.baseAddress! + index)
                interrupts.cpus[index].id = Int(cpuWorkItems.buffer[index].id)
            }
            interrupts.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            interrupts.failures.set(c.failures)
            return
        }
    }
}
