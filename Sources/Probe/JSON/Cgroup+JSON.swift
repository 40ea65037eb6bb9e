extension CgroupTable: JSONObject {
    func write(to json: inout JSON) { write(to: &json, nil) }

    /// Writes only the cgroups with these indices; all if nil.
    func write(to json: inout JSON, _ places: [Int]?) {
        json.field("count", count)
        json.field("gone", gone)
        json.field("start", start)
        json.field("monotonic_ns", monotonicNs)
        json.array("hierarchies", hierarchies)
        json.array("cgroups", places.map { $0.map { cgroups[$0] } } ?? cgroups)
    }
}

extension CgroupTable.Hierarchy: JSONObject {
    func write(to json: inout JSON) {
        json.field("version", version)
        json.strings("controllers", controllers)
        json.field("directory", directory)
    }
}

extension Cgroup: JSONObject {
    func write(to json: inout JSON) {
        json.field("path", path)
        json.field("depth", depth)
        json.field("inode", inode)
        json.field("container", container)
        json.field("unit", unit)
        forEachField { json.field($0, $1) }
        json.strings("unlimited", Limits.named.filter { unlimited.contains($0.1) }.map { $0.0 })
        json.object("pressure", pressure)
        json.array("devices", devices)
        json.array("resources", resources)
        json.array("failures", failures)
    }
}

extension Cgroup.Limits {
    /// Each limit, by the JSON key of its number.
    static let named: [(String, Cgroup.Limits)] = [
        ("quota_ns", .quota), ("memory_max_bytes", .memoryMax), ("memory_high_bytes", .memoryHigh),
        ("swap_max_bytes", .swapMax), ("swap_high_bytes", .swapHigh),
        ("memsw_max_bytes", .memswMax), ("zswap_max_bytes", .zswapMax), ("pids_max", .pidsMax),
    ]
}

extension Cgroup.Device: JSONObject {
    func write(to json: inout JSON) {
        json.field("major", major)
        json.field("minor", minor)
        json.field("read_bytes", readBytes)
        json.field("written_bytes", writtenBytes)
        json.field("reads", reads)
        json.field("writes", writes)
    }
}

extension Cgroup.Resource: JSONObject {
    func write(to json: inout JSON) {
        json.field("controller", controller?.rawValue)
        json.field("name", name)
        json.field("current", current)
        json.field("max", max)
        json.field("unlimited", isUnlimited)
        json.field("events_max", eventsMax)
        json.field("reserved", reserved)
        json.field("reserved_max", reservedMax)
        json.field("reserved_unlimited", isReservedUnlimited)
    }
}

extension CgroupTableRates: JSONObject {
    func write(to json: inout JSON) { write(to: &json, nil) }

    func write(to json: inout JSON, _ places: [Int]?) {
        json.field("interval_ns", intervalNs)
        // Without rates, the list is empty.
        let listed = places?.filter { $0 < cgroups.count }
        json.array("cgroups", listed.map { $0.map { cgroups[$0] } } ?? cgroups)
    }
}

extension CgroupRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("path", path)
        forEachField { json.field($0, $1) }
        json.object("pressure", pressure)
    }
}

#if !hasFeature(Embedded)
    extension CgroupTable {
        init(_ object: ObjectReader) throws {
            self.init()
            gone = try object.optional("gone") ?? 0
            try object.read("start", &start)
            try object.read("monotonic_ns", &monotonicNs)
            try object.read("hierarchies", &hierarchies)
            try object.read("cgroups", &cgroups)
            let count: Int? = try object.optional("count")
            documentCount = count == cgroups.count ? nil : count
        }
    }

    extension CgroupTable.Hierarchy {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("version", &version)
            try object.read("controllers", &controllers)
            try object.read("directory", &directory)
        }
    }

    extension Cgroup {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("path", &path)
            try object.read("depth", &depth)
            inode = try object.optional("inode") ?? 0
            try readFields(of: object)
            var names: [String] = []
            try object.read("unlimited", &names)
            for (name, limit) in Limits.named where names.contains(name) { unlimited.insert(limit) }
            try object.read("pressure", &pressure)
            try object.read("devices", &devices)
            try object.read("resources", &resources)
            try object.read("failures", &failures)
        }
    }

    extension Cgroup.Device {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("major", &major)
            try object.read("minor", &minor)
            try object.read("read_bytes", &readBytes)
            try object.read("written_bytes", &writtenBytes)
            try object.read("reads", &reads)
            try object.read("writes", &writes)
        }
    }

    extension Cgroup.Resource {
        init(_ object: ObjectReader) throws {
            self.init()
            let word: String? = try object.optional("controller")
            controller = word.flatMap { Controller(rawValue: $0) }
            try object.read("name", &name)
            try object.read("current", &current)
            try object.read("max", &max)
            try object.read("unlimited", &isUnlimited)
            try object.read("events_max", &eventsMax)
            try object.read("reserved", &reserved)
            try object.read("reserved_max", &reservedMax)
            try object.read("reserved_unlimited", &isReservedUnlimited)
        }
    }

    extension CgroupTableRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("cgroups", &cgroups)
        }
    }

    extension CgroupRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("path", &path)
            try readFields(of: object)
            try object.read("pressure", &pressure)
        }
    }
#endif
