import CProbe
import Foundation
import Testing

@testable import Probe

/// Invented trees, as amdgpu, i915 and xe have them: every file has another number.
@Suite("Graphics processors", .needsLinux)
struct GPUFormatTests {
    static let drm = "/sys/class/drm"

    func device(_ files: [(String, String)]) -> GPU.Device {
        var c = cprobe_gpu()
        for (name, text) in files {
            var failure = cprobe_failure()
            let code = text.asC { cprobe_drm_card_parse(name, $0, $1, &c, &failure) }
            if code != .CPROBE_OK, c.failure.code == .CPROBE_OK { c.failure = failure }
        }
        var device = GPU.Device()
        device.set(&c)
        return device
    }

    static let clocks = "0: 500Mhz \n1: 800Mhz *\n2: 2575Mhz \n"

    @Test("The current clock has an asterisk; the first and the last are the range")
    func clocks() {
        let found = device([("device/pp_dpm_sclk", Self.clocks)])
        #expect(found.clockHz == 800_000_000 && found.clockMinHz == 500_000_000)
        #expect(found.clockMaxHz == 2_575_000_000 && found.failure == nil)
        let asleep = device([("device/pp_dpm_sclk", "S: 19Mhz *\n0: 500Mhz\n1: 2100Mhz\n")])
        #expect(asleep.clockHz == 19_000_000 && asleep.clockMinHz == 500_000_000)
        let memory = device([("device/pp_dpm_mclk", "0: 96Mhz\n1: 1000Mhz *\n")])
        #expect(memory.memoryClockHz == 1_000_000_000 && memory.clockHz == nil)
        #expect(device([("device/pp_dpm_sclk", "\n")]).failure == nil)
        for text in ["x", "0 500Mhz", "0: 500", "0: Mhz", ": 5Mhz", "0: 5Mhz x", "\0", "T: 1Mhz"] {
            let bad = device([("device/pp_dpm_sclk", text)])
            #expect(bad.clockHz == nil && bad.failure?.code == .malformed, "\(text)")
        }
        let bytes = [UInt8](Self.clocks.utf8)
        for end in 0..<bytes.count {
            let text = String(decoding: bytes[..<end], as: UTF8.self)
            let part = device([("device/pp_dpm_sclk", text)])
            #expect(part.clockHz == nil || part.clockHz == 800_000_000)
            #expect((part.clockMaxHz ?? 0) <= 2_575_000_000)
        }
    }

    @Test("An identifier is hexadecimal; another text is a failure")
    func identifiers() {
        #expect(device([("device/vendor", "0x1002\n")]).vendorId == 0x1002)
        #expect(device([("device/device", "0xFFfff9a0")]).deviceId == 0xffff_f9a0)
        for text in ["1002", "0x", "0xg", "0x100000000", "", "x1", "0x1 2", "-0x1"] {
            let bad = device([("device/vendor", text)])
            #expect(bad.vendorId == nil && bad.failure?.line == 1, "\(text)")
        }
    }

    static func machine() throws -> Tree {
        let amd = "/sys/devices/pci0000:00/0000:03:00.0"
        var files: [String: String] = [:]
        for (name, text) in [
            "vendor": "0x1002", "device": "0x73bf", "power/runtime_status": "active",
            "gpu_busy_percent": "12", "mem_busy_percent": "3",
            "mem_info_vram_total": "17163091968", "mem_info_vram_used": "1207959552",
            "mem_info_gtt_total": "16000000001", "mem_info_gtt_used": "70000002",
            "pp_dpm_sclk": clocks, "pp_dpm_mclk": "0: 96Mhz *\n1: 1000Mhz",
            "hwmon/hwmon3/power1_average": "18000003", "hwmon/hwmon3/power1_input": "99",
            "hwmon/hwmon3/power1_cap": "203000004", "drm/card1/dev": "226:1",
        ] {
            files["\(amd)/\(name)"] = text + "\n"
        }
        for (name, text) in [
            "device/vendor": "0x8086", "device/device": "0x9a49",
            "device/power/runtime_status": "suspended", "gt/gt0/rps_act_freq_mhz": "350",
        ] {
            files["\(drm)/card0/\(name)"] = text + "\n"
        }
        for (name, text) in [
            "device/power/runtime_status": "unsupported", "gt/gt0/rps_act_freq_mhz": "351",
            "gt_act_freq_mhz": "1", "gt/gt0/rps_min_freq_mhz": "102",
            "gt/gt0/rps_max_freq_mhz": "1303", "gt/gt0/rc6_residency_ms": "123456",
            "device/hwmon/hwmon1/energy1_input": "999", "device/hwmon/hwmon1/power1_max": "998",
        ] {
            files["\(drm)/card10/\(name)"] = text + "\n"
        }
        for (name, text) in [
            "act_freq": "400", "min_freq": "201", "max_freq": "1502",
        ] {
            files["\(drm)/card2/device/tile0/gt0/freq0/\(name)"] = text + "\n"
        }
        files["\(drm)/card2/device/tile0/gt0/gtidle/idle_residency_ms"] = "77\n"
        files["\(drm)/card1-DP-1/status"] = "connected\n"
        files["\(drm)/renderD128/dev"] = "226:128\n"
        files["/sys/bus/pci/drivers/amdgpu/bind"] = "\n"
        let tree = try Tree(files)
        try tree.link("\(amd)/driver", to: "../../../bus/pci/drivers/amdgpu")
        try tree.link("\(amd)/drm/card1/device", to: "../../../0000:03:00.0")
        try tree.link(
            "\(drm)/card1", to: "../../devices/pci0000:00/0000:03:00.0/drm/card1")
        return tree
    }

