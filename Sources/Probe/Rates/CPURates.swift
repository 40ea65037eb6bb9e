/// The shares of CPU time between two readings, in percent.
///
/// The ten parts sum to 100: user excludes guest and nice excludes guest_nice, which are parts of
/// their own. Usage is everything but idle and iowait, so it includes steal.
public protocol CPUUsage {
    /// All time except idle and iowait, in percent: 0 to 100. Nil, as each share below, if unknown.
    var usagePercent: Double? { get }
    /// In user mode, without guests.
    var userPercent: Double? { get }
    /// In user mode at low priority, without guests.
    var nicePercent: Double? { get }
    /// In the kernel.
    var systemPercent: Double? { get }
    /// No task to run.
    var idlePercent: Double? { get }
    /// No task to run, while a task waited for a disk.
    var iowaitPercent: Double? { get }
    /// In interrupt handlers.
    var irqPercent: Double? { get }
    /// In soft interrupts.
    var softirqPercent: Double? { get }
    /// Given to other virtual machines by the hypervisor.
    var stealPercent: Double? { get }
    /// Running virtual CPUs.
    var guestPercent: Double? { get }
    /// Running virtual CPUs at low priority.
    var guestNicePercent: Double? { get }
}

/// The shares of the time of one CPU. ``CPUUsage`` describes the percentages.
public struct LogicalCPURates: CPUUsage, Sendable, Hashable, Codable {
    /// The kernel's number of the CPU.
    public var id = 0
    public var usagePercent: Double?
    public var userPercent: Double?
    public var nicePercent: Double?
    public var systemPercent: Double?
    public var idlePercent: Double?
    public var iowaitPercent: Double?
    public var irqPercent: Double?
    public var softirqPercent: Double?
    public var stealPercent: Double?
    public var guestPercent: Double?
    public var guestNicePercent: Double?

    /// The rates of the CPU with this number; all other values are nil.
    public init(id: Int = 0) {
        self.id = id
    }
}

/// The shares of the time of all CPUs together. ``CPUUsage`` describes the percentages.
public struct CPURates: CPUUsage, Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    public var usagePercent: Double?
    public var userPercent: Double?
    public var nicePercent: Double?
    public var systemPercent: Double?
    public var idlePercent: Double?
    public var iowaitPercent: Double?
    public var irqPercent: Double?
    public var softirqPercent: Double?
    public var stealPercent: Double?
    public var guestPercent: Double?
    public var guestNicePercent: Double?
    /// Context switches a second.
    public var contextSwitchesPerSecond: Double?
    /// Interrupts a second.
    public var interruptsPerSecond: Double?
    /// Soft interrupts a second.
    public var softInterruptsPerSecond: Double?
    /// Processes and threads created a second.
    public var forksPerSecond: Double?
    /// Each CPU of the later reading. The shares of a CPU that the earlier reading lacks are nil.
    public var cpus: [LogicalCPURates] = []

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: CPU, _ after: CPU) {
        let window = Probe.interval(before.monotonicNs, after.monotonicNs)
        intervalNs = window
        UsageShares(before, after).copy(to: &self)
        contextSwitchesPerSecond =
            perSecond(before.contextSwitches, after.contextSwitches, over: window)
        interruptsPerSecond = perSecond(before.interrupts, after.interrupts, over: window)
        softInterruptsPerSecond =
            perSecond(before.softInterrupts, after.softInterrupts, over: window)
        forksPerSecond = perSecond(before.forks, after.forks, over: window)
        setEach(before.cpus, after.cpus)
    }

    // Both lists are in ascending order of CPU ids, so one pass finds the pairs.
    private mutating func setEach(_ before: [LogicalCPU], _ after: [LogicalCPU]) {
        cpus.resize(to: after.count, with: LogicalCPURates())
        var next = 0
        for index in after.indices {
            while next < before.count && before[next].id < after[index].id {
                next += 1
            }
            cpus[index].id = after[index].id
            if next < before.count && before[next].id == after[index].id {
                UsageShares(before[next], after[index]).copy(to: &cpus[index])
            } else {
                UsageShares().copy(to: &cpus[index])
            }
        }
    }
}

/// The shares of ``CPURates`` and ``LogicalCPURates``, writable.
protocol SettableUsage {
    var usagePercent: Double? { get set }
    var userPercent: Double? { get set }
    var nicePercent: Double? { get set }
    var systemPercent: Double? { get set }
    var idlePercent: Double? { get set }
    var iowaitPercent: Double? { get set }
    var irqPercent: Double? { get set }
    var softirqPercent: Double? { get set }
    var stealPercent: Double? { get set }
    var guestPercent: Double? { get set }
    var guestNicePercent: Double? { get set }
}

extension CPURates: SettableUsage {}
extension LogicalCPURates: SettableUsage {}

/// The shares of the time between two readings.
struct UsageShares {
    /// The change of one kind of CPU time.
    private enum Change {
        case by(Double)
        case wrong  // The counter stepped back, or one reading lacks it.
        case absent  // Both readings lack the counter.

        init(_ before: Int64?, _ after: Int64?) {
            switch (before, after) {
            case (nil, nil): self = .absent
            default: self = change(before, after).map { .by(Double($0)) } ?? .wrong
            }
        }

        /// The change; 0 if the kernel does not count this time, nil if it is invalid.
        var amount: Double? {
            switch self {
            case .by(let amount): amount
            case .absent: 0
            case .wrong: nil
            }
        }

        /// The change in percent of a total; nil also if the kernel does not count this time.
        func percent(of total: Double, less part: Change = .absent) -> Double? {
            guard case .by(let amount) = self, let inner = part.amount else { return nil }
            return max(0, amount - inner) / total * 100
        }

