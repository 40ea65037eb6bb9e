import CProbeInternals
import Foundation
import Testing

@testable import Probe
@testable import probectl

/// The command's output for captured machines, held to the files of Tests/Golden. With UPDATE_GOLDEN=1
/// in the environment the files are written anew, and the difference is read before it is committed.
@Suite("The output for captured machines", .needsLinux)
struct GoldenTests {
    static let tests = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where the archives of Tests/Fixtures are unpacked.
    static let fixtureFolder: URL = {
        let folder = tests.deletingLastPathComponent().appendingPathComponent(".build/fixtures")
        let archives = tests.appendingPathComponent("Fixtures")
        var message = [CChar](repeating: 0, count: CPI_ARCHIVE_MESSAGE)
        if !cpi_archive_unpack_all(archives.path, folder.path, &message) {
            fatalError(message.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
        }
        return folder
    }()

    static func root(_ fixture: String) -> String {
        fixtureFolder.appendingPathComponent("\(fixture)/root").path
    }

    func hold(_ text: String, to name: String) throws {
        let file = Self.tests.appendingPathComponent("Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    func collector(_ fixture: String) throws -> Collector {
        try Collector(root: Self.root(fixture))
    }

    static let fixtures = [
        "debian-6.1-x86_64-v2", "debian-6.1-x86_64-holes", "debian-6.1-x86_64-v1",
        "debian-6.1-x86_64-devices",
    ]

    @Test("Quota, as text", arguments: fixtures)
    func quota(fixture: String) throws {
        var collector = try collector(fixture)
        let quota = try collector.quota()
        let text = QuotaText(quota, Terminal(width: nil, hasColour: false)).page()
        try hold(text, to: "\(fixture).quota.txt")
    }

    @Test("Sample, as text and as JSON", arguments: fixtures)
    func sample(fixture: String) throws {
        var collector = try collector(fixture)
        var sample = collector.sample()
        sample.wallTimeNs = 0
        let rates = sample.rates(since: sample)
        let line = SampleDocument(sample, rates, Sample.Section.usual, perCPU: true).json().line()
        try hold(line, to: "\(fixture).sample.json")
        let text = SampleText(
            sample, nil, Sample.Section.usual, perCPU: true, Terminal(width: nil, hasColour: false))
        try hold(text.page(), to: "\(fixture).sample.txt")
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        for section in Sample.Section.usual {
            #expect(parsed[section.rawValue] is [String: Any], "\(section)")
        }
    }

    static let namedOnly: [(String, [Sample.Section])] = [
        (
            "debian-6.12-x86_64-machine",
            [.swap, .interrupts, .host, .topology, .storage, .protocols, .cgroups]
        ),
        ("debian-6.1-x86_64-laptop", [.sensors, .storage, .power, .gpu]),
    ]

    @Test("Sections that are read only if named, as text", arguments: namedOnly)
    func named(fixture: String, sections: [Sample.Section]) throws {
        var collector = try collector(fixture)
        let sample = collector.sample(Sample.Sections(sections))
        for section in sections {
            #expect(sample.status(of: section).error == nil, "\(section)")
        }
        let text = SampleText(
            sample, nil, sections, isOnly: true, perCPU: true,
            Terminal(width: nil, hasColour: false))
        try hold(text.page(), to: "\(fixture).sample.txt")
    }

    static let tables = [
        "debian-6.12-x86_64-processes", "debian-5.10-x86_64-processes",
        "debian-6.1-aarch64-processes",
    ]

    @Test("Processes, as a tree and as JSON", arguments: tables)
    func processes(fixture: String) throws {
        var collector = try collector(fixture)
        let users = UserNames(&collector)
        let table = try collector.processes(.all)
        var choice = ProcessChoice(order: .pid, isTree: true)
        let tree = ProcessList(table, nil, choice, users: users) { _ in table.processes[0] }
        let text = ProcessText(tree, table, nil)
        try hold(
            text.page(Terminal(width: 100, hasColour: false)), to: "\(fixture).processes.txt")
        // The odd ones that come first.
        choice = ProcessChoice(order: .pid, limit: 16, filters: [.text("processes -g")])
        let list = ProcessList(table, nil, choice, users: users) { _ in table.processes[0] }
        try hold(
            list.listing.json(of: table, nil, timeNs: 0).line(), to: "\(fixture).processes.json")
    }

    @Test("A process, as text", arguments: tables)
    func process(fixture: String) throws {
        var collector = try collector(fixture)
        let table = try collector.processTable(of: nil, .all)
        var list = ProcessList(table, nil, ProcessChoice(), users: UserNames()) { _ in
            table.processes[0]
        }
        list.threads = try collector.threads(of: nil, .status).processes
        let page = ProcessText(list, table, nil).page(
            parent: nil, Terminal(width: 80, hasColour: false))
        try hold(page, to: "\(fixture).process.txt")
    }

    @Test("Why, of a moment without a window", arguments: tables)
    func why(fixture: String) throws {
        var options = WhyOptions()
        options.root = Self.root(fixture)
        let diagnosis = try WhyCommand(options).diagnose(ProcessClassifier())
        let text = WhyText(diagnosis, Terminal(width: 80, hasColour: false)).page()
        try hold(text, to: "\(fixture).why.txt")
    }

    @Test("Capabilities, as text", arguments: ["debian-5.10-x86_64-devices"])
    func capabilities(fixture: String) throws {
        var collector = try collector(fixture)
        let text = CapabilitiesCommand.text(
            collector.capabilities(), collector.rootKind, Terminal(width: nil, hasColour: false))
        try hold(text, to: "\(fixture).capabilities.txt")
    }

    @Test("A sample of nothing has every section, null, and says why")
    func empty() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(
            "probe-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        var collector = try Collector(root: root.path)
        let line = SampleDocument(collector.sample(), nil, Sample.Section.usual, perCPU: false)
            .json()
            .line()
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let unavailable = try #require(parsed["unavailable"] as? [String: [String: Any]])
        #expect(parsed["cpu"] is NSNull && parsed["rates"] is NSNull)
        #expect(unavailable["cpu"]?["code"] as? String == "not_found")
        #expect(unavailable["cpu"]?["source"] as? String == "/proc/stat")
    }
}
