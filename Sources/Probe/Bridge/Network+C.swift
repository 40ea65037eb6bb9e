internal import CProbe

extension Traffic {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_traffic>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_traffic_field) -> Bool { cprobe_has(fields, field.rawValue) }
        rxBytes = has(.CPROBE_TRAFFIC_RX_BYTES) ? c.pointee.rx_bytes : nil
        rxPackets = has(.CPROBE_TRAFFIC_RX_PACKETS) ? c.pointee.rx_packets : nil
        rxErrors = has(.CPROBE_TRAFFIC_RX_ERRORS) ? c.pointee.rx_errors : nil
        rxDropped = has(.CPROBE_TRAFFIC_RX_DROPPED) ? c.pointee.rx_dropped : nil
        rxFifo = has(.CPROBE_TRAFFIC_RX_FIFO) ? c.pointee.rx_fifo : nil
        rxFrame = has(.CPROBE_TRAFFIC_RX_FRAME) ? c.pointee.rx_frame : nil
        rxCompressed = has(.CPROBE_TRAFFIC_RX_COMPRESSED) ? c.pointee.rx_compressed : nil
        rxMulticast = has(.CPROBE_TRAFFIC_RX_MULTICAST) ? c.pointee.rx_multicast : nil
        txBytes = has(.CPROBE_TRAFFIC_TX_BYTES) ? c.pointee.tx_bytes : nil
        txPackets = has(.CPROBE_TRAFFIC_TX_PACKETS) ? c.pointee.tx_packets : nil
        txErrors = has(.CPROBE_TRAFFIC_TX_ERRORS) ? c.pointee.tx_errors : nil
        txDropped = has(.CPROBE_TRAFFIC_TX_DROPPED) ? c.pointee.tx_dropped : nil
        txFifo = has(.CPROBE_TRAFFIC_TX_FIFO) ? c.pointee.tx_fifo : nil
        txCollisions = has(.CPROBE_TRAFFIC_TX_COLLISIONS) ? c.pointee.tx_collisions : nil
        txCarrier = has(.CPROBE_TRAFFIC_TX_CARRIER) ? c.pointee.tx_carrier : nil
        txCompressed = has(.CPROBE_TRAFFIC_TX_COMPRESSED) ? c.pointee.tx_compressed : nil
    }
}

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
    /// Takes what C read.
    mutating func set(_ c: UnsafeMutablePointer<cprobe_interface>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_interface_field) -> Bool { cprobe_has(fields, field.rawValue) }
        name.set(&c.pointee.name, c.pointee.name_length)
        index = has(.CPROBE_INTERFACE_INDEX) ? Int(c.pointee.index) : nil
        flags = has(.CPROBE_INTERFACE_FLAGS) ? InterfaceFlags(rawValue: c.pointee.flags) : nil
        mtuBytes = has(.CPROBE_INTERFACE_MTU) ? c.pointee.mtu_bytes : nil
        speedBitsPerSecond = has(.CPROBE_INTERFACE_SPEED) ? c.pointee.speed_bits_per_second : nil
        duplex = has(.CPROBE_INTERFACE_DUPLEX) ? Duplex(c.pointee.duplex) : nil
        operstate = has(.CPROBE_INTERFACE_STATE) ? OperState(c.pointee.operstate) : nil
        lowerIndex = has(.CPROBE_INTERFACE_LOWER) ? Int(c.pointee.lower_index) : nil
        masterIndex = has(.CPROBE_INTERFACE_MASTER) ? Int(c.pointee.master_index) : nil
        isLoopback = c.pointee.loopback
        isStacked = c.pointee.stacked
        counters.set(&c.pointee.counters)
        failure.set(c.pointee.failure)
    }
}

extension Network {
    /// Takes what C read: the section, and each interface.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_network>,
        _ items: UnsafeMutableBufferPointer<cprobe_interface>
    ) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_network_field) -> Bool { cprobe_has(fields, field.rawValue) }
        total.set(&c.pointee.total)
        socketsUsed = has(.CPROBE_NETWORK_SOCKETS_USED) ? c.pointee.sockets_used : nil
        tcpEstablished = has(.CPROBE_NETWORK_TCP_ESTABLISHED) ? c.pointee.tcp_established : nil
        tcpRetransmits = has(.CPROBE_NETWORK_TCP_RETRANSMITS) ? c.pointee.tcp_retransmits : nil
        monotonicNs = has(.CPROBE_NETWORK_MONOTONIC) ? c.pointee.monotonic_ns : nil
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
