public import Probe

/// Compares the numbers of each tick with rules, and reports what begins and what ends.
///
/// ```swift
/// var alerts = Alerts()
/// for await tick in sampler {
///     for event in alerts.check(tick) {
///         print(event.severity, event.change, event.message)
///     }
/// }
/// ```
///
/// An event is raised once the number was at the level of its rule in every tick for as long as the rule
/// wants, and cleared once it was better than the other level for as long. In between nothing is reported,
/// so that a number that moves around a level causes one event. A number that is unknown, as those of a
/// section that fails are, neither raises nor clears. After a gap of more than three steps the time begins
/// anew: nothing is known of what was in between.
///
/// It is a value, used by one task at a time. A tick without an event allocates nothing, once the items of the
/// rules are known.
public struct Alerts: Sendable {
    /// The rules.
    public let rules: [Rule]
    /// Whether each event has the sample of its tick (``Event/sample``).
    public let attachesSample: Bool
    private var states: [State]
    private var ticks: Int64 = 0

    /// What a rule has seen.
    private struct State: Sendable {
        let name: [UInt8]
        let percentOf: [UInt8]?
        /// The fields with the rule's names: a comparison of pointers instead of texts.
        var field: Sample.Field?
        var whole: Sample.Field?
        var items: [Item] = []
        /// Where the next item is expected.
        var cursor = 0
    }

    /// The number of one item.
    private struct Item: Sendable {
        let labels: Sample.Field.Labels
        var unit = Sample.Field.Unit.none
        /// The last tick that had the item.
        var tick: Int64 = 0
        var value: Double?
        /// The number of which the value is a part.
        var whole: Double?
        /// Since when the number has been bad, or good while the event is raised.
        var sinceNs: Int64?
        /// When the event was raised.
        var raisedNs: Int64?
        var raised: Event?

        init(labels: Sample.Field.Labels) {
            self.labels = labels
        }

        /// What is compared with the levels; nil where that is unknown.
        func number(isPart: Bool) -> Double? {
            guard isPart else { return value }
            guard let value, let whole, whole > 0 else { return nil }
            return value / whole * 100
        }
    }

    /// Alerts of these rules, none of them raised.
    ///
    /// - Parameters:
    ///   - rules: The rules.
    ///   - attachesSample: Whether each event has the sample that raised or cleared it. The samples of
    ///     ``raised`` stay in memory until their events are cleared.
    public init(_ rules: [Rule] = Rule.usual, attachesSample: Bool = false) {
        self.rules = rules
        self.attachesSample = attachesSample
        states = rules.map { rule in
            State(
                name: [UInt8](rule.measure.name.utf8),
                percentOf: rule.measure.percentOf.map { [UInt8]($0.utf8) })
        }
    }

    /// The sections that the rules need: what a sampler has to read.
    public var sections: Sample.Sections {
        Sample.Sections(rules.map { $0.measure.section })
    }

    /// The events that are raised now, by rule.
    public var raised: [Event] {
        states.flatMap { $0.items.compactMap { $0.raised } }
    }

    /// What begins and what ends with this tick. Ticks come in their order.
    public mutating func check(_ tick: Tick) -> [Event] {
        ticks += 1
        for index in states.indices { states[index].cursor = 0 }
        tick.withSample { sample, rates in
            sample.forEachField { take($0, $1, $2, $3) }
            rates.forEachField { take($0, $1, $2, $3) }
        }
        let now = Now(tick)
        var events: [Event] = []
        for index in states.indices {
            for position in states[index].items.indices {
                judge(index, position, tick, now, &events)
            }
            let tick = ticks
            if now.read.contains(Sample.Sections(rules[index].measure.section)),
                states[index].items.contains(where: { $0.tick != tick })
            {
                states[index].items.removeAll { $0.tick != tick }
            }
        }
        return events
    }

    /// What all rules need to know of a tick.
    private struct Now {
        let timeNs: Int64
        /// Whether too long ago for times to go on.
        let isAfterGap: Bool
        /// The sections that were read.
        var read: Sample.Sections = []

        init(_ tick: Tick) {
            timeNs = tick.takenNs
            isAfterGap = tick.skipped > 3
            tick.withSample { sample, _ in
                for section in Sample.Section.allCases where sample.error(of: section) == nil {
                    read.insert(Sample.Sections(section))
                }
            }
            read.formIntersection(tick.sections)
        }
    }
}

extension Alerts {
    /// Takes the number of an item for every rule that compares it.
    private mutating func take(
        _ section: Sample.Section, _ labels: Sample.Field.Labels, _ field: Sample.Field,
        _ value: Sample.Field.Value?
    ) {
        for index in rules.indices where rules[index].measure.section == section {
            let isNumber = matches(field, &states[index].field, states[index].name)
            guard
                isNumber
                    || states[index].percentOf.map({
                        matches(field, &states[index].whole, $0)
                    }) ?? false,
                hasLabels(labels, rules[index].measure.labels)
            else { continue }
            let position = item(index, labels)
            if states[index].items[position].tick != ticks {
                states[index].items[position].tick = ticks
                states[index].items[position].value = nil
                states[index].items[position].whole = nil
            }
            if isNumber {
                states[index].items[position].value = value?.double
                states[index].items[position].unit = field.unit
            } else {
                states[index].items[position].whole = value?.double
            }
        }
    }

