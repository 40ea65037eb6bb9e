import Probe

/// Zones, slab caches and counters of memory for people.
extension SampleText {
    func add(_ details: MemoryDetails, to page: inout Page) {
        if !details.zones.isEmpty {
            page.rows("zones", Self.zones(details))
            page.rows("free blocks", Self.blocks(details))
        }
        if !details.slabs.isEmpty { addSlabs(details.slabs, to: &page) }
        if !details.counters.isEmpty { addCounters(details.counters, to: &page) }
    }

    /// "-" for an unknown value.
    private static func size(_ value: Int64?) -> String { value.map { bytes($0) } ?? "-" }

    /// A line for each zone that has memory, or whose memory is unknown.
    private static func zones(_ details: MemoryDetails) -> Table {
        let number = Column(isRight: true)
        let less = Column(rank: 1, isRight: true)
        var table = Table([number, Column(), number, number, number, number, number, less, less])
        table.add("NODE", "ZONE", "FREE", "MIN", "LOW", "HIGH", "MANAGED", "PRESENT", "BOOST")
        for zone in details.zones where zone.presentBytes != 0 {
            table.add(
                "\(zone.node)", safe(zone.name.description), size(zone.freeBytes),
                size(zone.minBytes), size(zone.lowBytes), size(zone.highBytes),
                size(zone.managedBytes), size(zone.presentBytes), size(zone.boostBytes))
        }
        return table
    }

    /// The number of free blocks of 2^N pages, a column for each order N.
    private static func blocks(_ details: MemoryDetails) -> Table {
        let orders = details.zones.map { $0.freeBlocks.count }.max() ?? 0
        let number = Column(isRight: true)
        var table = Table(
            [number, Column()] + Array(repeating: number, count: max(orders, 1)), gap: 1)
        let titles = orders == 0 ? ["unknown"] : (0..<orders).map { "\($0)" }
        table.add((["NODE", "ZONE"] + titles).map { Cell($0) })
        for zone in details.zones where !zone.freeBlocks.isEmpty {
            let cells =
                ["\(zone.node)", safe(zone.name.description)] + zone.freeBlocks.map { "\($0)" }
            table.add(cells.map { Cell($0) })
        }
        return table
    }

    /// The largest slab caches, and what the others take.
    private func addSlabs(_ slabs: [MemoryDetails.Slab], to page: inout Page) {
        let shown = 20
        // Equal caches remain in the kernel's order. Without a page size, the objects decide.
        func size(_ slab: MemoryDetails.Slab) -> Int64 {
            slab.totalBytes ?? (slab.objects ?? 0) &* (slab.objectBytes ?? 0)
        }
        let sorted = slabs.enumerated().sorted {
            (size($0.element), $1.offset) > (size($1.element), $0.offset)
        }.map { $0.element }
        let number = Column(isRight: true)
        let less = Column(rank: 1, isRight: true)
        var table = Table([Column(least: 16), number, number, number, number, less, less])
        table.add("CACHE", "BYTES", "ACTIVE", "OBJECTS", "SIZE", "SLABS", "PAGES")
        for slab in sorted.prefix(shown) {
            func text(_ value: Int64?) -> String { value.map { "\($0)" } ?? "-" }
            table.add(
                safe(slab.name.description), Self.size(slab.totalBytes), text(slab.activeObjects),
                text(slab.objects), text(slab.objectBytes), text(slab.slabs),
                text(slab.pagesPerSlab))
        }
        page.rows("slabs", table)
        let rest = sorted.dropFirst(shown)
        guard !rest.isEmpty else { return }
        let total = sum(rest.map { $0.totalBytes }).map { " of \(bytes($0))" } ?? ""
        page.line("", "and \(counted(rest.count, "smaller cache"))\(total)")
    }

    /// The counters that are not zero, in the kernel's order.
    private func addCounters(_ counters: [MemoryDetails.Counter], to page: inout Page) {
        var table = Table([Column(), Column(isRight: true)])
        for counter in counters where counter.value != 0 {
            table.add(safe(counter.name.description), counter.value.map { "\($0)" } ?? "-")
        }
        if !table.rows.isEmpty { page.rows("counters", table) }
        let zero = counters.count - table.rows.count
        if zero > 0 {
            page.line(table.rows.isEmpty ? "counters" : "", "and \(counted(zero, "counter")) at 0")
        }
    }
}
