internal import CProbe

extension Optional<KernelName> {
    fileprivate mutating func set(_ text: borrowing cprobe_storage_text) {
        set(text.length != 0, text.bytes, text.length)
    }
}

extension Storage.DeviceType {
    fileprivate init(_ c: cprobe_block_type) {
        switch c {
        case .CPROBE_BLOCK_DISK: self = .disk
        case .CPROBE_BLOCK_ROM: self = .rom
        case .CPROBE_BLOCK_LOOP: self = .loop
        case .CPROBE_BLOCK_RAM: self = .ram
        case .CPROBE_BLOCK_ARRAY: self = .array
        case .CPROBE_BLOCK_LVM: self = .lvm
        case .CPROBE_BLOCK_CRYPT: self = .crypt
        case .CPROBE_BLOCK_MULTIPATH: self = .multipath
        case .CPROBE_BLOCK_MAPPED: self = .mapped
        case .CPROBE_BLOCK_CACHED: self = .bcache
        }
    }
}

extension Storage.Device {
    /// Takes what C read, but the devices below.
    mutating func set(_ c: UnsafePointer<cprobe_block_device>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
        type = Storage.DeviceType(c.pointee.type)
        vendor.set(c.pointee.vendor)
        model.set(c.pointee.model)
        serial.set(c.pointee.serial)
        wwid.set(c.pointee.wwid)
        firmware.set(c.pointee.firmware)
        state.set(c.pointee.state)
        scheduler.set(c.pointee.scheduler)
        zoned.set(c.pointee.zoned)
        mappedName.set(c.pointee.mapped_name)
        mappedUuid.set(c.pointee.mapped_uuid)
        volumeGroup.set(c.pointee.volume_group)
        logicalVolume.set(c.pointee.logical_volume)
        backingFile.set(
            c.pointee.backing_file_length != 0, c.pointee.backing_file,
            c.pointee.backing_file_length)
        failure.set(c.pointee.failure)
    }
}

extension Storage.RAIDArray {
    /// Takes what C read, but the members.
    mutating func set(_ c: UnsafePointer<cprobe_md_array>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
        level.set(c.pointee.level)
        metadata.set(c.pointee.metadata)
        state.set(c.pointee.state)
        syncAction.set(c.pointee.sync_action)
        failure.set(c.pointee.failure)
    }
}

extension Storage.Member {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_md_member>) {
        setFields(c)
        name.set(c.pointee.name, c.pointee.name_length)
        state.set(c.pointee.state)
        failure.set(c.pointee.failure)
    }
}

extension Storage.Device {
    /// Reads the health of an NVMe or ATA disk.
    fileprivate mutating func readHealth(_ collector: UnsafeMutablePointer<cprobe_collector>) {
        health = nil
        guard type == .disk,
            name.bytes.starts(with: "nvme".utf8) || name.bytes.starts(with: "sd".utf8)
        else { return }
        var c = cprobe_disk_health()
        var error = cprobe_failure()
        let code = name.bytes.withUnsafeBytes {
            cprobe_disk_health_read(
                collector, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, &c,
                &error)
        }
        if code == .CPROBE_OK {
            var read = Storage.Health()
            read.setFields(&c)
            health = read
        } else if code != .CPROBE_NOT_FOUND, failure == nil {
            failure.set(error)
        }
    }
}

extension Storage.ARC {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_arc>) {
        setFields(c)
        failure.set(c.pointee.failure)
    }
}

extension Storage.Btrfs {
    /// Takes what C read, but the lists.
    mutating func set(_ c: UnsafePointer<cprobe_btrfs>) {
        setFields(c)
        uuid.set(c.pointee.uuid.bytes, c.pointee.uuid.length)
        label.set(c.pointee.label)
        failure.set(c.pointee.failure)
    }
}

extension Storage.BtrfsDevice {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_btrfs_device>) {
        setFields(c)
        id = Int64(truncatingIfNeeded: c.pointee.id)
        failure.set(c.pointee.failure)
    }
}

