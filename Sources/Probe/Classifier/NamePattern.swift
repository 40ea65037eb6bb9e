/// A pattern of bytes in which `*` matches any number of any bytes.
struct NamePattern: Sendable, Hashable {
    let bytes: [UInt8]

    private static let star = UInt8(ascii: "*")
    /// The kernel cuts a name to this length: TASK_COMM_LEN, 16, less the NUL.
    private static let cutLength = 15

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Whether the pattern matches the whole text. Only the last `*` is retried, each time one byte
    /// further, so that there are at most text length times pattern length steps.
    func matches(_ text: [UInt8]) -> Bool {
        var at = 0
        var inPattern = 0
        var again: (text: Int, pattern: Int)?
        while at < text.count {
            if inPattern < bytes.count, bytes[inPattern] == Self.star {
                inPattern += 1
                again = (at, inPattern)
            } else if inPattern < bytes.count, bytes[inPattern] == text[at] {
                inPattern += 1
                at += 1
            } else if let last = again {
                again = (last.text + 1, last.pattern)
                at = last.text + 1
                inPattern = last.pattern
            } else {
                return false
            }
        }
        return bytes[inPattern...].allSatisfy { $0 == Self.star }
    }

    /// Whether the pattern matches the name, or a longer name that the kernel cut to these 15 bytes.
    func matchesCut(_ name: [UInt8]) -> Bool {
        if matches(name) { return true }
        let literal = bytes.prefix { $0 != Self.star }
        return name.count == Self.cutLength && literal.count > Self.cutLength
            && literal.starts(with: name)
    }
}
