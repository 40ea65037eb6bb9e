import CProbe
import Foundation
import Testing

@testable import Probe

@Suite(
    "Temperatures, fans and throttling, of invented machines",
    .needsLinux)
struct SensorTests {
    static let classes = "/sys/class/hwmon"
    static let cpus = "/sys/devices/system/cpu"

    /// A chip where the kernel puts it, and the link to it.
    func add(_ number: Int, _ files: [String: String], to tree: Tree) throws {
        let place = "/sys/devices/platform/chip.\(number)/hwmon/hwmon\(number)"
        for (name, text) in files { try tree.write("\(place)/\(name)", text) }
        try tree.link(
            "\(Self.classes)/hwmon\(number)",
            to: "../../devices/platform/chip.\(number)/hwmon/hwmon\(number)")
    }

    func machine() throws -> Tree {
        let tree = try Tree(["\(Self.cpus)/online": "0\n"])
        try add(
            10,
            [
                "name": "coretemp\n", "temp1_input": "61000\n", "temp1_label": "Package id 0\n",
                "temp1_max": "80000\n", "temp1_crit": "100000\n", "temp1_crit_alarm": "0\n",
                "temp12_input": "-5500\n", "temp12_label": "Core 10\n", "temp2_input": "58000\n",
                "temp2_fault": "0\n", "temp2_alarm": "1\n", "temp2_crit_alarm": "0\n",
                "temp2_min": "0\n",
                "temp2_lowest": "-7000\n", "temp2_highest": "93000\n", "temp2_lcrit": "-20000\n",
                "temp2_emergency": "110000\n",
            ], to: tree)
        try add(
            2,
            [
                "name": "nct6775\n", "fan2_input": "0\n", "fan2_alarm": "0\n",
                "fan2_min_alarm": "1\n", "fan1_input": "1204\n", "fan1_min": "300\n",
                "fan1_max": "2400\n", "fan1_target": "1200\n", "fan1_label": "CPU fan\n",
                "fan3_input": "\n", "fan3_fault": "1\n", "temp1_input": "hot\n",
                "temp1_label": "\n", "temp2_input": "", "temp3_max": "1000\n", "pwm1": "128\n",
                "temp5_input": "20000\n", "temp5_max": "very\n",
            ], to: tree)
        try tree.makeFolder("/sys/devices/platform/chip.2/hwmon/hwmon2/temp4_input")
        return tree
    }

