internal import CProbe

/// Reads the machine repeatedly, and owns what is shared between readings: a few open descriptors and
/// the buffers for the kernel's texts.
///
/// A collector is not copyable and is used by one task at a time: store it in a local variable, or
/// share a ``SharedCollector``. It is `Sendable`. In a child process after fork() it opens all
/// descriptors again.
public struct Collector: ~Copyable, @unchecked Sendable {
    let storage: UnsafeMutablePointer<cprobe_collector>
    let quotaStorage: UnsafeMutablePointer<cprobe_quota>
    /// The buffer for mountinfo, so that the file systems and the quota of a sample read it once. Empty
    /// unless the collector reads once: otherwise the C core caches the list.
    private let mountinfo: UnsafeMutableBufferPointer<CChar>
    var cpuItems: Items<cprobe_logical_cpu>
    var levelItems: Items<cprobe_quota_level>
    var diskItems: Items<cprobe_disk_device>
    var mounts = cprobe_mounts()
    var interfaceItems: Items<cprobe_interface>
    var processItems: Items<cprobe_process>
    var processText: Items<CChar>
    var spareProcesses: [ProcessSnapshot] = []
    var sensorItems: SensorItems
    var cgroupItems: Items<cprobe_cgroup>
    var cgroupText: Items<CChar>
    var cgroupDevices: Items<cprobe_cgroup_device>
    var cgroupResources: Items<cprobe_cgroup_resource>
    var swapItems: Items<cprobe_swap_device>
    var zramItems: Items<cprobe_zram>
    var interruptItems: Items<cprobe_interrupt>
    var cpuWorkItems: Items<cprobe_cpu_work>
    var sessionItems: Items<cprobe_session>
    var topologyItems: TopologyItems
    var storageItems: StorageItems
    var powerItems: PowerItems
    var gpuItems: Items<cprobe_gpu>
    var memoryItems: MemoryItems
    var routingItems: RoutingItems
    var frequencyItems: Items<cprobe_cpu_frequency>

    /// Whether pseudo file systems, duplicates and covered mounts are listed, too.
    public var listsAllMounts = false
    /// Whether ``storageDevices()`` and the section `storage` also read the health of each NVMe and
    /// ATA disk. Requires root and a child process for each; a disk that does not answer costs 1.5 seconds.
    /// A disk that sleeps is not woken.
    public var readsHealth = false

    /// Whether a quota has the details that few ask: resources of RDMA devices and of the misc controller,
    /// reservations and events of huge pages, memory.swap.high, memory.zswap.max and pids.events. Opens
    /// their files at every level for each reading. Quotas of limits alone have none.
    public var readsQuotaDetails = false

    /// The files that a sample with processes reads of each process, beyond /proc/PID/stat.
    public var processDetails: ProcessDetails = []

    /// What a sample reads of each cgroup, if it reads cgroups.
    public var cgroupDetails: CgroupDetails = .usual

    /// The cgroup whose table a sample reads, with those below it.
    public var cgroupStart = "/"

    /// A collector that reads beneath `root`: "/" for this machine, another directory for a captured
    /// or mounted one. Opens no kernel file yet.
    ///
    /// With `readsOnce` the collector opens no file and no socket that only reports changes to later
    /// readings: for a program that reads once or twice. The results are the same either way.
    ///
    /// Throws where the root is not a directory that can be opened.
    public init(root: String = "/", readsOnce: Bool = false) throws(ProbeError) {
        guard !root.utf8.contains(0) else {
            throw ProbeError(code: .invalid, source: "the root")
        }
        let opened = UnsafeMutablePointer<cprobe_collector>.allocate(capacity: 1)
        var failure = cprobe_failure()
        let use: cprobe_collector_use = readsOnce ? .CPROBE_READS_ONCE : .CPROBE_READS_AGAIN
        guard cprobe_collector_open(opened, root, use, &failure) == .CPROBE_OK else {
            // C accepts any root but an empty one. INVALID for another root means that the storage is
            // NULL: Embedded Swift returns NULL where memory is exhausted.
            if failure.code == .CPROBE_INVALID, !root.isEmpty {
                throw ProbeError(code: .exhausted, source: "the collector")
            }
            opened.deallocate()
            throw ProbeError(failure)
        }
        storage = opened
        quotaStorage = .allocate(capacity: 1)
        // The text of about eighty mounts.
        mountinfo = readsOnce ? .allocate(capacity: 8192) : .init(start: nil, count: 0)
        cpuItems = Items(capacity: 64)
        levelItems = Items(capacity: 32)
        diskItems = Items(capacity: 32)
        interfaceItems = Items(capacity: 16)
        processItems = Items(capacity: 256)
        processText = Items(capacity: 16384)
        sensorItems = SensorItems()
        cgroupItems = Items(capacity: 64)
        cgroupText = Items(capacity: 4096)
        cgroupDevices = Items(capacity: 64)
        cgroupResources = Items(capacity: 64)
        swapItems = Items(capacity: 4)
        zramItems = Items(capacity: 4)
        interruptItems = Items(capacity: 64)
        cpuWorkItems = Items(capacity: 64)
        sessionItems = Items(capacity: 16)
        topologyItems = TopologyItems()
        storageItems = StorageItems()
        powerItems = PowerItems()
        gpuItems = Items(capacity: 4)
        memoryItems = MemoryItems()
        routingItems = RoutingItems()
        frequencyItems = Items(capacity: 64)
    }

