internal import CProbe

/// One reading of everything that a collector can read, which shows what field sets are available.
struct Observation {
    var sample: Sample
    var frequencies: Result<[CPUFrequency], ProbeError>
    var addresses: Result<[NetworkAddress], ProbeError>
    /// The own process, of a live root other than "/" its first one, by the field set that was read.
    var processes: [cprobe_field_set: Result<ProcessSnapshot, ProbeError>]
    var rootKind: RootKind
    var kernel: Capabilities.KernelVersion?
    var hasProc: Bool
    var hasSys: Bool

    /// Whether the fields of a set were read, or why not.
    func availability(of set: cprobe_field_set) -> Capabilities.Availability {
        let values = Capabilities.FieldSet(cprobe_field_set_describe(set))
        guard values.isSupported else { return .unavailable(.unsupported, nil) }
        switch finding(set) {
        case .read: return .available
        case .failed(let error): return reason(for: error, values)
        case .absent(let otherwise):
            if let error = failure(of: values) { return reason(for: error, values) }
            if isTooOld(values) { return .unavailable(.kernelTooOld, nil) }
            // A file that procfs hides is not compiled out.
            if otherwise == .compiledOut, values.source.hasPrefix("/proc/"), hidesFiles {
                return .unavailable(.failed, nil)
            }
            // Without descriptors, a list of these sections ends early: the first failure says why.
            if [
                .swap, .interrupts, .host, .topology, .storage, .protocols, .connections, .power,
                .gpu, .memoryDetails,
            ].contains(values.section),
                let error = sample.failures(of: values.section).first
            {
                return reason(for: error, values)
            }
            guard kernel == nil, values.since != nil, otherwise == .compiledOut else {
                return .unavailable(otherwise, nil)
            }
            // The kernel is unknown, and could be too old.
            return .unavailable(rootKind == .captured ? .otherRoot : .noneHere, nil)
        }
    }

    /// What the readings show about a field set: it was read, reading it failed, or its fields are absent.
    /// The reason of `absent` counts if neither an error nor the kernel's age explains the absence.
    private enum Finding {
        case read
        case failed(ProbeError)
        case absent(Capabilities.Availability.Reason)

        init<Value>(_ value: Value?, otherwise: Capabilities.Availability.Reason = .compiledOut) {
            self = value == nil ? .absent(otherwise) : .read
        }
    }

