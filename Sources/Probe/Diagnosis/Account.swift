extension Diagnosis {
    /// Which processes account for how much of what was measured.
    public struct Account: Sendable, Hashable {
        /// One process and its part.
        public struct Culprit: Sendable, Hashable {
            /// The process as it was read last. ``ProcessSnapshot/identity`` distinguishes it from every other
            /// process, also from a later one with its pid.
            public var process: ProcessSnapshot
            /// Whether it ended within the window.
            public var hasEnded: Bool
            /// What kind of program it is.
            public var classification: ProcessClassification
            /// Its part, in the unit of the account.
            public var value: Double
            /// Its part in words: "98% of one CPU".
            public var amount: String
            /// Its part of the whole, 0 to 100.
            public var sharePercent: Double
            /// Its CPU time in percent of one CPU over the window, without that of its children; nil where
            /// that is not known.
            public var usagePercent: Double?
            /// Bytes per second that it fetched from storage; nil where that is not known.
            public var readBytesPerSecond: Double?
            /// Bytes per second that it sent to storage; nil where that is not known.
            public var writeBytesPerSecond: Double?
            /// Its part of the memory in use, with shared memory counted once; nil where that is not
            /// known.
            public var memoryBytes: Double?

            /// A process and its part, for tests.
            public init(
                process: ProcessSnapshot, hasEnded: Bool = false,
                classification: ProcessClassification, value: Double, amount: String,
                sharePercent: Double, usagePercent: Double? = nil,
                readBytesPerSecond: Double? = nil, writeBytesPerSecond: Double? = nil,
                memoryBytes: Double? = nil
            ) {
                (self.process, self.hasEnded) = (process, hasEnded)
                (self.classification, self.value) = (classification, value)
                (self.amount, self.sharePercent) = (amount, sharePercent)
                self.usagePercent = usagePercent
                self.readBytesPerSecond = readBytesPerSecond
                self.writeBytesPerSecond = writeBytesPerSecond
                self.memoryBytes = memoryBytes
            }

            /// "borg (python3) 1234".
            public var name: String {
                "\(title) \(process.pid)"
            }

            /// The program, and in brackets the kernel's name of the process where that differs.
            public var title: String {
                let name = process.name?.description ?? "?"
                guard let program = classification.program?.description, program != name,
                    !program.hasPrefix(name)
                else { return classification.program?.description ?? name }
                return "\(program) (\(name))"
            }
        }

        /// The processes of one category together.
        public struct Category: Sendable, Hashable, CustomStringConvertible {
            /// Which category it is.
            public var category: ProcessCategory
            /// How many processes make up nine tenths of its part.
            public var count: Int
            /// The programs of these processes, each once, the largest part first.
            public var names: [String]
            /// Its part of the whole, 0 to 100.
            public var sharePercent: Double
            /// Whether the category is a guess for all of these processes.
            public var isGuess: Bool

            /// A category and its part, for tests.
            public init(
                category: ProcessCategory, count: Int, names: [String], sharePercent: Double,
                isGuess: Bool = false
            ) {
                (self.category, self.count, self.names) = (category, count, names)
                (self.sharePercent, self.isGuess) = (sharePercent, isGuess)
            }

            private static let namesShown = 3

            /// "2 development processes (swift-frontend, clang)".
            public var description: String {
                let shown = names.prefix(Self.namesShown).joined(separator: ", ")
                let more = names.count > Self.namesShown ? ", …" : ""
                let noun = count == 1 ? "process" : "processes"
                return isGuess && category != .other
                    ? "\(count) \(noun), perhaps \(category) (\(shown)\(more))"
                    : "\(count) \(category) \(noun) (\(shown)\(more))"
            }
        }

        /// The processes of one cgroup together.
        public struct ControlGroup: Sendable, Hashable {
            /// The path of the cgroup below the mount of its hierarchy.
            public var path: KernelName
            /// Its part of the whole, 0 to 100.
            public var sharePercent: Double

            /// A cgroup and its part, for tests.
            public init(path: KernelName, sharePercent: Double) {
                (self.path, self.sharePercent) = (path, sharePercent)
            }
        }

        /// The processes with the largest parts, the largest first; the measuring process is left out.
        public var culprits: [Culprit]
        /// The categories, the largest part first.
        public var categories: [Category]
        /// The cgroups, the largest part first, without the root and unknown ones.
        public var controlGroups: [ControlGroup]
        /// The unit of the parts.
        public var unit: Unit
        /// What the shares are shares of: "of the CPU time used".
        public var whole: String
        /// The share that belongs to no process that was seen, 0 to 100; nil where the whole is unknown.
        public var unaccountedPercent: Double?
        /// What could not be measured, in sentences.
        public var remarks: [String]

        /// An account, for tests.
        public init(
            culprits: [Culprit] = [], categories: [Category] = [],
            controlGroups: [ControlGroup] = [], unit: Unit, whole: String,
            unaccountedPercent: Double? = nil, remarks: [String] = []
        ) {
            (self.culprits, self.categories) = (culprits, categories)
            (self.controlGroups, self.unit, self.whole) = (controlGroups, unit, whole)
            (self.unaccountedPercent, self.remarks) = (unaccountedPercent, remarks)
        }

        /// The categories that a headline names: each with a share of 10 or more. None where the
        /// unaccounted share is more than all of these together.
        public var mainCategories: [Category] {
            let main = categories.filter { $0.sharePercent >= 10 }.prefix(4)
            let sum = main.reduce(0) { $0 + $1.sharePercent }
            return sum < unaccountedPercent ?? 0 ? [] : Array(main)
        }
    }
}

