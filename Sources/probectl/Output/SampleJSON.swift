import Probe

/// A sample as one line of JSON: the sections by their ids, each with all its keys.
enum SampleJSON {
    static func document(
        _ sample: Sample, _ rates: Rates?, _ sections: [Section], perCPU: Bool,
        frequencies: Frequencies? = nil, processes: ProcessList = ProcessList()
    ) -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", sample.wallTimeNs)
            for section in sections {
                add(section, of: sample, to: &json, perCPU: perCPU, frequencies, processes)
            }
            json.object("unavailable") { json in
                for section in sections {
                    if let error = sample.error(of: section) {
                        json.field(.text(section.rawValue), error)
                    }
                }
            }
            json.array("failures") { json in
                for section in sections {
                    let more = section == .process ? processes.failures : []
                    for failure in sample.failures(of: section) + more {
                        add(failure, of: section, to: &json)
                    }
                }
                if let error = frequencies?.error { add(error, of: .cpu, to: &json) }
            }
            add(rates, of: sections, to: &json, perCPU: perCPU, processes)
        }
        return json
    }

    private static func add(_ failure: Failure, of section: Section, to json: inout JSON) {
        json.object { json in
            json.field("section", section.rawValue)
            json.members(of: failure)
        }
    }

    private static func add(
        _ section: Section, of sample: Sample, to json: inout JSON, perCPU: Bool,
        _ frequencies: Frequencies?, _ processes: ProcessList
    ) {
        guard sample.error(of: section) == nil else { return json.null(.text(section.rawValue)) }
        json.object(.text(section.rawValue)) { json in
            switch section {
            case .cpu: sample.cpu.value.map { add($0, to: &json, perCPU: perCPU, frequencies) }
            case .load: sample.load.value.map { add($0, to: &json) }
            case .memory: sample.memory.value.map { add($0, to: &json) }
            case .disk: sample.disk.value.map { add($0, to: &json) }
            case .filesystem: sample.filesystem.value.map { add($0, to: &json) }
            case .network: sample.network.value.map { add($0, to: &json) }
            case .io: sample.io.value.map { add($0, to: &json) }
            case .pressure: sample.pressure.value.map { add($0, to: &json) }
            case .quota: sample.quota.value.map { QuotaJSON.members(of: $0, to: &json) }
            case .process:
                sample.process.value.map { ProcessJSON.members(of: $0, processes, to: &json) }
            case .sensors: sample.sensors.value.map { SensorsJSON.members(of: $0, to: &json) }
            }
        }
    }

    private static func add(
        _ rates: Rates?, of sections: [Section], to json: inout JSON, perCPU: Bool,
        _ processes: ProcessList
    ) {
        guard let rates else { return json.null("rates") }
        json.object("rates") { json in
            if sections.contains(.cpu) {
                json.object("cpu") { add(rates.cpu, to: &$0, perCPU: perCPU) }
            }
            if sections.contains(.memory) {
                json.object("memory") { add(rates.memory, to: &$0) }
            }
            if sections.contains(.disk) { json.object("disk") { add(rates.disk, to: &$0) } }
            if sections.contains(.network) {
                json.object("network") { add(rates.network, to: &$0) }
            }
            if sections.contains(.io) { json.object("io") { add(rates.io, to: &$0) } }
            if sections.contains(.pressure) {
                json.object("pressure") { add(rates.pressure, to: &$0) }
            }
            if sections.contains(.process) {
                json.object("process") {
                    ProcessJSON.members(of: rates.process, processes, to: &$0)
                }
            }
        }
    }

    private static func addTimes(_ times: some CPUTimes, to json: inout JSON) {
        json.field("user_ns", times.userNs)
        json.field("nice_ns", times.niceNs)
        json.field("system_ns", times.systemNs)
        json.field("idle_ns", times.idleNs)
        json.field("iowait_ns", times.iowaitNs)
        json.field("irq_ns", times.irqNs)
        json.field("softirq_ns", times.softirqNs)
        json.field("steal_ns", times.stealNs)
        json.field("guest_ns", times.guestNs)
        json.field("guest_nice_ns", times.guestNiceNs)
    }

    private static func add(
        _ cpu: CPU, to json: inout JSON, perCPU: Bool, _ frequencies: Frequencies?
    ) {
        addTimes(cpu, to: &json)
        json.field("context_switches", cpu.contextSwitches)
        json.field("interrupts", cpu.interrupts)
        json.field("soft_interrupts", cpu.softInterrupts)
        json.field("forks", cpu.forks)
        json.field("running", cpu.running)
        json.field("blocked", cpu.blocked)
        json.field("possible", cpu.possible)
        json.field("present", cpu.present)
        json.field("online", cpu.online)
        json.field("physical_cores", cpu.physicalCores)
        json.field("packages", cpu.packages)
        json.field("monotonic_ns", cpu.monotonicNs)
        add(frequencies, to: &json)
        guard perCPU else { return json.null("cpus") }
        json.array("cpus", cpu.cpus) { json, cpu in
            json.object { json in
                json.field("id", cpu.id)
                addTimes(cpu, to: &json)
            }
        }
    }

    private static func addUsage(_ usage: some CPUUsage, to json: inout JSON) {
        json.field("usage_percent", usage.usagePercent)
        json.field("user_percent", usage.userPercent)
        json.field("nice_percent", usage.nicePercent)
        json.field("system_percent", usage.systemPercent)
        json.field("idle_percent", usage.idlePercent)
        json.field("iowait_percent", usage.iowaitPercent)
        json.field("irq_percent", usage.irqPercent)
        json.field("softirq_percent", usage.softirqPercent)
        json.field("steal_percent", usage.stealPercent)
        json.field("guest_percent", usage.guestPercent)
        json.field("guest_nice_percent", usage.guestNicePercent)
    }

    private static func add(_ rates: CPURates, to json: inout JSON, perCPU: Bool) {
        json.field("interval_ns", rates.intervalNs)
        addUsage(rates, to: &json)
        json.field("context_switches_per_second", rates.contextSwitchesPerSecond)
        json.field("interrupts_per_second", rates.interruptsPerSecond)
        json.field("soft_interrupts_per_second", rates.softInterruptsPerSecond)
        json.field("forks_per_second", rates.forksPerSecond)
        guard perCPU else { return json.null("cpus") }
        json.array("cpus", rates.cpus) { json, cpu in
            json.object { json in
                json.field("id", cpu.id)
                addUsage(cpu, to: &json)
            }
        }
    }

    private static func add(_ frequencies: Frequencies?, to json: inout JSON) {
        add(frequencies?.list, to: &json)
    }

    /// The frequencies of the CPUs, of the section cpu and of the sensors.
    static func add(_ frequencies: [CPUFrequency]?, to json: inout JSON) {
        guard let list = frequencies else { return json.null("frequencies") }
        json.array("frequencies", list) { json, frequency in
            json.object { json in
                json.field("id", frequency.id)
                json.field("current_hz", frequency.currentHz)
                json.field("minimum_hz", frequency.minimumHz)
                json.field("maximum_hz", frequency.maximumHz)
                json.field("failure", frequency.failure)
            }
        }
    }

    private static func add(_ load: Load, to json: inout JSON) {
        json.field("load1", load.load1)
        json.field("load5", load.load5)
        json.field("load15", load.load15)
        json.field("uptime_ns", load.uptimeNs)
        json.field("boot_time_ns", load.bootTimeNs)
        json.object("tasks") { json in
            json.field("runnable", load.tasks.runnable)
            json.field("all", load.tasks.all)
            json.field("last_pid", load.tasks.lastPid)
        }
    }

    private static func add(_ memory: Memory, to json: inout JSON) {
        json.field("total_bytes", memory.totalBytes)
        json.field("free_bytes", memory.freeBytes)
        json.field("available_bytes", memory.availableBytes)
        json.field("used_bytes", memory.usedBytes)
        json.field("usage_percent", memory.usagePercent)
        json.field("buffers_bytes", memory.buffersBytes)
        json.field("cached_bytes", memory.cachedBytes)
        json.field("reclaimable_bytes", memory.reclaimableBytes)
        json.field("shared_bytes", memory.sharedBytes)
        json.field("active_bytes", memory.activeBytes)
        json.field("inactive_bytes", memory.inactiveBytes)
        json.field("dirty_bytes", memory.dirtyBytes)
        json.field("writeback_bytes", memory.writebackBytes)
        json.field("anonymous_bytes", memory.anonymousBytes)
        json.field("mapped_bytes", memory.mappedBytes)
        json.field("slab_bytes", memory.slabBytes)
        json.field("kernel_stack_bytes", memory.kernelStackBytes)
        json.field("page_tables_bytes", memory.pageTablesBytes)
        json.field("committed_bytes", memory.committedBytes)
        json.field("commit_limit_bytes", memory.commitLimitBytes)
        json.field("huge_pages_total", memory.hugePagesTotal)
        json.field("huge_pages_free", memory.hugePagesFree)
        json.field("huge_pages_reserved", memory.hugePagesReserved)
        json.field("huge_pages_surplus", memory.hugePagesSurplus)
        json.field("huge_page_bytes", memory.hugePageBytes)
        json.field("swap_total_bytes", memory.swapTotalBytes)
        json.field("swap_free_bytes", memory.swapFreeBytes)
        json.field("swap_used_bytes", memory.swapUsedBytes)
        json.field("swap_cached_bytes", memory.swapCachedBytes)
        json.field("swap_usage_percent", memory.swapUsagePercent)
        json.field("zswap_bytes", memory.zswapBytes)
        json.field("zswapped_bytes", memory.zswappedBytes)
        json.field("page_faults", memory.pageFaults)
        json.field("major_page_faults", memory.majorPageFaults)
        json.field("swapped_in_bytes", memory.swappedInBytes)
        json.field("swapped_out_bytes", memory.swappedOutBytes)
        json.field("paged_in_bytes", memory.pagedInBytes)
        json.field("paged_out_bytes", memory.pagedOutBytes)
        json.field("oom_kills", memory.oomKills)
        json.field("monotonic_ns", memory.monotonicNs)
    }

    private static func add(_ rates: MemoryRates, to json: inout JSON) {
        json.field("interval_ns", rates.intervalNs)
        json.field("page_faults_per_second", rates.pageFaultsPerSecond)
        json.field("major_page_faults_per_second", rates.majorPageFaultsPerSecond)
        json.field("swapped_in_bytes_per_second", rates.swappedInBytesPerSecond)
        json.field("swapped_out_bytes_per_second", rates.swappedOutBytesPerSecond)
        json.field("paged_in_bytes_per_second", rates.pagedInBytesPerSecond)
        json.field("paged_out_bytes_per_second", rates.pagedOutBytesPerSecond)
    }
}
