import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite(
    "A sensor that hangs", .serialized,
    .enabled(if: Capabilities.current.has(.sensors), "this build reads no sensors"))
struct HangingSensorTests {
    private static let hwmon = "/sys/class/hwmon"

    private static func tree() throws -> Tree {
        try Tree([
            "\(hwmon)/hwmon0/name": "chip\n", "\(hwmon)/hwmon0/temp1_input": "40000\n",
            "\(hwmon)/hwmon0/temp2_input": "41000\n", "\(hwmon)/hwmon0/temp3_input": "42000\n",
            "\(hwmon)/hwmon1/name": "other\n", "\(hwmon)/hwmon1/fan1_input": "900\n",
            "/sys/devices/system/cpu/online": "0\n",
        ])
    }

    /// The children that were killed and have not ended, and one of them.
    private static func readers(_ collector: borrowing Collector) -> (count: Int, pid: Int32) {
        var pid: Int32 = 0
        let count = cpi_blocked_children(collector.storage, &pid)
        return (count, pid)
    }

    /// One reading: the codes of the temperatures' failures, what the fan measures, and how long it
    /// took.
    private struct Found {
        var codes: [ProbeError.Code?] = []
        var values: [Int64?] = []
        var fan: Int64?
        var seconds = 0.0
        var chips: [String?] = []
        var sources: [String?] = []

        init(_ collector: inout Collector) throws {
            let start = Date()
            let sensors = try collector.sensors()
            seconds = Date().timeIntervalSince(start)
            codes = sensors.temperatures.map(\.failure?.code)
            values = sensors.temperatures.map(\.currentMillicelsius)
            chips = sensors.temperatures.map(\.chip?.description)
            sources = sensors.temperatures.map(\.failure?.source)
            fan = sensors.fans.first?.currentRpm
        }
    }

