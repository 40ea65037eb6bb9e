import Probe

/// The machine itself, the important lines first.
extension SampleText {
    func add(_ host: HostSystem, to page: inout Page) {
        func words(_ names: KernelName?...) -> String? {
            let known = names.compactMap { $0.map { safe($0.description) } }
            return known.isEmpty ? nil : known.joined(separator: " ")
        }
        let system = [
            host.osName.map { safe($0.description) },
            host.kernelRelease.map { "Linux \(safe($0.description))" },
        ].compactMap { $0 }.joined(separator: ", ")
        let name = host.hostname.map { safe($0.description) } ?? "name unknown"
        page.line("host", system.isEmpty ? name : "\(name): \(system)")
        if let machine = words(host.vendor, host.product, host.productVersion) {
            let serial = host.serial.map { ", serial number \(safe($0.description))" } ?? ""
            let firmware = words(host.biosVersion, host.biosDate).map { ", firmware \($0)" } ?? ""
            page.line("", "\(machine)\(serial)\(firmware)")
        }
        if let open = host.openFiles {
            let most = host.openFilesMax.map { " of at most \($0)" } ?? ""
            let inodes = host.inodesAllocated.map { ", \(counted($0, "inode")) in memory" } ?? ""
            let isAlarm = host.openFilesMax.map { Double(open) >= 0.9 * Double($0) } ?? false
            page.line("", "\(counted(open, "open file"))\(most)\(inodes)", isAlarm: isAlarm)
        }
        if let isSynchronized = host.isClockSynchronized {
            let error = host.clockMaximumErrorNs.map {
                ", off by at most \(decimal(Double($0) / 1e6, 1)) ms"
            }
            page.line(
                "",
                isSynchronized
                    ? "clock synchronized\(error ?? "")" : "clock not kept by a time service")
        }
        let settings: [(String, Int64?)] = [
            ("swappiness", host.swappiness), ("overcommit_memory", host.overcommitMemory),
            ("overcommit_ratio", host.overcommitRatio), ("dirty_ratio", host.dirtyRatio),
            ("dirty_background_ratio", host.dirtyBackgroundRatio),
            ("max_map_count", host.maxMapCount), ("pid_max", host.pidMax),
            ("threads-max", host.threadsMax), ("nr_open", host.nrOpen),
        ]
        let known = settings.compactMap { name, value in value.map { "\(name) \($0)" } }
        if !known.isEmpty { page.line("", known.joined(separator: ", ")) }
        guard let sessions = host.sessions else { return }
        page.line("", sessions.isEmpty ? "no session" : counted(sessions.count, "session"))
        for session in sessions {
            let place = session.tty ?? session.seat
            let parts = [
                session.user.map { safe($0.description) } ?? session.uid.map { "uid \($0)" },
                place.map { "on \(safe($0.description))" },
                session.host.map { "from \(safe($0.description))" },
                session.service.map { "by \(safe($0.description))" },
                session.sinceNs.map { "since \(utc($0))" },
            ]
            page.item(parts.compactMap { $0 }.joined(separator: " "))
        }
    }
}
