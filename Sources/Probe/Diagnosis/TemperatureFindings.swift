extension Diagnosis.Evidence {
    /// CPUs that were slowed down because of heat, sensors near their limits, and fans in trouble.
    func temperatureFindings() -> [Finding] {
        [throttlingFinding, hotFinding, fanFinding].compactMap { $0 }
    }

    /// Thermal throttling within the window: the events since boot may be long past.
    private var throttlingFinding: Finding? {
        guard let old = sensorsBefore?.throttling, let new = sensors?.throttling else {
            return nil
        }
        let cores = change(old.coreEvents, new.coreEvents) ?? 0
        let packages = change(old.packageEvents, new.packageEvents) ?? 0
        guard cores > 0 || packages > 0 else { return nil }
        let time = max(
            change(old.coreNs, new.coreNs) ?? 0, change(old.packageNs, new.packageNs) ?? 0)
        let lasted = time > 0 ? ", for \(decimal(Double(time) / 1e6, 0)) ms of all together" : ""
        return Finding(
            resource: .temperature, kind: .thermalThrottling, severity: .severe,
            title: "CPUs slowed down because they are too hot",
            details: [
                "Within the window cores were slowed down \(counted(cores, "time")) and packages "
                    + "\(counted(packages, "time"))\(lasted)."
            ] + heat, measured: Measured(value: Double(cores) + Double(packages), unit: .count),
            account: heatAccount)
    }

    private var hotFinding: Finding? {
        let hot = (sensors?.temperatures ?? []).compactMap { each in
            Self.margin(of: each).map { (each, $0) }
        }.filter { $0.1 <= thresholds.temperatureMarginCelsius.noticed }.sorted { $0.1 < $1.1 }
        guard let (hottest, margin) = hot.first, let celsius = hottest.celsius,
            let severity = thresholds.temperatureMarginCelsius.severity(below: margin)
        else { return nil }
        return Finding(
            resource: .temperature, kind: .hot, severity: severity,
            title: "\(Self.name(of: hottest)) hot (\(decimal(celsius, 0)) °C)",
            details: hot.prefix(options.shown).map { each, margin in
                let limit = decimal((each.celsius ?? 0) + margin, 0)
                return
                    "\(Self.name(of: each)) has \(decimal(each.celsius ?? 0, 0)) °C, its limit is "
                    + "\(limit) °C."
            } + fans,
            measured: thresholds.temperatureMarginCelsius.measured(below: margin, .celsius),
            device: KernelName(Self.name(of: hottest)),
            account: Self.isOfCPU(hottest) ? heatAccount : nil)
    }

    /// Whether the CPUs heat this chip or zone; false of a disk, a card, and an unknown one.
    private static func isOfCPU(_ each: Sensors.Temperature) -> Bool {
        let chip = each.chip.map { $0.description.lowercased() } ?? ""
        return ["coretemp", "k8temp", "k10temp", "zenpower", "x86_pkg_temp", "cpu", "soc"]
            .contains { part in
                chip.utf8.indices.contains { chip.utf8[$0...].starts(with: part.utf8) }
            }
    }

    /// The processes that use the CPUs; nil where the CPUs are idle, since then no process that was seen
    /// heated them.
    private var heatAccount: Account? {
        let account = account(.cpu, of: usagePercent.map { $0 * cpus })
        let fills = account?.culprits.contains {
            ($0.usagePercent ?? 0) >= thresholds.oneCPUPercent
        }
        return (usagePercent ?? 0) >= thresholds.cpuUsagePercent.noticed || fills == true
            ? account : nil
    }

    private var fanFinding: Finding? {
        let troubled = (sensors?.fans ?? []).filter {
            // A header without a fan reports 0 rpm and no minimum speed.
            let isEmpty = $0.currentRpm == 0 && ($0.minRpm ?? 0) == 0
            return ($0.isAlarm == true && !isEmpty) || $0.isFault == true
        }
        guard !troubled.isEmpty else { return nil }
        return Finding(
            resource: .temperature, kind: .fanFailure, severity: .high,
            title: "\(counted(troubled.count, "fan")) with an alarm or a fault",
            details: troubled.map { fan in
                let speed = fan.currentRpm.map { "at \($0) revolutions a minute" } ?? "silent"
                let word = fan.isFault == true ? "broken or not connected" : "beyond its limits"
                return "\(Self.name(of: fan)) is \(speed), and its chip reports that it is \(word)."
            }, measured: Measured(value: Double(troubled.count), unit: .count),
            device: troubled.count == 1 ? KernelName(Self.name(of: troubled[0])) : nil)
    }

    /// The plausible range of temperatures and limits, in thousandths of a degree Celsius: some chips have
    /// limits of 0 or 65,261 degrees, and unconnected sensors report millions.
    private static let believable: ClosedRange<Int64> = 1...200_000

    /// Degrees Celsius up to the lowest believable limit; nil where there is none, or the sensor is
    /// broken.
    private static func margin(of each: Sensors.Temperature) -> Double? {
        guard isBelievable(each), let celsius = each.celsius else { return nil }
        func known(_ limits: [Int64?]) -> [Int64] {
            limits.compactMap { $0 }.filter { believable.contains($0) }
        }
        let ordinary = known([each.maxMillicelsius, each.hotMillicelsius, each.passiveMillicelsius])
        // A critical limit below an ordinary limit is invalid.
        let critical = known([each.critMillicelsius, each.emergencyMillicelsius])
            .filter { limit in ordinary.allSatisfy { $0 <= limit } }
        return (ordinary + critical).min().map { Double($0) / 1000 - celsius }
    }

    private static func isBelievable(_ each: Sensors.Temperature) -> Bool {
        each.isFault != true && (each.currentMillicelsius ?? .max) <= believable.upperBound
    }

    /// The hottest sensor that works.
    var hottest: Sensors.Temperature? {
        sensors?.temperatures.filter { Self.isBelievable($0) }
            .max { ($0.currentMillicelsius ?? 0) < ($1.currentMillicelsius ?? 0) }
    }

    private var heat: [String] {
        hottest.flatMap { hottest in
            hottest.celsius.map { ["\(Self.name(of: hottest)) has \(decimal($0, 0)) °C."] }
        } ?? []
    }

    /// How fast the fans turn.
    var fans: [String] {
        (sensors?.fans ?? []).compactMap { fan in
            fan.currentRpm.flatMap {
                $0 > 0 ? "\(Self.name(of: fan)) turns \($0) times a minute." : nil
            }
        }
    }

    static func name(of each: Sensors.Temperature) -> String {
        let sensor = name(each.chip, each.label, "temperature \(each.index ?? each.device)")
        let device = Sensors.shownDevice(each.deviceName, of: each.chip)
        return device.map { "\(sensor) of \($0)" } ?? sensor
    }

    static func name(of fan: Sensors.Fan) -> String {
        name(fan.chip, fan.label, "fan \(fan.index)")
    }

    private static func name(_ chip: KernelName?, _ label: KernelName?, _ other: String) -> String {
        let what = label?.description ?? other
        return chip.map { "\($0) \(what)" } ?? what
    }
}
