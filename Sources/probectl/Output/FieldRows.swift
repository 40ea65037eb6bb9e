import Probe

/// Fields below the lines that people read first: a row for each, with the name that it has in the JSON and
/// its value with a unit. A name whose values are all 0 or all unknown is only listed.
struct FieldRows {
    private struct Row {
        /// What the value describes, such as an interface; empty for the whole section.
        var item: String
        var name: Sample.Field.Text
        /// nil if unknown.
        var text: String?
        var isZero: Bool
        /// A counter that is the sum of several items, with its field; nil for other rows.
        var sum: (field: Sample.Field, value: Int64?)?
    }

    private var rows: [Row] = []

    mutating func add(_ item: String, _ field: Sample.Field, _ value: Sample.Field.Value?) {
        rows.append(
            Row(
                item: item, name: field.name, text: value.map { Self.text(of: field, $0) },
                isZero: value?.double == 0))
    }

    /// Adds a counter to the row that has the item and the field. A sum with an unknown part is unknown.
    mutating func add(
        toSumOf item: String, _ field: Sample.Field, _ value: Sample.Field.Value?
    ) {
        var count: Int64?
        if case .integer(let number) = value { count = number }
        guard
            let index = rows.firstIndex(where: { $0.item == item && $0.sum?.field == field }),
            let before = rows[index].sum
        else {
            rows.append(
                Row(item: item, name: field.name, text: nil, isZero: false, sum: (field, count)))
            return set(count, rows.count - 1)
        }
        set(sum([before.value, count]), index)
    }

    private mutating func set(_ sum: Int64?, _ index: Int) {
        rows[index].sum?.value = sum
        rows[index].isZero = sum == 0
        rows[index].text = sum.flatMap { sum in
            rows[index].sum.map { Self.text(of: $0.field, .integer(sum)) }
        }
    }

    func add(to page: inout Page, label: String = "") {
        var shown: Set<Sample.Field.Text> = []
        for row in rows where row.text != nil && !row.isZero { shown.insert(row.name) }
        var listed = shown
        var zero: [String] = []
        var unknown: [String] = []
        for row in rows where row.isZero && listed.insert(row.name).inserted {
            zero.append(row.name.description)
        }
        for row in rows where listed.insert(row.name).inserted {
            unknown.append(row.name.description)
        }
        let table = table(rows.filter { shown.contains($0.name) }, width: page.bodyWidth)
        var label = label
        if !table.rows.isEmpty {
            page.rows(label, table)
            label = ""
        }
        if !zero.isEmpty {
            page.line(label, "0: \(zero.joined(separator: ", "))")
            label = ""
        }
        if !unknown.isEmpty { page.line(label, "unknown: \(unknown.joined(separator: ", "))") }
    }

    /// The rows from top to bottom, in as many columns as fit the terminal.
    private func table(_ rows: [Row], width: Int?) -> Table {
        func widest(_ text: (Row) -> String) -> Int { rows.map { columns(text($0)) }.max() ?? 0 }
        let hasItems = rows.contains { !$0.item.isEmpty }
        let each =
            (hasItems ? widest { $0.item } + 2 : 0) + widest { $0.name.description } + 2
            + widest { $0.text ?? Self.unknown }
        let count = width.map { max(1, min(4, ($0 + 4) / (each + 4))) } ?? 1
        let height = (rows.count + count - 1) / count
        var kinds: [Column] = []
        for _ in 0..<count {
            if hasItems { kinds.append(Column(least: 8)) }
            kinds += [Column(least: 16), Column(isRight: true)]
        }
        var table = Table(kinds)
        for line in 0..<height {
            var cells: [Cell] = []
            for column in 0..<count where column * height + line < rows.count {
                let row = rows[column * height + line]
                let indent = column > 0 ? 2 : 0
                if hasItems { cells.append(Cell(row.item, indent: indent)) }
                cells.append(Cell(row.name.description, indent: hasItems ? 0 : indent))
                cells.append(Cell(row.text ?? Self.unknown))
            }
            table.add(cells)
        }
        return table
    }

    private static let unknown = "unknown"

