#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Reads a root in every way, each once within ccount_once, for callgrind to count; and says what it
// did, a line each, in the order of callgrind's dumps.

func usage() -> Never {
    let text = "usage: probe-calls ROOT [SECTION THROUGH]\n"
    _ = text.withCString { write(2, $0, text.utf8.count) }
    exit(64)
}

let words = CommandLine.arguments.dropFirst()
guard words.count == 1 || words.count == 3, let root = words.first else { usage() }
let chosen = words.count == 3 ? words.dropFirst().joined(separator: " ") : nil

for subject in Subject.all where subject.isThere(root) {
    for through in Through.allCases where through != .rates || subject.hasRates {
        let name = "\(subject.name) \(through)"
        guard chosen == nil || chosen == name, let work = subject.work(through, root) else {
            continue
        }
        for _ in 0..<3 { work.body() }
        work.doOnce()
        print(name)
    }
}
