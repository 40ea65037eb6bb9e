import Probe

/// A number that is worth a message at one level, until it is better than another. The names, levels and
/// times are those of `Rule.usual` in ProbeLive, to which a test holds them; `Alerts` there compares any
/// field of the sample, at a cost that is too high for a screen which is drawn every second.
struct AlertRule {
    let name: String
    let message: String
    let raise: Double
    let clear: Double
    /// How long the number has to be at a level, in nanoseconds.
    let forNs: Int64
    var isCritical = false
    /// Whether small numbers are bad.
    var isLowBad = false
    /// Whether `raise` itself is still right.
    var isAbove = false

    func isBad(_ value: Double, _ level: Double) -> Bool {
        if isLowBad { return value <= level }
        return isAbove ? value > level : value >= level
    }

    private static let seconds: Int64 = 1_000_000_000

    static let cpu = AlertRule(
        name: "cpu", message: "The CPUs are busy", raise: 90, clear: 80, forNs: 30 * seconds)
    static let memory = AlertRule(
        name: "memory", message: "Memory is short", raise: 85, clear: 80, forNs: 10 * seconds)
    static let disk = AlertRule(
        name: "disk", message: "The file system is nearly full", raise: 90, clear: 87,
        forNs: 10 * seconds)
    static let swap = AlertRule(
        name: "swap", message: "Much of swap is in use", raise: 50, clear: 40,
        forNs: 10 * seconds)
    static let throttled = AlertRule(
        name: "throttled", message: "The CPU quota is used up in many periods", raise: 25,
        clear: 15, forNs: 30 * seconds, isAbove: true)
    static let memoryLimit = AlertRule(
        name: "memory-limit", message: "Little of the memory limit is available", raise: 10,
        clear: 15, forNs: 10 * seconds, isCritical: true, isLowBad: true)
    static let memoryStall = AlertRule(
        name: "memory-stall", message: "Tasks wait for memory", raise: 10, clear: 5,
        forNs: 10 * seconds, isCritical: true)
    static let ioStall = AlertRule(
        name: "io-stall", message: "Tasks wait for a disk", raise: 30, clear: 20,
        forNs: 30 * seconds)
    static let cpuStall = AlertRule(
        name: "cpu-stall", message: "Tasks wait for a CPU", raise: 60, clear: 40,
        forNs: 30 * seconds)
    static let all = [
        cpu, memory, disk, swap, throttled, memoryLimit, memoryStall, ioStall, cpuStall,
    ]
}

/// An alert that begins or ends.
struct AlertEvent {
    let rule: AlertRule
    /// The mount point, of a file system; else empty.
    let item: String
    /// Nil where the item is gone.
    let value: Double?
    let isRaised: Bool
    /// When the sample was taken, in nanoseconds since 1970.
    let timeNs: Int64

    /// "The CPUs are busy: 93.2%"
    static func words(_ rule: AlertRule, _ item: String, _ value: Double?) -> String {
        let details = [item, value.map { percent($0) } ?? ""].filter { !$0.isEmpty }
        return rule.message + (details.isEmpty ? "" : ": \(details.joined(separator: ", "))")
    }

    /// "2026-11-30 14:03:59 UTC  warning: The CPUs are busy: 93.2% (cpu)"
    var line: String {
        let severity = rule.isCritical ? "critical" : "warning"
        let end = isRaised ? "" : value == nil ? "gone: " : "ended: "
        let words = safe(Self.words(rule, item, value))
        return "\(utc(timeNs))  \(severity): \(end)\(words) (\(rule.name))"
    }

    /// An object with keys of `Event` in ProbeLive, which reads it without the item and the duration.
    func json() -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("wall_time_ns", timeNs)
            json.field("change", isRaised ? "raised" : "cleared")
            json.field("severity", rule.isCritical ? "critical" : "warning")
            json.field("rule", rule.name)
            json.field("message", rule.message)
            json.field("item", item.isEmpty ? nil : item)
            json.field("value", value)
            json.field("unit", "percent")
            json.field("level", value == nil ? nil : isRaised ? rule.raise : rule.clear)
            json.field("gone", value == nil)
        }
        return json
    }
}

