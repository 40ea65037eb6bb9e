extension Diagnosis {
    /// The cgroups of the machine at both ends of the window.
    public struct CgroupWindow: Sendable, Hashable {
        /// The cgroups at the beginning of the window.
        public var before: CgroupTable
        /// The cgroups at its end.
        public var after: CgroupTable
        /// Whether no time passed between the two, as in a captured root. The counters since each cgroup
        /// was created are then all there is.
        public var isStill: Bool
        /// The processes of a cgroup and its descendants, by the directory of the cgroup. A cgroup that is
        /// not in it has the processes whose ``ProcessSnapshot/cgroup`` is the cgroup or below it.
        public var members: [KernelName: Set<Int32>] = [:]

        /// Two readings of the same cgroups.
        public init(before: CgroupTable, after: CgroupTable, isStill: Bool = false) {
            (self.before, self.after, self.isStill) = (before, after, isStill)
        }
    }
}

/// The cgroups of a window with what happened in it.
struct CgroupChanges {
    let window: Diagnosis.CgroupWindow
    private let rates: CgroupTableRates
    /// The index of each cgroup's parent, or of the nearest cgroup above that the table has; nil of the
    /// start.
    private(set) var parents: [Int?] = []
    private var children: [[Int]] = []
    /// The index of each cgroup in the earlier table; nil of a cgroup that was created in the window.
    private var old: [Int?] = []

    init(_ window: Diagnosis.CgroupWindow) {
        self.window = window
        rates = window.after.rates(since: window.before)
        var places: [KernelName: Int] = [:]
        for index in window.before.cgroups.indices {
            places[window.before.cgroups[index].path] = index
        }
        var now: [KernelName: Int] = [:]
        for index in window.after.cgroups.indices { now[window.after.cgroups[index].path] = index }
        children = Array(repeating: [], count: window.after.cgroups.count)
        for index in window.after.cgroups.indices {
            // By the path: a decoded table may have another order, and lack cgroups.
            var parent: Int?
            var path = window.after.cgroups[index].path.cgroupAbove
            while parent == nil, let above = path {
                parent = now[above]
                path = above.cgroupAbove
            }
            if let parent { children[parent].append(index) }
            parents.append(parent)
            let place = places[window.after.cgroups[index].path]
            old.append(
                place.flatMap {
                    window.before.cgroups[$0].inode == window.after.cgroups[index].inode ? $0 : nil
                })
        }
    }

    var indices: Range<Int> { window.after.cgroups.indices }

    /// The indices, those of the descendants of a cgroup before its own: the path of each is longer.
    var deepestFirst: [Int] {
        indices.sorted { a, b in
            let (first, second) = (
                window.after.cgroups[a].path.bytes.count, window.after.cgroups[b].path.bytes.count
            )
            return (first, a) > (second, b)
        }
    }

    subscript(index: Int) -> Cgroup {
        _read { yield window.after.cgroups[index] }
    }

    /// Whether a controller is in the v2 hierarchy; also if that is not known.
    func isV2(_ controller: String) -> Bool {
        window.after.hierarchies.first { $0.controllers.contains(controller) }?.version != 1
    }

    /// What a counter counted in the window; in a captured root, since the cgroup was created. Of a cgroup
    /// that was created in the window both are the same. nil if it is unknown or stepped back.
    func change(_ index: Int, _ counter: (borrowing Cgroup) -> Int64?) -> Int64? {
        let now = counter(window.after.cgroups[index])
        if window.isStill { return now }
        guard let place = old[index] else {
            return window.before.cgroups.isEmpty ? nil : now
        }
        return Probe.change(counter(window.before.cgroups[place]), now)
    }

    /// What a counter of memory.events counted for this cgroup alone. `local` is the counter of
    /// memory.events.local, since Linux 5.3; before, what the children counted is subtracted. The counters of
    /// v1 are of the cgroup alone.
    func own(
        _ index: Int, local: (borrowing Cgroup) -> Int64?, all: (borrowing Cgroup) -> Int64?
    ) -> Int64? {
        if let own = change(index, local) { return own }
        guard let total = change(index, all) else { return nil }
        guard isV2("memory") else { return total }
        return children[index].reduce(total) {
            let (rest, isTooMuch) = $0.subtractingReportingOverflow(max(change($1, all) ?? 0, 0))
            return isTooMuch ? 0 : max(rest, 0)
        }
    }

    /// Percent of the window in which a task of the cgroup waited for memory; without a window the
    /// average of ten seconds. nil if the kernel does not report it (v1).
    func memoryWaitPercent(_ index: Int) -> Double? {
        window.isStill
            ? window.after.cgroups[index].pressure.memory.some?.avg10Percent
            : rates.cgroups[index].pressure.memorySomePercent
    }

    /// CPU time in cores over the window; nil if it is unknown.
    func cores(_ index: Int) -> Double? {
        rates.cgroups[index].usagePercent.map { $0 / 100 }
    }

    /// The cgroup and the cgroups above it, the nearest first.
    func lineage(_ index: Int) -> [Int] {
        var all = [index]
        while let parent = parents[all[all.count - 1]] { all.append(parent) }
        return all
    }

    /// The path of a file of a cgroup; nil if the hierarchy is not known.
    func file(_ index: Int, _ controller: String, _ name: String) -> KernelName? {
        window.after.directory(of: window.after.cgroups[index].path, controller: controller)
            .map { KernelName(bytes: $0.bytes + Array("/\(name)".utf8)) }
    }
}

extension KernelName {
    /// The path of a cgroup without its last name; nil of the root, and of what is no path.
    fileprivate var cgroupAbove: KernelName? {
        guard bytes.count > 1, let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
            return nil
        }
        return KernelName(bytes: Array(bytes[..<max(slash, 1)]))
    }
}
