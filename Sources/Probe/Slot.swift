/// A section's place in a sample. The value of an earlier reading stays, so that the next one writes
/// into it where it is and its lists' room is used again.
struct Slot<Value> {
    private enum State {
        case notAsked
        case read
        case failed(ProbeError)
    }

    private var state = State.notAsked
    private var value: Value?

    /// What the sample says of it.
    var reading: Reading<Value> {
        get {
            switch state {
            case .notAsked: .notAsked
            case .read: value.map { .value($0) } ?? .notAsked
            case .failed(let error): .error(error)
            }
        }
        set {
            switch newValue {
            case .value(let value): (state, self.value) = (.read, value)
            case .error(let error): state = .failed(error)
            case .notAsked: state = .notAsked
            }
        }
    }

    /// The value, where it was read.
    var current: Value? {
        if case .read = state { value } else { nil }
    }

    /// Why it could not be read.
    var error: ProbeError? {
        if case .failed(let error) = state { error } else { nil }
    }

    init() {}

    /// Reads into the value, which is `new` at first.
    @inline(__always)
    mutating func fill(
        _ isAsked: Bool, from collector: inout Collector, _ new: @autoclosure () -> Value,
        _ read: (inout Collector, inout Value) throws(ProbeError) -> Void
    ) {
        guard isAsked else {
            if case .notAsked = state { return }
            state = .notAsked
            return
        }
        if value == nil { value = new() }
        do throws(ProbeError) {
            try read(&collector, &value!)
            state = .read
        } catch {
            state = .failed(error)
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

extension Slot: Encodable where Value: Encodable {
    func encode(to encoder: any Encoder) throws { try reading.encode(to: encoder) }
}

extension Slot: Decodable where Value: Decodable {
    init(from decoder: any Decoder) throws {
        reading = try Reading(from: decoder)
    }
}
