/// The frequency of one CPU. Source: /sys/devices/system/cpu/cpuN/cpufreq.
public struct CPUFrequency: Sendable, Hashable, Codable {
    /// The kernel's number of the CPU.
    public var id: Int
    /// What the driver says now, in hertz; it may take milliseconds to find out. scaling_cur_freq, or
    /// cpuinfo_cur_freq where that has none.
    public var currentHz: Int64?
    /// The least that the hardware can be set to, in hertz.
    public var minimumHz: Int64?
    /// The most that the hardware can be set to, in hertz.
    public var maximumHz: Int64?
    /// What cost it a field; nil where nothing failed. A CPU without a driver is no failure.
    public var failure: ProbeError?

    /// The frequency of the CPU of this number.
    public init(
        id: Int, currentHz: Int64? = nil, minimumHz: Int64? = nil, maximumHz: Int64? = nil,
        failure: ProbeError? = nil
    ) {
        self.id = id
        self.currentHz = currentHz
        self.minimumHz = minimumHz
        self.maximumHz = maximumHz
        self.failure = failure
    }
}
