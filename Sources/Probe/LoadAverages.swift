/// The load averages alone: ``Collector/loadAverages()``.
public struct LoadAverages: Sendable, Hashable, Codable {
    /// Tasks that run, could run or wait for a disk, averaged over one minute.
    public internal(set) var load1: Double
    /// The same over 5 minutes.
    public internal(set) var load5: Double
    /// The same over 15 minutes.
    public internal(set) var load15: Double
}
