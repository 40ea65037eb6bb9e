/// An order of processes, the largest first.
public enum ProcessOrder: String, Sendable, Hashable, CaseIterable {
    /// CPU time over the window; without rates, since the process started.
    case cpu
    /// Resident memory: ``ProcessSnapshot/rssBytes``, else the approximation.
    case memory
    /// Bytes read from and written to storage over the window; without rates, since the process
    /// started.
    case io
    /// CPU time since the process started.
    case time
    /// Swapped out memory.
    case swap
    /// Threads.
    case threads
    /// Open descriptors.
    case descriptors
    /// By start, the latest first.
    case start
    /// By pid, the lowest first.
    case pid
    /// By name, in the order of its bytes.
    case name

    /// The details that a table needs for this order.
    public var details: ProcessDetails {
        switch self {
        case .io: .io
        case .swap: .status
        case .descriptors: .descriptors
        case .cpu, .memory, .time, .threads, .start, .pid, .name: []
        }
    }
}

extension ProcessTable {
    /// The indices in ``processes`` of the first `count` processes by an order, the greatest first,
    /// without sorting the rest. Processes without the number come last; equal processes are in
    /// ascending order of pids.
    ///
    /// `rates`: the rates of this table since an earlier table, needed by the orders by rates.
    public func indices(
        ofTop count: Int, by order: ProcessOrder, rates: ProcessTableRates? = nil,
        where isWanted: (ProcessSnapshot) -> Bool = { _ in true }
    ) -> [Int] {
        guard count > 0 else { return [] }
        let rates = rates?.processes.count == processes.count ? rates?.processes : nil
        guard count < processes.count else { return all(by: order, rates, where: isWanted) }
        var top: [(rank: Rank, index: Int)] = []
        top.reserveCapacity(min(count, processes.count) + 1)
        for index in processes.indices {
            let rank = rank(index, order, rates)
            if top.count == count, let last = top.last, !(last.rank < rank) { continue }
            guard isWanted(processes[index]) else { continue }
            // Insert after equal processes, which have lower pids.
            var low = 0
            var high = top.count
            while low < high {
                let middle = (low + high) / 2
                if top[middle].rank < rank { high = middle } else { low = middle + 1 }
            }
            top.insert((rank, index), at: low)
            if top.count > count { top.removeLast() }
        }
        return top.map { $0.index }
    }

    /// One process of a table, and its rates since an earlier table.
    public struct Entry: Sendable, Hashable, Identifiable {
        /// The process, as it is in the later table.
        public var process: ProcessSnapshot
        /// The rates of the process over the window.
        public var rates: ProcessRates

        /// A process and its rates.
        public init(process: ProcessSnapshot, rates: ProcessRates) {
            (self.process, self.rates) = (process, rates)
        }

        /// The id of the process.
        public var id: ProcessSnapshot.ID { process.id }
    }

    /// The first `count` processes by an order, each with its rates since an earlier table of the
    /// same root: `table.top(5, by: .cpu, since: earlier)`. ``indices(ofTop:by:rates:where:)``
    /// copies no process and uses rates that exist already.
    public func top(
        _ count: Int, by order: ProcessOrder, since earlier: ProcessTable,
        where isWanted: (ProcessSnapshot) -> Bool = { _ in true }
    ) -> [Entry] {
        let rates = rates(since: earlier)
        return indices(ofTop: count, by: order, rates: rates, where: isWanted).map {
            Entry(process: processes[$0], rates: rates.processes[$0])
        }
    }

    /// The indices of all processes, sorted: inserting one by one would take quadratic time.
    private func all(
        by order: ProcessOrder, _ rates: [ProcessRates]?, where isWanted: (ProcessSnapshot) -> Bool
    ) -> [Int] {
        processes.indices.filter { isWanted(processes[$0]) }
            .map { (index: Int) -> (rank: Rank, index: Int) in (rank(index, order, rates), index) }
            .sorted { a, b -> Bool in
                if b.rank < a.rank { return true }
                return a.rank < b.rank ? false : a.index < b.index
            }
            .map { $0.index }
    }

    /// The greater rank comes first.
    private enum Rank: Comparable {
        case unknown
        case number(Double, then: Double = 0)
        case name([UInt8])

        static func < (a: Rank, b: Rank) -> Bool {
            switch (a, b) {
            case (.number(let a, let nextA), .number(let b, let nextB)): (a, nextA) < (b, nextB)
            case (.name(let a), .name(let b)): b.lexicographicallyPrecedes(a)
            case (.unknown, .unknown): false
            case (.unknown, _): true
            default: false
            }
        }
    }

    private func rank(_ index: Int, _ order: ProcessOrder, _ rates: [ProcessRates]?) -> Rank {
        let process = processes[index]
        func number(_ value: Int64?) -> Rank { value.map { .number(Double($0)) } ?? .unknown }
        func sum(_ a: Double?, _ b: Double?) -> Rank {
            a == nil && b == nil ? .unknown : .number((a ?? 0) + (b ?? 0))
        }
        switch order {
        case .cpu:
            guard let rates else { return number(process.totalTimeNs) }
            // Idle processes follow by their total CPU time.
            let total = Double(process.totalTimeNs ?? 0)
            return rates[index].usagePercent.map { .number($0, then: total) } ?? .unknown
        case .memory: return number(process.rssBytes ?? process.rssApproximateBytes)
        case .io:
            guard let rates else {
                return sum(
                    process.readBytes.map { Double($0) }, process.writeBytes.map { Double($0) })
            }
            return sum(rates[index].readBytesPerSecond, rates[index].writeBytesPerSecond)
        case .time: return number(process.totalTimeNs)
        case .swap: return number(process.swapBytes)
        case .threads: return number(process.threads)
        case .descriptors: return number(process.descriptors)
        case .start: return number(process.startTicks)
        case .pid: return .number(-Double(process.pid))
        case .name: return process.name.map { .name($0.bytes) } ?? .unknown
        }
    }
}