    deinit {
        cprobe_collector_close(storage)
        storage.deallocate()
        quotaStorage.deallocate()
        mountinfo.deallocate()
        cpuItems.deallocate()
        levelItems.deallocate()
        diskItems.deallocate()
        mounts.items?.deallocate()
        mounts.text?.deallocate()
        interfaceItems.deallocate()
        processItems.deallocate()
        cgroupItems.deallocate()
        cgroupText.deallocate()
        cgroupDevices.deallocate()
        cgroupResources.deallocate()
        processText.deallocate()
        sensorItems.deallocate()
        swapItems.deallocate()
        zramItems.deallocate()
        interruptItems.deallocate()
        cpuWorkItems.deallocate()
        sessionItems.deallocate()
        topologyItems.deallocate()
        storageItems.deallocate()
        powerItems.deallocate()
        gpuItems.deallocate()
        memoryItems.deallocate()
        routingItems.deallocate()
        frequencyItems.deallocate()
    }

    /// The kind of root that is read: this machine, another live root, or a captured one.
    public var rootKind: RootKind {
        switch cprobe_collector_root_kind(storage) {
        case .CPROBE_ROOT_OWN: .own
        case .CPROBE_ROOT_LIVE: .live
        case .CPROBE_ROOT_CAPTURED: .captured
        }
    }

    /// CLOCK_MONOTONIC in nanoseconds; nil of a captured root, whose time does not pass.
    var monotonicNs: Int64? {
        var timeNs: UInt64 = 0
        return cprobe_collector_monotonic_ns(storage, &timeNs) ? Int64(clamping: timeNs) : nil
    }

    /// Reads the CPUs. Throws if neither their times nor their number can be read.
    public mutating func cpu() throws(ProbeError) -> CPU {
        cprobe_collector_begin(storage)
        var cpu = CPU()
        try read(into: &cpu)
        return cpu
    }

    /// Reads load averages, tasks and uptime. Throws if none of them can be read.
    public mutating func load() throws(ProbeError) -> Load {
        cprobe_collector_begin(storage)
        var load = Load()
        try read(into: &load)
        return load
    }

    /// Reads memory and swap. Throws where neither /proc/meminfo nor /proc/vmstat can be read.
    public mutating func memory() throws(ProbeError) -> Memory {
        cprobe_collector_begin(storage)
        var memory = Memory()
        try read(into: &memory)
        return memory
    }

    /// Reads the block devices. Throws where /proc/diskstats cannot be read.
    public mutating func disk() throws(ProbeError) -> Disk {
        cprobe_collector_begin(storage)
        var disk = Disk()
        try read(into: &disk)
        return disk
    }

    /// Reads the mounts and the usage of their file systems. A file system whose server could block
    /// the call, such as NFS or FUSE, is listed without usage. Throws if mountinfo cannot be read.
    public mutating func filesystem() throws(ProbeError) -> Filesystem {
        cprobe_collector_begin(storage)
        var filesystem = Filesystem()
        try read(into: &filesystem)
        return filesystem
    }

