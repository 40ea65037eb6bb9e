import Probe

/// The meters above the table.
extension WatchPage {
    /// The column of the first number of a pane.
    static let labelWidth = 9

    /// The blocks in their order. `space`: the rows that they have together.
    func makeBlocks(_ space: Int, isWide: Bool) -> [Block] {
        var blocks: [Block] = []
        func add(
            _ rank: Int, rows: Int = 1, isRight: Bool = false,
            _ draw: @escaping (inout WatchPage) -> Void
        ) {
            blocks.append(Block(rank: rank, rows: rows, isRight: isRight, draw: draw))
        }
        if !input.alerts.isEmpty {
            let count = min(input.alerts.count, max(1, space / 4))
            add(0, rows: count) { $0.drawAlerts(count) }
        }
        add(0) { $0.drawCPU() }
        add(6) { $0.drawCPUParts() }
        if case .value(let cpu) = sample.pointee.cpu, cpu.cpus.count > 1 {
            let width = isWide ? screen.columns / 2 - 1 : screen.columns
            let grid = CoreGrid(cpu.cpus.count, width: width, most: max(1, space / 4))
            add(3, rows: grid.rows) { $0.drawCores(grid) }
        }
        add(1) { $0.drawMemory() }
        add(5) { $0.drawMemoryParts() }
        if case .value(let memory) = sample.pointee.memory, memory.swapTotalBytes ?? 0 > 0 {
            add(7) { $0.drawSwap() }
        }
        add(2, isRight: true) { $0.drawPressure() }
        add(4, isRight: true) { $0.drawQuota() }
        if hasQuotaUse { add(4, isRight: true) { $0.drawQuotaUse() } }
        if hasMemoryLimit { add(4, isRight: true) { $0.drawQuotaMemory() } }
        add(4, isRight: true) { $0.drawIO() }
        let devices = busiestDevices(max(0, space / 5))
        if !devices.isEmpty {
            add(9, rows: devices.count, isRight: true) { $0.drawDevices(devices) }
        }
        add(4, isRight: true) { $0.drawNetwork() }
        let links = busiestLinks(max(0, space / 5))
        if links.count > 1 {
            add(8, rows: links.count, isRight: true) { $0.drawLinks(links) }
        }
        return blocks
    }

    private mutating func drawAlerts(_ count: Int) {
        let now = sample.pointee.wallTimeNs
        for alert in input.alerts.prefix(count) {
            let tone = alert.rule.isCritical ? Tone.bad : .notable
            put(alert.rule.isCritical ? "critical" : "warning", 0, tone)
            let age = max(0, now - alert.raisedNs)
            let words = AlertEvent.words(alert.rule, alert.item, alert.value)
            put(
                glyphs.plain(safe("\(words), for \(ProcessText.age(age))")), Self.labelWidth, tone)
            row += 1
        }
    }

    // MARK: - CPU and memory

    /// A label, a percentage, a bar, and a graph if there is space for it.
    private mutating func meter(
        _ label: String, _ percent: Double?, _ parts: [(Double?, Tone)], _ ring: Ring?,
        _ words: String = ""
    ) {
        put(label, 0, .label)
        putRight(probectl.percent(percent), Self.labelWidth + 6, Self.tone(percent))
        let start = Self.labelWidth + 7
        let wordsWidth = words.isEmpty ? 0 : columns(words) + 1
        let rest = width - start - wordsWidth
        let graphWidth = ring == nil ? 0 : min(60, max(0, rest / 3))
        let barWidth = rest - graphWidth - (graphWidth > 0 ? 1 : 0)
        bar(start, barWidth, parts)
        if !words.isEmpty { put(words, start + barWidth + 1) }
        if let ring { graph(width - graphWidth, graphWidth, ring, most: 100) }
    }

    private static func parts(of usage: some CPUUsage) -> [(Double?, Tone)] {
        func sum(_ parts: Double?...) -> Double { parts.reduce(0) { $0 + ($1 ?? 0) } }
        return [
            (sum(usage.userPercent), .good), (sum(usage.nicePercent), .second),
            (sum(usage.systemPercent, usage.irqPercent, usage.softirqPercent), .notable),
            (sum(usage.stealPercent), .bad),
        ]
    }

