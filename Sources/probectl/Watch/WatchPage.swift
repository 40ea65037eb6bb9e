import Probe

/// A process of the table, with texts that are made once and not for each screen.
struct WatchRow {
    var process: ProcessSnapshot
    var rates: ProcessRates?
    var user = "?"
    var command = "?"
    var depth = 0
}

/// What a screen is made of.
struct WatchInput {
    var sample: UnsafePointer<Sample>
    /// Nil before the second reading.
    var rates: UnsafePointer<Rates>?
    var history = WatchHistory()
    var state = WatchState()
    var host = ""
    /// The rows of the table of processes that fit, from the offset on.
    var rows: [WatchRow] = []
    /// The alerts that are raised.
    var alerts: [AlertWatch.State] = []
    /// The places of the cgroups to show, all of them.
    var cgroups: [Int] = []
    var glyphs = Glyphs(isASCII: false)
}

/// Draws a screen: the meters above, a table, and a line of keys.
struct WatchPage {
    private(set) var input: WatchInput
    var screen: Screen
    /// The columns of the pane that is drawn.
    var left = 0
    var right: Int
    var row = 0

    init(_ input: WatchInput, columns: Int, rows: Int) {
        self.input = input
        screen = Screen(columns: columns, rows: rows)
        right = screen.columns
    }

    /// The rows of the other table, which a high screen has below the chosen one, its heading included.
    static func otherRows(_ rows: Int) -> Int { rows >= 50 ? 9 : 0 }

    /// The rows of the table, below the meters, which are drawn; 0 if there is no space for one.
    mutating func findTableRows() -> Int {
        row = drawMeters()
        return max(0, screen.rows - row - 2 - Self.otherRows(screen.rows))
    }

    /// Draws the rest, with the rows of the table.
    mutating func finish(_ input: WatchInput) -> Screen {
        self.input = input
        if screen.columns < Self.leastColumns || screen.rows < Self.leastRows {
            screen.clear()
            row = 0
            put("The terminal is too small:", 0, .bad)
            row = 1
            put("\(Self.leastColumns) columns, \(Self.leastRows) rows", 0)
            return screen
        }
        if input.state.hasHelp {
            screen.clear()
            drawHelp()
        } else {
            drawTable()
        }
        drawKeys()
        return screen
    }

    static let leastColumns = 30
    static let leastRows = 6
    /// From here on the meters are side by side.
    private static let wide = 132

    var sample: UnsafePointer<Sample> { input.sample }
    var rates: UnsafePointer<Rates>? { input.rates }
    var glyphs: Glyphs { input.glyphs }

    // MARK: - writing

    /// Writes at a column of the pane, in the current row; returns the next column of the pane.
    @discardableResult
    mutating func put(_ text: String, _ column: Int, _ tone: Tone = .plain) -> Int {
        screen.put(text, row: row, column: left + column, end: right, tone) - left
    }

    /// Writes so that the text ends before a column of the pane.
    mutating func putRight(_ text: String, _ end: Int, _ tone: Tone = .plain) {
        screen.put(
            text, row: row, column: max(left, left + end - columns(text)), end: left + end, tone)
    }

    /// The columns of the pane.
    var width: Int { right - left }

    /// A bar of parts of a hundred, each with a tone.
    mutating func bar(_ column: Int, _ width: Int, _ parts: [(Double?, Tone)]) {
        guard width > 2 else { return }
        put("[", column, .dim)
        put("]", column + width - 1, .dim)
        let cells = Double(width - 2)
        var sum = 0.0
        var filled = 0
        for (part, tone) in parts {
            guard let part, part > 0 else { continue }
            sum = min(100, sum + part)
            let end = Int((sum * cells / 100).rounded())
            while filled < end {
                screen.set(
                    row, left + column + 1 + filled,
                    ScreenCell(scalar: glyphs.bar(tone), tone: tone))
                filled += 1
            }
        }
        while filled < width - 2 {
            screen.set(
                row, left + column + 1 + filled, ScreenCell(scalar: glyphs.rest, tone: .dim))
            filled += 1
        }
    }

    /// A graph whose newest number is at its right end. `most`: the number of the full height.
    mutating func graph(
        _ column: Int, _ width: Int, _ ring: Ring, most: Double, _ tone: Tone = .good
    ) {
        guard width > 0 else { return }
        for ago in 0..<width {
            guard let value = ring[ago] else { continue }
            let part = most > 0 ? value / most : 0
            let isAlarm = most == 100 && value >= 90
            screen.set(
                row, left + column + width - 1 - ago,
                ScreenCell(scalar: glyphs.height(part), tone: isAlarm ? .bad : tone))
        }
    }

    /// The tone of a share of something that is bad near 100.
    static func tone(_ percent: Double?) -> Tone {
        guard let percent else { return .dim }
        return percent >= 90 ? .bad : percent >= 70 ? .notable : .plain
    }

    // MARK: - the frame

    /// A block of meters, of one or more rows.
    struct Block {
        /// Of the blocks that do not fit, those of the highest rank are left out first.
        var rank: Int
        var rows: Int
        /// Whether it is in the right half of a wide screen.
        var isRight = false
        var draw: (inout WatchPage) -> Void
    }