    // A case for each set and no default: a new one stops the build until it is mapped.
    private func finding(_ set: cprobe_field_set) -> Finding {
        switch set {
        case .CPROBE_FIELD_SET_CPU_TIMES: look(sample.cpu) { Finding($0.userNs) }
        case .CPROBE_FIELD_SET_CPU_COUNTERS: look(sample.cpu) { Finding($0.contextSwitches) }
        case .CPROBE_FIELD_SET_CPU_COUNTS: look(sample.cpu) { Finding($0.possible) }
        case .CPROBE_FIELD_SET_CPU_TOPOLOGY: look(sample.cpu) { topology($0) }
        case .CPROBE_FIELD_SET_CPU_FREQUENCY: frequency
        case .CPROBE_FIELD_SET_LOAD_AVERAGES: look(sample.load) { Finding($0.load1) }
        case .CPROBE_FIELD_SET_LOAD_UPTIME: look(sample.load) { Finding($0.uptimeNs) }
        case .CPROBE_FIELD_SET_MEMORY_USAGE: look(sample.memory) { Finding($0.totalBytes) }
        case .CPROBE_FIELD_SET_MEMORY_AVAILABLE: look(sample.memory) { Finding($0.availableBytes) }
        case .CPROBE_FIELD_SET_MEMORY_HUGE_PAGES: look(sample.memory) { Finding($0.hugePagesTotal) }
        case .CPROBE_FIELD_SET_MEMORY_SWAP: look(sample.memory) { Finding($0.swapTotalBytes) }
        case .CPROBE_FIELD_SET_MEMORY_ZSWAP: look(sample.memory) { Finding($0.zswapBytes) }
        case .CPROBE_FIELD_SET_MEMORY_EVENTS: look(sample.memory) { Finding($0.pageFaults) }
        case .CPROBE_FIELD_SET_MEMORY_OOM_KILLS: look(sample.memory) { Finding($0.oomKills) }
        case .CPROBE_FIELD_SET_MEMORY_PRESSURE_LEVEL:
            look(sample.memory) { Finding($0.pressureLevel) }
        case .CPROBE_FIELD_SET_DISK_COUNTERS: device { _ in .read }
        case .CPROBE_FIELD_SET_DISK_DISCARDS: device { Finding($0.counters.discards) }
        case .CPROBE_FIELD_SET_DISK_FLUSHES: device { Finding($0.counters.flushes) }
        case .CPROBE_FIELD_SET_FILESYSTEM_MOUNTS:
            look(sample.filesystem) { $0.mounts.isEmpty ? .absent(.noneHere) : .read }
        case .CPROBE_FIELD_SET_FILESYSTEM_USAGE: look(sample.filesystem) { usage($0) }
        case .CPROBE_FIELD_SET_NETWORK_COUNTERS: interfaces { _ in .read }
        case .CPROBE_FIELD_SET_NETWORK_DETAILS: interfaces { any($0) { $0.flags != nil } }
        case .CPROBE_FIELD_SET_NETWORK_SPEED:
            interfaces { any($0) { $0.speedBitsPerSecond != nil } }
        case .CPROBE_FIELD_SET_NETWORK_SOCKETS: look(sample.network) { Finding($0.socketsUsed) }
        case .CPROBE_FIELD_SET_NETWORK_TCP: look(sample.network) { Finding($0.tcpEstablished) }
        case .CPROBE_FIELD_SET_NETWORK_CARRIER:
            interfaces { any($0) { $0.carrierChanges != nil } }
        case .CPROBE_FIELD_SET_NETWORK_PROTOCOLS: look(sample.network) { Finding($0.ip.inReceives) }
        case .CPROBE_FIELD_SET_NETWORK_ADDRESSES: foundAddresses
        case .CPROBE_FIELD_SET_IO_TOTAL: look(sample.io) { _ in .read }
        case .CPROBE_FIELD_SET_PRESSURE_CPU: look(sample.pressure) { Finding($0.cpu.some) }
        case .CPROBE_FIELD_SET_PRESSURE_CPU_FULL: look(sample.pressure) { Finding($0.cpu.full) }
        case .CPROBE_FIELD_SET_PRESSURE_MEMORY: look(sample.pressure) { Finding($0.memory.some) }
        case .CPROBE_FIELD_SET_PRESSURE_IO: look(sample.pressure) { Finding($0.io.some) }
        case .CPROBE_FIELD_SET_PRESSURE_IRQ: look(sample.pressure) { Finding($0.irq.full) }
        case .CPROBE_FIELD_SET_QUOTA_CPU: controller("cpu")
        case .CPROBE_FIELD_SET_QUOTA_CPUSET: controller("cpuset")
        case .CPROBE_FIELD_SET_QUOTA_MEMORY: controller("memory")
        case .CPROBE_FIELD_SET_QUOTA_PIDS: controller("pids")
        case .CPROBE_FIELD_SET_QUOTA_IO: controller("io")
        case .CPROBE_FIELD_SET_QUOTA_HUGETLB: controller("hugetlb")
        case .CPROBE_FIELD_SET_QUOTA_RLIMITS: look(sample.quota) { ofProcess($0.rlimits.nofile) }
        case .CPROBE_FIELD_SET_QUOTA_AFFINITY: look(sample.quota) { ofProcess($0.cpu.affinity) }
        case .CPROBE_FIELD_SET_PROCESS_STAT, .CPROBE_FIELD_SET_PROCESS_STATUS,
            .CPROBE_FIELD_SET_PROCESS_IO, .CPROBE_FIELD_SET_PROCESS_DESCRIPTORS,
            .CPROBE_FIELD_SET_PROCESS_COMMAND_LINE, .CPROBE_FIELD_SET_PROCESS_CGROUP,
            .CPROBE_FIELD_SET_PROCESS_PROPORTIONAL:
            process(set)
        case .CPROBE_FIELD_SET_SENSORS_TEMPERATURES: temperatures { $0 != .thermal }
        case .CPROBE_FIELD_SET_SENSORS_ZONES: temperatures { $0 == .thermal }
        case .CPROBE_FIELD_SET_SENSORS_FANS:
            look(sample.sensors) { sensors in
                found(sensors.fans.map { $0.currentRpm == nil ? $0.failure : nil })
            }
        case .CPROBE_FIELD_SET_SENSORS_ELECTRICAL:
            look(sample.sensors) { sensors in
                found(
                    sensors.voltages.map { $0.currentMicrovolts == nil ? $0.failure : nil }
                        + sensors.currents.map { $0.currentMicroamperes == nil ? $0.failure : nil }
                        + sensors.powers.map { $0.currentMicrowatts == nil ? $0.failure : nil }
                        + sensors.energies.map { $0.energyMicrojoules == nil ? $0.failure : nil })
            }
        case .CPROBE_FIELD_SET_SENSORS_HUMIDITIES:
            look(sample.sensors) { sensors in
                found(sensors.humidities.map { $0.currentMillipercent == nil ? $0.failure : nil })
            }
        case .CPROBE_FIELD_SET_SENSORS_THROTTLING:
            look(sample.sensors) { Finding($0.throttling.coreEvents, otherwise: .noneHere) }
        case .CPROBE_FIELD_SET_CGROUPS_CPU: cgroups { $0.usageNs != nil }
        case .CPROBE_FIELD_SET_CGROUPS_MEMORY: cgroups { $0.memoryCurrentBytes != nil }
        case .CPROBE_FIELD_SET_CGROUPS_PIDS: cgroups { $0.pidsCurrent != nil }
        case .CPROBE_FIELD_SET_CGROUPS_IO: cgroups { $0.readBytes != nil }
        case .CPROBE_FIELD_SET_CGROUPS_PRESSURE: cgroups { $0.pressure.cpu.some != nil }
        case .CPROBE_FIELD_SET_SWAP_DEVICES:
            look(sample.swap) { $0.devices.isEmpty ? .absent(.noneHere) : .read }
        case .CPROBE_FIELD_SET_SWAP_ZRAM:
            look(sample.swap) { $0.zram.isEmpty ? .absent(.noneHere) : .read }
        case .CPROBE_FIELD_SET_INTERRUPTS_LINES:
            look(sample.interrupts) { $0.lines.isEmpty ? .absent(.otherRoot) : .read }
        case .CPROBE_FIELD_SET_INTERRUPTS_SCHEDULER:
            look(sample.interrupts) { Finding($0.cpus.first?.runNs) }
        case .CPROBE_FIELD_SET_INTERRUPTS_PACKETS:
            look(sample.interrupts) { Finding($0.cpus.first?.packets) }
        case .CPROBE_FIELD_SET_INTERRUPTS_SOFT:
            look(sample.interrupts) { Finding($0.cpus.first?.softInterruptsTimer) }
        case .CPROBE_FIELD_SET_HOST_FILES: look(sample.host) { Finding($0.openFiles) }
        case .CPROBE_FIELD_SET_HOST_SETTINGS: look(sample.host) { Finding($0.swappiness) }
        case .CPROBE_FIELD_SET_HOST_NAMES: look(sample.host) { Finding($0.kernelRelease) }
        case .CPROBE_FIELD_SET_HOST_HARDWARE:
            look(sample.host) { Finding($0.vendor, otherwise: .noneHere) }
        case .CPROBE_FIELD_SET_HOST_CLOCK:
            look(sample.host) { Finding($0.isClockSynchronized, otherwise: .otherRoot) }
        case .CPROBE_FIELD_SET_HOST_SESSIONS:
            look(sample.host) { Finding($0.sessions, otherwise: .noneHere) }
        case .CPROBE_FIELD_SET_TOPOLOGY_MODEL: look(sample.topology) { Finding($0.flags) }
        case .CPROBE_FIELD_SET_TOPOLOGY_CPUS: look(sample.topology) { list($0.cpus) }
        case .CPROBE_FIELD_SET_TOPOLOGY_CACHES: look(sample.topology) { list($0.caches) }
        case .CPROBE_FIELD_SET_TOPOLOGY_NODES: look(sample.topology) { list($0.nodes) }
        case .CPROBE_FIELD_SET_TOPOLOGY_VULNERABILITIES:
            look(sample.topology) { list($0.vulnerabilities) }
        case .CPROBE_FIELD_SET_STORAGE_DEVICES: look(sample.storage) { list($0.devices) }
        case .CPROBE_FIELD_SET_STORAGE_ARRAYS: look(sample.storage) { list($0.arrays) }
        case .CPROBE_FIELD_SET_STORAGE_ARC:
            look(sample.storage) { Finding($0.arc, otherwise: .noneHere) }
        case .CPROBE_FIELD_SET_STORAGE_HEALTH:
            look(sample.storage) { storage in
                let denied = storage.devices.lazy.compactMap { $0.failure }.first {
                    $0.code == .denied
                }
                return storage.devices.contains { $0.health != nil }
                    ? .read : denied.map { .failed($0) } ?? .absent(.noneHere)
            }
        case .CPROBE_FIELD_SET_STORAGE_BTRFS: look(sample.storage) { list($0.btrfs) }
        case .CPROBE_FIELD_SET_PROTOCOLS_TCP:
            look(sample.protocols) { Finding($0.tcpExt.listenDrops) }
        case .CPROBE_FIELD_SET_PROTOCOLS_IPV6:
            look(sample.protocols) { Finding($0.ip6.inReceives, otherwise: missing) }
        case .CPROBE_FIELD_SET_PROTOCOLS_SOCKETS:
            look(sample.protocols) { Finding($0.tcp6Sockets, otherwise: missing) }
        case .CPROBE_FIELD_SET_PROTOCOLS_CONNTRACK:
            // The module is not loaded; a live root has the namespace of the reader.
            look(sample.protocols) {
                Finding($0.conntrackEntries, otherwise: rootKind == .own ? .noneHere : .otherRoot)
            }
        case .CPROBE_FIELD_SET_CONNECTIONS_STATES:
            look(sample.connections) { Finding($0.tcp.established) }
        case .CPROBE_FIELD_SET_CONNECTIONS_ACCEPT_QUEUES:
            look(sample.connections) {
                Finding($0.tcp.fullAcceptQueues, otherwise: rootKind == .own ? .denied : .otherRoot)
            }
        case .CPROBE_FIELD_SET_POWER_SUPPLIES: look(sample.power) { list($0.supplies) }
        case .CPROBE_FIELD_SET_POWER_ZONES:
            look(sample.power) { power in
                found(power.zones.map { $0.energyMicrojoules == nil ? $0.failure : nil })
            }
        case .CPROBE_FIELD_SET_POWER_COOLING: look(sample.power) { list($0.coolingDevices) }
        case .CPROBE_FIELD_SET_GPU_DEVICES: look(sample.gpu) { list($0.devices) }
        case .CPROBE_FIELD_SET_GPU_USAGE:
            look(sample.gpu) { gpu in
                gpu.devices.contains { $0.busyPercent != nil || $0.clockHz != nil }
                    ? .read : .absent(.noneHere)
            }
        case .CPROBE_FIELD_SET_MEMORY_DETAILS_ZONES:
            look(sample.memoryDetails) { details in
                details.zones.contains { $0.freeBytes != nil } ? .read : .absent(.otherRoot)
            }
        case .CPROBE_FIELD_SET_MEMORY_DETAILS_BLOCKS:
            look(sample.memoryDetails) { details in
                details.zones.contains { !$0.freeBlocks.isEmpty } ? .read : .absent(.otherRoot)
            }
        case .CPROBE_FIELD_SET_MEMORY_DETAILS_SLABS:
            look(sample.memoryDetails) { $0.slabs.isEmpty ? .absent(.compiledOut) : .read }
        case .CPROBE_FIELD_SET_MEMORY_DETAILS_COUNTERS:
            look(sample.memoryDetails) { $0.counters.isEmpty ? .absent(.otherRoot) : .read }
        case .CPROBE_FIELD_SET_ROUTING_ROUTES: look(sample.routing) { list($0.routes) }
        case .CPROBE_FIELD_SET_ROUTING_NEIGHBOURS: look(sample.routing) { list($0.neighbours) }
        case .CPROBE_FIELD_SET_ROUTING_QDISCS: look(sample.routing) { list($0.qdiscs) }
        case .CPROBE_FIELD_SET_ROUTING_WIRELESS:
            look(sample.routing) { $0.wireless.isEmpty ? .absent(.noneHere) : .read }
        case .CPROBE_FIELD_SET_ROUTING_DRIVERS:
            look(sample.routing) {
                $0.drivers.isEmpty ? .absent(rootKind == .own ? .noneHere : .otherRoot) : .read
            }
        case .CPROBE_FIELD_SET_ROUTING_XFRM:
            look(sample.routing) {
                Finding(
                    $0.xfrm.inError, otherwise: rootKind == .captured ? .otherRoot : .compiledOut)
            }
        }
    }

