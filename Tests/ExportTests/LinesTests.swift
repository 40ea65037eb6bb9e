import Foundation
import Probe
import ProbeExport
import Testing

@Suite("Line protocol, CSV and OTLP")
struct LinesTests {
    private func sample() -> Sample {
        var memory = Memory()
        (memory.totalBytes, memory.freeBytes, memory.cachedBytes) = (100, 40, 30)
        (memory.buffersBytes, memory.usagePercent) = (10, 12.5)
        var disk = Disk()
        disk.devices = [Array("a b,c=d\\".utf8), Array("x\"\n".utf8), [0xff], []].map { bytes in
            var device = DiskDevice(name: KernelName(bytes: bytes))
            device.counters.reads = 1 << 62
            device.counters.readNs = 1_500_000_000
            return device
        }
        var load = Load()
        (load.load1, load.bootTimeNs) = (.nan, 5)
        var sample = Sample()
        sample.wallTimeNs = 1_796_034_242_000_000_001
        sample.memory = .value(memory)
        sample.disk = .value(disk)
        sample.load = .value(load)
        return sample
    }

    @Test("An item is a line of the line protocol, with escaped tags and exact numbers")
    func influx() {
        var bytes: [UInt8] = []
        LineProtocolWriter().append(sample(), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n") == [
                "probe_load boot_time_ns=5i 1796034242000000001",
                "probe_memory total_bytes=100i,free_bytes=40i,usage_percent=12.5,buffers_bytes=10i,cached_bytes=30i 1796034242000000001",
                "probe_disk,device=a\\ b\\,c\\=d reads=4611686018427387904i,read_ns=1500000000i 1796034242000000001",
                "probe_disk,device=x\"\\n reads=4611686018427387904i,read_ns=1500000000i 1796034242000000001",
                "probe_disk,device=\\xff reads=4611686018427387904i,read_ns=1500000000i 1796034242000000001",
                "probe_disk reads=4611686018427387904i,read_ns=1500000000i 1796034242000000001",
            ])
    }

    @Test("A number is a row of CSV, below one header")
    func csv() {
        var writer = CSVWriter()
        var bytes: [UInt8] = []
        writer.append(sample(), to: &bytes)
        writer.append(sample(), to: &bytes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == "time_ns,section,labels,field,value,unit,kind")
        #expect(lines.count == 1 + 2 * (2 + 5 + 8))
        #expect(lines.contains("1796034242000000001,load,,load1,NaN,count,gauge"))
        #expect(
            lines.contains(
                "1796034242000000001,disk,\"device=\"\"x\\\"\"\\n\"\"\",read_ns,1500000000,nanoseconds,counter"
            ))
    }

    /// The data points of a metric of a document.
    private func points(_ line: String, _ name: String) throws -> [[String: Any]] {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let resource = (document["resourceMetrics"] as? [[String: Any]])?.first
        let scope = (resource?["scopeMetrics"] as? [[String: Any]])?.first
        let metrics = scope?["metrics"] as? [[String: Any]] ?? []
        let found = metrics.filter { $0["name"] as? String == name }
        #expect(found.count == 1, "\(name)")
        let data = (found.first?["sum"] ?? found.first?["gauge"]) as? [String: Any]
        return data?["dataPoints"] as? [[String: Any]] ?? []
    }

    private func attributes(_ point: [String: Any]) -> [String: String] {
        let list = point["attributes"] as? [[String: Any]] ?? []
        return list.reduce(into: [:]) { all, attribute in
            let value = attribute["value"] as? [String: Any]
            all[attribute["key"] as? String ?? "?"] =
                value?["stringValue"] as? String ?? value?["intValue"] as? String
        }
    }

    @Test("OTLP has the names of the conventions, states that add up, and times of start")
    func otlp() throws {
        var writer = OTLPWriter()
        var bytes: [UInt8] = []
        writer.append(sample(), to: &bytes)
        let first = bytes
        bytes.removeAll()
        writer.append(sample(), to: &bytes)
        #expect(bytes == first)
        let line = String(decoding: bytes, as: UTF8.self)
        #expect(line.last == "\n" && !line.dropLast().contains("\n"))
        let memory = try points(line, "system.memory.usage")
        let states = memory.reduce(into: [:]) {
            $0[attributes($1)["system.memory.state"]] = $1["asInt"] as? String
        }
        #expect(states == ["free": "40", "cached": "30", "buffers": "10", "used": "20"])
        let times = try points(line, "system.disk.operation_time")
        #expect(times.count == 4)
        #expect(times.allSatisfy { $0["asDouble"] as? Double == 1.5 })
        #expect(times.allSatisfy { $0["startTimeUnixNano"] as? String == "5" })
        #expect(times.allSatisfy { $0["timeUnixNano"] as? String == "1796034242000000001" })
        #expect(
            Set(times.compactMap { attributes($0)["system.device"] }) == [
                "a b,c=d\\", "x\"\n", "\\xff", "",
            ])
        #expect(attributes(times[0])["disk.io.direction"] == "read")
        #expect(try points(line, "probe.memory.usage_ratio").first?["asDouble"] as? Double == 0.125)
        // JSON has no number that is none.
        #expect(!line.contains("load1"))
    }

    @Test("The documents of captured machines are JSON", .needsLinux, arguments: Fixture.names)
    func machines(machine: String) throws {
        var writer = OTLPWriter()
        var bytes: [UInt8] = []
        writer.append(try Fixture.sample(machine), to: &bytes)
        _ = try points(String(decoding: bytes, as: UTF8.self), "system.memory.limit")
    }
}