    /// Draws the meters, and returns the row below them.
    mutating func drawMeters() -> Int {
        row = 0
        drawTitle()
        let isWide = screen.columns >= Self.wide
        // The table has at least five rows, and the greater half of a large screen.
        let space = max(1, min(screen.rows - 7, screen.rows / 2)) - 1
        var blocks = makeBlocks(space, isWide: isWide)
        func height(_ blocks: [Block]) -> Int {
            let left = blocks.reduce(0) { $0 + (isWide && $1.isRight ? 0 : $1.rows) }
            let right = blocks.reduce(0) { $0 + (isWide && $1.isRight ? $1.rows : 0) }
            return max(left, right)
        }
        while height(blocks) > space, let rank = blocks.map({ $0.rank }).max() {
            blocks.removeAll { $0.rank == rank }
        }
        let whole = screen.columns
        for isRight in [false, true] {
            row = 1
            if isWide {
                left = isRight ? whole / 2 + 1 : 0
                right = isRight ? whole : whole / 2 - 1
            }
            for block in blocks where isWide ? block.isRight == isRight : !isRight {
                let start = row
                block.draw(&self)
                row = start + block.rows
            }
        }
        (left, right) = (0, whole)
        return 1 + height(blocks)
    }

    private mutating func drawTitle() {
        screen.tint(row: 0, 0..<screen.columns, .heading)
        var parts = [input.host.isEmpty ? "probectl watch" : glyphs.plain(input.host)]
        if let load = sample.pointee.load.value {
            if let up = load.uptimeNs { parts.append("up \(duration(up))") }
            let averages = [load.load1, load.load5, load.load15].map {
                $0.map { decimal($0, 2) } ?? "-"
            }
            parts.append("load \(averages.joined(separator: " "))")
            if let runnable = load.tasks.runnable, let all = load.tasks.all {
                parts.append("\(runnable) of \(all) tasks runnable")
            }
        }
        let time = sample.pointee.wallTimeNs > 0 ? Self.clock(sample.pointee.wallTimeNs) : ""
        let every = "every \(Self.seconds(input.state.intervalNs))"
        let end = input.state.isPaused ? "PAUSED  \(time)" : "\(every)  \(time)"
        let endWidth = columns(end) + 2
        var column = 1
        for (index, part) in parts.enumerated() {
            guard index == 0 || column + columns(part) + endWidth <= screen.columns else { break }
            column = put(part, column, .heading) + 3
        }
        if column + endWidth <= screen.columns + 3 {
            putRight(end, screen.columns - 1, input.state.isPaused ? .chosen : .heading)
        }
    }

    /// "14:03:59 UTC"
    private static func clock(_ timeNs: Int64) -> String {
        let second = timeNs / 1_000_000_000 % 86400
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) UTC"
    }

    static func seconds(_ ns: UInt64) -> String {
        "\(cores(Double(ns) / 1e9)) s"
    }

    private mutating func drawKeys() {
        row = screen.rows - 1
        screen.tint(row: row, 0..<screen.columns, .heading)
        let state = input.state
        if let text = state.input {
            let column = put("filter: ", 1, .heading)
            let shown = glyphs.plain(text)
            screen.tint(row: row, column..<screen.columns, .input)
            var end = put(shown, column, .input)
            screen.set(row, end, ScreenCell(scalar: 0x5f, tone: .input))
            end += 2
            put(
                state.complaint.map { glyphs.plain(safe($0)) }
                    ?? "Enter: apply   Esc: cancel   Ctrl-U: clear", end,
                state.complaint == nil ? .input : .bad)
            return
        }
        if state.hasHelp {
            put("any key: back   q: quit", 1, .heading)
            return
        }
        let order =
            state.table == .processes ? state.order.rawValue : state.cgroupOrder.rawValue
        let keys = [
            "q quit", "h help",
            "s sort: \(state.isTree && state.table == .processes ? "tree" : order)",
            state.filter.isEmpty ? "/ filter" : "/ filter: \(glyphs.plain(safe(state.filter)))",
            "t tree", state.table == .processes ? "c cgroups" : "c processes", "p pause",
        ]
        let last = min(state.rowCount, state.offset + state.pageRows)
        let place =
            state.rowCount > state.pageRows && last > state.offset
            ? "\(state.offset + 1)-\(last) of \(state.rowCount)" : "\(state.rowCount)"
        var column = 1
        for key in keys {
            guard column + columns(key) + columns(place) + 3 <= screen.columns else { break }
            column = put(key, column, .heading) + 2
        }
        putRight(place, screen.columns - 1, .heading)
    }

    private mutating func drawHelp() {
        row = 0
        screen.tint(row: 0, 0..<screen.columns, .heading)
        put("probectl watch \(version): keys", 1, .heading)
        row = 2
        for (keys, meaning) in Self.help {
            put(keys, 2, .title)
            put(meaning, 24)
            row += 1
        }
    }

    static let help: [(String, String)] = [
        ("q, F10, Ctrl-C", "quit"),
        ("h, ?, F1", "this help"),
        ("s, >, F6, Right", "sort by the next column"),
        ("S, <, Left", "sort by the one before"),
        ("P  M  T  I  N", "sort by CPU, memory, CPU time, I/O, or pid (cgroups: path)"),
        ("t, e, F5", "each process or cgroup below its parent"),
        ("/, f, F3, F4", "filter: a part of the name or command line, or"),
        ("", "KEY=VALUE: user, name, command, state, cgroup, parent, pid"),
        ("Esc", "remove the filter"),
        ("c, Tab", "cgroups or processes"),
        ("Up, Down, k, j", "scroll; PgUp, PgDn, Home, End, too"),
        ("p, Z, Space", "pause: the screen stays as it is"),
        ("+  -", "a longer or a shorter interval"),
        ("Ctrl-L", "draw the screen again"),
        ("Ctrl-Z", "stop; fg goes on"),
    ]
}
