import CProbectl
import Probe

/// `probectl process PID`: all that can be known of one process.
struct ProcessCommand {
    let options: ProcessOptions

    init(_ options: ProcessOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        do throws(ProbeError) {
            var collector = try Collector(root: options.root, readsOnce: true)
            return run(&collector)
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    private func run(_ collector: inout Collector) -> ExitStatus {
        let pid = options.pid!
        var wasThere = false
        do throws(ProbeError) {
            // The proportional memory is dear, and has no rates: it is read once.
            let most = ProcessDetails.all.subtracting(.proportional)
            let hasWindow = options.intervalNs > 0 && collector.rootKind != .captured
            let before = hasWindow ? try collector.processTable(of: pid, most) : nil
            wasThere = before != nil
            if hasWindow { wait(until: probectl_monotonic_ns() + options.intervalNs) }
            let table = try collector.processTable(of: pid, .all)
            let rates = before.map { table.rates(since: $0) }
            var list = ProcessList(
                table, rates, ProcessChoice(), users: UserNames(&collector)
            ) { _ in table.processes[0] }
            guard options.hasThreads else {
                write(table, rates, list, &collector)
                return .ok
            }
            // That they cannot be read says nothing of the process.
            do throws(ProbeError) {
                list.threads = try collector.threads(of: pid, .status).processes
            } catch {
                list.failures.append(error)
                Output.complain("the threads of process \(pid): \(error)")
            }
            write(table, rates, list, &collector)
            return list.threads == nil ? .failed : .ok
        } catch  where error.code == .denied && error.source.hasSuffix("hidepid") {
            Output.complain(
                "process \(pid) cannot be seen from here: /proc hides the processes of other users "
                    + "(hidepid)")
            return .failed
        } catch {
            let isMissing = error.code == .notFound || error.code == .gone
            Output.complain(
                !isMissing
                    ? "process \(pid): \(error)"
                    : wasThere
                        ? "process \(pid) ended while it was measured"
                        : "there is no process \(pid) that can be seen from here")
            return .failed
        }
    }

    private func write(
        _ table: ProcessTable, _ rates: ProcessTableRates?, _ list: ProcessList,
        _ collector: inout Collector
    ) {
        switch options.format {
        case .json:
            var json = JSON()
            ProcessJSON.document(table, rates, list, timeNs: probectl_wall_time_ns(), to: &json)
            Output.write(json.line())
        case .text:
            let parent = table.processes[0].parentPid.flatMap {
                $0 == 0 ? nil : try? collector.process($0, [])
            }
            let text = ProcessText(list, table, rates)
            Output.write(text.page(parent: parent, Terminal.current()))
        }
    }
}