    @Test("Two chips: by number, with labels, limits, alarms; one that fails costs itself")
    func chips() throws {
        let tree = try machine()
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        let warm = sensors.temperatures
        #expect(warm.map(\.device) == [2, 2, 2, 2, 10, 10, 10])
        #expect(warm.map(\.index) == [1, 2, 4, 5, 1, 2, 12])
        #expect(
            warm.map(\.currentMillicelsius) == [nil, nil, nil, 20000, 61000, 58000, -5500])
        #expect(
            warm.map(\.failure?.code) == [.malformed, .malformed, .malformed, .malformed]
                + [nil, nil, nil])
        #expect(warm[0].failure?.source == "/sys/class/hwmon/hwmonN/tempN_input")
        #expect(warm[3].failure?.source == "/sys/class/hwmon/hwmonN/tempN_max")
        #expect(warm[0].label == nil && warm[4].label?.description == "Package id 0")
        #expect(warm[4].chip?.description == "coretemp" && warm[6].label?.description == "Core 10")
        #expect(warm[4].maxMillicelsius == 80000 && warm[4].critMillicelsius == 100_000)
        #expect(warm[4].isAlarm == false && warm[4].isFault == nil)
        #expect(warm[5].isAlarm == true && warm[5].isFault == false)
        #expect(warm[5].lowestMillicelsius == -7000 && warm[5].highestMillicelsius == 93000)
        #expect(warm[4].lowestMillicelsius == nil && warm[4].highestMillicelsius == nil)
        #expect(warm[5].minMillicelsius == 0 && warm[5].lcritMillicelsius == -20000)
        #expect(warm[5].emergencyMillicelsius == 110_000 && warm[6].celsius == -5.5)
        let fans = sensors.fans
        #expect(fans.map(\.index) == [1, 2, 3] && fans.map(\.currentRpm) == [1204, 0, nil])
        #expect(fans[0].minRpm == 300 && fans[0].maxRpm == 2400 && fans[0].targetRpm == 1200)
        #expect(fans[0].label?.description == "CPU fan" && fans[0].isAlarm == nil)
        #expect(fans[1].isAlarm == true && fans[2].isFault == true)
        #expect(fans[2].failure?.code == .malformed)
        #expect(sensors.failures.isEmpty && sensors.frequencies == nil)
        #expect(sensors.monotonicNs == nil && sensors.throttling.coreEvents == nil)
    }

    @Test("Voltages, currents, powers, energies, humidities: each file has its own field")
    func otherKinds() throws {
        let tree = try Tree(["\(Self.cpus)/online": "0\n"])
        let kinds = ["in", "curr", "power", "energy", "humidity"]
        let words = [
            "input", "average", "lowest", "highest", "min", "max", "lcrit", "crit", "rated_min",
            "rated_max", "cap",
        ]
        var files = ["name": "pmbus\n", "in0_input": "0\n", "in0_alarm": "1\n"]
        for kind in kinds {
            for (number, word) in words.enumerated() {
                // Power has its own names for what it was at the least and at the most.
                let isOfPower = kind == "power" && word.hasSuffix("est")
                files["\(kind)3_\(isOfPower ? "input_" : "")\(word)"] = "\(100 + number)\n"
            }
            files["\(kind)3_label"] = "the \(kind)\n"
            files["\(kind)3_crit_alarm"] = "0\n"
            files["\(kind)3_fault"] = "1\n"
        }
        try add(1, files, to: tree)
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        #expect(sensors.temperatures.isEmpty && sensors.fans.isEmpty)
        #expect(sensors.voltages.map(\.index) == [0, 3])
        #expect(sensors.voltages[0].currentMicrovolts == 0 && sensors.voltages[0].isAlarm == true)
        let milli = (100...109).map { Int64($0) * 1000 }
        func values(_ forEachField: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void)
            -> [Int64?]
        {
            var values: [Int64?] = []
            forEachField { values.append($1.map { Int64($0.double) }) }
            return values
        }
        #expect(values(sensors.voltages[1].forEachField) == milli)
        #expect(values(sensors.currents[0].forEachField) == milli)
        #expect(values(sensors.powers[0].forEachField) == (100...110).map { Int64($0) })
        #expect(values(sensors.energies[0].forEachField) == [100])
        #expect(values(sensors.humidities[0].forEachField) == [100, 104, 105, 108, 109])
        #expect(sensors.currents.count == 1 && sensors.powers.count == 1)
        #expect(sensors.energies.count == 1 && sensors.humidities.count == 1)
        let labels = [
            sensors.voltages[1].label, sensors.currents[0].label, sensors.powers[0].label,
            sensors.energies[0].label, sensors.humidities[0].label,
        ]
        #expect(labels.map(\.?.description) == kinds.map { "the \($0)" })
        #expect(sensors.powers[0].isAlarm == false && sensors.powers[0].isFault == true)
        #expect(sensors.voltages[1].chip?.description == "pmbus" && sensors.voltages[1].device == 1)
        #expect(sensors.voltages.allSatisfy { $0.failure == nil } && sensors.failures.isEmpty)
        let document = Data(sensors.json().utf8)
        #expect(try JSONDecoder().decode(Sensors.self, from: document) == sensors)
    }

    @Test("Negative values, bad bytes, a cut text, an average alone, a number that does not fit")
    func otherValues() throws {
        let tree = try Tree()
        try add(
            0,
            [
                "name": "ina226\n", "in1_input": "-1500\n", "in2_input": "1.5\n",
                "in3_input": "-\n", "in4_input": "9223372036854775807\n",
                "in5_input": "12", "in6_input": "", "in7_input": "1\u{0}2\n",
                "in8_input": "3300\n", "in8_min": "low\n", "in9_max": "1\n",
                "curr1_input": "-20\n", "power1_average": "18000003\n", "power1_cap": "x\n",
                "power2_average": "watts\n", "power3_label": "none\n", "energy1_input": "-1\n",
                "energy2_input": "18446744073709551615\n", "humidity1_input": "-5\n",
            ], to: tree)
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        #expect(sensors.voltages.map(\.index) == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(
            sensors.voltages.map(\.currentMicrovolts)
                == [-1_500_000, nil, nil, nil, 12000, nil, nil, 3_300_000])
        #expect(
            sensors.voltages.map(\.failure?.code)
                == [
                    nil, .malformed, .malformed, .malformed, nil, .malformed, .malformed,
                    .malformed,
                ])
        #expect(sensors.voltages[3].failure?.source == "/sys/class/hwmon/hwmonN/inN_input")
        #expect(sensors.voltages[7].failure?.source == "/sys/class/hwmon/hwmonN/inN_min")
        #expect(sensors.currents.map(\.currentMicroamperes) == [-20000])
        #expect(sensors.powers.map(\.index) == [1, 2])
        #expect(sensors.powers.map(\.currentMicrowatts) == [nil, nil])
        #expect(sensors.powers.map(\.averageMicrowatts) == [18_000_003, nil])
        #expect(sensors.powers[0].failure?.source == "/sys/class/hwmon/hwmonN/powerN_cap")
        #expect(sensors.powers[1].failure?.source == "/sys/class/hwmon/hwmonN/powerN_average")
        #expect(sensors.energies.map(\.energyMicrojoules) == [nil, nil])
        #expect(sensors.energies.map(\.failure?.code) == [.malformed, .malformed])
        #expect(sensors.humidities.map(\.currentMillipercent) == [-5])
    }

    /// A chip of a device, where the kernel puts it, with a class of the device below it.
    func addChip(_ number: Int, of device: String, below: String, to tree: Tree) throws {
        let place = "/sys/devices/\(device)"
        try tree.write("\(place)/hwmon/hwmon\(number)/name", "chip\n")
        try tree.write("\(place)/hwmon/hwmon\(number)/temp1_input", "\(number)\n")
        try tree.link("\(place)/hwmon/hwmon\(number)/device", to: "../../../\(device.last("/"))")
        try tree.link(
            "\(Self.classes)/hwmon\(number)", to: "../../devices/\(device)/hwmon/hwmon\(number)")
        if !below.isEmpty { try tree.makeFolder("\(place)/\(below)") }
    }

    @Test("A chip has the name of its disk, controller, interface or place on the bus")
    func devices() throws {
        let tree = try Tree()
        let pci = "pci0000:00/0000:00:1"
        for (number, device, below) in [
            (0, "platform/coretemp.0", ""), (1, "\(pci)f.2/ata1/host0/1:0:0:0", "block/sda"),
            (2, "\(pci)d.0/nvme/nvme0", ""), (3, "\(pci)c.0", "nvme/nvme1"),
            (4, "\(pci)b.0", "net/eth10"), (5, "\(pci)8.3", ""), (6, "\(pci)a.0", "block/x"),
            (7, "pnp/LNXTHERM:00", "net/y"),
        ] { try addChip(number, of: device, below: below, to: tree) }
        try tree.makeFolder("/sys/devices/\(pci)b.0/net/eth9")
        try add(8, ["name": "virtual\n", "temp1_input": "8\n"], to: tree)
        var collector = try Collector(root: tree.root)
        let warm = try collector.sensors().temperatures
        #expect(warm.map(\.currentMillicelsius) == (0..<9).map { Int64($0) })
        #expect(
            warm.map(\.deviceName?.description) == [
                "coretemp.0", "sda", "nvme0", "nvme1", "eth9", "0000:00:18.3", "0000:00:1a.0",
                "LNXTHERM:00", nil,
            ])
    }

    @Test("Each chip of drivetemp has the disk that it measures")
    func drivetemp() throws {
        // As the driver makes it: one chip for each disk of SCSI or ATA, below the disk's device.
        let tree = try Tree()
        let pci = "pci0000:00/0000:00:17.0"
        for (number, disk) in ["sda", "sdb", "sdc"].enumerated() {
            let device = "\(pci)/ata\(number + 1)/host\(number)/target\(number):0:0/\(number):0:0:0"
            try addChip(number, of: device, below: disk == "sdc" ? "" : "block/\(disk)", to: tree)
            let chip = "\(Self.classes)/hwmon\(number)"
            try tree.write("\(chip)/name", "drivetemp\n")
            try tree.write("\(chip)/temp1_input", "\(31 + number)000\n")
            try tree.write("\(chip)/temp1_crit", "70000\n")
        }
        var collector = try Collector(root: tree.root)
        let warm = try collector.sensors().temperatures
        #expect(warm.map(\.chip?.description) == ["drivetemp", "drivetemp", "drivetemp"])
        // Of a disk whose driver is gone, the address remains.
        #expect(warm.map(\.deviceName?.description) == ["sda", "sdb", "2:0:0:0"])
        #expect(warm.map(\.currentMillicelsius) == [31000, 32000, 33000])
        #expect(warm.map(\.critMillicelsius) == [70000, 70000, 70000])
    }

    @Test("A zone has its trip points, and is not listed again where hwmon shows it too")
    func zones() throws {
        let tree = try Tree()
        let zone = "/sys/devices/virtual/thermal/thermal_zone3"
        let trips = [
            ("critical", "105000"), ("active", "60000"), ("active", "50000"), ("hot", "100000"),
            ("passive", "-274000"), ("passive", "95000"), ("odd", "1"),
        ]
        for (number, (type, temperature)) in trips.enumerated() {
            try tree.write("\(zone)/trip_point_\(number)_type", "\(type)\n")
            try tree.write("\(zone)/trip_point_\(number)_temp", "\(temperature)\n")
        }
        try tree.write("\(zone)/type", "acpitz\n")
        try tree.write("\(zone)/temp", "47500\n")
        try tree.link("/sys/class/thermal/thermal_zone3", to: String(zone.dropFirst(5)).up(2))
        try tree.makeFolder("/sys/class/thermal/cooling_device0")
        try tree.write("\(zone)/hwmon1/name", "acpitz\n")
        try tree.write("\(zone)/hwmon1/temp1_input", "47500\n")
        try tree.link("\(zone)/hwmon1/device", to: "../../thermal_zone3")
        try tree.link(
            "\(Self.classes)/hwmon1", to: String("\(zone)/hwmon1".dropFirst(5)).up(2))
        var collector = try Collector(root: tree.root)
        let warm = try collector.sensors().temperatures
        #expect(warm.count == 1)
        let only = try #require(warm.first)
        #expect(only.source == .thermal && only.device == 3 && only.index == nil)
        #expect(only.chip?.description == "acpitz" && only.currentMillicelsius == 47500)
        #expect(only.activeMillicelsius == 50000 && only.passiveMillicelsius == 95000)
        #expect(only.hotMillicelsius == 100_000 && only.critMillicelsius == 105_000)
        #expect(only.failure?.source == "/sys/class/thermal/thermal_zoneN/trip_point_N_type")
    }

    @Test("The files of an old driver are in its device")
    func oldDriver() throws {
        let tree = try Tree([
            "\(Self.classes)/hwmon0/device/name": "applesmc\n",
            "\(Self.classes)/hwmon0/device/temp1_input": "30000\n",
            "\(Self.classes)/hwmon0/device/fan1_input": "2000\n",
        ])
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        #expect(sensors.temperatures.map(\.currentMillicelsius) == [30000])
        #expect(sensors.temperatures.first?.chip?.description == "applesmc")
        #expect(sensors.fans.map(\.currentRpm) == [2000])
    }

    @Test("Links lead nowhere outside the root, and a name that is too long costs itself")
    func hostile() throws {
        let tree = try Tree([
            "\(Self.classes)/hwmon0/name": String(repeating: "n", count: 65) + "\n",
            "\(Self.classes)/hwmon0/temp1_label": String(repeating: "l", count: 64) + "\n",
            "\(Self.classes)/hwmon0/temp2_input": String(repeating: "9", count: 9000) + "\n",
            "\(Self.classes)/hwmon4294967296/temp1_input": "1\n", "\(Self.classes)/hwmon01/x": "",
        ])
        try tree.link("\(Self.classes)/hwmon0/temp1_input", to: "/../../../../proc/uptime")
        try tree.link("\(Self.classes)/hwmon7", to: "hwmon7")
        try tree.write("\(Self.classes)/hwmon8", "a file\n")
        #expect(mkfifo("\(tree.root)\(Self.classes)/hwmon0/temp3_input", 0o600) == 0)
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        #expect(sensors.temperatures.map(\.failure?.code) == [.gone, .tooLarge, .malformed])
        #expect(sensors.temperatures[0].chip == nil)
        #expect(sensors.temperatures[0].label?.bytes.count == 64)
        #expect(sensors.temperatures.allSatisfy { $0.currentMillicelsius == nil })
    }

    @Test("Many sensors fit after the lists have grown, in order")
    func many() throws {
        var files = ["name": "big\n"]
        for number in 0..<600 { files["temp\(number)_input"] = "\(number)\n" }
        let tree = try Tree()
        try add(0, files, to: tree)
        var collector = try Collector(root: tree.root)
        let warm = try collector.sensors().temperatures
        #expect(warm.map(\.index) == (0..<600).map { $0 })
        #expect(warm.map(\.currentMillicelsius) == (0..<600).map { Int64($0) })
        var sensors = cprobe_sensors()
        var lists = cprobe_sensor_lists()
        var failure = cprobe_failure()
        let result = cprobe_sensors_read(collector.storage, &sensors, &lists, &failure)
        #expect(result == .CPROBE_TOO_LARGE && lists.temperature_count == 600)
        #expect(cprobe_sensors_read(nil, &sensors, &lists, nil) == .CPROBE_INVALID)
    }

    @Test("A machine without sensors has none; of one without /sys that is unknown")
    func none() throws {
        for file in ["/sys/class/x/y", "/sys/class/hwmon/y"] {
            let tree = try Tree([file: "", "\(Self.cpus)/online": "0\n"])
            var collector = try Collector(root: tree.root)
            let sensors = try collector.sensors()
            #expect(sensors.temperatures.isEmpty && sensors.fans.isEmpty)
            #expect(sensors.failures.isEmpty && sensors.frequencies == nil)
        }
        let empty = try Tree()
        var collector = try Collector(root: empty.root)
        #expect(collector.sample(.sensors).sensors.error?.code == .notFound)
        #expect(collector.sample().sensors == .notRequested)
    }

    /// Four threads in two cores, 0 with 2 and 1 with 3, in one package.
    func throttled() throws -> Tree {
        let tree = try Tree(["\(Self.cpus)/online": "0-3\n"])
        for cpu in 0..<4 {
            let place = "\(Self.cpus)/cpu\(cpu)"
            try tree.write("\(place)/topology/thread_siblings_list", "\(cpu % 2),\(cpu % 2 + 2)\n")
            try tree.write("\(place)/topology/core_siblings_list", "0-3\n")
            for (file, value) in [
                ("core_throttle_count", 10 + cpu), ("core_throttle_total_time_ms", 100 * cpu),
                ("package_throttle_count", 23 - cpu), ("package_throttle_total_time_ms", 7),
            ] {
                try tree.write("\(place)/thermal_throttle/\(file)", "\(value)\n")
            }
        }
        try tree.makeFolder("/sys/class")
        return tree
    }

    @Test("Of each core and package the most that a thread saw counts, once")
    func throttling() throws {
        let tree = try throttled()
        var collector = try Collector(root: tree.root)
        let counts = try collector.sensors().throttling
        #expect(counts.coreEvents == 12 + 13 && counts.packageEvents == 23)
        #expect(counts.coreNs == 500_000_000 && counts.packageNs == 7_000_000)
    }

    @Test("A count that is missing at one CPU is not summed, and says so")
    func throttlingFails() throws {
        let tree = try throttled()
        let place = tree.root + "\(Self.cpus)/cpu3/thermal_throttle/"
        try FileManager.default.removeItem(atPath: place + "core_throttle_count")
        try Data("x\n".utf8).write(to: URL(fileURLWithPath: place + "package_throttle_count"))
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        #expect(sensors.throttling.coreEvents == nil && sensors.throttling.packageEvents == nil)
        #expect(sensors.throttling.coreNs == 500_000_000)
        #expect(Set(sensors.failures.map(\.code)) == [.gone, .malformed])
    }

    @Test("The frequencies are separate, and a machine without any has none")
    func frequencies() throws {
        let tree = try throttled()
        try tree.write("\(Self.cpus)/cpu1/cpufreq/scaling_cur_freq", "2100000\n")
        var collector = try Collector(root: tree.root)
        #expect(
            try collector.sensors().frequencies?.map(\.currentHz) == [
                nil, 2_100_000_000, nil, nil,
            ])
        let endless = try Tree([
            "\(Self.cpus)/online": "0-4294967294\n", "/sys/class/hwmon/x": "",
        ])
        var another = try Collector(root: endless.root)
        #expect(try another.sensors().failures.map(\.code) == [.tooLarge])
    }
}

extension String {
    /// What is behind the last separator.
    fileprivate func last(_ separator: Character) -> String {
        String(split(separator: separator).last ?? "")
    }

    /// So many steps up before a path.
    fileprivate func up(_ steps: Int) -> String {
        String(repeating: "../", count: steps) + self
    }
}
