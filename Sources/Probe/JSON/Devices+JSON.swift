// The sections of disks, file systems, the network and pressure.

extension Disk: JSONObject {
    func write(to json: inout JSON) {
        json.field("monotonic_ns", monotonicNs)
        json.array("devices", devices)
    }
}

extension DiskDevice: JSONObject {
    func write(to json: inout JSON) {
        json.field("device_major", deviceMajor)
        json.field("device_minor", deviceMinor)
        json.field("name", name)
        json.field("partition", isPartition)
        json.field("stacked", isStacked)
        json.field("mapped_name", mappedName)
        json.object("counters", counters)
        json.field("failure", failure)
    }
}

extension DiskCounters: JSONRecord {}

extension IO: JSONObject {
    func write(to json: inout JSON) {
        json.field("devices", devices)
        json.field("device_set", Int64(deviceSet))
        json.object("total", total)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension DiskRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        json.array("devices", devices)
    }
}

extension DiskDeviceRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("device_major", deviceMajor)
        json.field("device_minor", deviceMinor)
        json.field("name", name)
        activity.write(to: &json)
    }
}

extension DiskActivity: JSONRecord {}

extension IORates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        total.write(to: &json)
    }
}

extension Filesystem: JSONObject {
    func write(to json: inout JSON) {
        json.array("mounts", mounts)
    }
}

extension Mount: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", id)
        json.field("parent_id", parentId)
        json.field("device_major", deviceMajor)
        json.field("device_minor", deviceMinor)
        json.field("device", device)
        json.field("mount_point", mountPoint)
        json.field("root", root)
        json.field("type", type)
        json.field("options", options)
        json.field("super_options", superOptions)
        json.field("read_only", isReadOnly)
        json.field("pseudo", isPseudo)
        json.field("duplicate", isDuplicate)
        json.field("covered", isCovered)
        json.field("not_requested", notRequested?.rawValue)
        forEachField { json.field($0, $1) }
        json.field("failure", failure)
    }
}

extension Networking: JSONObject {
    func write(to json: inout JSON) {
        json.object("total", total)
        forEachField { json.field($0, $1) }
        json.object("ip", ip)
        json.object("icmp", icmp)
        json.object("tcp", tcp)
        json.object("udp", udp)
        json.object("udplite", udplite)
        json.array("interfaces", interfaces)
    }
}

extension IPCounters: JSONRecord {}
extension ICMPCounters: JSONRecord {}
extension TCPCounters: JSONRecord {}
extension UDPCounters: JSONRecord {}

extension NetworkInterface: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        // Keys with other values than numbers are written between the fields.
        forEachField { field, value in
            json.field(field, value)
            if field.name == "index" {
                json.strings("flags", flags?.names)
            } else if field.name == "speed_bits_per_second" {
                json.field("duplex", duplex?.rawValue)
                json.field("operstate", operstate?.rawValue)
            }
        }
        json.field("alias", alias)
        if let alternativeNames {
            json.names("alternative_names", alternativeNames)
        } else {
            json.null("alternative_names")
        }
        json.field("loopback", isLoopback)
        json.field("stacked", isStacked)
        json.object("counters", counters)
        json.field("failure", failure)
    }
}

extension NetworkTraffic: JSONRecord {}

extension NetworkRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        json.object("total", total)
        forEachField { json.field($0, $1) }
        json.array("interfaces", interfaces)
    }
}

extension NetworkInterfaceRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("index", index)
        traffic.write(to: &json)
    }
}

extension NetworkTrafficRates: JSONRecord {}

extension Pressure: JSONObject {
    func write(to json: inout JSON) {
        json.object("cpu", cpu)
        json.object("memory", memory)
        json.object("io", io)
        json.object("irq", irq)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension Pressure.Stalls: JSONObject {
    func write(to json: inout JSON) {
        json.object("some", some)
        json.object("full", full)
    }
}

extension Pressure.Stall: JSONRecord {}

extension PressureRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("interval_ns", intervalNs)
        forEachField { json.field($0, $1) }
    }
}
