// What the command asks of the C library: writing, waiting, and what standard output is.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where text goes. Standard output is written at once, so that a reader sees each line in time.
enum Output {
    /// Whether standard output could not be written.
    nonisolated(unsafe) static var isBroken = false

    /// Writes to standard output. A reader that went away ends the command cleanly.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// The same of bytes.
    static func write(_ bytes: UnsafeRawBufferPointer) {
        guard !isBroken else { return }
        switch writeAll(bytes, to: 1) {
        case 0: break
        case EPIPE: leave(.ok)
        case let error:
            isBroken = true
            complain("cannot write the output: \(String(cString: strerror(error)))")
        }
    }

    /// Says what is wrong, on standard error.
    static func complain(_ message: String) {
        var text = "probectl: \(message)\n"
        _ = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: 2) }
    }

    /// An errno, or 0.
    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            #if canImport(Glibc)
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #elseif canImport(Musl)
                let count = Musl.write(descriptor, rest.baseAddress, rest.count)
            #else
                let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return errno }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return 0
    }
}

/// A file that cannot be read, in plain words.
struct FileError: Error, CustomStringConvertible {
    let description: String
}

/// The text of a file of at most a megabyte: rules that somebody wrote.
func readText(_ path: String) throws(FileError) -> String {
    let most = 1 << 20
    func failure() -> FileError {
        FileError(description: "\(path): \(String(cString: strerror(errno)))")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var content = [UInt8](repeating: 0, count: most + 1)
    var length = 0
    while length < content.count {
        let room = content.count - length
        let count = content.withUnsafeMutableBytes {
            read(descriptor, $0.baseAddress! + length, room)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw failure() }
        if count == 0 { return String(decoding: content[..<length], as: UTF8.self) }
        length += count
    }
    throw FileError(description: "\(path): larger than a megabyte")
}

/// The words of the command line, without the program's name. One by one: the generic ways to make a list
/// of them take a third of the instructions of a command that prints one number.
func arguments() -> [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
        guard let word = CommandLine.unsafeArgv[index] else { break }
        words.append(String(cString: word))
    }
    return words
}

/// The number of this process.
func ownPid() -> Int32 {
    getpid()
}

/// Whether this process has the rights of root, as far as its user goes.
func ownUserIsRoot() -> Bool {
    geteuid() == 0
}

/// A value that lasts until the process ends: the kernel then frees and closes all at once.
func kept<Value: ~Copyable>(_ value: consuming Value) -> UnsafeMutablePointer<Value> {
    let place = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    place.initialize(to: value)
    return place
}

func leave(_ status: ExitStatus) -> Never {
    exit(status.rawValue)
}

/// A closed pipe is then an error of write, and the end is a clean one.
func ignoreBrokenPipe() {
    signal(SIGPIPE, SIG_IGN)
}

/// From here on Ctrl-C and a polite kill end the command as `exit` does, whatever it waits for: a thread
/// of its own takes the signals, because a call that does not come back would never let a handler run.
/// One that is ignored, as in the background of a shell, stays so.
func endCleanlyWhenInterrupted() {
    #if canImport(Glibc)
        // The thread's, for as long as the process lives.
        let signals = UnsafeMutablePointer<sigset_t>.allocate(capacity: 1)
        sigemptyset(signals)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            sigaction(number, nil, &action)
            let isIgnored =
                unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
                == unsafeBitCast(SIG_IGN, to: Int.self)
            if !isIgnored { sigaddset(signals, number) }
        }
        pthread_sigmask(SIG_BLOCK, signals, nil)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { signals in
                var number: Int32 = 0
                let set = signals!.assumingMemoryBound(to: sigset_t.self)
                if sigwait(set, &number) == 0 { _exit(0) }
                return nil
            }, signals)
    #else
        signal(SIGINT) { _ in _exit(0) }
        signal(SIGTERM) { _ in _exit(0) }
    #endif
}

/// The monotonic clock in nanoseconds.
func monotonicNs() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

/// The wall clock in nanoseconds since 1970.
func wallTimeNs() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

/// Waits until the monotonic clock shows this; at once where it is past.
func wait(until deadlineNs: UInt64) {
    while true {
        let now = monotonicNs()
        guard now < deadlineNs else { return }
        let left = deadlineNs - now
        var pause = timespec(
            tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
        nanosleep(&pause, nil)
    }
}

/// What standard output is.
struct Terminal {
    /// Columns of the terminal; nil where it is none.
    var width: Int?
    /// Whether colour is wanted.
    var hasColour: Bool

    static func current() -> Terminal {
        guard isatty(1) == 1 else { return Terminal(width: nil, hasColour: false) }
        var size = winsize()
        let known = ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
        return Terminal(width: known ? Int(size.ws_col) : 80, hasColour: !refused && !dumb)
    }
}
