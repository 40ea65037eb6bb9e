import Probe
import ProbeLive
import Testing

@Suite("A ticker")
struct TickerTests {
    @Test("A loop without tasks has the same ticks")
    func loop() throws {
        var ticker = Ticker(try Collector(), everyNs: 1000, sections: .memory)
        #expect(ticker.next(nowNs: 70) == 70)
        let first = ticker.take(nowNs: 70)
        #expect(first.number == 1 && first.dueNs == 70 && first.elapsedNs == nil)
        #expect(ticker.next(nowNs: 80) == 1070)
        // Asked again, the same time is due until a step has passed.
        #expect(ticker.next(nowNs: 2069) == 1070)
        #expect(ticker.next(nowNs: 2070) == 3070)
        let second = ticker.take(nowNs: 3080)
        #expect(second.number == 2 && second.skipped == 2 && second.dueNs == 3070)
        #expect(second.takenNs == 3080 && second.elapsedNs == 3010)
        #expect(ticker.next(nowNs: 5000) == 5070)
        #expect(ticker.take(nowNs: 5070).skipped == 1)
    }

    @Test("Sections can change between two ticks")
    func sections() throws {
        var ticker = Ticker(try Collector(), everyNs: 1000, sections: .memory)
        _ = ticker.take(nowNs: 0)
        ticker.sections = .load
        let tick = ticker.take(nowNs: 1000)
        #expect(tick.sections == .load)
        #expect(tick.sample.memory.value == nil && tick.sample.memory.error == nil)
        #expect(tick.rates.memory == MemoryRates())
    }

    @Test("A tick made by a program has what it was given")
    func made() {
        var sample = Sample()
        sample.wallTimeNs = 5
        sample.memory = .value(Memory())
        let tick = Tick(
            sample, sections: .memory, number: 3, skipped: 2, dueNs: 7, takenNs: 8, elapsedNs: 9)
        #expect(tick.sample == sample && tick.wallTimeNs == 5 && tick.sections == .memory)
        #expect(
            [tick.number, tick.skipped, tick.dueNs, tick.takenNs, tick.elapsedNs] == [
                3, 2, 7, 8, 9,
            ])
        #expect(tick.withSample { sample, rates in sample.memory.value != nil && rates == Rates() })
    }
}
