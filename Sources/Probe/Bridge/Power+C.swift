internal import CProbe

extension KernelName {
    /// Copies the name of a device.
    mutating func set(_ c: borrowing cprobe_device_name) { set(c.bytes, c.length) }
}

extension Optional<KernelName> {
    /// Copies a text of a device; nil where there is none.
    mutating func set(_ c: borrowing cprobe_device_text) {
        set(c.length != 0, c.bytes, c.length)
    }
}

extension Power.Supply {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_power_supply>) {
        setFields(c)
        name.set(c.pointee.name)
        switch c.pointee.type {
        case .CPROBE_POWER_UNKNOWN: type = nil
        case .CPROBE_POWER_BATTERY: type = .battery
        case .CPROBE_POWER_UPS: type = .ups
        case .CPROBE_POWER_MAINS: type = .mains
        case .CPROBE_POWER_USB: type = .usb
        case .CPROBE_POWER_WIRELESS: type = .wireless
        }
        switch c.pointee.scope {
        case .CPROBE_POWER_SCOPE_UNKNOWN: scope = nil
        case .CPROBE_POWER_SCOPE_SYSTEM: scope = .system
        case .CPROBE_POWER_SCOPE_DEVICE: scope = .device
        }
        switch c.pointee.status {
        case .CPROBE_POWER_STATUS_UNKNOWN: status = nil
        case .CPROBE_POWER_CHARGING: status = .charging
        case .CPROBE_POWER_DISCHARGING: status = .discharging
        case .CPROBE_POWER_NOT_CHARGING: status = .notCharging
        case .CPROBE_POWER_FULL: status = .full
        }
        health.set(c.pointee.health)
        capacityLevel.set(c.pointee.capacity_level)
        technology.set(c.pointee.technology)
        manufacturer.set(c.pointee.manufacturer)
        model.set(c.pointee.model)
        failure.set(c.pointee.failure)
    }
}

extension Power.EnergyZone {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_energy_zone>) {
        setFields(c)
        name.set(c.pointee.name)
        label.set(c.pointee.label)
        failure.set(c.pointee.failure)
    }
}

extension Power.CoolingDevice {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_cooling_device>) {
        setFields(c)
        name.set(c.pointee.name)
        type.set(c.pointee.type)
        failure.set(c.pointee.failure)
    }
}

/// The storage of the lists of the section `power`.
struct PowerItems {
    private var supplies = Items<cprobe_power_supply>(capacity: 8)
    private var zones = Items<cprobe_energy_zone>(capacity: 8)
    private var coolingDevices = Items<cprobe_cooling_device>(capacity: 32)

    func deallocate() {
        supplies.deallocate()
        zones.deallocate()
        coolingDevices.deallocate()
    }

    var lists: cprobe_power_lists {
        mutating get {
            cprobe_power_lists(
                supplies: supplies.buffer.baseAddress, supply_capacity: supplies.buffer.count,
                supply_count: 0, zones: zones.buffer.baseAddress,
                zone_capacity: zones.buffer.count, zone_count: 0,
                cooling_devices: coolingDevices.buffer.baseAddress,
                cooling_device_capacity: coolingDevices.buffer.count, cooling_device_count: 0)
        }
    }

    /// Whether a list was too short, and has the capacity now.
    mutating func grow(_ lists: cprobe_power_lists) -> Bool {
        var isNew = supplies.grow(to: lists.supply_count)
        isNew = zones.grow(to: lists.zone_count) || isNew
        return coolingDevices.grow(to: lists.cooling_device_count) || isNew
    }

    mutating func copy(_ lists: cprobe_power_lists, to power: inout Power) {
        power.supplies.resize(to: lists.supply_count, with: Power.Supply())
        for index in 0..<lists.supply_count {
            power.supplies[index].set(supplies.buffer.baseAddress! + index)
        }
        power.zones.resize(to: lists.zone_count, with: Power.EnergyZone())
        for index in 0..<lists.zone_count {
            power.zones[index].set(zones.buffer.baseAddress! + index)
        }
        power.coolingDevices.resize(to: lists.cooling_device_count, with: Power.CoolingDevice())
        for index in 0..<lists.cooling_device_count {
            power.coolingDevices[index].set(coolingDevices.buffer.baseAddress! + index)
        }
    }
}

extension Collector {
    mutating func read(
        into power: inout Power, _ parts: cprobe_power_parts = .CPROBE_POWER_ALL
    ) throws(ProbeError) {
        while true {
            var c = cprobe_power()
            var lists = powerItems.lists
            var failure = cprobe_failure()
            guard cprobe_power_read(storage, parts, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            if powerItems.grow(lists) { continue }
            powerItems.copy(lists, to: &power)
            power.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            power.failures.set(c.failures)
            return
        }
    }
}