    @Test("Each driver's files are its fields; of a device that is asleep only names are read")
    func section() throws {
        let tree = try Self.machine()
        var collector = try Collector(root: tree.root)
        let gpu = try collector.gpu()
        #expect(gpu.failures.isEmpty && gpu.devices.allSatisfy { $0.failure == nil })
        #expect(
            gpu.devices.map { $0.name.description } == ["card0", "card1", "card2", "card10"])
        let asleep = gpu.devices[0]
        #expect(asleep.isAsleep && asleep.runtimeStatus?.description == "suspended")
        #expect(asleep.vendorId == 0x8086 && asleep.deviceId == 0x9a49 && asleep.clockHz == nil)
        let amd = gpu.devices[1]
        #expect(amd.driver?.description == "amdgpu" && !amd.isAsleep)
        #expect(amd.busAddress?.description == "0000:03:00.0")
        #expect(amd.vendorId == 0x1002 && amd.deviceId == 0x73bf)
        #expect(amd.busyPercent == 12 && amd.memoryBusyPercent == 3)
        #expect(amd.vramTotalBytes == 17_163_091_968 && amd.vramUsedBytes == 1_207_959_552)
        #expect(amd.gttTotalBytes == 16_000_000_001 && amd.gttUsedBytes == 70_000_002)
        #expect(amd.clockHz == 800_000_000 && amd.memoryClockHz == 96_000_000)
        #expect(amd.powerMicrowatts == 18_000_003 && amd.powerLimitMicrowatts == 203_000_004)
        let xe = gpu.devices[2]
        #expect(xe.clockHz == 400_000_000 && xe.clockMinHz == 201_000_000)
        #expect(xe.clockMaxHz == 1_502_000_000 && xe.idleNs == 77_000_000)
        #expect(xe.runtimeStatus == nil && xe.driver == nil && xe.busAddress == nil)
        let i915 = gpu.devices[3]
        #expect(i915.clockHz == 351_000_000 && i915.clockMinHz == 102_000_000)
        #expect(i915.clockMaxHz == 1_303_000_000 && i915.idleNs == 123_456_000_000)
        #expect(i915.energyMicrojoules == 999 && i915.powerLimitMicrowatts == 998)
        #expect(collector.sample(.gpu).gpu.value == gpu)
        #expect(collector.sample().gpu == .notRequested)
        for status in ["suspending", "resuming", "error", ""] {
            try tree.write("\(Self.drm)/card10/device/power/runtime_status", "\(status)\n")
            #expect(try collector.gpu().devices[3].clockHz == nil, "\(status)")
        }
    }

    @Test("Watts and idle time are changes over the window")
    func rates() {
        func sample(_ energy: Int64?, _ idle: Int64?, at ns: Int64) -> Sample {
            var gpu = GPU()
            gpu.monotonicNs = ns
            gpu.devices = [GPU.Device()]
            gpu.devices[0].name = "card0"
            (gpu.devices[0].energyMicrojoules, gpu.devices[0].idleNs) = (energy, idle)
            var sample = Sample()
            sample.gpu = .value(gpu)
            return sample
        }
        let before = sample(5_000_000, 1_000_000_000, at: 1_000_000_000)
        let after = sample(25_000_000, 2_500_000_000, at: 3_000_000_000)
        let rates = after.rates(since: before).gpu.devices[0]
        #expect(rates.powerWatts == 10 && rates.idlePercent == 75)
        let ahead = sample(1, 9_000_000_000, at: 3_000_000_000).rates(since: before).gpu.devices[0]
        #expect(ahead.powerWatts == nil && ahead.idlePercent == 100)
        let none = sample(nil, nil, at: 3_000_000_000).rates(since: before).gpu.devices[0]
        #expect(none.powerWatts == nil && none.idlePercent == nil)
    }
}
