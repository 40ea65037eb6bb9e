public import Probe

/// A sample taken by a sampler, with the rates since the sample before, and what was missed in between.
///
/// A tick refers to the sampler's storage of its sample. The sampler fills that storage again once no copy
/// of the tick is left; a program that keeps ticks, or samples out of them, makes the sampler allocate
/// others. Any thread may read a tick.
public struct Tick: Sendable {
    let storage: Storage
    /// How many ticks before this one the reader lost because it was too slow: its buffer was full and
    /// dropped the oldest. Each reader has its own number.
    public internal(set) var lost = 0

    /// A tick with the figures of its own, for tests and for samples from elsewhere. `elapsedNs` is nil for
    /// a first tick, which has no rates.
    public init(
        _ sample: Sample, rates: Rates = Rates(), sections: Sample.Sections = .usual,
        number: Int64 = 1, skipped: Int64 = 0, dueNs: Int64 = 0, takenNs: Int64 = 0,
        elapsedNs: Int64? = nil
    ) {
        storage = Storage()
        storage.sample = sample
        storage.rates = rates
        storage.header = Header(
            sections: sections, number: number, skipped: skipped, dueNs: dueNs, takenNs: takenNs,
            elapsedNs: elapsedNs)
    }

    init(_ storage: Storage) {
        self.storage = storage
    }

    /// The sample. A section that could not be read is an error and does not affect the others.
    public var sample: Sample { storage.sample }

    /// The rates since the tick before, over ``elapsedNs``: an average over the whole gap if ticks were
    /// skipped. All nil in the first tick.
    public var rates: Rates { storage.rates }

    /// The sections that were requested.
    public var sections: Sample.Sections { storage.header.sections }

    /// The number of the tick: 1, 2, 3 and so on. Times that were skipped have no number.
    public var number: Int64 { storage.header.number }

    /// How many times of the grid passed without a tick since the tick before: the machine was suspended
    /// or too slow, or no reader was there. Nothing is made up for them.
    public var skipped: Int64 { storage.header.skipped }

    /// When the tick was due, in nanoseconds of the sampler's clock since the sampler was made.
    public var dueNs: Int64 { storage.header.dueNs }

    /// When the reading began, in nanoseconds of the sampler's clock since the sampler was made.
    public var takenNs: Int64 { storage.header.takenNs }

    /// The time from the reading of the tick before to this one, in nanoseconds of the sampler's clock;
    /// nil in the first tick.
    public var elapsedNs: Int64? { storage.header.elapsedNs }

    /// The time of the sample, in nanoseconds since 1970. The wall clock can step; ``takenNs`` does not.
    public var wallTimeNs: Int64 { storage.sample.wallTimeNs }

    /// Calls a function with the sample and the rates, without a copy of them: for a reader of many sections
    /// or of every field.
    public func withSample<Success, Failure: Error>(
        _ body: (Sample, Rates) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try body(storage.sample, storage.rates)
    }

    /// What a tick has beside the sample and the rates.
    struct Header {
        var sections: Sample.Sections = []
        var number: Int64 = 0
        var skipped: Int64 = 0
        var dueNs: Int64 = 0
        var takenNs: Int64 = 0
        var elapsedNs: Int64?
    }

    /// Written by its sampler while nothing else refers to it, and only read otherwise.
    final class Storage: @unchecked Sendable {
        var header = Header()
        var sample = Sample()
        var rates = Rates()
    }
}

#if !hasFeature(Embedded)
    extension Tick {
        /// ``dueNs`` as a duration.
        public var due: Duration { .nanoseconds(dueNs) }

        /// ``takenNs`` as a duration.
        public var taken: Duration { .nanoseconds(takenNs) }

        /// ``elapsedNs`` as a duration.
        public var elapsed: Duration? { elapsedNs.map { .nanoseconds($0) } }
    }

    extension Ticker {
        /// ``stepNs`` as a duration.
        public var step: Duration { .nanoseconds(stepNs) }
    }
#endif
