/// The sections that were read at one moment. It never throws: each section is a value or its error.
public struct Sample: Sendable, Hashable {
    /// When it was taken, in nanoseconds since 1970.
    public var wallTimeNs: Int64 = 0
    /// The CPUs.
    public var cpu: Reading<CPU> {
        get { slots.cpu.reading }
        set { slots.cpu.reading = newValue }
    }
    /// How much there is to do.
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
    /// What all whole block devices did together.
    public var io: Reading<IO> {
        get { slots.io.reading }
        set { slots.io.reading = newValue }
    }
    /// How much time was lost waiting.
    public var pressure: Reading<Pressure> {
        get { slots.pressure.reading }
        set { slots.pressure.reading = newValue }
    }
    /// How much of the machine this process may use.
    public var quota: Reading<Quota> {
        get { slots.quota.reading }
        set { slots.quota.reading = newValue }
    }
    /// The processes.
    public var process: Reading<ProcessTable> {
        get { slots.process.reading }
        set { slots.process.reading = newValue }
    }
    /// Temperatures and fans.
    public var sensors: Reading<Sensors> {
        get { slots.sensors.reading }
        set { slots.sensors.reading = newValue }
    }

    /// Why a section could not be read; nil if it was read or not requested.
    public func error(of section: Section) -> ProbeError? {
        switch section {
        case .cpu: slots.cpu.error
        case .load: slots.load.error
        case .memory: slots.memory.error
        case .disk: slots.disk.error
        case .filesystem: slots.filesystem.error
        case .network: slots.network.error
        case .io: slots.io.error
        case .pressure: slots.pressure.error
        case .quota: slots.quota.error
        case .process: slots.process.error
        case .sensors: slots.sensors.error
        }
    }

    /// What cost a section single fields, though it was read.
    public func failures(of section: Section) -> [ProbeError] {
        switch section {
        case .cpu: slots.cpu.current?.failures ?? []
        case .load: slots.load.current?.failures ?? []
        case .memory: slots.memory.current?.failures ?? []
        case .disk: slots.disk.current?.failures ?? []
        case .filesystem: slots.filesystem.current?.failures ?? []
        case .network: slots.network.current?.failures ?? []
        case .io: slots.io.current?.failures ?? []
        case .pressure: slots.pressure.current?.failures ?? []
        case .quota: slots.quota.current?.failures ?? []
        case .process: slots.process.current?.failures ?? []
        case .sensors: slots.sensors.current?.failures ?? []
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
        var quota = Slot(Quota())
        var process = Slot(ProcessTable())
        var sensors = Slot(Sensors())
    }

    var slots = Slots()

    /// A sample for which no section was read. A section is set as it is read: `sample.memory = .value(memory)`.
    public init() {}

    /// What happened between an earlier sample and this one, a second or in percent.
    public func rates(since earlier: Sample) -> Rates {
        var rates = Rates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// The same into rates that exist already; allocates nothing once their lists have their length.
    public func rates(since earlier: Sample, into rates: inout Rates) {
        if let before = earlier.slots.cpu.current, let after = slots.cpu.current {
            rates.cpu.set(before, after)
        } else {
            rates.cpu = CPURates()
        }
        if let before = earlier.slots.memory.current, let after = slots.memory.current {
            rates.memory.set(before, after)
        } else {
            rates.memory = MemoryRates()
        }
        if let before = earlier.slots.disk.current, let after = slots.disk.current {
            rates.disk.set(before, after)
        } else {
            rates.disk = DiskRates()
        }
        if let before = earlier.slots.network.current, let after = slots.network.current {
            rates.network.set(before, after)
        } else {
            rates.network = NetworkRates()
        }
        if let before = earlier.slots.io.current, let after = slots.io.current {
            rates.io.set(before, after)
        } else {
            rates.io = IORates()
        }
        if let before = earlier.slots.pressure.current, let after = slots.pressure.current {
            rates.pressure.set(before, after)
        } else {
            rates.pressure = PressureRates()
        }
        if let before = earlier.slots.quota.current, let after = slots.quota.current {
            rates.quota.set(before, after)
        } else {
            rates.quota = QuotaRates()
        }
        if let before = earlier.slots.process.current, let after = slots.process.current {
            after.rates(since: before, into: &rates.process)
        } else {
            rates.process = ProcessTableRates()
        }
    }
}

extension CPU: Emptiable {}
extension Load: Emptiable {}
extension Memory: Emptiable {}
extension Disk: Emptiable {}
extension Filesystem: Emptiable {}
extension Networking: Emptiable {}
extension IO: Emptiable {}
extension Pressure: Emptiable {}
extension Quota: Emptiable {}
extension ProcessTable: Emptiable {}
extension Sensors: Emptiable {}
