extension Sample {
    /// A section of a sample: its value, or why there is none.
    public enum Reading<Value> {
        /// It was read.
        case value(Value)
        /// It could not be read. The other sections are valid.
        case error(ProbeError)
        /// The caller did not request it.
        case notRequested

        /// The value, where it was read.
        public var value: Value? {
            if case .value(let value) = self { value } else { nil }
        }

        /// The error, where it could not be read.
        public var error: ProbeError? {
            if case .error(let error) = self { error } else { nil }
        }

        /// The value, or the error thrown; one that was not requested is
        /// ``ProbeError/Code/invalid``.
        public func get() throws(ProbeError) -> Value {
            switch self {
            case .value(let value): return value
            case .error(let error): throw error
            case .notRequested:
                throw ProbeError(code: .invalid, source: "a section that was not requested")
            }
        }
    }
}

// Conditional conformances instead of requirements on `Value`: see Limit.
extension Sample.Reading: Sendable where Value: Sendable {}
extension Sample.Reading: Equatable where Value: Equatable {}
extension Sample.Reading: Hashable where Value: Hashable {}
