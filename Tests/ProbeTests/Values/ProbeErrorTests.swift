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
        #expect(Set(object.keys) == ["code", "source", "line", "systemError"])
        #expect(try JSONDecoder().decode(ProbeError.self, from: json) == fromC)
    }
}
