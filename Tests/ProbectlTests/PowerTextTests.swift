import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("Power and graphics, as text and as JSON")
struct PowerTextTests {
    static let terminal = Terminal(width: nil, hasColour: false)

    static var battery: Power.Supply {
        var battery = Power.Supply()
        (battery.name, battery.type, battery.status) = ("BAT0", .battery, .discharging)
        (battery.capacityPercent, battery.healthPercent) = (63, 83.8)
        (battery.powerMicrowatts, battery.timeToEmptyNs) = (-9_800_000, 11_061_000_000_000)
        (battery.cycles, battery.voltageMicrovolts) = (214, 11_580_000)
        battery.technology = "Li-ion"
        (battery.manufacturer, battery.model) = ("SMP", "X\u{1b}[31m")
        return battery
    }

    func page(_ power: Power, _ rates: Rates? = nil) -> String {
        var sample = Sample()
        sample.power = .value(power)
        return SampleText(sample, rates, [.power], perCPU: false, Self.terminal).page()
    }

    @Test("Each battery, charger and zone has a line; idle cooling devices are counted")
    func text() {
        var power = Power()
        var charger = Power.Supply()
        (charger.name, charger.type, charger.isOnline) = ("AC", .mains, false)
        var mouse = Power.Supply()
        (mouse.name, mouse.type, mouse.scope) = ("mouse", .battery, .device)
        var absent = Self.battery
        (absent.name, absent.isPresent) = ("BAT1", false)
        power.supplies = [charger, Self.battery, absent, mouse]
        var zone = Power.EnergyZone()
        (zone.name, zone.label, zone.energyMicrojoules) = ("intel-rapl:0", "package-0", 5_000_000)
        var denied = Power.EnergyZone()
        denied.name = "intel-rapl:1"
        denied.failure = ProbeError(code: .denied, source: "/sys/class/powercap/NAME/energy_uj")
        power.zones = [zone, denied]
        power.coolingDevices = [Power.CoolingDevice(), Power.CoolingDevice()]
        (power.coolingDevices[0].name, power.coolingDevices[0].state) = ("cooling_device0", 3)
        (power.coolingDevices[0].maxState, power.coolingDevices[1].state) = (10, 0)
        let text = page(power)
        for part in [
            "AC", "offline", "63.0%, discharging at 9.8 W, 3:04 left", "health 83.8%",
            "214 cycles", "11.58 V", "Li-ion", "not in its slot", "of a device",
            "charge unknown", "package-0", "5 J", "level 3 of 10", "1 cooling device idle",
            "not known: /sys/class/powercap/NAME/energy_uj",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(!text.contains("\u{1b}"))
        var rates = Rates()
        rates.power.zones = [EnergyZoneRates()]
        (rates.power.zones[0].name, rates.power.zones[0].powerWatts) = (zone.name, 15)
        #expect(page(power, rates).contains("15.0 W"))
        #expect(page(Power()).contains("no battery, charger"))
    }

    @Test("A sample ends with a line for the batteries of the machine, alarmed if nearly empty")
    func batteries() {
        func page(_ batteries: [Power.Supply], hasColour: Bool = false) -> String {
            SampleText(
                Sample(), nil, [], perCPU: false, batteries: batteries,
                Terminal(width: nil, hasColour: hasColour)
            ).page()
        }
        #expect(page([]).isEmpty)
        let one = page([Self.battery])
        #expect(one == "battery     63.0%, discharging at 9.8 W, 3:04 left\n")
        var low = Self.battery
        (low.name, low.capacityPercent) = ("BAT1", 7)
        let two = page([Self.battery, low])
        #expect(two.contains("left (BAT0)\n") && two.hasPrefix("battery     7.0%"))
        func escapes(_ text: String) -> Int { text.filter { $0 == "\u{1b}" }.count }
        low.name = "BAT0"
        #expect(
            escapes(page([low], hasColour: true)) > escapes(page([Self.battery], hasColour: true)))
    }

