import Probe
import Serve

/// Probe through Swift, as a program would use it: one collector, and of whole sections a sample that is
/// written over each time.
final class Reader {
    private var collector: Collector
    private var process: ProcessSnapshot

    init() throws {
        var collector = try Collector()
        process = try collector.process(nil, [])
        self.collector = collector
    }

    func work(
        _ name: String, _ sections: Sample.Sections, _ say: @escaping (Sample, inout Values) -> Void
    ) -> Work {
        let storage = Storage(collector.sample(sections))
        let read = { [self] in collector.sample(into: &storage.sample, sections) }
        return Work(name, read: read) {
            read()
            say(storage.sample, &$0)
        }
    }

    /// A call that answers with a value of its own.
    func single<Answer>(
        _ name: String, _ ask: @escaping (inout Collector) throws -> Answer,
        _ say: @escaping (Answer, inout Values) -> Void
    ) -> Work {
        Work(name, read: { [self] in _ = try! ask(&collector) }) { [self] in
            say(try! ask(&collector), &$0)
        }
    }

    var own: Work {
        let read = { [self] in process = try! collector.process(nil, []) }
        return Work("own", read: read) { [self] in
            read()
            $0.say("", "user", process.userTimeNs.map(ticks))
            $0.say("", "system", process.systemTimeNs.map(ticks))
            $0.say("", "rss", process.rssBytes)
        }
    }
}

final class Storage {
    var sample: Sample

    init(_ sample: Sample) {
        self.sample = sample
    }
}

func ticks(_ ns: Int64) -> Int64 { ns / 10_000_000 }

func sayTimes(_ name: String, _ times: some CPUTimes, _ values: inout Values) {
    values.say(name, "user", times.userNs.map(ticks))
    values.say(name, "nice", times.niceNs.map(ticks))
    values.say(name, "system", times.systemNs.map(ticks))
    values.say(name, "idle", times.idleNs.map(ticks))
    values.say(name, "iowait", times.iowaitNs.map(ticks))
    values.say(name, "irq", times.irqNs.map(ticks))
    values.say(name, "softirq", times.softirqNs.map(ticks))
    values.say(name, "steal", times.stealNs.map(ticks))
    values.say(name, "guest", times.guestNs.map(ticks))
    values.say(name, "guest_nice", times.guestNiceNs.map(ticks))
}

func sayCPU(_ sample: Sample, _ values: inout Values) {
    guard let cpu = sample.cpu.value else { return }
    sayTimes("total", cpu, &values)
    for each in cpu.cpus { sayTimes("cpu\(each.id)", each, &values) }
}

func sayMemory(_ memory: Memory, _ values: inout Values) {
    values.say("", "total", memory.totalBytes)
    values.say("", "free", memory.freeBytes)
    values.say("", "available", memory.availableBytes)
    values.say("", "buffers", memory.buffersBytes)
    values.say("", "cached", memory.cachedBytes)
    values.say("", "shared", memory.sharedBytes)
    values.say("", "swap_total", memory.swapTotalBytes)
    values.say("", "swap_free", memory.swapFreeBytes)
}

func sayPaging(_ sample: Sample, _ values: inout Values) {
    guard let memory = sample.memory.value else { return }
    sayMemory(memory, &values)
    values.say("", "swapped_in", memory.swappedInBytes)
    values.say("", "swapped_out", memory.swappedOutBytes)
}

func sayLoad(_ sample: Sample, _ values: inout Values) {
    guard let load = sample.load.value else { return }
    values.say("", "load1", load.load1 ?? -1)
    values.say("", "load5", load.load5 ?? -1)
    values.say("", "load15", load.load15 ?? -1)
}

func sayMount(_ name: String, _ mount: Mount, _ values: inout Values) {
    values.say(name, "total", mount.totalBytes)
    values.say(name, "free", mount.freeBytes)
    values.say(name, "available", mount.availableBytes)
    values.say(name, "inodes_total", mount.inodesTotal)
    values.say(name, "inodes_free", mount.inodesFree)
}

func sayFilesystems(_ sample: Sample, _ values: inout Values) {
    for mount in sample.filesystem.value?.mounts ?? [] {
        sayMount("\(mount.mountPoint)", mount, &values)
    }
}

