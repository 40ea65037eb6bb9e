import Probe
import ProbeExport
import Testing

@Suite("What node_exporter has of devices that is no number")
struct DeviceTests {
    @Test("Disks, with what they are if their section was read")
    func disks() {
        var disk = Disk()
        var sda = DiskDevice(name: "sda")
        (sda.deviceMajor, sda.deviceMinor) = (8, 0)
        var sda1 = DiskDevice(name: "sda1")
        (sda1.deviceMajor, sda1.deviceMinor, sda1.isPartition) = (8, 1, true)
        var mapped = DiskDevice(name: "dm-0")
        (mapped.deviceMajor, mapped.mappedName) = (253, "vg0-root")
        disk.devices = [sda, sda1, mapped]
        var sample = Sample()
        sample.disk = .value(disk)
        var metrics = Metrics(sample)
        #expect(metrics.problems == [])
        #expect(
            metrics.value("node_disk_info", ["device": "sda", "major": "8", "minor": "0"]) == "1")
        #expect(
            metrics.value(
                "node_disk_device_mapper_info", ["device": "dm-0", "name": "vg0-root"]) == "1")
        var storage = Storage()
        var device = Storage.Device()
        (device.name, device.model, device.serial) = ("sda", "ST8000NT001-3LZ101  x", "ZA1")
        (device.firmware, device.wwid) = ("EN01", "naa.5000c500a1b2c3d4")
        device.isRotational = true
        storage.devices = [device]
        sample.storage = .value(storage)
        metrics = Metrics(sample)
        #expect(metrics.problems == [])
        var labels = [
            "device": "sda", "major": "8", "minor": "0", "model": "ST8000NT001-3LZ101_x",
            "serial": "ZA1", "revision": "EN01", "wwn": "0x5000c500a1b2c3d4", "rotational": "1",
        ]
        #expect(metrics.value("node_disk_info", labels) == "1")
        // A partition has what its disk is; nothing of another disk.
        (labels["device"], labels["minor"], labels["rotational"]) = ("sda1", "1", nil)
        #expect(metrics.value("node_disk_info", labels) == "1")
        #expect(
            metrics.value("node_disk_info", ["device": "dm-0", "major": "253", "minor": "0"])
                == "1")
        #expect(metrics.types["node_disk_info"] == "gauge")
    }

    @Test("The controllers of NVMe disks, each once")
    func controllers() {
        func storage(_ names: [String]) -> Sample {
            var storage = Storage()
            storage.devices = names.map { name in
                var device = Storage.Device()
                (device.name, device.model) = (KernelName(name), "M")
                return device
            }
            var sample = Sample()
            sample.storage = .value(storage)
            return sample
        }
        func controllers(_ names: [String]) -> [String] {
            let metrics = Metrics(storage(names))
            #expect(metrics.problems == [])
            return metrics.values.keys.filter { $0.name == "node_nvme_info" }
                .map { $0.labels["device"] ?? "" }.sorted()
        }
        #expect(controllers(["nvme0n1", "nvme0n2", "nvme11n1"]) == ["nvme0", "nvme11"])
        #expect(controllers(["nvme0c0n1", "nvme0c3n1", "nvme0n1"]) == ["nvme0", "nvme3"])
        #expect(controllers(["nvme", "nvme0", "nvmexn1", "nvme0n", "nvme1n1p1", "sda"]) == [])
    }

    @Test("Arrays, btrfs and the cache of ZFS")
    func storage() {
        var storage = Storage()
        var array = Storage.RAIDArray()
        (array.name, array.state, array.syncAction) = ("md0", "active", "recover")
        (array.raidDisks, array.degradedDisks) = (3, 1)
        array.members = [
            ("sda1", "in_sync"), ("sdb1", "faulty"), ("sdc1", "spare"),
            ("sdd1", "spare,write_mostly"),
        ].map {
            var member = Storage.Member()
            (member.name, member.state) = (KernelName($0), KernelName($1))
            member.isFaulty = $1 == "faulty"
            // Of the spares, sdc1 is being rebuilt.
            member.slot = ["sda1": 0, "sdc1": 1][$0]
            return member
        }
        var stopped = Storage.RAIDArray()
        (stopped.name, stopped.state) = ("md1", "inactive")
        storage.arrays = [array, stopped]
        var arc = Storage.ARC()
        (arc.sizeBytes, arc.targetBytes, arc.hits) = (100, 200, 7)
        storage.arc = arc
        var btrfs = Storage.Btrfs()
        (btrfs.uuid, btrfs.label) = ("1-2", "data")
        (btrfs.dataTotalBytes, btrfs.dataUsedBytes, btrfs.mixedTotalBytes) = (30, 20, 5)
        var device = Storage.BtrfsDevice()
        (device.id, device.readErrors, device.generationErrors) = (2, 4, 5)
        btrfs.devices = [device]
        storage.btrfs = [btrfs]
        var sample = Sample()
        sample.storage = .value(storage)
        let metrics = Metrics(sample)
        #expect(metrics.problems == [])
        let pairs: [(String, [String: String], String, String)] = [
            ("node_md_state", ["device": "md0", "state": "recovering"], "1", "gauge"),
            ("node_md_state", ["device": "md0", "state": "active"], "0", "gauge"),
            ("node_md_state", ["device": "md1", "state": "inactive"], "1", "gauge"),
            ("node_md_disks", ["device": "md0", "state": "active"], "2", "gauge"),
            ("node_md_disks", ["device": "md0", "state": "failed"], "1", "gauge"),
            ("node_md_disks", ["device": "md0", "state": "spare"], "1", "gauge"),
            ("node_md_disks_required", ["device": "md0"], "3", "gauge"),
            ("node_md_degraded", ["device": "md0"], "1", "gauge"),
            ("node_zfs_arc_size", [:], "100", "untyped"),
            ("node_zfs_arc_c", [:], "200", "untyped"),
            ("node_zfs_arc_hits", [:], "7", "untyped"),
            ("node_btrfs_info", ["uuid": "1-2", "label": "data"], "1", "gauge"),
            (
                "node_btrfs_size_bytes", ["uuid": "1-2", "block_group_type": "data"], "30",
                "gauge"
            ),
            (
                "node_btrfs_used_bytes", ["uuid": "1-2", "block_group_type": "data"], "20",
                "gauge"
            ),
            ("probe_storage_mixed_total_bytes", ["uuid": "1-2"], "5", "gauge"),
            (
                "node_btrfs_device_errors_total", ["uuid": "1-2", "id": "2", "type": "read"],
                "4", "counter"
            ),
            (
                "node_btrfs_device_errors_total", ["uuid": "1-2", "id": "2", "type": "generation"],
                "5", "counter"
            ),
        ]
        for (name, labels, value, type) in pairs {
            #expect(metrics.value(name, labels) == value, "\(name) \(labels)")
            #expect(metrics.types[name] == type, "\(name)")
        }
        #expect(metrics.value("node_md_disks", ["device": "md1", "state": "active"]) == nil)
    }

    @Test("The machine: its version, firmware and memory errors")
    func host() {
        func metrics(_ version: KernelName?) -> Metrics {
            var host = HostSystem()
            (host.osId, host.osVersion) = ("debian", version)
            (host.vendor, host.product, host.biosDate) = ("LENOVO", "20XW", "02/27/2020")
            (host.memoryCorrectedErrors, host.memoryUncorrectedErrors) = (6, 0)
            var sample = Sample()
            sample.host = .value(host)
            return Metrics(sample)
        }
        for (version, value) in [
            ("12", "12"), ("22.04", "22.04"), ("3.19.1", "3.19"), ("9.", "9"), ("rolling", nil),
            ("", nil), ("0", nil), (".5", nil),
        ] as [(String, String?)] {
            let text = metrics(KernelName(version))
            #expect(text.problems == [])
            #expect(text.value("node_os_version", ["id": "debian"]) == value, "\(version)")
        }
        let text = metrics(nil)
        #expect(
            text.value(
                "node_dmi_info",
                ["system_vendor": "LENOVO", "product_name": "20XW", "bios_date": "02/27/2020"])
                == "1")
        #expect(text.value("node_edac_correctable_errors_total") == "6")
        #expect(text.value("node_edac_uncorrectable_errors_total") == "0")
        #expect(text.types["node_edac_correctable_errors_total"] == "counter")
    }

    @Test("Interfaces and the memory of sockets")
    func network() {
        var network = Networking()
        (network.tcpMemoryBytes, network.udpMemoryBytes) = (12288, 4096)
        var eth = NetworkInterface(name: "eth0.7")
        (eth.index, eth.lowerIndex, eth.operstate, eth.duplex) = (4, 2, .up, .full)
        eth.alias = "uplink"
        // 0x1003 of the file of /sys, and what follows from the state.
        eth.flags = NetworkInterface.Flags(rawValue: 0x11043)
        var peer = NetworkInterface(name: "veth0")
        (peer.index, peer.operstate) = (9, .down)
        peer.flags = []
        network.interfaces = [eth, peer]
        var connections = Connections()
        connections.udp.receiveQueuedBytes = 2816
        connections.udp6.sendQueuedBytes = 0
        var sample = Sample()
        sample.network = .value(network)
        sample.connections = .value(connections)
        let metrics = Metrics(sample)
        #expect(metrics.problems == [])
        let pairs: [(String, [String: String], String)] = [
            ("node_sockstat_TCP_mem", [:], "3"), ("node_sockstat_UDP_mem", [:], "1"),
            ("node_sockstat_TCP_mem_bytes", [:], "12288"),
            (
                "node_network_info",
                [
                    "device": "eth0.7", "operstate": "up", "adminstate": "up", "duplex": "full",
                    "ifalias": "uplink",
                ], "1"
            ),
            (
                "node_network_info",
                ["device": "veth0", "operstate": "down", "adminstate": "down"], "1"
            ),
            ("node_network_flags", ["device": "eth0.7"], "4099"),
            ("node_network_iface_id", ["device": "eth0.7"], "4"),
            ("node_network_iface_link", ["device": "eth0.7"], "2"),
            ("node_network_dormant", ["device": "eth0.7"], "0"),
            ("node_udp_queues", ["queue": "rx", "ip": "v4"], "2816"),
            ("node_udp_queues", ["queue": "tx", "ip": "v6"], "0"),
        ]
        for (name, labels, value) in pairs {
            #expect(metrics.value(name, labels) == value, "\(name) \(labels)")
            #expect(metrics.types[name] == "gauge", "\(name)")
        }
        #expect(metrics.value("node_network_iface_link", ["device": "veth0"]) == nil)
        #expect(metrics.value("node_network_dormant", ["device": "veth0"]) == nil)
        #expect(metrics.value("node_udp_queues", ["queue": "tx", "ip": "v4"]) == nil)
    }
}