    @Test(
        "It costs a second and itself; its reader is left, not used again, and reaped in the end",
        .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
    func hangs() throws {
        let tree = try Self.tree()
        let root = tree.root
        let finished = inOwnMounts {
            let path = root + "\(Self.hwmon)/hwmon0/temp2_input"
            guard let file = HangingFile(at: path, deadline: 20) else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { file.end() }
            do {
                try Self.check(root, file)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test(
        "A chip of which two hang is left alone, and the others answer",
        .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
    func chipHangs() throws {
        let tree = try Self.tree()
        try tree.write("\(Self.hwmon)/hwmon0/temp1_max", "1\n")
        let root = tree.root
        let finished = inOwnMounts {
            let files = ["temp1_max", "temp2_input", "temp3_input"].compactMap {
                HangingFile(at: root + "\(Self.hwmon)/hwmon0/\($0)", deadline: 20)
            }
            defer { for file in files { file.end() } }
            do {
                var collector = try Collector(root: root)
                let found = try Found(&collector)
                #expect(files.count == 3 && found.seconds > 1.9 && found.seconds < 6)
                // Values read before the limit that hangs are valid.
                #expect(found.values == [40000, nil, nil] && found.fan == 900)
                #expect(found.codes == [.stalled, .stalled, .stalled])
                #expect(found.sources[0] == "/sys/class/hwmon/hwmonN/tempN_max")
                #expect(found.chips == ["chip", "chip", nil])
                #expect(Self.readers(collector).count == 2)
                let again = try Found(&collector)
                #expect(again.seconds < 0.9 && again.fan == 900)
                for file in files { file.end() }
                let end = Date().addingTimeInterval(10)
                while Self.readers(collector).count != 0, Date() < end {
                    usleep(20000)
                    _ = try Found(&collector)
                }
                #expect(Self.readers(collector).count == 0)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test(
        "A name that blocks costs one second for all sensors of its chip, whatever they measure",
        .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
    func nameHangs() throws {
        let tree = try Self.tree()
        try tree.write("\(Self.hwmon)/hwmon0/in0_input", "1200\n")
        try tree.write("\(Self.hwmon)/hwmon1/in0_input", "-5\n")
        let root = tree.root
        let finished = inOwnMounts {
            guard let file = HangingFile(at: root + "\(Self.hwmon)/hwmon0/name", deadline: 20)
            else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { file.end() }
            do {
                var collector = try Collector(root: root)
                for limits in [0.9..<1.9, 0.0..<0.9] {
                    let start = Date()
                    let sensors = try collector.sensors()
                    #expect(limits.contains(Date().timeIntervalSince(start)))
                    let failures =
                        sensors.temperatures.map(\.failure) + sensors.voltages.map(\.failure)
                    #expect(
                        failures.map { $0?.code } == [.stalled, .stalled, .stalled, .stalled, nil])
                    #expect(failures[3]?.source == "/sys/class/hwmon/hwmonN/name")
                    #expect(sensors.voltages.map(\.currentMicrovolts) == [nil, -5000])
                    #expect(sensors.fans.map(\.currentRpm) == [900])
                    #expect(Self.readers(collector).count == 1)
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    @Test(
        "A trip point that blocks, whose number no other sensor has as a file",
        .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
    func tripHangs() throws {
        let tree = try Self.tree()
        let zone = "/sys/class/thermal/thermal_zone0"
        try tree.write("\(zone)/type", "acpitz\n")
        try tree.write("\(zone)/temp", "45000\n")
        for trip in 0..<60 {
            try tree.write("\(zone)/trip_point_\(trip)_type", "hot\n")
            try tree.write("\(zone)/trip_point_\(trip)_temp", "\(90000 + trip)\n")
        }
        let root = tree.root
        let finished = inOwnMounts {
            guard let file = HangingFile(at: root + "\(zone)/trip_point_59_temp", deadline: 20)
            else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { file.end() }
            do {
                var collector = try Collector(root: root)
                for _ in 0..<2 {
                    let sensors = try collector.sensors()
                    let values = sensors.temperatures.map(\.currentMillicelsius)
                    #expect(values == [40000, 41000, 42000, 45000])
                    let failures = sensors.temperatures.map(\.failure?.code)
                    #expect(failures == [nil, nil, nil, .stalled])
                    #expect(sensors.temperatures[3].hotMillicelsius == 90000)
                    #expect(sensors.fans.map(\.currentRpm) == [900])
                    _ = try collector.power()
                }
                #expect(Self.readers(collector).count == 1)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }

    private static func check(_ root: String, _ file: HangingFile) throws {
        var collector = try Collector(root: root)
        let first = try Found(&collector)
        #expect(first.seconds > 0.9 && first.seconds < 5)
        #expect(first.codes == [nil, .stalled, nil])
        #expect(first.values == [40000, nil, 42000] && first.fan == 900)
        let (count, pid) = readers(collector)
        #expect(count == 1 && kill(pid, 0) == 0)
        let again = try Found(&collector)
        #expect(again.seconds < 0.9)
        #expect(again.codes == [nil, .stalled, nil] && again.fan == 900)
        #expect(readers(collector) == (1, pid))
        // The properties that identify it are still read.
        #expect(again.chips == ["chip", "chip", "chip"] && first.chips == again.chips)
        #expect(again.sources == [nil, "/sys/class/hwmon/hwmonN/tempN_input", nil])
        #expect(first.sources == again.sources)
        // It keeps nothing of this process open but its pipe, and the file that holds it.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
        #expect(open.count <= 3)
        // The rest of the program does not see it.
        #expect(waitpid(pid, nil, WNOHANG) == -1)
        file.end()
        var freed = try Found(&collector)
        let end = Date().addingTimeInterval(10)
        while readers(collector).count != 0, Date() < end {
            usleep(20000)
            freed = try Found(&collector)
        }
        #expect(readers(collector).count == 0 && kill(pid, 0) == -1)
        #expect(freed.fan == 900 && freed.values[0] == 40000)
    }

    @Test("A reading leaves no descriptor open, and keeps no child that ended")
    func leavesNothing() throws {
        let tree = try Self.tree()
        var collector = try Collector(root: tree.root)
        func open() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        // Other tests open many meanwhile, now and then; one a reading would be 50 each time.
        var grown = Int.max
        var answered = 0
        for _ in 0..<8 where grown >= 40 {
            let before = try open()
            for _ in 0..<50 {
                let temperatures = try collector.sensors().temperatures
                #expect(temperatures.count == 3)
                // On a busy machine even this one may not answer in time.
                guard temperatures.allSatisfy({ $0.failure == nil }) else { continue }
                answered += 1
                #expect(Self.readers(collector).count == 0)
            }
            grown = try open() - before
        }
        #expect(grown < 40 && answered > 0)
    }
}
