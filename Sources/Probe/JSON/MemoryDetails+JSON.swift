extension MemoryDetails {
    func write(to json: inout JSON) {
        json.array("zones", zones)
        json.array("slabs", slabs)
        json.array("counters", counters)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension MemoryDetails.Zone: JSONObject {
    func write(to json: inout JSON) {
        json.field("node", node)
        json.field("name", name)
        forEachField { json.field($0, $1) }
        json.array("free_blocks", freeBlocks) { $0.element($1) }
    }
}

extension MemoryDetails.Slab: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        forEachField { json.field($0, $1) }
    }
}

extension MemoryDetails.Counter: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        forEachField { json.field($0, $1) }
    }
}

#if !hasFeature(Embedded)
    extension MemoryDetails {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("zones", &zones)
            try object.read("slabs", &slabs)
            try object.read("counters", &counters)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension MemoryDetails.Zone {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("node", &node)
            try object.read("name", &name)
            try readFields(of: object)
            try object.read("free_blocks", &freeBlocks)
        }
    }

    extension MemoryDetails.Slab {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try readFields(of: object)
        }
    }

    extension MemoryDetails.Counter {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try readFields(of: object)
        }
    }
#endif
