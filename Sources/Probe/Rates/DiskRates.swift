/// The activity of one device, or the total of all devices, between two readings. A rate is nil if
/// a counter is unknown or stepped back.
public struct DiskActivity: Sendable, Hashable, Codable {
    /// Reads completed a second.
    public var readsPerSecond: Double?
    /// Reads a second that were merged with an adjacent request.
    public var readsMergedPerSecond: Double?
    /// Bytes read a second.
    public var readBytesPerSecond: Double?
    /// Writes completed a second.
    public var writesPerSecond: Double?
    /// Writes a second that were merged with an adjacent request.
    public var writesMergedPerSecond: Double?
    /// Bytes written a second.
    public var writeBytesPerSecond: Double?
    /// Discards completed a second.
    public var discardsPerSecond: Double?
    /// Bytes discarded a second.
    public var discardBytesPerSecond: Double?
    /// Flushes completed a second.
    public var flushesPerSecond: Double?
    /// The share of the time with at least one request in flight: 0 to 100. A device that serves requests
    /// in parallel can take more work at 100. Nil in totals.
    public var utilizationPercent: Double?
    /// Mean time of a read in nanoseconds, queueing included; nil if no read was completed.
    public var meanReadWaitNs: Int64?
    /// Mean time of a write in nanoseconds, queueing included; nil if no write was completed.
    public var meanWriteWaitNs: Int64?
    /// Mean time of a request of any kind in nanoseconds; nil if no request was completed.
    public var meanWaitNs: Int64?
    /// Mean number of requests queued or in flight.
    public var meanQueue: Double?

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings of the same device.
    mutating func set(_ before: DiskCounters, _ after: DiskCounters, over window: Int64?) {
        readsPerSecond = perSecond(before.reads, after.reads, over: window)
        readsMergedPerSecond = perSecond(before.readsMerged, after.readsMerged, over: window)
        readBytesPerSecond = perSecond(before.readBytes, after.readBytes, over: window)
        writesPerSecond = perSecond(before.writes, after.writes, over: window)
        writesMergedPerSecond = perSecond(before.writesMerged, after.writesMerged, over: window)
        writeBytesPerSecond = perSecond(before.writeBytes, after.writeBytes, over: window)
        discardsPerSecond = perSecond(before.discards, after.discards, over: window)
        discardBytesPerSecond = perSecond(before.discardBytes, after.discardBytes, over: window)
        flushesPerSecond = perSecond(before.flushes, after.flushes, over: window)
        // perSecond() returns busy nanoseconds a second; 1e7 of them are one percent.
        utilizationPercent = perSecond(before.busyNs, after.busyNs, over: window)
            .map { min($0 / 1e7, 100) }
        meanQueue = perSecond(before.weightedNs, after.weightedNs, over: window).map { $0 / 1e9 }
        setWaits(before, after)
    }

    private mutating func setWaits(_ before: DiskCounters, _ after: DiskCounters) {
        let reads = Work(
            count: change(before.reads, after.reads), ns: change(before.readNs, after.readNs))
        let writes = Work(
            count: change(before.writes, after.writes), ns: change(before.writeNs, after.writeNs))
        meanReadWaitNs = reads.mean
        meanWriteWaitNs = writes.mean
        // Discards and flushes are included if the kernel counts them.
        var all = reads + writes
        if after.discards != nil {
            all =
                all
                + Work(
                    count: change(before.discards, after.discards),
                    ns: change(before.discardNs, after.discardNs))
        }
        if after.flushes != nil {
            all =
                all
                + Work(
                    count: change(before.flushes, after.flushes),
                    ns: change(before.flushNs, after.flushNs))
        }
        meanWaitNs = all.mean
    }
}

/// Completed requests, and the sum of their times.
private struct Work {
    var count: Int64?
    var ns: Int64?

    var mean: Int64? {
        // Integer arithmetic: rounding a Double would need libm.
        guard let count, let ns, count > 0 else { return nil }
        return ns / count + (ns % count >= count - count / 2 ? 1 : 0)
    }

    static func + (a: Work, b: Work) -> Work {
        Work(count: sum(a.count, b.count), ns: sum(a.ns, b.ns))
    }
}

/// The activity of one device between two readings.
public struct DiskDeviceRates: Sendable, Hashable, Codable {
    /// The major number of the device.
    public var deviceMajor = 0
    /// The minor number of the device.
    public var deviceMinor = 0
    /// The name of the device.
    public var name = KernelName()
    /// The activity of the device; all nil if the earlier reading lacks the device.
    public var activity = DiskActivity()

    /// The rates of the device with this name; all other values are nil.
    public init(name: KernelName = KernelName()) {
        self.name = name
    }
}

/// The activity of each device between two readings.
public struct DiskRates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// Each device of the later reading.
    public var devices: [DiskDeviceRates] = []

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: Disk, _ after: Disk) {
        intervalNs = Probe.interval(before.monotonicNs, after.monotonicNs)
        devices.resize(to: after.devices.count, with: DiskDeviceRates())
        var pairs = Pairs()
        for index in after.devices.indices {
            let device = after.devices[index]
            devices[index].deviceMajor = device.deviceMajor
            devices[index].deviceMinor = device.deviceMinor
            devices[index].name = device.name
            let old = pairs.partner(in: before.devices) {
                $0.deviceMinor == device.deviceMinor && $0.deviceMajor == device.deviceMajor
                    && $0.name == device.name
            }
            if let old {
                devices[index].activity.set(
                    before.devices[old].counters, device.counters, over: intervalNs)
            } else {
                devices[index].activity = DiskActivity()
            }
        }
    }
}

