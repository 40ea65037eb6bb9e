import Probe
import Testing

@testable import probectl

@Suite("The keys of watch")
struct WatchKeyTests {
    static let known: [(String, [Key])] = [
        ("q", [.character(0x71)]), ("é", [.character(0xe9)]), ("日", [.character(0x65e5)]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7f}", [.backspace]),
        ("\u{8}", [.backspace]), ("\u{3}", [.control(3)]), ("\u{15}", [.control(21)]),
        ("\u{1b}[A", [.up]), ("\u{1b}OA", [.up]), ("\u{1b}[B", [.down]), ("\u{1b}[C", [.right]),
        ("\u{1b}[D", [.left]), ("\u{1b}[H", [.home]), ("\u{1b}[F", [.end]),
        ("\u{1b}[1~", [.home]), ("\u{1b}[4~", [.end]), ("\u{1b}[5~", [.pageUp]),
        ("\u{1b}[6~", [.pageDown]), ("\u{1b}[Z", [.backTab]), ("\u{1b}OP", [.function(1)]),
        ("\u{1b}OS", [.function(4)]), ("\u{1b}[11~", [.function(1)]),
        ("\u{1b}[15~", [.function(5)]), ("\u{1b}[17~", [.function(6)]),
        ("\u{1b}[21~", [.function(10)]), ("\u{1b}[24~", [.function(12)]),
        ("\u{1b}[[A", [.function(1)]), ("\u{1b}[[E", [.function(5)]),
        ("\u{1b}[1;5A", [.up]),
        // What is no key: a report of the mouse, Alt and a letter, a sequence that does not exist.
        ("\u{1b}[<0;12;5M", [.enter]), ("\u{1b}x", []), ("\u{1b}[200~", []),
        ("\u{1b}[99999999z", []),
        ("\u{1b}[Aq\u{1b}[B", [.up, .character(0x71), .down]),
    ]

