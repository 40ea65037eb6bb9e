import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite("Capabilities")
struct CapabilityTests {
    @Test("Each field set has a name of its own, and each section a field set")
    func names() {
        let sets = Capabilities.current.fieldSets
        let names = sets.map { "\($0.section.rawValue).\($0.name)" }
        #expect(Set(names).count == names.count && sets.allSatisfy { !$0.name.isEmpty })
        #expect(Set(sets.map(\.section)) == Set(Sample.Section.allCases))
        // The order is that of the sections.
        let order = sets.map { Sample.Section.allCases.firstIndex(of: $0.section)! }
        #expect(order == order.sorted())
        #expect(sets.allSatisfy { $0.here == nil && $0.isSupported == !$0.source.isEmpty })
    }

    @Test("The level of memory pressure is not one of Linux's fields", .needsLinux)
    func pressureLevel() throws {
        let level = UInt32(cprobe_memory_field.CPROBE_MEMORY_PRESSURE_LEVEL.rawValue)
        #expect(cprobe_field_support(.CPROBE_RECORD_MEMORY, level) == nil)
        #expect(cprobe_field_support(.CPROBE_RECORD_MEMORY, level - 1) != nil)
        let set = Capabilities.current.fieldSets.first { $0.name == "pressure_level" }
        #expect(try #require(set).isSupported == false)
    }

    func reason(_ fixture: String, _ name: String) throws -> Capabilities.Availability.Reason? {
        var collector = try Collector(root: Fixture.root(fixture))
        let capabilities = collector.capabilities()
        let set = capabilities.fieldSets.first { "\($0.section.rawValue).\($0.name)" == name }
        return try #require(set?.here, "\(name)").reason
    }

    @Test("Why not, for captured machines", .needsLinux)
    func why() throws {
        let old = "debian-5.10-x86_64-devices"
        let new = "debian-6.1-x86_64-devices"
        #expect(try reason(old, "memory.zswap") == .kernelTooOld)
        #expect(try reason(old, "pressure.cpu_full") == .kernelTooOld)
        #expect(try reason(old, "pressure.irq") == .kernelTooOld)
        #expect(try reason(old, "pressure.io") == nil)
        #expect(try reason(new, "memory.zswap") == .compiledOut)
        #expect(try reason(new, "pressure.irq") == .compiledOut)
        #expect(try reason(new, "pressure.cpu_full") == nil)
        #expect(try reason(new, "disk.flushes") == nil)
        #expect(try reason(new, "cpu.frequency") == .noneHere)
        #expect(try reason(new, "filesystem.usage") == .otherRoot)
        #expect(try reason(new, "network.addresses") == .otherRoot)
        #expect(try reason(new, "quota.affinity") == nil)
        #expect(try reason("debian-6.12-x86_64-numa", "quota.rlimits") == nil)
        #expect(try reason(new, "network.details") == nil)
        #expect(try reason(new, "sensors.fans") == .noneHere)
        #expect(try reason(new, "sensors.electrical") == .noneHere)
        #expect(try reason(new, "sensors.humidities") == .noneHere)
        #expect(try reason(new, "sensors.throttling") == .noneHere)
    }

    @Test("A sensor that fails is no sensor, and one beside it is", .needsLinux)
    func sensors() throws {
        func here(_ files: [String: String]) throws -> [String: Capabilities.Availability] {
            let tree = try Tree(files)
            var collector = try Collector(root: tree.root)
            let sets = collector.capabilities().fieldSets.filter { $0.section == .sensors }
            return Dictionary(uniqueKeysWithValues: sets.map { ($0.name, $0.here!) })
        }
        let chip = "/sys/class/hwmon/hwmon0"
        let one = try here(["\(chip)/temp1_input": "x\n", "\(chip)/temp2_input": "1\n"])
        #expect(one["temperatures"] == .available && one["zones"]?.reason == .noneHere)
        let none = try here(["\(chip)/temp1_input": "x\n", "\(chip)/fan1_input": "1\n"])
        #expect(none["temperatures"]?.reason == .failed && none["fans"] == .available)
        #expect(none["temperatures"]?.error?.code == .malformed)
        let zone = try here(["/sys/class/thermal/thermal_zone0/temp": "1\n"])
        #expect(zone["zones"] == .available && zone["throttling"]?.reason == .noneHere)
    }

    @Test("A root of nothing has nothing mounted", .needsLinux)
    func nothing() throws {
        let tree = try Tree(["/etc/hostname": "host\n"])
        var collector = try Collector(root: tree.root)
        let sets = collector.capabilities().fieldSets
        #expect(sets.allSatisfy { $0.here?.isAvailable == false })
        let times = try #require(sets.first { $0.section == .cpu && $0.name == "times" })
        #expect(times.here?.reason == .notMounted && times.here?.error?.source == "/proc/stat")
        let memory = try #require(sets.first { $0.section == .memory })
        #expect(memory.here?.reason == .notMounted)
    }

