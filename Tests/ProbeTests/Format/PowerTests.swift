import CProbe
import Foundation
import Testing

@testable import Probe

/// Invented trees: every file has another number.
@Suite("Batteries, chargers, energy zones, cooling devices", .needsLinux)
struct PowerFormatTests {
    static let power = "/sys/class/power_supply"

    /// A laptop's battery that reports energy.
    static let battery = [
        "type": "Battery", "status": "Discharging", "present": "1", "capacity": "63",
        "capacity_level": "Normal", "energy_now": "30120001", "energy_full": "47810002",
        "energy_full_design": "57020003", "charge_now": "2600011", "charge_full": "4100012",
        "charge_full_design": "4900013", "voltage_now": "11580004",
        "voltage_min_design": "11400005", "voltage_max_design": "13050006",
        "current_now": "-846007", "power_now": "9800008", "time_to_empty_now": "11061",
        "time_to_full_now": "7202", "temp": "312", "cycle_count": "214",
        "charge_control_end_threshold": "80", "technology": "Li-ion", "manufacturer": "SMP",
        "model_name": "DELL 7VTMN5C", "health": "Good", "scope": "System",
    ]

    static func files(_ device: String, _ files: [String: String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: files.map { ("\(device)/\($0.key)", "\($0.value)\n") })
    }

