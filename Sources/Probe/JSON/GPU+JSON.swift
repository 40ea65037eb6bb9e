extension GPU {
    func write(to json: inout JSON) {
        json.array("devices", devices)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension GPU.Device: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("driver", driver)
        json.field("bus_address", busAddress)
        json.field("runtime_status", runtimeStatus)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension GPURates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        json.array("devices", devices)
    }
}

extension GPUDeviceRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        forEachField { json.field($0, $1) }
    }
}

#if !hasFeature(Embedded)
    extension GPU {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("devices", &devices)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension GPU.Device {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("driver", &driver)
            try object.read("bus_address", &busAddress)
            try object.read("runtime_status", &runtimeStatus)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension GPURates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("devices", &devices)
        }
    }

    extension GPUDeviceRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try readFields(of: object)
        }
    }
#endif
