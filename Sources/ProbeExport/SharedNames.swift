// The fields that node_exporter or cAdvisor export, too, with the names that dashboards and alerts are written for.
// node_exporter 1.5 to 1.9, cAdvisor 0.47 to 0.52. A field that is in no table and follows no rule has a name of our
// own (OwnNames.swift), so that every field is exported.

import Probe

/// A row: the metric of a field.
struct SharedName {
    let section: Sample.Section
    let field: Text
    /// The values of the labels that are constant words, such as "memory" and "some" of a pressure; empty: any.
    let words: [Text]
    let name: StaticString
    let type: MetricType
    let help: Text?
    let labels: [LabelRule]
    let constant: StaticString
    let scale: Scale
    let hasType: Bool
    let isOfLevel: Bool
    /// The unit in the code of UCUM. Only of OpenTelemetry.
    let unit: Text

    init(
        _ section: Sample.Section, _ field: Text, _ name: StaticString, _ type: MetricType,
        _ help: Text? = nil, _ labels: [LabelRule] = [], words: [Text] = [],
        constant: StaticString = "", scale: Scale = .one, hasType: Bool = false,
        isOfLevel: Bool = false, unit: Text = "1"
    ) {
        self.section = section
        self.field = field
        self.words = words
        self.name = name
        self.type = type
        self.help = help
        self.labels = labels
        self.constant = constant
        self.scale = scale
        self.hasType = hasType
        self.isOfLevel = isOfLevel
        self.unit = unit
    }

    /// The row of a field; nil if the tables have none.
    static func row(
        of field: Sample.Field, _ section: Sample.Section, _ labels: Sample.Field.Labels,
        in tables: [[SharedName]]
    ) -> SharedName? {
        let words = Self.words(of: labels)
        let name = field.name
        for table in tables {
            for row in table where row.section == section && row.field == name {
                if row.words.isEmpty || row.words == words { return row }
            }
        }
        return nil
    }

    /// The labels that are constant words.
    static func words(of labels: Sample.Field.Labels) -> [Text] {
        labels.compactMap { label in
            if case .word(let word) = label.value { word } else { nil as Text? }
        }
    }
}

extension Metric {
    /// The metric of a row.
    init(_ row: SharedName) {
        var bytes: [UInt8] = []
        bytes.add(row.name)
        self.init(
            name: bytes, type: row.type, help: row.help, labels: row.labels,
            constant: row.constant, scale: row.scale, hasType: row.hasType,
            isOfLevel: row.isOfLevel)
    }

    /// The metric of node_exporter or cAdvisor for a field; nil if neither has one.
    init?(
        shared section: Sample.Section, field: Sample.Field, labels: Sample.Field.Labels,
        pageBytes: Int?
    ) {
        if let row = SharedName.row(of: field, section, labels, in: SharedName.tables) {
            self.init(row)
        } else {
            self.init(keyed: field, section, SharedName.words(of: labels), pageBytes)
        }
    }

    /// The metrics that node_exporter names after the kernel's words, so that each field of these files has one.
    private init?(
        keyed field: Sample.Field, _ section: Sample.Section, _ words: [Text], _ pageBytes: Int?
    ) {
        let key = field.key.utf8
        guard !key.isEmpty else { return nil }
        self.init(name: [], type: .untyped)
        switch section {
        case .memory where field.source == "/proc/meminfo":
            // "Active(anon)" is node_memory_Active_anon_bytes.
            type = .gauge
            name.add("node_memory_")
            for byte in key where byte != UInt8(ascii: ")") {
                name.append(byte == UInt8(ascii: "(") ? UInt8(ascii: "_") : byte)
            }
            if field.unit == .bytes { name.add("_bytes") }
        case .memory where field.source == "/proc/vmstat":
            // In the unit of the kernel: pgpgin and pgpgout are KiB, other sizes pages.
            name.add("node_vmstat_")
            name.append(contentsOf: key)
            if field.unit == .bytes {
                guard let pageBytes else { return nil }
                scale = Scale(
                    divisor: field.key.tail(after: "pgpg") == nil ? Int64(pageBytes) : 1024)
            }
        case .network, .protocols:
            if field.source.tail(after: "/proc/net/sockstat") != nil {
                // "TCP: mem" is node_sockstat_TCP_mem_bytes; node_sockstat_TCP_mem counts pages.
                type = .gauge
                name.add("node_sockstat_")
                for byte in key where byte != UInt8(ascii: " ") {
                    name.append(byte == UInt8(ascii: ":") ? UInt8(ascii: "_") : byte)
                }
                if name.ends(with: "_mem") { name.add("_bytes") }
            } else {
                guard let table = Self.netstat(words, field.source) else { return nil }
                name.add("node_netstat_")
                name.append(contentsOf: table.utf8)
                name.add("_")
                name.append(contentsOf: key)
                labels = [LabelRule("protocol", nil)]
                // In the unit of the kernel: RtoMin, RtoMax and TCPMemoryPressuresChrono are milliseconds.
                if field.unit == .nanoseconds { scale = Scale(places: 6) }
            }
        default: return nil
        }
    }

