import Probe

/// The section of the processes, and its rates.
enum ProcessJSON {
    /// One process, in the form of a sample of that section alone.
    static func document(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ list: ProcessList, timeNs: UInt64,
        to json: inout JSON
    ) {
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", timeNs)
            json.object("process") { members(of: table, list, to: &$0) }
            json.object("unavailable") { _ in }
            json.array("failures", table.failures + list.failures) { json, failure in
                json.object { json in
                    json.field("section", Section.process.rawValue)
                    json.members(of: failure)
                }
            }
            if let rates {
                json.object("rates") { json in
                    json.object("process") { members(of: rates, list, to: &$0) }
                }
            } else {
                json.null("rates")
            }
        }
    }

    static func members(of table: ProcessTable, _ list: ProcessList, to json: inout JSON) {
        json.field("count", table.processes.count)
        json.object("states") { json in
            let known: [ProcessState] = [
                .running, .sleeping, .diskSleep, .zombie, .stopped, .tracingStop, .idle,
            ]
            for state in known { json.field(.text(state.description), list.count(state)) }
            json.field(
                "other",
                list.states.filter { !known.contains($0.state) }.map { $0.count }.reduce(0, +))
        }
        json.field("hidden", table.isHidden)
        json.field("ended", table.ended)
        json.field("boot_id", table.bootID?.description)
        json.field("uptime_ns", table.uptimeNs)
        json.field("memory_total_bytes", table.memoryTotalBytes)
        json.field("monotonic_ns", table.monotonicNs)
        json.field("order", list.choice.order.rawValue)
        let places = list.rows.first.map { Places(of: $0.process) }
        json.array("processes", list.rows) { json, row in
            json.object { add(row, places ?? Places(of: row.process), to: &$0) }
        }
        guard let threads = list.threads else { return json.null("threads") }
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

    /// The places of the fields behind which keys stand that are no numbers.
    private struct Places {
        var start = -1
        var uid = -1
        var descriptors = -1

        init(of process: ProcessSnapshot) {
            var place = 0
            process.forEachField { field, _ in
                if field.name == "start_ns" { start = place }
                if field.name == "uid" { uid = place }
                if field.name == "descriptors" { descriptors = place }
                place += 1
            }
        }
    }

    private static func add(
        _ row: ProcessList.Row, _ places: Places, to json: inout JSON
    ) {
        let process = row.process
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
            } else if place == places.uid {
                json.field("user", row.user)
            } else if place == places.descriptors {
                if process.commandLine == nil {
                    json.null("command_line")
                } else {
                    json.names("command_line", process.arguments)
                }
                json.field("command_line_cut", process.isCommandLineCut)
                json.field("cgroup", process.cgroup)
            }
            place += 1
        }
        addFailures(of: row, to: &json)
    }

    private static func addFailures(of row: ProcessList.Row, to json: inout JSON) {
        let unread = row.process.unread.union(row.unread)
        json.strings(
            "unread",
            ProcessDetails.named.filter { $0.0 != "all" && unread.contains($0.1) }.map { $0.0 })
        let failures = row.process.failures + (row.failure.map { [$0] } ?? [])
        json.field("failure", failures.first)
        json.array("failures") { json in
            for failure in failures { json.object { $0.members(of: failure) } }
            guard !row.unread.isEmpty, row.failure == nil else { return }
            json.object { json in
                json.field("code", ProbeError.Code.gone.rawValue)
                json.field("source", "/proc/PID")
                json.null("line")
                json.null("system_error")
            }
        }
    }

    static func members(
        of rates: ProcessTableRates, _ list: ProcessList, to json: inout JSON
    ) {
        json.field("interval_ns", rates.intervalNs)
        json.field("started", rates.processes.count { $0.change == .started })
        json.field("ended", rates.ended.count)
        json.array("processes", list.rows.compactMap { $0.rates }) { json, rates in
            json.object { json in
                json.field("pid", Int(rates.pid))
                json.field("change", rates.change.rawValue)
                rates.forEachField { json.field($0, $1) }
            }
        }
    }
}
