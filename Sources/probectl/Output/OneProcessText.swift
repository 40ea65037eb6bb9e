import Probe

extension ProcessText {
    /// All details of the first process.
    func page(parent: ProcessSnapshot?, _ terminal: Terminal) -> String {
        var page = Page(terminal)
        guard let row = list.rows.first else { return "" }
        addIdentity(of: row, parent, to: &page)
        addCPU(of: row, to: &page)
        addMemory(of: row.process, to: &page)
        addIO(of: row, to: &page)
        addPrivileges(of: row.process, to: &page)
        addNamespaces(of: row.process, to: &page)
        addOthers(of: row, to: &page)
        addThreads(to: &page)
        addParts(to: &page)
        for failure in table.failures + list.failures {
            page.line("", "not known: \(failure)")
        }
        return page.text
    }

    private func addIdentity(
        of row: ProcessList.Row, _ parent: ProcessSnapshot?, to page: inout Page
    ) {
        let process = row.process
        let name = process.name?.description ?? "?"
        let state = process.state.map(Self.word).map { ", \($0)" } ?? ""
        let age = process.ageNs.map { ", started \(Self.age($0)) ago" } ?? ""
        let kind =
            (process.isKernelThread == true ? ", a kernel thread" : "")
            + (process.isMainThreadEnded == true ? ", its main thread ended" : "")
        page.line("process", "\(process.pid) \(name)\(state)\(age)\(kind)")
        if row.rates?.change == .renamed { page.line("", "runs another program than before") }
        if !process.arguments.isEmpty {
            page.line("command", Self.command(process))
        }
        func path(_ name: KernelName, _ isDeleted: Bool?) -> String {
            name.description + (isDeleted == true ? " (deleted)" : "")
        }
        process.executable.map {
            page.line("program", path($0, process.isExecutableDeleted))
        }
        process.workingDirectory.map {
            page.line("directory", path($0, process.isWorkingDirectoryDeleted))
        }
        if let root = process.rootDirectory, root != "/" {
            page.line("root", root.description)
        }
        if let pid = process.parentPid, pid != 0 {
            page.line("parent", "\(pid)" + (parent?.name.map { " \($0)" } ?? ""))
        }
        addUser(of: row, to: &page)
        if let uid = process.loginUid {
            let name = list.names[uid].map { "\($0) (\(uid))" } ?? "\(uid)"
            let session = process.auditSession.map { ", session \($0)" } ?? ""
            page.line("login", name + session)
        }
        if let device = process.terminalDevice, device != 0 {
            let group = process.foregroundGroup.flatMap { $0 > 0 ? $0 : nil }
            let foreground = group.map {
                $0 == process.processGroup
                    ? ", in the foreground" : ", process group \($0) in the foreground"
            }
            page.line(
                "terminal", (process.terminal ?? "device \(device)") + (foreground ?? ""))
        }
        if let pid = process.tracerPid, pid != 0 { page.line("traced by", "\(pid)") }
        if let pid = process.namespacePid, pid != process.pid {
            page.line("", "pid \(pid) in its own pid namespace")
        }
        process.cgroup.map { page.line("cgroup", $0.description) }
        let unread = ProcessDetails.named.filter { process.unread.contains($0.1) }
        for (index, failure) in process.failures.enumerated() {
            let what =
                index > 0 || unread.isEmpty
                ? "" : unread.map { $0.0 }.joined(separator: ", ") + ": "
            page.line(index == 0 ? "not known" : "", "\(what)\(failure)")
        }
    }

    private func addUser(of row: ProcessList.Row, to page: inout Page) {
        let process = row.process
        func others(_ kind: String, _ real: UInt32, _ ids: [(String, UInt32?)]) -> String {
            ids.reduce(into: "") { text, id in
                if let number = id.1, number != real { text += ", \(id.0) \(kind) \(number)" }
            }
        }
        if let uid = process.uid {
            let more = others(
                "uid", uid,
                [
                    ("effective", process.effectiveUid), ("saved", process.savedUid),
                    ("file system", process.filesystemUid),
                ])
            page.line("user", (row.user.map { "\($0) (\(uid))" } ?? "\(uid)") + more)
        }
        if let gid = process.gid {
            let groups = process.supplementaryGroups ?? []
            let more = others(
                "gid", gid,
                [
                    ("effective", process.effectiveGid), ("saved", process.savedGid),
                    ("file system", process.filesystemGid),
                ])
            let also =
                groups.isEmpty
                ? "" : "; also " + groups.map { "\($0)" }.joined(separator: ", ")
            page.line("group", "\(gid)\(more)\(also)")
        }
    }

