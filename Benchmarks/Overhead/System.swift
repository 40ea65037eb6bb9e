// What the benchmark asks of the C library, and how it writes.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import CFloor

/// A text of the kernel, or nil.
func firstLine(of path: String, startingWith prefix: String = "") -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 4096)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
        let end = buffer.firstIndex { $0 == 0 || $0 == 10 } ?? buffer.endIndex
        let line = String(decoding: buffer[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if line.hasPrefix(prefix) {
            return line
        }
    }
    return nil
}

/// A figure with so many digits behind the point.
func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "?" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int(abs(value) * scale + 0.5)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % Int(scale))"
    return "\(sign)\(scaled / Int(scale))."
        + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// The text at the right of its column.
func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// The text at the left of its column.
func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func complain(_ message: String) {
    let line = message + "\n"
    _ = line.withCString { write(2, $0, line.utf8.count) }
}

/// Writes a line at once.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

func leave(_ status: Int32) -> Never {
    exit(status)
}

/// Sleeps until the monotonic clock shows this.
func sleep(untilNs deadline: UInt64) {
    #if os(Linux)
        var time = timespec(
            tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    #else
        while cfloor_now_ns() < deadline { usleep(1000) }
    #endif
}

/// What this process has used of the CPUs, in nanoseconds.
func cpuTimeNs() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

/// How long this process could run and had no CPU, in nanoseconds; nil where the kernel does not say.
func waitedNs() -> UInt64? {
    let words = firstLine(of: "/proc/self/schedstat")?.split(separator: " ") ?? []
    return words.count >= 2 ? UInt64(words[1]) : nil
}

/// How often this process has waited and was woken.
func wakeups() -> Int {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF, whose type each C library has otherwise.
    return usage.ru_nvcsw
}
