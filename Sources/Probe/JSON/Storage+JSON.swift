extension Storage {
    func write(to json: inout JSON) {
        json.array("devices", devices)
        json.array("arrays", arrays)
        if let arc {
            json.object("arc") { arc.write(to: &$0) }
        } else {
            json.null("arc")
        }
        json.array("btrfs", btrfs)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Storage.Device: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("type", type.rawValue)
        forEachField { json.field($0, $1) }
        json.field("read_only", isReadOnly)
        json.field("removable", isRemovable)
        json.field("hidden", isHidden)
        json.field("rotational", isRotational)
        json.field("write_back", isWriteBack)
        json.field("vendor", vendor)
        json.field("model", model)
        json.field("serial", serial)
        json.field("wwid", wwid)
        json.field("firmware", firmware)
        json.field("state", state)
        json.field("scheduler", scheduler)
        json.field("zoned", zoned)
        json.field("mapped_name", mappedName)
        json.field("mapped_uuid", mappedUuid)
        json.field("volume_group", volumeGroup)
        json.field("logical_volume", logicalVolume)
        json.field("backing_file", backingFile)
        json.names("lower", lower)
        if let health {
            json.object("health") { health.write(to: &$0) }
        } else {
            json.null("health")
        }
        json.field("failure", failure)
    }
}

extension Storage.Health: JSONObject {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.field("failure_predicted", isFailurePredicted)
    }
}

extension Storage.RAIDArray: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("level", level)
        json.field("metadata", metadata)
        json.field("state", state)
        json.field("sync_action", syncAction)
        forEachField { json.field($0, $1) }
        json.array("members", members)
        json.field("failure", failure)
    }
}

extension Storage.Member: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("state", state)
        forEachField { json.field($0, $1) }
        json.field("faulty", isFaulty)
        json.field("failure", failure)
    }
}

extension Storage.ARC: JSONObject {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension Storage.Btrfs: JSONObject {
    func write(to json: inout JSON) {
        json.field("uuid", uuid)
        json.field("label", label)
        forEachField { json.field($0, $1) }
        json.names("lower", lower)
        json.array("devices", devices)
        json.field("failure", failure)
    }
}

extension Storage.BtrfsDevice: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        forEachField { json.field($0, $1) }
        json.field("missing", isMissing)
        json.field("failure", failure)
    }
}

#if !hasFeature(Embedded)
    extension Storage {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("devices", &devices)
            try object.read("arrays", &arrays)
            arc = try object.optional("arc")
            try object.read("btrfs", &btrfs)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Storage.Device {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("type", &type)
            try readFields(of: object)
            try object.read("vendor", &vendor)
            try object.read("model", &model)
            try object.read("serial", &serial)
            try object.read("wwid", &wwid)
            try object.read("firmware", &firmware)
            try object.read("state", &state)
            try object.read("scheduler", &scheduler)
            try object.read("zoned", &zoned)
            try object.read("mapped_name", &mappedName)
            try object.read("mapped_uuid", &mappedUuid)
            try object.read("volume_group", &volumeGroup)
            try object.read("logical_volume", &logicalVolume)
            try object.read("backing_file", &backingFile)
            lower = try object.names("lower") ?? []
            health = try object.optional("health")
            try object.read("failure", &failure)
        }
    }

    extension Storage.Health {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
        }
    }

    extension Storage.RAIDArray {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("level", &level)
            try object.read("metadata", &metadata)
            try object.read("state", &state)
            try object.read("sync_action", &syncAction)
            try readFields(of: object)
            try object.read("members", &members)
            try object.read("failure", &failure)
        }
    }

    extension Storage.Member {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("state", &state)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension Storage.ARC {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension Storage.Btrfs {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("uuid", &uuid)
            try object.read("label", &label)
            try readFields(of: object)
            lower = try object.names("lower") ?? []
            try object.read("devices", &devices)
            try object.read("failure", &failure)
        }
    }

    extension Storage.BtrfsDevice {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }
#endif