    @Test(
        "What could not be parsed is reported with its line",
        .needsLinux)
    func failed() throws {
        let tree = try Tree([
            "/proc/stat": "cpu 1 2 x 4\n", "/proc/version": "Linux version 4.4.1-x (a@b) #1\n",
        ])
        var collector = try Collector(root: tree.root)
        let capabilities = collector.capabilities()
        #expect(capabilities.kernelRelease?.description == "4.4.1-x")
        let pressure = try #require(capabilities.fieldSets.first { $0.section == .pressure })
        #expect(pressure.here?.reason == .kernelTooOld)
        #expect(
            Capabilities.KernelVersion(major: 5, minor: 10)
                > Capabilities.KernelVersion(major: 5, minor: 9))
    }

    /// The availability of each field set of a root, by "section.name".
    private struct Here {
        private var sets: [String: Capabilities.Availability] = [:]

        init(_ root: String) throws {
            var collector = try Collector(root: root)
            for set in collector.capabilities().fieldSets {
                let here: Capabilities.Availability = try #require(set.here, "\(set.name)")
                sets["\(set.section.rawValue).\(set.name)"] = here
            }
        }

        /// Throws for a name that no field set has: it would pass for available.
        func reason(_ name: String) throws -> Capabilities.Availability.Reason? {
            try #require(sets[name], "no field set \(name)").reason
        }

        func error(_ name: String) -> String? { sets[name]?.error?.description }
    }

    @Test("The reason follows from what happened", .needsLinux)
    func reasons() throws {
        let machine = try DamagedMachine()
        try machine.remove("/proc/loadavg")
        try machine.write("/proc/pressure/memory", "some\n")
        try machine.change("/proc/meminfo", "HugePages_Total:", "HugePages_Total: x")
        try machine.remove("/sys/devices/system/cpu/online")
        try FileManager.default.removeItem(atPath: machine.root + "/sys/class")
        try "".write(toFile: machine.root + "/sys/class", atomically: false, encoding: .utf8)
        try machine.remove("/proc/net/dev")
        let here = try Here(machine.root)
        for (name, reason) in [
            ("network.counters", .otherRoot), ("network.details", .otherRoot),
            ("network.tcp", nil), ("load.averages", .otherRoot), ("load.uptime", nil),
            ("pressure.memory", .failed), ("pressure.cpu", nil), ("memory.huge_pages", .failed),
            ("memory.usage", nil), ("cpu.topology", nil), ("cpu.counts", nil),
            ("sensors.zones", .otherRoot), ("sensors.temperatures", .otherRoot),
        ] as [(String, Capabilities.Availability.Reason?)] {
            let found = try here.reason(name)
            #expect(found == reason, "\(name)")
        }
        #expect(here.error("network.counters") == "/proc/net/dev: not found")
        #expect(here.error("load.averages") == "/proc/loadavg: not found")
        #expect(here.error("sensors.zones") == "/sys/class: not a directory")
    }

    @Test("Where the kernel is not known, nothing is reported as compiled out", .needsLinux)
    func unknownKernel() throws {
        let machine = try DamagedMachine()
        try machine.remove("/proc/sys")
        try? machine.remove("/proc/version")
        let here = try Here(machine.root)
        #expect(try here.reason("memory.zswap") == .otherRoot)
        #expect(try here.reason("pressure.irq") == .otherRoot)
    }

    @Test(
        "A feature that is switched off is not absent, and one that is hidden not compiled out",
        .needsLinux)
    func observed() {
        func availability(_ error: ProbeError, _ root: RootKind = .own) -> Capabilities.Availability
        {
            var sample = Sample()
            sample.slots.pressure.reading = .error(error)
            sample.slots.load.reading = .error(error)
            let observation = Observation(
                sample: sample, frequencies: .failure(error), addresses: .failure(error),
                processes: [:], rootKind: root,
                kernel: Capabilities.KernelVersion(major: 6, minor: 1),
                hasProc: true, hasSys: true)
            return observation.availability(
                of: error.source.hasSuffix("loadavg")
                    ? .CPROBE_FIELD_SET_LOAD_AVERAGES : .CPROBE_FIELD_SET_PRESSURE_MEMORY)
        }
        func error(_ file: String, _ code: ProbeError.Code, _ number: Int32) -> ProbeError {
            ProbeError(code: code, source: file, systemError: number)
        }
        let memory = "/proc/pressure/memory"
        #expect(availability(error(memory, .notFound, EOPNOTSUPP)).reason == .switchedOff)
        #expect(availability(error(memory, .notFound, ENOENT)).reason == .compiledOut)
        #expect(availability(error(memory, .denied, EACCES)).reason == .denied)
        #expect(availability(error(memory, .exhausted, EMFILE)).reason == .failed)
        #expect(availability(error("/proc/loadavg", .notFound, ENOENT)).reason == .failed)
    }

    @Test(
        "Releases",
        arguments: [
            ("6.1.0-13-amd64\n", true, 6, 1), ("5.15.0-1-microsoft-WSL2\n", true, 5, 15),
            ("6.18\n", true, 6, 18), ("mine\n", false, 0, 0), ("6.1.0", true, 6, 1),
            ("6.1.0 \n\n", true, 6, 1), ("", nil, 0, 0),
            ("\n", nil, 0, 0),
        ] as [(String, Bool?, UInt32, UInt32)])
    func releases(text: String, hasVersion: Bool?, major: UInt32, minor: UInt32) {
        var kernel = cprobe_kernel()
        text.asC { cp_osrelease_parse(cp_span_make($0, $1), &kernel) }
        #expect(kernel.has_release == (hasVersion != nil))
        #expect(kernel.has_version == (hasVersion ?? false))
        #expect(kernel.major == major && kernel.minor == minor)
    }
}
