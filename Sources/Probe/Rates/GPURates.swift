/// The rates of each graphics processor over a window.
public struct GPURates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The rates of each device of the later reading, in its order.
    public var devices: [GPUDeviceRates] = []

    /// Rates without devices.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: GPU, _ after: GPU) {
        let window = Probe.interval(before.monotonicNs, after.monotonicNs)
        intervalNs = window
        devices.resize(to: after.devices.count, with: GPUDeviceRates())
        var pairs = Pairs()
        for index in after.devices.indices {
            let device = after.devices[index]
            let old = pairs.partner(in: before.devices) { $0.name == device.name }
            devices[index].set(old.map { before.devices[$0] }, device, over: window)
        }
    }
}

/// The rates of one graphics processor over a window.
public struct GPUDeviceRates: Sendable, Hashable, Codable {
    /// The kernel's name: "card0".
    public var name = KernelName()
    /// The mean power in watts; nil if the driver does not count energy.
    public var powerWatts: Double?
    /// The share of the window in which the processor slept between jobs, in percent; nil if the
    /// driver does not count that time.
    public var idlePercent: Double?

    /// All values nil.
    public init() {}

    fileprivate mutating func set(
        _ before: GPU.Device?, _ after: GPU.Device, over window: Int64?
    ) {
        name = after.name
        powerWatts =
            perSecond(before?.energyMicrojoules, after.energyMicrojoules, over: window)
            .map { $0 / 1e6 }
        // The counter is in milliseconds, and can be ahead of a short window.
        idlePercent = perSecond(before?.idleNs, after.idleNs, over: window).map {
            min($0 / 1e7, 100)
        }
    }
}

extension GPUDeviceRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<GPUDeviceRates>] = [
        RateRow("power_watts", .watts, .window, "The mean power of the device.") {
            $0.powerWatts
        },
        RateRow(
            "idle_percent", .percent, .window,
            "The share of the window in which the processor slept between jobs."
        ) { $0.idlePercent },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
