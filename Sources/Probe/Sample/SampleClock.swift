extension Sample {
    /// Gives every section the same time by the monotonic clock, which a captured root does not have:
    /// for what this package measures of rates between two samples of one.
    package mutating func setClock(_ monotonicNs: Int64) {
        set(&slots.cpu.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.memory.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.disk.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.network.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.io.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.pressure.reading) { $0.monotonicNs = monotonicNs }
        set(&slots.quota.reading) {
            $0.monotonicNs = monotonicNs
            $0.pressure?.monotonicNs = monotonicNs
        }
        set(&slots.process.reading) { $0.monotonicNs = monotonicNs }
    }

    private func set<Value>(_ reading: inout Sample.Reading<Value>, _ change: (inout Value) -> Void)
    {
        guard case .value(var value) = reading else { return }
        change(&value)
        reading = .value(value)
    }
}
