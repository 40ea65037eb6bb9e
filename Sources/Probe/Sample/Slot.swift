/// A section's place in a sample. The value of an earlier reading stays, so that the next one writes
/// into it where it is and its lists' capacity is used again.
struct Slot<Value> {
    private enum State {
        case notRequested, read, failed
    }

    private var state = State.notRequested
    private var value: Value
    private var failure: ProbeError?

    /// Not requested yet.
    init(_ empty: Value) {
        value = empty
    }

    /// What the sample says of it.
    var reading: Sample.Reading<Value> {
        get {
            switch state {
            case .notRequested: .notRequested
            case .read: .value(value)
            case .failed: failure.map { .error($0) } ?? .notRequested
            }
        }
        set {
            switch newValue {
            case .value(let value): (state, self.value) = (.read, value)
            case .error(let error): (state, failure) = (.failed, error)
            case .notRequested: state = .notRequested
            }
        }
    }

    /// Whether the section was requested.
    var isRequested: Bool { state != .notRequested }

    /// The value, where it was read.
    var current: Value? {
        state == .read ? value : nil
    }

    /// Why it could not be read.
    var error: ProbeError? {
        state == .failed ? failure : nil
    }

    /// Reads into the value.
    @inline(__always)
    mutating func fill(
        _ isAsked: Bool, from collector: inout Collector,
        _ read: (inout Collector, inout Value) throws(ProbeError) -> Void
    ) {
        guard isAsked else {
            state = .notRequested
            return
        }
        do throws(ProbeError) {
            try read(&collector, &value)
            state = .read
        } catch {
            (state, failure) = (.failed, error)
        }
    }
}

extension Slot: Sendable where Value: Sendable {}

extension Slot: Equatable where Value: Equatable {
    static func == (a: Slot, b: Slot) -> Bool { a.reading == b.reading }
}

extension Slot: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { reading.hash(into: &hasher) }
}

/// A section that there is before anything was read.
protocol Emptiable {
    init()
}
