extension Sample {
    /// Gives every section the same time by the monotonic clock, which a captured root does not tell:
    /// for what this package measures of rates between two samples of one.
    package mutating func setClock(_ monotonicNs: UInt64) {
        set(&cpu) { $0.monotonicNs = monotonicNs }
        set(&memory) { $0.monotonicNs = monotonicNs }
        set(&disk) { $0.monotonicNs = monotonicNs }
        set(&network) { $0.monotonicNs = monotonicNs }
        set(&io) { $0.monotonicNs = monotonicNs }
        set(&pressure) { $0.monotonicNs = monotonicNs }
        set(&process) { $0.monotonicNs = monotonicNs }
    }

    private func set<Value>(_ reading: inout Reading<Value>, _ change: (inout Value) -> Void) {
        guard case .value(var value) = reading else { return }
        change(&value)
        reading = .value(value)
    }
}
