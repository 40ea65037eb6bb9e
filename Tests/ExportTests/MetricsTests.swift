import Probe
import Testing

@testable import ProbeExport

@Suite("The text of Prometheus")
struct MetricsTests {
    typealias Case = (MetricsWriter.Format, MetricsWriter.Names)
    static let cases: [Case] = [
        (.prometheus, .shared), (.prometheus, .own), (.openmetrics, .shared), (.openmetrics, .own),
    ]

    @Test(
        "Every text is well-formed: no series twice, no metric in two pieces", .needsLinux,
        arguments: Fixture.names)
    func wellFormed(machine: String) throws {
        let sample = try Fixture.sample(machine)
        for (format, names) in Self.cases {
            let metrics = Metrics(sample, format, names: names, requested: Fixture.all)
            #expect(metrics.problems.isEmpty, "\(format) \(names): \(metrics.problems.prefix(5))")
            #expect(metrics.values.count > 100)
        }
    }

    @Test("The text of this machine, too")
    func live() throws {
        var collector = try Collector()
        collector.listsAllMounts = true
        for sections in [Fixture.all, Fixture.all.subtracting(.cgroups)] {
            let sample = collector.sample(sections)
            for (format, names) in Self.cases {
                let metrics = Metrics(sample, format, names: names, requested: sections)
                #expect(
                    metrics.problems.isEmpty, "\(format) \(names): \(metrics.problems.prefix(5))")
            }
        }
    }

    @Test("Every number of a sample is exported, once", .needsLinux, arguments: Fixture.names)
    func complete(machine: String) throws {
        let sample = try Fixture.sample(machine)
        var count = 0
        sample.forEachField { _, _, field, value in
            if value != nil, field.kind != .label { count += 1 }
        }
        #expect(Metrics(sample, names: .own).values.count == count)
    }

    @Test("Names of our own follow Prometheus' rules", .needsLinux, arguments: Fixture.names)
    func names(machine: String) throws {
        let sample = try Fixture.sample(machine)
        for format in MetricsWriter.Format.allCases {
            let metrics = Metrics(sample, format, names: .own)
            for (series, _) in metrics.values {
                let name = series.name
                #expect(name.hasPrefix("probe_") && name == name.lowercased(), "\(name)")
                let parts = name.split(separator: "_", omittingEmptySubsequences: false)
                #expect(!parts.contains(""), "\(name)")
                for part in [
                    "ns", "us", "ms", "percent", "bits", "hz", "microvolts", "kb",
                    "celsius_celsius",
                ] {
                    #expect(!parts.contains { $0 == part }, "\(name)")
                }
            }
            for (name, type) in metrics.types {
                if format == .prometheus {
                    #expect((type == "counter") == name.hasSuffix("_total"), "\(name)")
                } else {
                    #expect(!name.hasSuffix("_total"), "\(name)")
                    // A counter and a gauge of one name would be one metric.
                    #expect(type != "counter" || metrics.types[name + "_total"] == nil, "\(name)")
                }
                #expect(!name.hasSuffix("_count"), "\(name)")
            }
        }
    }

    @Test("The details of a quota have series of their own")
    func quotaDetails() {
        var quota = Quota()
        quota.pids.eventsMax = 12
        var resource = Quota.Resource()
        resource.controller = .rdma
        resource.name = "mlx5_0 hca_handle"
        (resource.limit, resource.current) = (.unlimited, 3)
        quota.resources = [resource]
        quota.memory.swapHigh = .unlimited
        quota.hugetlb.sizes = [HugePages(pageBytes: 2_097_152)]
        quota.hugetlb.sizes[0].eventsMax = 5
        var sample = Sample()
        sample.quota = .value(quota)
        for names in MetricsWriter.Names.allCases {
            let metrics = Metrics(sample, names: names)
            #expect(metrics.problems == [])
            func value(_ name: String, _ labels: [String: String] = [:]) -> String? {
                metrics.values[Metrics.Series(name: name, labels: labels)]
            }
            let labels = ["controller": "rdma", "resource": "mlx5_0 hca_handle"]
            #expect(value("probe_quota_resource_current", labels) == "3")
            #expect(value("probe_quota_resource_is_limited", labels) == "0")
            #expect(value("probe_quota_resource_limit", labels) == nil)
            #expect(value("probe_quota_pids_events_max_total") == "12")
            #expect(value("probe_quota_memory_swap_high_is_limited") == "0")
            let pages = ["page_bytes": "2097152"]
            #expect(value("probe_quota_hugetlb_events_max_total", pages) == "5")
        }
        quota.resources = nil
        sample.quota = .value(quota)
        #expect(
            Metrics(sample).values.keys.allSatisfy {
                $0.name != "probe_quota_pids_events_max_total"
            })
    }

    @Test("Names that are shared are those of node_exporter, in its units")
    func shared() {
        var cpu = CPU()
        cpu.contextSwitches = 9
        cpu.softInterruptsIrqPoll = 3
        var logical = LogicalCPU(id: 7)
        logical.userNs = 1_234_560_000_000
        logical.guestNs = 10_000_000
        cpu.cpus = [logical]
        var memory = Memory()
        memory.totalBytes = 1 << 34
        memory.activeAnonymousBytes = 4096
        memory.hugePagesTotal = 5
        memory.swappedInBytes = 8192
        memory.pagedInBytes = 3072
        memory.oomKills = 1
        memory.usedBytes = 77
        var network = Networking()
        network.tcpMemoryBytes = 12288
        network.socketsUsed = 8
        network.tcpRetransmits = 4
        network.tcp.rtoMinNs = 200_000_000
        var eth = NetworkInterface(name: "eth0")
        eth.counters.rxDropped = 6
        eth.speedBitsPerSecond = 1_000_000_000
        eth.operstate = .up
        network.interfaces = [eth]
        var disk = Disk()
        var sda = DiskDevice()
        sda.name = "sda"
        sda.counters.discardBytes = 1024
        sda.counters.readNs = 1_500_000
        disk.devices = [sda]
        var work = Interrupts.CPUWork()
        (work.id, work.softInterruptsIrqPoll) = (3, 11)
        var interrupts = Interrupts()
        interrupts.cpus = [work]
        var sample = Sample()
        sample.interrupts = .value(interrupts)
        sample.cpu = .value(cpu)
        sample.memory = .value(memory)
        sample.network = .value(network)
        sample.disk = .value(disk)
        let metrics = Metrics(sample)
        #expect(metrics.problems == [])
        let pairs: [(String, [String: String], String, String)] = [
            ("node_cpu_seconds_total", ["cpu": "7", "mode": "user"], "1234.56", "counter"),
            ("node_cpu_guest_seconds_total", ["cpu": "7", "mode": "user"], "0.01", "counter"),
            ("node_softirqs_total", ["vector": "block_iopoll"], "3", "counter"),
            ("node_softirqs_functions_total", ["cpu": "3", "type": "IRQ_POLL"], "11", "counter"),
            ("node_context_switches_total", [:], "9", "counter"),
            ("node_memory_MemTotal_bytes", [:], "17179869184", "gauge"),
            ("node_memory_Active_anon_bytes", [:], "4096", "gauge"),
            ("node_memory_HugePages_Total", [:], "5", "gauge"),
            ("node_vmstat_pswpin", [:], "2", "untyped"),
            ("node_vmstat_pgpgin", [:], "3", "untyped"),
            ("node_vmstat_oom_kill", [:], "1", "untyped"),
            ("probe_memory_used_bytes", [:], "77", "gauge"),
            ("node_sockstat_TCP_mem_bytes", [:], "12288", "gauge"),
            ("node_sockstat_sockets_used", [:], "8", "gauge"),
            ("node_netstat_Tcp_RetransSegs", [:], "4", "untyped"),
            ("node_netstat_Tcp_RtoMin", [:], "200", "untyped"),
            ("node_network_receive_drop_total", ["device": "eth0"], "6", "counter"),
            ("node_network_speed_bytes", ["device": "eth0"], "125000000", "gauge"),
            ("node_network_up", ["device": "eth0"], "1", "gauge"),
            ("node_disk_discarded_sectors_total", ["device": "sda"], "2", "counter"),
            ("node_disk_read_time_seconds_total", ["device": "sda"], "0.0015", "counter"),
        ]
        for (name, labels, value, type) in pairs {
            #expect(metrics.value(name, labels) == value, "\(name)")
            #expect(metrics.types[name] == type, "\(name)")
        }
        // Without the page size, the numbers that the kernel counts in pages have names of our own.
        var writer = MetricsWriter()
        var bytes: [UInt8] = []
        writer.append(sample, to: &bytes)
        let other = Metrics(bytes, .prometheus)
        #expect(other.value("node_vmstat_pswpin") == nil)
        #expect(other.value("probe_memory_swapped_in_bytes_total") == "8192")
    }

    @Test("Sensors, supplies and energy zones have the names of node_exporter")
    func sensors() {
        var voltage = Sensors.Voltage()
        (voltage.device, voltage.index, voltage.chip, voltage.label) = (3, 0, "nct6775", "+12V")
        (voltage.currentMicrovolts, voltage.ratedMaxMicrovolts) = (11_970_000, 13_200_000)
        voltage.isAlarm = true
        var current = Sensors.Current()
        (current.device, current.index, current.lcritMicroamperes) = (3, 2, -5000)
        var power = Sensors.Power()
        (power.device, power.index, power.averageMicrowatts) = (4, 1, 18_500_000)
        power.lowestMicrowatts = 1_000_000
        var energy = Sensors.Energy()
        (energy.device, energy.index, energy.energyMicrojoules) = (4, 1, 7_500_000)
        var sensors = Sensors()
        (sensors.voltages, sensors.currents) = ([voltage], [current])
        (sensors.powers, sensors.energies) = ([power], [energy])
        var battery = Power.Supply()
        (battery.name, battery.type, battery.status) = ("BAT0", .battery, .notCharging)
        (battery.isPresent, battery.technology) = (true, "Li-ion")
        var charger = Power.Supply()
        (charger.name, charger.type, charger.isOnline) = ("AC", .mains, false)
        var supplies = Power()
        supplies.supplies = [battery, charger]
        for (name, label, energy) in [
            ("intel-rapl:1", "package-1", 5_000_000), ("intel-rapl:1:0", "core", 3),
            ("x", "core", 4), ("y", "psys-2-b", 6),
        ] {
            var zone = Power.EnergyZone()
            (zone.name, zone.label) = (KernelName(name), KernelName(label))
            zone.energyMicrojoules = Int64(energy)
            supplies.zones.append(zone)
        }
        var sample = Sample()
        sample.sensors = .value(sensors)
        sample.power = .value(supplies)
        let metrics = Metrics(sample)
        #expect(metrics.problems == [])
        let zone = { (index: String, name: String) in
            ["index": index, "path": "/sys/class/powercap/\(name)"]
        }
        let pairs: [(String, [String: String], String, String)] = [
            ("node_hwmon_in_volts", ["chip": "hwmon3", "sensor": "in0"], "11.97", "gauge"),
            (
                "node_hwmon_in_rated_max_volts", ["chip": "hwmon3", "sensor": "in0"], "13.2",
                "gauge"
            ),
            ("node_hwmon_in_alarm", ["chip": "hwmon3", "sensor": "in0"], "1", "gauge"),
            (
                "node_hwmon_curr_lcrit_amps", ["chip": "hwmon3", "sensor": "curr2"], "-0.005",
                "gauge"
            ),
            (
                "node_hwmon_power_average_watt", ["chip": "hwmon4", "sensor": "power1"], "18.5",
                "gauge"
            ),
            (
                "node_hwmon_power_input_lowest_watt", ["chip": "hwmon4", "sensor": "power1"], "1",
                "gauge"
            ),
            (
                "node_hwmon_energy_joule_total", ["chip": "hwmon4", "sensor": "energy1"], "7.5",
                "counter"
            ),
            ("node_hwmon_chip_names", ["chip": "hwmon3", "chip_name": "nct6775"], "1", "gauge"),
            (
                "node_hwmon_sensor_label", ["chip": "hwmon3", "sensor": "in0", "label": "+12V"],
                "1", "gauge"
            ),
            ("node_power_supply_present", ["power_supply": "BAT0"], "1", "gauge"),
            ("node_power_supply_online", ["power_supply": "AC"], "0", "gauge"),
            (
                "node_power_supply_info",
                [
                    "power_supply": "BAT0", "type": "Battery", "status": "Not charging",
                    "technology": "Li-ion",
                ], "1", "gauge"
            ),
            ("node_power_supply_info", ["power_supply": "AC", "type": "Mains"], "1", "gauge"),
            ("node_rapl_package_joules_total", zone("1", "intel-rapl:1"), "5", "counter"),
            ("node_rapl_core_joules_total", zone("0", "intel-rapl:1:0"), "0.000003", "counter"),
            ("node_rapl_core_joules_total", zone("1", "x"), "0.000004", "counter"),
            ("node_rapl_psys_2_b_joules_total", zone("0", "y"), "0.000006", "counter"),
        ]
        for (name, labels, value, type) in pairs {
            #expect(metrics.value(name, labels) == value, "\(name)")
            #expect(metrics.types[name] == type, "\(name)")
        }
    }

    @Test("A mount has the labels of node_exporter, its type among them")
    func mounts() {
        var filesystem = Filesystem()
        var root = Mount(mountPoint: "/")
        (root.device, root.type, root.freeBytes) = ("/dev/vda", "ext4", 5)
        var covered = Mount(mountPoint: "/data")
        (covered.device, covered.type, covered.isCovered) = ("tmpfs", "tmpfs", true)
        var data = Mount(mountPoint: "/data")
        (data.device, data.type, data.freeBytes, data.isReadOnly) = ("tmpfs", "ramfs", 6, true)
        var away = Mount(mountPoint: "/nfs")
        (away.device, away.type, away.notRequested) = ("server:/", "nfs", .network)
        filesystem.mounts = [covered, root, data, away]
        var sample = Sample()
        sample.filesystem = .value(filesystem)
        let metrics = Metrics(sample)
        let labels = ["mountpoint": "/data", "device": "tmpfs", "fstype": "ramfs"]
        #expect(metrics.value("node_filesystem_free_bytes", labels) == "6")
        #expect(metrics.value("node_filesystem_readonly", labels) == "1")
        #expect(metrics.value("node_filesystem_device_error", labels) == "0")
        #expect(metrics.values.keys.allSatisfy { $0.labels["mountpoint"] != "/nfs" })
        #expect(
            metrics.value(
                "node_filesystem_free_bytes",
                ["mountpoint": "/", "device": "/dev/vda", "fstype": "ext4"]) == "5")
    }

    @Test("Labels are escaped, and bytes that are not UTF-8 stay apart")
    func names() {
        var disk = Disk()
        let names: [[UInt8]] = [
            Array("a\"b\\c\nd".utf8), [0xff], [0xfe], Array("\\xff".utf8), Array("é".utf8),
            [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf4, 0x90, 0x80, 0x80],
        ]
        disk.devices = names.map { bytes in
            var device = DiskDevice()
            device.name = KernelName(bytes: bytes)
            device.counters.reads = Int64(bytes.count)
            return device
        }
        var sample = Sample()
        sample.disk = .value(disk)
        for (format, kind) in Self.cases {
            let metrics = Metrics(sample, format, names: kind)
            #expect(metrics.problems == [])
            let found = Set(metrics.values.keys.compactMap { $0.labels["device"] })
            #expect(
                found == [
                    "a\"b\\c\nd", "\\xff", "\\xfe", "é", "\\xe2\\x82", "\\xed\\xa0\\x80",
                    "\\xc0\\xaf", "\\xf4\\x90\\x80\\x80",
                ])
        }
    }

    @Test("The end of a name is its unit, and total only of a counter")
    func ends() {
        var host = HostSystem()
        (host.maxMapCount, host.entropyBits) = (65530, 256)
        var filesystem = Filesystem()
        var mount = Mount(mountPoint: "/")
        (mount.inodesTotal, mount.usagePercent) = (5, 12.5)
        filesystem.mounts = [mount]
        var interrupts = Interrupts()
        var line = Interrupts.Line()
        line.count = 7
        interrupts.lines = [line]
        var pressure = Pressure()
        pressure.cpu.full = Pressure.Stall()
        pressure.cpu.full?.totalNs = 1_500_000_000
        var sample = Sample()
        sample.host = .value(host)
        sample.filesystem = .value(filesystem)
        sample.interrupts = .value(interrupts)
        sample.pressure = .value(pressure)
        let metrics = Metrics(sample, names: .own)
        let mountLabels = ["mount_point": "/", "device": ""]
        #expect(metrics.value("probe_host_max_maps") == "65530")
        #expect(metrics.value("probe_host_entropy_bytes") == "32")
        #expect(metrics.value("probe_filesystem_inodes", mountLabels) == "5")
        #expect(metrics.value("probe_filesystem_usage_ratio", mountLabels) == "0.125")
        #expect(metrics.value("probe_interrupts_total", ["interrupt": ""]) == "7")
        #expect(
            metrics.value("probe_pressure_seconds_total", ["resource": "cpu", "stall": "full"])
                == "1.5")
    }

    @Test("Numbers are exact, in decimal digits")
    func numbers() {
        func text(_ value: Int64, _ scale: Scale) -> String {
            var bytes: [UInt8] = []
            scale.append(.integer(value), to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(text(0, .nanoseconds) == "0" && text(-1, .nanoseconds) == "-0.000000001")
        #expect(text(1_500_000_000, .nanoseconds) == "1.5")
        #expect(text(.max, .nanoseconds) == "9223372036.854775807")
        #expect(text(.min, .one) == "-9223372036854775808")
        #expect(text(10, .one) == "10" && text(-40_500, Scale(places: 3)) == "-40.5")
        #expect(text(50_000, Scale(factor: 3600, places: 6)) == "180")
        #expect(text(9, Scale(divisor: 8)) == "1.125")
        #expect(Double(text(.max, Scale(factor: 3600, places: 6))).map { $0 > 3.3e16 } == true)
        for (value, expected) in [
            (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (0.25, "0.25"),
            (3, "3"),
        ] {
            var bytes: [UInt8] = []
            bytes.add(value)
            #expect(String(decoding: bytes, as: UTF8.self) == expected)
        }
    }

    @Test("A section that could not be read is 0, and has no number")
    func sections() {
        var sample = Sample()
        sample.memory = .error(ProbeError(code: .denied, source: "/proc/meminfo"))
        sample.load = .value(Load())
        let metrics = Metrics(sample, requested: [.memory, .load])
        #expect(metrics.value("probe_section_success", ["section": "memory"]) == "0")
        #expect(metrics.value("probe_section_success", ["section": "load"]) == "1")
        #expect(metrics.value("probe_section_failures", ["section": "load"]) == "0")
        #expect(metrics.value("probe_section_success", ["section": "cpu"]) == nil)
        #expect(metrics.values.count == 4)
    }

    @Test("A level of the quota is the cgroup of the table", .needsLinux, arguments: [1, 2])
    func levels(version: Int) throws {
        let machine = "debian-6.1-x86_64-v\(version)"
        let alone = Metrics(try Fixture.sample(machine, .quota))
        let both = Metrics(try Fixture.sample(machine, [.quota, .cgroups]))
        let levels = alone.values.filter { $0.key.name.hasPrefix("container_") }
        #expect(levels.count > 5)
        for (series, value) in levels {
            #expect(both.values[series] == value, "\(series)")
        }
    }
}
