import CProbe
import Testing

@testable import Probe

@Suite("Rates of disks, the network and pressure")
struct DeviceRatesTests {
    func device(_ name: String, _ body: (inout DiskCounters) -> Void) -> DiskDevice {
        var device = DiskDevice()
        device.name = KernelName(bytes: Array(name.utf8))
        body(&device.counters)
        return device
    }

    func disk(_ ns: Int64?, _ devices: [DiskDevice]) -> Disk {
        var disk = Disk()
        disk.monotonicNs = ns
        disk.devices = devices
        return disk
    }

    func rates(_ before: [DiskDevice], _ after: [DiskDevice]) -> [DiskActivity] {
        var rates = DiskRates()
        rates.set(disk(1_000_000_000, before), disk(3_000_000_000, after))
        return rates.devices.map(\.activity)
    }

    @Test("A device's rates, utilisation, wait and queue are those of iostat")
    func iostat() throws {
        // 100 reads and 300 writes in 2 s; busy 500 ms; reads took 0.2 s, writes 3 s, weighted 3.2 s.
        let before = device("sda") {
            ($0.reads, $0.readBytes, $0.readNs) = (5, 512, 1_000_000)
            ($0.writes, $0.writeBytes, $0.writeNs) = (7, 1024, 2_000_000)
            ($0.busyNs, $0.weightedNs) = (10_000_000, 20_000_000)
        }
        let after = device("sda") {
            ($0.reads, $0.readBytes, $0.readNs) = (105, 512 + 409_600, 201_000_000)
            ($0.writes, $0.writeBytes, $0.writeNs) = (307, 1024 + 1_228_800, 3_002_000_000)
            ($0.busyNs, $0.weightedNs) = (510_000_000, 3_220_000_000)
        }
        let activity = try #require(rates([before], [after]).first)
        #expect(activity.readsPerSecond == 50 && activity.writesPerSecond == 150)
        #expect(activity.readBytesPerSecond == 204_800)
        #expect(activity.utilizationPercent == 25)
        #expect(activity.meanReadWaitNs == 2_000_000 && activity.meanWriteWaitNs == 10_000_000)
        #expect(activity.meanWaitNs == 8_000_000)
        #expect(activity.meanQueue == 1.6)
        #expect(activity.discardsPerSecond == nil && activity.flushesPerSecond == nil)
    }

    @Test("Discards and flushes count in the mean wait where the kernel keeps them")
    func discards() throws {
        func at(_ scale: Int64) -> DiskDevice {
            device("sda") {
                ($0.reads, $0.readNs, $0.writes, $0.writeNs) = (scale, scale * 10, 0, 0)
                ($0.discards, $0.discardNs, $0.flushes, $0.flushNs) = (
                    scale, scale * 30, scale, scale * 50
                )
            }
        }
        #expect(rates([at(0)], [at(4)]).first?.meanWaitNs == 30)
    }

    @Test("A counter that steps back has no rate; the others keep theirs")
    func back() throws {
        let before = device("sda") { ($0.reads, $0.readNs, $0.writes) = (10, 5_000_000, 10) }
        let after = device("sda") { ($0.reads, $0.readNs, $0.writes) = (20, 4_000_000, 14) }
        let activity = try #require(rates([before], [after]).first)
        #expect(activity.meanReadWaitNs == nil && activity.meanWaitNs == nil)
        #expect(activity.readsPerSecond == 5 && activity.writesPerSecond == 2)
    }

    @Test("Nothing completed has no mean wait, and is not busy")
    func still() throws {
        let same = device("sda") { ($0.reads, $0.readNs, $0.busyNs) = (10, 5, 7) }
        let activity = try #require(rates([same], [same]).first)
        #expect(activity.meanReadWaitNs == nil && activity.readsPerSecond == 0)
        #expect(activity.utilizationPercent == 0)
    }

    @Test("A device that came, or another of the same name, has none; the others are found")
    func hotplug() throws {
        func device(_ name: String, _ minor: Int, _ reads: Int64) -> DiskDevice {
            var device = self.device(name) { $0.reads = reads }
            device.deviceMinor = minor
            return device
        }
        let activities = rates(
            [device("sda", 0, 10), device("sdb", 16, 10), device("sdc", 32, 10)],
            [
                device("sdc", 32, 14), device("sdb", 48, 99), device("sda", 0, 12),
                device("sdd", 64, 7),
            ])
        #expect(activities.map(\.readsPerSecond) == [2, nil, 1, nil])
        // Another device took the number, or the name.
        let others = rates(
            [device("sda", 0, 10), device("sdb", 16, 10)],
            [device("sdx", 0, 14), device("sdb", 32, 12)])
        #expect(others.map(\.readsPerSecond) == [nil, nil])
    }

