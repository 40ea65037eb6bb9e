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
        let process = table.processes[0]
        let pid = options.pid
        var failures: [ProbeError] = []
        // Whatever cannot be read is not a failure of the process.
        func part<Part>(
            _ isRequested: Bool, _ what: String,
            _ read: () throws(ProbeError) -> (Part, ProcessIdentity?)
        ) -> Part? {
            guard isRequested else { return nil }
            do throws(ProbeError) {
                let (value, identity) = try read()
                // The pid may belong to another process by now.
                guard identity == nil || process.identity == nil || identity == process.identity
                else { throw ProbeError(code: .gone, source: "the process") }
                return value
            } catch {
                failures.append(error)
                Output.complain("\(what) of process \(process.pid): \(error)")
                return nil
            }
        }
        list.threads = part(options.hasThreads, "the threads") { () throws(ProbeError) in
            (try collector.threads(of: pid, .status).processes, nil)
        }
        var parts = ProcessParts()
        parts.user = part(options.hasUser, "the own user") { () throws(ProbeError) in
            let user = try collector.user(of: pid)
            return (user, user.identity)
        }
        parts.program = part(options.hasProgram, "the program") { () throws(ProbeError) in
            let program = try collector.program(of: pid)
            return (program, program.identity)
        }
        parts.network = part(options.hasNetwork, "the network") { () throws(ProbeError) in
            let network = try collector.network(of: pid)
            return (network, network.identity)
        }
        parts.mounts = part(options.hasMounts, "the mounts") { () throws(ProbeError) in
            let mounts = try collector.mounts(of: pid)
            return (mounts, mounts.identity)
        }
        parts.files = part(options.hasFiles, "the open files") { () throws(ProbeError) in
            let files = try collector.openFiles(of: pid)
            return (files, files.identity)
        }
        parts.sockets = part(options.hasSockets, "the sockets") { () throws(ProbeError) in
            (try collector.sockets(of: process.pid, .all), nil)
        }
        parts.mappings = part(options.hasMappings, "the mappings") { () throws(ProbeError) in
            let mappings = try collector.memoryMappings(of: pid, includingMemory: true)
            return (mappings, mappings.identity)
        }
        parts.memory = part(options.hasMappings, "the memory") { () throws(ProbeError) in
            let memory = try collector.memory(of: pid)
            return (memory, memory.identity)
        }
        parts.environment = part(options.hasEnvironment, "the environment") {
            () throws(ProbeError) in
            let environment = try collector.environment(of: pid)
            return (environment, environment.identity)
        }
        parts.gpuClients = part(options.hasGPU, "the GPU clients") { () throws(ProbeError) in
            let clients = try collector.gpuClients(of: pid)
            return (clients, clients.identity)
        }
        list.parts = parts
        list.failures += failures
        write(table, rates, list, &collector, &blocks)
        return failures.isEmpty
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
