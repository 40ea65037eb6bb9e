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
    /// A program that reads again and again, as a server with a history does, lets the actor own the
    /// samples. ``update(_:quotaOf:)`` fills the older of two samples and the rates between both, and
    /// allocates nothing once their lists have their length; ``withSample(_:)`` shows them to any task
    /// without a copy:
    ///
    /// ```swift
    /// await machine.update([.cpu, .memory])
    /// let usage = await machine.withSample { sample, rates in rates.cpu.usagePercent }
    /// ```
    ///
    /// An actor has one reading at a time. A reading blocks the thread that runs the actor,
    /// which is one of Swift's shared threads: for microseconds where the kernel prints a short file, for
    /// milliseconds where it lists thousands of processes, and for up to a second where a file belongs to a
    /// file system in user space that does not answer. Sensors can take seconds. A program that cannot
    /// spare a shared thread for that long gives a ``Collector`` to a thread of its own.
    ///
    /// Each actor has its own collector with its own open files; one for a program is enough.
    @available(macOS 13, iOS 16, tvOS 16, watchOS 9, *)
    public actor SharedCollector {
        private var collector: Collector
        /// The samples of the last update and of the one before, in an array because they are too
        /// large for the stack of a small thread.
        private var samples = [Sample(), Sample()]
        /// Which of the two samples is that of the last update.
        private var latest = 0
        private var rates = Rates()

        /// A collector that reads beneath `root`, as ``Collector/init(root:readsOnce:)`` describes.
        public init(root: String = "/", readsOnce: Bool = false) throws(ProbeError) {
            collector = try Collector(root: root, readsOnce: readsOnce)
        }

        /// Shares a collector that the caller has configured, with ``Collector/listsAllMounts`` and
        /// ``Collector/processDetails`` as they are.
        ///
        /// ```swift
        /// var collector = try Collector(root: "/host")
        /// collector.processDetails = [.status, .cgroup]
        /// let machine = SharedCollector(collector)
        /// ```
        public init(_ collector: consuming Collector) {
            self.collector = collector
        }

        /// Reads the requested sections, as ``Collector/sample(_:quotaOf:)`` does.
        public func sample(
            _ sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own
        ) -> Sample {
            collector.sample(sections, quotaOf: subject)
        }

        /// Reads the requested sections into the sample that the actor owns, and computes the rates since
        /// the previous update. Allocates nothing once the lists have their length, unless a copy of the
        /// sample or of the rates that ``withSample(_:)`` returned still exists.
        ///
        /// Rates need two updates with the same section. Quotas have rates if `subject` is the same.
        public func update(
            _ sections: Sample.Sections = .usual, quotaOf subject: QuotaSubject = .own
        ) {
            let next = 1 - latest
            collector.sample(into: &samples[next], sections, quotaOf: subject)
            samples[next].rates(since: samples[latest], into: &rates)
            latest = next
        }

        /// Calls a function with the sample of the last update, and the rates between it and the update
        /// before. Reads nothing. Before the first update no section is requested; before the second, no
        /// rate is known.
        public func withSample<Success: Sendable, Failure: Error>(
            _ body: @Sendable (Sample, Rates) throws(Failure) -> Success
        ) throws(Failure) -> Success {
            try body(samples[latest], rates)
        }

        /// Reads a quota, as ``Collector/quota(of:)`` does.
        public func quota(of subject: QuotaSubject = .own) throws(ProbeError) -> Quota {
            try collector.quota(of: subject)
        }

        /// Reads the processes, as ``Collector/processes(_:)`` does.
        public func processes(_ details: ProcessDetails = []) throws(ProbeError) -> ProcessTable {
            try collector.processes(details)
        }

        /// Calls a function with the collector: for what has no method here, and for several readings
        /// without those of another task in between.
        public func withCollector<Success: Sendable, Failure: Error>(
            _ body: @Sendable (inout Collector) throws(Failure) -> Success
        ) throws(Failure) -> Success {
            try body(&collector)
        }

        /// Measures over a window, and reports what is short and which processes account for it. Other tasks
        /// may use the collector in the pauses. Sensors are read before and after the window, and one that
        /// hangs holds the actor until its deadline: ``Diagnosis/Options/readsSensors`` leaves them out.
        ///
        /// Throws `CancellationError` where the task is cancelled. A captured root needs no time and gives
        /// its diagnosis at once.
        public func diagnose(
            over window: Duration = .seconds(2), options: Diagnosis.Options = Diagnosis.Options()
        ) async throws -> Diagnosis {
            var session = Diagnosis.Session(&collector, window: window, options: options)
            while let pause = session.pause(afterLookWith: &collector) {
                try await Task.sleep(for: pause)
            }
            return session.finish(&collector)
        }
    }
#endif
