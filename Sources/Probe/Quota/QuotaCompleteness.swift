extension Quota {
    /// How far a number is to be relied on that was worked out from limits, usage and what the
    /// machine has.
    public struct Completeness: Sendable, Hashable, Codable {
        /// What such a number is.
        public enum State: String, Sendable, Hashable, Codable, CaseIterable {
            /// There is none: nothing could be read that decides it, or what could not be read may
            /// make it greater as well as less.
            case unknown
            /// All that decides it was read.
            case exact
            /// What could not be read can only make it less.
            case atMost = "at_most"
            /// What could not be read can only make it greater.
            case atLeast = "at_least"
        }

        /// What the number is.
        public var state = State.unknown
        /// What could not be read; nil if the number is exact.
        public var incomplete: Incompleteness?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}

        /// Whether all that decides the number was read.
        public var isComplete: Bool { state == .exact }
    }
}