    /// Why a file is missing without a failure: the kernel has no IPv6, or the capture lacks the file.
    private var missing: Capabilities.Availability.Reason {
        rootKind == .captured ? .otherRoot : .switchedOff
    }

    private func cgroups(_ has: (Cgroup) -> Bool) -> Finding {
        look(sample.cgroups) { table in
            table.cgroups.contains(where: has) ? .read : .absent(.noneHere)
        }
    }

    private func look<Value>(_ reading: Sample.Reading<Value>, _ body: (Value) -> Finding)
        -> Finding
    {
        switch reading {
        case .value(let value): body(value)
        case .error(let error): .failed(error)
        case .notRequested: .absent(.noneHere)
        }
    }

    private func list<Item>(_ items: [Item]) -> Finding {
        items.isEmpty ? .absent(.noneHere) : .read
    }

    private var frequency: Finding {
        switch frequencies {
        case .success: .read
        case .failure(let error) where error.code == .notFound && hasSys: .absent(.noneHere)
        case .failure(let error): .failed(error)
        }
    }

    private func topology(_ cpu: CPU) -> Finding {
        if cpu.physicalCores == nil, let failure = cpu.failures.last { return .failed(failure) }
        return Finding(cpu.physicalCores)
    }

    private func device(_ body: (DiskDevice) -> Finding) -> Finding {
        look(sample.disk) { disk in
            disk.devices.first { !$0.isPartition }.map(body) ?? .absent(.noneHere)
        }
    }

