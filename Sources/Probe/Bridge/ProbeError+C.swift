internal import CProbe

extension ProbeError.Code {
    init(_ result: cprobe_result) {
        switch result {
        case .CPROBE_OK: self = .io  // No failure has it.
        case .CPROBE_UNSUPPORTED: self = .unsupported
        case .CPROBE_NOT_FOUND: self = .notFound
        case .CPROBE_GONE: self = .gone
        case .CPROBE_DENIED: self = .denied
        case .CPROBE_MALFORMED: self = .malformed
        case .CPROBE_TOO_LARGE: self = .tooLarge
        case .CPROBE_EXHAUSTED: self = .exhausted
        case .CPROBE_STALLED: self = .stalled
        case .CPROBE_INVALID: self = .invalid
        case .CPROBE_IO: self = .io
        }
    }
}

extension ProbeError {
    init(_ failure: cprobe_failure) {
        self.init(
            code: Code(failure.code),
            failure.source.map { SourceName(constant: $0) } ?? SourceName(""),
            line: failure.line == 0 ? nil : Int(failure.line),
            systemError: failure.system_error == 0 ? nil : failure.system_error)
    }
}

extension ProbeError {
    /// A number in this file that exceeds an `Int64`.
    static func tooLarge(_ file: UnsafePointer<CChar>?) -> ProbeError {
        ProbeError(
            code: .tooLarge, file.map { SourceName(constant: $0) } ?? SourceName(""), line: nil,
            systemError: nil)
    }

    /// The text of the errno, if it is more precise than the code.
    var systemWords: String? {
        guard let systemError, isSwitchedOff || !cprobe_is_switched_off(systemError) else {
            return nil
        }
        return cprobe_system_error_words(systemError).map { String(cString: $0) }
    }

    /// Whether the kernel has the feature, but it is switched off. With another code, as of the processes of
    /// a threaded cgroup, the errno means what it says.
    var isSwitchedOff: Bool {
        code == .notFound && systemError.map { cprobe_is_switched_off($0) } ?? false
    }
}

extension [ProbeError] {
    /// Copies the list of a reading. An empty list allocates nothing.
    @inline(__always)
    mutating func set(_ failures: borrowing cprobe_failures) {
        if failures.count != 0 || !isEmpty { take(failures) }
    }

    private mutating func take(_ failures: cprobe_failures) {
        removeAll(keepingCapacity: true)
        let kept = Swift.min(Int(failures.count), Int(CPROBE_FAILURES_LISTED))
        Swift.withUnsafeBytes(of: failures.items) { raw in
            for failure in raw.bindMemory(to: cprobe_failure.self).prefix(kept) {
                append(ProbeError(failure))
            }
        }
    }
}
