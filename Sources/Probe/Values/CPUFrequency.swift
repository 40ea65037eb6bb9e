/// The frequency of one CPU. Source: /sys/devices/system/cpu/cpuN/cpufreq.
public struct CPUFrequency: Sendable, Hashable, Codable {
    /// The kernel's number of the CPU.
    public var id: Int
    /// The current frequency in hertz; some drivers measure for milliseconds. Sources:
    /// scaling_cur_freq, or cpuinfo_cur_freq if scaling_cur_freq has no number.
    public var currentHz: Int64?
    /// The lowest frequency of the hardware, in hertz (cpuinfo_min_freq).
    public var minimumHz: Int64?
    /// The highest frequency of the hardware, in hertz (cpuinfo_max_freq).
    public var maximumHz: Int64?
    /// The failure that made a field nil; nil if nothing failed. A CPU without a driver is no
    /// failure.
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
