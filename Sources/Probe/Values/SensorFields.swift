// The numbers of the sensors as fields, in base units.

extension Sensors {
    /// Calls `body` with the labels, the field and the value (nil if unknown) of each number of the
    /// sensors. ``Sample/forEachField(_:)`` lists the labels. Nothing is allocated.
    public func forEachField(
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        for temperature in temperatures {
            let labels = Self.labels(
                temperature.device, temperature.index, temperature.chip, temperature.label)
            let rows =
                temperature.source == .hwmon ? Temperature.chipRows : Temperature.zoneRows
            rows.forEachField(of: temperature) { body(labels, $0, $1) }
        }
        for fan in fans {
            let labels = Self.labels(fan.device, fan.index, fan.chip, fan.label)
            Fan.rows.forEachField(of: fan) { body(labels, $0, $1) }
        }
        let none = Sample.Field.Labels()
        ThermalThrottling.rows.forEachField(of: throttling) { body(none, $0, $1) }
        for frequency in frequencies ?? [] {
            let labels = Sample.Field.Labels("cpu", .number(frequency.id))
            CPUFrequency.rows.forEachField(of: frequency) { body(labels, $0, $1) }
        }
    }

    /// Numbers identify a sensor; names, empty if unknown, describe the sensor.
    private static func labels(
        _ device: Int, _ index: Int?, _ chip: KernelName?, _ label: KernelName?
    ) -> Sample.Field.Labels {
        let device = Sample.Field.Label(name: "device", value: .number(device))
        let chip = Sample.Field.Label(name: "chip", value: .name(chip ?? KernelName()))
        let label = Sample.Field.Label(name: "label", value: .name(label ?? KernelName()))
        guard let index else { return Sample.Field.Labels(device, chip, label) }
        return Sample.Field.Labels(
            device, Sample.Field.Label(name: "index", value: .number(index)), chip, label)
    }
}

extension Sensors.Temperature {
    /// A row for each number of a chip's sensor.
    static let chipRows: [ValueRow<Sensors.Temperature>] = [
        .real(
            "temperature_current_celsius", .celsius, "/sys/class/hwmon", "The current temperature."
        ) {
            $0.currentMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_min_celsius", .celsius, "/sys/class/hwmon",
            "The lower limit of the temperature."
        ) {
            $0.minMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_max_celsius", .celsius, "/sys/class/hwmon",
            "The upper limit of the temperature."
        ) {
            $0.maxMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_lcrit_celsius", .celsius, "/sys/class/hwmon",
            "The critical lower limit of the temperature."
        ) {
            $0.lcritMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_crit_celsius", .celsius, "/sys/class/hwmon",
            "The critical upper limit of the temperature."
        ) {
            $0.critMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_emergency_celsius", .celsius, "/sys/class/hwmon",
            "The limit above the critical one at which the hardware acts."
        ) { $0.emergencyMillicelsius.map { Double($0) / 1000 } },
        .flag("temperature_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag(
            "temperature_fault", "/sys/class/hwmon", "1 if the sensor is broken or not connected."
        ) { $0.isFault },
    ]

    /// A row for each number of a thermal zone.
    static let zoneRows: [ValueRow<Sensors.Temperature>] = [
        .real("zone_current_celsius", .celsius, "/sys/class/thermal", "The current temperature.") {
            $0.currentMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "zone_crit_celsius", .celsius, "/sys/class/thermal",
            "The temperature at which the system shuts down."
        ) {
            $0.critMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "zone_active_celsius", .celsius, "/sys/class/thermal",
            "The lowest temperature at which a fan starts or speeds up."
        ) { $0.activeMillicelsius.map { Double($0) / 1000 } },
        .real(
            "zone_passive_celsius", .celsius, "/sys/class/thermal",
            "The lowest temperature at which a device is slowed down."
        ) {
            $0.passiveMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "zone_hot_celsius", .celsius, "/sys/class/thermal",
            "The temperature at which the system is notified."
        ) {
            $0.hotMillicelsius.map { Double($0) / 1000 }
        },
    ]
}

extension Sensors.Fan {
    /// A row for each number.
    static let rows: [ValueRow<Sensors.Fan>] = [
        .integer(
            "fan_current_rpm", .revolutionsPerMinute, "/sys/class/hwmon",
            "The current speed of the fan."
        ) {
            $0.currentRpm
        },
        .integer(
            "fan_min_rpm", .revolutionsPerMinute, "/sys/class/hwmon",
            "The speed below which the chip raises the alarm."
        ) { $0.minRpm },
        .integer(
            "fan_max_rpm", .revolutionsPerMinute, "/sys/class/hwmon",
            "The maximum speed of the fan."
        ) {
            $0.maxRpm
        },
        .integer(
            "fan_target_rpm", .revolutionsPerMinute, "/sys/class/hwmon",
            "The target speed of the fan."
        ) { $0.targetRpm },
        .flag("fan_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("fan_fault", "/sys/class/hwmon", "1 if the fan is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension ThermalThrottling {
    /// A row for each number.
    static let rows: [ValueRow<ThermalThrottling>] = [
        .counter(
            "throttling_core_events", .count, "thermal_throttle/core_throttle_count",
            "Throttling events of all cores because of their temperature."
        ) { $0.coreEvents },
        .counter(
            "throttling_core_ns", .nanoseconds, "thermal_throttle/core_throttle_total_time_ms",
            "Duration of the throttling events of all cores."
        ) { $0.coreNs },
        .counter(
            "throttling_package_events", .count, "thermal_throttle/package_throttle_count",
            "Throttling events of all packages because of their temperature."
        ) { $0.packageEvents },
        .counter(
            "throttling_package_ns", .nanoseconds,
            "thermal_throttle/package_throttle_total_time_ms",
            "Duration of the throttling events of all packages."
        ) { $0.packageNs },
    ]
}

extension CPUFrequency {
    /// A row for each number.
    static let rows: [ValueRow<CPUFrequency>] = [
        .integer(
            "frequency_current_hz", .hertz, "cpufreq/scaling_cur_freq",
            "The current frequency of the CPU."
        ) { $0.currentHz },
        .integer(
            "frequency_minimum_hz", .hertz, "cpufreq/cpuinfo_min_freq",
            "The lowest frequency of the hardware."
        ) { $0.minimumHz },
        .integer(
            "frequency_maximum_hz", .hertz, "cpufreq/cpuinfo_max_freq",
            "The highest frequency of the hardware."
        ) { $0.maximumHz },
    ]
}
