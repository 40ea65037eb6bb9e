import Probe

/// Writes samples in the line protocol of InfluxDB, which Telegraf, VictoriaMetrics and others read, too.
///
/// Each item of a section is a line: the measurement `probe_SECTION`, the labels as tags, and the fields by their
/// names and units in the JSON of a sample. Numbers are exact.
///
///     probe_disk,device=sda reads=81i,read_bytes=4096i,... 1796034242000000000
public struct LineProtocolWriter: Sendable {
    /// A writer.
    public init() {}

    /// Appends the lines of a sample.
    public func append(_ sample: borrowing Sample, to buffer: inout [UInt8]) {
        let timeNs = sample.wallTimeNs
        var last: (section: Sample.Section, labels: Sample.Field.Labels)?
        func endLine() {
            guard last != nil else { return }
            buffer.add(" ")
            buffer.add(timeNs)
            buffer.add("\n")
            last = nil
        }
        sample.forEachField { section, labels, field, value in
            guard let value, field.kind != .label, value.double.isFinite else { return }
            if let last, last.section == section, last.labels == labels {
                buffer.add(",")
            } else {
                endLine()
                last = (section, labels)
                buffer.add("probe_")
                buffer.append(contentsOf: section.rawValue.utf8)
                for label in labels { addTag(label, to: &buffer) }
                buffer.add(" ")
            }
            buffer.add(field.name)
            buffer.add("=")
            switch value {
            case .integer(let number):
                buffer.add(number)
                buffer.add("i")
            case .real(let number): buffer.add(number)
            }
        }
        endLine()
    }

    /// A tag; none if it would be empty, which the protocol does not allow.
    private func addTag(_ label: Sample.Field.Label, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.add(",")
        buffer.add(label.name)
        buffer.add("=")
        let empty = buffer.count
        switch label.value {
        case .number(let number): buffer.add(Int64(number))
        case .word(let word): _ = buffer.add(word.utf8, .tag)
        case .name(let name): _ = buffer.add(name: name.bytes, .tag)
        }
        // A backslash at the end would escape the comma or the blank that follows.
        while buffer.count > empty, buffer.last == UInt8(ascii: "\\") { buffer.removeLast() }
        if buffer.count == empty { buffer.removeLast(buffer.count - start) }
    }
}

/// Writes samples as comma-separated values (RFC 4180): a row for each number that is known.
///
///     time_ns,section,labels,field,value,unit,kind
///     1796034242000000000,disk,"device=""sda""",read_bytes,4096,bytes,counter
public struct CSVWriter: Sendable {
    private var hasHeader = false

    /// A writer.
    public init() {}

    /// Appends the rows of a sample; before those of the first sample, the header.
    public mutating func append(_ sample: borrowing Sample, to buffer: inout [UInt8]) {
        if !hasHeader { buffer.add("time_ns,section,labels,field,value,unit,kind\n") }
        hasHeader = true
        let timeNs = sample.wallTimeNs
        sample.forEachField { section, labels, field, value in
            guard let value, field.kind != .label else { return }
            buffer.add(timeNs)
            buffer.add(",")
            buffer.append(contentsOf: section.rawValue.utf8)
            buffer.add(",")
            addLabels(labels, to: &buffer)
            buffer.add(",")
            buffer.add(field.name)
            buffer.add(",")
            switch value {
            case .integer(let number): buffer.add(number)
            case .real(let number): buffer.add(number)
            }
            buffer.add(",")
            buffer.append(contentsOf: field.unit.rawValue.utf8)
            buffer.add(field.kind == .counter ? ",counter\n" : ",gauge\n")
        }
    }

    private func addLabels(_ labels: Sample.Field.Labels, to buffer: inout [UInt8]) {
        guard !labels.isEmpty else { return }
        buffer.add("\"")
        var isFirst = true
        for label in labels {
            if !isFirst { buffer.add(";") }
            isFirst = false
            buffer.add(label.name)
            buffer.add("=\"\"")
            switch label.value {
            case .number(let number): buffer.add(Int64(number))
            case .word(let word): _ = buffer.add(word.utf8, .csv)
            case .name(let name): _ = buffer.add(name: name.bytes, .csv)
            }
            buffer.add("\"\"")
        }
        buffer.add("\"")
    }
}
