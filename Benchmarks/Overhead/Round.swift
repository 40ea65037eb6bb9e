import CFloor

/// How fast the machine is: the time of a fixed piece of arithmetic. Many virtual machines have two
/// speeds, far apart, for stretches of milliseconds to minutes.
enum Speed {
    /// Beyond this factor it is another speed.
    static let tolerance = 1.1

    static func spinNs() -> Double {
        let start = cfloor_now_ns()
        _ = cfloor_spin()
        return Double(cfloor_now_ns() - start)
    }
}

/// One batch of each form, and the machine's speed before, between and after.
struct Round {
    var times: [Double]
    /// Of the first call of each, alone.
    var firsts: [Double]
    var fastest: Double
    var slowest: Double

    /// Each form comes first in its turn: the first meets the coldest caches.
    init(_ workload: Workload, calls: Int, turn: Int) {
        let count = workload.calls.count
        times = Array(repeating: 0, count: count)
        firsts = times
        fastest = Speed.spinNs()
        slowest = fastest
        for step in 0..<count {
            let index = (turn + step) % count
            let call = workload.calls[index]
            let start = cfloor_now_ns()
            call()
            let first = cfloor_now_ns()
            for _ in 1..<calls { call() }
            times[index] = Double(cfloor_now_ns() - start) / Double(calls)
            firsts[index] = Double(first - start)
            let spin = Speed.spinNs()
            fastest = min(fastest, spin)
            slowest = max(slowest, spin)
        }
    }

    /// Whether all of it met one speed.
    var isEven: Bool { slowest <= fastest * Speed.tolerance }
}
