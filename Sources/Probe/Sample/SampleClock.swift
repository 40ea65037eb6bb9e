extension Sample {
    /// Sets the monotonic time of every section, which a captured root lacks: for benchmarks of rates
    /// between two samples of a captured root.
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
