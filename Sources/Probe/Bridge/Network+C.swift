internal import CProbe

extension NetworkInterface.Duplex {
    init(_ c: cprobe_duplex) {
        switch c {
        case .CPROBE_DUPLEX_HALF: self = .half
        case .CPROBE_DUPLEX_FULL: self = .full
        }
    }
}

extension NetworkInterface.OperState {
    init(_ c: cprobe_operstate) {
        switch c {
        case .CPROBE_OPERSTATE_UNKNOWN: self = .unknown
        case .CPROBE_OPERSTATE_NOTPRESENT: self = .notpresent
        case .CPROBE_OPERSTATE_DOWN: self = .down
        case .CPROBE_OPERSTATE_LOWERLAYERDOWN: self = .lowerlayerdown
        case .CPROBE_OPERSTATE_TESTING: self = .testing
        case .CPROBE_OPERSTATE_DORMANT: self = .dormant
        case .CPROBE_OPERSTATE_UP: self = .up
        }
    }
}

extension NetworkInterface {
    /// Copies from the C struct.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_interface>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_interface_field) -> Bool { cprobe_has(fields, field.rawValue) }
        setFields(c)
        name.set(&c.pointee.name, c.pointee.name_length)
        flags =
            has(.CPROBE_INTERFACE_FLAGS) ? NetworkInterface.Flags(rawValue: c.pointee.flags) : nil
        duplex = has(.CPROBE_INTERFACE_DUPLEX) ? Duplex(c.pointee.duplex) : nil
        operstate = has(.CPROBE_INTERFACE_STATE) ? OperState(c.pointee.operstate) : nil
        alias.set(
            has(.CPROBE_INTERFACE_ALIAS), at: &c.pointee.alias, c.pointee.alias_length)
        setAlternativeNames(
            has(.CPROBE_INTERFACE_ALTERNATIVE_NAMES), &c.pointee.alternative_names,
            Int(c.pointee.alternative_names_length))
        isLoopback = c.pointee.loopback
        isStacked = c.pointee.stacked
        counters.setFields(&c.pointee.counters)
        failure.set(c.pointee.failure)
    }
}

extension NetworkInterface {
    /// Takes names that are each ended by a NUL; allocates only if they changed.
    private mutating func setAlternativeNames(
        _ areThere: Bool, _ bytes: UnsafeRawPointer, _ length: Int
    ) {
        guard areThere else {
            alternativeNames = nil
            return
        }
        let names = UnsafeRawBufferPointer(start: bytes, count: length)
        if let old = alternativeNames, Self.have(old, names) { return }
        alternativeNames = names.split(separator: 0).map { KernelName(bytes: [UInt8]($0)) }
    }

    private static func have(_ old: [KernelName], _ names: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        for name in old {
            for byte in name.bytes {
                guard offset < names.count, names[offset] == byte else { return false }
                offset += 1
            }
            guard offset < names.count, names[offset] == 0 else { return false }
            offset += 1
        }
        return offset == names.count
    }
}

extension KernelName? {
    /// Takes other bytes; nil where there are none.
    fileprivate mutating func set(_ isThere: Bool, at bytes: UnsafeRawPointer, _ length: UInt32) {
        guard isThere else {
            self = nil
            return
        }
        if self == nil { self = KernelName() }
        self!.set(bytes, length)
    }
}

extension Networking {
    /// Copies the section and each interface from the C structs.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_network>,
        _ items: UnsafeMutableBufferPointer<cprobe_interface>
    ) {
        setFields(c)
        total.setFields(&c.pointee.total)
        ip.setFields(&c.pointee.ip)
        icmp.setFields(&c.pointee.icmp)
        tcp.setFields(&c.pointee.tcp)
        udp.setFields(&c.pointee.udp)
        udplite.setFields(&c.pointee.udplite)
        interfaces.set(items, with: NetworkInterface()) { $0.set($1) }
        failures.set(c.pointee.failures)
    }
}

extension NetworkAddress {
    init(_ c: cprobe_address) {
        func bytes<Array>(_ array: Array) -> [UInt8] {
            Swift.withUnsafeBytes(of: array) { [UInt8]($0.prefix(Int(c.address_length))) }
        }
        name.set(c.name, c.name_length)
        index = c.index == 0 ? nil : Int(c.index)
        switch c.family {
        case .CPROBE_FAMILY_IPV4: family = .ipv4
        case .CPROBE_FAMILY_IPV6: family = .ipv6
        case .CPROBE_FAMILY_HARDWARE: family = .hardware
        }
        self.bytes = bytes(c.address)
        prefixBits = c.has_prefix ? Int(c.prefix_bits) : nil
        mask = c.has_mask ? bytes(c.mask) : nil
        broadcast = c.has_broadcast ? bytes(c.broadcast) : nil
        scopeId = c.has_scope_id ? Int(c.scope_id) : nil
    }
}
