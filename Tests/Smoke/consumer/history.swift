// An actor that owns a collector and keeps the last readings, for several tasks.
import Probe

struct Reading: Sendable {
    var availableBytes: Int64?
    var busyPercent: Double?
}

actor History {
    private let capacity: Int
    private var collector: Collector
    private var before: Sample
    private var now: Sample
    private var rates: Rates
    private(set) var readings: [Reading] = []

    init(capacity: Int) throws(ProbeError) {
        var collector = try Collector()
        self.capacity = capacity
        before = collector.sample([.cpu, .memory])
        now = before
        rates = now.rates(since: before)
        self.collector = collector
    }

    func read() {
        collector.sample(into: &now, [.cpu, .memory])
        now.rates(since: before, into: &rates)
        if readings.count == capacity { readings.removeFirst() }
        readings.append(
            Reading(
                availableBytes: now.memory.value?.availableBytes,
                busyPercent: rates.cpu.usagePercent))
        swap(&now, &before)
    }
}

let history = try History(capacity: 3)
let reader = Task {
    while !Task.isCancelled {
        await history.read()
        try await Task.sleep(for: .milliseconds(100))
    }
}
try await Task.sleep(for: .seconds(1))
reader.cancel()
for reading in await history.readings {
    print("history:", reading.availableBytes ?? 0, reading.busyPercent ?? -1)
}
