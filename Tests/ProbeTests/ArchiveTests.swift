import CProbeInternals
import Foundation
import Testing

/// Bytes, each written as the character of its number: "\u{e9}" is the byte 0xe9, which is no UTF-8.
private func raw(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
}

/// What is at a path of a tree.
private enum Node: Equatable {
    case file([UInt8], mode: UInt32)
    case link([UInt8])
    case directory

    static func file(_ text: String) -> Node { .file(raw(text), mode: 0o644) }
}

/// A directory of a test, removed with it, in which names may be any bytes.
private final class Scratch {
    let root = FileManager.default.temporaryDirectory
        .appendingPathComponent("probe-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func callAsFunction(_ name: String) -> String { "\(root)/\(name)" }

    func write(_ name: String, _ text: String) throws {
        try Data(raw(text)).write(to: URL(fileURLWithPath: self(name)))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: self(name))), as: UTF8.self)
    }

    func make(_ name: String, _ nodes: [(String, Node)]) {
        mkdir(self(name), 0o755)
        for (below, node) in nodes {
            let path = raw(self(name) + "/" + below) + [0]
            switch node {
            case .directory: path.asPath { #expect(mkdir($0, 0o755) == 0) }
            case .link(let target):
                path.asPath { path in (target + [0]).asPath { #expect(symlink($0, path) == 0) } }
            case .file(let bytes, let mode):
                path.asPath {
                    let file = open($0, O_WRONLY | O_CREAT | O_EXCL, 0o600)
                    #expect(file >= 0 && Foundation.write(file, bytes, bytes.count) == bytes.count)
                    #expect(fchmod(file, mode_t(mode)) == 0 && close(file) == 0)
                }
            }
        }
    }

    /// Everything below a directory, by its path.
    func nodes(_ name: String) -> [[UInt8]: Node] {
        var found: [[UInt8]: Node] = [:]
        collect(raw(self(name)), [], &found)
        return found
    }

    private func collect(_ directory: [UInt8], _ below: [UInt8], _ found: inout [[UInt8]: Node]) {
        guard let stream = (directory + [0]).asPath({ opendir($0) }) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            // Where the name is: a copy of the whole array would read beyond the entry.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
            let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
            let last = (0..<strlen(start)).map { UInt8(bitPattern: start[$0]) }
            if last == raw(".") || last == raw("..") { continue }
            let path = directory + raw("/") + last
            let name = below + last
            var status = stat()
            #expect((path + [0]).asPath { lstat($0, &status) } == 0)
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                found[name] = .directory
                collect(path, name + raw("/"), &found)
            case S_IFLNK:
                var target = [UInt8](repeating: 0, count: 4096)
                let length = (path + [0]).asPath { path in
                    target.withUnsafeMutableBytes {
                        readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), 4096)
                    }
                }
                found[name] = .link(Array(target.prefix(length)))
            default:
                var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
                let file = (path + [0]).asPath { open($0, O_RDONLY) }
                bytes.removeLast(bytes.count - max(0, Foundation.read(file, &bytes, bytes.count)))
                close(file)
                found[name] = .file(bytes, mode: UInt32(status.st_mode & 0o777))
            }
        }
    }
}

extension [UInt8] {
    fileprivate func asPath<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
        withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
    }
}

