internal import CProbe

extension Pressure.Stall {
    /// Nil if the total exceeds an `Int64`.
    init?(_ c: cprobe_stall) {
        guard number(c.total_ns) != nil else { return nil }
        withUnsafePointer(to: c) { setFields($0) }
    }
}

extension Pressure.Stalls {
    /// Copies from the C struct what was present.
    mutating func set(_ c: cprobe_stalls, hasSome: Bool, hasFull: Bool) {
        some = hasSome ? Pressure.Stall(c.some) : nil
        full = hasFull ? Pressure.Stall(c.full) : nil
    }
}

extension Pressure {
    /// Copies from the C struct.
    mutating func set(_ c: UnsafePointer<cprobe_pressure>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_pressure_field) -> Bool { cprobe_has(fields, field.rawValue) }
        cpu.set(
            c.pointee.cpu, hasSome: has(.CPROBE_PRESSURE_CPU_SOME),
            hasFull: has(.CPROBE_PRESSURE_CPU_FULL))
        memory.set(
            c.pointee.memory, hasSome: has(.CPROBE_PRESSURE_MEMORY_SOME),
            hasFull: has(.CPROBE_PRESSURE_MEMORY_FULL))
        io.set(
            c.pointee.io, hasSome: has(.CPROBE_PRESSURE_IO_SOME),
            hasFull: has(.CPROBE_PRESSURE_IO_FULL))
        irq.set(
            c.pointee.irq, hasSome: has(.CPROBE_PRESSURE_IRQ_SOME),
            hasFull: has(.CPROBE_PRESSURE_IRQ_FULL))
        monotonicNs = number(c.pointee.monotonic_ns, has(.CPROBE_PRESSURE_MONOTONIC))
        failures.set(c.pointee.failures)
    }
}
