import Foundation
import Testing

@testable import Probe

/// What a collector says of a captured root.
private struct Answers: Equatable {
    var sample: Sample
    var processes: ProcessTable?
    var users: [UInt32: KernelName]?
    var frequencies: [CPUFrequency]?
    var capabilities: Capabilities

    init(root: String) throws {
        var collector = try Collector(root: root)
        sample = collector.sample(Sample.Sections.usual.union([.process, .sensors]))
        sample.wallTimeNs = 0
        processes = try? collector.processes(.all)
        users = try? collector.userNames()
        frequencies = try? collector.cpuFrequencies()
        capabilities = collector.capabilities()
    }
}

@Suite(
    "Captured machines whose files lost their last newline, or have more behind them",
    .needsLinux)
struct WholeTextTests {
    /// A copy of a captured root with each text changed. What bytes a command line ends with is its own.
    func changed(_ name: String, _ change: (Data) -> Data) throws -> Tree {
        let tree = try Tree()
        let files = FileManager.default
        let root = Fixture.root(name)
        for case let path as String in try #require(files.enumerator(atPath: root)) {
            let from = "\(root)/\(path)"
            let type = try files.attributesOfItem(atPath: from)[.type] as? FileAttributeType
            if type == .typeSymbolicLink {
                try tree.link(
                    "/\(path)", to: files.destinationOfSymbolicLink(atPath: from))
            } else if type == .typeDirectory {
                try tree.makeFolder("/\(path)")
            } else {
                let text = try Data(contentsOf: URL(fileURLWithPath: from))
                let isOwn = path.hasSuffix("/cmdline") || path.hasSuffix("/environ")
                try tree.write("/\(path)", [UInt8](isOwn ? text : change(text)))
            }
        }
        return tree
    }

    @Test(
        "Every answer is the same",
        arguments: [
            "debian-5.10-x86_64-v1", "debian-6.1-x86_64-v2", "debian-6.1-aarch64-processes",
            "debian-6.12-x86_64-devices", "firecracker-6.18-x86_64-namespaces",
        ])
    func same(name: String) throws {
        let whole = try Answers(root: Fixture.root(name))
        #expect(whole.sample.memory.value != nil)
        // What a captured root lacks would be the same whatever happened to it.
        if name.hasSuffix("-processes") {
            #expect(whole.processes != nil && whole.users?.isEmpty == false)
        }
        for end in ["", " \t", "\n \n\n"] {
            let tree = try changed(name) { text in
                (text.last == 10 ? text.dropLast() : text) + Data(end.utf8)
            }
            let answers = try Answers(root: tree.root)
            for section in Sample.Section.allCases {
                #expect(answers.sample.error(of: section) == whole.sample.error(of: section))
                #expect(answers.sample.failures(of: section) == whole.sample.failures(of: section))
            }
            #expect(answers == whole, "\(end.debugDescription)")
        }
        // Blanks at the end of each line. Those of a path of /proc/PID/cgroup belong to it, and so do those
        // within a process's name, which may have a newline.
        let blanks = try changed(name) { bytes in
            let text = String(decoding: bytes, as: Unicode.UTF8.self)
            return text.contains(":/") || text.contains(" (")
                ? bytes : Data(text.replacing("\n", with: " \t\n").utf8)
        }
        #expect(try Answers(root: blanks.root) == whole)
    }
}
