import Probe

/// The sections of disks, file systems and the network, and of the time lost waiting.
extension SampleJSON {
    private static func members(of counters: DiskCounters, to json: inout JSON) {
        json.field("reads", counters.reads)
        json.field("reads_merged", counters.readsMerged)
        json.field("read_bytes", counters.readBytes)
        json.field("read_ns", counters.readNs)
        json.field("writes", counters.writes)
        json.field("writes_merged", counters.writesMerged)
        json.field("write_bytes", counters.writeBytes)
        json.field("write_ns", counters.writeNs)
        json.field("in_flight", counters.inFlight)
        json.field("busy_ns", counters.busyNs)
        json.field("weighted_ns", counters.weightedNs)
        json.field("discards", counters.discards)
        json.field("discards_merged", counters.discardsMerged)
        json.field("discard_bytes", counters.discardBytes)
        json.field("discard_ns", counters.discardNs)
        json.field("flushes", counters.flushes)
        json.field("flush_ns", counters.flushNs)
    }

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
                json.object("counters") { members(of: device.counters, to: &$0) }
                json.field("failure", device.failure)
            }
        }
    }

    static func add(_ io: IO, to json: inout JSON) {
        json.field("devices", io.devices)
        json.field("device_set", UInt64(io.deviceSet))
        json.object("total") { members(of: io.total, to: &$0) }
        json.field("monotonic_ns", io.monotonicNs)
    }

    private static func members(of activity: DiskActivity, to json: inout JSON) {
        json.field("reads_per_second", activity.readsPerSecond)
        json.field("reads_merged_per_second", activity.readsMergedPerSecond)
        json.field("read_bytes_per_second", activity.readBytesPerSecond)
        json.field("writes_per_second", activity.writesPerSecond)
        json.field("writes_merged_per_second", activity.writesMergedPerSecond)
        json.field("write_bytes_per_second", activity.writeBytesPerSecond)
        json.field("discards_per_second", activity.discardsPerSecond)
        json.field("discard_bytes_per_second", activity.discardBytesPerSecond)
        json.field("flushes_per_second", activity.flushesPerSecond)
        json.field("utilization_percent", activity.utilizationPercent)
        json.field("mean_read_wait_ns", activity.meanReadWaitNs)
        json.field("mean_write_wait_ns", activity.meanWriteWaitNs)
        json.field("mean_wait_ns", activity.meanWaitNs)
        json.field("mean_queue", activity.meanQueue)
    }

    static func add(_ rates: DiskRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        json.array("devices", rates.devices) { json, device in
            json.object { json in
                json.field("device_major", device.deviceMajor)
                json.field("device_minor", device.deviceMinor)
                json.field("name", device.name)
                members(of: device.activity, to: &json)
            }
        }
    }

    static func add(_ rates: IORates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        members(of: rates.total, to: &json)
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
                json.field("total_bytes", mount.totalBytes)
                json.field("free_bytes", mount.freeBytes)
                json.field("available_bytes", mount.availableBytes)
                json.field("used_bytes", mount.usedBytes)
                json.field("usage_percent", mount.usagePercent)
                json.field("inodes_total", mount.inodesTotal)
                json.field("inodes_free", mount.inodesFree)
                json.field("inodes_used", mount.inodesUsed)
                json.field("failure", mount.failure)
            }
        }
    }

    private static func members(of traffic: Traffic, to json: inout JSON) {
        json.field("rx_bytes", traffic.rxBytes)
        json.field("rx_packets", traffic.rxPackets)
        json.field("rx_errors", traffic.rxErrors)
        json.field("rx_dropped", traffic.rxDropped)
        json.field("rx_fifo", traffic.rxFifo)
        json.field("rx_frame", traffic.rxFrame)
        json.field("rx_compressed", traffic.rxCompressed)
        json.field("rx_multicast", traffic.rxMulticast)
        json.field("tx_bytes", traffic.txBytes)
        json.field("tx_packets", traffic.txPackets)
        json.field("tx_errors", traffic.txErrors)
        json.field("tx_dropped", traffic.txDropped)
        json.field("tx_fifo", traffic.txFifo)
        json.field("tx_collisions", traffic.txCollisions)
        json.field("tx_carrier", traffic.txCarrier)
        json.field("tx_compressed", traffic.txCompressed)
    }

    static func add(_ network: Network, to json: inout JSON) {
        json.object("total") { members(of: network.total, to: &$0) }
        json.field("sockets_used", network.socketsUsed)
        json.field("tcp_established", network.tcpEstablished)
        json.field("tcp_retransmits", network.tcpRetransmits)
        json.field("monotonic_ns", network.monotonicNs)
        json.array("interfaces", network.interfaces) { json, interface in
            json.object { json in
                json.field("name", interface.name)
                json.field("index", interface.index)
                json.strings("flags", interface.flags?.names)
                json.field("mtu_bytes", interface.mtuBytes)
                json.field("speed_bits_per_second", interface.speedBitsPerSecond)
                json.field("duplex", interface.duplex?.rawValue)
                json.field("operstate", interface.operstate?.rawValue)
                json.field("lower_index", interface.lowerIndex)
                json.field("master_index", interface.masterIndex)
                json.field("loopback", interface.isLoopback)
                json.field("stacked", interface.isStacked)
                json.object("counters") { members(of: interface.counters, to: &$0) }
                json.field("failure", interface.failure)
            }
        }
    }

    private static func members(of rates: TrafficRates, to json: inout JSON) {
        json.field("rx_bytes_per_second", rates.rxBytesPerSecond)
        json.field("rx_packets_per_second", rates.rxPacketsPerSecond)
        json.field("rx_errors_per_second", rates.rxErrorsPerSecond)
        json.field("rx_dropped_per_second", rates.rxDroppedPerSecond)
        json.field("rx_multicast_per_second", rates.rxMulticastPerSecond)
        json.field("tx_bytes_per_second", rates.txBytesPerSecond)
        json.field("tx_packets_per_second", rates.txPacketsPerSecond)
        json.field("tx_errors_per_second", rates.txErrorsPerSecond)
        json.field("tx_dropped_per_second", rates.txDroppedPerSecond)
        json.field("tx_collisions_per_second", rates.txCollisionsPerSecond)
    }

    static func add(_ rates: NetworkRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        json.object("total") { members(of: rates.total, to: &$0) }
        json.field("tcp_retransmits_per_second", rates.tcpRetransmitsPerSecond)
        json.array("interfaces", rates.interfaces) { json, interface in
            json.object { json in
                json.field("name", interface.name)
                json.field("index", interface.index)
                members(of: interface.traffic, to: &json)
            }
        }
    }

    private static func add(_ stall: Stall?, as key: JSON.Key, to json: inout JSON) {
        guard let stall else { return json.null(key) }
        json.object(key) { json in
            json.field("avg10_percent", stall.avg10Percent)
            json.field("avg60_percent", stall.avg60Percent)
            json.field("avg300_percent", stall.avg300Percent)
            json.field("total_ns", stall.totalNs)
        }
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
        json.field("cpu_some_percent", rates.cpuSomePercent)
        json.field("cpu_full_percent", rates.cpuFullPercent)
        json.field("memory_some_percent", rates.memorySomePercent)
        json.field("memory_full_percent", rates.memoryFullPercent)
        json.field("io_some_percent", rates.ioSomePercent)
        json.field("io_full_percent", rates.ioFullPercent)
        json.field("irq_full_percent", rates.irqFullPercent)
    }
}
