import CCount
import Probe
import ProbeLive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Days of a sample a second on a captured root, of which the program moves the clock and replaces an
/// interface every 20 minutes. Whether all is well.
func soak(days: Int64, root: String) async -> Bool {
    guard let interfaces = ReplacedInterfaces(root) else {
        print("soak: \(root)/proc/net/dev cannot be written")
        return false
    }
    let clock = HandClock()
    interfaces.write(0)
    // With all sections the days take three times as long.
    let sections: Sample.Sections = [.cpu, .load, .memory, .network, .pressure]
    guard
        let sampler = try? Sampler(
            every: .seconds(1), sections: sections, root: root, clock: clock)
    else {
        print("soak: \(root) cannot be opened")
        return false
    }
    var soak = Soak(seconds: days * 86_400)
    var timed = Timed()
    return await soak.run(sampler, pace: .microseconds(200)) { tick, soak in
        timed.put(tick)
        soak.take(timed.tick)
        soak.check(interfaces, timed.tick)
        await clock.sleeper()
        interfaces.write(tick.number)
        clock.advance(by: .seconds(1))
    } atEnd: { soak in
        soak.checkSteps()
    }
}

/// A sample a second of this machine, in real time. Whether all is well.
func soak(seconds: Int64) async -> Bool {
    guard let sampler = try? Sampler(every: .seconds(1)) else { return false }
    var soak = Soak(seconds: seconds)
    return await soak.run(sampler, pace: .seconds(1)) { tick, soak in
        soak.take(tick)
    } atEnd: { _ in
    }
}

/// A reader that loses no tick, with a history and alerts.
struct Soak {
    /// A 72nd of the time: an hour of three days.
    struct Part {
        /// The fewest bytes in use, without those of the history's records.
        var bytes = Int64.max
        /// The bytes of the history's records, at its end.
        var history = 0
    }

    let seconds: Int64
    var history = History()
    private var alerts = Alerts()
    private var events = 0
    private var number: Int64 = 0
    private var skipped: Int64 = 0
    private var parts = Array(repeating: Part(), count: 72)
    private var passed = 0
    private var failures: [String] = []
    /// Ticks that are not the one after the last, or were not due then.
    private var wrong = 0
    private(set) var ended = 0
    private(set) var notEnded = 0

    init(seconds: Int64) { self.seconds = seconds }

    /// Reads all ticks, and prints what there is to say.
    mutating func run(
        _ sampler: Sampler, pace: Duration,
        _ body: (Tick, inout Soak) async -> Void, atEnd: (inout Soak) -> Void
    ) async -> Bool {
        // Before the others: it has the first tick.
        var ticks = sampler.makeAsyncIterator()
        let visitors = Visitors(sampler, pace: pace)
        let coming = Task.detached { await visitors.run() }
        print("part ticks bytes history_bytes resident_kb series dropped events readers lost")
        while let tick = await ticks.next() {
            await body(tick, &self)
            if isEndOfPart {
                print(line(visitors.count))
                fflush(nil)
            }
            if number > seconds { break }
        }
        coming.cancel()
        sampler.stop()
        await coming.value
        judge(visitors.count)
        atEnd(&self)
        for failure in failures { print("FAIL: \(failure)") }
        print("soak: \(passed) passed, \(failures.count) failed")
        return failures.isEmpty
    }

    private var part: Int { Int(min(71, max(0, number - 1) * 72 / seconds)) }
    private var isEndOfPart: Bool { number % max(1, seconds / 72) == 0 }

    mutating func take(_ tick: Tick) {
        skipped += tick.skipped
        let isNext = tick.number == number + 1 && tick.lost == 0
        if !isNext || tick.dueNs != (tick.number - 1 + skipped) * 1_000_000_000 { wrong += 1 }
        number = tick.number
        history.record(tick)
        events += alerts.check(tick).count
        if number % max(1, seconds / 4320) == 0 {
            let bytes = ccount_bytes() - Int64(history.bytes)
            parts[part].bytes = min(parts[part].bytes, bytes)
            parts[part].history = history.bytes
        }
    }

    mutating func expect(_ isRight: Bool, _ failure: String) {
        if isRight { passed += 1 } else { failures.append(failure) }
    }

    private mutating func judge(_ visitors: Visitors.Count) {
        expect(number == seconds + 1, "\(number) ticks in \(seconds) seconds, \(skipped) skipped")
        expect(wrong == 0, "\(wrong) ticks were lost, doubled or of another time")
        expect(
            visitors.unexplained == 0,
            "\(visitors.unexplained) gaps of readers that `lost` does not explain")
        expect(history.unrecorded == 0, "\(history.unrecorded) numbers are not in the history")
        expect(
            history.bytes <= history.bytesLimit,
            "the history has \(history.bytes) bytes, which is more than \(history.bytesLimit)")
        guard ccount_bytes() >= 0 else { return print("skip: memory: not glibc 2.33") }
        // The allocator keeps freed blocks for each of its threads.
        let (before, after) = (fewest(48..<60), fewest(60..<72))
        expect(
            after <= before + 262_144, "the bytes in use went from \(before) to \(after)")
        // The longest span is full after two days; half a day later, no row is left of the time before the
        // history had as many series as it can.
        guard seconds >= 259_200 else { return }
        let (full, last) = (parts[59].history, parts[71].history)
        expect(
            last <= full + full / 100, "the full history went from \(full) to \(last) bytes")
    }

