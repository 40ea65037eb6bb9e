extension Topology: JSONObject {
    func write(to json: inout JSON) {
        json.field("vendor", vendor)
        json.field("model", model)
        json.field("microcode", microcode)
        json.field("flags", flags)
        json.field("online", online?.description)
        json.field("offline", offline?.description)
        json.field("isolated", isolated?.description)
        json.field("nohz_full", nohzFull?.description)
        json.array("cpus", cpus)
        json.array("caches", caches)
        json.array("nodes", nodes)
        json.array("vulnerabilities", vulnerabilities)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Topology.LogicalCPU: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        forEachField { json.field($0, $1) }
        json.field("type", type?.rawValue)
        json.field("siblings", siblings?.description)
    }
}

extension Topology.Cache: JSONObject {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.field("type", type)
        json.field("cpus", cpus?.description)
    }
}

extension Topology.Node: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        json.field("cpus", cpus?.description)
        forEachField { json.field($0, $1) }
        json.array("distances", distances) { $0.element(Int64($1)) }
    }
}

extension Topology.Vulnerability: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("state", state)
    }
}

#if !hasFeature(Embedded)
    extension Topology {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("vendor", &vendor)
            try object.read("model", &model)
            try object.read("microcode", &microcode)
            try object.read("flags", &flags)
            try object.read("online", &online)
            try object.read("offline", &offline)
            try object.read("isolated", &isolated)
            try object.read("nohz_full", &nohzFull)
            try object.read("cpus", &cpus)
            try object.read("caches", &caches)
            try object.read("nodes", &nodes)
            try object.read("vulnerabilities", &vulnerabilities)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Topology.LogicalCPU {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try readFields(of: object)
            try object.read("type", &type)
            try object.read("siblings", &siblings)
        }
    }

    extension Topology.Cache {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("type", &type)
            try object.read("cpus", &cpus)
        }
    }

    extension Topology.Node {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try object.read("cpus", &cpus)
            try readFields(of: object)
            try object.read("distances", &distances)
        }
    }

    extension Topology.Vulnerability {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("state", &state)
        }
    }
#endif
