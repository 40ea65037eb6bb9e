extension DiskDevice {
    /// Whether this is an array of the md driver: "md0", "md127", "md_home".
    var isArray: Bool { !isPartition && name.bytes.starts(with: "md".utf8) }
}

extension Diagnosis.Evidence {
    /// Arrays that lack members, and members that failed.
    @inline(never)
    func storageFindings() -> [Diagnosis.Finding] {
        (storage?.arrays ?? []).compactMap { Self.finding($0) }
    }

    private static func finding(_ array: Storage.Array) -> Diagnosis.Finding? {
        let missing = array.degradedDisks ?? 0
        let failed = array.members.filter { $0.isFaulty == true }
        guard missing > 0 || !failed.isEmpty else { return nil }
        let level = array.level.map { " (\($0))" } ?? ""
        let isRebuilding = array.syncAction == "recover"
        var facts: [String] = []
        if missing > 0, let all = array.raidDisks {
            facts.append("\(max(all - missing, 0)) of its \(counted(all, "member")) work.")
        }
        facts += failed.map { member in
            let errors = member.errors.map { ", after \(counted($0, "corrected read error"))" }
            return "\(member.name) failed\(errors ?? "")."
        }
        if isRebuilding { facts.append("It is being rebuilt\(progress(array)).") }
        return Diagnosis.Finding(
            resource: .disk, kind: missing > 0 ? .arrayDegraded : .arrayMemberFailed,
            severity: missing > 0 && !isRebuilding ? .severe : .high,
            title: missing > 0
                ? "array \(array.name)\(level) lacks \(counted(missing, "member"))"
                : "array \(array.name)\(level) has \(counted(failed.count, "failed member"))",
            facts: facts,
            measured: Diagnosis.Measured(
                value: Double(missing > 0 ? missing : Int64(failed.count)), unit: .count),
            device: array.name)
    }

    private static func progress(_ array: Storage.Array) -> String {
        guard let done = array.syncDoneBytes, let all = array.syncTotalBytes, all > 0 else {
            return ""
        }
        return ", \(decimal(100 * Double(done) / Double(all), 0))% done"
    }
}
