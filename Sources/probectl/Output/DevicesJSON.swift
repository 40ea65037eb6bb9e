import Probe

/// The sections of disks, file systems and the network, and of the time lost waiting.
extension SampleJSON {
    static func add(_ disk: Disk, to json: inout JSON) {
        json.field("monotonic_ns", disk.monotonicNs)
        json.array("devices", disk.devices) { json, device in
            json.object { json in
                json.field("device_major", device.deviceMajor)
                json.field("device_minor", device.deviceMinor)
                json.field("name", device.name)
                json.field("partition", device.isPartition)
                json.field("stacked", device.isStacked)
                json.field("mapped_name", device.mappedName)
                json.object("counters") { json in
                    device.counters.forEachField { json.field($0, $1) }
                }
                json.field("failure", device.failure)
            }
        }
    }

    static func add(_ io: IO, to json: inout JSON) {
        json.field("devices", io.devices)
        json.field("device_set", UInt64(io.deviceSet))
        json.object("total") { json in io.total.forEachField { json.field($0, $1) } }
        json.field("monotonic_ns", io.monotonicNs)
    }

    static func add(_ rates: DiskRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        json.array("devices", rates.devices) { json, device in
            json.object { json in
                json.field("device_major", device.deviceMajor)
                json.field("device_minor", device.deviceMinor)
                json.field("name", device.name)
                device.activity.forEachField { json.field($0, $1) }
            }
        }
    }

    static func add(_ rates: IORates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        rates.total.forEachField { json.field($0, $1) }
    }

    static func add(_ filesystem: Filesystem, to json: inout JSON) {
        json.array("mounts", filesystem.mounts) { json, mount in
            json.object { json in
                json.field("id", mount.id)
                json.field("parent_id", mount.parentId)
                json.field("device_major", mount.deviceMajor)
                json.field("device_minor", mount.deviceMinor)
                json.field("device", mount.device)
                json.field("mount_point", mount.mountPoint)
                json.field("root", mount.root)
                json.field("type", mount.type)
                json.field("options", mount.options)
                json.field("super_options", mount.superOptions)
                json.field("read_only", mount.isReadOnly)
                json.field("pseudo", mount.isPseudo)
                json.field("duplicate", mount.isDuplicate)
                json.field("covered", mount.isCovered)
                json.field("not_asked", mount.notAsked?.rawValue)
                mount.forEachField { json.field($0, $1) }
                json.field("failure", mount.failure)
            }
        }
    }

    static func add(_ network: Network, to json: inout JSON) {
        json.object("total") { json in network.total.forEachField { json.field($0, $1) } }
        network.forEachField { json.field($0, $1) }
        json.array("interfaces", network.interfaces) { json, interface in
            json.object { json in
                json.field("name", interface.name)
                // What is no number stands between the fields.
                interface.forEachField { field, value in
                    json.field(field, value)
                    if field.name == "index" {
                        json.strings("flags", interface.flags?.names)
                    } else if field.name == "speed_bits_per_second" {
                        json.field("duplex", interface.duplex?.rawValue)
                        json.field("operstate", interface.operstate?.rawValue)
                    }
                }
                json.field("loopback", interface.isLoopback)
                json.field("stacked", interface.isStacked)
                json.object("counters") { json in
                    interface.counters.forEachField { json.field($0, $1) }
                }
                json.field("failure", interface.failure)
            }
        }
    }

    static func add(_ rates: NetworkRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        json.object("total") { json in rates.total.forEachField { json.field($0, $1) } }
        rates.forEachField { json.field($0, $1) }
        json.array("interfaces", rates.interfaces) { json, interface in
            json.object { json in
                json.field("name", interface.name)
                json.field("index", interface.index)
                interface.traffic.forEachField { json.field($0, $1) }
            }
        }
    }

    private static func add(_ stall: Stall?, as key: JSON.Key, to json: inout JSON) {
        guard let stall else { return json.null(key) }
        json.object(key) { json in stall.forEachField { json.field($0, $1) } }
    }

    static func add(_ pressure: Pressure, to json: inout JSON) {
        add(pressure.cpu, as: "cpu", to: &json)
        add(pressure.memory, as: "memory", to: &json)
        add(pressure.io, as: "io", to: &json)
        add(pressure.irq, as: "irq", to: &json)
        json.field("monotonic_ns", pressure.monotonicNs)
    }

    private static func add(_ stalls: Stalls, as key: JSON.Key, to json: inout JSON) {
        json.object(key) { json in
            add(stalls.some, as: "some", to: &json)
            add(stalls.full, as: "full", to: &json)
        }
    }

    static func add(_ rates: PressureRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        rates.forEachField { json.field($0, $1) }
    }
}
