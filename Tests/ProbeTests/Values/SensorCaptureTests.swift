import Foundation
import Testing

@testable import Probe

/// Chips as Linux 6.12 shows them: an NVMe disk, and drivers of an lm78, ltc4215, sht21 and lm75 that
/// read registers of i2c-stub. The files were read with cat.
@Suite("The chips of a real kernel", .needsLinux)
struct SensorCaptureTests {
    /// Number, name, place below /sys/devices, and the link `device` in it.
    static let chips = [
        (0, "nvme", "pci0000:00/0000:00:02.0/nvme/nvme0/hwmon0", "../../nvme0"),
        (1, "lm78", "i2c-0/0-002d/hwmon/hwmon1", "../../../0-002d"),
        (2, "ltc4215", "i2c-0/0-0044/hwmon/hwmon2", "../../../0-0044"),
        (3, "sht21", "i2c-0/0-0040/hwmon/hwmon3", "../../../0-0040"),
        (4, "lm75", "i2c-0/0-0048/hwmon/hwmon4", "../../../0-0048"),
    ]
    /// The chip, the file, and its text.
    static let files = """
        0 temp1_alarm 0
        0 temp1_crit 99850
        0 temp1_input 49850
        0 temp1_label Composite
        0 temp1_max 69850
        0 temp1_min -273150
        1 temp1_alarm 1
        1 temp1_input -25000
        1 temp1_max 80000
        1 temp1_max_hyst 75000
        1 fan1_alarm 0
        1 fan1_input 7031
        1 fan1_min -1
        1 fan2_alarm 0
        1 fan2_input 6026
        1 fan2_min -1
        1 fan3_alarm 0
        1 fan3_input 0
        1 fan3_min -1
        1 in0_alarm 1
        1 in0_input 2048
        1 in0_max 2560
        1 in0_min 1792
        1 in1_alarm 0
        1 in1_input 2304
        1 in1_max 0
        1 in1_min 0
        1 in2_alarm 0
        1 in2_input 3072
        1 in2_max 0
        1 in2_min 0
        1 in3_alarm 0
        1 in3_input 3152
        1 in3_max 0
        1 in3_min 0
        1 in4_alarm 0
        1 in4_input 2816
        1 in4_max 0
        1 in4_min 0
        1 in5_alarm 0
        1 in5_input 1792
        1 in5_max 0
        1 in5_min 0
        1 in6_alarm 0
        1 in6_input 1536
        1 in6_max 0
        1 in6_min 0
        2 in1_input 2892
        2 in1_max_alarm 1
        2 in1_min_alarm 1
        2 in2_input 9680
        2 in2_min_alarm 1
        2 curr1_input 2416
        2 curr1_max_alarm 1
        2 power1_input 6987072
        3 temp1_input 23517
        3 humidity1_input 44956
        4 temp1_input 31500
        4 temp1_max 80000
        4 temp1_max_hyst 75000
        """

    /// The numbers of the files, by list, chip and field, as a reader of single files finds them.
    private static func expected() -> [String: Int64] {
        let kinds = [
            ("temp", "millicelsius", 1), ("fan", "rpm", 1), ("in", "microvolts", 1000),
            ("curr", "microamperes", 1000), ("power", "microwatts", 1),
            ("humidity", "millipercent", 1),
        ]
        var found: [String: Int64] = [:]
        for line in files.split(separator: "\n") {
            let words = line.split(separator: " ")
            let (sensor, word) = (
                words[1].split(separator: "_")[0], words[1].split(separator: "_")[1]
            )
            let kind = kinds.first { sensor.hasPrefix($0.0) }!
            let field = word == "input" ? "current" : String(word)
            if words[1].split(separator: "_").count == 2, let number = Int64(words[2]),
                ["current", "min", "max", "crit"].contains(field)
            {
                found["\(words[0]) \(sensor) \(field)_\(kind.1)"] = number * Int64(kind.2)
            }
        }
        return found
    }

    @Test("Each number of each file is that of its field, and no field has another")
    func numbers() throws {
        let tree = try Tree()
        for (number, name, place, link) in Self.chips {
            try tree.write("/sys/devices/\(place)/name", "\(name)\n")
            try tree.link("/sys/devices/\(place)/device", to: link)
            try tree.link("/sys/class/hwmon/hwmon\(number)", to: "../../devices/\(place)")
        }
        for line in Self.files.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let place = Self.chips[Int(words[0])!].2
            try tree.write("/sys/devices/\(place)/\(words[1])", "\(words[2])\n")
        }
        var collector = try Collector(root: tree.root)
        let sensors = try collector.sensors()
        var read: [String: Int64] = [:]
        func add(
            _ prefix: String, _ device: Int, _ index: Int,
            _ forEachField: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void
        ) {
            forEachField { field, value in
                if let value {
                    read["\(device) \(prefix)\(index) \(field.name)"] = Int64(value.double)
                }
            }
        }
        for each in sensors.temperatures {
            add("temp", each.device, each.index!, each.forEachField)
        }
        for each in sensors.fans { add("fan", each.device, each.index, each.forEachField) }
        for each in sensors.voltages { add("in", each.device, each.index, each.forEachField) }
        for each in sensors.currents { add("curr", each.device, each.index, each.forEachField) }
        for each in sensors.powers { add("power", each.device, each.index, each.forEachField) }
        for each in sensors.humidities {
            add("humidity", each.device, each.index, each.forEachField)
        }
        #expect(read == Self.expected() && read.count > 40)
        #expect(
            sensors.temperatures.map(\.deviceName?.description) == [
                "nvme0", "0-002d", "0-0040", "0-0048",
            ])
        #expect(sensors.temperatures[0].label?.description == "Composite")
        #expect(
            sensors.voltages.map(\.isAlarm) == [true] + Array(repeating: false, count: 6) + [
                true, true,
            ])
        #expect(sensors.currents[0].isAlarm == true && sensors.powers[0].isAlarm == nil)
    }
}
