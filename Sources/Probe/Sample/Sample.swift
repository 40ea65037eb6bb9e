/// The sections that were read at one moment: each is a value, an error, or not requested.
public struct Sample: Sendable, Hashable {
    /// When the sample was taken, in nanoseconds since 1970.
    public var wallTimeNs: Int64 = 0
    /// The CPUs.
    public var cpu: Reading<CPU> {
        get { slots.cpu.reading }
        set { slots.cpu.reading = newValue }
    }
    /// Load averages, tasks and uptime.
    public var load: Reading<Load> {
        get { slots.load.reading }
        set { slots.load.reading = newValue }
    }
    /// Memory and swap.
    public var memory: Reading<Memory> {
        get { slots.memory.reading }
        set { slots.memory.reading = newValue }
    }
    /// The block devices.
    public var disk: Reading<Disk> {
        get { slots.disk.reading }
        set { slots.disk.reading = newValue }
    }
    /// The mounted file systems.
    public var filesystem: Reading<Filesystem> {
        get { slots.filesystem.reading }
        set { slots.filesystem.reading = newValue }
    }
    /// The network.
    public var network: Reading<Networking> {
        get { slots.network.reading }
        set { slots.network.reading = newValue }
    }
    /// The counters of all whole block devices together.
    public var io: Reading<IO> {
        get { slots.io.reading }
        set { slots.io.reading = newValue }
    }
    /// Pressure stall information.
    public var pressure: Reading<Pressure> {
        get { slots.pressure.reading }
        set { slots.pressure.reading = newValue }
    }
    /// The quota of the subject: how much of the machine it may use.
    public var quota: Reading<Quota> {
        get { slots.quota.reading }
        set { slots.quota.reading = newValue }
    }
    /// The processes.
    public var process: Reading<ProcessTable> {
        get { slots.process.reading }
        set { slots.process.reading = newValue }
    }
    /// Temperatures, fans, voltages and the other sensors of chips.
    public var sensors: Reading<Sensors> {
        get { slots.sensors.reading }
        set { slots.sensors.reading = newValue }
    }
    /// Swap devices one by one, and zram.
    public var swap: Reading<Swap> {
        get { slots.swap.reading }
        set { slots.swap.reading = newValue }
    }
    /// Interrupts by line, and the work of each CPU.
    public var interrupts: Reading<Interrupts> {
        get { slots.interrupts.reading }
        set { slots.interrupts.reading = newValue }
    }
    /// The machine itself: settings, names, clock, sessions.
    public var host: Reading<HostSystem> {
        get { slots.host.reading }
        set { slots.host.reading = newValue }
    }
    /// The hardware: CPUs, caches, NUMA nodes, vulnerabilities.
    public var topology: Reading<Topology> {
        get { slots.topology.reading }
        set { slots.topology.reading = newValue }
    }
    /// Block devices and arrays. Only on request.
    public var storage: Reading<Storage> {
        get { slots.storage.reading }
        set { slots.storage.reading = newValue }
    }
    /// Further counters of the network protocols, and connection tracking.
    public var protocols: Reading<Protocols> {
        get { slots.protocols.reading }
        set { slots.protocols.reading = newValue }
    }
    /// TCP sockets by state.
    public var connections: Reading<Connections> {
        get { slots.connections.reading }
        set { slots.connections.reading = newValue }
    }
    /// Batteries and chargers, energy counters, cooling devices.
    public var power: Reading<Power> {
        get { slots.power.reading }
        set { slots.power.reading = newValue }
    }
    /// Graphics processors.
    public var gpu: Reading<GPU> {
        get { slots.gpu.reading }
        set { slots.gpu.reading = newValue }
    }
    /// Zones, slab caches and all counters of memory.
    public var memoryDetails: Reading<MemoryDetails> {
        get { slots.memoryDetails.reading }
        set { slots.memoryDetails.reading = newValue }
    }
    /// Routes, neighbours, queueing disciplines, wireless links and drivers.
    public var routing: Reading<Routing> {
        get { slots.routing.reading }
        set { slots.routing.reading = newValue }
    }

    /// All cgroups.
    public var cgroups: Reading<CgroupTable> {
        get { slots.cgroups.reading }
        set { slots.cgroups.reading = newValue }
    }

    /// Why a section could not be read; nil if it was read or not requested.
    public func error(of section: Section) -> ProbeError? { status(of: section).error }

    /// The failures that cost a section single fields, although it was read.
    public func failures(of section: Section) -> [ProbeError] { status(of: section).failures }

