import Probe

/// The names of users, or the error.
struct UserNames {
    var names: [UInt32: KernelName] = [:]
    var failure: ProbeError?

    init() {}

    init(_ collector: inout Collector) {
        do throws(ProbeError) {
            names = try collector.userNames()
        } catch {
            failure = error
        }
    }
}

/// The processes to show, out of a table.
struct ProcessList {
    struct Row {
        var process: ProcessSnapshot
        var rates: ProcessRates?
        var user: KernelName?
        /// The details requested only for shown processes that could not be read.
        var unread: ProcessDetails = []
        /// Why the details could not be read; nil if the process had ended.
        var failure: ProbeError?
        /// Depth in the tree: number of ancestors.
        var depth = 0
    }

    var choice = ProcessChoice()
    /// The names of users by uid.
    var names: [UInt32: KernelName] = [:]
    var rows: [Row] = []
    /// Number of processes that match the filters.
    var matching = 0
    /// Number of processes in each state.
    var states: [(state: ProcessState, count: Int)] = []
    /// The threads of one process, if requested.
    var threads: [ProcessSnapshot]?
    /// What was requested of one process beyond its fields.
    var parts = ProcessParts()
    /// Failures that made fields of all shown processes nil, besides the failures of the table.
    var failures: [ProbeError] = []

    init() {}

    /// Selects from a table. `more`: the details to read only for the processes to show. `read`:
    /// reads one of them again.
    init(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ choice: ProcessChoice,
        users: UserNames, more: ProcessDetails = [],
        read: (Int32) throws(ProbeError) -> ProcessSnapshot
    ) {
        self.choice = choice
        names = users.names
        states = Self.count(table)
        let rates = rates?.intervalNs == nil ? nil : rates
        let own: Set<Int32> =
            choice.filters.contains { $0.isText } ? choice.asking?.pids(in: table) ?? [] : []
        func matches(_ process: ProcessSnapshot) -> Bool {
            !own.contains(process.pid)
                && choice.filters.allSatisfy { $0.matches(process, users.names) }
        }
        matching =
            choice.filters.isEmpty
            ? table.processes.count : table.processes.lazy.filter(matches).count
        let top = table.indices(
            ofTop: choice.limit ?? Int.max, by: choice.order, rates: rates, where: matches)
        let places = choice.isTree ? Self.tree(of: top, in: table) : top.map { ($0, 0) }
        rows = places.map { index, depth in
            var row = Row(
                process: table.processes[index], rates: rates?.processes[index], depth: depth)
            if more != [] { row.readAgain(more, read) }
            row.user = row.process.uid.flatMap { users.names[$0] }
            return row
        }
        if let failure = users.failure,
            rows.contains(where: { $0.process.uid != nil }) || choice.hasUnknownUser
        {
            failures.append(failure)
        }
    }

    private static func count(_ table: ProcessTable) -> [(state: ProcessState, count: Int)] {
        var counts = [Int](repeating: 0, count: 256)
        for process in table.processes {
            process.state.map { counts[Int($0.rawValue)] += 1 }
        }
        return counts.indices.filter { counts[$0] > 0 }
            .map { (ProcessState(rawValue: UInt8($0)), counts[$0]) }
    }

    /// Number of processes that ended before all details were read.
    var endedRows: Int { rows.count { !$0.unread.isEmpty && $0.failure == nil } }

    func count(_ state: ProcessState) -> Int {
        states.first { $0.state == state }?.count ?? 0
    }

    /// The selected processes and all their ancestors, each after its parent, with its depth.
    static func tree(of chosen: [Int], in table: ProcessTable) -> [(Int, Int)] {
        let processes = table.processes
        func parent(of index: Int) -> Int? {
            guard let pid = processes[index].parentPid, pid != processes[index].pid else {
                return nil
            }
            return table.index(of: pid)
        }
        var isShown = [Bool](repeating: false, count: processes.count)
        for var index in chosen {
            // A captured table may have a cycle of parents: stop at a process that was already
            // visited.
            while !isShown[index] {
                isShown[index] = true
                guard let above = parent(of: index) else { break }
                index = above
            }
        }
        var children: [Int: [Int]] = [:]
        var roots: [Int] = []
        for index in processes.indices where isShown[index] {
            if let above = parent(of: index) {
                children[above, default: []].append(index)
            } else {
                roots.append(index)
            }
        }
        // A cycle has no root: its first process becomes one.
        var places: [(Int, Int)] = []
        var isPlaced = [Bool](repeating: false, count: processes.count)
        for root in roots + processes.indices where isShown[root] {
            var open = [(root, 0)]
            while let (index, depth) = open.popLast() {
                guard !isPlaced[index] else { continue }
                isPlaced[index] = true
                places.append((index, depth))
                open += (children[index] ?? []).reversed().map { ($0, depth + 1) }
            }
        }
        return places
    }
}

extension ProcessList.Row {
    /// Replaces the process by the result of `read`, unless the pid now belongs to another process.
    fileprivate mutating func readAgain(
        _ more: ProcessDetails, _ read: (Int32) throws(ProbeError) -> ProcessSnapshot
    ) {
        do throws(ProbeError) {
            let again = try read(process.pid)
            if again.identity == process.identity { process = again } else { unread = more }
        } catch {
            unread = more
            failure = error.code == .notFound || error.code == .gone ? nil : error
        }
    }
}

extension ProcessList {
    /// The rows of the JSON.
    var listing: ProcessListing {
        var listing = ProcessListing(
            rows.map {
                ProcessListing.Row(
                    $0.process, rates: $0.rates, user: $0.user, unread: $0.unread,
                    failure: $0.failure)
            }, order: choice.order, threads: threads, failures: failures)
        listing.parts = parts
        return listing
    }
}
