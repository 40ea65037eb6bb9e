import Foundation
import Testing
import Probe

@Suite("Documentation/WHY.md", .needsLinux)
struct DocumentTests {
    // The two functions are the examples of the document.
    private func shared() async throws {
        let machine = try SharedCollector()
        var options = Diagnosis.Options()
        options.thresholds.memoryAvailablePercent.noticed = 25
        let diagnosis = try await machine.diagnose(over: .seconds(2), options: options)
        for finding in diagnosis.findings where finding.severity >= .high {
            print(finding.resource.rawValue, finding.kind.rawValue, finding.measured?.value ?? 0)
            for culprit in finding.account?.culprits ?? [] {
                print(culprit.process.pid, culprit.classification.category, culprit.sharePercent)
            }
        }
    }

    private func paced() async throws -> Diagnosis {
        var collector = try Collector()
        var session = Diagnosis.Session(&collector, windowNs: 2_000_000_000)
        while let pauseNs = session.look(&collector) {
            try await Task.sleep(for: .nanoseconds(pauseNs))
        }
        let diagnosis = session.finish(&collector)
        return diagnosis
    }

    @Test("The examples are the functions of this test, which compile and run")
    func examples() async throws {
        func lines(_ text: some StringProtocol) -> String {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                .joined(separator: "\n")
        }
        let source = lines(try String(contentsOfFile: #filePath, encoding: .utf8))
        let document = try String(
            contentsOf: Fixture.tests.deletingLastPathComponent()
                .appendingPathComponent("Documentation/WHY.md"), encoding: .utf8)
        let blocks = document.components(separatedBy: "```swift\n").dropFirst().map {
            lines($0.components(separatedBy: "```")[0])
        }
        #expect(blocks.count == 2)
        for block in blocks { #expect(source.contains(block), "\(block)") }
        try await shared()
        #expect(try await paced().isMeasured)
    }
}