    /// The word before the counters of a protocol in /proc/net/snmp, snmp6 and netstat.
    private static func netstat(_ words: [Text], _ source: Text) -> Text? {
        let tables: [(Text, Text)] = [
            ("ip", "Ip"), ("icmp", "Icmp"), ("tcp", "Tcp"), ("udp", "Udp"), ("udplite", "UdpLite"),
            ("tcp_ext", "TcpExt"), ("tcp_fast_open", "TcpExt"), ("tcp_signature", "TcpExt"),
            ("ip_ext", "IpExt"), ("ip6", "Ip6"), ("icmp6", "Icmp6"), ("udp6", "Udp6"),
            ("udplite6", "UdpLite6"),
        ]
        if let word = words.first { return tables.first { $0.0 == word }?.1 }
        return source == "/proc/net/snmp, Tcp:" ? "Tcp" : nil
    }
}

extension SharedName {
    static let tables = [
        cpu, machine, disks, filesystems, interfaces, datagrams, storage, pressures, sensors,
        supplies,
        cgroups, levels,
    ]

    private static let cpuHelp: Text = "Seconds the CPUs spent in each mode."
    private static let guestHelp: Text = "Seconds the CPUs spent in guests (VMs) for each mode."
    private static let softirqHelp: Text = "Number of softirq calls."

