// A history of readings on a shared collector: one task updates it, others look at the last sample.
import Probe

struct Reading: Sendable {
    var availableBytes: Int64?
    var busyPercent: Double?
}

actor History {
    private let capacity: Int
    private let machine: SharedCollector
    private(set) var readings: [Reading] = []

    init(capacity: Int) throws(ProbeError) {
        self.capacity = capacity
        machine = try SharedCollector()
    }

    func read() async {
        await machine.update([.cpu, .memory])
        let reading = await machine.withSample { sample, rates in
            Reading(
                availableBytes: sample.memory.value?.availableBytes,
                busyPercent: rates.cpu.usagePercent)
        }
        if readings.count == capacity { readings.removeFirst() }
        readings.append(reading)
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
