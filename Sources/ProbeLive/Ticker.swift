public import Probe

/// Takes samples on a grid of times: the part of a sampler that neither waits nor needs a task, for a program
/// with a loop of its own.
///
/// ```swift
/// var ticker = Ticker(try Collector(), everyNs: 1_000_000_000, sections: [.cpu, .memory])
/// while true {
///     let now = monotonicNs()
///     let due = ticker.next(nowNs: now)
///     if due > now {
///         wait(until: due)
///     } else {
///         print(ticker.take(nowNs: now).rates.cpu.usagePercent ?? 0)
///     }
/// }
/// ```
///
/// Times are nanoseconds of one clock of the caller, which does not step back. A ticker is not copyable and
/// is used by one thread at a time. Once the lists of the sections have their length, taking a sample
/// allocates nothing, unless more than `spares` earlier ticks, or copies of what is in them, still exist.
public struct Ticker: ~Copyable, Sendable {
    /// The collector, for other readings between two ticks, and for its options.
    public var collector: Collector
    /// The sections that the next tick reads.
    public var sections: Sample.Sections
    /// Whose quota the next tick reads. Quotas of two subjects have no rates.
    public var subject: QuotaSubject
    /// The distance between two ticks; at least 1.
    public let stepNs: Int64
    private var grid: TimeGrid?
    /// The time that is due and not taken.
    private var dueNs: Int64?
    /// Times that passed since the last tick.
    private var skipped: Int64 = 0
    private var number: Int64 = 0
    /// Storage of ticks, filled again once no tick refers to it.
    private var pool: [Tick.Storage] = []
    private let poolLimit: Int
    /// The position of the last tick in the pool.
    private var last: Int?

    /// A ticker of the given step. The first tick is due when ``next(nowNs:)`` is called first.
    ///
    /// The storage of up to `spares` ticks that are in use elsewhere is kept for later; that of further
    /// ticks is left to whoever uses them.
    public init(
        _ collector: consuming Collector, everyNs stepNs: Int64,
        sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own, spares: Int = 2
    ) {
        self.collector = collector
        self.stepNs = max(1, stepNs)
        self.sections = sections
        self.subject = subject
        poolLimit = 2 + max(0, spares)
    }

    /// When the next tick is due: at once for the first, then at the following times of the grid. A time that
    /// passed a whole step ago is skipped: then the result is the first time after `nowNs`, and the tick
    /// says how many times were left out.
    public mutating func next(nowNs: Int64) -> Int64 {
        var times = grid ?? TimeGrid(startNs: nowNs, stepNs: stepNs)
        if let dueNs {
            let (late, isFar) = nowNs.subtractingReportingOverflow(dueNs)
            guard !isFar, late >= stepNs else { return dueNs }
            skipped += 1
        }
        let due = times.next(nowNs: nowNs)
        skipped += times.skipped
        (grid, dueNs) = (times, due)
        return due
    }

    /// Reads the sections, and computes the rates since the tick before. Blocks for as long as the reading
    /// takes: `SharedCollector` describes how long that can be. Never fails: what could not be read is an
    /// error within the sample.
    public mutating func take(nowNs: Int64) -> Tick {
        let index = freeIndex()
        let storage = pool[index]
        collector.sample(into: &storage.sample, sections, quotaOf: subject)
        var elapsedNs: Int64?
        if let last {
            let before = pool[last]
            storage.sample.rates(since: before.sample, into: &storage.rates)
            elapsedNs = nowNs.subtractingReportingOverflow(before.header.takenNs).partialValue
        } else {
            storage.rates = Rates()
        }
        number += 1
        storage.header = Tick.Header(
            sections: sections, number: number, skipped: skipped, dueNs: dueNs ?? nowNs,
            takenNs: nowNs, elapsedNs: elapsedNs)
        (dueNs, skipped, last) = (nil, 0, index)
        return Tick(storage)
    }

    /// The position of storage that no tick refers to.
    private mutating func freeIndex() -> Int {
        for index in pool.indices where index != last {
            if isKnownUniquelyReferenced(&pool[index]) { return index }
        }
        if pool.count < poolLimit {
            pool.append(Tick.Storage())
            return pool.count - 1
        }
        // The oldest is left to those that use it.
        var oldest: Int?
        for index in pool.indices where index != last {
            if oldest.map({ pool[index].header.number < pool[$0].header.number }) ?? true {
                oldest = index
            }
        }
        let index = oldest.unsafelyUnwrapped
        pool[index] = Tick.Storage()
        return index
    }
}
