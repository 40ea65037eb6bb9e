/// How many CPUs this process really has: the quota of its cgroups, its affinity, its cpuset and the
/// CPUs online, whichever is least, as a whole number of at least 1.
///
/// Reads anew at each call, which opens the files of every level: ask once and keep the answer, or
/// own a ``Collector``. 1 where nothing can be read.
public func effectiveCPUCount(rounding: CPUQuota.Rounding = .down) -> Int {
    guard var collector = try? Collector(readsOnce: true),
        let quota = try? collector.quota(limitsOf: .cpu)
    else { return 1 }
    return quota.cpu.cpuCount(rounding: rounding)
}
