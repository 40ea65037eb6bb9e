import Probe

/// The last numbers of something, the newest of which a graph shows.
struct Ring {
    private var values: [Double]
    private var next = 0
    private(set) var count = 0

    /// As many as the widest graph has columns.
    init(capacity: Int = 256) {
        values = Array(repeating: 0, count: max(1, capacity))
    }

    /// Adds a number; nil is a gap.
    mutating func add(_ value: Double?) {
        values[next] = value ?? Double.nan
        next = (next + 1) % values.count
        count = min(count + 1, values.count)
    }

    /// The number that many steps ago, 0 for the newest; nil for a gap and before the first.
    subscript(ago: Int) -> Double? {
        guard ago >= 0, ago < count else { return nil }
        let value = values[(next - 1 - ago + values.count) % values.count]
        return value.isNaN ? nil : value
    }

    /// The greatest of the newest numbers; nil if none is known.
    func most(ofNewest number: Int) -> Double? {
        var most: Double?
        for ago in 0..<max(0, min(number, count)) {
            if let value = self[ago], value > most ?? -Double.infinity { most = value }
        }
        return most
    }
}

/// The numbers of the graphs.
struct WatchHistory {
    private(set) var cpu = Ring()
    private(set) var memory = Ring()
    private(set) var cpuPressure = Ring()
    private(set) var memoryPressure = Ring()
    private(set) var ioPressure = Ring()
    private(set) var read = Ring()
    private(set) var written = Ring()
    private(set) var received = Ring()
    private(set) var sent = Ring()
    private(set) var throttled = Ring()

    /// Adds the numbers of a sample and its rates.
    mutating func add(_ sample: borrowing Sample, _ rates: borrowing Rates) {
        cpu.add(rates.cpu.usagePercent)
        memory.add(sample.memory.value?.usagePercent)
        cpuPressure.add(rates.pressure.cpuSomePercent)
        memoryPressure.add(rates.pressure.memorySomePercent)
        ioPressure.add(rates.pressure.ioSomePercent)
        read.add(rates.io.total.readBytesPerSecond)
        written.add(rates.io.total.writeBytesPerSecond)
        received.add(rates.network.total.rxBytesPerSecond)
        sent.add(rates.network.total.txBytesPerSecond)
        throttled.add(rates.quota.throttledPercent)
    }
}
