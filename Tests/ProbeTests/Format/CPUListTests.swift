import CProbe
import CProbeInternals
import Testing

@Suite("Lists of CPUs")
struct CPUListTests {
    func count(_ text: String) -> (UInt32, UInt32)? {
        var count: UInt32 = 0
        var first: UInt32 = 0
        let code = text.asC { cprobe_cpulist_parse($0, $1, &count, &first, nil) }
        return code == .CPROBE_OK ? (count, first) : nil
    }

    @Test(
        "Ranges are counted",
        arguments: [
            ("0\n", 1, 0), ("0-3,8,10-11\n", 7, 0), ("5,7\n", 2, 5), ("\n", 0, 0),
            ("0-4095\n", 4096, 0),
        ])
    func ranges(text: String, expected: UInt32, first: UInt32) {
        let parsed = count(text)
        #expect(parsed?.0 == expected)
        #expect(parsed?.1 == first)
    }

    @Test(
        "Other texts are malformed",
        arguments: [
            "0-", "0,", "3-0\n", "0,\n", ",0\n", "0-3,2\n", "0 1\n", "a\n", "0-\n", "-1\n",
            "99999999999\n", "1,1\n",
        ])
    func malformed(text: String) {
        #expect(count(text) == nil)
    }

    @Test("What lies behind a list costs nothing", arguments: textEnds)
    func ends(end: String) {
        #expect(count("0-3,8" + end)?.0 == 5 && count(end)?.0 == 0)
        #expect(withLists("0-3,8" + end, "2-9" + end, cp_cpulist_common) == 3)
    }

    @Test("A list that the kernel cut at the end of its page is malformed")
    func page() {
        let list = "0,2,4," + (0..<818).map { String(1000 + $0 * 2) }.joined(separator: ",")
        #expect(list.utf8.count == 4095 && count(list) == nil)
        #expect(count(list + "\n")?.0 == 821 && count(list + ",9998")?.0 == 822)
    }

    func withLists<R>(_ a: String, _ b: String, _ body: (cp_span, cp_span) -> R) -> R {
        a.asC { first, length in
            b.asC { body(cp_span(bytes: first, length: length), cp_span(bytes: $0, length: $1)) }
        }
    }

    @Test(
        "A list is within another where every one of its CPUs is",
        arguments: [
            ("0-3\n", "0-7\n", true), ("0-3,8\n", "0-7\n", false), ("\n", "0\n", true),
            ("5\n", "\n", false), ("2,4-5\n", "0-1,2,4-5\n", true),
        ])
    func within(list: String, all: String, expected: Bool) {
        #expect(withLists(list, all, cp_cpulist_is_within) == expected)
    }

    @Test(
        "A list of the kernel is cut by what is online only where both have one numbering",
        arguments: [
            ("0-7\n", "0-5\n", true, 6),  // Two are offline.
            ("24\n", "0\n", true, 1),  // Numbered from 0: nothing in common.
            ("5\n", "0-1\n", true, 1),
            ("1,5,24\n", "0-2\n", false, 3),  // Known to be put over the kernel's file.
            ("0-3\n", "0-1\n", false, 4), ("\n", "0-1\n", true, 0),
        ])
    func online(list: String, online: String, isKernels: Bool, expected: UInt32) {
        let count = withLists(list, online) { cp_cpulist_count_online($0, $1, isKernels) }
        #expect(count == expected)
    }
}
