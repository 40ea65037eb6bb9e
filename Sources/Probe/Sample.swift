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
    /// How much of the machine this process may use.
    public internal(set) var quota = Reading<Quota>.notAsked

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
    }
}
