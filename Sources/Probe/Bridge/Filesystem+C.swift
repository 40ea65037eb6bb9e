internal import CProbe

extension Mount.NotRequested {
    init?(_ c: cprobe_not_requested) {
        switch c {
        case .CPROBE_NOT_REQUESTED_NONE: return nil
        case .CPROBE_NOT_REQUESTED_PSEUDO: self = .pseudo
        case .CPROBE_NOT_REQUESTED_NETWORK: self = .network
        case .CPROBE_NOT_REQUESTED_USER_SPACE: self = .userSpace
        case .CPROBE_NOT_REQUESTED_UNKNOWN_TYPE: self = .unknownType
        case .CPROBE_NOT_REQUESTED_BEHIND: self = .behind
        case .CPROBE_NOT_REQUESTED_COVERED: self = .covered
        case .CPROBE_NOT_REQUESTED_CAPTURED: self = .captured
        }
    }
}

extension Mount {
    /// Copies from the C struct. `text` is the buffer of its texts.
    mutating func set(_ c: UnsafePointer<cprobe_mount>, _ text: UnsafePointer<CChar>?) {
        func bytes(_ range: cprobe_text_range) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                start: text.map { $0 + Int(range.offset) }, count: Int(range.length))
        }
        id = Int(c.pointee.id)
        parentId = Int(c.pointee.parent_id)
        deviceMajor = Int(c.pointee.device_major)
        deviceMinor = Int(c.pointee.device_minor)
        device.set(bytes(c.pointee.device))
        mountPoint.set(bytes(c.pointee.mount_point))
        root.set(bytes(c.pointee.root))
        type.set(bytes(c.pointee.type))
        options.set(bytes(c.pointee.options))
        superOptions.set(bytes(c.pointee.super_options))
        isReadOnly = c.pointee.read_only
        isPseudo = c.pointee.pseudo
        isDuplicate = c.pointee.duplicate
        isCovered = c.pointee.covered
        notRequested = NotRequested(c.pointee.not_requested)
        setFields(c)
        failure.set(c.pointee.failure)
    }
}

extension Filesystem {
    /// Copies the section and each mount from the C structs.
    mutating func set(_ c: UnsafePointer<cprobe_filesystem>, _ storage: cprobe_mounts) {
        let items = UnsafeMutableBufferPointer(start: storage.items, count: storage.count)
        mounts.set(items, with: Mount()) { $0.set($1, storage.text) }
        failures.set(c.pointee.failures)
    }
}
