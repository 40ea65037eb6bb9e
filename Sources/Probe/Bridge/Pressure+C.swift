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
        setStalls(
            fields, cpu: c.pointee.cpu, memory: c.pointee.memory, io: c.pointee.io,
            irq: c.pointee.irq)
        monotonicNs = number(
            c.pointee.monotonic_ns,
            cprobe_has(fields, cprobe_pressure_field.CPROBE_PRESSURE_MONOTONIC.rawValue))
        failures.set(c.pointee.failures)
    }

    /// Copies the four resources. `fields`: bits by cprobe_pressure_field.
    mutating func setStalls(
        _ fields: cprobe_presence, cpu: cprobe_stalls, memory: cprobe_stalls, io: cprobe_stalls,
        irq: cprobe_stalls
    ) {
        func has(_ field: cprobe_pressure_field) -> Bool { cprobe_has(fields, field.rawValue) }
        self.cpu.set(
            cpu, hasSome: has(.CPROBE_PRESSURE_CPU_SOME), hasFull: has(.CPROBE_PRESSURE_CPU_FULL))
        self.memory.set(
            memory, hasSome: has(.CPROBE_PRESSURE_MEMORY_SOME),
            hasFull: has(.CPROBE_PRESSURE_MEMORY_FULL))
        self.io.set(
            io, hasSome: has(.CPROBE_PRESSURE_IO_SOME), hasFull: has(.CPROBE_PRESSURE_IO_FULL))
        self.irq.set(
            irq, hasSome: has(.CPROBE_PRESSURE_IRQ_SOME), hasFull: has(.CPROBE_PRESSURE_IRQ_FULL))
    }
}
