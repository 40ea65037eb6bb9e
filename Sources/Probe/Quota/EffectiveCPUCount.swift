/// The number of CPUs that this process can use: the lowest of the quota of its cgroups, its
/// affinity, its cpuset and the number of online CPUs, as a whole number of at least 1.
///
/// Each call opens the files of every level: store the result, or use a ``Collector``. 1 if nothing can be
/// read.
public func effectiveCPUCount(rounding: CPUQuota.Rounding = .down) -> Int {
    guard var collector = try? Collector(readsOnce: true),
        let quota = try? collector.quota(limitsOf: .cpu)
    else { return 1 }
    return quota.cpu.cpuCount(rounding: rounding)
}
