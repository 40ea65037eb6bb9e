import Foundation
import Testing

@testable import Probe
@testable import probectl

/// The output in README.md is that of the commands in it. A block "```console" begins with "$ probectl ..."
/// of a captured machine and has all that it prints; with UPDATE_GOLDEN=1 in the environment it is written
/// anew. A block "```console live" shows rates of some machine: it has the labels that there are.
@Suite(
    "README.md",
    .enabled(if: BuiltCommand.path != nil, "probectl was not built beside these tests"),
    .enabled(if: Capabilities.current.has(.quota), "this build reads no quota"))
struct ReadmeTests {
    static let top = GoldenTests.tests.deletingLastPathComponent()
    static let file = top.appendingPathComponent("README.md")

    /// What a command prints, from the top of the package, where the captured machines are unpacked.
    private func output(of command: String) throws -> String {
        _ = GoldenTests.fixtureFolder
        let run = try BuiltCommand.run(
            "cd '\(Self.top.path)'; probectl() { \"$probectl\" \"$@\"; }; \(command)")
        // A running machine may lack a section.
        #expect(run.status == 0 || !command.contains(" --root "), "\(command): \(run.error)")
        return run.output
    }

    @Test("Each block of output is what its command prints")
    func blocks() throws {
        let old = try String(contentsOf: Self.file, encoding: .utf8)
        var new: [Substring] = []
        var fence: Substring?
        var (held, live): ([String], [String]) = ([], [])
        var body: [Substring] = []
        for line in old.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("```") else {
                if fence == nil { new.append(line) } else { body.append(line) }
                continue
            }
            guard let kind = fence else {
                // Without a kind it would be held by nothing.
                #expect(["```sh", "```swift", "```console", "```console live"].contains(line))
                new.append(line)
                (fence, body) = (line, [])
                continue
            }
            fence = nil
            if kind.hasPrefix("```console") {
                let command = try #require(body.first)
                try #require(command.hasPrefix("$ probectl "), "\(command)")
                let words = String(command.dropFirst(2))
                if kind == "```console" {
                    held.append(words)
                    #expect(
                        words.contains(" --root .build/fixtures/"),
                        "\(words) is not of a captured machine")
                    let text = try output(of: words)
                    body =
                        [command]
                        + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                } else {
                    live.append(words)
                    let labels = self.labels(body.dropFirst().joined(separator: "\n"))
                    #expect(labels == self.labels(try output(of: words)), "\(words)")
                }
            }
            new += body + [line]
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(new.joined(separator: "\n").utf8).write(to: Self.file)
        }
        let now = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(now == new.joined(separator: "\n"))
        // One more that is not held is a decision.
        #expect(held.count >= 3 && live == ["probectl sample"], "\(held), \(live)")
        for command in ["quota", "why", "processes"] {
            #expect(held.contains { $0.hasPrefix("probectl \(command) ") }, "\(command)")
        }
    }

    /// The first words of lines that are not set in.
    private func labels(_ page: String) -> [String] {
        page.split(separator: "\n").filter { $0.first != " " }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }
}