/// The resource by which processes are compared.
struct Measure {
    typealias Activity = Diagnosis.ProcessActivity

    let unit: Diagnosis.Unit
    let amount: @Sendable (Activity.Entry, Activity) -> Double?
    let words: @Sendable (Activity.Entry, Activity) -> String
    /// What the amounts are parts of.
    private(set) var whole: String
    /// What the amounts are parts of where the whole is unknown, or is less than their sum.
    private(set) var parts: String
    /// What explains the part that no process accounts for.
    let rest: String

    /// The same measure with another whole.
    func named(_ whole: String) -> Measure {
        var measure = self
        (measure.whole, measure.parts) = (whole, whole)
        return measure
    }

    static let cpu = Measure(
        unit: .percent,
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
        unit: .bytes,
        amount: { entry, activity in entry.hasEnded ? nil : activity.memoryBytes(entry) },
        words: { entry, activity in
            let resident = entry.process.rssBytes ?? 0
            let part = activity.memoryBytes(entry) ?? 0
            // ps and top count shared memory in each process: named if it is more than a tenth.
            return part < Double(resident) * 0.9
                ? "\(bytes(Int64(part))) of \(bytes(resident)) resident, its part of what it shares"
                : "\(bytes(resident)) resident"
        },
        whole: "of the memory in use",
        parts: "of what processes have resident, what they share counted once",
        rest: "the kernel, shared memory, or processes that cannot be seen from here")
    static let majorFaults = Measure(
        unit: .perSecond,
        amount: { $1.perSecond($0.majorFaults) },
        words: {
            "\(decimal($1.perSecond($0.majorFaults) ?? 0, 0)) page faults a second waited for a disk"
        },
        whole: "of the page faults that waited for a disk",
        parts: "of the page faults that waited for a disk",
        rest: "processes that started and ended meanwhile, or that cannot be seen from here")
    static let tasks = Measure(
        unit: .count,
        amount: { entry, _ in entry.hasEnded ? nil : entry.process.threads.map { Double($0) } },
        words: { entry, _ in counted(entry.process.threads ?? 0, "task") },
        whole: "of the tasks of the cgroup", parts: "of the tasks of the cgroup",
        rest: "processes that cannot be seen from here")
    static let openFiles = Measure(
        unit: .count,
        amount: { entry, _ in
            entry.hasEnded ? nil : entry.process.descriptors.map { Double($0) }
        },
        words: { entry, _ in counted(entry.process.descriptors ?? 0, "open file") },
        whole: "of the open files", parts: "of the descriptors that can be seen",
        rest: "files that the kernel itself keeps open, or processes that cannot be seen from here")
    static let swap = Measure(
        unit: .bytes,
        amount: { entry, _ in entry.hasEnded ? nil : entry.process.swapBytes.map { Double($0) } },
        words: { entry, _ in "\(bytes(entry.process.swapBytes ?? 0)) in swap" },
        whole: "of the swap in use", parts: "of what processes have in swap",
        rest: "shared memory, the swap cache (what is in memory as well), or processes that "
            + "cannot be seen from here")
    static let io = Measure(
        unit: .bytesPerSecond,
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

extension Diagnosis.Evidence {
    /// The processes that account for a measure. `whole` is the amount of the machine in the same unit;
    /// without it the shares are shares of their sum. Where no process used anything, the account has the
    /// remarks alone; without remarks it is nil.
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
        // Two clocks and steps of a tick: the parts can be slightly more than the whole. Shared memory, and
        // writes to the cache, make them much more: then the whole is another one.
        let isPart = whole.map { sum <= $0 * 1.1 } ?? false
        let total = max(whole ?? sum, sum)
        let others = all.filter { $0.entry.process.pid != ownPid }.sorted { $0.amount > $1.amount }
        guard total > 0 && !others.isEmpty || !remarks.isEmpty else { return nil }
        func share(_ amount: Double) -> Double { total > 0 ? amount / total * 100 : 0 }
        let culprits = others.map { one in
            Account.Culprit(
                process: one.entry.process, hasEnded: one.entry.hasEnded,
                classification: classify(one.entry.process), value: one.amount,
                amount: measure.words(one.entry, activity), sharePercent: share(one.amount),
                usagePercent: activity.usagePercent(one.entry),
                readBytesPerSecond: activity.perSecond(one.entry.readBytes),
                writeBytesPerSecond: activity.perSecond(one.entry.writeBytes),
                memoryBytes: activity.memoryBytes(one.entry))
        }
        var controlGroups: [KernelName: Double] = [:]
        for one in others {
            if let path = one.entry.process.cgroup { controlGroups[path, default: 0] += one.amount }
        }
        let unaccounted = whole == nil || total == 0 ? nil : share(total - sum)
        var remarks = remarks
        if let unaccounted, unaccounted >= thresholds.unaccountedPercent {
            remarks.insert("\(decimal(unaccounted, 0))% of it belongs to \(measure.rest).", at: 0)
        }
        return Account(
            culprits: Array(culprits.filter { $0.sharePercent >= 1 }.prefix(options.shown)),
            categories: categories(culprits),
            controlGroups: controlGroups.map {
                Account.ControlGroup(path: $0.key, sharePercent: share($0.value))
            }.filter { $0.path.bytes != [UInt8(ascii: "/")] && $0.sharePercent >= 1 }
                .sorted {
                    ($0.sharePercent, $1.path.description)
                        > ($1.sharePercent, $0.path.description)
                },
            unit: measure.unit, whole: isPart ? measure.whole : measure.parts,
            unaccountedPercent: unaccounted,
            remarks: remarks)
    }

    /// By category. The culprits are in falling order.
    private func categories(_ culprits: [Account.Culprit]) -> [Account.Category] {
        let byCategory = Dictionary(grouping: culprits, by: { $0.classification.category })
        let categories = byCategory.map { category, members in
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
            return Account.Category(
                category: category, count: count, names: names, sharePercent: total,
                isGuess: members.prefix(count).allSatisfy { $0.classification.confidence == .low })
        }
        return categories.sorted {
            ($0.sharePercent, $1.category.rawValue)
                > ($1.sharePercent, $0.category.rawValue)
        }
    }
}
