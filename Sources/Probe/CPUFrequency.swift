/// The frequency of one CPU. Source: /sys/devices/system/cpu/cpuN/cpufreq.
public struct CPUFrequency: Sendable, Hashable, Codable {
    /// The kernel's number of the CPU.
    public internal(set) var id: Int
    /// What the driver says now, in hertz; it may take milliseconds to find out.
    public internal(set) var currentHz: UInt64?
    /// The least that the hardware can be set to, in hertz.
    public internal(set) var minimumHz: UInt64?
    /// The most that the hardware can be set to, in hertz.
    public internal(set) var maximumHz: UInt64?
}
