/// The numbers of CPUs or of memory nodes, as ranges: "0-3,8" in the kernel's notation.
public struct NumberSet: Sendable, Hashable {
    /// The ranges in ascending order; two ranges neither overlap nor adjoin.
    public internal(set) var ranges: [ClosedRange<Int>] = []

    /// The empty set.
    public init() {}

    /// The set of these numbers, in any order. Negative numbers, and numbers from 2^32 - 1 on, are
    /// left out.
    public init(_ numbers: some Sequence<Int>) {
        for number in numbers.sorted() where number >= 0 && number < UInt32.max {
            guard let last = ranges.last, number - 1 <= last.upperBound else {
                ranges.append(number...number)
                continue
            }
            ranges[ranges.count - 1] = last.lowerBound...Swift.max(last.upperBound, number)
        }
    }

    /// The number of elements.
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Whether the set is empty.
    public var isEmpty: Bool { ranges.isEmpty }

    /// Whether a number is in the set.
    public func contains(_ number: Int) -> Bool {
        ranges.contains { $0.contains(number) }
    }
}

extension NumberSet: ExpressibleByArrayLiteral {
    /// The set of these numbers.
    public init(arrayLiteral numbers: Int...) {
        self.init(numbers)
    }
}

extension NumberSet: Sequence {
    /// Iterates over the numbers in ascending order.
    public struct Iterator: IteratorProtocol, Sendable {
        private let ranges: [ClosedRange<Int>]
        private var index = 0
        private var offset = 0

        init(_ ranges: [ClosedRange<Int>]) {
            self.ranges = ranges
        }

        /// The next number; nil at the end.
        public mutating func next() -> Int? {
            guard index < ranges.count else { return nil }
            let range = ranges[index]
            let number = range.lowerBound + offset
            if number == range.upperBound {
                (index, offset) = (index + 1, 0)
            } else {
                offset += 1
            }
            return number
        }
    }

    /// An iterator over the numbers.
    public func makeIterator() -> Iterator { Iterator(ranges) }
}

extension NumberSet: CustomStringConvertible {
    /// The kernel's notation: "0-3,8". Empty for the empty set.
    public var description: String {
        var text = ""
        for range in ranges {
            text += text.isEmpty ? "" : ","
            text +=
                range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        return text
    }
}

#if !hasFeature(Embedded)
    /// Coded as the text of ``description``.
    extension NumberSet: Codable {
        /// Reads the kernel's notation.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let set = NumberSet(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "not a list of numbers such as 0-3,8")
            }
            self = set
        }

        /// Writes the kernel's notation.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }
#endif
