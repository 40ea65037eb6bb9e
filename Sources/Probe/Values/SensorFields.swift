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
                temperature.source == .thermal ? Temperature.zoneRows : Temperature.chipRows
            rows.forEachField(of: temperature) { body(labels, $0, $1) }
        }
        Self.forEachField(of: fans, body)
        Self.forEachField(of: voltages, body)
        Self.forEachField(of: currents, body)
        Self.forEachField(of: powers, body)
        Self.forEachField(of: energies, body)
        Self.forEachField(of: humidities, body)
        let none = Sample.Field.Labels()
        throttling.forEachField { body(none, $0.prefixed, $1) }
        for frequency in frequencies ?? [] {
            let labels = Sample.Field.Labels("cpu", .number(frequency.id))
            CPUFrequency.rows.forEachField(of: frequency) { body(labels, $0, $1) }
        }
    }

    private static func forEachField<Sensor: ChipSensor>(
        of sensors: [Sensor],
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        for sensor in sensors {
            let labels = labels(sensor.device, sensor.index, sensor.chip, sensor.label)
            sensor.forEachField { body(labels, $0.prefixed, $1) }
            Sensor.flags.forEachField(of: sensor) { body(labels, $0, $1) }
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
            "temperature_lowest_celsius", .celsius, "/sys/class/hwmon",
            "The lowest temperature since the chip was reset."
        ) {
            $0.lowestMillicelsius.map { Double($0) / 1000 }
        },
        .real(
            "temperature_highest_celsius", .celsius, "/sys/class/hwmon",
            "The highest temperature since the chip was reset."
        ) {
            $0.highestMillicelsius.map { Double($0) / 1000 }
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
    static let flags: [ValueRow<Sensors.Fan>] = [
        .flag("fan_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("fan_fault", "/sys/class/hwmon", "1 if the fan is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension Sensors.Voltage {
    static let flags: [ValueRow<Sensors.Voltage>] = [
        .flag("voltage_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("voltage_fault", "/sys/class/hwmon", "1 if the sensor is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension Sensors.Current {
    static let flags: [ValueRow<Sensors.Current>] = [
        .flag("current_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("current_fault", "/sys/class/hwmon", "1 if the sensor is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension Sensors.Power {
    static let flags: [ValueRow<Sensors.Power>] = [
        .flag("power_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("power_fault", "/sys/class/hwmon", "1 if the sensor is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension Sensors.Humidity {
    static let flags: [ValueRow<Sensors.Humidity>] = [
        .flag("humidity_alarm", "/sys/class/hwmon", "1 if a limit is exceeded, 0 if not.") {
            $0.isAlarm
        },
        .flag("humidity_fault", "/sys/class/hwmon", "1 if the sensor is broken or not connected.") {
            $0.isFault
        },
    ]
}

extension Sensors.Energy {
    /// A counter has no limits.
    static let flags: [ValueRow<Sensors.Energy>] = []
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
