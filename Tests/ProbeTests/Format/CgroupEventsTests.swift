import CProbe
import Testing

@testable import Probe

@Suite("memory.events and cgroup.events, for poll(2)")
struct CgroupEventsTests {
    static let memory = "low 0\nhigh 12\nmax 3\noom 2\noom_kill 1\noom_group_kill 0\n"
    static let state = "populated 1\nfrozen 0\n"

    func parse(
        _ text: String, _ file: cprobe_cgroup_events_file
    ) -> (cprobe_cgroup_events, cprobe_failure)? {
        var events = cprobe_cgroup_events()
        var failure = cprobe_failure()
        let result = text.asC { cprobe_cgroup_events_parse($0, $1, file, &events, &failure) }
        return result == .CPROBE_OK ? (events, failure) : nil
    }

    func has(_ events: cprobe_cgroup_events, _ field: cprobe_cgroup_events_field) -> Bool {
        cprobe_has(events.present_fields, field.rawValue)
    }

    @Test("Each counter is its line's, and nothing else is present")
    func counters() throws {
        let (events, _) = try #require(parse(Self.memory, .CPROBE_EVENTS_MEMORY))
        #expect(events.low == 0 && events.high == 12 && events.max == 3 && events.oom == 2)
        #expect(events.oom_kill == 1 && events.oom_group_kill == 0)
        #expect(events.present_fields.words.0 == 0x3F && events.present_fields.words.1 == 0)
        // Before Linux 5.17.
        let (old, _) = try #require(
            parse("low 0\nhigh 12\nmax 3\noom 2\noom_kill 1\n", .CPROBE_EVENTS_MEMORY))
        #expect(!has(old, .CPROBE_EVENTS_OOM_GROUP_KILL) && has(old, .CPROBE_EVENTS_OOM_KILL))
        // What a later kernel adds is skipped.
        #expect(parse(Self.memory + "sock_throttled 4\n", .CPROBE_EVENTS_MEMORY) != nil)
    }

    @Test("The two states")
    func states() throws {
        let (events, _) = try #require(parse(Self.state, .CPROBE_EVENTS_CGROUP))
        #expect(events.populated == 1 && events.frozen == 0)
        #expect(events.present_fields.words.0 == 0xC0)
        let (old, _) = try #require(parse("populated 0\n", .CPROBE_EVENTS_CGROUP))
        #expect(!has(old, .CPROBE_EVENTS_FROZEN) && has(old, .CPROBE_EVENTS_POPULATED))
    }

    @Test("A text of another file, a bad number or no text is malformed, and changes nothing")
    func malformed() {
        #expect(parse(Self.memory, .CPROBE_EVENTS_CGROUP) == nil)
        #expect(parse(Self.state, .CPROBE_EVENTS_MEMORY) == nil)
        #expect(parse("", .CPROBE_EVENTS_MEMORY) == nil)
        var events = cprobe_cgroup_events()
        events.low = 7
        var failure = cprobe_failure()
        let result = "low 1\nhigh x\n".asC {
            cprobe_cgroup_events_parse($0, $1, .CPROBE_EVENTS_MEMORY, &events, &failure)
        }
        #expect(result == .CPROBE_MALFORMED && failure.line == 2 && events.low == 7)
        #expect(failure.source.map { String(cString: $0) } == "memory.events")
    }

    @Test("A prefix is malformed, lacks lines, or has a shorter number")
    func cut() {
        for length in 0..<Self.memory.utf8.count {
            let text = String(Self.memory.prefix(length))
            guard let (events, _) = parse(text, .CPROBE_EVENTS_MEMORY) else { continue }
            #expect(!has(events, .CPROBE_EVENTS_HIGH) || events.high == 12 || events.high == 1)
        }
    }
}

@Suite("Why a trigger is refused")
struct TriggerWordsTests {
    static let file = "/proc/pressure/memory"

