import Probe

/// One thing that is short, hot, or worth a look.
struct Finding {
    enum Resource: String {
        case cpu
        case cpuQuota = "cpu_quota"
        case memory
        case swap
        case disk
        case filesystem
        case network
        case pressure
        case tasks
    }

    enum Severity: String, Comparable {
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

        static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    let resource: Resource
    let severity: Severity
    /// In a few words, with the number that counts: "CPU busy (97% of 4 CPUs)".
    let title: String
    /// What was measured, in sentences.
    let facts: [String]
    /// Since when, where averages tell.
    var since: Since?
    /// Who accounts for it, where that was measured.
    var account: Account?

    /// The title, and the kinds of processes that it is due to.
    var headline: String {
        let groups = account?.mainGroups.map(\.description) ?? []
        return groups.isEmpty ? "\(title)." : "\(title) due to: \(groups.joined(separator: ", "))."
    }
}

/// Since when something lasts, as averages over lengths of time tell.
struct Since {
    /// "for about a minute".
    let words: String
    /// The averages.
    let evidence: String

    /// From the averages of pressure, of which one has to reach a share.
    init?(_ stall: Stall?, atLeast percent: Double, waitingFor what: String) {
        guard let stall else { return nil }
        if stall.avg300Percent >= percent {
            words = "for at least five minutes"
        } else if stall.avg60Percent >= percent {
            words = "for about a minute"
        } else if stall.avg10Percent >= percent {
            words = "for the last seconds"
        } else {
            return nil
        }
        evidence =
            "waiting for \(what): \(decimal(stall.avg10Percent))% of the last 10 s, "
            + "\(decimal(stall.avg60Percent))% of 60 s, \(decimal(stall.avg300Percent))% of 300 s"
    }

    /// From the load averages, of which one has to reach a number of tasks.
    init?(_ load: Load?, atLeast tasks: Double) {
        guard let load, let load1 = load.load1, let load5 = load.load5, let load15 = load.load15
        else { return nil }
        if load15 >= tasks {
            words = "for about a quarter of an hour or more"
        } else if load5 >= tasks {
            words = "for about five minutes"
        } else if load1 >= tasks {
            words = "for about a minute"
        } else {
            return nil
        }
        evidence =
            "load averages \(decimal(load1, 2)) over 1 minute, \(decimal(load5, 2)) over 5, "
            + "\(decimal(load15, 2)) over 15"
    }
}
