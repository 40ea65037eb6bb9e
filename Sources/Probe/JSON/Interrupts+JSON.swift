extension Interrupts {
    func write(to json: inout JSON) {
        json.array("lines", lines)
        json.array("cpus", cpus)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Interrupts.Line: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("description", description)
        forEachField { json.field($0, $1) }
    }
}

extension Interrupts.CPUWork: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        forEachField { json.field($0, $1) }
    }
}

#if !hasFeature(Embedded)
    extension Interrupts {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("lines", &lines)
            try object.read("cpus", &cpus)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Interrupts.Line {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("description", &description)
            try readFields(of: object)
        }
    }

    extension Interrupts.CPUWork {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try readFields(of: object)
        }
    }
#endif
