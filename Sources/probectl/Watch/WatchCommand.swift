import CProbectl
import Probe

/// `probectl watch`: the machine on the whole terminal, until a key ends it.
struct WatchCommand {
    let options: WatchOptions

    init(_ options: WatchOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        let kind = TerminalKind.current()
        if let complaint = Self.complaint(kind) {
            Output.complain(complaint)
            return .failed
        }
        do throws(ProbeError) {
            let collector = kept(try Collector(root: options.root))
            var watch = Watch(options, kind, &collector.pointee)
            let error = probectl_screen_open()
            guard error == 0 else {
                Output.complain(
                    "cannot use the terminal: \(String(cString: probectl_message(error)))")
                return .failed
            }
            watch.run(&collector.pointee)
            probectl_screen_close()
            if options.hasAlerts { for line in watch.log { Output.write(line + "\n") } }
            return .ok
        } catch {
            Output.complain("--root \(safe(options.root)): \(error)")
            return .failed
        }
    }

    /// Why there is no terminal to watch on; nil if there is.
    private static func complaint(_ kind: TerminalKind) -> String? {
        let instead = "use 'probectl sample --interval 2' for readings line by line"
        guard probectl_is_terminal(1) else {
            return "standard output is not a terminal; \(instead)"
        }
        guard probectl_is_terminal(0) else { return "standard input is not a terminal; \(instead)" }
        guard !kind.isDumb else {
            let term = kind.term.map { "TERM=\(safe($0))" } ?? "a terminal without TERM"
            return "watch moves the cursor, which \(term) cannot; \(instead)"
        }
        return nil
    }
}

extension TerminalKind {
    /// By the environment.
    static func current() -> TerminalKind {
        func variable(_ name: String) -> String? {
            probectl_variable(name).map { String(cString: $0) }
        }
        var kind = TerminalKind(term: variable("TERM"), colorTerm: variable("COLORTERM"))
        kind.isColourRefused = !(variable("NO_COLOR") ?? "").isEmpty
        kind.locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variable($0) }.first { !$0.isEmpty } ?? ""
        return kind
    }
}

/// The loop: readings on a grid of times, and keys in between.
private struct Watch {
    private var input: WatchInput
    private var shown: ShownProcesses
    private var writer: ScreenWriter
    private var decoder = KeyDecoder()
    /// The reading that is shown, and the one before, which the next reading fills again.
    private var now = kept(Sample())
    private var before = kept(Sample())
    private let rates = kept(Rates())
    private var grid: TimeGrid
    private var dueNs: UInt64 = 0
    /// When numbers are read that a key asked for, if that is before `dueNs`.
    private var extraNs = UInt64.max
    private var readNs: UInt64?
    private var asking: AskingCommand?
    private var alerts = AlertWatch()
    /// The events so far, as lines.
    private(set) var log: [String] = []
    private static let mostEvents = 1000
    /// When the file systems were read last, for the alerts alone: they change slowly.
    private var filesystemsNs: UInt64?
    private var (columns, rows): (Int32, Int32) = (80, 24)

    /// Before the first rates, and before numbers that a key asked for, there is no need to wait for a whole
    /// interval.
    private static let firstNs: UInt64 = 300_000_000
    private static let keyNs: UInt64 = 50_000_000
    private static let filesystemStepNs: UInt64 = 10_000_000_000

    init(_ options: WatchOptions, _ kind: TerminalKind, _ collector: inout Collector) {
        shown = ShownProcesses(UserNames(&collector))
        let depth = kind.depth(options.colour)
        writer = ScreenWriter(depth)
        input = WatchInput(sample: UnsafePointer(now), rates: nil)
        input.glyphs = Glyphs(
            isASCII: options.isASCII || !kind.isUTF8, isColourless: depth == .never)
        input.host = (try? collector.host())?.hostname?.description ?? ""
        input.state.intervalNs = options.intervalNs
        input.state.order = options.order
        input.state.filter = options.filter
        input.state.isTree = options.isTree
        input.state.table = options.isCgroups ? .cgroups : .processes
        grid = TimeGrid(startNs: 0, stepNs: Int64(clamping: options.intervalNs))
        asking = AskingCommand.own(&collector)
    }

