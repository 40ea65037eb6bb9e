/// One look at all that a collector can read, and what it says of each group of fields.
struct Observation {
    var sample: Sample
    var frequencies: Result<[CPUFrequency], ProbeError>
    var addresses: Result<[NetworkAddress], ProbeError>
    /// The own process, of a live root other than "/" its first one, by what was asked of it.
    var processes: [String: Result<ProcessSnapshot, ProbeError>]
    var rootKind: RootKind
    var kernel: KernelVersion?
    var hasProc: Bool
    var hasSys: Bool

    /// Whether the fields of a group were read, and why not.
    func availability(of group: FieldGroup) -> Availability {
        guard group.isSupported else { return .unavailable(.unsupported, nil) }
        switch finding(group) {
        case .read: return .available
        case .failed(let error): return reason(for: error, group)
        case .absent(let otherwise):
            if let error = failure(of: group) { return reason(for: error, group) }
            if isTooOld(group) { return .unavailable(.kernelTooOld, nil) }
            guard kernel == nil, group.since != nil, otherwise == .compiledOut else {
                return .unavailable(otherwise, nil)
            }
            // A kernel that is not known may as well be too old.
            return .unavailable(rootKind == .captured ? .otherRoot : .noneHere, nil)
        }
    }

    /// What the readings show of a group: it was read, its reading failed, or its fields are absent,
    /// which means something by itself where neither an error nor the kernel's age explains it.
    private enum Finding {
        case read
        case failed(ProbeError)
        case absent(Availability.Reason)

        init<Value>(_ value: Value?, otherwise: Availability.Reason = .compiledOut) {
            self = value == nil ? .absent(otherwise) : .read
        }
    }

    private func finding(_ group: FieldGroup) -> Finding {
        switch group.section {
        case .cpu: cpu(group.name)
        case .load:
            look(sample.load) {
                group.name == "averages" ? Finding($0.load1) : Finding($0.uptimeNs)
            }
        case .memory: look(sample.memory) { memory(group.name, $0) }
        case .disk: look(sample.disk) { disk(group.name, $0) }
        case .filesystem: look(sample.filesystem) { filesystem(group.name, $0) }
        case .network: network(group.name)
        case .io: look(sample.io) { _ in .read }
        case .pressure: look(sample.pressure) { pressure(group.name, $0) }
        case .quota: look(sample.quota) { quota(group.name, $0) }
        case .process: process(group.name)
        case .sensors: look(sample.sensors) { sensors(group.name, $0) }
        }
    }

    private func look<Value>(_ reading: Reading<Value>, _ body: (Value) -> Finding) -> Finding {
        switch reading {
        case .value(let value): body(value)
        case .error(let error): .failed(error)
        case .notAsked: .absent(.noneHere)
        }
    }

    private func cpu(_ name: String) -> Finding {
        if name == "frequency" {
            switch frequencies {
            case .success: return .read
            case .failure(let error) where error.code == .notFound && hasSys:
                return .absent(.noneHere)
            case .failure(let error): return .failed(error)
            }
        }
        return look(sample.cpu) { cpu in
            switch name {
            case "times": Finding(cpu.userNs)
            case "counters": Finding(cpu.contextSwitches)
            case "counts": Finding(cpu.possible)
            default:
                if cpu.physicalCores == nil, let failure = cpu.failures.last {
                    .failed(failure)
                } else {
                    Finding(cpu.physicalCores)
                }
            }
        }
    }

    private func memory(_ name: String, _ memory: Memory) -> Finding {
        switch name {
        case "usage": Finding(memory.totalBytes)
        case "available": Finding(memory.availableBytes)
        case "huge_pages": Finding(memory.hugePagesTotal)
        case "swap": Finding(memory.swapTotalBytes)
        case "zswap": Finding(memory.zswapBytes)
        case "events": Finding(memory.pageFaults)
        default: Finding(memory.oomKills)
        }
    }

    private func disk(_ name: String, _ disk: Disk) -> Finding {
        guard let device = disk.devices.first(where: { !$0.isPartition }) else {
            return .absent(.noneHere)
        }
        return switch name {
        case "counters": .read
        case "discards": Finding(device.counters.discards)
        default: Finding(device.counters.flushes)
        }
    }

    private func filesystem(_ name: String, _ filesystem: Filesystem) -> Finding {
        if name == "mounts" { return filesystem.mounts.isEmpty ? .absent(.noneHere) : .read }
        if filesystem.mounts.contains(where: { $0.totalBytes != nil }) { return .read }
        if rootKind == .captured { return .absent(.otherRoot) }
        let failure = filesystem.mounts.lazy.compactMap { $0.failure }.first
        return failure.map { .failed($0) } ?? .absent(.noneHere)
    }

