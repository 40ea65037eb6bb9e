#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Probe

// Reads a root in every way, for others to count what one call costs.
//
// probe-calls ROOT: each way once within ccount_once, where callgrind counts; a line each says what was
// done, in the order of callgrind's dumps.
// probe-calls --count ROOT: counts allocations and system calls itself; a line of JSON each, after one
// that says what is there.
// probe-calls --control: the same of work whose counts are known.
// probe-calls --days DAYS ROOT: a sampler with a history and readers that come and go, for that long on
// a captured root, without waiting: see Soak.swift. Writes ROOT/proc/net/dev.
// probe-calls --soak SECONDS: the same on this machine, in real time.

func usage() -> Never {
    let text =
        "usage: probe-calls ROOT [SECTION THROUGH] | --count ROOT | --control\n"
        + "       probe-calls --days DAYS ROOT | --soak SECONDS\n"
    _ = text.withCString { write(2, $0, text.utf8.count) }
    exit(64)
}

func forEach(in root: String, _ body: (Subject, Through) -> Void) {
    for subject in Subject.all where subject.isThere(root) {
        for through in Through.allCases where through != .rates || subject.hasRates {
            body(subject, through)
        }
    }
}

/// Ends the program with a task, as the result says.
func end(_ work: @escaping @Sendable () async -> Bool) -> Never {
    Task.detached { exit(await work() ? 0 : 1) }
    while true { sleep(1000) }
}

let words = Array(CommandLine.arguments.dropFirst())
switch (words.first, words.count) {
case ("--control", 1):
    for control in Control.allCases {
        if let count = Count({ control.work }) {
            print(count.line("control", "\(control)"))
        }
    }
case ("--count", 2):
    print(There(words[1])?.line ?? "{}")
    if let count = Count({ Work { _ = try? Collector(root: words[1]) } }) {
        print(count.line("collector", "swift"))
    }
    forEach(in: words[1]) { subject, through in
        if let count = Count({ subject.work(through, words[1]) }) {
            print(count.line(subject.name, "\(through)"))
        }
    }
    if let count = Count({ Subject.fieldsWork(words[1]) }) {
        print(count.line("sample", "fields"))
    }
    if let count = Count.shared(words[1]) { print(count.line("shared", "swift")) }
    if let count = Count.sampler(words[1]) { print(count.line("sampler", "swift")) }
case ("--days", 3):
    guard let days = Int64(words[1]), 1...366 ~= days else { usage() }
    let root = words[2]
    end { await soak(days: days, root: root) }
case ("--soak", 2):
    guard let seconds = Int64(words[1]), 72...1_000_000_000 ~= seconds else { usage() }
    end { await soak(seconds: seconds) }
case (let root?, 1), (let root?, 3):
    let chosen = words.dropFirst().joined(separator: " ")
    forEach(in: root) { subject, through in
        let name = "\(subject.name) \(through)"
        guard chosen.isEmpty || chosen == name, let work = subject.work(through, root) else {
            return
        }
        for _ in 0..<4 { work.body() }
        work.doOnce()
        print(name)
    }
default: usage()
}
