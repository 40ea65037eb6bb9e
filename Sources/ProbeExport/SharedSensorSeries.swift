import Probe

/// What node_exporter has of sensors and power supplies that is no number, or whose name depends on the device.
extension MetricsWriter {
    mutating func add(_ sensors: Sensors) {
        var chips: [Int] = []
        for temperature in sensors.temperatures where temperature.source != .thermal {
            guard let index = temperature.index else { continue }
            add(temperature.device, temperature.chip, &chips)
            add(temperature.device, "temp\(index)", temperature.label)
        }
        for fan in sensors.fans {
            add(fan.device, fan.chip, &chips)
            add(fan.device, "fan\(fan.index)", fan.label)
        }
        for voltage in sensors.voltages {
            add(voltage.device, voltage.chip, &chips)
            add(voltage.device, "in\(voltage.index)", voltage.label)
        }
        for current in sensors.currents {
            add(current.device, current.chip, &chips)
            add(current.device, "curr\(current.index)", current.label)
        }
        for power in sensors.powers {
            add(power.device, power.chip, &chips)
            add(power.device, "power\(power.index)", power.label)
        }
        for energy in sensors.energies {
            add(energy.device, energy.chip, &chips)
            add(energy.device, "energy\(energy.index)", energy.label)
        }
    }

    /// Adds the name of a chip, once.
    private mutating func add(_ device: Int, _ name: KernelName?, _ chips: inout [Int]) {
        guard let name, !chips.contains(device) else { return }
        chips.append(device)
        add(
            "node_hwmon_chip_names", "The name of each chip.", .integer(1),
            [("chip", KernelName("hwmon\(device)")), ("chip_name", name)])
    }

    /// Adds the label of a sensor, if it has one.
    private mutating func add(_ device: Int, _ sensor: String, _ label: KernelName?) {
        guard let label else { return }
        add(
            "node_hwmon_sensor_label", "The label of each sensor that has one.", .integer(1),
            [
                ("chip", KernelName("hwmon\(device)")), ("sensor", KernelName(sensor)),
                ("label", label),
            ])
    }

    mutating func add(_ power: Power) {
        for supply in power.supplies {
            if let isPresent = supply.isPresent {
                add(
                    "node_power_supply_present", "1 if the battery is present, 0 if not.",
                    .integer(isPresent ? 1 : 0), [("power_supply", supply.name)])
            }
            if let isOnline = supply.isOnline {
                add(
                    "node_power_supply_online", "1 if the charger supplies power, 0 if not.",
                    .integer(isOnline ? 1 : 0), [("power_supply", supply.name)])
            }
            add(
                "node_power_supply_info", "What the power supply is.", .integer(1),
                [
                    ("power_supply", supply.name), ("type", supply.type.map { word($0) }),
                    ("scope", supply.scope.map { $0 == .system ? "System" : "Device" }),
                    ("status", supply.status.map { word($0) }), ("health", supply.health),
                    ("capacity_level", supply.capacityLevel), ("technology", supply.technology),
                    ("manufacturer", supply.manufacturer), ("model_name", supply.model),
                ].filter { $0.value != nil })
        }
        addEnergy(of: power.zones)
    }

    // The kernel's words.
    private func word(_ type: Power.SupplyType) -> KernelName {
        switch type {
        case .battery: "Battery"
        case .ups: "UPS"
        case .mains: "Mains"
        case .usb: "USB"
        case .wireless: "Wireless"
        }
    }

    private func word(_ status: Power.Status) -> KernelName {
        switch status {
        case .charging: "Charging"
        case .discharging: "Discharging"
        case .notCharging: "Not charging"
        case .full: "Full"
        }
    }

    /// The label of a RAPL zone is part of the metric's name, and its number the label `index`: "package-1" is
    /// `node_rapl_package_joules_total{index="1"}`. Zones without a number are counted.
    private mutating func addEnergy(of zones: [Power.EnergyZone]) {
        var counts: [[UInt8]: Int] = [:]
        for zone in zones {
            guard let energy = zone.energyMicrojoules, let label = zone.label?.bytes else {
                continue
            }
            var base = label
            var index = 0
            let dashes = label.indices.filter { label[$0] == UInt8(ascii: "-") }
            let digits = dashes.first.map { label[($0 + 1)...] } ?? []
            if dashes.count == 1, let dash = dashes.first, !digits.isEmpty, digits.count < 10,
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            {
                base = Array(label[..<dash])
                index = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            } else {
                index = counts[label] ?? 0
                counts[label] = index + 1
            }
            var name: [UInt8] = []
            name.add("node_rapl_")
            for byte in base {
                let isPlain =
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                name.append(isPlain ? byte : UInt8(ascii: "_"))
            }
            name.add("_joules_total")
            var path = Array("/sys/class/powercap/".utf8)
            path += zone.name.bytes
            add(
                family(name, .counter, "The energy that a RAPL zone used, in joules."),
                .integer(energy), scale: Scale(places: 6),
                [("index", KernelName("\(index)")), ("path", KernelName(bytes: path))])
        }
    }
}
