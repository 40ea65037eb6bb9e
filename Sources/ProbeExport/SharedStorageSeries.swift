import Probe

/// What node_exporter has of block devices, arrays and btrfs that is no number, or counts items.
extension MetricsWriter {
    /// The devices of section `disk`. What they are is known if section `storage` was read, too.
    mutating func add(_ disks: [DiskDevice], _ storage: Storage?) {
        var whole: Storage.Device?
        for disk in disks {
            // A partition has the model of its disk, which precedes it.
            if !disk.isPartition { whole = storage?.devices.first { $0.name == disk.name } }
            let rotates = disk.isPartition ? nil : whole?.isRotational
            add(
                "node_disk_info", "What the block device is.", .integer(1),
                [
                    ("device", disk.name), ("major", KernelName("\(disk.deviceMajor)")),
                    ("minor", KernelName("\(disk.deviceMinor)")),
                    ("model", whole?.model.map { plain($0) }),
                    ("revision", whole?.firmware.map { plain($0) }),
                    ("rotational", rotates.map { $0 ? "1" : "0" }),
                    ("serial", whole?.serial.map { plain($0) }),
                    ("wwn", whole.flatMap { worldWideName($0) }),
                ].filter { $0.value != nil })
            if let name = disk.mappedName {
                add(
                    "node_disk_device_mapper_info", "What the device of the device mapper is.",
                    .integer(1),
                    [
                        ("device", disk.name), ("name", name), ("uuid", whole?.mappedUuid),
                        ("vg_name", whole?.volumeGroup), ("lv_name", whole?.logicalVolume),
                    ].filter { $0.value != nil })
            }
        }
    }

    /// A text as udev has it in its database, from which node_exporter takes it: blanks are one "_".
    private func plain(_ name: KernelName) -> KernelName {
        let parts = name.bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return KernelName(bytes: Array(parts.joined(separator: [UInt8(ascii: "_")])))
    }

    /// The identifier as udev has it: "0x5000c500a1b2c3d4" of "naa.5000c500a1b2c3d4"; that of an NVMe disk as it is.
    private func worldWideName(_ device: Storage.Device) -> KernelName? {
        guard let id = device.wwid else { return nil }
        if device.name.bytes.starts(with: "nvme".utf8) { return id }
        guard id.bytes.starts(with: "naa.".utf8), id.bytes.count >= 20 else { return nil }
        return KernelName(bytes: Array("0x".utf8) + id.bytes[4..<20])
    }

    mutating func add(_ storage: Storage) {
        addControllers(storage.devices)
        for array in storage.arrays { add(array) }
        for system in storage.btrfs {
            add(
                "node_btrfs_info", "What the file system of btrfs is.", .integer(1),
                [("uuid", system.uuid), ("label", system.label)].filter { $0.value != nil })
        }
    }

    /// The controllers of NVMe disks, each once: it can have several namespaces. A disk with several paths has a
    /// hidden device for each, which is called after the controller: nvme0c1n1 is of nvme1.
    private mutating func addControllers(_ devices: [Storage.Device]) {
        var added: [[UInt8]] = []
        var withPaths: [Int] = []
        for device in devices {
            if let name = NamespaceName(device.name.bytes), name.controller != nil {
                withPaths.append(name.subsystem)
            }
        }
        for device in devices {
            guard let name = NamespaceName(device.name.bytes),
                name.controller != nil || !withPaths.contains(name.subsystem)
            else { continue }
            let controller = Array("nvme\(name.controller ?? name.subsystem)".utf8)
            guard !added.contains(controller) else { continue }
            added.append(controller)
            add(
                "node_nvme_info", "What the NVMe disk is.", .integer(1),
                [
                    ("device", KernelName(bytes: controller)),
                    ("firmware_revision", device.firmware), ("model", device.model),
                    ("serial", device.serial), ("state", device.state),
                ].filter { $0.value != nil })
        }
    }

    private mutating func add(_ array: Storage.RAIDArray) {
        let device: (name: Text, value: KernelName?) = ("device", array.name)
        func addState(_ state: KernelName, _ isSo: Bool, _ writer: inout MetricsWriter) {
            writer.add(
                "node_md_state", "1 for the state of the array, 0 for others.",
                .integer(isSo ? 1 : 0), [device, ("state", state)])
        }
        let isInactive = array.state == "inactive" || array.state == "clear"
        if array.state != nil {
            let action = isInactive ? nil : array.syncAction
            let isResync = action == "resync" || action == "repair"
            let isBusy = isResync || action == "recover" || action == "check" || action == "reshape"
            addState("active", !isInactive && !isBusy, &self)
            addState("inactive", isInactive, &self)
            addState("recovering", action == "recover", &self)
            addState("resync", isResync, &self)
            addState("check", action == "check", &self)
        }
        func addCount(_ state: KernelName, _ count: Int64, _ writer: inout MetricsWriter) {
            writer.add(
                "node_md_disks", "The members of the array in each state.", .integer(count),
                [device, ("state", state)])
        }
        guard array.failure == nil, array.members.allSatisfy({ $0.state != nil }) else { return }
        // An array without redundancy has no count of missing members: it needs all.
        if let all = array.raidDisks, !isInactive {
            let (active, overflows) = all.subtractingReportingOverflow(array.degradedDisks ?? 0)
            if !overflows, active >= 0 { addCount("active", active, &self) }
        }
        addCount("failed", Int64(array.members.count { $0.isFaulty == true }), &self)
        // A spare that is being rebuilt has a position already.
        let spares = array.members.count {
            $0.slot == nil && $0.state?.bytes.starts(with: "spare".utf8) == true
        }
        addCount("spare", Int64(spares), &self)
    }
}

/// The name of a namespace of an NVMe disk: "nvme0n1", or "nvme0c1n1" of one path to it.
private struct NamespaceName {
    let subsystem: Int
    /// The controller of a path.
    let controller: Int?

    init?(_ name: [UInt8]) {
        var rest = name[...]
        func number(after word: StaticString) -> Int? {
            let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
            guard rest.starts(with: word) else { return nil }
            let digits = rest.dropFirst(word.count).prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.count < 10 else { return nil }
            rest = rest[digits.endIndex...]
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let subsystem = number(after: "nvme") else { return nil }
        self.subsystem = subsystem
        controller = number(after: "c")
        guard number(after: "n") != nil, rest.isEmpty else { return nil }
    }
}
