import CProbe
import Testing

typealias ProcessField = cprobe_process_field

extension cprobe_process {
    func has(_ field: ProcessField) -> Bool {
        cprobe_has(present_fields, field.rawValue)
    }

    /// The values of all fields of numbers, nil where they are absent.
    var numbers: [Int64?] {
        withUnsafeBytes(of: self) { record in
            FieldRow.all(.CPROBE_RECORD_PROCESS).map { row in
                guard cprobe_has(present_fields, UInt32(row.row.presence)) else { return nil }
                let offset = Int(row.row.offset)
                switch row.row.type {
                case .CPROBE_TYPE_U64:
                    return Int64(
                        truncatingIfNeeded: record.load(fromByteOffset: offset, as: UInt64.self))
                case .CPROBE_TYPE_U32:
                    return Int64(record.load(fromByteOffset: offset, as: UInt32.self))
                case .CPROBE_TYPE_I64:
                    return record.load(fromByteOffset: offset, as: Int64.self)
                case .CPROBE_TYPE_I32:
                    return Int64(record.load(fromByteOffset: offset, as: Int32.self))
                case .CPROBE_TYPE_BOOL:
                    return record.load(fromByteOffset: offset, as: Bool.self) ? 1 : 0
                case .CPROBE_TYPE_DOUBLE, .CPROBE_TYPE_OTHER: return 0
                }
            }
        }
    }

    /// The lines of its failures, 0 where none is to blame; each of a text that is not of its format.
    var badLines: [UInt32] {
        Swift.withUnsafeBytes(of: failures.items) { raw in
            raw.bindMemory(to: cprobe_failure.self).prefix(Int(failures.count)).map {
                $0.code == .CPROBE_MALFORMED ? $0.line : .max
            }
        }
    }

    var nameBytes: [UInt8] {
        Swift.withUnsafeBytes(of: name) { Array($0.prefix(Int(name_length))) }
    }
}

/// Every beginning of a text is malformed, or says of each field what the whole does, or nothing, or the
/// first digits of the last number. What lies behind a text costs nothing.
func cutProcess(_ text: [UInt8], _ parse: ([UInt8]) -> cprobe_process?) {
    guard let whole = parse(text) else {
        Issue.record("the whole is malformed")
        return
    }
    for length in 0..<text.count {
        guard let part = parse(Array(text.prefix(length))) else { continue }
        for (index, (a, b)) in zip(part.numbers, whole.numbers).enumerated()
        where a != nil && a != b && (b ?? -1) >= 0 && !isCut(a!, of: b ?? .max) {
            Issue.record("cut at \(length), number \(index): \(a!), not \(b ?? -1)")
            return
        }
    }
    for end in textEnds {
        #expect(parse(withoutEnd(text) + Array(end.utf8))?.numbers == whole.numbers)
    }
}

let processCaptures = [
    "debian-5.10-x86_64-processes", "debian-6.1-aarch64-processes", "debian-6.12-x86_64-processes",
]
