/// What was measured, and what the findings are made of.
package struct Evidence {
    /// Without processes.
    package let before: Sample
    package let after: Sample
    package let rates: Rates
    /// The quotas of the own group and of those that use the most CPU time.
    package var quotas: [QuotaWindow] = []
    package var activity = ProcessActivity()
    /// Temperatures and fans at both ends of the window; nil where they could not be read.
    package var sensorsBefore: Sensors?
    package var sensors: Sensors?
    /// Why there are no processes; nil where there are.
    package var processError: ProbeError?
    /// Counted, and never blamed.
    package let ownPid: Int32
    package let classifier: ProcessClassifier
    /// How many processes are named for each finding.
    package let limit: Int
    /// Whether nothing moves, as in a captured root: then what was counted since boot is all there is.
    package var isStill = false
    /// Whether it was measured as root.
    package var isRoot = false

    package init(
        before: Sample, after: Sample, rates: Rates, ownPid: Int32,
        classifier: ProcessClassifier, limit: Int
    ) {
        (self.before, self.after, self.rates) = (before, after, rates)
        (self.ownPid, self.classifier, self.limit) = (ownPid, classifier, limit)
    }

    /// The CPUs online; at least one.
    var cpus: Double {
        Double(max(after.cpu.value?.online ?? after.cpu.value?.cpus.count ?? 1, 1))
    }

    /// Percent of the CPUs that worked: without steal, which is time that others had.
    var usagePercent: Double? {
        rates.cpu.usagePercent.map { $0 - (rates.cpu.stealPercent ?? 0) }
    }

    func classify(_ process: ProcessSnapshot) -> ProcessClassification {
        classifier.classify(process)
    }

    /// The own pid's quota, where it could be read.
    var ownQuota: QuotaWindow? { quotas.first { $0.isOwn } }
}

/// A quota at both ends of the window.
package struct QuotaWindow {
    package let before: Quota
    package let after: Quota
    /// Whether it is that of the own process.
    package let isOwn: Bool

    /// Whether nothing moves in between, as in a captured root: then the counters since the cgroup was made
    /// are all there is.
    package var isStill = false

    package init(before: Quota, after: Quota, isOwn: Bool, isStill: Bool = false) {
        (self.before, self.after) = (before, after)
        (self.isOwn, self.isStill) = (isOwn, isStill)
    }

    /// Periods of the window, or since the cgroup was made; and those in which the quota was used up.
    var periods: (all: Int64, throttled: Int64)? {
        let (old, new) = (before.cpu.throttling, after.cpu.throttling)
        guard let all = change(isStill ? 0 : old.periods, new.periods),
            let throttled = change(isStill ? 0 : old.throttledPeriods, new.throttledPeriods)
        else { return nil }
        return (all, throttled)
    }

    /// Percent of the periods in which the quota was used up; nil where no period passed.
    var throttledPercent: Double? {
        periods.flatMap { percent($0.throttled, of: $0.all) }
    }

    /// Whether the group that the quota is of is also the one that the pressure is of: a group of
    /// version 1 has none.
    var isOfVersion2: Bool {
        after.hierarchies.contains { $0.version == 2 && $0.controllers.contains("cpu") }
    }

    /// The group whose quota binds, by its path.
    var group: KernelName? { after.cpu.limit.level }
}

extension ProcessSnapshot {
    /// Whether it is in a control group, or in one below it; not where its own is unknown.
    func isIn(_ group: KernelName) -> Bool {
        guard let path = cgroup?.bytes else { return false }
        let root = [UInt8(ascii: "/")]
        return group.bytes == root || path == group.bytes || path.starts(with: group.bytes + root)
    }
}

/// A part in percent; nil where one is unknown, or the whole is nothing.
func percent(_ part: Int64?, of whole: Int64?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole) * 100
}