    @Test("A sample of many batteries, GPUs and swap devices has a line for each kind")
    func many() {
        var sample = Sample()
        var gpu = GPU()
        var swap = Swap()
        var batteries: [Power.Supply] = []
        for index in 0..<20 {
            var device = GPU.Device()
            (device.name, device.busyPercent) = (KernelName("card\(index)"), 12)
            gpu.devices.append(device)
            var space = Swap.Device()
            (space.name, space.usedBytes, space.sizeBytes) = (KernelName("/\(index)"), 0, 4096)
            swap.devices.append(space)
            var battery = Self.battery
            battery.name = KernelName("BAT\(index)")
            batteries.append(battery)
        }
        batteries[12].capacityPercent = 3
        sample.gpu = .value(gpu)
        var memory = Memory()
        (memory.swapTotalBytes, memory.swapUsedBytes) = (81_920, 0)
        sample.memory = .value(memory)
        func lines(_ width: Int?) -> [String] {
            SampleText(
                sample, nil, [.memory], perCPU: false, swap: swap, batteries: batteries,
                Terminal(width: width, hasColour: false)
            ).page().split(separator: "\n").map(String.init)
        }
        let wide = lines(nil)
        #expect(wide.count == 5)
        #expect(wide[2].hasSuffix("/0 0 B of 4 KiB; /1 0 B of 4 KiB; /2 0 B of 4 KiB; and 17 more"))
        #expect(wide[3].hasSuffix("card1; 12.0% busy, card2; and 17 more"))
        #expect(wide[4].hasPrefix("battery     3.0%") && wide[4].hasSuffix("; and 17 more"))
        let narrow = lines(80)
        #expect(narrow.count == 5 && narrow.allSatisfy { $0.count <= 80 })
        #expect(narrow[4].hasSuffix("; and 19 more"))
    }

    @Test("A graphics processor has what its driver reports")
    func gpu() {
        func page(_ gpu: GPU) -> String {
            var sample = Sample()
            sample.gpu = .value(gpu)
            return SampleText(sample, nil, [.gpu], perCPU: false, Self.terminal).page()
        }
        var device = GPU.Device()
        (device.name, device.driver, device.busyPercent) = ("card1", "amdgpu", 12)
        (device.vramUsedBytes, device.vramTotalBytes) = (1 << 30, 16 << 30)
        (device.clockHz, device.clockMaxHz, device.powerMicrowatts) =
            (800_000_000, 2_575_000_000, 18_000_000)
        var asleep = GPU.Device()
        (asleep.name, asleep.runtimeStatus) = ("card0", "suspended")
        var gpu = GPU()
        gpu.devices = [asleep, device, GPU.Device()]
        let text = page(gpu)
        #expect(text.contains("12.0% busy, 1 GiB of 16 GiB, 800 of 2575 MHz, 18.0 W"))
        #expect(text.contains("suspended") && text.contains("its driver reports nothing"))
        #expect(page(GPU()).contains("no graphics processor"))
        // Where no section was named: a line for one that is awake and has something to report.
        func usual(_ gpu: GPU) -> String {
            var sample = Sample()
            sample.gpu = .value(gpu)
            return SampleText(sample, nil, [], perCPU: false, Self.terminal).page()
        }
        let line = "gpu         12.0% busy, 1 GiB of 16 GiB, 800 of 2575 MHz, 18.0 W, amdgpu\n"
        #expect(usual(gpu) == line)
        #expect(usual(GPU()).isEmpty)
    }

    @Test("The JSON is decoded to the same values")
    func json() throws {
        var sample = Sample()
        var power = Power()
        var battery = Self.battery
        (battery.scope, battery.isPresent, battery.currentMicroamperes) = (.system, true, -5)
        (battery.chargeLimitPercent, battery.temperatureMillicelsius) = (80, -1500)
        power.supplies = [battery, Power.Supply()]
        power.zones = [Power.EnergyZone()]
        power.coolingDevices = [Power.CoolingDevice()]
        sample.power = .value(power)
        var gpu = GPU()
        gpu.devices = [GPU.Device()]
        (gpu.devices[0].vendorId, gpu.devices[0].busyPercent) = (0x1002, 12.5)
        sample.gpu = .value(gpu)
        let data = try JSONEncoder().encode(sample)
        #expect(try JSONDecoder().decode(Sample.self, from: data) == sample)
        var rates = Rates()
        rates.power.zones = [EnergyZoneRates()]
        rates.power.zones[0].powerWatts = 15
        rates.gpu.devices = [GPUDeviceRates()]
        rates.gpu.devices[0].idlePercent = 50
        let other = try JSONEncoder().encode(rates)
        #expect(try JSONDecoder().decode(Rates.self, from: other) == rates)
    }
}
