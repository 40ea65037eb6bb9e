/// The processes of a table to write, and further values about them.
package struct ProcessListing {
    /// One process.
    package struct Row {
        package var process: ProcessSnapshot
        package var rates: ProcessRates?
        /// The name of the user.
        package var user: KernelName?
        /// Details, requested only for listed processes, that could not be read for this process.
        package var unread: ProcessDetails
        /// Why the details could not be read; nil if the process had ended.
        package var failure: ProbeError?

        package init(
            _ process: ProcessSnapshot, rates: ProcessRates? = nil, user: KernelName? = nil,
            unread: ProcessDetails = [], failure: ProbeError? = nil
        ) {
            self.process = process
            self.rates = rates
            self.user = user
            self.unread = unread
            self.failure = failure
        }
    }

    package var order: ProcessOrder
    package var rows: [Row]
    /// The threads of one process; nil unless requested.
    package var threads: [ProcessSnapshot]?
    /// What was requested of one process beyond its fields.
    package var parts = ProcessParts()
    /// Failures that made fields of all processes nil, besides the failures of the table.
    package var failures: [ProbeError]

    package init(
        _ rows: [Row], order: ProcessOrder, threads: [ProcessSnapshot]?, failures: [ProbeError]
    ) {
        self.rows = rows
        self.order = order
        self.threads = threads
        self.failures = failures
    }

    /// All processes of a table, by pid.
    init(_ table: ProcessTable) {
        self.init(table.processes.map { Row($0) }, order: .pid, threads: nil, failures: [])
    }

    /// One line of JSON: a sample with only this section.
    package func json(
        of table: ProcessTable, _ rates: ProcessTableRates?, timeNs: Int64
    ) -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", timeNs)
            json.object("process") { write(of: table, to: &$0) }
            json.object("unavailable") { _ in }
            json.array("failures", table.failures + failures) { json, failure in
                json.element(failure, of: .process)
            }
            guard let rates else { return json.null("rates") }
            json.object("rates") { json in
                json.object("process") { rates.write(to: &$0, rows.compactMap { $0.rates }) }
            }
        }
        return json
    }

    func write(of table: ProcessTable, to json: inout JSON) {
        json.field("count", table.count)
        json.object("states", table.states)
        json.field("partial", table.isPartial || rows.count < table.processes.count)
        json.field("hidden", table.isHidden)
        json.field("ended", table.ended)
        json.field("boot_id", table.bootID?.description)
        json.field("uptime_ns", table.uptimeNs)
        json.field("memory_total_bytes", table.memoryTotalBytes)
        json.field("monotonic_ns", table.monotonicNs)
        json.field("order", order.rawValue)
        let places = rows.first.map { Places(of: $0.process) }
        json.array("processes", rows) { json, row in
            json.object { row.write(to: &$0, places ?? Places(of: row.process)) }
        }
        if let threads { write(threads, to: &json) } else { json.null("threads") }
        parts.write(to: &json)
    }

    private func write(_ threads: [ProcessSnapshot], to json: inout JSON) {
        json.array("threads", threads) { json, thread in
            json.object { json in
                json.field("tid", Int(thread.pid))
                json.field("name", thread.name)
                json.field("state", thread.state?.description)
                json.field("start_ns", thread.startNs)
                json.field("last_cpu", thread.lastCPU.map { Int($0) })
                json.field("user_time_ns", thread.userTimeNs)
                json.field("system_time_ns", thread.systemTimeNs)
                json.field("total_time_ns", thread.totalTimeNs)
                json.field("voluntary_switches", thread.voluntarySwitches)
                json.field("involuntary_switches", thread.involuntarySwitches)
            }
        }
    }
}

extension ProcessTable: JSONObject {
    func write(to json: inout JSON) { ProcessListing(self).write(of: self, to: &json) }
}

extension ProcessTable.States: JSONObject {
    func write(to json: inout JSON) {
        json.field("running", running)
        json.field("sleeping", sleeping)
        json.field("disk_sleep", diskSleep)
        json.field("zombie", zombie)
        json.field("stopped", stopped)
        json.field("tracing_stop", tracingStop)
        json.field("idle", idle)
        json.field("other", other)
    }
}

/// The positions of the fields that are followed by keys with other values than numbers.
private struct Places {
    var start = -1
    var terminal = -1
    var uid = -1
    var signals = -1
    var descriptors = -1
    var paths = -1
    var slices = -1

    init(of process: ProcessSnapshot) {
        var place = 0
        process.forEachField { field, _ in
            if field.name == "start_ns" { start = place }
            if field.name == "terminal_device" { terminal = place }
            if field.name == "uid" { uid = place }
            if field.name == "queued_signals_limit" { signals = place }
            if field.name == "descriptors" { descriptors = place }
            if field.name == "proportional_swap_bytes" { paths = place }
            if field.name == "time_slices" { slices = place }
            place += 1
        }
    }
}

