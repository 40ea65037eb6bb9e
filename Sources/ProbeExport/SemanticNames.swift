// The fields that the semantic conventions of OpenTelemetry name, by version 1.44.0 (system.*: status Development;
// process.*: release candidate). A field without a row is probe.SECTION.FIELD in base units.

import Probe

extension SharedName {
    /// The version of the conventions, as the documents name it.
    static let semanticSchema: StaticString = "https://opentelemetry.io/schemas/1.44.0"

    static let semanticTables = [
        semanticCPU, semanticMemory, semanticDisks, semanticFilesystems, semanticNetwork,
        semanticProcesses,
    ]

    private static func cpuTime(_ field: Text, _ constant: StaticString) -> SharedName {
        SharedName(
            .cpu, field, "system.cpu.time", .counter,
            "Seconds each logical CPU spent on each mode.",
            [LabelRule("cpu", "cpu.logical_number")], constant: constant, scale: .nanoseconds,
            unit: "s")
    }

    private static let semanticCPU: [SharedName] = [
        cpuTime("user_ns", #"{"key":"cpu.mode","value":{"stringValue":"user"}}"#),
        cpuTime("nice_ns", #"{"key":"cpu.mode","value":{"stringValue":"nice"}}"#),
        cpuTime("system_ns", #"{"key":"cpu.mode","value":{"stringValue":"system"}}"#),
        cpuTime("idle_ns", #"{"key":"cpu.mode","value":{"stringValue":"idle"}}"#),
        cpuTime("iowait_ns", #"{"key":"cpu.mode","value":{"stringValue":"iowait"}}"#),
        cpuTime("irq_ns", #"{"key":"cpu.mode","value":{"stringValue":"interrupt"}}"#),
        cpuTime("softirq_ns", #"{"key":"cpu.mode","value":{"stringValue":"softirq"}}"#),
        cpuTime("steal_ns", #"{"key":"cpu.mode","value":{"stringValue":"steal"}}"#),
        SharedName(.cpu, "online", "system.cpu.logical.count", .upDown, unit: "{cpu}"),
        SharedName(.cpu, "physical_cores", "system.cpu.physical.count", .upDown, unit: "{cpu}"),
        SharedName(.cpu, "forks", "system.process.created", .counter, unit: "{process}"),
        SharedName(
            .sensors, "frequency_current_hz", "system.cpu.frequency", .gauge, nil,
            [LabelRule("cpu", "cpu.logical_number")], unit: "Hz"),
        SharedName(
            .load, "uptime_ns", "system.uptime", .gauge, scale: .nanoseconds, unit: "s"),
    ]

    private static func memory(
        _ field: Text, _ name: StaticString, _ constant: StaticString = "",
        _ help: Text? = nil, unit: Text = "By"
    ) -> SharedName {
        SharedName(.memory, field, name, .upDown, help, constant: constant, unit: unit)
    }

    // system.memory.usage has the state "used", too, which OTLPWriter computes.
    private static let semanticMemory: [SharedName] = [
        memory(
            "free_bytes", "system.memory.usage",
            #"{"key":"system.memory.state","value":{"stringValue":"free"}}"#, memoryStates),
        memory(
            "cached_bytes", "system.memory.usage",
            #"{"key":"system.memory.state","value":{"stringValue":"cached"}}"#, memoryStates),
        memory(
            "buffers_bytes", "system.memory.usage",
            #"{"key":"system.memory.state","value":{"stringValue":"buffers"}}"#, memoryStates),
        memory("total_bytes", "system.memory.limit"),
        memory("available_bytes", "system.memory.linux.available"),
        memory("shared_bytes", "system.memory.linux.shared"),
        memory(
            "reclaimable_bytes", "system.memory.linux.slab.usage",
            #"{"key":"system.memory.linux.slab.state","value":{"stringValue":"reclaimable"}}"#,
            slabStates),
        memory(
            "unreclaimable_slab_bytes", "system.memory.linux.slab.usage",
            #"{"key":"system.memory.linux.slab.state","value":{"stringValue":"unreclaimable"}}"#,
            slabStates),
        memory("huge_pages_total", "system.memory.linux.hugepages.limit", unit: "{page}"),
        memory("huge_pages_reserved", "system.memory.linux.hugepages.reserved", unit: "{page}"),
        memory("huge_pages_surplus", "system.memory.linux.hugepages.surplus", unit: "{page}"),
        memory("huge_page_bytes", "system.memory.linux.hugepages.page_size"),
        memory(
            "swap_used_bytes", "system.paging.usage",
            #"{"key":"system.paging.state","value":{"stringValue":"used"}}"#, "Swap by its state."),
        memory(
            "swap_free_bytes", "system.paging.usage",
            #"{"key":"system.paging.state","value":{"stringValue":"free"}}"#, "Swap by its state."),
        SharedName(
            .memory, "major_page_faults", "system.paging.faults", .counter,
            "Page faults by their type.",
            constant: #"{"key":"system.paging.fault.type","value":{"stringValue":"major"}}"#,
            unit: "{fault}"),
    ]
    static let memoryStates: Text = "Memory by its state."
    private static let slabStates: Text = "Memory of kernel objects by its state."

    private static func semanticDisk(
        _ field: Text, _ name: StaticString, _ unit: Text, _ help: Text,
        _ constant: StaticString = "", _ scale: Scale = .one
    ) -> SharedName {
        SharedName(
            .disk, field, name, .counter, help, [LabelRule("device", "system.device")],
            constant: constant, scale: scale, unit: unit)
    }
    private static let read: StaticString =
        #"{"key":"disk.io.direction","value":{"stringValue":"read"}}"#
    private static let written: StaticString =
        #"{"key":"disk.io.direction","value":{"stringValue":"write"}}"#

    private static let semanticDisks: [SharedName] = [
        semanticDisk("read_bytes", "system.disk.io", "By", "Bytes by direction.", read),
        semanticDisk("write_bytes", "system.disk.io", "By", "Bytes by direction.", written),
        semanticDisk(
            "reads", "system.disk.operations", "{operation}", "Operations by direction.", read),
        semanticDisk(
            "writes", "system.disk.operations", "{operation}", "Operations by direction.", written),
        semanticDisk(
            "read_ns", "system.disk.operation_time", "s", "The time that operations took, summed.",
            read, .nanoseconds),
        semanticDisk(
            "write_ns", "system.disk.operation_time", "s", "The time that operations took, summed.",
            written, .nanoseconds),
        semanticDisk(
            "reads_merged", "system.disk.merged", "{operation}", "Operations that were merged.",
            read),
        semanticDisk(
            "writes_merged", "system.disk.merged", "{operation}", "Operations that were merged.",
            written),
        semanticDisk(
            "busy_ns", "system.disk.io_time", "s", "Time in which an operation was in progress.",
            "", .nanoseconds),
        SharedName(
            .storage, "size_bytes", "system.disk.limit", .upDown, nil,
            [LabelRule("device", "system.device")], words: [], unit: "By"),
    ]

    private static let semanticMount = [
        LabelRule("mount_point", "system.filesystem.mountpoint"),
        LabelRule("device", "system.device"),
    ]
    private static func filesystem(
        _ field: Text, _ name: StaticString, _ constant: StaticString = "", _ help: Text? = nil
    ) -> SharedName {
        SharedName(
            .filesystem, field, name, .upDown, help, semanticMount, constant: constant,
            hasType: true, unit: "By")
    }

    // The state "free" is what an ordinary user can use; "reserved", which OTLPWriter computes, is the rest.
    private static let semanticFilesystems: [SharedName] = [
        filesystem("total_bytes", "system.filesystem.limit"),
        filesystem(
            "used_bytes", "system.filesystem.usage",
            #"{"key":"system.filesystem.state","value":{"stringValue":"used"}}"#, mountStates),
        filesystem(
            "available_bytes", "system.filesystem.usage",
            #"{"key":"system.filesystem.state","value":{"stringValue":"free"}}"#, mountStates),
    ]
    static let mountStates: Text = "Space of the file system by its state."

    private static func traffic(
        _ field: Text, _ name: StaticString, _ unit: Text, _ help: Text, _ constant: StaticString,
        label: Text = "network.interface.name"
    ) -> SharedName {
        SharedName(
            .network, field, name, .counter, help, [LabelRule("interface", label)],
            constant: constant, unit: unit)
    }
    private static let received: StaticString =
        #"{"key":"network.io.direction","value":{"stringValue":"receive"}}"#
    private static let sent: StaticString =
        #"{"key":"network.io.direction","value":{"stringValue":"transmit"}}"#

    private static let semanticNetwork: [SharedName] = [
        traffic("rx_bytes", "system.network.io", "By", "Bytes by direction.", received),
        traffic("tx_bytes", "system.network.io", "By", "Bytes by direction.", sent),
        traffic(
            "rx_packets", "system.network.packet.count", "{packet}", "Packets by direction.",
            received, label: "system.device"),
        traffic(
            "tx_packets", "system.network.packet.count", "{packet}", "Packets by direction.", sent,
            label: "system.device"),
        traffic(
            "rx_errors", "system.network.errors", "{error}", "Errors by direction.", received),
        traffic("tx_errors", "system.network.errors", "{error}", "Errors by direction.", sent),
        traffic(
            "rx_dropped", "system.network.packet.dropped", "{packet}",
            "Packets dropped without an error.", received),
        traffic(
            "tx_dropped", "system.network.packet.dropped", "{packet}",
            "Packets dropped without an error.", sent),
    ]

    private static func process(
        _ field: Text, _ name: StaticString, _ type: MetricType, _ unit: Text,
        _ help: Text? = nil, _ constant: StaticString = "", _ scale: Scale = .one
    ) -> SharedName {
        SharedName(
            .process, field, name, type, help,
            [LabelRule("pid", "process.pid"), LabelRule("name", "process.executable.name")],
            constant: constant, scale: scale, unit: unit)
    }

    private static let semanticProcesses: [SharedName] = [
        process(
            "user_time_ns", "process.cpu.time", .counter, "s", "CPU time by mode.",
            #"{"key":"cpu.mode","value":{"stringValue":"user"}}"#, .nanoseconds),
        process(
            "system_time_ns", "process.cpu.time", .counter, "s", "CPU time by mode.",
            #"{"key":"cpu.mode","value":{"stringValue":"system"}}"#, .nanoseconds),
        process("rss_bytes", "process.memory.usage", .upDown, "By"),
        process("vms_bytes", "process.memory.virtual", .upDown, "By"),
        process(
            "read_bytes", "process.disk.io", .counter, "By", "Bytes of disks by direction.", read),
        process(
            "write_bytes", "process.disk.io", .counter, "By", "Bytes of disks by direction.",
            written),
        process("threads", "process.thread.count", .upDown, "{thread}"),
        process(
            "descriptors", "process.unix.file_descriptor.count", .upDown, "{file_descriptor}"),
        process(
            "voluntary_switches", "process.context_switches", .counter, "{context_switch}",
            "Context switches by type.",
            #"{"key":"process.context_switch.type","value":{"stringValue":"voluntary"}}"#),
        process(
            "involuntary_switches", "process.context_switches", .counter, "{context_switch}",
            "Context switches by type.",
            #"{"key":"process.context_switch.type","value":{"stringValue":"involuntary"}}"#),
        process(
            "major_faults", "process.paging.faults", .counter, "{fault}", "Page faults by type.",
            #"{"key":"system.paging.fault.type","value":{"stringValue":"major"}}"#),
        process(
            "minor_faults", "process.paging.faults", .counter, "{fault}", "Page faults by type.",
            #"{"key":"system.paging.fault.type","value":{"stringValue":"minor"}}"#),
    ]
}
