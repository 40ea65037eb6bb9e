// The resource limits as fields, in base units.

/// The field of a resource limit, its label, and the closure that returns the limit.
private struct ResourceRow: Sendable {
    let field: Sample.Field
    let word: Sample.Field.Text
    let limit: @Sendable (ResourceLimits) -> ResourceLimit?

    init(
        _ name: Sample.Field.Text, _ unit: Sample.Field.Unit, _ word: Sample.Field.Text,
        _ meaning: Sample.Field.Text,
        _ limit: @escaping @Sendable (ResourceLimits) -> ResourceLimit?
    ) {
        field = Sample.Field(
            Sample.Field.Row(
                path: name, unit: unit, kind: .gauge, source: "getrlimit", meaning: meaning))
        self.word = word
        self.limit = limit
    }

    static let isLimited = Sample.Field(
        Sample.Field.Row(
            path: "rlimits_is_limited", unit: .count, kind: .gauge, source: "getrlimit",
            meaning: "1 if the resource is limited, 0 if not."))

    static let rows = [
        ResourceRow("rlimits_cpu_ns", .nanoseconds, "cpu", "CPU time.") {
            $0.cpuNs
        },
        ResourceRow(
            "rlimits_fsize_bytes", .bytes, "fsize", "Size of a file that the process writes."
        ) {
            $0.fsizeBytes
        },
        ResourceRow("rlimits_data_bytes", .bytes, "data", "Size of the data segment.") {
            $0.dataBytes
        },
        ResourceRow("rlimits_stack_bytes", .bytes, "stack", "Size of the stack of the main thread.")
        {
            $0.stackBytes
        },
        ResourceRow("rlimits_core_bytes", .bytes, "core", "Size of a core file.") {
            $0.coreBytes
        },
        ResourceRow("rlimits_rss_bytes", .bytes, "rss", "Resident memory; not enforced.") {
            $0.rssBytes
        },
        ResourceRow("rlimits_nproc", .count, "nproc", "Tasks of the real user.") {
            $0.nproc
        },
        ResourceRow(
            "rlimits_nofile", .count, "nofile", "One more than the largest descriptor number."
        ) {
            $0.nofile
        },
        ResourceRow("rlimits_memlock_bytes", .bytes, "memlock", "Locked memory.") {
            $0.memlockBytes
        },
        ResourceRow("rlimits_as_bytes", .bytes, "as", "Size of the address space.") {
            $0.asBytes
        },
        ResourceRow("rlimits_locks", .count, "locks", "File locks; not enforced.") {
            $0.locks
        },
        ResourceRow("rlimits_sigpending", .count, "sigpending", "Queued signals of the real user.")
        {
            $0.sigpending
        },
        ResourceRow(
            "rlimits_msgqueue_bytes", .bytes, "msgqueue",
            "Size of the POSIX message queues of the real user."
        ) {
            $0.msgqueueBytes
        },
        ResourceRow("rlimits_nice", .count, "nice", "20 less the lowest nice value.") {
            $0.nice
        },
        ResourceRow("rlimits_rtprio", .count, "rtprio", "Highest real-time priority.") {
            $0.rtprio
        },
        ResourceRow(
            "rlimits_rttime_ns", .nanoseconds, "rttime",
            "CPU time under a real-time policy without a blocking system call."
        ) {
            $0.rttimeNs
        },
    ]
}

extension ResourceLimits {
    /// Calls `body` with each limit: the bound as a label, the field, and the value; nil if
    /// unlimited or unknown. `rlimits_is_limited` has the resource as a label, too.
    func forEachField(_ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void) {
        for row in ResourceRow.rows {
            let limit = row.limit(self)
            add(row, limit?.soft, "soft", body)
            add(row, limit?.hard, "hard", body)
        }
    }

    private func add(
        _ row: ResourceRow, _ bound: ResourceBound?, _ word: Sample.Field.Text,
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        body(
            Sample.Field.Labels("bound", .word(word)), row.field,
            Sample.Field.Value(bound?.value))
        let isLimited = bound.map { $0 == .unlimited ? Int64(0) : 1 }
        body(
            Sample.Field.Labels("resource", .word(row.word), "bound", .word(word)),
            ResourceRow.isLimited, Sample.Field.Value(isLimited))
    }
}
