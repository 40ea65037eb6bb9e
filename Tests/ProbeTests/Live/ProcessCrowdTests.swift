import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

extension MachineTests {
    @Suite("Processes by the thousand, that come and go, and seen from elsewhere")
    struct ProcessCrowdTests {
        @Test("Hundreds a second start and end while tables are read: none is taken for another")
        func churn() throws {
            let open = try processDescriptors().count
            let churner = try Child()
            try churner.does(CPI_CHURN, 30_000, rounds: 4)
            var seen: Set<ProcessIdentity> = []
            var ended = 0
            do {
                var collector = try Collector()
                let parent = try #require(try collector.process(churner.pid, .status).startTicks)
                let words = try collector.process(churner.pid, .commandLine).commandLine
                var last = try collector.processes()
                // Longer where the machine is so busy that few processes start.
                let (end, latest) = (Date() + 2.5, Date() + 25)
                var reading = 0
                while Date() < end || (seen.count <= 20 || ended <= 20) && Date() < latest {
                    reading += 1
                    let details: ProcessDetails =
                        reading % 3 == 0 ? [] : reading % 3 == 1 ? [.status, .commandLine] : .all
                    let table = try collector.processes(details)
                    #expect(table.processes.map(\.pid) == table.processes.map(\.pid).sorted())
                    for process in table.processes where process.parentPid == churner.pid {
                        let name = try #require(process.name?.bytes)
                        let own = Array("c\(process.pid)".utf8)
                        // Until it names itself it has its parent's name.
                        #expect(
                            name == own
                                || name == table.process(churner.pid)?.name?.bytes,
                            "\(process.pid) is named \(process.name!)")
                        #expect(try #require(process.startTicks) >= parent)
                        #expect(process.isKernelThread == false && process.session == getsid(0))
                        #expect(process.uid == nil || process.uid == getuid())
                        if let line = process.commandLine?.bytes, !line.isEmpty {
                            #expect(line == words?.bytes)
                        }
                        #expect(process.totalTimeNs! < 2_000_000_000 && process.threads! <= 1)
                        // A zombie's io is root's alone.
                        #expect(
                            process.failure == nil || process.failure?.code == .gone
                                || !Scene.isRoot && process.failure?.code == .denied)
                        // A zombie has neither.
                        #expect(
                            process.failure != nil
                                || process.unread.isSubset(of: [.paths, .namespaces]))
                        seen.insert(try #require(process.identity))
                    }
                    let rates = table.rates(since: last)
                    ended += rates.ended!
                    for (index, rate) in rates.processes.enumerated()
                    where table.processes[index].parentPid == churner.pid {
                        #expect(rate.change != .unknown, "\(table.processes[index])")
                        #expect(rate.usagePercent.map { $0 >= 0 } ?? true)
                    }
                    last = table
                }
                #expect(reading > 5)
            }
            #expect(seen.count > 20 && ended > 20, "\(seen.count) seen, \(ended) ended")
            // A collector of another suite may be open at this moment.
            for _ in 0..<200 where try processDescriptors().count > open { usleep(50_000) }
            #expect(try processDescriptors().count <= open)
        }

        @Test("Two thousand sleep: all are in the table, and the files of 256 of them are kept")
        func thousands() throws {
            var pids = [Int32](repeating: 0, count: 2000)
            let count = cpi_sleepers_start(&pids, pids.count)
            var isOver = false
            defer { if !isOver { _ = cpi_sleepers_end(pids, count) } }
            // Less where the machine has a bound of processes.
            #expect(count > 300)
            var collector = try Collector()
            let first = try collector.processes(.commandLine)
            let second = try collector.processes(.status)
            let third = try collector.processes()
            for table in [first, second, third] {
                #expect(pids[..<count].allSatisfy { table.process($0)?.parentPid == getpid() })
            }
            #expect(pids[..<count].allSatisfy { second.process($0)?.uid == getuid() })
            let rates = third.rates(since: first)
            for pid in pids[..<count] {
                #expect(rates.processes[try #require(third.index(of: pid))].change == .same)
            }
            let held = try processDescriptors()
            #expect(held.count <= 2 * 256 + 1 && held.count > 400, "\(held.count)")
            isOver = true
            #expect(cpi_sleepers_end(pids, count))
            let last = try collector.processes()
            #expect(pids[..<count].allSatisfy { last.process($0) == nil })
            let ended = Set(last.rates(since: third).endedProcesses!.map(\.pid))
            #expect(ended.isSuperset(of: pids[..<count]))
            #expect(try processDescriptors().count < held.count)
        }

        @Test("If the capacity is always too small, no file of what ended stays open for long")
        func smallCapacity() throws {
            var other = try Collector()
            let collector = try Collector()
            let open = try processDescriptors().count
            var capacity = 0
            for _ in 0..<8 {
                var pids = [Int32](repeating: 0, count: 40)
                let count = cpi_sleepers_start(&pids, pids.count)
                defer { _ = cpi_sleepers_end(pids, count) }
                capacity = try other.processes().processes.count - 10
                let items = UnsafeMutablePointer<cprobe_process>.allocate(capacity: capacity)
                defer { items.deallocate() }
                var list = cprobe_process_list(
                    items: items, capacity: capacity, count: 0, text: nil, text_capacity: 0,
                    text_length: 0)
                var processes = cprobe_processes()
                #expect(
                    cprobe_processes_read(collector.storage, 0, &processes, &list, nil)
                        == .CPROBE_TOO_LARGE)
            }
            // Two files of each: those of the other collector, and of this one with its last forty.
            let held = try processDescriptors().count - open
            #expect(held <= 2 * (2 * capacity + 40), "\(held) of \(capacity)")
        }

        @Test("With few descriptors all are read, and half of them are left to the program")
        func few() throws {
            for details in [[], [.status, .cgroup, .descriptors]] as [ProcessDetails] {
                let scene = try Scene(CPI_SCENE_FEW, 40, details: details)
                #expect(scene.results == [nil, nil, nil, nil])
                #expect(scene.numbers[0] == 37)
                for reading in 0..<4 {
                    let table = scene.tables[reading]
                    let parent = table.process(Int32(scene.numbers[4]))?.parentPid
                    #expect(parent != nil)
                    #expect(table.processes.filter { $0.parentPid == parent }.count == 64)
                    #expect(
                        table.processes.allSatisfy { $0.failure?.code != .exhausted },
                        "reading \(reading)")
                    if reading < 3 {
                        #expect(scene.numbers[reading + 1] >= 18, "\(scene.numbers)")
                    }
                }
            }
        }

        @Test("After fork the child's collector reads the child, and its parent's goes on")
        func fork() throws {
            var collector = try Collector()
            let own = try collector.process(nil, [])
            let before = try collector.processes()
            let scene = try Scene(CPI_SCENE_FORKED, collector: collector.storage)
            #expect(scene.results[0] == nil && scene.results[1] == nil)
            let child = try #require(scene.tables[0].processes.first)
            #expect(Int64(child.pid) == scene.numbers[0] && child.pid != getpid())
            #expect(child.parentPid == getpid())
            #expect(scene.tables[1].process(getpid())?.identity == own.identity)
            #expect(scene.tables[1].process(child.pid)?.identity == child.identity)
            let after = try collector.processes()
            #expect(after.process(getpid())?.identity == own.identity)
            #expect(
                after.rates(since: before).processes.contains {
                    $0.pid == getpid() && $0.change == .same
                })
            #expect(try collector.process(nil, []).identity == own.identity)
        }

        @Test(
            "A pid that is given to another, while the old one's file is kept",
            .enabled(if: Scene.hasNamespaces, "pid namespaces can be made, and ns_last_pid set"))
        func reuse() throws {
            let scene = try Scene(CPI_SCENE_REUSE)
            #expect(scene.results == [nil, nil, nil, nil])
            let pid: Int32 = 1000
            let first = try #require(scene.tables[0].process(pid))
            let second = try #require(scene.tables[1].process(pid))
            #expect(first.name?.description == "first" && second.name?.description == "second")
            #expect(first.totalTimeNs! >= 250_000_000 && second.totalTimeNs! < 100_000_000)
            let rates = scene.tables[1].rates(since: scene.tables[0])
            let place = try #require(scene.tables[1].index(of: pid))
            #expect(rates.processes[place].change == .started)
            #expect(rates.processes[place].usagePercent != nil)
            #expect(rates.endedProcesses == [try #require(first.identity)])
            #expect(first.identity != second.identity)
            // One that is read alone, by its stat file and with more.
            #expect(scene.tables[2].process(pid)?.name?.description == "third")
            #expect(scene.tables[3].process(pid)?.name?.description == "fourth")
            #expect(Set(scene.tables.map { $0.process(pid)?.startTicks }).count == 4)
            // The number of a thread, and one that no process has, are not found.
            #expect(scene.numbers[..<4].allSatisfy { $0 == notFound }, "\(scene.numbers)")
            #expect(scene.numbers[4] == 0 && scene.numbers[5] == 2)
        }

        let denied = Int64(cprobe_result.CPROBE_DENIED.rawValue)
        let notFound = Int64(cprobe_result.CPROBE_NOT_FOUND.rawValue)

        @Test(
            "Another user's processes: what needs a right is denied, the rest is there",
            .enabled(if: Scene.isRoot, "only root can become another user"))
        func user() throws {
            let child = try Child()
            try child.does(CPI_TOUCH, 3 << 20)
            var collector = try Collector()
            let details = ProcessDetails.all
            var scene = try Scene(CPI_SCENE_USER, details: details)
            // Apart from what is denied, and from its age, it is what root sees: once nothing moves.
            for attempt in 0..<20 {
                var expected = try collector.process(child.pid, details)
                scene = try Scene(CPI_SCENE_USER, details: details)
                #expect(scene.results[0] == nil)
                var seen = try #require(scene.tables[0].process(child.pid))
                #expect(seen.unread.isSuperset(of: [.io, .proportional]))
                #expect(
                    seen.unread.isSubset(of: [
                        .io, .proportional, .descriptors, .paths, .namespaces,
                    ]))
                #expect(seen.executable == nil && seen.mountNamespace == nil)
                #expect(seen.failure?.code == .denied)
                #expect(seen.readBytes == nil && seen.rcharBytes == nil)
                #expect(seen.proportionalBytes == nil && seen.uniqueBytes == nil)
                for key in [
                    \.readBytes, \.writeBytes, \.cancelledWriteBytes, \.rcharBytes, \.wcharBytes,
                    \.readCalls, \.writeCalls, \.proportionalBytes, \.uniqueBytes,
                    \.proportionalSwapBytes, \.ageNs,
                ] as [WritableKeyPath<ProcessSnapshot, Int64?>] {
                    expected[keyPath: key] = nil
                    seen[keyPath: key] = nil
                }
                (seen.unread, seen.failures) = ([], [])
                seen.takeTraced(of: expected)
                if seen.descriptors == nil { expected.descriptors = nil }
                if seen == expected { break }
                #expect(attempt < 19, "\(seen) is not \(expected)")
                usleep(20_000)
            }
            let own = try #require(scene.tables[0].process(Int32(scene.numbers[0])))
            #expect(own.uid == 65534 && own.unread == [] && own.rcharBytes != nil)
            let all = try collector.processes()
            #expect(abs(all.processes.count - scene.tables[0].processes.count) < 50)
        }

        @Test(
            "Where processes are hidden, the table says so, and each that cannot be looked at",
            .enabled(if: Scene.hasNamespaces, "a procfs can be mounted"),
            arguments: [1, 2] as [Int64])
        func hidden(hidepid: Int64) throws {
            let details: ProcessDetails = [.status, .descriptors, .commandLine]
            let scene = try Scene(CPI_SCENE_HIDDEN, hidepid, details: details)
            let table = scene.tables[0]
            #expect(scene.results[0] == nil)
            let reader = try #require(table.process(Int32(scene.numbers[1])))
            #expect(reader.uid == 65534 && reader.unread == [] && reader.failure == nil)
            #expect(
                scene.numbers[3] == 0 && scene.tables[2].processes[0].identity == reader.identity)
            let others = table.processes.filter { $0.pid != reader.pid }
            #expect(table.isHidden == (hidepid == 2))
            if hidepid == 2 {
                #expect(others.isEmpty && scene.numbers[2] == denied)
                return
            }
            #expect(others.map(\.pid) == [1, Int32(scene.numbers[0])])
            for process in others + [scene.tables[1].processes[0]] {
                #expect(process.failure?.code == .denied && process.unread == details)
                #expect(process.name == nil && process.startTicks == nil && process.uid == nil)
                #expect(process.identity == nil && process.rssBytes == nil)
            }
            #expect(scene.numbers[2] == 0)
        }
    }
}

extension ProcessSnapshot {
    /// Takes over what only a reader that may trace the process can read, and what moves.
    fileprivate mutating func takeTraced(of other: ProcessSnapshot) {
        (executable, isExecutableDeleted) = (other.executable, other.isExecutableDeleted)
        (workingDirectory, rootDirectory) = (other.workingDirectory, other.rootDirectory)
        isWorkingDirectoryDeleted = other.isWorkingDirectoryDeleted
        (cgroupNamespace, ipcNamespace) = (other.cgroupNamespace, other.ipcNamespace)
        (mountNamespace, networkNamespace) = (other.mountNamespace, other.networkNamespace)
        (pidNamespace, childrenPidNamespace) = (other.pidNamespace, other.childrenPidNamespace)
        (timeNamespace, childrenTimeNamespace) = (other.timeNamespace, other.childrenTimeNamespace)
        (userNamespace, utsNamespace) = (other.userNamespace, other.utsNamespace)
        waitChannel = other.waitChannel
        (oomScore, runDelayNs) = (other.oomScore, other.runDelayNs)
    }
}
