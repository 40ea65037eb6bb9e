// node_exporter's names of sensors, batteries, chargers and cooling devices. Humidities are not among them: node_exporter
// divides the kernel's thousandths of a percent by a million, which is a tenth of the ratio that its help promises.

import Probe

extension SharedName {
    /// node_exporter derives the chip from the path of its device, which is not read here, and falls back on the name
    /// of the directory: hwmon3.
    private static func sensor(_ kind: Text) -> [LabelRule] {
        [
            LabelRule("device", "chip", prefix: "hwmon"),
            LabelRule("index", "sensor", prefix: kind),
            LabelRule("chip", nil), LabelRule("label", nil),
        ]
    }
    private static func temperature(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor("temp"))
    }
    private static func fan(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor("fan"))
    }
    private static func volts(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor("in"), scale: Scale(places: 6))
    }
    private static func amps(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor("curr"), scale: Scale(places: 6))
    }
    private static func watts(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor("power"), scale: Scale(places: 6))
    }
    private static func flag(_ field: Text, _ name: StaticString, _ kind: Text) -> SharedName {
        SharedName(.sensors, field, name, .gauge, nil, sensor(kind))
    }
    private static let zoneLabels = [
        LabelRule("device", "zone"), LabelRule("chip", "type"), LabelRule("label", nil),
    ]

    static let sensors: [SharedName] = [
        temperature("temperature_current_celsius", "node_hwmon_temp_celsius"),
        temperature("temperature_lowest_celsius", "node_hwmon_temp_lowest_celsius"),
        temperature("temperature_highest_celsius", "node_hwmon_temp_highest_celsius"),
        temperature("temperature_min_celsius", "node_hwmon_temp_min_celsius"),
        temperature("temperature_max_celsius", "node_hwmon_temp_max_celsius"),
        temperature("temperature_lcrit_celsius", "node_hwmon_temp_lcrit_celsius"),
        temperature("temperature_crit_celsius", "node_hwmon_temp_crit_celsius"),
        temperature("temperature_emergency_celsius", "node_hwmon_temp_emergency_celsius"),
        temperature("temperature_alarm", "node_hwmon_temp_alarm"),
        temperature("temperature_fault", "node_hwmon_temp_fault"),
        fan("fan_current_rpm", "node_hwmon_fan_rpm"), fan("fan_min_rpm", "node_hwmon_fan_min_rpm"),
        fan("fan_max_rpm", "node_hwmon_fan_max_rpm"),
        fan("fan_target_rpm", "node_hwmon_fan_target_rpm"),
        fan("fan_alarm", "node_hwmon_fan_alarm"), fan("fan_fault", "node_hwmon_fan_fault"),
        volts("voltage_current_microvolts", "node_hwmon_in_volts"),
        volts("voltage_average_microvolts", "node_hwmon_in_average_volts"),
        volts("voltage_lowest_microvolts", "node_hwmon_in_lowest_volts"),
        volts("voltage_highest_microvolts", "node_hwmon_in_highest_volts"),
        volts("voltage_min_microvolts", "node_hwmon_in_min_volts"),
        volts("voltage_max_microvolts", "node_hwmon_in_max_volts"),
        volts("voltage_lcrit_microvolts", "node_hwmon_in_lcrit_volts"),
        volts("voltage_crit_microvolts", "node_hwmon_in_crit_volts"),
        volts("voltage_rated_min_microvolts", "node_hwmon_in_rated_min_volts"),
        volts("voltage_rated_max_microvolts", "node_hwmon_in_rated_max_volts"),
        flag("voltage_alarm", "node_hwmon_in_alarm", "in"),
        flag("voltage_fault", "node_hwmon_in_fault", "in"),
        amps("current_current_microamperes", "node_hwmon_curr_amps"),
        amps("current_average_microamperes", "node_hwmon_curr_average_amps"),
        amps("current_lowest_microamperes", "node_hwmon_curr_lowest_amps"),
        amps("current_highest_microamperes", "node_hwmon_curr_highest_amps"),
        amps("current_min_microamperes", "node_hwmon_curr_min_amps"),
        amps("current_max_microamperes", "node_hwmon_curr_max_amps"),
        amps("current_lcrit_microamperes", "node_hwmon_curr_lcrit_amps"),
        amps("current_crit_microamperes", "node_hwmon_curr_crit_amps"),
        amps("current_rated_min_microamperes", "node_hwmon_curr_rated_min_amps"),
        amps("current_rated_max_microamperes", "node_hwmon_curr_rated_max_amps"),
        flag("current_alarm", "node_hwmon_curr_alarm", "curr"),
        flag("current_fault", "node_hwmon_curr_fault", "curr"),
        watts("power_current_microwatts", "node_hwmon_power_watt"),
        watts("power_average_microwatts", "node_hwmon_power_average_watt"),
        watts("power_lowest_microwatts", "node_hwmon_power_input_lowest_watt"),
        watts("power_highest_microwatts", "node_hwmon_power_input_highest_watt"),
        watts("power_min_microwatts", "node_hwmon_power_min_watt"),
        watts("power_max_microwatts", "node_hwmon_power_max_watt"),
        watts("power_lcrit_microwatts", "node_hwmon_power_lcrit_watt"),
        watts("power_crit_microwatts", "node_hwmon_power_crit_watt"),
        watts("power_rated_min_microwatts", "node_hwmon_power_rated_min_watt"),
        watts("power_rated_max_microwatts", "node_hwmon_power_rated_max_watt"),
        watts("power_cap_microwatts", "node_hwmon_power_cap_watt"),
        flag("power_alarm", "node_hwmon_power_alarm", "power"),
        flag("power_fault", "node_hwmon_power_fault", "power"),
        SharedName(
            .sensors, "energy_microjoules", "node_hwmon_energy_joule_total", .counter, nil,
            sensor("energy"), scale: Scale(places: 6)),
        SharedName(
            .sensors, "zone_current_celsius", "node_thermal_zone_temp", .gauge, nil, zoneLabels),
        SharedName(
            .sensors, "frequency_current_hz", "node_cpu_scaling_frequency_hertz", .gauge),
        SharedName(.sensors, "frequency_minimum_hz", "node_cpu_frequency_min_hertz", .gauge),
        SharedName(.sensors, "frequency_maximum_hz", "node_cpu_frequency_max_hertz", .gauge),
    ]

    private static func supply(
        _ field: Text, _ name: StaticString, _ scale: Scale = .one
    ) -> SharedName {
        SharedName(
            .power, field, name, .gauge, nil, [LabelRule("supply", "power_supply")], scale: scale)
    }
    private static func cooling(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(
            .power, field, name, .gauge, nil,
            [LabelRule("cooling_device", "name", strip: "cooling_device")])
    }

    // node_exporter has the charge in ampere-hours and the energy in watt-hours.
    static let supplies: [SharedName] = [
        supply("capacity_percent", "node_power_supply_capacity"),
        supply("cycles", "node_power_supply_cyclecount"),
        supply("energy_microwatt_hours", "node_power_supply_energy_watthour", Scale(places: 6)),
        supply("energy_full_microwatt_hours", "node_power_supply_energy_full", Scale(places: 6)),
        supply(
            "energy_full_design_microwatt_hours", "node_power_supply_energy_full_design",
            Scale(places: 6)),
        supply("charge_microampere_hours", "node_power_supply_charge_ampere", Scale(places: 6)),
        supply("charge_full_microampere_hours", "node_power_supply_charge_full", Scale(places: 6)),
        supply(
            "charge_full_design_microampere_hours", "node_power_supply_charge_full_design",
            Scale(places: 6)),
        supply("voltage_microvolts", "node_power_supply_voltage_volt", Scale(places: 6)),
        supply(
            "voltage_min_design_microvolts", "node_power_supply_voltage_min_design",
            Scale(places: 6)),
        supply(
            "voltage_max_design_microvolts", "node_power_supply_voltage_max_design",
            Scale(places: 6)),
        supply("current_microamperes", "node_power_supply_current_ampere", Scale(places: 6)),
        supply("power_microwatts", "node_power_supply_power_watt", Scale(places: 6)),
        supply("time_to_empty_ns", "node_power_supply_time_to_empty_seconds", .nanoseconds),
        supply("time_to_full_ns", "node_power_supply_time_to_full_seconds", .nanoseconds),
        supply("temperature_millicelsius", "node_power_supply_temp_celsius", Scale(places: 3)),
        cooling("state", "node_cooling_device_cur_state"),
        cooling("max_state", "node_cooling_device_max_state"),
    ]
}