/// Follows the numbers of the rules from sample to sample.
struct AlertWatch {
    /// What a rule has seen of an item.
    struct State {
        let rule: AlertRule
        let item: String
        var value: Double?
        /// Since when the number has been bad, or good while the alert is raised.
        var sinceNs: Int64?
        var isRaised = false
        /// When the alert was raised, in nanoseconds since 1970.
        var raisedNs: Int64 = 0
        var pass = 0
    }

    private var states: [State] = []
    private var pass = 0
    private var lastNs: Int64?

    /// The alerts that are raised, the critical ones first.
    var raised: [State] {
        let all = states.filter { $0.isRaised }
        return all.filter { $0.rule.isCritical } + all.filter { !$0.rule.isCritical }
    }

    /// The distance of two samples from which on nothing is known of the time in between: more than three
    /// steps.
    static func gapNs(_ stepNs: UInt64) -> Int64 {
        let (gap, overflow) = Int64(clamping: stepNs).multipliedReportingOverflow(by: 4)
        return overflow ? Int64.max : gap
    }

    /// What begins and what ends with this sample. `nowNs` is a clock that does not step; after a gap of more
    /// than `gapNs` the times begin anew. A section that was not read says nothing.
    mutating func check(
        _ sample: borrowing Sample, _ rates: borrowing Rates, nowNs: Int64, gapNs: Int64
    ) -> [AlertEvent] {
        pass += 1
        if let last = lastNs, nowNs - last > gapNs {
            for index in states.indices { states[index].sinceNs = nil }
        }
        lastNs = nowNs
        var events: [AlertEvent] = []
        let time = sample.wallTimeNs
        func take(_ rule: AlertRule, _ value: Double?, _ item: String = "") {
            judge(rule, item, value, nowNs, time, &events)
        }
        take(.cpu, rates.cpu.usagePercent)
        take(.throttled, rates.quota.throttledPercent)
        take(.memoryStall, rates.pressure.memorySomePercent)
        take(.ioStall, rates.pressure.ioSomePercent)
        take(.cpuStall, rates.pressure.cpuSomePercent)
        if let memory = sample.memory.value {
            take(.memory, memory.usagePercent)
            take(.swap, memory.swapUsagePercent)
        }
        if let memory = sample.quota.value?.memory {
            let limit = memory.limit.value.flatMap { $0 > 0 ? Double($0) : nil }
            take(
                .memoryLimit,
                limit.flatMap { limit in
                    memory.availableBytes.map { Double($0) * 100 / limit }
                })
        }
        guard let filesystem = sample.filesystem.value else { return events }
        for mount in filesystem.mounts where !mount.isCovered {
            // What is read-only cannot become fuller, and some are always full.
            take(
                .disk, mount.isReadOnly ? nil : mount.usagePercent, mount.mountPoint.description)
        }
        for state in states where state.rule.name == AlertRule.disk.name && state.pass != pass {
            guard state.isRaised else { continue }
            events.append(
                AlertEvent(
                    rule: state.rule, item: state.item, value: nil, isRaised: false, timeNs: time))
        }
        let pass = pass
        states.removeAll { $0.rule.name == AlertRule.disk.name && $0.pass != pass }
        return events
    }

    private mutating func judge(
        _ rule: AlertRule, _ item: String, _ value: Double?, _ nowNs: Int64, _ timeNs: Int64,
        _ events: inout [AlertEvent]
    ) {
        let known = states.firstIndex { $0.rule.name == rule.name && $0.item == item }
        if known == nil { states.append(State(rule: rule, item: item)) }
        let index = known ?? states.count - 1
        states[index].pass = pass
        states[index].value = value
        let isRaised = states[index].isRaised
        guard let value, isRaised ? !rule.isBad(value, rule.clear) : rule.isBad(value, rule.raise)
        else {
            states[index].sinceNs = nil
            return
        }
        let sinceNs = states[index].sinceNs ?? nowNs
        states[index].sinceNs = sinceNs
        guard nowNs - sinceNs >= rule.forNs else { return }
        states[index].isRaised = !isRaised
        states[index].sinceNs = nil
        states[index].raisedNs = timeNs
        events.append(
            AlertEvent(rule: rule, item: item, value: value, isRaised: !isRaised, timeNs: timeNs))
    }
}