    mutating func run(_ collector: inout Collector) {
        probectl_screen_size(&columns, &rows)
        read(&collector)
        restart(after: min(Self.firstNs, input.state.intervalNs))
        draw(&collector)
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            var deadline = input.state.isPaused ? UInt64.max : min(dueNs, extraNs)
            if decoder.isPending { deadline = min(deadline, probectl_monotonic_ns() + Self.keyNs) }
            var length = 0
            guard probectl_screen_wait(deadline, &bytes, bytes.count, &length) else { return }
            var keys = decoder.decode(bytes[..<length])
            if length == 0, decoder.isPending { keys += decoder.flush() }
            var isNew = false
            for key in keys {
                switch input.state.apply(key) {
                case .nothing: break
                case .draw: isNew = true
                case .redraw:
                    writer.forget()
                    isNew = true
                case .read:
                    isNew = true
                    extraNs = min(extraNs, probectl_monotonic_ns() + Self.firstNs)
                case .pace:
                    isNew = true
                    restart(after: input.state.intervalNs)
                case .quit: return
                }
            }
            if findSize() { isNew = true }
            if !input.state.isPaused, readIfDue(&collector) { isNew = true }
            if isNew { draw(&collector) }
            if Output.isBroken { return }
        }
    }

    /// Reads if it is time to; false if it is not.
    private mutating func readIfDue(_ collector: inout Collector) -> Bool {
        let nowNs = probectl_monotonic_ns()
        guard nowNs >= min(dueNs, extraNs) else { return false }
        extraNs = UInt64.max
        read(&collector)
        if nowNs >= dueNs {
            dueNs = UInt64(clamping: grid.next(nowNs: Int64(clamping: probectl_monotonic_ns())))
        }
        return true
    }

    /// Begins the grid of times anew.
    private mutating func restart(after ns: UInt64) {
        grid = TimeGrid(
            startNs: Int64(clamping: probectl_monotonic_ns() + ns),
            stepNs: Int64(clamping: input.state.intervalNs))
        dueNs = UInt64(clamping: grid.next(nowNs: 0))
    }

    /// Whether the screen has to be drawn again.
    private mutating func findSize() -> Bool {
        let old = (columns, rows)
        probectl_screen_size(&columns, &rows)
        if probectl_screen_is_changed() {
            writer.forget()
            return true
        }
        return old != (columns, rows)
    }

    private var sections: Sample.Sections {
        var sections: Sample.Sections = [.cpu, .load, .memory, .pressure, .quota]
        // Smaller screens have no space for them.
        if rows >= 14 { sections.formUnion([.disk, .io, .network]) }
        let hasBoth = WatchPage.otherRows(Int(rows)) > 0
        if hasBoth || input.state.table == .processes { sections.insert(.process) }
        if hasBoth || input.state.table == .cgroups { sections.insert(.cgroups) }
        return sections
    }

    private var choice: ProcessChoice {
        let state = input.state
        return ProcessChoice(
            order: state.order, filters: state.filters,
            isTree: state.isTree && state.table == .processes, asking: asking)
    }

    private mutating func read(_ collector: inout Collector) {
        var details = choice.needed
        // The exact figure costs another file of each process.
        if input.state.order != .memory { details.insert(.approximateRss) }
        collector.processDetails = details
        collector.cgroupDetails = WatchPage.cgroupDetails
        var sections = sections
        let startNs = probectl_monotonic_ns()
        if startNs - (filesystemsNs ?? 0) >= Self.filesystemStepNs || filesystemsNs == nil {
            sections.insert(.filesystem)
            filesystemsNs = startNs
        }
        Swift.swap(&now, &before)
        collector.sample(into: &now.pointee, sections)
        input.sample = UnsafePointer(now)
        let isFirst = readNs == nil
        readNs = probectl_monotonic_ns()
        guard !isFirst else { return }
        now.pointee.rates(since: before.pointee, into: &rates.pointee)
        input.rates = UnsafePointer(rates)
        input.history.add(now.pointee, rates.pointee)
        let events = alerts.check(
            now.pointee, rates.pointee, nowNs: Int64(clamping: startNs),
            gapNs: AlertWatch.gapNs(input.state.intervalNs))
        if log.count < Self.mostEvents { log += events.map { $0.line } }
        input.alerts = alerts.raised
    }

    private mutating func draw(_ collector: inout Collector) {
        var page = WatchPage(input, columns: Int(columns), rows: Int(rows))
        input.state.pageRows = page.findTableRows()
        let other = max(0, WatchPage.otherRows(Int(rows)) - 1)
        let isProcesses = input.state.table == .processes
        findProcesses(&collector, isProcesses ? nil : other)
        findCgroups(isProcesses ? other : nil)
        writer.update(to: page.finish(input))
        writer.bytes.withUnsafeBytes { Output.write($0) }
    }

    /// Sets the rows of processes. `other`: how many, where it is not the chosen table, which scrolls.
    private mutating func findProcesses(_ collector: inout Collector, _ other: Int?) {
        input.rows = []
        guard other != 0, let table = now.pointee.process.value else { return }
        let choice = choice
        let page = other ?? input.state.pageRows
        // Twice where the table has become shorter than what is scrolled away.
        for _ in 0..<2 {
            let offset = other == nil ? input.state.offset : 0
            let found = shown.rows(
                table, input.rates?.pointee.process, choice, offset..<(offset + page), &collector)
            input.rows = found.rows
            guard other == nil else { return }
            input.state.rowCount = found.count
            let most = max(0, found.count - page)
            guard offset > most else { return }
            input.state.offset = most
        }
    }

    /// Sets the cgroups, as `findProcesses` does.
    private mutating func findCgroups(_ other: Int?) {
        input.cgroups = []
        guard other != 0, let table = now.pointee.cgroups.value else {
            if other == nil { input.state.rowCount = 0 }
            return
        }
        let state = input.state
        let isMain = other == nil
        let choice = CgroupChoice(
            order: state.cgroupOrder, limit: other,
            filters: isMain && !state.filter.isEmpty ? [state.filter] : [],
            isTree: isMain && state.isTree)
        input.cgroups = CgroupList(table, input.rates?.pointee.cgroups, choice).places
        guard isMain else { return }
        input.state.rowCount = input.cgroups.count
        input.state.offset = min(state.offset, max(0, input.cgroups.count - state.pageRows))
    }
}
