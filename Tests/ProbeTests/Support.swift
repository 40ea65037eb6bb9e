import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

extension Trait where Self == ConditionTrait {
    /// For tests that read files of a Linux system, captured or invented: skipped in a build whose
    /// port can't. Tests of what is computed from bytes and values alone run in every build.
    static var needsLinux: Self {
        .enabled(if: Capabilities.current.port == "linux", "this build does not read Linux")
    }
}

/// The captured roots, by name.
enum Fixture {
    static let tests = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()

    static let archives = tests.appendingPathComponent("Fixtures")

    /// Where the archives are unpacked; by the first test that asks for it.
    static let folder: URL = {
        let folder = tests.deletingLastPathComponent().appendingPathComponent(".build/fixtures")
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        guard cpi_archive_unpack_all(archives.path, folder.path, &message) else {
            fatalError(String(message: message))
        }
        return folder
    }()

    static let names = [
        "debian-5.10-x86_64-devices", "debian-5.10-x86_64-v1", "debian-6.1-aarch64-devices",
        "debian-6.1-aarch64-v2", "debian-6.1-x86_64-devices", "debian-6.1-x86_64-holes",
        "debian-6.1-x86_64-hybrid", "debian-6.1-x86_64-v1", "debian-6.1-x86_64-v2",
        "debian-6.12-x86_64-devices", "debian-6.12-x86_64-numa",
        "debian-6.12-x86_64-v2-cgroupns", "firecracker-6.18-x86_64-hybrid",
        "firecracker-6.18-x86_64-namespaces",
    ]

    static func root(_ name: String) -> String {
        folder.appendingPathComponent(name).appendingPathComponent("root").path
    }

    static func bytes(_ name: String, _ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: root(name) + file)))
    }
}

/// A root made by a test, removed with it. Keys are paths, values their texts.
final class Tree {
    let root: String

    init(_ files: [String: String] = [:]) throws {
        root =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for (path, text) in files {
            try write(path, text)
        }
    }

    func write(_ path: String, _ text: String) throws {
        try write(path, [UInt8](text.utf8))
    }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: root + path)
        try makeFolder(file.deletingLastPathComponent().path.dropPrefix(root))
        try Data(bytes).write(to: file)
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: root + path, withIntermediateDirectories: true)
    }

    func link(_ path: String, to target: String) throws {
        try makeFolder(
            URL(fileURLWithPath: root + path).deletingLastPathComponent().path.dropPrefix(root))
        try FileManager.default.createSymbolicLink(
            atPath: root + path, withDestinationPath: target)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }
}

extension String {
    /// What C wrote into a buffer, up to its NUL.
    init(message: [CChar]) {
        self = String(
            decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    func dropPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}

extension [UInt8] {
    /// Calls with the bytes as C takes them.
    func asC<R>(_ body: (UnsafePointer<CChar>?, Int) -> R) -> R {
        withUnsafeBytes { body($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    }
}

extension String {
    func asC<R>(_ body: (UnsafePointer<CChar>?, Int) -> R) -> R {
        [UInt8](utf8).asC(body)
    }
}

/// What may lie behind a whole text and costs nothing.
let textEnds = ["", "\n", " ", " \n", "\t \n\n", "\n\n", "\n  \n"]

/// The text without its blanks and newlines at the end.
func withoutEnd(_ text: [UInt8]) -> [UInt8] {
    Array(text.reversed().drop { " \t\n".utf8.contains($0) }.reversed())
}

/// Whether a number is `whole`, or what its first digits say.
func isCut<Number: FixedWidthInteger>(_ part: Number, of whole: Number) -> Bool {
    part.magnitude <= whole.magnitude
}

/// What a command prints, or nil where this machine does not have it.
func output(of command: String, _ arguments: [String] = []) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
}

/// The whole text of a kernel file, read by hand.
func text(of path: String) throws -> String {
    String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
}
