internal import CProbe

extension Memory {
    /// Copies from the C struct.
    mutating func set(_ c: UnsafePointer<cprobe_memory>) {
        setFields(c)
        failures.set(c.pointee.failures)
    }
}
