#if !hasFeature(Embedded)
    public import Probe
    import Synchronization

    /// Samples with rates at equal distances, for as many readers as there are, from one collector.
    ///
    /// ```swift
    /// let sampler = try Sampler(every: .seconds(2), sections: [.cpu, .memory])
    /// for await tick in sampler {
    ///     print(tick.rates.cpu.usagePercent ?? 0, tick.sample.memory.value?.availableBytes ?? 0)
    /// }
    /// ```
    ///
    /// The first tick is taken at once, and has no rates. The following ones are taken at times that are
    /// fixed from then on, so that they do not drift. After a suspend, or where a reading takes longer than
    /// a step, the times that passed are skipped: no burst follows, ``Tick/skipped`` says how many there
    /// were, and the rates are those over the whole gap (``Tick/elapsed``).
    ///
    /// Samples are taken while there is a reader, or while ``run()`` runs. A reader begins when its loop
    /// begins, and ends with it, or at once when its task is cancelled. Each has a buffer: one that is
    /// too slow loses the oldest ticks and learns how many (``Tick/lost``). No reader delays another.
    ///
    /// Once the lists of the sections have their length, a tick allocates nothing in Probe, unless readers
    /// keep ticks or copies of what is in them. Waiting and waking are Swift's: its queue makes two small
    /// allocations to wake a reader.
    ///
    /// A reading blocks the thread that runs it, which is one of Swift's shared threads, for as long as
    /// `SharedCollector` describes. Nothing throws after the initialiser: a section that could not be read
    /// is an error within the sample, and is read again by the next tick.
    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    public final class Sampler: AsyncSequence, Sendable {
        /// What a reader gets.
        public typealias Element = Tick
        /// A sampler does not fail: what could not be read is an error within the sample.
        public typealias Failure = Never

        private let machine: Machine
        private let readers = Mutex(Readers())
        private let buffering: Int
        /// Nanoseconds of the clock since the sampler was made, and waiting for a time of them.
        private let now: @Sendable () -> Int64
        private let sleep: @Sendable (Int64) async throws -> Void

        /// A sampler of a collector of its own, beneath `root`, as `Collector(root:)` describes. Throws
        /// where the root is not a directory that can be opened.
        public convenience init<Times: Clock>(
            every step: Duration, sections: Sample.Sections = .usual, root: String = "/",
            quotaOf subject: QuotaSubject = .own, buffering: Int = 4,
            clock: Times = ContinuousClock()
        ) throws(ProbeError) where Times.Duration == Duration {
            self.init(
                try Collector(root: root), every: step, sections: sections, quotaOf: subject,
                buffering: buffering, clock: clock)
        }

        /// A sampler of a collector that the caller has configured.
        ///
        /// - Parameters:
        ///   - collector: What takes the samples; it belongs to the sampler from now on.
        ///   - step: The distance between two ticks; less than a millisecond is a millisecond.
        ///   - sections: What each tick reads.
        ///   - subject: Whose quota is read.
        ///   - buffering: How many ticks each reader can be behind before it loses the oldest; less than
        ///     1 is 1.
        ///   - clock: The clock of the distances and of the waiting. `ContinuousClock` also advances while
        ///     the machine is suspended, so that ``Tick/skipped`` counts that time.
        public init<Times: Clock>(
            _ collector: consuming Collector, every step: Duration,
            sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own,
            buffering: Int = 4, clock: Times = ContinuousClock()
        ) where Times.Duration == Duration {
            self.buffering = Swift.max(1, buffering)
            machine = Machine(
                Ticker(
                    collector, everyNs: Swift.max(1_000_000, step.wholeNs), sections: sections,
                    quotaOf: subject, spares: Swift.min(self.buffering, 64) + 2))
            let start = clock.now
            now = { start.duration(to: clock.now).wholeNs }
            sleep = { ns in
                try await clock.sleep(until: start.advanced(by: .nanoseconds(ns)), tolerance: nil)
            }
        }

        /// The last tick that was taken, without waiting; nil before the first. It is as old as the last
        /// reader where there is none now: its `wallTimeNs` says how old. Its ``Tick/lost`` is 0.
        public var latest: Tick? { readers.withLock { $0.latest } }

        /// A reader. It has the ticks from now on, and ends when the last copy of it is gone.
        public func makeAsyncIterator() -> Iterator {
            let queue = Queue(capacity: buffering)
            join(queue)
            return Iterator(reader: Reader(sampler: self, queue: queue))
        }

        /// Takes samples although there may be no reader, so that ``latest`` stays new, until the task is
        /// cancelled, for which it throws `CancellationError`, or until ``stop()``, after which it returns.
        ///
        /// It has the shape of `Service` in swift-service-lifecycle:
        ///
        /// ```swift
        /// extension Sampler: @retroactive Service {}
        /// ```
        ///
        /// A group that shuts down gracefully does not cancel its services. A program that uses that calls
        /// ``stop()`` in a handler of the shutdown.
        public func run() async throws {
            let queue = Queue(capacity: 0)
            join(queue)
            defer { leave(queue) }
            _ = await next(of: queue, nil)
            try Task.checkCancellation()
        }

        /// Ends all readers, once they have the ticks in their buffers, and ``run()``; also those that
        /// begin later. No sample is taken any more.
        public func stop() {
            let (waiters, driver) = readers.withLock { readers in
                readers.isStopped = true
                let driver = readers.driver
                readers.driver = nil
                return (readers.queues.compactMap { $0.takeWaiter() }, driver)
            }
            driver?.cancel()
            for waiter in waiters { waiter.resume(returning: nil) }
        }

        /// Calls a function with the collector, between two ticks: for readings of another kind.
        public func withCollector<Success: Sendable, Failure: Error>(
            _ body: @Sendable (inout Collector) throws(Failure) -> Success
        ) async throws(Failure) -> Success {
            try await machine.withCollector(body)
        }

        /// The event with what `probectl why` says of the machine now, measured over a window from now on:
        /// ``Event/diagnosis``, and ``Event/findings`` about its resource. Ticks are taken meanwhile.
        ///
        /// ```swift
        /// for event in alerts.check(tick) {
        ///     let explained = try await sampler.explain(event)
        ///     for finding in explained.findings { print(finding.headline) }
        /// }
        /// ```
        ///
        /// It reads the table of processes several times, and sensors only if the options say so: the usual
        /// ones here leave them out. Throws `CancellationError` where the task is cancelled.
        public func explain(
            _ event: Event, over window: Duration = .seconds(1),
            options: Diagnosis.Options = .withoutSensors
        ) async throws -> Event {
            event.with(try await machine.diagnose(over: window, options))
        }

        /// A reader of the ticks. Copies are one reader: each tick goes to one of them.
        public struct Iterator: AsyncIteratorProtocol {
            fileprivate let reader: Reader

            /// The next tick; nil at the end: when the task is cancelled, at once, and after
            /// ``Sampler/stop()``. One call at a time.
            public mutating func next() async -> Tick? {
                await reader.sampler.next(of: reader.queue, nil)
            }

            /// As ``next()``, on the actor of the caller.
            public mutating func next(isolation actor: isolated (any Actor)?) async -> Tick? {
                await reader.sampler.next(of: reader.queue, actor)
            }
        }
    }

    // MARK: Readers

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension Sampler {
        /// Leaves with the last copy of an iterator.
        fileprivate final class Reader: Sendable {
            let sampler: Sampler
            let queue: Queue

            init(sampler: Sampler, queue: Queue) {
                self.sampler = sampler
                self.queue = queue
            }

            deinit { sampler.leave(queue) }
        }

        private func join(_ queue: Queue) {
            readers.withLock { readers in
                guard !readers.isStopped else { return }
                readers.queues.append(queue)
                guard readers.driver == nil else { return }
                readers.driver = Task.detached { [self] in await drive() }
            }
        }

        fileprivate func leave(_ queue: Queue) {
            let driver = readers.withLock { readers -> Task<Void, Never>? in
                readers.queues.removeAll { $0 === queue }
                guard readers.queues.isEmpty else { return nil }
                let driver = readers.driver
                readers.driver = nil
                return driver
            }
            driver?.cancel()
        }

        fileprivate func next(of queue: Queue, _ actor: isolated (any Actor)?) async -> Tick? {
            await withTaskCancellationHandler {
                await withUnsafeContinuation(isolation: actor) { waiter in
                    let answer = readers.withLock { readers -> Answer in
                        if queue.isCancelled { return .now(nil) }
                        if let tick = queue.take() { return .now(tick) }
                        if readers.isStopped { return .now(nil) }
                        precondition(queue.waiter == nil, "an iterator has one next() at a time")
                        queue.waiter = waiter
                        return .later
                    }
                    if case .now(let tick) = answer { waiter.resume(returning: tick) }
                }
            } onCancel: {
                let waiter = readers.withLock { _ in
                    queue.isCancelled = true
                    return queue.takeWaiter()
                }
                waiter?.resume(returning: nil)
            }
        }

        private enum Answer {
            case now(Tick?)
            case later
        }

        /// Takes samples until it is cancelled. A driver that was cancelled can still be reading when the
        /// next one begins; the actor lets one of them read at a time.
        private func drive() async {
            while !Task.isCancelled {
                guard let due = await machine.tick(of: self) else { continue }
                do {
                    try await sleep(due)
                } catch {
                    // A clock that fails for another reason has no further times.
                    if !Task.isCancelled { stop() }
                    return
                }
            }
        }

        /// Hands a tick to all readers. Called within the actor, so that ticks keep their order.
        private func publish(_ tick: Tick) {
            var woken = readers.withLock { readers in
                readers.latest = tick
                var woken: [Woken] = []
                swap(&woken, &readers.woken)
                for queue in readers.queues where queue.capacity > 0 {
                    if let waiter = queue.takeWaiter() {
                        woken.append(Woken(waiter: waiter, tick: queue.counted(tick)))
                    } else {
                        queue.put(tick)
                    }
                }
                return woken
            }
            for one in woken { one.waiter.resume(returning: one.tick) }
            woken.removeAll(keepingCapacity: true)
            readers.withLock { swap(&$0.woken, &woken) }
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension Sampler {
        typealias Waiter = UnsafeContinuation<Tick?, Never>

        /// What the lock protects, with the queues themselves.
        struct Readers {
            var queues: [Queue] = []
            var latest: Tick?
            var driver: Task<Void, Never>?
            var isStopped = false
            /// Empty between two ticks; kept for its capacity.
            var woken: [Woken] = []
        }

        struct Woken {
            var waiter: Waiter
            var tick: Tick
        }

        /// The ticks that a reader has not taken, protected by the lock of the sampler.
        final class Queue: @unchecked Sendable {
            /// 0 where ticks are not wanted.
            let capacity: Int
            var waiter: Waiter?
            var isCancelled = false
            private var ticks: [Tick?]
            private var first = 0
            private var count = 0
            private var lost = 0

            init(capacity: Int) {
                self.capacity = capacity
                ticks = Array(repeating: nil, count: capacity)
            }

            func takeWaiter() -> Waiter? {
                defer { waiter = nil }
                return waiter
            }

            /// The tick with the number of those that were lost before it.
            func counted(_ tick: Tick) -> Tick {
                var tick = tick
                tick.lost = lost
                lost = 0
                return tick
            }

            /// Adds a tick; a full queue drops its oldest.
            func put(_ tick: Tick) {
                if count == capacity {
                    ticks[first] = nil
                    first = (first + 1) % capacity
                    count -= 1
                    lost += 1
                }
                ticks[(first + count) % capacity] = tick
                count += 1
            }

            /// The oldest tick.
            func take() -> Tick? {
                guard count > 0, let tick = ticks[first] else { return nil }
                ticks[first] = nil
                first = (first + 1) % capacity
                count -= 1
                return counted(tick)
            }
        }

        /// Owns the ticker: one reading at a time.
        actor Machine {
            private var ticker: Ticker

            init(_ ticker: consuming Ticker) {
                self.ticker = ticker
            }

            /// Takes a tick if one is due; otherwise returns when the next will be.
            func tick(of sampler: Sampler) -> Int64? {
                let nowNs = sampler.now()
                let due = ticker.next(nowNs: nowNs)
                guard due <= nowNs else { return due }
                sampler.publish(ticker.take(nowNs: nowNs))
                return nil
            }

            func withCollector<Success: Sendable, Failure: Error>(
                _ body: @Sendable (inout Collector) throws(Failure) -> Success
            ) throws(Failure) -> Success {
                try body(&ticker.collector)
            }

            /// Ticks are taken in the pauses.
            func diagnose(
                over window: Duration, _ options: Diagnosis.Options
            ) async throws -> Diagnosis {
                var session = Diagnosis.Session(
                    &ticker.collector, window: window, options: options)
                while let pause = session.pause(afterLookWith: &ticker.collector) {
                    try await Task.sleep(for: pause)
                }
                return session.finish(&ticker.collector)
            }
        }
    }

    extension Diagnosis.Options {
        /// The usual options without sensors, batteries and the health of disks, which can take seconds.
        public static var withoutSensors: Diagnosis.Options {
            var options = Diagnosis.Options()
            options.readsSensors = false
            return options
        }
    }

    extension Duration {
        /// In nanoseconds, the rest cut off; the nearest that an `Int64` can hold.
        var wholeNs: Int64 {
            let (seconds, attoseconds) = components
            let (ns, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            let (sum, isTooFar) = ns.addingReportingOverflow(attoseconds / 1_000_000_000)
            return overflows || isTooFar ? (seconds < 0 ? .min : .max) : sum
        }
    }
#endif