    mutating func drawCPU() {
        guard let error = sample.pointee.cpu.error else {
            let usage = rates?.pointee.cpu
            return meter(
                "cpu", usage?.usagePercent, usage.map { Self.parts(of: $0) } ?? [],
                input.history.cpu)
        }
        unavailable("cpu", error)
    }

    mutating func unavailable(_ label: String, _ error: ProbeError) {
        put(label, 0, .label)
        put(glyphs.plain(safe("unavailable: \(error)")), Self.labelWidth, .bad)
    }

    mutating func drawCPUParts() {
        guard let usage = rates?.pointee.cpu else { return }
        words(
            [
                ("user", usage.userPercent.map { probectl.percent($0) }, Tone.good),
                ("nice", usage.nicePercent.map { probectl.percent($0) }, .second),
                ("system", usage.systemPercent.map { probectl.percent($0) }, .notable),
                ("irq", interrupts(usage).map { probectl.percent($0) }, .notable),
                ("steal", usage.stealPercent.map { probectl.percent($0) }, .bad),
                ("iowait", usage.iowaitPercent.map { probectl.percent($0) }, .dim),
            ], isBar: true)
    }

    private func interrupts(_ usage: CPURates) -> Double? {
        usage.irqPercent.flatMap { irq in usage.softirqPercent.map { irq + $0 } }
    }

    /// Names with their values, as many as fit; without those that are not known. `isBar`: whether the tones
    /// are those of a bar, whose signs a screen without colours has before the names.
    private mutating func words(
        _ parts: [(String, String?, Tone)], from start: Int = labelWidth, isBar: Bool = false
    ) {
        var column = start
        for (name, value, tone) in parts {
            guard let value else { continue }
            let hasSign = isBar && glyphs.isColourless && tone != .plain && tone != .dim
            guard column + (hasSign ? 1 : 0) + columns(name) + 1 + columns(value) <= width else {
                return
            }
            if hasSign {
                screen.set(row, left + column, ScreenCell(scalar: glyphs.bar(tone), tone: tone))
                column += 1
            }
            column = put(name, column, tone == .plain ? .dim : tone) + 1
            column = put(value, column) + 2
        }
    }

    mutating func drawMemory() {
        guard let memory = sample.pointee.memory.value else {
            if let error = sample.pointee.memory.error { unavailable("memory", error) }
            return
        }
        let usage = memory.usagePercent
        func part(_ count: Int64?) -> Double? {
            guard let count, let total = memory.totalBytes, total > 0 else { return nil }
            return Double(count) * 100 / Double(total)
        }
        // The cache counts shared memory, which is used.
        let cache = usage.flatMap { used in
            part(memory.freeBytes).map { max(0, 100 - used - $0) }
        }
        let words =
            memory.usedBytes.flatMap { used in
                memory.totalBytes.map { "\(bytes(used)) of \(bytes($0))" }
            } ?? ""
        meter(
            "memory", usage, [(usage, .good), (cache, .third)], input.history.memory,
            width >= 60 ? words : "")
    }

    mutating func drawMemoryParts() {
        guard let memory = sample.pointee.memory.value else { return }
        func text(_ count: Int64?) -> String? { count.map { bytes($0) } }
        words(
            [
                ("used", text(memory.usedBytes), Tone.good),
                ("cache", text(sum([memory.cachedBytes, memory.reclaimableBytes])), .third),
                ("buffers", text(memory.buffersBytes), .third),
                ("free", text(memory.freeBytes), .plain),
                ("shared", text(memory.sharedBytes), .plain),
                ("dirty", text(memory.dirtyBytes), .plain),
                ("slab", text(memory.slabBytes), .plain),
            ], isBar: true)
    }

    mutating func drawSwap() {
        guard let memory = sample.pointee.memory.value, let total = memory.swapTotalBytes else {
            return
        }
        let used = memory.swapUsedBytes.map { "\(bytes($0)) of \(bytes(total))" } ?? ""
        let moved = rates?.pointee.memory.swappedInBytesPerSecond.flatMap { input in
            rates?.pointee.memory.swappedOutBytesPerSecond.map { output in
                "  in \(rate(input))  out \(rate(output))"
            }
        }
        meter(
            "swap", memory.swapUsagePercent, [(memory.swapUsagePercent, .notable)], nil,
            width >= 60 ? used + (moved ?? "") : "")
    }

