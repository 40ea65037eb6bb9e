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
    mutating func set(_ c: UnsafePointer<cprobe_temperature>) {
        switch c.pointee.sensor.source {
        case .CPROBE_SENSOR_HWMON: source = .hwmon
        case .CPROBE_SENSOR_THERMAL: source = .thermal
        case .CPROBE_SENSOR_SYSCTL: source = .sysctl
        case .CPROBE_SENSOR_ENVSYS: source = .envsys
        }
        device = Int(c.pointee.sensor.device)
        index = source == .thermal ? nil : Int(c.pointee.sensor.index)
        chip.set(c.pointee.sensor.has_chip, c.pointee.sensor.chip, c.pointee.sensor.chip_length)
        label.set(c.pointee.sensor.has_label, c.pointee.sensor.label, c.pointee.sensor.label_length)
        deviceName.set(c.pointee.sensor.device_name)
        setFields(c)
        isAlarm = c.pointee.sensor.has_alarm ? c.pointee.sensor.alarm : nil
        isFault = c.pointee.sensor.has_fault ? c.pointee.sensor.fault : nil
        failure.set(c.pointee.sensor.failure)
    }
}

extension ChipSensor {
    /// Copies what all kinds have in common.
    mutating func setSensor(_ c: borrowing cprobe_sensor) {
        device = Int(c.device)
        index = Int(c.index)
        chip.set(c.has_chip, c.chip, c.chip_length)
        label.set(c.has_label, c.label, c.label_length)
        deviceName.set(c.device_name)
        isAlarm = c.has_alarm ? c.alarm : nil
        isFault = c.has_fault ? c.fault : nil
        failure.set(c.failure)
    }
}

/// The storage of the lists of the section `sensors`.
struct SensorItems {
    private var temperatures = Items<cprobe_temperature>(capacity: 0)
    private var fans = Items<cprobe_fan>(capacity: 0)
    private var voltages = Items<cprobe_voltage_sensor>(capacity: 0)
    private var currents = Items<cprobe_current_sensor>(capacity: 0)
    private var powers = Items<cprobe_power_sensor>(capacity: 0)
    private var energies = Items<cprobe_energy_sensor>(capacity: 0)
    private var humidities = Items<cprobe_humidity_sensor>(capacity: 0)

    func deallocate() {
        temperatures.deallocate()
        fans.deallocate()
        voltages.deallocate()
        currents.deallocate()
        powers.deallocate()
        energies.deallocate()
        humidities.deallocate()
    }

    var lists: cprobe_sensor_lists {
        mutating get {
            cprobe_sensor_lists(
                temperatures: temperatures.buffer.baseAddress,
                temperature_capacity: temperatures.buffer.count, temperature_count: 0,
                fans: fans.buffer.baseAddress,
                fan_capacity: fans.buffer.count, fan_count: 0,
                voltages: voltages.buffer.baseAddress,
                voltage_capacity: voltages.buffer.count, voltage_count: 0,
                currents: currents.buffer.baseAddress,
                current_capacity: currents.buffer.count, current_count: 0,
                powers: powers.buffer.baseAddress,
                power_capacity: powers.buffer.count, power_count: 0,
                energies: energies.buffer.baseAddress,
                energy_capacity: energies.buffer.count, energy_count: 0,
                humidities: humidities.buffer.baseAddress,
                humidity_capacity: humidities.buffer.count, humidity_count: 0)
        }
    }

    /// Whether a list was too short, and has the capacity now.
    mutating func grow(_ lists: cprobe_sensor_lists) -> Bool {
        var isNew = temperatures.grow(to: lists.temperature_count)
        isNew = fans.grow(to: lists.fan_count) || isNew
        isNew = voltages.grow(to: lists.voltage_count) || isNew
        isNew = currents.grow(to: lists.current_count) || isNew
        isNew = powers.grow(to: lists.power_count) || isNew
        isNew = energies.grow(to: lists.energy_count) || isNew
        isNew = humidities.grow(to: lists.humidity_count) || isNew
        return isNew
    }

    mutating func copy(_ lists: cprobe_sensor_lists, to sensors: inout Sensors) {
        sensors.temperatures.resize(to: lists.temperature_count, with: Sensors.Temperature())
        for index in 0..<lists.temperature_count {
            sensors.temperatures[index].set(temperatures.buffer.baseAddress! + index)
        }
        sensors.fans.resize(to: lists.fan_count, with: Sensors.Fan())
        for index in 0..<lists.fan_count {
            let c = fans.buffer.baseAddress! + index
            sensors.fans[index].setSensor(c.pointee.sensor)
            sensors.fans[index].setFields(c)
        }
        sensors.voltages.resize(to: lists.voltage_count, with: Sensors.Voltage())
        for index in 0..<lists.voltage_count {
            let c = voltages.buffer.baseAddress! + index
            sensors.voltages[index].setSensor(c.pointee.sensor)
            sensors.voltages[index].setFields(c)
        }
        sensors.currents.resize(to: lists.current_count, with: Sensors.Current())
        for index in 0..<lists.current_count {
            let c = currents.buffer.baseAddress! + index
            sensors.currents[index].setSensor(c.pointee.sensor)
            sensors.currents[index].setFields(c)
        }
        sensors.powers.resize(to: lists.power_count, with: Sensors.Power())
        for index in 0..<lists.power_count {
            let c = powers.buffer.baseAddress! + index
            sensors.powers[index].setSensor(c.pointee.sensor)
            sensors.powers[index].setFields(c)
        }
        sensors.energies.resize(to: lists.energy_count, with: Sensors.Energy())
        for index in 0..<lists.energy_count {
            let c = energies.buffer.baseAddress! + index
            sensors.energies[index].setSensor(c.pointee.sensor)
            sensors.energies[index].setFields(c)
        }
        sensors.humidities.resize(to: lists.humidity_count, with: Sensors.Humidity())
        for index in 0..<lists.humidity_count {
            let c = humidities.buffer.baseAddress! + index
            sensors.humidities[index].setSensor(c.pointee.sensor)
            sensors.humidities[index].setFields(c)
        }
    }
}

extension Collector {
    mutating func read(into sensors: inout Sensors) throws(ProbeError) {
        while true {
            var c = cprobe_sensors()
            var lists = sensorItems.lists
            var failure = cprobe_failure()
            let result = cprobe_sensors_read(storage, &c, &lists, &failure)
            if result == .CPROBE_OK {
                sensorItems.copy(lists, to: &sensors)
                sensors.throttling.setFields(&c.throttling)
                sensors.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
                sensors.failures.set(c.failures)
                addFrequencies(to: &sensors)
                return
            }
            guard result == .CPROBE_TOO_LARGE, sensorItems.grow(lists) else {
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
        var frequencies = sensors.frequencies ?? []
        sensors.frequencies = nil
        do throws(ProbeError) {
            try read(into: &frequencies)
            sensors.frequencies = frequencies
        } catch {
            if error.code != .notFound, error.code != .unsupported {
                sensors.failures.append(error)
            }
        }
    }
}
