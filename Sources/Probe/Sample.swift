/// The sections that were read at one moment. It never throws: each section is a value or its error.
public struct Sample: Sendable, Hashable, Codable {
    /// When it was taken, in nanoseconds since 1970.
    public internal(set) var wallTimeNs: UInt64 = 0
    /// The CPUs.
    public internal(set) var cpu = Reading<CPU>.notAsked
    /// How much there is to do.
    public internal(set) var load = Reading<Load>.notAsked
    /// Memory and swap.
    public internal(set) var memory = Reading<Memory>.notAsked
    /// The block devices.
    public internal(set) var disk = Reading<Disk>.notAsked
    /// The mounted file systems.
    public internal(set) var filesystem = Reading<Filesystem>.notAsked
    /// The network.
    public internal(set) var network = Reading<Network>.notAsked
    /// What all whole block devices did together.
    public internal(set) var io = Reading<IO>.notAsked
    /// How much time was lost waiting.
    public internal(set) var pressure = Reading<Pressure>.notAsked
    /// How much of the machine this process may use.
    public internal(set) var quota = Reading<Quota>.notAsked

    /// The processes.
    public internal(set) var process = Reading<ProcessTable>.notAsked
    /// Temperatures and fans.
    public internal(set) var sensors = Reading<Sensors>.notAsked

    init() {}

    /// What happened between an earlier sample and this one, a second or in percent.
    public func rates(since earlier: Sample) -> Rates {
        var rates = Rates()
        self.rates(since: earlier, into: &rates)
        return rates
    }

    /// The same into rates that exist already; allocates nothing once their lists have their length.
    public func rates(since earlier: Sample, into rates: inout Rates) {
        if case .value(let before) = earlier.cpu, case .value(let after) = cpu {
            rates.cpu.set(before, after)
        } else {
            rates.cpu = CPURates()
        }
        if case .value(let before) = earlier.memory, case .value(let after) = memory {
            rates.memory.set(before, after)
        } else {
            rates.memory = MemoryRates()
        }
        if case .value(let before) = earlier.disk, case .value(let after) = disk {
            rates.disk.set(before, after)
        } else {
            rates.disk = DiskRates()
        }
        if case .value(let before) = earlier.network, case .value(let after) = network {
            rates.network.set(before, after)
        } else {
            rates.network = NetworkRates()
        }
        if case .value(let before) = earlier.io, case .value(let after) = io {
            rates.io.set(before, after)
        } else {
            rates.io = IORates()
        }
        if case .value(let before) = earlier.pressure, case .value(let after) = pressure {
            rates.pressure.set(before, after)
        } else {
            rates.pressure = PressureRates()
        }
        if case .value(let before) = earlier.process, case .value(let after) = process {
            after.rates(since: before, into: &rates.process)
        } else {
            rates.process = ProcessTableRates()
        }
    }
}
