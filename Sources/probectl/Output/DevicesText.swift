import Probe

/// The sections of disks, file systems, the network and pressure.
extension SampleText {
    // A captured root has no clock, so there are no rates to print.
    private var disks: DiskRates? { rates?.disk.intervalNs == nil ? nil : rates?.disk }
    private var links: NetworkRates? { rates?.network.intervalNs == nil ? nil : rates?.network }
    private var totals: IORates? { rates?.io.intervalNs == nil ? nil : rates?.io }
    private var stalls: PressureRates? { rates?.pressure.intervalNs == nil ? nil : rates?.pressure }

    /// Devices with any I/O since boot: whole devices, and stacked devices with their names.
    func add(_ disk: Disk, to page: inout Page) {
        var table = Table([
            Column(least: 8), Column(least: 12), Column(rank: 1), Column(rank: 3), Column(rank: 1),
            Column(rank: 3), Column(rank: 2), Column(rank: 4),
        ])
        for (index, device) in disk.devices.enumerated() where !device.isPartition {
            let counters = device.counters
            guard (counters.reads ?? 0) > 0 || (counters.writes ?? 0) > 0 else { continue }
            let name = device.mappedName ?? device.name
            if let activity = disks?.devices[index].activity {
                table.add([
                    Cell(safe(name.description)),
                    Cell("\(right(percent(activity.utilizationPercent), 6)) busy"),
                    flow("read", activity.readBytesPerSecond, activity.readsPerSecond),
                    Cell(wait(activity.meanReadWaitNs)),
                    flow("write", activity.writeBytesPerSecond, activity.writesPerSecond),
                    Cell(wait(activity.meanWriteWaitNs)),
                    Cell(activity.meanQueue.map { "queue \(decimal($0))" } ?? ""),
                    Cell(
                        hasTotals
                            ? Self.total("read", counters.readBytes, "written", counters.writeBytes)
                            : ""),
                ])
            } else {
                table.add([Cell(safe(name.description)), sinceBoot(device.counters)])
            }
        }
        table.rows.isEmpty ? page.line("disk", "none in use") : page.rows("disk", table)
    }

    /// "1.1 GiB in, 212 MiB out".
    private static func total(
        _ first: String, _ firstBytes: Int64?, _ second: String, _ secondBytes: Int64?
    ) -> String {
        func text(_ count: Int64?) -> String { count.map { bytes($0) } ?? "-" }
        return "\(text(firstBytes)) \(first), \(text(secondBytes)) \(second)"
    }

    private func flow(_ verb: String, _ bytesPerSecond: Double?, _ perSecond: Double?) -> Cell {
        guard let bytesPerSecond, let perSecond else { return Cell("\(verb) -") }
        let flow = "\(verb) \(rate(bytesPerSecond))"
        return Cell("\(flow), \(decimal(perSecond, 0))/s", short: flow)
    }

    private func wait(_ ns: Int64?) -> String {
        ns.map { "\(decimal(Double($0) / 1e6)) ms" } ?? ""
    }

    private func sinceBoot(_ counters: DiskCounters) -> Cell {
        let read = counters.readBytes.map { bytes($0) } ?? "-"
        let written = counters.writeBytes.map { bytes($0) } ?? "-"
        func count(_ count: Int64?) -> String { count.map { "\($0)" } ?? "-" }
        return Cell(
            "read \(read) in \(count(counters.reads)), written \(written) in "
                + "\(count(counters.writes)) since boot",
            short: "read \(read), written \(written)")
    }

    func add(_ io: IO, to page: inout Page) {
        guard let total = totals?.total else {
            return page.line("io", sinceBoot(io.total).text)
        }
        page.line(
            "io",
            flow("read", total.readBytesPerSecond, total.readsPerSecond).text + "   "
                + flow("write", total.writeBytesPerSecond, total.writesPerSecond).text
                + "   of \(counted(io.devices, "device"))")
        if hasTotals { page.line("", sinceBoot(io.total).text) }
    }

