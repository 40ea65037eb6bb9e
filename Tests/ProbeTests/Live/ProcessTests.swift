import CProbeInternals
import Foundation
import Testing

@testable import Probe

extension MachineTests {
    @Suite("Processes, beside the kernel's own files and what children do")
    struct ProcessTests {
        static let tickNs: Int64 = 10_000_000

        /// Reads until the kernel's files are the same before and after: then the reading is of them.
        /// Proportional memory apart, which moves with whoever shares it: that has to lie between.
        func still(_ pid: Int32) throws -> (KernelView, ProcessSnapshot) {
            var collector = try Collector()
            for _ in 0..<50 {
                let before = try KernelView(pid)
                let process = try collector.process(pid)
                let after = try KernelView(pid)
                var same = after
                same.rollup = before.rollup
                if same == before, isBetween(process, before, after) { return (before, process) }
                usleep(20_000)
            }
            throw ProbeError(code: .stalled, source: "a process that does not rest")
        }

        func isBetween(
            _ process: ProcessSnapshot, _ before: KernelView, _ after: KernelView
        ) -> Bool {
            func check(_ value: Int64?, _ keys: [String]) -> Bool {
                let sums = [before, after].map { view in
                    let parts = keys.compactMap { KernelView.bytes(view.rollup, $0) }
                    return parts.count == keys.count ? parts.reduce(0, +) : nil
                }
                guard let low = sums[0], let high = sums[1], let value else {
                    return sums == [nil, nil] && value == nil
                }
                return value >= min(low, high) && value <= max(low, high)
            }
            return check(process.proportionalBytes, ["Pss"])
                && check(process.proportionalSwapBytes, ["SwapPss"])
                && check(
                    process.uniqueBytes, ["Private_Clean", "Private_Dirty", "Private_Hugetlb"])
        }

