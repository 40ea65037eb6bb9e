extension Diagnosis.Evidence {
    /// Batteries of the machine that are nearly empty while they supply it.
    func powerFindings() -> [Finding] {
        let batteries = batteries.filter { $0.isSystemBattery && $0.capacityPercent != nil }
        let supplying = batteries.filter { $0.status == .discharging }
        // A machine with two batteries empties one after the other.
        guard !supplying.isEmpty, !batteries.contains(where: { $0.status == .charging }),
            let fullest = batteries.max(by: {
                ($0.capacityPercent ?? 0) < ($1.capacityPercent ?? 0)
            }), let percent = fullest.capacityPercent,
            let severity = thresholds.batteryPercent.severity(below: percent)
        else { return [] }
        return [
            Finding(
                resource: .power, kind: .batteryLow, severity: severity,
                title: "battery low (\(decimal(percent, 0))%)",
                details: batteries.map(Self.detail),
                measured: thresholds.batteryPercent.measured(below: percent, .percent),
                device: fullest.name)
        ]
    }

    private static func detail(_ battery: Power.Supply) -> String {
        let percent = decimal(battery.capacityPercent ?? 0, 0)
        let charge = "\(battery.name) has \(percent)% of its charge"
        guard battery.status == .discharging else { return "\(charge)." }
        let power = battery.powerMicrowatts.flatMap {
            $0 == 0 ? nil : " and supplies \(decimal(Double($0.magnitude) / 1e6)) W"
        }
        let left = battery.timeToEmptyNs.map {
            ": enough for \(counted($0 / 60_000_000_000, "minute"))"
        }
        return "\(charge)\(power ?? " and supplies the machine")\(left ?? "")."
    }
}
