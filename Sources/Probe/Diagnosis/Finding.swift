/// One thing that is short, hot, or worth a look.
package struct Finding {
    package enum Resource: String {
        case cpu
        case cpuQuota = "cpu_quota"
        case memory
        case swap
        case disk
        case filesystem
        case network
        case pressure
        case tasks
        case temperature
    }

    package enum Severity: String, Comparable {
        /// Nothing is short by it.
        case noticed
        case high
        case severe

        private var rank: Int {
            switch self {
            case .noticed: 0
            case .high: 1
            case .severe: 2
            }
        }

        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    package let resource: Resource
    package let severity: Severity
    /// In a few words, with the number that counts: "CPU busy (97% of 4 CPUs)".
    package let title: String
    /// What was measured, in sentences.
    package let facts: [String]
    /// Since when, if averages show it.
    package var since: Since?
    /// Who accounts for it, where that was measured.
    package var account: Account?

    /// The title, and the kinds of processes that it is due to.
    package var headline: String {
        let groups = account?.mainGroups.map { $0.description } ?? []
        return groups.isEmpty ? "\(title)." : "\(title) due to: \(groups.joined(separator: ", "))."
    }
}

/// Since when something lasts, judged by damped averages: a level that has lasted for as long as an average
/// is damped over has lifted it to 63% (1 - 1/e) of itself, and one that has lasted for two fifths of
/// that to a third.
package struct Since {
    /// "for about a minute".
    package let words: String
    /// The averages.
    package let evidence: String

    private static let whole = 0.63
    private static let part = 0.33
    /// If a long average exceeds a shorter one by so much, there was more of it before: it comes and
    /// goes.
    private static let more = 1.1

    /// From the averages of pressure; nil where the shortest does not reach a share.
    init?(_ stall: Stall?, atLeast percent: Double, waitingFor what: String) {
        guard let stall, stall.avg10Percent >= percent else { return nil }
        let level = stall.avg10Percent
        let isFalling =
            stall.avg300Percent > stall.avg60Percent * Self.more
            || stall.avg60Percent > level * Self.more
        if isFalling, stall.avg300Percent >= level * Self.part {
            words = "on and off for some minutes"
        } else if isFalling {
            words = "on and off for about a minute"
        } else if stall.avg300Percent >= level * Self.whole {
            words = "for at least five minutes"
        } else if stall.avg300Percent >= level * Self.part {
            words = "for some minutes"
        } else if stall.avg60Percent >= level * Self.whole {
            words = "for about a minute"
        } else {
            words = "for less than a minute"
        }
        evidence =
            "waiting for \(what): \(decimal(stall.avg10Percent))% of the last 10 s, "
            + "\(decimal(stall.avg60Percent))% of 60 s, \(decimal(stall.avg300Percent))% of 300 s"
    }

    /// From the load averages; nil where the shortest does not reach a number of tasks.
    init?(_ load: Load?, atLeast tasks: Double) {
        guard let load, let load1 = load.load1, let load5 = load.load5, let load15 = load.load15,
            load1 >= tasks
        else { return nil }
        let isFalling = load15 > load5 * Self.more || load5 > load1 * Self.more
        if isFalling {
            words = "on and off for some minutes"
        } else if load15 >= load1 * Self.whole {
            words = "for at least a quarter of an hour"
        } else if load5 >= load1 * Self.whole {
            words = "for at least five minutes"
        } else if load5 >= load1 * Self.part {
            words = "for some minutes"
        } else {
            words = "for about a minute"
        }
        evidence =
            "load averages \(decimal(load1, 2)) over 1 minute, \(decimal(load5, 2)) over 5, "
            + "\(decimal(load15, 2)) over 15"
    }
}
