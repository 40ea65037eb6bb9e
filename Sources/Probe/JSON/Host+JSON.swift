extension HostSystem: JSONObject {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.field("clock_synchronized", isClockSynchronized)
        json.field("hostname", hostname)
        json.field("kernel_release", kernelRelease)
        json.field("kernel_version", kernelVersion)
        json.field("os_name", osName)
        json.field("os_id", osId)
        json.field("os_version", osVersion)
        json.field("boot_id", bootID?.description)
        json.field("machine_id", machineId)
        json.field("vendor", vendor)
        json.field("product", product)
        json.field("product_version", productVersion)
        json.field("serial", serial)
        json.field("board_vendor", boardVendor)
        json.field("board", board)
        json.field("bios_version", biosVersion)
        json.field("bios_date", biosDate)
        json.objects("sessions", sessions)
    }
}

extension HostSystem.Session: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        json.field("uid", uid.map(Int64.init))
        json.field("user", user)
        json.field("seat", seat)
        json.field("tty", tty)
        json.field("host", host)
        json.field("service", service)
        json.field("type", type)
        json.field("class_name", className)
        json.field("state", state)
        json.field("leader", leader)
        json.field("since_ns", sinceNs)
        json.field("remote", isRemote)
    }
}

#if !hasFeature(Embedded)
    extension HostSystem {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("hostname", &hostname)
            try object.read("kernel_release", &kernelRelease)
            try object.read("kernel_version", &kernelVersion)
            try object.read("os_name", &osName)
            try object.read("os_id", &osId)
            try object.read("os_version", &osVersion)
            try object.read("boot_id", &bootID)
            try object.read("machine_id", &machineId)
            try object.read("vendor", &vendor)
            try object.read("product", &product)
            try object.read("product_version", &productVersion)
            try object.read("serial", &serial)
            try object.read("board_vendor", &boardVendor)
            try object.read("board", &board)
            try object.read("bios_version", &biosVersion)
            try object.read("bios_date", &biosDate)
            sessions = try object.optional("sessions")
        }
    }

    extension HostSystem.Session {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try object.read("uid", &uid)
            try object.read("user", &user)
            try object.read("seat", &seat)
            try object.read("tty", &tty)
            try object.read("host", &host)
            try object.read("service", &service)
            try object.read("type", &type)
            try object.read("class_name", &className)
            try object.read("state", &state)
            try object.read("leader", &leader)
            try object.read("since_ns", &sinceNs)
            try object.read("remote", &isRemote)
        }
    }
#endif
