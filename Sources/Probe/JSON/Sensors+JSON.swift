extension Sensors: JSONObject {
    func write(to json: inout JSON) {
        json.array("temperatures", temperatures)
        json.array("fans", fans)
        json.array("voltages", voltages)
        json.array("currents", currents)
        json.array("powers", powers)
        json.array("energies", energies)
        json.array("humidities", humidities)
        json.object("throttling", throttling)
        json.objects("frequencies", frequencies)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension ThermalThrottling: JSONRecord {}

extension Sensors.Temperature: JSONObject {
    func write(to json: inout JSON) {
        json.field("source", source.rawValue)
        json.field("device", device)
        json.field("index", index)
        json.field("chip", chip)
        json.field("label", label)
        json.field("device_name", deviceName)
        forEachField { json.field($0, $1) }
        json.field("alarm", isAlarm)
        json.field("fault", isFault)
        json.field("failure", failure)
    }
}

extension ChipSensor {
    func write(to json: inout JSON) {
        json.field("device", device)
        json.field("index", index)
        json.field("chip", chip)
        json.field("label", label)
        json.field("device_name", deviceName)
        forEachField { json.field($0, $1) }
        json.field("alarm", isAlarm)
        json.field("fault", isFault)
        json.field("failure", failure)
    }
}

#if !hasFeature(Embedded)
    extension Sensors {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("temperatures", &temperatures)
            try object.read("fans", &fans)
            try object.read("voltages", &voltages)
            try object.read("currents", &currents)
            try object.read("powers", &powers)
            try object.read("energies", &energies)
            try object.read("humidities", &humidities)
            try object.read("throttling", &throttling)
            frequencies = try object.optional("frequencies")
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Sensors.Temperature {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("source", &source)
            try object.read("device", &device)
            try object.read("index", &index)
            try object.read("chip", &chip)
            try object.read("label", &label)
            try object.read("device_name", &deviceName)
            try readFields(of: object)
            try object.read("alarm", &isAlarm)
            try object.read("fault", &isFault)
            try object.read("failure", &failure)
        }
    }

    extension ChipSensor {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("device", &device)
            try object.read("index", &index)
            try object.read("chip", &chip)
            try object.read("label", &label)
            try object.read("device_name", &deviceName)
            try readFields(of: object)
            try object.read("alarm", &isAlarm)
            try object.read("fault", &isFault)
            try object.read("failure", &failure)
        }
    }
#endif