@Suite("Archives of captured machines")
struct ArchiveTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    /// Nil, or the reason.
    private func pack(_ directory: String, _ archive: String) -> String? {
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        return cpi_archive_pack(scratch(directory), scratch(archive), &message)
            ? nil : String(message: message)
    }

    private func unpack(_ archive: String, _ directory: String) -> String? {
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        return cpi_archive_unpack(scratch(archive), scratch(directory), &message)
            ? nil : String(message: message)
    }

    private func unpackAll(_ archives: String, _ cache: String) -> String? {
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        return cpi_archive_unpack_all(scratch(archives), scratch(cache), &message)
            ? nil : String(message: message)
    }

    static let archives =
        (try? FileManager.default.contentsOfDirectory(atPath: Fixture.archives.path))?
        .filter { $0.hasSuffix(".txt") }.sorted() ?? []

    @Test(
        "Each captured machine has an archive, which its unpacked tree gives again",
        arguments: archives)
    func captured(name: String) throws {
        let archive = [UInt8](
            try Data(contentsOf: Fixture.archives.appendingPathComponent(name)))
        #expect(archive.starts(with: raw("# ABOUT\n")))
        #expect(archive.allSatisfy { $0 == 9 || $0 == 10 || (32..<127).contains($0) })
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        let tree = Fixture.folder.appendingPathComponent(String(name.dropLast(4))).path
        #expect(
            cpi_archive_pack(tree, scratch("again.txt"), &message), "\(String(message: message))")
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch("again.txt"))) == Data(archive))
    }

    @Test("There are archives")
    func count() {
        #expect(Self.archives.count >= 18)
        #expect(Fixture.names.allSatisfy { Self.archives.contains("\($0).txt") })
    }

    private static let odd: [(String, Node)] = [
        ("ABOUT", .file("Odd names and bytes\n")),
        ("dir", .directory),
        ("dir/inner", .file("1\n")),
        ("dir/none", .directory),
        ("dir.txt", .file("after the directory, whose name is shorter\n")),
        ("blank name", .file("1\n")),
        ("line\nname", .file("1\n")),
        ("quote\"'`$name", .file("1\n")),
        ("back\\slash\\x41", .file("1\n")),
        ("caf\u{e9}", .file("1\n")),
        ("\u{c3}\u{bc}n\u{c3}\u{af}", .file("1\n")),
        ("a -> b", .file("1\n")),
        ("c mode 0755", .file("1\n")),
        ("#", .file("1\n")),
        ("\u{1}\u{7f}", .file("1\n")),
        ("dangling", .link(raw("no\nwhere -> at \\all\u{ff}"))),
        ("up", .link(raw("../../etc"))),
        ("t.blanks", .file("a \nb\t\n \n\t\n  x\t y\n ")),
        ("t.control", .file("\r\n\u{1b}[m\u{7f}\tx\n")),
        ("t.backslash", .file("\\\n\\040\\x41\\\\\nend\\")),
        ("t.cut", .file("a\nb")),
        ("t.empty", .file("")),
        ("t.header", .file("# ABOUT\n#\n # x\n## dir/inner\n")),
        ("t.latin", .file("caf\u{e9} \u{c3}\u{bc}\n")),
        ("t.newlines", .file("\n\nx\n\n")),
        ("t.newline", .file("\n")),
        ("t.nul", .file("sh\u{0}-c\u{0}")),
        ("t.nul.line", .file("\u{0}\n\u{0}")),
        ("x.run", .file(raw("#!/bin/sh\n"), mode: 0o755)),
        ("x.closed", .file(raw("1\n"), mode: 0o444)),
    ]

    /// The archive of `odd`, in which each kind of byte is escaped as Archive.c says.
    private static let oddArchive = #"""
        # \x01\x7f
        1
        # #
        1
        # ABOUT
        Odd names and bytes
        # a\x20->\x20b
        1
        # back\\slash\\x41
        1
        # blank\x20name
        1
        # c\x20mode\x200755
        1
        # caf\xe9
        1
        # dangling -> no\x0awhere\x20->\x20at\x20\\all\xff
        # dir/inner
        1
        # dir/none/
        # dir.txt
        after the directory, whose name is shorter
        # line\x0aname
        1
        # quote"'`$name
        1
        # t.backslash
        \\
        \\040\\x41\\\\
        end\\\
        # t.blanks
        a\x20
        b\x09
        \x20
        \x09
          x	 y
         \
        # t.control
        \x0d
        \x1b[m\x7f	x
        # t.cut
        a
        b\
        # t.empty
        # t.header
        \x23 ABOUT
        \x23
         # x
        \x23# dir/inner
        # t.latin
        caf\xe9 \xc3\xbc
        # t.newline

        # t.newlines


        x

        # t.nul
        sh\x00-c\x00\
        # t.nul.line
        \x00
        \x00\
        # up -> ../../etc
        # x.closed mode 0444
        1
        # x.run mode 0755
        \x23!/bin/sh
        # \xc3\xbcn\xc3\xaf
        1
        """#

    @Test("Odd names and bytes are preserved, and written as the format defines")
    func oddNames() throws {
        scratch.make("odd", Self.odd)
        #expect(scratch.nodes("odd").count == Self.odd.count)
        #expect(pack("odd", "odd.txt") == nil)
        #expect(try scratch.read("odd.txt") == Self.oddArchive + "\n")
        #expect(unpack("odd.txt", "unpacked") == nil)
        #expect(scratch.nodes("unpacked") == scratch.nodes("odd"))
        #expect(pack("unpacked", "again.txt") == nil)
        #expect(try scratch.read("again.txt") == Self.oddArchive + "\n")
    }

    @Test("Every byte is preserved, alone and before each end of a text")
    func everyByte() throws {
        var nodes: [(String, Node)] = []
        for byte in UInt8.min...UInt8.max {
            for (index, end) in ["", "\n", "x", " \n", "\\"].enumerated() {
                nodes.append(("\(byte).\(index)", .file([byte] + raw(end), mode: 0o644)))
            }
            if byte != 0 && byte != UInt8(ascii: "/") {
                nodes.append(("n" + String(Unicode.Scalar(byte)), .link([byte])))
            }
        }
        scratch.make("bytes", nodes)
        #expect(pack("bytes", "bytes.txt") == nil)
        #expect(unpack("bytes.txt", "unpacked") == nil)
        #expect(scratch.nodes("unpacked") == scratch.nodes("bytes"))
        #expect(scratch.nodes("unpacked").count == nodes.count)
    }

    @Test("What is edited by hand need not be as it is packed")
    func edited() throws {
        try scratch.write("a.txt", "# b/c\n\\x41\\\nB\\\n# a\n caf\u{c3}\u{a9} \n# b/d/\n")
        #expect(unpack("a.txt", "a") == nil)
        #expect(
            scratch.nodes("a") == [
                raw("a"): .file(" caf\u{c3}\u{a9} \n"), raw("b"): .directory,
                raw("b/c"): .file("AB"),
                raw("b/d"): .directory,
            ])
        try scratch.write("empty.txt", "")
        #expect(unpack("empty.txt", "empty") == nil)
        #expect(
            scratch.nodes("empty").isEmpty
                && FileManager.default.fileExists(atPath: scratch("empty")))
    }

    @Test(
        "A malformed archive fails with its line, and writes nothing",
        arguments: [
            ("x\n", 1, "belongs to no file"), ("\n# a\n", 1, "belongs to no file"),
            ("# a/\nx\n", 2, "belongs to no file"), ("# a -> b\n\n", 2, "belongs to no file"),
            ("# a", 1, "no newline"), ("# a\nx\ny", 3, "no newline"),
            ("# a\n\\q\n", 2, "backslash"), ("# a\n\\x4\n", 2, "backslash"),
            ("# a\n\n\\x4g\n", 3, "backslash"), ("# a\n\\x4A\n", 2, "backslash"),
            ("# a\\\nx\n", 1, "backslash"), ("# a\\x\n", 1, "backslash"),
            ("# a\nb\r\n", 2, "control"), ("# a\r\n", 1, "control"),
            ("# a\nb\u{0}c\n", 2, "control"),
            ("# a\u{1}\n", 1, "control"), ("# a\n\u{7f}\n", 2, "control"),
            ("#a\n", 1, "no header"), ("#\n", 1, "no header"), ("# \n", 1, "no header"),
            ("#  a\n", 1, "no header"), ("# a \n", 1, "no header"), ("# a b\n", 1, "no header"),
            ("# a ->\n", 1, "no header"), ("# a -> \n", 1, "no header"),
            ("# a -> b c\n", 1, "no header"), ("# a mode 755\n", 1, "no header"),
            ("# a mode 0799\n", 1, "no header"), ("# a mode 07555\n", 1, "no header"),
            ("# a\n##\n", 2, "no header"), ("# a\n# a b\n", 2, "no header"),
            ("# a/ mode 0755\n", 1, "component"), ("# a/ -> b\n", 1, "component"),
            ("# /\n", 1, "empty"), ("# /outside/a\n", 1, "component"), ("# //a\n", 1, "component"),
            ("# ../outside/a\n", 1, "component"), ("# b/../../outside/a\n", 1, "component"),
            ("# b/./a\n", 1, "component"), ("# b//a\n", 1, "component"), ("# .\n", 1, "component"),
            ("# ..\n", 1, "component"), ("# ../\n", 1, "component"),
            ("# .. -> a\n", 1, "component"),
            ("# \\x2e\\x2e\\x2foutside\\x2fa\n", 1, "component"), ("# a\\x2f\n", 1, "component"),
            ("# a\\x00b\n", 1, "NUL"), ("# a -> b\\x00\n", 1, "NUL"),
            ("# a\nx\n# a\n", 3, "second"), ("# a -> b\n# a\n", 2, "second"),
            ("# a/\n# a/\n", 2, "second"), ("# a\n# a -> b\n", 2, "second"),
            ("# b/a\n# b -> c\n", 2, "second"),
            ("# a\n# a/b\n", 2, "no directory: a"), ("# a -> .\n# a/b\n", 2, "no directory: a"),
            ("# a -> ../outside\n# a/b\n", 2, "no directory: a"),
            ("# a -> ../outside\n# a/b/\n", 2, "no directory: a"),
            ("# a -> ../outside\n# a/b -> c\n", 2, "no directory: a"),
            ("# b/a -> ../../outside\n# b/a/c/d\n", 2, "no directory: a"),
            ("# a -> ../outside/new\n# a\nx\n", 2, "second"),
        ])
    func malformed(text: String, line: Int, words: String) throws {
        scratch.make("outside", [])
        try scratch.write("a.txt", text)
        let reason = unpack("a.txt", "a")
        #expect(
            reason?.hasPrefix("\(scratch("a.txt")):\(line): ") == true, "\(reason ?? "unpacked")")
        #expect(reason?.contains(words) == true, "\(reason ?? "unpacked")")
        #expect(Set(scratch.nodes(".").keys) == [raw("a.txt"), raw("outside")])
    }

    @Test("An archive that is cut anywhere is unpacked in its directory, or not at all")
    func cut() throws {
        let whole = "# a/b\nx\\x41\\\\\ny\\\n# c -> d\\x20\n# e/\n# f mode 0755\nz\n"
        for length in 0...whole.utf8.count {
            let part = String(whole.prefix(length))
            try scratch.write("cut.txt", part)
            let isWhole = unpack("cut.txt", "cut") == nil
            #expect(isWhole == (part.isEmpty || part.hasSuffix("\n")), "\(part)")
            let there = Set(scratch.nodes(".").keys.filter { !$0.contains(UInt8(ascii: "/")) })
            #expect(there == (isWhole ? [raw("cut.txt"), raw("cut")] : [raw("cut.txt")]))
            if isWhole { try FileManager.default.removeItem(atPath: scratch("cut")) }
        }
    }

    @Test("What is there already is not written over")
    func existing() throws {
        scratch.make("a", [("mine", .file("1\n"))])
        try scratch.write("b.txt", "# b\n")
        #expect(unpack("b.txt", "a") != nil)
        #expect(scratch.nodes(".").count == 3 && scratch.nodes("a") == [raw("mine"): .file("1\n")])
        #expect(unpack("missing.txt", "c")?.contains("missing.txt") == true)
        #expect(pack("missing", "c.txt")?.contains("missing") == true)
        #expect(mkfifo(scratch("a/fifo"), 0o644) == 0)
        #expect(pack("a", "b.txt")?.contains("a/fifo") == true)
        #expect(try scratch.read("b.txt") == "# b\n")
        #expect(!FileManager.default.fileExists(atPath: scratch("c.txt")))
    }

    @Test("The cache follows its archives")
    func cache() throws {
        func inode(_ name: String) -> UInt64 {
            var status = stat()
            #expect(stat(scratch(name), &status) == 0)
            return UInt64(status.st_ino)
        }
        scratch.make("archives", [])
        try scratch.write("archives/a.txt", "# f\n1\n")
        try scratch.write("archives/b.txt", "# f\n2\n")
        try scratch.write("archives/a.sh", "no archive\n")
        #expect(unpackAll("archives", "x/y/cache") == nil)
        #expect(try scratch.read("x/y/cache/a/f") == "1\n")
        let before = inode("x/y/cache/a/f")
        #expect(unpackAll("archives", "x/y/cache") == nil)
        #expect(inode("x/y/cache/a/f") == before)

        try scratch.write("archives/a.txt", "# f\n3\n# g\n")
        try FileManager.default.removeItem(atPath: scratch("archives/b.txt"))
        #expect(unpackAll("archives", "x/y/cache") == nil)
        #expect(try scratch.read("x/y/cache/a/f") == "3\n")
        let there = Set(try FileManager.default.contentsOfDirectory(atPath: scratch("x/y/cache")))
        #expect(there == ["a", "a.txt", ".lock"])

        try FileManager.default.removeItem(atPath: scratch("x/y/cache/a"))
        #expect(unpackAll("archives", "x/y/cache") == nil)
        #expect(try scratch.read("x/y/cache/a/f") == "3\n")

        try scratch.write("archives/a.txt", "# f\n4\n\\\n\\y\n")
        #expect(
            unpackAll("archives", "x/y/cache")?.hasPrefix("\(scratch("archives/a.txt")):4: ")
                == true)
        #expect(unpackAll("archives", "x/y/cache") != nil)
    }

    @Test("Who comes at the same time waits, and finds everything")
    func together() throws {
        scratch.make("archives", [])
        let lines = (0..<300).map { "# d\($0 % 7)/f\($0)\n\($0)\n" }
        for name in ["a", "b"] { try scratch.write("archives/\(name).txt", lines.joined()) }
        let reasons = Reasons()
        let (archives, cache) = (scratch("archives"), scratch("cache"))
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
            if !cpi_archive_unpack_all(archives, cache, &message) {
                reasons.add(String(message: message))
            } else if access("\(cache)/b/d5/f299", F_OK) != 0 {
                reasons.add("not there yet")
            }
        }
        #expect(reasons.all.isEmpty)
        #expect(
            scratch.nodes("cache/b").count == 307 && scratch.nodes("cache").count == 2 * 308 + 3)
    }
}

private final class Reasons: @unchecked Sendable {
    private let lock = NSLock()
    private var reasons: [String] = []

    func add(_ reason: String) { lock.withLock { reasons.append(reason) } }

    var all: [String] { lock.withLock { reasons } }
}
