extension DiskDevice {
    /// Whether this is an array of the md driver: "md0", "md127", "md_home".
    var isArray: Bool { !isPartition && name.bytes.starts(with: "md".utf8) }
    /// Whether this is a disk that can have a health: of the NVMe driver, or of the SCSI driver, which ATA
    /// disks use.
    var hasHealth: Bool {
        !isPartition
            && (name.bytes.starts(with: "nvme".utf8) || name.bytes.starts(with: "sd".utf8))
    }
}

extension Diagnosis.Evidence {
    /// Disks about to fail, arrays that lack members, and members that failed.
    @inline(never)
    func storageFindings() -> [Diagnosis.Finding] {
        (storage?.devices ?? []).compactMap {
            Self.failing($0) ?? Self.unreadable($0) ?? worn($0)
        }
            + (storage?.arrays ?? []).compactMap { Self.finding($0) }
    }

    /// Sectors of an ATA disk that could not be read: what was in them is lost.
    private static func unreadable(_ device: Storage.Device) -> Diagnosis.Finding? {
        let pending = device.health?.pendingSectors ?? 0
        let found = device.health?.uncorrectableSectors ?? 0
        let count = max(pending, found)
        guard count > 0 else { return nil }
        var details: [String] = []
        if pending > 0 {
            details.append(
                "\(counted(pending, "sector")) will be replaced when they are written; until then a read of "
                    + "them fails.")
        }
        if let replaced = device.health?.reallocatedSectors, replaced > 0 {
            details.append("\(counted(replaced, "sector")) were replaced before.")
        }
        return Diagnosis.Finding(
            resource: .disk, kind: .diskUnreadableSectors, severity: .high,
            title: "Disk \(device.name) has \(counted(count, "unreadable sector"))",
            details: details,
            measured: Diagnosis.Measured(value: Double(count), unit: .count), device: device.name)
    }

    private func worn(_ device: Storage.Device) -> Diagnosis.Finding? {
        guard let used = device.health?.usedPercent.map({ Double($0) }),
            used >= thresholds.diskEndurancePercent
        else { return nil }
        return Diagnosis.Finding(
            resource: .disk, kind: .diskWorn, severity: .noticed,
            title: "Disk \(device.name) has used up its rated endurance (\(decimal(used, 0))%)",
            details: [
                "The maker rates how much may be written in the life of the disk. The disk has no critical "
                    + "warning, and enough spare blocks."
            ],
            measured: Diagnosis.Measured(
                value: used, unit: .percent, threshold: thresholds.diskEndurancePercent),
            device: device.name)
    }

    private static func failing(_ device: Storage.Device) -> Diagnosis.Finding? {
        guard let health = device.health, health.isFailing else { return nil }
        let warnings: [(Int, String)] = [
            (1, "few spare blocks are left"), (2, "its temperature is out of its limits"),
            (4, "errors make it unreliable"), (8, "it refuses writes"),
            (16, "its backup of volatile memory failed"),
            (32, "its persistent memory is unreliable"),
        ]
        let said = warnings.compactMap { (health.criticalWarning ?? 0) & $0 != 0 ? $1 : nil }
        var details = said.isEmpty ? [] : ["It warns: \(said.joined(separator: ", "))."]
        if health.isFailurePredicted == true { details.append("It predicts its own failure.") }
        if let used = health.usedPercent { details.append("\(used)% of its life is used.") }
        if let spare = health.sparePercent, let least = health.spareThresholdPercent {
            details.append("\(spare)% of its spare blocks are left; below \(least)% is critical.")
        }
        if let errors = health.mediaErrors, errors > 0 {
            details.append("\(counted(errors, "error")) of the medium could not be corrected.")
        }
        if let sectors = health.reallocatedSectors, sectors > 0 {
            details.append("\(counted(sectors, "bad sector")) replaced by spare ones.")
        }
        return Diagnosis.Finding(
            resource: .disk, kind: .diskFailing,
            severity: (health.criticalWarning ?? 0) & ~2 != 0 || health.isFailurePredicted == true
                ? .severe : .high,
            title: "Disk \(device.name) about to fail", details: details,
            measured: health.usedPercent.map {
                Diagnosis.Measured(value: Double($0), unit: .percent)
            }, device: device.name)
    }

    private static func finding(_ array: Storage.RAIDArray) -> Diagnosis.Finding? {
        let missing = array.degradedDisks ?? 0
        let failed = array.members.filter { $0.isFaulty == true }
        guard missing > 0 || !failed.isEmpty else { return nil }
        let level = array.level.map { " (\($0))" } ?? ""
        let isRebuilding = array.syncAction == "recover"
        var details: [String] = []
        if missing > 0, let all = array.raidDisks {
            details.append("\(max(all - missing, 0)) of its \(counted(all, "member")) work.")
        }
        details += failed.map { member in
            let errors = member.errors.map { ", after \(counted($0, "corrected read error"))" }
            return "\(member.name) failed\(errors ?? "")."
        }
        if isRebuilding { details.append("It is being rebuilt\(progress(array)).") }
        return Diagnosis.Finding(
            resource: .disk, kind: missing > 0 ? .arrayDegraded : .arrayMemberFailed,
            severity: hasRedundancy(array)
                ? .noticed : missing > 0 && !isRebuilding ? .severe : .high,
            title: missing > 0
                ? "Array \(array.name)\(level) lacks \(counted(missing, "member"))"
                : "Array \(array.name)\(level) has \(counted(failed.count, "failed member"))",
            details: details,
            measured: Diagnosis.Measured(
                value: Double(missing > 0 ? missing : Int64(failed.count)), unit: .count),
            device: array.name)
    }

    /// Whether a member may be missing from an array that lacks some, and none of its members failed: an
    /// array can be created with empty slots.
    private static func hasRedundancy(_ array: Storage.RAIDArray) -> Bool {
        guard let missing = array.degradedDisks, missing > 0, let all = array.raidDisks,
            !array.members.contains(where: { $0.isFaulty == true })
        else { return false }
        switch array.level?.description {
        case "raid1": return missing < all - 1
        case "raid6": return missing == 1
        default: return false
        }
    }

    private static func progress(_ array: Storage.RAIDArray) -> String {
        guard let done = array.syncDoneBytes, let all = array.syncTotalBytes, all > 0 else {
            return ""
        }
        return ", \(decimal(100 * Double(done) / Double(all), 0))% done"
    }
}
