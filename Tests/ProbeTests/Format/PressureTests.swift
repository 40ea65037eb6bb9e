import CProbe
import Testing

@testable import Probe

@Suite("Pressure files")
struct PressureTests {
    func parse(_ text: String) -> (cprobe_stalls, some: Bool, full: Bool)? {
        var stalls = cprobe_stalls()
        var some = false
        var full = false
        let result = text.asC { cprobe_pressure_parse($0, $1, &stalls, &some, &full, nil) }
        return result == .CPROBE_OK ? (stalls, some, full) : nil
    }

    static let some = "some avg10=14.66 avg60=3.45 avg300=0.76 total=2534043\n"
    static let full = "full avg10=1.00 avg60=100.00 avg300=0.00 total=7\n"

    @Test("Both lines give their four numbers, the total in nanoseconds")
    func both() throws {
        let (stalls, some, full) = try #require(parse(Self.some + Self.full))
        #expect(some && full)
        #expect(stalls.some.avg10_percent == 14.66 && stalls.some.avg300_percent == 0.76)
        #expect(stalls.some.total_ns == 2_534_043_000)
        #expect(stalls.full.avg60_percent == 100 && stalls.full.total_ns == 7000)
    }

    @Test("A line that the kernel does not print is absent")
    func one() throws {
        #expect(try #require(parse(Self.some)).full == false)
        #expect(try #require(parse(Self.full)).some == false)
        #expect(try #require(parse("half avg10=1\n" + Self.full)).full)
    }

    @Test("A prefix is malformed, or lacks a line, or has a shorter total")
    func cut() {
        let text = Self.some + Self.full
        for length in 0..<text.count {
            guard let part = parse(String(text.prefix(length))) else { continue }
            #expect(part.some && part.full == (length >= text.count - 1))
            #expect(isCut(part.0.some.total_ns, of: 2_534_043_000))
            #expect(part.0.some.avg10_percent == 14.66)
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        let (stalls, some, full) = try #require(parse(Self.some + Self.full.dropLast() + end))
        #expect(some && full)
        #expect(stalls.some.total_ns == 2_534_043_000 && stalls.full.total_ns == 7000)
    }

    @Test("A bad line costs the other one nothing")
    func oneBad() {
        for (text, isSome) in [
            (Self.some + "full avg10=x\n", true), ("some 1\n" + Self.full, false),
            ("some \n" + Self.full, false),
        ] {
            var stalls = cprobe_stalls()
            var some = false
            var full = false
            var failure = cprobe_failure()
            let result = text.asC { cprobe_pressure_parse($0, $1, &stalls, &some, &full, &failure) }
            #expect(result == .CPROBE_MALFORMED && failure.line == (isSome ? 2 : 1))
            #expect(some == isSome && full == !isSome)
            #expect((isSome ? stalls.some.total_ns : stalls.full.total_ns) > 0)
        }
    }

    @Test(
        "Other texts are malformed",
        arguments: [
            "", "\n", "some\n", "some avg10=1.0 avg60=0.00 avg300=0.00 total=1\n",
            "some avg60=0.00 avg10=0.00 avg300=0.00 total=1\n",
            "some avg10=0.00 avg60=0.00 avg300=0.00 total=-1\n",
            "some avg10=0.00 avg60=0.00 avg300=0.00 total=18446744073709551615\n",
            "some avg10=0.00 avg60=0.00 avg300=0.00 total=1 x\n",
        ])
    func malformed(text: String) {
        #expect(parse(text) == nil)
    }

    @Test(
        "One file that is wrong or missing costs its own resource",
        .needsLinux)
    func files() throws {
        let tree = try Tree([
            "/proc/pressure/cpu": Self.some, "/proc/pressure/memory": "nonsense\n",
            "/sys/fs/cgroup/a/io.pressure": Self.full,
        ])
        var collector = try Collector(root: tree.root)
        let pressure = try collector.pressure()
        #expect(pressure.cpu.some?.totalNs == 2_534_043_000 && pressure.cpu.full == nil)
        #expect(pressure.memory.some == nil && pressure.io.some == nil)
        // irq is missing nearly everywhere, and that is no failure.
        #expect(pressure.failures.map(\.source) == ["/proc/pressure/memory", "/proc/pressure/io"])
        #expect(pressure.failures.map(\.code) == [.malformed, .notFound])
        let group = try collector.pressure(ofCgroup: "/sys/fs/cgroup/a")
        #expect(group.io.full?.avg10Percent == 1 && group.failures.count == 3)
        // Every kernel prints both lines of it.
        #expect(group.failures.last?.source == "io.pressure" && group.io.some == nil)
        #expect(throws: ProbeError.self) { try collector.pressure(ofCgroup: "/sys/fs/cgroup/b") }
        #expect(throws: ProbeError.self) { try collector.pressure(ofCgroup: "sys") }
        // The most useful failure: not that the first file is missing.
        let bad = try Tree(["/proc/pressure/memory": "nonsense\n"])
        var worse = try Collector(root: bad.root)
        #expect(worse.sample(.pressure).pressure.error?.code == .malformed)
        let none = try Tree()
        var empty = try Collector(root: none.root)
        #expect(empty.sample(.pressure).pressure.error?.code == .notFound)
    }
}
