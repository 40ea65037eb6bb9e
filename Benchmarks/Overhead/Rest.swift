import CFloor
import Probe

/// What a program costs that samples everything once a second: in one form, alone in its process.
struct Rest {
    let form: Form
    let seconds: Int
    /// So far behind the full second, so that what runs beside it is asleep.
    let offsetNs: UInt64

    /// Once a second on the clock, and says what was used from the end of the warm-up until then.
    func run() -> Bool {
        guard let call = call() else { return false }
        for _ in 0..<10 { call() }
        let second: UInt64 = 1_000_000_000
        var deadline = (cfloor_now_ns() / second + 1) * second + offsetNs
        // The first two are still of the warm-up: those in which it has slept before.
        for _ in 0..<2 {
            sleep(untilNs: deadline)
            call()
            deadline += second
        }
        let cpu = cpuTimeNs()
        let woken = wakeups()
        for _ in 0..<seconds {
            sleep(untilNs: deadline)
            call()
            deadline += second
        }
        let used = cpuTimeNs() - cpu
        let times = wakeups() - woken
        let resident = kib("VmRSS:")
        say("\(form) \(seconds) \(used) \(times) \(kib("VmHWM:")) \(resident)")
        return true
    }

    private func call() -> (() -> Void)? {
        switch form {
        case .floor:
            guard var collector = try? Collector() else { return nil }
            let floor = Subject(wholeWith: try? collector.quota()).floor
            return { _ = cfloor_run(floor) }
        case .c:
            return CReader().map { reader in { reader.read(.usual) } }
        case .swift:
            return SwiftReader(.usual).map { reader in
                {
                    reader.swap()
                    reader.read(.usual)
                    reader.rate()
                }
            }
        }
    }

    private func kib(_ key: String) -> Int {
        let line = firstLine(of: "/proc/self/status", startingWith: key) ?? ""
        return Int(line.filter { $0.isNumber }) ?? 0
    }
}
