internal import CProbe

extension ProcessSnapshot {
    /// Takes what C read. Names stay as they are where they are the same, so that a process that was
    /// there before allocates nothing.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_process>, _ text: UnsafeMutableBufferPointer<CChar>,
        _ bootID: BootID?, _ uptimeNs: UInt64?, isLive: Bool
    ) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_process_field) -> Bool { cprobe_has(fields, field.rawValue) }
        pid = c.pointee.pid
        parentPid = has(.CPROBE_PROCESS_PARENT_PID) ? c.pointee.parent_pid : nil
        startTicks = has(.CPROBE_PROCESS_START) ? c.pointee.start_ticks : nil
        startNs = has(.CPROBE_PROCESS_START_TIME) ? c.pointee.start_ns : nil
        if has(.CPROBE_PROCESS_NAME) {
            if name == nil { name = KernelName() }
            name!.set(&c.pointee.name, c.pointee.name_length)
        } else {
            name = nil
        }
        state =
            has(.CPROBE_PROCESS_STATE)
            ? ProcessState(rawValue: UInt8(bitPattern: c.pointee.state)) : nil
        isMainThreadEnded =
            has(.CPROBE_PROCESS_MAIN_THREAD_ENDED) ? c.pointee.main_thread_ended : nil
        isKernelThread = has(.CPROBE_PROCESS_KERNEL_THREAD) ? c.pointee.kernel_thread : nil
        threads = has(.CPROBE_PROCESS_THREADS) ? c.pointee.threads : nil
        processGroup = has(.CPROBE_PROCESS_GROUP) ? c.pointee.process_group : nil
        session = has(.CPROBE_PROCESS_SESSION) ? c.pointee.session : nil
        priority = has(.CPROBE_PROCESS_PRIORITY) ? c.pointee.priority : nil
        nice = has(.CPROBE_PROCESS_NICE) ? c.pointee.nice : nil
        lastCPU = has(.CPROBE_PROCESS_LAST_CPU) ? c.pointee.last_cpu : nil
        userTimeNs = has(.CPROBE_PROCESS_USER_TIME) ? c.pointee.user_time_ns : nil
        systemTimeNs = has(.CPROBE_PROCESS_SYSTEM_TIME) ? c.pointee.system_time_ns : nil
        totalTimeNs = has(.CPROBE_PROCESS_TOTAL_TIME) ? c.pointee.total_time_ns : nil
        minorFaults = has(.CPROBE_PROCESS_MINOR_FAULTS) ? c.pointee.minor_faults : nil
        majorFaults = has(.CPROBE_PROCESS_MAJOR_FAULTS) ? c.pointee.major_faults : nil
        rssApproximateBytes =
            has(.CPROBE_PROCESS_RSS_APPROXIMATE) ? c.pointee.rss_approximate_bytes : nil
        vmsBytes = has(.CPROBE_PROCESS_VMS) ? c.pointee.vms_bytes : nil
        rssBytes = has(.CPROBE_PROCESS_RSS) ? c.pointee.rss_bytes : nil
        anonymousBytes = has(.CPROBE_PROCESS_ANONYMOUS) ? c.pointee.anonymous_bytes : nil
        sharedBytes = has(.CPROBE_PROCESS_SHARED) ? c.pointee.shared_bytes : nil
        memoryPercent = has(.CPROBE_PROCESS_MEMORY_PERCENT) ? c.pointee.memory_percent : nil
        setDetails(c)
        commandLine.set(
            text, has(.CPROBE_PROCESS_COMMAND_LINE), c.pointee.command_line_offset,
            c.pointee.command_line_length)
        isCommandLineCut = has(.CPROBE_PROCESS_COMMAND_LINE) ? c.pointee.command_line_cut : nil
        cgroup.set(
            text, has(.CPROBE_PROCESS_CGROUP), c.pointee.cgroup_offset, c.pointee.cgroup_length)
        unread = ProcessDetails(rawValue: c.pointee.unread_details)
        failures.set(c.pointee.failures)
        identity = bootID.flatMap { bootID in
            startTicks.map { ProcessIdentity(pid: pid, startTicks: $0, bootID: bootID) }
        }
        ageNs = uptimeNs.flatMap { now in
            startNs.flatMap { Self.age(from: $0, to: now, isLive: isLive) }
        }
    }

    /// A process can start between the reading of the clock and its own. Any other start after it is by
    /// another clock.
    private static func age(from start: UInt64, to now: UInt64, isLive: Bool) -> UInt64? {
        guard start > now else { return now - start }
        return isLive && start - now < 60_000_000_000 ? 0 : nil
    }

    private mutating func setDetails(_ c: UnsafePointer<cprobe_process>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_process_field) -> Bool { cprobe_has(fields, field.rawValue) }
        uid = has(.CPROBE_PROCESS_UID) ? c.pointee.uid : nil
        effectiveUid = has(.CPROBE_PROCESS_EFFECTIVE_UID) ? c.pointee.effective_uid : nil
        gid = has(.CPROBE_PROCESS_GID) ? c.pointee.gid : nil
        peakRssBytes = has(.CPROBE_PROCESS_PEAK_RSS) ? c.pointee.peak_rss_bytes : nil
        swapBytes = has(.CPROBE_PROCESS_SWAP) ? c.pointee.swap_bytes : nil
        dataBytes = has(.CPROBE_PROCESS_DATA) ? c.pointee.data_bytes : nil
        stackBytes = has(.CPROBE_PROCESS_STACK) ? c.pointee.stack_bytes : nil
        voluntarySwitches =
            has(.CPROBE_PROCESS_VOLUNTARY_SWITCHES) ? c.pointee.voluntary_switches : nil
        involuntarySwitches =
            has(.CPROBE_PROCESS_INVOLUNTARY_SWITCHES) ? c.pointee.involuntary_switches : nil
        readBytes = has(.CPROBE_PROCESS_READ) ? c.pointee.read_bytes : nil
        writeBytes = has(.CPROBE_PROCESS_WRITE) ? c.pointee.write_bytes : nil
        cancelledWriteBytes =
            has(.CPROBE_PROCESS_CANCELLED_WRITE) ? c.pointee.cancelled_write_bytes : nil
        rcharBytes = has(.CPROBE_PROCESS_RCHAR) ? c.pointee.rchar_bytes : nil
        wcharBytes = has(.CPROBE_PROCESS_WCHAR) ? c.pointee.wchar_bytes : nil
        readCalls = has(.CPROBE_PROCESS_READ_CALLS) ? c.pointee.read_calls : nil
        writeCalls = has(.CPROBE_PROCESS_WRITE_CALLS) ? c.pointee.write_calls : nil
        descriptors = has(.CPROBE_PROCESS_DESCRIPTORS) ? c.pointee.descriptors : nil
        proportionalBytes = has(.CPROBE_PROCESS_PROPORTIONAL) ? c.pointee.proportional_bytes : nil
        uniqueBytes = has(.CPROBE_PROCESS_UNIQUE) ? c.pointee.unique_bytes : nil
        proportionalSwapBytes =
            has(.CPROBE_PROCESS_PROPORTIONAL_SWAP) ? c.pointee.proportional_swap_bytes : nil
    }
}

