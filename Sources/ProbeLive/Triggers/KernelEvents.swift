#if !hasFeature(Embedded)
    public import Probe

    /// What the kernel reports when it happens: a pressure trigger, or the changes of a cgroup's events.
    ///
    /// ```swift
    /// for try await stalls in Pressure.stalls(
    ///     of: .memory, atLeast: .milliseconds(150), in: .seconds(2))
    /// {
    ///     print(stalls.some?.avg10Percent ?? 0)
    /// }
    /// ```
    ///
    /// Nothing asks the kernel again and again: all sequences of the process wait in poll(2), on one thread,
    /// which exists while one of them is read. Each loop has a trigger of its own, from its begin to its end.
    /// A reader that is slow gets what happened meanwhile as one element.
    ///
    /// A loop ends when its task is cancelled, at once. It throws a `WatchError`, from the first element on,
    /// where the kernel does not accept the trigger or has no such file, and later where the cgroup is
    /// removed (`ProbeError.Code.gone`); `WatchError.reason` has the cause in words.
    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    public struct KernelEvents<Element: Sendable & Equatable>: AsyncSequence, Sendable {
        /// Why a loop fails.
        public typealias Failure = WatchError

        private let cgroup: String?
        private let root: String
        private let hasInitial: Bool
        private let open: @Sendable (inout Collector) throws(WatchError) -> Watch<Element>

        init(
            cgroup: String?, root: String, hasInitial: Bool,
            open: @escaping @Sendable (inout Collector) throws(WatchError) -> Watch<Element>
        ) {
            self.cgroup = cgroup
            self.root = root
            self.hasInitial = hasInitial
            self.open = open
        }

        /// Opens the file. A failure is thrown by the first `next()`.
        public func makeAsyncIterator() -> Iterator {
            do throws(WatchError) {
                return Iterator(try makeReader(), hasInitial: hasInitial)
            } catch {
                return Iterator(error)
            }
        }

        private func makeReader() throws(WatchError) -> Reader {
            var collector = try makeCollector()
            let reader = Reader(try open(&collector))
            guard reader.error == 0 else {
                throw WatchError(
                    ProbeError(
                        code: .exhausted, source: "a thread that waits", systemError: reader.error))
            }
            return reader
        }

        private func makeCollector() throws(WatchError) -> Collector {
            do throws(ProbeError) {
                return try Collector(root: root, readsOnce: true)
            } catch {
                throw WatchError(error, cgroup: cgroup)
            }
        }

        /// An iterator. Copies are one reader.
        public struct Iterator: AsyncIteratorProtocol {
            private var reader: Reader?
            private var failure: WatchError?
            /// Whether the first element is what the file says at the begin.
            private let hasInitial: Bool
            private var last: Element?

            fileprivate init(_ reader: Reader, hasInitial: Bool) {
                self.reader = reader
                self.hasInitial = hasInitial
            }

            fileprivate init(_ failure: WatchError) {
                self.failure = failure
                hasInitial = false
            }

            /// The next element; nil once the task is cancelled, and after a failure. One call at a time.
            public mutating func next() async throws(WatchError) -> Element? {
                try await next(isolation: nil)
            }

            /// As ``next()``, on the actor of the caller.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(WatchError) -> Element? {
                if let failure {
                    self.failure = nil
                    throw failure
                }
                guard let reader else { return nil }
                do throws(WatchError) {
                    if hasInitial, last == nil {
                        last = try reader.watch.read()
                        return last
                    }
                    guard let element = try await reader.next(after: last, actor) else {
                        self.reader = nil
                        return nil
                    }
                    if hasInitial { last = element }
                    return element
                } catch {
                    self.reader = nil
                    throw error
                }
            }
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension KernelEvents {
        /// Leaves the thread with the last copy of an iterator.
        fileprivate final class Reader: Sendable {
            let watch: Watch<Element>
            let member: PollThread.Member
            /// 0, or the errno of a thread that could not be started.
            let error: Int32

            init(_ watch: Watch<Element>) {
                self.watch = watch
                member = PollThread.Member(watch.descriptor, owner: watch)
                error = PollThread.shared.add(member)
            }

            deinit { if error == 0 { PollThread.shared.remove(member) } }

            /// Waits for a change, and reads the file; what it says as often as it is what it said before
            /// is no change. nil once the task is cancelled.
            func next(
                after last: Element?, _ actor: isolated (any Actor)?
            ) async throws(WatchError) -> Element? {
                while true {
                    switch await PollThread.shared.wait(for: member, actor) {
                    case .cancelled: return nil
                    case .failed(let error):
                        throw WatchError(
                            ProbeError(code: .io, source: "poll(2)", systemError: error))
                    case .changed:
                        let element = try watch.read()
                        if element != last { return element }
                    case .ended:
                        // A file of events reports an error with each change: what reading it says counts.
                        let element = try watch.read()
                        guard let last else {
                            throw WatchError(ProbeError(code: .gone, source: "the trigger"))
                        }
                        if element != last { return element }
                    }
                }
            }
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension Pressure {
        /// The stalls of the machine, or of a cgroup, as the kernel reports them: tasks waited for at least
        /// `stall` within `window`. An element is the pressure of the resource at that time; there is at
        /// most one in each window.
        ///
        /// - Parameters:
        ///   - resource: What tasks wait for.
        ///   - kind: Whether one task that waits counts, or only all at once.
        ///   - stall: For how long they wait: more than 0, and up to the window.
        ///   - window: At most 10 s. Without CAP_SYS_RESOURCE it has to be a multiple of 2 s (since Linux 6.5;
        ///     before, the machine's triggers require that right). The kernel decides, and an error explains
        ///     its answer.
        ///   - cgroup: The directory of a cgroup of version 2, such as "/sys/fs/cgroup/app.slice", whose
        ///     pressure files the caller may write; nil for the machine.
        ///   - root: As of `Collector(root:)`; a captured root has no triggers.
        public static func stalls(
            of resource: PressureTrigger.Resource, _ kind: PressureTrigger.Kind = .some,
            atLeast stall: Duration, in window: Duration, cgroup: String? = nil, root: String = "/"
        ) -> KernelEvents<Pressure.Stalls> {
            let trigger = PressureTrigger(
                resource, kind, stallNs: stall.wholeNs, windowNs: window.wholeNs, cgroup: cgroup)
            return KernelEvents(cgroup: cgroup, root: root, hasInitial: false) {
                (collector) throws(WatchError) in try collector.watch(trigger)
            }
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension CgroupEvents {
        /// The counters of memory.events of a cgroup of version 2: first as they are, then whenever one has
        /// changed. `cgroup` is its directory, such as "/sys/fs/cgroup/app.slice".
        public static func memory(
            ofCgroup cgroup: String, root: String = "/"
        ) -> KernelEvents<CgroupEvents.Memory> {
            KernelEvents(cgroup: cgroup, root: root, hasInitial: true) {
                (collector) throws(WatchError) in try collector.watchMemoryEvents(ofCgroup: cgroup)
            }
        }

        /// Whether a cgroup of version 2 has processes, and is frozen: first as it is, then whenever that has
        /// changed. `cgroup` is its directory, such as "/sys/fs/cgroup/app.slice".
        public static func state(
            ofCgroup cgroup: String, root: String = "/"
        ) -> KernelEvents<CgroupEvents.State> {
            KernelEvents(cgroup: cgroup, root: root, hasInitial: true) {
                (collector) throws(WatchError) in try collector.watchState(ofCgroup: cgroup)
            }
        }
    }
#endif
