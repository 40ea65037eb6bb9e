#if !hasFeature(Embedded)
    internal import CProbeLive
    import Synchronization

    /// The one thread of the process that waits in poll(2), for all sequences of the kernel's triggers. It
    /// starts with the first sequence that is read, and ends with the last.
    ///
    /// It polls what is waited for, and nothing else: what the kernel reports while no task waits stays
    /// with the kernel.
    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    final class PollThread: Sendable {
        static let shared = PollThread()

        private let state = Mutex(State())

        private struct State {
            var members: [Member] = []
            /// The pipe that wakes the thread; nil while there is none.
            var pipe: (reader: Int32, writer: Int32)?
        }

        /// A descriptor of a sequence.
        final class Member: @unchecked Sendable {
            let descriptor: Int32
            /// Keeps the descriptor open while it is polled.
            private let owner: AnyObject
            // Protected by the lock of the thread.
            fileprivate var waiter: UnsafeContinuation<Outcome, Never>?
            fileprivate var isCancelled = false

            init(_ descriptor: Int32, owner: AnyObject) {
                self.descriptor = descriptor
                self.owner = owner
            }
        }

        /// How a wait ended.
        enum Outcome: Sendable, Equatable {
            /// The kernel reports a change.
            case changed
            /// The kernel reports an error of the file, with a change or without.
            case ended
            /// The task is cancelled.
            case cancelled
            /// poll(2) failed, with this errno.
            case failed(Int32)
        }

        /// Whether the thread runs, for tests.
        var isRunning: Bool { state.withLock { $0.pipe != nil } }

        /// Adds a descriptor, and starts the thread if there is none. The result is 0 or an errno.
        func add(_ member: Member) -> Int32 {
            state.withLock { state in
                if state.pipe == nil {
                    var pipe: (reader: Int32, writer: Int32) = (-1, -1)
                    var error = probe_live_open(&pipe.reader, &pipe.writer)
                    guard error == 0 else { return error }
                    error = probe_live_start { _ in
                        PollThread.shared.run()
                        return nil
                    }
                    guard error == 0 else {
                        probe_live_close(pipe.reader, pipe.writer)
                        return error
                    }
                    state.pipe = pipe
                }
                state.members.append(member)
                return 0
            }
        }

        /// Removes a descriptor. The thread lets go of it at once, and ends if it was the last.
        func remove(_ member: Member) {
            state.withLock { state in
                state.members.removeAll { $0 === member }
                wake(&state)
            }
        }

        /// Waits until the kernel reports something of a descriptor, or the task is cancelled. One call at
        /// a time; after a cancellation each call returns at once.
        func wait(for member: Member, _ actor: isolated (any Actor)?) async -> Outcome {
            await withTaskCancellationHandler {
                await withUnsafeContinuation(isolation: actor) { waiter in
                    let isCancelled = state.withLock { state in
                        guard !member.isCancelled else { return true }
                        precondition(member.waiter == nil, "an iterator has one next() at a time")
                        member.waiter = waiter
                        wake(&state)
                        return false
                    }
                    if isCancelled { waiter.resume(returning: .cancelled) }
                }
            } onCancel: {
                let waiter = state.withLock { _ in
                    member.isCancelled = true
                    return member.takeWaiter()
                }
                waiter?.resume(returning: .cancelled)
            }
        }

        private func wake(_ state: inout State) {
            if let pipe = state.pipe { probe_live_wake(pipe.writer) }
        }

        /// The thread.
        private func run() {
            var polled: [Member] = []
            var waits: [probe_live_wait] = []
            while let reader = next(&polled) {
                waits.removeAll(keepingCapacity: true)
                for member in polled {
                    waits.append(probe_live_wait(descriptor: member.descriptor, events: 0))
                }
                let error = probe_live_poll(reader, &waits, waits.count)
                for (member, wait) in zip(polled, waits) where wait.events != 0 || error != 0 {
                    let waiter = state.withLock { _ in member.takeWaiter() }
                    let isEnded = wait.events & Int32(PROBE_LIVE_ENDED.rawValue) != 0
                    waiter?.resume(
                        returning: error != 0 ? .failed(error) : isEnded ? .ended : .changed)
                }
            }
        }

        /// What is to be polled next, and the end of the pipe that is polled with it; nil at the end.
        private func next(_ polled: inout [Member]) -> Int32? {
            polled.removeAll(keepingCapacity: true)
            return state.withLock { state in
                guard let pipe = state.pipe else { return nil }
                guard !state.members.isEmpty else {
                    probe_live_close(pipe.reader, pipe.writer)
                    state.pipe = nil
                    return nil
                }
                for member in state.members where member.waiter != nil { polled.append(member) }
                return pipe.reader
            }
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, *)
    extension PollThread.Member {
        fileprivate func takeWaiter() -> UnsafeContinuation<PollThread.Outcome, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }
#endif