    /// Sets each number of a record to its place in the list, times `scale`, and gives them by name.
    private func fill<Record>(
        _ record: cprobe_record, _ c: inout Record, times scale: UInt64
    ) -> [String: Double] {
        var numbers: [String: Double] = [:]
        withUnsafeMutablePointer(to: &c) { pointer in
            let raw = UnsafeMutableRawPointer(pointer)
            let present = raw.assumingMemoryBound(to: cprobe_presence.self)
            for (index, row) in FieldRow.all(record).enumerated() where row.isNumber {
                let number = UInt64(index + 1) * scale
                raw.storeBytes(of: number, toByteOffset: Int(row.row.offset), as: UInt64.self)
                cprobe_set(present, UInt32(row.row.presence))
                numbers[row.name] = Double(number)
            }
        }
        return numbers
    }

    /// Every rate "x_per_second" is the step of the counter "x", of which each has another.
    private func expectSteps(
        _ numbers: [String: Double], _ rates: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void
    ) {
        var count = 0
        rates { field, value in
            let name = field.name.description
            guard name.hasSuffix("_per_second") else { return }
            let step = numbers[String(name.dropLast("_per_second".count))]
            #expect(step != nil && value?.double == step, "\(name)")
            count += 1
        }
        #expect(count >= 6)
    }

    @Test("Each rate of memory, an interface and a device is that of its own counter")
    func ownCounters() throws {
        let window: Int64 = 1_000_000_000
        var (packets, none) = (cprobe_traffic(), cprobe_traffic())
        var numbers = fill(.CPROBE_RECORD_TRAFFIC, &packets, times: 1)
        _ = fill(.CPROBE_RECORD_TRAFFIC, &none, times: 0)
        var (old, new) = (NetworkTraffic(), NetworkTraffic())
        old.setFields(&none)
        new.setFields(&packets)
        var traffic = NetworkTrafficRates()
        traffic.set(old, new, over: window)
        expectSteps(numbers, traffic.forEachField)
        var (requests, idle) = (cprobe_disk_counters(), cprobe_disk_counters())
        numbers = fill(.CPROBE_RECORD_DISK, &requests, times: 1)
        _ = fill(.CPROBE_RECORD_DISK, &idle, times: 0)
        var (first, last) = (DiskCounters(), DiskCounters())
        first.setFields(&idle)
        last.setFields(&requests)
        var disk = DiskActivity()
        disk.set(first, last, over: window)
        expectSteps(numbers, disk.forEachField)
        var (counters, zeros) = (cprobe_memory(), cprobe_memory())
        numbers = fill(.CPROBE_RECORD_MEMORY, &counters, times: 1)
        _ = fill(.CPROBE_RECORD_MEMORY, &zeros, times: 0)
        var (before, after) = (Memory(), Memory())
        before.setFields(&zeros)
        after.setFields(&counters)
        (before.monotonicNs, after.monotonicNs) = (5, 5 + window)
        var memory = MemoryRates()
        memory.set(before, after)
        expectSteps(numbers, memory.forEachField)
    }

    @Test("The total has no rates where its devices are others")
    func io() {
        func io(_ ns: Int64, _ set: UInt32, _ reads: Int64) -> IO {
            var io = IO()
            (io.devices, io.deviceSet, io.monotonicNs) = (1, set, ns)
            io.total.reads = reads
            return io
        }
        var rates = IORates()
        rates.set(io(1_000_000_000, 7, 10), io(2_000_000_000, 7, 30))
        #expect(rates.total.readsPerSecond == 20)
        rates.set(io(1_000_000_000, 7, 10), io(2_000_000_000, 8, 30))
        #expect(rates.total.readsPerSecond == nil && rates.intervalNs == 1_000_000_000)
    }

    @Test("The total of devices has no rate of a counter that stepped back on one of them")
    func ioReset() {
        func io(_ ns: Int64, _ reads: [Int64], _ writes: [Int64]) -> IO {
            var io = IO()
            (io.devices, io.deviceSet, io.monotonicNs) = (reads.count, 7, ns)
            for (reads, writes) in zip(reads, writes) {
                var part = DiskCounters()
                (part.reads, part.writes) = (reads, writes)
                io.parts.append(part)
            }
            io.total.reads = reads.reduce(0, +)
            io.total.writes = writes.reduce(0, +)
            return io
        }
        var rates = IORates()
        rates.set(io(1_000_000_000, [10, 100], [5, 5]), io(2_000_000_000, [90, 30], [6, 8]))
        #expect(rates.total.readsPerSecond == nil && rates.total.writesPerSecond == 4)
        #expect(rates.total.flushesPerSecond == nil && rates.total.utilizationPercent == nil)
    }

