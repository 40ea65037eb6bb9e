import Probe

/// The processes that are shown, of all that were read.
struct ProcessList {
    struct Row {
        var process: ProcessSnapshot
        var rates: ProcessRates?
        var user: KernelName?
        /// How many of its ancestors are above it in a tree.
        var depth = 0
    }

    var choice = ProcessChoice()
    var rows: [Row] = []
    /// How many there are that the filters let through.
    var matching = 0
    /// How many processes there are of each state.
    var states: [(state: ProcessState, count: Int)] = []
    /// The threads of one process, where they were asked for.
    var threads: [ProcessSnapshot]?

    init() {}

    /// Chooses of a table. `details` reads one process again, with what is read of those alone that are
    /// shown; nil where it is gone.
    init(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ choice: ProcessChoice,
        users: [UInt32: KernelName], details: (Int32) -> ProcessSnapshot?
    ) {
        self.choice = choice
        states = Self.count(table)
        let rates = rates?.intervalNs == nil ? nil : rates
        func matches(_ process: ProcessSnapshot) -> Bool {
            choice.filters.allSatisfy { $0.matches(process, users) }
        }
        matching =
            choice.filters.isEmpty
            ? table.processes.count : table.processes.lazy.filter(matches).count
        let top = table.top(
            choice.limit ?? Int.max, by: choice.order, rates: rates, where: matches)
        let places = choice.isTree ? Self.tree(of: top, in: table) : top.map { ($0, 0) }
        rows = places.map { index, depth in
            let process = table.processes[index]
            // Another one may have its pid by now.
            let again = details(process.pid).flatMap {
                $0.identity == process.identity ? $0 : nil
            }
            let shown = again ?? process
            return Row(
                process: shown, rates: rates?.processes[index],
                user: shown.uid.flatMap { users[$0] }, depth: depth)
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

    func count(_ state: ProcessState) -> Int {
        states.first { $0.state == state }?.count ?? 0
    }

    /// The chosen ones with all above them, each behind its parent, with its depth.
    private static func tree(of chosen: [Int], in table: ProcessTable) -> [(Int, Int)] {
        let processes = table.processes
        func parent(of index: Int) -> Int? {
            guard let pid = processes[index].parentPid, pid != processes[index].pid else {
                return nil
            }
            return table.index(of: pid)
        }
        var isShown = [Bool](repeating: false, count: processes.count)
        for var index in chosen {
            // A captured table may have a circle of parents: it ends where one is met again.
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
        // Nobody is above a circle: the first of each is, in its turn.
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
