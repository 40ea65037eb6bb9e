import Probe

/// The temperatures, hottest first, the fans, the other sensors of chips, and thermal throttling of the
/// CPUs.
extension SampleText {
    func add(_ sensors: Sensors, to page: inout Page) {
        func heat(_ each: Sensors.Temperature) -> Int64 { each.currentMillicelsius ?? .min }
        // Equal temperatures remain in the kernel's order.
        let temperatures = sensors.temperatures.enumerated().sorted {
            (heat($0.element), $1.offset) > (heat($1.element), $0.offset)
        }.map { $0.element }
        var table = Table([
            Column(rank: 1, least: 6), Column(least: 8), Column(), Column(rank: 2, least: 12),
        ])
        for each in temperatures { row(each, in: &table) }
        for each in sensors.fans { row(each, in: &table) }
        var alarms = temperatures.map(Self.isNearLimit) + sensors.fans.map(Self.isInTrouble)
        for each in sensors.voltages {
            row(
                each.chip, each.deviceName, each.label ?? KernelName("in\(each.index)"),
                ("V", 1e6), each.currentMicrovolts ?? each.averageMicrovolts,
                [
                    ("min", each.minMicrovolts), ("max", each.maxMicrovolts),
                    ("crit", each.critMicrovolts),
                ], each.isAlarm, each.isFault, each.failure, in: &table, &alarms)
        }
        for each in sensors.currents {
            row(
                each.chip, each.deviceName, each.label ?? KernelName("curr\(each.index)"),
                ("A", 1e6), each.currentMicroamperes ?? each.averageMicroamperes,
                [
                    ("min", each.minMicroamperes), ("max", each.maxMicroamperes),
                    ("crit", each.critMicroamperes),
                ], each.isAlarm, each.isFault, each.failure, in: &table, &alarms)
        }
        for each in sensors.powers {
            row(
                each.chip, each.deviceName, each.label ?? KernelName("power\(each.index)"),
                ("W", 1e6), each.currentMicrowatts ?? each.averageMicrowatts,
                [
                    ("max", each.maxMicrowatts), ("crit", each.critMicrowatts),
                    ("cap", each.capMicrowatts),
                ], each.isAlarm, each.isFault, each.failure, in: &table, &alarms)
        }
        for each in sensors.energies {
            row(
                each.chip, each.deviceName, each.label ?? KernelName("energy\(each.index)"),
                ("J", 1e6), each.energyMicrojoules, [], each.isAlarm, each.isFault, each.failure,
                in: &table, &alarms)
        }
        for each in sensors.humidities {
            row(
                each.chip, each.deviceName, each.label ?? KernelName("humidity\(each.index)"),
                ("%", 1000), each.currentMillipercent,
                [("min", each.minMillipercent), ("max", each.maxMillipercent)], each.isAlarm,
                each.isFault, each.failure, in: &table, &alarms)
        }
        page.rows(alarms.isEmpty ? "" : "sensors", table, isAlarm: alarms)
        if alarms.isEmpty {
            page.line(
                "sensors",
                sensors.failures.isEmpty
                    ? "no sensors: no driver reports one"
                    : "no sensor was found")
        }
        if let throttled = Self.throttled(sensors.throttling) {
            page.line("", throttled)
        }
        if let speed = sensors.frequencies.flatMap(Self.speed) {
            page.line("", speed)
        }
    }

    private func row(_ temperature: Sensors.Temperature, in table: inout Table) {
        let place =
            temperature.source == .thermal
            ? "thermal_zone\(temperature.device)"
            : "temp\(temperature.index ?? 0)"
        let limits: [(String, Int64?)] = [
            ("fan on at", temperature.activeMillicelsius),
            ("slowed at", temperature.passiveMillicelsius), ("max", temperature.maxMillicelsius),
            ("hot", temperature.hotMillicelsius), ("crit", temperature.critMillicelsius),
            ("highest", temperature.highestMillicelsius),
        ]
        let known = limits.compactMap { name, limit in
            limit.flatMap { Self.isPlausible($0) ? "\(name) \(Self.degrees($0))" : nil }
        }
        table.add(
            Self.name(temperature.chip, temperature.deviceName),
            Self.name(temperature.label ?? KernelName(place)),
            temperature.currentMillicelsius.map { right("\(Self.degrees($0)) °C", 9) }
                ?? right("-", 9),
            Self.remarks(
                known, temperature.isAlarm, temperature.isFault, temperature.failure))
    }

