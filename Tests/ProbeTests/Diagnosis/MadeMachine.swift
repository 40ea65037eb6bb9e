@testable import Probe

/// A machine of four CPUs over two seconds, on which nothing is short until a test says otherwise.
struct MadeMachine {
    static let secondNs: Int64 = 1_000_000_000
    static let gib: Int64 = 1 << 30
    static let boot = BootID(high: 1, low: 2)

    var before = Sample()
    var after = Sample()
    var sensors: (before: Sensors?, after: Sensors?)
    var quota: Diagnosis.QuotaWindow?
    var cgroups: Diagnosis.CgroupWindow?
    var host: HostSystem?
    var batteries: [Power.Supply] = []
    var first = ProcessTable()
    var last = ProcessTable()
    var isRoot = false
    var isStill = false

    init() {
        setCPU(percent: 2)
        var memory = Memory()
        memory.totalBytes = 16 * Self.gib
        memory.availableBytes = 12 * Self.gib
        memory.usedBytes = 4 * Self.gib
        memory.swapTotalBytes = 4 * Self.gib
        memory.swapUsedBytes = 0
        memory.swapUsagePercent = 0
        (memory.swappedInBytes, memory.swappedOutBytes) = (0, 0)
        memory.majorPageFaults = 0
        memory.oomKills = 3
        setMemory(memory)
        set(load: 0.1, 0.1, 0.1)
        setPressure { _, _ in }
        (first.bootID, last.bootID) = (Self.boot, Self.boot)
        (first.monotonicNs, last.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (first.uptimeNs, last.uptimeNs) = (10 * Self.secondNs, 12 * Self.secondNs)
    }

    /// So many percent of all four CPUs in programs.
    mutating func setCPU(percent: Int64) {
        var (old, new) = (CPU(), CPU())
        (old.online, new.online) = (4, 4)
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (old.userNs, old.idleNs, old.systemNs, old.niceNs) = (0, 0, 0, 0)
        (old.iowaitNs, old.irqNs, old.softirqNs, old.stealNs) = (0, 0, 0, 0)
        new.userNs = percent * 8 * Self.secondNs / 100
        new.idleNs = (100 - percent) * 8 * Self.secondNs / 100
        (new.systemNs, new.niceNs) = (0, 0)
        (new.iowaitNs, new.irqNs, new.softirqNs, new.stealNs) = (0, 0, 0, 0)
        (before.slots.cpu.reading, after.slots.cpu.reading) = (.value(old), .value(new))
    }

    mutating func setMemory(_ memory: Memory, after change: (inout Memory) -> Void = { _ in }) {
        var (old, new) = (memory, memory)
        change(&new)
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (before.slots.memory.reading, after.slots.memory.reading) = (.value(old), .value(new))
    }

    mutating func set(load load1: Double, _ load5: Double, _ load15: Double) {
        var load = Load()
        (load.load1, load.load5, load.load15) = (load1, load5, load15)
        (before.slots.load.reading, after.slots.load.reading) = (.value(load), .value(load))
    }

    mutating func setPressure(_ change: (inout Pressure, inout Pressure) -> Void) {
        var (old, new) = (Pressure(), Pressure())
        for stalls in [\Pressure.cpu, \.memory, \.io] {
            (old[keyPath: stalls].some, new[keyPath: stalls].some) = (
                Pressure.Stall(), Pressure.Stall()
            )
        }
        change(&old, &new)
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (before.slots.pressure.reading, after.slots.pressure.reading) = (.value(old), .value(new))
    }

    mutating func setDisk(busyPercent: Int64, waitMs: Int64) {
        var (old, new) = (Disk(), Disk())
        var device = DiskDevice()
        device.name = KernelName(bytes: Array("sda".utf8))
        var counters = DiskCounters()
        (counters.reads, counters.writes, counters.readNs, counters.writeNs) = (0, 0, 0, 0)
        (counters.readBytes, counters.writeBytes) = (0, 0)
        (counters.busyNs, counters.weightedNs) = (0, 0)
        device.counters = counters
        old.devices = [device]
        counters.reads = 200
        counters.readNs = 200 * waitMs * 1_000_000
        counters.readBytes = 200 << 20
        counters.busyNs = busyPercent * 2 * Self.secondNs / 100
        counters.weightedNs = counters.readNs
        device.counters = counters
        new.devices = [device]
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (before.slots.disk.reading, after.slots.disk.reading) = (.value(old), .value(new))
    }

    /// An interface of 1 Gbit/s, and so much through it in the two seconds.
    mutating func setNetwork(_ change: (inout Networking) -> Void) {
        var old = Networking()
        var interface = NetworkInterface()
        interface.name = KernelName(bytes: Array("eth0".utf8))
        interface.index = 2
        interface.speedBitsPerSecond = 1_000_000_000
        interface.duplex = .full
        let counters: [WritableKeyPath<NetworkTraffic, Int64?>] = [
            \.rxBytes, \.txBytes, \.rxPackets, \.txPackets, \.rxErrors, \.txErrors, \.rxDropped,
            \.txDropped, \.rxMulticast, \.txCollisions,
        ]
        for counter in counters { interface.counters[keyPath: counter] = 0 }
        old.interfaces = [interface]
        old.tcpRetransmits = 0
        old.total = interface.counters
        var new = old
        change(&new)
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (before.slots.network.reading, after.slots.network.reading) = (.value(old), .value(new))
    }

    /// The counters of the protocols, from 0, after the two seconds.
    mutating func setProtocols(_ change: (inout Protocols) -> Void) {
        var old = Protocols()
        (old.tcpExt.listenDrops, old.tcpExt.listenOverflows) = (0, 0)
        var new = old
        change(&new)
        (old.monotonicNs, new.monotonicNs) = (10 * Self.secondNs, 12 * Self.secondNs)
        (before.protocols, after.protocols) = (.value(old), .value(new))
    }

    /// A process in both tables, with what it used in between.
    mutating func add(
        _ name: String, _ pid: Int32, cpuPercent: Int64 = 0, _ arguments: [String] = [],
        group: String = "/", change: (inout ProcessSnapshot) -> Void = { _ in }
    ) {
        var process = ProcessSnapshot()
        process.pid = pid
        process.name = KernelName(bytes: Array(name.utf8))
        process.startTicks = 100
        process.startNs = Self.secondNs
        process.ageNs = 11 * Self.secondNs
        process.state = .sleeping
        process.totalTimeNs = 0
        process.rssBytes = 1 << 20
        (process.readBytes, process.writeBytes) = (0, 0)
        process.cgroup = KernelName(bytes: Array(group.utf8))
        process.commandLine = KernelName(bytes: arguments.flatMap { Array($0.utf8) + [0] })
        first.processes.append(process)
        process.totalTimeNs = cpuPercent * 2 * Self.secondNs / 100
        change(&process)
        last.processes.append(process)
    }

    /// Two tables of cgroups, two seconds apart, of the v2 hierarchy or of one hierarchy for each controller.
    static func cgroups(
        isV2: Bool = true, isStill: Bool = false,
        _ change: (inout [String: Cgroup], inout [String: Cgroup]) -> Void
    ) -> Diagnosis.CgroupWindow {
        var (before, after): ([String: Cgroup], [String: Cgroup]) = ([:], [:])
        change(&before, &after)
        func table(_ cgroups: [String: Cgroup], _ seconds: Int64) -> CgroupTable {
            var table = CgroupTable()
            var all = cgroups
            if all["/"] == nil { all["/"] = Cgroup(path: "/") }
            table.cgroups = all.keys.sorted().map { path in
                var cgroup = all[path]!
                cgroup.path = KernelName(path)
                cgroup.depth = path == "/" ? 0 : path.count { $0 == "/" }
                if cgroup.inode == 0 {
                    cgroup.inode = path.utf8.reduce(1) { $0 &* 31 &+ UInt64($1) }
                }
                return cgroup
            }
            table.monotonicNs = isStill ? nil : seconds * secondNs
            for names in isV2 ? [["cpu", "memory", "pids"]] : [["cpu"], ["memory"], ["pids"]] {
                var hierarchy = CgroupTable.Hierarchy()
                hierarchy.version = isV2 ? 2 : 1
                hierarchy.controllers = names
                hierarchy.directory = KernelName("/sys/fs/cgroup" + (isV2 ? "" : "/\(names[0])"))
                table.hierarchies.append(hierarchy)
            }
            return table
        }
        return Diagnosis.CgroupWindow(
            before: isStill ? CgroupTable() : table(before, 10), after: table(after, 12),
            isStill: isStill)
    }

    var evidence: Diagnosis.Evidence {
        var evidence = Diagnosis.Evidence(before: before, after: after)
        evidence.ownPid = 9999
        evidence.activity.add(first)
        evidence.activity.add(last)
        evidence.quota = quota
        evidence.cgroups = cgroups
        evidence.host = host
        evidence.isRoot = isRoot
        evidence.isStill = isStill
        (evidence.sensorsBefore, evidence.sensors) = sensors
        evidence.batteries = batteries
        return evidence
    }

    func diagnosis(
        _ change: (inout Diagnosis.Thresholds) -> Void = { _ in }
    ) -> Diagnosis {
        var evidence = evidence
        change(&evidence.options.thresholds)
        return Diagnosis(evidence)
    }

    func finding(_ resource: Diagnosis.Resource) -> Diagnosis.Finding? {
        diagnosis().findings.first { $0.resource == resource }
    }
}