    @Test("Each key is decoded, also byte by byte", arguments: known)
    func decode(text: String, keys: [Key]) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            let found = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...])
            #expect(found == keys && !decoder.isPending, "cut at \(cut)")
        }
    }

    @Test("An ESC is the key Esc if nothing follows in time")
    func escape() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1b]).isEmpty && decoder.isPending)
        #expect(decoder.flush() == [.escape] && !decoder.isPending)
        #expect(decoder.decode([0x1b, 0x1b]) == [.escape] && decoder.isPending)
        #expect(decoder.decode([UInt8(ascii: "["), UInt8(ascii: "A")]) == [.up])
        _ = decoder.decode([0x1b, UInt8(ascii: "[")])
        #expect(decoder.flush().isEmpty && !decoder.isPending)
    }

    @Test("Any bytes are decoded, and none are kept forever")
    func anything() {
        var numbers = MadeNumbers(state: 7)
        var decoder = KeyDecoder()
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<9, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            _ = decoder.decode(bytes)
        }
        _ = decoder.decode([0x1b, UInt8(ascii: "[")] + [UInt8](repeating: 0x30, count: 1000))
        #expect(!decoder.isPending)
        _ = decoder.flush()
        #expect(decoder.decode([UInt8(ascii: "q")]) == [.character(0x71)])
    }

    private func type(_ text: String, _ state: inout WatchState) -> [WatchState.Effect] {
        var decoder = KeyDecoder()
        return decoder.decode(Array(text.utf8)).map { state.apply($0) }
    }

    @Test("Keys change the order, and what has to be read for it")
    func orders() {
        var state = WatchState()
        #expect(type("M", &state) == [.draw] && state.order == .memory)
        #expect(type("I", &state) == [.read] && state.order == .io)
        #expect(type("P", &state) == [.draw] && state.order == .cpu)
        var seen: [ProcessOrder] = []
        for _ in ProcessOrder.allCases {
            seen.append(state.order)
            _ = type("s", &state)
        }
        #expect(Set(seen) == Set(ProcessOrder.allCases) && state.order == .cpu)
        _ = type("<", &state)
        #expect(state.order == .name)
        _ = type("t", &state)
        #expect(state.isTree)
        #expect(type("\t", &state) == [.read] && state.table == .cgroups)
        _ = type("s", &state)
        #expect(state.cgroupOrder == .memory && state.order == .name && state.isTree)
    }

    @Test("A filter is typed, corrected, applied and removed")
    func filter() {
        var state = WatchState()
        _ = type("/ngq", &state)
        #expect(state.input == "ngq" && state.filter.isEmpty)
        #expect(type("\u{7f}inx\r", &state).last == .read)
        #expect(state.filter == "nginx" && state.input == nil && state.filters.count == 1)
        // What is no filter is reported, and can be corrected.
        _ = type("/\u{15}usr=www\r", &state)
        #expect(state.complaint?.contains("user") == true && state.input == "usr=www")
        _ = state.apply(.escape)
        #expect(state.input == nil && state.filter == "nginx")
        #expect(state.apply(.escape) == .read && state.filter.isEmpty)
        _ = type("/" + String(repeating: "x", count: 1000), &state)
        #expect((state.input?.utf8.count ?? 0) <= 200)
    }

    @Test("Scrolling ends at the first and the last row")
    func scrolling() {
        var state = WatchState()
        (state.rowCount, state.pageRows) = (25, 10)
        #expect(state.apply(.up) == .nothing)
        #expect(state.apply(.down) == .draw && state.offset == 1)
        _ = state.apply(.pageDown)
        _ = state.apply(.pageDown)
        #expect(state.offset == 15)
        #expect(state.apply(.end) == .nothing && state.apply(.home) == .draw && state.offset == 0)
        (state.rowCount, state.pageRows) = (5, 10)
        #expect(state.apply(.end) == .nothing && state.offset == 0)
    }

    @Test("Help, pause, pace and the end")
    func others() {
        var state = WatchState()
        #expect(type("h", &state) == [.draw] && state.hasHelp)
        #expect(type("x", &state) == [.draw] && !state.hasHelp)
        #expect(type("p", &state) == [.draw] && state.isPaused)
        #expect(type(" ", &state) == [.read] && !state.isPaused)
        #expect(type("+", &state) == [.pace] && state.intervalNs == 5_000_000_000)
        #expect(type("--", &state) == [.pace, .pace] && state.intervalNs == 1_000_000_000)
        #expect(type("----", &state).last == .nothing && state.intervalNs == 100_000_000)
        #expect(type("\u{c}", &state) == [.redraw])
        for end in ["q", "\u{3}", "\u{1b}[21~"] { #expect(type(end, &state) == [.quit]) }
        _ = type("/q", &state)
        #expect(type("\u{3}", &state) == [.quit])
    }

    @Test("The terminal is known by its variables")
    func terminals() {
        func kind(_ term: String?, _ colour: String? = nil, _ locale: String = "") -> TerminalKind {
            TerminalKind(term: term, colorTerm: colour, locale: locale)
        }
        for term in [nil, "", "dumb"] { #expect(kind(term).isDumb) }
        for (term, depth) in [
            ("xterm-256color", ColourDepth.many), ("xterm", .few), ("linux", .few),
            ("tmux-256color", .many), ("vt100", .never), ("screen", .few),
        ] {
            #expect(kind(term).depth(.auto) == depth && !kind(term).isDumb, "\(term)")
        }
        #expect(kind("xterm", "truecolor").depth(.auto) == .many)
        #expect(kind("vt100").depth(.few) == .few)
        var refused = kind("xterm-256color")
        refused.isColourRefused = true
        #expect(refused.depth(.auto) == .never && refused.depth(.many) == .many)
        for locale in ["C.UTF-8", "en_US.utf8", "de_DE.UTF-8@euro"] {
            #expect(kind("xterm", nil, locale).isUTF8, "\(locale)")
        }
        for locale in ["", "C", "POSIX", "de_DE.ISO-8859-1", "en_US"] {
            #expect(!kind("xterm", nil, locale).isUTF8, "\(locale)")
        }
    }
}