        /// The change of a time that is part of another. More than the whole is invalid, apart from the
        /// rounding of each of four counters to ticks of 10 ms.
        func part(of whole: Change) -> Change {
            guard case .by(let amount) = self, case .by(let most) = whole else { return self }
            return amount <= most ? self : amount <= most + 2e7 ? whole : .wrong
        }
    }

    var usage: Double?
    var user: Double?
    var nice: Double?
    var system: Double?
    var idle: Double?
    var iowait: Double?
    var irq: Double?
    var softirq: Double?
    var steal: Double?
    var guest: Double?
    var guestNice: Double?

    init() {}

    init(_ before: some CPUTimes, _ after: some CPUTimes) {
        let user = Change(before.userNs, after.userNs)
        let nice = Change(before.niceNs, after.niceNs)
        let system = Change(before.systemNs, after.systemNs)
        let idle = Change(before.idleNs, after.idleNs)
        let iowait = Change(before.iowaitNs, after.iowaitNs)
        let irq = Change(before.irqNs, after.irqNs)
        let softirq = Change(before.softirqNs, after.softirqNs)
        let steal = Change(before.stealNs, after.stealNs)
        let guest = Change(before.guestNs, after.guestNs).part(of: user)
        let guestNice = Change(before.guestNiceNs, after.guestNiceNs).part(of: nice)
        // guest is part of user and guest_nice part of nice, so the sum leaves both out. An invalid part
        // makes the total and every share of it invalid.
        guard let a = user.amount, let b = nice.amount, let c = system.amount,
            let d = idle.amount, let e = iowait.amount, let f = irq.amount,
            let g = softirq.amount, let h = steal.amount
        else { return }
        let total = a + b + c + d + e + f + g + h
        guard total > 0 else { return }
        self.usage = (total - d - e) / total * 100
        self.user = user.percent(of: total, less: guest)
        self.nice = nice.percent(of: total, less: guestNice)
        self.system = system.percent(of: total)
        self.idle = idle.percent(of: total)
        self.iowait = iowait.percent(of: total)
        self.irq = irq.percent(of: total)
        self.softirq = softirq.percent(of: total)
        self.steal = steal.percent(of: total)
        self.guest = guest.percent(of: total)
        self.guestNice = guestNice.percent(of: total)
    }

    func copy(to rates: inout some SettableUsage) {
        rates.usagePercent = usage
        rates.userPercent = user
        rates.nicePercent = nice
        rates.systemPercent = system
        rates.idlePercent = idle
        rates.iowaitPercent = iowait
        rates.irqPercent = irq
        rates.softirqPercent = softirq
        rates.stealPercent = steal
        rates.guestPercent = guest
        rates.guestNicePercent = guestNice
    }
}

extension UsageShares {
    /// Copies the shares of rates.
    init(of rates: some CPUUsage) {
        usage = rates.usagePercent
        user = rates.userPercent
        nice = rates.nicePercent
        system = rates.systemPercent
        idle = rates.idlePercent
        iowait = rates.iowaitPercent
        irq = rates.irqPercent
        softirq = rates.softirqPercent
        steal = rates.stealPercent
        guest = rates.guestPercent
        guestNice = rates.guestNicePercent
    }

    /// A row for each share, in the order of the JSON.
    private static let plainRows: [RateRow<UsageShares>] = [
        RateRow("usage_percent", .percent, .window, "All CPU time except idle and iowait.") {
            $0.usage
        },
        RateRow("user_percent", .percent, .window, "CPU time in user mode, without guests.") {
            $0.user
        },
        RateRow(
            "nice_percent", .percent, .window,
            "CPU time in user mode at low priority, without guests."
        ) { $0.nice },
        RateRow("system_percent", .percent, .window, "CPU time in the kernel.") { $0.system },
        RateRow("idle_percent", .percent, .window, "CPU time without a task to run.") { $0.idle },
        RateRow(
            "iowait_percent", .percent, .window,
            "CPU time without a task to run, while a task waited for a disk."
        ) { $0.iowait },
        RateRow("irq_percent", .percent, .window, "CPU time in interrupt handlers.") { $0.irq },
        RateRow("softirq_percent", .percent, .window, "CPU time in soft interrupts.") {
            $0.softirq
        },
        RateRow(
            "steal_percent", .percent, .window,
            "CPU time that the hypervisor gave to other virtual machines."
        ) {
            $0.steal
        },
        RateRow("guest_percent", .percent, .window, "CPU time that ran virtual CPUs.") { $0.guest },
        RateRow(
            "guest_nice_percent", .percent, .window,
            "CPU time that ran virtual CPUs at low priority."
        ) {
            $0.guestNice
        },
    ]

    /// The rows with the prefix "total_", as in ``Sample/Field/name``.
    static let rows = plainRows.map { $0.prefixed(by: "total_") }

    func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}

extension LogicalCPURates {
    /// Calls `body` with each share, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        UsageShares(of: self).forEachField(body)
    }
}

extension CPURates {
    /// A row for each rate except the shares, in the order of the JSON.
    static let rows: [RateRow<CPURates>] = [
        RateRow("context_switches_per_second", .count, .second, "Context switches.") {
            $0.contextSwitchesPerSecond
        },
        RateRow("interrupts_per_second", .count, .second, "Interrupts.") { $0.interruptsPerSecond },
        RateRow("soft_interrupts_per_second", .count, .second, "Soft interrupts.") {
            $0.softInterruptsPerSecond
        },
        RateRow("forks_per_second", .count, .second, "Processes and threads created.") {
            $0.forksPerSecond
        },
    ]

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        UsageShares(of: self).forEachField(body)
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