    /// Reads the network interfaces and the socket counts. Throws if neither can be read.
    public mutating func network() throws(ProbeError) -> Networking {
        cprobe_collector_begin(storage)
        var network = Networking()
        try read(into: &network)
        return network
    }

    /// Reads the addresses of all network interfaces. Throws ``ProbeError/Code/unsupported`` for
    /// another root than "/".
    public mutating func addresses() throws(ProbeError) -> [NetworkAddress] {
        cprobe_collector_begin(storage)
        var items = Items<cprobe_address>(capacity: 32)
        defer { items.deallocate() }
        while true {
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_addresses_read(
                storage, items.buffer.baseAddress, items.buffer.count, &count, &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if !items.grow(to: count) {
                return items.buffer[..<count].map { NetworkAddress($0) }
            }
        }
    }

    /// Reads the counters of all whole block devices together. Throws if /proc/diskstats cannot be
    /// read.
    public mutating func io() throws(ProbeError) -> IO {
        cprobe_collector_begin(storage)
        var io = IO()
        try read(into: &io)
        return io
    }

    /// Reads the pressure stall information (PSI) of the machine. Throws if the kernel has none.
    public mutating func pressure() throws(ProbeError) -> Pressure {
        cprobe_collector_begin(storage)
        var pressure = Pressure()
        try read(into: &pressure)
        return pressure
    }

    /// Reads the pressure stall information of one cgroup of version 2. `cgroup` is its directory, such
    /// as "/sys/fs/cgroup/app.slice". Throws if there is no such cgroup, or the kernel has no PSI.
    public mutating func pressure(ofCgroup cgroup: String) throws(ProbeError) -> Pressure {
        cprobe_collector_begin(storage)
        guard !cgroup.utf8.contains(0) else {
            throw ProbeError(code: .invalid, source: "the directory of the cgroup")
        }
        var c = cprobe_pressure()
        var failure = cprobe_failure()
        guard cprobe_pressure_read_cgroup(storage, cgroup, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        var pressure = Pressure()
        pressure.set(&c)
        return pressure
    }

    /// Reads the quota of this process, of another process, or of a cgroup. The quota also reports which
    /// levels are not visible. The files of the cgroups stay open until another subject is read.
    ///
    /// Throws ``ProbeError/Code/notFound`` if there is no such process or cgroup,
    /// ``ProbeError/Code/denied`` if the process is hidden, and ``ProbeError/Code/unsupported`` for the
    /// calling process in a live root other than "/".
    public mutating func quota(of subject: QuotaSubject = .own) throws(ProbeError) -> Quota {
        cprobe_collector_begin(storage)
        var quota = Quota()
        try read(into: &quota, of: subject)
        return quota
    }

    /// Reads only what determines the limits of these controllers: a fifth of the files, for a program that
    /// reads once. Levels, usage, weights, throttling, events, pressure, resource limits and the container
    /// are left out, and the limits of the other controllers are unknown with the reason
    /// ``Incompleteness/Reason/notRequested``. ``CPUQuota/cpuCount(rounding:)`` needs
    /// ``QuotaControllers/cpu``. An empty set of controllers reads all, as ``quota(of:)`` does.
    ///
    /// Throws as ``quota(of:)`` does.
    public mutating func quota(
        of subject: QuotaSubject = .own, limitsOf controllers: QuotaControllers
    ) throws(ProbeError) -> Quota {
        cprobe_collector_begin(storage)
        var quota = Quota()
        try read(into: &quota, of: subject, limitsOf: controllers)
        return quota
    }

    /// Reads the frequency of each online CPU. Not part of a sample, because some drivers measure for 20
    /// ms a CPU. Throws ``ProbeError/Code/notFound`` if no CPU has a frequency driver.
    public mutating func cpuFrequencies() throws(ProbeError) -> [CPUFrequency] {
        cprobe_collector_begin(storage)
        var frequencies: [CPUFrequency] = []
        try read(into: &frequencies)
        return frequencies
    }

    mutating func read(into frequencies: inout [CPUFrequency]) throws(ProbeError) {
        while true {
            var count = 0
            var failure = cprobe_failure()
            let items = frequencyItems.buffer
            let result = cprobe_cpu_frequency_read(
                storage, items.baseAddress, items.count, &count, &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if frequencyItems.grow(to: count) { continue }
            frequencies.removeAll(keepingCapacity: true)
            for index in 0..<count { frequencies.append(CPUFrequency(items[index])) }
            return
        }
    }

    /// Reads temperatures, fans, voltages and the other sensors of hwmon, and thermal throttling. Not part
    /// of the usual sample, because a sensor can take most of a second. A sensor that hangs is given up after a second and loses only its own
    /// value; after 15 seconds no further sensor is read. A child process reads the sensors, without
    /// SIGCHLD and invisible to wait(). A machine without sensors has empty lists.
    ///
    /// Throws if /sys/class cannot be opened and neither throttling nor a frequency can be read.
    public mutating func sensors() throws(ProbeError) -> Sensors {
        cprobe_collector_begin(storage)
        var sensors = Sensors()
        try read(into: &sensors)
        return sensors
    }

    /// Reads each swap device, and each zram device with what it holds.
    ///
    /// Throws ``ProbeError/Code/notFound`` where the kernel has no swap.
    public mutating func swap() throws(ProbeError) -> Swap {
        cprobe_collector_begin(storage)
        var swap = Swap()
        try read(into: &swap)
        return swap
    }

    /// Reads the interrupts by line, and what the scheduler and the network queue of each CPU did.
    public mutating func interrupts() throws(ProbeError) -> Interrupts {
        cprobe_collector_begin(storage)
        var interrupts = Interrupts()
        try read(into: &interrupts)
        return interrupts
    }

    /// Reads the machine itself: open files, settings of the kernel, clock, names, sessions.
    public mutating func host() throws(ProbeError) -> HostSystem {
        cprobe_collector_begin(storage)
        var host = HostSystem()
        try read(into: &host)
        return host
    }

    /// Reads the hardware: CPUs, caches, NUMA nodes, vulnerabilities. A dozen files for each CPU.
    public mutating func topology() throws(ProbeError) -> Topology {
        cprobe_collector_begin(storage)
        var topology = Topology()
        try read(into: &topology)
        return topology
    }

    /// Reads each block device, each array of the md driver, the cache of ZFS and each file system of
    /// btrfs. About thirty files for each device.
    ///
    /// Throws ``ProbeError/Code/notFound`` where sysfs is not mounted.
    public mutating func storageDevices() throws(ProbeError) -> Storage {
        cprobe_collector_begin(self.storage)
        var storage = Storage()
        try read(into: &storage)
        return storage
    }

    /// Reads further counters of the network protocols, the sockets of IPv6 and connection tracking.
    ///
    /// Throws if neither /proc/net/netstat nor the files of IPv6 can be read.
    public mutating func protocols() throws(ProbeError) -> Protocols {
        cprobe_collector_begin(storage)
        var protocols = Protocols()
        try read(into: &protocols)
        return protocols
    }

    /// Counts the TCP sockets by state, through sock_diag where the kernel permits it. Takes time with
    /// the number of sockets, and with the size of the kernel's table of connections.
    ///
    /// Throws if sock_diag and /proc/net/tcp cannot be read.
    public mutating func connections() throws(ProbeError) -> Connections {
        cprobe_collector_begin(storage)
        var connections = Connections()
        try read(into: &connections)
        return connections
    }

    /// Reads batteries and chargers, energy counters and cooling devices.
    ///
    /// A battery can take tens of milliseconds for each value. A driver that hangs costs a second, and
    /// only its own device.
    public mutating func power() throws(ProbeError) -> Power {
        cprobe_collector_begin(storage)
        var power = Power()
        try read(into: &power)
        return power
    }

    /// Reads batteries and chargers alone, as ``power()`` does.
    public mutating func powerSupplies() throws(ProbeError) -> [Power.Supply] {
        cprobe_collector_begin(storage)
        var power = Power()
        try read(into: &power, .CPROBE_POWER_SUPPLIES)
        return power.supplies
    }

    /// Reads the graphics processors. One that is asleep is not woken; a driver that hangs costs a
    /// second, and only its own device.
    public mutating func gpu() throws(ProbeError) -> GPU {
        cprobe_collector_begin(storage)
        var gpu = GPU()
        try read(into: &gpu)
        return gpu
    }

    /// Reads the zones of memory with their free blocks, the slab caches, and all counters of /proc/vmstat. The
    /// slab caches require root; without it, ``MemoryDetails/failures`` has the error of /proc/slabinfo.
    ///
    /// Throws if none of the four files can be read.
    public mutating func memoryDetails() throws(ProbeError) -> MemoryDetails {
        cprobe_collector_begin(storage)
        var details = MemoryDetails()
        try read(into: &details)
        return details
    }

    /// Reads the routes, the neighbours, the queueing disciplines, wireless links, drivers and what IPsec
    /// dropped.
    public mutating func routing() throws(ProbeError) -> Routing {
        cprobe_collector_begin(storage)
        var routing = Routing()
        try read(into: &routing)
        return routing
    }

    /// Reads the requested sections. Never throws: each section is a value or its error.
    ///
    /// The section `quota` is that of `subject`.
    public mutating func sample(
        _ sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own
    ) -> Sample {
        var sample = Sample()
        self.sample(into: &sample, sections, quotaOf: subject)
        return sample
    }

    /// Fills an existing sample. Two samples used in turn allocate nothing once their lists have their
    /// length.
    public mutating func sample(
        into sample: inout Sample, _ sections: Sample.Sections = .usual,
        quotaOf subject: QuotaSubject = .own
    ) {
        cprobe_collector_begin(storage)
        sample.wallTimeNs = number(cprobe_wall_clock_ns()) ?? 0
        // Holds what the quota needs from other sections, so that it is read once.
        var shared = cprobe_shared()
        shared.mountinfo = mountinfo.baseAddress
        shared.mountinfo_capacity = mountinfo.count
        sample.slots.cpu.fill(sections.contains(.cpu), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value, &shared)
        }
        sample.slots.load.fill(sections.contains(.load), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.memory.fill(sections.contains(.memory), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value, &shared)
        }
        fillDisks(&sample, sections)
        sample.slots.filesystem.fill(sections.contains(.filesystem), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value, &shared)
        }
        sample.slots.network.fill(sections.contains(.network), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.pressure.fill(sections.contains(.pressure), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.quota.fill(sections.contains(.quota), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value, of: subject, &shared)
        }
        sample.slots.process.fill(sections.contains(.process), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value, me.processDetails)
        }
        sample.slots.cgroups.fill(sections.contains(.cgroups), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.sensors.fill(sections.contains(.sensors), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.swap.fill(sections.contains(.swap), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.interrupts.fill(sections.contains(.interrupts), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.host.fill(sections.contains(.host), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.topology.fill(sections.contains(.topology), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.storage.fill(sections.contains(.storage), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.protocols.fill(sections.contains(.protocols), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.connections.fill(sections.contains(.connections), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.power.fill(sections.contains(.power), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.gpu.fill(sections.contains(.gpu), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.memoryDetails.fill(sections.contains(.memoryDetails), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
        sample.slots.routing.fill(sections.contains(.routing), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
    }

    /// Both sections come from /proc/diskstats, which is read once if both are requested.
    private mutating func fillDisks(_ sample: inout Sample, _ sections: Sample.Sections) {
        let (hasDisk, hasIO) = (sections.contains(.disk), sections.contains(.io))
        var total = cprobe_io()
        var count = 0
        sample.slots.disk.fill(hasDisk, from: &self) { me, value throws(ProbeError) in
            count = try me.read(into: &value, &total)
        }
        let error = hasDisk ? sample.slots.disk.error : nil
        sample.slots.io.fill(hasIO, from: &self) { me, value throws(ProbeError) in
            if let error { throw error }
            guard hasDisk else {
                try me.read(into: &value)
                return
            }
            value.set(&total, UnsafeMutableBufferPointer(rebasing: me.diskItems.buffer[..<count]))
        }
    }
}

/// A buffer for the items that C writes, allocated at first use. The owner deallocates it.
struct Items<Item> {
    private var made = UnsafeMutableBufferPointer<Item>(start: nil, count: 0)
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    var buffer: UnsafeMutableBufferPointer<Item> {
        mutating get {
            if made.count < capacity { made = .allocate(capacity: capacity) }
            return made
        }
    }

    /// Enlarges the buffer to this many items. True if the buffer is new, and empty.
    mutating func grow(to count: Int) -> Bool {
        guard count > buffer.count else { return false }
        made.deallocate()
        made = .allocate(capacity: count + count / 4)
        return true
    }

    func deallocate() {
        made.deallocate()
    }
}
