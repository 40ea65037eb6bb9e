import Foundation
import Testing

@testable import Probe
@testable import probectl

/// A copy of a shell under another name that does nothing but spin.
private final class BusyLoop {
    let directory: URL
    let process = Foundation.Process()

    init(named name: String) throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-why-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        let copy = directory.appendingPathComponent(name)
        let shell = URL(fileURLWithPath: "/bin/sh").resolvingSymlinksInPath()
        try FileManager.default.copyItem(at: shell, to: copy)
        process.executableURL = copy
        process.arguments = ["-c", "while :; do :; done"]
        try process.run()
    }

    var pid: Int32 { process.processIdentifier }

    func end() {
        kill(pid, SIGKILL)
        try? FileManager.default.removeItem(at: directory)
    }
}

@Suite("Why, on this machine", .enabled(if: Capabilities.current.has(.process)), .serialized)
struct WhyLiveTests {
    @Test("Busy loops under the name of a compiler are named, with their CPU use")
    func busy() throws {
        let loops = try [BusyLoop(named: "rustc"), BusyLoop(named: "rustc")]
        defer { for loop in loops { loop.end() } }
        var collector = try Collector()
        func used() throws -> [Double] {
            try loops.map { loop in
                Double(try collector.process(loop.pid, []).totalTimeNs ?? 0)
            }
        }
        let before = try used()
        let start = ContinuousClock.now
        let diagnosis = try WhyCommand(WhyOptions()).diagnose(ProcessClassifier())
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        let after = try used()
        let finding = try #require(
            diagnosis.findings.first { $0.resource == .cpu && $0.account != nil },
            "\(diagnosis.headlines)")
        #expect(finding.headline.contains("rustc"), "\(finding.headline)")
        for (index, loop) in loops.enumerated() {
            let culprit = try #require(
                finding.account?.culprits.first { $0.process.pid == loop.pid })
            #expect(culprit.classification.category == .development)
            // By the kernel's own count around it, whatever else this machine does.
            let percent = (after[index] - before[index]) / seconds / 1e7
            #expect(abs((culprit.usagePercent ?? 0) - percent) < 15, "\(percent)")
        }
    }
}
