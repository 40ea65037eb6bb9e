internal import CProbe

/// Reads the machine, again and again, and owns the state between two readings: a few
/// descriptors and the buffers for the kernel's texts.
///
/// Not copyable, and used by one task at a time: keep it in a local variable, or share a
/// ``SharedCollector``. It may be sent to where it is used. In a child after fork it reopens
/// everything.
public struct Collector: ~Copyable, @unchecked Sendable {
    let storage: UnsafeMutablePointer<cprobe_collector>
    let quotaStorage: UnsafeMutablePointer<cprobe_quota>
    /// The text of the mounts, which a sample's file systems and quota share; of a collector that reads
    /// once.
    private let mountinfo: UnsafeMutableBufferPointer<CChar>
    var cpuItems: Items<cprobe_logical_cpu>
    var levelItems: Items<cprobe_quota_level>
    var diskItems: Items<cprobe_disk_device>
    var mounts = cprobe_mounts()
    var interfaceItems: Items<cprobe_interface>
    var processItems: Items<cprobe_process>
    var processText: Items<CChar>
    var spareProcesses: [ProcessSnapshot] = []
    var temperatureItems: Items<cprobe_temperature>
    var fanItems: Items<cprobe_fan>

    /// Whether the mounts of pseudo file systems, duplicates and covered ones are listed, too.
    public var listsAllMounts = false

    /// What a sample reads of each process beyond /proc/PID/stat, where it reads processes at all.
    public var processDetails: ProcessDetails = []

