internal import CProbe

extension Mount.NotAsked {
    init?(_ c: cprobe_not_asked) {
        switch c {
        case .CPROBE_NOT_ASKED_NONE: return nil
        case .CPROBE_NOT_ASKED_PSEUDO: self = .pseudo
        case .CPROBE_NOT_ASKED_NETWORK: self = .network
        case .CPROBE_NOT_ASKED_USER_SPACE: self = .userSpace
        case .CPROBE_NOT_ASKED_UNKNOWN_TYPE: self = .unknownType
        case .CPROBE_NOT_ASKED_BEHIND: self = .behind
        case .CPROBE_NOT_ASKED_COVERED: self = .covered
        case .CPROBE_NOT_ASKED_CAPTURED: self = .captured
        }
    }
}

extension Mount {
    /// Takes what C read. `text` is where its texts are.
    mutating func set(_ c: borrowing cprobe_mount, _ text: UnsafePointer<CChar>?) {
        let fields = c.present_fields
        func has(_ field: cprobe_mount_field) -> Bool { cprobe_has(fields, field.rawValue) }
        func bytes(_ range: cprobe_text_range) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                start: text.map { $0 + Int(range.offset) }, count: Int(range.length))
        }
        id = Int(c.id)
        parentId = Int(c.parent_id)
        deviceMajor = Int(c.device_major)
        deviceMinor = Int(c.device_minor)
        device.set(bytes(c.device))
        mountPoint.set(bytes(c.mount_point))
        root.set(bytes(c.root))
        type.set(bytes(c.type))
        options.set(bytes(c.options))
        superOptions.set(bytes(c.super_options))
        isReadOnly = c.read_only
        isPseudo = c.pseudo
        isDuplicate = c.duplicate
        isCovered = c.covered
        notAsked = NotAsked(c.not_asked)
        totalBytes = has(.CPROBE_MOUNT_TOTAL) ? c.total_bytes : nil
        freeBytes = has(.CPROBE_MOUNT_FREE) ? c.free_bytes : nil
        availableBytes = has(.CPROBE_MOUNT_AVAILABLE) ? c.available_bytes : nil
        usedBytes = has(.CPROBE_MOUNT_USED) ? c.used_bytes : nil
        usagePercent = has(.CPROBE_MOUNT_USAGE) ? c.usage_percent : nil
        inodesTotal = has(.CPROBE_MOUNT_INODES_TOTAL) ? c.inodes_total : nil
        inodesFree = has(.CPROBE_MOUNT_INODES_FREE) ? c.inodes_free : nil
        inodesUsed = has(.CPROBE_MOUNT_INODES_USED) ? c.inodes_used : nil
        failure.set(c.failure)
    }
}

extension Filesystem {
    /// Takes what C read: the section, and each mount.
    mutating func set(_ c: cprobe_filesystem, _ storage: cprobe_mounts) {
        mounts.resize(to: storage.count, with: Mount())
        for index in 0..<storage.count {
            mounts[index].set(storage.items[index], storage.text)
        }
        failures.set(c.failures)
    }
}
