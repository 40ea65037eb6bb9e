import Probe

extension ProcessText {
    /// All that is known of the first process.
    func page(parent: ProcessSnapshot?, _ terminal: Terminal) -> String {
        var page = Page(terminal)
        guard let row = list.rows.first else { return "" }
        addIdentity(of: row, parent, to: &page)
        addCPU(of: row, to: &page)
        addMemory(of: row.process, to: &page)
        addIO(of: row, to: &page)
        addThreads(to: &page)
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
            process.isKernelThread == true
            ? ", a kernel thread"
            : process.isMainThreadEnded == true ? ", its main thread ended" : ""
        page.line("process", "\(process.pid) \(name)\(state)\(age)\(kind)")
        if row.rates?.change == .renamed { page.line("", "runs another program than before") }
        if !process.arguments.isEmpty {
            page.line("command", Self.command(process))
        }
        if let pid = process.parentPid, pid != 0 {
            page.line("parent", "\(pid)" + (parent?.name.map { " \($0)" } ?? ""))
        }
        if let uid = process.uid {
            let effective = process.effectiveUid.flatMap {
                $0 == uid ? nil : ", effective uid \($0)"
            }
            page.line("user", "\(row.user.map { "\($0) (\(uid))" } ?? "\(uid)")\(effective ?? "")")
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
        let facts: [String?] = [
            process.threads.map { counted($0, "thread") },
            process.nice.map { "nice \($0)" },
            process.priority.flatMap { $0 < 0 ? "real time \(-$0 - 1)" : nil },
            process.lastCPU.map { "last on CPU \($0)" },
            row.rates?.voluntarySwitchesPerSecond.map { "waited \(decimal($0, 0)) times a second" },
            row.rates?.involuntarySwitchesPerSecond.map { "preempted \(decimal($0, 0)) times" },
        ]
        let known = facts.compactMap { $0 }
        if !known.isEmpty { page.line("", known.joined(separator: ", ")) }
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
        let second = list([
            ("swapped out", process.swapBytes), ("data", process.dataBytes),
            ("stack", process.stackBytes), ("address space", process.vmsBytes),
        ])
        for line in [first, second] where !line.isEmpty { page.line("", line) }
        let faults = process.majorFaults.flatMap { major in
            process.minorFaults.map { "\(counted(major, "major page fault")), \($0) minor" }
        }
        faults.map { page.line("", $0) }
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

    private func addThreads(to page: inout Page) {
        guard let threads = list.threads else { return }
        var table = Table([
            Column(isRight: true), Column(rank: 2), Column(rank: 1, isRight: true),
            Column(least: 16),
        ])
        for thread in threads {
            // A process is a zombie, a thread has just ended.
            let state = thread.state.map { $0 == .zombie ? "ended" : Self.word($0) } ?? "-"
            let time = thread.totalTimeNs.map(Self.time) ?? "-"
            table.add("\(thread.pid)", state, time, safe(thread.name?.description ?? "?"))
        }
        page.rows("threads", table)
    }
}
