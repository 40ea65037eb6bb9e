import CFloor
import CProbe
import Probe

/// One row's worth of work, in three forms: the floor, through C and through Swift.
struct Subject {
    let name: String
    let sections: Sample.Sections
    let floor: UnsafeMutablePointer<cfloor>

    init(_ section: Sample.Section, _ quota: Quota?) {
        name = section.rawValue
        sections = Sample.Sections(section)
        floor = .allocate(capacity: 1)
        floor.initialize(to: cfloor())
        add(section, quota)
    }

    /// The whole sample.
    init(wholeWith quota: Quota?) {
        name = "sample"
        sections = .usual
        floor = .allocate(capacity: 1)
        floor.initialize(to: cfloor())
        // The devices and their total are of one file, which is read once; and the quota uses the
        // values that cpu and memory share.
        for section in Sample.Section.usual where section != .io {
            add(section, quota, isAlone: false)
        }
    }

    /// What the collector asks for a section, call by call.
    private func add(_ section: Sample.Section, _ quota: Quota?, isAlone: Bool = true) {
        switch section {
        case .cpu:
            open("/proc/stat")
            for list in ["present", "online"] {
                open("/sys/devices/system/cpu/\(list)")
            }
            floor.pointee.clocks += 1
        case .load:
            open("/proc/loadavg")
            floor.pointee.clocks += 2
        case .memory:
            open("/proc/meminfo")
            open("/proc/vmstat", bytes: cfloor_vmstat_bytes())
            floor.pointee.clocks += 1
        case .disk, .io:
            open("/proc/diskstats", byRecord: true)
            floor.pointee.clocks += 1
        case .filesystem:
            floor.pointee.clocks += 1
            var collector = try? Collector()
            for mount in (try? collector?.filesystem())?.mounts ?? []
            where mount.notRequested == nil {
                _ = cfloor_add_mount(floor, mount.mountPoint.description)
            }
        case .network:
            _ = cfloor_add_links(floor)
            open("/proc/net/sockstat")
            open("/proc/net/snmp")
            floor.pointee.clocks += 1
        case .pressure:
            for resource in ["cpu", "memory", "io", "irq"] {
                open("/proc/pressure/\(resource)")
            }
            floor.pointee.clocks += 1
        case .quota:
            open("/proc/self/cgroup")
            var own: Set<Int> = []
            for level in quota?.levels ?? [] {
                addFiles(
                    of: level, quota!.hierarchies[level.hierarchy],
                    isOwn: own.insert(level.hierarchy).inserted)
            }
            for path in isAlone ? ["/sys/devices/system/cpu/online", "/proc/meminfo"] : [] {
                open(path)
            }
            for name in ["threads-max", "pid_max"] {
                open("/proc/sys/kernel/\(name)", bytes: 64)
            }
            _ = cfloor_add_process(floor)
            floor.pointee.clocks += quota?.pressure == nil ? 1 : 2
        case .process: _ = cfloor_add_table(floor)
        // Not of a usual sample.
        case .sensors, .cgroups, .swap, .interrupts, .host, .topology, .storage, .protocols,
            .connections, .power, .gpu, .memoryDetails, .routing:
            break
        }
    }

    /// The files that are read of a group: of the own one all, of those above what decides, and where
    /// a limit is set what is used.
    private func addFiles(of level: QuotaLevel, _ hierarchy: Quota.Hierarchy, isOwn: Bool) {
        let isV2 = hierarchy.version == 2
        var files = isV2 ? ["cgroup.controllers"] : []
        for controller in hierarchy.controllers {
            files += isV2 ? Self.deciding.v2[controller] ?? [] : Self.deciding.v1[controller] ?? []
            let isLimited =
                switch controller {
                case "cpu": level.cpu.value != nil
                case "memory": level.memoryMax.value != nil || level.memoryHigh.value != nil
                case "pids": level.pidsMax.value != nil
                default: false
                }
            if isOwn || isLimited {
                files +=
                    isV2 ? Self.limited.v2[controller] ?? [] : Self.limited.v1[controller] ?? []
            }
            if isOwn {
                files += isV2 ? Self.own.v2[controller] ?? [] : Self.own.v1[controller] ?? []
            }
        }
        if isOwn && isV2 {
            files += ["cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure"]
        }
        for file in files {
            open("\(level.directory)/\(file)")
        }
        // cpuacct mounted apart from cpu has its file at the same path there.
        if files.contains("cpuacct.usage"),
            "\(level.directory)".hasPrefix("/sys/fs/cgroup/cpu/")
                || "\(level.directory)" == "/sys/fs/cgroup/cpu"
        {
            open("/sys/fs/cgroup/cpuacct\(level.path)/cpuacct.usage")
        }
    }

    private typealias Files = (v2: [String: [String]], v1: [String: [String]])

    private static let deciding: Files = (
        [
            "cpu": ["cpu.max"], "cpuset": ["cpuset.cpus.effective"],
            "memory": ["memory.max", "memory.high", "memory.swap.max"], "pids": ["pids.max"],
            "io": ["io.max"], "hugetlb": ["hugetlb.2MB.max", "hugetlb.1GB.max"],
        ],
        [
            "cpu": ["cpu.cfs_quota_us", "cpu.cfs_period_us"], "cpuset": ["cpuset.effective_cpus"],
            "memory": [
                "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.use_hierarchy",
            ], "pids": ["pids.max"],
            "io": ["read_bps", "write_bps", "read_iops", "write_iops"].map {
                "blkio.throttle.\($0)_device"
            }, "hugetlb": ["hugetlb.2MB.limit_in_bytes", "hugetlb.1GB.limit_in_bytes"],
        ]
    )