    private static func mode(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .cpu, field, "node_cpu_seconds_total", .counter, cpuHelp, constant: constant,
            scale: .nanoseconds)
    }

    private static func guest(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .cpu, field, "node_cpu_guest_seconds_total", .counter, guestHelp, constant: constant,
            scale: .nanoseconds)
    }

    private static func softirq(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(.cpu, field, "node_softirqs_total", .counter, softirqHelp, constant: constant)
    }

    private static let cpu: [SharedName] = [
        mode("user_ns", #"mode="user""#), mode("nice_ns", #"mode="nice""#),
        mode("system_ns", #"mode="system""#), mode("idle_ns", #"mode="idle""#),
        mode("iowait_ns", #"mode="iowait""#), mode("irq_ns", #"mode="irq""#),
        mode("softirq_ns", #"mode="softirq""#), mode("steal_ns", #"mode="steal""#),
        guest("guest_ns", #"mode="user""#), guest("guest_nice_ns", #"mode="nice""#),
        softirq("soft_interrupts_hi", #"vector="hi""#),
        softirq("soft_interrupts_timer", #"vector="timer""#),
        softirq("soft_interrupts_net_tx", #"vector="net_tx""#),
        softirq("soft_interrupts_net_rx", #"vector="net_rx""#),
        softirq("soft_interrupts_block", #"vector="block""#),
        softirq("soft_interrupts_irq_poll", #"vector="block_iopoll""#),
        softirq("soft_interrupts_tasklet", #"vector="tasklet""#),
        softirq("soft_interrupts_sched", #"vector="sched""#),
        softirq("soft_interrupts_hrtimer", #"vector="hrtimer""#),
        softirq("soft_interrupts_rcu", #"vector="rcu""#),
        SharedName(.cpu, "context_switches", "node_context_switches_total", .counter),
        SharedName(.cpu, "interrupts", "node_intr_total", .counter),
        SharedName(.cpu, "forks", "node_forks_total", .counter),
        SharedName(.cpu, "running", "node_procs_running", .gauge),
        SharedName(.cpu, "blocked", "node_procs_blocked", .gauge),
    ]

    /// Of node_exporter since 1.6, by CPU.
    private static func function(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .interrupts, field, "node_softirqs_functions_total", .counter,
            "Softirq counts per CPU.", constant: constant)
    }

    private static let machine: [SharedName] = [
        SharedName(.load, "load1", "node_load1", .gauge),
        SharedName(.load, "load5", "node_load5", .gauge),
        SharedName(.load, "load15", "node_load15", .gauge),
        SharedName(.load, "boot_time_ns", "node_boot_time_seconds", .gauge, scale: .nanoseconds),
        SharedName(.host, "open_files", "node_filefd_allocated", .gauge),
        SharedName(.host, "open_files_max", "node_filefd_maximum", .gauge),
        SharedName(.host, "entropy_bits", "node_entropy_available_bits", .gauge),
        SharedName(
            .host, "clock_offset_ns", "node_timex_offset_seconds", .gauge, scale: .nanoseconds),
        SharedName(
            .host, "clock_estimated_error_ns", "node_timex_estimated_error_seconds", .gauge,
            scale: .nanoseconds),
        SharedName(
            .host, "clock_maximum_error_ns", "node_timex_maxerror_seconds", .gauge,
            scale: .nanoseconds),
        SharedName(.protocols, "conntrack_entries", "node_nf_conntrack_entries", .gauge),
        SharedName(.protocols, "conntrack_max", "node_nf_conntrack_entries_limit", .gauge),
        SharedName(.interrupts, "packets", "node_softnet_processed_total", .counter),
        SharedName(.interrupts, "packets_dropped", "node_softnet_dropped_total", .counter),
        SharedName(.interrupts, "time_squeezes", "node_softnet_times_squeezed_total", .counter),
        SharedName(
            .interrupts, "run_ns", "node_schedstat_running_seconds_total", .counter,
            scale: .nanoseconds),
        SharedName(
            .interrupts, "wait_ns", "node_schedstat_waiting_seconds_total", .counter,
            scale: .nanoseconds),
        SharedName(.interrupts, "timeslices", "node_schedstat_timeslices_total", .counter),
        function("soft_interrupts_hi", #"type="HI""#),
        function("soft_interrupts_timer", #"type="TIMER""#),
        function("soft_interrupts_net_tx", #"type="NET_TX""#),
        function("soft_interrupts_net_rx", #"type="NET_RX""#),
        function("soft_interrupts_block", #"type="BLOCK""#),
        function("soft_interrupts_irq_poll", #"type="IRQ_POLL""#),
        function("soft_interrupts_tasklet", #"type="TASKLET""#),
        function("soft_interrupts_sched", #"type="SCHED""#),
        function("soft_interrupts_hrtimer", #"type="HRTIMER""#),
        function("soft_interrupts_rcu", #"type="RCU""#),
        // Of all memory controllers together: without the label `controller`.
        SharedName(
            .host, "memory_corrected_errors", "node_edac_correctable_errors_total", .counter),
        SharedName(
            .host, "memory_uncorrected_errors", "node_edac_uncorrectable_errors_total", .counter),
    ]

    private static func cache(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.storage, field, name, .untyped)
    }
    private static func array(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.storage, field, name, .gauge, nil, [LabelRule("array", "device")])
    }
    private static func allocated(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .storage, field, "node_btrfs_size_bytes", .gauge,
            "Space allocated for each kind of blocks, copies not included.", constant: constant)
    }
    private static func used(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .storage, field, "node_btrfs_used_bytes", .gauge,
            "The used part of the space allocated for each kind of blocks.", constant: constant)
    }
    private static func errors(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .storage, field, "node_btrfs_device_errors_total", .counter,
            "Errors of each device, counted over reboots.", constant: constant)
    }

    // node_exporter has a series for each profile of btrfs (`mode`), and the name of a device for its number.
    private static let storage: [SharedName] = [
        array("raid_disks", "node_md_disks_required"), array("degraded_disks", "node_md_degraded"),
        cache("arc_size_bytes", "node_zfs_arc_size"), cache("arc_target_bytes", "node_zfs_arc_c"),
        cache("arc_minimum_bytes", "node_zfs_arc_c_min"),
        cache("arc_maximum_bytes", "node_zfs_arc_c_max"), cache("arc_hits", "node_zfs_arc_hits"),
        cache("arc_misses", "node_zfs_arc_misses"),
        allocated("data_total_bytes", #"block_group_type="data""#),
        allocated("metadata_total_bytes", #"block_group_type="metadata""#),
        allocated("system_total_bytes", #"block_group_type="system""#),
        used("data_used_bytes", #"block_group_type="data""#),
        used("metadata_used_bytes", #"block_group_type="metadata""#),
        used("system_used_bytes", #"block_group_type="system""#),
        errors("write_errors", #"type="write""#), errors("read_errors", #"type="read""#),
        errors("flush_errors", #"type="flush""#),
        errors("corruption_errors", #"type="corruption""#),
        errors("generation_errors", #"type="generation""#),
    ]

    private static func queue(
        _ field: Text, _ transport: Text, _ constant: StaticString
    ) -> SharedName {
        SharedName(
            .connections, field, "node_udp_queues", .gauge,
            "Memory of the datagrams in the queues of UDP sockets, in bytes.",
            [LabelRule("protocol", nil)], words: [transport], constant: constant)
    }

    private static let datagrams: [SharedName] = [
        queue("receive_queued_bytes", "udp", #"queue="rx",ip="v4""#),
        queue("send_queued_bytes", "udp", #"queue="tx",ip="v4""#),
        queue("receive_queued_bytes", "udp6", #"queue="rx",ip="v6""#),
        queue("send_queued_bytes", "udp6", #"queue="tx",ip="v6""#),
    ]

    private static func disk(
        _ field: Text, _ name: StaticString, _ type: MetricType = .counter, _ scale: Scale = .one
    ) -> SharedName {
        SharedName(.disk, field, name, type, scale: scale)
    }

    private static let disks: [SharedName] = [
        disk("reads", "node_disk_reads_completed_total"),
        disk("reads_merged", "node_disk_reads_merged_total"),
        disk("read_bytes", "node_disk_read_bytes_total"),
        disk("read_ns", "node_disk_read_time_seconds_total", .counter, .nanoseconds),
        disk("writes", "node_disk_writes_completed_total"),
        disk("writes_merged", "node_disk_writes_merged_total"),
        disk("write_bytes", "node_disk_written_bytes_total"),
        disk("write_ns", "node_disk_write_time_seconds_total", .counter, .nanoseconds),
        disk("in_flight", "node_disk_io_now", .gauge),
        disk("busy_ns", "node_disk_io_time_seconds_total", .counter, .nanoseconds),
        disk("weighted_ns", "node_disk_io_time_weighted_seconds_total", .counter, .nanoseconds),
        disk("discards", "node_disk_discards_completed_total"),
        disk("discards_merged", "node_disk_discards_merged_total"),
        disk("discard_bytes", "node_disk_discarded_sectors_total", .counter, Scale(divisor: 512)),
        disk("discard_ns", "node_disk_discard_time_seconds_total", .counter, .nanoseconds),
        disk("flushes", "node_disk_flush_requests_total"),
        disk("flush_ns", "node_disk_flush_requests_time_seconds_total", .counter, .nanoseconds),
    ]

    private static func mount(_ field: Text, _ name: StaticString) -> SharedName {
        SharedName(.filesystem, field, name, .gauge, nil, mountLabels, hasType: true)
    }
    static let mountLabels = [LabelRule("mount_point", "mountpoint")]

    private static let filesystems: [SharedName] = [
        mount("total_bytes", "node_filesystem_size_bytes"),
        mount("free_bytes", "node_filesystem_free_bytes"),
        mount("available_bytes", "node_filesystem_avail_bytes"),
        mount("inodes_total", "node_filesystem_files"),
        mount("inodes_free", "node_filesystem_files_free"),
    ]

    private static func interface(
        _ field: Text, _ name: StaticString, _ type: MetricType = .counter, _ scale: Scale = .one
    ) -> SharedName {
        SharedName(
            .network, field, name, type, nil, [LabelRule("interface", "device")], scale: scale)
    }

    private static let interfaces: [SharedName] = [
        interface("rx_bytes", "node_network_receive_bytes_total"),
        interface("rx_packets", "node_network_receive_packets_total"),
        interface("rx_errors", "node_network_receive_errs_total"),
        interface("rx_dropped", "node_network_receive_drop_total"),
        interface("rx_fifo", "node_network_receive_fifo_total"),
        interface("rx_frame", "node_network_receive_frame_total"),
        interface("rx_compressed", "node_network_receive_compressed_total"),
        interface("rx_multicast", "node_network_receive_multicast_total"),
        interface("tx_bytes", "node_network_transmit_bytes_total"),
        interface("tx_packets", "node_network_transmit_packets_total"),
        interface("tx_errors", "node_network_transmit_errs_total"),
        interface("tx_dropped", "node_network_transmit_drop_total"),
        interface("tx_fifo", "node_network_transmit_fifo_total"),
        interface("tx_collisions", "node_network_transmit_colls_total"),
        interface("tx_carrier", "node_network_transmit_carrier_total"),
        interface("tx_compressed", "node_network_transmit_compressed_total"),
        interface("mtu_bytes", "node_network_mtu_bytes", .gauge),
        interface("speed_bits_per_second", "node_network_speed_bytes", .gauge, Scale(divisor: 8)),
        interface("tx_queue_length", "node_network_transmit_queue_length", .gauge),
        interface("carrier_changes", "node_network_carrier_changes_total"),
        interface("carrier_up_changes", "node_network_carrier_up_changes_total"),
        interface("carrier_down_changes", "node_network_carrier_down_changes_total"),
    ]

    private static func stall(
        _ words: [Text], _ name: StaticString, _ help: Text
    ) -> SharedName {
        SharedName(
            .pressure, "total_ns", name, .counter, help,
            [LabelRule("resource", nil), LabelRule("stall", nil)], words: words, scale: .nanoseconds
        )
    }

    // node_exporter has no time in which all tasks waited for a CPU.
    private static let pressures: [SharedName] = [
        stall(
            ["cpu", "some"], "node_pressure_cpu_waiting_seconds_total",
            "Time in which at least one task waited for a CPU."),
        stall(
            ["io", "some"], "node_pressure_io_waiting_seconds_total",
            "Time in which at least one task waited for I/O."),
        stall(
            ["io", "full"], "node_pressure_io_stalled_seconds_total",
            "Time in which all tasks waited for I/O."),
        stall(
            ["memory", "some"], "node_pressure_memory_waiting_seconds_total",
            "Time in which at least one task waited for memory."),
        stall(
            ["memory", "full"], "node_pressure_memory_stalled_seconds_total",
            "Time in which all tasks waited for memory."),
        stall(
            ["irq", "full"], "node_pressure_irq_stalled_seconds_total",
            "Time in which all tasks waited for interrupt handlers."),
    ]

    private static let microseconds = Scale(divisor: 1000)
    private static let usageHelp: Text = "CPU time that the cgroup used."

    private static func cgroup(
        _ field: Text, _ name: StaticString, _ type: MetricType, scale: Scale = .one,
        _ constant: StaticString = "", help: Text? = nil
    ) -> SharedName {
        SharedName(
            .cgroups, field, name, type, help, [LabelRule("cgroup", "id")], constant: constant,
            scale: scale)
    }
    private static func stalled(_ words: [Text], _ name: StaticString, _ help: Text) -> SharedName {
        SharedName(
            .cgroups, "total_ns", name, .counter, help,
            [LabelRule("cgroup", "id"), LabelRule("resource", nil), LabelRule("stall", nil)],
            words: words, scale: .nanoseconds)
    }

    private static let cgroups: [SharedName] = [
        cgroup(
            "usage_ns", "container_cpu_usage_seconds_total", .counter, scale: .nanoseconds,
            #"cpu="total""#, help: usageHelp),
        cgroup(
            "user_ns", "container_cpu_user_seconds_total", .counter, scale: .nanoseconds),
        cgroup(
            "system_ns", "container_cpu_system_seconds_total", .counter, scale: .nanoseconds),
        cgroup("periods", "container_cpu_cfs_periods_total", .counter, help: periodsHelp),
        cgroup(
            "throttled_periods", "container_cpu_cfs_throttled_periods_total", .counter,
            help: throttledHelp),
        cgroup(
            "throttled_ns", "container_cpu_cfs_throttled_seconds_total", .counter,
            scale: .nanoseconds, help: throttledTimeHelp),
        cgroup("bursts", "container_cpu_cfs_burst_periods_total", .counter, help: burstsHelp),
        cgroup(
            "burst_ns", "container_cpu_cfs_burst_seconds_total", .counter, scale: .nanoseconds,
            help: burstTimeHelp),
        cgroup(
            "quota_ns", "container_spec_cpu_quota", .gauge, scale: microseconds, help: quotaHelp),
        cgroup(
            "period_ns", "container_spec_cpu_period", .gauge, scale: microseconds, help: periodHelp),
        cgroup("shares", "container_spec_cpu_shares", .gauge, help: sharesHelp),
        cgroup("memory_max_bytes", "container_spec_memory_limit_bytes", .gauge, help: limitHelp),
        cgroup(
            "memory_high_bytes", "container_spec_memory_reservation_limit_bytes", .gauge,
            help: highHelp),
        cgroup(
            "swap_max_bytes", "container_spec_memory_swap_limit_bytes", .gauge, help: swapLimitHelp),
        cgroup(
            "memsw_max_bytes", "container_spec_memory_swap_limit_bytes", .gauge,
            help: swapLimitHelp),
        cgroup(
            "memory_current_bytes", "container_memory_usage_bytes", .gauge, help: memoryHelp),
        cgroup("memory_working_set_bytes", "container_memory_working_set_bytes", .gauge),
        cgroup("memory_peak_bytes", "container_memory_max_usage_bytes", .gauge, help: peakHelp),
        cgroup("file_bytes", "container_memory_cache", .gauge),
        cgroup("anon_bytes", "container_memory_rss", .gauge),
        cgroup(
            "active_file_bytes", "container_memory_total_active_file_bytes", .gauge,
            help: activeHelp),
        cgroup(
            "inactive_file_bytes", "container_memory_total_inactive_file_bytes", .gauge,
            help: inactiveHelp),
        cgroup(
            "events_high", "container_memory_events_high_total", .counter, help: highEventsHelp),
        cgroup("events_max", "container_memory_events_max_total", .counter, help: maxEventsHelp),
        cgroup("events_oom_kill", "container_oom_events_total", .counter, help: killsHelp),
        cgroup("swap_current_bytes", "container_memory_swap", .gauge, help: swapHelp),
        cgroup(
            "major_faults", "container_memory_failures_total", .counter,
            #"failure_type="pgmajfault",scope="hierarchy""#),
        cgroup("pids_current", "container_threads", .gauge, help: tasksHelp),
        cgroup("pids_max", "container_threads_max", .gauge, help: tasksLimitHelp),
        stalled(
            ["cpu", "some"], "container_pressure_cpu_waiting_seconds_total",
            "Time in which at least one task of the cgroup waited for a CPU."),
        stalled(
            ["cpu", "full"], "container_pressure_cpu_stalled_seconds_total",
            "Time in which all tasks of the cgroup waited for a CPU."),
        stalled(
            ["memory", "some"], "container_pressure_memory_waiting_seconds_total",
            "Time in which at least one task of the cgroup waited for memory."),
        stalled(
            ["memory", "full"], "container_pressure_memory_stalled_seconds_total",
            "Time in which all tasks of the cgroup waited for memory."),
        stalled(
            ["io", "some"], "container_pressure_io_waiting_seconds_total",
            "Time in which at least one task of the cgroup waited for I/O."),
        stalled(
            ["io", "full"], "container_pressure_io_stalled_seconds_total",
            "Time in which all tasks of the cgroup waited for I/O."),
    ]

    // The same help in both tables: a family has one.
    private static let periodsHelp: Text = "Periods of the quota in which the cgroup was runnable."
    private static let throttledHelp: Text = "Periods in which the quota was used up."
    private static let throttledTimeHelp: Text =
        "Time that run queues waited for a new period, summed over CPUs."
    private static let burstsHelp: Text = "Periods that used accumulated quota."
    private static let burstTimeHelp: Text = "CPU time used beyond the quota in those periods."
    private static let highHelp: Text = "The limit above which the cgroup is slowed down, v2."
    private static let activeHelp: Text = "Page cache used recently."
    private static let inactiveHelp: Text = "Page cache not used recently."
    private static let highEventsHelp: Text =
        "Times that the cgroup was throttled above memory.high."
    private static let maxEventsHelp: Text =
        "Times that usage was about to exceed the memory limit."
    private static let killsHelp: Text = "Processes killed by the OOM killer."
    private static let quotaHelp: Text = "CPU time of the quota in each period, in microseconds."
    private static let periodHelp: Text = "The period of the quota in wall time, in microseconds."
    private static let sharesHelp: Text = "Share under contention, v1."
    private static let limitHelp: Text = "The limit of memory."
    private static let swapLimitHelp: Text =
        "The limit of swap on v2; of memory and swap together on v1."
    private static let memoryHelp: Text = "Memory that the cgroup uses, page cache included."
    private static let peakHelp: Text = "The maximum of the memory in use so far."
    private static let swapHelp: Text = "Swap that the cgroup uses."
    private static let tasksHelp: Text = "Tasks of the cgroup and its descendants."
    private static let tasksLimitHelp: Text = "The limit of tasks."

    private static func level(
        _ field: Text, _ name: StaticString, _ type: MetricType, _ help: Text, scale: Scale = .one,
        _ constant: StaticString = ""
    ) -> SharedName {
        SharedName(
            .quota, field, name, type, help,
            [LabelRule("level", "id"), LabelRule("hierarchy", nil)], constant: constant,
            scale: scale, isOfLevel: true)
    }

    /// The levels of the own quota are cgroups: the same series, where the cgroups are not read.
    private static let levels: [SharedName] = [
        level(
            "level_cpu_usage_ns", "container_cpu_usage_seconds_total", .counter, usageHelp,
            scale: .nanoseconds, #"cpu="total""#),
        level(
            "level_throttling_periods", "container_cpu_cfs_periods_total", .counter, periodsHelp),
        level(
            "level_throttling_throttled_periods", "container_cpu_cfs_throttled_periods_total",
            .counter, throttledHelp),
        level(
            "level_throttling_throttled_ns", "container_cpu_cfs_throttled_seconds_total", .counter,
            throttledTimeHelp, scale: .nanoseconds),
        level(
            "level_throttling_bursts", "container_cpu_cfs_burst_periods_total", .counter,
            burstsHelp),
        level(
            "level_throttling_burst_ns", "container_cpu_cfs_burst_seconds_total", .counter,
            burstTimeHelp, scale: .nanoseconds),
        level(
            "level_cpu_quota_ns", "container_spec_cpu_quota", .gauge, quotaHelp,
            scale: microseconds),
        level(
            "level_cpu_period_ns", "container_spec_cpu_period", .gauge, periodHelp,
            scale: microseconds),
        level("level_cpu_shares", "container_spec_cpu_shares", .gauge, sharesHelp),
        level(
            "level_memory_max_bytes", "container_spec_memory_limit_bytes", .gauge, limitHelp),
        level(
            "level_swap_max_bytes", "container_spec_memory_swap_limit_bytes", .gauge, swapLimitHelp),
        level(
            "level_memsw_max_bytes", "container_spec_memory_swap_limit_bytes", .gauge,
            swapLimitHelp),
        level("level_memory_current_bytes", "container_memory_usage_bytes", .gauge, memoryHelp),
        level("level_memory_peak_bytes", "container_memory_max_usage_bytes", .gauge, peakHelp),
        level("level_swap_current_bytes", "container_memory_swap", .gauge, swapHelp),
        level(
            "level_memory_high_bytes", "container_spec_memory_reservation_limit_bytes", .gauge,
            highHelp),
        level(
            "level_memory_active_file_bytes", "container_memory_total_active_file_bytes", .gauge,
            activeHelp),
        level(
            "level_memory_inactive_file_bytes", "container_memory_total_inactive_file_bytes",
            .gauge, inactiveHelp),
        level(
            "level_memory_events_high", "container_memory_events_high_total", .counter,
            highEventsHelp),
        level(
            "level_memory_events_max", "container_memory_events_max_total", .counter,
            maxEventsHelp),
        level("level_memory_events_oom_kill", "container_oom_events_total", .counter, killsHelp),
        level("level_pids_current", "container_threads", .gauge, tasksHelp),
        level("level_pids_max", "container_threads_max", .gauge, tasksLimitHelp),
    ]
}