    private func network(_ name: String) -> Finding {
        if name == "addresses" {
            switch addresses {
            case .success(let list): return list.isEmpty ? .absent(.noneHere) : .read
            case .failure(let error): return .failed(error)
            }
        }
        return look(sample.network) { network in
            let interfaces = network.interfaces
            let isUnknown = interfaces.isEmpty && network.total == Traffic()
            if isUnknown, ["counters", "details", "speed"].contains(name) {
                return network.failures.last.map { .failed($0) } ?? .absent(.failed)
            }
            switch name {
            case "counters": return .read
            case "details", "speed":
                let isSpeed = name == "speed"
                let found = interfaces.contains {
                    isSpeed ? $0.speedBitsPerSecond != nil : $0.flags != nil
                }
                if found { return .read }
                // Where /sys was not needed, nothing of it failed.
                let failure = interfaces.lazy.compactMap { $0.failure }.first
                return failure.map { .failed($0) } ?? .absent(.noneHere)
            case "sockets": return Finding(network.socketsUsed)
            default: return Finding(network.tcpEstablished)
            }
        }
    }

    private func process(_ name: String) -> Finding {
        switch processes[name] {
        case .success(let process): process.failure.map { .failed($0) } ?? .read
        case .failure(let error): .failed(error)
        case nil: .absent(.noneHere)
        }
    }

    private func pressure(_ name: String, _ pressure: Pressure) -> Finding {
        switch name {
        case "cpu": Finding(pressure.cpu.some)
        case "cpu_full": Finding(pressure.cpu.full)
        case "memory": Finding(pressure.memory.some)
        case "io": Finding(pressure.io.some)
        default: Finding(pressure.irq.full)
        }
    }

    private func quota(_ name: String, _ quota: Quota) -> Finding {
        if name == "affinity" {
            return Finding(
                quota.cpu.affinity, otherwise: rootKind == .captured ? .otherRoot : .failed)
        }
        if name == "rlimits" {
            return Finding(
                quota.rlimits.nofile, otherwise: rootKind == .captured ? .otherRoot : .failed)
        }
        let hierarchy = quota.hierarchies.first { $0.controllers.contains(name) }
        if hierarchy?.mountPoint != nil { return .read }
        // The groups, or the mounts, could not be read: that is so of every controller.
        if let failure = hierarchy?.incomplete?.failure ?? quota.cpu.limit.incomplete?.failure {
            return .failed(failure)
        }
        // Version 2 has every controller of the kernel that no other hierarchy has.
        let hasAll = quota.hierarchies.contains { $0.version == 2 && $0.mountPoint != nil }
        return .absent(hierarchy == nil && hasAll ? .compiledOut : .notMounted)
    }

    private func sensors(_ name: String, _ sensors: Sensors) -> Finding {
        func found(_ failures: [Failure?]) -> Finding {
            if failures.contains(nil) { return .read }
            return failures.first?.map { .failed($0) } ?? .absent(.noneHere)
        }
        switch name {
        case "temperatures", "zones":
            let source = name == "zones" ? SensorSource.thermal : .hwmon
            let list = sensors.temperatures.filter { $0.source == source }
            return found(list.map { $0.currentMillicelsius == nil ? $0.failure : nil })
        case "fans": return found(sensors.fans.map { $0.currentRpm == nil ? $0.failure : nil })
        default: return Finding(sensors.throttling.coreEvents, otherwise: .noneHere)
        }
    }

    /// The failure that cost a section the fields of this group: that of their file, beneath it, or of a
    /// directory above it.
    private func failure(of group: FieldGroup) -> ProbeError? {
        let failures =
            switch group.section {
            case .cpu: sample.cpu.value?.failures
            case .load: sample.load.value?.failures
            case .memory: sample.memory.value?.failures
            case .network: sample.network.value?.failures
            case .pressure: sample.pressure.value?.failures
            case .quota: sample.quota.value?.failures
            case .sensors: sample.sensors.value?.failures
            case .disk, .filesystem, .io, .process: nil as [Failure]?
            }
        let file = group.source.split(separator: "/").last ?? ""
        return failures?.first {
            $0.source.hasPrefix(group.source) || $0.source.hasSuffix("/\(file)")
                || group.source.hasPrefix("\($0.source)/")
        }
    }

    /// Whether the procfs that is mounted lacks what every kernel has (subset=pid): then that a file is
    /// missing says nothing of the kernel.
    private var hidesFiles: Bool {
        (sample.cpu.value?.failures.first ?? sample.cpu.error)?.code == .notFound
            && (sample.load.value?.failures.first ?? sample.load.error)?.code == .notFound
    }

    private func isTooOld(_ group: FieldGroup) -> Bool {
        guard let kernel, let since = group.since else { return false }
        return kernel < since
    }

    private func reason(for error: ProbeError, _ group: FieldGroup) -> Availability {
        let reason: Availability.Reason =
            switch error.code {
            case .unsupported: .otherRoot
            case .denied: .denied
            case .notFound where error.isSwitchedOff: .switchedOff
            case .notFound where isTooOld(group): .kernelTooOld
            case .notFound where error.source.hasPrefix("/proc") && !hasProc: .notMounted
            case .notFound where error.source.hasPrefix("/sys") && !hasSys: .notMounted
            case .notFound where rootKind == .captured: .otherRoot
            // No kernel is built without it: it is hidden here.
            case .notFound where group.since == nil || group.section == .cpu: .failed
            case .notFound where error.source.hasPrefix("/proc/") && hidesFiles: .failed
            case .notFound: .compiledOut
            default: .failed
            }
        return .unavailable(reason, error)
    }
}