    private func row(_ fan: Sensors.Fan, in table: inout Table) {
        let limits = [("min", fan.minRpm), ("max", fan.maxRpm), ("target", fan.targetRpm)]
        let known = limits.compactMap { name, limit in
            limit.flatMap { $0 > 0 ? "\(name) \($0)" : nil }
        }
        table.add(
            Self.name(fan.chip, fan.deviceName),
            Self.name(fan.label ?? KernelName("fan\(fan.index)")),
            fan.currentRpm.map { right("\($0) rpm", 9) } ?? right("-", 9),
            Self.remarks(known, fan.isAlarm, fan.isFault, fan.failure))
    }

    /// A sensor whose numbers have this unit, of which each is so many of the unit of the number.
    private func row(
        _ chip: KernelName?, _ device: KernelName?, _ label: KernelName,
        _ unit: (name: String, factor: Double), _ value: Int64?, _ limits: [(String, Int64?)],
        _ isAlarm: Bool?, _ isFault: Bool?, _ failure: ProbeError?, in table: inout Table,
        _ alarms: inout [Bool]
    ) {
        func text(_ number: Int64) -> String { decimal(Double(number) / unit.factor, 2) }
        let known = limits.compactMap { name, limit in
            limit.flatMap { $0 != 0 ? "\(name) \(text($0))" : nil }
        }
        table.add(
            Self.name(chip, device), Self.name(label),
            right(value.map { "\(text($0)) \(unit.name)" } ?? "-", 9),
            Self.remarks(known, isAlarm, isFault, failure))
        alarms.append(isAlarm == true || isFault == true || value == nil)
    }

    private static func name(_ name: KernelName?) -> String {
        name.map { safe($0.description) } ?? "-"
    }

    /// "coretemp", "nvme (nvme0)".
    private static func name(_ chip: KernelName?, _ device: KernelName?) -> String {
        let device = Sensors.shownDevice(device, of: chip).map { " (\(safe($0.description)))" }
        return name(chip) + (device ?? "")
    }

    private static func remarks(
        _ limits: [String], _ isAlarm: Bool?, _ isFault: Bool?, _ failure: ProbeError?
    ) -> String {
        let all =
            (isFault == true ? ["FAULT"] : []) + (isAlarm == true ? ["ALARM"] : []) + limits
            + (failure.map { ["not known: \(safe("\($0)"))"] } ?? [])
        return all.joined(separator: ", ")
    }

    /// Degrees Celsius with one digit.
    private static func degrees(_ millicelsius: Int64) -> String {
        decimal(Double(millicelsius) / 1000)
    }

    /// Whether a limit is plausible: limits that were never configured are 0 or 65,261 degrees.
    private static func isPlausible(_ limit: Int64) -> Bool {
        (1...200_000).contains(limit)
    }

    /// Whether a temperature is within five degrees of its lowest upper limit, or the chip reports
    /// an alarm or a fault.
    static func isNearLimit(_ temperature: Sensors.Temperature) -> Bool {
        if temperature.isAlarm == true || temperature.isFault == true { return true }
        let limits = [
            temperature.maxMillicelsius, temperature.critMillicelsius, temperature.hotMillicelsius,
            temperature.emergencyMillicelsius, temperature.passiveMillicelsius,
        ].compactMap { $0 }.filter(isPlausible)
        guard let limit = limits.min(), let current = temperature.currentMillicelsius else {
            return temperature.currentMillicelsius == nil
        }
        return current >= limit - 5000
    }

    /// Whether a fan is too slow or without a reading, or the chip reports an alarm or a fault.
    static func isInTrouble(_ fan: Sensors.Fan) -> Bool {
        guard fan.isAlarm != true, fan.isFault != true, let current = fan.currentRpm else {
            return true
        }
        return fan.minRpm.map { current < $0 } ?? false
    }

    /// Thermal throttling events of the CPUs; nil if the machine does not report them.
    private static func throttled(_ throttling: ThermalThrottling) -> String? {
        func part(_ what: String, _ events: Int64?, _ ns: Int64?) -> String? {
            events.map { events in
                let time = ns.map { ", \(decimal(Double($0) / 1e9)) s" } ?? ""
                return "\(what) \(counted(events, "time"))\(events > 0 ? time : "")"
            }
        }
        let parts = [
            part("cores", throttling.coreEvents, throttling.coreNs),
            part("packages", throttling.packageEvents, throttling.packageNs),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "thermal throttling: " + parts.joined(separator: "; ")
    }
}