    /// How the CPUs are laid out.
    struct CoreGrid {
        /// Meters in a row; 0 for a strip with one sign for each CPU.
        let across: Int
        let rows: Int
        let width: Int

        /// Columns of a meter: the id, the percentage, and a bar of at least four.
        private static let least = 18

        init(_ count: Int, width: Int, most: Int) {
            let across = max(1, min(count, width / Self.least))
            let rows = (count + across - 1) / across
            if rows <= most {
                // As few columns as the rows need, so that the meters are wide.
                self.across = (count + rows - 1) / rows
                self.rows = rows
                self.width = width / self.across
            } else {
                let strip = max(1, width - WatchPage.labelWidth)
                self.across = 0
                self.rows = min(most, (count + strip - 1) / strip)
                self.width = strip
            }
        }
    }

    mutating func drawCores(_ grid: CoreGrid) {
        guard case .value(let cpu) = sample.pointee.cpu else { return }
        let usages = rates?.pointee.cpu.cpus ?? []
        let first = row
        guard grid.across > 0 else {
            put("cores", 0, .label)
            for (index, logical) in cpu.cpus.enumerated() where index < grid.rows * grid.width {
                row = first + index / grid.width
                let usage =
                    index < usages.count && usages[index].id == logical.id
                    ? usages[index].usagePercent : nil
                let tone = Self.tone(usage)
                let sign = usage.map { glyphs.height($0 / 100) } ?? 0x2d
                screen.set(
                    row, left + Self.labelWidth + index % grid.width,
                    ScreenCell(scalar: sign, tone: tone == .plain ? .good : tone))
            }
            return
        }
        for (index, logical) in cpu.cpus.enumerated() {
            // Down the columns first, as htop does.
            row = first + index % grid.rows
            let column = index / grid.rows * grid.width
            let usage =
                index < usages.count && usages[index].id == logical.id ? usages[index] : nil
            putRight("\(logical.id)", column + 3, .label)
            putRight(
                probectl.percent(usage?.usagePercent), column + 10, Self.tone(usage?.usagePercent))
            bar(column + 11, grid.width - 12, usage.map { Self.parts(of: $0) } ?? [])
        }
    }

    // MARK: - pressure, disks, network

    mutating func drawPressure() {
        guard let pressure = sample.pointee.pressure.value else {
            put("pressure", 0, .label)
            put(
                sample.pointee.pressure.error == nil ? "" : "not available here", Self.labelWidth,
                .dim)
            return
        }
        put("pressure", 0, .label)
        let now = rates?.pointee.pressure
        let history = input.history
        let parts = [
            ("cpu", now?.cpuSomePercent ?? pressure.cpu.some?.avg10Percent, history.cpuPressure),
            (
                "memory", now?.memorySomePercent ?? pressure.memory.some?.avg10Percent,
                history.memoryPressure
            ),
            ("io", now?.ioSomePercent ?? pressure.io.some?.avg10Percent, history.ioPressure),
        ]
        let count = max(1, min(parts.count, (width - Self.labelWidth) / 15))
        let each = (width - Self.labelWidth) / count
        for (index, (name, value, ring)) in parts.prefix(count).enumerated() {
            let start = Self.labelWidth + index * each
            var column = put(name, start, .dim) + 1
            let tone: Tone =
                value == nil ? .dim : value! >= 30 ? .bad : value! >= 10 ? .notable : .plain
            column = put(probectl.percent(value), column, tone) + 1
            let end = start + each - 2
            graph(column, min(40, end - column), ring, most: 100, .second)
        }
    }

    /// Two flows with their graphs, which have the same scale.
    private mutating func flows(
        _ label: String, _ names: (String, String), _ values: (Double?, Double?),
        _ rings: (Ring, Ring), _ end: String
    ) {
        put(label, 0, .label)
        let endWidth = end.isEmpty || width < 60 ? 0 : columns(end) + 2
        let each = (width - Self.labelWidth - endWidth) / 2
        let numberWidth = 12
        let graphWidth = min(60, max(0, each - columns(names.1) - numberWidth - 3))
        let most = [rings.0, rings.1].compactMap { $0.most(ofNewest: graphWidth) }
            .reduce(1024) { max($0, $1) }
        for (index, name) in [names.0, names.1].enumerated() {
            let start = Self.labelWidth + index * each
            let value = index == 0 ? values.0 : values.1
            let column = put(each < 17 ? String(name.prefix(1)) : name, start, .dim) + 1
            screen.put(
                value.map { rate($0) } ?? "-", row: row, column: left + column,
                end: min(right, left + start + each - 1), value == nil ? .dim : .plain)
            graph(
                start + each - graphWidth - 2, graphWidth, index == 0 ? rings.0 : rings.1,
                most: most, .second)
        }
        if endWidth > 0 { putRight(end, width) }
    }

