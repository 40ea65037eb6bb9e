import Probe
import ProbeLive
import Testing

@Suite("A sampler", .timeLimit(.minutes(10)))
struct SamplerTests {
    let clock = ManualClock()

    func sampler(
        every step: Duration = .seconds(2), sections: Sample.Sections = [.cpu, .memory],
        buffering: Int = 4
    ) throws -> Sampler {
        try Sampler(every: step, sections: sections, buffering: buffering, clock: clock)
    }

    @Test("Ticks are numbered, on a grid, and the first is taken at once")
    func grid() async throws {
        let sampler = try sampler()
        var ticks = sampler.makeAsyncIterator()
        let first = try #require(await ticks.next())
        #expect(first.number == 1 && first.skipped == 0 && first.lost == 0)
        #expect(
            first.elapsed == nil && first.rates == Rates() && first.sections == [.cpu, .memory])
        #expect(await clock.sleeper() == .seconds(2))
        // A late wake-up does not shift the following ticks.
        clock.advance(by: .milliseconds(2600))
        let second = try #require(await ticks.next())
        #expect(second.number == 2 && second.skipped == 0)
        #expect(second.due == .seconds(2) && second.taken == .milliseconds(2600))
        #expect(second.elapsed == .milliseconds(2600))
        #expect(await clock.sleeper() == .seconds(4))
        clock.advance(by: .milliseconds(1400))
        let third = try #require(await ticks.next())
        #expect(third.due == .seconds(4) && third.elapsed == .milliseconds(1400))
    }

    @Test("After a suspend no burst follows, and the next tick says what was skipped")
    func suspend() async throws {
        let sampler = try sampler(every: .seconds(1))
        var ticks = sampler.makeAsyncIterator()
        _ = await ticks.next()
        await clock.sleeper()
        clock.advance(by: .milliseconds(100_500))
        // The times 1 to 100 have passed, the last of them less than a step ago: that one is taken.
        #expect(await clock.sleeper() == .seconds(101))
        #expect(sampler.latest?.number == 1)
        clock.advance(by: .milliseconds(500))
        let tick = try #require(await ticks.next())
        #expect(tick.number == 2 && tick.skipped == 100 && tick.due == .seconds(101))
        #expect(tick.elapsed == .seconds(101))
        #expect(await clock.sleeper() == .seconds(102))
    }

    @Test("Many readers share each reading")
    func readers() async throws {
        let sampler = try sampler()
        var one = sampler.makeAsyncIterator()
        let first = try #require(await one.next())
        var other = sampler.makeAsyncIterator()
        await clock.sleeper()
        clock.advance(by: .seconds(2))
        let (a, b) = (try #require(await one.next()), try #require(await other.next()))
        #expect(first.number == 1 && a.number == 2 && b.number == 2)
        #expect(a.sample == b.sample && a.wallTimeNs == b.wallTimeNs)
    }

    @Test("A slow reader loses the oldest ticks, learns how many, and delays no other")
    func slow() async throws {
        let sampler = try sampler(every: .seconds(1), buffering: 3)
        var slow = sampler.makeAsyncIterator()
        var fast = sampler.makeAsyncIterator()
        for number in 1...8 {
            #expect(await fast.next()?.number == Int64(number))
            await clock.sleeper()
            clock.advance(by: .seconds(1))
        }
        #expect(await fast.next()?.number == 9)
        let late = try #require(await slow.next())
        #expect(late.number == 7 && late.lost == 6)
        let next = try #require(await slow.next())
        #expect(next.number == 8 && next.lost == 0)
        #expect(await slow.next()?.number == 9)
    }

    @Test("The latest tick is there without waiting, and stays when the readers have gone")
    func latest() async throws {
        let sampler = try sampler()
        #expect(sampler.latest == nil)
        do {
            var ticks = sampler.makeAsyncIterator()
            _ = await ticks.next()
        }
        #expect(sampler.latest?.number == 1)
    }

    @Test("Without readers nothing is read; a later reader has the gap in its first tick")
    func stopped() async throws {
        let sampler = try sampler(every: .seconds(1))
        do {
            var ticks = sampler.makeAsyncIterator()
            _ = await ticks.next()
            await clock.sleeper()
        }
        while clock.sleepers > 0 { await Task.yield() }
        clock.advance(by: .seconds(60))
        var ticks = sampler.makeAsyncIterator()
        #expect(await clock.sleeper() == .seconds(61))
        #expect(sampler.latest?.number == 1)
        clock.advance(by: .seconds(1))
        let tick = try #require(await ticks.next())
        #expect(tick.number == 2 && tick.skipped == 60 && tick.elapsed == .seconds(61))
    }

    @Test("A cancelled reader ends at once, without a tick, and the others go on")
    func cancelled() async throws {
        let sampler = try sampler(every: .seconds(3600))
        var other = sampler.makeAsyncIterator()
        _ = await other.next()
        let reader = Task {
            var count = 0
            for await _ in sampler { count += 1 }
            return count
        }
        await clock.sleeper()
        reader.cancel()
        #expect(await reader.value == 0)
        clock.advance(by: .seconds(3600))
        #expect(await other.next()?.number == 2)
    }

    @Test("A task that is cancelled already has no ticks, although there are some in the buffer")
    func cancelledBefore() async throws {
        let sampler = try sampler()
        var first = sampler.makeAsyncIterator()
        _ = await first.next()
        let reader = Task {
            while !Task.isCancelled { await Task.yield() }
            var ticks = sampler.makeAsyncIterator()
            return await ticks.next()?.number
        }
        reader.cancel()
        #expect(await reader.value == nil)
    }

    @Test("run() samples without a reader until its task is cancelled")
    func run() async throws {
        let sampler = try sampler(every: .seconds(1))
        let service = Task { try await sampler.run() }
        await clock.sleeper()
        #expect(sampler.latest?.number == 1)
        clock.advance(by: .seconds(1))
        #expect(await clock.sleeper() == .seconds(2))
        #expect(sampler.latest?.number == 2)
        service.cancel()
        await #expect(throws: CancellationError.self) { try await service.value }
        while clock.sleepers > 0 { await Task.yield() }
    }

    @Test("stop() ends run() and all readers, which have what is in their buffers")
    func stop() async throws {
        let sampler = try sampler(every: .seconds(1))
        let service = Task { try await sampler.run() }
        var ticks = sampler.makeAsyncIterator()
        var buffered = sampler.makeAsyncIterator()
        _ = await ticks.next()
        let waiting = Task {
            var ticks = sampler.makeAsyncIterator()
            return await ticks.next()
        }
        await clock.sleeper()
        sampler.stop()
        try await service.value
        _ = await waiting.value
        #expect(await ticks.next() == nil)
        #expect(await buffered.next()?.number == 1)
        #expect(await buffered.next() == nil)
        var later = sampler.makeAsyncIterator()
        #expect(await later.next() == nil)
        while clock.sleepers > 0 { await Task.yield() }
    }

    @Test("A clock that fails ends the readers")
    func failingClock() async throws {
        struct Failure: Error {}
        let sampler = try sampler()
        var ticks = sampler.makeAsyncIterator()
        _ = await ticks.next()
        await clock.sleeper()
        clock.fail(Failure())
        #expect(await ticks.next() == nil)
    }

    @Test("A section that cannot be read is an error in the sample, and the others are read")
    func failures() async throws {
        try await Root.with(["proc/meminfo": "MemTotal: 2048 kB\nMemFree: 1024 kB\n"]) { root in
            let sampler = try Sampler(
                every: .seconds(1), sections: [.memory, .cpu], root: root, clock: clock)
            var ticks = sampler.makeAsyncIterator()
            let tick = try #require(await ticks.next())
            #expect(tick.sample.cpu.error != nil)
            if Capabilities.current.port == "linux" {
                #expect(tick.sample.memory.value?.totalBytes == 2_097_152)
                #expect(throws: ProbeError.self) {
                    try Sampler(every: .seconds(1), root: root + "/none")
                }
            }
        }
    }

    @Test("A kept tick stays as it was")
    func kept() async throws {
        let sampler = try sampler(every: .seconds(1), buffering: 1)
        var ticks = sampler.makeAsyncIterator()
        var kept: [Tick] = []
        var texts: [String] = []
        for number in 1...12 {
            let tick = try #require(await ticks.next())
            #expect(tick.number == Int64(number))
            kept.append(tick)
            texts.append("\(tick.sample) \(tick.rates) \(tick.dueNs)")
            await clock.sleeper()
            clock.advance(by: .seconds(1))
        }
        #expect(kept.map { "\($0.sample) \($0.rates) \($0.dueNs)" } == texts)
    }

    @Test("Readers that come and go while ticks are taken lose nothing that they do not learn of")
    func crowd() async throws {
        let sampler = try sampler(every: .seconds(1), sections: [.load])
        let steady = Task {
            var (numbers, lost): ([Int64], Int) = ([], 0)
            for await tick in sampler {
                if !numbers.isEmpty { lost += tick.lost }
                numbers.append(tick.number)
                if tick.number >= 300 { break }
            }
            return (numbers, lost)
        }
        let others = Task {
            await withTaskGroup(of: Bool.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        var before: Int64?
                        var isWhole = true
                        var count = 0
                        for await tick in sampler {
                            if let before {
                                isWhole = isWhole && tick.number == before + 1 + Int64(tick.lost)
                            }
                            before = tick.number
                            count += 1
                            if count > index { break }
                        }
                        return isWhole
                    }
                }
                return await group.allSatisfy { $0 }
            }
        }
        let clock = clock
        let mover = Task {
            while !Task.isCancelled {
                await clock.sleeper()
                clock.advance(by: .seconds(1))
            }
        }
        let (numbers, lost) = await steady.value
        let (first, end) = (try #require(numbers.first), try #require(numbers.last))
        #expect(Int64(numbers.count + lost) == end - first + 1 && numbers == numbers.sorted())
        #expect(await others.value)
        mover.cancel()
        // What waits for a sleeper is released by one.
        var last = sampler.makeAsyncIterator()
        _ = await last.next()
    }
}
