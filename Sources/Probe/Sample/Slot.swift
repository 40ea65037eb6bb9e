/// The storage of one section in a sample. It keeps the value of the last successful reading, so
/// that the next reading fills that value in place and reuses the capacity of its lists.
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

    /// The public view: the value, the error, or that the section was not requested.
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

    /// What the sample has of the section beside its value.
    func status(_ failures: (Value) -> [ProbeError]) -> SlotStatus {
        SlotStatus(
            isRequested: state != .notRequested, error: error,
            failures: state == .read ? failures(value) : [])
    }

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
        _ isRequested: Bool, from collector: inout Collector,
        _ read: (inout Collector, inout Value) throws(ProbeError) -> Void
    ) {
        guard isRequested else {
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

/// What a sample has of a section beside its value.
struct SlotStatus {
    var isRequested: Bool
    /// Why the section could not be read.
    var error: ProbeError?
    /// What cost a section that was read single fields.
    var failures: [ProbeError]
}

/// A value that has an empty value.
protocol EmptyValue {
    init()
}

/// The storage of a section whose value is large: outside the sample, so that a sample on the stack stays
/// small. Allocated by the first reading.
struct BoxedSlot<Value: EmptyValue> {
    private final class Box {
        var slot: Slot<Value>

        init(_ slot: Slot<Value>) {
            self.slot = slot
        }
    }

    private var box: Box?

    /// As ``Slot/reading``.
    var reading: Sample.Reading<Value> {
        get { box?.slot.reading ?? .notRequested }
        set {
            if box == nil, case .notRequested = newValue { return }
            makeUnique()
            box!.slot.reading = newValue
        }
    }

    /// As ``Slot/status(_:)``.
    func status(_ failures: (Value) -> [ProbeError]) -> SlotStatus {
        box?.slot.status(failures) ?? SlotStatus(isRequested: false, error: nil, failures: [])
    }

    /// As ``Slot/current``.
    var current: Value? { box?.slot.current }

    /// As ``Slot/fill(_:from:_:)``.
    mutating func fill(
        _ isRequested: Bool, from collector: inout Collector,
        _ read: (inout Collector, inout Value) throws(ProbeError) -> Void
    ) {
        guard isRequested || box != nil else { return }
        makeUnique()
        box!.slot.fill(isRequested, from: &collector, read)
    }

    /// Copies the value if a copy of the sample shares it.
    @inline(never)
    private mutating func makeUnique() {
        if box == nil {
            box = Box(Slot(Value()))
        } else if !isKnownUniquelyReferenced(&box) {
            box = Box(box!.slot)
        }
    }
}

// The box is never changed while another sample shares it.
extension BoxedSlot: @unchecked Sendable where Value: Sendable {}

extension BoxedSlot: Equatable where Value: Equatable {
    static func == (a: BoxedSlot, b: BoxedSlot) -> Bool { a.reading == b.reading }
}

extension BoxedSlot: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { reading.hash(into: &hasher) }
}

extension Connections: EmptyValue {}
extension HostSystem: EmptyValue {}
extension MemoryDetails: EmptyValue {}
extension Protocols: EmptyValue {}
extension Quota: EmptyValue {}
extension Routing: EmptyValue {}
extension Storage: EmptyValue {}
extension Topology: EmptyValue {}
