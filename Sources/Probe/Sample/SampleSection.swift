extension Sample {
    /// The sections of a sample by their ids, in the order in which they are printed.
    public enum Section: String, Sendable, Hashable, Codable, CaseIterable {
        /// The CPUs: ``CPU``.
        case cpu
        /// Load averages, tasks, uptime: ``Load``.
        case load
        /// Memory and swap: ``Memory``.
        case memory
        /// Block devices: ``Disk``.
        case disk
        /// Mounted file systems: ``Filesystem``.
        case filesystem
        /// Interfaces, sockets: ``Networking``.
        case network
        /// All whole block devices together: ``IO``.
        case io
        /// Pressure stall information: ``Pressure``.
        case pressure
        /// What this process may use: ``Quota``.
        case quota
        /// The processes: ``ProcessTable``. Only on request.
        case process
        /// Temperatures, fans, voltages and the other sensors of chips: ``Sensors``. Only on request.
        case sensors
        /// All cgroups: ``CgroupTable``. Only on request.
        case cgroups
        /// Swap devices one by one, and zram: ``Swap``. Only on request.
        case swap
        /// Interrupts by line, and the work of each CPU: ``Interrupts``. Only on request.
        case interrupts
        /// The machine itself: ``HostSystem``. Only on request.
        case host
        /// The hardware: ``Topology``. Only on request.
        case topology
        /// Block devices and arrays: ``Storage``. Only on request.
        case storage
        /// Further counters of the network protocols, and connection tracking: ``Protocols``. Only
        /// on request.
        case protocols
        /// TCP sockets by state: ``Connections``. Only on request.
        case connections
        /// Batteries and chargers, energy counters, cooling devices: ``Power``. Only on request.
        case power
        /// Graphics processors: ``GPU``. Only on request.
        case gpu
        /// Zones, slab caches and all counters of memory: ``MemoryDetails``. Only on request.
        case memoryDetails = "memory_details"
        /// Routes, neighbours, queueing disciplines, wireless links and drivers: ``Routing``. Only on
        /// request.
        case routing

        /// The sections of a sample if none are named. Others are read only on request.
        public static let usual: [Section] = [
            .cpu, .load, .memory, .disk, .filesystem, .network, .io, .pressure, .quota,
        ]
    }
}

extension Sample {
    /// A choice of sections.
    public struct Sections: OptionSet, Sendable, Hashable {
        /// The bits, one a section.
        public let rawValue: UInt32

        /// A choice of these bits; those of no section choose nothing.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The choice of this section alone. Its bit is its position among the sections.
        public init(_ section: Section) {
            rawValue = 1 << UInt32(Section.allCases.firstIndex(of: section)!)
        }

        /// The choice of these sections: `Sample.Sections(Sample.Section.allCases)`.
        public init(_ sections: some Sequence<Section>) {
            self = sections.reduce(into: []) { $0.insert(Sections($1)) }
        }

        /// The CPUs.
        public static let cpu = Sections(.cpu)
        /// Load averages, tasks, uptime.
        public static let load = Sections(.load)
        /// Memory and swap.
        public static let memory = Sections(.memory)
        /// Block devices.
        public static let disk = Sections(.disk)
        /// Mounted file systems.
        public static let filesystem = Sections(.filesystem)
        /// Interfaces, sockets.
        public static let network = Sections(.network)
        /// All whole block devices together.
        public static let io = Sections(.io)
        /// Pressure stall information.
        public static let pressure = Sections(.pressure)
        /// What this process may use.
        public static let quota = Sections(.quota)
        /// The processes.
        public static let process = Sections(.process)
        /// Temperatures, fans, voltages and the other sensors of chips.
        public static let sensors = Sections(.sensors)
        /// All cgroups.
        public static let cgroups = Sections(.cgroups)
        /// Swap devices one by one, and zram.
        public static let swap = Sections(.swap)
        /// Interrupts by line, and the work of each CPU.
        public static let interrupts = Sections(.interrupts)
        /// The machine itself: settings, names, clock, sessions.
        public static let host = Sections(.host)
        /// The hardware: CPUs, caches, NUMA nodes, vulnerabilities.
        public static let topology = Sections(.topology)
        /// Block devices and arrays.
        public static let storage = Sections(.storage)
        /// Further counters of the network protocols, and connection tracking.
        public static let protocols = Sections(.protocols)
        /// TCP sockets by state.
        public static let connections = Sections(.connections)
        /// Batteries and chargers, energy counters, cooling devices.
        public static let power = Sections(.power)
        /// Graphics processors.
        public static let gpu = Sections(.gpu)
        /// Zones, slab caches and all counters of memory.
        public static let memoryDetails = Sections(.memoryDetails)
        /// Routes, neighbours, queueing disciplines, wireless links and drivers.
        public static let routing = Sections(.routing)
        /// The sections of a sample if none are named. Others are read only on request.
        public static let usual = Sections(Section.usual)
    }
}
