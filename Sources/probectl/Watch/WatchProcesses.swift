import Probe

/// The users and command lines of the processes on the screen. Two files are read of a process when it
/// comes to the screen, or has another name, and again from time to time: a process can change both.
struct ShownProcesses {
    private struct Known {
        var startTicks: Int64?
        var name: KernelName?
        var user = "?"
        var command = "?"
        var readAt = 0
        var shownAt = 0
    }

    private let users: UserNames
    private var known: [Int32: Known] = [:]
    private var pass = 0
    /// The readings after which the texts of a process are read again.
    private static let age = 60

    init(_ users: UserNames) {
        self.users = users
    }

    /// The rows of a table that the screen shows, with their number in all.
    mutating func rows(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ choice: ProcessChoice,
        _ window: Range<Int>, _ collector: inout Collector
    ) -> (rows: [WatchRow], count: Int) {
        pass += 1
        let rates = rates?.intervalNs == nil ? nil : rates
        let own = choice.filters.contains { $0.isText } ? choice.asking?.pids(in: table) ?? [] : []
        let names = users.names
        func matches(_ process: ProcessSnapshot) -> Bool {
            !own.contains(process.pid)
                && choice.filters.allSatisfy { $0.matches(process, names) }
        }
        var count = table.processes.count
        var places: [(Int, Int)]
        if choice.isTree {
            let chosen = table.indices(
                ofTop: Int.max, by: choice.order, rates: rates, where: matches)
            places = ProcessList.tree(of: chosen, in: table)
            count = places.count
        } else {
            if !choice.filters.isEmpty { count = table.processes.lazy.filter(matches).count }
            places = table.indices(
                ofTop: window.upperBound, by: choice.order, rates: rates,
                where: matches
            ).map { ($0, 0) }
        }
        let rows = places.dropFirst(window.lowerBound).prefix(window.count).map { place, depth in
            row(table.processes[place], rates?.processes[place], depth, &collector)
        }
        if known.count > 4 * rows.count + 256 {
            let pass = pass
            known = known.filter { $0.value.shownAt == pass }
        }
        return (rows, count)
    }

    private mutating func row(
        _ process: ProcessSnapshot, _ rates: ProcessRates?, _ depth: Int,
        _ collector: inout Collector
    ) -> WatchRow {
        var entry = known[process.pid] ?? Known()
        // Not all at once: the passes are counted from the pid on.
        let isStale = pass - entry.readAt >= Self.age + Int(process.pid) % 16
        if entry.shownAt == 0 || isStale || entry.startTicks != process.startTicks
            || entry.name != process.name
        {
            var texts = process
            if let again = try? collector.process(process.pid, [.status, .commandLine]),
                again.startTicks == process.startTicks
            {
                texts = again
            }
            entry.startTicks = process.startTicks
            entry.name = process.name
            entry.user = safe(
                texts.uid.map { users.names[$0]?.description ?? "\($0)" } ?? "?")
            entry.command = ProcessText.shortCommand(texts) ?? ProcessText.command(texts)
            entry.readAt = pass
        }
        entry.shownAt = pass
        known[process.pid] = entry
        return WatchRow(
            process: process, rates: rates, user: entry.user, command: entry.command,
            depth: depth)
    }
}