    /// A power supply with these files.
    func supply(_ files: [String: String]) -> Power.Supply {
        var c = cprobe_power_supply()
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            var failure = cprobe_failure()
            let code = (text + "\n").asC {
                cprobe_power_supply_parse(name, $0, $1, &c, &failure)
            }
            if code != .CPROBE_OK, c.failure.code == .CPROBE_OK { c.failure = failure }
        }
        cprobe_power_supply_complete(&c)
        var supply = Power.Supply()
        supply.set(&c)
        return supply
    }

    @Test("Each file is its own field, in the unit of its name")
    func fields() {
        let found = supply(Self.battery)
        #expect(found.type == .battery && found.scope == .system && found.status == .discharging)
        #expect(found.isPresent == true && found.isOnline == nil && found.failure == nil)
        #expect(found.capacityPercent == 63 && found.cycles == 214)
        #expect(found.healthPercent == 47_810_002.0 * 100 / 57_020_003)
        #expect(found.energyMicrowattHours == 30_120_001)
        #expect(found.energyFullMicrowattHours == 47_810_002)
        #expect(found.energyFullDesignMicrowattHours == 57_020_003)
        #expect(found.chargeMicroampereHours == 2_600_011)
        #expect(found.chargeFullMicroampereHours == 4_100_012)
        #expect(found.chargeFullDesignMicroampereHours == 4_900_013)
        #expect(found.voltageMicrovolts == 11_580_004)
        #expect(found.voltageMinDesignMicrovolts == 11_400_005)
        #expect(found.voltageMaxDesignMicrovolts == 13_050_006)
        #expect(found.currentMicroamperes == -846_007 && found.powerMicrowatts == 9_800_008)
        #expect(found.timeToEmptyNs == 11_061_000_000_000)
        #expect(found.timeToFullNs == 7_202_000_000_000)
        #expect(found.temperatureMillicelsius == 31_200 && found.chargeLimitPercent == 80)
        #expect(found.health?.description == "Good" && found.technology?.description == "Li-ion")
        #expect(found.capacityLevel?.description == "Normal")
        #expect(found.manufacturer?.description == "SMP")
        #expect(found.model?.description == "DELL 7VTMN5C" && found.isSystemBattery)
    }

    @Test("What a driver does not report is computed from the rest, and nothing is divided by 0")
    func computed() {
        var files = Self.battery
        for name in ["capacity", "power_now", "time_to_empty_now", "time_to_full_now"] {
            files[name] = nil
        }
        let energy = supply(files)
        #expect(energy.capacityPercent == 30_120_001.0 * 100 / 47_810_002)
        #expect(energy.powerMicrowatts == Int64(-846_007.0 * 11_580_004 * 1e-6))
        let seconds = 30_120_001.0 / 9_796_764.0 * 3600
        #expect(abs(Double(energy.timeToEmptyNs ?? 0) / 1e9 - seconds) < 0.01)
        #expect(energy.timeToFullNs == nil)
        let charge = [
            "type": "Battery", "status": "Charging", "charge_now": "2000000",
            "charge_full": "3000000", "charge_full_design": "2900000", "current_now": "500000",
        ]
        let charging = supply(charge)
        #expect(charging.timeToFullNs == 7_200_000_000_000 && charging.timeToEmptyNs == nil)
        #expect(charging.capacityPercent == 2e6 * 100 / 3e6 && charging.powerMicrowatts == nil)
        #expect(charging.healthPercent == 3e6 * 100 / 2.9e6)
        var still = charge
        (still["status"], still["current_now"]) = ("Discharging", "0")
        #expect(supply(still).timeToEmptyNs == nil && supply(still).currentMicroamperes == 0)
        var tiny = charge
        (tiny["status"], tiny["current_now"]) = ("Discharging", "1")
        tiny["charge_now"] = "9000000000000000000"
        #expect(supply(tiny).timeToEmptyNs == nil)
        tiny["charge_full"] = "0"
        #expect(supply(tiny).capacityPercent == nil)
        #expect(supply(["energy_full": "5", "energy_full_design": "0"]).healthPercent == nil)
        // Where the firmware says more than all, so does the field.
        #expect(supply(["capacity": "103"]).capacityPercent == 103)
    }

    @Test("-1 and Unknown are absent and no failure; another text is a failure and no number")
    func unknown() {
        var empty = supply(Self.battery.mapValues { _ in "-1" })
        empty.capacityLevel = nil
        #expect(empty.type == nil && empty.status == nil && empty.failure == nil)
        #expect(empty.energyMicrowattHours == nil && empty.currentMicroamperes == nil)
        #expect(empty.temperatureMillicelsius == nil && empty.isPresent == nil)
        let unknown = supply(Self.battery.mapValues { _ in "Unknown" })
        #expect(unknown.health == nil && unknown.model == nil && unknown.scope == nil)
        #expect(unknown.failure?.code == .malformed && unknown.capacityPercent == nil)
        for text in ["", "x", "1x", "--1", "-", "0x", "1 2", "99999999999999999999", "1\n2"] {
            let bad = supply(["voltage_now": text])
            #expect(bad.voltageMicrovolts == nil, "\(text)")
            #expect(bad.failure?.source == "\(Self.power)/NAME/voltage_now", "\(text)")
        }
        // What cannot be negative, and what is too large in the unit of its field.
        for (name, text) in [
            ("energy_now", "-2"), ("capacity", "-3"), ("cycle_count", "-2"),
            ("time_to_empty_now", "9223372036854775807"),
            ("charge_control_end_threshold", "4294967296"),
        ] {
            #expect(supply([name: text]).failure?.code == .malformed, "\(name)")
            #expect(supply([name: text]).cycles == nil, "\(name)")
        }
        #expect(cprobe_power_supply_parse("nothing", "1", 1, nil, nil) == .CPROBE_INVALID)
        #expect(cprobe_power_supply_parse(nil, nil, 0, nil, nil) == .CPROBE_INVALID)
        for (word, type) in [
            ("Mains", Power.SupplyType.mains), ("UPS", .ups), ("USB", .usb), ("USB_PD", .usb),
            ("BrickID", .usb), ("Wireless", .wireless), ("USBx", nil), ("battery", nil),
        ] {
            #expect(supply(["type": word]).type == type, "\(word)")
        }
        for (word, status) in [
            ("Charging", Power.Status.charging), ("Not charging", .notCharging), ("Full", .full),
            ("Discharging ", .discharging), ("Chargin", nil),
        ] {
            #expect(supply(["status": word]).status == status, "\(word)")
        }
        #expect(supply(["type": "Battery", "scope": "Device"]).isSystemBattery == false)
        #expect(supply(["type": "Battery", "present": "0"]).isSystemBattery == false)
        let long = String(repeating: "m", count: 65)
        #expect(supply(["model_name": long]).model?.bytes.count == 64)
    }

    @Test("Each file cut at every byte is absent, or what its first bytes say")
    func cut() {
        for (name, text) in Self.battery {
            let whole = [UInt8]((text + "\n").utf8)
            for end in 0...whole.count {
                var c = cprobe_power_supply()
                _ = Array(whole[..<end]).asC { cprobe_power_supply_parse(name, $0, $1, &c, nil) }
                var part = Power.Supply()
                part.set(&c)
                #expect(abs(part.currentMicroamperes ?? 0) <= 846_007)
                #expect((part.energyMicrowattHours ?? 0) <= 30_120_001)
                #expect((part.temperatureMillicelsius ?? 0) <= 31_200)
                #expect(part.type == nil || text == "Battery")
                #expect(part.status == nil || text == "Discharging")
            }
        }
        for bytes: [UInt8] in [[0], [0xFF, 0xFE], [49, 0], [0, 49]] {
            var c = cprobe_power_supply()
            let code = bytes.asC { cprobe_power_supply_parse("energy_now", $0, $1, &c, nil) }
            #expect(code == .CPROBE_MALFORMED)
            var zone = cprobe_energy_zone()
            #expect(
                bytes.asC { cprobe_energy_zone_parse("energy_uj", $0, $1, &zone, nil) }
                    == .CPROBE_MALFORMED)
            var device = cprobe_cooling_device()
            #expect(
                bytes.asC { cprobe_cooling_device_parse("cur_state", $0, $1, &device, nil) }
                    == .CPROBE_MALFORMED)
        }
    }

    static func laptop() throws -> Tree {
        let tree = try Tree(
            files("/sys/devices/LNX/BAT0", battery)
                .merging(files("\(power)/AC", ["type": "Mains", "online": "0"])) { a, _ in a }
                .merging(
                    files(
                        "\(power)/hidpp_battery_10",
                        ["type": "Battery", "scope": "Device", "capacity": "-1"])
                ) { a, _ in a }
                .merging(files("\(power)/hidpp_battery_9", ["type": "Battery"])) { a, _ in a })
        try tree.link("\(power)/BAT0", to: "../../devices/LNX/BAT0")
        for (index, name) in ["intel-rapl:0", "intel-rapl:0:10", "intel-rapl:0:2"].enumerated() {
            let zone = "/sys/class/powercap/\(name)"
            try tree.write("\(zone)/name", "zone-\(index)\n")
            try tree.write("\(zone)/energy_uj", "\(1000 + index)\n")
            try tree.write("\(zone)/max_energy_range_uj", "\(2000 + index)\n")
        }
        try tree.write("/sys/class/powercap/intel-rapl/enabled", "1\n")
        for number in [0, 2, 10] {
            let device = "/sys/class/thermal/cooling_device\(number)"
            try tree.write("\(device)/type", "Processor\n")
            try tree.write("\(device)/cur_state", "\(number)\n")
            try tree.write("\(device)/max_state", "\(number + 100)\n")
        }
        try tree.write("/sys/class/thermal/thermal_zone0/temp", "1\n")
        return tree
    }

    @Test("The section has the devices by name, numbers by their value; links are followed")
    func section() throws {
        let tree = try Self.laptop()
        var collector = try Collector(root: tree.root)
        let power = try collector.power()
        #expect(power.failures.isEmpty && power.monotonicNs == nil)
        #expect(
            power.supplies.map { $0.name.description }
                == ["AC", "BAT0", "hidpp_battery_9", "hidpp_battery_10"])
        #expect(power.supplies.map { $0.isSystemBattery } == [false, true, true, false])
        #expect(power.supplies[0].type == .mains && power.supplies[0].isOnline == false)
        var battery = supply(Self.battery)
        battery.name = "BAT0"
        #expect(power.supplies[1] == battery)
        #expect(
            power.zones.map { $0.name.description }
                == ["intel-rapl:0", "intel-rapl:0:2", "intel-rapl:0:10"])
        #expect(power.zones.map { $0.label?.description } == ["zone-0", "zone-2", "zone-1"])
        #expect(power.zones.map { $0.energyMicrojoules } == [1000, 1002, 1001])
        #expect(power.zones.map { $0.energyRangeMicrojoules } == [2000, 2002, 2001])
        #expect(power.coolingDevices.map { $0.state } == [0, 2, 10])
        #expect(power.coolingDevices.map { $0.maxState } == [100, 102, 110])
        #expect(power.coolingDevices.allSatisfy { $0.type?.description == "Processor" })
        #expect(try collector.powerSupplies() == power.supplies)
        #expect(collector.sample(.power).power.value == power)
        #expect(collector.sample().power == .notRequested)
        let none = try Tree(["/sys/class/net/lo/mtu": "1\n"])
        var other = try Collector(root: none.root)
        #expect(try other.power() == Power())
        let bare = try Tree(["/etc/hostname": "x\n"])
        var nothing = try Collector(root: bare.root)
        let error = #expect(throws: ProbeError.self) { try nothing.power() }
        #expect(error?.source == "/sys/class" && error?.code == .notFound)
    }

    @Test("A battery and a charger of ACPI, captured from Linux 6.1")
    func captured() throws {
        var collector = try Collector(root: Fixture.root("debian-6.1-x86_64-laptop"))
        let power = try collector.power()
        #expect(power.failures.isEmpty && power.zones.isEmpty)
        #expect(power.supplies.map { $0.name.description } == ["ADP1", "BAT0"])
        let (charger, battery) = (power.supplies[0], power.supplies[1])
        #expect(charger.type == .mains && charger.isOnline == false && charger.failure == nil)
        #expect(!charger.isSystemBattery && battery.isSystemBattery && battery.failure == nil)
        #expect(battery.status == .discharging && battery.isPresent == true)
        #expect(battery.capacityPercent == 50 && battery.healthPercent == 80)
        #expect(battery.energyMicrowattHours == 20_000_000 && battery.cycles == 0)
        #expect(battery.energyFullMicrowattHours == 40_000_000)
        #expect(battery.voltageMicrovolts == 11_800_000 && battery.currentMicroamperes == nil)
        #expect(battery.powerMicrowatts == 10_000_000)
        #expect(battery.timeToEmptyNs == 7_200_000_000_000 && battery.timeToFullNs == nil)
        #expect(battery.technology == "Li-ion" && battery.model == "MODEL7")
        #expect(power.coolingDevices.map { $0.type } == ["Processor", "Processor", "Fan"])
        #expect(power.coolingDevices.map { $0.state } == [0, 0, 1])
    }

    @Test("More devices than the first lists hold are all read, once each")
    func many() throws {
        let tree = try Tree()
        for number in (0..<50).shuffled() {
            try tree.write("/sys/class/thermal/cooling_device\(number)/cur_state", "\(number)\n")
            try tree.write("\(Self.power)/BAT\(number)/cycle_count", "\(number)\n")
        }
        try tree.write("\(Self.power)/\(String(repeating: "x", count: 97))/capacity", "1\n")
        var collector = try Collector(root: tree.root)
        let power = try collector.power()
        #expect(power.coolingDevices.map { $0.state } == (0..<50).map { Int64($0) })
        #expect(power.supplies.map { $0.cycles } == (0..<50).map { Int64($0) })
        #expect(power.failures.map { $0.code } == [.tooLarge])
        #expect(power.failures.first?.source == Self.power)
    }

    @Test("A counter without its file, and a bad value, cost their own device alone")
    func failures() throws {
        let tree = try Self.laptop()
        try FileManager.default.removeItem(
            atPath: tree.root + "/sys/class/powercap/intel-rapl:0/energy_uj")
        try tree.write("/sys/class/thermal/cooling_device2/cur_state", "much\n")
        try tree.makeFolder("\(Self.power)/AC/capacity")
        var collector = try Collector(root: tree.root)
        let power = try collector.power()
        #expect(power.zones[0].failure?.code == .gone && power.zones[0].energyMicrojoules == nil)
        #expect(power.zones[0].failure?.source == "/sys/class/powercap/NAME/energy_uj")
        #expect(power.zones[1].failure == nil && power.zones[0].energyRangeMicrojoules == 2000)
        #expect(power.coolingDevices[1].failure?.line == 1)
        #expect(power.coolingDevices[1].state == nil && power.coolingDevices[1].maxState == 102)
        #expect(power.supplies[0].failure?.code == .malformed)
        #expect(power.supplies[0].isOnline == false && power.failures.isEmpty)
    }

    @Test("The power of a zone is its energy over the window, also where the counter starts again")
    func rates() {
        func power(_ energies: [Int64?], at ns: Int64, range: Int64? = 1_000_000_000) -> Sample {
            var power = Power()
            power.monotonicNs = ns
            power.zones = energies.enumerated().map { index, energy in
                var zone = Power.EnergyZone()
                zone.name = KernelName("intel-rapl:\(index)")
                (zone.energyMicrojoules, zone.energyRangeMicrojoules) = (energy, range)
                return zone
            }
            var sample = Sample()
            sample.power = .value(power)
            return sample
        }
        let before = power([1_000_000, 999_000_000, nil, 5], at: 1_000_000_000)
        let after = power([31_000_000, 4_000_000, 7, 5, 9], at: 3_000_000_000)
        let rates = after.rates(since: before).power
        #expect(rates.intervalNs == 2_000_000_000)
        #expect(rates.zones.map { $0.powerWatts } == [15, 2.5, nil, 0, nil])
        let unbounded = power([4_000_000], at: 2_000_000_000, range: nil)
        let reset = power([900], at: 3_000_000_000, range: nil).rates(since: unbounded).power
        #expect(reset.zones.map { $0.powerWatts } == [nil])
        let small = power([900], at: 3_000_000_000, range: 800).rates(since: unbounded).power
        #expect(small.zones.map { $0.powerWatts } == [nil])
    }

    @Test(
        "A driver that hangs costs a second and its own device",
        .enabled(if: HangingFile.obstacle == nil, "\(HangingFile.obstacle ?? "")"))
    func hangs() throws {
        let tree = try Self.laptop()
        let root = tree.root
        let finished = inOwnMounts {
            guard
                let file = HangingFile(
                    at: root + "\(Self.power)/hidpp_battery_9/type", deadline: 20)
            else {
                Issue.record("the file could not be mounted")
                return
            }
            defer { file.end() }
            do {
                var collector = try Collector(root: root)
                let start = Date()
                let first = try collector.power()
                #expect((0.9..<5).contains(Date().timeIntervalSince(start)))
                #expect(first.supplies.map { $0.failure?.code } == [nil, nil, .stalled, nil])
                #expect(first.supplies[2].failure?.source == "\(Self.power)/NAME/type")
                #expect(first.supplies[3].type == .battery && first.zones.count == 3)
                #expect(first.coolingDevices[2].state == 10)
                let again = Date()
                #expect(try collector.power().supplies == first.supplies)
                #expect(Date().timeIntervalSince(again) < 0.9)
            } catch {
                Issue.record(error)
            }
        }
        #expect(finished)
    }
}