    /// The class of an I/O priority; nil for class 0, which follows nice.
    private static func ioPriority(_ number: UInt32) -> String? {
        switch number {
        case 0: nil
        case 1: "real time"
        case 2: "best effort"
        case 3: "idle"
        default: "class \(number)"
        }
    }

    private func addNamespaces(of process: ProcessSnapshot, to page: inout Page) {
        let all: [(String, UInt32?)] = [
            ("cgroup", process.cgroupNamespace), ("ipc", process.ipcNamespace),
            ("mount", process.mountNamespace), ("network", process.networkNamespace),
            ("pid", process.pidNamespace), ("time", process.timeNamespace),
            ("user", process.userNamespace), ("uts", process.utsNamespace),
        ]
        let known = all.compactMap { name, inode in inode.map { "\(name) \($0)" } }
        if !known.isEmpty { page.line("namespaces", known.joined(separator: "   ")) }
    }

    private func addPrivileges(of process: ProcessSnapshot, to page: inout Page) {
        let signals = [
            (
                "pending",
                process.pendingSignals.map { own in
                    SignalSet(
                        rawValue: own.rawValue | (process.sharedPendingSignals?.rawValue ?? 0))
                }
            ),
            ("blocked", process.blockedSignals), ("ignored", process.ignoredSignals),
            ("caught", process.caughtSignals),
        ].compactMap { name, set -> String? in
            guard let set, set.rawValue != 0 else { return nil }
            return "\(name) " + (set.rawValue == .max ? "all" : set.names.joined(separator: " "))
        }
        for (index, line) in signals.enumerated() { page.line(index == 0 ? "signals" : "", line) }
        let sets: [(String, CapabilitySet?)] = [
            ("effective", process.effectiveCapabilities),
            ("permitted", process.permittedCapabilities),
            ("inheritable", process.inheritableCapabilities),
            ("ambient", process.ambientCapabilities), ("bounding", process.boundingCapabilities),
        ]
        // Equal sets share a line.
        var lines: [(names: [String], set: CapabilitySet)] = []
        for (name, set) in sets {
            guard let set, set.rawValue != 0 else { continue }
            if let index = lines.firstIndex(where: { $0.set == set }) {
                lines[index].names.append(name)
            } else {
                lines.append(([name], set))
            }
        }
        var privileges = lines.map { names, set in
            "\(names.joined(separator: ", ")): \(Self.capabilities(set))"
        }
        let seccomp = process.seccompMode.flatMap { mode in
            switch mode {
            case 0: nil as String?
            case 1: "seccomp strict"
            case 2: "seccomp filter"
            default: "seccomp mode \(mode)"
            }
        }
        let restrictions = [seccomp, process.isNoNewPrivileges == true ? "no new privileges" : nil]
            .compactMap { $0 }
        if !restrictions.isEmpty { privileges.append(restrictions.joined(separator: ", ")) }
        for (index, line) in privileges.enumerated() {
            page.line(index == 0 ? "privileges" : "", line)
        }
    }

    /// A set of nearly all capabilities, as the list of the missing ones. All capabilities of an older
    /// kernel are the lowest bits: 36 since Linux 3.0, 37 since 3.5, 38 since 3.16 and 40 since 5.8.
    static func capabilities(_ set: CapabilitySet) -> String {
        let bits = set.rawValue
        if bits >= (1 << 36) - 1, bits & (bits &+ 1) == 0 { return "all capabilities" }
        let missing = CapabilitySet(rawValue: ~set.rawValue & CapabilitySet.known.rawValue)
        if missing.rawValue == 0 { return "all capabilities" }
        return missing.names.count < 8
            ? "all but \(missing.names.joined(separator: " "))" : set.names.joined(separator: " ")
    }

