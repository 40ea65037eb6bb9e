import CProbectl
import Probe

/// The standard streams. Standard output is unbuffered, so that a reader sees each line at once.
enum Output {
    /// Whether standard output could not be written.
    nonisolated(unsafe) static var isBroken = false

    /// Writes to standard output. A closed pipe ends the command with success.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// As `write(_:)`, for bytes.
    static func write(_ bytes: UnsafeRawBufferPointer) {
        guard !isBroken else { return }
        let error = probectl_write(1, bytes.baseAddress, bytes.count)
        guard error != 0 else { return }
        if probectl_is_broken_pipe(error) { leave(.ok) }
        isBroken = true
        complain("cannot write the output: \(String(cString: probectl_message(error)))")
    }

    /// Writes an error message to standard error.
    static func complain(_ message: String) {
        var text = "probectl: \(message)\n"
        _ = text.withUTF8 { probectl_write(2, $0.baseAddress, $0.count) }
    }
}

extension JSON {
    /// Writes the text and a newline to standard output.
    consuming func write() {
        withLine { Output.write($0) }
    }
}

/// The error of a file that cannot be read, in plain words.
struct FileError: Error, CustomStringConvertible {
    let description: String
}

/// The text of a file of at most one megabyte: a file of rules.
func readText(_ path: String) throws(FileError) -> String {
    let most = 1 << 20
    var content = [UInt8](repeating: 0, count: most + 1)
    var length = 0
    let error = probectl_read_file(path, &content, content.count, &length)
    guard error == 0 else {
        throw FileError(description: "\(path): \(String(cString: probectl_message(error)))")
    }
    guard length <= most else {
        throw FileError(description: "\(path): larger than a megabyte")
    }
    return String(decoding: content[..<length], as: UTF8.self)
}

/// The arguments of the command line, without the program's name. A loop, because the generic
/// collection functions take a third of the instructions of a command that prints one number.
func arguments() -> [String] {
    var words: [String] = []
    #if hasFeature(Embedded)
        while let word = probectl_argument(Int32(words.count + 1)) {
            words.append(String(cString: word))
        }
    #else
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let word = CommandLine.unsafeArgv[index] else { break }
            words.append(String(cString: word))
        }
    #endif
    return words
}

/// A value that is never destroyed: at exit the kernel frees the memory and closes the descriptors.
func kept<Value: ~Copyable>(_ value: consuming Value) -> UnsafeMutablePointer<Value> {
    let place = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    place.initialize(to: value)
    return place
}

func leave(_ status: ExitStatus) -> Never {
    probectl_exit(status.rawValue)
}

/// Nanoseconds since 1970.
func wallTimeNs() -> Int64 {
    Int64(exactly: probectl_wall_time_ns()) ?? 0
}

/// Waits until CLOCK_MONOTONIC reaches this time; returns at once if the time is past.
func wait(until deadlineNs: UInt64) {
    while true {
        let now = probectl_monotonic_ns()
        guard now < deadlineNs else { return }
        probectl_wait(deadlineNs - now)
    }
}

/// Properties of standard output.
struct Terminal {
    /// Columns of the terminal; nil if standard output is not a terminal.
    var width: Int?
    /// Whether colour is wanted.
    var hasColour: Bool

    static func current() -> Terminal {
        let columns = Int(probectl_terminal_columns())
        guard columns >= 0 else { return Terminal(width: nil, hasColour: false) }
        let refused = probectl_variable("NO_COLOR").map { $0.pointee != 0 } ?? false
        let dumb = probectl_variable("TERM").map { String(cString: $0) == "dumb" } ?? true
        return Terminal(width: columns > 0 ? columns : 80, hasColour: !refused && !dumb)
    }
}
