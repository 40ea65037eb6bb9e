import Foundation
import Probe
import Testing

@Suite("Sets of CPU numbers")
struct NumberSetTests {
    @Test(
        "The kernel's notation is read and written",
        arguments: ["", "0", "0-3,8", "1,3,5-4294967294"])
    func notation(list: String) throws {
        let set = try #require(NumberSet(list))
        #expect(set.description == list)
        #expect(set.count == set.ranges.reduce(0) { $0 + $1.count })
        let coded = try JSONEncoder().encode([set])
        #expect(try JSONDecoder().decode([NumberSet].self, from: coded) == [set])
    }

    @Test(
        "Any other text has no set",
        arguments: ["a", "3-1", "1,,2", "1,", "-1", "2,1", "0-4294967295", "99999999999999999999"])
    func malformed(list: String) {
        #expect(NumberSet(list) == nil)
        let coded = Data("[\"\(list)\"]".utf8)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([NumberSet].self, from: coded)
        }
    }

    @Test("It lists its numbers, rising, and knows what it contains")
    func numbers() throws {
        let set = try #require(NumberSet("0-2,4"))
        #expect(Array(set) == [0, 1, 2, 4] && set == [4, 2, 1, 0, 2])
        #expect(set.contains(4) && !set.contains(3) && !set.isEmpty && NumberSet().isEmpty)
        #expect(NumberSet("0-1,2") == [0, 1, 2], "ranges that touch are one")
        #expect(NumberSet([-1, 7]).description == "7")
    }
}
