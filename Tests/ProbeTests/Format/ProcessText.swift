import CProbe
import Testing

typealias ProcessField = cprobe_process_field

extension cprobe_process {
    func has(_ field: ProcessField) -> Bool {
        cprobe_has(present_fields, field.rawValue)
    }

    /// The values of all fields of numbers, nil where they are absent.
    var numbers: [Int64?] {
        func value(_ field: ProcessField, _ number: some BinaryInteger) -> Int64? {
            has(field) ? Int64(truncatingIfNeeded: number) : nil
        }
        return [
            value(.CPROBE_PROCESS_PARENT_PID, parent_pid),
            value(.CPROBE_PROCESS_START, start_ticks),
            value(.CPROBE_PROCESS_START_TIME, start_ns), value(.CPROBE_PROCESS_NAME, name_length),
            value(.CPROBE_PROCESS_STATE, state),
            value(.CPROBE_PROCESS_KERNEL_THREAD, kernel_thread ? 1 : 0),
            value(.CPROBE_PROCESS_THREADS, threads), value(.CPROBE_PROCESS_GROUP, process_group),
            value(.CPROBE_PROCESS_SESSION, session), value(.CPROBE_PROCESS_PRIORITY, priority),
            value(.CPROBE_PROCESS_NICE, nice), value(.CPROBE_PROCESS_LAST_CPU, last_cpu),
            value(.CPROBE_PROCESS_USER_TIME, user_time_ns),
            value(.CPROBE_PROCESS_SYSTEM_TIME, system_time_ns),
            value(.CPROBE_PROCESS_TOTAL_TIME, total_time_ns),
            value(.CPROBE_PROCESS_MINOR_FAULTS, minor_faults),
            value(.CPROBE_PROCESS_MAJOR_FAULTS, major_faults),
            value(.CPROBE_PROCESS_RSS_APPROXIMATE, rss_approximate_bytes),
            value(.CPROBE_PROCESS_RSS, rss_bytes),
            value(.CPROBE_PROCESS_ANONYMOUS, anonymous_bytes),
            value(.CPROBE_PROCESS_VMS, vms_bytes), value(.CPROBE_PROCESS_UID, uid),
            value(.CPROBE_PROCESS_EFFECTIVE_UID, effective_uid), value(.CPROBE_PROCESS_GID, gid),
            value(.CPROBE_PROCESS_PEAK_RSS, peak_rss_bytes),
            value(.CPROBE_PROCESS_SHARED, shared_bytes), value(.CPROBE_PROCESS_SWAP, swap_bytes),
            value(.CPROBE_PROCESS_DATA, data_bytes), value(.CPROBE_PROCESS_STACK, stack_bytes),
            value(.CPROBE_PROCESS_VOLUNTARY_SWITCHES, voluntary_switches),
            value(.CPROBE_PROCESS_INVOLUNTARY_SWITCHES, involuntary_switches),
            value(.CPROBE_PROCESS_READ, read_bytes), value(.CPROBE_PROCESS_WRITE, write_bytes),
            value(.CPROBE_PROCESS_CANCELLED_WRITE, cancelled_write_bytes),
            value(.CPROBE_PROCESS_RCHAR, rchar_bytes), value(.CPROBE_PROCESS_WCHAR, wchar_bytes),
            value(.CPROBE_PROCESS_READ_CALLS, read_calls),
            value(.CPROBE_PROCESS_WRITE_CALLS, write_calls),
            value(.CPROBE_PROCESS_PROPORTIONAL, proportional_bytes),
            value(.CPROBE_PROCESS_UNIQUE, unique_bytes),
            value(.CPROBE_PROCESS_PROPORTIONAL_SWAP, proportional_swap_bytes),
        ]
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
