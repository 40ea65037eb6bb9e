import Probe

/// Batteries and chargers, energy zones, cooling devices and graphics processors.
extension SampleText {
    /// A line for the batteries of the machine, those that are nearly empty first.
    func addBatteries(to page: inout Page) {
        guard !batteries.isEmpty else { return }
        let low = batteries.filter(Self.isLow)
        let items = (low + batteries.filter { !Self.isLow($0) }).map { battery in
            let name = batteries.count > 1 ? " (\(safe(battery.name.description)))" : ""
            return Self.summary(of: battery) + name
        }
        page.line("battery", beginning(of: items, page.bodyWidth), isAlarm: !low.isEmpty)
    }

    /// A line for the graphics processors that are awake and whose drivers report something.
    func addGPUs(to page: inout Page) {
        guard !sections.contains(.gpu) else { return }
        var items: [String] = []
        for device in sample.gpu.value?.devices ?? [] where !device.isAsleep {
            let rates = rates?.gpu.devices.first { $0.name == device.name }
            let parts = Self.parts(of: device, rates)
            guard !parts.isEmpty else { continue }
            let name = device.driver ?? device.name
            items.append((parts + [safe(name.description)]).joined(separator: ", "))
        }
        if !items.isEmpty { page.line("gpu", beginning(of: items, page.bodyWidth)) }
    }

    /// Whether a battery is nearly empty, and getting emptier.
    static func isLow(_ battery: Power.Supply) -> Bool {
        battery.status == .discharging && (battery.capacityPercent ?? 100) <= 10
    }

    /// "63%, discharging at 9.8 W, 3:04 left".
    static func summary(of supply: Power.Supply) -> String {
        let watts = supply.powerMicrowatts.flatMap {
            $0 == 0 ? nil : " at \(Self.watts(Double($0.magnitude) / 1e6))"
        }
        let left =
            supply.status == .charging
            ? supply.timeToFullNs.map { "full in \(duration($0))" }
            : supply.status == .discharging
                ? supply.timeToEmptyNs.map { "\(duration($0)) left" } : nil
        let parts = [
            supply.capacityPercent.map { percent($0) },
            supply.status.map { word($0) + (watts ?? "") },
            left,
        ].compactMap { $0 }
        return parts.isEmpty ? "charge unknown" : parts.joined(separator: ", ")
    }

    private static func word(_ status: Power.Status) -> String {
        switch status {
        case .charging: "charging"
        case .discharging: "discharging"
        case .notCharging: "not charging"
        case .full: "full"
        }
    }

    private static func watts(_ value: Double) -> String { "\(decimal(value)) W" }

    private static func name(_ name: KernelName?) -> String {
        name.map { safe($0.description) } ?? "-"
    }

    func add(_ power: Power, to page: inout Page) {
        var table = Table([Column(least: 8), Column(rank: 2), Column(), Column(rank: 1, least: 12)])
        for supply in power.supplies { add(supply, to: &table) }
        for zone in power.zones { add(zone, to: &table) }
        let active = power.coolingDevices.filter { ($0.state ?? 0) > 0 || $0.failure != nil }
        for device in active {
            let state = device.state.map { state in
                "level \(state)" + (device.maxState.map { " of \($0)" } ?? "")
            }
            table.add(
                Self.name(device.name), Self.name(device.type), state ?? "-",
                device.failure.map { "not known: \(safe("\($0)"))" } ?? "cooling")
        }
        let alarms =
            power.supplies.map(Self.isLow) + power.zones.map { _ in false }
            + active.map { $0.failure != nil }
        if !alarms.isEmpty { page.rows("power", table, isAlarm: alarms) }
        let idle = power.coolingDevices.count - active.count
        if idle > 0 {
            page.line(alarms.isEmpty ? "power" : "", "\(counted(idle, "cooling device")) idle")
        } else if alarms.isEmpty {
            page.line("power", "no battery, charger, energy counter or cooling device")
        }
    }

    private func add(_ supply: Power.Supply, to table: inout Table) {
        let kind = supply.scope == .device ? "of a device" : (supply.type?.rawValue ?? "-")
        let isCharger = supply.type != .battery && supply.capacityPercent == nil
        let state =
            supply.isPresent == false
            ? "not in its slot"
            : isCharger
                ? supply.isOnline.map { $0 ? "online" : "offline" } ?? "state unknown"
                : Self.summary(of: supply)
        let model = [supply.manufacturer, supply.model].compactMap { $0 }
            .map { safe($0.description) }.joined(separator: " ")
        let details = [
            supply.healthPercent.map { "health \(percent($0))" },
            supply.cycles.flatMap { $0 > 0 ? "\($0) cycles" : nil },
            supply.voltageMicrovolts.map { "\(decimal(Double($0) / 1e6, 2)) V" },
            supply.technology.map { safe($0.description) }, model.isEmpty ? nil : model,
            supply.failure.map { "not known: \(safe("\($0)"))" },
        ].compactMap { $0 }
        table.add(Self.name(supply.name), kind, state, details.joined(separator: ", "))
    }

    private func add(_ zone: Power.EnergyZone, to table: inout Table) {
        let rate = rates?.power.zones.first { $0.name == zone.name }?.powerWatts
        table.add(
            Self.name(zone.name), Self.name(zone.label),
            rate.map(Self.watts)
                ?? zone.energyMicrojoules.map { "\(decimal(Double($0) / 1e6, 0)) J" } ?? "-",
            zone.failure.map { "not known: \(safe("\($0)"))" } ?? "")
    }

    func add(_ gpu: GPU, to page: inout Page) {
        var table = Table([Column(least: 6), Column(rank: 1), Column(least: 12)])
        for device in gpu.devices {
            let rates = rates?.gpu.devices.first { $0.name == device.name }
            let parts = Self.parts(of: device, rates)
            let state = parts.isEmpty ? ["its driver reports nothing"] : parts
            table.add(
                Self.name(device.name), Self.name(device.driver), state.joined(separator: ", "))
        }
        if gpu.devices.isEmpty {
            page.line("gpu", "no graphics processor")
        } else {
            page.rows("gpu", table)
        }
    }

    /// "12.0% busy", "1.1 GiB of 16 GiB", "800 MHz", "18.0 W".
    static func parts(of device: GPU.Device, _ rates: GPUDeviceRates?) -> [String] {
        let watts = device.powerMicrowatts.map { Double($0) / 1e6 } ?? rates?.powerWatts
        let memory = device.vramUsedBytes.map { used in
            bytes(used) + (device.vramTotalBytes.map { " of \(bytes($0))" } ?? "")
        }
        let megahertz = device.clockHz.map { hz in
            "\(hz / 1_000_000)" + (device.clockMaxHz.map { " of \($0 / 1_000_000)" } ?? "") + " MHz"
        }
        return [
            device.isAsleep ? device.runtimeStatus.map { safe($0.description) } : nil,
            device.busyPercent.map { "\(percent($0)) busy" },
            rates?.idlePercent.map { "\(percent($0)) idle" }, memory, megahertz,
            watts.map(Self.watts),
            device.failure.map { "not known: \(safe("\($0)"))" },
        ].compactMap { $0 }
    }
}