    func interface(_ name: String, _ index: Int, _ bytes: Int64) -> NetworkInterface {
        var interface = NetworkInterface()
        interface.name = KernelName(bytes: Array(name.utf8))
        interface.index = index
        interface.isLoopback = name == "lo"
        interface.isStacked = name == "br0"
        interface.counters.rxBytes = bytes
        return interface
    }

    func network(_ ns: Int64?, _ retransmits: Int64?, _ interfaces: [NetworkInterface])
        -> Networking
    {
        var network = Networking()
        (network.monotonicNs, network.tcpRetransmits, network.interfaces) = (
            ns, retransmits, interfaces
        )
        network.total.rxBytes = 0
        return network
    }

    @Test(
        "The network's total is without loopback and what is stacked, and unknown where the rest changed"
    )
    func network() {
        var rates = NetworkRates()
        rates.set(
            network(
                1_000_000_000, 4,
                [
                    interface("lo", 1, 0), interface("eth0", 2, 100), interface("br0", 3, 50),
                    interface("gone", 4, 5),
                ]),
            network(
                2_000_000_000, 7,
                [
                    interface("lo", 1, 10), interface("eth0", 2, 300), interface("br0", 3, 90),
                    interface("new", 9, 1 << 40),
                ]))
        #expect(rates.interfaces.map(\.traffic.rxBytesPerSecond) == [10, 200, 40, nil])
        // A counted interface came and another went: the total is unknown.
        #expect(rates.total.rxBytesPerSecond == nil)
        #expect(rates.tcpRetransmitsPerSecond == 3)
        rates.set(
            network(1_000_000_000, 4, [interface("lo", 1, 0), interface("eth0", 2, 100)]),
            network(
                2_000_000_000, 7,
                [interface("lo", 1, 10), interface("eth0", 2, 300), interface("br0", 3, 90)]))
        #expect(rates.total.rxBytesPerSecond == 200)
        // One that only went takes what it carried along.
        rates.set(
            network(1_000_000_000, 4, [interface("eth0", 2, 100), interface("gone", 4, 5)]),
            network(2_000_000_000, 7, [interface("eth0", 2, 300)]))
        #expect(rates.total.rxBytesPerSecond == nil)
        rates.set(
            network(1_000_000_000, 4, [interface("lo", 1, 0), interface("eth0", 2, 100)]),
            network(2_000_000_000, 7, [interface("lo", 1, 10), interface("eth0", 2, 300)]))
        #expect(rates.total.rxBytesPerSecond == 200)
        // A counter that one interface lacks is not known of all.
        #expect(rates.total.txBytesPerSecond == nil)
    }

    @Test("A renamed interface, or another with its number, has no rate")
    func renamed() {
        var rates = NetworkRates()
        rates.set(
            network(1_000_000_000, nil, [interface("eth0", 2, 100), interface("a", 3, 1)]),
            network(2_000_000_000, nil, [interface("eth1", 2, 300), interface("a", 4, 5)]))
        #expect(rates.interfaces.map(\.traffic.rxBytesPerSecond) == [nil, nil])
        rates.set(network(nil, 1, [interface("a", 3, 1)]), network(nil, 2, [interface("a", 3, 9)]))
        #expect(rates.total.rxBytesPerSecond == nil && rates.tcpRetransmitsPerSecond == nil)
    }

    @Test("Pressure is the share of the window, at most all of it")
    func pressure() {
        func pressure(_ ns: Int64, _ some: Int64, _ full: Int64) -> Pressure {
            var pressure = Pressure()
            pressure.monotonicNs = ns
            var stall = Pressure.Stall()
            stall.totalNs = some
            pressure.cpu.some = stall
            stall.totalNs = full
            pressure.io.full = stall
            return pressure
        }
        var rates = PressureRates()
        rates.set(
            pressure(0, 0, 5_000_000_000), pressure(2_000_000_000, 500_000_000, 7_000_001_000))
        #expect(rates.cpuSomePercent == 25 && rates.ioFullPercent == 100)
        #expect(rates.memorySomePercent == nil && rates.irqFullPercent == nil)
        rates.set(pressure(0, 10, 0), pressure(2_000_000_000, 5, 0))
        #expect(rates.cpuSomePercent == nil)
    }
}
