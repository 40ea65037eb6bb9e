import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("The sensors, as text and as JSON", .needsLinux)
struct SensorsTextTests {
    /// A root with these files beneath /sys/class, removed at the end.
    func page(_ files: [String: String], hasColour: Bool = false) throws -> (String, String) {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "probe-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appendingPathComponent("sys/class/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let online = root.appendingPathComponent("sys/devices/system/cpu/online")
        try FileManager.default.createDirectory(
            at: online.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("0\n".utf8).write(to: online)
        var collector = try Collector(root: root.path)
        let sample = collector.sample(.sensors)
        let text = SampleText(
            sample, nil, [.sensors], perCPU: false, Terminal(width: nil, hasColour: hasColour))
        return (text.page(), SampleDocument(sample, nil, [.sensors], perCPU: false).json().line())
    }

    static let chip = "hwmon/hwmon0"
    static let files = [
        "\(chip)/name": "chip\n", "\(chip)/temp1_input": "41000\n", "\(chip)/temp1_max": "80000\n",
        "\(chip)/temp2_input": "76000\n", "\(chip)/temp2_label": "Core \u{1b}[31m\n",
        "\(chip)/temp2_max": "80000\n", "\(chip)/temp3_input": "bad\n",
        "\(chip)/temp4_input": "90000\n", "\(chip)/temp4_crit": "65261850\n",
        "\(chip)/fan1_input": "200\n", "\(chip)/fan1_min": "300\n",
        "thermal/thermal_zone0/temp": "-1500\n", "thermal/thermal_zone0/type": "outside\n",
    ]

    @Test("The hottest first, with the limits that somebody set")
    func order() throws {
        let lines = try page(Self.files).0.split(separator: "\n").map { $0.dropFirst(12) }
        #expect(
            lines == [
                "chip     temp4            90.0 °C",
                "chip     Core \\x1b[31m    76.0 °C  max 80.0",
                "chip     temp1            41.0 °C  max 80.0",
                "outside  thermal_zone0    -1.5 °C",
                "chip     temp3                  -  not known: "
                    + "/sys/class/hwmon/hwmonN/tempN_input: malformed",
                "chip     fan1             200 rpm  min 300",
            ])
    }

    @Test("Voltages and the other kinds have their units, and an alarm its colour")
    func otherKinds() throws {
        let files = [
            "\(Self.chip)/name": "pmbus\n", "\(Self.chip)/in0_input": "12096\n",
            "\(Self.chip)/in0_label": "+12V\n", "\(Self.chip)/in0_min": "10800\n",
            "\(Self.chip)/in1_input": "-5\n", "\(Self.chip)/curr1_input": "500\n",
            "\(Self.chip)/curr1_max": "2000\n", "\(Self.chip)/curr1_alarm": "1\n",
            "\(Self.chip)/power1_average": "18000000\n", "\(Self.chip)/power1_cap": "65000000\n",
            "\(Self.chip)/energy1_input": "2500000\n", "\(Self.chip)/humidity1_input": "45210\n",
            "\(Self.chip)/humidity2_input": "wet\n",
        ]
        let lines = try page(files).0.split(separator: "\n").map { $0.dropFirst(12) }
        #expect(
            lines == [
                "pmbus  +12V         12.10 V  min 10.80", "pmbus  in1          -0.01 V",
                "pmbus  curr1         0.50 A  ALARM, max 2.00",
                "pmbus  power1       18.00 W  cap 65.00", "pmbus  energy1       2.50 J",
                "pmbus  humidity1    45.21 %",
                "pmbus  humidity2          -  not known: /sys/class/hwmon/hwmonN/humidityN_input: "
                    + "malformed",
            ])
        let alarms = try page(files, hasColour: true).0.split(separator: "\n")
            .filter { $0.contains("\u{1b}[31m") }
        #expect(alarms.count == 2 && alarms[0].contains("curr1") && alarms[1].contains("humidity2"))
    }

    @Test("A chip is shown with its device, unless that is a number or has the name of the chip")
    func devices() {
        let cases: [(KernelName?, KernelName?, KernelName?)] = [
            ("drivetemp", "sda", "sda"), ("nvme", "nvme0", "nvme0"), (nil, "eth0", "eth0"),
            ("coretemp", "coretemp.0", nil), ("BAT0", "BAT0", nil),
            ("k10temp", "0000:00:18.3", nil),
            ("lm78", "0-002d", nil), ("acpi_power", "ACPI000D:00", nil), ("x", nil, nil),
        ]
        for (chip, device, shown) in cases {
            #expect(Sensors.shownDevice(device, of: chip) == shown, "\(device?.description ?? "")")
        }
    }

    @Test("What is near its limit, silent or in trouble is in the colour of alarm")
    func colour() throws {
        let alarms = try page(Self.files, hasColour: true).0.split(separator: "\n")
            .filter { $0.contains("\u{1b}[31m") }
        #expect(alarms.count == 3)
        for word in ["76.0", "temp3", "200 rpm"] {
            #expect(alarms.contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test("A machine without sensors says so in plain words")
    func none() throws {
        let (text, json) = try page(["hwmon/x": ""])
        #expect(text.contains("no sensors: no driver"))
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let sensors = try #require(parsed["sensors"] as? [String: Any])
        #expect((sensors["temperatures"] as? [Any])?.isEmpty == true)
        #expect(sensors["frequencies"] is NSNull)
    }

    @Test("JSON has each sensor with all its keys")
    func json() throws {
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(try page(Self.files).1.utf8))
                as? [String: Any])
        let sensors = try #require(parsed["sensors"] as? [String: Any])
        let warm = try #require(sensors["temperatures"] as? [[String: Any]])
        #expect(warm.count == 5 && Set(warm.map(\.count)) == [20])
        #expect(warm[0]["current_millicelsius"] as? Int == 41000)
        #expect(warm[4]["source"] as? String == "thermal" && warm[4]["index"] is NSNull)
        let failure = try #require(warm[2]["failure"] as? [String: Any])
        #expect(failure["code"] as? String == "malformed")
        let fans = try #require(sensors["fans"] as? [[String: Any]])
        #expect(fans.first?["min_rpm"] as? Int == 300 && fans.first?["device_name"] is NSNull)
        for kind in ["voltages", "currents", "powers", "energies", "humidities"] {
            #expect((sensors[kind] as? [Any])?.isEmpty == true, "\(kind)")
        }
    }
}
