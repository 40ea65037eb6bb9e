internal import CProbe

extension Sample.Field.Row {
    init(_ row: cprobe_field, prefix: Sample.Field.Text?) {
        self.init(
            path: Sample.Field.Text(constant: row.name, isCounted: true),
            unit: Sample.Field.Unit(row.unit), kind: Sample.Field.Kind(row.kind),
            source: Sample.Field.Text(constant: row.source),
            key: Sample.Field.Text(constant: row.key),
            since: (Int(row.since_major), Int(row.since_minor)),
            meaning: Sample.Field.Text(constant: row.meaning), prefix: prefix)
    }
}

extension Sample.Field {
    /// The fields of a record. With a prefix, each has another name in a total or in another
    /// section; with `items`, each that the items have, too.
    static func list(
        _ record: cprobe_record, prefix: Text? = nil, ofItems items: List? = nil
    ) -> List {
        var count = 0
        let rows = cprobe_fields(record, &count)
        return List(count: count) {
            let isOfItems = items?.contains(path: Text(constant: rows![$0].name)) ?? true
            return Row(rows![$0], prefix: isOfItems ? prefix : nil)
        }
    }
}

extension Sample.Field.Unit {
    init(_ c: cprobe_unit) {
        switch c {
        case .CPROBE_UNIT_COUNT: self = .count
        case .CPROBE_UNIT_BYTES: self = .bytes
        case .CPROBE_UNIT_NANOSECONDS: self = .nanoseconds
        case .CPROBE_UNIT_PERCENT: self = .percent
        case .CPROBE_UNIT_MILLIPERCENT: self = .millipercent
        case .CPROBE_UNIT_BITS_PER_SECOND: self = .bitsPerSecond
        case .CPROBE_UNIT_TICKS: self = .ticks
        case .CPROBE_UNIT_MILLICELSIUS: self = .millicelsius
        case .CPROBE_UNIT_HERTZ: self = .hertz
        case .CPROBE_UNIT_REVOLUTIONS_PER_MINUTE: self = .revolutionsPerMinute
        case .CPROBE_UNIT_MICROVOLTS: self = .microvolts
        case .CPROBE_UNIT_MICROAMPERES: self = .microamperes
        case .CPROBE_UNIT_MICROWATTS: self = .microwatts
        case .CPROBE_UNIT_MICROJOULES: self = .microjoules
        case .CPROBE_UNIT_MICROWATT_HOURS: self = .microwattHours
        case .CPROBE_UNIT_MICROAMPERE_HOURS: self = .microampereHours
        case .CPROBE_UNIT_NONE: self = .none
        }
    }
}

extension Sample.Field.Kind {
    init(_ c: cprobe_kind) {
        switch c {
        case .CPROBE_KIND_GAUGE: self = .gauge
        case .CPROBE_KIND_COUNTER: self = .counter
        case .CPROBE_KIND_LABEL: self = .label
        }
    }
}

/// A number of the C core, where none has a sign; nil where it is absent. A number that an `Int64`
/// cannot hold is nil, too: the kernel counts nothing that far.
@inline(__always)
func number(_ member: UInt64, _ isPresent: Bool = true) -> Int64? {
    isPresent ? Int64(exactly: member) : nil
}

// What Fields+C.swift calls for each field: the property becomes the member, or nil where the
// member is absent, or more than the property can hold.

@inline(__always)
func take<Value: FixedWidthInteger, Member: FixedWidthInteger>(
    _ present: cprobe_presence, _ field: UInt32, _ member: Member, _ property: inout Value?
) {
    property = cprobe_has(present, field) ? Value(exactly: member) : nil
}

@inline(__always)
func take(
    _ present: cprobe_presence, _ field: UInt32, _ member: Double, _ property: inout Double?
) {
    property = cprobe_has(present, field) ? member : nil
}

@inline(__always)
func take(_ present: cprobe_presence, _ field: UInt32, _ member: Bool, _ property: inout Bool?) {
    property = cprobe_has(present, field) ? member : nil
}