    func add(_ filesystem: Filesystem, to page: inout Page) {
        var table = Table([
            Column(), Column(rank: 2), Column(rank: 1), Column(least: 18),
            Column(rank: 3, least: 8),
        ])
        for mount in filesystem.mounts {
            let place = safe(mount.mountPoint.description)
            let kind =
                safe("\(mount.type) \(mount.device)") + (mount.isReadOnly ? ", read-only" : "")
            if let total = mount.totalBytes, let used = mount.usedBytes {
                table.add(
                    right(percent(mount.usagePercent), 6), "\(bytes(used)) of \(bytes(total))",
                    mount.availableBytes.map { "\(bytes($0)) free" } ?? "", place, kind)
            } else {
                let why = why(mount)
                // The reason is the text after the colon.
                let short = why.firstIndex(of: ":").map { String(why[..<$0]) }
                table.add([
                    Cell("     -"), Cell(why, short: short), Cell(""), Cell(place), Cell(kind),
                ])
            }
        }
        filesystem.mounts.isEmpty
            ? page.line("filesystem", "none") : page.rows("filesystem", table)
    }

    /// Why the usage of a mount is not printed.
    private func why(_ mount: Mount) -> String {
        switch mount.notRequested {
        case .pseudo: return "no storage"
        case .network: return "usage not read: network file system"
        case .userSpace: return "usage not read: served by a process"
        case .unknownType: return "usage not read: unknown type"
        case .behind: return "usage not read: behind such a mount"
        case .covered: return "covered by another mount"
        case .captured: return "not known of a captured root"
        case nil: return "not known: \(mount.failure.map { "\($0)" } ?? "no blocks")"
        }
    }

    /// Interfaces that are up, or have any traffic since they were created; all if the section was named.
    func add(_ network: Networking, to page: inout Page) {
        var table = Table([
            Column(least: 8), Column(), Column(), Column(rank: 1, least: 12), Column(rank: 2),
            Column(rank: 3),
        ])
        for (index, interface) in network.interfaces.enumerated() {
            let counters = interface.counters
            let isUsed = (counters.rxBytes ?? 0) > 0 || (counters.txBytes ?? 0) > 0
            guard isOnly || isUsed || interface.operstate == .up else { continue }
            let name = safe(interface.name.description)
            if let traffic = links?.interfaces[index].traffic {
                table.add([
                    Cell(name), flow("in", traffic.rxBytesPerSecond, traffic.rxPacketsPerSecond),
                    flow("out", traffic.txBytesPerSecond, traffic.txPacketsPerSecond),
                    Cell(trouble(traffic)), Cell(state(interface)),
                    Cell(
                        hasTotals ? Self.total("in", counters.rxBytes, "out", counters.txBytes) : ""
                    ),
                ])
            } else {
                table.add(
                    name, "\(counters.rxBytes.map { bytes($0) } ?? "-") in",
                    "\(counters.txBytes.map { bytes($0) } ?? "-") out", state(interface))
            }
        }
        if table.rows.isEmpty {
            let isUnknown = network.interfaces.isEmpty && network.total.rxBytes == nil
            page.line(
                "network", isUnknown ? "the interfaces are not known" : "no interface is up")
        } else {
            page.rows("network", table)
        }
        if hasTotals, let links { add(network.total, links.total, to: &page) }
        let again = links?.tcpRetransmitsPerSecond.map {
            "\(decimal($0)) TCP retransmits/s"
        }
        let sockets = [
            network.tcpEstablished.map { counted($0, "TCP connection") },
            network.tcpTimeWait.flatMap { $0 > 0 ? "\($0) in TIME-WAIT" : nil },
            network.socketsUsed.map { counted($0, "socket") }, again,
            links?.udpRcvbufErrorsPerSecond.flatMap {
                $0 > 0 ? "\(decimal($0)) UDP datagrams dropped/s" : nil
            },
        ].compactMap { $0 }
        if !sockets.isEmpty {
            page.line("", sockets.joined(separator: ", "))
        }
        if let trouble = Self.trouble(
            network, links, sample.protocols.value, rates?.protocols)
        {
            page.line("", trouble, isAlarm: true)
        }
    }

