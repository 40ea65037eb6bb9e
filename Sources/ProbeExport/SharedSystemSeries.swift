import Probe

/// What node_exporter has of the machine, its mounts and its interfaces that is no number, or two numbers of one field.
extension MetricsWriter {
    mutating func add(_ host: HostSystem) {
        if host.hostname != nil, host.kernelRelease != nil {
            add(
                "node_uname_info", "The system as uname(2) returns it.", .integer(1),
                [
                    ("machine", Self.machine), ("nodename", host.hostname),
                    ("release", host.kernelRelease), ("sysname", "Linux"),
                    ("version", host.kernelVersion),
                ])
        }
        if host.osId != nil || host.osName != nil {
            add(
                "node_os_info", "The operating system as /etc/os-release describes it.",
                .integer(1),
                [("id", host.osId), ("pretty_name", host.osName), ("version_id", host.osVersion)])
        }
        if let id = host.osId, let version = majorMinor(host.osVersion?.bytes ?? []) {
            add(
                "node_os_version", "The major and minor version of the operating system.",
                .integer(version.digits), scale: Scale(places: version.places), [("id", id)])
        }
        let board: [(name: Text, value: KernelName?)] = [
            ("bios_date", host.biosDate), ("bios_version", host.biosVersion),
            ("board_name", host.board), ("board_vendor", host.boardVendor),
            ("product_name", host.product), ("product_serial", host.serial),
            ("product_version", host.productVersion), ("system_vendor", host.vendor),
        ].filter { $0.value != nil }
        if !board.isEmpty {
            add("node_dmi_info", "The machine as its firmware describes it.", .integer(1), board)
        }
        if let isSynchronized = host.isClockSynchronized {
            add(
                "node_timex_sync_status", "1 if the clock is synchronized, 0 if not.",
                .integer(isSynchronized ? 1 : 0), [])
        }
    }

    /// The number that a version begins with, with at most one point: 22.04 of "22.04.1". Nil if there is none, or it
    /// is 0.
    private func majorMinor(_ version: [UInt8]) -> (digits: Int64, places: Int)? {
        var digits: Int64 = 0
        var places: Int?
        for byte in version.prefix(12) {
            if case 0...9 = byte &- UInt8(ascii: "0") {
                digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
                places = places.map { $0 + 1 }
            } else if byte == UInt8(ascii: "."), places == nil, digits > 0 {
                places = 0
            } else {
                break
            }
        }
        return digits > 0 ? (digits, places ?? 0) : nil
    }

    private static var machine: KernelName {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "aarch64"
        #else
            ""
        #endif
    }

    mutating func add(_ mount: Mount) {
        let labels: [(name: Text, value: KernelName?)] = [
            ("mountpoint", mount.mountPoint), ("device", mount.device), ("fstype", mount.type),
        ]
        add(
            "node_filesystem_device_error", "1 if the usage could not be read, 0 if not.",
            .integer(mount.failure == nil ? 0 : 1), labels)
        if mount.failure == nil {
            add(
                "node_filesystem_readonly", "1 if the file system is read-only, 0 if not.",
                .integer(mount.isReadOnly ? 1 : 0), labels)
        }
    }

    mutating func add(_ network: Networking, pageBytes: Int?) {
        for interface in network.interfaces { add(interface) }
        // Beside node_sockstat_TCP_mem_bytes and node_sockstat_UDP_mem_bytes.
        guard let pageBytes else { return }
        if let bytes = network.tcpMemoryBytes {
            add(
                "node_sockstat_TCP_mem", "Memory of the buffers of all TCP sockets, in pages.",
                .integer(bytes), scale: Scale(divisor: Int64(pageBytes)), [])
        }
        if let bytes = network.udpMemoryBytes {
            add(
                "node_sockstat_UDP_mem", "Memory of the buffers of all UDP sockets, in pages.",
                .integer(bytes), scale: Scale(divisor: Int64(pageBytes)), [])
        }
    }

    private mutating func add(_ interface: NetworkInterface) {
        let device: (name: Text, value: KernelName?) = ("device", interface.name)
        if let state = interface.operstate {
            add(
                "node_network_up", "1 if the operational state is up, 0 if not.",
                .integer(state == .up ? 1 : 0), [device])
        }
        if interface.operstate != nil || interface.flags != nil {
            let isUp = interface.flags.map { $0.contains(.up) }
            add(
                "node_network_info", "What the network interface is.", .integer(1),
                [
                    device, ("duplex", interface.duplex.map { KernelName($0.rawValue) }),
                    ("operstate", interface.operstate.map { KernelName($0.rawValue) }),
                    ("adminstate", isUp.map { $0 ? "up" : "down" }), ("ifalias", interface.alias),
                ].filter { $0.value != nil })
        }
        if let index = interface.index {
            add(
                "node_network_iface_id", "The index of the interface.", .integer(Int64(index)),
                [device])
        }
        // The link of a veth is its peer, whose index is not known.
        if let link = interface.lowerIndex ?? (interface.isLoopback ? interface.index : nil) {
            add(
                "node_network_iface_link", "The index of the lower device.", .integer(Int64(link)),
                [device])
        }
        guard let flags = interface.flags else { return }
        // What the kernel derives from the state is not in the file of /sys that node_exporter reads.
        let dormant = NetworkInterface.Flags(rawValue: 1 << 17)
        let derived: NetworkInterface.Flags = [.running, .lowerUp, dormant]
        add(
            "node_network_flags", "The flags of the interface.",
            .integer(Int64(flags.subtracting(derived).rawValue)), [device])
        // The kernel reports neither for an interface that is down.
        if flags.contains(.up) {
            add(
                "node_network_carrier", "1 if the interface has a carrier, 0 if not.",
                .integer(flags.contains(.lowerUp) ? 1 : 0), [device])
            add(
                "node_network_dormant", "1 if the interface waits for an event, 0 if not.",
                .integer(flags.contains(dormant) ? 1 : 0), [device])
        }
    }
}