    private func usage(_ filesystem: Filesystem) -> Finding {
        if filesystem.mounts.contains(where: { $0.totalBytes != nil }) { return .read }
        if rootKind == .captured { return .absent(.otherRoot) }
        let failure = filesystem.mounts.lazy.compactMap { $0.failure }.first
        return failure.map { .failed($0) } ?? .absent(.noneHere)
    }

    private func interfaces(_ body: ([NetworkInterface]) -> Finding) -> Finding {
        look(sample.network) { network in
            if network.interfaces.isEmpty, network.total == NetworkTraffic() {
                return network.failures.last.map { .failed($0) } ?? .absent(.failed)
            }
            return body(network.interfaces)
        }
    }

    private func any(_ interfaces: [NetworkInterface], _ has: (NetworkInterface) -> Bool) -> Finding
    {
        if interfaces.contains(where: has) { return .read }
        // Without a need for /sys, no read of it can have failed.
        let failure = interfaces.lazy.compactMap { $0.failure }.first
        return failure.map { .failed($0) } ?? .absent(.noneHere)
    }

    private var foundAddresses: Finding {
        switch addresses {
        case .success(let list): list.isEmpty ? .absent(.noneHere) : .read
        case .failure(let error): .failed(error)
        }
    }

    private func process(_ set: cprobe_field_set) -> Finding {
        switch processes[set] {
        case .success(let process): process.failure.map { .failed($0) } ?? .read
        case .failure(let error): .failed(error)
        case nil: .absent(.noneHere)
        }
    }

