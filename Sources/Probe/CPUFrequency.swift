/// The frequency of one CPU. Source: /sys/devices/system/cpu/cpuN/cpufreq.
public struct CPUFrequency: Sendable, Hashable, Codable {
    /// The kernel's number of the CPU.
    public internal(set) var id: Int
    /// What the driver says now, in hertz; it may take milliseconds to find out. scaling_cur_freq, or
    /// cpuinfo_cur_freq where that has none.
    public internal(set) var currentHz: Int64?
    /// The least that the hardware can be set to, in hertz.
    public internal(set) var minimumHz: Int64?
    /// The most that the hardware can be set to, in hertz.
    public internal(set) var maximumHz: Int64?
    /// What cost it a field; nil where nothing failed. A CPU without a driver is no failure.
    public internal(set) var failure: ProbeError?
}
