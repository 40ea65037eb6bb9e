import CProbectl
import Probe

/// `probectl process PID`: all details of one process.
struct ProcessCommand {
    let options: ProcessOptions

    init(_ options: ProcessOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            var collector = try Collector(root: options.root, readsOnce: !options.pace.isRepeated)
            return run(&collector)
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func run(_ collector: inout Collector) -> ExitStatus {
        // Counters of a captured machine do not change.
        let usual: UInt64 = collector.rootKind == .captured ? 0 : 500_000_000
        var schedule = Schedule(options.pace, usualWindowNs: usual)
        var blocks = Blocks(options.pace)
        var wasThere = false
        do throws(ProbeError) {
            // The first reading of a window leaves out the details that have no rates.
            let counted: ProcessDetails = [.status, .io, .commandLine]
            let hasWindow = schedule.windowNs > 0
            var before = hasWindow ? try collector.processTable(of: options.pid, counted) : nil
            let users = UserNames(&collector)
            if options.pace.isRepeated { probectl_end_when_interrupted() }
            var worst = ExitStatus.ok
            var isFirst = true
            while let next = schedule.next() {
                if hasWindow, schedule.isWindowApart, !isFirst {
                    wait(until: next.windowNs)
                    before = try collector.processTable(of: options.pid, counted)
                }
                isFirst = false
                wasThere = wasThere || before != nil
                wait(until: next.readingNs)
                let table = try collector.processTable(of: options.pid, .all)
                wasThere = true
                if !write(table, before.map { table.rates(since: $0) }, users, &collector, &blocks)
                {
                    worst = .failed
                }
                guard !Output.isBroken else { break }
                before = hasWindow ? table : nil
            }
            return worst
        } catch {
            Output.complain(complaint(error, wasThere))
            return .failed
        }
    }

    private func complaint(_ error: ProbeError, _ wasThere: Bool) -> String {
        let name = options.pid.map { "process \($0)" } ?? "process self"
        if error.code == .denied, error.source.hasSuffix("hidepid") {
            return "\(name) is not visible: /proc hides the processes of other users "
                + "(hidepid)"
        }
        if options.pid == nil, error.code == .unsupported, options.root != "/" {
            return "--root \(safe(options.root)) is another system: name a process by its id"
        }
        guard error.code == .notFound || error.code == .gone else { return "\(name): \(error)" }
        return wasThere
            ? "\(name) ended while it was measured"
            : "no \(name) is visible here"
    }

    /// Whether all details could be read, and the threads if requested.
    private func write(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ users: UserNames,
        _ collector: inout Collector, _ blocks: inout Blocks
    ) -> Bool {
        var list = ProcessList(table, rates, ProcessChoice(), users: users) { _ in
            table.processes[0]
        }
        if options.hasThreads {
            // Unreadable threads are not a failure of the process.
            do throws(ProbeError) {
                list.threads = try collector.threads(of: options.pid, .status).processes
            } catch {
                list.failures.append(error)
                Output.complain("the threads of process \(table.processes[0].pid): \(error)")
            }
        }
        write(table, rates, list, &collector, &blocks)
        return !options.hasThreads || list.threads != nil
    }

    private func write(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ list: ProcessList,
        _ collector: inout Collector, _ blocks: inout Blocks
    ) {
        switch options.format {
        case .json:
            list.listing.json(of: table, rates, timeNs: wallTimeNs()).write()
        case .text:
            let parent = table.processes[0].parentPid.flatMap {
                $0 == 0 ? nil : try? collector.process($0, [])
            }
            let text = ProcessText(list, table, rates)
            let terminal = Terminal.current()
            blocks.write(
                text.page(parent: parent, terminal), timeNs: wallTimeNs(), terminal)
        }
    }
}
