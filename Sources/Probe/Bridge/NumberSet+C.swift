internal import CProbe

extension NumberSet {
    /// Parses a list in the kernel's notation, such as "0-3,8"; nil if the text is malformed.
    public init?(_ list: String) {
        // A list that ends with its line is whole, whatever its length.
        var list = list + "\n"
        let ranges = list.withUTF8 { text -> [ClosedRange<Int>]? in
            let bytes = UnsafeRawBufferPointer(text).bindMemory(to: CChar.self)
            var count: UInt32 = 0
            guard
                cprobe_cpulist_parse(bytes.baseAddress, bytes.count, &count, nil, nil) == .CPROBE_OK
            else { return nil }
            var set: NumberSet? = NumberSet()
            set.set(cprobe_name(bytes: bytes.baseAddress, length: bytes.count))
            return set?.ranges ?? []
        }
        guard let ranges else { return nil }
        self.ranges = ranges
    }
}

extension NumberSet? {
    /// Copies the numbers of a C list, allocating only if there are more ranges than before; nil if there
    /// is no list.
    mutating func set(_ list: cprobe_name) {
        guard list.length > 0 else {
            if self != nil { self = nil }
            return
        }
        var set = self ?? NumberSet()
        self = nil  // So that the ranges have one owner, and change in place.
        var (bytes, length) = (list.bytes, list.length)
        var (first, last): (UInt32, UInt32) = (0, 0)
        var count = 0
        while cprobe_cpulist_take_range(&bytes, &length, &first, &last) {
            set.add(Int(first)...Int(last), at: &count)
        }
        set.ranges.removeLast(set.ranges.count - count)
        self = set
    }
}

extension NumberSet {
    /// Joins adjacent ranges, as the kernel prints them; lists of other programs need not be joined.
    fileprivate mutating func add(_ range: ClosedRange<Int>, at count: inout Int) {
        if count > 0, ranges[count - 1].upperBound + 1 == range.lowerBound {
            ranges[count - 1] = ranges[count - 1].lowerBound...range.upperBound
        } else if count < ranges.count {
            ranges[count] = range
            count += 1
        } else {
            ranges.append(range)
            count += 1
        }
    }
}
