#if !hasFeature(Embedded)
    /// A collector that several tasks share: an actor that owns a ``Collector``.
    ///
    /// ```swift
    /// let machine = try SharedCollector()
    /// let sample = await machine.sample()
    /// let quota = try await machine.quota()
    /// let diagnosis = try await machine.diagnose(over: .seconds(2))
    /// let threads = try await machine.withCollector { collector in
    ///     try collector.threads(of: 1)
    /// }
    /// ```
    ///
    /// The readings of one actor come one after another. A reading blocks the thread that runs the actor,
    /// which is one of Swift's shared threads: for microseconds where the kernel prints a short file, for
    /// milliseconds where it lists thousands of processes, and for up to a second where a file belongs to a
    /// file system in user space that does not answer. Sensors can take seconds. A program that cannot
    /// spare a shared thread for that long gives a ``Collector`` to a thread of its own.
    ///
    /// Each actor has its own collector with its own open files; one for a program is enough.
    @available(macOS 13, iOS 16, tvOS 16, watchOS 9, *)
    public actor SharedCollector {
        private var collector: Collector

        /// A collector that reads beneath `root`, as ``Collector/init(root:readsOnce:)`` has it.
        public init(root: String = "/") throws(ProbeError) {
            collector = try Collector(root: root)
        }

        /// Reads the requested sections, as ``Collector/sample(_:quotaOf:)`` does.
        public func sample(
            _ sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own
        ) -> Sample {
            collector.sample(sections, quotaOf: subject)
        }

        /// Reads a quota, as ``Collector/quota(of:)`` does.
        public func quota(of subject: QuotaSubject = .own) throws(ProbeError) -> Quota {
            try collector.quota(of: subject)
        }

        /// Reads the processes, as ``Collector/processes(_:)`` does.
        public func processes(_ details: ProcessDetails = []) throws(ProbeError) -> ProcessTable {
            try collector.processes(details)
        }

        /// Calls a function with the collector, for everything else that it reads, and for several readings
        /// that no other task may come between.
        public func withCollector<Success: Sendable, Failure: Error>(
            _ body: @Sendable (inout Collector) throws(Failure) -> Success
        ) throws(Failure) -> Success {
            try body(&collector)
        }

        /// Measures for a while, and says what is short and which processes account for it. Other tasks may
        /// use the collector in the pauses. Sensors are read before and after the window: one that hangs
        /// holds the actor until its deadline.
        ///
        /// Throws `CancellationError` where the task is cancelled. A captured root needs no time and gives
        /// its diagnosis at once.
        public func diagnose(
            over window: Duration = .seconds(2), options: Diagnosis.Options = Diagnosis.Options()
        ) async throws -> Diagnosis {
            let (seconds, attoseconds) = window.components
            // At most thirty years.
            let windowNs =
                min(max(seconds, 0), 1_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
            var session = Diagnosis.Session(&collector, windowNs: windowNs, options: options)
            while let pauseNs = session.look(&collector) {
                try await Task.sleep(for: .nanoseconds(pauseNs))
            }
            return session.finish(&collector)
        }
    }
#endif
