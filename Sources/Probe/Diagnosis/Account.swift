/// Who accounts for how much of what was measured.
package struct Account {
    /// One process and its part.
    package struct Culprit {
        package let entry: ProcessActivity.Entry
        package let classification: ProcessClassification
        /// "98% of one CPU".
        package let amount: String
        /// Its part of all that was measured, 0 to 100.
        package let sharePercent: Double
        /// Its own CPU time in percent of one CPU, over the window, without its children's.
        package let usagePercent: Double?
        package let readBytesPerSecond: Double?
        package let writeBytesPerSecond: Double?
        /// Its part of the memory in use, where what it shares is counted once.
        package let memoryBytes: Double?
        package let ageNs: Int64?

        /// "borg (python3) 1234", or the name alone where both are the same.
        package var name: String {
            "\(title) \(entry.process.pid)"
        }

        /// The program that is to blame, and the kernel's name for it where that says something else.
        package var title: String {
            let name = entry.process.name?.description ?? "?"
            guard let program = classification.program?.description, program != name,
                !program.hasPrefix(name)
            else { return classification.program?.description ?? name }
            return "\(program) (\(name))"
        }
    }

    /// The processes of one kind.
    package struct Group: CustomStringConvertible {
        package let category: ProcessCategory
        /// As many as make up nine tenths of the group's part.
        package let count: Int
        /// Their programs, the first first, each once.
        package let names: [String]
        package let sharePercent: Double
        /// Whether what they are is a guess of all of them.
        package let isGuess: Bool

        private static let namesShown = 3

        /// "2 development processes (swift-frontend, clang)".
        package var description: String {
            let shown = names.prefix(Self.namesShown).joined(separator: ", ")
            let more = names.count > Self.namesShown ? ", …" : ""
            let noun = count == 1 ? "process" : "processes"
            return isGuess && category != .other
                ? "\(count) \(noun), perhaps \(category) (\(shown)\(more))"
                : "\(count) \(category) \(noun) (\(shown)\(more))"
        }
    }

    /// The processes of one control group.
    package struct ControlGroup {
        package let path: KernelName
        package let sharePercent: Double
    }

    /// The largest parts, the greatest first.
    package let culprits: [Culprit]
    /// The kinds, the greatest part first.
    package let groups: [Group]
    /// The control groups, the greatest part first; those without a name are left out.
    package let controlGroups: [ControlGroup]
    /// What the parts are parts of: "of the CPU time used".
    package let whole: String
    /// What belongs to no process that was seen, 0 to 100; nil where there is no whole.
    package let unaccountedPercent: Double?
    /// What could not be seen, in sentences.
    package let remarks: [String]

    /// The kinds that a headline names: each with at least a tenth. None where none has so much, and
    /// where what no process accounts for is more than all of these.
    package var mainGroups: [Group] {
        let main = groups.filter { $0.sharePercent >= 10 }.prefix(4)
        let sum = main.reduce(0) { $0 + $1.sharePercent }
        return sum < unaccountedPercent ?? 0 ? [] : Array(main)
    }
}

/// What processes are compared by.
package struct Measure {
    package let amount: @Sendable (ProcessActivity.Entry, ProcessActivity) -> Double?
    let words: @Sendable (ProcessActivity.Entry, ProcessActivity) -> String
    private(set) var whole: String
    /// What they are parts of where all there was is not known, or is less than what they add up to.
    private(set) var parts: String
    /// Whose the part is that no process accounts for.
    let rest: String

    /// The same of another whole.
    func named(_ whole: String) -> Measure {
        var measure = self
        (measure.whole, measure.parts) = (whole, whole)
        return measure
    }

    package static let cpu = Measure(
        amount: { entry, activity in
            activity.usagePercent(entry).map { $0 + (activity.unseenChildrenPercent(entry) ?? 0) }
        },
        words: { entry, activity in
            let own = activity.usagePercent(entry) ?? 0
            let children = activity.unseenChildrenPercent(entry) ?? 0
            let all = "\(decimal(own + children, 0))% of one CPU"
            return children < 1
                ? all : "\(all), \(decimal(children, 0))% in children that ended"
        },
        whole: "of the CPU time used", parts: "of the CPU time used",
        rest: "processes that started and ended meanwhile, interrupts, or processes that cannot be "
            + "seen from here")
    static let memory = Measure(
        amount: { entry, activity in entry.hasEnded ? nil : activity.memoryBytes(entry) },
        words: { entry, activity in
            let resident = entry.process.rssBytes ?? 0
            let part = activity.memoryBytes(entry) ?? 0
            // What it shares is more than a tenth: ps and top show another number.
            return part < Double(resident) * 0.9
                ? "\(bytes(Int64(part))) of \(bytes(resident)) resident, its part of what it shares"
                : "\(bytes(resident)) resident"
        },
        whole: "of the memory in use",
        parts: "of what processes have resident, what they share counted once",
        rest: "the kernel, shared memory, or processes that cannot be seen from here")
    static let majorFaults = Measure(
        amount: { $1.perSecond($0.majorFaults) },
        words: {
            "\(decimal($1.perSecond($0.majorFaults) ?? 0, 0)) page faults a second waited for a disk"
        },
        whole: "of the page faults that waited for a disk",
        parts: "of the page faults that waited for a disk",
        rest: "processes that started and ended meanwhile, or that cannot be seen from here")
    static let swap = Measure(
        amount: { entry, _ in entry.hasEnded ? nil : entry.process.swapBytes.map { Double($0) } },
        words: { entry, _ in "\(bytes(entry.process.swapBytes ?? 0)) in swap" },
        whole: "of the swap in use", parts: "of what processes have in swap",
        rest: "shared memory, the swap cache (what is in memory as well), or processes that "
            + "cannot be seen from here")
    package static let io = Measure(
        amount: { entry, activity in
            guard entry.readBytes != nil || entry.writeBytes != nil else { return nil }
            return (activity.perSecond(entry.readBytes) ?? 0)
                + (activity.perSecond(entry.writeBytes) ?? 0)
        },
        words: { entry, activity in
            "\(rate(activity.perSecond(entry.readBytes) ?? 0)) read, "
                + "\(rate(activity.perSecond(entry.writeBytes) ?? 0)) written"
        },
        whole: "of what the disks read and wrote",
        parts: "of what the processes that can be seen read and wrote",
        rest: "processes that cannot be seen from here, or to what the kernel itself reads and "
            + "writes, also for programs that wrote earlier")
}