    private func addCPU(of row: ProcessList.Row, to page: inout Page) {
        let process = row.process
        let spent = process.totalTimeNs.map { "\(Self.time($0)) since it started" }
        if let usage = row.rates?.usagePercent {
            let parts =
                "user \(percent(row.rates?.userPercent))   system \(percent(row.rates?.systemPercent))"
            page.line("cpu", "\(percent(usage)) of one CPU   \(parts)   \(spent ?? "")")
        } else {
            page.line("cpu", spent ?? "not known")
        }
        let values: [String?] = [
            process.threads.map { counted($0, "thread") },
            process.nice.map { "nice \($0)" },
            process.realtimePriority.flatMap { $0 > 0 ? "real time \($0)" : nil },
            process.lastCPU.map { "last on CPU \($0)" },
            row.rates?.voluntarySwitchesPerSecond.map { "waited \(decimal($0, 0)) times a second" },
            row.rates?.involuntarySwitchesPerSecond.map { "preempted \(decimal($0, 0)) times" },
        ]
        let known = values.compactMap { $0 }
        if !known.isEmpty { page.line("", known.joined(separator: ", ")) }
        let policy = process.schedulingPolicy.flatMap { number -> String? in
            guard number != 0 else { return nil }
            return "policy \(process.policyName ?? "\(number)")"
        }
        let more: [String?] = [
            policy,
            process.allowedCPUs.map { "may run on CPUs \($0)" },
            process.allowedNodes.map { "memory of nodes \($0)" },
        ]
        let second = more.compactMap { $0 }
        if !second.isEmpty { page.line("", second.joined(separator: ", ")) }
        let children = sum([process.childrenUserTimeNs, process.childrenSystemTimeNs]) ?? 0
        let times: [String?] = [
            children > 0 ? "ended children \(Self.time(children))" : nil,
            process.guestTimeNs.flatMap { $0 > 0 ? "virtual CPUs \(Self.time($0))" : nil },
            process.blockDelayNs.flatMap { $0 > 0 ? "waited for disks \(Self.time($0))" : nil },
        ]
        let third = times.compactMap { $0 }
        if !third.isEmpty { page.line("", third.joined(separator: ", ")) }
        let scheduling: [String?] = [
            process.runDelayNs.map { "main thread waited \(Self.time($0)) for a CPU" },
            process.waitChannel.map { "waits in \($0)" },
            process.ioPriorityClass.flatMap(Self.ioPriority).map { name in
                "I/O priority \(name)" + (process.ioPriorityLevel.map { " \($0)" } ?? "")
            },
            process.autogroupNice.flatMap { $0 == 0 ? nil : "autogroup nice \($0)" },
        ]
        let fourth = scheduling.compactMap { $0 }
        if !fourth.isEmpty { page.line("", fourth.joined(separator: ", ")) }
    }

    private func addMemory(of process: ProcessSnapshot, to page: inout Page) {
        guard let resident = process.rssBytes else { return }
        let share = process.memoryPercent.map { ", \(percent($0)) of the machine's" } ?? ""
        page.line("memory", "\(bytes(resident)) resident\(share)")
        func list(_ parts: [(String, Int64?)]) -> String {
            parts.compactMap { name, count in count.map { "\(name) \(bytes($0))" } }
                .joined(separator: "   ")
        }
        let first = list([
            ("proportional", process.proportionalBytes), ("unique", process.uniqueBytes),
            ("shared", process.sharedBytes), ("peak", process.peakRssBytes),
        ])
        let split = list([
            ("anonymous", process.anonymousBytes), ("files", process.fileBytes),
            ("shared memory", process.shmemBytes), ("page tables", process.pageTableBytes),
        ])
        let second = list([
            ("swapped out", process.swapBytes), ("data", process.dataBytes),
            ("stack", process.stackBytes), ("text", process.textBytes),
            ("libraries", process.libraryBytes),
        ])
        let third = list([
            ("address space", process.vmsBytes), ("its peak", process.peakVmsBytes),
        ])
        func positive(_ value: Int64?) -> Int64? { value.flatMap { $0 > 0 ? $0 : nil } }
        let fourth = list([
            ("locked", positive(process.lockedBytes)), ("pinned", positive(process.pinnedBytes)),
            ("huge pages", positive(process.hugetlbBytes)),
        ])
        for line in [first, split, second, third, fourth] where !line.isEmpty {
            page.line("", line)
        }
        let faults = process.majorFaults.flatMap { major in
            process.minorFaults.map { "\(counted(major, "major page fault")), \($0) minor" }
        }
        faults.map { page.line("", $0) }
        if let score = process.oomScore {
            let adjustment = process.oomScoreAdjustment.map { ", adjusted by \($0)" } ?? ""
            page.line("", "out of memory score \(score)\(adjustment)")
        }
        process.isThpEnabled.map {
            page.line("", $0 ? "transparent huge pages allowed" : "no transparent huge pages")
        }
    }