    func words(
        _ trigger: PressureTrigger?, _ code: cprobe_result, _ error: Int32, cgroup: Bool = false,
        source: StaticString = "/proc/pressure/memory"
    ) -> String? {
        var failure = cprobe_failure(
            code: code, line: 0, system_error: error,
            source: UnsafeRawPointer(source.utf8Start).assumingMemoryBound(to: CChar.self))
        guard let trigger else {
            return cprobe_watch_error_words(nil, cgroup, &failure).map { String(cString: $0) }
        }
        var c = cprobe_pressure_trigger(
            resource: trigger.resource == .cpu
                ? .CPROBE_STALL_CPU
                : trigger.resource == .irq ? .CPROBE_STALL_IRQ : .CPROBE_STALL_MEMORY,
            is_full: trigger.kind == .full, stall_us: UInt64(trigger.stallNs / 1000),
            window_us: UInt64(trigger.windowNs / 1000))
        return cprobe_watch_error_words(&c, cgroup, &failure).map { String(cString: $0) }
    }

    static let good = PressureTrigger(.memory, stallNs: 150_000_000, windowNs: 2_000_000_000)

    @Test(
        "Each cause of EINVAL has its words",
        arguments: [
            (PressureTrigger(.memory, stallNs: 1000, windowNs: 11_000_000_000), "at most 10 s"),
            (PressureTrigger(.memory, stallNs: 0, windowNs: 2_000_000_000), "longer than 0"),
            (
                PressureTrigger(.memory, stallNs: 3_000_000_000, windowNs: 2_000_000_000),
                "longer than the window"
            ),
            (PressureTrigger(.irq, stallNs: 1000, windowNs: 2_000_000_000), "full"),
            (PressureTrigger(.memory, stallNs: 1000, windowNs: 400_000_000), "at least 500 ms"),
            (PressureTrigger(.memory, stallNs: 1000, windowNs: 1_000_000_000), "multiple of 2 s"),
            (PressureTrigger(.cpu, .full, stallNs: 1000, windowNs: 2_000_000_000), "5.13"),
        ])
    func refused(_ trigger: PressureTrigger, _ expected: String) {
        #expect(words(trigger, .CPROBE_INVALID, 22)?.contains(expected) == true)
    }

    @Test("Other errors, by the file")
    func others() {
        let good = Self.good
        #expect(words(good, .CPROBE_INVALID, 22) == nil)
        #expect(words(good, .CPROBE_DENIED, 1)?.contains("6.5") == true)
        #expect(words(good, .CPROBE_DENIED, 1, cgroup: true)?.contains("write") == true)
        #expect(words(good, .CPROBE_DENIED, 13, cgroup: true)?.contains("write") == true)
        #expect(words(good, .CPROBE_DENIED, 13)?.contains("5.13") == true)
        #expect(words(good, .CPROBE_IO, 30)?.contains("read-only") == true)
        #expect(words(good, .CPROBE_IO, 5)?.contains("5.2") == true)
        #expect(words(good, .CPROBE_NOT_FOUND, 95)?.contains("psi=0") == true)
        #expect(words(good, .CPROBE_NOT_FOUND, 2)?.contains("psi=0") == true)
        #expect(words(good, .CPROBE_NOT_FOUND, 2, cgroup: true)?.contains("PSI") == true)
        #expect(words(nil, .CPROBE_NOT_FOUND, 2, cgroup: true)?.contains("controller") == true)
        #expect(words(good, .CPROBE_GONE, 19, cgroup: true)?.contains("removed") == true)
        #expect(words(nil, .CPROBE_GONE, 19, cgroup: true) == "the cgroup was removed")
        #expect(words(good, .CPROBE_UNSUPPORTED, 0)?.contains("captured") == true)
        let directory: StaticString = "the directory of the cgroup"
        #expect(
            words(good, .CPROBE_INVALID, 0, cgroup: true, source: directory)
                == "not a directory of cgroup v2")
        #expect(
            words(good, .CPROBE_NOT_FOUND, 2, cgroup: true, source: directory) == "no such cgroup")
        #expect(words(good, .CPROBE_DENIED, 13, cgroup: true, source: directory) == nil)
    }

    @Test("An error names its file, its cgroup and the cause")
    func description() {
        let error = WatchError(
            ProbeError(code: .gone, source: "cpu.pressure", systemError: 19),
            cgroup: "/sys/fs/cgroup/a", reason: "the cgroup was removed")
        #expect("\(error)" == "cpu.pressure of /sys/fs/cgroup/a: the cgroup was removed")
        let plain = WatchError(
            ProbeError(code: .denied, source: Self.file, systemError: 13))
        #expect("\(plain)" == "/proc/pressure/memory: permission denied")
    }
}