    private static let limited: Files = (
        [
            "cpu": ["cpu.max.burst", "cpu.stat"],
            "memory": ["memory.current", "memory.stat", "memory.events"], "pids": ["pids.current"],
        ],
        [
            "cpu": ["cpu.cfs_burst_us", "cpu.stat", "cpuacct.usage"],
            "memory": [
                "memory.usage_in_bytes", "memory.stat", "memory.oom_control", "memory.failcnt",
            ], "pids": ["pids.current"],
        ]
    )

    private static let own: Files = (
        [
            "cpu": ["cpu.weight", "cpu.idle"], "cpuset": ["cpuset.mems.effective"],
            "memory": ["memory.low", "memory.min", "memory.peak", "memory.swap.current"],
            "io": ["io.stat"], "hugetlb": ["hugetlb.2MB.current", "hugetlb.1GB.current"],
        ],
        [
            "cpu": ["cpu.shares", "cpu.idle"], "cpuset": ["cpuset.effective_mems"],
            "memory": [
                "memory.soft_limit_in_bytes", "memory.max_usage_in_bytes",
                "memory.memsw.usage_in_bytes",
            ],
            "io": ["blkio.throttle.io_service_bytes", "blkio.throttle.io_serviced"],
            "hugetlb": ["hugetlb.2MB.usage_in_bytes", "hugetlb.1GB.usage_in_bytes"],
        ]
    )

    /// A file that is not there is none of the floor's.
    private func open(_ path: String, bytes: Int = 0, byRecord: Bool = false) {
        _ = cfloor_add(floor, path, bytes, byRecord)
    }
}

/// The same work through C, as a program in C would do it: in memory of its own, since access to a
/// class's property is checked by Swift.
final class CReader {
    private let collector = UnsafeMutablePointer<cprobe_collector>.allocate(capacity: 1)
    private let quota = UnsafeMutablePointer<cprobe_quota>.allocate(capacity: 1)
    private let cpus = UnsafeMutablePointer<cprobe_logical_cpu>.allocate(capacity: 1024)
    private let levels = UnsafeMutablePointer<cprobe_quota_level>.allocate(capacity: 256)
    private let cpu = UnsafeMutablePointer<cprobe_cpu>.allocate(capacity: 1)
    private let load = UnsafeMutablePointer<cprobe_load>.allocate(capacity: 1)
    private let memory = UnsafeMutablePointer<cprobe_memory>.allocate(capacity: 1)
    private let devices = UnsafeMutablePointer<cprobe_disk_device>.allocate(capacity: 1024)
    private let disk = UnsafeMutablePointer<cprobe_disk>.allocate(capacity: 1)
    private let io = UnsafeMutablePointer<cprobe_io>.allocate(capacity: 1)
    private let interfaces = UnsafeMutablePointer<cprobe_interface>.allocate(capacity: 1024)
    private let network = UnsafeMutablePointer<cprobe_network>.allocate(capacity: 1)
    private let filesystem = UnsafeMutablePointer<cprobe_filesystem>.allocate(capacity: 1)
    private let mounts = UnsafeMutablePointer<cprobe_mounts>.allocate(capacity: 1)
    private let pressure = UnsafeMutablePointer<cprobe_pressure>.allocate(capacity: 1)
    private let processes = UnsafeMutablePointer<cprobe_processes>.allocate(capacity: 1)
    private let processList = UnsafeMutablePointer<cprobe_process_list>.allocate(capacity: 1)
    private let count = UnsafeMutablePointer<Int>.allocate(capacity: 1)

    init?() {
        guard cprobe_collector_open(collector, "/", .CPROBE_READS_AGAIN, nil) == .CPROBE_OK else {
            return nil
        }
        mounts.initialize(to: cprobe_mounts())
        (mounts.pointee.capacity, mounts.pointee.text_capacity) = (4096, 1 << 20)
        mounts.pointee.items = .allocate(capacity: 4096)
        mounts.pointee.text = .allocate(capacity: 1 << 20)
        processList.initialize(to: cprobe_process_list())
        processList.pointee.capacity = 1 << 15
        processList.pointee.items = .allocate(capacity: 1 << 15)
    }

    func read(_ sections: Sample.Sections) {
        var shared = cprobe_shared()
        cprobe_collector_begin(collector)
        if sections.contains(.cpu) {
            _ = cprobe_cpu_read(collector, cpu, cpus, 1024, count, &shared, nil)
        }
        if sections.contains(.load) {
            _ = cprobe_load_read(collector, load, nil)
        }
        if sections.contains(.memory) {
            _ = cprobe_memory_read(collector, memory, &shared, nil)
        }
        if sections.contains(.disk) {
            _ = cprobe_disk_read(collector, disk, io, devices, 1024, count, nil)
        } else if sections.contains(.io) {
            _ = cprobe_io_read(collector, io, nil)
        }
        if sections.contains(.filesystem) {
            _ = cprobe_filesystem_read(
                collector, .CPROBE_MOUNTS_STORAGE, filesystem, mounts, nil, nil)
        }
        if sections.contains(.network) {
            _ = cprobe_network_read(collector, network, interfaces, 1024, count, nil)
        }
        if sections.contains(.pressure) {
            _ = cprobe_pressure_read(collector, pressure, nil)
        }
        if sections.contains(.quota) {
            _ = cprobe_quota_read(collector, nil, &shared, quota, levels, 256, count, nil)
        }
        if sections.contains(.process) {
            _ = cprobe_processes_read(collector, 0, processes, processList, nil)
        }
    }
}
