/// The share of the window in which tasks were stalled, in percent: 0 to 100. A share is nil if the
/// kernel does not report the total, or if the total stepped back.
public struct PressureRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// At least one task waited for a CPU.
    public var cpuSomePercent: Double?
    /// All non-idle tasks waited for a CPU.
    public var cpuFullPercent: Double?
    /// At least one task waited for memory.
    public var memorySomePercent: Double?
    /// All non-idle tasks waited for memory.
    public var memoryFullPercent: Double?
    /// At least one task waited for a disk.
    public var ioSomePercent: Double?
    /// All non-idle tasks waited for a disk.
    public var ioFullPercent: Double?
    /// Interrupts kept all tasks from running.
    public var irqFullPercent: Double?

    /// All values nil.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Pressure, _ after: Pressure) {
        set(before, after, over: Probe.interval(before.monotonicNs, after.monotonicNs))
    }

    /// Computes all rates from two readings and the window between them.
    mutating func set(_ before: Pressure, _ after: Pressure, over window: Int64?) {
        // Kernels before 5.2 update the total every two seconds, so the change of the total can
        // exceed a short window: such an excess counts as 100 percent. A larger excess is invalid.
        func share(_ before: Pressure.Stall?, _ after: Pressure.Stall?) -> Double? {
            guard let window, let lost = change(before?.totalNs, after?.totalNs),
                lost / 2 <= window / 2 + 1_250_000_000
            else { return nil }
            return min(Double(lost) * 100 / Double(window), 100)
        }
        intervalNs = window
        cpuSomePercent = share(before.cpu.some, after.cpu.some)
        cpuFullPercent = share(before.cpu.full, after.cpu.full)
        memorySomePercent = share(before.memory.some, after.memory.some)
        memoryFullPercent = share(before.memory.full, after.memory.full)
        ioSomePercent = share(before.io.some, after.io.some)
        ioFullPercent = share(before.io.full, after.io.full)
        irqFullPercent = share(before.irq.full, after.irq.full)
    }
}

extension PressureRates {
    /// A row for each rate, in the order of the JSON.
    private static let plainRows: [RateRow<PressureRates>] = [
        RateRow(
            "cpu_some_percent", .percent, .window,
            "Time in which at least one task waited for a CPU."
        ) {
            $0.cpuSomePercent
        },
        RateRow(
            "cpu_full_percent", .percent, .window,
            "Time in which all non-idle tasks waited for a CPU."
        ) { $0.cpuFullPercent },
        RateRow(
            "memory_some_percent", .percent, .window,
            "Time in which at least one task waited for memory."
        ) {
            $0.memorySomePercent
        },
        RateRow(
            "memory_full_percent", .percent, .window,
            "Time in which all non-idle tasks waited for memory."
        ) { $0.memoryFullPercent },
        RateRow(
            "io_some_percent", .percent, .window,
            "Time in which at least one task waited for a disk."
        ) {
            $0.ioSomePercent
        },
        RateRow(
            "io_full_percent", .percent, .window,
            "Time in which all non-idle tasks waited for a disk."
        ) { $0.ioFullPercent },
        RateRow(
            "irq_full_percent", .percent, .window,
            "Time in which interrupts kept all tasks from running."
        ) {
            $0.irqFullPercent
        },
    ]

    /// The rows with the prefix "pressure_", as in the section "quota".
    static let rows = plainRows.map { $0.prefixed(by: "pressure_") }

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