    /// A value of the calling process, which a captured root does not have.
    private func ofProcess<Value>(_ value: Value?) -> Finding {
        Finding(value, otherwise: rootKind == .captured ? .otherRoot : .failed)
    }

    private func controller(_ name: String) -> Finding {
        look(sample.quota) { quota in
            let hierarchy = quota.hierarchies.first { $0.controllers.contains(name) }
            if hierarchy?.mountPoint != nil { return .read }
            // If the cgroups or the mounts could not be read, every controller failed.
            if let failure = hierarchy?.incomplete?.failure ?? quota.cpu.limit.incomplete?.failure {
                return .failed(failure)
            }
            // Version 2 has every controller of the kernel that no other hierarchy has.
            let hasAll = quota.hierarchies.contains { $0.version == 2 && $0.mountPoint != nil }
            return .absent(hierarchy == nil && hasAll ? .compiledOut : .notMounted)
        }
    }

    private func temperatures(_ isOfSet: (SensorSource) -> Bool) -> Finding {
        look(sample.sensors) { sensors in
            let list = sensors.temperatures.filter { isOfSet($0.source) }
            return found(list.map { $0.currentMillicelsius == nil ? $0.failure : nil })
        }
    }

    private func found(_ failures: [ProbeError?]) -> Finding {
        if failures.contains(nil) { return .read }
        return failures.first?.map { .failed($0) } ?? .absent(.noneHere)
    }