        func compare(_ view: KernelView, _ process: ProcessSnapshot) {
            func ns(_ place: Int) -> Int64? {
                view.number(place).map { Int64($0) * Self.tickNs }
            }
            func is64(_ value: Int64?, _ place: Int, _ scale: Int64 = 1) -> Bool {
                value != nil && value == view.number(place).map { Int64($0) * scale }
            }
            func is32(_ value: Int32?, _ place: Int) -> Bool {
                value != nil && value == view.number(place).map { Int32($0) }
            }
            #expect(process.name?.bytes == view.name)
            #expect(process.state?.rawValue == view.stat[0].utf8.first)
            #expect(is32(process.parentPid, 4) && is32(process.processGroup, 5))
            #expect(is32(process.session, 6))
            #expect(is64(process.minorFaults, 10) && is64(process.majorFaults, 12))
            #expect(process.userTimeNs == ns(14) && process.systemTimeNs == ns(15))
            #expect(process.totalTimeNs == process.userTimeNs! + process.systemTimeNs!)
            #expect(is32(process.priority, 18) && is32(process.nice, 19))
            #expect(is64(process.threads, 20) && is64(process.startTicks, 22))
            #expect(process.startNs == ns(22) && is64(process.vmsBytes, 23))
            #expect(
                is64(process.rssApproximateBytes, 24, Int64(sysconf(Int32(_SC_PAGESIZE)))))
            #expect(process.rssBytes == KernelView.bytes(view.status, "VmRSS"))
            #expect(process.anonymousBytes == KernelView.bytes(view.status, "RssAnon"))
            #expect(process.isMainThreadEnded == false)
            #expect(process.lastCPU.map(Int64.init) == view.number(39))
            #expect(process.isKernelThread == (view.number(9)! & 0x20_0000 != 0))
            #expect(process.uid == view.id("Uid", 0) && process.gid == view.id("Gid", 0))
            #expect(process.effectiveUid == view.id("Uid", 1))
            #expect(process.peakRssBytes == KernelView.bytes(view.status, "VmHWM"))
            #expect(process.dataBytes == KernelView.bytes(view.status, "VmData"))
            #expect(process.stackBytes == KernelView.bytes(view.status, "VmStk"))
            #expect(process.swapBytes == KernelView.bytes(view.status, "VmSwap"))
            let files = KernelView.bytes(view.status, "RssFile")
            let shared = KernelView.bytes(view.status, "RssShmem")
            #expect(process.sharedBytes == files.flatMap { files in shared.map { files + $0 } })
            #expect(
                process.voluntarySwitches.map(String.init)
                    == view.status["voluntary_ctxt_switches"])
            #expect(
                process.involuntarySwitches.map(String.init)
                    == view.status["nonvoluntary_ctxt_switches"])
            for (value, key) in [
                (process.readBytes, "read_bytes"), (process.writeBytes, "write_bytes"),
                (process.cancelledWriteBytes, "cancelled_write_bytes"),
                (process.rcharBytes, "rchar"), (process.wcharBytes, "wchar"),
                (process.readCalls, "syscr"), (process.writeCalls, "syscw"),
            ] {
                #expect(value.map(String.init) == view.io[key], "\(key)")
            }
            #expect(process.descriptors.map(Int.init) ?? -1 == view.descriptors)
            #expect(process.commandLine?.bytes == Array(view.commandLine.prefix(32_767)))
            #expect(process.isCommandLineCut == (view.commandLine.count > 32_767))
            if view.groups.isEmpty {
                #expect(process.cgroup == nil)
            } else {
                #expect(view.groups.contains(process.cgroup?.description ?? "none"))
            }
        }

        @Test("A child that rests: every field is what the kernel's files say")
        func resting() throws {
            let child = try Child()
            try child.does(CPI_TOUCH, 3 << 20)
            try child.does(CPI_WRITE, 100_000)
            try child.does(CPI_OPEN, 7)
            try child.does(CPI_NAME, 0, Array("a) R 1 (b".utf8))
            let (view, process) = try still(child.pid)
            compare(view, process)
            #expect(process.unread == [] && process.failure == nil)
            // On a busy machine it may not have come to rest.
            let states: [ProcessState] = [.sleeping, .running, .diskSleep]
            #expect(process.state.map(states.contains) == true)
            #expect(process.parentPid == getpid())
            #expect(process.wcharBytes! >= 100_000 && process.writeCalls! >= 100)
            #expect(process.identity?.pid == child.pid)
            #expect(process.ageNs! < 60_000_000_000)
            let boot = try text(of: "/proc/sys/kernel/random/boot_id")
            #expect(process.identity.map { "\($0.bootID)\n" } == boot)
        }

        @Test("The own process, between two readings of what moves")
        func own() throws {
            var collector = try Collector()
            func usage() -> (cpu: Int64, faults: Int64) {
                var usage = rusage()
                getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
                func ns(_ time: timeval) -> Int64 {
                    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_usec) * 1000
                }
                return (ns(usage.ru_utime) + ns(usage.ru_stime), Int64(usage.ru_minflt))
            }
            let low = usage()
            let process = try collector.process()
            let high = usage()
            let view = try KernelView(getpid())
            #expect(process.pid == getpid() && process.parentPid == getppid())
            #expect(process.name?.bytes == view.name && process.isKernelThread == false)
            #expect(process.processGroup == getpgrp() && process.session == getsid(0))
            #expect(process.uid == getuid() && process.gid == getgid())
            #expect(process.effectiveUid == geteuid())
            // The main thread's: the priority of the calling thread may be another.
            let priority = getpriority(
                __priority_which_t(PRIO_PROCESS.rawValue), id_t(getpid()))
            #expect(process.nice == priority)
            #expect(process.commandLine?.bytes == Array(view.commandLine.prefix(32_767)))
            // Both times are cut to ticks, and a CPU may owe the last one.
            let total = try #require(process.totalTimeNs)
            #expect(total + 3 * Self.tickNs >= low.cpu && total <= high.cpu + 3 * Self.tickNs)
            #expect(try low.faults <= #require(process.minorFaults) + 64)
            #expect(try #require(process.minorFaults) <= high.faults + 64)
            #expect(process.unread == [] && process.failure == nil)
            let states: [ProcessState] = [.running, .sleeping, .diskSleep]
            #expect(process.state.map(states.contains) == true)
            #expect(try #require(process.threads) >= 1)
            #expect(try collector.process(getpid()).identity == process.identity)
        }

        /// Kernel threads: without memory, command line and failures. Returns how many there are.
        func expectKernelThreads(_ table: ProcessTable) -> Int {
            let threads = table.processes.filter { $0.isKernelThread == true }
            for thread in threads {
                #expect(thread.vmsBytes == 0 && thread.rssBytes == 0)
                // A kernel worker can end between two reads of its files.
                if thread.failure?.code == .gone { continue }
                #expect(thread.commandLine?.bytes == [] && thread.arguments == [])
                #expect(thread.peakRssBytes == nil && thread.proportionalBytes == nil)
                #expect(thread.unread == [] && thread.failure == nil, "\(thread.pid)")
                #expect(thread.uid == 0)
            }
            return threads.count
        }

        /// Whether /proc shows kernel threads: pid 2 is their parent, kthreadd.
        static let hasKernelThreads =
            (try? KernelView(2)).map { $0.name == Array("kthreadd".utf8) } ?? false

        @Test(
            "Kernel threads have no memory, no command line and no failures",
            .enabled(if: hasKernelThreads, "this pid namespace shows no kernel threads"))
        func kernelThreads() throws {
            var collector = try Collector()
            let table = try collector.processes(Scene.isRoot ? .all : [.status, .commandLine])
            #expect(expectKernelThreads(table) > 1)
            #expect(table.process(2)?.isKernelThread == true)
        }

        @Test("Kernel threads of a captured machine", arguments: processCaptures)
        func capturedKernelThreads(name: String) throws {
            var collector = try Collector(root: Fixture.root(name))
            let table = try collector.processes([.status, .commandLine])
            #expect(expectKernelThreads(table) > 1)
            #expect(table.process(2)?.isKernelThread == true)
        }

        @Test("What a table says of a process is what a reading of it alone says")
        func alone() throws {
            let child = try Child()
            var collector = try Collector()
            let cheap = ProcessDetails.all.subtracting(.proportional)
            for details in [[], .status, cheap] as [ProcessDetails] {
                // Until nothing of it moves between the two.
                var (alone, listed): (ProcessSnapshot?, ProcessSnapshot?) = (nil, nil)
                for attempt in 0..<20 where attempt < 3 || alone != listed {
                    listed = try collector.processes(details).process(child.pid)
                    alone = try collector.process(child.pid, details)
                    alone?.ageNs = nil
                    listed?.ageNs = nil
                    usleep(10_000)
                }
                #expect(alone == listed && alone?.pid == child.pid)
            }
            let table = try collector.processTable(of: child.pid, .status)
            #expect(table.isPartial)
            #expect(table.processes.map(\.pid) == [child.pid] && table.bootID != nil)
        }

        @Test(
            "CPU time: of a child that works always, and of one that rests half the time",
            arguments: [20, 10] as [Int64])
        func work(milliseconds: Int64) throws {
            let child = try Child()
            var collector = try Collector()
            try child.send(CPI_WORK, milliseconds, rounds: 125)
            usleep(300_000)
            let clock0 = try child.cpuNs()
            let before = try collector.processTable(of: child.pid)
            let clock1 = try child.cpuNs()
            usleep(1_500_000)
            let clock2 = try child.cpuNs()
            let after = try collector.processTable(of: child.pid)
            let clock3 = try child.cpuNs()
            let rates = after.rates(since: before)
            let window = Double(try #require(rates.intervalNs))
            let usage = try #require(rates.processes.first?.usagePercent) * window / 100
            // The clock of the child shows how much it could run beside all that else runs here.
            let slack = Double(4 * Self.tickNs)
            #expect(rates.processes.map(\.change) == [.same])
            #expect(usage >= Double(clock2 - clock1) - slack, "\(clock2 - clock1)")
            #expect(usage <= Double(clock3 - clock0) + slack, "\(clock3 - clock0)")
            #expect(usage <= window + slack && usage > 0)
            let parts =
                rates.processes[0].userPercent.flatMap { user in
                    rates.processes[0].systemPercent.map { user + $0 }
                } ?? -1
            #expect(abs(parts - rates.processes[0].usagePercent!) < 0.01)
            try child.answers(CPI_WORK)
            // It rests now. Its life has its end on top, when its memory is given back.
            let rested = try child.cpuNs()
            let total = try #require(try collector.process(child.pid, []).totalTimeNs)
            let life = try #require(child.end())
            #expect(total <= life && total + 2 * Self.tickNs >= rested, "\(total) \(life)")
        }

        @Test("Memory that a child touches is in its resident memory, to what the kernel lacks")
        func memory() throws {
            let child = try Child()
            var collector = try Collector()
            let size: Int64 = 96 << 20
            let before = try collector.process(child.pid)
            let first = try collector.processTable(of: child.pid)
            try child.does(CPI_TOUCH, size)
            let after = try collector.process(child.pid)
            let second = try collector.processTable(of: child.pid)
            // The kernel gathers up to 64 pages a CPU before it counts them.
            let slack = Int64(sysconf(Int32(_SC_NPROCESSORS_CONF))) * 64 * 4096 + (4 << 20)
            func rose(_ key: KeyPath<ProcessSnapshot, Int64?>) throws -> Int64 {
                try #require(after[keyPath: key]) - #require(before[keyPath: key])
            }
            #expect(try rose(\.rssBytes) + slack >= size && rose(\.rssBytes) <= size + slack)
            #expect(try rose(\.vmsBytes) >= size && rose(\.vmsBytes) <= size + (4 << 20))
            #expect(try rose(\.dataBytes) >= size && rose(\.dataBytes) <= size + (4 << 20))
            #expect(try #require(after.peakRssBytes) + slack >= size)
            #expect(try rose(\.minorFaults) >= size / (2 << 20))
            if let unique = before.uniqueBytes {
                // What it shares with its parent becomes its own when the parent writes there.
                let shared = try #require(before.rssBytes) + slack - unique
                #expect(try rose(\.uniqueBytes) >= size && rose(\.uniqueBytes) <= size + shared)
            }
            let change = try #require(second.rates(since: first).processes[0].rssChangeBytes)
            #expect(Int64(change) + slack >= size && Int64(change) <= size + slack)
            let all = try #require(try collector.processTable(of: child.pid).memoryTotalBytes)
            let percent = Double(after.rssBytes!) * 100 / Double(all)
            #expect(abs(try #require(after.memoryPercent) - percent) < 0.001)
        }

        /// What the kernel's most exact file says.
        static func exactRss(_ pid: Int32) throws -> Int64 {
            let pages = try text(of: "/proc/\(pid)/statm").split(separator: " ")
            return try #require(Int64(pages[1])) * Int64(sysconf(Int32(_SC_PAGESIZE)))
        }

        @Test("Resident memory is the kernel's exact one, whichever way it is read")
        func resident() throws {
            // More than a few, since the approximate number is exact now and then.
            var approximate = 0
            var collector = try Collector()
            for pages: Int64 in [3, 17, 40, 61] {
                let child = try Child()
                try child.does(CPI_TOUCH, pages * 4096)
                try child.does(CPI_THREAD, 0, Array("other".utf8))
                let exact = try Self.exactRss(child.pid)
                for details in [[], .status, .io, .all] as [ProcessDetails] {
                    for process in [
                        try collector.process(child.pid, details),
                        try #require(try collector.processes(details).process(child.pid)),
                        try collector.threads(of: child.pid, details).processes[1],
                    ] {
                        #expect(process.rssBytes == exact, "\(details)")
                        #expect(process.anonymousBytes! + process.sharedBytes! == exact)
                        let all = Double(try #require(try collector.processes().memoryTotalBytes))
                        #expect(process.memoryPercent == Double(exact) * 100 / all)
                        #expect(exact <= process.peakRssBytes ?? exact)
                        approximate += process.rssApproximateBytes == exact ? 0 : 1
                    }
                }
                let cheap = try collector.process(child.pid, .approximateRss)
                #expect(cheap.rssBytes == nil && cheap.memoryPercent == nil)
                #expect(cheap.rssApproximateBytes != nil && cheap.failures == [])
                #expect(
                    try collector.process(child.pid, [.approximateRss, .status]).rssBytes == exact)
            }
            // The test would hold for the numbers of stat, too, if those were exact here.
            if approximate == 0 { print("resident memory: stat was exact in each reading") }
        }

        @Test("A process whose main thread ended goes on: it is no zombie, and has its memory")
        func mainThread() throws {
            let child = try Child()
            var collector = try Collector()
            try child.does(CPI_OPEN, 5)
            let before = try collector.process(child.pid)
            _ = try collector.process(child.pid, [])
            _ = try collector.processes()
            try child.does(CPI_LEAVE, 2 << 20, Array("worker".utf8))
            for _ in 0..<500
            where try KernelView(child.pid).stat[0] != "Z" { usleep(10_000) }
            #expect(try KernelView(child.pid).number(23) == 0)
            for details in [[], .all] as [ProcessDetails] {
                for process in [
                    try collector.process(child.pid, details),
                    try #require(try collector.processes(details).process(child.pid)),
                ] {
                    #expect(process.state == .sleeping && process.isMainThreadEnded == true)
                    #expect(process.identity == before.identity && process.threads == 2)
                    #expect(
                        try #require(process.rssBytes) >= 2 << 20 && process.vmsBytes! > 2 << 20)
                    #expect(try #require(process.rssApproximateBytes) > 0)
                    #expect(try #require(process.memoryPercent) > 0)
                    guard details == .all else { continue }
                    #expect(process.commandLine == before.commandLine)
                    #expect(process.descriptors == before.descriptors)
                    #expect(process.cgroup == before.cgroup && process.uid == getuid())
                    #expect(process.peakRssBytes! >= process.rssBytes!)
                    if Scene.isRoot {
                        #expect(process.unread == [] && process.failures == [])
                        #expect(process.uniqueBytes! >= 2 << 20)
                        #expect(process.rcharBytes! >= before.rcharBytes!)
                    }
                }
            }
            let threads = try collector.threads(of: child.pid, .descriptors).processes
            #expect(threads.map(\.state) == [.zombie, .sleeping])
            #expect(threads[0].rssBytes == threads[1].rssBytes && threads[0].rssBytes! > 2 << 20)
            #expect(threads[0].descriptors == before.descriptors)
        }

        @Test(
            "Names that a process gives itself, byte by byte",
            arguments: [
                "plain", "two  words", "a) R 1 (b", ")", "(", "new\nline", "\n) S 1", "back\\n", "",
                "fifteen-letters", "sixteen-letters!",
            ])
        func names(name: String) throws {
            let child = try Child()
            try child.does(CPI_NAME, 0, Array(name.utf8))
            try expectName(Array(name.utf8.prefix(15)), of: child)
        }

        @Test("Names that are not UTF-8")
        func bytes() throws {
            for name in [[0xff, 0xfe, 0x20, 0xe9], [0xc3], [0x80, 0x0a, 0x29, 0x20, 0x53]]
                as [[UInt8]]
            {
                let child = try Child()
                try child.does(CPI_NAME, 0, name)
                try expectName(name, of: child)
            }
        }

        func expectName(_ name: [UInt8], of child: Child) throws {
            var collector = try Collector()
            for _ in 0..<2 {
                let process = try collector.process(child.pid, .status)
                #expect(process.name?.bytes == name)
                #expect(process.pid == child.pid && process.parentPid == getpid())
                #expect(process.threads == 1 && process.uid == getuid())
                #expect(try collector.processes().process(child.pid)?.name?.bytes == name)
            }
        }

        @Test("Another program under the same pid is the same process, renamed")
        func exec() throws {
            let child = try Child()
            var collector = try Collector()
            let before = try collector.processes(.commandLine)
            try child.does(CPI_RUN, 0, Array("exec sleep 100".utf8))
            var after = try collector.processes(.commandLine)
            for _ in 0..<500 where after.process(child.pid)?.arguments.first?.description != "sleep"
            {
                usleep(10_000)
                after = try collector.processes(.commandLine)
            }
            let process = try #require(after.process(child.pid))
            #expect(process.name?.description == "sleep")
            #expect(process.arguments.map(\.description) == ["sleep", "100"])
            #expect(process.identity == before.process(child.pid)?.identity)
            let rates = after.rates(since: before)
            #expect(rates.processes[try #require(after.index(of: child.pid))].change == .renamed)
            #expect(!rates.endedProcesses!.contains { $0.pid == child.pid })
        }

        @Test("A command line longer than what is kept says that it was cut")
        func longLine() throws {
            var collector = try Collector()
            for (length, listed, alone) in [(9000, 4096, nil), (40_000, 4096, 32_767)]
                as [(Int, Int, Int?)]
            {
                let child = try Child()
                let script = "exec sh -c 'kill -STOP $$' a $(printf %.\(length)d 0)"
                try child.does(CPI_RUN, 0, Array(script.utf8))
                for _ in 0..<500 where try collector.process(child.pid, []).state != .stopped {
                    usleep(10_000)
                }
                let whole = try KernelView(child.pid).commandLine
                #expect(whole.count > length)
                let process = try collector.process(child.pid, .commandLine)
                #expect(process.commandLine?.bytes == Array(whole.prefix(alone ?? whole.count)))
                #expect(process.isCommandLineCut == (alone != nil))
                let row = try collector.processes(.commandLine).process(child.pid)
                #expect(row?.commandLine?.bytes == Array(whole.prefix(listed)))
                #expect(row?.isCommandLineCut == true)
            }
        }

        @Test(
            "A process in thousands of groups, whose status is longer than the buffer",
            .enabled(if: Scene.isRoot, "only root can join groups"))
        func groups() throws {
            let child = try Child()
            try child.does(CPI_GROUPS, 20_000)
            #expect(try text(of: "/proc/\(child.pid)/status").utf8.count > 100_000)
            let (view, process) = try still(child.pid)
            compare(view, process)
            #expect(process.voluntarySwitches != nil && process.unread == [])
        }

        @Test("Links, namespaces and small files of a child, beside the kernel's own")
        func attributes() throws {
            let child = try Child()
            var collector = try Collector()
            let process = try collector.process(child.pid)
            let folder = "/proc/\(child.pid)"
            func target(_ link: String) -> String? {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(link)")
            }
            func number(_ file: String) -> Int64? {
                (try? text(of: "\(folder)/\(file)")).flatMap {
                    Int64($0.trimmingCharacters(in: .whitespacesAndNewlines))
                }
            }
            #expect(process.executable?.description == target("exe"))
            #expect(process.isExecutableDeleted == false)
            #expect(process.workingDirectory?.description == target("cwd"))
            #expect(process.rootDirectory == "/")
            let namespaces: [(String, UInt32?)] = [
                ("cgroup", process.cgroupNamespace), ("ipc", process.ipcNamespace),
                ("mnt", process.mountNamespace), ("net", process.networkNamespace),
                ("pid", process.pidNamespace), ("user", process.userNamespace),
                ("pid_for_children", process.childrenPidNamespace),
                ("time", process.timeNamespace), ("uts", process.utsNamespace),
                ("time_for_children", process.childrenTimeNamespace),
            ]
            for (name, inode) in namespaces {
                let kind = name.replacing("_for_children", with: "")
                #expect(inode.map { "\(kind):[\($0)]" } == target("ns/\(name)"), "\(name)")
            }
            #expect(process.oomScore.map { Int64($0) } == number("oom_score"))
            #expect(process.oomScoreAdjustment.map { Int64($0) } == number("oom_score_adj"))
            let login = number("loginuid")
            #expect(process.loginUid.map { Int64($0) } == (login == 4_294_967_295 ? nil : login))
            #expect(process.ioPriorityClass == 0 && process.ioPriorityLevel != nil)
            if process.unread.contains(.schedstat) == false {
                #expect(try #require(process.runTimeNs) > 0 && process.timeSlices! > 0)
            }
            // Nothing of it is read unless requested.
            let plain = try collector.process(child.pid, [])
            #expect(plain.executable == nil && plain.oomScore == nil && plain.uid == nil)
        }

        @Test("A zombie, and one that is stopped and goes on")
        func states() throws {
            let child = try Child()
            var collector = try Collector()
            func state(_ wanted: ProcessState) throws -> ProcessSnapshot {
                var process = try collector.process(child.pid)
                for _ in 0..<500 where process.state != wanted {
                    usleep(10_000)
                    process = try collector.process(child.pid)
                }
                #expect(process.state == wanted)
                return process
            }
            let identity = try state(.sleeping).identity
            kill(child.pid, SIGSTOP)
            #expect(try state(.stopped).identity == identity)
            kill(child.pid, SIGCONT)
            _ = try state(.sleeping)
            try child.does(CPI_EXIT)
            let zombie = try state(.zombie)
            #expect(zombie.identity == identity && zombie.commandLine?.bytes == [])
            #expect(zombie.vmsBytes == 0 && zombie.peakRssBytes == nil && zombie.uid == getuid())
            #expect(zombie.proportionalBytes == nil && !zombie.unread.contains(.proportional))
            if Scene.isRoot { #expect(zombie.unread == [] && zombie.failure == nil) }
            #expect(try collector.processes().process(child.pid)?.state == .zombie)
        }

        @Test("A process that ends between two readings has ended, and is not found")
        func ended() throws {
            let child = try Child()
            var collector = try Collector()
            let before = try collector.processes()
            let identity = try #require(before.process(child.pid)?.identity)
            child.end()
            let after = try collector.processes()
            #expect(after.process(child.pid) == nil)
            #expect(
                after.rates(since: before).endedProcesses!.filter { $0.pid == child.pid } == [
                    identity
                ])
            for details in [[], .all] as [ProcessDetails] {
                expectNone { try collector.process(child.pid, details) }
                expectNone { try collector.threads(of: child.pid, details).processes[0] }
            }
            // Also while its file was still open: read alone, ended, and read again.
            let other = try Child()
            _ = try collector.process(other.pid, [])
            other.end()
            expectNone { try collector.process(other.pid, .status) }
            expectNone { try collector.process(other.pid, []) }
            expectNone { try collector.process(.max) }
            for pid: Int32 in [0, -1] {
                #expect(throws: ProbeError.self) { try collector.process(pid) }
            }
        }

        func expectNone(_ read: () throws -> ProcessSnapshot) {
            do {
                let process = try read()
                Issue.record("it is reported as existing: \(process)")
            } catch let error as ProbeError {
                #expect(error.code == .notFound)
            } catch {
                Issue.record("\(error)")
            }
        }

        @Test("Descriptors are counted: forty more, and those of a listing")
        func descriptors() throws {
            let child = try Child()
            var collector = try Collector()
            let before = try #require(try collector.process(child.pid, .descriptors).descriptors)
            try child.does(CPI_OPEN, 40)
            #expect(try collector.process(child.pid, .descriptors).descriptors == before + 40)
            #expect(
                try collector.processes(.descriptors).process(child.pid)?.descriptors == before + 40
            )
            #expect(try KernelView(child.pid).descriptors == Int(before) + 40)
        }

        @Test("Threads have their own names and times, and their numbers are no processes")
        func threads() throws {
            let child = try Child()
            try child.does(CPI_THREAD, 300, Array("busy) R (thread".utf8))
            try child.does(CPI_THREAD, 0, Array("idle".utf8))
            var collector = try Collector()
            let table = try collector.threads(of: child.pid, .status)
            #expect(table.processes.count == 3 && table.processes[0].pid == child.pid)
            let busy = try #require(
                table.processes.first { $0.name?.description == "busy) R (thread" })
            let idle = try #require(table.processes.first { $0.name?.description == "idle" })
            let process = try collector.process(child.pid, [])
            #expect(process.threads == 3 && busy.threads == 3)
            #expect(busy.totalTimeNs! + Self.tickNs * 3 >= 300_000_000)
            #expect(idle.totalTimeNs! < busy.totalTimeNs!)
            #expect(
                table.processes[0].totalTimeNs! + busy.totalTimeNs! <= process.totalTimeNs!
                    + 30_000_000)
            #expect(table.processes.allSatisfy { $0.uid == getuid() && $0.startTicks != nil })
            #expect(busy.rssBytes == process.rssBytes && busy.parentPid == getpid())
            expectNone { try collector.process(busy.pid) }
            expectNone { try collector.process(busy.pid, []) }
            expectNone { try collector.threads(of: busy.pid).processes[0] }
            #expect(try collector.processes().process(busy.pid) == nil)
            let own = try collector.threads()
            #expect(own.processes.contains { $0.pid == getpid() })
        }
    }
}
