import Probe
import Testing

@Suite("A grid of times")
struct TimeGridTests {
    @Test("Times do not drift, whatever the clock says in between")
    func drift() {
        var grid = TimeGrid(startNs: 100, stepNs: 10)
        #expect(
            [grid.next(nowNs: 105), grid.next(nowNs: 103), grid.next(nowNs: 119)] == [
                100, 110, 120,
            ])
        #expect(grid.skipped == 0)
    }

    @Test("Times that passed are skipped and counted, not caught up with")
    func skipped() {
        var grid = TimeGrid(startNs: 0, stepNs: 1000)
        #expect(grid.next(nowNs: 0) == 0)
        #expect(grid.next(nowNs: 4700) == 5000 && grid.skipped == 4)
        #expect(grid.next(nowNs: 5001) == 6000 && grid.skipped == 0)
        // A time that is now has passed.
        #expect(grid.next(nowNs: 7000) == 8000 && grid.skipped == 1)
    }

    @Test("The start is due first, even if it has passed")
    func start() {
        var grid = TimeGrid(startNs: 50, stepNs: 10)
        #expect(grid.next(nowNs: 1000) == 50 && grid.skipped == 0)
        #expect(grid.next(nowNs: 1000) == 1010 && grid.skipped == 95)
    }

    @Test("A clock that stepped back repeats no time")
    func steppedBack() {
        var grid = TimeGrid(startNs: 1000, stepNs: 10)
        #expect(
            [grid.next(nowNs: 1000), grid.next(nowNs: 5), grid.next(nowNs: -5)] == [
                1000, 1010, 1020,
            ])
    }

    @Test("Numbers at the ends of Int64 do not overflow")
    func ends() {
        var grid = TimeGrid(startNs: .max - 5, stepNs: 10)
        #expect(
            [grid.next(nowNs: 0), grid.next(nowNs: .max), grid.next(nowNs: .max)] == [
                .max - 5, .max, .max,
            ])
        var wide = TimeGrid(startNs: .min, stepNs: .max)
        #expect([wide.next(nowNs: .max), wide.next(nowNs: .max)] == [.min, -1])
        #expect(TimeGrid(startNs: 0, stepNs: 0).stepNs == 1)
    }
}
