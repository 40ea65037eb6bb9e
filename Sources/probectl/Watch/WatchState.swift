import Probe

/// What the keys have changed.
struct WatchState {
    /// The table below the meters.
    enum Table: CaseIterable {
        case processes
        case cgroups
    }

    /// What follows from a key.
    enum Effect {
        case nothing
        case draw
        /// The screen needs numbers that were not read.
        case read
        /// The time to the next reading is another.
        case pace
        /// What the terminal shows is drawn again.
        case redraw
        case quit
    }

    var table = Table.processes
    var order = ProcessOrder.cpu
    var cgroupOrder = CgroupOrder.cpu
    var isTree = false
    var isPaused = false
    var hasHelp = false
    /// The filter that applies; empty for none.
    var filter = ""
    /// The text of the filter while it is typed.
    var input: String?
    /// Why the text that was typed is no filter.
    var complaint: String?
    /// The rows that are scrolled away.
    var offset = 0
    /// The rows that the table has, and those of them that fit. Set when the screen is drawn.
    var rowCount = 0
    var pageRows = 0
    var intervalNs: UInt64 = 2_000_000_000

    /// The orders in which the keys go through them.
    private static let orders: [ProcessOrder] = [
        .cpu, .memory, .io, .time, .threads, .swap, .descriptors, .start, .pid, .name,
    ]
    private static let intervals: [UInt64] = [
        100_000_000, 200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000,
        10_000_000_000, 30_000_000_000, 60_000_000_000,
    ]

    /// Applies a key.
    mutating func apply(_ key: Key) -> Effect {
        if key == .control(3) { return .quit }
        if key == .control(12) { return .redraw }
        if input != nil { return edit(key) }
        if hasHelp {
            hasHelp = false
            return key == .character(UInt32(UInt8(ascii: "q"))) || key == .function(10)
                ? .quit : .draw
        }
        complaint = nil
        switch key {
        case .character(let scalar):
            return scalar < 0x80 ? letter(Unicode.Scalar(UInt8(scalar))) : .nothing
        case .function(let number): return function(number)
        case .tab, .backTab: return turn()
        case .escape:
            guard !filter.isEmpty else { return .draw }
            filter = ""
            offset = 0
            return .read
        case .left: return sort(by: -1)
        case .right: return sort(by: 1)
        case .up: return scroll(to: offset - 1)
        case .down: return scroll(to: offset + 1)
        case .pageUp, .control(2): return scroll(to: offset - pageRows)
        case .pageDown, .control(6): return scroll(to: offset + pageRows)
        case .home: return scroll(to: 0)
        case .end: return scroll(to: rowCount)
        case .enter, .backspace, .control: return .nothing
        }
    }

    private mutating func letter(_ letter: Unicode.Scalar) -> Effect {
        switch letter {
        case "q": return .quit
        case "h", "?":
            hasHelp = true
            return .draw
        case "s", ">", ".": return sort(by: 1)
        case "S", "<", ",": return sort(by: -1)
        case "P": return sort(.cpu, .cpu)
        case "M": return sort(.memory, .memory)
        case "T": return sort(.time, cgroupOrder)
        case "N": return sort(.pid, .path)
        case "I": return sort(.io, .io)
        case "t", "e": return tree()
        case "/", "\\", "f": return startInput()
        case "p", "Z", " ": return pause()
        case "c": return turn()
        case "k": return scroll(to: offset - 1)
        case "j": return scroll(to: offset + 1)
        case "g": return scroll(to: 0)
        case "G": return scroll(to: rowCount)
        case "+", "=": return pace(longer: true)
        case "-": return pace(longer: false)
        default: return .nothing
        }
    }

    private mutating func function(_ number: Int) -> Effect {
        switch number {
        case 1:
            hasHelp = true
            return .draw
        case 3, 4: return startInput()
        case 5: return tree()
        case 6: return sort(by: 1)
        case 10: return .quit
        default: return .nothing
        }
    }

    private mutating func sort(by step: Int) -> Effect {
        func next<Order: Equatable>(_ order: Order, _ all: [Order]) -> Order {
            let index = all.firstIndex(of: order) ?? 0
            return all[(index + step + all.count) % all.count]
        }
        return table == .processes
            ? sort(next(order, Self.orders), cgroupOrder)
            : sort(order, next(cgroupOrder, CgroupOrder.allCases))
    }

    private mutating func sort(_ order: ProcessOrder, _ cgroupOrder: CgroupOrder) -> Effect {
        let hadDetails = self.order.details
        if table == .processes {
            self.order = order
            // Its processes are in the order of their pids.
            isTree = false
        } else {
            self.cgroupOrder = cgroupOrder
        }
        offset = 0
        return order.details.isSubset(of: hadDetails) ? .draw : .read
    }

    private mutating func tree() -> Effect {
        isTree.toggle()
        offset = 0
        return .draw
    }

    private mutating func turn() -> Effect {
        table = table == .processes ? .cgroups : .processes
        offset = 0
        filter = ""
        return .read
    }

    private mutating func pause() -> Effect {
        isPaused.toggle()
        return isPaused ? .draw : .read
    }

    private mutating func scroll(to row: Int) -> Effect {
        let row = max(0, min(row, rowCount - pageRows))
        guard row != offset else { return .nothing }
        offset = row
        return .draw
    }

    private mutating func pace(longer: Bool) -> Effect {
        let next =
            longer
            ? Self.intervals.first { $0 > intervalNs } : Self.intervals.last { $0 < intervalNs }
        guard let next else { return .nothing }
        intervalNs = next
        return .pace
    }

    private mutating func startInput() -> Effect {
        input = filter
        return .draw
    }

    /// A key while the filter is typed.
    private mutating func edit(_ key: Key) -> Effect {
        guard var text = input else { return .nothing }
        complaint = nil
        switch key {
        case .escape:
            input = nil
            return .draw
        case .enter:
            if !text.isEmpty, table == .processes {
                do throws(UsageError) {
                    _ = try ProcessFilter(text)
                } catch {
                    complaint = error.message
                    return .draw
                }
            }
            input = nil
            filter = text
            offset = 0
            return .read
        case .backspace: if !text.isEmpty { text.unicodeScalars.removeLast() }
        case .control(21): text = ""
        case .character(let scalar):
            guard let scalar = Unicode.Scalar(scalar), text.utf8.count < 200 else {
                return .nothing
            }
            text.unicodeScalars.append(scalar)
        default: return .nothing
        }
        input = text
        return .draw
    }

    /// The filters of the process table.
    var filters: [ProcessFilter] {
        guard !filter.isEmpty, table == .processes,
            let filter = try? ProcessFilter(filter)
        else { return [] }
        return [filter]
    }
}
