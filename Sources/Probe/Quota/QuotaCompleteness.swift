extension Quota {
    /// Whether a computed number, such as ``CPUQuota/effectiveCores``, is exact or a bound.
    public struct Completeness: Sendable, Hashable, Codable {
        /// The accuracy of a number.
        public enum State: String, Sendable, Hashable, Codable, CaseIterable {
            /// Unknown: no source of the number could be read, or the missing sources may make the
            /// number greater or less.
            case unknown
            /// Exact: every source was read.
            case exact
            /// An upper bound: missing sources can only make the number less.
            case atMost = "at_most"
            /// A lower bound: missing sources can only make the number greater.
            case atLeast = "at_least"
        }

        /// The accuracy of the number.
        public var state = State.unknown
        /// The source that could not be read; nil if the number is exact.
        public var incomplete: Incompleteness?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}

        /// Whether the number is exact.
        public var isComplete: Bool { state == .exact }
    }
}
