internal import CProbe

extension Memory {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_memory>) {
        setFields(c)
        failures.set(c.pointee.failures)
    }
}
