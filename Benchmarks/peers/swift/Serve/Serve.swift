#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import CCount

/// What a work read, in common units; a value is JSON already.
public struct Values {
    var pairs: [String] = []

    /// Says a number.
    public mutating func say(_ prefix: String, _ key: String, _ value: some Numeric) {
        add(prefix, key, "\(value)")
    }

    /// Says a number that may be absent.
    public mutating func say(_ prefix: String, _ key: String, _ value: UInt64?) {
        if let value { add(prefix, key, "\(value)") }
    }

    /// Says a number that may be absent.
    public mutating func say(_ prefix: String, _ key: String, _ value: Int64?) {
        if let value { add(prefix, key, "\(value)") }
    }

    /// Says a text.
    public mutating func say(_ prefix: String, _ key: String, text: String) {
        add(prefix, key, quoted(text))
    }

    private mutating func add(_ prefix: String, _ key: String, _ value: String) {
        pairs.append(quoted(prefix.isEmpty ? key : prefix + "." + key) + ": " + value)
    }
}

private func quoted(_ text: String) -> String {
    var answer = "\""
    for character in text.unicodeScalars {
        switch character {
        case "\"", "\\": answer += "\\\(character)"
        case " "..."~": answer.unicodeScalars.append(character)
        default:
            let digits = String(min(character.value, 0xffff), radix: 16)
            answer += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
    return answer + "\""
}

/// One work: a call as the peer's user would make it, and what it reads.
public struct Work {
    let name: String
    let read: () -> Void
    let values: (inout Values) -> Void

    public init(
        _ name: String, read: @escaping () -> Void, values: @escaping (inout Values) -> Void
    ) {
        (self.name, self.read, self.values) = (name, read, values)
    }
}

private func nowNs() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

private func run(_ work: Work, times: Int) -> String {
    let allocated = ccount_allocations()
    let start = nowNs()
    for _ in 0..<times { work.read() }
    let end = nowNs()
    return "\(end - start) \(allocated < 0 ? -1 : ccount_allocations() - allocated)"
}

/// Answers the lines of runner.h until there are no more.
public func serve(_ works: [Work]) {
    while let line = readLine() {
        let words = line.split(separator: " ")
        let work = works.first { words.count > 1 && $0.name == words[1] }
        switch (words.first, work) {
        case ("works", _):
            print(
                "{\"works\": [\(works.map { quoted($0.name) }.joined(separator: ", "))]}")
        case ("values", let work?):
            var values = Values()
            work.values(&values)
            print("{\(values.pairs.joined(separator: ", "))}")
        case ("run", let work?): print(run(work, times: Int(words[2]) ?? 1))
        default: print()
        }
        fflush(nil)
    }
}
