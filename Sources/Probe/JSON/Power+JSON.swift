extension Power {
    func write(to json: inout JSON) {
        json.array("supplies", supplies)
        json.array("zones", zones)
        json.array("cooling_devices", coolingDevices)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Power.Supply: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("type", type?.rawValue)
        json.field("scope", scope?.rawValue)
        json.field("status", status?.rawValue)
        json.field("present", isPresent)
        json.field("online", isOnline)
        forEachField { json.field($0, $1) }
        json.field("health", health)
        json.field("capacity_level", capacityLevel)
        json.field("technology", technology)
        json.field("manufacturer", manufacturer)
        json.field("model", model)
        json.field("failure", failure)
    }
}

extension Power.EnergyZone: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("label", label)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension Power.CoolingDevice: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("type", type)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension PowerRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        json.array("zones", zones)
    }
}

extension EnergyZoneRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("label", label)
        forEachField { json.field($0, $1) }
    }
}

#if !hasFeature(Embedded)
    extension Power {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("supplies", &supplies)
            try object.read("zones", &zones)
            try object.read("cooling_devices", &coolingDevices)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Power.Supply {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("type", &type)
            try object.read("scope", &scope)
            try object.read("status", &status)
            try readFields(of: object)
            try object.read("health", &health)
            try object.read("capacity_level", &capacityLevel)
            try object.read("technology", &technology)
            try object.read("manufacturer", &manufacturer)
            try object.read("model", &model)
            try object.read("failure", &failure)
        }
    }

    extension Power.EnergyZone {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("label", &label)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension Power.CoolingDevice {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("type", &type)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension PowerRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("zones", &zones)
        }
    }

    extension EnergyZoneRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("label", &label)
            try readFields(of: object)
        }
    }
#endif