    /// The labels of a field, in one text: "eth0", "cpu 0", "/ ext4".
    static func item(_ labels: Sample.Field.Labels) -> String {
        labels.map { label in
            switch label.value {
            case .number(let number): "\(label.name.description) \(number)"
            case .name(let name): safe(name.description)
            case .word(let word): word.description
            }
        }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A value with its unit.
    static func text(of field: Sample.Field, _ value: Sample.Field.Value) -> String {
        let number = value.double
        let perSecond = field.isPerSecond ? "/s" : ""
        func scaled(_ one: Double, _ unit: String, _ digits: Int = 2) -> String {
            "\(decimal(number / one, digits)) \(unit)\(perSecond)"
        }
        switch field.unit {
        case .bytes:
            // Few bytes have all their digits, such as an MTU.
            if number.magnitude < 100_000 { return "\(decimal(number, 0)) B\(perSecond)" }
            let count = bytes(Int64(min(number.magnitude, 1e18)))
            return (number < 0 ? "-" : "") + count + perSecond
        case .nanoseconds:
            return number.magnitude < 1e9 ? scaled(1e6, "ms") : scaled(1e9, "s")
        case .percent: return percent(number)
        case .millipercent: return percent(number / 1000)
        case .bitsPerSecond: return scaled(1e6, "Mbit/s", 0)
        case .ticks: return whole(value, " ticks")
        case .celsius: return scaled(1, "°C", 1)
        case .millicelsius: return scaled(1000, "°C", 1)
        case .volts: return scaled(1, "V")
        case .microvolts: return scaled(1e6, "V")
        case .amperes: return scaled(1, "A")
        case .microamperes: return scaled(1e6, "A")
        case .watts: return scaled(1, "W")
        case .microwatts: return scaled(1e6, "W")
        case .joules: return scaled(1, "J")
        case .microjoules: return scaled(1e6, "J")
        case .microwattHours: return scaled(1e6, "Wh")
        case .microampereHours: return scaled(1e6, "Ah")
        case .hertz: return scaled(1e6, "MHz", 0)
        case .revolutionsPerMinute: return whole(value, " rpm")
        case .count, .none: return whole(value, perSecond)
        }
    }

    private static func whole(_ value: Sample.Field.Value, _ unit: String) -> String {
        switch value {
        case .integer(let number): "\(number)\(unit)"
        case .real(let number): "\(decimal(number, 2))\(unit)"
        }
    }
}

extension SampleText {
    /// The labels of items that have a row each in a table above.
    static let inTables: [Sample.Field.Text] = ["interrupt", "slab", "counter"]

    /// All numbers of a section that was named, and its rates, below its lines. The tables of processes and
    /// cgroups are chosen by their own options.
    func addFields(of section: Sample.Section, to page: inout Page) {
        guard isOnly, section != .process, section != .cgroups else { return }
        addWords(of: section, to: &page)
        var rows = FieldRows()
        func add(
            _ labels: Sample.Field.Labels, _ field: Sample.Field, _ value: Sample.Field.Value?
        ) {
            let first = labels.first?.name
            if Self.inTables.contains(where: { $0 == first }) { return }
            guard !perCPU, first == "cpu", section != .topology else {
                return rows.add(FieldRows.item(labels), field, value)
            }
            // The section has the sums of all CPUs itself.
            if section == .interrupts { rows.add(toSumOf: "all CPUs", field, value) }
        }
        sample.forEachField { if $0 == section { add($1, $2, $3) } }
        rates?.forEachField { if $0 == section, $3 != nil { add($1, $2, $3) } }
        rows.add(to: &page)
    }

    /// The words of each item of a section that the lines above leave out.
    private func addWords(of section: Sample.Section, to page: inout Page) {
        func add(_ item: KernelName?, _ words: [(String, String?)]) {
            let known = words.compactMap { name, word in
                word.flatMap { $0.isEmpty ? nil : "\(name) \(safe($0))" }
            }
            guard !known.isEmpty else { return }
            let name = item.map { "\(safe($0.description)): " } ?? ""
            page.line("", name + known.joined(separator: ", "))
        }
        func list(_ names: [KernelName]?) -> String? {
            names?.map { $0.description }.joined(separator: " ")
        }
        switch section {
        case .disk:
            for device in sample.disk.value?.devices ?? [] {
                add(device.name, [("mapped name", device.mappedName?.description)])
            }
        case .filesystem:
            for mount in sample.filesystem.value?.mounts ?? [] {
                add(mount.mountPoint, [("options", mount.options.description)])
            }
        case .network:
            for interface in sample.network.value?.interfaces ?? [] {
                add(
                    interface.name,
                    [
                        ("alias", interface.alias?.description),
                        ("other names", list(interface.alternativeNames)),
                        ("flags", interface.flags?.names.joined(separator: " ")),
                        ("duplex", interface.duplex?.rawValue),
                    ])
            }
        case .host:
            guard let host = sample.host.value else { return }
            add(
                nil,
                [
                    ("kernel version", host.kernelVersion?.description),
                    ("boot", host.bootID?.description), ("machine", host.machineId?.description),
                    ("board", list([host.boardVendor, host.board].compactMap { $0 })),
                ])
        case .topology:
            guard let topology = sample.topology.value else { return }
            add(nil, [("flags", topology.flags?.description)])
        case .storage:
            for device in sample.storage.value?.devices ?? [] {
                add(
                    device.name,
                    [
                        ("firmware", device.firmware?.description),
                        ("wwid", device.wwid?.description),
                        ("scheduler", device.scheduler?.description),
                        ("zoned", device.zoned?.description),
                        ("uuid", device.mappedUuid?.description),
                        ("state", device.state?.description),
                    ])
            }
        case .power:
            for supply in sample.power.value?.supplies ?? [] {
                add(
                    supply.name,
                    [
                        ("health", supply.health?.description),
                        ("capacity level", supply.capacityLevel?.description),
                    ])
            }
        case .gpu:
            for device in sample.gpu.value?.devices ?? [] {
                add(
                    device.name,
                    [
                        ("bus address", device.busAddress?.description),
                        ("runtime status", device.runtimeStatus?.description),
                    ])
            }
        case .cpu, .load, .memory, .io, .pressure, .quota, .process, .sensors, .cgroups, .swap,
            .interrupts, .protocols, .connections, .memoryDetails, .routing:
            break
        }
    }
}