    /// A collector that reads beneath `root`: "/" for this machine, another directory for a captured
    /// or mounted one. Opens no kernel file yet.
    ///
    /// With `readsOnce` no file and no socket is opened that would only report changes to later
    /// readings: for a program that reads once, or twice. Every reading gives the same either way.
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
            // C can use any root but an empty one: what it could not use is memory that was refused,
            // which Embedded Swift hands on as it is.
            if failure.code == .CPROBE_INVALID, !root.isEmpty {
                throw ProbeError(code: .exhausted, source: "the collector")
            }
            opened.deallocate()
            throw ProbeError(failure)
        }
        storage = opened
        quotaStorage = .allocate(capacity: 1)
        // Some eighty mounts.
        mountinfo = readsOnce ? .allocate(capacity: 8192) : .init(start: nil, count: 0)
        cpuItems = Items(capacity: 64)
        levelItems = Items(capacity: 32)
        diskItems = Items(capacity: 32)
        interfaceItems = Items(capacity: 16)
        processItems = Items(capacity: 256)
        processText = Items(capacity: 16384)
        temperatureItems = Items(capacity: 0)
        fanItems = Items(capacity: 0)
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
        processText.deallocate()
        temperatureItems.deallocate()
        fanItems.deallocate()
    }

    /// What is read: this machine, another live root, or a captured one.
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

    /// Reads the CPUs. Throws where neither their times nor how many there are can be read.
    public mutating func cpu() throws(ProbeError) -> CPU {
        cprobe_collector_begin(storage)
        var cpu = CPU()
        try read(into: &cpu)
        return cpu
    }

    /// Reads the load. Throws where nothing of it can be read.
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

    /// Reads the mounts, and how full their file systems are. Those that a dead server could keep
    /// from answering are listed and not asked. Throws where mountinfo cannot be read.
    public mutating func filesystem() throws(ProbeError) -> Filesystem {
        cprobe_collector_begin(storage)
        var filesystem = Filesystem()
        try read(into: &filesystem)
        return filesystem
    }

    /// Reads the network interfaces, and what is known of sockets. Throws where neither can be read.
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

    /// Reads what all whole block devices did together. Throws where /proc/diskstats cannot be read.
    public mutating func io() throws(ProbeError) -> IO {
        cprobe_collector_begin(storage)
        var io = IO()
        try read(into: &io)
        return io
    }

    /// Reads the time that the machine lost waiting. Throws where the kernel does not keep it.
    public mutating func pressure() throws(ProbeError) -> Pressure {
        cprobe_collector_begin(storage)
        var pressure = Pressure()
        try read(into: &pressure)
        return pressure
    }

    /// Reads the time that one cgroup of version 2 lost waiting. `cgroup` is its directory, such as
    /// "/sys/fs/cgroup/app.slice". Throws where there is no such cgroup, or the kernel does not keep it.
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

    /// Reads the quota of this process, of another one, or of a cgroup. The answer
    /// reports what is not visible. The files of the cgroups stay open; another subject than last time closes
    /// them.
    ///
    /// Throws ``ProbeError/Code/notFound`` where there is no such process or cgroup,
    /// ``ProbeError/Code/denied`` where the process may not be looked at, and
    /// ``ProbeError/Code/unsupported`` for the own process in a live root other than "/".
    public mutating func quota(of subject: QuotaSubject = .own) throws(ProbeError) -> Quota {
        cprobe_collector_begin(storage)
        var quota = Quota()
        try read(into: &quota, of: subject)
        return quota
    }

    /// Reads only what decides the limits of these controllers, for a single reading: a fifth of the files.
    /// The levels, usage, weights, throttling, events, pressure, resource limits and the container are
    /// left out, and the limits of the other controllers are unknown,
    /// ``Incompleteness/Reason/notRequested``. How many CPUs there are needs ``QuotaControllers/cpu``.
    /// Of no controllers it is ``quota(of:)``, and it throws as that.
    public mutating func quota(
        of subject: QuotaSubject = .own, limitsOf controllers: QuotaControllers
    ) throws(ProbeError) -> Quota {
        cprobe_collector_begin(storage)
        var quota = Quota()
        try read(into: &quota, of: subject, limitsOf: controllers)
        return quota
    }

    /// Reads the frequency of each online CPU: on request only, some drivers measure for 20 ms a CPU.
    /// Throws ``ProbeError/Code/notFound`` where no CPU has a frequency driver.
    public mutating func cpuFrequencies() throws(ProbeError) -> [CPUFrequency] {
        cprobe_collector_begin(storage)
        var items = [cprobe_cpu_frequency](repeating: cprobe_cpu_frequency(), count: 64)
        while true {
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_cpu_frequency_read(storage, &items, items.count, &count, &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            guard count > items.count else {
                return items.prefix(count).map { CPUFrequency($0) }
            }
            items.resize(to: count, with: cprobe_cpu_frequency())
        }
    }

    /// Reads the temperatures, the fans, and how often the CPUs were throttled: on request only, a
    /// sensor can take most of a second. One that hangs costs a second, and only itself; after 15
    /// seconds no further one is asked. They are read by a child process that the rest of the program
    /// does not see. A machine without sensors has empty lists.
    ///
    /// Throws where /sys/class cannot be opened, and neither throttling nor a frequency be read.
    public mutating func sensors() throws(ProbeError) -> Sensors {
        cprobe_collector_begin(storage)
        var sensors = Sensors()
        try read(into: &sensors)
        return sensors
    }

    /// Reads the sections that are asked for. Never throws: each is a value or its error.
    ///
    /// `quotaOf` is whose quota is read.
    public mutating func sample(
        _ sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own
    ) -> Sample {
        var sample = Sample()
        self.sample(into: &sample, sections, quotaOf: subject)
        return sample
    }

    /// The same into a sample that exists already. Two samples used in turn allocate nothing once
    /// their lists have their length.
    public mutating func sample(
        into sample: inout Sample, _ sections: Sample.Sections = .usual,
        quotaOf subject: QuotaSubject = .own
    ) {
        cprobe_collector_begin(storage)
        sample.wallTimeNs = number(cprobe_wall_clock_ns()) ?? 0
        // What the quota needs of other sections is read once.
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
        sample.slots.sensors.fill(sections.contains(.sensors), from: &self) {
            me, value throws(ProbeError) in
            try me.read(into: &value)
        }
    }

    /// Both sections are of one file: where both are asked for, it is read once.
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
