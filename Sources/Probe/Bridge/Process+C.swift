internal import CProbe

extension ProcessSnapshot {
    /// Copies from the C struct. A name that is the same is not copied, so that a process which was
    /// there before allocates nothing.
    mutating func set(
        _ c: UnsafeMutablePointer<cprobe_process>, _ text: UnsafeMutableBufferPointer<CChar>,
        _ bootID: BootID?, _ uptimeNs: Int64?, isLive: Bool
    ) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_process_field) -> Bool { cprobe_has(fields, field.rawValue) }
        pid = c.pointee.pid
        setFields(c)
        if has(.CPROBE_PROCESS_NAME) {
            if name == nil { name = KernelName() }
            name!.set(&c.pointee.name, c.pointee.name_length)
        } else {
            name = nil
        }
        state =
            has(.CPROBE_PROCESS_STATE)
            ? ProcessState(rawValue: UInt8(bitPattern: c.pointee.state)) : nil
        commandLine.set(
            text, has(.CPROBE_PROCESS_COMMAND_LINE), c.pointee.command_line_offset,
            c.pointee.command_line_length)
        isCommandLineCut = has(.CPROBE_PROCESS_COMMAND_LINE) ? c.pointee.command_line_cut : nil
        cgroup.set(
            text, has(.CPROBE_PROCESS_CGROUP), c.pointee.cgroup_offset, c.pointee.cgroup_length)
        setMasks(c)
        setLists(c, text)
        setPaths(c, text)
        unread = ProcessDetails(rawValue: c.pointee.unread_details)
        failures.set(c.pointee.failures)
        identity = bootID.flatMap { bootID in
            startTicks.map { ProcessIdentity(pid: pid, startTicks: $0, bootID: bootID) }
        }
        ageNs = uptimeNs.flatMap { now in
            startNs.flatMap { Self.age(from: $0, to: now, isLive: isLive) }
        }
    }

    private mutating func setMasks(_ c: UnsafePointer<cprobe_process>) {
        let fields = c.pointee.present_fields
        func signals(_ field: cprobe_process_field, _ mask: UInt64) -> SignalSet? {
            cprobe_has(fields, field.rawValue) ? SignalSet(rawValue: mask) : nil
        }
        func capabilities(_ field: cprobe_process_field, _ mask: UInt64) -> CapabilitySet? {
            cprobe_has(fields, field.rawValue) ? CapabilitySet(rawValue: mask) : nil
        }
        pendingSignals = signals(.CPROBE_PROCESS_PENDING_SIGNALS, c.pointee.pending_signals)
        sharedPendingSignals = signals(
            .CPROBE_PROCESS_SHARED_PENDING_SIGNALS, c.pointee.shared_pending_signals)
        blockedSignals = signals(.CPROBE_PROCESS_BLOCKED_SIGNALS, c.pointee.blocked_signals)
        ignoredSignals = signals(.CPROBE_PROCESS_IGNORED_SIGNALS, c.pointee.ignored_signals)
        caughtSignals = signals(.CPROBE_PROCESS_CAUGHT_SIGNALS, c.pointee.caught_signals)
        inheritableCapabilities = capabilities(
            .CPROBE_PROCESS_INHERITABLE_CAPABILITIES, c.pointee.inheritable_capabilities)
        permittedCapabilities = capabilities(
            .CPROBE_PROCESS_PERMITTED_CAPABILITIES, c.pointee.permitted_capabilities)
        effectiveCapabilities = capabilities(
            .CPROBE_PROCESS_EFFECTIVE_CAPABILITIES, c.pointee.effective_capabilities)
        boundingCapabilities = capabilities(
            .CPROBE_PROCESS_BOUNDING_CAPABILITIES, c.pointee.bounding_capabilities)
        ambientCapabilities = capabilities(
            .CPROBE_PROCESS_AMBIENT_CAPABILITIES, c.pointee.ambient_capabilities)
    }

    private mutating func setPaths(
        _ c: UnsafePointer<cprobe_process>, _ text: UnsafeMutableBufferPointer<CChar>
    ) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_process_field) -> Bool { cprobe_has(fields, field.rawValue) }
        executable.set(
            text, has(.CPROBE_PROCESS_EXECUTABLE), c.pointee.executable_offset,
            c.pointee.executable_length)
        isExecutableDeleted =
            has(.CPROBE_PROCESS_EXECUTABLE) ? c.pointee.executable_deleted : nil
        workingDirectory.set(
            text, has(.CPROBE_PROCESS_WORKING_DIRECTORY), c.pointee.working_directory_offset,
            c.pointee.working_directory_length)
        isWorkingDirectoryDeleted =
            has(.CPROBE_PROCESS_WORKING_DIRECTORY) ? c.pointee.working_directory_deleted : nil
        rootDirectory.set(
            text, has(.CPROBE_PROCESS_ROOT_DIRECTORY), c.pointee.root_directory_offset,
            c.pointee.root_directory_length)
        waitChannel.set(
            text, has(.CPROBE_PROCESS_WAIT_CHANNEL), c.pointee.wait_channel_offset,
            c.pointee.wait_channel_length)
    }

    /// An empty list of CPUs or nodes is nil: the kernel prints none without cpusets.
    private mutating func setLists(
        _ c: UnsafePointer<cprobe_process>, _ text: UnsafeMutableBufferPointer<CChar>
    ) {
        let fields = c.pointee.present_fields
        func name(
            _ field: cprobe_process_field, _ offset: UInt32, _ length: UInt32
        ) -> cprobe_name {
            guard cprobe_has(fields, field.rawValue), let start = text.baseAddress else {
                return cprobe_name()
            }
            return cprobe_name(bytes: start + Int(offset), length: Int(length))
        }
        allowedCPUs.set(
            name(
                .CPROBE_PROCESS_ALLOWED_CPUS, c.pointee.allowed_cpus_offset,
                c.pointee.allowed_cpus_length))
        allowedNodes.set(
            name(
                .CPROBE_PROCESS_ALLOWED_NODES, c.pointee.allowed_nodes_offset,
                c.pointee.allowed_nodes_length))
        guard
            cprobe_has(fields, cprobe_process_field.CPROBE_PROCESS_SUPPLEMENTARY_GROUPS.rawValue)
        else {
            if supplementaryGroups != nil { supplementaryGroups = nil }
            return
        }
        var groups = supplementaryGroups ?? []
        supplementaryGroups = nil
        groups.removeAll(keepingCapacity: true)
        let list = name(
            .CPROBE_PROCESS_SUPPLEMENTARY_GROUPS, c.pointee.supplementary_groups_offset,
            c.pointee.supplementary_groups_length)
        var (bytes, length) = (list.bytes, list.length)
        var gid: UInt32 = 0
        while length > 0, cprobe_groups_take(&bytes, &length, &gid) { groups.append(gid) }
        supplementaryGroups = groups
    }

    /// A process can start between the reading of the clock and the reading of the process. Any other start
    /// later than the clock is by another clock.
    private static func age(from start: Int64, to now: Int64, isLive: Bool) -> Int64? {
        guard start > now else { return now - start }
        return isLive && start - now < 60_000_000_000 ? 0 : nil
    }
}

extension KernelName? {
    /// Copies a part of the texts; nil if it was not read.
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
    /// Copies from the C struct. `spare` holds the processes of an earlier reading meanwhile: one
    /// that still exists keeps its names.
    mutating func set(
        _ c: cprobe_processes, _ items: UnsafeMutableBufferPointer<cprobe_process>,
        _ text: UnsafeMutableBufferPointer<CChar>, spare: inout [ProcessSnapshot]
    ) {
        bootID = c.has_boot_id ? BootID(c.boot_id) : nil
        monotonicNs = number(c.monotonic_ns, c.has_monotonic)
        uptimeNs = number(c.uptime_ns, c.has_uptime)
        memoryTotalBytes = number(c.memory_total_bytes, c.has_memory_total)
        ended = Int(c.ended)
        isHidden = c.has_hidden ? c.hidden : nil
        (isPartial, documentCount, documentStates) = (false, nil, nil)
        failures.set(c.failures)
        // All processes before the first new or missing one stay at their index.
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
