import Foundation
import Testing

@testable import Probe

@Suite("Sets of signals and capabilities, and names of terminals")
struct ProcessSetTests {
    @Test("Signals by number and by name")
    func signals() {
        let set = SignalSet(rawValue: 0x8000_0003_0001_0001)
        #expect(set.signals == [1, 17, 33, 34, 64])
        #expect(set.names == ["HUP", "CHLD", "RT33", "RT34", "RT64"])
        #expect(set.contains(17) && !set.contains(2) && !set.contains(0) && !set.contains(65))
        #expect(set.description == "8000000300010001")
        #expect(SignalSet(rawValue: 0).description == "0000000000000000")
        // The kernel's numbers.
        #expect(SignalSet(rawValue: 1 << 30).names == ["SYS"])
        #expect(SignalSet(rawValue: 1 << 8).names == ["KILL"])
    }

    @Test("Capabilities by name; one without a name by its number")
    func capabilities() {
        let set = CapabilitySet(rawValue: 1 << 0 | 1 << 21 | 1 << 40 | 1 << 41)
        #expect(set.names == ["CHOWN", "SYS_ADMIN", "CHECKPOINT_RESTORE", "41"])
        #expect(CapabilitySet.known.names.count == 41 && !set.contains(64) && !set.contains(-1))
    }

    @Test("Sets in JSON are 16 hexadecimal digits, and anything else is refused")
    func coders() throws {
        let text = Data(#"["00000000a0000001"]"#.utf8)
        let sets = try JSONDecoder().decode([SignalSet].self, from: text)
        #expect(sets == [SignalSet(rawValue: 0xa000_0001)])
        #expect(try JSONEncoder().encode(sets) == text)
        for bad in [#"["a0000001"]"#, #"["00000000a000000g"]"#, "[1]"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode([CapabilitySet].self, from: Data(bad.utf8))
            }
        }
    }

    @Test(
        "A terminal's name from its device number",
        arguments: [
            (34816, "pts/0"), (34819, "pts/3"), (1 << 20 | 34816, "pts/256"), (35072, "pts/256"),
            (1025, "tty1"), (1088, "ttyS0"), (1281, "console"), (0, nil), (52288, "ttyAMA0"),
            (48128, "ttyUSB0"), (58624, "hvc0"), (770, nil),
        ] as [(UInt32, String?)])
    func terminals(device: UInt32, name: String?) {
        var process = ProcessSnapshot(pid: 1)
        process.terminalDevice = device
        #expect(process.terminal == name)
    }
}
