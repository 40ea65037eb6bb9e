internal import CProbe

extension Sample.Section {
    init(_ c: cprobe_section) {
        switch c {
        case .CPROBE_SECTION_CPU: self = .cpu
        case .CPROBE_SECTION_LOAD: self = .load
        case .CPROBE_SECTION_MEMORY: self = .memory
        case .CPROBE_SECTION_DISK: self = .disk
        case .CPROBE_SECTION_FILESYSTEM: self = .filesystem
        case .CPROBE_SECTION_NETWORK: self = .network
        case .CPROBE_SECTION_IO: self = .io
        case .CPROBE_SECTION_PRESSURE: self = .pressure
        case .CPROBE_SECTION_QUOTA: self = .quota
        case .CPROBE_SECTION_PROCESS: self = .process
        case .CPROBE_SECTION_SENSORS: self = .sensors
        case .CPROBE_SECTION_CGROUPS: self = .cgroups
        case .CPROBE_SECTION_SWAP: self = .swap
        case .CPROBE_SECTION_INTERRUPTS: self = .interrupts
        case .CPROBE_SECTION_HOST: self = .host
        case .CPROBE_SECTION_TOPOLOGY: self = .topology
        case .CPROBE_SECTION_STORAGE: self = .storage
        case .CPROBE_SECTION_PROTOCOLS: self = .protocols
        case .CPROBE_SECTION_CONNECTIONS: self = .connections
        case .CPROBE_SECTION_POWER: self = .power
        case .CPROBE_SECTION_GPU: self = .gpu
        case .CPROBE_SECTION_MEMORY_DETAILS: self = .memoryDetails
        case .CPROBE_SECTION_ROUTING: self = .routing
        }
    }
}

extension Capabilities.FieldSet {
    init(_ c: cprobe_field_set_description) {
        section = Sample.Section(c.section)
        name = String(cString: c.name)
        source = String(cString: c.source)
        since =
            c.since_major == 0
            ? nil : Capabilities.KernelVersion(major: Int(c.since_major), minor: Int(c.since_minor))
        isSupported = c.supported
    }
}

extension Capabilities {
    /// What this build can read, on any machine.
    public static var current: Capabilities {
        var capabilities = Capabilities()
        capabilities.port = String(cString: cprobe_port_name())
        capabilities.fieldSets = (0..<UInt32(CPROBE_FIELD_SETS)).compactMap {
            cprobe_field_set(rawValue: $0).map {
                Capabilities.FieldSet(cprobe_field_set_describe($0))
            }
        }
        return capabilities
    }
}

extension Collector {
    /// What this build can read, and what this collector can read now. Reads every section once, with
    /// mounts, CPU frequencies and sensors, and can take seconds.
    public mutating func capabilities() -> Capabilities {
        var capabilities = Capabilities.current
        var kernel = cprobe_kernel()
        _ = cprobe_kernel_read(storage, &kernel, nil)
        if kernel.has_release {
            var release = KernelName()
            release.set(kernel.release, kernel.release_length)
            capabilities.kernelRelease = release
        }
        let observation = observe(kernel)
        for index in capabilities.fieldSets.indices {
            capabilities.fieldSets[index].here =
                cprobe_field_set(rawValue: UInt32(index)).map { observation.availability(of: $0) }
        }
        return capabilities
    }

    private mutating func observe(_ kernel: cprobe_kernel) -> Observation {
        var frequencies: Result<[CPUFrequency], ProbeError>
        do throws(ProbeError) {
            frequencies = .success(try cpuFrequencies())
        } catch {
            frequencies = .failure(error)
        }
        var found: Result<[NetworkAddress], ProbeError>
        do throws(ProbeError) {
            found = .success(try addresses())
        } catch {
            found = .failure(error)
        }
        let details: [(cprobe_field_set, ProcessDetails)] = [
            (.CPROBE_FIELD_SET_PROCESS_STAT, []), (.CPROBE_FIELD_SET_PROCESS_STATUS, .status),
            (.CPROBE_FIELD_SET_PROCESS_IO, .io),
            (.CPROBE_FIELD_SET_PROCESS_DESCRIPTORS, .descriptors),
            (.CPROBE_FIELD_SET_PROCESS_COMMAND_LINE, .commandLine),
            (.CPROBE_FIELD_SET_PROCESS_CGROUP, .cgroup),
            (.CPROBE_FIELD_SET_PROCESS_PROPORTIONAL, .proportional),
        ]
        var processes: [cprobe_field_set: Result<ProcessSnapshot, ProbeError>] = [:]
        for (set, detail) in details {
            do throws(ProbeError) {
                processes[set] = .success(try process(rootKind == .live ? 1 : nil, detail))
            } catch {
                processes[set] = .failure(error)
            }
        }
        let listed = listsAllMounts
        listsAllMounts = true
        let wanted = readsHealth
        readsHealth = true
        defer { (listsAllMounts, readsHealth) = (listed, wanted) }
        return Observation(
            sample: sample(
                Sample.Sections.usual.union(
                    [
                        .sensors, .cgroups, .swap, .interrupts, .host, .topology, .storage,
                        .protocols, .connections, .power, .gpu, .memoryDetails, .routing,
                    ])),
            frequencies: frequencies, addresses: found, processes: processes, rootKind: rootKind,
            kernel: kernel.has_version
                ? Capabilities.KernelVersion(major: Int(kernel.major), minor: Int(kernel.minor))
                : nil,
            hasProc: kernel.has_proc, hasSys: kernel.has_sys)
    }
}