extension KernelName? {
    /// Takes a part of the texts; nil where it was not read.
    fileprivate mutating func set(
        _ text: UnsafeMutableBufferPointer<CChar>, _ isThere: Bool, _ offset: UInt32,
        _ length: UInt32
    ) {
        guard isThere else {
            self = nil
            return
        }
        if self == nil { self = KernelName() }
        self!.set(
            UnsafeRawBufferPointer(
                rebasing: UnsafeRawBufferPointer(text)[Int(offset)...].prefix(Int(length))))
    }
}

extension ProcessTable {
    /// Takes what C read. `spare` is where the processes of an earlier reading stand meanwhile: one
    /// that is there still keeps its names.
    mutating func set(
        _ c: cprobe_processes, _ items: UnsafeMutableBufferPointer<cprobe_process>,
        _ text: UnsafeMutableBufferPointer<CChar>, spare: inout [ProcessSnapshot]
    ) {
        bootID = c.has_boot_id ? BootID(c.boot_id) : nil
        monotonicNs = c.has_monotonic ? c.monotonic_ns : nil
        uptimeNs = c.has_uptime ? c.uptime_ns : nil
        memoryTotalBytes = c.has_memory_total ? c.memory_total_bytes : nil
        ended = Int(c.ended)
        isHidden = c.has_hidden ? c.hidden : nil
        failures.set(c.failures)
        // Up to the first that came or went all stay where they are.
        var index = 0
        while index < items.count, index < processes.count,
            processes[index].pid == items[index].pid
        {
            processes[index].set(
                items.baseAddress! + index, text, bootID, uptimeNs, isLive: c.has_monotonic)
            index += 1
        }
        spare.append(contentsOf: processes[index...])
        processes.removeSubrange(index...)
        var old = 0
        for index in index..<items.count {
            let pid = items[index].pid
            while old < spare.count, spare[old].pid < pid { old += 1 }
            let isThere = old < spare.count && spare[old].pid == pid
            processes.append(isThere ? spare[old] : ProcessSnapshot())
            processes[index].set(
                items.baseAddress! + index, text, bootID, uptimeNs, isLive: c.has_monotonic)
        }
        spare.removeAll(keepingCapacity: true)
    }
}

extension BootID {
    init(_ bytes: borrowing some BitwiseCopyable) {
        let (high, low) = Swift.withUnsafeBytes(of: bytes) { raw in
            (
                UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        self.init(high: high, low: low)
    }
}
