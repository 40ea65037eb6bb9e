extension Routing {
    func write(to json: inout JSON) {
        json.array("routes", routes)
        json.array("neighbours", neighbours)
        json.array("qdiscs", qdiscs)
        json.array("wireless", wireless)
        json.array("drivers", drivers)
        json.object("xfrm", xfrm)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Routing.Route: JSONObject {
    func write(to json: inout JSON) {
        json.field("family", family.rawValue)
        json.field("type", type?.rawValue)
        json.field("destination", NetworkAddress.text(destination))
        json.field("gateway", gateway.map { NetworkAddress.text($0) })
        json.field("interface", interface)
        json.field("interface_index", interfaceIndex)
        forEachField { json.field($0, $1) }
    }
}

extension Routing.Neighbour: JSONObject {
    func write(to json: inout JSON) {
        json.field("family", family.rawValue)
        json.field("address", NetworkAddress.text(address))
        json.field("link_address", linkAddress.map { NetworkAddress.linkText($0) })
        json.field("state", state?.rawValue)
        json.field("interface", interface)
        json.field("interface_index", interfaceIndex)
    }
}

extension Routing.Qdisc: JSONObject {
    func write(to json: inout JSON) {
        json.field("kind", kind)
        json.field("handle", handle.description)
        json.field("parent", parent.description)
        json.field("interface", interface)
        json.field("interface_index", interfaceIndex)
        forEachField { json.field($0, $1) }
    }
}

extension Routing.Wireless: JSONObject {
    func write(to json: inout JSON) {
        json.field("interface", interface)
        forEachField { json.field($0, $1) }
    }
}

extension Routing.Driver: JSONObject {
    func write(to json: inout JSON) {
        json.field("interface", interface)
        json.field("interface_index", interfaceIndex)
        json.field("name", name)
        json.field("version", version)
        json.field("firmware", firmware)
        json.field("bus", bus)
    }
}

extension Routing.Xfrm: JSONRecord {}

#if !hasFeature(Embedded)
    extension Routing {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("routes", &routes)
            try object.read("neighbours", &neighbours)
            try object.read("qdiscs", &qdiscs)
            try object.read("wireless", &wireless)
            try object.read("drivers", &drivers)
            try object.read("xfrm", &xfrm)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Routing.Route {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("family", &family)
            try object.read("type", &type)
            destination = try NetworkAddress.bytes("destination", of: object) ?? []
            gateway = try NetworkAddress.bytes("gateway", of: object)
            try object.read("interface", &interface)
            try object.read("interface_index", &interfaceIndex)
            try readFields(of: object)
        }
    }

    extension Routing.Neighbour {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("family", &family)
            address = try NetworkAddress.bytes("address", of: object) ?? []
            linkAddress = try NetworkAddress.linkBytes("link_address", of: object)
            try object.read("state", &state)
            try object.read("interface", &interface)
            try object.read("interface_index", &interfaceIndex)
        }
    }

    extension Routing.Qdisc {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("kind", &kind)
            handle = try Self.handle("handle", of: object) ?? handle
            parent = try Self.handle("parent", of: object) ?? parent
            try object.read("interface", &interface)
            try object.read("interface_index", &interfaceIndex)
            try readFields(of: object)
        }

        private static func handle(
            _ key: String, of object: ObjectReader
        ) throws -> Routing.QdiscHandle? {
            guard let text: String = try object.optional(key) else { return nil }
            guard let handle = Routing.QdiscHandle(text) else {
                throw object.corrupted(key, "not a handle")
            }
            return handle
        }
    }

    extension Routing.QdiscHandle {
        /// The handle of a ``description``; nil for another text.
        init?(_ description: String) {
            if description == "root" {
                self = .root
                return
            }
            let parts = description.split(separator: ":", omittingEmptySubsequences: false)
            func number(_ part: Substring) -> UInt32? {
                part.isEmpty ? 0 : UInt16(part, radix: 16).map { UInt32($0) }
            }
            guard parts.count == 2, let major = number(parts[0]), let minor = number(parts[1])
            else { return nil }
            self.init(rawValue: major << 16 | minor)
        }
    }

    extension Routing.Wireless {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interface", &interface)
            try readFields(of: object)
        }
    }

    extension Routing.Driver {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interface", &interface)
            try object.read("interface_index", &interfaceIndex)
            try object.read("name", &name)
            try object.read("version", &version)
            try object.read("firmware", &firmware)
            try object.read("bus", &bus)
        }
    }
#endif