extension Evidence {
    /// Who accounts for a measure. `whole` is all there was of it, in the same unit; without one the
    /// parts are of their sum. Where no process did anything it has the remarks alone, and is nil without.
    func account(
        _ measure: Measure, of whole: Double?, remarks: [String] = [],
        where isCounted: (ProcessActivity.Entry) -> Bool = { _ in true }
    ) -> Account? {
        let all = activity.entries.compactMap {
            entry -> (entry: ProcessActivity.Entry, amount: Double)? in
            guard isCounted(entry), let amount = measure.amount(entry, activity), amount > 0 else {
                return nil
            }
            return (entry, amount)
        }
        let sum = all.reduce(0) { $0 + $1.amount }
        // Two clocks and steps of a tick: the parts can be a hair more than the whole. What is shared,
        // or written to the cache, is more than a hair: then the whole is another one.
        let isPart = whole.map { sum <= $0 * 1.1 } ?? false
        let total = max(whole ?? sum, sum)
        let others = all.filter { $0.entry.process.pid != ownPid }.sorted { $0.amount > $1.amount }
        guard total > 0 && !others.isEmpty || !remarks.isEmpty else { return nil }
        func share(_ amount: Double) -> Double { total > 0 ? amount / total * 100 : 0 }
        let culprits = others.map { one in
            Account.Culprit(
                entry: one.entry, classification: classify(one.entry.process),
                amount: measure.words(one.entry, activity), sharePercent: share(one.amount),
                usagePercent: activity.usagePercent(one.entry),
                readBytesPerSecond: activity.perSecond(one.entry.readBytes),
                writeBytesPerSecond: activity.perSecond(one.entry.writeBytes),
                memoryBytes: activity.memoryBytes(one.entry),
                ageNs: one.entry.process.ageNs)
        }
        var controlGroups: [KernelName: Double] = [:]
        for one in others {
            if let path = one.entry.process.cgroup { controlGroups[path, default: 0] += one.amount }
        }
        let unaccounted = whole == nil || total == 0 ? nil : share(total - sum)
        var remarks = remarks
        if let unaccounted, unaccounted >= Threshold.unaccounted {
            remarks.insert("\(decimal(unaccounted, 0))% of it belongs to \(measure.rest).", at: 0)
        }
        return Account(
            culprits: Array(culprits.filter { $0.sharePercent >= 1 }.prefix(limit)),
            groups: groups(culprits),
            controlGroups: controlGroups.map {
                Account.ControlGroup(path: $0.key, sharePercent: share($0.value))
            }.filter { $0.path.bytes != [UInt8(ascii: "/")] && $0.sharePercent >= 1 }
                .sorted {
                    ($0.sharePercent, $1.path.description)
                        > ($1.sharePercent, $0.path.description)
                },
            whole: isPart ? measure.whole : measure.parts, unaccountedPercent: unaccounted,
            remarks: remarks)
    }

    /// By kind; the culprits are in falling order.
    private func groups(_ culprits: [Account.Culprit]) -> [Account.Group] {
        let byCategory = Dictionary(grouping: culprits, by: { $0.classification.category })
        let groups = byCategory.map { category, members in
            let total = members.reduce(0) { $0 + $1.sharePercent }
            var count = 0
            var sum = 0.0
            while count < members.count, sum < total * 0.9 {
                sum += members[count].sharePercent
                count += 1
            }
            var names: [String] = []
            for member in members.prefix(count) where !names.contains(member.title) {
                names.append(member.title)
            }
            return Account.Group(
                category: category, count: count, names: names, sharePercent: total,
                isGuess: members.prefix(count).allSatisfy { $0.classification.confidence == .low })
        }
        return groups.sorted {
            ($0.sharePercent, $1.category.rawValue)
                > ($1.sharePercent, $0.category.rawValue)
        }
    }
}