    mutating func drawIO() {
        if let error = sample.pointee.io.error { return unavailable("disk", error) }
        let total = rates?.pointee.io.total
        flows(
            "disk", ("read", "write"), (total?.readBytesPerSecond, total?.writeBytesPerSecond),
            (input.history.read, input.history.written), "")
    }

    /// The places of the items in use whose rates are highest; of the first ones, where the rates are not those
    /// of the items.
    private func busiest<Item, Rate>(
        _ most: Int, of items: [Item], _ rates: [Rate]?, isUsed: (Item) -> Bool,
        by rate: (Rate) -> Double
    ) -> [Int] {
        let used = items.indices.filter { isUsed(items[$0]) }
        guard let rates, rates.count == items.count else { return Array(used.prefix(most)) }
        let order = used.sorted { (rate(rates[$1]), $0) < (rate(rates[$0]), $1) }
        return order.prefix(most).sorted()
    }

    /// The whole devices that are busy most.
    private func busiestDevices(_ most: Int) -> [Int] {
        guard case .value(let disk) = sample.pointee.disk, most > 0 else { return [] }
        return busiest(most, of: disk.devices, rates?.pointee.disk.devices) {
            !$0.isPartition && (($0.counters.reads ?? 0) > 0 || ($0.counters.writes ?? 0) > 0)
        } by: {
            $0.activity.utilizationPercent ?? -1
        }
    }

    mutating func drawDevices(_ devices: [Int]) {
        guard case .value(let disk) = sample.pointee.disk else { return }
        let rates = rates?.pointee.disk.devices
        for index in devices where index < disk.devices.count {
            let device = disk.devices[index]
            let activity =
                rates?.count == disk.devices.count ? rates?[index].activity : nil
            let name = (device.mappedName ?? device.name).description
            screen.put(
                glyphs.plain(safe(name)), row: row, column: left + 2,
                end: left + Self.labelWidth)
            putRight(
                probectl.percent(activity?.utilizationPercent), Self.labelWidth + 6,
                Self.tone(activity?.utilizationPercent))
            let barWidth = max(0, min(22, width - 62))
            bar(
                Self.labelWidth + 7, barWidth, [(activity?.utilizationPercent, .good)])
            let wait = activity?.meanWaitNs.map { "\(decimal(Double($0) / 1e6)) ms" }
            words(
                [
                    ("read", activity?.readBytesPerSecond.map { rate($0) }, Tone.plain),
                    ("write", activity?.writeBytesPerSecond.map { rate($0) }, .plain),
                    ("wait", wait, .plain),
                    ("queue", activity?.meanQueue.map { decimal($0) }, .plain),
                ], from: Self.labelWidth + 7 + (barWidth > 2 ? barWidth + 1 : 1))
            row += 1
        }
    }

    mutating func drawNetwork() {
        if let error = sample.pointee.network.error { return unavailable("network", error) }
        let total = rates?.pointee.network.total
        let connections = sample.pointee.network.value?.tcpEstablished.map { "\($0) TCP" } ?? ""
        flows(
            "network", ("in", "out"), (total?.rxBytesPerSecond, total?.txBytesPerSecond),
            (input.history.received, input.history.sent), connections)
    }

    /// The interfaces with the most traffic.
    private func busiestLinks(_ most: Int) -> [Int] {
        guard case .value(let network) = sample.pointee.network, most > 0 else { return [] }
        return busiest(most, of: network.interfaces, rates?.pointee.network.interfaces) {
            !$0.isLoopback && (($0.counters.rxBytes ?? 0) > 0 || ($0.counters.txBytes ?? 0) > 0)
        } by: {
            ($0.traffic.rxBytesPerSecond ?? 0) + ($0.traffic.txBytesPerSecond ?? 0)
        }
    }

