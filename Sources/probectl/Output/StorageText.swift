import Probe

/// Block devices and arrays for people: a line for each device with a size.
extension SampleText {
    func add(_ storage: Storage, to page: inout Page) {
        var table = Table([
            Column(least: 6), Column(isRight: true), Column(), Column(rank: 1, least: 16),
        ])
        for device in storage.devices where (device.sizeBytes ?? 1) > 0 {
            table.add(
                safe(device.name.description), device.sizeBytes.map { bytes($0) } ?? "-",
                device.type.rawValue, Self.values(device).joined(separator: ", "))
        }
        if storage.devices.contains(where: { ($0.sizeBytes ?? 1) > 0 }) {
            page.rows("storage", table)
        } else {
            page.line("storage", "no block device with a size")
        }
        for array in storage.arrays { add(array, to: &page) }
        for fileSystem in storage.btrfs { add(fileSystem, to: &page) }
        if let arc = storage.arc { page.line("", "ZFS cache: \(Self.values(arc))") }
        for failure in Self.failures(storage) { page.line("", "not known: \(failure)") }
    }

    /// The failures of all parts, each once: of a disk without rights every device has the same.
    private static func failures(_ storage: Storage) -> [String] {
        var all = storage.devices.map { $0.failure }
        for array in storage.arrays {
            all.append(array.failure)
            all += array.members.map { $0.failure }
        }
        all.append(storage.arc?.failure)
        for fileSystem in storage.btrfs {
            all.append(fileSystem.failure)
            all += fileSystem.devices.map { $0.failure }
        }
        var texts: [String] = []
        for failure in all {
            if let text = failure.map({ safe("\($0)") }), !texts.contains(text) {
                texts.append(text)
            }
        }
        return texts
    }

    private func add(_ fileSystem: Storage.Btrfs, to page: inout Page) {
        let name = fileSystem.label ?? fileSystem.uuid
        let parts: [(String, Int64?, Int64?)] = [
            ("data", fileSystem.dataUsedBytes, fileSystem.dataTotalBytes),
            ("metadata", fileSystem.metadataUsedBytes, fileSystem.metadataTotalBytes),
            ("data and metadata", fileSystem.mixedUsedBytes, fileSystem.mixedTotalBytes),
        ]
        var values = parts.compactMap { part, used, total in
            used.flatMap { used in
                total.map { "\(part) \(bytes(used)) of \(bytes($0)) allocated" }
            }
        }
        if !fileSystem.lower.isEmpty {
            values.append(
                "on \(fileSystem.lower.map { safe($0.description) }.joined(separator: " "))")
        }
        for device in fileSystem.devices {
            let errors = [
                device.writeErrors, device.readErrors, device.flushErrors,
                device.corruptionErrors, device.generationErrors,
            ].reduce(Int64(0)) { $0 &+ ($1 ?? 0) }
            if device.isMissing == true { values.append("device \(device.id) missing") }
            if errors > 0 { values.append("device \(device.id) had \(counted(errors, "error"))") }
        }
        page.line("", "btrfs \(safe(name.description)): \(values.joined(separator: ", "))")
    }

    private static func values(_ arc: Storage.ARC) -> String {
        let size = arc.sizeBytes.map { bytes($0) } ?? "size unknown"
        let limit = arc.maximumBytes.map { " of at most \(bytes($0))" } ?? ""
        let available = arc.availableBytes.map { ", \(bytes($0)) available to programs" } ?? ""
        let hits = arc.hits.flatMap { hits in
            arc.misses.flatMap { misses -> String? in
                let all = Double(hits) + Double(misses)
                return all > 0 ? ", \(decimal(100 * Double(hits) / all))% hits" : nil
            }
        }
        return "\(size)\(limit)\(available)\(hits ?? "")"
    }

    /// What identifies a device, then how it is set up.
    private static func values(_ device: Storage.Device) -> [String] {
        let model = [device.vendor, device.model].compactMap { $0.map { safe($0.description) } }
        var values = model.isEmpty ? [] : [model.joined(separator: " ")]
        if let serial = device.serial { values.append("serial \(safe(serial.description))") }
        if let volume = device.logicalVolume, let group = device.volumeGroup {
            values.append("\(safe(volume.description)) of group \(safe(group.description))")
        } else if let name = device.mappedName {
            values.append(safe(name.description))
        }
        if let file = device.backingFile { values.append(safe(file.description)) }
        if !device.lower.isEmpty {
            values.append("on \(device.lower.map { safe($0.description) }.joined(separator: " "))")
        }
        if device.isRotational == false, device.type == .disk { values.append("not rotating") }
        if let scheduler = device.scheduler, scheduler != "none" {
            values.append(safe(scheduler.description))
        }
        if device.isReadOnly == true { values.append("read-only") }
        if let health = device.health { values.append(contentsOf: Self.values(health)) }
        if let state = device.state, state != "running", state != "live" {
            values.append("state \(safe(state.description))")
        }
        return values
    }

    private static func values(_ health: Storage.Health) -> [String] {
        var values = health.isFailing ? ["about to fail"] : []
        if let used = health.usedPercent { values.append("\(used)% of its life used") }
        if let spare = health.sparePercent, let least = health.spareThresholdPercent, least > 0 {
            values.append("\(spare)% spare (critical below \(least)%)")
        }
        if let celsius = health.temperatureMillicelsius {
            values.append("\(decimal(Double(celsius) / 1000, 0)) °C")
        }
        if let errors = health.mediaErrors, errors > 0 {
            values.append(counted(errors, "media error"))
        }
        if let sectors = health.reallocatedSectors, sectors > 0 {
            values.append(counted(sectors, "reallocated sector"))
        }
        if let sectors = health.pendingSectors, sectors > 0 {
            values.append(counted(sectors, "pending sector"))
        }
        return values
    }

    private func add(_ array: Storage.RAIDArray, to page: inout Page) {
        let words = [array.level, array.state].compactMap { $0.map { safe($0.description) } }
        var values = [words.joined(separator: " ")]
        if let missing = array.degradedDisks, let all = array.raidDisks, missing > 0 {
            values.append("degraded: \(all - missing) of \(all) members work")
        }
        if let action = array.syncAction, action != "idle" {
            values.append("\(safe(action.description))\(Self.progress(array))")
        }
        if let different = array.mismatchBytes, different > 0 {
            values.append("\(bytes(different)) differ between members")
        }
        for member in array.members where member.isFaulty == true {
            values.append("\(safe(member.name.description)) failed")
        }
        page.line("", "\(safe(array.name.description)): \(values.joined(separator: ", "))")
    }

    private static func progress(_ array: Storage.RAIDArray) -> String {
        guard let done = array.syncDoneBytes, let all = array.syncTotalBytes, all > 0 else {
            return ""
        }
        let speed = array.syncBytesPerSecond.map { " at \(bytes($0))/s" } ?? ""
        return " \(decimal(100 * Double(done) / Double(all)))%\(speed)"
    }
}
