/// The power of each energy zone over a window.
public struct PowerRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The power of each zone of the later reading, in its order.
    public var zones: [EnergyZoneRates] = []

    /// Rates without zones.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Power, _ after: Power) {
        let window = Probe.interval(before.monotonicNs, after.monotonicNs)
        intervalNs = window
        zones.resize(to: after.zones.count, with: EnergyZoneRates())
        var pairs = Pairs()
        for index in after.zones.indices {
            let zone = after.zones[index]
            let old = pairs.partner(in: before.zones) { $0.name == zone.name }
            zones[index].set(old.map { before.zones[$0] }, zone, over: window)
        }
    }
}

/// The power of one energy zone over a window.
public struct EnergyZoneRates: Sendable, Hashable, Codable {
    /// The kernel's name of the zone: "intel-rapl:0".
    public var name = KernelName()
    /// What the zone is: "package-0".
    public var label: KernelName?
    /// The mean power in watts; nil if the energy is unknown. A counter that started again at 0 once
    /// within the window is counted correctly.
    public var powerWatts: Double?

    /// All values nil.
    public init() {}

    fileprivate mutating func set(
        _ before: Power.EnergyZone?, _ after: Power.EnergyZone, over window: Int64?
    ) {
        name = after.name
        label = after.label
        let used = Self.used(before?.energyMicrojoules, after)
        powerWatts = perSecond(used.map { _ in 0 }, used, over: window).map { $0 / 1e6 }
    }

    /// The energy used between two readings.
    private static func used(_ before: Int64?, _ after: Power.EnergyZone) -> Int64? {
        guard let before, let now = after.energyMicrojoules, before >= 0, now >= 0 else {
            return nil
        }
        if now >= before { return now - before }
        guard let range = after.energyRangeMicrojoules, range >= before else { return nil }
        return sum(range - before, now)
    }
}

extension EnergyZoneRates {
    /// A row for each rate, in the order of the JSON.
    static let rows: [RateRow<EnergyZoneRates>] = [
        RateRow("power_watts", .watts, .window, "The mean power of the zone.") { $0.powerWatts }
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