    mutating func drawLinks(_ links: [Int]) {
        guard case .value(let network) = sample.pointee.network else { return }
        let rates = rates?.pointee.network.interfaces
        for index in links where index < network.interfaces.count {
            let interface = network.interfaces[index]
            let traffic =
                rates?.count == network.interfaces.count ? rates?[index].traffic : nil
            put(glyphs.plain(safe(interface.name.description)), 2)
            let errors =
                (traffic?.rxErrorsPerSecond ?? 0) + (traffic?.txErrorsPerSecond ?? 0)
            let drops =
                (traffic?.rxDroppedPerSecond ?? 0) + (traffic?.txDroppedPerSecond ?? 0)
            words(
                [
                    ("in", traffic?.rxBytesPerSecond.map { rate($0) }, Tone.plain),
                    ("out", traffic?.txBytesPerSecond.map { rate($0) }, .plain),
                    ("errors", errors > 0 ? "\(decimal(errors))/s" : nil, .bad),
                    ("dropped", drops > 0 ? "\(decimal(drops))/s" : nil, .bad),
                ], from: Self.labelWidth + 9)
            row += 1
        }
    }

    // MARK: - quota

    private var hasQuotaUse: Bool {
        rates?.pointee.quota.cpuPercentOfLimit != nil
            || rates?.pointee.quota.throttledPercent != nil
    }

    private var hasMemoryLimit: Bool {
        sample.pointee.quota.value?.memory.limit.source != nil
    }

    mutating func drawQuota() {
        guard let quota = sample.pointee.quota.value else {
            if let error = sample.pointee.quota.error { unavailable("quota", error) }
            return
        }
        put("quota", 0, .label)
        var text = QuotaText.cpu(quota.cpu)
        if quota.memory.limit.source == nil, let effective = quota.memory.effectiveBytes {
            text += "; \(quota.memory.effectiveBytesCompleteness.words)\(bytes(effective))"
        }
        put(fitted(text, Self.labelWidth), Self.labelWidth)
    }

    /// A text that ends with a path: if it is too long, the beginning of the path is left out, because its
    /// end names the file.
    private func fitted(_ text: String, _ start: Int) -> String {
        let text = glyphs.plain(safe(text))
        let space = width - start
        guard columns(text) > space, let slash = text.utf8.firstIndex(of: UInt8(ascii: "/"))
        else { return text }
        let words = String(text[..<slash])
        let path = Array(text[slash...].unicodeScalars)
        let keep = space - columns(words) - 2
        guard keep > 8, keep < path.count else { return text }
        var end = ""
        for scalar in path[(path.count - keep)...] { end.unicodeScalars.append(scalar) }
        return words + ".." + end
    }

    /// A part of a limit, with a bar and words.
    private mutating func use(
        _ label: String, _ percent: Double?, _ tone: Tone, _ words: String, _ wordsTone: Tone
    ) {
        put(label, 2)
        putRight(probectl.percent(percent), Self.labelWidth + 6, tone)
        let barWidth = max(0, min(22, width - 62))
        bar(Self.labelWidth + 7, barWidth, [(percent, .good)])
        let start = Self.labelWidth + 7 + (barWidth > 2 ? barWidth + 1 : 0)
        put(fitted(words, start), start, wordsTone)
    }

    mutating func drawQuotaUse() {
        guard let rates = rates?.pointee.quota else { return }
        let throttled = rates.throttledPercent
        let words = throttled.map { "throttled in \(probectl.percent($0)) of the periods" } ?? ""
        use(
            "cpu", rates.cpuPercentOfLimit, Self.tone(rates.cpuPercentOfLimit), words,
            throttled ?? 0 >= 10 ? .bad : .plain)
        let start = Self.labelWidth + 66
        if width - start >= 8 {
            graph(start, min(40, width - start), input.history.throttled, most: 100, .notable)
        }
    }

    mutating func drawQuotaMemory() {
        guard let memory = sample.pointee.quota.value?.memory,
            case .limited(let limit, let source, _) = memory.limit
        else { return }
        let used = memory.workingSetBytes ?? memory.currentBytes
        let part = used.flatMap { limit > 0 ? Double($0) * 100 / Double(limit) : nil }
        use(
            "memory", part, Self.tone(part),
            "\(used.map { "\(bytes($0)) of " } ?? "")\(bytes(limit)), limited by \(source.file)",
            .plain)
    }
}