/// The activity of all whole devices together between two readings.
public struct IORates: Sendable, Hashable, Codable {
    /// Length of the window in nanoseconds; nil for a captured root, which has no clock.
    public var intervalNs: Int64?
    /// The activity of the devices together. All nil if a device was added or removed in between; a
    /// single rate is nil if its counter stepped back on one device.
    public var total = DiskActivity()

    /// All values nil, all lists empty.
    public init() {}

    /// Computes all rates from two readings.
    mutating func set(_ before: IO, _ after: IO) {
        intervalNs = Probe.interval(before.monotonicNs, after.monotonicNs)
        guard before.devices == after.devices, before.deviceSet == after.deviceSet else {
            total = DiskActivity()
            return
        }
        // Sums the changes of the single devices, so that a step back of one device is detected.
        guard before.parts.count == after.parts.count, !after.parts.isEmpty else {
            total.set(before.total, after.total, over: intervalNs)
            return
        }
        var steps = DiskCounters()
        steps.sum(before.parts, after.parts)
        total.set(DiskCounters(everyCounter: 0), steps, over: intervalNs)
    }
}

extension DiskCounters {
    fileprivate init(everyCounter value: Int64) {
        (reads, readsMerged, readBytes, readNs) = (value, value, value, value)
        (writes, writesMerged, writeBytes, writeNs) = (value, value, value, value)
        (discards, discardsMerged, discardBytes, discardNs) = (value, value, value, value)
        (weightedNs, flushes, flushNs) = (value, value, value)
    }

    /// Sums the change of each counter over all devices; nil if the counter is unknown or stepped
    /// back on one device. Requests in flight and busy time cannot be summed.
    fileprivate mutating func sum(_ before: [DiskCounters], _ after: [DiskCounters]) {
        func add(_ total: inout Int64?, _ before: Int64?, _ after: Int64?) {
            total = Probe.sum(total, change(before, after))
        }
        self = DiskCounters(everyCounter: 0)
        for index in after.indices {
            let (b, a) = (before[index], after[index])
            add(&reads, b.reads, a.reads)
            add(&readsMerged, b.readsMerged, a.readsMerged)
            add(&readBytes, b.readBytes, a.readBytes)
            add(&readNs, b.readNs, a.readNs)
            add(&writes, b.writes, a.writes)
            add(&writesMerged, b.writesMerged, a.writesMerged)
            add(&writeBytes, b.writeBytes, a.writeBytes)
            add(&writeNs, b.writeNs, a.writeNs)
            add(&weightedNs, b.weightedNs, a.weightedNs)
            add(&discards, b.discards, a.discards)
            add(&discardsMerged, b.discardsMerged, a.discardsMerged)
            add(&discardBytes, b.discardBytes, a.discardBytes)
            add(&discardNs, b.discardNs, a.discardNs)
            add(&flushes, b.flushes, a.flushes)
            add(&flushNs, b.flushNs, a.flushNs)
        }
    }
}

extension DiskActivity {
    /// A row for each rate, in the order of the JSON.
    private static let plainRows: [RateRow<DiskActivity>] = [
        RateRow("reads_per_second", .count, .second, "Reads completed.") { $0.readsPerSecond },
        RateRow(
            "reads_merged_per_second", .count, .second, "Reads merged with an adjacent request."
        ) {
            $0.readsMergedPerSecond
        },
        RateRow("read_bytes_per_second", .bytes, .second, "Bytes read.") { $0.readBytesPerSecond },
        RateRow("writes_per_second", .count, .second, "Writes completed.") { $0.writesPerSecond },
        RateRow(
            "writes_merged_per_second", .count, .second, "Writes merged with an adjacent request."
        ) {
            $0.writesMergedPerSecond
        },
        RateRow("write_bytes_per_second", .bytes, .second, "Bytes written.") {
            $0.writeBytesPerSecond
        },
        RateRow("discards_per_second", .count, .second, "Discards completed.") {
            $0.discardsPerSecond
        },
        RateRow("discard_bytes_per_second", .bytes, .second, "Bytes discarded.") {
            $0.discardBytesPerSecond
        },
        RateRow("flushes_per_second", .count, .second, "Flushes completed.") {
            $0.flushesPerSecond
        },
        RateRow(
            "utilization_percent", .percent, .window,
            "Time with at least one request in flight; null in totals."
        ) { $0.utilizationPercent },
        RateRow(
            "mean_read_wait_ns", .nanoseconds, .window,
            "Mean time of a read, queueing included; null if no read was completed."
        ) { $0.meanReadWaitNs },
        RateRow(
            "mean_write_wait_ns", .nanoseconds, .window,
            "Mean time of a write, queueing included; null if no write was completed."
        ) { $0.meanWriteWaitNs },
        RateRow(
            "mean_wait_ns", .nanoseconds, .window,
            "Mean time of a request of any kind; null if no request was completed."
        ) {
            $0.meanWaitNs
        },
        RateRow("mean_queue", .count, .window, "Mean number of requests queued or in flight.") {
            $0.meanQueue
        },
    ]

    /// The rows with the prefix "total_", as in ``Sample/Field/name``.
    static let rows = plainRows.map { $0.prefixed(by: "total_") }

    /// Calls `body` with each rate, in the order of the JSON: its field, and its value or nil.
    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {
        for row in Self.rows { body(row.field, row.value(of: self)) }
    }
}