    /// The failure that explains why a section lacks the fields of this set: one of their file, of a file
    /// beneath it, or of a directory above it.
    private func failure(of set: Capabilities.FieldSet) -> ProbeError? {
        // The failures of these sections are those of single devices, mounts and processes.
        if [.disk, .filesystem, .io, .process].contains(set.section) { return nil }
        let file = set.source.split(separator: "/").last ?? ""
        return sample.failures(of: set.section).first {
            $0.source.hasPrefix(set.source) || $0.source.hasSuffix("/\(file)")
                || set.source.hasPrefix("\($0.source)/")
        }
    }

    /// Whether the mounted procfs lacks files that every kernel has (subset=pid): then a missing file does
    /// not show that the kernel lacks it.
    private var hidesFiles: Bool {
        (sample.cpu.value?.failures.first ?? sample.cpu.error)?.code == .notFound
            && (sample.load.value?.failures.first ?? sample.load.error)?.code == .notFound
    }

    private func isTooOld(_ set: Capabilities.FieldSet) -> Bool {
        guard let kernel, let since = set.since else { return false }
        return kernel < since
    }

    private func reason(for error: ProbeError, _ set: Capabilities.FieldSet)
        -> Capabilities.Availability
    {
        let reason: Capabilities.Availability.Reason =
            switch error.code {
            case .unsupported: .otherRoot
            case .denied: .denied
            case .notFound where error.isSwitchedOff: .switchedOff
            case .notFound where isTooOld(set): .kernelTooOld
            case .notFound where error.source.hasPrefix("/proc") && !hasProc: .notMounted
            case .notFound where error.source.hasPrefix("/sys") && !hasSys: .notMounted
            case .notFound where rootKind == .captured: .otherRoot
            // Every kernel has the file, so it is hidden here.
            case .notFound where set.since == nil || set.section == .cpu: .failed
            case .notFound where error.source.hasPrefix("/proc/") && hidesFiles: .failed
            case .notFound: .compiledOut
            default: .failed
            }
        return .unavailable(reason, error)
    }
}
