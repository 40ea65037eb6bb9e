import CProbe
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
            "", "0-3", "3-0\n", "0,\n", ",0\n", "0-3,2\n", "0 1\n", "a\n", "0-\n", "-1\n",
            "99999999999\n", "1,1\n",
        ])
    func malformed(text: String) {
        #expect(count(text) == nil)
    }
}
