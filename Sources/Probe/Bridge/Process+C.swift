internal import CProbe

extension ProcessSnapshot {
    /// Takes what C read. Names stay as they are where they are the same, so that a process that was
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
    private static func age(from start: Int64, to now: Int64, isLive: Bool) -> Int64? {
        guard start > now else { return now - start }
        return isLive && start - now < 60_000_000_000 ? 0 : nil
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
    /// Takes what C read. `spare` holds the processes of an earlier reading meanwhile: one
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