    /// All interfaces but loopback and stacked ones, whose traffic another interface counts.
    private func add(
        _ total: NetworkTraffic, _ rates: NetworkTrafficRates, to page: inout Page
    ) {
        let parts = [
            flow("in", rates.rxBytesPerSecond, rates.rxPacketsPerSecond).text,
            flow("out", rates.txBytesPerSecond, rates.txPacketsPerSecond).text,
            Self.total("in", total.rxBytes, "out", total.txBytes),
        ]
        page.line("", "all: \(parts.joined(separator: "   "))")
    }

    /// Connections that are refused or time out, and many orphans; nil without trouble.
    static func trouble(
        _ network: Networking, _ links: NetworkRates?, _ protocols: Protocols?,
        _ rates: ProtocolRates?
    ) -> String? {
        // Losing less than 1% of the segments is normal on any network.
        func many(_ rate: Double?, _ what: String) -> String? {
            guard let rate, let sent = links?.tcpOutSegsPerSecond, rate >= 1,
                rate * 100 >= sent + rate
            else { return nil }
            return "\(decimal(rate)) \(what)/s"
        }
        func some(_ rate: Double?, _ what: String) -> String? {
            rate.flatMap { $0 > 0 ? "\(decimal($0)) \(what)/s" : nil }
        }
        let parts = [
            some(rates?.listenDropsPerSecond, "connections dropped"),
            many(links?.tcpRetransmitsPerSecond, "TCP retransmits"),
            many(rates?.tcpTimeoutsPerSecond, "TCP timeouts"),
            some(rates?.tcpAbortOnMemoryPerSecond, "connections reset for lack of memory"),
            network.tcpOrphans.flatMap { $0 >= manyOrphans ? "\($0) orphans" : nil },
            protocols?.conntrackPercent.flatMap {
                $0 >= 75 ? "connection tracking \(percent($0)) full" : nil
            },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "trouble: \(parts.joined(separator: ", "))"
    }

    /// Sockets without a process: the kernel ends some from 4,096 on, on the smallest machines.
    private static let manyOrphans: Int64 = 1000

    /// Errors and drops, if any.
    private func trouble(_ traffic: NetworkTrafficRates) -> String {
        let errors = (traffic.rxErrorsPerSecond ?? 0) + (traffic.txErrorsPerSecond ?? 0)
        let drops = (traffic.rxDroppedPerSecond ?? 0) + (traffic.txDroppedPerSecond ?? 0)
        return [
            errors > 0 ? "\(decimal(errors)) errors/s" : nil,
            drops > 0 ? "\(decimal(drops)) dropped/s" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    private func state(_ interface: NetworkInterface) -> String {
        let speed = interface.speedBitsPerSecond.map { bits in
            bits >= 1_000_000_000
                ? "\(cores(Double(bits) / 1e9)) Gbit/s" : "\(bits / 1_000_000) Mbit/s"
        }
        return [interface.operstate?.rawValue, speed].compactMap { $0 }.joined(separator: ", ")
    }

    func add(_ pressure: Pressure, to page: inout Page) {
        func figure(_ stall: Pressure.Stall?, _ rate: Double?) -> String {
            percent(stalls == nil ? stall?.avg10Percent : rate)
        }
        let window = stalls
        let parts = [
            ("cpu", figure(pressure.cpu.some, window?.cpuSomePercent)),
            ("memory", figure(pressure.memory.some, window?.memorySomePercent)),
            ("io", figure(pressure.io.some, window?.ioSomePercent)),
        ].map { "\($0.0) \($0.1)" }.joined(separator: "   ")
        let span = stalls == nil ? " over 10 s" : ""
        page.line("pressure", "\(parts)   of the time some task waited\(span)")
    }
}