    private func addIO(of row: ProcessList.Row, to page: inout Page) {
        let process = row.process
        if let read = process.readBytes, let written = process.writeBytes {
            let now = row.rates?.readBytesPerSecond.flatMap { input in
                row.rates?.writeBytesPerSecond.map {
                    "\(rate(input)) read, \(rate($0)) written;   "
                }
            }
            page.line("io", "\(now ?? "")\(bytes(read)) read, \(bytes(written)) written in all")
        }
        process.descriptors.map { page.line("files", "\($0) descriptors open") }
    }

    /// The fields that the lines above leave out.
    private func addOthers(of row: ProcessList.Row, to page: inout Page) {
        var rows = FieldRows()
        row.process.forEachField { field, value in
            if !Self.inWords.contains(field.name) { rows.add("", field, value) }
        }
        row.rates?.forEachField { field, value in
            if value != nil, !Self.inWords.contains(field.name) { rows.add("", field, value) }
        }
        rows.add(to: &page, label: "other")
    }

    /// The fields and rates that a line in words shows.
    private static let inWords: Set<Sample.Field.Text> = [
        "parent_pid", "threads", "terminal_device", "foreground_group", "nice",
        "realtime_priority", "scheduling_policy", "last_cpu", "total_time_ns", "guest_time_ns",
        "block_delay_ns", "minor_faults", "major_faults", "vms_bytes", "rss_bytes",
        "anonymous_bytes", "shared_bytes", "memory_percent", "uid", "effective_uid", "saved_uid",
        "filesystem_uid", "gid", "effective_gid", "saved_gid", "filesystem_gid", "namespace_pid",
        "tracer_pid", "peak_rss_bytes", "peak_vms_bytes", "file_bytes", "shmem_bytes",
        "swap_bytes", "data_bytes", "stack_bytes", "text_bytes", "library_bytes",
        "page_table_bytes", "locked_bytes", "pinned_bytes", "hugetlb_bytes", "seccomp_mode",
        "read_bytes", "write_bytes", "descriptors", "proportional_bytes", "unique_bytes",
        "cgroup_namespace", "ipc_namespace", "mount_namespace", "network_namespace",
        "pid_namespace", "time_namespace", "user_namespace", "uts_namespace", "oom_score",
        "oom_score_adjustment", "run_delay_ns", "io_priority_class", "io_priority_level",
        "login_uid", "audit_session", "autogroup_nice", "usage_percent", "user_percent",
        "system_percent", "voluntary_switches_per_second", "involuntary_switches_per_second",
        "read_bytes_per_second", "write_bytes_per_second",
    ]

    private func addThreads(to page: inout Page) {
        guard let threads = list.threads else { return }
        var table = Table([
            Column(isRight: true), Column(rank: 2), Column(rank: 1, isRight: true),
            Column(least: 16),
        ])
        for thread in threads {
            // State Z: a process is a zombie, but a thread has just ended.
            let state = thread.state.map { $0 == .zombie ? "ended" : Self.word($0) } ?? "-"
            let time = thread.totalTimeNs.map(Self.time) ?? "-"
            table.add("\(thread.pid)", state, time, safe(thread.name?.description ?? "?"))
        }
        page.rows("threads", table)
    }
}