    private func fewest(_ range: Range<Int>) -> Int64 {
        parts[range].reduce(Int64.max) { min($0, $1.bytes) }
    }

    private func line(_ visitors: Visitors.Count) -> String {
        let live = history.series.reduce(0) { $0 + ($1.isLive ? 1 : 0) }
        return "\(part) \(number) \(parts[part].bytes) \(history.bytes) \(residentKb()) \(live) "
            + "\(history.dropped) \(events) \(visitors.readers) \(visitors.lost)"
    }
}

extension Soak {
    /// Whether the series of an interface that was replaced have ended, and those of the other have begun.
    mutating func check(_ interfaces: ReplacedInterfaces, _ tick: Tick) {
        let second = tick.number - 1
        guard second > 0, second % ReplacedInterfaces.seconds == 0 else { return }
        let old = history.series(interfaces.key(second - 1))
        let new = history.series(interfaces.key(second))
        let isRight =
            old.map { !$0.isLive && $0.lastNs == tick.wallTimeNs - 1_000_000_000 } == true
            && new.map { $0.isLive && $0.beganNs == tick.wallTimeNs } == true
        if isRight { ended += 1 } else { notEnded += 1 }
    }

    /// Whether each step of each span has every second.
    mutating func checkSteps() {
        expect(
            ended > 0 && notEnded == 0,
            "the series of \(notEnded) interfaces did not end, those of \(ended) did")
        for span in history.spans {
            let points = history.points(
                of: History.Key(.memory, "total_bytes"), stepNs: span.stepNs)
            let whole = points.dropFirst().dropLast()
            let perStep = Int(span.stepNs / 1_000_000_000)
            expect(
                points.count == min(span.count, Int(seconds) / perStep + 1)
                    && whole.allSatisfy { $0.count == perStep },
                "steps of \(perStep) s: \(points.count), of which "
                    + "\(whole.reduce(0) { $0 + ($1.count == perStep ? 0 : 1) }) lack seconds")
        }
    }
}

/// Ticks of a captured root with the times of the moved clock, and the rates over those.
private struct Timed {
    /// The begin of a minute.
    private static let startNs: Int64 = 1_700_000_040_000_000_000

    private(set) var tick = Tick(Sample())
    private var rates = Rates()

    mutating func put(_ taken: Tick) {
        var sample = taken.sample
        sample.wallTimeNs = Self.startNs + taken.dueNs
        sample.setClock(sample.wallTimeNs)
        if taken.number > 1 { sample.rates(since: tick.sample, into: &rates) }
        tick = Tick(
            sample, rates: rates, sections: taken.sections, number: taken.number,
            skipped: taken.skipped, dueNs: taken.dueNs, takenNs: taken.takenNs,
            elapsedNs: taken.elapsedNs)
    }
}

/// The interfaces of a captured root, one of which goes every 20 minutes, and another one comes.
final class ReplacedInterfaces: Sendable {
    static let seconds: Int64 = 1200

    private let file: Int32

    init?(_ root: String) {
        file = open(root + "/proc/net/dev", O_WRONLY | O_CLOEXEC)
        if file < 0 { return nil }
    }

    deinit { close(file) }

    /// What a second has received of the interface that is there then.
    func key(_ second: Int64) -> History.Key {
        let name = History.LabelValue.name(KernelName(Self.name(second)))
        return History.Key(.network, "rx_bytes", ["interface": name])
    }

    private static func name(_ second: Int64) -> String { "veth\(second / seconds)" }

    /// Writes the counters of a second, in place: the sampler keeps the file open.
    func write(_ second: Int64) {
        func line(_ name: String, _ number: Int64) -> String {
            "\(name): \(number * 900) \(number) 0 0 0 0 0 0 \(number * 100) \(number) 0 0 0 0 0 0\n"
        }
        let text =
            "Inter-|   Receive                  |  Transmit\n"
            + " face |bytes packets errs drop fifo frame compressed multicast|"
            + "bytes packets errs drop fifo colls carrier compressed\n"
            + line("lo", second / 3) + line("eth0", second)
            + line(Self.name(second), second % Self.seconds)
        let bytes = Array(text.utf8)
        _ = pwrite(file, bytes, bytes.count, 0)
        _ = ftruncate(file, off_t(bytes.count))
    }
}

/// The resident memory of this process; 0 where Linux does not say.
private func residentKb() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    guard fgets(&text, 128, file) != nil else { return 0 }
    let words = text.prefix { $0 != 0 }.split(separator: 32)
    let digits = words.count > 1 ? words[1].map { UInt8(bitPattern: $0) } : []
    return (Int(String(decoding: digits, as: UTF8.self)) ?? 0) * Int(getpagesize()) / 1024
}
