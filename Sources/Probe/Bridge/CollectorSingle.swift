internal import CProbe

/// Figures that one system call answers, for who wants nothing else. They are of this machine and this
/// process: of a collector with another root than "/" they are ``ProbeError/Code/unsupported``.
extension Collector {
    /// Reads the load averages alone: sysinfo(2), or /proc/loadavg where another file system stands in
    /// its place.
    public mutating func loadAverages() throws(ProbeError) -> LoadAverages {
        var c = cprobe_load_averages()
        var failure = cprobe_failure()
        guard cprobe_load_averages_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        return LoadAverages(load1: c.load1, load5: c.load5, load15: c.load15)
    }

    /// Counts the CPUs that the calling thread may run on, whatever its quota: sched_getaffinity(2).
    public func affinity() throws(ProbeError) -> Int {
        var count: UInt32 = 0
        var failure = cprobe_failure()
        guard cprobe_affinity_read(storage, &count, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        return Int(count)
    }

    /// Reads what this process used: getrusage(2), and for the peak /proc/self/statm.
    public func ownUsage() throws(ProbeError) -> OwnUsage {
        var c = cprobe_own_usage()
        var failure = cprobe_failure()
        guard cprobe_own_usage_read(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        return OwnUsage(
            userNs: c.user_ns, systemNs: c.system_ns, peakResidentBytes: c.peak_resident_bytes,
            pageFaults: c.page_faults, majorPageFaults: c.major_page_faults,
            voluntarySwitches: c.voluntary_switches,
            involuntarySwitches: c.involuntary_switches)
    }

    /// Asks the file system that a path leads to how full it is: statfs(2). Whatever it is, it is asked:
    /// on one whose server is dead this does not come back, where ``filesystem()`` asks none that could.
    ///
    /// Throws ``ProbeError/Code/notFound`` or ``ProbeError/Code/denied`` where the path leads nowhere.
    public func usage(ofPath path: String) throws(ProbeError) -> FilesystemUsage {
        guard !path.utf8.contains(0) else {
            throw ProbeError(code: .invalid, source: "the path")
        }
        var c = cprobe_mount()
        var failure = cprobe_failure()
        // Given as an argument, a short string would be copied into memory that is allocated for it.
        let result = path.withCString { cprobe_usage_read(storage, $0, &c, &failure) }
        guard result == .CPROBE_OK else { throw ProbeError(failure) }
        func has(_ field: cprobe_mount_field) -> Bool {
            cprobe_has(c.present_fields, field.rawValue)
        }
        return FilesystemUsage(
            totalBytes: has(.CPROBE_MOUNT_TOTAL) ? c.total_bytes : nil,
            freeBytes: has(.CPROBE_MOUNT_FREE) ? c.free_bytes : nil,
            availableBytes: has(.CPROBE_MOUNT_AVAILABLE) ? c.available_bytes : nil,
            usedBytes: has(.CPROBE_MOUNT_USED) ? c.used_bytes : nil,
            usagePercent: has(.CPROBE_MOUNT_USAGE) ? c.usage_percent : nil,
            inodesTotal: has(.CPROBE_MOUNT_INODES_TOTAL) ? c.inodes_total : nil,
            inodesFree: has(.CPROBE_MOUNT_INODES_FREE) ? c.inodes_free : nil,
            inodesUsed: has(.CPROBE_MOUNT_INODES_USED) ? c.inodes_used : nil,
            isReadOnly: c.read_only)
    }

    /// Reads memory and swap without what the kernel counts of paging and faults, which takes most of the
    /// time; those are nil. Throws as ``memory()``.
    public mutating func memoryAmounts() throws(ProbeError) -> Memory {
        cprobe_collector_begin(storage)
        var c = cprobe_memory()
        var failure = cprobe_failure()
        guard cprobe_memory_read_amounts(storage, &c, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        var memory = Memory()
        memory.set(&c)
        return memory
    }

    /// Reads the network interfaces without sockets and TCP, which are of files of their own; those are
    /// nil. Throws as ``network()``.
    public mutating func interfaces() throws(ProbeError) -> Network {
        cprobe_collector_begin(storage)
        var network = Network()
        try read(into: &network, withSockets: false)
        return network
    }
}