extension Collector {
    mutating func read(into storage: inout Storage) throws(ProbeError) {
        while true {
            var c = cprobe_storage()
            var lists = cprobe_storage_lists(
                devices: storageItems.devices.buffer.baseAddress,
                device_capacity: storageItems.devices.buffer.count, device_count: 0,
                lower: storageItems.lower.buffer.baseAddress,
                lower_capacity: storageItems.lower.buffer.count, lower_count: 0,
                arrays: storageItems.arrays.buffer.baseAddress,
                array_capacity: storageItems.arrays.buffer.count, array_count: 0,
                members: storageItems.members.buffer.baseAddress,
                member_capacity: storageItems.members.buffer.count, member_count: 0,
                btrfs: storageItems.btrfs.buffer.baseAddress,
                btrfs_capacity: storageItems.btrfs.buffer.count, btrfs_count: 0,
                btrfs_devices: storageItems.btrfsDevices.buffer.baseAddress,
                btrfs_device_capacity: storageItems.btrfsDevices.buffer.count,
                btrfs_device_count: 0)
            var failure = cprobe_failure()
            guard cprobe_storage_read(self.storage, &c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            if storageItems.grow(lists) { continue }
            storageItems.copy(lists, to: &storage)
            storageItems.copyBtrfs(lists, to: &storage)
            for index in storage.devices.indices {
                if readsHealth {
                    storage.devices[index].readHealth(self.storage)
                } else {
                    storage.devices[index].health = nil
                }
            }
            if c.has_arc {
                var arc = storage.arc ?? Storage.ARC()
                withUnsafePointer(to: c.arc) { arc.set($0) }
                storage.arc = arc
            } else {
                storage.arc = nil
            }
            storage.monotonicNs = number(c.monotonic_ns, c.has_monotonic)
            storage.failures.set(c.failures)
            return
        }
    }
}

/// The buffers of the lists.
struct StorageItems {
    var devices = Items<cprobe_block_device>(capacity: 16)
    var lower = Items<cprobe_lower_device>(capacity: 16)
    var arrays = Items<cprobe_md_array>(capacity: 16)
    var members = Items<cprobe_md_member>(capacity: 16)
    var btrfs = Items<cprobe_btrfs>(capacity: 1)
    var btrfsDevices = Items<cprobe_btrfs_device>(capacity: 4)

    /// Enlarges the buffers. True if one is new, and empty. The lists of what devices consist of
    /// grow along with the devices, before their items are counted: all devices would be read again
    /// if one of these lists were too short.
    mutating func grow(_ lists: cprobe_storage_lists) -> Bool {
        let count = lists.device_count
        var isNew = devices.grow(to: count)
        isNew = lower.grow(to: max(lists.lower_count, count)) || isNew
        isNew = arrays.grow(to: max(lists.array_count, count)) || isNew
        isNew = members.grow(to: max(lists.member_count, count)) || isNew
        isNew = btrfs.grow(to: lists.btrfs_count) || isNew
        return btrfsDevices.grow(to: lists.btrfs_device_count) || isNew
    }

    mutating func copy(_ lists: cprobe_storage_lists, to storage: inout Storage) {
        storage.devices.resize(to: lists.device_count, with: Storage.Device())
        for index in 0..<lists.device_count {
            let c = devices.buffer.baseAddress! + index
            storage.devices[index].set(c)
            copyLower(
                c.pointee.first_lower, c.pointee.lower_count, to: &storage.devices[index].lower)
        }
        storage.arrays.resize(to: lists.array_count, with: Storage.RAIDArray())
        for index in 0..<lists.array_count {
            let c = arrays.buffer.baseAddress! + index
            storage.arrays[index].set(c)
            let count = c.pointee.member_count
            storage.arrays[index].members.resize(to: count, with: Storage.Member())
            for position in 0..<count {
                storage.arrays[index].members[position].set(
                    members.buffer.baseAddress! + c.pointee.first_member + position)
            }
        }
    }

    mutating func copyBtrfs(_ lists: cprobe_storage_lists, to storage: inout Storage) {
        storage.btrfs.resize(to: lists.btrfs_count, with: Storage.Btrfs())
        for index in 0..<lists.btrfs_count {
            let c = btrfs.buffer.baseAddress! + index
            storage.btrfs[index].set(c)
            copyLower(
                c.pointee.first_lower, c.pointee.lower_count, to: &storage.btrfs[index].lower)
            let count = c.pointee.device_count
            storage.btrfs[index].devices.resize(to: count, with: Storage.BtrfsDevice())
            for position in 0..<count {
                storage.btrfs[index].devices[position].set(
                    btrfsDevices.buffer.baseAddress! + c.pointee.first_device + position)
            }
        }
    }

    private mutating func copyLower(_ first: Int, _ count: Int, to names: inout [KernelName]) {
        names.resize(to: count, with: KernelName())
        for position in 0..<count {
            let item = lower.buffer.baseAddress! + first + position
            names[position].set(item.pointee.name, item.pointee.name_length)
        }
    }

    func deallocate() {
        btrfs.deallocate()
        btrfsDevices.deallocate()
        devices.deallocate()
        lower.deallocate()
        arrays.deallocate()
        members.deallocate()
    }
}