    /// Whether a section was requested, its error and its failures: the only switch over the
    /// sections that does not depend on the type of their values.
    func status(of section: Section) -> SlotStatus {
        switch section {
        case .cpu: slots.cpu.status { $0.failures }
        case .load: slots.load.status { $0.failures }
        case .memory: slots.memory.status { $0.failures }
        case .disk: slots.disk.status { $0.failures }
        case .filesystem: slots.filesystem.status { $0.failures }
        case .network: slots.network.status { $0.failures }
        case .io: slots.io.status { $0.failures }
        case .pressure: slots.pressure.status { $0.failures }
        case .quota: slots.quota.status { $0.failures }
        case .process: slots.process.status { $0.failures }
        case .sensors: slots.sensors.status { $0.failures }
        case .cgroups: slots.cgroups.status { $0.failures }
        case .swap: slots.swap.status { $0.failures }
        case .interrupts: slots.interrupts.status { $0.failures }
        case .host: slots.host.status { $0.failures }
        case .topology: slots.topology.status { $0.failures }
        case .storage: slots.storage.status { $0.failures }
        case .protocols: slots.protocols.status { $0.failures }
        case .connections: slots.connections.status { $0.failures }
        case .power: slots.power.status { $0.failures }
        case .gpu: slots.gpu.status { $0.failures }
        case .memoryDetails: slots.memoryDetails.status { $0.failures }
        case .routing: slots.routing.status { $0.failures }
        }
    }

    /// The storage of the sections.
    struct Slots: Sendable, Hashable {
        var cpu = Slot(CPU())
        var load = Slot(Load())
        var memory = Slot(Memory())
        var disk = Slot(Disk())
        var filesystem = Slot(Filesystem())
        var network = Slot(Networking())
        var io = Slot(IO())
        var pressure = Slot(Pressure())
        var quota = BoxedSlot<Quota>()
        var process = Slot(ProcessTable())
        var sensors = Slot(Sensors())
        var cgroups = Slot(CgroupTable())
        var swap = Slot(Swap())
        var interrupts = Slot(Interrupts())
        var host = BoxedSlot<HostSystem>()
        var topology = BoxedSlot<Topology>()
        var storage = BoxedSlot<Storage>()
        var protocols = BoxedSlot<Protocols>()
        var connections = BoxedSlot<Connections>()
        var power = Slot(Power())
        var gpu = Slot(GPU())
        var memoryDetails = BoxedSlot<MemoryDetails>()
        var routing = BoxedSlot<Routing>()
    }

    var slots = Slots()

    /// A sample without sections. Tests set them: `sample.memory = .value(memory)`.
    public init() {}

    /// The rates between an earlier sample and this one.
    public func rates(since earlier: Sample) -> Rates {
        var rates = Rates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// Fills existing rates; allocates nothing once their lists have their length.
    public func rates(since earlier: Sample, into rates: inout Rates) {
        rates.cpu.set(earlier.slots.cpu, slots.cpu)
        rates.memory.set(earlier.slots.memory, slots.memory)
        rates.disk.set(earlier.slots.disk, slots.disk)
        rates.network.set(earlier.slots.network, slots.network)
        rates.io.set(earlier.slots.io, slots.io)
        rates.pressure.set(earlier.slots.pressure, slots.pressure)
        rates.quota.set(earlier.slots.quota, slots.quota)
        rates.process.set(earlier.slots.process, slots.process)
        rates.cgroups.set(earlier.slots.cgroups, slots.cgroups)
        rates.protocols.set(earlier.slots.protocols, slots.protocols)
        rates.power.set(earlier.slots.power, slots.power)
        rates.gpu.set(earlier.slots.gpu, slots.gpu)
    }
}

/// The rates of a section, computed from two readings of its value.
protocol SectionRates {
    associatedtype Value
    init()
    mutating func set(_ before: Value, _ after: Value)
}

extension SectionRates {
    /// Computes all from the readings of two samples; without figures where one has no value.
    @inline(__always)
    fileprivate mutating func set(_ before: Slot<Value>, _ after: Slot<Value>) {
        if let before = before.current, let after = after.current {
            set(before, after)
        } else {
            self = Self()
        }
    }
}

extension SectionRates where Value: EmptyValue {
    /// As for a section within the sample.
    fileprivate mutating func set(_ before: BoxedSlot<Value>, _ after: BoxedSlot<Value>) {
        if let before = before.current, let after = after.current {
            set(before, after)
        } else {
            self = Self()
        }
    }
}

extension CPURates: SectionRates {}
extension MemoryRates: SectionRates {}
extension DiskRates: SectionRates {}
extension NetworkRates: SectionRates {}
extension IORates: SectionRates {}
extension PressureRates: SectionRates {}
extension QuotaRates: SectionRates {}
extension ProtocolRates: SectionRates {}
extension PowerRates: SectionRates {}
extension GPURates: SectionRates {}
extension ProcessTableRates: SectionRates {
    mutating func set(_ before: ProcessTable, _ after: ProcessTable) {
        after.rates(since: before, into: &self)
    }
}
extension CgroupTableRates: SectionRates {
    mutating func set(_ before: CgroupTable, _ after: CgroupTable) {
        after.rates(since: before, into: &self)
    }
}
