internal import CProbe

extension Optional<KernelName> {
    /// Copies a name from a C array; nil where there is none.
    mutating func set<Array>(_ has: Bool, _ array: borrowing Array, _ length: UInt32) {
        guard has else {
            self = nil
            return
        }
        var name = self ?? KernelName()
        name.set(array, length)
        self = name
    }
}

extension Sensors.Temperature {
    /// Copies from the C struct.
    mutating func set(_ c: borrowing cprobe_temperature) {
        let fields = c.present_fields
        func has(_ field: cprobe_temperature_field) -> Bool { cprobe_has(fields, field.rawValue) }
        switch c.sensor.source {
        case .CPROBE_SENSOR_HWMON: source = .hwmon
        case .CPROBE_SENSOR_THERMAL: source = .thermal
        }
        device = Int(c.sensor.device)
        index = source == .hwmon ? Int(c.sensor.index) : nil
        chip.set(c.sensor.has_chip, c.sensor.chip, c.sensor.chip_length)
        label.set(c.sensor.has_label, c.sensor.label, c.sensor.label_length)
        currentMillicelsius = has(.CPROBE_TEMPERATURE_CURRENT) ? c.current_millicelsius : nil
        minMillicelsius = has(.CPROBE_TEMPERATURE_MIN) ? c.min_millicelsius : nil
        maxMillicelsius = has(.CPROBE_TEMPERATURE_MAX) ? c.max_millicelsius : nil
        lcritMillicelsius = has(.CPROBE_TEMPERATURE_LCRIT) ? c.lcrit_millicelsius : nil
        critMillicelsius = has(.CPROBE_TEMPERATURE_CRIT) ? c.crit_millicelsius : nil
        emergencyMillicelsius = has(.CPROBE_TEMPERATURE_EMERGENCY) ? c.emergency_millicelsius : nil
        activeMillicelsius = has(.CPROBE_TEMPERATURE_ACTIVE) ? c.active_millicelsius : nil
        passiveMillicelsius = has(.CPROBE_TEMPERATURE_PASSIVE) ? c.passive_millicelsius : nil
        hotMillicelsius = has(.CPROBE_TEMPERATURE_HOT) ? c.hot_millicelsius : nil
        isAlarm = c.sensor.has_alarm ? c.sensor.alarm : nil
        isFault = c.sensor.has_fault ? c.sensor.fault : nil
        failure.set(c.sensor.failure)
    }
}

extension Sensors.Fan {
    /// Copies from the C struct.
    mutating func set(_ c: borrowing cprobe_fan) {
        let fields = c.present_fields
        func has(_ field: cprobe_fan_field) -> Bool { cprobe_has(fields, field.rawValue) }
        device = Int(c.sensor.device)
        index = Int(c.sensor.index)
        chip.set(c.sensor.has_chip, c.sensor.chip, c.sensor.chip_length)
        label.set(c.sensor.has_label, c.sensor.label, c.sensor.label_length)
        currentRpm = has(.CPROBE_FAN_CURRENT) ? c.current_rpm : nil
        minRpm = has(.CPROBE_FAN_MIN) ? c.min_rpm : nil
        maxRpm = has(.CPROBE_FAN_MAX) ? c.max_rpm : nil
        targetRpm = has(.CPROBE_FAN_TARGET) ? c.target_rpm : nil
        isAlarm = c.sensor.has_alarm ? c.sensor.alarm : nil
        isFault = c.sensor.has_fault ? c.sensor.fault : nil
        failure.set(c.sensor.failure)
    }
}

extension ThermalThrottling {
    /// Copies from the C struct.
    mutating func set(_ c: cprobe_thermal_throttling) {
        let fields = c.present_fields
        func has(_ field: cprobe_thermal_throttling_field) -> Bool {
            cprobe_has(fields, field.rawValue)
        }
        coreEvents = number(c.core_events, has(.CPROBE_THERMAL_CORE_EVENTS))
        coreNs = number(c.core_ns, has(.CPROBE_THERMAL_CORE_TIME))
        packageEvents = number(c.package_events, has(.CPROBE_THERMAL_PACKAGE_EVENTS))
        packageNs = number(c.package_ns, has(.CPROBE_THERMAL_PACKAGE_TIME))
    }
}

extension Sensors {
    /// Copies the section and each sensor from the C structs.
    mutating func set(
        _ c: cprobe_sensors, _ warm: UnsafeMutableBufferPointer<cprobe_temperature>,
        _ turning: UnsafeMutableBufferPointer<cprobe_fan>
    ) {
        temperatures.resize(to: warm.count, with: Sensors.Temperature())
        for index in warm.indices {
            temperatures[index].set(warm[index])
        }
        fans.resize(to: turning.count, with: Sensors.Fan())
        for index in turning.indices {
            fans[index].set(turning[index])
        }
        throttling.set(c.throttling)
        monotonicNs = number(c.monotonic_ns, c.has_monotonic)
        failures.set(c.failures)
    }
}

extension Collector {
    mutating func read(into sensors: inout Sensors) throws(ProbeError) {
        while true {
            var c = cprobe_sensors()
            var lists = cprobe_sensor_lists(
                temperatures: temperatureItems.buffer.baseAddress,
                temperature_capacity: temperatureItems.buffer.count, temperature_count: 0,
                fans: fanItems.buffer.baseAddress, fan_capacity: fanItems.buffer.count, fan_count: 0
            )
            var failure = cprobe_failure()
            let result = cprobe_sensors_read(storage, &c, &lists, &failure)
            if result == .CPROBE_OK {
                sensors.set(
                    c,
                    UnsafeMutableBufferPointer(
                        rebasing: temperatureItems.buffer[..<lists.temperature_count]),
                    UnsafeMutableBufferPointer(rebasing: fanItems.buffer[..<lists.fan_count]))
                addFrequencies(to: &sensors)
                return
            }
            let hasMoreTemperatures = temperatureItems.grow(to: lists.temperature_count)
            let hasMoreFans = fanItems.grow(to: lists.fan_count)
            guard result == .CPROBE_TOO_LARGE, hasMoreTemperatures || hasMoreFans else {
                try readFrequencies(into: &sensors, instead: ProbeError(failure))
                return
            }
        }
    }

    /// Reads only the frequencies, after everything else failed. Throws that failure if there are none.
    private mutating func readFrequencies(
        into sensors: inout Sensors, instead failure: ProbeError
    ) throws(ProbeError) {
        guard failure.code != .unsupported, let list = try? cpuFrequencies() else { throw failure }
        sensors = Sensors()
        sensors.frequencies = list
        sensors.failures = [failure]
    }

    /// The frequencies of the CPUs. It is no failure if no CPU has a driver.
    private mutating func addFrequencies(to sensors: inout Sensors) {
        do throws(ProbeError) {
            sensors.frequencies = try cpuFrequencies()
        } catch {
            sensors.frequencies = nil
            if error.code != .notFound {
                sensors.failures.append(error)
            }
        }
    }
}
