import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("A process as text")
struct OneProcessTextTests {
    /// Keys that are no fields of a process: what identifies it, the names of its terminal and its user,
    /// which are made of other fields, and failures.
    private static let exceptions: Set<String> = [
        "pid", "terminal", "user", "unread", "failure", "failures",
    ]

    @Test("Each field of a process that the JSON has changes the text of the process")
    func process() throws {
        func page(_ fields: [String: Any]) throws -> String {
            let data = try JSONSerialization.data(withJSONObject: fields)
            let process = try JSONDecoder().decode(ProcessSnapshot.self, from: data)
            var table = ProcessTable()
            table.processes = [process]
            let list = ProcessList(table, nil, ProcessChoice(), users: UserNames()) { _ in process }
            return ProcessText(list, table, nil).page(
                parent: nil, Terminal(width: nil, hasColour: false))
        }
        func encoded(_ fields: [String: Any]) -> [String: Any]? {
            guard let data = try? JSONSerialization.data(withJSONObject: fields),
                let process = try? JSONDecoder().decode(ProcessSnapshot.self, from: data),
                let text = try? JSONEncoder().encode(process)
            else { return nil }
            return try? JSONSerialization.jsonObject(with: text) as? [String: Any]
        }
        let nothing = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(ProcessSnapshot()))
                as? [String: Any])
        var fields = nothing
        fields["pid"] = 4711
        let names = nothing.keys.filter { !Self.exceptions.contains($0) }.sorted()
        #expect(names.count > 100)
        for (index, name) in names.enumerated() {
            let bit = String(1 << (index % 40), radix: 16)
            let candidates: [Any] = [
                1000 + index, true, String(repeating: "0", count: 16 - bit.count) + bit, "0-3",
                "running", ["x"], [1000 + index],
            ]
            // The first value of the type that the field has.
            let fitting = candidates.firstIndex { value in
                var only = nothing
                only[name] = value
                let now = encoded(only)?[name]
                return now != nil && !(now is NSNull)
            }
            fields[name] = candidates[try #require(fitting, "\(name)")]
        }
        let full = try page(fields)
        for name in names {
            var less = fields
            less[name] = NSNull()
            #expect(try page(less) != full, "\(name) is not in \(full)")
        }
    }
}
