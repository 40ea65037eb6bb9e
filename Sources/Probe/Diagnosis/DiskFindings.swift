extension Diagnosis.Evidence {
    /// Disks that are busy, with the processes that read and write.
    @inline(never)
    func diskFindings() -> [Finding] {
        disks.compactMap { name, device, activity in
            guard let busy = activity.utilizationPercent, busy >= thresholds.diskUtilizationPercent
            else {
                return nil
            }
            let waitMs = activity.meanWaitNs.map { Double($0) / 1e6 }
            var details = [
                "\(name) was busy for \(decimal(busy, 0))% of the time: "
                    + "\(rate(activity.readBytesPerSecond ?? 0)) read, "
                    + "\(rate(activity.writeBytesPerSecond ?? 0)) written, "
                    + "\(operations(activity)) operations a second."
            ]
            if let waitMs, let queue = activity.meanQueue {
                details.append(
                    "A request took \(decimal(waitMs)) ms on average, and \(decimal(queue)) were under "
                        + "way.")
            }
            if let waiting = rates.cpu.iowaitPercent, waiting >= 1 {
                details.append(
                    "For \(decimal(waiting, 0))% of the CPU time the CPUs had nothing to do but to "
                        + "wait for a disk.")
            }
            if let some = rates.pressure.ioSomePercent {
                details.append(
                    "Some task of the machine waited for a disk for \(decimal(some, 0))% of the time."
                )
            }
            return Finding(
                resource: .disk, kind: .diskBusy,
                severity: thresholds.diskWaitMs.severity(of: waitMs) ?? .noticed,
                title: "Disk \(name) busy (\(decimal(busy, 0))% of the time)", details: details,
                measured: Measured(
                    value: busy, unit: .percent, threshold: thresholds.diskUtilizationPercent),
                device: name, since: ioSince,
                account: account(.io, of: diskTraffic, remarks: ioRemarks))
        }
    }

    private func operations(_ activity: DiskActivity) -> String {
        decimal((activity.readsPerSecond ?? 0) + (activity.writesPerSecond ?? 0), 0)
    }

    var ioSince: Since? {
        Since(
            after.pressure.value?.io.some, atLeast: thresholds.pressurePercent.noticed,
            waitingFor: "a disk")
    }

    /// File systems that are nearly full, or that turned read-only.
    func filesystemFindings() -> [Finding] {
        let full: [Finding] = writableMounts.compactMap { mount in
            let inodes = percent(mount.inodesUsed, of: mount.inodesTotal)
            let isInodes = (inodes ?? 0) > (mount.usagePercent ?? 0)
            let usage = isInodes ? inodes : mount.usagePercent
            guard let usage, let severity = thresholds.filesystemUsagePercent.severity(of: usage)
            else {
                return nil
            }
            var details: [String] = []
            if let available = mount.availableBytes, let total = mount.totalBytes {
                details.append(
                    "\(mount.mountPoint) (\(mount.device), \(mount.type)) has \(bytes(available)) left "
                        + "of \(bytes(total)).")
            }
            if let free = mount.inodesFree, let total = mount.inodesTotal, isInodes {
                details.append(
                    "It has \(free) of \(total) inodes left: no more files than that can be created, "
                        + "whatever the free space.")
            }
            return Finding(
                resource: .filesystem, kind: isInodes ? .inodesFull : .filesystemFull,
                severity: severity,
                title: "File system \(mount.mountPoint) nearly full (\(decimal(usage, 0))% of its "
                    + "\(isInodes ? "inodes" : "space"))", details: details,
                measured: thresholds.filesystemUsagePercent.measured(usage, .percent),
                device: mount.mountPoint)
        }
        return full
            + (after.filesystem.value?.mounts ?? []).filter(hasTurnedReadOnly).map { mount in
                Finding(
                    resource: .filesystem, kind: .filesystemReadOnly, severity: .severe,
                    title: "File system \(mount.mountPoint) cannot be written any more",
                    details: [
                        "\(mount.mountPoint) (\(mount.device), \(mount.type)) is mounted to be written, and "
                            + "the file system is read-only: most often after an error of the disk. "
                            + "`dmesg` says which."
                    ], device: mount.mountPoint)
            }
    }

    /// File systems that turn read-only when their disk fails. A read-only image shows the same options.
    private static let writtenTypes = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "vfat",
    ]

    /// Whether the mount is for writing, while its file system is read-only.
    private func hasTurnedReadOnly(_ mount: Mount) -> Bool {
        func first(_ options: KernelName) -> String {
            String(options.description.prefix { $0 != "," })
        }
        return mount.isReadOnly && first(mount.options) == "rw"
            && first(mount.superOptions) == "ro"
            && Self.writtenTypes.contains(mount.type.description)
    }
}