    /// Whether a field has a name; the field that has it is kept for the next comparison.
    private func matches(
        _ field: Sample.Field, _ known: inout Sample.Field?, _ name: [UInt8]
    ) -> Bool {
        if known == field { return true }
        guard field.name.utf8.elementsEqual(name) else { return false }
        known = field
        return true
    }

    private func hasLabels(_ labels: Sample.Field.Labels, _ wanted: [History.Label]) -> Bool {
        wanted.allSatisfy { wanted in
            labels.contains { label in
                label.name.utf8.elementsEqual(wanted.name.utf8)
                    && History.LabelValue(label.value) == wanted.value
            }
        }
    }

    /// The position of an item: usually the one after that of the number before, or the same.
    private mutating func item(_ index: Int, _ labels: Sample.Field.Labels) -> Int {
        var position = states[index].cursor
        while position < min(states[index].cursor + 2, states[index].items.count) {
            if states[index].items[position].labels == labels {
                states[index].cursor = position
                return position
            }
            position += 1
        }
        let found = states[index].items.firstIndex { $0.labels == labels }
        if found == nil { states[index].items.append(Item(labels: labels)) }
        states[index].cursor = found ?? states[index].items.count - 1
        return states[index].cursor
    }

    /// Moves the state of an item on, and adds its event.
    private mutating func judge(
        _ index: Int, _ position: Int, _ tick: Tick, _ now: Now, _ events: inout [Event]
    ) {
        let rule = rules[index]
        var item = states[index].items[position]
        guard item.tick == ticks else {
            // A section that was not read says nothing about the item.
            if now.read.contains(Sample.Sections(rule.measure.section)) {
                if let event = item.raised { events.append(ended(event, item, nil, tick, now)) }
            } else {
                states[index].items[position].sinceNs = nil
            }
            return
        }
        defer { states[index].items[position] = item }
        if now.isAfterGap { item.sinceNs = nil }
        guard let value = item.number(isPart: rule.measure.percentOf != nil) else {
            item.sinceNs = nil
            return
        }
        let isBad = rule.comparison.isBad(value, rule.raise)
        let isGood = !rule.comparison.isBad(value, rule.clear)
        guard item.raised == nil ? isBad : isGood else {
            item.sinceNs = nil
            return
        }
        let sinceNs = item.sinceNs ?? now.timeNs
        item.sinceNs = sinceNs
        let lasted = now.timeNs - sinceNs
        if let event = item.raised {
            guard lasted >= rule.clearAfterNs else { return }
            events.append(ended(event, item, value, tick, now))
            (item.raised, item.raisedNs) = (nil, nil)
        } else {
            guard lasted >= rule.raiseAfterNs,
                rule.includesReadOnly || !isReadOnly(item, rule, tick)
            else { return }
            var event = Event(
                change: .raised, severity: rule.severity, rule: rule.name, message: rule.message,
                value: value, unit: rule.measure.percentOf == nil ? item.unit : .percent,
                level: rule.raise,
                key: History.Key(rule.measure.section, rule.measure.name, item.labels),
                wallTimeNs: tick.wallTimeNs)
            if attachesSample { event = event.with(tick.sample) }
            (item.raised, item.raisedNs) = (event, now.timeNs)
            events.append(event)
        }
        item.sinceNs = nil
    }

    /// The end of an event; without a number where the item is gone.
    private func ended(
        _ event: Event, _ item: Item, _ value: Double?, _ tick: Tick, _ now: Now
    ) -> Event {
        let end = Event(
            change: .cleared, severity: event.severity, rule: event.rule, message: event.message,
            value: value, unit: event.unit,
            level: value == nil ? nil : rules.first { $0.name == event.rule }?.clear,
            key: event.key,
            wallTimeNs: tick.wallTimeNs, lastedNs: item.raisedNs.map { now.timeNs - $0 },
            isGone: value == nil)
        return attachesSample ? end.with(tick.sample) : end
    }

    /// Whether the item is a file system that is mounted read-only.
    private func isReadOnly(_ item: Item, _ rule: Rule, _ tick: Tick) -> Bool {
        guard rule.measure.section == .filesystem, case .name(let point)? = item.labels.first?.value
        else { return false }
        return tick.withSample { sample, _ in
            sample.filesystem.value?.mounts.contains {
                $0.isReadOnly && !$0.isCovered && $0.mountPoint == point
            } ?? false
        }
    }
}
