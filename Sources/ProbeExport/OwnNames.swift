import Probe

extension Metric {
    /// The metric of a field that no other exporter has: `probe_SECTION_FIELD` in base units, with `_total` if it is
    /// a counter.
    ///
    /// The unit ends the name: seconds, bytes, `_ratio` (0 to 1) for percent, and so on; batteries have joules and
    /// coulombs.
    init(section: Sample.Section, field: Sample.Field) {
        var base = Array(field.name.utf8)
        let isPerSecond = field.isPerSecond && base.removeEnd("_per_second")
        let (unit, scale) = Self.unit(field, &base)
        let isCounter = field.kind == .counter
        // "total" ends the names of counters, and of nothing else.
        if isCounter || unit.utf8.isEmpty, !base.removeEnd("_total"),
            base.elementsEqual("total".utf8)
        {
            base = []
        }
        // "count" ends the name of a part of a histogram: "max_map_count" is "max_maps".
        if base.elementsEqual("count".utf8) {
            base = []
        } else if unit.utf8.isEmpty, base.removeEnd("_count") {
            base.add("s")
        }
        var name: [UInt8] = []
        name.add("probe_")
        name.append(contentsOf: section.rawValue.utf8)
        for part in [base, Array(unit.utf8)] where !part.isEmpty {
            name.add("_")
            name.append(contentsOf: part)
        }
        if isPerSecond { name.add("_per_second") }
        if isCounter { name.add("_total") }
        // Counters and gauges have the same field in the list of all numbers of /proc/vmstat.
        let isMixed = section == .memoryDetails && field.name.utf8.elementsEqual("value".utf8)
        self.init(
            name: name, type: isMixed ? .untyped : isCounter ? .counter : .gauge, scale: scale)
    }

    /// The base unit of a field, and how its number becomes one of that unit. Removes the unit from the end of the
    /// name; the base unit is empty if the name has it elsewhere.
    private static func unit(_ field: Sample.Field, _ base: inout [UInt8]) -> (Text, Scale) {
        func remove(_ end: Text) { _ = base.removeEnd(end) }
        switch field.unit {
        case .bytes:
            if base.removeEnd("_bytes") || base.elementsEqual("bytes".utf8) {
                if base.elementsEqual("bytes".utf8) { base = [] }
                return ("bytes", .one)
            }
            return (base.hasPart("bytes") ? "" : "bytes", .one)
        case .nanoseconds:
            remove("_ns")
            return ("seconds", .nanoseconds)
        case .percent:
            remove("_percent")
            return ("ratio", Scale(places: 2))
        case .millipercent:
            remove("_millipercent")
            return ("ratio", Scale(places: 5))
        case .bitsPerSecond:
            remove("_bits_per_second")
            return ("bytes_per_second", Scale(divisor: 8))
        case .celsius:
            remove("_celsius")
            return ("celsius", .one)
        case .millicelsius:
            remove("_millicelsius")
            return ("celsius", Scale(places: 3))
        case .volts:
            remove("_volts")
            return ("volts", .one)
        case .microvolts:
            remove("_microvolts")
            return ("volts", Scale(places: 6))
        case .amperes:
            remove("_amperes")
            return ("amperes", .one)
        case .microamperes:
            remove("_microamperes")
            return ("amperes", Scale(places: 6))
        case .watts:
            remove("_watts")
            return ("watts", .one)
        case .microwatts:
            remove("_microwatts")
            return ("watts", Scale(places: 6))
        case .joules:
            remove("_joules")
            return ("joules", .one)
        case .microjoules:
            remove("_microjoules")
            return ("joules", Scale(places: 6))
        case .microwattHours:
            remove("_microwatt_hours")
            return ("joules", Scale(factor: 3600, places: 6))
        case .microampereHours:
            remove("_microampere_hours")
            return ("coulombs", Scale(factor: 3600, places: 6))
        case .hertz:
            if !base.removeEnd("_hz") { remove("_hertz") }
            return ("hertz", .one)
        case .revolutionsPerMinute:
            remove("_rpm")
            return ("rpm", .one)
        case .count, .ticks, .none:
            return base.removeEnd("_bits") ? ("bytes", Scale(divisor: 8)) : ("", .one)
        }
    }
}

extension [UInt8] {
    /// Whether a word is one of the parts that underscores separate.
    fileprivate func hasPart(_ word: Text) -> Bool {
        split(separator: UInt8(ascii: "_")).contains { $0.elementsEqual(word.utf8) }
    }
}
