internal import CProbe

extension Collector {
    /// Reads one process; without a pid, the calling process. Its `unread` and `failures` report what could
    /// not be read.
    ///
    /// Throws ``ProbeError/Code/notFound`` if there is no such process, or the number is that of a thread,
    /// ``ProbeError/Code/denied`` if the process is hidden or could be (hidepid of /proc), and
    /// ``ProbeError/Code/unsupported`` for the calling process in a live root other than "/".
    public mutating func process(
        _ pid: Int32? = nil, _ details: ProcessDetails = .all
    ) throws(ProbeError) -> ProcessSnapshot {
        try processTable(of: pid, details).processes[0]
    }

    /// Reads one process into a partial table, so that two tables give its rates.
    public mutating func processTable(
        of pid: Int32? = nil, _ details: ProcessDetails = []
    ) throws(ProbeError) -> ProcessTable {
        var one = try table(of: pid) { storage, pid, processes, list, failure in
            cprobe_process_read(storage, pid, details.rawValue, processes, list, failure)
        }
        one.isPartial = true
        return one
    }

    /// Reads the threads of a process into a table; without a pid, those of the calling process.
    ///
    /// Throws as ``process(_:_:)`` does.
    public mutating func threads(
        of pid: Int32? = nil, _ details: ProcessDetails = []
    ) throws(ProbeError) -> ProcessTable {
        try table(of: pid) { storage, pid, processes, list, failure in
            cprobe_threads_read(storage, pid, details.rawValue, processes, list, failure)
        }
    }

    /// Reads all processes. Each detail costs one file a process. Throws if /proc cannot be listed.
    public mutating func processes(
        _ details: ProcessDetails = []
    ) throws(ProbeError) -> ProcessTable {
        var table = ProcessTable()
        try processes(into: &table, details)
        return table
    }

    /// Fills an existing table. Two tables used in turn allocate nothing for a process that both have.
    public mutating func processes(
        into table: inout ProcessTable, _ details: ProcessDetails = []
    ) throws(ProbeError) {
        cprobe_collector_begin(storage)
        try read(into: &table, details)
    }

    /// The user names in /etc/passwd by user id; users from other sources (LDAP, systemd) are missing. Of
    /// several names of one id it is the first.
    ///
    /// Throws if the file does not exist or cannot be read.
    public mutating func userNames() throws(ProbeError) -> [UInt32: KernelName] {
        var names: [UInt32: KernelName] = [:]
        try forEachUser { number, name in
            if names[number] == nil { names[number] = name }
        }
        return names
    }

    /// The user id of a name in /etc/passwd; nil if the file does not have the name.
    ///
    /// Throws as ``userNames()`` does.
    public mutating func userNumber(named wanted: String) throws(ProbeError) -> UInt32? {
        var found: UInt32?
        try forEachUser { number, name in
            if found == nil, name.bytes.elementsEqual(wanted.utf8) { found = number }
        }
        return found
    }

    private mutating func forEachUser(
        _ body: (UInt32, KernelName) -> Void
    ) throws(ProbeError) {
        cprobe_collector_begin(storage)
        var items = Items<cprobe_user>(capacity: 64)
        defer { items.deallocate() }
        while true {
            var count = 0
            var failure = cprobe_failure()
            let result = cprobe_users_read(
                storage, items.buffer.baseAddress, items.buffer.count, &count, &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if items.grow(to: count) { continue }
            for user in items.buffer[..<count] {
                var name = KernelName()
                name.set(user.name, user.name_length)
                body(user.uid, name)
            }
            return
        }
    }

    /// Reads the table of a sample.
    mutating func read(
        into table: inout ProcessTable, _ details: ProcessDetails
    ) throws(ProbeError) {
        try read(into: &table) { storage, processes, list, failure in
            cprobe_processes_read(storage, details.rawValue, processes, list, failure)
        }
    }

    /// A table of what belongs to one process. In C the own process has the number 0.
    private mutating func table(
        of pid: Int32?,
        _ call: (
            UnsafeMutablePointer<cprobe_collector>, Int32, UnsafeMutablePointer<cprobe_processes>,
            UnsafeMutablePointer<cprobe_process_list>, UnsafeMutablePointer<cprobe_failure>
        ) -> cprobe_result
    ) throws(ProbeError) -> ProcessTable {
        cprobe_collector_begin(storage)
        guard pid != 0 else { throw ProbeError(code: .invalid, source: "the process") }
        var table = ProcessTable()
        try read(into: &table) { storage, processes, list, failure in
            call(storage, pid ?? 0, processes, list, failure)
        }
        return table
    }

    private mutating func read(
        into table: inout ProcessTable,
        _ call: (
            UnsafeMutablePointer<cprobe_collector>, UnsafeMutablePointer<cprobe_processes>,
            UnsafeMutablePointer<cprobe_process_list>, UnsafeMutablePointer<cprobe_failure>
        ) -> cprobe_result
    ) throws(ProbeError) {
        while true {
            var c = cprobe_processes()
            var list = cprobe_process_list(
                items: processItems.buffer.baseAddress, capacity: processItems.buffer.count,
                count: 0,
                text: processText.buffer.baseAddress, text_capacity: processText.buffer.count,
                text_length: 0)
            var failure = cprobe_failure()
            let result = call(storage, &c, &list, &failure)
            if result == .CPROBE_OK {
                table.set(
                    c, UnsafeMutableBufferPointer(rebasing: processItems.buffer[..<list.count]),
                    processText.buffer, spare: &spareProcesses)
                return
            }
            // If no buffer was too small, TOO_LARGE has another cause.
            let isLarger = processItems.grow(to: list.count)
            let hasMoreText = processText.grow(to: list.text_length)
            guard result == .CPROBE_TOO_LARGE, isLarger || hasMoreText else {
                throw ProbeError(failure)
            }
        }
    }
}