func sayDisk(_ sample: Sample, _ values: inout Values) {
    for device in sample.disk.value?.devices ?? [] {
        let (name, counters) = ("\(device.name)", device.counters)
        values.say(name, "reads", counters.reads)
        values.say(name, "reads_merged", counters.readsMerged)
        values.say(name, "read_bytes", counters.readBytes)
        values.say(name, "read_ms", counters.readNs.map { $0 / 1_000_000 })
        values.say(name, "writes", counters.writes)
        values.say(name, "writes_merged", counters.writesMerged)
        values.say(name, "write_bytes", counters.writeBytes)
        values.say(name, "write_ms", counters.writeNs.map { $0 / 1_000_000 })
        values.say(name, "busy_ms", counters.busyNs.map { $0 / 1_000_000 })
    }
}

func sayNetwork(_ network: Networking, _ values: inout Values) {
    for interface in network.interfaces {
        let (name, counters) = ("\(interface.name)", interface.counters)
        values.say(name, "rx_bytes", counters.rxBytes)
        values.say(name, "rx_packets", counters.rxPackets)
        values.say(name, "rx_errors", counters.rxErrors)
        values.say(name, "rx_dropped", counters.rxDropped)
        values.say(name, "tx_bytes", counters.txBytes)
        values.say(name, "tx_packets", counters.txPackets)
        values.say(name, "tx_errors", counters.txErrors)
        values.say(name, "tx_dropped", counters.txDropped)
    }
}

func saySockets(_ sample: Sample, _ values: inout Values) {
    guard let network = sample.network.value else { return }
    sayNetwork(network, &values)
    values.say("", "sockets_used", network.socketsUsed)
    values.say("", "tcp_established", network.tcpEstablished)
    values.say("", "tcp_retransmits", network.tcpRetransmits)
}

func sayPressure(_ sample: Sample, _ values: inout Values) {
    guard let pressure = sample.pressure.value else { return }
    for (name, stall) in [
        ("cpu_some", pressure.cpu.some), ("memory_some", pressure.memory.some),
        ("memory_full", pressure.memory.full), ("io_some", pressure.io.some),
        ("io_full", pressure.io.full),
    ] {
        guard let stall else { continue }
        values.say(name, "avg10", stall.avg10Percent)
        values.say(name, "avg60", stall.avg60Percent)
        values.say(name, "avg300", stall.avg300Percent)
        values.say(name, "total_us", stall.totalNs / 1000)
    }
}

func sayProcesses(_ sample: Sample, _ values: inout Values) {
    for process in sample.process.value?.processes ?? [] {
        let pid = "\(process.pid)"
        values.say(pid, "name", text: process.name.map { "\($0)" } ?? "")
        let state = process.state.map { String(UnicodeScalar($0.rawValue)) }
        values.say(pid, "state", text: state ?? "")
        values.say(pid, "user", process.userTimeNs.map(ticks))
        values.say(pid, "system", process.systemTimeNs.map(ticks))
        values.say(pid, "start", process.startTicks)
        values.say(pid, "rss", process.rssBytes)
    }
}

let reader = try Reader()
let snapshot: Sample.Sections = [.cpu, .memory, .load, .disk, .network, .pressure]
serve([
    reader.work("cpu", .cpu, sayCPU),
    reader.single("memory", { try $0.memory() }, sayMemory),
    reader.work("paging", .memory, sayPaging),
    reader.work("load", .load, sayLoad),
    reader.work("filesystems", .filesystem, sayFilesystems),
    reader.work("disk", .disk, sayDisk),
    reader.single("network", { try $0.network() }, sayNetwork),
    reader.work("sockets", .network, saySockets),
    reader.work("pressure", .pressure, sayPressure),
    reader.single("quota", { try $0.quota(limitsOf: .cpu) }) {
        $1.say("", "cpus", $0.cpu.cpuCount())
    },
    Work("once", read: { _ = effectiveCPUCount() }) { $0.say("", "cpus", effectiveCPUCount()) },
    reader.own,
    reader.work("processes", .process, sayProcesses),
    reader.work("snapshot", snapshot) {
        sayCPU($0, &$1)
        sayPaging($0, &$1)
        sayLoad($0, &$1)
        sayDisk($0, &$1)
        saySockets($0, &$1)
        sayPressure($0, &$1)
    },
])
