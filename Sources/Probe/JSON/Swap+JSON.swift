extension Swap {
    func write(to json: inout JSON) {
        json.array("devices", devices)
        json.array("zram", zram)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Swap.Device: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("type", type?.rawValue)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension Swap.Zram: JSONObject {
    func write(to json: inout JSON) {
        json.field("index", index)
        json.field("algorithm", algorithm)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

#if !hasFeature(Embedded)
    extension Swap {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("devices", &devices)
            try object.read("zram", &zram)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Swap.Device {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("type", &type)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension Swap.Zram {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("index", &index)
            try object.read("algorithm", &algorithm)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }
#endif
