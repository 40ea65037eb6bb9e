import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("Why something could not be read")
struct ProbeErrorTests {
    /// The C core's constant texts are not copied; a text of the same bytes is the same source.
    @Test("A failure is the same whether its source is a constant of C or a text")
    func source() throws {
        let constant: StaticString = "/proc/pressure/cpu"
        let failure = cprobe_failure(
            code: .CPROBE_NOT_FOUND, line: 3, system_error: ENOENT,
            source: UnsafeRawPointer(constant.utf8Start).assumingMemoryBound(to: CChar.self))
        let fromC = ProbeError(failure)
        let fromText = ProbeError(
            code: .notFound, source: "/proc/pressure/cpu", line: 3, systemError: ENOENT)
        #expect(fromC == fromText && fromC.hashValue == fromText.hashValue)
        #expect(fromC.source == "/proc/pressure/cpu")
        #expect(fromC != ProbeError(code: .notFound, source: "", line: 3, systemError: ENOENT))
        let json = try JSONEncoder().encode(fromC)
        let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(object["source"] as? String == "/proc/pressure/cpu")
        #expect(Set(object.keys) == ["code", "source", "line", "system_error"])
        #expect(try JSONDecoder().decode(ProbeError.self, from: json) == fromC)
    }

    @Test(
        "The words follow from the errno",
        arguments: [
            (.notFound, ENOENT, "not found"), (.notFound, ENOTDIR, "not a directory"),
            (.notFound, EOPNOTSUPP, "switched off"), (.denied, EACCES, "permission denied"),
            (.denied, EPERM, "permission denied"), (.io, ELOOP, "too many symbolic links"),
            (.tooLarge, ENAMETOOLONG, "the path is too long"), (.tooLarge, nil, "too large"),
            (.exhausted, EMFILE, "no descriptor is free"),
            (.exhausted, ENOMEM, "no memory is free"),
            (.io, ENOTCONN, "its file server is gone"), (.io, 9999, "system error 9999"),
            (.gone, ESRCH, "disappeared while it was read"),
        ] as [(ProbeError.Code, Int32?, String)])
    func words(code: ProbeError.Code, systemError: Int32?, words: String) {
        let error = ProbeError(code: code, source: "the root", systemError: systemError)
        #expect(error.description == "the root: \(words)")
    }

    @Test(
        "An invalid root is reported with its own reason",
        .needsLinux)
    func roots() throws {
        let tree = try Tree(["/file": "x"])
        try tree.link("/loop", to: "loop")
        func words(_ root: String) -> String {
            do throws(ProbeError) {
                _ = try Collector(root: root)
                return "opened"
            } catch {
                return error.description
            }
        }
        #expect(words(tree.root) == "opened")
        #expect(words(tree.root + "/none") == "the root: not found")
        #expect(words(tree.root + "/file") == "the root: not a directory")
        #expect(words(tree.root + "/file/x") == "the root: not a directory")
        #expect(words(tree.root + "/loop") == "the root: too many symbolic links")
        #expect(words("") == "the root: invalid argument")
        #expect(
            words("/" + String(repeating: "x", count: 5000)) == "the root: the path is too long")
    }
}