extension ProcessSnapshot: JSONObject {
    func write(to json: inout JSON) {
        ProcessListing.Row(self).write(to: &json, Places(of: self))
    }

    /// Writes the sets and lists of /proc/PID/status, after its numbers.
    fileprivate func writeSets(to json: inout JSON) {
        json.field("thp_enabled", isThpEnabled)
        json.field("no_new_privileges", isNoNewPrivileges)
        json.field("pending_signals", pendingSignals?.description)
        json.field("shared_pending_signals", sharedPendingSignals?.description)
        json.field("blocked_signals", blockedSignals?.description)
        json.field("ignored_signals", ignoredSignals?.description)
        json.field("caught_signals", caughtSignals?.description)
        json.field("inheritable_capabilities", inheritableCapabilities?.description)
        json.field("permitted_capabilities", permittedCapabilities?.description)
        json.field("effective_capabilities", effectiveCapabilities?.description)
        json.field("bounding_capabilities", boundingCapabilities?.description)
        json.field("ambient_capabilities", ambientCapabilities?.description)
        if let supplementaryGroups {
            json.array("supplementary_groups", supplementaryGroups) { $0.element(Int64($1)) }
        } else {
            json.null("supplementary_groups")
        }
        json.field("allowed_cpus", allowedCPUs?.description)
        json.field("allowed_nodes", allowedNodes?.description)
    }
}

extension ProcessListing.Row {
    fileprivate func write(to json: inout JSON, _ places: Places) {
        json.field("pid", Int(process.pid))
        var place = 0
        process.forEachField { field, value in
            json.field(field, value)
            if place == places.start {
                json.field("age_ns", process.ageNs)
                json.field("name", process.name)
                json.field("state", process.state?.description)
                json.field("main_thread_ended", process.isMainThreadEnded)
                json.field("kernel_thread", process.isKernelThread)
            } else if place == places.terminal {
                json.field("terminal", process.terminal)
            } else if place == places.uid {
                json.field("user", user)
            } else if place == places.signals {
                process.writeSets(to: &json)
            } else if place == places.descriptors {
                if process.commandLine == nil {
                    json.null("command_line")
                } else {
                    json.names("command_line", process.arguments)
                }
                json.field("command_line_cut", process.isCommandLineCut)
                json.field("cgroup", process.cgroup)
            } else if place == places.paths {
                json.field("executable", process.executable)
                json.field("executable_deleted", process.isExecutableDeleted)
                json.field("working_directory", process.workingDirectory)
                json.field("working_directory_deleted", process.isWorkingDirectoryDeleted)
                json.field("root_directory", process.rootDirectory)
            } else if place == places.slices {
                json.field("wait_channel", process.waitChannel)
            }
            place += 1
        }
        writeFailures(to: &json)
    }

    private func writeFailures(to json: inout JSON) {
        let unread = process.unread.union(unread)
        json.strings(
            "unread", ProcessDetails.named.filter { unread.contains($0.1) }.map { $0.0 })
        let failures = process.failures + (failure.map { [$0] } ?? [])
        json.field("failure", failures.first)
        json.array("failures") { json in
            for failure in failures { json.element(failure) }
            guard !self.unread.isEmpty, failure == nil else { return }
            json.element(ProbeError(code: .gone, source: "/proc/PID"))
        }
    }
}

extension ProcessDetails {
    /// Each detail, by its name in the JSON and on the command line.
    package static let named: [(String, ProcessDetails)] = [
        ("status", .status), ("io", .io), ("descriptors", .descriptors),
        ("command_line", .commandLine), ("cgroup", .cgroup), ("proportional", .proportional),
        ("status_lists", .statusLists), ("paths", .paths), ("namespaces", .namespaces),
        ("oom", .oom), ("schedstat", .schedstat), ("wchan", .wchan),
        ("io_priority", .ioPriority), ("login", .login), ("autogroup", .autogroup),
    ]
}

extension ProcessTableRates: JSONObject {
    func write(to json: inout JSON) { write(to: &json, processes) }

    func write(to json: inout JSON, _ listed: [ProcessRates]) {
        json.field("interval_ns", intervalNs)
        json.field("started", started)
        json.field("ended", ended)
        json.array("processes", listed)
    }
}

extension ProcessRates: JSONObject {
    func write(to json: inout JSON) {
        json.field("pid", Int(pid))
        json.field("change", change.rawValue)
        forEachField { json.field($0, $1) }
    }
}
